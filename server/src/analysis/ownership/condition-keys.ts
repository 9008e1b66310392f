/**
 * Which conditions matter to the fate of a scope's resources, and how they are recognised when they are
 * tested again.
 */
import type { Range } from "../../base/text.js";
import type { Expr, Stmt } from "../../syntax/ast.js";
import { contains, forEachChild, namesIn } from "../../syntax/walk.js";

/** The conditions of a scope whose outcomes are kept apart from path to path. */
export interface Conditions {
  /** Names whose constants and conditions are remembered: they are tested. */
  readonly guards: ReadonlySet<string>;
  /** Whether the outcome of a condition, by its key, is worth remembering: it is tested again. */
  remembers(key: string): boolean;
  /** Whether a condition, by its key, depends on a name. */
  mentions(key: string, name: string): boolean;
}

/** No condition is remembered: more paths than there are, quickly walked. */
export const NO_CONDITIONS: Conditions = {
  guards: new Set(),
  remembers: () => false,
  mentions: () => false,
};

/**
 * The conditions that decide whether code runs that acquires at one of the calls, or that mentions one
 * of the names which hold what was acquired.
 */
export function relevantConditions(
  body: readonly Stmt[],
  text: string,
  calls: readonly Range[],
  holders: ReadonlySet<string>,
): Conditions {
  const survey = new Survey(text, calls, holders);
  for (const stmt of body) survey.tests(stmt);
  for (const stmt of body) survey.flags(stmt);
  return survey;
}

class Survey implements Conditions {
  readonly guards = new Set<string>();
  private readonly keys = new Map<string, { count: number; names: ReadonlySet<string> }>();

  constructor(
    private readonly text: string,
    private readonly calls: readonly Range[],
    private readonly holders: ReadonlySet<string>,
  ) {}

  remembers(key: string): boolean {
    return (this.keys.get(key)?.count ?? 0) > 1;
  }

  mentions(key: string, name: string): boolean {
    return this.keys.get(key)?.names.has(name) ?? false;
  }

  tests(node: Expr | Stmt): void {
    switch (node.kind) {
      case "If":
      case "While":
      case "IfExp":
        if (this.isRelevant(node)) this.condition(node.test, 1);
        break;
      case "Assert":
        if (this.isRelevant(node)) this.condition(node.test, 1);
        break;
      case "BoolOp":
        if (this.isRelevant(node)) for (const value of node.values) this.condition(value, 1);
        break;
      case "FunctionDef":
      case "ClassDef":
      case "Lambda":
        return;
      default:
        break;
    }
    forEachChild(node, (child) => this.tests(child));
  }

  /** `own = path is None`: the condition is decided where the name is tested. */
  flags(node: Expr | Stmt): void {
    if (node.kind === "FunctionDef" || node.kind === "ClassDef" || node.kind === "Lambda") return;
    if (node.kind === "Assign" && (node.value.kind === "Compare" || node.value.kind === "UnaryOp")) {
      const tested = node.targets.some((target) => target.kind === "Name" && this.guards.has(target.name));
      if (tested) this.condition(node.value, 2);
    }
    forEachChild(node, (child) => this.flags(child));
  }

  private isRelevant(node: Expr | Stmt): boolean {
    return contains(node, (inner) => {
      if (inner.kind === "Name") return this.holders.has(inner.name);
      return inner.kind === "Call" && this.calls.some((call) => call.start === inner.start && call.end === inner.end);
    });
  }

  private condition(expr: Expr, weight: number): void {
    if (expr.kind === "BoolOp") {
      for (const value of expr.values) this.condition(value, weight);
      return;
    }
    if (expr.kind === "UnaryOp" && expr.op === "not") {
      this.condition(expr.operand, weight);
      return;
    }
    const key = conditionKey(expr, this.text);
    const known = this.keys.get(key);
    if (known === undefined) this.keys.set(key, { count: weight, names: namesIn(expr) });
    else known.count += weight;
    if (expr.kind === "Name") this.guards.add(expr.name);
    if (expr.kind === "Attribute" && expr.value.kind === "Name")
      this.guards.add(`${expr.value.name}.${expr.attr.name}`);
    if (expr.kind === "Compare" && expr.left.kind === "Name") this.guards.add(expr.left.name);
    if (expr.kind === "NamedExpr") this.guards.add(expr.target.name);
  }
}

/**
 * The text by which a condition is recognised when it is tested again; `a != b` has the key of
 * `a == b`.
 */
export function conditionKey(expr: Expr, text: string): string {
  const slice = (part: Expr): string => text.slice(part.start, part.end);
  const right = expr.kind === "Compare" ? expr.comparators[0] : undefined;
  if (expr.kind !== "Compare" || expr.ops.length !== 1 || right === undefined) return slice(expr);
  const op = expr.ops[0] as string;
  return `${slice(expr.left)} ${POSITIVE[op] ?? op} ${slice(right)}`;
}

/** Whether `conditionKey` of a comparison stands for its opposite. */
export function isNegated(expr: Expr): boolean {
  return expr.kind === "Compare" && expr.ops.length === 1 && (expr.ops[0] as string) in POSITIVE;
}

const POSITIVE: Readonly<Record<string, string>> = { "!=": "==", "is not": "is", "not in": "in" };

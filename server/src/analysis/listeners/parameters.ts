/** The parameters of a function that what it stores refers to. */
import type { Expr, Node } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { type Condition, conditionsAt } from "./conditions.js";
import { heldBy } from "./wrappers.js";

/** A parameter that an expression holds on to. */
export interface HeldParameter {
  readonly parameter: string;
  readonly wrapped: boolean;
  readonly weak: boolean;
  readonly when: readonly Condition[];
}

/** The parameters of a function that an expression holds on to. */
export function parametersIn(model: FileModel, stored: Expr, unit: Unit): HeldParameter[] {
  const own = parametersOf(unit);
  const receiver = model.methodOf(unit)?.receiver ?? null;
  const seen = new Set<string>();
  const found: HeldParameter[] = [];
  const visit = (expr: Expr, so: Omit<HeldParameter, "parameter">): void => {
    switch (expr.kind) {
      case "Name": {
        if (own.has(expr.name) && expr.name !== receiver) {
          found.push({ parameter: expr.name, ...so });
          if (!isRebound(expr.name, unit)) return;
        }
        if (seen.has(expr.name)) return;
        seen.add(expr.name);
        for (const binding of unit.scope.bindings.get(expr.name) ?? []) {
          if (binding.kind === "function") inside(binding.node, so);
          else if (binding.kind === "assign") {
            const { value } = binding;
            const when = [...so.when, ...conditionsAt(model, value, unit)];
            visit(value, { ...so, when, wrapped: so.wrapped || mentions(value, expr.name) });
          }
        }
        return;
      }
      case "Lambda":
        inside(expr, so);
        return;
      case "Call":
        for (const { value, isWeak } of heldBy(model, expr, unit))
          visit(value, { ...so, wrapped: true, weak: so.weak || isWeak });
        return;
      case "Tuple":
      case "List":
        for (const part of expr.elts) visit(part, so);
        return;
      case "Dict":
        for (const part of expr.values) visit(part, so);
        return;
      case "Starred":
      case "Await":
      case "NamedExpr":
        visit(expr.value, so);
        return;
      case "IfExp":
        for (const part of [expr.body, expr.orelse])
          visit(part, { ...so, when: [...so.when, ...conditionsAt(model, part, unit)] });
        return;
      case "BoolOp":
        for (const value of expr.values) visit(value, so);
        return;
      default:
        return;
    }
  };
  const inside = (node: Node, so: Omit<HeldParameter, "parameter">): void => {
    const names = namesIn(node);
    for (const name of own)
      if (names.has(name) && name !== receiver) found.push({ ...so, parameter: name, wrapped: true });
  };
  visit(stored, { wrapped: false, weak: false, when: [] });
  return found;
}

function isRebound(name: string, unit: Unit): boolean {
  return (unit.scope.bindings.get(name) ?? []).length > 1;
}

/** The names of a function's parameters. */
export function parametersOf(unit: Unit): ReadonlySet<string> {
  return unit.node.kind === "FunctionDef" || unit.node.kind === "Lambda"
    ? new Set(unit.node.params.all.map(({ name }) => name))
    : new Set();
}

function mentions(expr: Expr, name: string): boolean {
  return namesIn(expr).has(name);
}

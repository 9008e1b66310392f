/** Which values may be an object itself, or hold it: binding a part of an object to the object closes no cycle. */
import type { Call, Expr } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import { GIVES_ITEM } from "./calls.js";

/** What a variable is bound to, in one place. */
export interface Source {
  readonly name: string;
  readonly value: Expr;
}

/** Looks at the values of one function. */
export class Wholes {
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(
    readonly sources: readonly Source[],
    /** The functions of the function, each by its name and with the variables that it sees. */
    readonly closures: readonly { readonly name: string; readonly captured: ReadonlySet<string> }[],
    /** Whether what a call gives may be, or hold, what it is handed. */
    readonly passesOn: (call: Call) => boolean,
    /** Whether an attribute may be a method, which holds its object. */
    readonly mayBeMethod: (name: string) => boolean,
  ) {}

  /** Whether a value may be or hold what a variable, bound but once, stands for; false where it can only be part of it. */
  mayReach(value: Expr, variable: string): boolean {
    return this.#reaches(value, variable, this.#holders(variable));
  }

  /** The variables that may stand for the same, or for what holds it. */
  #holders(variable: string): ReadonlySet<string> {
    const known = this.#known.get(variable);
    if (known !== undefined) return known;
    const holders = new Set([variable]);
    for (let before = 0; before < holders.size; ) {
      before = holders.size;
      for (const { name, value } of this.sources)
        if (!holders.has(name) && this.#reaches(value, variable, holders)) holders.add(name);
      for (const { name, captured } of this.closures)
        if ([...captured].some((one) => holders.has(one))) holders.add(name);
    }
    this.#known.set(variable, holders);
    return holders;
  }

  #reaches(expr: Expr, variable: string, holders: ReadonlySet<string>): boolean {
    const some = (exprs: readonly Expr[]): boolean => exprs.some((one) => this.#reaches(one, variable, holders));
    switch (expr.kind) {
      case "Name":
        return holders.has(expr.name);
      case "Attribute":
        if (expr.value.kind === "Name" && expr.value.name === variable)
          return expr.attr.name === "__dict__" || this.mayBeMethod(expr.attr.name);
        return !isOrIsPartOf(expr, variable) && some([expr.value]);
      case "Subscript":
        // What another holds may be the object; what the object holds is part of it.
        return !isOrIsPartOf(expr, variable) && some([expr.value]);
      case "NamedExpr":
      case "Await":
      case "Starred":
        return some([expr.value]);
      case "IfExp":
        return some([expr.body, expr.orelse]);
      case "BoolOp":
      case "Dict":
        return some(expr.values);
      case "Tuple":
      case "List":
      case "Set":
        return some(expr.elts);
      case "Comprehension":
        return expr.form === "generator" ? this.#mentions(expr, holders) : some([expr.value ?? expr.element]);
      case "Lambda":
        return this.#mentions(expr, holders);
      case "Call": {
        if (!this.passesOn(expr)) return false;
        const { func } = expr;
        const given = [...expr.args, ...expr.keywords.map(({ value }) => value)];
        if (func.kind !== "Attribute") return some([func, ...given]);
        if (GIVES_ITEM.has(func.attr.name) && isOrIsPartOf(func.value, variable)) return some(given);
        return some([func.value, ...given]);
      }
      default:
        return false;
    }
  }

  #mentions(expr: Expr, holders: ReadonlySet<string>): boolean {
    return [...namesIn(expr)].some((name) => holders.has(name));
  }
}

function isOrIsPartOf(expr: Expr, variable: string): boolean {
  let at = expr;
  while (at.kind === "Attribute" || at.kind === "Subscript") at = at.value;
  return at.kind === "Name" && at.name === variable;
}

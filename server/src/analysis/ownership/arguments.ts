/** The arguments of a call, evaluated and matched with parameters. */
import type { Call, Expr } from "../../syntax/ast.js";
import type { Machine } from "./machine.js";
import type { Value } from "./state.js";

export interface Argument {
  /** The parameter's name, or its position where the name is not known; null behind `*` and `**`. */
  readonly parameter: string | null;
  readonly expr: Expr;
  readonly value: Value | null;
}

/** Evaluate the arguments of a call, left to right; `parameters` names those given by position. */
export function evaluateArguments(
  machine: Machine,
  call: Call,
  parameters: readonly string[] | undefined,
): readonly Argument[] {
  const found: Argument[] = [];
  let starred = false;
  call.args.forEach((expr, index) => {
    if (expr.kind === "Starred") starred = true;
    const value = machine.evaluate(expr.kind === "Starred" ? expr.value : expr);
    found.push({ parameter: starred ? null : (parameters?.[index] ?? String(index)), expr, value });
  });
  for (const keyword of call.keywords) {
    found.push({ parameter: keyword.name, expr: keyword.value, value: machine.evaluate(keyword.value) });
  }
  return found;
}

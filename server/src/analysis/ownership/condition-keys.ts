/** The text by which a condition is recognised when it is tested again. */
import type { Expr } from "../../syntax/ast.js";

/** The key of any condition as `decide` would use it, for finding those that occur twice. */
export function conditionKey(expr: Expr, text: string): string {
  const slice = (part: Expr): string => text.slice(part.start, part.end);
  const right = expr.kind === "Compare" ? expr.comparators[0] : undefined;
  if (expr.kind === "Compare" && expr.ops.length === 1 && right !== undefined) {
    const op = expr.ops[0] as string;
    const positive = op === "!=" ? "==" : op === "is not" ? "is" : op === "not in" ? "in" : op;
    return `${slice(expr.left)} ${positive} ${slice(right)}`;
  }
  return slice(expr);
}

/** Generator functions. */
import { isExpr } from "../../semantics/scopes.js";
import type { Expr, FunctionDef, Stmt } from "../../syntax/ast.js";
import { forEachChild } from "../../syntax/walk.js";

/** Whether a function is a generator: a `yield` of its own. */
export function isGenerator(node: FunctionDef): boolean {
  const yields = (child: Expr | Stmt): boolean => {
    if (child.kind === "Yield" || child.kind === "YieldFrom") return true;
    if (child.kind === "FunctionDef" || child.kind === "ClassDef" || child.kind === "Lambda") return false;
    if (isExpr(child) && (child.kind === "Name" || child.kind === "Constant")) return false;
    let found = false;
    forEachChild(child, (inner) => {
      if (!found && yields(inner)) found = true;
    });
    return found;
  };
  return node.body.some(yields);
}

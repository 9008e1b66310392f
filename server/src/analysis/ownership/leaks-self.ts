/** Whether an object hands itself out. */
import type { Expr, FunctionDef } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";

/** Whether a method hands its `self` to somebody: as an argument, a result, a value, a bound method. */
export function leaksSelf(method: FunctionDef): boolean {
  const self = method.params.all[0]?.name;
  if (self === undefined) return false;
  const isSelf = (expr: Expr | null): boolean => expr?.kind === "Name" && expr.name === self;
  return method.body.some((stmt) =>
    contains(stmt, (node) => {
      switch (node.kind) {
        case "Call":
          return (
            node.args.some((argument) => isSelf(argument) || isBoundMethod(argument, self)) ||
            node.keywords.some(({ value }) => isSelf(value) || isBoundMethod(value, self))
          );
        case "Assign":
          return isSelf(node.value);
        case "Tuple":
        case "List":
        case "Set":
          return node.elts.some(isSelf);
        case "Lambda":
        case "FunctionDef":
          return contains(node, (inner) => inner.kind === "Name" && inner.name === self);
        default:
          return false;
      }
    }),
  );
}

function isBoundMethod(expr: Expr, self: string): boolean {
  return (
    expr.kind === "Attribute" &&
    expr.value.kind === "Name" &&
    expr.value.name === self &&
    /^_*(?:on|handle|run|close|stop|shutdown|cleanup|release|callback|loop|work)/.test(expr.attr.name)
  );
}

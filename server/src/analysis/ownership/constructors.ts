/** What constructors and other methods do with what they acquire, and with `self`. */
import type { FunctionDef, Node } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import type { AttributeStore } from "./context.js";

/** Decorators that leave a function what it is. */
export const TRANSPARENT =
  /^(?:staticmethod|classmethod|override|final|abstractmethod|wraps|property|typing\.\w+|no_type_check)$/;

/** Bases that own and release nothing. */
export const PLAIN_BASE =
  /^(?:builtins\.object|unittest\.(?:case\.)?(?:IsolatedAsyncio)?TestCase|threading\.Thread|abc\.ABC|typing\.(?:Protocol|Generic)|contextlib\.(?:AbstractContextManager|ContextDecorator|AbstractAsyncContextManager)|collections\.abc\.\w+)$/;

/** Whether a method acquires at the top level of its body, under no condition. */
export function isUnconditional(init: FunctionDef, store: AttributeStore): boolean {
  const { call } = store.site;
  return init.body.some((stmt) => {
    if (store.isElement) {
      const many =
        stmt.kind === "For" || ((stmt.kind === "Assign" || stmt.kind === "AnnAssign") && stmt.value !== null);
      return many && contains(stmt, (inner) => inner === call) && !contains(stmt, (inner) => isBranch(inner));
    }
    if (stmt.kind === "Assign" || stmt.kind === "AnnAssign") return stmt.value === call;
    if (stmt.kind !== "Try") return false;
    return stmt.body.some((inner) => inner.kind === "Assign" && inner.value === call);
  });
}

function isBranch(node: Node): boolean {
  return node.kind === "If" || node.kind === "IfExp" || node.kind === "Try";
}

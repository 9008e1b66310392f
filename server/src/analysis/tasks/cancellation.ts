/** Coroutines that catch their cancellation and go on. */
import type { ExceptHandler, Node, Try } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

const CAUGHT = /^(?:(?:asyncio|asyncio\.exceptions|concurrent\.futures)\.CancelledError|builtins\.BaseException)$/;

/**
 * The handler by which an endless loop survives that its task is cancelled: wherever the loop waits, the exception is
 * caught inside the loop, and the loop goes on. Null where one of the ways leads out, or cannot be told.
 */
export function swallowsCancellation(loop: Node, unit: Unit, model: FileModel): ExceptHandler | null {
  if (loop.kind !== "While" || !unit.stmts.includes(loop)) return null;
  const awaits: Node[] = [];
  contains(loop, (node) => {
    if (node.kind === "Await" || ((node.kind === "For" || node.kind === "With") && node.isAsync)) awaits.push(node);
    return node.kind === "Yield" || node.kind === "YieldFrom";
  });
  let found: ExceptHandler | null = null;
  for (const one of awaits) {
    const handler = catcherOf(one, loop, unit, model);
    if (handler === null) return null;
    found ??= handler;
  }
  return found;
}

/** The handler, inside the loop, that gets the cancellation of one `await`, and goes on. */
function catcherOf(at: Node, loop: Node, unit: Unit, model: FileModel): ExceptHandler | null {
  let inner: Node = at;
  for (let outer = unit.parentOf(at); outer !== null && outer !== loop; outer = unit.parentOf(outer)) {
    if (outer.kind === "FunctionDef" || outer.kind === "Lambda") return null;
    if (outer.kind === "With" && !outer.isAsync) {
      // `suppress` and the like may end up anywhere.
      if (outer.items.some(({ context }) => contains(context, (node) => node === inner))) return null;
    }
    if (outer.kind === "Try") {
      const handler = handlerFor(outer, inner, unit, model);
      if (handler !== null) return [...handler.body, ...outer.finalbody].some(leaves) ? null : handler;
    }
    inner = outer;
  }
  return null;
}

function handlerFor(stmt: Try, inner: Node, unit: Unit, model: FileModel): ExceptHandler | null {
  if (!stmt.body.some((one) => one.start <= inner.start && inner.end <= one.end)) return null;
  for (const handler of stmt.handlers) {
    const { type } = handler;
    const types = type === null ? [] : type.kind === "Tuple" ? type.elts : [type];
    const isCaught = types.some((one) => CAUGHT.test(model.qualifiedName(one, unit.scopeOf(one)) ?? ""));
    if (type === null || isCaught) return handler;
  }
  return null;
}

/** Whether code may lead out of the loop, or wait itself. */
function leaves(node: Node): boolean {
  return contains(node, ({ kind }) => /^(?:Raise|Return|Break|Await|Yield|YieldFrom)$/.test(kind));
}

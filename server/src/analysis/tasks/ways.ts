/** Ways through a function that go past what ends something. */
import { buildCfg } from "../../semantics/build-cfg.js";
import { type CfgNode, NONE, type NodeId } from "../../semantics/cfg.js";
import type { Node, Stmt } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import type { Unit } from "../model/unit.js";

/**
 * A normal way from a start to the end of a function that passes none of the places where it is ended; `exit` is the
 * `return` that it takes, if it takes one. Null where there is none.
 */
export function wayOut(
  unit: Unit,
  start: Node,
  ends: readonly Node[],
  names: readonly string[],
): { readonly exit: Stmt | null } | null {
  if (unit.node.kind !== "FunctionDef") return null;
  const cfg = buildCfg(unit.node.body, () => false);
  if (cfg === null) return null;
  const holds = (outer: Node | { start: number; end: number }, inner: Node): boolean =>
    outer.start <= inner.start && inner.end <= outer.end;
  const mentions = (expr: Node): boolean => [...namesIn(expr)].some((name) => names.includes(name));
  const isEnd = (node: CfgNode): boolean => {
    switch (node.kind) {
      case "statement":
        return (
          node.stmt.kind !== "FunctionDef" && node.stmt.kind !== "ClassDef" && ends.some((end) => holds(node.stmt, end))
        );
      case "test":
        return (
          ends.some((end) => holds(node.expr, end)) ||
          // `if timer is not None: timer.cancel()`
          (node.stmt.kind === "If" && mentions(node.expr) && ends.some((end) => holds(node.stmt, end)))
        );
      case "iterate":
        return (
          ends.some((end) => holds(node.stmt.iter, end)) ||
          (ends.some((end) => holds(node.stmt, end)) && mentions(node.stmt.iter))
        );
      case "enter":
        return ends.some((end) => holds(node.item.context, end));
      default:
        return false;
    }
  };
  const starts = cfg.nodes.filter((node) => {
    const own =
      node.kind === "statement"
        ? node.stmt
        : node.kind === "test"
          ? node.expr
          : node.kind === "enter"
            ? node.item
            : null;
    return own !== null && holds(own, start);
  });
  const seen = new Set<NodeId>();
  const queue: [NodeId, Stmt | null][] = starts.flatMap((node): [NodeId, Stmt | null][] => [[node.next, null]]);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [id, exit] = next;
    if (id === NONE || seen.has(id)) continue;
    seen.add(id);
    if (id === cfg.exit || (id === cfg.raiseExit && exit?.kind === "Raise")) return { exit };
    const node = cfg.nodes[id];
    if (node === undefined || isEnd(node)) continue;
    const isWay = node.kind === "statement" && (node.stmt.kind === "Return" || node.stmt.kind === "Raise");
    const leaves = isWay ? node.stmt : exit;
    if (node.exc !== NONE && leaves?.kind === "Raise") queue.push([node.exc, leaves]);
    queue.push([node.next, leaves]);
    if (node.kind === "dispatch") for (const { entry } of node.handlers) queue.push([entry, null]);
    if ("other" in node && node.kind !== "leave") queue.push([node.other, leaves]);
  }
  return null;
}

/** Whether code asks, before it registers, whether that was done already. */
import type { Expr } from "../../syntax/ast.js";
import { accessOf } from "../model/access.js";
import type { FileModel } from "../model/file-model.js";
import { testMentions } from "./callers.js";
import type { Registration } from "./registrations.js";

/** Whether it is asked before whether this was done already: a flag, membership, the handlers there are. */
export function isGuarded(model: FileModel, one: Registration): boolean {
  const { unit, node } = one;
  const names = guardNames(model, one);
  const asks = (test: Expr): boolean => names.some((name) => testMentions(test, name));
  for (let at = unit.parentOf(node), child = node; at !== null; child = at, at = unit.parentOf(at)) {
    if ((at.kind === "If" || at.kind === "IfExp" || at.kind === "While") && at.test !== child && asks(at.test))
      return true;
    if (at.kind === "For" && one.known?.publisher.rule === "LK404" && asks(at.iter)) return true;
  }
  // An early return of a function that has run before.
  return unit.stmts.some(
    (stmt) =>
      stmt.kind === "If" &&
      stmt.end <= node.start &&
      stmt.body.some(({ kind }) => kind === "Return" || kind === "Raise" || kind === "Continue") &&
      asks(stmt.test),
  );
}

function guardNames(model: FileModel, one: Registration): string[] {
  const names: string[] = [];
  if (one.known?.publisher.rule === "LK404") names.push("handlers", "hasHandlers", "filters");
  if (one.container !== null && one.listener.kind === "Name") names.push(one.container.name);
  for (const name of one.unit.scope.globals) names.push(name);
  const owner = model.methodAround(one.unit)?.owner;
  for (const use of owner === undefined ? [] : [...owner.ownUses.values()].flat()) {
    // A flag of the class, not of the instance.
    const method = model.methodAround(use.unit);
    if (use.access.kind === "bind" && method?.kind === "class" && use.unit === one.unit) names.push(use.name);
  }
  for (const { value, attr } of one.unit.attributes) {
    const isBound = accessOf(value, one.unit.parentOf).kind === "attribute";
    const referent = model.resolve(value, one.unit.scope);
    if (isBound && referent !== null && referent.kind !== "qualified") names.push(attr.name);
  }
  return names;
}

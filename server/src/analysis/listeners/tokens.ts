/** What becomes of the result of a registration, where the registration ends through it. */
import type { Call, Expr, Node } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import { accessOf } from "../model/access.js";
import { type FileModel, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { conditionsAt, givenBy, settled } from "./conditions.js";
import type { Registration } from "./registrations.js";

/** `ended`: somebody ends it, or has what is needed to. `path`: the function itself does, perhaps not on every path. */
export type TokenEnd =
  | { readonly kind: "ended" }
  | { readonly kind: "path"; readonly ends: readonly Node[]; readonly names: readonly string[] }
  | { readonly kind: "lost"; readonly lost: "dropped" | "unused" | "overwritten"; readonly at: Node };

/** Functions that give back what others give back are followed this far. */
const MAX_DEPTH = 3;
const ENDED: TokenEnd = { kind: "ended" };

/** How a registration ends through what it gives back; null where it gives back nothing of the kind. */
export function tokenEnd(model: FileModel, one: Registration): TokenEnd | null {
  const { call, unit } = one;
  if (call === null || !givesToken(model, one)) return null;
  const parent = unit.parentOf(call);
  if (parent?.kind === "ExprStmt") return { kind: "lost", lost: "dropped", at: call };
  const access = accessOf(call, unit.parentOf);
  if (access.kind !== "alias") return ENDED;
  const { target } = access;
  if (target.kind === "Name") return ofName(model, target.name, one);
  if (target.kind !== "Attribute") return ENDED;
  const method = model.methodAround(unit);
  const isOwn = target.value.kind === "Name" && target.value.name === method?.receiver;
  if (!isOwn || method === null) return ENDED;
  const name = target.attr.name;
  const family = model.classes.filter((info) => info.mro.includes(method.owner) || method.owner.mro.includes(info));
  const uses = family.flatMap((info) => info.ownUses.get(name) ?? []);
  const elsewhere = unitsOutside(model, method.owner.node).some((outer) =>
    outer.attributes.some(({ attr }) => attr.name === name),
  );
  const ends = uses.filter(({ access: use }) => use.kind !== "bind" && use.kind !== "test");
  if (ends.length === 0 && !elsewhere) return { kind: "lost", lost: "unused", at: target };
  const before = ends.some(({ unit: there, node }) => there === unit && node.start < call.start);
  if (before) return ENDED;
  if (unit.loopsAround(call).length > 0 && !ends.some(({ node }) => isInLoopOf(unit, call, node))) {
    return { kind: "lost", lost: "overwritten", at: target };
  }
  // Bound again further down, with nothing in between that ends the first.
  const again = uses.find(
    ({ unit: there, access: use, node }) =>
      there === unit &&
      use.kind === "bind" &&
      node.start > call.end &&
      isStraight(unit, node) &&
      isStraight(unit, call),
  );
  const between =
    again === undefined ||
    ends.some(({ unit: there, node }) => there === unit && node.start > call.end && node.start < again.node.start);
  if (again !== undefined && !between && again.access.kind === "bind" && again.access.value?.kind === "Call") {
    return { kind: "lost", lost: "overwritten", at: again.node };
  }
  return ENDED;
}

function ofName(model: FileModel, name: string, one: Registration): TokenEnd {
  const { unit, call } = one;
  if (unit.scope.globals.has(name) || unit.scope.nonlocals.has(name)) return ENDED;
  const uses = model
    .usesOfName(unit.scope, name)
    .filter(({ node, access }) => access.kind !== "bind" && node.start > (call?.start ?? 0));
  const ends: Node[] = [];
  for (const use of uses) {
    if (use.unit !== unit) return ENDED;
    if (use.access.kind === "call") ends.push(use.access.call);
    else if (use.access.kind === "invoke") ends.push(use.access.call);
    else if (use.access.kind === "argument") {
      const stmt = unit.statementOf(use.node);
      // Handed to somebody: `bus.unsubscribe(token)` ends it, `tokens.append(token)` hands it over.
      if (stmt?.kind !== "ExprStmt" || !isEnding(use.access.call.func)) return ENDED;
      ends.push(use.access.call);
    } else if (use.access.kind !== "test") return ENDED;
  }
  if (ends.length === 0) {
    const [first] = model.usesOfName(unit.scope, name);
    return { kind: "lost", lost: "unused", at: first?.node ?? (call as Node) };
  }
  return { kind: "path", ends, names: [name] };
}

const ENDING =
  /^_*(?:un|de|off|remove|cancel|dispose|close|stop|clear|discard|drop|release|end|pop|detach|disconnect)/i;

function isEnding(func: Expr): boolean {
  const name = lastName(func);
  return ENDING.test(name);
}

/** Whether the registering function returns something that is neither the listener nor the publisher itself. */
function givesToken(model: FileModel, { known, kept, callee, call, unit }: Registration): boolean {
  if (known !== null) return known.entry.token === true;
  if (kept === null || callee === null || call === null || callee.made !== null) return false;
  return returnsToken(model, callee.unit, call, unit, 0);
}

/** Whether what a call gives back is more than what it was handed, as far as the call's arguments decide it. */
function returnsToken(model: FileModel, callee: Unit, call: Call, unit: Unit, depth: number): boolean {
  const home = modelOf(callee);
  const receiver = home.methodOf(callee)?.receiver ?? null;
  return callee.stmts.some((stmt) => {
    if (stmt.kind !== "Return" || stmt.value === null) return false;
    const { value } = stmt;
    if (value.kind === "Constant") return false;
    if (settled(model, conditionsAt(home, stmt, callee), givenBy(call, unit, callee)) === null) return false;
    if (value.kind === "Name") {
      if (value.name === receiver) return false;
      return !(callee.scope.bindings.get(value.name) ?? []).some(({ kind }) => kind === "parameter");
    }
    if (value.kind === "Call") {
      const next = home.calleeOf(value, callee);
      if (next === null || depth >= MAX_DEPTH || home.made(value.func, callee) !== null) return true;
      return next.unit !== callee && returnsToken(home, next.unit, value, callee, depth + 1);
    }
    if (value.kind === "Lambda" || value.kind === "Tuple" || value.kind === "Attribute") return true;
    return home.textOf(value).includes("len(");
  });
}

function isStraight(unit: Unit, node: Node): boolean {
  const stmt = unit.statementOf(node);
  return stmt !== null && unit.node.kind === "FunctionDef" && unit.node.body.includes(stmt);
}

function isInLoopOf(unit: Unit, call: Node, node: Node): boolean {
  const [loop] = unit.loopsAround(call);
  return loop !== undefined && loop.start <= node.start && node.end <= loop.end;
}

function unitsOutside(model: FileModel, owner: Node): Unit[] {
  return model.units.filter(({ node }) => node.start < owner.start || node.end > owner.end);
}

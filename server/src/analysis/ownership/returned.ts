/** What a function gives to its caller. */
import type { Node } from "../../syntax/ast.js";
import { isLending } from "./attributes.js";
import type { Returned, Site } from "./context.js";
import { type ObjectId, objectsIn, type State, type Value } from "./state.js";

/** What of a step it takes to say so. */
interface Returning {
  readonly state: State;
  siteOf(id: ObjectId): Site;
}

/** What a returned value is to the caller: fresh, an argument, something that keeps arguments; null for `None`. */
export function describe(machine: Returning, value: Value | null): Returned | null {
  if (value === null) return { kind: "unknown" };
  if (value.kind === "constant") return value.text === "None" ? null : { kind: "unknown" };
  const ids = objectsIn(value);
  const names = ids.map((id) => machine.siteOf(id).parameter);
  if (value.kind === "object" && !value.view) {
    const [name] = names;
    if (name !== null && name !== undefined) return { kind: "argument", name };
    // What an attribute holds as well is only lent.
    return machine.state.objects.get(value.id) === "open" && !isKept(machine.state, value.id)
      ? { kind: "fresh", spec: machine.siteOf(value.id).typeName, call: machine.siteOf(value.id).call }
      : { kind: "unknown" };
  }
  if (ids.some((id) => machine.state.objects.get(id) !== "open")) return { kind: "unknown" };
  if (value.kind === "container" && value.width === null && names.length > 0) {
    const types = new Set(ids.map((id) => machine.siteOf(id).typeName));
    const [type] = types;
    const [first] = ids;
    const held = [...machine.state.vars].some(
      ([name, other]) => name.startsWith("@") && objectsIn(other).some((id) => ids.includes(id)),
    );
    const isFresh =
      types.size === 1 && type !== undefined && first !== undefined && !held && names.every((name) => name === null);
    return isFresh ? { kind: "fresh", spec: { each: type }, call: machine.siteOf(first).call } : { kind: "unknown" };
  }
  if (value.kind === "tuple" && value.items.every((item) => item === null || item.kind === "object")) {
    if (value.items.every((item) => item?.kind !== "object" || !item.view) && names.every((name) => name === null)) {
      const elements = value.items.map((item) => (item?.kind === "object" ? machine.siteOf(item.id).typeName : null));
      const [first] = ids;
      return first !== undefined
        ? { kind: "fresh", spec: { elements }, call: machine.siteOf(first).call }
        : { kind: "unknown" };
    }
  }
  const kept = names.filter((name) => name !== null);
  return kept.length > 0 && kept.length === names.length ? { kind: "keeps", names: kept } : { kind: "unknown" };
}

/** Whether a property returns what an attribute holds: that stays the object's own. */
export function isLent(state: State, node: Node, id: ObjectId): boolean {
  return node.kind === "FunctionDef" && isLending(node) && isKept(state, id);
}

function isKept(state: State, id: ObjectId): boolean {
  return [...state.vars].some(([name, held]) => name.includes(".") && held.kind === "object" && held.id === id);
}

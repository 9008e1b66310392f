/** Collections of objects: what is put into them, taken out, and what a loop over them gives. */
import type { CallableEntry } from "../../catalogue/schema.js";
import type { Call, Expr, For, Subscript } from "../../syntax/ast.js";
import { contains, namesIn } from "../../syntax/walk.js";
import type { Argument } from "./arguments.js";
import type { Machine } from "./machine.js";
import { type Container, type Lazy, type Member, objectsIn, type Value, withMembers } from "./state.js";

/** A collection of more than this is not told apart element by element. */
const MAX_APART = 3;

/** A collection with nothing in it that is in sight. */
export function emptyCollection(at: number, type = "collection"): Container {
  return { kind: "container", at, type, members: [], width: null };
}

/** What becomes of a value as an element: its objects as members; null where that is not followed. */
function membersOf(
  value: Value | null,
  key: string | null,
  many: boolean,
): Pick<Container, "members" | "width"> | null {
  if (value === null) return { members: [], width: null };
  if (value.kind === "object") {
    return value.view ? null : { members: [{ id: value.id, key, many, position: null }], width: null };
  }
  if (value.kind === "element") {
    return { members: value.ids.map((id) => ({ id, key: null, many: true, position: null })), width: null };
  }
  if (value.kind === "tuple") {
    if (objectsIn(value).length === 0) return { members: [], width: null };
    const parts = value.items.map((item) => membersOf(item, null, many));
    if (parts.some((part) => part === null || part.width !== null)) return null;
    const members = parts.flatMap((part, position) => (part?.members ?? []).map((member) => ({ ...member, position })));
    return { members, width: value.items.length };
  }
  return objectsIn(value).length === 0 ? { members: [], width: null } : null;
}

/** A collection with one more element. Where that is not followed, both are out of sight. */
export function put(machine: Machine, container: Container, value: Value | null, key: string | null): void {
  const part = membersOf(value, key, machine.scope !== machine.context.scope);
  if (part === null || (part.members.length > 0 && !fits(container, part.width))) {
    machine.escape(value);
    if (part !== null) machine.escape(container);
    return;
  }
  const kept =
    key === null ? container.members : container.members.filter((member) => member.many || member.key !== key);
  if (kept.length < container.members.length) machine.drops = true;
  add(machine, { ...container, members: kept }, part);
}

/** A new collection with what is evaluated for its elements, as long as it is followed. */
export function added(machine: Machine, made: Container, value: Value | null): Container {
  const part = membersOf(value, null, true);
  if (part !== null) return withMembers({ ...made, width: part.width }, part.members);
  machine.escape(value);
  return made;
}

function fits(container: Container, width: number | null): boolean {
  return container.members.length === 0 || container.width === width;
}

function add(machine: Machine, container: Container, part: Pick<Container, "members" | "width">): void {
  const width = part.members.length > 0 ? part.width : container.width;
  machine.change(withMembers({ ...container, width }, part.members));
}

/**
 * The elements of an iterable, as a collection made at a place; null where they are not followed. A mapping gives its
 * keys, which are none of its elements, but for one that is made of it.
 */
export function gathered(machine: Machine, value: Value | null, at: number, type = "collection"): Container | null {
  const { catalogue } = machine.context;
  const isMapping = (name: string): boolean => catalogue.type(name)?.collection === "mapping";
  switch (value?.kind) {
    case "container":
      if (isMapping(value.type) && !isMapping(type)) return emptyCollection(at);
      return { ...value, at, type };
    case "tuple": {
      let made = emptyCollection(at);
      for (const item of value.items) {
        const part = membersOf(item, null, false);
        if (part === null || (part.members.length > 0 && !fits(made, part.width))) return null;
        if (part.members.length > 0) made = withMembers({ ...made, width: part.width }, part.members);
      }
      return made;
    }
    case "lazy": {
      const part = membersOf(acquire(machine, value), null, true);
      return part === null ? null : { ...emptyCollection(at), ...part };
    }
    default:
      return null;
  }
}

/** What the next step of an iterator acquires. */
export function acquire(machine: Machine, { call, spec }: Lazy): Value | null {
  const made = machine.instantiate(spec, call);
  for (const id of objectsIn(made)) machine.siteOf(id).isRepeated = true;
  return made;
}

/** One of the elements, nobody knows which. */
export function elementOf({ members, width }: Container): Value | null {
  const at = (position: number | null): Value | null => {
    const ids = [...new Set(members.filter((member) => member.position === position).map(({ id }) => id))];
    return ids.length === 0 ? null : { kind: "element", ids, pick: null };
  };
  if (width === null) return at(null);
  return { kind: "tuple", items: Array.from({ length: width }, (_, position) => at(position)) };
}

/** What is read off a collection by an index or a slice. */
export function elementAt(machine: Machine, expr: Subscript, container: Container): Value | null {
  if (expr.index.kind === "Slice") return { ...container, at: expr.start, type: "collection" };
  const key = keyOf(machine, expr.index);
  const exact = container.members.filter((member) => member.key === key && !member.many);
  if (key !== null && exact.length === 1 && exact[0]?.position === null) {
    return { kind: "object", id: exact[0].id, view: false };
  }
  const found = elementOf(container);
  const isInt = key !== null && /^-?\d+$/.test(key);
  if (!isInt || found?.kind !== "element" || expr.value.kind !== "Name") return picked(machine, found);
  const [only] = container.members;
  if (container.members.length === 1 && only !== undefined && !only.many) {
    return { kind: "object", id: only.id, view: false };
  }
  return { ...found, pick: { name: expr.value.name, index: key } };
}

/** An element that was chosen by a key: whether all are, in the end, cannot be told. */
function picked(machine: Machine, value: Value | null): Value | null {
  for (const id of objectsIn(value)) machine.siteOf(id).picked = true;
  return value;
}

/** The source text of a constant key. */
export function keyOf(machine: Machine, expr: Expr): string | null {
  const value = machine.evaluate(expr);
  if (value?.kind !== "constant" && expr.kind !== "UnaryOp") return null;
  if (expr.kind !== "Constant" && !(expr.kind === "UnaryOp" && expr.operand.kind === "Constant")) return null;
  return machine.context.text.slice(expr.start, expr.end);
}

/** What a call that makes a collection of its arguments' elements gives; undefined where an argument is none. */
export function collect(
  machine: Machine,
  call: Call,
  entry: CallableEntry,
  args: readonly Argument[],
): Value | null | undefined {
  const { collects } = entry;
  if (collects === undefined) return undefined;
  const iterables = args.filter(({ value }) => value !== null && isIterable(value));
  const isKeyed = (argument: Argument): boolean => call.keywords.some(({ value }) => value === argument.expr);
  const others = args.filter((argument) => !iterables.includes(argument) && objectsIn(argument.value).length > 0);
  if (others.some((argument) => !isKeyed(argument)) && iterables.length === 0) return undefined;
  let made = emptyCollection(call.start, collects.type);
  for (const [index, argument] of args.entries()) {
    if (!iterables.includes(argument)) {
      const part = isKeyed(argument) ? membersOf(argument.value, `'${argument.parameter}'`, false) : null;
      if (part === null || part.width !== null) machine.escape(argument.value);
      else made = withMembers(made, part.members);
      continue;
    }
    const source = gathered(machine, argument.value, call.start, collects.type);
    if (source === null) {
      machine.escape(argument.value);
      continue;
    }
    if (source.members.length === 0) continue;
    const starred = argument.parameter === null;
    switch (collects.as ?? "elements") {
      case "elements": {
        if (starred) return null;
        // `dict(zip(names, files))`: pairs of keys and elements.
        const isMapping = machine.context.catalogue.type(collects.type)?.collection === "mapping";
        const paired = source.width === 2 && isMapping;
        const members = source.members.map((member) => (paired ? { ...member, position: null } : member));
        made = withMembers({ ...made, width: paired ? null : source.width }, members);
        break;
      }
      case "pairs":
      case "columns": {
        // With a star, each of the elements is iterated over: nobody gets them.
        if (starred) return null;
        if (source.width !== null) {
          machine.escape(argument.value);
          return null;
        }
        const position = collects.as === "pairs" ? 1 : index;
        const width = collects.as === "pairs" ? 2 : call.args.length;
        made = withMembers(
          { ...made, width },
          source.members.map((member) => ({ ...member, position })),
        );
      }
    }
  }
  return made;
}

function isIterable(value: Value): boolean {
  if (value.kind === "container" || value.kind === "lazy") return true;
  return value.kind === "tuple" && value.items.every((item) => item?.kind !== "object" || !item.view);
}

/** Take one element out: which, is explored one by one. */
export function takeOut(machine: Machine, container: Container, key: string | null): Value | null {
  const { members } = container;
  for (const { id } of members) machine.siteOf(id).picked = true;
  machine.drops = true;
  const keyed = key === null ? [] : members.filter((member) => member.key === key && !member.many);
  const candidates = keyed.length > 0 ? keyed : members;
  if (candidates.length === 0) return null;
  if (candidates.length > MAX_APART || container.width !== null) return elementOf(container);
  const member = candidates[candidates.length === 1 ? 0 : machine.choose(candidates.length)] as Member;
  const left = { ...container, members: members.filter((other) => other !== member) };
  if (!member.many || machine.choose(2) === 1) {
    machine.change(left);
    return { kind: "object", id: member.id, view: false };
  }
  return machine.split(member.id);
}

/**
 * Whether the body of a loop releases what it loops over, be it under a condition: that the condition is
 * about what needs no release is likely.
 */
export function releasesEach(machine: Machine, loop: For, ids: readonly number[]): boolean {
  const names = namesIn(loop.target);
  const isElement = (expr: Expr | undefined): boolean => expr?.kind === "Name" && names.has(expr.name);
  const resources = ids.map((id) => machine.typeOf(id).resource);
  const methods = new Set(resources.flatMap((resource) => resource?.release ?? []));
  return loop.body.some((stmt) =>
    contains(stmt, (node) => {
      if (node.kind === "With") return node.items.some(({ context }) => isElement(context));
      if (node.kind !== "Call") return false;
      if (node.func.kind === "Attribute" && isElement(node.func.value)) return methods.has(node.func.attr.name);
      const referent = machine.context.referent(node.func, machine.scope);
      if (referent?.kind !== "qualified" || !isElement(node.args[0])) return false;
      return resources.some((resource) => resource?.releaseFunctions?.includes(referent.name) === true);
    }),
  );
}

/**
 * What is known at one point of one path: which names hold which objects, which objects are open, which
 * conditions were decided and how.
 *
 * States of different paths are kept apart (property simulation; Das, Lerner and Seigl, "ESP:
 * path-sensitive program verification in polynomial time", PLDI 2002): two paths meet in one state only
 * when all of this is equal. That is what tells `if own: f.close()` on the path that opened from the
 * path that did not.
 */
import type { CallableEntry, ValueSpec } from "../../catalogue/schema.js";
import type { Call } from "../../syntax/ast.js";

/** An acquired object: twice the index of its site, plus one for a second one of the same site. */
export type ObjectId = number;

export type Value =
  /**
   * An object; a `view` only refers to it (a reader over a file), as does a method `bound` to it. A view that is a
   * `part` of it (a cursor, a data set: of this catalogue type, where that is known) keeps it alive and in use, but
   * whoever gets it does not close the object.
   */
  | {
      readonly kind: "object";
      readonly id: ObjectId;
      readonly view: boolean;
      readonly bound?: true;
      readonly part?: string;
    }
  /** A tuple or list written out, or a generator that holds several. */
  | { readonly kind: "tuple"; readonly items: readonly (Value | null)[] }
  /** A list, dict, set, deque or exit stack: what it holds of the objects in sight. */
  | Container
  /** One of several objects, nobody knows which: what a loop over a container gives. */
  | Element
  /** An iterator that acquires at each step: `map(open, paths)`. */
  | Lazy
  /** A literal, by its source text: `None`, `True`, `'r'`. */
  | { readonly kind: "constant"; readonly text: string }
  /** The outcome of a condition. */
  | { readonly kind: "condition"; readonly key: string; readonly negated: boolean }
  /** A manager that releases the object at the end of its `with`. */
  | { readonly kind: "manager"; readonly id: ObjectId }
  /** A coroutine that acquires when awaited. */
  | { readonly kind: "pending"; readonly call: Call; readonly entry: CallableEntry }
  /** What `lock.acquire(…)` said: whether the lock is held. */
  | { readonly kind: "locked"; readonly lock: string };

export interface Container {
  readonly kind: "container";
  /** Where it was made: containers of one place are one. */
  readonly at: number;
  /** The catalogue's type that says what its methods do. */
  readonly type: string;
  readonly members: readonly Member[];
  /** The length of the tuples that its elements are; null where they are none. */
  readonly width: number | null;
}

export interface Member {
  readonly id: ObjectId;
  /** The source text of its key, where that is a constant. */
  readonly key: string | null;
  /** It stands for all that one place has put there. */
  readonly many: boolean;
  /** Where it stands in the tuple that holds it. */
  readonly position: number | null;
}

export interface Element {
  readonly kind: "element";
  readonly ids: readonly ObjectId[];
  /** The container's name and the constant that picks it, as written: `files[0]`. */
  readonly pick: { readonly name: string; readonly index: string } | null;
}

export interface Lazy {
  readonly kind: "lazy";
  /** The acquisition, in the place of the call that makes the iterator. */
  readonly call: Call;
  readonly spec: ValueSpec;
}

export type ObjectStatus =
  | "open"
  /** Made, but nothing was opened yet (`HTTPConnection(host)`): there is nothing to lose. */
  | "unopened"
  /** Open after an exception of which there is no evidence, that a handler caught. */
  | "doubtful"
  /** Its `with` ended, and it stayed open. */
  | "kept"
  | "released";

/** An exception on its way. */
export interface Pending {
  readonly kind: "exception" | "generator-exit" | "manager-yield";
  readonly evident: boolean;
  /** Names of builtin exception classes it may be; null when unknown. */
  readonly types: readonly string[] | null;
}

/** A state. Mutable until it is remembered as reached; then only copies of it change. */
export class State {
  constructor(
    readonly vars: Map<string, Value>,
    readonly objects: Map<ObjectId, ObjectStatus>,
    /** Conditions decided on this path, by their text. */
    readonly decided: Map<string, boolean>,
    /** Objects that a `with` item or a `for` loop, by its offset, holds. */
    readonly holders: Map<number, ObjectId>,
    /** Locks acquired and not released, with the index of the acquiring site. */
    readonly locks: Map<string, number>,
    public pending: Pending | null,
  ) {}

  static empty(): State {
    return new State(new Map(), new Map(), new Map(), new Map(), new Map(), null);
  }

  clone(): State {
    return new State(
      new Map(this.vars),
      new Map(this.objects),
      new Map(this.decided),
      new Map(this.holders),
      new Map(this.locks),
      this.pending,
    );
  }

  /** Equal exactly for equal states. */
  key(): string {
    let key = "";
    for (const name of sortedKeys(this.vars)) key += `${name}=${valueKey(this.vars.get(name) as Value)};`;
    key += "#";
    for (const id of [...this.objects.keys()].sort(ascending)) key += `${id}${this.objects.get(id)}`;
    key += "#";
    for (const name of sortedKeys(this.decided)) key += `${name}${this.decided.get(name) ? "+" : "-"}`;
    key += "#";
    for (const at of [...this.holders.keys()].sort(ascending)) key += `${at}:${this.holders.get(at)},`;
    key += "#";
    for (const name of sortedKeys(this.locks)) key += `${name}${this.locks.get(name)}`;
    const { pending } = this;
    if (pending !== null) key += `!${pending.kind}${pending.evident ? "+" : "-"}${pending.types?.join() ?? ""}`;
    return key;
  }
}

/** The objects that a value refers to, views included. */
export function objectsIn(value: Value | null, into: ObjectId[] = []): ObjectId[] {
  if (value === null) return into;
  if (value.kind === "object" || value.kind === "manager") into.push(value.id);
  else if (value.kind === "tuple") for (const item of value.items) objectsIn(item, into);
  else if (value.kind === "container") for (const { id } of value.members) into.push(id);
  else if (value.kind === "element") into.push(...value.ids);
  return into;
}

/** The value without one object: null where nothing is left of it. */
export function withoutObject(value: Value, id: ObjectId): Value | null {
  if (!objectsIn(value).includes(id)) return value;
  if (value.kind === "container") return { ...value, members: value.members.filter((member) => member.id !== id) };
  if (value.kind === "element" && value.ids.length > 1) {
    return { ...value, ids: value.ids.filter((other) => other !== id) };
  }
  if (value.kind !== "tuple") return null;
  return { kind: "tuple", items: value.items.map((item) => (item === null ? null : withoutObject(item, id))) };
}

/** The value with one object's id changed. */
export function renameObject(value: Value, from: ObjectId, to: ObjectId): Value {
  if ((value.kind === "object" || value.kind === "manager") && value.id === from) return { ...value, id: to };
  if (value.kind === "container" && objectsIn(value).includes(from)) {
    return withMembers(
      { ...value, members: [] },
      value.members.map((member) => (member.id === from ? { ...member, id: to } : member)),
    );
  }
  if (value.kind === "element" && value.ids.includes(from)) {
    return { ...value, ids: [...new Set(value.ids.map((id) => (id === from ? to : id)))] };
  }
  if (value.kind === "tuple" && objectsIn(value).includes(from)) {
    return { kind: "tuple", items: value.items.map((item) => (item === null ? null : renameObject(item, from, to))) };
  }
  return value;
}

/** The container with more members; two of one object and place are many. */
export function withMembers(container: Container, added: readonly Member[]): Container {
  const members = [...container.members];
  for (const member of added) {
    const at = members.findIndex(({ id, position }) => id === member.id && position === member.position);
    const known = members[at];
    if (known === undefined) members.push(member);
    else members[at] = { ...known, many: true, key: known.key === member.key ? known.key : null };
  }
  return { ...container, members };
}

function valueKey(value: Value): string {
  switch (value.kind) {
    case "object":
      return `${value.part !== undefined ? `p${value.part} ` : value.view ? "v" : "o"}${value.id}`;
    case "tuple":
      return `(${value.items.map((item) => (item === null ? "?" : valueKey(item))).join()})`;
    case "container":
      return `c${value.at}[${value.members.map(memberKey).sort().join()}]${value.width ?? ""}`;
    case "element":
      return `e${value.ids.join("|")}${value.pick?.index ?? ""}`;
    case "lazy":
      return `z${value.call.start}`;
    case "constant":
      return value.text;
    case "condition":
      return `${value.negated ? "!" : ""}{${value.key}}`;
    case "manager":
      return `m${value.id}`;
    case "pending":
      return `p${value.call.start}`;
    case "locked":
      return `l${value.lock}`;
  }
}

function memberKey({ id, key, many, position }: Member): string {
  return `${id}${many ? "*" : ""}${position ?? ""}${key ?? ""}`;
}

function sortedKeys<V>(map: Map<string, V>): string[] {
  return map.size < 2 ? [...map.keys()] : [...map.keys()].sort();
}

function ascending(a: number, b: number): number {
  return a - b;
}

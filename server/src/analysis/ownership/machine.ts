/**
 * One step of the analysis: a state that is being changed, and what comes of it besides the next state:
 * exceptions that may leave from its middle, objects that get lost, uses of released ones.
 */
import type { Range } from "../../base/text.js";
import type { TypeEntry, ValueSpec } from "../../catalogue/schema.js";
import type { Scope } from "../../semantics/scopes.js";
import type { Attribute, Call, Expr, Stmt, Subscript } from "../../syntax/ast.js";
import type { Choices } from "./choices.js";
import type { ScopeContext, Site } from "./context.js";
import type { Lost, Raised } from "./events.js";
import { describe, isLent } from "./returned.js";
import {
  type Container,
  type ObjectId,
  type ObjectStatus,
  objectsIn,
  type Pending,
  renameObject,
  type State,
  type Value,
  withoutObject,
} from "./state.js";
import { sweepState } from "./sweep.js";

/** How a step does what needs the step itself. */
export interface Means {
  /** Evaluate an expression: its value; null where nothing is known of it. */
  evaluate(machine: Machine, expr: Expr): Value | null;
  /** Make a value the element of a collection that an index names. */
  putAt(machine: Machine, container: Container, index: Expr, value: Value | null): void;
}

/** A state while one step changes it; afterwards, what the step led to. */
export class Machine {
  readonly raised: Raised[] = [];
  readonly lost: Lost[] = [];
  readonly acquired = new Set<number>();
  /** Uses of released objects. */
  readonly usesReleased: { readonly id: ObjectId; readonly range: Range }[] = [];
  /** The process ends, or the path is impossible: nothing follows. */
  ended = false;
  /** The scope names are looked up in: inside a comprehension, the comprehension's. */
  scope: Scope;
  /** What the targets of the comprehension stand for. */
  readonly locals = new Map<string, Value>();
  /** Whether the step takes something out of a collection. */
  drops = false;
  private version = 0;
  private raisedAt = "";

  constructor(
    readonly context: ScopeContext,
    readonly state: State,
    readonly choices: Choices,
    readonly statement: Stmt,
    /** Handed in, since evaluation itself needs steps. */
    private readonly means: Means,
  ) {
    this.scope = context.scope;
  }

  evaluate(expr: Expr): Value | null {
    return this.means.evaluate(this, expr);
  }

  choose(alternatives: number): number {
    return this.choices.choose(alternatives);
  }

  changed(): void {
    this.version++;
  }

  // ------------------------------------------------------------ exceptions

  /** Something may be raised here, while the state is as it is now. */
  mayRaise(range: Range, evident: boolean, types: readonly string[] | null, kind: Pending["kind"] = "exception"): void {
    const mark = `${this.version}${kind}${types?.join() ?? ""}`;
    if (this.raisedAt === `${mark}+` || (!evident && this.raisedAt === `${mark}-`)) return;
    this.raisedAt = mark + (evident ? "+" : "-");
    const state = this.state.clone();
    const pending: Pending = { kind, evident, types };
    state.pending = pending;
    this.raised.push({ state, pending, range });
  }

  /** An exception that is on its way goes on. */
  raiseOn(pending: Pending, range: Range): void {
    this.raised.push({ state: this.state.clone(), pending, range });
  }

  // ------------------------------------------------------------ objects

  /** A fresh value by its description: objects for the resources in it. */
  instantiate(spec: ValueSpec | undefined, call: Call, path = "", status: ObjectStatus = "open"): Value | null {
    if (spec === undefined) return null;
    if (typeof spec === "string") {
      const type = this.context.catalogue.type(spec);
      if (type?.resource === undefined || this.context.isUnreal(call)) return null;
      return { kind: "object", id: this.acquire(call, path, spec, type, status), view: false };
    }
    if ("elements" in spec) {
      return {
        kind: "tuple",
        items: spec.elements.map((element, index) =>
          element === null ? null : this.instantiate(element, call, `${path}.${index}`),
        ),
      };
    }
    if ("each" in spec) {
      const each = this.instantiate(spec.each, call, `${path}.each`);
      if (each?.kind !== "object") return null;
      const member = { id: each.id, key: null, many: true, position: null };
      return { kind: "container", at: call.start, type: "collection", members: [member], width: null };
    }
    return null;
  }

  private acquire(call: Call, path: string, typeName: string, type: TypeEntry, status: ObjectStatus): ObjectId {
    const site = this.context.site(call, path, this.statement, typeName, type);
    this.acquired.add(site.index);
    const first = site.index * 2;
    let id = first;
    if (this.state.objects.has(first)) {
      id = first + 1;
      // Two older objects of one site are too many to tell apart: in a collection, they become one of many.
      if (this.state.objects.has(id) && this.isCollected(first) && this.isCollected(id)) this.merge(id, first);
      else if (this.state.objects.has(id)) this.forget(id);
    }
    this.state.objects.set(id, status);
    if (type.resource?.keptByLibrary) this.state.vars.set(latest(typeName), { kind: "object", id, view: false });
    this.changed();
    return id;
  }

  private isCollected(id: ObjectId): boolean {
    return [...this.state.vars.values()].some((value) => value.kind === "container" && objectsIn(value).includes(id));
  }

  private merge(from: ObjectId, to: ObjectId): void {
    if (this.state.objects.get(from) === "open") this.state.objects.set(to, "open");
    this.state.objects.delete(from);
    for (const [name, value] of this.state.vars) this.state.vars.set(name, renameObject(value, from, to));
    for (const [at, held] of this.state.holders) if (held === from) this.state.holders.set(at, to);
  }

  /** One of many, apart from the others; they stay what they are. */
  split(id: ObjectId): Value {
    const other = id ^ 1;
    if (this.state.objects.has(other)) return { kind: "element", ids: [id], pick: null };
    this.state.objects.set(other, this.state.objects.get(id) ?? "released");
    this.changed();
    return { kind: "object", id: other, view: false };
  }

  /** A collection as it is now, wherever it was when it was evaluated. */
  current(container: Container): Container {
    for (const value of this.state.vars.values()) {
      if (value.kind === "container" && value.at === container.at) return value;
    }
    return container;
  }

  /** A collection has changed, under all of its names. */
  change(container: Container): void {
    const exits = this.context.catalogue.type(container.type)?.collection === "exits";
    for (const [name, value] of this.state.vars) {
      if (value.kind !== "container" || value.at !== container.at) continue;
      this.state.vars.set(name, container);
      if (name.startsWith("@")) continue;
      if (container.members.length > 0) this.context.holders.add(name);
      for (const { id } of container.members) this.nameElement(id, name, exits);
    }
    this.changed();
  }

  /** Everything of a type is released. */
  releaseAll(typeName: string): void {
    for (const id of [...this.state.objects.keys()]) if (this.siteOf(id).typeName === typeName) this.release(id);
  }

  /** Code elsewhere gets at what a library keeps: whether it releases that, nothing here tells. */
  escapeKept(): void {
    for (const id of [...this.state.objects.keys()]) if (this.typeOf(id).resource?.keptByLibrary) this.forget(id);
  }

  /** What was made, and perhaps closed again, is opened now. */
  reopen(id: ObjectId): void {
    if (!this.state.objects.has(id)) return;
    if (this.context.isExpectedToFail(this.statement)) {
      this.forget(id);
      return;
    }
    this.acquired.add(id >> 1);
    this.state.objects.set(id, "open");
    this.changed();
  }

  siteOf(id: ObjectId): Site {
    return this.context.sites[id >> 1] as Site;
  }

  typeOf(id: ObjectId): TypeEntry {
    return this.siteOf(id).type;
  }

  release(id: ObjectId): void {
    if (!this.state.objects.has(id)) return;
    if (this.context.isExpectedToFail(this.statement)) {
      this.forget(id);
      return;
    }
    this.state.objects.set(id, "released");
    this.siteOf(id).released = true;
    this.changed();
  }

  /** Somebody else owns the objects in a value from now on. */
  escape(value: Value | null): void {
    if (value === null || value.kind === "pending") return;
    if (value.kind === "container") this.loseSight(value);
    if (value.kind === "tuple") for (const item of value.items) if (item?.kind === "container") this.loseSight(item);
    for (const id of objectsIn(value)) {
      this.siteOf(id).escaped = true;
      if (value.kind === "element") this.siteOf(id).loose = true;
      this.forget(id);
    }
  }

  /** Somebody else may change a collection. */
  private loseSight({ at }: Container): void {
    for (const [name, held] of this.state.vars) {
      if (held.kind === "container" && held.at === at) this.state.vars.delete(name);
    }
    this.changed();
  }

  private forget(id: ObjectId): void {
    this.state.objects.delete(id);
    for (const [name, value] of this.state.vars) {
      const left = withoutObject(value, id);
      if (left === null) this.state.vars.delete(name);
      else if (left !== value) this.state.vars.set(name, left);
    }
    for (const [at, held] of this.state.holders) if (held === id) this.state.holders.delete(at);
    this.changed();
  }

  /** What is in a container that goes elsewhere is out of sight: `deque([f])`, `[f] + rest`. Views are no containers. */
  escapeElements(value: Value | null): void {
    if (value?.kind === "container") this.escape(value);
    if (value?.kind !== "tuple") return;
    for (const item of value.items) {
      if (item?.kind === "tuple") this.escapeElements(item);
      else if (item !== null && !(item.kind === "object" && item.view)) this.escape(item);
    }
  }

  /** The object is lent, not given, to whoever uses a context manager function. */
  lend(value: Value | null): void {
    for (const id of objectsIn(value)) this.siteOf(id).lent = true;
  }

  /** All objects escape: something looks at every local (`locals()`, `exec`). */
  escapeAll(): void {
    for (const id of [...this.state.objects.keys()]) this.forget(id);
  }

  /** A use that fails, the object being released. */
  useReleased(id: ObjectId, range: Range): void {
    this.usesReleased.push({ id, range });
  }

  /** A use on a path on which the object is open: the same use on another path is no sure failure. */
  useOpen(range: Range): void {
    this.context.usedOpen.add(range.start);
  }

  hold(at: number, id: ObjectId): void {
    this.state.holders.set(at, id);
    this.changed();
  }

  letGo(at: number): ObjectId | null {
    const id = this.state.holders.get(at);
    if (id === undefined) return null;
    this.state.holders.delete(at);
    this.changed();
    return id;
  }

  // ------------------------------------------------------------ names

  lookup(name: string): Value | null {
    if (this.scope !== this.context.scope && this.scope.bindings.has(name)) return this.locals.get(name) ?? null;
    return this.state.vars.get(name) ?? null;
  }

  /** Bind a name of the analysed scope. */
  setName(name: string, value: Value | null): void {
    if (this.context.captured.has(name)) {
      this.escape(value);
      return;
    }
    for (const key of this.state.decided.keys()) {
      if (this.context.conditions.mentions(key, name)) this.state.decided.delete(key);
    }
    let kept = value;
    if ((value?.kind === "constant" || value?.kind === "condition") && !this.context.conditions.guards.has(name))
      kept = null;
    if (value?.kind === "condition" && this.context.conditions.mentions(value.key, name)) kept = null;
    for (const [other, held] of this.state.vars) {
      if (held.kind === "condition" && this.context.conditions.mentions(held.key, name)) this.state.vars.delete(other);
    }
    if (kept === null) this.state.vars.delete(name);
    else this.state.vars.set(name, kept);
    if (value !== null && objectsIn(value).length > 0) {
      this.context.holders.add(name);
      this.nameObjects(value, name);
    }
    this.changed();
  }

  private nameElement(id: ObjectId, name: string, exits: boolean): void {
    const site = this.siteOf(id);
    site.name ??= name;
    site.container ??= { name, exits };
  }

  private nameObjects(value: Value, name: string): void {
    if (value.kind === "container") {
      const exits = this.context.catalogue.type(value.type)?.collection === "exits";
      for (const { id } of value.members) this.nameElement(id, name, exits);
    }
    if (value.kind === "tuple") {
      value.items.forEach((item, index) => {
        if (item !== null) this.nameObjects(item, `${name}[${index}]`);
      });
    }
    if ((value.kind === "object" && !value.view) || value.kind === "manager") this.siteOf(value.id).name ??= name;
  }

  /** An attribute of `self` is followed like a name; what is put on anything else is out of sight. */
  private bindAttribute(target: Attribute, value: Value | null): void {
    const { receiver } = this.context;
    const stream = this.context.streamOf(target, this.scope);
    if (stream !== null && value?.kind === "object" && !value.view && this.context.node.kind === "FunctionDef") {
      this.setName(stream, value);
      return;
    }
    if (stream !== null) this.setName(stream, null);
    if (receiver === null || target.value.kind !== "Name" || target.value.name !== receiver) {
      const owner = this.evaluate(target.value);
      if (owner?.kind === "object" && !owner.view) this.noteReplaced(owner, target.attr.name);
      this.escape(value);
      return;
    }
    if (value?.kind === "tuple" || value?.kind === "pending" || value?.kind === "container" || value?.kind === "lazy") {
      if (value.kind === "container" && !this.isSharedBy(value)) {
        for (const { id } of value.members) {
          this.context.stores.push({ attribute: target.attr.name, site: this.siteOf(id), isElement: true });
        }
        this.store(value);
      } else this.escape(value);
      this.setName(`${receiver}.${target.attr.name}`, null);
      return;
    }
    if (value?.kind === "object" && !value.view) {
      const site = this.siteOf(value.id);
      const unopened = this.state.objects.get(value.id) === "unopened" && !this.opensLater(site, target.attr.name);
      if (!unopened) this.context.stores.push({ attribute: target.attr.name, site });
    }
    this.setName(`${receiver}.${target.attr.name}`, value);
  }

  /** Whether the file calls a method on the attribute that opens what it holds. */
  private opensLater({ type }: Site, attribute: string): boolean {
    const methods = (type.resource?.openedBy ?? []).join("|");
    return new RegExp(`\\.${attribute}\\.(?:${methods})\\(`).test(this.context.text);
  }

  /** What gets another insides than it had opens nothing of its own: `connection.sock = FakeSocket()`. */
  private noteReplaced(owner: Value & { kind: "object" }, attribute: string): void {
    const spec = this.typeOf(owner.id).attributes?.[attribute];
    const name = typeof spec === "object" && "type" in spec ? spec.type : spec;
    if (typeof name === "string" && this.context.catalogue.type(name)?.resource !== undefined) this.escape(owner);
  }

  /** Somebody else has `self` in hands: what its attributes hold is out of sight, but for those that stay untouched. */
  escapeAttributes(untouched: (attribute: string) => boolean = () => false): void {
    const { receiver } = this.context;
    if (receiver === null) return;
    for (const [name, value] of [...this.state.vars]) {
      if (!name.startsWith(`${receiver}.`)) continue;
      if (untouched(name.slice(receiver.length + 1))) continue;
      this.state.vars.delete(name);
      for (const id of objectsIn(value)) this.forget(id);
    }
  }

  /** A value is returned: fresh objects go to the caller, arguments go back. */
  return(value: Value | null, isReader: boolean): void {
    this.context.returned.push(describe(this, value));
    if (value?.kind === "object" && this.siteOf(value.id).parameter !== null) return;
    if (value?.kind === "object" && isLent(this.state, this.context.node, value.id)) return;
    // Whoever gets a reader cannot close the file below it; a bound method may be the one that does.
    const readers = value?.kind === "tuple" ? value.items : [value];
    if (isReader && readers.every((item) => item?.kind === "object" && item.view && item.bound !== true)) return;
    this.escape(value);
  }

  /** Bind what stands on the left of `=`, `for` or `as`. */
  bind(target: Expr, value: Value | null): void {
    switch (target.kind) {
      case "Name":
        if (this.scope === this.context.scope) this.setName(target.name, value);
        return;
      case "Tuple":
      case "List": {
        const starred = target.elts.some((element) => element.kind === "Starred");
        if (value?.kind === "tuple" && value.items.length === target.elts.length && !starred) {
          target.elts.forEach((element, index) => {
            this.bind(element, (value.items[index] as Value | null) ?? null);
          });
        } else {
          if (value?.kind === "tuple" || value?.kind === "container" || value?.kind === "element") this.escape(value);
          for (const element of target.elts) this.bind(element, null);
        }
        return;
      }
      case "Starred":
        this.escape(value);
        this.bind(target.value, null);
        return;
      case "Attribute":
        this.bindAttribute(target, value);
        return;
      case "Subscript":
        this.bindElement(target, value);
        return;
      default:
        this.escape(value);
    }
  }

  private bindElement(target: Subscript, value: Value | null): void {
    const container = this.evaluate(target.value);
    this.evaluate(target.index);
    if (container?.kind === "container" && target.index.kind !== "Slice") {
      this.means.putAt(this, container, target.index, value);
      return;
    }
    if (!this.keepElement(target.value, value)) this.escape(value);
  }

  /** Put something into a collection that `self` has; false where it is none, or what is put there is not followed. */
  keepElement(collection: Expr, value: Value | null): boolean {
    const { receiver } = this.context;
    if (collection.kind !== "Attribute" || collection.value.kind !== "Name" || receiver === null) return false;
    if (collection.value.name !== receiver || value?.kind !== "object" || value.view) return false;
    this.context.stores.push({ attribute: collection.attr.name, site: this.siteOf(value.id), isElement: true });
    this.store(value);
    return true;
  }

  /** Whether another collection holds an element too: a stack that is about to be kept as well. */
  private isSharedBy(container: Container): boolean {
    const ids = objectsIn(container);
    return [...this.state.vars.values()].some(
      (other) =>
        other.kind === "container" && other.at !== container.at && objectsIn(other).some((id) => ids.includes(id)),
    );
  }

  /** The class has the objects in a value from now on. */
  private store(value: Value): void {
    if (value.kind === "container") this.loseSight(value);
    for (const id of objectsIn(value)) this.forget(id);
  }

  // ------------------------------------------------------------ the end of the step

  /** Objects that nothing refers to any more are lost, if open, and forgotten. */
  sweep(how: "rebound" | "deleted", range: Range): void {
    const { drops } = this;
    sweepState(this.state, (id, evident) => {
      const bound = this.siteOf(id).name !== null || this.typeOf(id).resource?.keptByLibrary === true;
      this.lost.push({ id, how: bound ? (drops ? "deleted" : how) : "temporary", evident, range });
    });
  }
}

/** The name by which a library knows the latest thing of a type; no name of a program is like it. */
function latest(typeName: string): string {
  return `<${typeName}>`;
}

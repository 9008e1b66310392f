/**
 * One step of the analysis: a state that is being changed, and what comes of it besides the next state:
 * exceptions that may leave from its middle, objects that get lost, uses of released ones.
 */
import type { Range } from "../../base/text.js";
import type { TypeEntry, ValueSpec } from "../../catalogue/schema.js";
import type { Scope } from "../../semantics/scopes.js";
import type { Attribute, Call, Expr, Stmt } from "../../syntax/ast.js";
import type { Returned, ScopeContext, Site } from "./context.js";
import {
  type ObjectId,
  type ObjectStatus,
  objectsIn,
  type Pending,
  renameObject,
  type State,
  type Value,
  withoutObject,
} from "./state.js";

/** An exception that leaves from the middle of a step, with the state at that moment. */
export interface Raised {
  readonly state: State;
  readonly pending: Pending;
  readonly range: Range;
}

export interface Lost {
  readonly id: ObjectId;
  readonly how: "rebound" | "deleted" | "temporary";
  /** Not where a mere possibility led here. */
  readonly evident: boolean;
  readonly range: Range;
}

/** A choice among alternatives, replayed until all were taken: see `enumerate`. */
export class Choices {
  private readonly taken: number[];
  private readonly arity: number[] = [];
  private position = 0;

  constructor(script: readonly number[]) {
    this.taken = [...script];
  }

  /** A number from 0 to `alternatives - 1`; over all replays, every one. */
  choose(alternatives: number): number {
    const index = this.position++;
    if (index === this.taken.length) this.taken.push(0);
    this.arity[index] = alternatives;
    return this.taken[index] as number;
  }

  /** What to choose in the next replay; null when all combinations were tried. */
  next(): readonly number[] | null {
    for (let index = this.position - 1; index >= 0; index--) {
      if ((this.taken[index] as number) + 1 < (this.arity[index] as number)) {
        return [...this.taken.slice(0, index), (this.taken[index] as number) + 1];
      }
    }
    return null;
  }
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
  private version = 0;
  private raisedAt = "";

  constructor(
    readonly context: ScopeContext,
    readonly state: State,
    readonly choices: Choices,
    readonly statement: Stmt,
    /** Evaluates an expression in this step; handed in, since evaluation itself needs steps. */
    private readonly evaluator: (machine: Machine, expr: Expr) => Value | null,
  ) {
    this.scope = context.scope;
  }

  evaluate(expr: Expr): Value | null {
    return this.evaluator(this, expr);
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
    return null;
  }

  private acquire(call: Call, path: string, typeName: string, type: TypeEntry, status: ObjectStatus): ObjectId {
    const site = this.context.site(call, path, this.statement, typeName, type);
    this.acquired.add(site.index);
    const first = site.index * 2;
    let id = first;
    if (this.state.objects.has(first)) {
      id = first + 1;
      // Two older objects of one site: they are too many to tell apart.
      if (this.state.objects.has(id)) this.forget(id);
    }
    this.state.objects.set(id, status);
    if (type.resource?.keptByLibrary) this.state.vars.set(latest(typeName), { kind: "object", id, view: false });
    this.changed();
    return id;
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
    if (value?.kind === "pending") return;
    for (const id of objectsIn(value)) {
      this.siteOf(id).escaped = true;
      this.forget(id);
    }
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
    if (this.scope !== this.context.scope && this.scope.bindings.has(name)) return null;
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

  private nameObjects(value: Value, name: string): void {
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
    if (receiver === null || target.value.kind !== "Name" || target.value.name !== receiver) {
      const owner = this.evaluate(target.value);
      if (owner?.kind === "object" && !owner.view) this.noteReplaced(owner, target.attr.name);
      this.escape(value);
      return;
    }
    if (value?.kind === "tuple" || value?.kind === "pending") {
      this.escape(value);
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
    this.context.returned.push(this.describe(value));
    if (value?.kind === "object" && this.siteOf(value.id).parameter !== null) return;
    // Whoever gets a reader cannot close the file below it; a bound method may be the one that does.
    const readers = value?.kind === "tuple" ? value.items : [value];
    if (isReader && readers.every((item) => item?.kind === "object" && item.view && item.bound !== true)) return;
    this.escape(value);
  }

  private describe(value: Value | null): Returned | null {
    if (value === null) return { kind: "unknown" };
    if (value.kind === "constant") return value.text === "None" ? null : { kind: "unknown" };
    const ids = objectsIn(value);
    const names = ids.map((id) => this.siteOf(id).parameter);
    if (value.kind === "object" && !value.view) {
      const [name] = names;
      if (name !== null && name !== undefined) return { kind: "argument", name };
      return this.state.objects.get(value.id) === "open"
        ? { kind: "fresh", spec: this.siteOf(value.id).typeName, call: this.siteOf(value.id).call }
        : { kind: "unknown" };
    }
    if (ids.some((id) => this.state.objects.get(id) !== "open")) return { kind: "unknown" };
    if (value.kind === "tuple" && value.items.every((item) => item === null || item.kind === "object")) {
      if (value.items.every((item) => item?.kind !== "object" || !item.view) && names.every((name) => name === null)) {
        const elements = value.items.map((item) => (item?.kind === "object" ? this.siteOf(item.id).typeName : null));
        const [first] = ids;
        return first !== undefined
          ? { kind: "fresh", spec: { elements }, call: this.siteOf(first).call }
          : { kind: "unknown" };
      }
    }
    const kept = names.filter((name) => name !== null);
    return kept.length > 0 && kept.length === names.length ? { kind: "keeps", names: kept } : { kind: "unknown" };
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
          if (value?.kind === "tuple") this.escape(value);
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
        this.evaluate(target.value);
        this.evaluate(target.index);
        this.escape(value);
        return;
      default:
        this.escape(value);
    }
  }

  // ------------------------------------------------------------ the end of the step

  /** Objects that nothing refers to any more are lost, if open, and forgotten. */
  sweep(how: "rebound" | "deleted", range: Range): void {
    sweepState(this.state, (id, evident) => {
      const bound = this.siteOf(id).name !== null || this.typeOf(id).resource?.keptByLibrary === true;
      this.lost.push({ id, how: bound ? how : "temporary", evident, range });
    });
  }
}

/** The name by which a library knows the latest thing of a type; no name of a program is like it. */
function latest(typeName: string): string {
  return `<${typeName}>`;
}

/**
 * Forget objects that nothing refers to, telling of the open ones; then name the remaining ones anew,
 * so that a loop's second round looks like its first.
 */
export function sweepState(state: State, onLost: (id: ObjectId, evident: boolean) => void): void {
  if (state.objects.size === 0) return;
  const referred = new Set<ObjectId>(state.holders.values());
  for (const value of state.vars.values()) for (const id of objectsIn(value)) referred.add(id);
  for (const [id, status] of state.objects) {
    if (referred.has(id)) continue;
    if (status === "open" || status === "doubtful") onLost(id, status === "open");
    else if (status === "kept") continue;
    state.objects.delete(id);
  }
  for (const [id, status] of state.objects) {
    const first = id & ~1;
    if (id === first || state.objects.has(first)) continue;
    state.objects.delete(id);
    state.objects.set(first, status);
    for (const [name, value] of state.vars) state.vars.set(name, renameObject(value, id, first));
    for (const [at, held] of state.holders) if (held === id) state.holders.set(at, first);
  }
}

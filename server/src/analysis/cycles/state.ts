/** What an abstract run of one function knows at a point: which objects its variables, attributes and items are. */
import type { Range } from "../../base/text.js";
import type { Expr, Node } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Attributes } from "./attributes.js";
import {
  type End,
  type Hold,
  isItem,
  type Link,
  type Place,
  type Rebinding,
  type Sym,
  type SymbolKind,
  type Trail,
} from "./graph.js";

/** A variable or attribute is one of these; none where it is None, a plain value or unknown. */
export type Syms = readonly Sym[];
export type Env = Map<string, Syms>;

/** More alternatives than this tell nothing. */
const MOST_ALTERNATIVES = 5;
const MOST_LINKS = 800;
/** Of these, what callees may make: those who do more are taken for functions of which nothing is known. */
const MOST_LINKS_OF_CALLEES = 400;
const MOST_STEPS = 6000;
const MOST_EFFECTS = 6000;
const NONE: Syms = [];

/** Thrown when a function is too large: it is given up. */
export class TooMuch extends Error {}

/** A function's effect on what it is handed. */
export interface Summary {
  readonly unit: Unit;
  /** Links that it makes and bindings that it changes, in order. */
  readonly effects: readonly (Link | Rebinding)[];
  readonly returns: Syms;
  /** How many branches its links may name. */
  readonly branches: number;
}

/** What a function has done at its end. */
export interface Outcome {
  readonly state: State;
  readonly returns: Syms;
  /** What its variables are when it ends, normally or by `raise`. */
  readonly last: Env;
}

/** What a run asks about the rest of the file, and the files that it imports. */
export interface Host {
  /** What is said of attributes in the file that defines a class; in the file at hand, where none is known. */
  attributesOf(cls: ClassInfo | null): Attributes;
  /**
   * Null where the function is being run already, or is too large.
   *
   * @param cls of a method: the class of the object on which it is called, where that is known.
   */
  summaryOf(unit: Unit, cls: ClassInfo | null): Summary | null;
  /** Counts work done for the file; false where there was too much of it. */
  spend(steps: number): boolean;
  /** The class whose objects callers hand over for a parameter; null where they differ or cannot be told. */
  parameterClass(unit: Unit, name: string): ClassInfo | null;
  /** Whether a parameter is None by default, and callers leave it so. */
  isLeftNone(unit: Unit, name: string): boolean;
  /** Whether callers hand over what belongs to the module, and lives as long as it. */
  isOfModule(unit: Unit, name: string): boolean;
  /** The one class of the file (or its bases) with a method of this name. */
  ownerOfMethod(name: string): ClassInfo | null;
}

/** Union of alternatives. */
export function join(one: Syms, other: Syms): Syms {
  if (one.length === 0 || one === other) return other;
  if (other.length === 0) return one;
  const all = [...new Set([...one, ...other])];
  return all.length > MOST_ALTERNATIVES ? all.slice(0, MOST_ALTERNATIVES) : all;
}

/** Union of what variables may be. */
export function joinEnv(one: Env, other: Env): Env {
  const joined: Env = new Map(one);
  for (const [name, syms] of other) joined.set(name, join(joined.get(name) ?? NONE, syms));
  return joined;
}

/** The state of a run. */
export class State {
  env: Env = new Map();
  trail: Trail | null = null;
  /** Branches met so far: each has the number that this was. */
  branches = 0;
  /** Whether the end of what was run so far is reached. */
  alive = true;
  /** The exceptions being handled, innermost last. */
  readonly handled: Sym[] = [];
  readonly links: Link[] = [];
  readonly effects: (Link | Rebinding)[] = [];
  readonly ends = new Map<Link, End[]>();
  /** The statement that is being run. */
  statement: Range | null = null;
  readonly parameters = new Map<string, Sym>();
  receiver: Sym | null = null;
  /** Containers out of which this function takes something. */
  readonly shrunk = new Set<Sym>();
  /** What is put into containers with weak keys: a value that leads to its key keeps it. */
  readonly keyed: { readonly keys: Syms; readonly values: Syms; readonly place: Place }[] = [];
  /** Exceptions whose traceback is let go. */
  readonly cleaned = new Set<Sym>();
  /** Functions made here, with the variables that they mention. */
  readonly closures: { readonly made: Sym; readonly names: ReadonlySet<string>; readonly place: Place }[] = [];
  /** Where variables were bound last, for those that may hold an exception or frame. */
  readonly bound = new Map<string, Place>();
  #frame: Sym | null = null;
  #next = 0;
  #clock = 0;
  #steps = 0;
  /** What is known of attributes and items, by their objects and labels. */
  readonly #slots = new Map<Sym, Map<string, Slot>>();
  readonly #versions = new Map<string, number>();
  readonly #parts = new Map<string, Sym>();
  /** Dictionaries of attributes, by their objects, and the other way round. */
  readonly #namespaces = new Map<Sym, Sym>();
  readonly #objects = new Map<Sym, Sym>();

  /** The model of the file in which the function stands. */
  readonly model: FileModel;

  constructor(
    readonly host: Host,
    readonly unit: Unit,
  ) {
    this.model = modelOf(unit);
  }

  /** @throws TooMuch when the function has been run for too long. */
  step(): void {
    if (++this.#steps > MOST_STEPS) throw new TooMuch();
  }

  symbol(kind: SymbolKind, name: string, node: Node | null, more: Partial<Sym> = {}): Sym {
    return { id: this.#next++, kind, cls: null, name, node, base: null, label: "", hold: "strong", ...more };
  }

  /** The function's own frame. */
  frame(node: Node): Sym {
    this.#frame ??= this.symbol("frame", "frame", node);
    return this.#frame;
  }

  get ownFrame(): Sym | null {
    return this.#frame;
  }

  place(range: Range, statement: Node | null = null): Place {
    return { range, unit: this.unit, statement: statement ?? this.statement ?? range };
  }

  /** Whether so many effects of a callee can be looked at. */
  hasRoomFor(effects: number): boolean {
    return this.links.length + effects <= MOST_LINKS_OF_CALLEES;
  }

  /** Whether a name is bound by the module: what it holds lives as long as the process. */
  isGlobal(name: string): boolean {
    const home = this.unit.scope.lookup(name);
    return home?.node.kind === "Module";
  }

  /** What a variable is. */
  name(name: string): Syms {
    const known = this.env.get(name);
    if (known !== undefined) return known;
    const home = this.unit.scope.lookup(name);
    if (home === null || home === this.unit.scope) return NONE;
    if (home.node.kind === "Module") return this.#global(name);
    if (home.node.kind !== "FunctionDef" && home.node.kind !== "Lambda") return NONE;
    const bindings = home.bindings.get(name) ?? [];
    // A function or class is nothing that this function can link.
    if (bindings.every(({ kind }) => kind === "function" || kind === "class" || kind === "import")) return NONE;
    const around = this.model.unitOf(home.node);
    const method = around === null ? null : this.model.methodOf(around);
    const isReceiver = method !== null && method.receiver === name && method.kind !== "class";
    const sym = this.symbol("outer", name, null, { cls: isReceiver ? method.owner : null });
    const syms = [sym];
    this.env.set(name, syms);
    return syms;
  }

  /** Objects of the module live as long as the process. Only those with weak keys are worth a look. */
  #global(name: string): Syms {
    const { model } = this;
    for (const binding of model.tree.module.bindings.get(name) ?? []) {
      if (binding.kind !== "assign" || binding.value.kind !== "Call") continue;
      const made = model.qualifiedName(binding.value.func, model.tree.module);
      if (made === null || model.catalogue.reference(made) !== "weak-keys") continue;
      const sym = this.symbol("other", name, binding.value, { hold: "weak-keys" });
      this.env.set(name, [sym]);
      return [sym];
    }
    return NONE;
  }

  /** Binds a variable. */
  assign(name: string, syms: Syms): void {
    this.env.set(name, syms);
    this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
  }

  /** What tells `x[i]` from `x[i]` after `i` is bound anew; null where the key cannot be followed. */
  #keyOf(node: Expr): string | null {
    if (node.kind !== "Subscript") return null;
    const names: string[] = [];
    let at = node.index;
    for (; at.kind === "Attribute"; at = at.value) names.push(at.attr.name);
    if (at.kind !== "Name") return null;
    return [at.name, this.#versions.get(at.name) ?? 0, ...names].join(" ");
  }

  /** The dictionary of an object's attributes: what is put into it is put on the object. */
  namespace(base: Sym, node: Expr): Sym {
    const memo = this.#namespaces.get(base);
    if (memo !== undefined) return memo;
    const sym = this.symbol("container", "dict", node);
    this.#namespaces.set(base, sym);
    this.#objects.set(sym, base);
    return sym;
  }

  /** `base.label = values`, or one more item. */
  store(base: Sym, label: string, values: Syms, place: Place, replaces = true): void {
    const object = this.#objects.get(base);
    if (object !== undefined) {
      this.store(object, attributeOf(label), values, place, replaces);
      return;
    }
    const attributes = this.host.attributesOf(base.cls);
    let hold: Hold | "weak" = base.hold;
    if (isItem(label)) {
      if (hold === "weak-values") return;
    } else {
      if (attributes.isComputed(base.cls, label)) return;
      hold = attributes.hold(label);
      if (base.kind === "exception") {
        if (label === "__traceback__" && values.length === 0) this.cleaned.add(base);
        return;
      }
    }
    const slot = this.#slot(base, label);
    const isStrong = replaces && this.trail === null && label !== "[]";
    if (replaces && label !== "[]") this.rebind(base, label);
    slot.values = isStrong || slot.values === undefined ? values : join(slot.values, values);
    for (const to of values) {
      if (hold === "weak") continue;
      this.#link({ from: base, label, to, place, trail: this.trail, implied: false, since: ++this.#clock });
    }
  }

  /** An attribute or item is bound anew: links that it was end here, on this path. */
  rebind(from: Sym, label: string): void {
    const end = { at: ++this.#clock, trail: this.trail };
    this.effects.push({ from, label, trail: this.trail });
    const links = this.#known(from, label)?.links ?? NO_LINKS;
    if (this.effects.length > MOST_EFFECTS || !this.host.spend(links.length)) throw new TooMuch();
    for (const link of links) {
      const known = this.ends.get(link);
      if (known === undefined) this.ends.set(link, [end]);
      else known.push(end);
    }
  }

  /** A link that takes no place in the heap: what a callable or generator is bound to. */
  bind(from: Sym, label: string, to: Sym, place: Place, implied = false): void {
    this.#link({ from, label, to, place, trail: this.trail, implied, since: ++this.#clock });
  }

  /** `base.label`, read. */
  load(base: Sym, label: string, node: Expr): Syms {
    const object = this.#objects.get(base);
    if (object !== undefined) return this.load(object, attributeOf(label), node);
    const { model } = this;
    const attributes = this.host.attributesOf(base.cls);
    if (base.kind === "exception") return label === "__traceback__" || label === "[]" ? [base] : NONE;
    if (base.kind === "frame" || label === "__class__") return NONE;
    const known = label === "[]" ? undefined : this.#known(base, label)?.values;
    if (known !== undefined) return known;
    if (isItem(label)) {
      if (base.hold === "weak-values") return NONE;
      const any = this.#known(base, "[]")?.values;
      // A container made here, of which nothing is known to be put into it.
      if (base.kind === "container" && (any === undefined || any.length === 0)) return NONE;
      if (any !== undefined && any.length > 0) return [this.#item(base, label, any, node)];
    } else if (attributes.isOfClass(base.cls, label)) return NONE;
    else if (attributes.isComputed(base.cls, label)) return this.#computed(base, label, node);
    const hold = isItem(label) ? "strong" : attributes.hold(label);
    if (hold === "weak") return NONE;
    // Items with other keys are other objects.
    const item = label === "[]" ? this.#keyOf(node) : null;
    const key = item !== null ? `${base.id} [${item}]` : label === "[]" ? null : `${base.id} ${label}`;
    const memo = key === null ? undefined : this.#parts.get(key);
    if (memo !== undefined) return [memo];
    const cls = base.cls === null || isItem(label) ? null : model.attributeClass(base.cls, label);
    const part = this.symbol("part", cls?.name ?? label, node, { cls, base, label, hold });
    if (key !== null) this.#parts.set(key, part);
    this.#link({ from: base, label, to: part, place: this.place(node), trail: null, implied: true, since: 0 });
    return [part];
  }

  /** One of the things that were put into a container; the next one is another. */
  #item(base: Sym, label: string, put: Syms, node: Expr): Sym {
    const key = this.#keyOf(node);
    const memo = key === null ? undefined : this.#parts.get(`${base.id} [${key}]`);
    if (memo !== undefined) return memo;
    const [first] = put;
    const cls = put.every((sym) => sym.cls === first?.cls) ? (first?.cls ?? null) : null;
    const part = this.symbol("part", cls?.name ?? label, node, { cls, base, label });
    const since = ++this.#clock;
    if (key !== null) this.#parts.set(`${base.id} [${key}]`, part);
    this.#link({ from: base, label, to: part, place: this.place(node), trail: this.trail, implied: true, since });
    return part;
  }

  /** A property that only gives another attribute is that attribute; of others nothing is known. */
  #computed(base: Sym, label: string, node: Expr): Syms {
    const getter = base.cls?.method(label);
    if (getter === undefined || getter === null || getter.kind !== "property") return NONE;
    const only = getter.node.body.length === 1 ? getter.node.body[0] : undefined;
    const value = only?.kind === "Return" ? only.value : null;
    const isPlain = value?.kind === "Attribute" && value.value.kind === "Name" && value.value.name === getter.receiver;
    if (!isPlain || value.attr.name === label) return NONE;
    return this.host.attributesOf(base.cls).isComputed(base.cls, value.attr.name)
      ? NONE
      : this.load(base, value.attr.name, node);
  }

  #link(link: Link): void {
    if (this.cleaned.has(link.to)) return;
    const { links } = this.#slot(link.from, link.label);
    const { start, end } = link.place.range;
    const isSame = ({ to, place: { range } }: Link): boolean =>
      to === link.to && range.start === start && range.end === end;
    if (links.some(isSame)) return;
    if (this.links.length >= MOST_LINKS) throw new TooMuch();
    this.links.push(link);
    links.push(link);
    if (!link.implied) this.effects.push(link);
  }

  /** All that was put into a container. */
  itemsOf(base: Sym): Syms {
    let all = NONE;
    for (const [label, { values }] of this.#slots.get(base) ?? [])
      if (isItem(label) && values !== undefined) all = join(all, values);
    return all;
  }

  #known(base: Sym, label: string): Slot | undefined {
    return this.#slots.get(base)?.get(label);
  }

  #slot(base: Sym, label: string): Slot {
    let slots = this.#slots.get(base);
    if (slots === undefined) {
      slots = new Map();
      this.#slots.set(base, slots);
    }
    let slot = slots.get(label);
    if (slot === undefined) {
      slot = { values: undefined, links: [] };
      slots.set(label, slot);
    }
    return slot;
  }
}

/** What an attribute or item holds, and the links that were made for it. */
interface Slot {
  values: Syms | undefined;
  readonly links: Link[];
}

const NO_LINKS: readonly Link[] = [];

/** The attribute that an item of an object's dictionary is; `[]` where the key is not known. */
function attributeOf(label: string): string {
  return label.startsWith('["') ? label.slice(2, -2) : label;
}

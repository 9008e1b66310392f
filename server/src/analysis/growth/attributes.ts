/** Attributes of a file by name, and whose they are. */
import type { Attribute, Expr, FunctionDef } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

/** One place where an attribute is written out. */
export interface AttributePlace {
  readonly node: Attribute;
  readonly unit: Unit;
}

/** What stands before the dot. */
export type Receiver =
  | { readonly kind: "class"; readonly info: ClassInfo }
  | { readonly kind: "function"; readonly node: FunctionDef }
  /** Surely no class or function of the file: a module, a literal. */
  | { readonly kind: "other" };

/** The places of one attribute, by whose it is. */
interface Owned {
  readonly unknown: OwnedPlace[];
  readonly byClass: Map<ClassInfo, OwnedPlace[]>;
}

interface OwnedPlace extends AttributePlace {
  readonly index: number;
  readonly sure: boolean;
}

/** All attributes of a file, by the name behind the dot. */
export class AttributeIndex {
  #places: Map<string, AttributePlace[]> | undefined;
  readonly #receivers = new Map<Expr, Receiver | null>();
  readonly #owned = new Map<string, Owned>();
  #families: Map<ClassInfo, Set<ClassInfo>> | undefined;

  constructor(readonly model: FileModel) {}

  /** The places where an attribute of this name stands, in source order of their units. */
  of(name: string): readonly AttributePlace[] {
    if (this.#places === undefined) {
      this.#places = new Map();
      for (const unit of this.model.units) {
        for (const node of unit.attributes) {
          const known = this.#places.get(node.attr.name);
          if (known === undefined) this.#places.set(node.attr.name, [{ node, unit }]);
          else known.push({ node, unit });
        }
      }
    }
    return this.#places.get(name) ?? [];
  }

  /** The places of an attribute that may be of a class or of its objects, in source order of their units. */
  ofClass(name: string, info: ClassInfo): readonly (AttributePlace & { readonly sure: boolean })[] {
    let owned = this.#owned.get(name);
    if (owned === undefined) {
      owned = { unknown: [], byClass: new Map() };
      for (const [index, { node, unit }] of this.of(name).entries()) {
        const receiver = this.receiverOf(node.value, unit);
        if (receiver === null) owned.unknown.push({ node, unit, index, sure: false });
        else if (receiver.kind === "class") {
          const known = owned.byClass.get(receiver.info);
          if (known === undefined) owned.byClass.set(receiver.info, [{ node, unit, index, sure: true }]);
          else known.push({ node, unit, index, sure: true });
        }
      }
      this.#owned.set(name, owned);
    }
    const found = [...owned.unknown];
    for (const one of this.#familyOf(info)) found.push(...(owned.byClass.get(one) ?? []));
    return found.sort((a, b) => a.index - b.index);
  }

  /** A class with all that it inherits from and all that inherit from it. */
  #familyOf(info: ClassInfo): ReadonlySet<ClassInfo> {
    if (this.#families === undefined) {
      this.#families = new Map();
      for (const one of this.model.classes) this.#families.set(one, new Set(one.mro));
      for (const one of this.model.classes) for (const base of one.mro) this.#families.get(base)?.add(one);
    }
    return this.#families.get(info) ?? new Set([info]);
  }

  /** The class (for an instance as for the class itself) or function whose attribute is meant; null where it cannot be told. */
  receiverOf(value: Expr, unit: Unit): Receiver | null {
    let receiver = this.#receivers.get(value);
    if (receiver === undefined) {
      receiver = this.#findReceiver(value, unit);
      this.#receivers.set(value, receiver);
    }
    return receiver;
  }

  #findReceiver(value: Expr, unit: Unit): Receiver | null {
    const { model } = this;
    if (value.kind === "Constant" || value.kind === "JoinedStr") return { kind: "other" };
    if (value.kind === "Call") {
      if (value.func.kind === "Name" && value.args.length === 0 && value.func.name === "super") {
        const around = model.methodAround(unit);
        if (around !== null) return { kind: "class", info: around.owner };
      }
      const [only] = value.args;
      if (value.func.kind === "Name" && value.func.name === "type" && value.args.length === 1 && only !== undefined) {
        return this.receiverOf(only, unit);
      }
    }
    if (value.kind === "Attribute" && value.attr.name === "__class__") return this.receiverOf(value.value, unit);
    if (value.kind === "Name") {
      const home = unit.scopeOf(value).lookup(value.name);
      const around = model.methodAround(unit);
      if (around !== null && around.receiver === value.name && home?.node === around.node) {
        return { kind: "class", info: around.owner };
      }
    }
    const referent = model.resolve(value, unit.scopeOf(value));
    if (referent?.kind === "class") {
      const info = model.classInfo(referent.node);
      return info === null ? null : { kind: "class", info };
    }
    if (referent?.kind === "function") return { kind: "function", node: referent.node };
    const info = model.classOf(value, unit);
    if (info !== null) return { kind: "class", info };
    return referent?.kind === "qualified" ? { kind: "other" } : null;
  }
}

const ancestors = new WeakMap<ClassInfo, ReadonlySet<ClassInfo>>();

/** Whether objects of one class may be objects of the other: one of them inherits from the other. */
export function related(one: ClassInfo, other: ClassInfo): boolean {
  return one === other || ancestorsOf(one).has(other) || ancestorsOf(other).has(one);
}

function ancestorsOf(info: ClassInfo): ReadonlySet<ClassInfo> {
  let found = ancestors.get(info);
  if (found === undefined) {
    found = new Set(info.mro);
    ancestors.set(info, found);
  }
  return found;
}

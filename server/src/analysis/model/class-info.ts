/** Classes of a file: bases, methods, and what any code of the file does to their attributes. */
import type { Attribute, ClassDef, Expr, FunctionDef, Node } from "../../syntax/ast.js";
import { type Access, accessOf } from "./access.js";
import type { Unit } from "./unit.js";

/** One place that touches an attribute of an object. */
export class AttributeUse {
  #access: Access | undefined;

  /** @param unit the unit in which it stands. */
  constructor(
    readonly name: string,
    readonly node: Attribute,
    readonly unit: Unit,
  ) {}

  get access(): Access {
    this.#access ??= accessOf(this.node, this.unit.parentOf);
    return this.#access;
  }
}

export type MethodKind = "instance" | "class" | "static" | "property" | "setter";

export interface Method {
  readonly node: FunctionDef;
  readonly unit: Unit;
  readonly kind: MethodKind;
  readonly owner: ClassInfo;
  /** The name of the parameter that is the object or its class; null for a static method and one without parameters. */
  readonly receiver: string | null;
}

/** What a base class is: a class of the file, a qualified name of something else, or null for what cannot be told. */
export type Base = ClassInfo | string | null;

/** A class of the file. */
export class ClassInfo {
  readonly #methods = new Map<string, Method[]>();
  #uses: Map<string, AttributeUse[]> | undefined;
  #mro: readonly ClassInfo[] | undefined;
  #foreign: readonly (string | null)[] | undefined;
  readonly #byNode = new Map<Node, Method>();
  readonly #all: Method[] = [];
  readonly #inherited = new Map<string, readonly AttributeUse[]>();

  /** @param unit the unit of the class body. */
  constructor(
    readonly node: ClassDef,
    readonly unit: Unit,
    readonly bases: () => readonly Base[],
    readonly qualifiedNameOf: (expr: Expr) => string | null,
  ) {
    for (const child of unit.children) {
      if (child.node.kind !== "FunctionDef") continue;
      const method = this.#describe(child.node, child);
      const known = this.#methods.get(child.node.name.name);
      if (known === undefined) this.#methods.set(child.node.name.name, [method]);
      else known.push(method);
      this.#byNode.set(child.node, method);
    }
    this.#all.push(...[...this.#methods.values()].flat());
  }

  get name(): string {
    return this.node.name.name;
  }

  /** Methods defined in the class itself; of several with one name (a property and its setter, overloads) each. */
  get ownMethods(): readonly Method[] {
    return this.#all;
  }

  /** The class's own method that a node defines. */
  methodAt(node: Node): Method | null {
    return this.#byNode.get(node) ?? null;
  }

  /** The class and its bases within the file, each once, nearest first (an approximation of Python's own order). */
  get mro(): readonly ClassInfo[] {
    if (this.#mro === undefined) {
      const seen = new Set<ClassInfo>();
      const visit = (one: ClassInfo): void => {
        if (seen.has(one)) return;
        seen.add(one);
        for (const base of one.bases()) if (base instanceof ClassInfo) visit(base);
      };
      visit(this);
      this.#mro = [...seen];
    }
    return this.#mro;
  }

  /** Bases, of bases too, that are not classes of the file: qualified names, and null for what cannot be told. */
  get foreignBases(): readonly (string | null)[] {
    this.#foreign ??= this.mro.flatMap(
      (one) => one.bases().filter((base) => !(base instanceof ClassInfo)) as (string | null)[],
    );
    return this.#foreign;
  }

  /** The definition that a lookup on an instance finds: the last one in the nearest class. */
  method(name: string): Method | null {
    for (const one of this.mro) {
      const found = one.#methods.get(name);
      if (found !== undefined)
        return found.findLast(({ kind }) => kind !== "setter") ?? found[found.length - 1] ?? null;
    }
    return null;
  }

  /** Whether `with` gives the object itself: always, or on some way through its `__enter__`. */
  entersAsItself(how: "always" | "maybe"): boolean {
    const enter = this.method("__enter__") ?? this.method("__aenter__");
    const returns = enter?.unit.stmts.filter((stmt) => stmt.kind === "Return") ?? [];
    const isSelf = returns.map(({ value }) => value?.kind === "Name" && value.name === enter?.receiver);
    return isSelf.length > 0 && (how === "always" ? isSelf.every(Boolean) : isSelf.some(Boolean));
  }

  /** All methods that instances have, the inherited and the overridden ones included. */
  get allMethods(): readonly Method[] {
    return this.mro.flatMap((one) => one.ownMethods);
  }

  /** What the class's own methods (functions and lambdas inside them included) do to attributes of the receiver. */
  get ownUses(): ReadonlyMap<string, readonly AttributeUse[]> {
    if (this.#uses === undefined) {
      this.#uses = new Map();
      for (const { unit, receiver } of this.ownMethods) if (receiver !== null) this.#collect(unit, receiver);
    }
    return this.#uses;
  }

  /** The same for one attribute, in the class and its bases within the file. */
  usesOf(attribute: string): readonly AttributeUse[] {
    let found = this.#inherited.get(attribute);
    if (found === undefined) {
      found = this.mro.flatMap((one) => one.ownUses.get(attribute) ?? []);
      this.#inherited.set(attribute, found);
    }
    return found;
  }

  /** Names bound by the class body itself: class attributes. */
  classAttribute(name: string): Expr | null {
    for (const one of this.mro) {
      const bindings = one.unit.scope.bindings.get(name) ?? [];
      for (const binding of bindings) if (binding.kind === "assign") return binding.value;
    }
    return null;
  }

  #collect(method: Unit, receiver: string): void {
    for (const unit of method.all()) {
      // A nested function whose own parameter has the same name speaks of something else.
      if (unit.scope.lookup(receiver)?.node !== method.node) continue;
      for (const node of unit.attributes) {
        if (node.value.kind !== "Name" || node.value.name !== receiver) continue;
        const use = new AttributeUse(node.attr.name, node, unit);
        const known = this.#uses?.get(use.name);
        if (known === undefined) this.#uses?.set(use.name, [use]);
        else known.push(use);
      }
    }
  }

  #describe(node: FunctionDef, unit: Unit): Method {
    let kind: MethodKind = "instance";
    for (const decorator of node.decorators) {
      const name = this.qualifiedNameOf(decorator);
      if (name === "builtins.staticmethod") kind = "static";
      else if (name === "builtins.classmethod") kind = "class";
      else if (name !== null && PROPERTIES.has(name)) kind = "property";
      else if (decorator.kind === "Attribute" && /^(?:setter|deleter)$/.test(decorator.attr.name)) kind = "setter";
    }
    if (IMPLICIT_CLASS_METHODS.has(node.name.name)) kind = "class";
    const [first] = node.params.all;
    const receiver = kind !== "static" && first !== undefined && isPositional(first.form) ? first.name : null;
    return { node, unit, kind, owner: this, receiver };
  }
}

const PROPERTIES = new Set(["builtins.property", "functools.cached_property", "abc.abstractproperty"]);
const IMPLICIT_CLASS_METHODS = new Set(["__new__", "__init_subclass__", "__class_getitem__"]);

function isPositional(form: string): boolean {
  return form === "positional" || form === "positionalOnly";
}

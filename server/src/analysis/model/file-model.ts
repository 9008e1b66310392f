/** The code of a file as units, classes and names: what analyses other than that of paths start from. */

import { LineIndex, type Range } from "../../base/text.js";
import type { Catalogue } from "../../catalogue/catalogue.js";
import { type Referent, resolveReferent } from "../../semantics/names.js";
import { type Scope, ScopeTree } from "../../semantics/scopes.js";
import type { ClassDef, Expr, FunctionDef, Module, Name, Node } from "../../syntax/ast.js";
import { type Access, accessOf } from "./access.js";
import { ClassInference, isNone } from "./class-inference.js";
import { type Base, ClassInfo, type Method } from "./class-info.js";
import { Unit } from "./unit.js";

/** One place that reads or binds a name. */
export class NameUse {
  #access: Access | undefined;

  constructor(
    readonly node: Name,
    readonly unit: Unit,
  ) {}

  get access(): Access {
    this.#access ??= accessOf(this.node, this.unit.parentOf);
    return this.#access;
  }
}

/** What a file's model may ask of the files around it. */
export interface Surroundings {
  /**
   * Where a qualified name, leading dots as in the import that it comes from, is bound in another file of the project;
   * imports that pass it on are followed. Null for what the project does not define.
   */
  find(qualifiedName: string): Definition | null;
  /** Whether a qualified name may lead into a file of the project. */
  mayFind(qualifiedName: string): boolean;
  /** The model of the file in which a place lies, from `FOREIGN_START` on. */
  modelAt(range: Range): FileModel | null;
  /** The path of that file. */
  fileAt(range: Range): string | null;
}

/** A name that the module of another file binds itself. */
export interface Definition {
  readonly model: FileModel;
  readonly name: string;
}

/** Decorators that leave a class the class that it is. */
const KEEPS_CLASS = new Set([
  "dataclasses.dataclass",
  "functools.total_ordering",
  "typing.final",
  "attr.s",
  "attrs.define",
  "attr.define",
]);

/** The models, by the scopes of their modules. */
const HOMES = new WeakMap<Scope, FileModel>();

/** The model of the file in which a unit stands. */
export function modelOf(unit: Unit): FileModel {
  const home = HOMES.get(unit.tree.module);
  if (home === undefined) throw new Error("a unit of no model");
  return home;
}

/**
 * The model of a file. Everything in it is computed when first asked for. It asks the catalogue (with a project's own
 * entries over it) what library names mean, and the surroundings for the classes and functions that the file imports
 * from others of its project: what `classOf` and `calleeOf` give may stand in another file, its places from
 * `FOREIGN_START` on. Units of other files may be handed to any method: their own model answers.
 */
export class FileModel {
  readonly root: Unit;
  readonly tree: ScopeTree;
  readonly #isKnown = (name: string): boolean =>
    this.catalogue.callable(name) !== undefined ||
    this.catalogue.typeOfClass(name) !== undefined ||
    this.#isStarred(name);
  readonly #classes = new Map<ClassDef, ClassInfo>();
  /** What expressions refer to where they stand: each family of rules asks for the same ones. */
  readonly #referents = new Map<Expr, { readonly scope: Scope; readonly referent: Referent | null }>();
  readonly inference = new ClassInference(this);
  #lines: LineIndex | undefined;
  #allClasses: readonly ClassInfo[] | undefined;
  #units: readonly Unit[] | undefined;
  #unitOf: Map<Node, Unit> | undefined;
  #names: Map<Scope, Map<string, NameUse[]>> | undefined;

  constructor(
    readonly module: Module,
    readonly text: string,
    readonly catalogue: Catalogue,
    readonly surroundings: Surroundings | null = null,
    /** What the places of the AST begin at: 0, or where a file's stretch behind `FOREIGN_START` begins. */
    readonly offset = 0,
  ) {
    this.tree = new ScopeTree(module);
    HOMES.set(this.tree.module, this);
    this.root = new Unit(module, this.tree.module, null, this.tree);
  }

  /** All units, outer before inner. */
  get units(): readonly Unit[] {
    this.#units ??= [...this.root.all()];
    return this.#units;
  }

  /** The model of the file in which a place lies. */
  #homeOf(range: Range): FileModel | null {
    const { offset, text } = this;
    if (range.start >= offset && range.end <= offset + text.length) return this;
    return this.surroundings?.modelAt(range) ?? null;
  }

  /** The unit of a function, class or lambda. */
  unitOf(node: Node): Unit | null {
    const home = this.#homeOf(node);
    if (home !== this) return home?.unitOf(node) ?? null;
    if (this.#unitOf === undefined) {
      this.#unitOf = new Map();
      for (const unit of this.units) this.#unitOf.set(unit.node, unit);
    }
    return this.#unitOf.get(node) ?? null;
  }

  /** All classes, nested ones too. */
  get classes(): readonly ClassInfo[] {
    this.#allClasses ??= this.units.flatMap(({ node }) => {
      const info = node.kind === "ClassDef" ? this.classInfo(node) : null;
      return info === null ? [] : [info];
    });
    return this.#allClasses;
  }

  classInfo(node: ClassDef): ClassInfo | null {
    const home = this.#homeOf(node);
    if (home !== this) return home?.classInfo(node) ?? null;
    const known = this.#classes.get(node);
    if (known !== undefined) return known;
    const unit = this.unitOf(node);
    if (unit === null) return null;
    const scope = unit.parent?.scope ?? this.tree.module;
    let bases: readonly Base[] | undefined;
    const info = new ClassInfo(
      node,
      unit,
      () => {
        bases ??= node.bases.map((base) => this.#baseOf(base, scope));
        return bases;
      },
      (expr) => this.qualifiedName(expr, unit.scope),
    );
    this.#classes.set(node, info);
    return info;
  }

  /** The method that a unit is, if it is one. */
  methodOf(unit: Unit): Method | null {
    if (unit.parent?.node.kind !== "ClassDef") return null;
    const home = modelOf(unit);
    if (home !== this) return home.methodOf(unit);
    return this.classInfo(unit.parent.node)?.methodAt(unit.node) ?? null;
  }

  /** The method around a unit: itself, or the one in which it is nested. */
  methodAround(unit: Unit): Method | null {
    for (let at: Unit | null = unit; at !== null; at = at.parent) {
      const method = this.methodOf(at);
      if (method !== null) return method;
    }
    return null;
  }

  /** What an expression refers to by its names; see `resolveReferent`. */
  resolve(expr: Expr, scope: Scope): Referent | null {
    if (expr.kind === "Constant" || expr.kind === "Subscript") return null;
    const before = this.#referents.get(expr);
    if (before?.scope === scope) return before.referent;
    const referent = resolveReferent(expr, scope, this.#isKnown);
    this.#referents.set(expr, { scope, referent });
    return referent;
  }

  /** The qualified name that an expression refers to, calls of a decorator factory looked through; null for others. */
  qualifiedName(expr: Expr, scope: Scope): string | null {
    const referent = this.resolve(expr, scope);
    return referent?.kind === "qualified" ? referent.name : null;
  }

  /** The qualified name of what a decorator is, whether called or not: `functools.lru_cache` of `@lru_cache(maxsize=1)`. */
  decoratorName(decorator: Expr, scope: Scope): string | null {
    return this.qualifiedName(decorator.kind === "Call" ? decorator.func : decorator, scope);
  }

  /** The source text of a node, of this file or another. */
  textOf({ start, end }: Range): string {
    const home = this.#homeOf({ start, end });
    return home === null ? "" : home.text.slice(start - home.offset, end - home.offset);
  }

  /** Where a place is, in words: `line 12`, `line 12 of bus.py` for one in another file. Counted from 1. */
  lineName(range: Range): string {
    const home = this.#homeOf({ start: range.start, end: range.start });
    const line = home === null ? 1 : home.#lineAt(range.start);
    if (home === this) return `line ${line}`;
    const file = this.surroundings?.fileAt(range) ?? "another file";
    return `line ${line} of ${file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1)}`;
  }

  #lineAt(offset: number): number {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines.lineAt(offset - this.offset) + 1;
  }

  /** All uses of a name that a scope binds, nested units included. */
  usesOfName(scope: Scope, name: string): readonly NameUse[] {
    this.#names ??= this.#collectNames();
    return this.#names.get(scope)?.get(name) ?? [];
  }

  /** The class of the project whose instance an expression is; see `ClassInference`. */
  classOf(expr: Expr, unit: Unit): ClassInfo | null {
    return this.inferenceOf(unit).classOf(expr, unit);
  }

  /** The class of the project whose instance an attribute is, by all that is bound to it. */
  attributeClass(owner: ClassInfo, attribute: string): ClassInfo | null {
    return this.inference.attributeClass(owner, attribute);
  }

  inferenceOf(unit: Unit): ClassInference {
    const model = modelOf(unit);
    return model === this ? this.inference : model.inferenceOf(unit);
  }

  /** The class of the project that an annotation names: `C`, `"C"`, `C | None`, `Optional[C]`. */
  annotatedClass(annotation: Expr, scope: Scope): ClassInfo | null {
    const home = HOMES.get(scope.module);
    if (home !== undefined && home !== this) return home.annotatedClass(annotation, scope);
    switch (annotation.kind) {
      case "Constant": {
        if (annotation.type !== "str" || !/^\w+$/.test(annotation.value)) return null;
        const bindings = scope.lookup(annotation.value)?.bindings.get(annotation.value) ?? [];
        const [only] = bindings;
        if (bindings.length !== 1) return null;
        if (only?.kind === "import") return this.#foreignClass(this.find(only.qualifiedName));
        return only?.kind === "class" ? this.classInfo(only.node) : null;
      }
      case "BinOp": {
        const parts = [annotation.left, annotation.right].filter((part) => !isNone(part));
        const [only] = parts;
        return parts.length === 1 && only !== undefined ? this.annotatedClass(only, scope) : null;
      }
      case "Subscript":
        return this.qualifiedName(annotation.value, scope) === "typing.Optional"
          ? this.annotatedClass(annotation.index, scope)
          : null;
      case "Name":
      case "Attribute": {
        return this.#classMeant(annotation, scope);
      }
      default:
        return null;
    }
  }

  /** The function or method that a call surely calls, with the class whose object is its receiver. */
  calleeOf(
    call: Expr & { readonly kind: "Call" },
    unit: Unit,
  ): { readonly unit: Unit; readonly method: Method | null } | null {
    const model = modelOf(unit);
    if (model !== this) return model.calleeOf(call, unit);
    const { func } = call;
    const scope = unit.scopeOf(call);
    const referent = this.resolve(func, scope);
    if (referent?.kind === "function") return this.#asCallee(referent.node);
    const imported = this.imported(func, scope);
    if (imported !== null) {
      const callee = imported.model.functionNamed(imported.name);
      if (callee !== null) return { unit: callee, method: null };
    }
    if (func.kind !== "Attribute") return null;
    if (func.value.kind === "Call" && func.value.func.kind === "Name" && func.value.func.name === "super") {
      const own = this.methodAround(unit)?.owner;
      const next = own?.mro
        .slice(1)
        .find((base) => base.ownMethods.some(({ node }) => node.name.name === func.attr.name));
      const method = next?.method(func.attr.name) ?? null;
      return method === null ? null : { unit: method.unit, method };
    }
    const named = this.classNamed(func.value, unit);
    const owner = named ?? this.classOf(func.value, unit);
    const method = owner?.method(func.attr.name) ?? null;
    if (method === null || (named !== null && method.kind !== "class" && method.kind !== "static")) return null;
    return { unit: method.unit, method };
  }

  /** The class of the project that an expression names itself: `C`, and `cls` in a class method. */
  classNamed(expr: Expr, unit: Unit): ClassInfo | null {
    if (expr.kind !== "Name" && expr.kind !== "Attribute") return null;
    const model = modelOf(unit);
    if (model !== this) return model.classNamed(expr, unit);
    const named = this.#classMeant(expr, unit.scopeOf(expr));
    if (named !== null) return named;
    const method = expr.kind === "Name" ? this.methodAround(unit) : null;
    const isReceiver = method?.kind === "class" && expr.kind === "Name" && method.receiver === expr.name;
    return isReceiver && unit.scope.lookup(method.receiver ?? "")?.node === method.node ? method.owner : null;
  }

  #asCallee(node: FunctionDef): { readonly unit: Unit; readonly method: Method | null } | null {
    const unit = this.unitOf(node);
    return unit === null ? null : { unit, method: this.methodOf(unit) };
  }

  /** The function that a name of this module is, for other files; null where it is decorated, or bound otherwise too. */
  functionNamed(name: string): Unit | null {
    const referent = this.#meaningOf(name);
    if (referent?.kind !== "function" || referent.node.decorators.length > 0) return null;
    return this.unitOf(referent.node);
  }

  #meaningOf(name: string): Referent | null {
    return resolveReferent({ kind: "Name", name, start: 0, end: 0 }, this.tree.module, this.#isKnown);
  }

  /** The class that a name of this module is. */
  classCalled(name: string): ClassInfo | null {
    const referent = this.#meaningOf(name);
    return referent?.kind === "class" ? this.classInfo(referent.node) : null;
  }

  /** Whether a name may come from `from … import *`. */
  #isStarred(name: string): boolean {
    const { starImports } = this.tree.module;
    return starImports.some((origin) => name.startsWith(`${origin}.`)) && this.find(name) !== null;
  }

  /** What of another file a qualified name means. */
  find(qualifiedName: string): Definition | null {
    return this.surroundings?.find(qualifiedName) ?? null;
  }

  /** What of another file an expression refers to. */
  imported(expr: Expr, scope: Scope): Definition | null {
    if (this.surroundings === null || (expr.kind !== "Name" && expr.kind !== "Attribute")) return null;
    const name = this.qualifiedName(expr, scope);
    return name === null ? null : this.find(name);
  }

  #foreignClass(definition: Definition | null): ClassInfo | null {
    return definition === null ? null : definition.model.classCalled(definition.name);
  }

  /** The class, of this file or another, that an expression refers to. */
  #classMeant(expr: Expr, scope: Scope): ClassInfo | null {
    const referent = this.resolve(expr, scope);
    if (referent?.kind === "class") return this.classInfo(referent.node);
    return referent?.kind === "qualified" ? this.#foreignClass(this.find(referent.name)) : null;
  }

  /** Whether the decorators of a class leave it the class that it is. */
  #isPlain({ node, unit }: ClassInfo): boolean {
    const around = unit.parent?.scope ?? this.tree.module;
    return node.decorators.every((decorator) => KEEPS_CLASS.has(this.decoratorName(decorator, around) ?? ""));
  }

  /** The class whose object a call of an expression makes: its class, and that of `cls(…)` in a class method. */
  made(callee: Expr, unit: Unit): ClassInfo | null {
    const info = this.#classMeant(callee, unit.scopeOf(callee));
    if (info !== null) return modelOf(info.unit).#isPlain(info) ? info : null;
    // `cls(…)` in a class method makes one of the class at hand.
    if (callee.kind === "Name") {
      const method = this.methodAround(unit);
      if (method?.kind === "class" && method.receiver === callee.name) return method.owner;
    }
    return null;
  }

  #baseOf(base: Expr, scope: Scope): Base {
    const bare = base.kind === "Subscript" ? base.value : base;
    const referent = this.resolve(bare, scope);
    if (referent?.kind === "class") return this.classInfo(referent.node);
    return referent?.kind === "qualified" ? (this.#foreignClass(this.find(referent.name)) ?? referent.name) : null;
  }

  #collectNames(): Map<Scope, Map<string, NameUse[]>> {
    const found = new Map<Scope, Map<string, NameUse[]>>();
    for (const unit of this.units) {
      for (const node of unit.names) {
        // Names inside comprehensions are looked up there; what they bind is nobody else's business.
        const home = unit.scope.lookup(node.name);
        if (home === null) continue;
        const names = found.get(home) ?? new Map<string, NameUse[]>();
        found.set(home, names);
        const use = new NameUse(node, unit);
        const known = names.get(node.name);
        if (known === undefined) names.set(node.name, [use]);
        else known.push(use);
      }
    }
    return found;
  }
}

export { isNone };

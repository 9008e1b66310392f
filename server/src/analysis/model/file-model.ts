/** The code of a file as units, classes and names: what analyses other than that of paths start from. */
import type { Catalogue } from "../../catalogue/catalogue.js";
import { type Referent, resolveReferent } from "../../semantics/names.js";
import { type Binding, type Scope, ScopeTree } from "../../semantics/scopes.js";
import type { ClassDef, Expr, FunctionDef, Module, Name, Node } from "../../syntax/ast.js";
import { type Access, accessOf } from "./access.js";
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

/** Assignments of names to names are followed this far. */
const MAX_DEPTH = 6;
/** A name with more bindings tells nothing about what a call gives. */
const MOST_BINDINGS = 100;

/** Decorators that leave a class the class that it is. */
const KEEPS_CLASS = new Set([
  "dataclasses.dataclass",
  "functools.total_ordering",
  "typing.final",
  "attr.s",
  "attrs.define",
  "attr.define",
]);

/** Decorators of functions that give what the function gives. */
const KEEPS_RESULT = new Set([
  "builtins.classmethod",
  "builtins.staticmethod",
  "functools.cache",
  "functools.lru_cache",
  "functools.wraps",
]);

/**
 * The model of a file. Everything in it is computed when first asked for; it holds facts of this text only, and asks
 * the catalogue (with a project's own entries over it) what library names mean.
 */
export class FileModel {
  readonly root: Unit;
  readonly tree: ScopeTree;
  readonly #isKnown = (name: string): boolean =>
    this.catalogue.callable(name) !== undefined || this.catalogue.typeOfClass(name) !== undefined;
  readonly #classes = new Map<ClassDef, ClassInfo>();
  /** The classes of what functions return, as far as they were asked for. */
  readonly #results = new Map<Unit, ClassInfo | null>();
  readonly #gifts = new Map<Expr, ClassInfo | null>();
  /** By scope, name and depth: a name bound a thousand times is asked for a thousand times. */
  readonly #bound = new Map<Scope, Map<string, ClassInfo | null>>();
  /** What expressions refer to where they stand: each family of rules asks for the same ones. */
  readonly #referents = new Map<Expr, { readonly scope: Scope; readonly referent: Referent | null }>();
  /** Calls whose results are being asked for. */
  #asking = 0;
  #allClasses: readonly ClassInfo[] | undefined;
  #units: readonly Unit[] | undefined;
  #unitOf: Map<Node, Unit> | undefined;
  #names: Map<Scope, Map<string, NameUse[]>> | undefined;

  constructor(
    readonly module: Module,
    readonly text: string,
    readonly catalogue: Catalogue,
  ) {
    this.tree = new ScopeTree(module);
    this.root = new Unit(module, this.tree.module, null, this.tree);
  }

  /** All units, outer before inner. */
  get units(): readonly Unit[] {
    this.#units ??= [...this.root.all()];
    return this.#units;
  }

  /** The unit of a function, class or lambda. */
  unitOf(node: Node): Unit | null {
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

  /** All uses of a name that a scope binds, nested units included. */
  usesOfName(scope: Scope, name: string): readonly NameUse[] {
    this.#names ??= this.#collectNames();
    return this.#names.get(scope)?.get(name) ?? [];
  }

  /**
   * The class of the file whose instance an expression is: a constructor call, the receiver of a method, something
   * annotated so, a name or attribute of `self` bound to such a thing and to nothing else but None.
   */
  classOf(expr: Expr, unit: Unit, depth = 0): ClassInfo | null {
    if (depth > MAX_DEPTH) return null;
    switch (expr.kind) {
      case "Call":
        return this.#made(expr.func, unit) ?? this.#given(expr, unit, depth);
      case "Await":
      case "NamedExpr":
        return this.classOf(expr.value, unit, depth + 1);
      case "IfExp":
        return this.#agreed([expr.body, expr.orelse], unit, depth);
      case "BoolOp":
        return this.#agreed(expr.values, unit, depth);
      case "Name": {
        const home = unit.scopeOf(expr).lookup(expr.name);
        return home === null ? null : this.#ofBindings(expr.name, home, depth);
      }
      case "Attribute": {
        const owner = this.classOf(expr.value, unit, depth + 1) ?? this.classNamed(expr.value, unit);
        return owner === null ? null : this.attributeClass(owner, expr.attr.name, depth + 1);
      }
      default:
        return null;
    }
  }

  /** The class of the file whose instance an attribute is, by all that is bound to it. */
  attributeClass(owner: ClassInfo, attribute: string, depth = 0): ClassInfo | null {
    if (depth > MAX_DEPTH) return null;
    const found = new Set<ClassInfo>();
    for (const use of owner.usesOf(attribute)) {
      if (use.access.kind !== "bind") continue;
      const { value, stmt } = use.access;
      if (value !== null && isNone(value)) continue;
      const annotated = stmt.kind === "AnnAssign" ? this.annotatedClass(stmt.annotation, use.unit.scope) : null;
      const one = annotated ?? (value === null ? null : this.classOf(value, use.unit, depth + 1));
      if (one === null) return null;
      found.add(one);
    }
    if (found.size > 0) return found.size === 1 ? ([...found][0] ?? null) : null;
    for (const one of owner.mro) {
      for (const binding of one.unit.scope.bindings.get(attribute) ?? []) {
        if (binding.kind === "parameter" || (binding.kind === "assign" && binding.annotation !== null)) {
          return binding.annotation === null ? null : this.annotatedClass(binding.annotation, one.unit.scope);
        }
        if (binding.kind === "assign" && !isNone(binding.value))
          return this.classOf(binding.value, one.unit, depth + 1);
      }
    }
    return null;
  }

  /** The class of the file that an annotation names: `C`, `"C"`, `C | None`, `Optional[C]`. */
  annotatedClass(annotation: Expr, scope: Scope): ClassInfo | null {
    switch (annotation.kind) {
      case "Constant": {
        if (annotation.type !== "str" || !/^\w+$/.test(annotation.value)) return null;
        const bindings = scope.lookup(annotation.value)?.bindings.get(annotation.value) ?? [];
        const [only] = bindings;
        return bindings.length === 1 && only?.kind === "class" ? this.classInfo(only.node) : null;
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
        const referent = this.resolve(annotation, scope);
        return referent?.kind === "class" ? this.classInfo(referent.node) : null;
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
    const { func } = call;
    const referent = this.resolve(func, unit.scopeOf(call));
    if (referent?.kind === "function") return this.#asCallee(referent.node);
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

  /** The class of the file that an expression names itself: `C`, and `cls` in a class method. */
  classNamed(expr: Expr, unit: Unit): ClassInfo | null {
    if (expr.kind !== "Name" && expr.kind !== "Attribute") return null;
    const referent = this.resolve(expr, unit.scopeOf(expr));
    if (referent?.kind === "class") return this.classInfo(referent.node);
    const method = expr.kind === "Name" ? this.methodAround(unit) : null;
    const isReceiver = method?.kind === "class" && expr.kind === "Name" && method.receiver === expr.name;
    return isReceiver && unit.scope.lookup(method.receiver ?? "")?.node === method.node ? method.owner : null;
  }

  #asCallee(node: FunctionDef): { readonly unit: Unit; readonly method: Method | null } | null {
    const unit = this.unitOf(node);
    return unit === null ? null : { unit, method: this.methodOf(unit) };
  }

  #made(callee: Expr, unit: Unit): ClassInfo | null {
    const referent = this.resolve(callee, unit.scopeOf(callee));
    if (referent?.kind === "class") {
      const info = this.classInfo(referent.node);
      const isPlain = referent.node.decorators.every((decorator) =>
        KEEPS_CLASS.has(this.decoratorName(decorator, referent.scope) ?? ""),
      );
      return isPlain ? info : null;
    }
    // `cls(…)` in a class method makes one of the class at hand.
    if (callee.kind === "Name") {
      const method = this.methodAround(unit);
      if (method?.kind === "class" && method.receiver === callee.name) return method.owner;
    }
    return null;
  }

  /** What a call gives, asked once; while it is being asked nothing is known: `x = x.strip()` tells nothing of `x`. */
  #given(call: Expr & { readonly kind: "Call" }, unit: Unit, depth: number): ClassInfo | null {
    const known = this.#gifts.get(call);
    if (known !== undefined) return known;
    this.#gifts.set(call, null);
    this.#asking++;
    const found = this.#returned(call, unit, depth);
    this.#asking--;
    this.#gifts.set(call, found);
    return found;
  }

  /** What a function of the file returns: by its annotation, or by all its `return`s. */
  #returned(call: Expr & { readonly kind: "Call" }, unit: Unit, depth: number): ClassInfo | null {
    if (depth > MAX_DEPTH) return null;
    const callee = this.calleeOf(call, unit);
    if (callee === null || callee.unit.node.kind !== "FunctionDef") return null;
    const known = this.#results.get(callee.unit);
    if (known !== undefined) return known;
    // A function that returns what it returns itself gives nothing to tell its class by.
    this.#results.set(callee.unit, null);
    const found = this.#resultOf(callee.unit, callee.unit.node, depth);
    this.#results.set(callee.unit, found);
    return found;
  }

  #resultOf(unit: Unit, node: FunctionDef, depth: number): ClassInfo | null {
    if (unit.isGenerator) return null;
    const around = unit.parent?.scope ?? unit.scope;
    if (node.decorators.some((one) => !this.#keepsResult(one, around))) return null;
    const annotated = node.returns === null ? null : this.annotatedClass(node.returns, unit.scope);
    if (annotated !== null) return annotated;
    const values = unit.stmts.flatMap((stmt) => (stmt.kind === "Return" && stmt.value !== null ? [stmt.value] : []));
    return values.length === 0 ? null : this.#agreed(values, unit, depth + 1);
  }

  /** Whether a decorator leaves alone what a function returns. */
  #keepsResult(decorator: Expr, scope: Scope): boolean {
    const name = this.decoratorName(decorator, scope);
    return name !== null && KEEPS_RESULT.has(name);
  }

  #agreed(values: readonly Expr[], unit: Unit, depth: number): ClassInfo | null {
    const found = new Set<ClassInfo | null>();
    for (const value of values) if (!isNone(value)) found.add(this.classOf(value, unit, depth + 1));
    return found.size === 1 ? ([...found][0] ?? null) : null;
  }

  #ofBindings(name: string, home: Scope, depth: number): ClassInfo | null {
    // What is found while a call is being asked for may lack that call's result: not to be kept.
    if (this.#asking > 0)
      return (home.bindings.get(name)?.length ?? 0) > MOST_BINDINGS ? null : this.#findBound(name, home, depth);
    const key = `${depth} ${name}`;
    let known = this.#bound.get(home);
    if (known === undefined) {
      known = new Map();
      this.#bound.set(home, known);
    }
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = this.#findBound(name, home, depth);
    known.set(key, found);
    return found;
  }

  #findBound(name: string, home: Scope, depth: number): ClassInfo | null {
    const unit = home.node.kind === "Comprehension" ? null : (this.unitOf(home.node) ?? this.root);
    if (unit === null) return null;
    const found = new Set<ClassInfo | null>();
    for (const binding of home.bindings.get(name) ?? []) {
      if (binding.kind === "assign" && isNone(binding.value)) continue;
      found.add(this.#ofBinding(name, binding, unit, depth));
    }
    return found.size === 1 ? ([...found][0] ?? null) : null;
  }

  #ofBinding(name: string, binding: Binding, unit: Unit, depth: number): ClassInfo | null {
    switch (binding.kind) {
      case "assign": {
        const annotated = binding.annotation === null ? null : this.annotatedClass(binding.annotation, unit.scope);
        return annotated ?? this.classOf(binding.value, unit, depth + 1);
      }
      case "parameter": {
        const method = this.methodOf(unit);
        if (
          method?.receiver === name &&
          (method.kind === "instance" || method.kind === "property" || method.kind === "setter")
        ) {
          return method.owner;
        }
        return binding.annotation === null ? null : this.annotatedClass(binding.annotation, unit.scope);
      }
      case "with":
        return this.#entered(binding.context, unit, depth);
      default:
        return null;
    }
  }

  /** What `with` gives: the object itself, where its `__enter__` returns it. */
  #entered(context: Expr, unit: Unit, depth: number): ClassInfo | null {
    const info = this.classOf(context, unit, depth + 1);
    const enter = info?.method("__enter__") ?? info?.method("__aenter__") ?? null;
    if (info === null || enter === null) return null;
    const returns = enter.unit.stmts.filter((stmt) => stmt.kind === "Return");
    const isSelf = returns.every((stmt) => stmt.value?.kind === "Name" && stmt.value.name === enter.receiver);
    return returns.length > 0 && isSelf ? info : null;
  }

  #baseOf(base: Expr, scope: Scope): Base {
    const bare = base.kind === "Subscript" ? base.value : base;
    const referent = this.resolve(bare, scope);
    if (referent?.kind === "class") return this.classInfo(referent.node);
    return referent?.kind === "qualified" ? referent.name : null;
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

/** Whether an expression is `None`. */
export function isNone(expr: Expr): boolean {
  return expr.kind === "Constant" && expr.type === "None";
}

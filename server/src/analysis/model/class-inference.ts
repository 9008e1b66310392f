/** Of which class the objects are that expressions give. */
import type { Binding, Scope } from "../../semantics/scopes.js";
import type { Call, Expr, FunctionDef, Node } from "../../syntax/ast.js";
import type { ClassInfo, Method } from "./class-info.js";
import type { Unit } from "./unit.js";

/** Assignments of names to names are followed this far. */
const MAX_DEPTH = 6;
/** A name with more bindings tells nothing about what a call gives. */
const MOST_BINDINGS = 100;

/** Decorators of functions that give what the function gives. */
const KEEPS_RESULT = new Set([
  "builtins.classmethod",
  "builtins.staticmethod",
  "functools.cache",
  "functools.lru_cache",
  "functools.wraps",
]);

/** A variable of another file, whose own model knows of which class it is. */
interface Imported {
  readonly name: string;
  readonly model: { classOfGlobal(name: string, depth: number): ClassInfo | null };
}

/** What inference asks the model of the file. */
export interface InferenceHost {
  readonly root: Unit;
  unitOf(node: Node): Unit | null;
  methodOf(unit: Unit): Method | null;
  decoratorName(decorator: Expr, scope: Scope): string | null;
  annotatedClass(annotation: Expr, scope: Scope): ClassInfo | null;
  classNamed(expr: Expr, unit: Unit): ClassInfo | null;
  calleeOf(call: Call, unit: Unit): { readonly unit: Unit } | null;
  /** The class whose object a call of an expression makes. */
  made(callee: Expr, unit: Unit): ClassInfo | null;
  /** What of another file an expression, or a qualified name, means. */
  imported(expr: Expr, scope: Scope): Imported | null;
  find(qualifiedName: string): Imported | null;
  /** The inference for the file in which a unit stands. */
  inferenceOf(unit: Unit): ClassInference;
}

/** Infers classes for the units of one file; what it finds may be classes of another. */
export class ClassInference {
  /** The classes of what functions return, as far as they were asked for. */
  readonly #results = new Map<Unit, ClassInfo | null>();
  readonly #gifts = new Map<Expr, ClassInfo | null>();
  /** By scope, name and depth: a name bound a thousand times is asked for a thousand times. */
  readonly #bound = new Map<Scope, Map<string, ClassInfo | null>>();
  /** Calls, of any file, whose results are being asked for. */
  static #asking = 0;

  constructor(readonly model: InferenceHost) {}

  /**
   * The class of the project whose instance an expression is: a constructor call, the receiver of a method, something
   * annotated so, a name or attribute of `self` bound to such a thing and to nothing else but None.
   */
  classOf(expr: Expr, unit: Unit, depth = 0): ClassInfo | null {
    if (depth > MAX_DEPTH) return null;
    // Attributes are bound by methods of bases in other files, too.
    const home = this.model.inferenceOf(unit);
    if (home !== this) return home.classOf(expr, unit, depth);
    switch (expr.kind) {
      case "Call":
        return this.model.made(expr.func, unit) ?? this.#given(expr, unit, depth);
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
        const owner = this.classOf(expr.value, unit, depth + 1) ?? this.model.classNamed(expr.value, unit);
        if (owner !== null) return this.attributeClass(owner, expr.attr.name, depth + 1);
        const imported = this.model.imported(expr, unit.scopeOf(expr));
        return imported === null ? null : imported.model.classOfGlobal(imported.name, depth + 1);
      }
      default:
        return null;
    }
  }

  /** The class of the project whose instance a variable of this module is. */
  classOfGlobal(name: string, depth = 0): ClassInfo | null {
    return depth > MAX_DEPTH ? null : this.#ofBindings(name, this.model.root.scope, depth);
  }

  /** The class of the project whose instance an attribute is, by all that is bound to it. */
  attributeClass(owner: ClassInfo, attribute: string, depth = 0): ClassInfo | null {
    if (depth > MAX_DEPTH) return null;
    const found = new Set<ClassInfo>();
    for (const use of owner.usesOf(attribute)) {
      if (use.access.kind !== "bind") continue;
      const { value, stmt } = use.access;
      if (value !== null && isNone(value)) continue;
      const annotated = stmt.kind === "AnnAssign" ? this.model.annotatedClass(stmt.annotation, use.unit.scope) : null;
      const one = annotated ?? (value === null ? null : this.classOf(value, use.unit, depth + 1));
      if (one === null) return null;
      found.add(one);
    }
    if (found.size > 0) return found.size === 1 ? ([...found][0] ?? null) : null;
    for (const one of owner.mro) {
      for (const binding of one.unit.scope.bindings.get(attribute) ?? []) {
        if (binding.kind === "parameter" || (binding.kind === "assign" && binding.annotation !== null)) {
          return binding.annotation === null ? null : this.model.annotatedClass(binding.annotation, one.unit.scope);
        }
        if (binding.kind === "assign" && !isNone(binding.value))
          return this.classOf(binding.value, one.unit, depth + 1);
      }
    }
    return null;
  }

  /** What a call gives, asked once; while it is being asked nothing is known: `x = x.strip()` tells nothing of `x`. */
  #given(call: Expr & { readonly kind: "Call" }, unit: Unit, depth: number): ClassInfo | null {
    const known = this.#gifts.get(call);
    if (known !== undefined) return known;
    this.#gifts.set(call, null);
    ClassInference.#asking++;
    const found = this.#returned(call, unit, depth);
    ClassInference.#asking--;
    this.#gifts.set(call, found);
    return found;
  }

  /** What a function of the file returns: by its annotation, or by all its `return`s. */
  #returned(call: Expr & { readonly kind: "Call" }, unit: Unit, depth: number): ClassInfo | null {
    if (depth > MAX_DEPTH) return null;
    const callee = this.model.calleeOf(call, unit);
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
    const annotated = node.returns === null ? null : this.model.annotatedClass(node.returns, unit.scope);
    if (annotated !== null) return annotated;
    const values = unit.stmts.flatMap((stmt) => (stmt.kind === "Return" && stmt.value !== null ? [stmt.value] : []));
    return values.length === 0 ? null : this.#agreed(values, unit, depth + 1);
  }

  /** Whether a decorator leaves alone what a function returns. */
  #keepsResult(decorator: Expr, scope: Scope): boolean {
    const name = this.model.decoratorName(decorator, scope);
    return name !== null && KEEPS_RESULT.has(name);
  }

  #agreed(values: readonly Expr[], unit: Unit, depth: number): ClassInfo | null {
    const found = new Set<ClassInfo | null>();
    for (const value of values) if (!isNone(value)) found.add(this.classOf(value, unit, depth + 1));
    return found.size === 1 ? ([...found][0] ?? null) : null;
  }

  #ofBindings(name: string, home: Scope, depth: number): ClassInfo | null {
    // What is found while a call is being asked for may lack that call's result: not to be kept.
    if (ClassInference.#asking > 0)
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
    const unit = home.node.kind === "Comprehension" ? null : (this.model.unitOf(home.node) ?? this.model.root);
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
        const annotated =
          binding.annotation === null ? null : this.model.annotatedClass(binding.annotation, unit.scope);
        return annotated ?? this.classOf(binding.value, unit, depth + 1);
      }
      case "parameter": {
        const method = this.model.methodOf(unit);
        if (
          method?.receiver === name &&
          (method.kind === "instance" || method.kind === "property" || method.kind === "setter")
        ) {
          return method.owner;
        }
        return binding.annotation === null ? null : this.model.annotatedClass(binding.annotation, unit.scope);
      }
      case "with":
        return this.#entered(binding.context, unit, depth);
      case "import": {
        const definition = this.model.find(binding.qualifiedName);
        return definition === null ? null : definition.model.classOfGlobal(definition.name, depth + 1);
      }
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
}

/** Whether an expression is `None`. */
export function isNone(expr: Expr): boolean {
  return expr.kind === "Constant" && expr.type === "None";
}

/** Of which class the objects are that expressions give. */
import type { Binding, Scope } from "../../semantics/scopes.js";
import type { Call, ClassDef, Expr, FunctionDef, Node } from "../../syntax/ast.js";
import { classHeld } from "./class-held.js";
import type { ClassInfo, Method } from "./class-info.js";
import { Solver, type Unknown } from "./solver.js";
import type { Unit } from "./unit.js";

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
  readonly model: { readonly inference: ClassInference };
}

/** What inference asks the model of the file. */
export interface InferenceHost {
  readonly root: Unit;
  unitOf(node: Node): Unit | null;
  methodOf(unit: Unit): Method | null;
  decoratorName(decorator: Expr, scope: Scope): string | null;
  annotatedClass(annotation: Expr, scope: Scope): ClassInfo | null;
  classNamed(expr: Expr, unit: Unit): ClassInfo | null;
  classInfo(node: ClassDef): ClassInfo | null;
  calleeOf(call: Call, unit: Unit): { readonly unit: Unit } | null;
  /** The class whose object a call of an expression makes. */
  made(callee: Expr, unit: Unit): ClassInfo | null;
  /** What of another file an expression, or a qualified name, means. */
  imported(expr: Expr, scope: Scope): Imported | null;
  find(qualifiedName: string): Imported | null;
  /** The inference for the file in which a unit stands. */
  inferenceOf(unit: Unit): ClassInference;
}

/** The one class, null for several or what is no class of the project; undefined while nothing is known. */
type Answer = ClassInfo | null | undefined;

/** One for all files: what is asked in one leads into others. */
const SOLVER = new Solver<ClassInfo | null>(() => null);

/**
 * Infers classes for the units of one file; what it finds may be classes of another. Names, attributes, calls and
 * functions are unknowns of one system of equations: what is found does not depend on what was asked before.
 */
export class ClassInference {
  /** The classes of what functions return. */
  readonly #results = new Map<Unit, Unknown<ClassInfo | null>>();
  /** Of what calls give. */
  readonly #gifts = new Map<Expr, Unknown<ClassInfo | null>>();
  /** Of variables. */
  readonly #bound = new Map<Scope, Map<string, Unknown<ClassInfo | null>>>();
  readonly #attributes = new Map<ClassInfo, Map<string, Unknown<ClassInfo | null>>>();

  constructor(readonly model: InferenceHost) {}

  /**
   * The class of the project whose instance an expression is: a constructor call, the receiver of a method, something
   * annotated so, a name or attribute of `self` bound to such a thing and to nothing else but None.
   */
  classOf(expr: Expr, unit: Unit): ClassInfo | null {
    return this.#of(expr, unit) ?? null;
  }

  /** The class of the project whose instance an attribute is, by all that is bound to it. */
  attributeClass(owner: ClassInfo, attribute: string): ClassInfo | null {
    return this.#ofAttribute(owner, attribute) ?? null;
  }

  /** The class of the project whose instance a variable of this module is. */
  classOfGlobal(name: string): ClassInfo | null {
    return this.#ofGlobal(name) ?? null;
  }

  #of(expr: Expr, unit: Unit): Answer {
    // Attributes are bound by methods of bases in other files, too.
    const home = this.model.inferenceOf(unit);
    if (home !== this) return home.#of(expr, unit);
    switch (expr.kind) {
      case "Call": {
        const made = this.model.made(expr.func, unit);
        if (made !== null || expr.func.kind !== "Attribute") return made ?? this.#given(expr, unit);
        const owner = this.#of(expr.func.value, unit);
        if (owner === undefined) return undefined;
        const held =
          owner === null ? null : classHeld(owner, expr.func.attr.name, (one) => this.model.inferenceOf(one).model);
        return held ?? this.#given(expr, unit);
      }
      case "Await":
      case "NamedExpr":
        return this.#of(expr.value, unit);
      case "IfExp":
        return this.#agreed([expr.body, expr.orelse], unit);
      case "BoolOp":
        return this.#agreed(expr.values, unit);
      case "Name": {
        const scope = unit.scopeOf(expr).lookup(expr.name);
        return scope === null ? null : this.#ofVariable(expr.name, scope);
      }
      case "Attribute": {
        const object = this.#of(expr.value, unit);
        if (object === undefined) return undefined;
        const owner = object ?? this.model.classNamed(expr.value, unit);
        if (owner !== null) return this.#ofAttribute(owner, expr.attr.name);
        const imported = this.model.imported(expr, unit.scopeOf(expr));
        return imported === null ? null : imported.model.inference.#ofGlobal(imported.name);
      }
      default:
        return null;
    }
  }

  #ofGlobal(name: string): Answer {
    return this.#ofVariable(name, this.model.root.scope);
  }

  #ofAttribute(owner: ClassInfo, attribute: string): Answer {
    const home = this.model.inferenceOf(owner.unit);
    const known = nested(home.#attributes, owner);
    return SOLVER.ask(once(known, attribute, () => home.#findAttribute(owner, attribute)));
  }

  #findAttribute(owner: ClassInfo, attribute: string): Answer {
    const found = new Agreement();
    for (const use of owner.usesOf(attribute)) {
      if (found.isOver) return null;
      if (use.access.kind !== "bind") continue;
      const { value, stmt } = use.access;
      if (value !== null && isNone(value)) continue;
      const annotated = stmt.kind === "AnnAssign" ? this.model.annotatedClass(stmt.annotation, use.unit.scope) : null;
      found.add(annotated ?? (value === null ? null : this.#of(value, use.unit)));
    }
    if (!found.isEmpty) return found.answer;
    for (const one of owner.mro) {
      for (const binding of one.unit.scope.bindings.get(attribute) ?? []) {
        if (binding.kind === "parameter" || (binding.kind === "assign" && binding.annotation !== null)) {
          return binding.annotation === null ? null : this.model.annotatedClass(binding.annotation, one.unit.scope);
        }
        if (binding.kind === "assign" && !isNone(binding.value)) return this.#of(binding.value, one.unit);
      }
    }
    return null;
  }

  #given(call: Call, unit: Unit): Answer {
    return SOLVER.ask(once(this.#gifts, call, () => this.#returned(call, unit)));
  }

  /** What a function of the project returns: by its annotation, or by all its `return`s. */
  #returned(call: Call, unit: Unit): Answer {
    let callee: { readonly unit: Unit } | null = null;
    const isEarly = SOLVER.isEarly(() => {
      callee = this.model.calleeOf(call, unit);
    });
    const found = callee as { readonly unit: Unit } | null;
    if (found === null) return isEarly ? undefined : null;
    return found.unit.node.kind === "FunctionDef" ? this.#ofResult(found.unit, found.unit.node) : null;
  }

  #ofResult(unit: Unit, node: FunctionDef): Answer {
    const home = this.model.inferenceOf(unit);
    return SOLVER.ask(once(home.#results, unit, () => home.#findResult(unit, node)));
  }

  #findResult(unit: Unit, node: FunctionDef): Answer {
    if (unit.isGenerator) return null;
    const around = unit.parent?.scope ?? unit.scope;
    if (node.decorators.some((one) => !this.#keepsResult(one, around))) return null;
    const annotated = node.returns === null ? null : this.model.annotatedClass(node.returns, unit.scope);
    if (annotated !== null) return annotated;
    const values = unit.stmts.flatMap((stmt) => (stmt.kind === "Return" && stmt.value !== null ? [stmt.value] : []));
    return values.length === 0 ? null : this.#agreed(values, unit);
  }

  /** Whether a decorator leaves alone what a function returns. */
  #keepsResult(decorator: Expr, scope: Scope): boolean {
    const name = this.model.decoratorName(decorator, scope);
    return name !== null && KEEPS_RESULT.has(name);
  }

  #agreed(values: readonly Expr[], unit: Unit): Answer {
    const found = new Agreement();
    for (const value of values) if (!found.isOver && !isNone(value)) found.add(this.#of(value, unit));
    return found.answer;
  }

  #ofVariable(name: string, scope: Scope): Answer {
    return SOLVER.ask(once(nested(this.#bound, scope), name, () => this.#findVariable(name, scope)));
  }

  #findVariable(name: string, home: Scope): Answer {
    const unit = home.node.kind === "Comprehension" ? null : (this.model.unitOf(home.node) ?? this.model.root);
    if (unit === null) return null;
    const found = new Agreement();
    for (const binding of home.bindings.get(name) ?? []) {
      if (found.isOver) return null;
      if (binding.kind === "assign" && isNone(binding.value)) continue;
      found.add(this.#ofBinding(name, binding, unit));
    }
    return found.answer;
  }

  #ofBinding(name: string, binding: Binding, unit: Unit): Answer {
    switch (binding.kind) {
      case "assign": {
        const annotated =
          binding.annotation === null ? null : this.model.annotatedClass(binding.annotation, unit.scope);
        return annotated ?? this.#of(binding.value, unit);
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
        return this.#entered(binding.context, unit);
      case "import": {
        const definition = this.model.find(binding.qualifiedName);
        return definition === null ? null : definition.model.inference.#ofGlobal(definition.name);
      }
      default:
        return null;
    }
  }

  /** What `with` gives: the object itself, where its `__enter__` returns it. */
  #entered(context: Expr, unit: Unit): Answer {
    const info = this.#of(context, unit);
    if (info === undefined) return undefined;
    return info?.entersAsItself("always") === true ? info : null;
  }
}

/** What several expressions agree on; those of which nothing is known yet have no say. */
class Agreement {
  readonly #found = new Set<ClassInfo | null>();
  isEmpty = true;

  add(answer: Answer): void {
    this.isEmpty = false;
    if (answer !== undefined) this.#found.add(answer);
  }

  /** Whether nothing more can change the answer. */
  get isOver(): boolean {
    return this.#found.size > 1 || this.#found.has(null);
  }

  get answer(): Answer {
    if (this.isEmpty || this.isOver) return null;
    const [only] = this.#found;
    return only;
  }
}

function nested<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}

function once<K>(known: Map<K, Unknown<ClassInfo | null>>, key: K, compute: () => Answer): Unknown<ClassInfo | null> {
  let unknown = known.get(key);
  if (unknown === undefined) {
    unknown = SOLVER.unknown(compute);
    known.set(key, unknown);
  }
  return unknown;
}

/** Whether an expression is `None`. */
export function isNone(expr: Expr): boolean {
  return expr.kind === "Constant" && expr.type === "None";
}

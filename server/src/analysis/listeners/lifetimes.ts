/** How long the object lives that an expression stands for. */
import type { Binding, Scope } from "../../semantics/scopes.js";
import type { Call, Expr, FunctionDef, Node } from "../../syntax/ast.js";
import { argumentOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { type Callers, isSingleton, positionOf } from "./callers.js";
import { classAround } from "./containers.js";
import type { Library } from "./library.js";

/**
 * `process`: as long as the process. `local`: made by the code at hand, and gone with it. `own`: the receiver of the
 * method, or made and kept by it. `unknown`: nobody can tell, as of most parameters.
 */
export type Life = "process" | "local" | "own" | "unknown";

const MAX_DEPTH = 12;
const CACHED = new Set(["functools.cache", "functools.lru_cache"]);
/** Names of parameters and attributes by which the object that made this one is handed to it. */
const INTO = new Set(["get", "setdefault"]);

/** Answers how long objects live, by what is bound to names and attributes and by who calls with what. */
export class Lifetimes {
  readonly #asked = new Set<Node>();
  readonly #parameters = new Map<Unit, Map<string, Life>>();

  constructor(
    readonly model: FileModel,
    readonly callers: Callers,
    readonly library: Library,
  ) {}

  /** The life of what an expression stands for in a unit. */
  of(expr: Expr, unit: Unit, depth = 0): Life {
    if (depth > MAX_DEPTH || this.#asked.has(expr)) return "unknown";
    this.#asked.add(expr);
    try {
      return this.#of(expr, unit, depth);
    } finally {
      this.#asked.delete(expr);
    }
  }

  /** The life of an instance of a class, by where the file makes them. */
  ofInstances(owner: ClassInfo): Life {
    if (isSingleton(owner)) return "process";
    const sites = this.callers.making(owner);
    if (sites.length === 0) return "unknown";
    return sites.every((site) => site.unit.node.kind === "Module" || this.callers.isKeptOnce(site))
      ? "process"
      : "local";
  }

  #of(expr: Expr, unit: Unit, depth: number): Life {
    switch (expr.kind) {
      case "Name": {
        const home = unit.scopeOf(expr).lookup(expr.name);
        return home === null ? "unknown" : this.#ofName(expr.name, home, depth);
      }
      case "Attribute":
        return this.#ofAttribute(expr, unit, depth);
      case "Call":
        return this.#ofCall(expr, unit, depth);
      case "Subscript":
        return this.of(expr.value, unit, depth + 1) === "process" ? "process" : "unknown";
      case "BoolOp":
        return longest(expr.values.filter((value) => !isNone(value)).map((value) => this.of(value, unit, depth + 1)));
      case "IfExp":
        return longest(
          [expr.body, expr.orelse].filter((value) => !isNone(value)).map((value) => this.of(value, unit, depth + 1)),
        );
      case "List":
      case "Set":
      case "Dict":
      case "Comprehension":
        return "local";
      case "NamedExpr":
      case "Await":
        return this.of(expr.value, unit, depth + 1);
      default:
        return "unknown";
    }
  }

  #ofName(name: string, home: Scope, depth: number): Life {
    const bindings = home.bindings.get(name) ?? [];
    if (home.node.kind === "Module") return this.#isObject(name, bindings) ? "process" : "unknown";
    if (home.node.kind === "ClassDef") return "process";
    const unit = home.node.kind === "Comprehension" ? null : this.model.unitOf(home.node);
    if (unit === null) return "unknown";
    const method = this.model.methodOf(unit);
    if (method !== null && method.receiver === name) return method.kind === "class" ? "process" : "own";
    const lives: Life[] = [];
    for (const binding of bindings) {
      if (binding.kind === "assign") {
        if (!isNone(binding.value)) lives.push(this.of(binding.value, unit, depth + 1));
      } else if (binding.kind === "parameter") lives.push(this.ofParameter(unit, name, depth + 1));
      else if (binding.kind === "with") {
        const life = this.of(binding.context, unit, depth + 1);
        lives.push(life === "own" ? "unknown" : life);
      } else lives.push("unknown");
    }
    return longest(lives);
  }

  /** A module's name that stands for one object: imported, or bound to something that is no class or function. */
  #isObject(name: string, bindings: readonly Binding[]): boolean {
    if (bindings.some(({ kind }) => kind === "function")) return false;
    return bindings.some((binding) => {
      if (binding.kind === "import") return !/^[A-Z][a-z]/.test(name);
      return binding.kind === "class" ||
        binding.kind === "with" ||
        (binding.kind === "assign" && !isNone(binding.value))
        ? true
        : binding.kind === "other";
    });
  }

  /** The life of what is handed for a parameter, by the calls of the file; a default counts where it is left out. */
  ofParameter(unit: Unit, name: string, depth = 0): Life {
    if (unit.node.kind !== "FunctionDef" || depth > MAX_DEPTH) return "unknown";
    const known = this.#parameters.get(unit) ?? new Map<string, Life>();
    this.#parameters.set(unit, known);
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, "unknown");
    const life = this.#ofParameter(unit, unit.node, name, depth);
    known.set(name, life);
    return life;
  }

  #ofParameter(unit: Unit, node: FunctionDef, name: string, depth: number): Life {
    const method = this.model.methodOf(unit);
    const sites =
      method !== null && /^__(?:init|new|post_init)__$/.test(node.name.name)
        ? this.callers.making(method.owner)
        : this.callers.of(unit);
    const position = positionOf(unit, name, method);
    const parameter = node.params.all.find((one) => one.name === name);
    if (parameter === undefined || position === null) return "unknown";
    const lives: Life[] = [];
    for (const site of sites) {
      const given = argumentOf(site.call, position, name);
      if (given !== null) lives.push(this.#handedIn(this.of(given, site.unit, depth + 1), site.unit));
      else if (parameter.default !== null && !isNone(parameter.default) && unit.parent !== null) {
        lives.push(this.of(parameter.default, unit.parent, depth + 1));
      } else lives.push("unknown");
    }
    return longest(lives);
  }

  /** What belongs to the caller's receiver lives as long as that. */
  #handedIn(life: Life, unit: Unit): Life {
    if (life !== "own") return life;
    const owner = this.model.methodAround(unit)?.owner;
    return owner !== undefined && this.ofInstances(owner) === "process" ? "process" : "unknown";
  }

  #ofAttribute(expr: Expr & { readonly kind: "Attribute" }, unit: Unit, depth: number): Life {
    const qualified = this.model.qualifiedName(expr, unit.scopeOf(expr));
    if (qualified !== null)
      return this.library.isProcessObject(qualified) || isObjectName(qualified) ? "process" : "unknown";
    const referent = this.model.resolve(expr.value, unit.scopeOf(expr));
    if (referent?.kind === "class") return "process";
    const owner = classAround(this.model, expr.value, unit);
    const base = this.of(expr.value, unit, depth + 1);
    if (base === "process") return "process";
    if (owner === null) return base === "local" || base === "own" ? base : "unknown";
    return this.#ofOwned(owner, expr.attr.name, base, depth);
  }

  /** The life of an attribute of an object of the class, which itself lives for `base`. */
  #ofOwned(owner: ClassInfo, attribute: string, base: Life, depth: number): Life {
    const lives: Life[] = [];
    for (const use of owner.usesOf(attribute)) {
      if (use.access.kind !== "bind") continue;
      const { value } = use.access;
      if (value === null) lives.push("unknown");
      else if (!isNone(value)) {
        const life = this.of(value, use.unit, depth + 1);
        lives.push(life === "local" ? base : life);
      }
    }
    if (lives.length > 0) return longest(lives);
    const property = owner.method(attribute);
    if (property?.kind === "property") return this.#returned(property.unit, depth);
    const isDeclared = owner.mro.some((one) =>
      (one.unit.scope.bindings.get(attribute) ?? []).some((binding) => binding.kind === "assign"),
    );
    if (!isDeclared) return "unknown";
    // A field of a dataclass is made for each instance.
    return owner.mro.some(({ node }) => node.decorators.length > 0) ? "unknown" : "process";
  }

  #ofCall(call: Call, unit: Unit, depth: number): Life {
    const qualified = this.model.qualifiedName(call.func, unit.scopeOf(call));
    if (qualified !== null && this.library.isProcessSource(qualified)) return "process";
    const made = this.model.resolve(call.func, unit.scopeOf(call));
    if (made?.kind === "class") {
      const info = this.model.classInfo(made.node);
      if (info !== null && isSingleton(info)) return "process";
      return this.callers.isKeptOnce({ call, unit }) ? "process" : "local";
    }
    if (made?.kind === "qualified" && (this.library.publisherMadeBy(made.name) !== null || MADE.test(made.name))) {
      return "local";
    }
    const callee = this.model.calleeOf(call, unit);
    if (callee !== null) {
      const method = this.model.methodAround(unit);
      if (call.func.kind === "Name" && method?.receiver === call.func.name) return "local";
      return this.#returned(callee.unit, depth);
    }
    if (call.func.kind === "Attribute" && INTO.has(call.func.attr.name)) {
      return this.of(call.func.value, unit, depth + 1) === "process" ? "process" : "unknown";
    }
    if (call.func.kind === "Attribute" && qualified !== null && GIVES_INSTANCE.test(call.func.attr.name)) {
      return "process";
    }
    return "unknown";
  }

  #returned(unit: Unit, depth: number): Life {
    const { node, parent } = unit;
    if (node.kind !== "FunctionDef" || unit.isGenerator) return "unknown";
    const names = node.decorators.map((one) => this.model.decoratorName(one, parent?.scope ?? unit.scope));
    if (names.some((name) => name !== null && CACHED.has(name))) return "process";
    const lives: Life[] = [];
    for (const stmt of unit.stmts) {
      if (stmt.kind === "Return" && stmt.value !== null && !isNone(stmt.value)) {
        lives.push(this.of(stmt.value, unit, depth + 1));
      }
    }
    const life = longest(lives);
    return life === "own" ? "unknown" : life;
  }
}

/** Classes, by the way they are written, and the containers of Python itself. */
const MADE = /^(?:builtins\.(?:list|dict|set|bytearray)|collections\.\w+)$|\.[A-Z][a-z]\w*$/;
const GIVES_INSTANCE = /^(?:get_?)?(?:instance|singleton|shared|shared_instance|default)$|^getInstance$/i;

/** `pkg.bus` rather than `pkg.Bus` or a function's own name; for an imported module's attribute. */
function isObjectName(qualified: string): boolean {
  return /\.[A-Z][A-Z0-9_]+$/.test(qualified);
}

/** Of several possible lives the longest that is known. */
function longest(lives: readonly Life[]): Life {
  if (lives.includes("process")) return "process";
  if (lives.length === 0 || lives.includes("unknown")) return "unknown";
  return lives.includes("own") ? "own" : "local";
}

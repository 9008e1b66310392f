/** What the catalogue knows of publishers: which expressions are one, how listeners are registered with them and end. */
import type { PublisherEntry, RegistrationEntry } from "../../catalogue/schema.js";
import type { Expr } from "../../syntax/ast.js";
import { argumentOf } from "../model/access.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { type Callers, positionOf } from "./callers.js";

/** A registering method or function of the catalogue. */
export interface KnownRegistration {
  readonly name: string;
  readonly publisher: PublisherEntry;
  readonly entry: RegistrationEntry;
}

const MAX_DEPTH = 5;

/** The catalogue's publishers, asked about a file. */
export class Library {
  readonly #byClass = new Map<string, PublisherEntry>();
  readonly #sources = new Map<string, PublisherEntry>();
  readonly #functions = new Map<string, KnownRegistration>();
  readonly #methods = new Set<string>();

  constructor(
    readonly model: FileModel,
    readonly callers: Callers,
  ) {
    for (const publisher of model.catalogue.publishers.values()) {
      for (const name of publisher.classes ?? []) this.#byClass.set(name, publisher);
      for (const name of publisher.sources ?? []) this.#sources.set(name, publisher);
      for (const [name, entry] of Object.entries(publisher.register)) {
        if (name.includes(".")) this.#functions.set(name, { name, publisher, entry });
        else this.#methods.add(name);
      }
    }
  }

  /** A registering function by its qualified name. */
  function(qualifiedName: string): KnownRegistration | null {
    return this.#functions.get(qualifiedName) ?? null;
  }

  /** Whether some publisher registers by a method of that name: others need not be looked at. */
  hasMethod(name: string): boolean {
    return this.#methods.has(name);
  }

  /** The kind of publisher that a class or factory makes. */
  publisherMadeBy(qualifiedName: string): PublisherEntry | null {
    return this.#byClass.get(qualifiedName) ?? null;
  }

  /** Whether a call of it gives a publisher that lives as long as the process. */
  isProcessSource(qualifiedName: string): boolean {
    return this.#source(qualifiedName) !== null;
  }

  /** Whether it is an object of a library that lives as long as the process. */
  isProcessObject(qualifiedName: string): boolean {
    return this.#source(qualifiedName) !== null;
  }

  /** The kind of publisher that an expression is; null where that cannot be told. */
  publisherAt(expr: Expr, unit: Unit, depth = 0): PublisherEntry | null {
    if (depth > MAX_DEPTH) return null;
    const qualified = this.model.qualifiedName(expr, unit.scopeOf(expr));
    if (qualified !== null) return this.#source(qualified);
    switch (expr.kind) {
      case "Call": {
        const made = this.model.qualifiedName(expr.func, unit.scopeOf(expr));
        if (made !== null) return this.publisherMadeBy(made) ?? this.#source(made);
        const callee = this.model.calleeOf(expr, unit);
        if (callee === null) {
          // A child of a logger is a logger.
          return expr.func.kind === "Attribute" && expr.func.attr.name === "getChild"
            ? this.publisherAt(expr.func.value, unit, depth + 1)
            : null;
        }
        const returned = callee.unit.stmts.flatMap((stmt) =>
          stmt.kind === "Return" && stmt.value ? [stmt.value] : [],
        );
        return this.#agreed(returned.map((value) => this.publisherAt(value, callee.unit, depth + 1)));
      }
      case "Name": {
        const home = unit.scopeOf(expr).lookup(expr.name);
        const at = home === null || home.node.kind === "Comprehension" ? null : this.model.unitOf(home.node);
        if (home === null || at === null) return null;
        const found: (PublisherEntry | null)[] = [];
        for (const binding of home.bindings.get(expr.name) ?? []) {
          if (binding.kind === "assign") {
            if (!isNone(binding.value)) found.push(this.publisherAt(binding.value, at, depth + 1));
          } else if (binding.kind === "parameter") {
            const annotated = binding.annotation === null ? null : this.#annotated(binding.annotation, at);
            found.push(annotated ?? this.#handedIn(at, expr.name, depth));
          } else found.push(null);
        }
        return this.#agreed(found);
      }
      case "Attribute": {
        const owner = this.model.classOf(expr.value, unit);
        if (owner === null) return null;
        const found: (PublisherEntry | null)[] = [];
        for (const use of owner.usesOf(expr.attr.name)) {
          if (use.access.kind !== "bind" || (use.access.value !== null && isNone(use.access.value))) continue;
          found.push(use.access.value === null ? null : this.publisherAt(use.access.value, use.unit, depth + 1));
        }
        const declared = found.length === 0 ? owner.classAttribute(expr.attr.name) : null;
        if (declared !== null) found.push(this.publisherAt(declared, owner.unit, depth + 1));
        return this.#agreed(found);
      }
      case "BoolOp":
        return this.#agreed(expr.values.map((value) => this.publisherAt(value, unit, depth + 1)));
      case "IfExp":
        return this.#agreed([expr.body, expr.orelse].map((value) => this.publisherAt(value, unit, depth + 1)));
      case "NamedExpr":
        return this.publisherAt(expr.value, unit, depth + 1);
      default:
        return null;
    }
  }

  /** The kind of publisher that all calls of the file hand in for a parameter. */
  #handedIn(unit: Unit, name: string, depth: number): PublisherEntry | null {
    if (unit.node.kind !== "FunctionDef") return null;
    const method = this.model.methodOf(unit);
    const isConstructor = method !== null && unit.node.name.name === "__init__";
    const position = positionOf(unit, name, method);
    if (position === null) return null;
    const fallback = unit.node.params.all.find((one) => one.name === name)?.default ?? null;
    const found = (isConstructor ? this.callers.making(method.owner) : this.callers.of(unit)).map((site) => {
      const given = argumentOf(site.call, position, name);
      if (given !== null) return this.publisherAt(given, site.unit, depth + 1);
      return fallback === null || unit.parent === null ? null : this.publisherAt(fallback, unit.parent, depth + 1);
    });
    return this.#agreed(found);
  }

  #source(qualifiedName: string): PublisherEntry | null {
    const dot = qualifiedName.lastIndexOf(".");
    return this.#sources.get(qualifiedName) ?? this.#sources.get(`${qualifiedName.slice(0, dot)}.*`) ?? null;
  }

  #annotated(annotation: Expr, unit: Unit): PublisherEntry | null {
    const name = this.model.qualifiedName(annotation, unit.scope);
    return name === null ? null : this.publisherMadeBy(name);
  }

  #agreed(found: readonly (PublisherEntry | null)[]): PublisherEntry | null {
    const [first] = found;
    return first !== undefined && first !== null && found.every((one) => one === first) ? first : null;
  }
}

/** What is registered: how often such listeners are made, and what they keep alive. */
import type { Call, Expr, Node } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Callers, Frequency } from "./callers.js";
import type { Lifetimes } from "./lifetimes.js";
import { type Identity, identityOf, isFresh } from "./matching.js";
import type { Publishers } from "./publishers.js";
import type { Registration } from "./registrations.js";

/** A listener as far as that decides whether it may stay. */
export interface Described {
  readonly often: Frequency;
  /** The class whose instances are kept alive, if it is instances. */
  readonly keeps: ClassInfo | null;
  /** Each is another one, to a set as well. */
  readonly grows: boolean;
  /** A function, method or lambda; else an object, that may be mere data. */
  readonly isCallable: boolean;
}

/** Names of methods that register listeners rather than store data. */
const LISTENS = /listen|observ|subscri|callback|handler|hook|watch|attach|connect|bind|^on$|^on_|notify|follow/i;

/** Describes the listeners of a file. */
export class Describer {
  constructor(
    readonly model: FileModel,
    readonly publishers: Publishers,
    readonly callers: Callers,
    readonly lifetimes: Lifetimes,
  ) {}

  /** How often such listeners are made, and what they keep alive; null where nothing can be said. */
  of(one: Registration): Described | null {
    const found = this.#described(one);
    if (found === null || one.container === null || found.isCallable) return found;
    // An object in a container is a listener where the container or its publisher speaks of listeners; else it is data.
    const isListening = this.publishers.isListenerish(one.container) || LISTENS.test(one.verb);
    return isListening ? found : null;
  }

  #described(one: Registration): Described | null {
    const { unit } = one;
    const owner = this.model.methodAround(unit)?.owner ?? null;
    const often = this.callers.frequency(unit);
    const node = one.listener;
    if (node.kind === "FunctionDef") return { often, keeps: this.#captured(node, unit), grows: true, isCallable: true };
    const expr = node;
    if (expr.kind === "Lambda") return { often, keeps: this.#captured(expr, unit), grows: true, isCallable: true };
    if (expr.kind === "Call") {
      if (!isFresh(this.model, expr, unit)) return null;
      if (this.#isWeakReference(expr, unit)) return null;
      return { often, keeps: this.#captured(expr, unit), grows: true, isCallable: this.#isPartial(expr, unit) };
    }
    const identity = identityOf(this.model, expr, unit);
    switch (identity.kind) {
      case "self":
      case "method": {
        const method = this.model.methodAround(unit);
        // What a metaclass registers are classes.
        const isMeta = identity.owner.foreignBases.some(
          (base) => base === "builtins.type" || /Meta(?:class)?$/.test(base ?? ""),
        );
        if (method?.kind === "class" || isMeta) return null;
        const isMade = identity.owner.method(identity.kind === "method" ? identity.name : "__init__");
        if (identity.kind === "method" && (isMade?.kind === "static" || isMade?.kind === "class")) {
          return this.#shared(one, often);
        }
        const isCallable = identity.kind === "method";
        return { often: this.callers.instances(identity.owner), keeps: identity.owner, grows: true, isCallable };
      }
      case "kept":
        return this.#isCallableKept(identity)
          ? { often: this.callers.instances(identity.owner), keeps: identity.owner, grows: true, isCallable: true }
          : null;
      case "name":
        return this.#named(one, identity, often);
      case "attribute": {
        if (expr.kind !== "Attribute") return null;
        const referent = this.model.resolve(expr.value, unit.scopeOf(expr));
        if (referent !== null) return this.#shared(one, often);
        const life = this.lifetimes.of(expr.value, unit);
        if (life === "process") return this.#shared(one, often);
        if (life === "local")
          return { often, keeps: this.model.classOf(expr.value, unit), grows: true, isCallable: true };
        // `self.prices.append`: it goes with the object.
        if (life === "own" && owner !== null)
          return { often: this.callers.instances(owner), keeps: owner, grows: true, isCallable: true };
        return null;
      }
      default:
        return null;
    }
  }

  /** A listener by its name: a local function or object, one of the module, a parameter. */
  #named(one: Registration, identity: Identity & { readonly kind: "name" }, often: Frequency): Described | null {
    const { scope } = identity;
    if (scope.node.kind === "Module") return this.#shared(one, often);
    if (scope.node.kind === "ClassDef" || scope.node.kind === "Comprehension") return null;
    const bindings = scope.bindings.get(identity.name) ?? [];
    const home = this.model.unitOf(scope.node);
    if (home === null) return null;
    // What is given back can be taken away by whoever asked for it.
    const isGiven = this.model.usesOfName(scope, identity.name).some(({ access }) => access.kind === "return");
    if (isGiven && one.known !== null) return null;
    for (const binding of bindings) {
      if (binding.kind === "function")
        return { often, keeps: this.#captured(binding.node, one.unit), grows: true, isCallable: true };
      if (binding.kind === "assign") {
        const { value } = binding;
        if (value.kind === "Lambda")
          return { often, keeps: this.#captured(value, one.unit), grows: true, isCallable: true };
        if (value.kind === "Call" && this.#isWeakReference(value, home)) return null;
        if (value.kind === "Call" && isFresh(this.model, value, home)) {
          const isCallable = this.#isPartial(value, home);
          return { often, keeps: this.model.classOf(value, home), grows: true, isCallable };
        }
      }
      if (binding.kind === "parameter") {
        if (one.unit.node !== scope.node) return null;
        // What is handed in is its caller's listener, and judged there, where this function keeps it.
        return null;
      }
    }
    return null;
  }

  /** One object for all calls: where each registration adds another, what is kept grows with the calls that are evident. */
  #shared(one: Registration, often: Frequency): Described | null {
    if (one.known?.publisher.rule === "LK404") return null;
    const referent = one.listener.kind === "FunctionDef" ? null : this.model.resolve(one.listener, one.unit.scope);
    // A table of classes is no publisher.
    if (referent?.kind === "class") return null;
    const isCalled = this.callers.of(one.unit).length > 0 || this.model.methodOf(one.unit) !== null;
    return often === "many" && isCalled ? { often, keeps: null, grows: false, isCallable: true } : null;
  }

  #isCallableKept(identity: Identity & { readonly kind: "kept" }): boolean {
    const bound = identity.owner.usesOf(identity.name).filter(({ access }) => access.kind === "bind");
    if (bound.length === 0) return false;
    return bound.some(({ access, unit }) => {
      const value = access.kind === "bind" ? access.value : null;
      if (value === null) return false;
      return (
        value.kind === "Lambda" ||
        (value.kind === "Call" && isFresh(this.model, value, unit) && !this.#isWeakReference(value, unit))
      );
    });
  }

  #isWeakReference(call: Call, unit: Unit): boolean {
    const holdsWeakly = (expr: Expr): boolean => {
      if (expr.kind !== "Call") return false;
      const name = this.model.qualifiedName(expr.func, unit.scopeOf(expr));
      return (name?.startsWith("weakref.") ?? false) || expr.args.some(holdsWeakly);
    };
    return holdsWeakly(call);
  }

  /** The class whose instance a function or expression mentions as its receiver. */
  #captured(node: Node, unit: Unit): ClassInfo | null {
    const method = this.model.methodAround(unit);
    return method?.receiver !== null && method !== null && namesIn(node).has(method.receiver) ? method.owner : null;
  }

  #isPartial(call: Call, unit: Unit): boolean {
    const made = this.model.resolve(call.func, unit.scopeOf(call));
    return made?.kind !== "class" && (made?.kind !== "qualified" || made.name.startsWith("functools."));
  }
}

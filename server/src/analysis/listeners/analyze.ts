/** Listeners of a file that outlive their use: registered with what lives longer, and not unregistered on every path. */
import type { Range } from "../../base/text.js";
import type { Call, Expr, FunctionDef, Node } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import type { Mention } from "../mentions.js";
import { accessOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { Callers, type Frequency, testMentions } from "./callers.js";
import { Library } from "./library.js";
import { Lifetimes } from "./lifetimes.js";
import { type Identity, identityOf, isFresh, likeness } from "./matching.js";
import { type Skipped, skippedRemoval } from "./paths.js";
import { type Container, Publishers } from "./publishers.js";
import { type Registration, registrationsOf } from "./registrations.js";
import { type RemovalSite, Removals } from "./removals.js";
import { tokenEnd } from "./tokens.js";

/** Why a listener stays. */
export type Reason =
  /** Nothing unregisters it. */
  | { readonly kind: "never"; readonly removers: readonly string[] }
  /** What is unregistered is another object. */
  | { readonly kind: "mismatch"; readonly removal: RemovalSite }
  /** A path of the function skips the removal. */
  | { readonly kind: "path"; readonly removal: Node; readonly skipped: Skipped }
  /** The result, by which it would end, is thrown away or overwritten. */
  | { readonly kind: "token"; readonly lost: "dropped" | "unused" | "overwritten"; readonly at: Node }
  /** Registered twice, unregistered once. */
  | { readonly kind: "twice"; readonly other: Registration }
  /** A subclass overrides the method that unregisters, without calling it. */
  | { readonly kind: "override"; readonly method: Unit; readonly override: Unit }
  /** Only a method unregisters it that nothing calls. */
  | { readonly kind: "uncalled"; readonly method: Unit; readonly removal: RemovalSite }
  /** Only `__del__` unregisters it, which cannot run while the publisher holds the object. */
  | { readonly kind: "finalizer"; readonly removal: RemovalSite };

/** A listener that stays registered. */
export interface StayingListener {
  readonly registration: Registration;
  readonly reason: Reason;
  /** The class whose instances are kept alive, if it is instances. */
  readonly keeps: ClassInfo | null;
  /** Shown, or merely likely. */
  readonly certain: boolean;
  readonly rule: string;
  readonly unless: readonly Mention[];
}

/** A publisher with no way out. */
export interface ClosedPublisher {
  readonly container: Container;
  readonly owner: ClassInfo;
  /** The method that registers, and the place where it keeps the listener. */
  readonly method: FunctionDef;
  readonly addition: Node;
  readonly instance: Range;
  readonly unless: readonly Mention[];
}

/** What the listener analysis says of a file. */
export interface ListenerFacts {
  readonly staying: readonly StayingListener[];
  readonly closedPublishers: readonly ClosedPublisher[];
  readonly registrations: readonly Registration[];
}

const known = new WeakMap<FileModel, ListenerAnalysis>();

/** The listener analysis of a file; done once for all who ask. */
export function listenersOf(model: FileModel): ListenerAnalysis {
  let analysis = known.get(model);
  if (analysis === undefined) {
    analysis = new ListenerAnalysis(model);
    known.set(model, analysis);
  }
  return analysis;
}

/** Names of classes of which a program makes one. */
const ONE_OF_A_KIND =
  /(?:App|Application|Server|Daemon|Main|Program|Bootstrap|Kernel|Plugin|Extension|Console|Shell|CLI)$/;

/** The listeners of one file: registrations, removals, and what stays. */
export class ListenerAnalysis {
  readonly publishers: Publishers;
  readonly library: Library;
  readonly callers: Callers;
  #facts: ListenerFacts | undefined;

  constructor(readonly model: FileModel) {
    this.callers = new Callers(model);
    this.publishers = new Publishers(model, this.callers);
    this.library = new Library(model);
  }

  get facts(): ListenerFacts {
    this.#facts ??= new Judgement(this).facts();
    return this.#facts;
  }
}

class Judgement {
  readonly model: FileModel;
  readonly publishers: Publishers;
  readonly callers: Callers;
  readonly lifetimes: Lifetimes;
  readonly removals: Removals;
  readonly registrations: readonly Registration[];
  readonly #usedRemovals = new Set<Node>();

  constructor(analysis: ListenerAnalysis) {
    this.model = analysis.model;
    this.publishers = analysis.publishers;
    this.callers = analysis.callers;
    this.lifetimes = new Lifetimes(this.model, this.callers, analysis.library);
    this.registrations = registrationsOf(this.model, this.publishers, analysis.library, this.callers);
    this.removals = new Removals(this.model, this.publishers, this.callers);
  }

  facts(): ListenerFacts {
    // Which removal belongs to which registration decides what a removal that fits none is.
    for (const one of this.registrations) {
      for (const site of this.removals.of(one)) {
        if (site.subject !== null && this.#compare(one, site) === "same") this.#usedRemovals.add(site.node);
      }
    }
    const staying: StayingListener[] = [];
    const seen = new Set<Node>();
    for (const one of this.registrations) {
      if (seen.has(one.node)) continue;
      const found = this.#judge(one);
      if (found === null) continue;
      seen.add(one.node);
      staying.push(found);
    }
    return {
      staying: withoutTwins(staying),
      closedPublishers: this.#closed(staying),
      registrations: this.registrations,
    };
  }

  #judge(one: Registration): StayingListener | null {
    const { unit } = one;
    if (unit.node.kind === "Module" || unit.node.kind === "ClassDef") return null;
    if (one.container?.weak === true || this.#isPublishersLife(one)) return null;
    const listener = this.#listener(one);
    if (listener === null || listener.often === "once") return null;
    if (one.grows === "slot" || (one.grows === "element" && !listener.grows)) return null;
    if (this.#isGuarded(one)) return null;
    const reason = this.#reason(one);
    if (reason === null) return null;
    const doubtful =
      listener.often === "unknown" && (listener.keeps === null || ONE_OF_A_KIND.test(listener.keeps.name));
    if (doubtful && listener.keeps === null) return null;
    const isTwice = reason.kind === "twice";
    const certain =
      !doubtful && !(reason.kind === "path" && !reason.skipped.evident) && !(isTwice && listener.often !== "many");
    const rule = reason.kind === "mismatch" ? "LK403" : (one.known?.publisher.rule ?? "LK401");
    return { registration: one, reason, keeps: listener.keeps, certain, rule, unless: this.#unless(one, reason) };
  }

  /** Whether the publisher goes with the listener, or it cannot be told that it stays. */
  #isPublishersLife(one: Registration): boolean {
    if (one.holder.kind === "module") return false;
    if (one.holder.kind === "receiver") return true;
    const { expr, unit } = one.holder;
    const life = this.lifetimes.of(expr, unit);
    if (life === "process") return false;
    if (life !== "own") return true;
    const owner = this.model.methodAround(unit)?.owner;
    if (owner === undefined || this.lifetimes.ofInstances(owner) !== "process") return true;
    // A part of what lives as long as the process: longer than a local function, no longer than its own methods.
    const identity = identityOf(this.model, one.listener, one.unit);
    return identity.kind === "self" || identity.kind === "method" || identity.kind === "kept";
  }

  /** How often such listeners are made, and what they keep alive; null where nothing can be said. */
  #listener(one: Registration): {
    readonly often: Frequency;
    readonly keeps: ClassInfo | null;
    /** Each is another to a set or as an element. */
    readonly grows: boolean;
  } | null {
    const { unit } = one;
    const owner = this.model.methodAround(unit)?.owner ?? null;
    const often = this.callers.frequency(unit);
    const node = one.listener;
    if (node.kind === "FunctionDef") return { often, keeps: this.#captured(node, unit), grows: true };
    const expr = node;
    if (expr.kind === "Lambda") return { often, keeps: this.#captured(expr, unit), grows: true };
    if (expr.kind === "Call") {
      if (!isFresh(this.model, expr, unit)) return null;
      if (this.#isWeakReference(expr, unit)) return null;
      return { often, keeps: this.#captured(expr, unit), grows: true };
    }
    const identity = identityOf(this.model, expr, unit);
    switch (identity.kind) {
      case "self":
      case "method": {
        const method = this.model.methodAround(unit);
        if (method?.kind === "class") return null;
        const isMade = identity.owner.method(identity.kind === "method" ? identity.name : "__init__");
        if (identity.kind === "method" && (isMade?.kind === "static" || isMade?.kind === "class")) {
          return this.#shared(one, often);
        }
        return { often: this.callers.instances(identity.owner), keeps: identity.owner, grows: true };
      }
      case "kept":
        return this.#isCallableKept(identity)
          ? { often: this.callers.instances(identity.owner), keeps: identity.owner, grows: true }
          : null;
      case "name":
        return this.#named(one, identity, often);
      case "attribute": {
        if (expr.kind !== "Attribute") return null;
        const referent = this.model.resolve(expr.value, unit.scopeOf(expr));
        if (referent !== null) return this.#shared(one, often);
        const life = this.lifetimes.of(expr.value, unit);
        if (life === "process") return this.#shared(one, often);
        if (life === "local") return { often, keeps: this.model.classOf(expr.value, unit), grows: true };
        // `self.prices.append`: it goes with the object.
        if (life === "own" && owner !== null)
          return { often: this.callers.instances(owner), keeps: owner, grows: true };
        return null;
      }
      default:
        return null;
    }
  }

  /** A listener by its name: a local function or object, one of the module, a parameter. */
  #named(
    one: Registration,
    identity: Identity & { readonly kind: "name" },
    often: Frequency,
  ): { readonly often: Frequency; readonly keeps: ClassInfo | null; readonly grows: boolean } | null {
    const { scope } = identity;
    if (scope.node.kind === "Module") return this.#shared(one, often);
    if (scope.node.kind === "ClassDef" || scope.node.kind === "Comprehension") return null;
    const bindings = scope.bindings.get(identity.name) ?? [];
    const home = this.model.unitOf(scope.node);
    if (home === null) return null;
    for (const binding of bindings) {
      if (binding.kind === "function") return { often, keeps: this.#captured(binding.node, one.unit), grows: true };
      if (binding.kind === "assign") {
        const { value } = binding;
        if (value.kind === "Lambda") return { often, keeps: this.#captured(value, one.unit), grows: true };
        if (value.kind === "Call" && this.#isWeakReference(value, home)) return null;
        if (value.kind === "Call" && isFresh(this.model, value, home)) {
          return { often, keeps: this.model.classOf(value, home), grows: true };
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
  #shared(
    one: Registration,
    often: Frequency,
  ): { readonly often: Frequency; readonly keeps: null; readonly grows: false } | null {
    if (one.known?.publisher.rule === "LK404") return null;
    const isCalled = this.callers.of(one.unit).length > 0 || this.model.methodOf(one.unit) !== null;
    return often === "many" && isCalled ? { often, keeps: null, grows: false } : null;
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

  /** Whether it is asked before whether this was done already: a flag, membership, the handlers there are. */
  #isGuarded(one: Registration): boolean {
    const { unit, node } = one;
    const names = this.#guardNames(one);
    const asks = (test: Expr): boolean => names.some((name) => testMentions(test, name));
    for (let at = unit.parentOf(node), child = node; at !== null; child = at, at = unit.parentOf(at)) {
      if ((at.kind === "If" || at.kind === "IfExp" || at.kind === "While") && at.test !== child && asks(at.test))
        return true;
      if (at.kind === "For" && one.known?.publisher.rule === "LK404" && asks(at.iter)) return true;
    }
    // An early return of a function that has run before.
    return unit.stmts.some(
      (stmt) =>
        stmt.kind === "If" &&
        stmt.end <= node.start &&
        stmt.body.some(({ kind }) => kind === "Return" || kind === "Raise" || kind === "Continue") &&
        asks(stmt.test),
    );
  }

  #guardNames(one: Registration): string[] {
    const names: string[] = [];
    if (one.known?.publisher.rule === "LK404") names.push("handlers", "hasHandlers", "filters");
    if (one.container !== null && one.listener.kind === "Name") names.push(one.container.name);
    for (const name of one.unit.scope.globals) names.push(name);
    const owner = this.model.methodAround(one.unit)?.owner;
    for (const use of owner === undefined ? [] : [...owner.ownUses.values()].flat()) {
      // A flag of the class, not of the instance.
      const method = this.model.methodAround(use.unit);
      if (use.access.kind === "bind" && method?.kind === "class" && use.unit === one.unit) names.push(use.name);
    }
    for (const { value, attr } of one.unit.attributes) {
      const isBound = accessOf(value, one.unit.parentOf).kind === "attribute";
      const referent = this.model.resolve(value, one.unit.scope);
      if (isBound && referent !== null && referent.kind !== "qualified") names.push(attr.name);
    }
    return names;
  }

  #reason(one: Registration): Reason | null {
    const removers = this.removals.removers(one);
    if (this.#isDrained(one)) return null;
    const token = one.call === null ? null : tokenEnd(this.model, one);
    if (token !== null && token.kind === "ended") return null;
    const sites = this.removals.of(one).filter((site) => this.#mayConcern(one, site));
    const same: RemovalSite[] = [];
    const other: RemovalSite[] = [];
    for (const site of sites) {
      const fit = site.all ? "unknown" : this.#compare(one, site);
      // Where a token ends it, a call with who knows what else does not.
      if (token?.kind === "lost" && fit === "unknown" && !site.all) continue;
      if (fit === "other") other.push(site);
      else same.push(site);
    }
    if (same.length > 0) return this.#ofSites(one, same);
    if (token?.kind === "path") return this.#pathOf(one, token.ends, token.names);
    const wrong = other.find((site) => this.#isMeant(one, site));
    if (wrong !== undefined) return { kind: "mismatch", removal: wrong };
    if (token?.kind === "lost") return { kind: "token", lost: token.lost, at: token.at };
    return { kind: "never", removers };
  }

  /** Whether the publisher itself lets its listeners go: once it has called them, when they are dead, beyond a number. */
  #isDrained(one: Registration): boolean {
    const { container } = one;
    if (container === null) return false;
    return container.removals.some((removal) => {
      if (!this.removals.isPublishersOwn(removal, container)) return false;
      const gone = this.publishers.letGoBy(removal.unit).find((each) => each.removal === removal);
      if (gone !== undefined && gone.parameter !== null) return false;
      if (this.#isTokenOf(one, removal.unit)) return false;
      if (!removal.all && removal.subject !== null && this.model.methodAround(removal.unit) !== null) {
        return gone === undefined;
      }
      const name = removal.unit.node.kind === "FunctionDef" ? removal.unit.node.name.name : "";
      const empties = removal.all || removal.subject === null;
      const isAsked =
        /^__|^_?(?:clear|reset|close|shutdown|stop|disconnect|dispose|teardown|remove|unsubscribe|detach|off|cancel|flush|destroy|cleanup)/i.test(
          name,
        );
      return empties && (!isAsked || /^__/.test(name) || this.callers.mentions(name));
    });
  }

  /** Whether a unit belongs to what a registering function gives back to end the registration. */
  #isTokenOf(one: Registration, unit: Unit): boolean {
    const inside = one.kept?.addition.unit;
    for (let at: Unit | null = unit.parent; at !== null; at = at.parent) if (at === inside) return true;
    const owner = this.model.methodAround(unit)?.owner;
    if (owner === undefined || inside === undefined) return false;
    return this.callers.making(owner).some((site) => site.unit === inside || site.unit === one.callee?.unit);
  }

  #mayConcern(one: Registration, site: RemovalSite): boolean {
    if (this.#isTokenOf(one, site.unit)) return false;
    // The unit that keeps its parameter for others does not end what they registered.
    if (one.kept !== null && site.unit === one.kept.addition.unit) return false;
    const [a, b] = [constantIn(one.keys), constantIn(site.keys)];
    if (a !== null && b !== null && a !== b) return false;
    return this.#isSamePublisher(one, site);
  }

  #isSamePublisher(one: Registration, site: RemovalSite): boolean {
    const there = site.call?.func.kind === "Attribute" ? site.call.func.value : null;
    if (one.publisher === null || there === null) return true;
    if (one.publisher.kind === "Name" && there.kind === "Name") {
      const [a, b] = [one.unit.scope.lookup(one.publisher.name), site.unit.scope.lookup(there.name)];
      if (a !== null && a.node.kind === "Module" && b === a) return one.publisher.name === there.name;
      return a !== b || one.publisher.name === there.name;
    }
    return true;
  }

  #compare(one: Registration, site: RemovalSite): "same" | "other" | "unknown" {
    if (site.subject === null || site.all) return "unknown";
    if (one.known !== null && one.known.entry.replaces === true) return "unknown";
    const a = identityOf(this.model, one.listener, one.unit);
    const b = identityOf(this.model, site.subject, site.unit);
    // A kept wrapper is not what it wraps.
    const wrapped = one.kept?.wrapped === true && one.kept.addition.unit !== one.unit && !this.#keepsKey(one);
    if (wrapped && this.#removesItself(one)) return "other";
    if (site.byIdentity && a.kind === "method" && b.kind === "method") return "other";
    const constant = one.listener.kind !== "FunctionDef" && site.subject.kind === "Constant";
    if (constant) return "unknown";
    return likeness(this.model, a, b);
  }

  #keepsKey(one: Registration): boolean {
    return (one.kept?.addition.keys.length ?? 0) > 0 && one.kept?.addition.unique === true;
  }

  /** Whether the publisher looks for the listener itself among wrappers of listeners. */
  #removesItself(one: Registration): boolean {
    const { container, kept } = one;
    if (container === null || kept === null) return false;
    const { stored } = kept.addition;
    const isFunction =
      stored.kind === "Lambda" ||
      (stored.kind === "Call" &&
        this.model.qualifiedName(stored.func, kept.addition.unit.scope) === "functools.partial") ||
      (stored.kind === "Name" &&
        (kept.addition.unit.scope.bindings.get(stored.name) ?? []).some(
          (binding) => binding.kind === "function" || (binding.kind === "assign" && binding.value.kind === "Lambda"),
        ));
    if (!isFunction) return false;
    return container.removals.every(
      ({ subject, node, all }) =>
        !all &&
        subject?.kind === "Name" &&
        node.kind === "Call" &&
        node.func.kind === "Attribute" &&
        node.func.attr.name !== "pop",
    );
  }

  /** Whether a removal of something else was meant for this registration: it stands beside it, and fits no other. */
  #isMeant(one: Registration, site: RemovalSite): boolean {
    if (this.#usedRemovals.has(site.node)) return false;
    const [a, b] = [this.model.methodAround(one.unit), this.model.methodAround(site.unit)];
    if (a !== null && b !== null) return a.owner.mro.includes(b.owner) || b.owner.mro.includes(a.owner);
    return one.unit === site.unit;
  }

  #ofSites(one: Registration, sites: readonly RemovalSite[]): Reason | null {
    const inside = sites.filter(({ unit }) => unit === one.unit);
    const outside = sites.filter(({ unit }) => unit !== one.unit);
    const method = this.model.methodAround(one.unit);
    const useful = outside.filter((site) => !this.#isFinalizer(one, site));
    const [finalizer] = outside;
    if (useful.length === 0 && inside.length === 0 && finalizer !== undefined) {
      return { kind: "finalizer", removal: finalizer };
    }
    if (useful.length > 0) {
      if (method === null) return null;
      return this.#overridden(one, useful) ?? this.#uncalled(one, useful) ?? this.#twice(one, useful);
    }
    const behind = inside.filter(
      (site) => site.node.start > one.node.start || one.unit.loopsAround(site.node).length > 0,
    );
    // Removed before it is added again: at most one is there.
    if (behind.length === 0) return null;
    const names = [textOf(this.model, one.listener), one.publisher === null ? "" : textOf(this.model, one.publisher)];
    return (
      this.#pathOf(
        one,
        behind.map(({ node }) => node),
        names,
      ) ?? this.#twice(one, inside)
    );
  }

  #pathOf(one: Registration, ends: readonly Node[], names: readonly string[]): Reason | null {
    const skipped = skippedRemoval(this.model, this.callers, one.unit, one.node, ends, names);
    if (skipped === null) return null;
    // What a generator's consumer does is its own affair.
    if (!skipped.evident && one.unit.isGenerator) return null;
    return { kind: "path", removal: ends[0] as Node, skipped };
  }

  /** `__del__` does not run while the publisher holds what it would take away. */
  #isFinalizer(one: Registration, site: RemovalSite): boolean {
    const method = this.model.methodOf(site.unit);
    if (method?.node.name.name !== "__del__") return false;
    const { kind } = identityOf(this.model, one.listener, one.unit);
    return kind === "self" || kind === "method";
  }

  #overridden(one: Registration, sites: readonly RemovalSite[]): Reason | null {
    const methods = sites.map((site) => this.model.methodAround(site.unit));
    const owner = this.model.methodAround(one.unit)?.owner;
    if (owner === undefined || methods.some((method) => method === null || !owner.mro.includes(method.owner)))
      return null;
    const names = new Set(methods.map((method) => method?.node.name.name));
    if (names.size !== 1) return null;
    const [base] = methods;
    for (const heir of this.model.classes) {
      if (heir === owner || !heir.mro.includes(owner)) continue;
      const own = heir.ownMethods.find((method) => method.node.name.name === base?.node.name.name);
      if (own === undefined || base === null || base === undefined) continue;
      const callsBase = own.unit.calls.some(
        ({ func }) => func.kind === "Attribute" && func.attr.name === own.node.name.name,
      );
      const removes = this.removals.of(one).some((site) => site.unit === own.unit);
      const calls = own.unit.calls.some((call) => {
        const callee = this.callers.calleeOf(call, own.unit);
        return callee !== null && sites.some((site) => site.unit === callee.unit);
      });
      const registers = heir.ownMethods.find((method) => method.node.name.name === "__init__");
      const skipsBase =
        registers !== undefined &&
        !registers.unit.calls.some(({ func }) => func.kind === "Attribute" && func.attr.name === "__init__");
      if (callsBase || removes || calls || skipsBase) continue;
      if (this.callers.making(heir).length === 0) continue;
      return { kind: "override", method: base.unit, override: own.unit };
    }
    return null;
  }

  /** Objects that the file makes and drops, and a method to unregister that nothing calls. */
  #uncalled(one: Registration, sites: readonly RemovalSite[]): Reason | null {
    const owner = this.model.methodAround(one.unit)?.owner;
    if (owner === undefined) return null;
    const making = this.callers.making(owner);
    if (
      making.length === 0 ||
      making.some((site) => site.unit.node.kind === "Module" || this.#escapes(site.call, site.unit))
    )
      return null;
    let last: { readonly method: Unit; readonly site: RemovalSite } | null = null;
    for (const site of sites) {
      const method = this.model.methodAround(site.unit);
      if (method === null || !owner.mro.includes(method.owner) || method.unit !== site.unit) return null;
      const name = method.node.name.name;
      if (/^__/.test(name) || method.kind !== "instance" || this.callers.mentions(name)) return null;
      last = { method: method.unit, site };
    }
    return last === null ? null : { kind: "uncalled", method: last.method, removal: last.site };
  }

  /** Whether an object that a call makes goes where others may do something with it. */
  #escapes(call: Call, unit: Unit): boolean {
    const access = accessOf(call, unit.parentOf);
    if (access.kind === "call" || access.kind === "attribute") return false;
    if (access.kind !== "alias") return unit.parentOf(call)?.kind !== "ExprStmt";
    if (access.target.kind !== "Name" || unit.scope.globals.has(access.target.name)) return true;
    return this.model.usesOfName(unit.scope, access.target.name).some((use) => {
      const kind = use.access.kind;
      return kind !== "bind" && kind !== "call" && kind !== "attribute" && kind !== "test" && kind !== "delete";
    });
  }

  /** Registered in the constructor and again by a method that it calls, or twice in a row; unregistered once. */
  #twice(one: Registration, sites: readonly RemovalSite[]): Reason | null {
    if (one.grows !== "each" || sites.some(({ all }) => all) || one.call === null) return null;
    const counts = new Map<Unit, number>();
    for (const site of sites) {
      counts.set(site.unit, (counts.get(site.unit) ?? 0) + 1);
      if (site.unit.loopsAround(site.node).length > 0) return null;
    }
    if ([...counts.values()].some((count) => count > 1)) return null;
    const mine = identityOf(this.model, one.listener, one.unit);
    const method = this.model.methodAround(one.unit);
    for (const before of this.registrations) {
      if (before === one || before.container !== one.container || before.node === one.node) continue;
      const theirs = identityOf(this.model, before.listener, before.unit);
      if (likeness(this.model, mine, theirs) !== "same" || !this.#hasSameKeys(one, before)) continue;
      if (before.unit === one.unit) {
        const isStraight =
          before.node.start < one.node.start &&
          isUnconditional(before) &&
          isUnconditional(one) &&
          !sites.some(
            (site) => site.unit === one.unit && site.node.start > before.node.start && site.node.start < one.node.start,
          );
        if (isStraight) return { kind: "twice", other: before };
        continue;
      }
      const first = this.model.methodAround(before.unit);
      if (
        method === null ||
        first === null ||
        first.node.name.name !== "__init__" ||
        method.node.name.name === "__init__"
      )
        continue;
      const isCalled = this.callers.of(one.unit).some((site) => site.unit === before.unit);
      if (isCalled && isUnconditional(before) && isUnconditional(one)) return { kind: "twice", other: before };
    }
    return null;
  }

  #hasSameKeys(a: Registration, b: Registration): boolean {
    const textsOf = (one: Registration): string => one.keys.map((key) => textOf(this.model, key)).join();
    return (
      textsOf(a) === textsOf(b) &&
      (a.publisher === null ||
        b.publisher === null ||
        textOf(this.model, a.publisher) === textOf(this.model, b.publisher))
    );
  }

  /** What another file would have to do for this not to hold. */
  #unless(one: Registration, reason: Reason): readonly Mention[] {
    const found: Mention[] = [];
    if (reason.kind === "uncalled" && reason.method.node.kind === "FunctionDef") {
      found.push(`call ${reason.method.node.name.name}`);
    }
    if (reason.kind !== "never") return found;
    for (const name of reason.removers) found.push(`call ${name.slice(name.lastIndexOf(".") + 1)}`);
    if (one.container !== null) {
      found.push(
        `call ${one.container.name}.remove`,
        `call ${one.container.name}.clear`,
        `delete ${one.container.name}`,
        `bind ${one.container.name}`,
      );
      for (const removal of one.container.removals) {
        if (removal.all && removal.unit.node.kind === "FunctionDef") found.push(`call ${removal.unit.node.name.name}`);
      }
    }
    return [...new Set(found)];
  }

  /** Publishers that live long, call their listeners and have no way to let one go. */
  #closed(staying: readonly StayingListener[]): ClosedPublisher[] {
    const told = new Set(staying.map(({ registration }) => registration.container));
    const found: ClosedPublisher[] = [];
    for (const container of this.publishers.containers.values()) {
      const { owner } = container;
      if (owner === null || container.weak || told.has(container) || container.removals.length > 0) continue;
      if (container.level === "unknown" || !container.isInvoked || !this.publishers.isListenerish(container)) continue;
      const addition = container.additions.find(({ unit }) =>
        this.publishers
          .keptBy(unit)
          .some((kept) => kept.container === container && !kept.weak && !kept.addition.unique),
      );
      const method = addition === undefined ? null : this.model.methodOf(addition.unit);
      if (addition === undefined || method === null || /^__/.test(method.node.name.name)) continue;
      const registered = this.registrations.filter((one) => one.container === container);
      const instance = this.#longLived(owner, container);
      // Who registers at import, and nobody else, needs no way out.
      if (instance === null || registered.length > 0 || this.callers.of(method.unit).length > 0) continue;
      if (this.#isReadElsewhere(container)) continue;
      const unless: Mention[] = [
        `call ${container.name}.remove`,
        `call ${container.name}.clear`,
        `delete ${container.name}`,
        `bind ${container.name}`,
      ];
      found.push({ container, owner, method: method.node, addition: addition.node, instance, unless });
    }
    return found;
  }

  #longLived(owner: ClassInfo, container: Container): Range | null {
    if (container.level === "class") return owner.node.name;
    const site = this.callers.making(owner).find(({ call, unit }) => {
      if (unit.node.kind !== "Module") return false;
      return accessOf(call, unit.parentOf).kind === "alias";
    });
    return site?.call ?? null;
  }

  #isReadElsewhere(container: Container): boolean {
    if (container.owner === null) return false;
    const own = new Set(container.owner.usesOf(container.name).map(({ node }) => node));
    return this.model.units.some((unit) =>
      unit.attributes.some((node) => node.attr.name === container.name && !own.has(node)),
    );
  }
}

/** One leak, one finding: of two registrations of which each says that the other is one too many, the later stays. */
function withoutTwins(staying: readonly StayingListener[]): StayingListener[] {
  const told = new Set<Node>();
  return staying.filter(({ registration, reason }) => {
    if (reason.kind === "twice" && told.has(reason.other.node)) return false;
    told.add(registration.node);
    return true;
  });
}

function isUnconditional({ unit, node }: Registration): boolean {
  const stmt = unit.statementOf(node);
  return stmt !== null && unit.node.kind === "FunctionDef" && unit.node.body.includes(stmt);
}

function constantIn(keys: readonly Expr[]): string | null {
  const [first] = keys;
  return first?.kind === "Constant" ? first.value : null;
}

function textOf(model: FileModel, node: Expr | FunctionDef): string {
  return node.kind === "FunctionDef" ? node.name.name : model.text.slice(node.start, node.end);
}

/** Why a registration outlives its listener: what removes it, and whether that surely happens. */
import type { Call, Expr, FunctionDef, Node } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import { accessOf } from "../model/access.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Callers } from "./callers.js";
import { skippedInClosing } from "./closing.js";
import { containerAt, keyOf, type Removal } from "./containers.js";
import type { Reason } from "./facts.js";
import { identityOf, likeness } from "./matching.js";
import { skippedRemoval } from "./paths.js";
import type { Container, Handover, Publishers } from "./publishers.js";
import type { Registration } from "./registrations.js";
import type { RemovalSite, Removals } from "./removals.js";
import { callsWhatItTakes } from "./taken.js";
import { tokenEnd } from "./tokens.js";

/** Finds out why listeners stay. */
export class Reasons {
  /** Removals that fit some registration. */
  readonly #used = new Set<Node>();

  constructor(
    readonly model: FileModel,
    readonly publishers: Publishers,
    readonly callers: Callers,
    readonly removals: Removals,
    readonly registrations: readonly Registration[],
  ) {
    // Which removal belongs to which registration decides what a removal that fits none is.
    for (const one of registrations) {
      for (const site of removals.of(one)) {
        if (site.subject !== null && this.compare(one, site) === "same") this.#used.add(site.node);
      }
    }
  }

  /** Why a registered listener stays; null where it does not, or that cannot be told. */
  of(one: Registration): Reason | null {
    const removers = this.removals.removers(one);
    if (this.#isDrained(one)) return null;
    const token = one.call === null ? null : tokenEnd(this.model, one);
    if (token !== null && token.kind === "ended") return null;
    const sites = this.removals.of(one).filter((site) => this.#mayConcern(one, site));
    const same: RemovalSite[] = [];
    const other: RemovalSite[] = [];
    for (const site of sites) {
      const fit = site.all ? "unknown" : this.compare(one, site);
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
      if (!this.removals.isPublishersOwn(removal, container) || this.publishers.isEndOfWith(removal)) return false;
      const gone = this.publishers.letGoBy(removal.unit).find((each) => each.removal === removal);
      if (this.#isTokenOf(one, removal.unit)) return false;
      if (gone !== undefined && gone.parameter !== null) return this.#isOfItsOwn(removal, container);
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

  /** Whether the publisher calls what it takes out under a name, or takes it out by a method of its own, unasked. */
  #isOfItsOwn({ unit, subject }: Removal, container: Container): boolean {
    if (callsWhatItTakes(this.model, unit, container.key)) return true;
    const method = this.model.methodOf(unit);
    if (method === null || !/^_[^_]/.test(method.node.name.name) || subject === null) return false;
    // A method that callers of the publisher reach with what they hand in serves them.
    const sites = this.callers.of(unit);
    return (
      sites.length > 0 &&
      sites.every((site) => {
        const around = this.model.methodAround(site.unit);
        const isServing = this.publishers
          .letGoBy(site.unit)
          .some((gone) => gone.container === container && gone.parameter !== null);
        return around?.owner.mro.includes(method.owner) === true && !isServing;
      })
    );
  }

  /** Whether a unit belongs to what a registering function gives back to end the registration. */
  #isTokenOf(one: Registration, unit: Unit): boolean {
    const inside = one.kept?.addition.unit;
    if (inside === undefined) return false;
    if (unit.parent?.isWithin(inside) === true) return true;
    const owner = this.model.methodAround(unit)?.owner;
    if (owner === undefined) return false;
    return this.callers.making(owner).some((site) => site.unit === inside || site.unit === one.callee?.unit);
  }

  #mayConcern(one: Registration, site: RemovalSite): boolean {
    if (this.#isTokenOf(one, site.unit)) return false;
    // The unit that keeps its parameter for others does not end what they registered.
    if (one.kept !== null && site.unit === one.kept.addition.unit) return false;
    if (this.#isPublishersAffair(one, site) || this.#isOfAnotherList(one, site)) return false;
    const [a, b] = [constantIn(one.keys), constantIn(site.keys)];
    if (a !== null && b !== null && a !== b) return false;
    return this.#isSamePublisher(one, site);
  }

  /** Whether the publisher takes out a function that it has made itself. */
  #isPublishersAffair({ container, unit }: Registration, site: RemovalSite): boolean {
    const owner = this.model.methodAround(site.unit)?.owner;
    if (owner === undefined || container?.owner == null || !owner.mro.includes(container.owner)) return false;
    if (site.subject?.kind !== "Name" || this.model.methodAround(unit)?.owner === owner) return false;
    return identityOf(this.model, site.subject, site.unit).kind === "name"
      ? (site.unit.scope.lookup(site.subject.name)?.bindings.get(site.subject.name) ?? []).every(
          ({ kind }) => kind === "function",
        )
      : false;
  }

  /**
   * Whether a loop over what an object has noted takes out what is registered, and this was never noted: neither by the
   * function that registers nor by one that it calls.
   */
  #isOfAnotherList(one: Registration, { subject, unit }: RemovalSite): boolean {
    if (subject?.kind !== "Name" || one.call === null) return false;
    for (let at = unit.parentOf(subject); at !== null; at = unit.parentOf(at)) {
      if (at.kind !== "For" || !namesIn(at.target).has(subject.name)) continue;
      const ref = containerAt(this.model, at.iter, unit);
      const list = ref === null ? undefined : this.publishers.containers.get(keyOf(ref));
      if (ref?.receiver == null || list === undefined || list === one.container || list.level !== "instance")
        return false;
      const noting = list.additions.map((addition) => addition.unit);
      const bound = ref.owner?.usesOf(ref.name).flatMap(({ access }) => (access.kind === "bind" ? [access.value] : []));
      if (bound === undefined || !bound.every(isEmptyList)) return false;
      const isNoted = (one.kept?.path ?? []).some((handover) => noting.includes(handover.unit));
      const isNear = one.unit.calls.some((call) =>
        noting.some((each) => each === this.callers.calleeOf(call, one.unit)?.unit),
      );
      const calls = one.unit.calls.filter(
        (call) => call !== one.call && call.args.some((arg) => this.#isListener(one, arg)),
      );
      return noting.length > 0 && !isNoted && !noting.includes(one.unit) && !(isNear && calls.length > 0);
    }
    return false;
  }

  #isListener(one: Registration, expr: Expr): boolean {
    const b = identityOf(this.model, expr, one.unit);
    return likeness(this.model, identityOf(this.model, one.listener, one.unit), b) !== "other";
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

  /** Whether a removal is handed what was registered. */
  compare(one: Registration, site: RemovalSite): "same" | "other" | "unknown" {
    if (site.subject === null || site.all) return "unknown";
    if (one.known?.entry.replaces === true || this.#keepsKey(one)) return "unknown";
    const a = identityOf(this.model, one.listener, one.unit);
    const b = identityOf(this.model, site.subject, site.unit);
    // A function that hands its parameter to the publisher knows the listener by that name, and may keep it.
    const handed = this.#handedOver(one);
    const [own] = handed.filter(({ unit }) => unit === site.unit);
    if (own !== undefined) {
      const given = identityOf(this.model, own.given, own.unit);
      // What it makes of its parameter is a listener of its own, judged there.
      return given.kind === "fresh" ? "unknown" : likeness(this.model, given, b);
    }
    if (handed.length > 0 && a.kind === "fresh" && b.kind === "name" && !b.fresh) return "unknown";
    // A kept wrapper is not what it wraps.
    const wrapped = one.kept?.wrapped === true && one.kept.addition.unit !== one.unit && !this.#keepsKey(one);
    if (wrapped && this.#removesItself(one)) return "other";
    if (site.byIdentity && a.kind === "method" && b.kind === "method") return "other";
    const constant = one.listener.kind !== "FunctionDef" && site.subject.kind === "Constant";
    if (constant) return "unknown";
    return likeness(this.model, a, b);
  }

  /** The calls on the way to the publisher that are none of its own. */
  #handedOver({ kept, container }: Registration): readonly Handover[] {
    return (kept?.path ?? []).filter(({ unit }) => {
      const owner = this.model.methodAround(unit)?.owner;
      if (owner === undefined) return container === null || container.level !== "module";
      return container?.owner == null || !owner.mro.includes(container.owner);
    });
  }

  /** Whether it is kept under a key, by which it is taken out again. */
  #keepsKey({ addition }: Registration): boolean {
    return addition?.isKeyed === true;
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
      ({ subject, node, all, unit }) =>
        !all &&
        subject?.kind === "Name" &&
        unit.scope.bindings.get(subject.name)?.some(({ kind }) => kind === "parameter") === true &&
        node.kind === "Call" &&
        node.func.kind === "Attribute" &&
        node.func.attr.name !== "pop",
    );
  }

  /** Whether a removal of something else was meant for this registration: it stands beside it, and fits no other. */
  #isMeant(one: Registration, site: RemovalSite): boolean {
    if (this.#used.has(site.node)) return false;
    const [a, b] = [this.model.methodAround(one.unit), this.model.methodAround(site.unit)];
    if (a !== null && b !== null) return a.owner.mro.includes(b.owner) || b.owner.mro.includes(a.owner);
    return one.unit === site.unit;
  }

  #ofSites(one: Registration, sites: readonly RemovalSite[]): Reason | null {
    const inside = sites.filter(({ unit }) => unit === one.unit);
    const outside = sites.filter(({ unit }) => unit !== one.unit);
    const method = this.model.methodAround(one.unit);
    // Handed to what will call it: an exit stack, a finalizer, the clean-up of a test.
    if (inside.some(({ call }) => call === null)) return null;
    const handed = this.#handedOver(one);
    if (outside.some(({ unit }) => handed.some((handover) => handover.unit === unit))) return null;
    const useful = outside.filter((site) => !this.#isFinalizer(one, site));
    const [finalizer] = outside;
    if (useful.length === 0 && inside.length === 0 && finalizer !== undefined) {
      return { kind: "finalizer", removal: finalizer };
    }
    if (useful.length > 0) {
      if (method === null) return null;
      return (
        this.#overridden(one, useful) ??
        this.#uncalled(one, useful) ??
        this.#closing(one, useful, sites) ??
        this.#twice(one, useful)
      );
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

  #closing(one: Registration, useful: readonly RemovalSite[], all: readonly RemovalSite[]): Reason | null {
    if (useful.length < all.length || useful.some((site) => this.compare(one, site) !== "same")) return null;
    const own = textOf(this.model, one.listener);
    const about = [own === "self" ? "" : own, one.publisher === null ? "" : textOf(this.model, one.publisher)];
    return skippedInClosing(this.model, this.callers, one, useful, [...about, one.container?.name ?? ""]);
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
}

function isEmptyList(value: Expr | null): boolean {
  if (value?.kind === "List") return value.elts.length === 0;
  return value?.kind === "Dict" ? value.values.length === 0 : value?.kind === "Call" && value.args.length === 0;
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

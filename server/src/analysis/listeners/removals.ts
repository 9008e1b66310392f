/** The places of a file where listeners are unregistered. */
import type { Call, Expr, Node } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import { argumentOf } from "../model/access.js";
import { type FileModel, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Callers } from "./callers.js";
import { operatorCall, positionOf } from "./callers.js";
import type { Removal } from "./containers.js";
import type { Container, Publishers } from "./publishers.js";
import type { Registration } from "./registrations.js";
import { isWeakMaker } from "./wrappers.js";

/** One place that ends registrations, of one listener or of all. */
export interface RemovalSite {
  readonly node: Node;
  readonly call: Call | null;
  readonly unit: Unit;
  /** What is unregistered; null where that cannot be told. */
  readonly subject: Expr | null;
  readonly all: boolean;
  /** The publisher compares with `is`. */
  readonly byIdentity: boolean;
  readonly keys: readonly Expr[];
}

/** Where a file ends registrations, by container and by name. */
export class Removals {
  readonly #ofContainer = new Map<Container, RemovalSite[]>();
  readonly #named = new Map<string, Set<Container>>();
  #byName: Map<string, RemovalSite[]> | undefined;
  #deadNames: ReadonlySet<string> | undefined;

  constructor(
    readonly model: FileModel,
    readonly publishers: Publishers,
    readonly callers: Callers,
  ) {
    // What registers, in this file, has been asked about: these are the publishers that count.
    const { linked } = publishers;
    if (linked.every(({ containers }) => containers.size === 0)) return;
    for (const unit of linked.flatMap((one) => one.model.units)) {
      if (unit.node.kind !== "FunctionDef") continue;
      for (const { container } of publishers.letGoBy(unit)) {
        const known = this.#named.get(unit.node.name.name) ?? new Set();
        this.#named.set(unit.node.name.name, known.add(container));
      }
    }
    for (const unit of model.units) this.#collect(unit);
    for (const container of linked.flatMap((one) => [...one.containers.values()])) {
      for (const removal of container.removals) {
        if (!this.isPublishersOwn(removal, container)) this.#add(container, siteOf(removal));
      }
    }
  }

  /** The places that may end a registration. */
  of(registration: Registration): readonly RemovalSite[] {
    const { container, known } = registration;
    if (container !== null) return this.#ofContainer.get(container) ?? [];
    return (known?.entry.remove ?? []).flatMap((name) => this.#ofLibrary(name));
  }

  /**
   * The methods and functions that end registrations with a container, by name; the first is the one to advise. A
   * method that the publisher keeps to itself is none, unless registering is as private, nor is one that weak
   * references call.
   */
  removers(registration: Registration): readonly string[] {
    const { container, known, verb } = registration;
    if (known !== null) return known.entry.remove;
    if (container === null) return [];
    const found: string[] = [];
    for (const unit of this.publishers.linked.flatMap(({ model }) => model.units)) {
      if (unit.node.kind !== "FunctionDef") continue;
      const { name } = unit.node.name;
      const isOwn = /^_[^_]/.test(name) && !/^_[^_]/.test(verb) && modelOf(unit).methodOf(unit) !== null;
      if (isOwn || this.#ofTheDead.has(name)) continue;
      if (this.publishers.letGoBy(unit).some((gone) => gone.container === container && gone.parameter !== null)) {
        found.push(name);
      }
    }
    return found;
  }

  /** Names of methods that are handed to weak references, to be called when their object is gone. */
  get #ofTheDead(): ReadonlySet<string> {
    this.#deadNames ??= new Set(
      this.publishers.linked.flatMap(({ model }) =>
        model.units.flatMap((unit) =>
          unit.calls.flatMap((call) =>
            call.args.length === 2 && call.args[1]?.kind === "Attribute" && isWeakMaker(model, call.func, unit)
              ? [call.args[1].attr.name]
              : [],
          ),
        ),
      ),
    );
    return this.#deadNames;
  }

  /** Whether a removal stands in the publisher itself, and takes out what it is told to: its callers matter. */
  isPublishersOwn(removal: Removal, container: Container): boolean {
    const method = this.model.methodAround(removal.unit);
    if (container.owner !== null && method !== null) {
      return method.owner.mro.includes(container.owner) || container.owner.mro.includes(method.owner);
    }
    return this.publishers
      .letGoBy(removal.unit)
      .some((gone) => gone.removal === removal && (gone.parameter !== null || gone.removal.all));
  }

  #collect(unit: Unit): void {
    const called = new Set<Expr>();
    for (const call of unit.calls) {
      called.add(call.func);
      const callee = this.callers.calleeOf(call, unit);
      if (callee === null) {
        const name = nameOf(call.func);
        for (const container of (name === null ? undefined : this.#named.get(name)) ?? []) {
          // `listeners.remove(one)` in a function that is called `remove` itself.
          if (container.removals.some(({ node }) => node === call)) continue;
          const [subject] = call.args.slice(-1);
          this.#add(container, one(call, call, unit, subject ?? null, false, otherThan(call, subject)));
        }
        continue;
      }
      if (callee.made !== null) continue;
      for (const { container, parameter, removal } of this.publishers.letGoBy(callee.unit)) {
        if (parameter === null) {
          this.#add(container, { ...one(call, call, unit, null, false, []), all: true });
          continue;
        }
        const position = positionOf(callee.unit, parameter, callee.method);
        const subject = position === null ? null : argumentOf(call, position, parameter);
        this.#add(container, one(call, call, unit, subject, removal.byIdentity, otherThan(call, subject ?? undefined)));
      }
    }
    for (const stmt of unit.stmts) {
      const meant = operatorCall(this.callers, stmt, "-=", unit);
      if (meant === null) continue;
      for (const { container, removal } of this.publishers.letGoBy(meant.callee.unit)) {
        this.#add(container, one(stmt, meant.call, unit, meant.call.args[0] ?? null, removal.byIdentity, []));
      }
    }
    for (const node of [...unit.attributes, ...unit.names]) {
      if (called.has(node)) continue;
      const containers = this.#named.get(node.kind === "Name" ? node.name : node.attr.name);
      if (containers === undefined) continue;
      const parent = unit.parentOf(node);
      // `stack.callback(bus.unsubscribe, listener)`: what follows is what will be unregistered.
      const next = parent?.kind === "Call" ? (parent.args[parent.args.indexOf(node) + 1] ?? null) : null;
      for (const container of containers) this.#add(container, one(node, null, unit, next, false, []));
    }
  }

  #ofLibrary(name: string): readonly RemovalSite[] {
    this.#byName ??= this.#collectNames();
    const last = name.slice(name.lastIndexOf(".") + 1);
    const sites = this.#byName.get(last) ?? [];
    return sites;
  }

  #collectNames(): Map<string, RemovalSite[]> {
    const wanted = new Set<string>();
    for (const { register } of this.model.catalogue.publishers.values()) {
      for (const { remove } of Object.values(register)) {
        for (const name of remove) wanted.add(name.slice(name.lastIndexOf(".") + 1));
      }
    }
    for (const ends of this.model.catalogue.listenerPairs.values()) for (const name of ends) wanted.add(name);
    const found = new Map<string, RemovalSite[]>();
    const add = (name: string, site: RemovalSite): void => {
      const known = found.get(name);
      if (known === undefined) found.set(name, [site]);
      else known.push(site);
    };
    for (const unit of this.model.units) {
      const called = new Set<Expr>();
      for (const call of unit.calls) {
        called.add(call.func);
        const name = nameOf(call.func);
        if (name === null || !wanted.has(name)) continue;
        const subject = call.args[call.args.length - 1] ?? call.keywords[0]?.value ?? null;
        add(name, one(call, call, unit, subject, false, otherThan(call, subject ?? undefined)));
      }
      for (const node of [...unit.attributes, ...unit.names]) {
        const name = node.kind === "Name" ? node.name : node.attr.name;
        if (called.has(node) || !wanted.has(name)) continue;
        const parent = unit.parentOf(node);
        const next = parent?.kind === "Call" ? (parent.args[parent.args.indexOf(node) + 1] ?? null) : null;
        add(name, one(node, null, unit, next, false, []));
      }
    }
    return found;
  }

  #add(container: Container, site: RemovalSite): void {
    const known = this.#ofContainer.get(container);
    if (known === undefined) this.#ofContainer.set(container, [site]);
    else known.push(site);
  }
}

function one(
  node: Node,
  call: Call | null,
  unit: Unit,
  subject: Expr | null,
  byIdentity: boolean,
  keys: readonly Expr[],
): RemovalSite {
  return { node, call, unit, subject, all: false, byIdentity, keys };
}

function siteOf({ node, unit, subject, all, byIdentity, keys }: Removal): RemovalSite {
  return { node, call: node.kind === "Call" ? node : null, unit, subject, all, byIdentity, keys };
}

function nameOf(func: Expr): string | null {
  return lastName(func) || null;
}

function otherThan(call: Call, subject: Expr | undefined): readonly Expr[] {
  return call.args.filter((arg) => arg !== subject);
}

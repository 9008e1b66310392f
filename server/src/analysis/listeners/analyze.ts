/** Listeners of a file that outlive their use: registered with what lives longer, and not unregistered on every path. */
import type { Range } from "../../base/text.js";
import type { Node } from "../../syntax/ast.js";
import type { Mention } from "../mentions.js";
import { accessOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Callers } from "./callers.js";
import { Describer } from "./described.js";
import type { ClosedPublisher, ListenerFacts, Reason, StayingListener } from "./facts.js";
import { isGuarded } from "./guards.js";
import { type WrappedHook, wrappedHooks } from "./hooks.js";
import { type InstalledHandler, installedHandlers } from "./installed.js";
import { Library } from "./library.js";
import { Lifetimes } from "./lifetimes.js";
import { type FreshLogger, freshLoggers } from "./loggers.js";
import { identityOf } from "./matching.js";
import { type Container, type Publishers, publishersOf } from "./publishers.js";
import { Reasons } from "./reasons.js";
import { type Registration, registrationsOf } from "./registrations.js";
import { Removals } from "./removals.js";
import { type LooseWindow, looseWindows } from "./windows.js";

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

/** What a publisher calls that holds listeners weakly. */
const HOLDS_WEAKLY: readonly Mention[] = [
  "call WeakSet",
  "call WeakMethod",
  "call WeakKeyDictionary",
  "call WeakValueDictionary",
  "call weakref.ref",
];

/** The listeners of one file: registrations, removals, and what stays. */
export class ListenerAnalysis {
  readonly publishers: Publishers;
  readonly library: Library;
  readonly callers: Callers;
  #facts: ListenerFacts | undefined;
  #wrapped: readonly WrappedHook[] | undefined;
  #installed: readonly InstalledHandler[] | undefined;
  #windows: readonly LooseWindow[] | undefined;
  #fresh: readonly FreshLogger[] | undefined;

  constructor(readonly model: FileModel) {
    this.publishers = publishersOf(model);
    this.callers = this.publishers.callers;
    this.library = new Library(model, this.callers);
  }

  get facts(): ListenerFacts {
    this.#facts ??= new Judgement(this).facts();
    return this.#facts;
  }

  /** Hooks of the process that each call wraps once more. */
  get wrappedHooks(): readonly WrappedHook[] {
    this.#wrapped ??= wrappedHooks(this.model, this.callers);
    return this.#wrapped;
  }

  /** Handlers that each call or object puts in the place of the one before. */
  get installedHandlers(): readonly InstalledHandler[] {
    this.#installed ??= installedHandlers(this.model, this.callers);
    return this.#installed;
  }

  /** Windows that each call opens and nothing keeps. */
  get looseWindows(): readonly LooseWindow[] {
    this.#windows ??= looseWindows(this.model, this.callers);
    return this.#windows;
  }

  /** Loggers that are made for each request, job or object. */
  get freshLoggers(): readonly FreshLogger[] {
    this.#fresh ??= freshLoggers(this.model, this.callers);
    return this.#fresh;
  }
}

class Judgement {
  readonly model: FileModel;
  readonly publishers: Publishers;
  readonly callers: Callers;
  readonly lifetimes: Lifetimes;
  readonly describer: Describer;
  readonly reasons: Reasons;
  readonly registrations: readonly Registration[];
  /** Registrations at run time of nobody knows what. */
  readonly #unjudged = new Set<Registration>();

  constructor(analysis: ListenerAnalysis) {
    this.model = analysis.model;
    this.publishers = analysis.publishers;
    this.callers = analysis.callers;
    this.lifetimes = new Lifetimes(this.model, this.callers, analysis.library);
    this.registrations = registrationsOf(this.model, this.publishers, analysis.library, this.callers);
    const removals = new Removals(this.model, this.publishers, this.callers);
    this.describer = new Describer(this.model, this.publishers, this.callers, this.lifetimes);
    this.reasons = new Reasons(this.model, this.publishers, this.callers, removals, this.registrations);
  }

  facts(): ListenerFacts {
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
    const listener = this.describer.of(one);
    if (listener === null && this.callers.frequency(unit) === "many") this.#unjudged.add(one);
    if (listener === null || listener.often === "once") return null;
    if (one.grows === "slot" || (one.grows === "element" && !listener.grows)) return null;
    if (isGuarded(this.model, one)) return null;
    const reason = this.reasons.of(one);
    if (reason === null) return null;
    const doubtful =
      listener.often === "unknown" && (listener.keeps === null || ONE_OF_A_KIND.test(listener.keeps.name));
    if (doubtful && listener.keeps === null) return null;
    const isTwice = reason.kind === "twice";
    const certain =
      !doubtful &&
      one.isGuess !== true &&
      !(reason.kind === "path" && !reason.skipped.evident) &&
      !(isTwice && listener.often !== "many");
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

  /** What another file would have to do for this not to hold. */
  #unless(one: Registration, reason: Reason): readonly Mention[] {
    const found: Mention[] = [];
    if (reason.kind === "uncalled" && reason.method.node.kind === "FunctionDef") {
      found.push(`call ${reason.method.node.name.name}`);
    }
    if (reason.kind !== "never") return found;
    // A publisher of which only the names are known may hold its listeners weakly.
    if (one.isGuess === true) found.push(...HOLDS_WEAKLY);
    for (const name of reason.removers) found.push(`call ${name.slice(name.lastIndexOf(".") + 1)}`);
    const { container } = one;
    if (container !== null) {
      const { name } = container;
      found.push(`call ${name}.remove`, `call ${name}.clear`, `delete ${name}`, `bind ${name}`);
      for (const removal of container.removals) {
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
      if (instance === null) continue;
      const isUsed = registered.some((one) => this.#unjudged.has(one));
      if (!isUsed && (registered.length > 0 || this.callers.of(method.unit).length > 0)) continue;
      if (this.#isReadElsewhere(container)) continue;
      const unless: Mention[] = [
        `call ${container.name}.remove`,
        `call ${container.name}.clear`,
        `delete ${container.name}`,
        `bind ${container.name}`,
      ];
      found.push({ container, owner, method: method.node, addition: addition.node, instance, isUsed, unless });
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

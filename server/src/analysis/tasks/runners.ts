/** Classes whose instances run something until one of their methods is called; and instances that nobody stops. */
import type { TaskEntry } from "../../catalogue/schema.js";
import type { Mention } from "../mentions.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import { headOf, PLAIN, type TaskFact, type TaskRule, type TaskStep } from "./facts.js";
import type { Fate, Fates, Handle } from "./fates.js";
import type { Lifetimes } from "./lifetimes.js";
import type { Places } from "./places.js";

/** A class whose instances run something. */
export interface Runner {
  readonly owner: ClassInfo;
  /** Methods that start it; null where the constructor does. */
  readonly starts: ReadonlySet<string> | null;
  /** Methods that end it. */
  readonly ends: ReadonlySet<string>;
  readonly rule: TaskRule;
  readonly noun: string;
  readonly steps: readonly TaskStep[];
}

/** Owners of owners are followed this far. */
const MOST_RUNNERS = 5000;

/** Gathers such classes, and looks for instances that nobody stops. */
export class Runners {
  readonly #known = new Map<ClassInfo, Runner>();
  readonly #queue: Runner[] = [];

  constructor(
    readonly model: FileModel,
    readonly places: Places,
    readonly fates: Fates,
    readonly lifetimes: Lifetimes,
  ) {}

  /** Note that instances of a class run something from the methods that start it to those that end it. */
  add(runner: Runner): void {
    if (this.#known.has(runner.owner) || this.#known.size >= MOST_RUNNERS) return;
    this.#known.set(runner.owner, runner);
    this.#queue.push(runner);
  }

  /** Whether the file has been looked through. */
  areComplete = false;

  /** What instances of a class run, if anything. */
  of(owner: ClassInfo): Runner | null {
    return this.#known.get(owner) ?? null;
  }

  /** The methods of a class, and of those that inherit from it, that call one of the methods; with these. */
  callersOf(owner: ClassInfo, methods: Iterable<string>): Set<string> {
    const found = new Set(methods);
    const all = [...new Set([...this.places.index.familyOf(owner), ...owner.mro])].flatMap((one) => one.ownMethods);
    for (let grown = true; grown; ) {
      grown = false;
      for (const { node, unit, receiver } of all) {
        if (found.has(node.name.name)) continue;
        const calls = [...unit.all()].some((part) =>
          part.attributes.some(({ value, attr }) => {
            const isOwn =
              (value.kind === "Name" && value.name === receiver) ||
              (value.kind === "Call" && value.func.kind === "Name" && value.func.name === "super");
            return isOwn && found.has(attr.name);
          }),
        );
        if (!calls) continue;
        found.add(node.name.name);
        grown = true;
      }
    }
    return found;
  }

  /** Whether a class hands one of the methods to somebody who will call it: `atexit.register(self.close)`. */
  handsOut(owner: ClassInfo, methods: ReadonlySet<string>): boolean {
    return owner.mro.some((one) =>
      [...methods].some((method) =>
        one.ownUses.get(method)?.some(({ access }) => access.kind === "argument" || access.kind === "other"),
      ),
    );
  }

  /** Instances that nobody stops. */
  facts(): TaskFact[] {
    const found: TaskFact[] = [];
    this.areComplete = true;
    for (let runner = this.#queue.shift(); runner !== undefined; runner = this.#queue.shift()) {
      found.push(...this.#instancesOf(runner));
    }
    return found;
  }

  #instancesOf(runner: Runner): TaskFact[] {
    const { owner, ends } = runner;
    if (this.handsOut(owner, ends) || [...ends].some((name) => name === "__del__")) return [];
    const managed = ends.has("__exit__") || ends.has("__aexit__");
    const found: TaskFact[] = [];
    for (const { unit, call } of this.lifetimes.makersOf(owner)) {
      const made = this.model.classOf(call, unit);
      if (made === null || this.lifetimes.isOnce(call, unit) || (made !== owner && this.#known.has(made))) continue;
      const starts = runner.starts;
      const handle: Handle = { call, unit, starts, ends, managed, awaitable: false };
      const fact = this.#factOf(handle, this.fates.of(handle), made, runner);
      if (fact !== null) found.push(fact);
    }
    return found;
  }

  #factOf(handle: Handle, fate: Fate, made: ClassInfo, runner: Runner): TaskFact | null {
    const { call, unit } = handle;
    if (fate.kind === "cared-for") return null;
    const named = [...runner.ends].filter((name) => !name.startsWith("_"));
    const common = {
      ...PLAIN,
      rule: runner.rule,
      call,
      unit,
      noun: runner.noun,
      made,
      ends: preferred(named),
      steps: runner.steps,
    };
    if (fate.kind === "lost") {
      const problem = fate.sometimes ? "not-always" : "never-ended";
      return { ...common, problem, name: fate.name, exit: fate.exit };
    }
    if (fate.endedIn.size > 0) {
      this.addKept(fate, runner);
      return null;
    }
    const unless: Mention[] = named.map((method) => `call ${fate.attribute}.${method}` as const);
    return { ...common, problem: "never-ended", name: `self.${fate.attribute}`, owner: fate.owner, unless };
  }

  /** The class that keeps a runner, and ends it, is one itself. */
  addKept(
    fate: Fate & { readonly kind: "kept" },
    { rule, noun, steps }: Omit<Runner, "owner" | "starts" | "ends">,
  ): void {
    const starts = this.callersOf(fate.owner, fate.startedIn);
    this.add({
      owner: fate.owner,
      starts: starts.has("__init__") ? null : starts,
      ends: this.callersOf(fate.owner, fate.endedIn),
      rule,
      noun,
      steps,
    });
  }

  /** What is kept on `self` and never ended; a runner where it is. */
  keptFact(
    fate: Fate & { readonly kind: "kept" },
    call: Handle,
    task: Pick<TaskEntry, "noun" | "ends">,
    rule: TaskRule,
  ): TaskFact | null {
    if (fate.endedIn.size > 0) {
      const steps = [{ message: `the ${task.noun} is started here`, range: headOf(fate.start, this.model) }];
      this.addKept(fate, { rule, noun: task.noun, steps });
      return null;
    }
    return {
      ...PLAIN,
      rule,
      problem: "never-ended",
      call: call.call,
      unit: call.unit,
      noun: task.noun,
      name: `self.${fate.attribute}`,
      owner: fate.owner,
      ends: task.ends[0] ?? null,
      unless: task.ends.map((method): Mention => `call ${fate.attribute}.${method}`),
    };
  }
}

/** The method to name in a message. */
function preferred(names: readonly string[]): string | null {
  return names.find((name) => /^(?:close|stop|shutdown|cancel)$/.test(name)) ?? names[0] ?? null;
}

/** In what order the files of a project are analysed, and which again. */
import type { FileResult } from "./analyse.js";
import type { IndexedFile, ProjectIndex } from "./index.js";
import type { ModuleSummary } from "./linker.js";
import type { ViewContext } from "./view.js";

/** A file to analyse now. */
export interface Task extends ViewContext {
  /** It was named: its findings are wanted. In a cycle of imports the last ones count. */
  readonly lint: boolean;
}

export interface PlanOptions {
  /** Give each named file as a task, though its analysis be known. */
  readonly lint?: boolean;
  /** Where files import each other, ask for findings only when all is known: they have consequences (fixes). */
  readonly lintOnce?: boolean;
}

/** Modules that import each other; or one that does not. */
interface Component {
  readonly members: readonly string[];
  readonly isCycle: boolean;
  /** Components that import this one. */
  readonly above: Component[];
  readonly below: Set<Component>;
  waiting: number;
  /** Tasks that are out. */
  pending: number;
  /** The latest revision at which something changed here or below. */
  latest: number;
  /** What came of the tasks of this round. */
  results: Map<string, FileResult | null>;
  /** Tasks of the last round are out, which are only for findings. */
  isSettled: boolean;
  rounds: number;
  readonly changes: Map<string, number>;
}

/** An entry that changes more often than this, round by round, contradicts itself: nothing is said of it. */
const MAX_CHANGES = 12;
/** After so many rounds any entry that changes is dropped. */
const MAX_ROUNDS = 100;

/**
 * The way to bring the index up to date for some files: analyses what they import before the files themselves, and
 * only what may come out differently than before. Modules that import each other are analysed in rounds, all in the
 * light of the round before, beginning with nothing known. So the outcome depends neither on the order of files
 * nor on which were named.
 *
 * Take tasks with `next`, in any number, and give back what came of each with `done`, until `isFinished`.
 */
export class Plan {
  readonly #ready: Task[] = [];
  readonly #startable: Component[] = [];
  readonly #componentOf = new Map<string, Component>();
  readonly #wanted: ReadonlySet<string>;
  #unfinished: number;
  /** Files that were analysed anew: because of their text, or of what others tell them. */
  readonly touched = new Set<string>();

  constructor(
    readonly index: ProjectIndex,
    files: Iterable<string>,
    readonly options: PlanOptions = {},
  ) {
    this.#wanted = new Set(files);
    const found = index.components(this.#wanted);
    this.#unfinished = found.length;
    for (const members of found) {
      const component: Component = {
        members,
        isCycle: members.length > 1,
        above: [],
        below: new Set(),
        waiting: 0,
        pending: 0,
        latest: 0,
        results: new Map(),
        isSettled: false,
        rounds: 0,
        changes: new Map(),
      };
      for (const member of members) this.#componentOf.set(member, component);
      for (const member of members) {
        for (const edge of index.scan(member).edges) {
          const below = this.#componentOf.get(edge);
          if (below === undefined || below === component || component.below.has(below)) continue;
          component.below.add(below);
          below.above.push(component);
          component.waiting++;
        }
      }
      if (component.waiting === 0) this.#startable.push(component);
    }
  }

  get isFinished(): boolean {
    return this.#unfinished === 0;
  }

  /** How many tasks there are now. */
  get available(): number {
    for (let at = 0; at < this.#startable.length; at++) this.#start(this.#startable[at] as Component);
    this.#startable.length = 0;
    return this.#ready.length;
  }

  /** Up to so many tasks; fewer, or none, where others have to be done first. */
  next(most: number): Task[] {
    while (this.#ready.length < most) {
      const component = this.#startable.pop();
      if (component === undefined) break;
      this.#start(component);
    }
    return this.#ready.splice(-most).reverse();
  }

  /** What came of a task; null where the file could not be analysed. */
  done(file: string, result: FileResult | null): void {
    const component = this.#componentOf.get(file);
    if (component === undefined) return;
    component.results.set(file, result);
    component.pending--;
    if (component.pending > 0) return;
    if (!component.isCycle) {
      this.#publish(file, result);
      this.#finish(component);
    } else if (component.isSettled) this.#finish(component);
    else this.#nextRound(component);
  }

  #start(component: Component): void {
    const { index } = this;
    const files = component.members.map((member) => index.scan(member));
    component.latest = Math.max(
      ...files.map(({ changed }) => changed),
      ...[...component.below].map(({ latest }) => latest),
      0,
    );
    const below = union([...component.below].map(({ members }) => index.scan(members[0] ?? "").acquiring));
    for (const known of files) {
      known.acquiringBelow = below;
      known.isInCycle = component.isCycle;
    }
    const mustLint = this.options.lint === true && files.some(({ file }) => this.#wanted.has(file));
    if (!mustLint && files.every((known) => this.#isCurrent(component, known) || this.#acceptOffer(known))) {
      this.#finish(component);
      return;
    }
    if (component.isCycle) for (const { file } of files) index.withdraw(file);
    this.#send(component, component.members, !component.isCycle || this.options.lintOnce !== true);
  }

  /** Use what somebody analysed on the way, where it is what a task would come to. */
  #acceptOffer({ file, digest, offer, isInCycle }: IndexedFile): boolean {
    if (isInCycle || offer === null || offer.digest !== digest) return false;
    if (!this.index.holds(file, offer.result.questions)) return false;
    this.index.publish(file, offer.result);
    return true;
  }

  #isCurrent(component: Component, known: IndexedFile): boolean {
    if (!this.index.isAnalysed(known) || known.analysed === null) return false;
    if (component.latest <= known.verified) return true;
    if (component.isCycle) {
      // As the members were at the end of the last rounds.
      const before = known.acquiringBelow;
      known.acquiringBelow = union([before, known.acquiring]);
      const holds = this.index.holds(known.file, known.analysed.questions);
      known.acquiringBelow = before;
      return holds;
    }
    return this.index.holds(known.file, known.analysed.questions);
  }

  #send(component: Component, files: readonly string[], lint: boolean): void {
    component.results = new Map();
    component.pending = files.length;
    for (const file of files)
      this.#ready.push({
        ...this.index.contextOf(file),
        lint: lint && this.options.lint === true && this.#wanted.has(file),
      });
  }

  #publish(file: string, result: FileResult | null): void {
    this.index.publish(file, result);
    this.touched.add(file);
  }

  #nextRound(component: Component): void {
    const { index } = this;
    component.rounds++;
    for (const [file, result] of component.results) this.#publish(file, result && steadied(component, index, result));
    const files = component.members.map((member) => index.scan(member));
    const own = component.members.map((member) => index.acquiringOf(member));
    const below = union([...[...component.below].map(({ members }) => index.scan(members[0] ?? "").acquiring), ...own]);
    for (const known of files) known.acquiringBelow = below;
    const again = files.filter(({ file, analysed }) => analysed !== null && !index.holds(file, analysed.questions));
    if (again.length > 0) {
      const members = again.map(({ file }) => file);
      this.#send(component, members, this.options.lintOnce !== true);
      return;
    }
    component.isSettled = true;
    const named = component.members.filter((member) => this.#wanted.has(member));
    if (this.options.lint === true && this.options.lintOnce === true && named.length > 0)
      this.#send(component, named, true);
    else this.#finish(component);
  }

  #finish(component: Component): void {
    const { index } = this;
    const own = component.members.map((member) => index.acquiringOf(member));
    const files = component.members.map((member) => index.scan(member));
    const [first] = files;
    const acquiring = union([first?.acquiringBelow ?? NO_NAMES, ...own]);
    for (const known of files) {
      known.acquiring = acquiring;
      // Members of a cycle see each other's names.
      if (component.isCycle) known.acquiringBelow = acquiring;
      component.latest = Math.max(component.latest, known.changed);
    }
    for (const known of files) {
      known.verified = index.revision;
      if (this.options.lint === true) index.forgetQuestions(known.file);
    }
    this.#unfinished--;
    for (const above of component.above) {
      above.waiting--;
      if (above.waiting === 0) this.#startable.push(above);
    }
  }
}

/** The result without the entries that keep changing. */
function steadied(component: Component, index: ProjectIndex, result: FileResult): FileResult {
  const { summary } = result;
  const before = index.linker.get(summary.file);
  if (before === undefined || component.rounds === 1) return result;
  const limit = component.rounds > MAX_ROUNDS ? 0 : MAX_CHANGES;
  const steady = <K extends "callables" | "types">(table: K): ModuleSummary[K] => {
    const now = summary[table] as ReadonlyMap<string, { readonly canonical: string }>;
    const then = before[table];
    const kept = new Map(now);
    for (const name of new Set([...now.keys(), ...then.keys()])) {
      const key = `${summary.file}\0${table}\0${name}`;
      let changes = component.changes.get(key) ?? 0;
      if (now.get(name)?.canonical !== then.get(name)?.canonical) component.changes.set(key, ++changes);
      if (changes > limit) kept.delete(name);
    }
    return kept as unknown as ModuleSummary[K];
  };
  return { ...result, summary: { ...summary, callables: steady("callables"), types: steady("types") } };
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** The union of sets; one of them, where it holds all the others. */
function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  let largest = NO_NAMES;
  for (const one of sets) if (one.size > largest.size) largest = one;
  let result: Set<string> | undefined;
  for (const one of new Set(sets)) {
    if (one === largest) continue;
    for (const name of one) {
      if (largest.has(name) || result?.has(name)) continue;
      result ??= new Set(largest);
      result.add(name);
    }
  }
  return result ?? largest;
}

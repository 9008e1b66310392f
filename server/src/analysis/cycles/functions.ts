/** The functions of a file as abstract runs see them. */
import { isForeign } from "../../base/text.js";
import type { FunctionDef } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Attributes } from "./attributes.js";
import { FileCalls } from "./callers.js";
import type { Cut } from "./cuts.js";
import { changesFor } from "./heirs.js";
import { run } from "./run.js";
import { effectsSeen } from "./seen.js";
import { type Host, type Outcome, type Summary, TooMuch } from "./state.js";

/** Functions that call functions that call functions, to this depth. */
const DEEPEST = 60;
/** Effects and links looked at in one file; what comes after is given up. */
const MOST_WORK = 400_000;
/** The same for one function of another file. */
const MOST_FOREIGN_WORK = 40_000;

/** A function that is being run. */
interface Running {
  readonly unit: Unit;
  work: number;
  /** How far down the functions that are being run are met again by this one, or by those that it calls. */
  low: number;
  /** What lies deeper was not looked at: what comes of it depends on who asks. */
  isCutShort: boolean;
}

/** What the functions of a file, and of those that it imports, have in common. */
interface Shared {
  work: number;
  readonly running: Running[];
  /** Those of other files: they call none of the file at hand. */
  readonly foreign: Running[];
  /** Functions of other files that are done, but for one further down that they call and that calls them. */
  readonly waiting: Running[];
  readonly files: Map<FileModel, Functions>;
  /** What methods do for the objects of subclasses, where that is something else. */
  readonly ofHeirs: Map<ClassInfo, Map<Unit, Summary | null>>;
}

/**
 * The functions of a file, each run when it is first asked for. Functions of other files are run as those of their own
 * file, and their summaries kept with its model. What comes of functions that call each other depends on where one
 * begins: of such functions of other files, found as Tarjan finds components, the one that stands first begins.
 */
export class Functions implements Host {
  readonly #shared: Shared;
  readonly #calls: FileCalls;
  readonly #outcomes = new Map<Unit, Outcome | null>();
  readonly #summaries = new WeakMap<Outcome, Summary>();

  constructor(
    readonly model: FileModel,
    shared: Shared = { work: 0, running: [], foreign: [], waiting: [], files: new Map(), ofHeirs: new Map() },
  ) {
    this.#shared = shared;
    this.#calls = FileCalls.of(model);
    shared.files.set(model, this);
  }

  /** Of no use to files whose functions link nothing. */
  get attributes(): Attributes {
    return this.#calls.attributes;
  }

  attributesOf(cls: ClassInfo | null): Attributes {
    return cls === null ? this.attributes : this.#of(modelOf(cls.unit)).attributes;
  }

  /** What is said of attributes in the files that define a class and its bases, and in the file at hand. */
  #allOf(cls: ClassInfo | null): readonly Attributes[] {
    const homes = new Set(cls?.mro.map((one) => this.attributesOf(one)) ?? []);
    return [...homes.add(this.attributes)];
  }

  /**
   * Whether code that runs lets go what an attribute or key holds; see `Cuts.isCut`.
   *
   * @param others classes of objects that hold the one of the attribute, or are held: their files may let go, too.
   */
  isCut(label: string, of: Cut["of"], cls: ClassInfo | null, others: readonly ClassInfo[] = []): boolean {
    const homes = new Set([cls, ...others].flatMap((one) => this.#allOf(one)));
    return [...homes].some((attributes) => attributes.cuts.isCut(label, of, cls, this.attributes.cuts));
  }

  /** Methods that would let go what an attribute or key holds; see `Cuts.uncalledCuts`. */
  uncalledCuts(label: string, of: Cut["of"], cls: ClassInfo | null): readonly string[] {
    return this.#allOf(cls).flatMap((attributes) => attributes.cuts.uncalledCuts(label, of, cls));
  }

  #of(model: FileModel): Functions {
    return this.#shared.files.get(model) ?? new Functions(model, this.#shared);
  }

  /** Null where the function is too large, or is being run. */
  outcomeOf(unit: Unit): Outcome | null {
    const home = this.#of(modelOf(unit));
    return home === this ? this.#outcomeOf(unit, false) : home.outcomeOf(unit);
  }

  /** @param isFirst of those that call each other, it is the one that begins. */
  #outcomeOf(unit: Unit, isFirst: boolean): Outcome | null {
    const { foreign, waiting } = this.#shared;
    const running = isForeign(unit.node) ? foreign : this.#shared.running;
    const before = this.#outcomes.get(unit);
    if (before !== undefined) {
      this.#meet(unit, running);
      return before;
    }
    if (running.length >= DEEPEST) {
      for (const one of running) one.isCutShort = true;
      return null;
    }
    this.#outcomes.set(unit, null);
    const index = running.length;
    const since = waiting.length;
    const one: Running = { unit, work: 0, low: index, isCutShort: false };
    running.push(one);
    const outcome = this.#run(unit);
    running.pop();
    this.#outcomes.set(unit, outcome);
    if (running !== foreign) return outcome;
    waiting.push(one);
    if (one.low === index) return this.#settle(unit, waiting.splice(since), isFirst);
    for (const other of waiting.slice(since)) other.low = Math.min(other.low, one.low);
    const caller = running[running.length - 1];
    if (caller !== undefined) caller.low = Math.min(caller.low, one.low);
    return outcome;
  }

  /** A function is asked for that is being run, or waits for one that is. */
  #meet(unit: Unit, running: readonly Running[]): void {
    const top = running[running.length - 1];
    if (top === undefined) return;
    const at = running.findLastIndex((one) => one.unit === unit);
    const low = at >= 0 ? at : this.#shared.waiting.findLast((one) => one.unit === unit)?.low;
    if (low !== undefined) top.low = Math.min(top.low, low);
  }

  /** All functions of another file that call each other are done: `unit`, with which they began, and the others. */
  #settle(unit: Unit, together: readonly Running[], isFirst: boolean): Outcome | null {
    const units = together.map((one) => one.unit);
    const isForNow = together.some(({ isCutShort }) => isCutShort);
    const first = isFirst ? unit : units.reduce((best, one) => (standsBefore(one, best) ? one : best));
    if (first !== unit && !isForNow) {
      for (const one of units) this.#of(modelOf(one)).#outcomes.delete(one);
      this.#of(modelOf(first)).#outcomeOf(first, true);
      if (this.#calls.summaries.has(unit)) return this.#outcomes.get(unit) ?? null;
      // It is none of those that the first one calls.
      return this.#outcomeOf(unit, true);
    }
    if (!isForNow) for (const one of units) this.#of(modelOf(one)).#keep(one);
    return this.#outcomes.get(unit) ?? null;
  }

  /** What comes of a function of another file is kept for all who ask. */
  #keep(unit: Unit): void {
    const outcome = this.#outcomes.get(unit) ?? null;
    this.#calls.summaries.set(unit, outcome === null ? null : this.#summaryOf(unit, outcome));
  }

  summaryOf(unit: Unit, cls: ClassInfo | null): Summary | null {
    const home = this.#of(modelOf(unit));
    if (home !== this) return home.summaryOf(unit, cls);
    if (cls !== null && changesFor(unit, cls)) return this.#summaryFor(unit, cls);
    const kept = this.#calls.summaries.get(unit);
    if (kept !== undefined) return kept;
    const outcome = this.outcomeOf(unit);
    const summary = this.#calls.summaries.get(unit) ?? (outcome === null ? null : this.#summaryOf(unit, outcome));
    // What is kept is asked for no more.
    if (this.#calls.summaries.has(unit)) this.#outcomes.delete(unit);
    return summary;
  }

  /** What a method does for the objects of a subclass. */
  #summaryFor(unit: Unit, cls: ClassInfo): Summary | null {
    const { foreign, ofHeirs } = this.#shared;
    const known = ofHeirs.get(cls) ?? new Map<Unit, Summary | null>();
    ofHeirs.set(cls, known);
    const before = known.get(unit);
    if (before !== undefined) {
      this.#meet(unit, foreign);
      return before;
    }
    if (foreign.length >= DEEPEST) {
      for (const one of foreign) one.isCutShort = true;
      return null;
    }
    known.set(unit, null);
    const one: Running = { unit, work: 0, low: foreign.length, isCutShort: false };
    foreign.push(one);
    const outcome = this.#run(unit, cls);
    foreign.pop();
    const summary = outcome === null ? null : this.#summaryOf(unit, outcome);
    known.set(unit, summary);
    const caller = foreign[foreign.length - 1];
    // Those that wait for this one are not kept.
    if (caller === undefined) this.#shared.waiting.length = 0;
    else if (one.low < foreign.length) {
      caller.low = Math.min(caller.low, one.low);
      known.delete(unit);
    }
    return summary;
  }

  /** Null where the function is too large. */
  #run(unit: Unit, cls: ClassInfo | null = null): Outcome | null {
    if (unit.node.kind !== "FunctionDef") return null;
    try {
      return run(unit as Unit & { readonly node: FunctionDef }, this, cls);
    } catch (error) {
      if (error instanceof TooMuch) return null;
      throw error;
    }
  }

  #summaryOf(unit: Unit, outcome: Outcome): Summary {
    let summary = this.#summaries.get(outcome);
    if (summary === undefined) {
      const { state, returns } = outcome;
      summary = { unit, effects: effectsSeen(state.effects, returns), returns, branches: state.branches };
      this.#summaries.set(outcome, summary);
    }
    return summary;
  }

  spend(steps: number): boolean {
    const one = this.#shared.foreign[this.#shared.foreign.length - 1];
    if (one !== undefined) {
      one.work += steps;
      return one.work <= MOST_FOREIGN_WORK;
    }
    this.#shared.work += steps;
    return this.#shared.work <= MOST_WORK;
  }

  parameterClass(unit: Unit, name: string): ClassInfo | null {
    return this.#calls.parameterClass(unit, name);
  }

  isLeftNone(unit: Unit, name: string): boolean {
    return this.#calls.isLeftNone(unit, name);
  }

  ownerOfMethod(name: string): ClassInfo | null {
    return this.#calls.ownerOfMethod(name);
  }

  isOfModule(unit: Unit, name: string): boolean {
    return this.#calls.isOfModule(unit, name);
  }
}

/** An order of functions of other files that does not depend on which file was looked into first. */
function standsBefore(one: Unit, other: Unit): boolean {
  const [file, start] = placeOf(one);
  const [otherFile, otherStart] = placeOf(other);
  return file === otherFile ? start < otherStart : file < otherFile;
}

/** The path of a function's file, and where it begins there. */
function placeOf(unit: Unit): readonly [string, number] {
  const { surroundings, offset } = modelOf(unit);
  return [surroundings?.fileAt(unit.node) ?? "", unit.node.start - offset];
}

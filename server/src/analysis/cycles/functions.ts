/** The functions of a file as abstract runs see them. */
import { isForeign } from "../../base/text.js";
import type { FunctionDef } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Attributes, Cut } from "./attributes.js";
import { FileCalls } from "./callers.js";
import { run } from "./run.js";
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
  /** What comes of it depends on which function was run first. */
  isRelative: boolean;
}

/** What the functions of a file, and of those that it imports, have in common. */
interface Shared {
  work: number;
  readonly running: Running[];
  readonly files: Map<FileModel, Functions>;
}

/**
 * The functions of a file, each run when it is first asked for. Functions of other files are run as those of their own
 * file. What comes of functions that call each other depends on where one begins: it is kept for as long as the file at
 * hand is looked at; of all other functions of other files, the summary is kept with their model.
 */
export class Functions implements Host {
  readonly #shared: Shared;
  readonly #calls: FileCalls;
  readonly #outcomes = new Map<Unit, Outcome | null>();
  readonly #summaries = new Map<Unit, Summary>();
  /** Those of which the outcome depends on where one begins. */
  readonly #relative = new Set<Unit>();

  constructor(
    readonly model: FileModel,
    shared: Shared = { work: 0, running: [], files: new Map() },
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

  /** Whether code that runs lets go what an attribute or key holds; see `Attributes.isCut`. */
  isCut(label: string, of: Cut["of"], cls: ClassInfo | null): boolean {
    return this.#allOf(cls).some((attributes) => attributes.isCut(label, of, cls, this.attributes));
  }

  /** Methods that would let go what an attribute or key holds; see `Attributes.uncalledCuts`. */
  uncalledCuts(label: string, of: Cut["of"], cls: ClassInfo | null): readonly string[] {
    return this.#allOf(cls).flatMap((attributes) => attributes.uncalledCuts(label, of, cls));
  }

  #of(model: FileModel): Functions {
    return this.#shared.files.get(model) ?? new Functions(model, this.#shared);
  }

  /** Null where the function is too large, or is being run. */
  outcomeOf(unit: Unit): Outcome | null {
    const home = this.#of(modelOf(unit));
    if (home !== this) return home.outcomeOf(unit);
    const { running } = this.#shared;
    const before = this.#outcomes.get(unit);
    if (before !== undefined) {
      if (before === null) this.#meet(unit);
      else if (this.#relative.has(unit)) this.#markFrom(running.length - 1);
      return before;
    }
    if (running.length >= DEEPEST) {
      this.#markFrom(0);
      return null;
    }
    this.#outcomes.set(unit, null);
    const one: Running = { unit, work: 0, isRelative: false };
    running.push(one);
    let outcome: Outcome | null = null;
    if (unit.node.kind === "FunctionDef") {
      try {
        outcome = run(unit as Unit & { readonly node: FunctionDef }, this);
      } catch (error) {
        if (!(error instanceof TooMuch)) throw error;
      }
    }
    running.pop();
    this.#outcomes.set(unit, outcome);
    if (one.isRelative) {
      this.#relative.add(unit);
      this.#markFrom(running.length - 1);
    }
    return outcome;
  }

  /** A function is called that is being run, or came to nothing. */
  #meet(unit: Unit): void {
    const { running } = this.#shared;
    const at = running.findLastIndex((one) => one.unit === unit);
    // One that calls but itself begins where it begins.
    if (at >= 0 && at < running.length - 1) this.#markFrom(at);
    else if (at < 0 && this.#relative.has(unit)) this.#markFrom(running.length - 1);
  }

  #markFrom(index: number): void {
    const { running } = this.#shared;
    for (let at = Math.max(index, 0); at < running.length; at++) (running[at] as Running).isRelative = true;
  }

  summaryOf(unit: Unit): Summary | null {
    const home = this.#of(modelOf(unit));
    if (home !== this) return home.summaryOf(unit);
    const before = this.#summaries.get(unit) ?? this.#calls.summaries.get(unit);
    if (before !== undefined) {
      if (this.#relative.has(unit)) this.#markFrom(this.#shared.running.length - 1);
      return before;
    }
    const outcome = this.outcomeOf(unit);
    const isAtRest = !this.#shared.running.some((one) => one.unit === unit) && !this.#relative.has(unit);
    const keeps = isForeign(unit.node) && isAtRest && this.#outcomes.has(unit);
    if (outcome === null) {
      if (keeps) this.#calls.summaries.set(unit, null);
      return null;
    }
    const { state, returns } = outcome;
    const summary = { unit, effects: state.effects, returns, branches: state.branches };
    if (keeps) {
      this.#calls.summaries.set(unit, summary);
      this.#outcomes.delete(unit);
    } else this.#summaries.set(unit, summary);
    return summary;
  }

  spend(steps: number): boolean {
    const { running } = this.#shared;
    const one = running[running.length - 1];
    if (one !== undefined && isForeign(one.unit.node)) {
      one.work += steps;
      return one.work <= MOST_FOREIGN_WORK;
    }
    this.#shared.work += steps;
    return this.#shared.work <= MOST_WORK;
  }

  parameterClass(unit: Unit, name: string): ClassInfo | null {
    return this.#calls.parameterClass(unit, name);
  }

  ownerOfMethod(name: string): ClassInfo | null {
    return this.#calls.ownerOfMethod(name);
  }

  isOfModule(unit: Unit, name: string): boolean {
    return this.#calls.isOfModule(unit, name);
  }
}

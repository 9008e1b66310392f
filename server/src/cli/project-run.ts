/** A run over the named files as parts of their projects: what to do next, and what has come of it. */
import { statSync } from "node:fs";
import path from "node:path";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { Configuration } from "../lint/configuration.js";
import { readText } from "../lint/source.js";
import { ProjectIndex } from "../project/index.js";
import type { ModuleSummary } from "../project/linker.js";
import { ModuleMap } from "../project/modules.js";
import { Plan, type Task } from "../project/plan.js";
import { type FileOutcome, failed } from "./lint-file.js";
import { catalogueOf, type TaskAnswer } from "./project-linter.js";

/** The most files that a thread gets at a time. */
const BATCH = 16;

/** What a thread is asked: summaries that are new since it was last asked, and files. */
export interface Batch {
  readonly updates: readonly ModuleSummary[];
  readonly tasks: readonly Task[];
}

export interface ProjectRunOptions {
  readonly configuration: Configuration;
  readonly fallback: Catalogue;
  /** The named files and directories. */
  readonly named: readonly string[];
  /** Linting changes files. */
  readonly fixes: boolean;
  /** Texts to take in place of what is on disk. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** Where a run stands. */
export class ProjectRun {
  readonly index: ProjectIndex;
  readonly #plan: Plan;
  readonly #outcomes = new Map<string, FileOutcome>();
  /** The revision that each thread knows. */
  readonly #known = new Map<number, number>();

  constructor(
    readonly files: readonly string[],
    { configuration, fallback, named, fixes, texts }: ProjectRunOptions,
    readonly onFile: () => void = () => {},
  ) {
    this.index = new ProjectIndex({
      map: new ModuleMap(namedDirectories(named)),
      read: (file) => texts?.get(file) ?? readText(file),
      catalogueFor: (file) => catalogueOf(configuration, file, fallback),
    });
    this.#plan = new Plan(this.index, files, { lint: true, lintOnce: fixes });
  }

  get isFinished(): boolean {
    return this.#plan.isFinished;
  }

  /** One task for the thread that shares the index's memory. */
  nextTask(): Task | undefined {
    return this.#plan.next(1)[0];
  }

  /** Work for one of so many threads; null where there is none before others have answered. */
  nextBatch(thread: number, threads: number): Batch | null {
    const fair = Math.ceil(this.#plan.available / threads);
    const tasks = this.#plan.next(Math.min(fair, BATCH));
    if (tasks.length === 0) return null;
    return { updates: this.updatesFor(thread), tasks };
  }

  /** Summaries that are new since the thread was last asked. */
  updatesFor(thread: number): Batch["updates"] {
    const updates = this.index.changedSince(this.#known.get(thread) ?? 0);
    this.#known.set(thread, this.index.revision);
    return updates;
  }

  /** A thread has lost its memory. */
  forgetThread(thread: number): void {
    this.#known.delete(thread);
  }

  done({ path: file, outcome, result }: TaskAnswer): void {
    if (outcome !== null) {
      if (!this.#outcomes.has(file)) this.onFile();
      this.#outcomes.set(file, outcome);
    }
    this.#plan.done(file, result);
  }

  /** The outcomes in the order of the files. */
  outcomes(): readonly FileOutcome[] {
    return this.files.map((file) => this.#outcomes.get(file) ?? failed(file, "internal error: it was left out"));
  }
}

/** Those of the named paths that are directories. */
export function namedDirectories(named: readonly string[]): readonly string[] {
  return named
    .map((one) => path.resolve(one))
    .filter((one) => statSync(one, { throwIfNoEntry: false })?.isDirectory() === true);
}

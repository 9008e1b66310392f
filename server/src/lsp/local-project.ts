import { setImmediate as nextTurn } from "node:timers/promises";
import type { Catalogue } from "../catalogue/catalogue.js";
import { readSource } from "../lint/source.js";
import type { ProjectLink, ProjectView } from "../lint/types.js";
import { type AnalyzeFile, FileAnalyzer } from "../project/analyse.js";
import { ProjectIndex } from "../project/index.js";
import { Models } from "../project/models.js";
import { ModuleMap } from "../project/modules.js";
import { Neighbours } from "../project/neighbours.js";
import { Plan, type Task } from "../project/plan.js";
import { Trails } from "../project/trails.js";
import type { PythonParser } from "../syntax/parser.js";
import type { ProjectSync } from "./core.js";

/** So many milliseconds at a time are spent before whoever else waits gets a turn. */
const SLICE = 8;

/** What the project needs of the core around it. */
export interface LocalProjectParts {
  readonly parser: PythonParser;
  readonly analyzeFile: AnalyzeFile;
  /** The same for open files, which are analysed at every keystroke. */
  readonly analyzeEdited: AnalyzeFile;
  /** The catalogue that holds for a file that is not linted itself. */
  readonly catalogueFor: (file: string) => Catalogue;
}

/** The index of files on this machine, with what editors show of them in place of what is on disk. */
export class LocalProject implements ProjectLink, ProjectSync {
  readonly #parts: LocalProjectParts;
  readonly #texts = new Map<string, string>();
  readonly #revisions = new Map<string, number>();
  #roots: readonly string[] = [];
  #index: ProjectIndex;
  #neighbours: Neighbours;
  #models: Models;
  readonly #trails = new Trails((file) => this.#read(file));
  /** Counts what makes an update that is under way pointless. */
  #generation = 0;
  /** Counts new indexes: with each, all that files are told is new. */
  #epoch = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: LocalProjectParts) {
    this.#parts = parts;
    this.#index = this.#newIndex();
    this.#neighbours = this.#newNeighbours();
    this.#models = this.#newModels();
  }

  view(path: string, base: Catalogue): ProjectView {
    const index = this.#index;
    const models = this.#models;
    const analyzer = new FileAnalyzer(index.linker, index.contextOf(path), base, this.#parts.analyzeEdited);
    let isFirst = true;
    return {
      catalogue: analyzer.catalogue,
      analyze: (module, text, changed) => {
        const analysis = analyzer.analyze(module, text, changed);
        if (isFirst && this.#texts.get(path) === text) index.offer(path, text, analyzer.result(module, analysis));
        isFirst = false;
        return analysis.facts;
      },
      trail: (origin) => this.#trails.of(index.linker, index.contextOf(path), origin),
      refutes: (mentions, seen) => this.#neighbours.refute(path, mentions, models.filesOf(seen)),
      surroundings: models.around(path),
      locate: (range) => models.locate(range),
    };
  }

  /** The files that others import, as they are now. */
  get models(): Models {
    return this.#models;
  }

  revision(path: string): number {
    return this.#epoch * 1e9 + (this.#revisions.get(path) ?? 0);
  }

  changed(path: string, text: string | null): void {
    if (text === null) this.#texts.delete(path);
    else this.#texts.set(path, text);
    this.#index.changed(path);
    this.#neighbours.changed(path);
    this.#models.changed(path);
    this.#trails.changed(path);
    this.#generation++;
  }

  layoutChanged(): void {
    this.#index.layoutChanged();
    this.#neighbours.layoutChanged();
    this.#models.layoutChanged();
    this.#trails.changed();
    this.#generation++;
  }

  /** Settings, and anything else, may have changed. */
  allChanged(): void {
    this.#index.allChanged();
    this.#neighbours.layoutChanged();
    this.#models.layoutChanged();
    this.#trails.changed();
    this.#generation++;
  }

  /** Begin anew with these folders. */
  reset(roots: readonly string[]): void {
    this.#roots = roots;
    this.#index = this.#newIndex();
    this.#neighbours = this.#newNeighbours();
    this.#models = this.#newModels();
    this.#generation++;
    this.#epoch++;
  }

  async update(paths: readonly string[], isStopped: () => boolean = () => false): Promise<ReadonlySet<string>> {
    const before = this.#last;
    const update = before.then(() => this.#update(paths, isStopped));
    // One after the other: a plan must be alone with the index.
    this.#last = update.catch(() => {});
    return update;
  }

  async #update(paths: readonly string[], isStopped: () => boolean): Promise<ReadonlySet<string>> {
    const generation = this.#generation;
    const clock = new Slices(() => isStopped() || generation !== this.#generation);
    const touched = new Set<string>();
    if (!(await this.#scanAll(paths, clock))) return touched;
    const plan = new Plan(this.#index, paths);
    while (!(await clock.isOver())) {
      const [task] = plan.next(1);
      if (task === undefined) break;
      plan.done(task.file, this.#analyse(task));
    }
    for (const path of paths) await this.#neighbours.prepare(path, () => clock.isOver());
    for (const path of [...plan.touched, ...this.#neighbours.outdated(), ...this.#models.outdated()]) {
      this.#revisions.set(path, (this.#revisions.get(path) ?? 0) + 1);
      touched.add(path);
    }
    return touched;
  }

  /** Read all that the files import, so that a plan need not stop for it. */
  async #scanAll(paths: readonly string[], clock: Slices): Promise<boolean> {
    const seen = new Set(paths);
    for (const path of seen) {
      if (await clock.isOver()) return false;
      for (const edge of this.#index.scan(path).edges) seen.add(edge);
    }
    return true;
  }

  #analyse(task: Task) {
    const text = this.#read(task.file);
    if (text === null) return null;
    const { parser, analyzeFile, catalogueFor } = this.#parts;
    try {
      const module = parser.parse(text);
      const analyzer = new FileAnalyzer(this.#index.linker, task, catalogueFor(task.file), analyzeFile);
      return analyzer.result(module, analyzer.analyze(module, text));
    } catch {
      // Where the file is linted, the failure is reported; others learn nothing of it.
      return null;
    }
  }

  #read(file: string): string | null {
    const shown = this.#texts.get(file);
    if (shown !== undefined) return shown;
    const source = readSource(file);
    return source.kind === "text" ? source.text.replace(/^\uFEFF/, "") : null;
  }

  #newNeighbours(): Neighbours {
    return new Neighbours({ map: this.#index.linker.map, read: (file) => this.#read(file) });
  }

  #newModels(): Models {
    const { parser, catalogueFor } = this.#parts;
    return new Models({ map: this.#index.linker.map, parser, catalogueFor, read: (file) => this.#read(file) });
  }

  #newIndex(): ProjectIndex {
    return new ProjectIndex({
      map: new ModuleMap(this.#roots),
      read: (file) => this.#read(file),
      catalogueFor: (file) => this.#parts.catalogueFor(file),
    });
  }
}

/** Gives others a turn from time to time. */
class Slices {
  readonly #isStopped: () => boolean;
  #since = performance.now();

  constructor(isStopped: () => boolean) {
    this.#isStopped = isStopped;
  }

  /** Whether the work was stopped meanwhile. */
  async isOver(): Promise<boolean> {
    if (performance.now() - this.#since > SLICE) {
      await nextTurn();
      this.#since = performance.now();
    }
    return this.#isStopped();
  }
}

/** Does the tasks of a run, on whatever thread: lints files, analyses those that are only imported. */
import type { Catalogue } from "../catalogue/catalogue.js";
import type { Configuration } from "../lint/configuration.js";
import { analyzeFile } from "../lint/defaults.js";
import { ConfigurationError } from "../lint/settings.js";
import { readSource, readText } from "../lint/source.js";
import type { ProjectLink, ProjectView } from "../lint/types.js";
import { type AnalyzeFile, FileAnalyzer, type FileResult } from "../project/analyse.js";
import type { Linker } from "../project/linker.js";
import { Models } from "../project/models.js";
import { Neighbours } from "../project/neighbours.js";
import type { Task } from "../project/plan.js";
import { Trails } from "../project/trails.js";
import type { Module } from "../syntax/ast.js";
import { loadParser, type PythonParser } from "../syntax/parser.js";
import type { FileLinter, FileOutcome } from "./lint-file.js";

/** What came of a task. */
export interface TaskAnswer {
  readonly path: string;
  /** Null where the file was only to be analysed. */
  readonly outcome: FileOutcome | null;
  readonly result: FileResult | null;
}

/** The catalogue that a file's settings give; the linter's own where they cannot be used. */
export function catalogueOf(configuration: Configuration, file: string, fallback: Catalogue): Catalogue {
  try {
    return configuration.settingsFor(file).catalogue ?? fallback;
  } catch (error) {
    // Whoever lints the file reports it.
    if (error instanceof ConfigurationError) return fallback;
    throw error;
  }
}

/** Makes the file of the current task part of its project, and keeps what its analysis came to. */
export class TaskLink implements ProjectLink {
  readonly analyzeFile: AnalyzeFile;
  #task: Task | undefined;
  #linker: Linker | undefined;
  #result: FileResult | null = null;
  /** The files around those of the tasks. */
  #neighbours: Neighbours | undefined;
  readonly #trails = new Trails(readText);
  /** The files that those of the tasks import; until there are models they are not looked into. */
  models: Models | undefined;

  constructor(analyze: AnalyzeFile = analyzeFile) {
    this.analyzeFile = analyze;
  }

  begin(task: Task, linker: Linker): void {
    this.#task = task;
    this.#linker = linker;
    this.#result = null;
  }

  /** The result of the first analysis since `begin`; null where there was none. */
  end(): FileResult | null {
    this.#task = undefined;
    return this.#result;
  }

  view(path: string, base: Catalogue): ProjectView | null {
    const task = this.#task;
    const linker = this.#linker;
    if (task?.file !== path || linker === undefined) return null;
    const analyzer = new FileAnalyzer(linker, task, base, this.analyzeFile);
    const { models } = this;
    return {
      surroundings: models?.around(path) ?? null,
      locate: (range) => models?.locate(range) ?? null,
      catalogue: analyzer.catalogue,
      analyze: (module, text, changed) => {
        const analysis = analyzer.analyze(module, text, changed);
        if (this.#result === null) models?.offer(path, text, module);
        this.#result ??= analyzer.result(module, analysis);
        return analysis.facts;
      },
      trail: (origin) => this.#trails.of(linker, task, origin),
      refutes: (mentions, seen) => {
        this.#neighbours ??= new Neighbours({ map: linker.map, read: readText });
        return this.#neighbours.refute(path, mentions, models?.filesOf(seen) ?? []);
      },
    };
  }

  parsed(path: string, text: string): Module | null {
    return this.models?.astOf(path, text) ?? null;
  }

  revision(): number {
    return 0;
  }
}

/** Does tasks. */
export class ProjectLinter {
  #parser: PythonParser | undefined;

  constructor(
    readonly files: FileLinter,
    readonly fallback: Catalogue,
    readonly link: TaskLink,
    readonly linker: Linker,
  ) {}

  /** Load what `run` needs. */
  async prepare(): Promise<void> {
    const parser = await loadParser();
    this.#parser = parser;
    this.link.models = new Models({
      map: this.linker.map,
      parser,
      read: readText,
      catalogueFor: (file) => catalogueOf(this.files.configuration, file, this.fallback),
    });
  }

  /** Read and lint, or only analyse, a file; `text` is taken in place of what is on disk. @throws ConfigurationError */
  run(task: Task, text?: string): TaskAnswer {
    const path = task.file;
    this.link.begin(task, this.linker);
    let outcome: FileOutcome | null = null;
    let result: FileResult | null = null;
    try {
      if (task.lint) outcome = text === undefined ? this.files.lintFile(path) : this.files.lintText(path, text);
    } finally {
      result = this.link.end();
    }
    // Not analysed, since no rule asked: others may want to know nevertheless.
    result ??= this.#analyse(task, text);
    return { path, outcome, result: result === null || task.isInCycle ? result : withoutQuestions(result) };
  }

  #analyse(task: Task, given: string | undefined): FileResult | null {
    const source = given === undefined ? readSource(task.file) : { kind: "text" as const, text: given };
    if (source.kind === "error" || this.#parser === undefined) return null;
    const base = catalogueOf(this.files.configuration, task.file, this.fallback);
    try {
      const module = this.#parser.parse(source.text);
      const analyzer = new FileAnalyzer(this.linker, task, base, this.link.analyzeFile);
      return analyzer.result(module, analyzer.analyze(module, source.text));
    } catch {
      // Where the file is linted, the failure is reported; others learn nothing of it.
      return null;
    }
  }
}

/** Outside of cycles nobody asks in this run whether a result still holds. */
function withoutQuestions({ summary }: FileResult): FileResult {
  return { summary, questions: { answers: new Map(), notAcquiring: new Set() } };
}

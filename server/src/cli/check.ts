/** `leaklint check`: discover, lint, fix, report. */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { builtinCatalogue } from "../catalogue/catalogue.js";
import { Configuration } from "../lint/configuration.js";
import { discover } from "../lint/discovery.js";
import { createLinter } from "../lint/linter.js";
import { decodeSource } from "../lint/source.js";
import { describeSystemError } from "../lint/system-error.js";
import type { Linter } from "../lint/types.js";
import { formats, formatsWithFixes } from "../report/formats.js";
import { plural, type ReportedFile, type Run, type RunError, shownPath } from "../report/run.js";
import { statisticsReport } from "../report/statistics.js";
import { exitStatus, type Io, UsageError } from "./io.js";
import { FileLinter, type FileOutcome, type FileTask } from "./lint-file.js";
import type { CheckOptions } from "./options.js";
import { lintInParallel } from "./pool.js";
import { Progress } from "./progress.js";
import { ProjectLinter, TaskLink } from "./project-linter.js";
import { ProjectRun } from "./project-run.js";
import { version } from "./version.js";

/** Below so many files the threads' start costs more than they save. */
const PARALLEL_FROM = 100;

/** Each takes some fifty megabytes, whatever is asked for. */
const MOST_THREADS = 64;

/** Run the command and give its exit status. @throws ConfigurationError, UsageError */
export async function check(options: CheckOptions, io: Io): Promise<number> {
  const link = new TaskLink();
  const linter = await createLinter({ project: link });
  const configuration = new Configuration(linter.rules, options.configuration);
  const command = new CheckCommand(options, io, linter, link, configuration);
  if (options.paths[0] === "-") await command.checkStdin(await io.readStdin());
  else await command.checkPaths();
  return command.finish();
}

class CheckCommand {
  readonly #task: FileTask;
  readonly #files: ReportedFile[] = [];
  readonly #errors: RunError[] = [];
  readonly #fixed: { readonly path: string; readonly applied: FileOutcome["applied"] }[] = [];
  #checked = 0;
  #failing = false;

  constructor(
    readonly options: CheckOptions,
    readonly io: Io,
    readonly linter: Linter,
    readonly link: TaskLink,
    readonly configuration: Configuration,
  ) {
    const { fix, diff, unsafe, format } = options;
    this.#task = { directory: io.directory, fix, diff, unsafe, withFixes: !diff && formatsWithFixes.has(format) };
  }

  async checkPaths(): Promise<void> {
    const { io, options } = this;
    const files: string[] = [];
    const roots = options.paths.map((one) => path.resolve(io.directory, one));
    for (const found of discover(roots, this.configuration)) {
      if (found.kind === "file") files.push(found.path);
      else this.#errors.push(found);
    }
    const progress = new Progress(files.length, io.interactive && !options.quiet ? io.err : undefined);
    for (const outcome of await this.#lintAll(files, () => progress.step())) this.#add(outcome);
    progress.end();
  }

  async #lintAll(files: readonly string[], onFile: () => void): Promise<readonly FileOutcome[]> {
    const { io, options } = this;
    const named = options.paths.map((one) => path.resolve(io.directory, one));
    const run = this.#run(files, named, undefined, onFile);
    const jobs = options.jobs ?? (files.length < PARALLEL_FROM ? 1 : availableParallelism());
    if (jobs > 1 && io.workerScript !== undefined) {
      const data = { leaklint: { configuration: options.configuration, task: this.#task, named } };
      await lintInParallel(io.workerScript, data, run, Math.min(jobs, files.length, MOST_THREADS));
    } else await this.#lintHere(run);
    return run.outcomes();
  }

  async #lintHere(run: ProjectRun, texts?: ReadonlyMap<string, string>): Promise<void> {
    const files = new FileLinter(this.linter, this.configuration, this.#task);
    const project = new ProjectLinter(files, builtinCatalogue(), this.link, run.index.linker);
    await project.prepare();
    for (let task = run.nextTask(); task !== undefined; task = run.nextTask())
      run.done(project.run(task, texts?.get(task.file)));
  }

  #run(
    files: readonly string[],
    named: readonly string[],
    texts: ReadonlyMap<string, string> | undefined,
    onFile?: () => void,
  ): ProjectRun {
    const { configuration, options } = this;
    const fallback = builtinCatalogue();
    return new ProjectRun(files, { configuration, fallback, named, fixes: options.fix, texts }, onFile);
  }

  async checkStdin(bytes: Uint8Array): Promise<void> {
    const { options, io } = this;
    const file = path.resolve(io.directory, options.stdinFilename);
    const source = decodeSource(bytes);
    if (source.kind === "error") {
      this.#errors.push({ path: file, message: source.message });
      return;
    }
    const texts = new Map([[file, source.text]]);
    const run = this.#run([file], [], texts);
    await this.#lintHere(run, texts);
    for (const outcome of run.outcomes()) {
      if (options.fix) io.out(outcome.fixedText === null ? bytes : source.encode(outcome.fixedText));
      this.#add(outcome);
    }
  }

  #add({ path: file, file: reported, errors, failing, applied, diff }: FileOutcome): void {
    this.#checked++;
    for (const message of errors) this.#errors.push({ path: file, message });
    if (reported !== null) this.#files.push(reported);
    this.#failing ||= failing;
    if (applied.length > 0) this.#fixed.push({ path: file, applied });
    if (diff !== "") this.io.out(diff);
  }

  /** Print what was found; the exit status. */
  finish(): number {
    const { options, io } = this;
    if (options.unsafe && !options.fix && !options.diff && !options.quiet) {
      io.err("leaklint: --unsafe-fixes changes nothing without --fix or --diff\n");
    }
    const run: Run = {
      version,
      directory: io.directory,
      files: this.#files,
      errors: this.#errors,
      checked: this.#checked,
      rules: this.linter.rules,
    };
    for (const error of run.errors) io.err(`leaklint: ${shownPath(io.directory, error.path)}: ${error.message}\n`);
    this.#reportFixes();
    if (!options.diff) this.#print(run);
    if (run.errors.length > 0) return exitStatus.failure;
    return this.#failing && !options.exitZero ? exitStatus.findings : exitStatus.ok;
  }

  #print(run: Run): void {
    const { options, io } = this;
    const forPeople = options.format === "text" || options.format === "concise";
    const report = options.statistics && forPeople ? statisticsReport : formats[options.format];
    const toFile = options.outputFile !== undefined;
    // Fixed standard input takes standard output.
    const toErr = options.fix && options.paths[0] === "-";
    const text = report(run, { color: io.color && !toFile && !toErr, quiet: options.quiet, unsafe: options.unsafe });
    if (options.outputFile !== undefined) writeReport(path.resolve(io.directory, options.outputFile), text);
    else (toErr ? io.err : io.out)(text);
  }

  #reportFixes(): void {
    const { options, io } = this;
    if (options.quiet || this.#fixed.length === 0) return;
    const lines = this.#fixed.map(({ path: file, applied }) => {
      const counts = new Map<string, number>();
      for (const one of applied) {
        const rule = `${one.rule} ${one.name}`;
        counts.set(rule, (counts.get(rule) ?? 0) + 1);
      }
      const shown = [...counts].map(([rule, count]) => `${count} × ${rule}`);
      return `  ${shownPath(io.directory, file)}: ${shown.join(", ")}\n`;
    });
    const total = this.#fixed.reduce((sum, { applied }) => sum + applied.length, 0);
    const verb = options.diff ? "Would fix" : "Fixed";
    io.err(`${verb} ${plural(total, "finding")} in ${plural(this.#fixed.length, "file")}:\n${lines.join("")}`);
  }
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`the report cannot be written to ${file}: ${describeSystemError(error)}`);
  }
}

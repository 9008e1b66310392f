/** `leaklint check`: discover, lint, fix, report. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { createTwoFilesPatch } from "diff";
import { Configuration } from "../lint/configuration.js";
import { describeSystemError, discover } from "../lint/discovery.js";
import { applyFixes, type FixResult } from "../lint/fixes.js";
import { createLinter } from "../lint/linter.js";
import { describe } from "../lint/pipeline.js";
import { ConfigurationError } from "../lint/settings.js";
import { decodeSource, readSource, type Source, writeSource } from "../lint/source.js";
import type { FileReport, Linter } from "../lint/types.js";
import { formats, formatsWithFixes } from "../report/formats.js";
import { plural, type ReportedFile, type Run, type RunError, reportedFile, shownPath } from "../report/run.js";
import { statisticsReport } from "../report/statistics.js";
import type { Level } from "../rules/define.js";
import { exitStatus, type Io } from "./io.js";
import type { CheckOptions } from "./options.js";
import { Progress } from "./progress.js";
import { version } from "./version.js";

const severity: Record<Level, number> = { hint: 0, information: 1, warning: 2, error: 3 };

type Text = Extract<Source, { kind: "text" }>;

/** Run the command and give its exit status. @throws ConfigurationError, UsageError */
export async function check(options: CheckOptions, io: Io): Promise<number> {
  const linter = await createLinter();
  const configuration = new Configuration(linter.rules, options.configuration);
  const command = new CheckCommand(options, io, linter, configuration);
  if (options.paths[0] === "-") command.checkStdin(await io.readStdin());
  else command.checkPaths();
  return command.finish();
}

class CheckCommand {
  readonly #files: ReportedFile[] = [];
  readonly #errors: RunError[] = [];
  readonly #fixed: { readonly path: string; readonly applied: FixResult["applied"] }[] = [];
  #checked = 0;
  #failing = false;

  constructor(
    readonly options: CheckOptions,
    readonly io: Io,
    readonly linter: Linter,
    readonly configuration: Configuration,
  ) {}

  checkPaths(): void {
    const { io, options } = this;
    const progress = new Progress(io.interactive && !options.quiet ? io.err : undefined);
    const paths = options.paths.map((one) => path.resolve(io.directory, one));
    for (const found of discover(paths, this.configuration)) {
      if (found.kind === "error") {
        this.#error(found.path, found.message);
        continue;
      }
      progress.step();
      const source = readSource(found.path);
      if (source.kind === "error") this.#error(found.path, source.message);
      else this.#guard(found.path, () => this.#checkFile(found.path, source));
    }
    progress.end();
  }

  checkStdin(bytes: Uint8Array): void {
    const { options, io } = this;
    const file = path.resolve(io.directory, options.stdinFilename);
    const source = decodeSource(bytes);
    if (source.kind === "error") {
      this.#error(file, source.message);
      return;
    }
    const report = this.#lint(file, source.text);
    if (options.fix) {
      const result = this.#applyFixes(report);
      io.out(source.encode(result.text));
      this.#add(result.report);
    } else {
      if (options.diff) this.#printDiff(report);
      this.#add(report);
    }
  }

  /** One file must not take the others down. */
  #guard(file: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      this.#error(file, `internal error: ${describe(error)}`);
    }
  }

  #checkFile(file: string, source: Text): void {
    const report = this.#lint(file, source.text);
    if (report.findings.length === 0) {
      this.#add(report);
    } else if (this.options.fix) {
      this.#add(this.#fixFile(file, source, report));
    } else {
      if (this.options.diff) this.#printDiff(report);
      this.#add(report);
    }
  }

  /** The report of the file as it is on disk afterwards. */
  #fixFile(file: string, source: Text, report: FileReport): FileReport {
    const result = this.#applyFixes(report);
    if (result.fixed === 0) return report;
    try {
      writeSource(file, source, result.text);
    } catch (error) {
      this.#error(file, `cannot be written: ${describeSystemError(error)}`);
      return report;
    }
    this.#fixed.push({ path: file, applied: result.applied });
    return result.report;
  }

  #printDiff(report: FileReport): void {
    const result = this.#applyFixes(report);
    if (result.fixed === 0) return;
    const shown = shownPath(this.io.directory, report.path);
    const patch = createTwoFilesPatch(shown, shown, report.text, result.text, undefined, undefined, { context: 3 });
    this.io.out(patch.slice(patch.indexOf("--- ")));
    this.#fixed.push({ path: report.path, applied: result.applied });
  }

  #lint(file: string, text: string): FileReport {
    this.#checked++;
    return this.linter.lint(file, text, this.configuration.settingsFor(file));
  }

  #applyFixes(report: FileReport): FixResult {
    const settings = this.configuration.settingsFor(report.path);
    return applyFixes(this.linter, report.path, report.text, settings, { unsafe: this.options.unsafe, report });
  }

  #add(report: FileReport): void {
    for (const message of report.errors) this.#error(report.path, message);
    if (report.findings.length === 0) return;
    const limit = severity[this.configuration.failOn(report.path)];
    this.#failing ||= report.findings.some((finding) => severity[finding.level] >= limit);
    this.#files.push(reportedFile(report, !this.options.diff && formatsWithFixes.has(this.options.format)));
  }

  #error(file: string, message: string): void {
    this.#errors.push({ path: file, message });
  }

  /** Print what was found; the exit status. */
  finish(): number {
    const { options, io } = this;
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
    const text = report(run, { color: io.color && !toFile && !toErr, quiet: options.quiet });
    if (options.outputFile !== undefined) writeFileSync(path.resolve(io.directory, options.outputFile), text);
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

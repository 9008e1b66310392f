/** What happens to one file, with a result that can be sent between threads. */
import { createTwoFilesPatch } from "diff";
import type { Configuration } from "../lint/configuration.js";
import { applyFixes, type FixResult } from "../lint/fixes.js";
import { describe } from "../lint/pipeline.js";
import { ConfigurationError } from "../lint/settings.js";
import { readSource, type Source, writeSource } from "../lint/source.js";
import { describeSystemError } from "../lint/system-error.js";
import type { FileReport, Linter } from "../lint/types.js";
import { type ReportedFile, reportedFile, shownPath } from "../report/run.js";
import type { Level } from "../rules/define.js";

/** What to do with a file besides linting it. */
export interface FileTask {
  /** Paths in a diff are relative to it. Absolute. */
  readonly directory: string;
  readonly fix: boolean;
  readonly diff: boolean;
  /** Suggestions too. */
  readonly unsafe: boolean;
  /** Compute the fixes of the findings that are reported. */
  readonly withFixes: boolean;
}

export interface FileOutcome {
  readonly path: string;
  /** Null where nothing was found. */
  readonly file: ReportedFile | null;
  readonly errors: readonly string[];
  /** A finding is at or above the level that makes a run fail. */
  readonly failing: boolean;
  readonly applied: FixResult["applied"];
  /** What fixing would change, as a unified diff; empty where nothing. */
  readonly diff: string;
  /** The text after fixing, where it has changed. */
  readonly fixedText: string | null;
}

const severity: Record<Level, number> = { hint: 0, information: 1, warning: 2, error: 3 };

/** Lints files one by one. */
export class FileLinter {
  constructor(
    readonly linter: Linter,
    readonly configuration: Configuration,
    readonly task: FileTask,
  ) {}

  /** Read, lint and, if that is the task, fix a file on disk. @throws ConfigurationError */
  lintFile(path: string): FileOutcome {
    const source = readSource(path);
    if (source.kind === "error") return failed(path, source.message);
    return this.#guard(path, () => {
      const outcome = this.#lint(path, source.text);
      if (outcome.fixedText === null) return outcome;
      return this.#write(source, outcome.fixedText, outcome);
    });
  }

  /** Lint a text, and fix it if that is the task; nothing is written. @throws ConfigurationError */
  lintText(path: string, text: string): FileOutcome {
    return this.#guard(path, () => this.#lint(path, text));
  }

  #lint(path: string, text: string): FileOutcome {
    const settings = this.configuration.settingsFor(path);
    const report = this.linter.lint(path, text, settings);
    const { fix, diff, unsafe } = this.task;
    if ((!fix && !diff) || report.findings.length === 0) return this.#outcome(report);
    const result = applyFixes(this.linter, path, text, settings, { unsafe, report });
    if (result.fixed === 0) return this.#outcome(report);
    if (fix) return { ...this.#outcome(result.report), applied: result.applied, fixedText: result.text };
    return { ...this.#outcome(report), applied: result.applied, diff: this.#diff(path, text, result.text) };
  }

  #write(source: Extract<Source, { kind: "text" }>, text: string, outcome: FileOutcome): FileOutcome {
    try {
      writeSource(outcome.path, source, text);
      return outcome;
    } catch (error) {
      // What is on disk still has its findings.
      const unfixed = this.#outcome(
        this.linter.lint(outcome.path, source.text, this.configuration.settingsFor(outcome.path)),
      );
      return { ...unfixed, errors: [...unfixed.errors, `cannot be written: ${describeSystemError(error)}`] };
    }
  }

  #diff(path: string, before: string, after: string): string {
    const shown = shownPath(this.task.directory, path);
    const patch = createTwoFilesPatch(shown, shown, before, after, undefined, undefined, { context: 3 });
    return patch.slice(patch.indexOf("--- "));
  }

  #outcome(report: FileReport): FileOutcome {
    const { path, errors, findings } = report;
    const limit = severity[this.configuration.failOn(path)];
    return {
      path,
      file: findings.length === 0 ? null : reportedFile(report, this.task.withFixes),
      errors,
      failing: findings.some(({ level }) => severity[level] >= limit),
      applied: [],
      diff: "",
      fixedText: null,
    };
  }

  /** One file must not take the others down. */
  #guard(path: string, action: () => FileOutcome): FileOutcome {
    try {
      return action();
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      return failed(path, `internal error: ${describe(error)}`);
    }
  }
}

/** The outcome for a file that could not be linted. */
export function failed(path: string, message: string): FileOutcome {
  return { path, file: null, errors: [message], failing: false, applied: [], diff: "", fixedText: null };
}

/** What a run found, as plain data: what every report is made of. */
import path from "node:path";
import { LineIndex, type Range } from "../base/text.js";
import type { FileReport, Finding } from "../lint/types.js";
import type { Family, Fix, Level, RuleDefinition, Step } from "../rules/define.js";

export interface ReportedFinding {
  readonly rule: string;
  readonly name: string;
  readonly family: Family;
  readonly level: Level;
  readonly message: string;
  readonly range: Range;
  readonly steps: readonly Step[];
  readonly fingerprint: string;
  /** Proved, or null; null also where the report does not show fixes. */
  readonly fix: Fix | null;
}

export interface ReportedFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly ReportedFinding[];
}

/** A file that could not be linted, or on which leaklint itself failed. */
export interface RunError {
  /** Absolute. */
  readonly path: string;
  readonly message: string;
}

export interface Run {
  /** leaklint's. */
  readonly version: string;
  /** Paths are shown relative to it. Absolute. */
  readonly directory: string;
  /** Files with findings, in the order of discovery. */
  readonly files: readonly ReportedFile[];
  readonly errors: readonly RunError[];
  /** How many files were linted. */
  readonly checked: number;
  readonly rules: readonly RuleDefinition[];
}

export interface ReportOptions {
  readonly color?: boolean;
  /** Findings only, no summary. */
  readonly quiet?: boolean;
  /** Fixes that may change behaviour count as fixes (`--unsafe-fixes`). */
  readonly unsafe?: boolean;
}

/** Makes the text of a report, its last line ended; empty where there is nothing to say. */
export type Reporter = (run: Run, options: ReportOptions) => string;

/** A finding without its lazy parts. With `withFixes`, its fix is computed and proved now. */
export function reported(finding: Finding, withFixes: boolean): ReportedFinding {
  const { rule, name, family, level, message, range, steps, fingerprint } = finding;
  return { rule, name, family, level, message, range, steps, fingerprint, fix: withFixes ? finding.fix() : null };
}

/** A file's report as plain data. */
export function reportedFile(report: FileReport, withFixes: boolean): ReportedFile {
  const { path: file, text } = report;
  return { path: file, text, findings: report.findings.map((finding) => reported(finding, withFixes)) };
}

/** A path as reports show it: relative where it lies below the directory, with forward slashes. */
export function shownPath(directory: string, file: string): string {
  const relative = path.relative(directory, file);
  const inside = relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative);
  return (inside ? relative : file).split(path.sep).join("/");
}

/** Line and column of both ends of a range, counted from 1, columns in UTF-16 units. */
export interface Region {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** Looks positions up in the files of a run. A step may lie in a file that is not among them. */
export class Regions {
  readonly #lines = new Map<string, LineIndex>();

  constructor(readonly run: Run) {}

  linesOf(file: ReportedFile): LineIndex {
    let lines = this.#lines.get(file.path);
    if (lines === undefined) {
      lines = new LineIndex(file.text);
      this.#lines.set(file.path, lines);
    }
    return lines;
  }

  of(file: ReportedFile, range: Range): Region {
    const lines = this.linesOf(file);
    const start = lines.positionAt(range.start);
    const end = lines.positionAt(range.end);
    return {
      start: { line: start.line + 1, column: start.column + 1 },
      end: { line: end.line + 1, column: end.column + 1 },
    };
  }
}

/** Where a step is, in its own file. */
export function regionOfStep(regions: Regions, file: ReportedFile, step: Step): Region {
  if (step.region === undefined) return regions.of(file, step.range);
  const { start, end } = step.region;
  return {
    start: { line: start.line + 1, column: start.column + 1 },
    end: { line: end.line + 1, column: end.column + 1 },
  };
}

/** Where a step is, in words: `line 3`, in another file `pkg/io.py:12`. */
export function placeOfStep(run: Run, regions: Regions, file: ReportedFile, step: Step): string {
  const { line } = regionOfStep(regions, file, step).start;
  const elsewhere = step.path !== undefined && step.path !== file.path;
  return elsewhere ? `${shownPath(run.directory, step.path)}:${line}` : `line ${line}`;
}

export interface Summary {
  readonly findings: number;
  readonly files: number;
  readonly checked: number;
  readonly levels: Readonly<Record<Level, number>>;
  /** Findings for each rule that has any, by id. */
  readonly rules: Readonly<Record<string, number>>;
  readonly fixable: { readonly safe: number; readonly unsafe: number };
}

/** Counts of a run. */
export function summarize(run: Run): Summary {
  const levels = { error: 0, warning: 0, information: 0, hint: 0 };
  const fixable = { safe: 0, unsafe: 0 };
  const rules: Record<string, number> = {};
  let findings = 0;
  for (const file of run.files) {
    for (const finding of file.findings) {
      findings++;
      levels[finding.level]++;
      rules[finding.rule] = (rules[finding.rule] ?? 0) + 1;
      if (finding.fix !== null) fixable[finding.fix.safe ? "safe" : "unsafe"]++;
    }
  }
  const files = run.files.filter((file) => file.findings.length > 0).length;
  return { findings, files, checked: run.checked, levels, rules: sorted(rules), fixable };
}

function sorted(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `1 finding`, `2 findings`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

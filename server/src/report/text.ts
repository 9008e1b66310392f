/** The report for people: each finding with its source, its steps and what can be done. */
import picocolors from "picocolors";
import stringWidth from "string-width";
import type { LineIndex, Range } from "../base/text.js";
import type { Level } from "../rules/define.js";
import {
  placeOfStep,
  plural,
  Regions,
  type ReportedFile,
  type ReportedFinding,
  type Reporter,
  type ReportOptions,
  type Run,
  shownPath,
  summarize,
} from "./run.js";

type Colors = ReturnType<typeof picocolors.createColors>;

/** Longer lines are cut around what is underlined. Columns. */
const MAX_WIDTH = 160;
const TAB = 4;

/** With source excerpt, steps and a summary. */
export const textReport: Reporter = (run, options) => {
  const colors = picocolors.createColors(options.color ?? false);
  const regions = new Regions(run);
  const parts: string[] = [];
  for (const file of run.files) {
    for (const finding of file.findings) parts.push(`${block(run, regions, file, finding, colors)}\n`);
  }
  return withSummary(parts, run, options);
};

/** A line a finding, in the form that editors and terminals make clickable. */
export const conciseReport: Reporter = (run, options) => {
  const colors = picocolors.createColors(options.color ?? false);
  const regions = new Regions(run);
  const lines = run.files.flatMap((file) =>
    file.findings.map((finding) => {
      const isFixable = finding.fix !== null && (finding.fix.safe || options.unsafe === true);
      const mark = isFixable ? " [fixable]" : "";
      return `${heading(run, regions, file, finding, colors)}${colors.dim(mark)}`;
    }),
  );
  return withSummary(lines, run, options);
};

/** Lines, each ended, and the summary behind them unless it is not wanted. */
export function withSummary(lines: readonly string[], run: Run, options: ReportOptions): string {
  const summary = options.quiet ? [] : [summaryLine(run, options, picocolors.createColors(options.color ?? false))];
  return [...lines, ...summary].map((line) => `${line}\n`).join("");
}

const levelColors: Record<Level, (colors: Colors) => (text: string) => string> = {
  error: (colors) => colors.red,
  warning: (colors) => colors.yellow,
  information: (colors) => colors.blue,
  hint: (colors) => colors.cyan,
};

function heading(run: Run, regions: Regions, file: ReportedFile, finding: ReportedFinding, colors: Colors): string {
  const { start } = regions.of(file, finding.range);
  const place = `${shownPath(run.directory, file.path)}:${start.line}:${start.column}`;
  const level = levelColors[finding.level](colors)(colors.bold(finding.level));
  return `${colors.bold(place)}: ${level} ${colors.bold(finding.rule)} ${finding.name}: ${printable(finding.message)}`;
}

function block(run: Run, regions: Regions, file: ReportedFile, finding: ReportedFinding, colors: Colors): string {
  const lines = regions.linesOf(file);
  const excerpt = excerptOf(file.text, lines, finding.range, levelColors[finding.level](colors), colors);
  const indent = " ".repeat(excerpt.gutter);
  const notes = finding.steps.map((step) => {
    const place = placeOfStep(run, regions, file, step);
    return `${indent} ${colors.blue("=")} ${place}: ${printable(step.message)}`;
  });
  if (finding.fix !== null) {
    const how = finding.fix.safe ? "fix available (--fix)" : "suggestion available (--unsafe-fixes)";
    notes.push(`${indent} ${colors.blue("=")} ${colors.green(how)}: ${printable(finding.fix.title)}`);
  }
  return [heading(run, regions, file, finding, colors), ...excerpt.lines, ...notes].join("\n");
}

function excerptOf(
  text: string,
  lines: LineIndex,
  range: Range,
  paint: (text: string) => string,
  colors: Colors,
): { readonly gutter: number; readonly lines: readonly string[] } {
  const at = lines.lineAt(range.start);
  const first = at > 0 && lineText(text, lines, at - 1).trim() !== "" ? at - 1 : at;
  const last = at + 1 < lines.lineCount && lineText(text, lines, at + 1).trim() !== "" ? at + 1 : at;
  const gutter = String(last + 1).length;
  const bar = colors.blue("|");
  const result = [`${" ".repeat(gutter)} ${bar}`];
  const source = lineText(text, lines, at);
  const from = range.start - lines.lineStart(at);
  const to = Math.min(Math.max(range.end - lines.lineStart(at), from + 1), Math.max(source.length, from + 1));
  const shift = cropStart(source, from);
  for (let line = first; line <= last; line++) {
    const number = colors.blue(String(line + 1).padStart(gutter));
    const shown = cropped(display(lineText(text, lines, line)), line === at ? shift : 0);
    result.push(`${number} ${bar} ${shown}`.trimEnd());
    if (line !== at) continue;
    const before = Math.max(0, width(source.slice(0, from)) - shift + (shift > 0 ? 1 : 0));
    const length = Math.max(1, Math.min(width(source.slice(0, to)) - width(source.slice(0, from)), MAX_WIDTH - before));
    result.push(`${" ".repeat(gutter)} ${bar} ${" ".repeat(before)}${paint("^".repeat(length))}`);
  }
  return { gutter, lines: result };
}

function lineText(text: string, lines: LineIndex, line: number): string {
  return text.slice(lines.lineStart(line), lines.lineEnd(line)).replace(/[\r\n]+$/, "");
}

/** The column at which a line that is too long begins to be shown. */
function cropStart(source: string, from: number): number {
  const column = width(source.slice(0, from));
  return width(source) <= MAX_WIDTH || column < MAX_WIDTH / 2 ? 0 : column - MAX_WIDTH / 4;
}

/** At most `MAX_WIDTH` columns from a column on; `…` for what is left out. */
function cropped(shown: string, start: number): string {
  if (start === 0 && stringWidth(shown) <= MAX_WIDTH) return shown;
  let column = 0;
  let result = "";
  for (const character of shown) {
    if (column >= start + MAX_WIDTH) return `${start > 0 ? "…" : ""}${result}…`;
    const next = column + stringWidth(character);
    // A wide character that the cut splits leaves a blank, so that what follows stays in its column.
    if (column >= start) result += character;
    else if (next > start) result += " ".repeat(next - start);
    column = next;
  }
  return `${start > 0 ? "…" : ""}${result}`;
}

/** A line as a terminal shows it: tabs to the next stop, control characters made visible. */
function display(line: string): string {
  let result = "";
  let column = 0;
  for (const part of line.split(/(\t)/)) {
    const shown = part === "\t" ? " ".repeat(TAB - (column % TAB)) : printable(part);
    result += shown;
    column += stringWidth(shown);
  }
  return result;
}

/** Columns that a piece from the start of a line takes. */
function width(piece: string): number {
  return stringWidth(display(piece));
}

/** Text from outside must not move the cursor or colour the terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\u00b7");
}

/** `12 findings (8 warnings, 4 information) in 3 files; 5 fixable with --fix`. */
function summaryLine(run: Run, { unsafe }: ReportOptions, colors: Colors): string {
  const { findings, files, checked, levels, fixable } = summarize(run);
  const failed = run.errors.length === 0 ? "" : `; ${plural(run.errors.length, "error")}`;
  if (checked === 0 && run.errors.length === 0) return "No Python files found";
  if (findings === 0) return `${colors.green("No findings")} in ${plural(checked, "file")}${failed}`;
  const counts = (["error", "warning", "information", "hint"] as const)
    .filter((level) => levels[level] > 0)
    .map((level) => (level === "information" ? `${levels[level]} information` : plural(levels[level], level)));
  const fixes: string[] = [];
  const all = fixable.safe + fixable.unsafe;
  if (unsafe === true && all > 0) fixes.push(`${all} fixable with --fix --unsafe-fixes`);
  else if (fixable.safe > 0) fixes.push(`${fixable.safe} fixable with --fix`);
  if (unsafe !== true && fixable.unsafe > 0) fixes.push(`${fixable.unsafe} more with --unsafe-fixes`);
  const tail = fixes.length === 0 ? "" : `; ${fixes.join(", ")}`;
  return `${colors.bold(plural(findings, "finding"))} (${counts.join(", ")}) in ${plural(files, "file")}${tail}${failed}`;
}

/** Applying fixes to a text, round by round. */
import { applyEdits, type Edit, editsConflict } from "../base/text.js";
import type { FileReport, FileSettings, Finding, Linter } from "./types.js";

/** Rounds after which fixing stops although there may be more to fix. */
const MAX_ROUNDS = 10;

export interface FixOptions {
  /** Apply suggestions too: fixes that may change behaviour. */
  readonly unsafe?: boolean;
  /** The report of the text, where the caller has it. */
  readonly report?: FileReport;
  /** Rules whose findings are fixed. Default: all. */
  readonly only?: (rule: string) => boolean;
}

export interface FixResult {
  readonly text: string;
  /** How many fixes were applied. */
  readonly fixed: number;
  /** What was fixed: the findings, each with the title of its fix, in the order of application. */
  readonly applied: readonly { readonly finding: Finding; readonly title: string }[];
  /** The report of the text as it is now. */
  readonly report: FileReport;
}

/**
 * Apply fixes until there are none left: in each round those that do not touch each other, then lint again.
 * Every fix is proved by itself; a round whose fixes
 * do not get along (more findings are left than there should be) is made again with its first fix only.
 */
export function applyFixes(
  linter: Linter,
  path: string,
  text: string,
  settings: FileSettings,
  options: FixOptions = {},
): FixResult {
  let report = options.report ?? linter.lint(path, text, settings);
  const applied: { finding: Finding; title: string }[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const chosen = choose(report, options);
    if (chosen.length === 0) break;
    let { next, made } = apply(linter, path, report, settings, chosen);
    if (made.length > 1 && next.findings.length > report.findings.length - made.length) {
      ({ next, made } = apply(linter, path, report, settings, chosen.slice(0, 1)));
    }
    report = next;
    applied.push(...made.map(({ finding, title }) => ({ finding, title })));
  }
  return { text: report.text, fixed: applied.length, applied, report };
}

interface Chosen {
  readonly finding: Finding;
  readonly title: string;
  readonly edits: readonly Edit[];
}

function choose(report: FileReport, { unsafe = false, only = () => true }: FixOptions): readonly Chosen[] {
  const chosen: Chosen[] = [];
  for (const finding of report.findings) {
    if (!only(finding.rule)) continue;
    const fix = finding.fix();
    if (fix === null || (!fix.safe && !unsafe)) continue;
    if (chosen.some((other) => editsConflict(other.edits, fix.edits) || encloses(other.edits, fix.edits))) continue;
    chosen.push({ finding, title: fix.title, edits: fix.edits });
  }
  return chosen;
}

/** Whether the spans of two fixes overlap though their edits do not: each was made for the other's old text. */
function encloses(a: readonly Edit[], b: readonly Edit[]): boolean {
  const span = (edits: readonly Edit[]) => ({
    start: Math.min(...edits.map((edit) => edit.start)),
    end: Math.max(...edits.map((edit) => edit.end)),
  });
  const [one, other] = [span(a), span(b)];
  return one.start < other.end && other.start < one.end;
}

function apply(
  linter: Linter,
  path: string,
  report: FileReport,
  settings: FileSettings,
  chosen: readonly Chosen[],
): { next: FileReport; made: readonly Chosen[] } {
  const edits = chosen.flatMap((one) => one.edits);
  return { next: linter.lint(path, applyEdits(report.text, edits), settings), made: chosen };
}

/** Applying fixes to a text, round by round. */
import { applyEdits, type Edit } from "../base/text.js";
import { groupFixes } from "./combine.js";
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
  /** What was fixed, in the order of application. */
  readonly applied: readonly { readonly rule: string; readonly name: string; readonly title: string }[];
  /** The report of the text as it is now. */
  readonly report: FileReport;
}

/**
 * Apply fixes until there are none left: in each round those that do not touch each other, then lint again.
 * Every fix was proved before; a round whose fixes do not get along (more warnings are left than there should be)
 * is made again with half of them.
 */
export function applyFixes(
  linter: Linter,
  path: string,
  text: string,
  settings: FileSettings,
  options: FixOptions = {},
): FixResult {
  let report = options.report ?? linter.lint(path, text, settings);
  const applied: { rule: string; name: string; title: string }[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const groups = groupFixes(choose(report, options));
    const group = groups[0];
    if (group === undefined) break;
    let made = group.fixes;
    let next = linter.lint(path, applyEdits(report.text, group.edits), settings);
    while (made.length > 1 && graveCount(next.findings) > graveCount(report.findings) - graveCount(findingsOf(made))) {
      const half = groupFixes(made.slice(0, made.length >> 1))[0];
      if (half === undefined) break;
      made = half.fixes;
      next = linter.lint(path, applyEdits(report.text, half.edits), settings);
    }
    report = next;
    applied.push(...made.map(({ finding: { rule, name }, title }) => ({ rule, name, title })));
  }
  return { text: report.text, fixed: applied.length, applied, report };
}

interface Chosen {
  readonly finding: Finding;
  readonly title: string;
  readonly edits: readonly Edit[];
}

function choose(report: FileReport, { unsafe = false, only = () => true }: FixOptions): readonly Chosen[] {
  return report.findings.flatMap((finding): Chosen[] => {
    if (!only(finding.rule)) return [];
    const fix = finding.fix();
    return fix === null || (!fix.safe && !unsafe) ? [] : [{ finding, title: fix.title, edits: fix.edits }];
  });
}

function findingsOf(fixes: readonly Chosen[]): readonly Finding[] {
  return fixes.map(({ finding }) => finding);
}

function graveCount(findings: readonly Finding[]): number {
  return findings.filter(({ level }) => level === "warning" || level === "error").length;
}

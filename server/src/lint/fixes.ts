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
    const groups = groupFixes(choose(report, options));
    const group = groups[0];
    if (group === undefined) break;
    let made = group.fixes;
    let next = linter.lint(path, applyEdits(report.text, group.edits), settings);
    if (made.length > 1 && next.findings.length > report.findings.length - made.length) {
      made = made.slice(0, 1);
      next = linter.lint(path, applyEdits(report.text, made[0]?.edits ?? []), settings);
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
  return report.findings.flatMap((finding): Chosen[] => {
    if (!only(finding.rule)) return [];
    const fix = finding.fix();
    return fix === null || (!fix.safe && !unsafe) ? [] : [{ finding, title: fix.title, edits: fix.edits }];
  });
}

/** Proof of fixes: a fix that does not do what it says is not offered. */
import { applyEdits } from "../base/text.js";
import type { Fix, RuleDefinition } from "../rules/define.js";
import { unusedSuppression } from "../rules/self/lk001.js";
import type { Analysis, RatedFinding } from "./pipeline.js";

/** Analyses a text by all rules at their own levels (`strict`: suppressions and settings off), or as the user has it. */
export type Analyser = (text: string, strict: boolean) => Analysis;

/** Proves the fixes of one file; what they are compared with is computed once. */
export class FixProver {
  readonly #before = new Map<boolean, Analysis>();

  constructor(
    readonly original: Analysis,
    readonly analyser: Analyser,
  ) {}

  /**
   * The rule's fix, if its result has no new syntax error, fewer findings of the rule, and of no rule more
   * findings of level warning or above; else null.
   */
  prove({ rule, finding }: RatedFinding): Fix | null {
    const fix = finding.fix?.() ?? null;
    if (fix === null || fix.edits.length === 0) return null;
    return this.#holds(rule, fix) ? fix : null;
  }

  #holds(rule: RuleDefinition, fix: Fix): boolean {
    const strict = rule.id !== unusedSuppression.id;
    const before = this.#analysisBefore(strict);
    const after = this.analyser(applyEdits(this.original.text, fix.edits), strict);
    if (after.errors.length > 0 || after.module.problems.length > before.module.problems.length) return false;
    if (count(after, (one) => one.rule === rule) >= count(before, (one) => one.rule === rule)) return false;
    const grave = (one: RatedFinding): boolean => one.level === "warning" || one.level === "error";
    const rules = new Set(after.findings.filter(grave).map((one) => one.rule));
    return [...rules].every((other) => {
      const same = (one: RatedFinding): boolean => one.rule === other && grave(one);
      return count(after, same) <= count(before, same);
    });
  }

  #analysisBefore(strict: boolean): Analysis {
    let before = this.#before.get(strict);
    if (before === undefined) {
      before = strict ? this.analyser(this.original.text, true) : this.original;
      this.#before.set(strict, before);
    }
    return before;
  }
}

function count(analysis: Analysis, condition: (finding: RatedFinding) => boolean): number {
  return analysis.findings.reduce((sum, finding) => (condition(finding) ? sum + 1 : sum), 0);
}

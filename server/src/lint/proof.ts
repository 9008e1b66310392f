/** Proof of fixes: a fix that does not do what it says is not offered. */
import type { Edit } from "../base/text.js";
import type { Fix, RuleDefinition } from "../rules/define.js";
import { unusedSuppression } from "../rules/self/lk001.js";
import { groupFixes } from "./combine.js";
import type { Analysis, RatedFinding } from "./pipeline.js";

/** What a proof compares. `strict`: by all rules at their own levels, suppressions and settings off. */
export interface ProofInput {
  /** The file as the user sees it. */
  readonly original: Analysis;
  readonly originalStrict: () => Analysis;
  /** The file after edits. */
  readonly analyse: (edits: readonly Edit[], strict: boolean) => Analysis;
}

/** Characters analysed for the proofs of one file; what is not proved by then is not offered. */
const MOST_ANALYSED = 6_000_000;

interface Candidate {
  readonly rated: RatedFinding;
  readonly fix: Fix;
  readonly edits: readonly Edit[];
}

/**
 * Proves the fixes of one file. A fix is proved if its result has no new syntax error, its finding is gone, and of
 * no rule there are more findings of level warning or above. Fixes that do not touch each other are proved
 * together, since each proof costs an analysis of the file; a group that fails is halved until the guilty are found.
 */
export class FixProver {
  #strict: Analysis | undefined;
  #analysed = 0;
  #proved: ReadonlyMap<RatedFinding, Fix> | undefined;

  constructor(readonly input: ProofInput) {}

  /** The rule's fix, if it is proved; else null. */
  prove(rated: RatedFinding): Fix | null {
    if (rated.finding.fix === undefined) return null;
    this.#proved ??= this.#proveAll();
    return this.#proved.get(rated) ?? null;
  }

  #proveAll(): ReadonlyMap<RatedFinding, Fix> {
    const candidates = this.input.original.findings.flatMap((rated): Candidate[] => {
      const fix = fixOf(rated);
      return fix === null || fix.edits.length === 0 ? [] : [{ rated, fix, edits: fix.edits }];
    });
    const proved = new Map<RatedFinding, Fix>();
    for (const strict of [true, false]) {
      const own = candidates.filter(({ rated }) => (rated.rule.id !== unusedSuppression.id) === strict);
      for (const group of groupFixes(own)) this.#proveGroup(group.fixes, group.edits, strict, proved);
    }
    return proved;
  }

  #proveGroup(
    group: readonly Candidate[],
    edits: readonly Edit[],
    strict: boolean,
    proved: Map<RatedFinding, Fix>,
  ): void {
    if (this.#holds(group, edits, strict)) {
      for (const { rated, fix } of group) proved.set(rated, fix);
    } else if (group.length > 1 && this.#analysed <= MOST_ANALYSED) {
      const middle = group.length >> 1;
      for (const half of [group.slice(0, middle), group.slice(middle)]) {
        for (const { fixes, edits: combined } of groupFixes(half)) this.#proveGroup(fixes, combined, strict, proved);
      }
    }
  }

  #holds(group: readonly Candidate[], edits: readonly Edit[], strict: boolean): boolean {
    const before = this.#analysisBefore(strict);
    this.#analysed += before.text.length;
    if (this.#analysed > MOST_ANALYSED) return false;
    let after: Analysis;
    try {
      after = this.input.analyse(edits, strict);
    } catch {
      return false;
    }
    if (after.errors.length > before.errors.length) return false;
    if (hasNewProblem(before, after)) return false;
    for (const rule of new Set(group.map(({ rated }) => rated.rule))) {
      const fixed = group.filter(({ rated }) => rated.rule === rule).length;
      if (count(after, ofRule(rule)) > count(before, ofRule(rule)) - fixed) return false;
    }
    if (!group.every((candidate) => isGone(candidate, before, after, edits))) return false;
    const revealed = new Set(group.flatMap(({ fix }) => fix.reveals ?? []));
    return [...new Set(after.findings.filter(isGrave).map(({ rule }) => rule))].every((rule) => {
      if (revealed.has(rule.id)) return true;
      const grave = (one: RatedFinding): boolean => one.rule === rule && isGrave(one);
      return count(after, grave) <= count(before, grave);
    });
  }

  #analysisBefore(strict: boolean): Analysis {
    if (!strict) return this.input.original;
    this.#strict ??= this.input.originalStrict();
    return this.#strict;
  }
}

function fixOf({ finding }: RatedFinding): Fix | null {
  try {
    return finding.fix?.() ?? null;
  } catch {
    // A fix that fails is no fix; the finding stands without it.
    return null;
  }
}

/** Regions that do not parse are compared by their text: one may swallow another, so their number says little. */
function hasNewProblem(before: Analysis, after: Analysis): boolean {
  const textsOf = ({ module, text }: Analysis) =>
    module.problems.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ""));
  const known = textsOf(before);
  return textsOf(after).some((problem) => {
    const index = known.indexOf(problem);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

function ofRule(rule: RuleDefinition): (finding: RatedFinding) => boolean {
  return (finding) => finding.rule === rule;
}

function isGrave({ level }: RatedFinding): boolean {
  return level === "warning" || level === "error";
}

function count(analysis: Analysis, condition: (finding: RatedFinding) => boolean): number {
  return analysis.findings.reduce((sum, finding) => (condition(finding) ? sum + 1 : sum), 0);
}

/** Whether the rule is silent on the lines that the finding's line has become. Two on a line cannot be told apart. */
function isGone({ rated }: Candidate, before: Analysis, after: Analysis, edits: readonly Edit[]): boolean {
  const line = before.lines.lineAt(rated.finding.range.start);
  const onLine = (one: RatedFinding): boolean =>
    one.rule === rated.rule && before.lines.lineAt(one.finding.range.start) === line;
  if (count(before, onLine) > 1) return true;
  const place = moved(rated.finding.range.start, edits);
  const first = after.lines.lineAt(place.start);
  const last = after.lines.lineAt(place.end);
  return !after.findings.some((one) => {
    const now = after.lines.lineAt(one.finding.range.start);
    return one.rule === rated.rule && first <= now && now <= last;
  });
}

/** Where an offset comes to lie: a point, or the text that an edit put in its place. */
function moved(offset: number, edits: readonly Edit[]): { readonly start: number; readonly end: number } {
  let delta = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start > offset) break;
    if (edit.end > offset) return { start: edit.start + delta, end: edit.start + delta + edit.text.length };
    delta += edit.text.length - (edit.end - edit.start);
  }
  return { start: offset + delta, end: offset + delta };
}

/** Proof of fixes: a fix that does not do what it says is not offered. */
import { type Edit, isTouched, type Range } from "../base/text.js";
import type { Family, Fix, RuleDefinition } from "../rules/define.js";
import { unusedSuppression } from "../rules/self/lk001.js";
import { groupFixes } from "./combine.js";
import type { Analysis, RatedFinding } from "./pipeline.js";

/**
 * By which rules a proof compares: those of some families at their own levels, suppressions and settings off. Null: as
 * the user has set them.
 */
export type Measure = Strictly | null;

export interface Strictly {
  readonly families: ReadonlySet<Family>;
  /** No fix is one of a resource: facts on resources count only where something is edited. */
  readonly isConfined: boolean;
}

/** What a proof compares. */
export interface ProofInput {
  /** The file as the user sees it. */
  readonly original: Analysis;
  /** The same by the rules of families, or more. */
  readonly originalBy: (families: ReadonlySet<Family>) => Analysis;
  /** The file after edits; facts on resources only from where it changed, if that is given. */
  readonly analyse: (edits: readonly Edit[], measure: Measure, changed?: readonly Range[]) => Analysis;
}

/** Characters analysed for the proofs of one file; what is not proved by then is not offered. */
const MOST_ANALYSED = 6_000_000;

interface Candidate {
  readonly rated: RatedFinding;
  readonly fix: Fix;
  readonly edits: readonly Edit[];
}

/** Fixes that are proved together. */
interface Batch {
  readonly fixes: readonly Candidate[];
  readonly edits: readonly Edit[];
  readonly measure: Measure;
  isDone: boolean;
}

/**
 * Proves the fixes of one file. A fix is proved if its result has no new syntax error, its finding is gone, and of
 * no rule of its family, and of none on resources, there are more findings of level warning or above: what a fix does
 * to objects of its kind is for those rules to say, and an exception or exit on a new path is for those on resources.
 * Fixes that do not touch each other are proved together, since each proof costs an analysis of the file; a group that
 * fails is halved until the guilty are found. A group is proved when somebody asks for one of its fixes.
 */
export class FixProver {
  readonly #before = new Map<string, Surveyed>();
  #analysed = 0;
  #last: { readonly key: string; readonly after: Surveyed | null } | undefined;
  #batches: ReadonlyMap<RatedFinding, Batch> | undefined;
  readonly #proved = new Map<RatedFinding, Fix>();

  constructor(readonly input: ProofInput) {}

  /** The rule's fix, if it is proved; else null. */
  prove(rated: RatedFinding): Fix | null {
    if (rated.finding.fix === undefined) return null;
    this.#batches ??= this.#group();
    const batch = this.#batches.get(rated);
    if (batch !== undefined && !batch.isDone) {
      batch.isDone = true;
      this.#proveGroup(batch.fixes, batch.edits, batch.measure);
    }
    return this.#proved.get(rated) ?? null;
  }

  #group(): ReadonlyMap<RatedFinding, Batch> {
    const candidates = this.input.original.findings.flatMap((rated): Candidate[] => {
      const fix = fixOf(rated);
      return fix === null || fix.edits.length === 0 ? [] : [{ rated, fix, edits: fix.edits }];
    });
    const batches = new Map<RatedFinding, Batch>();
    for (const strict of [true, false]) {
      const own = candidates.filter(({ rated }) => (rated.rule.id !== unusedSuppression.id) === strict);
      for (const { fixes, edits } of groupFixes(own)) {
        const own = fixes.map(({ rated }) => rated.rule.family);
        const families = new Set<Family>(["resource", ...own]);
        const measure = strict ? { families, isConfined: !own.includes("resource") } : null;
        const batch: Batch = { fixes, edits, measure, isDone: false };
        for (const { rated } of fixes) batches.set(rated, batch);
      }
    }
    return batches;
  }

  #proveGroup(group: readonly Candidate[], edits: readonly Edit[], measure: Measure): void {
    if (this.#holds(group, edits, measure)) {
      for (const { rated, fix } of group) this.#proved.set(rated, fix);
    } else if (group.length > 1 && this.#analysed <= MOST_ANALYSED) {
      const middle = group.length >> 1;
      for (const half of [group.slice(0, middle), group.slice(middle)]) {
        for (const { fixes, edits: combined } of groupFixes(half)) this.#proveGroup(fixes, combined, measure);
      }
    }
  }

  #holds(group: readonly Candidate[], edits: readonly Edit[], measure: Measure): boolean {
    const before = this.#analysisBefore(measure);
    const moves = new Moves(edits);
    const changed = measure?.isConfined === true ? moves.all() : undefined;
    const after = this.#analysisAfter(edits, measure, before.analysis.text.length, changed);
    if (after === null) return false;
    if (after.analysis.errors.length > before.analysis.errors.length) return false;
    if (hasNewProblem(before.analysis, after.analysis)) return false;
    const fixed = new Map<RuleDefinition, number>();
    for (const { rated } of group) fixed.set(rated.rule, (fixed.get(rated.rule) ?? 0) + 1);
    for (const [rule, count] of fixed) if (after.count(rule) > before.count(rule) - count) return false;
    if (!group.every((candidate) => isGone(candidate, before, after, moves))) return false;
    const revealed = new Set(group.flatMap(({ fix }) => fix.reveals ?? []));
    if (changed === undefined) return holdsLevel(before, after, revealed);
    return holdsLevel(before.confinedTo(edits), after.confinedTo(changed), revealed);
  }

  /** Null where it fails, or too much was analysed. One edit may well be the fix of many findings. */
  #analysisAfter(
    edits: readonly Edit[],
    measure: Measure,
    length: number,
    changed: readonly Range[] | undefined,
  ): Surveyed | null {
    const key = JSON.stringify([keyOf(measure), edits]);
    if (this.#last?.key === key) return this.#last.after;
    this.#analysed += length;
    if (this.#analysed > MOST_ANALYSED) return null;
    let after: Surveyed | null = null;
    try {
      after = new Surveyed(this.input.analyse(edits, measure, changed));
    } catch {
      // What cannot be analysed is not proved.
    }
    this.#last = { key, after };
    return after;
  }

  #analysisBefore(measure: Measure): Surveyed {
    const key = keyOf(measure);
    let before = this.#before.get(key);
    if (before === undefined) {
      before = new Surveyed(measure === null ? this.input.original : this.input.originalBy(measure.families));
      this.#before.set(key, before);
    }
    return before;
  }
}

function keyOf(measure: Measure): string {
  return measure === null ? "" : [...measure.families, measure.isConfined].sort().join(" ");
}

function fixOf({ finding }: RatedFinding): Fix | null {
  try {
    return finding.fix?.() ?? null;
  } catch {
    // A fix that fails is no fix; the finding stands without it.
    return null;
  }
}

/** Whether no rule has more grave findings than before, other than those that fixes are known to reveal. */
function holdsLevel(before: Surveyed, after: Surveyed, revealed: ReadonlySet<string>): boolean {
  return after.graveRules.every((rule) => revealed.has(rule.id) || after.graveCount(rule) <= before.graveCount(rule));
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

function isGrave({ level }: RatedFinding): boolean {
  return level === "warning" || level === "error";
}

/** An analysis, with its findings counted. */
class Surveyed {
  /** The lines of a rule's findings, in order. */
  readonly #lines = new Map<RuleDefinition, number[]>();
  readonly #grave = new Map<RuleDefinition, number>();

  constructor(
    readonly analysis: Analysis,
    findings: readonly RatedFinding[] = analysis.findings,
  ) {
    for (const one of findings) {
      const line = analysis.lines.lineAt(one.finding.range.start);
      const known = this.#lines.get(one.rule);
      if (known === undefined) this.#lines.set(one.rule, [line]);
      else known.push(line);
      if (isGrave(one)) this.#grave.set(one.rule, (this.#grave.get(one.rule) ?? 0) + 1);
    }
  }

  /** The same, of resources only what lies outside of the top-level functions and classes that have not changed. */
  confinedTo(changed: readonly Range[]): Surveyed {
    const untouched = this.analysis.module.body.filter(
      (stmt) =>
        (stmt.kind === "FunctionDef" || stmt.kind === "ClassDef") && !changed.some((range) => isTouched(stmt, range)),
    );
    const isWithin = ({ start }: Range): boolean => untouched.some((stmt) => stmt.start <= start && start < stmt.end);
    const counts = ({ rule, finding }: RatedFinding): boolean => rule.family !== "resource" || !isWithin(finding.range);
    return new Surveyed(this.analysis, this.analysis.findings.filter(counts));
  }

  count(rule: RuleDefinition): number {
    return this.#lines.get(rule)?.length ?? 0;
  }

  get graveRules(): readonly RuleDefinition[] {
    return [...this.#grave.keys()];
  }

  graveCount(rule: RuleDefinition): number {
    return this.#grave.get(rule) ?? 0;
  }

  /** How many findings of a rule stand on these lines. */
  countOn(rule: RuleDefinition, first: number, last: number): number {
    const lines = this.#lines.get(rule) ?? [];
    return below(lines, last + 1) - below(lines, first);
  }
}

/** How many of the numbers, which are in order, are less than another. */
function below(ordered: readonly number[], limit: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether the rule is silent on the lines that the finding's line has become. Two on a line cannot be told apart. */
function isGone({ rated }: Candidate, before: Surveyed, after: Surveyed, moves: Moves): boolean {
  const { start } = rated.finding.range;
  const line = before.analysis.lines.lineAt(start);
  if (before.countOn(rated.rule, line, line) > 1) return true;
  const place = moves.of(start);
  const { lines } = after.analysis;
  return after.countOn(rated.rule, lines.lineAt(place.start), lines.lineAt(place.end)) === 0;
}

/** Where offsets come to lie. */
class Moves {
  readonly #edits: readonly Edit[];
  /** By how much what stands behind so many edits has moved. */
  readonly #deltas: readonly number[];
  readonly #starts: readonly number[];

  constructor(edits: readonly Edit[]) {
    this.#edits = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
    this.#starts = this.#edits.map(({ start }) => start);
    const deltas = [0];
    for (const { start, end, text } of this.#edits)
      deltas.push((deltas[deltas.length - 1] as number) + text.length - (end - start));
    this.#deltas = deltas;
  }

  /** Where the edits are, in the edited text. */
  all(): readonly Range[] {
    return this.#edits.map(({ start, text }, index) => {
      const begin = start + (this.#deltas[index] as number);
      return { start: begin, end: begin + text.length };
    });
  }

  /** A point, or the text that an edit put in its place. */
  of(offset: number): { readonly start: number; readonly end: number } {
    const count = below(this.#starts, offset + 1);
    const last = this.#edits[count - 1];
    if (last !== undefined && last.end > offset) {
      const start = last.start + (this.#deltas[count - 1] as number);
      return { start, end: start + last.text.length };
    }
    const moved = offset + (this.#deltas[count] as number);
    return { start: moved, end: moved };
  }
}

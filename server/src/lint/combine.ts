/** Which fixes can be made together. */
import { type Edit, editsConflict } from "../base/text.js";

/**
 * The edits of two fixes as one, or null where they cannot be made together. A line that both insert at
 * the same place, for an import or a variable of the module, is inserted once.
 */
export function combineEdits(made: readonly Edit[], added: readonly Edit[]): readonly Edit[] | null {
  const fresh = added.filter((edit) => !isShared(edit) || !made.some((other) => isSame(edit, other)));
  if (
    editsConflict(
      made.filter((edit) => !added.some((other) => isShared(edit) && isSame(edit, other))),
      fresh,
    )
  ) {
    return null;
  }
  return [...made, ...fresh];
}

/**
 * Divide fixes into groups of such as can be made together, each group's edits combined. Fixes of which one lies
 * within the other are kept apart even if their edits do not touch: each was made for the other's old text.
 */
export function groupFixes<T extends { readonly edits: readonly Edit[] }>(
  fixes: readonly T[],
): readonly { readonly fixes: readonly T[]; readonly edits: readonly Edit[] }[] {
  const groups: Group<T>[] = [];
  for (const fix of fixes) {
    const span = spanOf(fix.edits);
    if (!groups.some((group) => group.take(fix, span))) groups.push(new Group(fix, span));
  }
  return groups;
}

/** An import, or a variable of the module, on a line of its own: who else inserts the same can use it. */
function isShared(edit: Edit): boolean {
  return edit.start === edit.end && (IMPORT.test(edit.text) || VARIABLE.test(edit.text));
}

const IMPORT = /^\s*(?:import|from)\s[^;]*$/;
const VARIABLE = /^[\r\n]+\w+ = [^\r\n]*$/;

function isSame(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** From the first to the last edit, shared lines aside. */
function spanOf(edits: readonly Edit[]): Span {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const edit of edits) {
    if (isShared(edit)) continue;
    start = Math.min(start, edit.start);
    end = Math.max(end, edit.end);
  }
  return { start, end };
}

/** Fixes that can be made together; asks only those near a place, since a file may have thousands. */
class Group<T extends { readonly edits: readonly Edit[] }> {
  readonly fixes: T[];
  readonly edits: Edit[];
  /** The edits by where they start. */
  readonly #ordered: Edit[];
  /** How far those up to each of them reach. */
  readonly #reach: number[] = [];
  /** The fixes' spans, which are apart, in order. */
  readonly #spans: Span[] = [];

  constructor(fix: T, span: Span) {
    this.fixes = [fix];
    this.edits = [...fix.edits];
    this.#ordered = [...fix.edits].sort((a, b) => a.start - b.start);
    this.#measure(0);
    if (span.start <= span.end) this.#spans.push(span);
  }

  /** Add a fix, if it can be made together with the others. */
  take(fix: T, span: Span): boolean {
    const at = before(this.#spans, span.end);
    const isWithin = this.#spans[at - 1];
    if (isWithin !== undefined && isWithin.end > span.start) return false;
    const near = [...new Set(fix.edits.flatMap((edit) => this.#near(edit)))];
    const combined = combineEdits(near, fix.edits);
    if (combined === null) return false;
    const fresh = combined.slice(near.length);
    this.fixes.push(fix);
    this.edits.push(...fresh);
    for (const edit of fresh) {
      const place = before(this.#ordered, edit.start);
      this.#ordered.splice(place, 0, edit);
      this.#measure(place);
    }
    // What is but a point stands before a span that begins there.
    if (span.start <= span.end)
      this.#spans.splice(before(this.#spans, span.start + Math.sign(span.end - span.start)), 0, span);
    return true;
  }

  /** The edits that may touch a place. */
  #near({ start, end }: Edit): readonly Edit[] {
    const found: Edit[] = [];
    let index = before(this.#ordered, end + 1) - 1;
    for (; index >= 0 && (this.#reach[index] as number) >= start; index--) {
      const edit = this.#ordered[index] as Edit;
      if (edit.end >= start) found.push(edit);
    }
    return found;
  }

  #measure(from: number): void {
    for (let index = from; index < this.#ordered.length; index++)
      this.#reach[index] = Math.max(this.#reach[index - 1] ?? 0, (this.#ordered[index] as Edit).end);
  }
}

/** How many of what is in order start before an offset. */
function before(ordered: readonly Span[], offset: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] as Span).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What stays of an AST after an edit. */
import type { Edit } from "../base/text.js";
import type { Comment, Stmt } from "./ast.js";
import type { Entry, LoweredTree, Reuse } from "./lower.js";

/** A region of the old text and what stands in its place in the new one: half-open ranges. */
export interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
}

const STEP = 2048;

/** What lies between the longest common beginning and, of what is left, the longest common end. */
export function hunkBetween(before: string, after: string): Hunk {
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  // Comparing slices is a comparison of memory; comparing units is not.
  while (prefix + STEP <= shorter && before.slice(prefix, prefix + STEP) === after.slice(prefix, prefix + STEP)) {
    prefix += STEP;
  }
  while (prefix < shorter && before.charCodeAt(prefix) === after.charCodeAt(prefix)) prefix++;
  const rest = shorter - prefix;
  let suffix = 0;
  const b = before.length;
  const a = after.length;
  while (suffix + STEP <= rest) {
    const next = suffix + STEP;
    if (before.slice(b - next, b - suffix) !== after.slice(a - next, a - suffix)) break;
    suffix = next;
  }
  while (suffix < rest && before.charCodeAt(b - suffix - 1) === after.charCodeAt(a - suffix - 1)) suffix++;
  return { start: prefix, end: b - suffix, newStart: prefix, newEnd: a - suffix };
}

/** The hunks that edits make, in order. The edits must not overlap. */
export function hunksOf(edits: readonly Edit[]): readonly Hunk[] {
  let delta = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ start, end, text }) => {
      const newStart = start + delta;
      delta += text.length - (end - start);
      return { start, end, newStart, newEnd: newStart + text.length };
    });
}

/** Whether the texts are alike outside the hunks. */
export function alikeOutside(before: string, after: string, hunks: readonly Hunk[]): boolean {
  let from = 0;
  let newFrom = 0;
  for (const { start, end, newStart, newEnd } of hunks) {
    if (before.slice(from, start) !== after.slice(newFrom, newStart)) return false;
    from = end;
    newFrom = newEnd;
  }
  return before.slice(from) === after.slice(newFrom);
}

/** A stretch of the new text that stands in the old one as well, `delta` before. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly delta: number;
}

/** Looks up statements of an earlier pass that no change touches. */
export class ReuseAfterChange implements Reuse {
  private readonly entries = new Map<number, Entry>();
  private readonly comments: readonly Comment[];
  private readonly stretches: readonly Stretch[];

  /**
   * @param lowered of the old text
   * @param hunks in order
   * @param newLength of the new text
   */
  constructor(lowered: LoweredTree, hunks: readonly Hunk[], newLength: number) {
    for (const entry of lowered.entries) {
      this.entries.set(entry.start, entry);
      for (const member of entry.members) this.entries.set(member.start, member);
    }
    this.comments = lowered.module.comments;
    const stretches: Stretch[] = [];
    let start = 0;
    let delta = 0;
    for (const hunk of hunks) {
      stretches.push({ start, end: hunk.newStart, delta });
      start = hunk.newEnd;
      delta = hunk.newEnd - hunk.end;
    }
    stretches.push({ start, end: newLength, delta });
    this.stretches = stretches;
  }

  find(start: number, end: number): { readonly entry: Entry; readonly comments: readonly Comment[] } | null {
    const stretch = this.stretches.findLast((one) => one.start <= start);
    if (stretch === undefined || end > stretch.end) return null;
    const { delta } = stretch;
    const entry = this.entries.get(start - delta);
    if (!entry || entry.end !== end - delta) return null;
    const comments = this.commentsIn(entry.start, entry.end);
    if (delta === 0) return { entry, comments };
    return { entry: movedEntry(entry, delta), comments: moved(comments, delta) };
  }

  private commentsIn(start: number, end: number): readonly Comment[] {
    const { comments } = this;
    const from = firstAtOrAfter(comments, start);
    let to = from;
    while (to < comments.length && (comments[to] as Comment).start < end) to++;
    return comments.slice(from, to);
  }
}

function firstAtOrAfter(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle] as Comment).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function movedEntry(entry: Entry, delta: number): Entry {
  const stmt = moved(entry.stmt, delta);
  const members: Entry[] = [];
  if (entry.stmt.kind === "ClassDef" && stmt.kind === "ClassDef") {
    let next = 0;
    entry.stmt.body.forEach((old, index) => {
      const member = entry.members[next];
      if (member?.stmt !== old) return;
      next++;
      const { start, end, depth } = member;
      members.push({ start: start + delta, end: end + delta, stmt: stmt.body[index] as Stmt, depth, members: [] });
    });
  }
  return { start: entry.start + delta, end: entry.end + delta, stmt, depth: entry.depth, members };
}

/** A copy with all offsets moved. */
export function moved<T>(node: T, delta: number): T {
  return copy(node, delta) as T;
}

function copy(value: unknown, delta: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const result = new Array(value.length);
    for (let index = 0; index < value.length; index++) result[index] = copy(value[index], delta);
    return result;
  }
  const result: Record<string, unknown> = {};
  for (const key in value) {
    const field = (value as Record<string, unknown>)[key];
    if (typeof field === "number") result[key] = key === "level" ? field : field + delta;
    else result[key] = typeof field === "object" ? copy(field, delta) : field;
  }
  return result;
}

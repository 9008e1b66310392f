/** What stays of an AST after an edit. */
import type { Comment, Stmt } from "./ast.js";
import type { Entry, LoweredTree, Reuse } from "./lower.js";

/** How two texts relate: they begin with the same `prefix` units and end with the same `suffix` units. */
export interface Change {
  readonly prefix: number;
  readonly suffix: number;
}

const STEP = 2048;

/** The longest common beginning and, of what is left, the longest common end. */
export function changeBetween(before: string, after: string): Change {
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
  return { prefix, suffix };
}

/** Looks up statements of an earlier pass that lie wholly before or behind a change. */
export class ReuseAfterChange implements Reuse {
  private readonly entries = new Map<number, Entry>();
  private readonly comments: readonly Comment[];
  private readonly prefix: number;
  private readonly suffixStart: number;
  private readonly delta: number;

  /**
   * @param lowered of the old text
   * @param oldLength of the old text
   * @param newLength of the new text
   */
  constructor(lowered: LoweredTree, change: Change, oldLength: number, newLength: number) {
    for (const entry of lowered.entries) {
      this.entries.set(entry.start, entry);
      for (const member of entry.members) this.entries.set(member.start, member);
    }
    this.comments = lowered.module.comments;
    this.prefix = change.prefix;
    this.suffixStart = newLength - change.suffix;
    this.delta = newLength - oldLength;
  }

  find(start: number, end: number): { readonly entry: Entry; readonly comments: readonly Comment[] } | null {
    const delta = end <= this.prefix ? 0 : start >= this.suffixStart ? this.delta : null;
    if (delta === null) return null;
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

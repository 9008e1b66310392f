/** The edits that put statements into a block and take needless releases out of it. */
import type { Edit } from "../../../base/text.js";
import type { Module, Stmt, Try } from "../../../syntax/ast.js";
import { blocksOf } from "../../../syntax/walk.js";
import { endOf, type Layout } from "./layout.js";
import { hasUnknown, type Place } from "./place.js";

export interface BlockPlan {
  readonly layout: Layout;
  readonly module: Module;
  readonly place: Place;
  /** Indices of the statements that go into the block; empty when `last < first`. */
  readonly first: number;
  readonly last: number;
  /** Statements to take out, in the block or behind it. */
  readonly removed: readonly Stmt[];
  /** A `try` among the statements whose `finally` clause goes; the `try` itself too, where it has nothing else. */
  readonly folded: Try | null;
}

export interface Block {
  readonly edits: Edit[];
  readonly indent: string;
  readonly unit: string;
  /** Nothing is left in it: it needs a `pass`. */
  readonly isEmpty: boolean;
}

/** Null where the layout forbids: several statements on a line, a suite on the line of its header. */
export function moveIntoBlock(plan: BlockPlan): Block | null {
  const { layout, module, place, first, last, folded } = plan;
  const { suite, levels } = place;
  const level = levels[levels.length - 1];
  const head = suite[place.index];
  if (level === undefined || head === undefined) return null;
  const indent = layout.indentOf(head);
  const inside = suite.slice(first, last + 1);
  // What did not parse may hold strings that nobody knows of.
  if (inside.some(hasUnknown)) return null;
  const ends = [...inside, ...plan.removed.filter((stmt) => suite.includes(stmt))];
  if (indent === null || ![head, ...ends].every((stmt) => layout.hasOwnLines(stmt) && layout.indentOf(stmt) === indent))
    return null;

  let unit = layout.unitAt(level, module);
  const unwrapped = folded !== null && folded.handlers.length === 0 && folded.orelse.length === 0;
  const skip = new Set<number>();
  const edits: Edit[] = [];
  if (folded !== null) {
    const inner = folded.body[0] === undefined ? null : layout.indentOf(folded.body[0]);
    if (inner === null || !inner.startsWith(indent)) return null;
    if (unwrapped) unit = inner.slice(indent.length);
    const clauses = foldEdits(layout, module, folded, unwrapped, indent, unit, skip);
    if (clauses === null) return null;
    edits.push(...clauses);
  }

  for (const stmt of plan.removed) {
    const edit = removal(layout, stmt, suiteOf(suite, stmt), plan.removed, skip);
    if (edit === null) return null;
    edits.push(edit);
  }

  const from = inside[0];
  const to = inside[inside.length - 1];
  if (from !== undefined && to !== undefined) {
    // Comments between the acquisition and the first statement go along.
    const start = first > place.index ? layout.linesOf(head).end : layout.linesOf(from).start;
    edits.push(...layout.indentEdits(start, layout.linesOf(to).end, indent, unit, inside, skip));
  }
  const isEmpty = inside.every((stmt) => plan.removed.includes(stmt));
  return { edits, indent, unit, isEmpty };
}

/** Takes away `finally` and what is in it and, when the `try` has no other clause, the line of `try` itself. */
function foldEdits(
  layout: Layout,
  module: Module,
  stmt: Try,
  unwrapped: boolean,
  indent: string,
  unit: string,
  skip: Set<number>,
): Edit[] | null {
  const [begin] = stmt.finalbody;
  const before = [...stmt.body, ...stmt.handlers.flatMap((handler) => handler.body), ...stmt.orelse];
  const previous = before[before.length - 1];
  if (begin === undefined || previous === undefined) return null;
  const { lines, text } = layout;
  const tryLine = lines.lineAt(stmt.start);
  const from = lines.lineAt(endOf(previous)) + 1;
  let finallyLine = -1;
  for (let line = from; line <= lines.lineAt(begin.start); line++) {
    if (/^[ \t\f]*finally[ \t]*:/.test(text.slice(lines.lineStart(line), lines.lineEnd(line)))) finallyLine = line;
  }
  if (finallyLine < 0 || lines.lineAt((stmt.body[0] as Stmt).start) === tryLine) return null;
  const end = lines.lineAt(endOf(stmt));
  // Comments in the clause are somebody's words on why it releases: leave such code alone.
  const clause = { start: lines.lineStart(finallyLine), end: lines.lineEnd(end) };
  if (module.comments.some((comment) => comment.start >= clause.start && comment.end <= clause.end)) return null;
  if (!layout.hasOwnLines(stmt)) return null;

  const edits: Edit[] = [];
  if (unwrapped) {
    const head = text.slice(stmt.start, lines.lineEnd(tryLine));
    const comment = /^try[ \t]*:[ \t]*(#.*)/.exec(head)?.[1];
    if (comment === undefined) edits.push({ start: lines.lineStart(tryLine), end: lines.lineEnd(tryLine), text: "" });
    else {
      const commentStart = stmt.start + head.indexOf("#");
      edits.push({ start: lines.lineStart(tryLine), end: commentStart, text: indent + unit });
    }
    for (let line = tryLine; line < finallyLine; line++) skip.add(line);
  }
  const gap = finallyLine > 0 && layout.isBlank(finallyLine - 1) && endsOrBlank(layout, end + 1) ? 1 : 0;
  edits.push({ start: lines.lineStart(finallyLine - gap), end: clause.end, text: "" });
  for (let line = finallyLine - gap; line <= end; line++) skip.add(line);
  return edits;
}

/** Takes a statement out, its lines too when nothing else is on them. */
export function removal(
  layout: Layout,
  stmt: Stmt,
  suite: readonly Stmt[],
  removed: readonly Stmt[],
  skip: Set<number>,
): Edit | null {
  const { lines } = layout;
  if (!layout.hasOwnLines(stmt)) return null;
  const end = endOf(stmt);
  const wouldBeEmpty = suite.every((one) => removed.includes(one));
  if (wouldBeEmpty && suite[0] === stmt && layout.indentOf(stmt) !== null && suite.length > 0) {
    return { start: stmt.start, end, text: "pass" };
  }
  const comment = /^[ \t\f]*(?=#)/.exec(layout.behind(end));
  if (comment !== null) return { start: stmt.start, end: end + comment[0].length, text: "" };
  const firstLine = lines.lineAt(stmt.start);
  const lastLine = lines.lineAt(end);
  const gap = firstLine > 0 && layout.isBlank(firstLine - 1) && endsOrBlank(layout, lastLine + 1) ? 1 : 0;
  for (let line = firstLine; line <= lastLine; line++) skip.add(line);
  return { start: lines.lineStart(firstLine - gap), end: lines.lineEnd(lastLine), text: "" };
}

/** Whether the line is blank, or the end of the text. */
function endsOrBlank(layout: Layout, line: number): boolean {
  return line >= layout.lines.lineCount || layout.isBlank(line);
}

/** The suite at or below `suite` that directly holds the statement. */
function suiteOf(suite: readonly Stmt[], stmt: Stmt): readonly Stmt[] {
  if (suite.includes(stmt)) return suite;
  for (const one of suite) {
    if (one.start > stmt.start || endOf(one) < endOf(stmt)) continue;
    for (const block of blocksOf(one)) {
      const found = suiteOf(block, stmt);
      if (found.includes(stmt)) return found;
    }
  }
  return [];
}

/** Lines and indentation: how text is moved into and out of blocks without touching what must stay. */
import { type Edit, LineIndex } from "../../../base/text.js";
import type { Module, Node, Stmt } from "../../../syntax/ast.js";
import { blocksOf, forEachChild } from "../../../syntax/walk.js";
import type { Level } from "./place.js";

let latest: { readonly text: string; readonly lines: LineIndex } | null = null;

/** A text by lines, asked about indentation. Offsets are UTF-16, lines count from 0. */
export class Layout {
  readonly lines: LineIndex;

  constructor(readonly text: string) {
    // The fixes of a file are computed one after the other, all on its text.
    if (latest === null || latest.text !== text) latest = { text, lines: new LineIndex(text) };
    this.lines = latest.lines;
  }

  /** The line terminator used around an offset. */
  newlineAt(offset: number): string {
    const line = this.lines.lineAt(offset);
    for (const candidate of [line, line - 1]) {
      const end = this.lines.lineEnd(candidate);
      if (candidate < 0 || end === this.lines.lineStart(candidate)) continue;
      const last = this.text[end - 1];
      if (last === "\n") return this.text[end - 2] === "\r" ? "\r\n" : "\n";
      if (last === "\r") return "\r";
    }
    return "\n";
  }

  /** What stands before an offset on its line. */
  before(offset: number): string {
    return this.text.slice(this.lines.lineStart(this.lines.lineAt(offset)), offset);
  }

  /** What stands behind an offset on its line, without the line terminator. */
  behind(offset: number): string {
    return this.text.slice(offset, this.lines.lineEnd(this.lines.lineAt(offset))).replace(/[\r\n]+$/, "");
  }

  /** The indentation of a statement; null when something else stands before it on its line. */
  indentOf(stmt: Stmt): string | null {
    const before = this.before(stmt.start).replace(/^\uFEFF/, "");
    return /^[ \t\f]*$/.test(before) ? before : null;
  }

  /** Whether nothing but a comment stands beside the statement on its lines. */
  hasOwnLines(stmt: Stmt): boolean {
    return this.indentOf(stmt) !== null && /^[ \t\f]*(#.*)?$/.test(this.behind(endOf(stmt)));
  }

  /** From the first character of the statement's first line to behind its last line's terminator. */
  linesOf(stmt: Stmt): { start: number; end: number } {
    return {
      start: this.lines.lineStart(this.lines.lineAt(stmt.start)),
      end: this.lines.lineEnd(this.lines.lineAt(endOf(stmt))),
    };
  }

  isBlank(line: number): boolean {
    return this.text.slice(this.lines.lineStart(line), this.lines.lineEnd(line)).trim() === "";
  }

  /** One step of indentation as the code around a suite has it. */
  unitAt(level: Level, module: Module): string {
    const own = level.suite[0] === undefined ? null : this.indentOf(level.suite[0]);
    if (level.owner.kind !== "Module" && own !== null) {
      const outer = this.before(headStart(level.owner, level.suite)).match(/^[ \t]*/)?.[0] ?? "";
      if (own.startsWith(outer) && own.length > outer.length) return own.slice(outer.length);
    }
    return this.firstUnit(module.body, "") ?? "    ";
  }

  private firstUnit(suite: readonly Stmt[], outer: string): string | null {
    for (const stmt of suite) {
      for (const block of blocksOf(stmt)) {
        const first = block[0];
        const indent = first === undefined ? null : this.indentOf(first);
        if (indent?.startsWith(outer) && indent.length > outer.length) return indent.slice(outer.length);
      }
    }
    return null;
  }

  /**
   * Insertions that indent the lines of `[start, end)` by `unit`, except blank lines, lines of `skip`, lines that
   * begin inside a string of `nodes`, and comments that stand left of the suite.
   */
  indentEdits(
    start: number,
    end: number,
    suiteIndent: string,
    unit: string,
    nodes: readonly Node[],
    skip: ReadonlySet<number>,
  ): Edit[] {
    const inString = this.linesInsideStrings(nodes);
    const edits: Edit[] = [];
    const last = this.lines.lineAt(Math.max(start, end - 1));
    for (let line = this.lines.lineAt(start); line <= last; line++) {
      if (skip.has(line) || inString.has(line) || this.isBlank(line)) continue;
      const at = this.lines.lineStart(line);
      const content = this.text.slice(at, this.lines.lineEnd(line));
      if (/^[ \t\f]*#/.test(content) && !content.startsWith(suiteIndent)) continue;
      edits.push({ start: at, end: at, text: unit });
    }
    return edits;
  }

  /** The lines that begin inside a string literal below the nodes. */
  linesInsideStrings(nodes: readonly Node[]): Set<number> {
    const found = new Set<number>();
    const visit = (node: Node): void => {
      const isString =
        (node.kind === "Constant" && (node.type === "str" || node.type === "bytes")) || node.kind === "JoinedStr";
      if (isString && this.lines.lineAt(node.start) !== this.lines.lineAt(node.end)) {
        const holes = node.kind === "JoinedStr" ? node.values : [];
        for (const literal of literals(this.text, node.start, node.end, holes)) {
          const to = this.lines.lineAt(Math.max(literal.start, literal.end - 1));
          for (let line = this.lines.lineAt(literal.start) + 1; line <= to; line++) found.add(line);
        }
        return;
      }
      forEachChild(node, visit);
    };
    for (const node of nodes) visit(node);
    return found;
  }
}

/** The offset behind the last token of a statement. */
export function endOf(stmt: Stmt): number {
  let end = stmt;
  for (;;) {
    const blocks: readonly (readonly Stmt[])[] = blocksOf(end);
    const last = [...blocks].reverse().find((block) => block.length > 0);
    const inner = last?.[last.length - 1];
    if (inner === undefined) return end.end;
    end = inner;
  }
}

/** Where the line that introduces a suite starts, as far as indentation goes. */
function headStart(owner: Stmt, suite: readonly Stmt[]): number {
  if (owner.kind === "Match") return owner.cases.find((one) => one.body === suite)?.start ?? owner.start;
  return owner.kind === "FunctionDef" || owner.kind === "ClassDef" ? owner.defStart : owner.start;
}

/** The single literals of adjacent ones; the whole range where they cannot be told apart. */
function literals(
  text: string,
  start: number,
  end: number,
  holes: readonly { start: number; end: number }[],
): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let at = start;
  while (at < end) {
    const gap = /^(?:\s|\\\r?\n|#[^\r\n]*)+/.exec(text.slice(at, end));
    if (gap !== null) at += gap[0].length;
    if (at >= end) break;
    const open = /^[a-zA-Z]{0,3}("""|'''|"|')/.exec(text.slice(at, at + 6));
    const quote = open?.[1];
    if (open === null || quote === undefined) return [{ start, end }];
    const begin = at;
    at += open[0].length;
    for (;;) {
      const hole = holes.find((one) => one.start === at);
      if (hole !== undefined && hole.end > at) at = hole.end;
      if (at >= end) return [{ start, end }];
      if (text.startsWith(quote, at)) break;
      at += text[at] === "\\" ? 2 : 1;
    }
    at += quote.length;
    found.push({ start: begin, end: at });
  }
  return found;
}

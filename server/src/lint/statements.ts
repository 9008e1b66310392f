/** Which lines belong to a statement, as suppression comments count them. */
import type { LineIndex, Range } from "../base/text.js";
import type { Module, Stmt } from "../syntax/ast.js";

/** The blocks of a compound statement in source order; empty for a simple one. */
function blocksOf(statement: Stmt): readonly (readonly Stmt[])[] {
  switch (statement.kind) {
    case "FunctionDef":
    case "ClassDef":
    case "With":
      return [statement.body];
    case "For":
    case "While":
    case "If":
      return [statement.body, statement.orelse];
    case "Try":
      return [
        statement.body,
        ...statement.handlers.map((handler) => handler.body),
        statement.orelse,
        statement.finalbody,
      ];
    case "Match":
      return statement.cases.map((one) => one.body);
    default:
      return [];
  }
}

function containing(body: readonly Stmt[], offset: number): Stmt | undefined {
  let low = 0;
  let high = body.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const statement = body[middle] as Stmt;
    if (offset < statement.start) high = middle - 1;
    else if (offset >= statement.end) low = middle + 1;
    else return statement;
  }
  return undefined;
}

/** The last line of what stands before a block: blank and comment lines between do not count. */
function headerEnd(text: string, lines: LineIndex, bodyStart: number): number {
  let line = lines.lineAt(bodyStart);
  if (text.slice(lines.lineStart(line), bodyStart).trim() !== "") return line;
  do line--;
  while (line > 0 && /^\s*(#.*)?$/.test(text.slice(lines.lineStart(line), lines.lineEnd(line))));
  return line;
}

/**
 * First and last line (from 0) of the innermost statement around an offset; of a compound statement, those of
 * its header. Undefined where no statement or only a clause (`except`, `else`) holds the offset.
 */
export function statementLines(
  module: Module,
  text: string,
  lines: LineIndex,
  offset: number,
): { readonly first: number; readonly last: number } | undefined {
  let statement = containing(module.body, offset);
  while (statement !== undefined) {
    const blocks = blocksOf(statement).filter((block) => block.length > 0);
    const inner = blocks.map((block) => containing(block, offset)).find((found) => found !== undefined);
    if (inner !== undefined) {
      statement = inner;
      continue;
    }
    const first = lines.lineAt(statement.start);
    const bodyStart = blocks[0]?.[0]?.start;
    if (bodyStart === undefined) return { first, last: lines.lineAt(Math.max(statement.start, statement.end - 1)) };
    return offset < bodyStart ? { first, last: headerEnd(text, lines, bodyStart) } : undefined;
  }
  return undefined;
}

/** All lines (from 0) on which a suppression comment counts for a finding, the preferred place first. */
export function commentLines(
  module: Module,
  text: string,
  lines: LineIndex,
  range: Range,
  statement: Range | undefined,
): readonly number[] {
  const found = [lines.lineAt(range.start)];
  for (const offset of statement === undefined ? [range.start] : [range.start, statement.start]) {
    const around = statementLines(module, text, lines, offset);
    if (around !== undefined) found.push(around.first, around.last);
  }
  found.push(lines.lineAt(Math.max(range.start, range.end - 1)));
  return [...new Set(found)];
}

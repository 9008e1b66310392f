/** Putting lines in front of the statement in which something is added. */
import type { Growth } from "../../../analysis/growth/operations.js";
import type { Edit } from "../../../base/text.js";
import { Layout } from "../../resource/fixes/layout.js";

/** How many entries a limited container keeps: a guess that is easy to find and to change. */
export const LIMIT = 1024;

/**
 * The edit that puts lines, each with its depth of indentation, in front of the statement in which something is
 * added; null where the statement is a compound one or shares its line.
 */
export function before(text: string, growth: Growth, lines: readonly (readonly [number, string])[]): Edit | null {
  const layout = new Layout(text);
  const stmt = growth.unit.statementOf(growth.node);
  const simple =
    stmt?.kind === "Assign" || stmt?.kind === "ExprStmt" || stmt?.kind === "AugAssign" || stmt?.kind === "Return";
  if (stmt === null || !simple) return null;
  const indent = layout.indentOf(stmt);
  if (indent === null) return null;
  const step = indent.includes("\t") ? "\t" : "    ";
  const newline = layout.newlineAt(stmt.start);
  const put = lines.map(([depth, line]) => step.repeat(depth) + line + newline + indent).join("");
  return { start: stmt.start, end: stmt.start, text: put };
}

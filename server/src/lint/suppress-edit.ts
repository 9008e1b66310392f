/** The edit that suppresses a finding: appends or extends a comment, where a comment can stand. */
import { applyEdits, type Edit, LineIndex } from "../base/text.js";
import type { Fix } from "../rules/define.js";
import type { Module } from "../syntax/ast.js";
import type { RuleNames } from "./names.js";
import type { Analysis, RatedFinding } from "./pipeline.js";
import { commentLines } from "./statements.js";
import { readSuppressions } from "./suppressions.js";

/**
 * The suppression of one finding; `parse` gives the file after edits. Each line where it would count is tried, until a parse shows that the comment
 * is one: the end of a line may lie inside a string or behind a backslash. Where none can hold a comment, the
 * rule is suppressed for the file.
 */
export function suppressEdit(
  analysis: Analysis,
  { rule, finding }: RatedFinding,
  names: RuleNames,
  parse: (edits: readonly Edit[]) => Module,
): Fix {
  const { module, text, lines } = analysis;
  const title = `Suppress ${rule.id} here`;
  const candidates = commentLines(module, text, lines, finding.range, finding.statement);
  for (const line of candidates) {
    const edit = editOnLine(analysis, line, rule.id, names);
    if (edit === undefined) continue;
    const changed = applyEdits(text, [edit]);
    const parsed = parse([edit]);
    const changedLines = new LineIndex(changed);
    const holds = readSuppressions(parsed, changedLines, names).directives.some(
      (directive) =>
        directive.form === "ignore" &&
        candidates.includes(directive.line) &&
        directive.codes?.some((code) => code.rule === rule.id),
    );
    if (holds && changedLines.lineCount === lines.lineCount && parsed.problems.length <= module.problems.length) {
      return { title, safe: true, edits: [edit] };
    }
  }
  return { title: `Suppress ${rule.id} in this file`, safe: true, edits: [wholeFileEdit(text, lines, rule.id)] };
}

function editOnLine(analysis: Analysis, line: number, rule: string, names: RuleNames): Edit | undefined {
  const { module, text, lines } = analysis;
  const start = lines.lineStart(line);
  const content = text.slice(start, lines.lineEnd(line)).trimEnd();
  if (content.endsWith("\\")) return undefined;
  const existing = readSuppressions(module, lines, names).directives.find(
    (directive) => directive.form === "ignore" && directive.line === line && directive.codes !== null,
  );
  const last = existing?.codes?.at(-1);
  if (last !== undefined) return { start: last.end, end: last.end, text: `, ${rule}` };
  const end = start + content.length;
  return { start: end, end, text: `  # leaklint: ignore[${rule}]` };
}

/** A comment line behind the first line's `#!` and the coding cookie, which must stay where they are. */
function wholeFileEdit(text: string, lines: LineIndex, rule: string): Edit {
  let line = 0;
  while (line < 2 && /^\uFEFF?#(!|.*coding[:=])/.test(text.slice(lines.lineStart(line), lines.lineEnd(line)))) line++;
  const offset = line === 0 && text.startsWith("\uFEFF") ? 1 : lines.lineStart(line);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return { start: offset, end: offset, text: `# leaklint: ignore-file[${rule}]${newline}` };
}

import { applyEdits, type Edit, editsConflict } from "../base/text.js";
import type { FileReport, FileSettings, Linter } from "../lint/types.js";

/** Rounds after which fixing stops although there may be more to fix. */
const maxRounds = 20;

/** The safe fixes of a report that can be made together: of two that touch each other, the first. */
function compatibleEdits(report: FileReport): Edit[] {
  const chosen: Edit[] = [];
  for (const finding of report.findings) {
    const fix = finding.fix();
    if (fix?.safe && !editsConflict(fix.edits, chosen)) chosen.push(...fix.edits);
  }
  return chosen;
}

/** The one edit that makes `after` of `before`; none where they are equal. */
function difference(before: string, after: string): Edit[] {
  if (before === after) return [];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = before.length;
  let afterEnd = after.length;
  while (end > start && afterEnd > start && before[end - 1] === after[afterEnd - 1]) {
    end--;
    afterEnd--;
  }
  return [{ start, end, text: after.slice(start, afterEnd) }];
}

/**
 * The edits that make all safe fixes of a file, those included that become possible through others.
 * Offsets are those of the report's text. Suppressions are never among them.
 */
export function fixAllEdits(linter: Linter, settings: FileSettings, report: FileReport): Edit[] {
  const first = compatibleEdits(report);
  if (first.length === 0) return [];
  const once = applyEdits(report.text, first);
  let text = once;
  for (let round = 1; round < maxRounds; round++) {
    const edits = compatibleEdits(linter.lint(report.path, text, settings));
    if (edits.length === 0) break;
    text = applyEdits(text, edits);
  }
  // The fixes' own edits keep cursors and folded regions in place; later rounds have lost the offsets.
  return text === once ? first : difference(report.text, text);
}

import { diffLines } from "diff";
import type { Edit } from "../base/text.js";
import { applyFixes } from "../lint/fixes.js";
import type { FileReport, FileSettings, Linter } from "../lint/types.js";

/** Milliseconds after which a comparison of two texts gives up and replaces all that differs. */
const patience = 500;

/** Whether a text may not be cut here: inside a surrogate pair or between `\r` and `\n`. */
function isInsideUnit(text: string, offset: number): boolean {
  const [before, after] = [text.charCodeAt(offset - 1), text.charCodeAt(offset)];
  return (before === 13 && after === 10) || (before >> 10 === 0b110110 && after >> 10 === 0b110111);
}

/** A replacement without the beginning and the end that stay the same. */
function trimmed(before: string, after: string, offset: number): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  while (isInsideUnit(before, start) || isInsideUnit(after, start)) start--;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  while (isInsideUnit(before, before.length - same) || isInsideUnit(after, after.length - same)) same--;
  return {
    start: offset + start,
    end: offset + before.length - same,
    text: after.slice(start, after.length - same),
  };
}

/** Small edits, in order, that turn one text into the other: so cursors and folded regions stay in place. */
export function difference(before: string, after: string): Edit[] {
  if (before === after) return [];
  const edits: Edit[] = [];
  let offset = 0;
  let removed = "";
  let added = "";
  const finish = () => {
    if (removed !== "" || added !== "") edits.push(trimmed(removed, added, offset));
    offset += removed.length;
    removed = "";
    added = "";
  };
  for (const part of diffLines(before, after, { timeout: patience }) ?? []) {
    if (part.removed) removed += part.value;
    else if (part.added) added += part.value;
    else {
      finish();
      offset += part.value.length;
    }
  }
  finish();
  return edits.length > 0 ? edits : [trimmed(before, after, 0)];
}

/**
 * The edits that make all safe fixes of a file, those included that become possible through others.
 * Offsets are those of the report's text. Suppressions are never among them.
 */
export function fixAllEdits(linter: Linter, settings: FileSettings, report: FileReport): Edit[] {
  const { text } = applyFixes(linter, report.path, report.text, settings, { report });
  return difference(report.text, text);
}

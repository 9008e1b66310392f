/** Which fixes can be made together. */
import { type Edit, editsConflict } from "../base/text.js";

/**
 * The edits of two fixes as one, or null where they cannot be made together. An import line that both insert at
 * the same place is inserted once.
 */
export function combineEdits(made: readonly Edit[], added: readonly Edit[]): readonly Edit[] | null {
  const fresh = added.filter((edit) => !isImport(edit) || !made.some((other) => isSame(edit, other)));
  if (
    editsConflict(
      made.filter((edit) => !added.some((other) => isImport(edit) && isSame(edit, other))),
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
  const groups: { fixes: T[]; edits: readonly Edit[] }[] = [];
  for (const fix of fixes) {
    const joined = groups.some((group) => {
      if (group.fixes.some((other) => spansOverlap(other.edits, fix.edits))) return false;
      const edits = combineEdits(group.edits, fix.edits);
      if (edits === null) return false;
      group.fixes.push(fix);
      group.edits = edits;
      return true;
    });
    if (!joined) groups.push({ fixes: [fix], edits: fix.edits });
  }
  return groups;
}

function isImport(edit: Edit): boolean {
  return edit.start === edit.end && /^\s*(?:import|from)\s[^;]*$/.test(edit.text);
}

function isSame(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** From the first to the last edit, inserted imports aside. */
function spansOverlap(a: readonly Edit[], b: readonly Edit[]): boolean {
  const span = (edits: readonly Edit[]) => {
    const counted = edits.filter((edit) => !isImport(edit));
    return {
      start: Math.min(...counted.map((edit) => edit.start)),
      end: Math.max(...counted.map((edit) => edit.end)),
    };
  };
  const [one, other] = [span(a), span(b)];
  return one.start < other.end && other.start < one.end;
}

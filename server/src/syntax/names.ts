/** The names that a region mentions whose structure is not known. */
import { detached } from "../base/text.js";

const WORD = /[\p{ID_Start}_][\p{ID_Continue}]*/gu;

const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from " +
    "global if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/**
 * All words in a range of the text that may be names, each once, in order. Words in comments and strings count, too:
 * where the structure is unknown, it is unknown what is a string.
 */
export function mentionedNames(text: string, start: number, end: number): string[] {
  const found = new Set<string>();
  for (const [word] of text.slice(start, end).matchAll(WORD)) if (!KEYWORDS.has(word)) found.add(detached(word));
  return [...found];
}

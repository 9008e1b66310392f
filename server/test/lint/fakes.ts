/** Rules that find things by their text: the pipeline's tests need no analysis. */
import { defineRule, type Fix, type Level, type RuleContext, type RuleDefinition } from "../../src/rules/define.js";

/** A rule that reports each occurrence of a word outside comments, and whose fix replaces it. */
export function wordRule(
  id: string,
  word: string,
  options: {
    readonly level?: Level;
    readonly findingLevel?: Level;
    readonly replacement?: string;
    readonly safe?: boolean;
    readonly name?: string;
    readonly optIn?: boolean;
    readonly extraEdits?: (context: RuleContext, offset: number) => Fix["edits"];
  } = {},
): RuleDefinition {
  return defineRule({
    id,
    name: options.name ?? `no-${word.toLowerCase()}`,
    family: id.startsWith("LK6") ? "memory" : "resource",
    level: options.level ?? "warning",
    optIn: options.optIn,
    fix: options.replacement === undefined ? "none" : options.safe === false ? "unsafe" : "safe",
    summary: `The word ${word}`,
    documentation: `Reports the word ${word}.`,
    examples: [],
    *check(context) {
      for (const match of context.text.matchAll(new RegExp(`\\b${word}\\b`, "g"))) {
        const start = match.index;
        if (context.module.comments.some((comment) => comment.start <= start && start < comment.end)) continue;
        const range = { start, end: start + word.length };
        const { replacement } = options;
        yield {
          message: `The word '${word}' leaks`,
          range,
          steps: [{ message: "written here", range }],
          level: options.findingLevel,
          fix:
            replacement === undefined
              ? undefined
              : () => ({
                  title: `Replace '${word}'`,
                  safe: options.safe !== false,
                  edits: [{ ...range, text: replacement }, ...(options.extraEdits?.(context, start) ?? [])],
                }),
        };
      }
    },
  });
}

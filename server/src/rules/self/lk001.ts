import { defineRule } from "../define.js";

/** Found by the pipeline, after all other rules: only then is it known which comments were needed. */
export const unusedSuppression = defineRule({
  id: "LK001",
  name: "unused-suppression",
  family: "leaklint",
  level: "hint",
  fix: "safe",
  summary: "A suppression comment that suppresses nothing",
  documentation: `
Reports \`# leaklint: ignore[...]\` and \`# leaklint: ignore-file[...]\` comments that suppress nothing, codes in
them that no rule has, and comments that begin with \`# leaklint:\` and cannot be understood. An \`LK\` code in
\`# noqa: LK101\` is looked at in the same way; a bare \`# noqa\` and other tools' codes never are.

A comment that outlived its finding hides the next one on that line.

**Silent** for codes of rules that are switched off for the file, and in a file that does not parse.

**Fix** (safe): removes that code, or the whole comment when no code is left. Other comments on the line stay.
`.trim(),
  examples: [],
  check: () => [],
});

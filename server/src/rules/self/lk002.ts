import { defineRule, type RuleFinding } from "../define.js";

/** One error often makes several; more than these few tell nothing new. */
const MAX_REPORTED = 3;

export const syntaxError = defineRule({
  id: "LK002",
  name: "syntax-error",
  family: "leaklint",
  level: "information",
  fix: "none",
  summary: "A region that is not valid Python and was not analysed",
  documentation: `
Reports regions that do not parse, the first three of a file. leaklint says nothing about the code in such a
region, and takes whatever it mentions to be released there; the rest of the file is analysed as usual.

**Silent** for all syntax of Python 3.8 to 3.14.
`.trim(),
  examples: [],
  *check({ module }): Iterable<RuleFinding> {
    for (const problem of module.problems.slice(0, MAX_REPORTED)) {
      yield {
        message: `${problem.message}; this region was not analysed`,
        range: { start: problem.start, end: problem.end },
        steps: [],
      };
    }
  },
});

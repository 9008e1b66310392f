/** CPython judges the examples: the bad one leaks, the good one does not. */
import { beforeAll, describe, expect, it } from "vitest";
import { allRules } from "../../src/rules/registry.js";
import { type Examination, examineAll, leaks, pythonMissing } from "../support/cpython.js";
import { leftOpen, staged, watched } from "./evidence.js";

const examples = allRules.flatMap((rule) => rule.examples.map((example) => ({ rule, example })));

describe.skipIf(pythonMissing !== null)("examples, run by CPython", () => {
  const answers = new Map<string, Examination>();
  const runOf = (source: string): Examination => {
    const answer = answers.get(source);
    if (answer === undefined) throw new Error("not run");
    return answer;
  };

  beforeAll(async () => {
    const sources = examples.flatMap(({ rule, example }) =>
      [example.bad, example.good].flatMap((source) => [
        staged(rule.id, source),
        watched(rule.id, source) ?? staged(rule.id, source),
      ]),
    );
    const distinct = [...new Set(sources)];
    const results = await examineAll(distinct);
    distinct.forEach((source, index) => {
      const result = results[index];
      if (result !== undefined) answers.set(source, result);
    });
  }, 300_000);

  for (const { rule, example } of examples) {
    describe(`${rule.id}: ${example.title}`, () => {
      it("runs and prints the same with and without the leak", () => {
        const good = runOf(staged(rule.id, example.good));
        expect(good.error).toBeNull();
        expect(good.stdout).not.toBe("");
        if (rule.id !== "LK110")
          expect(runOf(staged(rule.id, example.bad))).toMatchObject({ error: null, stdout: good.stdout });
      });

      it("does not leak when it is good", () => {
        const source = watched(rule.id, example.good);
        expect(runOf(staged(rule.id, example.good))).toMatchObject({ resourceWarnings: [], openDescriptors: 0 });
        if (source !== null) expect(leftOpen(runOf(source).stdout)).toBe(false);
        if (rule.family === "cycle") expect(runOf(staged(rule.id, example.good)).cycle).toEqual([]);
      });

      it("leaks when it is bad", () => {
        const bad = runOf(staged(rule.id, example.bad));
        const source = watched(rule.id, example.bad);
        // What advice saves is measured, not left open: see figures.test.ts.
        if (rule.family === "memory") return;
        if (source !== null) expect(leftOpen(runOf(source).stdout)).toBe(true);
        else if (rule.family === "cycle") expect(bad.cycle).not.toEqual([]);
        else if (example.unseen === undefined) expect(leaks(bad)).toBe(true);
        else expect(bad.error).toMatch(/^ValueError: /);
      });
    });
  }
});

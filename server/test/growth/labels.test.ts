/** CPython judges the labels of test-fixtures/cases/cache: what is labelled grows with every call, the rest does not. */
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { GROWTH, leftOpen, watchedBy } from "../rules/evidence.js";
import { readCases } from "../support/cases.js";
import { examineAll, pythonMissing } from "../support/cpython.js";

const folder = fileURLToPath(new URL("../../../test-fixtures/cases/cache", import.meta.url));

describe.skipIf(pythonMissing !== null)("labels of caches, held against CPython", () => {
  const cases = readCases(folder);
  const grows = new Map<string, boolean>();
  const errors: (string | null)[] = [];
  beforeAll(async () => {
    const results = await examineAll(cases.map(({ text }) => watchedBy(GROWTH, text)));
    results.forEach(({ stdout, error }, index) => {
      grows.set(cases[index]?.name ?? "", leftOpen(stdout));
      errors.push(error);
    });
  }, 300_000);

  it("run without an error", () => {
    expect(errors.filter((error) => error !== null)).toEqual([]);
  });

  it.each(cases.map(({ name, labels }) => ({ name, leaks: labels.length > 0 })))("$name", ({ name, leaks }) => {
    expect(grows.get(name)).toBe(leaks);
  });
});

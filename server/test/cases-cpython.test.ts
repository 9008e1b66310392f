/** CPython judges the labels of the programs in test-fixtures/cases (its README says how). */
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { leftOpen, watched } from "./rules/evidence.js";
import { readCases } from "./support/cases.js";
import { type Examination, examineAll, pythonMissing } from "./support/cpython.js";

const root = fileURLToPath(new URL("../../test-fixtures/cases/", import.meta.url));
/** The others close quietly, or have nothing to run. */
const PROVEN = ["resource/function", "resource/file", "resource/mixed", "resource/held", "cycle"];

describe.skipIf(pythonMissing !== null)("labels, held against CPython", () => {
  const proven = PROVEN.flatMap((folder) => readCases(root + folder));
  const cyclic = new Set(readCases(`${root}cycle`).map(({ name }) => name));
  const answers = new Map<string, Examination>();
  beforeAll(async () => {
    const results = await examineAll(proven.map(({ text }) => text));
    results.forEach((result, index) => {
      answers.set(proven[index]?.name ?? "", result);
    });
  }, 300_000);

  it.each(proven.map(({ name, labels }) => ({ name, labels })))("$name", ({ name, labels }) => {
    const answer = answers.get(name);
    expect(answer?.error).toBeNull();
    expect(answer?.stdout).not.toBe("");
    if (labels.some(({ family }) => family === "cycle")) {
      expect(answer).toMatchObject({ resourceWarnings: [], openDescriptors: 0 });
      expect(answer?.cycle).not.toEqual([]);
      return;
    }
    const announced = (answer?.resourceWarnings ?? []).map(({ line }) => line);
    if (labels.length === 0) {
      expect(answer).toMatchObject({ resourceWarnings: [], openDescriptors: 0 });
      if (cyclic.has(name)) expect(answer?.cycle).toEqual([]);
      return;
    }
    const labelled = labels.flatMap(({ lines }) => lines);
    const named = announced.filter((line) => line > 0);
    expect(named.filter((line) => !labelled.includes(line))).toEqual([]);
    // Processes and bare descriptors have no line: then CPython says that something leaks, but not which.
    const unnamed = announced.includes(0) || (answer?.openDescriptors ?? 0) > 0;
    for (const { lines } of labels) {
      expect(unnamed || lines.some((line) => named.includes(line)), `line ${lines[0]}`).toBe(true);
    }
  });
});

describe.skipIf(pythonMissing !== null)("labels of listeners, held against CPython", () => {
  const cases = readCases(`${root}listener`);
  const answers = new Map<string, Examination>();
  beforeAll(async () => {
    const results = await examineAll(cases.map(({ text }) => watched("LK401", text) ?? text));
    results.forEach((result, index) => {
      answers.set(cases[index]?.name ?? "", result);
    });
  }, 300_000);

  it.each(cases.map(({ name, labels }) => ({ name, labels })))("$name", ({ name, labels }) => {
    const answer = answers.get(name);
    expect(answer?.error).toBeNull();
    expect(leftOpen(answer?.stdout ?? "")).toBe(labels.length > 0);
  });
});

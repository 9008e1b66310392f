/**
 * How well the linter does on labelled programs. What it misses or reports wrongly today is written down in
 * test-fixtures/cases/known-gaps.json; any difference, for better or worse, fails here until the file says so
 * (`npx vitest run server/test/cases.test.ts -u`).
 */
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { createLinter, defaultSettings } from "../src/lint/linter.js";
import type { Linter } from "../src/lint/types.js";
import { type Case, type CaseFinding, grade, labelsOf, readCases } from "./support/cases.js";

const root = fileURLToPath(new URL("../../test-fixtures/cases/", import.meta.url));
const FOLDERS = [
  "resource/function",
  "resource/file",
  "resource/mixed",
  "resource/unseen",
  "resource/held",
  "cycle",
  "cache",
  "listener",
  "task",
  "peers",
];
const byFolder = new Map(FOLDERS.map((folder) => [folder, readCases(root + folder)]));

function casesIn(folder: string): readonly Case[] {
  return byFolder.get(folder) ?? [];
}

describe("labels", () => {
  it("of one number are one leak, others one each", () => {
    const text =
      "a = 1  # leak: resource #1\nb = 2  # leak: cycle\r\nc = 3  # leak: resource #1\nd = 4  # leak: resource\n";
    expect(labelsOf("x.py", text)).toEqual([
      { family: "resource", lines: [1, 3] },
      { family: "cycle", lines: [2] },
      { family: "resource", lines: [4] },
    ]);
  });

  it("name a family", () => {
    expect(() => labelsOf("x.py", "\na = 1  # leak: water")).toThrow("x.py:2: no such family: water");
  });

  it("stand in files with distinct names", () => {
    const names = [...byFolder.values()].flat().map(({ name }) => name);
    expect(names.length).toBeGreaterThan(190);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("grading", () => {
  const sample: Case = {
    name: "x.py",
    path: "x.py",
    text: "",
    labels: [
      { family: "resource", lines: [4, 9] },
      { family: "resource", lines: [20] },
    ],
  };
  const finding = (line: number, rest: Partial<CaseFinding> = {}): CaseFinding => ({
    line,
    endLine: line,
    family: "resource",
    level: "warning",
    rule: "LK101",
    ...rest,
  });
  const graded = (...findings: CaseFinding[]) => grade([sample], new Map([["x.py", findings]]));

  it("counts a leak once, however often and wherever of its lines it is reported", () => {
    expect(graded(finding(4), finding(9))).toMatchObject({ leaks: 2, hit: 1, missed: ["x.py:20 resource"], false: [] });
  });

  it("lets a region reach three lines below its first", () => {
    expect(graded(finding(17, { endLine: 30 }))).toMatchObject({ hit: 1, recall: 0.5, precision: 1 });
    expect(graded(finding(16, { endLine: 30 }))).toMatchObject({ hit: 0, false: ["x.py:16 resource LK101"] });
    expect(graded(finding(17))).toMatchObject({ hit: 0, precision: 0 });
  });

  it("wants the label's family, and leaves out what is less than a warning or of no family", () => {
    expect(graded(finding(20, { family: "task" }))).toMatchObject({ hit: 0, false: ["x.py:20 task LK101"] });
    expect(graded(finding(20, { level: "information" }), finding(1, { level: "hint" }))).toMatchObject({
      hit: 0,
      false: [],
    });
    expect(graded(finding(1, { family: "leaklint" }), finding(1, { family: "memory" })).false).toEqual([]);
  });
});

describe("the linter on labelled programs", () => {
  let linter: Linter;
  beforeAll(async () => {
    linter = await createLinter();
  });

  it("misses and reports wrongly exactly what known-gaps.json says", async () => {
    const settings = defaultSettings(linter.rules);
    const gaps: Record<string, object> = {};
    for (const folder of FOLDERS) {
      const cases = casesIn(folder);
      const findings = new Map(
        cases.map(({ name, path, text }) => {
          const report = linter.lint(path, text, settings);
          const found = report.findings.map(({ range, family, level, rule }): CaseFinding => {
            const line = report.lines.lineAt(range.start) + 1;
            return { line, endLine: report.lines.lineAt(range.end) + 1, family, level, rule };
          });
          return [name, found];
        }),
      );
      const { leaks, hit, missed, false: wrong } = grade(cases, findings);
      gaps[folder] = { leaks, hit, missed, false: wrong };
    }
    await expect(`${JSON.stringify(gaps, null, 2)}\n`).toMatchFileSnapshot(`${root}known-gaps.json`);
  }, 120_000);
});

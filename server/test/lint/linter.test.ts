import { describe, expect, it } from "vitest";
import { applyEdits } from "../../src/base/text.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { FileSettings, Linter } from "../../src/lint/types.js";
import { defineRule, type Level, type RuleDefinition } from "../../src/rules/define.js";
import { wordRule } from "./fakes.js";

const noFacts = () => ({ analyze: () => ({ lost: [], locks: [], usesAfterRelease: [] }) });

async function linterOf(...rules: RuleDefinition[]): Promise<Linter> {
  return createLinter({ rules, ownership: noFacts });
}

function levels(linter: Linter, changes: Record<string, Level | "off">): FileSettings {
  const all = new Map(defaultSettings(linter.rules).levels);
  for (const [rule, level] of Object.entries(changes)) all.set(rule, level);
  return { levels: all, key: JSON.stringify(changes) };
}

function found(linter: Linter, text: string, settings = defaultSettings(linter.rules)): string[] {
  const report = linter.lint("/p/mod.py", text, settings);
  expect(report.errors).toEqual([]);
  return report.findings.map((finding) => `${report.lines.lineAt(finding.range.start) + 1} ${finding.rule}`);
}

describe("findings", () => {
  it("are sorted by position, then rule", async () => {
    const linter = await linterOf(wordRule("LK601", "leak"), wordRule("LK101", "leak"), wordRule("LK102", "spill"));
    expect(found(linter, "spill = 1\nleak = 2\n")).toEqual(["1 LK102", "2 LK101", "2 LK601"]);
  });

  it("have the level of the settings, of the finding, of the rule, in this order", async () => {
    const linter = await linterOf(
      wordRule("LK101", "leak", { findingLevel: "information" }),
      wordRule("LK102", "spill"),
    );
    const level = (settings: FileSettings) =>
      linter.lint("a.py", "leak\nspill\n", settings).findings.map((finding) => finding.level);
    expect(level(defaultSettings(linter.rules))).toEqual(["information", "warning"]);
    expect(level(levels(linter, { LK101: "error", LK102: "hint" }))).toEqual(["error", "hint"]);
    expect(level(levels(linter, { LK101: "off" }))).toEqual(["warning"]);
  });

  it("keep their fingerprint when other lines change, the indentation changes or the folder moves", async () => {
    const linter = await linterOf(wordRule("LK101", "leak"));
    const prints = (path: string, text: string) =>
      linter.lint(path, text, defaultSettings(linter.rules)).findings.map((finding) => finding.fingerprint);
    const before = prints("/a/mod.py", "leak = 1\nleak = 1\n");
    expect(new Set(before).size).toBe(2);
    expect(prints("/b/mod.py", "import os\nif os:\n    leak  =  1\n    leak = 1\n")).toEqual(before);
    expect(prints("/b/other.py", "leak = 1\nleak = 1\n")).not.toEqual(before);
  });
});

describe("failures", () => {
  it("of one rule leave the others alone", async () => {
    const broken = defineRule({
      ...wordRule("LK101", "leak"),
      check() {
        throw new Error("boom");
      },
    });
    const linter = await linterOf(broken, wordRule("LK102", "spill"));
    const report = linter.lint("a.py", "leak\nspill\n", defaultSettings(linter.rules));
    expect(report.findings.map((finding) => finding.rule)).toEqual(["LK102"]);
    expect(report.errors).toHaveLength(1);
    expect(report.errors[0]).toMatch(/internal error in LK101: Error: boom/);
  });

  it("of the ownership analysis are reported once", async () => {
    const asks = (id: string) =>
      defineRule({ ...wordRule(id, "leak"), check: ({ ownership }) => ownership.lost.map(() => ({}) as never) });
    const linter = await createLinter({
      rules: [asks("LK101"), asks("LK102")],
      ownership: () => ({
        analyze() {
          throw new Error("boom");
        },
      }),
    });
    const report = linter.lint("a.py", "leak\n", defaultSettings(linter.rules));
    expect(report.errors).toHaveLength(1);
    expect(report.errors[0]).toMatch(/ownership analysis: Error: boom/);
  });
});

describe("LK002", () => {
  it("reports the first three regions that do not parse", async () => {
    const linter = await linterOf();
    const text = Array.from({ length: 6 }, (_, index) => `def f${index}():\n    return 1 +* )\n\n`).join("");
    const report = linter.lint("a.py", text, defaultSettings(linter.rules));
    expect(report.findings.length).toBeGreaterThan(0);
    expect(report.findings.length).toBeLessThanOrEqual(3);
    expect(new Set(report.findings.map((finding) => `${finding.rule} ${finding.level}`))).toEqual(
      new Set(["LK002 information"]),
    );
  });
});

describe("fixes", () => {
  it("are proved: the finding goes and nothing comes", async () => {
    const good = await linterOf(wordRule("LK101", "leak", { replacement: "drop" }));
    const fix = good.lint("a.py", "x = leak\n", defaultSettings(good.rules)).findings[0]?.fix();
    expect(fix?.title).toBe("Replace 'leak'");
    expect(applyEdits("x = leak\n", fix?.edits ?? [])).toBe("x = drop\n");
  });

  it.each([
    ["leave the finding", "leak + leak"],
    ["bring another warning", "spill"],
    ["break the syntax", "(("],
  ])("that %s are not offered", async (_, replacement) => {
    const linter = await linterOf(wordRule("LK101", "leak", { replacement }), wordRule("LK102", "spill"));
    const report = linter.lint("a.py", "x = leak\n", defaultSettings(linter.rules));
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.fix()).toBeNull();
  });

  it("are judged by all rules, those that are off included", async () => {
    const linter = await linterOf(wordRule("LK101", "leak", { replacement: "spill" }), wordRule("LK102", "spill"));
    const report = linter.lint("a.py", "x = leak\n", levels(linter, { LK102: "off" }));
    expect(report.findings[0]?.fix()).toBeNull();
  });

  it("end lines as the file does", async () => {
    const linter = await linterOf(wordRule("LK101", "leak", { replacement: "1\ny = 2" }));
    const text = "x = leak\rz = 1\r";
    const fix = linter.lint("a.py", text, defaultSettings(linter.rules)).findings[0]?.fix();
    expect(applyEdits(text, fix?.edits ?? [])).toBe("x = 1\ry = 2\rz = 1\r");
  });
});

describe("an open file", () => {
  it("finds after edits what a fresh lint finds, and remembers its last report", async () => {
    const linter = await linterOf(wordRule("LK101", "leak"));
    const settings = defaultSettings(linter.rules);
    const file = linter.open("a.py", "x = 1\n");
    expect(file.lint(settings).findings).toEqual([]);
    file.change("x = leak\n", [{ start: 4, end: 5, text: "leak" }]);
    const report = file.lint(settings);
    expect(report.findings.map((finding) => finding.range)).toEqual([{ start: 4, end: 8 }]);
    expect(file.lint(settings)).toBe(report);
    expect(file.text).toBe("x = leak\n");
    expect(file.lint(levels(linter, { LK101: "off" })).findings).toEqual([]);
    file.dispose();
  });
});

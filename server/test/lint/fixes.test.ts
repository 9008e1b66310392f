import { describe, expect, it } from "vitest";
import type { Edit } from "../../src/base/text.js";
import { combineEdits, groupFixes } from "../../src/lint/combine.js";
import { applyFixes, type FixOptions, type FixResult } from "../../src/lint/fixes.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { RuleDefinition } from "../../src/rules/define.js";
import { wordRule } from "./fakes.js";

async function fix(text: string, rules: RuleDefinition[], options: FixOptions = {}): Promise<FixResult> {
  const linter = await createLinter({ rules });
  return applyFixes(linter, "a.py", text, defaultSettings(linter.rules), options);
}

const importTime = () => [{ start: 0, end: 0, text: "import time\n" }];

describe("applyFixes", () => {
  it("makes all fixes that do not touch each other at once, and says what it did", async () => {
    const result = await fix("x = leak\ny = leak\n", [wordRule("LK101", "leak", { replacement: "1" })]);
    expect(result).toMatchObject({ text: "x = 1\ny = 1\n", fixed: 2 });
    expect(result.applied.map((one) => one.title)).toEqual(["Replace 'leak'", "Replace 'leak'"]);
    expect(result.report.findings).toEqual([]);
  });

  it("goes on with what a fix makes possible", async () => {
    const rules = [
      wordRule("LK101", "leak", { replacement: "slow" }),
      wordRule("LK601", "slow", { replacement: "fast", level: "hint" }),
    ];
    expect(await fix("x = leak\n", rules)).toMatchObject({ text: "x = fast\n", fixed: 2 });
  });

  it("ends where fixes undo each other", async () => {
    const rules = [
      wordRule("LK601", "ping", { replacement: "pong", level: "hint" }),
      wordRule("LK602", "pong", { replacement: "ping", level: "hint" }),
    ];
    expect((await fix("x = ping\n", rules)).fixed).toBe(10);
  });

  it("makes conflicting fixes one after the other", async () => {
    const whole = wordRule("LK101", "leak", {
      replacement: "1",
      extraEdits: (context) => [{ start: context.text.length, end: context.text.length, text: "# fixed\n" }],
    });
    const result = await fix("x = leak\ny = leak\n", [whole]);
    expect(result).toMatchObject({ text: "x = 1\ny = 1\n# fixed\n# fixed\n", fixed: 2 });
  });

  it("inserts an import that several fixes need once", async () => {
    const rule = wordRule("LK101", "leak", { replacement: "time", extraEdits: importTime });
    expect(await fix("x = leak\ny = leak\n", [rule])).toMatchObject({
      text: "import time\nx = time\ny = time\n",
      fixed: 2,
    });
  });

  it("leaves suggestions alone unless they are wanted", async () => {
    const rules = [wordRule("LK101", "leak", { replacement: "1", safe: false })];
    expect(await fix("x = leak\n", rules)).toMatchObject({ text: "x = leak\n", fixed: 0 });
    expect(await fix("x = leak\n", rules, { unsafe: true })).toMatchObject({ text: "x = 1\n", fixed: 1 });
    expect(await fix("x = leak\n", rules, { unsafe: true, only: () => false })).toMatchObject({ fixed: 0 });
  });

  it("finds the guilty among many fixes", async () => {
    const text = "a = leak\nb = (leak\n)\nc = leak\n";
    const rule = wordRule("LK101", "leak", {
      replacement: "1",
      // What it adds is wrong behind an open bracket only.
      extraEdits: ({ text: all }, offset) => [
        { start: offset + 4, end: offset + 4, text: all[offset - 1] === "(" ? " x" : "" },
      ],
    });
    expect(await fix(text, [rule])).toMatchObject({ text: "a = 1\nb = (leak\n)\nc = 1\n", fixed: 2 });
  });

  it("brings no new error into a file that has some already", async () => {
    const rule = wordRule("LK101", "leak", { replacement: "1)" });
    const text = "def f(:\n    pass\n\nb = leak\n";
    expect(await fix(text, [rule])).toMatchObject({ text, fixed: 0 });
  });

  it("keeps line endings", async () => {
    const rule = wordRule("LK101", "leak", { replacement: "1" });
    expect((await fix("x = leak\r\ny = leak\r\n", [rule])).text).toBe("x = 1\r\ny = 1\r\n");
    expect((await fix("x = leak\ry = leak\r", [rule])).text).toBe("x = 1\ry = 1\r");
  });
});

describe("edits of two fixes", () => {
  const edit = (start: number, end: number, text: string): Edit => ({ start, end, text });

  it("combine where they lie apart, or share an import", () => {
    expect(combineEdits([edit(0, 1, "a")], [edit(2, 3, "b")])).toEqual([edit(0, 1, "a"), edit(2, 3, "b")]);
    const line = edit(0, 0, "import os\n");
    expect(combineEdits([line, edit(5, 6, "")], [line, edit(8, 9, "")])).toEqual([
      line,
      edit(5, 6, ""),
      edit(8, 9, ""),
    ]);
  });

  it("do not combine where they touch, also not if both indent the same line", () => {
    expect(combineEdits([edit(0, 3, "")], [edit(2, 4, "")])).toBeNull();
    expect(combineEdits([edit(4, 4, "    ")], [edit(4, 4, "    ")])).toBeNull();
    expect(combineEdits([edit(0, 0, "import os\n")], [edit(0, 0, "import re\n")])).toBeNull();
  });

  it("are grouped apart when one fix encloses the other", () => {
    const outer = { edits: [edit(0, 1, "x"), edit(20, 21, "y")] };
    const inner = { edits: [edit(5, 6, "z")] };
    const after = { edits: [edit(30, 31, "w")] };
    expect(groupFixes([outer, inner, after]).map((group) => group.fixes)).toEqual([[outer, after], [inner]]);
  });
});

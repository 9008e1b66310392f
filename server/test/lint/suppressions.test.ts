import { describe, expect, it } from "vitest";
import { applyEdits } from "../../src/base/text.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { FileReport } from "../../src/lint/types.js";
import { wordRule } from "./fakes.js";

const linterReady = createLinter({
  rules: [wordRule("LK101", "leak", { name: "unclosed-resource" }), wordRule("LK102", "spill")],
});

async function lint(text: string): Promise<FileReport> {
  const linter = await linterReady;
  const report = linter.lint("a.py", text, defaultSettings(linter.rules));
  expect(report.errors).toEqual([]);
  return report;
}

async function found(text: string): Promise<string[]> {
  const report = await lint(text);
  return report.findings.map((finding) => `${report.lines.lineAt(finding.range.start) + 1} ${finding.rule}`);
}

describe("suppressed", () => {
  it.each([
    ["by id", "leak()  # leaklint: ignore[LK101]\n"],
    ["by name", "leak()  # leaklint: ignore[unclosed-resource]\n"],
    ["in any case", "leak()  # LeakLint:Ignore[lk101]\n"],
    ["with a reason", "leak()  # leaklint: ignore[LK101] the pool closes it\n"],
    ["several codes", "leak(spill)  # leaklint: ignore[LK101, LK102]\n"],
    ["bare", "leak(spill)  # leaklint: ignore\n"],
    ["behind another comment", "leak()  # type: ignore  # leaklint: ignore[LK101]\n"],
    ["before another comment", "leak()  # leaklint: ignore[LK101]  # noqa: E501\n"],
    ["noqa with code", "leak()  # noqa: LK101\n"],
    ["noqa with several codes", "leak()  # noqa: E501,LK101 because\n"],
    ["noqa, white space between codes", "leak()  # noqa:E501 LK101\n"],
    ["bare noqa", "leak()  # noqa\n"],
    ["first line of the statement", "x = f(  # leaklint: ignore[LK101]\n    1,\n    leak,\n)\n"],
    ["line of the finding", "x = f(\n    1,\n    leak,  # leaklint: ignore[LK101]\n)\n"],
    ["last line of the statement", "x = f(\n    1,\n    leak,\n)  # leaklint: ignore[LK101]\n"],
    ["after a multi-line string", 'x = leak("""\ntext\n""")  # leaklint: ignore[LK101]\n'],
    ["after a continuation", "x = leak + \\\n    1  # leaklint: ignore[LK101]\n"],
    ["header of a compound statement", "with f(\n    leak,\n):  # leaklint: ignore[LK101]\n    pass\n"],
    ["nested", "class A:\n    def f(self):\n        if 1:\n            leak()  # leaklint: ignore[LK101]\n"],
    ["whole file", "leak()\nspill()\n# leaklint: ignore-file\n"],
    ["CRLF", "leak()  # leaklint: ignore[LK101]\r\nx = 1\r\n"],
    ["lone CR", "leak()  # leaklint: ignore[LK101]\rx = 1\r"],
  ])("%s", async (_, text) => {
    expect(await found(text)).toEqual([]);
  });

  it("whole file, one rule", async () => {
    expect(await found("# leaklint: ignore-file[LK101]\nleak()\nspill()\n")).toEqual(["3 LK102"]);
  });
});

describe("not suppressed", () => {
  it.each([
    ["by a comment inside a string", 'leak("# leaklint: ignore[LK101]")\n', ["1 LK101"]],
    ["by a comment on the body of a compound statement", "if leak:\n    pass  # noqa\n", ["1 LK101"]],
    ["by another tool's codes", "leak()  # noqa: E501\n", ["1 LK101"]],
    ["by the line above", "x = 1  # noqa\nleak()\n", ["2 LK101"]],
    ["by a comment that only mentions it", "leak()  # see noqa and leaklint\n", ["1 LK101"]],
    ["by another rule's code", "leak()  # leaklint: ignore[LK102]\n", ["1 LK101", "1 LK001"]],
  ])("%s", async (_, text, expected) => {
    expect(await found(text)).toEqual(expected);
  });
});

describe("LK001", () => {
  it.each([
    ["x = 1  # leaklint: ignore[LK101]\n", "x = 1\n", "Unused suppression: no LK101 here"],
    ["x = 1  # leaklint: ignore\n", "x = 1\n", "Unused suppression: nothing to suppress here"],
    ["# leaklint: ignore-file[LK101] old\nx = 1\n", "x = 1\n", "Unused suppression: no LK101 in this file"],
    [
      "if x:\r\n    # leaklint: ignore\r\n    y()\r\n",
      "if x:\r\n    y()\r\n",
      "Unused suppression: nothing to suppress here",
    ],
    [
      "leak()  # leaklint: ignore[LK102, LK101] r\n",
      "leak()  # leaklint: ignore[LK101] r\n",
      "Unused suppression: no LK102 here",
    ],
    [
      "leak()  # leaklint: ignore[LK101, LK102]\n",
      "leak()  # leaklint: ignore[LK101]\n",
      "Unused suppression: no LK102 here",
    ],
    [
      "x = 1  # type: ignore  # leaklint: ignore[LK101]\n",
      "x = 1  # type: ignore\n",
      "Unused suppression: no LK101 here",
    ],
    ["x = 1  # leaklint: ignore[LK101]  # noqa: E501\n", "x = 1  # noqa: E501\n", "Unused suppression: no LK101 here"],
    ["x = 1  # noqa: E501, LK101\n", "x = 1  # noqa: E501\n", "Unused suppression: no LK101 here"],
    ["x = 1  # noqa: LK101\n", "x = 1\n", "Unused suppression: no LK101 here"],
    [
      "leak()  # leaklint: ignore[LK101, LK19]\n",
      "leak()  # leaklint: ignore[LK101]\n",
      "Unknown rule 'LK19' in suppression; did you mean 'LK101'?",
    ],
    [
      "leak()  # leaklint: ignore[LK101, unclosed-resorce]\n",
      "leak()  # leaklint: ignore[LK101]\n",
      "Unknown rule 'unclosed-resorce' in suppression; did you mean 'unclosed-resource'?",
    ],
  ])("%j", async (text, fixed, message) => {
    const report = await lint(text);
    expect(report.findings.map((finding) => [finding.rule, finding.level, finding.message])).toEqual([
      ["LK001", "hint", message],
    ]);
    const fix = report.findings[0]?.fix();
    expect(fix?.safe).toBe(true);
    expect(applyEdits(text, fix?.edits ?? [])).toBe(fixed);
  });

  it.each([
    ["# leaklint: ignroe[LK101]\n", "Unknown directive 'ignroe' in leaklint comment; did you mean 'ignore'?"],
    ["# leaklint: please\n", "Unknown directive 'please' in leaklint comment; write 'ignore' or 'ignore-file'"],
    ["# leaklint: ignore[LK101\n", "Missing ']' in leaklint comment"],
    ["# leaklint: ignore[]\n", "No rule between the brackets of leaklint comment"],
  ])("malformed %j", async (text, message) => {
    const report = await lint(text);
    expect(report.findings.map((finding) => finding.message)).toEqual([message]);
    expect(report.findings[0]?.fix()).toBeNull();
  });

  it.each([
    ["bare noqa", "x = 1  # noqa\n"],
    ["other codes", "x = 1  # noqa: E501\n"],
    ["itself suppressed", "x = 1  # leaklint: ignore[LK101, LK001]\n"],
    ["prose", "x = 1  # the leaklint: ignore comment\n"],
  ])("is silent: %s", async (_, text) => {
    expect(await found(text)).toEqual([]);
  });

  it("is silent in a file that does not parse", async () => {
    expect(await found("x = 1  # leaklint: ignore[LK101]\ndef f(:\n    ) = ((\n")).not.toContain("1 LK001");
  });

  it("is silent on rules that are off", async () => {
    const linter = await linterReady;
    const levels = new Map(defaultSettings(linter.rules).levels).set("LK101", "off");
    const text = "x = 1  # leaklint: ignore[LK101]\ny = 2  # leaklint: ignore\n";
    expect(linter.lint("a.py", text, { levels, key: "" }).findings).toEqual([]);
  });
});

describe("the suppress edit", () => {
  it.each([
    ["leak()\n", "leak()  # leaklint: ignore[LK101]\n"],
    ["leak()   \n", "leak()  # leaklint: ignore[LK101]   \n"],
    ["leak()  # type: ignore\r\n", "leak()  # type: ignore  # leaklint: ignore[LK101]\r\n"],
    ["leak()  # noqa: E501\n", "leak()  # noqa: E501  # leaklint: ignore[LK101]\n"],
    ["leak(spill)  # leaklint: ignore[LK102] why\n", "leak(spill)  # leaklint: ignore[LK102, LK101] why\n"],
    ["x = leak + \\\n    1\n", "x = leak + \\\n    1  # leaklint: ignore[LK101]\n"],
    ['x = leak("""\na\n""", 1)\n', 'x = leak("""\na\n""", 1)  # leaklint: ignore[LK101]\n'],
    ["x = [\n    leak,\n]\n", "x = [\n    leak,  # leaklint: ignore[LK101]\n]\n"],
    ['x = f"""\n{leak}\n"""\n', 'x = f"""\n{leak}\n"""  # leaklint: ignore[LK101]\n'],
    ["leak()", "leak()  # leaklint: ignore[LK101]"],
  ])("%j", async (text, expected) => {
    const report = await lint(text);
    const finding = report.findings.find((one) => one.rule === "LK101");
    const changed = applyEdits(text, finding?.suppress().edits ?? []);
    expect(changed).toBe(expected);
    expect(await found(changed)).toEqual([]);
  });

  it("suppresses in the file where no line can hold a comment", async () => {
    const text = '#!/usr/bin/env python3\nx = """\n"""; y = leak; z = """\n"""\n';
    const report = await lint(text);
    const changed = applyEdits(text, report.findings[0]?.suppress().edits ?? []);
    expect(changed).toBe(`#!/usr/bin/env python3\n# leaklint: ignore-file[LK101]\n${text.slice(23)}`);
    expect(await found(changed)).toEqual([]);
  });
});

import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { githubReport, gitlabReport, junitReport } from "../../src/report/ci.js";
import { htmlReport } from "../../src/report/html.js";
import { jsonReport } from "../../src/report/json.js";
import { sarifReport } from "../../src/report/sarif.js";
import { findingOn, sampleRun, text } from "./sample.js";

const range = (line: number, column: number, endColumn: number) => ({
  start: { line, column },
  end: { line, column: endColumn },
});

describe("json", () => {
  it("has the form that scripts rely on", () => {
    const report = JSON.parse(jsonReport(sampleRun(), {}));
    expect(report).toEqual({
      version: "1.2.3",
      findings: [
        {
          rule: "LK101",
          name: "unclosed-resource",
          family: "resource",
          level: "warning",
          message: "File 'f' is never closed",
          path: "a dir/ü#1.py",
          range: range(2, 9, 16),
          steps: [
            { message: "acquired here", path: "a dir/ü#1.py", range: range(2, 9, 16) },
            { message: "returns <here> & leaks", path: "a dir/ü#1.py", range: range(3, 12, 20) },
          ],
          fix: {
            title: "Use 'with' for 'f'",
            safe: true,
            edits: [{ range: range(2, 5, 16), text: "with open(p) as f:" }],
          },
          fingerprint: "1abc",
        },
        expect.objectContaining({ rule: "LK601", fix: null, steps: [] }),
      ],
      errors: [{ path: "bad.py", message: "cannot be decoded: not valid UTF-8" }],
      summary: {
        findings: 2,
        files: 1,
        checked: 3,
        levels: { error: 0, warning: 1, information: 0, hint: 1 },
        rules: { LK101: 1, LK601: 1 },
        fixable: { safe: 1, unsafe: 0 },
      },
    });
  });

  it("keeps absolute paths of files elsewhere", () => {
    const run = sampleRun({ files: [{ path: "/other/a.py", text, findings: [findingOn(text, "open")] }] });
    expect(JSON.parse(jsonReport(run, {})).findings[0].path).toBe("/other/a.py");
  });
});

describe("sarif", () => {
  const log = JSON.parse(sarifReport(sampleRun(), {})) as Log;
  const run = log.runs[0];
  const result = run?.results?.[0];

  it("describes tool, rules and encoding of columns", () => {
    expect(log.version).toBe("2.1.0");
    expect(run?.columnKind).toBe("utf16CodeUnits");
    expect(run?.originalUriBaseIds).toEqual({ SRCROOT: { uri: "file:///w/" } });
    const rules = run?.tool.driver.rules ?? [];
    expect(rules.map((rule) => [rule.id, rule.properties?.tags?.[0], rule.defaultConfiguration?.level])).toEqual([
      ["LK101", "resource", "warning"],
      ["LK601", "memory", "note"],
    ]);
    for (const rule of rules) expect(rule.help?.text).toMatch(/\w/);
  });

  it("places a result, with its path, fingerprint and fix", () => {
    const artifactLocation = { uri: "a%20dir/%C3%BC%231.py", uriBaseId: "SRCROOT" };
    expect(result).toMatchObject({ ruleId: "LK101", ruleIndex: 0, level: "warning" });
    expect(result?.locations).toEqual([
      {
        physicalLocation: { artifactLocation, region: { startLine: 2, startColumn: 9, endLine: 2, endColumn: 16 } },
      },
    ]);
    expect(result?.partialFingerprints).toEqual({ "leaklint/v1": "1abc" });
    const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations.map((step) => step.location?.message?.text);
    expect(steps).toEqual(["acquired here", "returns <here> & leaks"]);
    expect(result?.relatedLocations?.map((location) => location.id)).toEqual([1, 2]);
    expect(result?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([
      {
        deletedRegion: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 16 },
        insertedContent: { text: "with open(p) as f:" },
      },
    ]);
    expect(run?.results?.[1]).toMatchObject({ ruleId: "LK601", ruleIndex: 1, level: "note" });
    expect(run?.results?.[1]?.fixes).toBeUndefined();
  });

  it("tells of files that could not be linted", () => {
    expect(run?.invocations?.[0]?.executionSuccessful).toBe(false);
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]).toMatchObject({
      level: "error",
      message: { text: "cannot be decoded: not valid UTF-8" },
      locations: [{ physicalLocation: { artifactLocation: { uri: "bad.py", uriBaseId: "SRCROOT" } } }],
    });
  });

  it("is a success with no results where nothing was found", () => {
    const clean = JSON.parse(sarifReport(sampleRun({ files: [], errors: [] }), {})) as Log;
    expect(clean.runs[0]?.results).toEqual([]);
    expect(clean.runs[0]?.invocations?.[0]?.executionSuccessful).toBe(true);
  });
});

describe("for build servers", () => {
  it("github", () => {
    expect(githubReport(sampleRun(), {}).split("\n")).toEqual([
      "::warning file=a dir/ü#1.py,line=2,endLine=2,col=9,endColumn=16,title=LK101 unclosed-resource::File 'f' is never closed%0A  line 2: acquired here%0A  line 3: returns <here> & leaks",
      "::notice file=a dir/ü#1.py,line=3,endLine=3,col=12,endColumn=20,title=LK601 no-slow::File 'f' is never closed",
      "::error file=bad.py::cannot be decoded: not valid UTF-8",
      "",
    ]);
  });

  it("gitlab", () => {
    const issues = JSON.parse(gitlabReport(sampleRun(), {}));
    expect(issues).toHaveLength(2);
    expect(issues[0]).toMatchObject({
      check_name: "LK101",
      severity: "major",
      location: { path: "a dir/ü#1.py", lines: { begin: 2, end: 2 } },
    });
    expect(issues[0].fingerprint).not.toBe(issues[1].fingerprint);
  });

  it("junit", () => {
    const report = junitReport(sampleRun(), {});
    expect(report).toContain('<testsuites name="leaklint" tests="3" failures="2" errors="1">');
    expect(report).toContain('<testsuite name="a dir/ü#1.py" tests="2" failures="2" errors="0">');
    expect(report).toContain("line 3: returns &lt;here&gt; &amp; leaks");
  });

  it("html escapes what comes from the source", () => {
    const source = "f = open('<script>')\n";
    const run = sampleRun({
      files: [{ path: "/w/a.py", text: source, findings: [findingOn(source, "open('<script>')")] }],
    });
    const report = htmlReport(run, {});
    expect(report).toContain("<mark>open('&lt;script&gt;')</mark>");
    expect(report).not.toContain("<script>");
  });
});

import { LineIndex } from "../../src/base/text.js";
import type { ReportedFinding, Run } from "../../src/report/run.js";
import { wordRule } from "../lint/fakes.js";

export const rule = wordRule("LK101", "leak", { name: "unclosed-resource", replacement: "x" });
export const adviceRule = wordRule("LK601", "slow", { level: "hint" });

/** A finding on the first place where a text stands. */
export function findingOn(text: string, part: string, changes: Partial<ReportedFinding> = {}): ReportedFinding {
  const start = text.indexOf(part);
  const range = { start, end: start + part.length };
  return {
    rule: "LK101",
    name: "unclosed-resource",
    family: "resource",
    level: "warning",
    message: "File 'f' is never closed",
    range,
    steps: [{ message: "acquired here", range }],
    fingerprint: `${new LineIndex(text).lineAt(start)}abc`,
    fix: null,
    ...changes,
  };
}

export const text = "def f(p):\n    f = open(p)\n    return f.read()\n";

/** A run over two files: one with two findings, one that could not be read. */
export function sampleRun(changes: Partial<Run> = {}): Run {
  const start = text.indexOf("    f = open");
  const fix = {
    title: "Use 'with' for 'f'",
    safe: true,
    edits: [{ start: start + 4, end: start + 15, text: "with open(p) as f:" }],
  };
  const raise = text.indexOf("f.read()");
  const steps = [
    { message: "acquired here", range: { start: start + 8, end: start + 15 } },
    { message: "returns <here> & leaks", range: { start: raise, end: raise + 8 } },
  ];
  return {
    version: "1.2.3",
    directory: "/w",
    files: [
      {
        path: "/w/a dir/ü#1.py",
        text,
        findings: [
          findingOn(text, "open(p)", { fix, steps }),
          findingOn(text, "f.read()", { rule: "LK601", name: "no-slow", family: "memory", level: "hint", steps: [] }),
        ],
      },
    ],
    errors: [{ path: "/w/bad.py", message: "cannot be decoded: not valid UTF-8" }],
    checked: 3,
    rules: [rule, adviceRule],
    ...changes,
  };
}

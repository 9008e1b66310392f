import { expect, test } from "vitest";
import { LineIndex } from "../../src/base/text.js";
import type { FileReport, Finding } from "../../src/lint/types.js";
import { readAbilities } from "../../src/lsp/abilities.js";
import { readDiagnosticData, toDiagnostic, toWorkspaceEdit } from "../../src/lsp/convert.js";
import type { Level } from "../../src/rules/define.js";
import { modern, onLine } from "./client.js";

const abilities = readAbilities({ processId: null, rootUri: null, capabilities: modern });
const text = "a\nbc\n";
const report: FileReport = { path: "/a.py", text, lines: new LineIndex(text), findings: [], errors: [] };
const document = { uri: "file:///a.py", version: 3 };

function finding(change: Partial<Finding> = {}): Finding {
  return {
    rule: "LK101",
    name: "unclosed-resource",
    family: "resource",
    level: "warning",
    message: "leaks",
    range: { start: 2, end: 4 },
    steps: [],
    fingerprint: "f",
    fix: () => null,
    suppress: () => ({ title: "", safe: true, edits: [] }),
    ...change,
  };
}

const convert = (one: Finding, linesOf = (_: string): LineIndex | undefined => undefined) =>
  toDiagnostic(one, report, document, abilities, linesOf);

test("an unused suppression is faded, a leak is not", () => {
  expect(convert(finding({ rule: "LK001" })).tags).toEqual([1]);
  expect(convert(finding()).tags).toBeUndefined();
});

test.each<[Level, number]>([
  ["error", 1],
  ["warning", 2],
  ["information", 3],
  ["hint", 4],
])("level %s is severity %i", (level, severity) => {
  expect(convert(finding({ level })).severity).toBe(severity);
});

test("a step in another file is shown where that file's lines are known", () => {
  const steps = [
    { message: "here", range: { start: 0, end: 1 } },
    { message: "there", range: { start: 4, end: 5 }, path: "/b.py" },
    { message: "nowhere", range: { start: 0, end: 1 }, path: "/c.py" },
  ];
  const linesOf = (path: string) => (path === "/b.py" ? new LineIndex("x\n\n\ny") : undefined);
  expect(convert(finding({ steps }), linesOf).relatedInformation).toEqual([
    { message: "here", location: { uri: "file:///a.py", range: onLine(0, 0, 1) } },
    { message: "there", location: { uri: "file:///b.py", range: onLine(3, 0, 1) } },
  ]);
});

test("data comes back, and what is not ours does not", () => {
  expect(readDiagnosticData(convert(finding()))).toEqual({ rule: "LK101", fingerprint: "f", version: 3 });
  for (const data of [undefined, null, 5, "x", {}, { rule: 1, fingerprint: "f" }, { rule: "LK101" }]) {
    expect(readDiagnosticData({ ...convert(finding()), data })).toBeUndefined();
  }
});

test("edits name the version only where the client understands it", () => {
  const edits = [{ start: 2, end: 3, text: "B" }];
  const changes = [{ range: onLine(1, 0, 1), newText: "B" }];
  expect(toWorkspaceEdit(edits, report.lines, document, abilities)).toEqual({
    documentChanges: [{ textDocument: document, edits: changes }],
  });
  expect(toWorkspaceEdit(edits, report.lines, document, { ...abilities, versionedEdits: false })).toEqual({
    changes: { "file:///a.py": changes },
  });
});

/** A document that is edited says what a document that is opened with the same text says. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { FileReport, FileSettings, Linter } from "../../src/lint/types.js";
import { Document } from "../../src/lsp/documents.js";

const program = `import json

def first(path):
    source = open(path)
    return json.load(source)["😀"]

class Log:
    def write(self, path):
        for name in path:
            out = open(name, "w")
            out.write('''
x''')

async def last(path):
    try:
        handle = open(path)
        handle.read()
    finally:
        print(open(path).read())
`;
const pieces = [
  "\n",
  "    ",
  "x = open(p)\n",
  "with open(p) as x:\n    pass\n",
  "(",
  ")",
  "'''",
  "😀",
  "#",
  "\r\n",
  "\r",
  ":",
  "",
];

let linter: Linter;
let settings: FileSettings;

beforeAll(async () => {
  linter = await createLinter();
  settings = defaultSettings(linter.rules);
});

function summary(report: FileReport): string[] {
  return report.findings.map(({ rule, range, message, fix }) =>
    [rule, range.start, range.end, message, JSON.stringify(fix()?.edits)].join(" "),
  );
}

test("after any edits", () => {
  const edit = fc.record({
    at: fc.nat(program.length),
    remove: fc.oneof(fc.constant(0), fc.nat(60)),
    text: fc.constantFrom(...pieces),
  });
  const notification = fc.array(edit, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(notification, { minLength: 1, maxLength: 5 }), (notifications) => {
      const document = new Document({ uri: "file:///a.py", languageId: "python", version: 1, text: program }, 1);
      document.lint(linter, settings);
      let mirror = TextDocument.create("file:///a.py", "python", 1, program);
      for (const [index, edits] of notifications.entries()) {
        const changes = edits.map(({ at, remove, text }) => {
          const range = { start: mirror.positionAt(at), end: mirror.positionAt(at + remove) };
          mirror = TextDocument.update(mirror, [{ range, text }], index + 2);
          return { range, text };
        });
        document.change(changes, index + 2);
        expect(document.text).toBe(mirror.getText());
        expect(summary(document.lint(linter, settings))).toEqual(
          summary(linter.lint(document.path, mirror.getText(), settings)),
        );
      }
      document.dispose();
    }),
    { numRuns: 60 },
  );
});

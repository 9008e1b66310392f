/** Findings that cross functions and files: each step with its file and line, as the texts are when it is reported. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LineIndex } from "../../src/base/text.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { analyzeFile } from "../../src/lint/defaults.js";
import type { Finding } from "../../src/lint/types.js";
import { readAbilities } from "../../src/lsp/abilities.js";
import { toDiagnostic } from "../../src/lsp/convert.js";
import { FileAnalyzer } from "../../src/project/analyse.js";
import { Linker } from "../../src/project/linker.js";
import { ModuleMap } from "../../src/project/modules.js";
import { Trails } from "../../src/project/trails.js";
import { loadParser } from "../../src/syntax/parser.js";
import { Workplace } from "../cli/support.js";
import { modern } from "../lsp/client.js";

const LOW = `"""Opens."""


def make(path):
    # open(path) is what it does
    return open(path)


class Reader:
    def __init__(self, path):
        self._file = make(path)

    def read(self):
        return self._file.read()

    def close(self):
        self._file.close()
`;
const API = `from .low import make as _make, Reader


def helper(path):
    return _make(path)


def reader(path):
    made = Reader(path)
    return made
`;
const APP = `from pkg import helper, reader


def one(path):
    f = helper(path)
    print(f.read())


def two(path):
    r = reader(path)
    print(r.read())


def local(path):
    return helper(path)


def three(path):
    g = local(path)
    print(g.read())
`;

let workplace: Workplace;

beforeEach(() => {
  workplace = new Workplace();
  workplace.write("pyproject.toml", "");
  workplace.write("pkg/__init__.py", "from .api import *\n");
  workplace.write("pkg/low.py", LOW);
  workplace.write("pkg/api.py", API);
  workplace.write("app.py", APP);
});
afterEach(() => workplace.remove());

interface JsonStep {
  readonly message: string;
  readonly path: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

/** The steps of each finding of a file, as `path:line:column message`. */
async function stepsIn(...names: string[]): Promise<string[][]> {
  const { out } = await workplace.run(["check", "--no-cache", "--format", "json", ...names]);
  const { findings } = JSON.parse(out) as { findings: { steps: JsonStep[] }[] };
  return findings.map(({ steps }) =>
    steps.map(({ message, path, range }) => `${path}:${range.start.line}:${range.start.column} ${message}`),
  );
}

const FIRST = [
  "app.py:5:9 acquired here",
  "pkg/api.py:5:12 'helper' has it from _make(), called here",
  "pkg/low.py:6:12 'make' has it from open(), called here",
  "app.py:4:5 released nowhere in 'one'",
];

describe("steps", () => {
  it("name each function on the way, with its file and line", async () => {
    expect(await stepsIn("app.py")).toEqual([
      FIRST,
      [
        "app.py:10:9 acquired here",
        "pkg/api.py:9:12 'reader' has it from Reader(), called here",
        "pkg/low.py:11:22 'Reader' has it from make(), called here",
        "pkg/low.py:6:12 'make' has it from open(), called here",
        "app.py:9:5 released nowhere in 'two'",
      ],
      [
        "app.py:19:9 acquired here",
        "app.py:15:12 'local' has it from helper(), called here",
        "pkg/api.py:5:12 'helper' has it from _make(), called here",
        "pkg/low.py:6:12 'make' has it from open(), called here",
        "app.py:18:5 released nowhere in 'three'",
      ],
    ]);
  });

  it("are those of the texts as they are", async () => {
    workplace.write("pkg/low.py", `# a line\n# and another\n${LOW}`);
    expect((await stepsIn("app.py"))[0]).toEqual(FIRST.map((step) => step.replace("low.py:6", "low.py:8")));
  });

  it("come in every form of report", async () => {
    const text = await workplace.run(["check", "--no-cache", "app.py"]);
    expect(text.out).toContain("  = pkg/low.py:6: 'make' has it from open(), called here\n");
    const github = await workplace.run(["check", "--no-cache", "--format", "github", "app.py"]);
    expect(github.out).toContain("pkg/low.py:6: 'make' has it from open()");
    const html = await workplace.run(["check", "--no-cache", "--format", "html", "app.py"]);
    expect(html.out).toContain("pkg/low.py:6: ");
    const { out } = await workplace.run(["check", "--no-cache", "--format", "sarif", "app.py"]);
    const log = JSON.parse(out);
    const [flow] = log.runs[0].results[0].codeFlows[0].threadFlows;
    const places = flow.locations.map(
      ({ location }: { location: { physicalLocation: unknown } }) => location.physicalLocation,
    );
    expect(places[2]).toMatchObject({
      artifactLocation: { uri: "pkg/low.py" },
      region: { startLine: 6, startColumn: 12, endLine: 6, endColumn: 16 },
    });
  });

  it("are shown by editors in the other file", () => {
    const text = "f = helper(p)\n";
    const finding: Finding = {
      rule: "LK101",
      name: "unclosed-resource",
      family: "resource",
      level: "warning",
      message: "leaks",
      range: { start: 4, end: 10 },
      steps: [
        {
          message: "there",
          path: "/pkg/low.py",
          range: { start: 900, end: 904 },
          region: { start: { line: 5, column: 11 }, end: { line: 5, column: 15 } },
        },
      ],
      fingerprint: "f",
      fix: () => null,
      suppress: () => ({ title: "", safe: true, edits: [] }),
    };
    const report = { path: "/a.py", text, lines: new LineIndex(text), findings: [], errors: [] };
    const abilities = readAbilities({ processId: null, rootUri: null, capabilities: modern });
    const shown = toDiagnostic(finding, report, { uri: "file:///a.py", version: 1 }, abilities, () => undefined);
    expect(shown.relatedInformation).toEqual([
      {
        message: "there",
        location: {
          uri: "file:///pkg/low.py",
          range: { start: { line: 5, character: 11 }, end: { line: 5, character: 15 } },
        },
      },
    ]);
  });
});

describe("what a file tells others", () => {
  it("stays the same when lines above a function move", async () => {
    const parser = await loadParser();
    const exportsOf = (text: string) => {
      const file = `${workplace.directory}/pkg/low.py`;
      const linker = new Linker(new ModuleMap());
      const context = { file, edges: [], acquiring: new Set<string>(), isInCycle: false };
      const analyzer = new FileAnalyzer(linker, context, builtinCatalogue(), analyzeFile);
      const module = parser.parse(text);
      return analyzer.result(module, analyzer.analyze(module, text)).summary;
    };
    const before = exportsOf(LOW);
    expect(exportsOf(`import sys\n\n\nX = 1\n${LOW}`).callables).toEqual(before.callables);
    expect(before.callables.get("make")?.entry).toMatchObject({ returns: "file", origin: "open" });
  });
});

describe("a trail", () => {
  it("ends where texts no longer say what summaries do", () => {
    const linker = new Linker(new ModuleMap([workplace.directory]));
    const trails = new Trails(() => null);
    const context = {
      file: `${workplace.directory}/app.py`,
      edges: [],
      acquiring: new Set<string>(),
      isInCycle: false,
    };
    expect(trails.of(linker, context, "pkg.helper")).toEqual([]);
  });
});

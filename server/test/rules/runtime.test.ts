/** Switches of the interpreter: what is deliberate, and what is put back. */
import { beforeAll, describe, expect, it } from "vitest";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { Linter } from "../../src/lint/types.js";

let linter: Linter;
beforeAll(async () => {
  linter = await createLinter();
});

function found(text: string): string[] {
  const report = linter.lint("/project/a.py", text, defaultSettings(linter.rules));
  expect(report.errors).toEqual([]);
  return report.findings.map(({ rule, level, range }) => `${rule}:${report.lines.lineAt(range.start) + 1} ${level}`);
}

function body(...lines: string[]): string {
  return `import gc\nimport sys\nimport tracemalloc\n\n\ndef work(rows):\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

describe("garbage collection that stays off", () => {
  it("is reported for an early return, an exception and a bare yield", () => {
    expect(found(body("gc.disable()", "if not rows:", "    return", "gc.enable()"))).toEqual(["LK701:7 information"]);
    expect(found(body("gc.disable()", "rows.load()", "gc.enable()"))).toEqual(["LK701:7 information"]);
    expect(found(body("gc.disable()", "yield", "gc.enable()"))).toEqual(["LK701:7 information"]);
    expect(found(body("gc.disable()", "return rows.load()"))).toEqual(["LK701:7 information"]);
  });

  const silent: Readonly<Record<string, string>> = {
    "finally switches it on": body("gc.disable()", "try:", "    rows.load()", "finally:", "    gc.enable()"),
    "it is put back to how it was": body(
      "was = gc.isenabled()",
      "gc.disable()",
      "try:",
      "    rows.load()",
      "finally:",
      "    if was:",
      "        gc.enable()",
    ),
    "a flag remembers it": body(
      "again = False",
      "try:",
      "    if gc.isenabled():",
      "        again = True",
      "        gc.disable()",
      "    rows.load()",
      "finally:",
      "    if again:",
      "        gc.enable()",
    ),
    "the same condition rules both": body("if rows:", "    gc.disable()", "print(rows)", "if rows:", "    gc.enable()"),
    "it is off at the end because it was off before": body(
      "was = gc.isenabled()",
      "gc.enable()",
      "rows.load()",
      "if not was:",
      "    gc.disable()",
    ),
    "a clean-up is registered": body("rows.addCleanup(gc.enable)", "gc.disable()", "rows.load()"),
    "another method switches it on":
      "import gc\n\n\nclass Quiet:\n    def __enter__(self):\n        gc.disable()\n        return self.load()\n\n" +
      "    def __exit__(self, *exc):\n        gc.enable()\n",
    "a helper of the file does it": `${body("gc.disable()", "try:", "    rows.load()", "finally:", "    on()")}\n\ndef on():\n    gc.enable()\n`,
    "the program does it for good": "import gc\n\ngc.disable()\nrun()\n",
    "main does it for good": "import gc\n\n\ndef main():\n    gc.disable()\n    run()\n",
    "the function is for it": "import gc\n\n\ndef disable_collection():\n    gc.disable()\n    log()\n",
    "it does nothing else": "import gc\n\n\ndef quiet():\n    gc.disable()\n",
    "the process ends": body("gc.disable()", "if rows:", "    sys.exit(rows)", "gc.enable()"),
    "gc is something else": "import other as gc\n\n\ndef f(x):\n    gc.disable()\n    x.load()\n",
    "it is only frozen": body("gc.freeze()", "rows.load()"),
  };
  for (const [name, text] of Object.entries(silent)) {
    it(`is not reported where ${name}`, () => expect(found(text)).toEqual([]));
  }
});

describe("a collector that keeps all it finds", () => {
  it("is a warning where a path returns, information where one raises", () => {
    expect(found(body("gc.set_debug(gc.DEBUG_LEAK)", "return len(rows.load())"))).toEqual(["LK702:7 warning"]);
    expect(found(body("gc.set_debug(gc.DEBUG_SAVEALL)", "rows.load()", "gc.set_debug(0)"))).toEqual([
      "LK702:7 information",
    ]);
    expect(found("import gc\n\ngc.set_debug(gc.DEBUG_LEAK)\n")).toEqual(["LK702:3 warning"]);
  });

  it("is not reported for other flags, on demand, in diagnosing scripts and functions, or where it is reset", () => {
    for (const text of [
      body("gc.set_debug(gc.DEBUG_STATS)", "rows.load()"),
      body("if rows.debug:", "    gc.set_debug(gc.DEBUG_LEAK)", "rows.load()"),
      "import gc\n\ngc.set_debug(gc.DEBUG_LEAK)\nrun()\nprint(gc.garbage)\n",
      "import gc\n\n\ndef find_leaks(x):\n    gc.set_debug(gc.DEBUG_LEAK)\n    x.load()\n",
      body(
        "old = gc.get_debug()",
        "gc.set_debug(gc.DEBUG_LEAK)",
        "try:",
        "    rows.load()",
        "finally:",
        "    gc.set_debug(old)",
      ),
    ]) {
      expect(found(text), text).toEqual([]);
    }
  });
});

describe("tracing that stays on", () => {
  it("is reported where a path misses the end", () => {
    expect(found(body("tracemalloc.start()", "rows.load()", "tracemalloc.stop()"))).toEqual(["LK703:7 information"]);
    expect(found(body("sys.setprofile(lambda *a: None)", "if rows:", "    return", "sys.setprofile(None)"))).toEqual([
      "LK703:7 information",
    ]);
  });

  it("is not reported in debuggers, on demand, at module level, or where what was before is put back", () => {
    for (const text of [
      "import sys\n\n\nclass Debugger:\n    def go(self):\n        sys.settrace(self.dispatch)\n        self.run()\n\n    def stop(self):\n        sys.settrace(None)\n",
      body(
        "old = sys.gettrace()",
        "sys.settrace(lambda *a: None)",
        "try:",
        "    rows.load()",
        "finally:",
        "    sys.settrace(old)",
      ),
      body("if rows.profile:", "    tracemalloc.start()", "rows.load()"),
      "import tracemalloc\n\ntracemalloc.start()\nrun()\n",
      "import tracemalloc\n\n\ndef start_tracing():\n    tracemalloc.start(10)\n    log()\n",
    ]) {
      expect(found(text), text).toEqual([]);
    }
  });
});

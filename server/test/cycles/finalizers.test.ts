/** The fixes for finalizers that hold their object: what they write, where they are refused, and CPython's word. */
import { beforeAll, describe, expect, it } from "vitest";
import { applyEdits } from "../../src/base/text.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { Linter } from "../../src/lint/types.js";
import { type Examination, examineAll, pythonMissing } from "../support/cpython.js";

let linter: Linter;
beforeAll(async () => {
  linter = await createLinter();
});

function fixed(source: string): string | null {
  const report = linter.lint("/project/program.py", source, defaultSettings(linter.rules));
  const fix = report.findings.find(({ rule }) => rule === "LK205")?.fix() ?? null;
  return fix === null ? null : applyEdits(source, fix.edits);
}

/** A class `Spool`, a function `make` that makes one and lets it go, and how many are left then. */
function program(methods: string, make = "Spool(['a'])", imports = "weakref"): string {
  return `import ${imports}
import gc


class Spool:
${methods.replace(/^(?=.)/gm, "    ")}


def make():
    spool = ${make}
    return len(spool.jobs)


def scenario(tmp):
    make()
    print(sum(type(one) is Spool for one in gc.get_objects()))
`;
}

const INIT = (finalizer: string): string =>
  `def __init__(self, jobs):\n    self.jobs = jobs\n    self._path = "p"\n    ${finalizer}\n\n`;

const PROGRAMS: readonly (readonly [string, string, string])[] = [
  [
    "a static method of one that nobody else calls",
    program(`${INIT("weakref.finalize(self, self._clear)")}def _clear(self):\n    self.jobs.clear()`),
    "weakref.finalize(self, self._clear, self.jobs)",
  ],
  [
    "a static method beside one that others call",
    program(
      `${INIT("weakref.finalize(self, self.clear)")}def clear(self):\n    # all\n    self.jobs.clear()\n    return self._path\n\ndef close(self):\n    return self.clear()`,
    ),
    "    def clear(self):\n        return self._finalize(self.jobs, self._path)\n\n    @staticmethod\n    def _finalize(jobs, path):\n        # all\n        jobs.clear()",
  ],
  [
    "a static method of one that needs nothing",
    program(
      `${INIT("weakref.finalize(self, self.note)")}def note(self):\n    return 1\n\ndef close(self):\n    self.note()`,
    ),
    "    @staticmethod\n    def note():",
  ],
  [
    "a lambda with arguments",
    program(INIT("weakref.finalize(self, lambda: self.jobs.clear())")),
    "weakref.finalize(self, lambda jobs: jobs.clear(), self.jobs)",
  ],
  [
    "an exit hook that refers weakly",
    program(
      `${INIT("atexit.register(self.clear)")}def __del__(self):\n    self.clear()\n\ndef clear(self):\n    self.jobs.clear()`,
      "Spool(['a'])",
      "atexit",
    ),
    "atexit.register(lambda method=weakref.WeakMethod(self.clear): method() and method()())",
  ],
];

describe("a fix of a finalizer", () => {
  it.each(PROGRAMS.map(([title, source, expected]) => ({ title, source, expected })))(
    "writes $title",
    ({ source, expected }) => {
      expect(fixed(source)).toContain(expected);
    },
  );

  it("unregisters the exit hook where the object is closed", () => {
    const source = `import atexit\n\n\nclass Spool:\n    def __init__(self):\n        atexit.register(self.clear)\n\n    def __del__(self):\n        self.clear()\n\n    def clear(self):\n        print("clear")\n\n    def close(self):\n        """End it."""\n        self.clear()\n`;
    expect(fixed(source)).toContain(`"""End it."""\n        atexit.unregister(self.clear)\n        self.clear()\n`);
  });

  it.each([
    ["changes an attribute", `${INIT("weakref.finalize(self, self.end)")}def end(self):\n    self.jobs = None`],
    ["needs the object", `${INIT("weakref.finalize(self, self.end)")}def end(self):\n    print(self)`],
    [
      "calls another method",
      `${INIT("weakref.finalize(self, self.end)")}def end(self):\n    self.m()\n\ndef m(self): ...`,
    ],
    [
      "reads what is bound again",
      `${INIT("weakref.finalize(self, self.end)")}def add(self):\n    self.jobs = []\n\ndef end(self):\n    self.jobs.clear()`,
    ],
    [
      "uses the names of its attributes otherwise",
      `${INIT("weakref.finalize(self, self.end)")}def end(self):\n    for jobs in self.jobs:\n        print(jobs)`,
    ],
    ["waits", `${INIT("weakref.finalize(self, self.end)")}async def end(self):\n    self.jobs.clear()`],
  ])("is refused where the callback %s", (_title, methods) => {
    const source = program(methods);
    const report = linter.lint("/project/program.py", source, defaultSettings(linter.rules));
    expect(report.findings.some(({ rule }) => rule === "LK205")).toBe(true);
    expect(fixed(source)).toBeNull();
  });
});

describe.skipIf(pythonMissing !== null)("fixed finalizers, run by CPython", () => {
  let before: Examination[] = [];
  let after: Examination[] = [];
  beforeAll(async () => {
    before = await examineAll(PROGRAMS.map(([, source]) => source));
    after = await examineAll(PROGRAMS.map(([, source]) => fixed(source) ?? ""));
  }, 120_000);

  it("let their object go", () => {
    expect([...before, ...after].map(({ error }) => error)).toEqual([...before, ...after].map(() => null));
    for (const { stdout } of before) expect(stdout).toMatch(/[1-9]/);
    for (const { stdout } of after) expect(stdout).toMatch(/^(?:0\n)+$/);
  });
});

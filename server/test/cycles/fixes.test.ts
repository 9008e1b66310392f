/** The fixes for reference cycles: what they write, that they are refused where they cannot be right, and CPython's word. */
import { beforeAll, describe, expect, it } from "vitest";
import { applyEdits } from "../../src/base/text.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { Linter } from "../../src/lint/types.js";
import { type Examination, examineAll, pythonMissing } from "../support/cpython.js";

let linter: Linter;
beforeAll(async () => {
  linter = await createLinter();
});

function fixed(source: string): { readonly text: string; readonly safe: boolean } | null {
  const report = linter.lint("/project/program.py", source, defaultSettings(linter.rules));
  const fix = report.findings.find(({ family }) => family === "cycle")?.fix() ?? null;
  return fix === null ? null : { text: applyEdits(source, fix.edits), safe: fix.safe };
}

const PROGRAMS: readonly (readonly [string, string, string])[] = [
  [
    "a weak parent behind a property, in a file that imports weakref",
    `import os
import weakref


class Node:
    def __init__(self, name, parent=None):
        self.name = name
        # who owns it
        self.parent = parent
        self.nodes = []

    def add(self, name):
        node = Node(name, self)
        self.nodes.append(node)
        return node

    def path(self):
        return self.name if self.parent is None else f"{self.parent.path()}/{self.name}"


def scenario(tmp):
    root = Node("a")
    node = root.add("b")
    print(node.path(), os.sep, weakref.getweakrefcount(tmp))
    print(Node("c").path(), node.parent is root)
`,
    "self._parent = None if parent is None else weakref.ref(parent)",
  ],
  [
    "a variable let go after its last use, with comments and a docstring",
    `def attempt(jobs):
    """Try them all.

    In order.
    """
    failed = None
    # one after the other
    for job in jobs:
        try:
            job()
        except ArithmeticError as error:
            failed = error  # the last one counts

    return f"failed: {failed}"


def scenario(tmp):
    print(attempt([lambda: 1, lambda: 1 / 0]))
`,
    "    finally:\n        failed = None\n",
  ],
  [
    "a 'finally' that is there",
    `def attempt(job, log):
    try:
        try:
            job()
        except ArithmeticError as error:
            failed = error
            return str(failed)
    finally:
        log.append("done")


def scenario(tmp):
    log = []
    print(attempt(lambda: 1 / 0, log), log)
`,
    '        log.append("done")\n        failed = None\n',
  ],
  [
    "an attribute without the traceback",
    `class Job:
    def run(self, action):
        try:
            action()
        except ArithmeticError as error:
            self.error = error
        return self


def scenario(tmp):
    print(Job().run(lambda: 1 / 0).error)
`,
    "self.error = error.with_traceback(None)",
  ],
];

describe("a fix", () => {
  it.each(PROGRAMS.map(([title, source, expected]) => ({ title, source, expected })))(
    "writes $title",
    ({ source, expected }) => {
      expect(fixed(source)?.text).toContain(expected);
    },
  );

  it.each([
    [
      "slots",
      "class A:\n    __slots__ = ('up', 'kids')\n    def __init__(self, up=None):\n        self.up = up\n        self.kids = []\n    def add(self):\n        self.kids.append(A(self))\n",
    ],
    [
      "a class attribute of the same name",
      "class A:\n    up = None\n    def __init__(self, up=None):\n        self.up = up\n        self.kids = []\n    def add(self):\n        self.kids.append(A(self))\n",
    ],
    [
      "an owner that takes no weak references",
      "class B(int):\n    def add(self):\n        self.kid = A(self)\nclass A:\n    def __init__(self, up: B):\n        self.up = up\n",
    ],
    [
      "a callback that others set",
      "class A:\n    def __init__(self):\n        self.cb = self.m\n    def m(self): ...\ndef f(a):\n    a.cb = print\n",
    ],
    [
      "a variable that an inner function sees",
      "def f(job):\n    p = None\n    try:\n        job()\n    except ValueError as e:\n        p = e\n    return lambda: p\n",
    ],
    [
      "a statement beside another",
      "def f(job):\n    try: job()\n    except ValueError as e: p = e; print(p)\n    x = 1; return x\n",
    ],
  ])("is refused for %s", (_, source) => {
    expect(fixed(source)).toBeNull();
  });
});

describe.skipIf(pythonMissing !== null)("fixed programs, run by CPython", () => {
  let before: Examination[] = [];
  let after: Examination[] = [];
  beforeAll(async () => {
    before = await examineAll(PROGRAMS.map(([, source]) => source));
    after = await examineAll(PROGRAMS.map(([, source]) => fixed(source)?.text ?? ""));
  }, 120_000);

  it("leave no cycle, and print what they printed", () => {
    expect(before.every(({ cycle }) => cycle.length > 0)).toBe(true);
    expect(after.map(({ error, cycle }) => [error, cycle])).toEqual(PROGRAMS.map(() => [null, []]));
    expect(after.map(({ stdout }) => stdout)).toEqual(before.map(({ stdout }) => stdout));
  });
});

import type { Stmt } from "../../syntax/ast.js";
import { defineRule, type RuleFinding } from "../define.js";
import { surveyOf } from "../memory/advice/survey.js";
import { leftOn, type Switch } from "./left-on.js";
import { restoreFix } from "./restore.js";
import { stepsOf, whenPhrase } from "./wording.js";

const QUIET = "nothing is left open; the test asks gc.isenabled()";

const COLLECTION: Switch = {
  gate: /\bgc\b/,
  turns: (_, name) => name === "gc.disable",
  restores: (_, name) => name === "gc.enable",
  asks: /^gc\.isenabled$/,
  purpose: /disable|freeze|gc|collect|fork|bench|time/i,
};

export const gcDisabled = defineRule({
  id: "LK701",
  name: "gc-disabled",
  family: "runtime",
  level: "information",
  fix: "safe",
  summary: "Garbage collection is switched off and on some path not switched on again",
  documentation: `A function calls \`gc.disable()\` for a piece of work, and a path leads out of it past \`gc.enable()\`: an early \`return\`, or an
exception.

From then on no reference cycle of the whole program is freed.

## Why it matters

Reference counting goes on, so the program looks healthy. But objects that refer to each other (a parent and its children, a
traceback and its frame, most instances of frameworks) stay for ever, with all that they hold.

## When it is silent

When it is switched off on purpose and for good: at module level, in a function that sets the program up or does nothing
else, or where another function of the file switches it on again; when what \`gc.isenabled()\` said before decides.

## How to fix it

\`try\`/\`finally\`. The fix moves \`gc.enable()\` there and is safe.

To keep what a program has loaded out of the collector's way, \`gc.freeze()\` does it without switching anything off.

## References

- [\`gc.disable\`](https://docs.python.org/3/library/gc.html#gc.disable)
- [\`gc.freeze\`](https://docs.python.org/3/library/gc.html#gc.freeze)
`,
  examples: [
    {
      title: "An early return",
      bad: `import gc


class Node:
    def __init__(self):
        self.itself = self
        self.load = bytes(1_000)


def load(rows):
    gc.disable()
    if not rows:
        return []
    loaded = [int(row) for row in rows]
    gc.enable()
    return loaded


def scenario(tmp):
    print(load([]))
    for _ in range(2_000):
        Node()
    print("done")
`,
      good: `import gc


class Node:
    def __init__(self):
        self.itself = self
        self.load = bytes(1_000)


def load(rows):
    gc.disable()
    try:
        if not rows:
            return []
        loaded = [int(row) for row in rows]
    finally:
        gc.enable()
    return loaded


def scenario(tmp):
    print(load([]))
    for _ in range(2_000):
        Node()
    print("done")
`,
      unseen: QUIET,
    },
    {
      title: "An exception",
      bad: `import gc
import json


def load(text):
    gc.disable()
    data = json.loads(text)
    gc.enable()
    return data


def scenario(tmp):
    try:
        load("{")
    except ValueError:
        print("not JSON")
    pairs = []
    for _ in range(3_000):
        pair = [bytes(1_000)]
        pair.append(pair)
    print("done")
`,
      good: `import gc
import json


def load(text):
    gc.disable()
    try:
        data = json.loads(text)
    finally:
        gc.enable()
    return data


def scenario(tmp):
    try:
        load("{")
    except ValueError:
        print("not JSON")
    pairs = []
    for _ in range(3_000):
        pair = [bytes(1_000)]
        pair.append(pair)
    print("done")
`,
      unseen: QUIET,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    for (const left of leftOn(context, COLLECTION)) {
      const survey = surveyOf(context);
      const restores = (stmt: Stmt): boolean =>
        stmt.kind === "ExprStmt" &&
        stmt.value.kind === "Call" &&
        survey.resolve(stmt.value.func, survey.scopeOf(stmt)) === "gc.enable";
      yield {
        message: `Garbage collection stays off for the whole program ${whenPhrase(context, left)}. Call gc.enable() in 'finally'.`,
        range: left.call,
        statement: left.statement,
        steps: stepsOf(left, "switched off here"),
        fix: () => restoreFix(context, left, restores),
      };
    }
  },
});

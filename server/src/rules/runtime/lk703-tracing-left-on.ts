import type { Call, Node, Stmt } from "../../syntax/ast.js";
import { defineRule, type RuleFinding } from "../define.js";
import { surveyOf } from "../memory/advice/survey.js";
import { type Look, leftOn, type Switch } from "./left-on.js";
import { restoreFix } from "./restore.js";
import { stepsOf, whenPhrase } from "./wording.js";

const QUIET = "nothing is left open; the test asks whether tracing is on";

const PURPOSE = /trac|profil|start|begin|enable|install|attach|debug|monitor|cover|hook|settrace/i;

const MEMORY: Switch = {
  gate: /\btracemalloc\b/,
  turns: (_, name) => name === "tracemalloc.start",
  restores: (_, name) => name === "tracemalloc.stop",
  asks: /^$/,
  purpose: PURPOSE,
};

const CALLS: readonly Switch[] = ["sys.settrace", "sys.setprofile", "threading.settrace", "threading.setprofile"].map(
  (hook): Switch => ({
    gate: new RegExp(`\\b${hook.replace(/^.*\\./, "")}\\b`),
    turns: (call, name, look) => name === hook && installs(call, look),
    restores: (node, name, look) => name === hook && !(node.kind === "Call" && installs(node, look)),
    asks: /^$/,
    purpose: PURPOSE,
  }),
);

export const tracingLeftOn = defineRule({
  id: "LK703",
  name: "tracing-left-on",
  family: "runtime",
  level: "information",
  fix: "safe",
  summary: "Tracing is switched on for a while and on some path not switched off",
  documentation: `Reports \`tracemalloc.start()\`, \`sys.settrace\`, \`sys.setprofile\` or their namesakes in \`threading\` in a function that on some path ends without
\`tracemalloc.stop()\`, or the same call with \`None\` or what was there before.

## Why it matters

\`tracemalloc\` keeps a record of where every block of memory was allocated, for as long as the block lives: that costs memory, and
makes allocation slower. A trace function is called for every line that the program executes, and refers to all that its
closure holds.

## When it is silent

When another function of the file switches it off (a debugger, a profiler with \`start\` and \`stop\`), when an option of the program asks
for it, at module level, and in functions that exist to switch it on.

## How to fix it

\`try\`/\`finally\`. The fix moves the call that switches it off there, and is safe.

## References

- [\`tracemalloc\`](https://docs.python.org/3/library/tracemalloc.html)
- [\`sys.settrace\`](https://docs.python.org/3/library/sys.html#sys.settrace)
`,
  examples: [
    {
      title: "Measuring until something fails",
      bad: `import tracemalloc


def peak_of(work):
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def scenario(tmp):
    try:
        peak_of(lambda: int("no number"))
    except ValueError:
        print("it failed")
    kept = [str(number) for number in range(20_000)]
    print(len(kept))
`,
      good: `import tracemalloc


def peak_of(work):
    tracemalloc.start()
    try:
        work()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return peak


def scenario(tmp):
    try:
        peak_of(lambda: int("no number"))
    except ValueError:
        print("it failed")
    kept = [str(number) for number in range(20_000)]
    print(len(kept))
`,
      unseen: QUIET,
    },
    {
      title: "A trace function until the first hit",
      bad: `import sys


def calls_of(work, wanted):
    seen = []

    def note(frame, event, argument):
        seen.append(frame.f_code.co_name)

    sys.settrace(note)
    work()
    if wanted in seen:
        return True
    sys.settrace(None)
    return False


def helper():
    return 1


def scenario(tmp):
    print(calls_of(helper, "helper"))
`,
      good: `import sys


def calls_of(work, wanted):
    seen = []

    def note(frame, event, argument):
        seen.append(frame.f_code.co_name)

    sys.settrace(note)
    try:
        work()
        if wanted in seen:
            return True
    finally:
        sys.settrace(None)
    return False


def helper():
    return 1


def scenario(tmp):
    print(calls_of(helper, "helper"))
`,
      unseen: QUIET,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    if (!/\b(?:tracemalloc|settrace|setprofile)\b/.test(context.text)) return;
    for (const what of [MEMORY, ...CALLS]) {
      for (const left of leftOn(context, what)) {
        const survey = surveyOf(context);
        const look = { survey, scope: survey.scopeOf(left.call) };
        const restores = (stmt: Stmt): boolean => {
          if (stmt.kind !== "ExprStmt" || stmt.value.kind !== "Call") return false;
          const name = survey.resolve(stmt.value.func, look.scope);
          return name !== null && what.restores(stmt.value as Node, name, look);
        };
        const off = what === MEMORY ? "tracemalloc.stop()" : `${survey.resolve(left.call.func, look.scope)}(None)`;
        yield {
          message: `Tracing stays on for the whole program ${whenPhrase(context, left)}. Call ${off} in 'finally'.`,
          range: left.call,
          statement: left.statement,
          steps: stepsOf(left, "switched on here"),
          fix: () => restoreFix(context, left, restores),
        };
      }
    }
  },
});

/** Whether a call installs a function, and not `None` or what was there before. */
function installs(call: Call, { survey, scope }: Look): boolean {
  const [hook] = call.args;
  if (hook === undefined || hook.kind === "Starred") return false;
  if (hook.kind === "Constant") return false;
  if (hook.kind === "Lambda") return true;
  if (hook.kind === "Attribute") return !/old|orig|prev|saved|^_?trace$/i.test(hook.attr.name);
  if (hook.kind !== "Name") return false;
  const bindings = scope.lookup(hook.name)?.bindings.get(hook.name) ?? [];
  return (
    bindings.length > 0 &&
    bindings.every(({ kind }) => kind === "function") &&
    survey.isOdd(hook.name, scope.module.node)
  );
}

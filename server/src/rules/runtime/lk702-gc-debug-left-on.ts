import type { Call, Expr, Stmt } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import { defineRule, type RuleContext, type RuleFinding } from "../define.js";
import { type Survey, surveyOf } from "../memory/advice/survey.js";
import { type Look, leftOn, type Switch } from "./left-on.js";
import { restoreFix } from "./restore.js";
import { stepsOf, whenPhrase } from "./wording.js";

const QUIET = "nothing is left open; the test asks gc.get_debug()";

const DEBUGGING: Switch = {
  gate: /\bDEBUG_(?:LEAK|SAVEALL)\b/,
  turns: (call, name, look) => name === "gc.set_debug" && saves(call, look),
  restores: (node, name, look) => name === "gc.set_debug" && !(node.kind === "Call" && saves(node, look)),
  asks: /^gc\.get_debug$/,
  purpose: /debug|leak|diagnos|garbage|trac/i,
};

export const gcDebugLeftOn = defineRule({
  id: "LK702",
  name: "gc-debug-left-on",
  family: "runtime",
  level: "warning",
  fix: "safe",
  summary: "The collector is told to keep all that it finds, and not told to stop",
  documentation: `Reports \`gc.set_debug(gc.DEBUG_LEAK)\` or \`DEBUG_SAVEALL\` without \`gc.set_debug(0)\` on every path, or at the top of a module that never
looks at \`gc.garbage\`.

With these flags the collector frees nothing: it puts all that it finds into the list \`gc.garbage\`.

## Why it matters

It is meant for hunting leaks, and left on it is one: every reference cycle of the program stays for ever. \`DEBUG_LEAK\` includes
\`DEBUG_SAVEALL\`, which articles that recommend it seldom say.

## When it is silent

When another function of the file resets the flags, when an option of the program asks for them, in functions whose name says that
they are for debugging, and in scripts that read \`gc.garbage\`.

## How to fix it

\`gc.set_debug(0)\` in \`finally\`. The fix moves it there and is safe. Other flags (\`DEBUG_STATS\`, \`DEBUG_UNCOLLECTABLE\`) only print.

## References

- [\`gc.DEBUG_SAVEALL\`](https://docs.python.org/3/library/gc.html#gc.DEBUG_SAVEALL)
`,
  examples: [
    {
      title: "An early return",
      bad: `import gc


def cycles_of(work, least):
    gc.set_debug(gc.DEBUG_SAVEALL)
    done = work()
    if done < least:
        return "too little work to tell"
    gc.collect()
    found = len(gc.garbage)
    gc.set_debug(0)
    gc.garbage.clear()
    return found


def scenario(tmp):
    print(cycles_of(lambda: 0, 1))
    for _ in range(2_000):
        pair = [bytes(1_000)]
        pair.append(pair)
    print("done")
`,
      good: `import gc


def cycles_of(work, least):
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        done = work()
        if done < least:
            return "too little work to tell"
        gc.collect()
        found = len(gc.garbage)
    finally:
        gc.set_debug(0)
    gc.garbage.clear()
    return found


def scenario(tmp):
    print(cycles_of(lambda: 0, 1))
    for _ in range(2_000):
        pair = [bytes(1_000)]
        pair.append(pair)
    print("done")
`,
      unseen: QUIET,
    },
    {
      title: "Never reset",
      bad: `import gc


def handle(request):
    gc.set_debug(gc.DEBUG_SAVEALL)
    answer = {"request": request}
    answer["self"] = answer
    return len(answer)


def scenario(tmp):
    print(sum(handle(bytes(1_000)) for _ in range(2_000)))
`,
      good: `import gc


def handle(request):
    answer = {"request": request}
    answer["self"] = answer
    return len(answer)


def scenario(tmp):
    print(sum(handle(bytes(1_000)) for _ in range(2_000)))
`,
      unseen: QUIET,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    if (!DEBUGGING.gate.test(context.text)) return;
    const survey = surveyOf(context);
    const restores = (stmt: Stmt): boolean =>
      stmt.kind === "ExprStmt" &&
      stmt.value.kind === "Call" &&
      survey.resolve(stmt.value.func, survey.scopeOf(stmt)) === "gc.set_debug" &&
      !saves(stmt.value, { survey, scope: survey.scopeOf(stmt) });
    for (const left of leftOn(context, DEBUGGING)) {
      yield {
        message: `The collector keeps all that it finds in gc.garbage ${whenPhrase(context, left)}. Call gc.set_debug(0) in 'finally'.`,
        range: left.call,
        statement: left.statement,
        steps: stepsOf(left, "told to keep all here"),
        ...(left.by === "raise" ? { level: "information" as const } : {}),
        fix: () => restoreFix(context, left, restores),
      };
    }
    yield* atImport(context, survey);
  },
});

/** At the top of a module, for the whole program. */
function* atImport(context: RuleContext, survey: Survey): Iterable<RuleFinding> {
  if (/\bgarbage\b/.test(context.text.replace(/#.*/g, ""))) return;
  for (const stmt of context.module.body) {
    if (stmt.kind !== "ExprStmt" || stmt.value.kind !== "Call") continue;
    const call = stmt.value;
    const scope = survey.scopes.module;
    if (survey.resolve(call.func, scope) !== "gc.set_debug" || !saves(call, { survey, scope })) continue;
    const others = survey.calls.some(
      (other) => other.node !== call && survey.resolve(other.node.func, other.scope) === "gc.set_debug",
    );
    if (others) continue;
    yield {
      message:
        "From the import of this module on, the collector keeps all that it finds in gc.garbage. Call gc.set_debug only while hunting a leak.",
      range: call,
      statement: stmt,
      steps: [{ message: "told to keep all here", range: call }],
    };
  }
}

function saves(call: Call, { survey, scope }: Look): boolean {
  return call.args.some((flags) =>
    contains(flags, (node) => {
      if (node.kind !== "Attribute" && node.kind !== "Name") return false;
      return /^gc\.DEBUG_(?:LEAK|SAVEALL)$/.test(survey.resolve(node as Expr, scope) ?? "");
    }),
  );
}

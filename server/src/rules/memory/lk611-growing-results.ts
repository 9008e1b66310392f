import type { Call, ClassDef, Expr, For, Node } from "../../syntax/ast.js";
import { defineRule, type RuleFinding } from "../define.js";
import { isTarget } from "./advice/locals.js";
import { type Survey, surveyOf } from "./advice/survey.js";

/** What gives one row after the other for as long as there are any. */
const STREAMS = new Set(["csv.reader", "csv.DictReader", "builtins.open", "io.open", "fileinput.input", "os.scandir"]);

const STREAMING_METHODS = /^(?:iter_lines|iter_content|iterdir|rglob|imap|imap_unordered)$/;

/** What is asked of the rows in the end, and could be kept instead of them. */
const AGGREGATES = /^builtins\.(?:len|sum|min|max|any|all|set)$/;

export const growingResults = defineRule({
  id: "LK611",
  name: "growing-results",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "none",
  summary: "An object keeps every row of a stream, though it is only asked for a total",
  documentation: `A method appends to a list on \`self\` for each row of a stream (a file, a CSV reader, a response), and all that the class does
with that list is to count it, sum it, or go through it inside such a call.

What is asked for could be kept instead: a counter, a running sum, a minimum.

## Why it matters

The list grows with the input, and lives as long as the object. A running total does not grow.

## When it is silent

When the list is returned, sorted, indexed or handed to anybody; when its name has no underscore in front, so that others may read
it; and when leaklint cannot see that the loop goes over a stream.

## How to fix it

Keep the total, or make the method a generator. There is no automatic fix.

## References

- [Sorting, counting and summing as the data come](https://docs.python.org/3/howto/functional.html#iterators)
`,
  examples: [
    {
      title: "Amounts for a sum",
      bad: `import csv


class Ledger:
    def __init__(self):
        self._amounts = []

    def load(self, path):
        with open(path, newline="") as source:
            for row in csv.reader(source):
                self._amounts.append(int(row[1]))

    def total(self):
        return sum(self._amounts)


def scenario(tmp):
    path = tmp / "ledger.csv"
    with open(path, "w", newline="") as target:
        for number in range(20_000):
            target.write(f"entry,{number + 1000}\\n")
    ledger = Ledger()
    ledger.load(path)
    print(ledger.total())
`,
      good: `import csv


class Ledger:
    def __init__(self):
        self._total = 0

    def load(self, path):
        with open(path, newline="") as source:
            for row in csv.reader(source):
                self._total += int(row[1])

    def total(self):
        return self._total


def scenario(tmp):
    path = tmp / "ledger.csv"
    with open(path, "w", newline="") as target:
        for number in range(20_000):
            target.write(f"entry,{number + 1000}\\n")
    ledger = Ledger()
    ledger.load(path)
    print(ledger.total())
`,
    },
    {
      title: "Lines for their number",
      bad: `class ErrorCount:
    def __init__(self):
        self._errors = []

    def read(self, path):
        with open(path, encoding="utf-8") as log:
            for line in log:
                if line.startswith("ERROR"):
                    self._errors.append(line)

    def report(self):
        return f"{len(self._errors)} errors"


def scenario(tmp):
    path = tmp / "service.log"
    path.write_text("ERROR disk full\\n" * 20_000)
    count = ErrorCount()
    count.read(path)
    print(count.report())
`,
      good: `class ErrorCount:
    def __init__(self):
        self._errors = 0

    def read(self, path):
        with open(path, encoding="utf-8") as log:
            for line in log:
                if line.startswith("ERROR"):
                    self._errors += 1

    def report(self):
        return f"{self._errors} errors"


def scenario(tmp):
    path = tmp / "service.log"
    path.write_text("ERROR disk full\\n" * 20_000)
    count = ErrorCount()
    count.read(path)
    print(count.report())
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    const survey = surveyOf(context);
    for (const { node: call } of survey.calls) {
      const attribute = appended(call);
      if (attribute === null || !/^_[^_]/.test(attribute)) continue;
      const loop = streamLoop(call, survey);
      const owner = loop === null ? null : classOf(call, survey);
      if (loop === null || owner === null) continue;
      const total = aggregated(attribute, owner, survey);
      if (total === null) continue;
      yield {
        message: `'self.${attribute}' keeps every row, but is only asked for a total. Keep that instead.`,
        range: call.func,
        statement: survey.statementOf(call) ?? call,
        steps: [
          { message: "for each row of this", range: loop.iter },
          { message: "all that is asked for", range: total },
        ],
      };
    }
  },
});

/** The attribute of `self` that a call appends to. */
function appended(call: Call): string | null {
  if (call.func.kind !== "Attribute" || call.func.attr.name !== "append" || call.args.length !== 1) return null;
  const list = call.func.value;
  return list.kind === "Attribute" && list.value.kind === "Name" && list.value.name === "self" ? list.attr.name : null;
}

function streamLoop(call: Call, survey: Survey): For | null {
  for (const outer of survey.around(call)) {
    if (outer.kind === "FunctionDef" || outer.kind === "Lambda") return null;
    if (outer.kind === "For") return isStream(outer.iter, survey) ? outer : null;
  }
  return null;
}

function isStream(iter: Expr, survey: Survey): boolean {
  const scope = survey.scopeOf(iter);
  const type = survey.typeOf(iter, scope);
  if (type === "file" || type === "compressed-file") return true;
  if (iter.kind !== "Call") return false;
  if (iter.func.kind === "Attribute" && STREAMING_METHODS.test(iter.func.attr.name)) return true;
  const name = survey.resolve(iter.func, scope);
  if (name === "builtins.enumerate") return iter.args[0] !== undefined && isStream(iter.args[0], survey);
  return name !== null && STREAMS.has(name);
}

function classOf(node: Node, survey: Survey): ClassDef | null {
  for (const outer of survey.around(node)) if (outer.kind === "ClassDef") return outer;
  return null;
}

/** A place that asks for a total; null where there is none, or anything else is done with the list. */
function aggregated(attribute: string, owner: ClassDef, survey: Survey): Node | null {
  let seen = 0;
  let total: Node | null = null;
  for (const self of survey.mentions("self", owner)) {
    const list = survey.parent(self);
    if (list?.kind !== "Attribute" || list.value !== self || list.attr.name !== attribute) continue;
    seen++;
    const parent = survey.parent(list);
    if (isTarget(list, survey)) {
      const fresh = parent?.kind === "Assign" && parent.value.kind === "List" && parent.value.elts.length === 0;
      if (!fresh) return null;
    } else if (parent?.kind === "Call" && parent.args.length === 1 && parent.args[0] === list) {
      if (!AGGREGATES.test(survey.resolve(parent.func, survey.scopeOf(parent)) ?? "")) return null;
      total ??= parent;
    } else if (!isAppendTo(parent, survey)) {
      return null;
    }
  }
  return seen === survey.spelled(attribute) ? total : null;
}

function isAppendTo(parent: Node | null, survey: Survey): boolean {
  if (parent?.kind !== "Attribute" || parent.attr.name !== "append") return false;
  const call = survey.parent(parent);
  return call?.kind === "Call" && call.func === parent && survey.parent(call)?.kind === "ExprStmt";
}

import type { Call, ClassDef, Expr, For, Node } from "../../syntax/ast.js";
import { defineRule, type RuleFinding } from "../define.js";
import { isTarget, localMentions, plainAssignment, within } from "./advice/locals.js";
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
  summary: "Every row of a stream is kept, though only a total is asked",
  documentation: `A method appends to a list on \`self\` for each row of a stream (a file, a CSV reader, a response), and all that the class does
with that list is to count it, sum it, or go through it inside such a call. Or a function does so with a list of its own.

What is asked for could be kept instead: a counter, a running sum, a minimum.

## Why it matters

The list grows with the input, and one that an object keeps lives as long as the object. A running total does not grow.

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
      const local = localTotal(call, survey);
      if (local !== null) {
        yield {
          message: `'${local.name}' holds every row, but is only asked for a total. Keep that instead.`,
          range: call.func,
          statement: survey.statementOf(call) ?? call,
          steps: [
            { message: "for each row of this", range: local.loop.iter },
            { message: "all that is asked for", range: local.total },
          ],
        };
      }
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

/** A local list that takes each row of a stream, and of which only totals are asked. */
function localTotal(
  call: Call,
  survey: Survey,
): { readonly name: string; readonly loop: For; readonly total: Node } | null {
  const { func } = call;
  if (func.kind !== "Attribute" || func.attr.name !== "append" || func.value.kind !== "Name") return null;
  const { name } = func.value;
  const fn = survey.functionOf(call);
  const loop = streamLoop(call, survey);
  const mentions = fn === null || loop === null ? null : localMentions(name, fn, survey);
  if (fn === null || loop === null || mentions === null || !isAppendTo(func, survey)) return null;
  let total: Node | null = null;
  let isStarted = false;
  for (const mention of mentions) {
    const parent = survey.parent(mention);
    const stmt = survey.statementOf(mention);
    const start = stmt === null ? null : plainAssignment(stmt);
    if (isTarget(mention, survey)) {
      if (start?.name !== name || start.value.kind !== "List" || start.value.elts.length > 0) return null;
      if (within(start.value, loop)) return null;
      isStarted = true;
    } else if (isAppendTo(parent, survey)) {
      if (!within(mention, loop)) return null;
    } else {
      const asked = totalOf(mention, survey);
      if (asked === null || within(mention, loop)) return null;
      total ??= asked;
    }
  }
  return isStarted && total !== null ? { name, loop, total } : null;
}

/** The call that asks a list for a total: `len(rows)`, `sum(row.price for row in rows)`. */
function totalOf(list: Expr, survey: Survey): Node | null {
  const parent = survey.parent(list);
  const isGenerator =
    parent?.kind === "Comprehension" &&
    parent.form === "generator" &&
    parent.generators.length === 1 &&
    parent.generators[0]?.iter === list;
  const asked = isGenerator ? survey.parent(parent) : parent;
  if (asked?.kind !== "Call" || asked.args.length !== 1 || asked.keywords.length > 0) return null;
  if (asked.args[0] !== (isGenerator ? parent : list)) return null;
  return AGGREGATES.test(survey.resolve(asked.func, survey.scopeOf(asked)) ?? "") ? asked : null;
}

/** The attribute of `self` that a call appends to. */
function appended(call: Call): string | null {
  if (call.func.kind !== "Attribute" || call.func.attr.name !== "append" || call.args.length !== 1) return null;
  const list = call.func.value;
  return list.kind === "Attribute" && list.value.kind === "Name" && list.value.name === "self" ? list.attr.name : null;
}

function streamLoop(call: Call, survey: Survey): For | null {
  for (const outer of survey.around(call)) {
    if (outer.kind === "FunctionDef" || outer.kind === "Lambda") return null;
    if (outer.kind === "For" && isStream(outer.iter, survey)) return outer;
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
    } else if (!isAppendTo(parent, survey) && !isCleared(parent, survey)) {
      const asked = totalOf(list, survey);
      if (asked === null) return null;
      total ??= asked;
    }
  }
  return seen === survey.spelled(attribute) ? total : null;
}

function isCleared(parent: Node | null, survey: Survey): boolean {
  return parent?.kind === "Attribute" && parent.attr.name === "clear" && survey.parent(parent)?.kind === "Call";
}

function isAppendTo(parent: Node | null, survey: Survey): boolean {
  if (parent?.kind !== "Attribute" || parent.attr.name !== "append") return false;
  const call = survey.parent(parent);
  return call?.kind === "Call" && call.func === parent && survey.parent(call)?.kind === "ExprStmt";
}

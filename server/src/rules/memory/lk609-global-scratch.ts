import type { Edit } from "../../base/text.js";
import type { Expr, FunctionDef, Global, Name, Stmt } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import { defineRule, type Fix, type RuleContext, type RuleFinding } from "../define.js";
import { Layout } from "../resource/fixes/layout.js";
import { isTarget, plainAssignment, within } from "./advice/locals.js";
import { type Survey, surveyOf } from "./advice/survey.js";

export const globalScratch = defineRule({
  id: "LK609",
  name: "global-scratch",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "unsafe",
  summary: "A function keeps what it works with in a module global that nobody else reads",
  documentation: `A function declares a name \`global\`, assigns it before it reads it, and nothing else in the file mentions it but an
assignment of a constant at module level.

A local variable would do, and would be gone when the function returns.

## Why it matters

A global lives as long as the program: the last value stays in memory between the calls and after the last of them.

## When it is silent

When the function reads the global before it assigns it (then it carries something from call to call), when another function,
a class or the module itself reads it, when a nested function sees it, and for names without an underscore in front,
which other files may read.

## How to fix it

Leave out \`global\`. The fix is a suggestion: a debugger or another file may look at the name after all.

## References

- [The \`global\` statement](https://docs.python.org/3/reference/simple_stmts.html#the-global-statement)
`,
  examples: [
    {
      title: "A buffer that outlives its use",
      bad: `_rows = None


def report(count):
    global _rows
    _rows = [f"row {number}" for number in range(count)]
    return len(_rows)


def scenario(tmp):
    print(report(20_000))
    print(sum(len(str(number)) for number in [10**6 + one for one in range(60_000)]))
`,
      good: `def report(count):
    rows = [f"row {number}" for number in range(count)]
    return len(rows)


def scenario(tmp):
    print(report(20_000))
    print(sum(len(str(number)) for number in [10**6 + one for one in range(60_000)]))
`,
    },
    {
      title: "A counter and its text",
      bad: `_text = ""
_size = 0


def measure(path):
    global _text, _size
    _text = path.read_text()
    _size = len(_text)
    return _size


def scenario(tmp):
    path = tmp / "book.txt"
    path.write_text("word " * 200_000)
    print(measure(path))
    print(len([str(number) for number in range(100_000)]))
`,
      good: `def measure(path):
    text = path.read_text()
    size = len(text)
    return size


def scenario(tmp):
    path = tmp / "book.txt"
    path.write_text("word " * 200_000)
    print(measure(path))
    print(len([str(number) for number in range(100_000)]))
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    if (!/\bglobal[ \t]/.test(context.text)) return;
    const survey = surveyOf(context);
    for (const { node: fn } of survey.functions) {
      for (const stmt of fn.body) {
        if (stmt.kind !== "Global") continue;
        for (const name of stmt.names) {
          const first = scratchUse(name, stmt, fn, survey);
          if (first === null) continue;
          yield {
            message: `Only '${fn.name.name}' uses the global '${name}', and always assigns it first; its last value stays in memory. Make it local.`,
            range: stmt,
            statement: stmt,
            steps: [{ message: `'${name}' is assigned here before it is read`, range: first }],
            fix: () => localFix(context, name, stmt, fn, survey),
          };
        }
      }
    }
  },
});

/** The assignment by which the function makes the name its own; null where anybody else may look at it. */
function scratchUse(name: string, declared: Global, fn: FunctionDef, survey: Survey): Name | null {
  const { module } = survey.context;
  if (!/^_[^_]/.test(name)) return null;
  const mentions = survey.mentions(name, module);
  // One more for the declaration; a string may name it, too.
  if (survey.spelled(name) !== mentions.length + 1) return null;
  let first: Name | null = null;
  for (const mention of mentions) {
    if (!within(mention, fn)) {
      const stmt = survey.parent(mention);
      const constant = stmt !== null && survey.parent(stmt) === module && stmt.kind === "Assign" && stmt.value.kind;
      if (constant !== "Constant" && constant !== "List" && constant !== "Dict") return null;
      continue;
    }
    if (survey.functionOf(mention) !== fn || isSeenInside(mention, fn, survey)) return null;
    first ??= mention;
  }
  // The value is evaluated before the name is bound: mentions in it stand further right, but are read first.
  const stmt = first === null ? null : survey.statementOf(first);
  if (first === null || stmt === null || stmt.start < declared.end || !isTarget(first, survey)) return null;
  const assigned = plainAssignment(stmt);
  const own = survey.mentions(name, stmt).length;
  if (assigned?.name !== name || own > 1 || !leadsTo(stmt, fn)) return null;
  const inside = mentions.filter((mention) => within(mention, fn));
  // What nobody reads, and an object with a life of its own, is kept alive on purpose.
  return inside.some((mention) => !isTarget(mention, survey)) && isData(assigned.value) ? first : null;
}

/** Whether an expression evidently gives data, and not a thread, a window or a callback that must live on. */
function isData(value: Expr): boolean {
  if (/^(?:Constant|JoinedStr|List|Tuple|Set|Dict|Comprehension|BinOp|Compare|BoolOp|UnaryOp)$/.test(value.kind))
    return true;
  if (value.kind === "Subscript") return value.index.kind === "Slice";
  if (value.kind !== "Call") return false;
  const { func } = value;
  if (func.kind === "Name")
    return /^(?:list|dict|set|tuple|str|bytes|bytearray|int|float|len|sum|min|max|sorted)$/.test(func.name);
  return (
    func.kind === "Attribute" &&
    /^(?:read|readlines|read_text|read_bytes|split|splitlines|copy|loads?)$/.test(func.attr.name)
  );
}

/** Whether a statement of the function's own suite is passed whatever happens: nothing before it may leave. */
function leadsTo(stmt: Stmt, fn: FunctionDef): boolean {
  return (
    fn.body.includes(stmt) && !contains(fn, ({ kind }) => kind === "Yield" || kind === "YieldFrom" || kind === "Await")
  );
}

function isSeenInside(mention: Name, fn: FunctionDef, survey: Survey): boolean {
  for (const outer of survey.around(mention)) {
    if (outer === fn) return false;
    if (outer.kind === "Lambda" || outer.kind === "ClassDef") return true;
  }
  return true;
}

function localFix({ text }: RuleContext, name: string, stmt: Global, fn: FunctionDef, survey: Survey): Fix | null {
  const layout = new Layout(text);
  const declared = text.slice(stmt.start, stmt.end);
  let edit: Edit;
  if (stmt.names.length > 1) {
    const rest = stmt.names.filter((other) => other !== name);
    if (declared.includes("\\")) return null;
    edit = { start: stmt.start, end: stmt.end, text: `global ${rest.join(", ")}` };
  } else if (layout.hasOwnLines(stmt) && fn.body.length > 1 && layout.behind(stmt.end).trim() === "") {
    edit = { ...layout.linesOf(stmt), text: "" };
  } else {
    return null;
  }
  // Recursion would see the caller's value no more.
  if (survey.mentions(fn.name.name, fn).length > 0) return null;
  return { title: `Make '${name}' local`, safe: false, edits: [edit] };
}

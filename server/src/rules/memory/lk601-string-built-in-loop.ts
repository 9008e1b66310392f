import type { AugAssign, Expr, For, FunctionDef, Stmt, While } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import { defineRule, type Fix, type RuleContext, type RuleFinding } from "../define.js";
import { endOf, Layout } from "../resource/fixes/layout.js";
import { augmented, enclosing, localMentions, plainAssignment, unusedName, within } from "./advice/locals.js";
import { type Survey, surveyOf } from "./advice/survey.js";
import { textType } from "./advice/values.js";

/** How far before the loop the empty string may stand. */
const FURTHEST = 12;

export const stringBuiltInLoop = defineRule({
  id: "LK601",
  name: "string-built-in-loop",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "safe",
  summary: "A string or bytes object grows by '+=' in a loop, where each step may copy all of it",
  documentation: `A local name that starts as a string or bytes literal and gets longer by \`+=\` in a loop that does nothing
else with it.

Strings and bytes cannot be changed: \`+=\` makes a new object and copies the old one into it.

## Why it matters

For n pieces that is n copies, and in the middle of each the old and the new object exist together. Bytes are
always copied. A string is not always: where nothing else refers to it, CPython enlarges it in place if it is
held by a plain local name, which is why this often seems to do no harm. It stops working when another
name, an attribute, a closure or a debugger holds the string, and other interpreters do not do it at all;
[PEP 8](https://peps.python.org/pep-0008/#programming-recommendations) advises not to rely on it.

What \`join\` saves is copying, not memory: it needs all the pieces at the same time, each with its own header. Where the
pieces are short and many, \`io.StringIO\` or writing to the file at once needs the least.

## When it is silent

When the loop reads the string, too (\`len(text)\`, \`text[-1]\`), when it starts as anything but a literal, when a
nested function, a handler or \`locals()\` may see it half done, and for loops over a handful of constants.

## How to fix it

Collect the pieces in a list and \`join\` them behind the loop. The fix is safe, and offered where every piece
evidently is a string (or bytes): anything else, as \`Markup\` of markupsafe, may give \`+\` a meaning of its own.

## References

- [Binary sequence types, and \`bytes.join\`](https://docs.python.org/3/library/stdtypes.html#bytes.join)
- [How do I concatenate many strings?](https://docs.python.org/3/faq/programming.html#what-is-the-most-efficient-way-to-concatenate-many-strings-together)
`,
  examples: [
    {
      title: "A message is put together from its fields",
      bad: `def packed(numbers):
    body = b""
    for number in numbers:
        body += number.to_bytes(4, "big")
    return body


def scenario(tmp):
    message = packed(range(5_000))
    print(len(message), message[-2:].hex())
`,
      good: `def packed(numbers):
    fields = []
    for number in numbers:
        fields.append(number.to_bytes(4, "big"))
    return b"".join(fields)


def scenario(tmp):
    message = packed(range(5_000))
    print(len(message), message[-2:].hex())
`,
    },
    {
      title: "A table as text",
      bad: `def as_table(rows):
    text = "name,amount\\n"
    for name, amount in rows:
        if amount:
            text += f"{name},{amount}\\n"
    return text


def scenario(tmp):
    table = as_table([("bread", 3), ("milk", 0), ("salt", 1)] * 500)
    print(len(table), table[:18].strip())
`,
      good: `def as_table(rows):
    lines = ["name,amount\\n"]
    for name, amount in rows:
        if amount:
            lines.append(f"{name},{amount}\\n")
    return "".join(lines)


def scenario(tmp):
    table = as_table([("bread", 3), ("milk", 0), ("salt", 1)] * 500)
    print(len(table), table[:18].strip())
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    const survey = surveyOf(context);
    for (const { node: loop, scope } of survey.loops) {
      const fn = survey.functionOf(loop);
      if (fn === null || isShort(loop) || survey.isCompiled(loop)) continue;
      for (const name of grownIn(loop)) {
        const growth = growthOf(name, loop, fn, survey);
        if (growth === null) continue;
        const [first] = growth.steps;
        if (first === undefined) continue;
        const types = growth.steps.map((step) => textType(step.value, scope, survey));
        if (types.some((type) => type !== null && type !== growth.type)) continue;
        const provable = types.every((type) => type === growth.type);
        const kind = growth.type === "str" ? "string" : "bytes object";
        yield {
          message: `'${name}' grows by '+=' in this loop, and each step may copy the whole ${kind}. Collect the pieces in a list and join them once.`,
          range: first,
          statement: first,
          steps: [{ message: `'${name}' starts here`, range: growth.start }],
          ...(provable ? { fix: () => joinFix(context, name, growth, loop, survey) } : {}),
        };
      }
    }
  },
});

interface Growth {
  readonly type: "str" | "bytes";
  /** Where the name gets its literal. */
  readonly start: Stmt;
  readonly literal: Expr;
  readonly steps: readonly AugAssign[];
}

function isShort(loop: For | While): boolean {
  return loop.kind === "For" && /^(?:Tuple|List|Set|Dict|Constant)$/.test(loop.iter.kind);
}

/** The names that a loop's own statements enlarge by `+=`. */
function grownIn(loop: For | While): Set<string> {
  const names = new Set<string>();
  for (const stmt of loop.body) {
    contains(stmt, (node) => {
      if (node.kind === "AugAssign" && node.op === "+=" && node.target.kind === "Name") names.add(node.target.name);
      return false;
    });
  }
  return names;
}

function growthOf(name: string, loop: For | While, fn: FunctionDef, survey: Survey): Growth | null {
  const place = survey.suiteOf(loop);
  if (place === null) return null;
  const start = startOf(name, place.suite, place.index);
  if (start === null) return null;
  const mentions = localMentions(name, fn, survey);
  if (mentions === null) return null;
  const inside = mentions.filter((mention) => within(mention, loop));
  const steps = inside.map((mention) => augmented(mention, survey));
  if (!steps.every((step) => step?.op === "+=" && !within(step, extentOf(loop.orelse)))) return null;
  const between = mentions.some((mention) => mention.start >= start.stmt.end && mention.end <= loop.start);
  if (between) return null;
  // Who leaves the loop by an exception must not look at what there is so far.
  const outer = enclosing(loop, ["Try", "With"], survey);
  const first = place.suite[0] as Stmt;
  const last = place.suite[place.suite.length - 1] as Stmt;
  const suite = { start: first.start, end: last.end };
  if (outer !== null && mentions.some((mention) => !within(mention, suite))) return null;
  return { type: start.type, start: start.stmt, literal: start.literal, steps: steps as AugAssign[] };
}

function extentOf(block: readonly Stmt[]): { start: number; end: number } {
  return { start: block[0]?.start ?? 0, end: block[block.length - 1]?.end ?? 0 };
}

function startOf(
  name: string,
  suite: readonly Stmt[],
  before: number,
): { stmt: Stmt; literal: Expr; type: "str" | "bytes" } | null {
  for (let index = before - 1; index >= Math.max(0, before - FURTHEST); index--) {
    const stmt = suite[index] as Stmt;
    const assigned = plainAssignment(stmt);
    if (assigned?.name !== name) continue;
    const { value } = assigned;
    if (value.kind !== "Constant" || (value.type !== "str" && value.type !== "bytes")) return null;
    return { stmt, literal: value, type: value.type };
  }
  return null;
}

function joinFix(context: RuleContext, name: string, growth: Growth, loop: For | While, survey: Survey): Fix | null {
  const { text } = context;
  const layout = new Layout(text);
  const indent = layout.indentOf(loop);
  if (indent === null || !layout.hasOwnLines(loop) || !layout.hasOwnLines(growth.start)) return null;
  const pieces = unusedName(`${name}_parts`, survey);
  const empty = growth.literal.kind === "Constant" && growth.literal.value === "";
  const quotes = growth.type === "str" ? '""' : 'b""';
  const assigned = text.slice(growth.start.start, growth.start.end);
  const written = /^[^=]*=\s*/.exec(assigned)?.[0];
  if (written === undefined) return null;
  const literal = assigned.slice(written.length);
  const end = endOf(loop);
  const tail = end + layout.behind(end).length;
  const line = `${layout.newlineAt(loop.start)}${indent}${name} = ${quotes}.join(${pieces})`;
  const edits = growth.steps.map((step) => {
    const operator = /^\s*\+=\s*/.exec(text.slice(step.target.end, step.end));
    if (operator === null) return null;
    const from = step.target.end + operator[0].length;
    // The parentheses of the value serve the call.
    if (
      /^\(\s*$/.test(text.slice(from, step.value.start)) &&
      /^(?:\s|#.*)*\)$/.test(text.slice(step.value.end, step.end))
    )
      return [{ start: step.start, end: from, text: `${pieces}.append` }];
    return [
      { start: step.start, end: from, text: `${pieces}.append(` },
      { start: step.end, end: step.end, text: ")" },
    ];
  });
  if (edits.includes(null)) return null;
  return {
    title: `Collect the pieces of '${name}' in a list`,
    safe: true,
    edits: [
      { start: growth.start.start, end: growth.start.end, text: `${pieces} = [${empty ? "" : literal}]` },
      ...edits.flatMap((pair) => pair ?? []),
      { start: tail, end: tail, text: line },
    ],
  };
}

import type { Edit } from "../../base/text.js";
import type { Scope } from "../../semantics/scopes.js";
import type { Call, Comprehension, Expr } from "../../syntax/ast.js";
import { defineRule, type Fix, type RuleContext, type RuleFinding } from "../define.js";
import { type Survey, surveyOf } from "./advice/survey.js";
import { cannotRaise, isPure, needsOwnFrame } from "./advice/values.js";

/** They take every element, one after the other, and keep no list of them. */
const TAKE_ALL = new Set([
  "builtins.sum",
  "builtins.min",
  "builtins.max",
  "builtins.set",
  "builtins.frozenset",
  "builtins.dict",
  "builtins.tuple",
  "builtins.sorted",
  "math.fsum",
  "math.prod",
  "collections.Counter",
  "collections.deque",
  "heapq.nlargest",
  "heapq.nsmallest",
]);

/** They stop at the first element that decides. */
const STOP_EARLY = new Set(["builtins.any", "builtins.all"]);

export const listWhereGeneratorWillDo = defineRule({
  id: "LK602",
  name: "list-where-generator-will-do",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "safe",
  summary: "A list is built only to be taken apart again at once, where a generator would do",
  documentation: `A list comprehension as the argument of a function that looks at the elements one after the other and keeps
no list: \`sum\`, \`min\`, \`max\`, \`any\`, \`all\`, \`set\`, \`frozenset\`, \`dict\`, \`tuple\`, \`sorted\`, \`math.fsum\`,
\`math.prod\`, \`collections.Counter\`, \`collections.deque\`, \`heapq.nlargest\` and \`heapq.nsmallest\`.

The list holds all elements at the same time; a generator holds one.

## Why it matters

The list lives until the call returns: eight bytes for each element, and the elements themselves, which could
have been freed one by one. For a handful of elements this does not matter, and the list is even a little
faster; it matters where the number of elements grows with the input.

## When it is silent

- \`str.join\`: it needs the length of the result first, so it makes a list of the generator itself, and is
  slower for it. \`", ".join([...])\` is right as it is.
- Where a generator means something else: \`await\`, \`yield\`, \`:=\`, \`super()\`, \`locals()\` or \`next()\` in the
  comprehension.
- \`any\` and \`all\`, which stop early, where evaluating an element does something (calls a function that is not known
  to be harmless), or where the iterable is an iterator that somebody goes on with.
- Where the name is not the builtin's: shadowed, or perhaps hidden by \`from module import *\`.

## How to fix it

Drop the brackets. The fix is safe. For \`any\` and \`all\` it is a suggestion where an element might raise, or the iterable
might be an iterator that is read on: the generator stops earlier than the list did.

## References

- [Generator expressions](https://docs.python.org/3/reference/expressions.html#generator-expressions)
- [PEP 289](https://peps.python.org/pep-0289/)
`,
  examples: [
    {
      title: "The sum of a list that nobody keeps",
      bad: `def total_length(names):
    return sum([len(name) * 1000 + index for index, name in enumerate(names)])


def scenario(tmp):
    print(total_length("leak" for _ in range(50_000)))
`,
      good: `def total_length(names):
    return sum(len(name) * 1000 + index for index, name in enumerate(names))


def scenario(tmp):
    print(total_length("leak" for _ in range(50_000)))
`,
    },
    {
      title: "A question that is answered by the first element",
      bad: `def has_comment(lines):
    return any([line == "#" for line in list(lines)])


def scenario(tmp):
    lines = ["#"] + ["text"] * 50_000
    print(has_comment(lines))
`,
      good: `def has_comment(lines):
    return any(line == "#" for line in list(lines))


def scenario(tmp):
    lines = ["#"] + ["text"] * 50_000
    print(has_comment(lines))
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    const survey = surveyOf(context);
    for (const { node: call, scope } of survey.calls) {
      const list = listArgument(call);
      if (list === null || needsOwnFrame(list)) continue;
      const name = survey.resolve(call.func, scope);
      if (name === null || !(TAKE_ALL.has(name) || STOP_EARLY.has(name))) continue;
      const others = [...call.args, ...call.keywords.map(({ value }) => value)].filter((value) => value !== list);
      if (!others.every((value) => isPure(value, scope, survey)) || !takesOneIterable(call, list, name)) continue;
      if (survey.isCompiled(call)) continue;
      const early = STOP_EARLY.has(name);
      if (early && !mayStop(list, scope, survey)) continue;
      const shown = name.slice(name.lastIndexOf(".") + 1);
      const why = early ? "stops at the first element that decides" : "takes one element at a time";
      yield {
        message: `'${shown}' ${why}; the list holds them all. Drop the brackets.`,
        range: list,
        statement: survey.statementOf(call) ?? call,
        steps: [{ message: `'${shown}' takes the list apart`, range: call.func }],
        fix: () => dropBrackets(context, call, list, !early || stopsUnseen(list, scope, survey)),
      };
    }
  },
});

/** The list comprehension among the arguments: the first, but the second of `heapq.nlargest`. */
function listArgument(call: Call): Comprehension | null {
  for (const arg of call.args.slice(0, 2)) if (arg.kind === "Comprehension" && arg.form === "list") return arg;
  return null;
}

function takesOneIterable(call: Call, list: Comprehension, name: string): boolean {
  const index = name.startsWith("heapq.") ? 1 : 0;
  if (call.args[index] !== list || call.args.some(({ kind }) => kind === "Starred")) return false;
  if (call.keywords.some((keyword) => keyword.name === null)) return false;
  // The key is called in between.
  if (/^(?:builtins\.(?:min|max)|heapq\..*)$/.test(name)) {
    const key = call.keywords.find((keyword) => keyword.name === "key")?.value;
    if (key !== undefined && !isHarmlessKey(key)) return false;
    return call.args.length === index + 1;
  }
  if (/^builtins\.(?:all|any|set|frozenset|tuple)$/.test(name)) return call.args.length + call.keywords.length === 1;
  // A count or a dict of what is in keywords besides is made in another way.
  return name !== "collections.Counter" && name !== "builtins.dict" ? true : call.args.length === 1;
}

function isHarmlessKey(key: Expr): boolean {
  if (key.kind === "Lambda") return key.body.kind === "Subscript" || key.body.kind === "Attribute";
  return key.kind === "Name" && /^(?:len|abs|str|int|float)$/.test(key.name);
}

/** Whether nobody notices that elements behind the deciding one are not evaluated. */
function mayStop(list: Comprehension, scope: Scope, survey: Survey): boolean {
  const inner = survey.scopes.enter(list, scope);
  const [first, ...more] = list.generators;
  if (first === undefined || isIterator(first.iter, scope, survey)) return false;
  const parts = [list.element, ...list.generators.flatMap(({ ifs }) => ifs), ...more.map(({ iter }) => iter)];
  return parts.every((part) => isPure(part, inner, survey)) && isPure(first.iter, scope, survey);
}

/** Whether an expression evidently gives an iterator that others may go on with: a file, `iter(x)`, a stream. */
function isIterator(expr: Expr, scope: Scope, survey: Survey): boolean {
  if (survey.typeOf(expr, scope) !== null) return survey.typeOf(expr, scope) !== "text";
  if (expr.kind !== "Name") return false;
  const bindings = scope.lookup(expr.name)?.bindings.get(expr.name) ?? [];
  return bindings.some(
    (binding) =>
      binding.kind === "with" ||
      (binding.kind === "assign" &&
        (binding.value.kind === "Call" ||
          (binding.value.kind === "Comprehension" && binding.value.form === "generator")) &&
        survey.mentions(expr.name, scope.node).filter(({ start }) => start > expr.end).length > 0 &&
        !/^(?:list|tuple|set|dict|sorted|range|frozenset|str|split|splitlines|keys|values|items)$/.test(
          calledName(binding.value),
        )),
  );
}

function calledName(value: Expr): string {
  if (value.kind !== "Call") return "";
  return value.func.kind === "Name" ? value.func.name : value.func.kind === "Attribute" ? value.func.attr.name : "";
}

/** Whether not even an exception or a half-read iterator tells where the generator stopped. */
function stopsUnseen(list: Comprehension, scope: Scope, survey: Survey): boolean {
  const inner = survey.scopes.enter(list, scope);
  const [first, ...more] = list.generators;
  if (first === undefined || more.length > 0 || first.target.kind !== "Name") return false;
  const parts = [list.element, ...first.ifs];
  return parts.every((part) => cannotRaise(part, inner, survey)) && isContainer(first.iter, scope, survey);
}

function isContainer(expr: Expr, scope: Scope, survey: Survey): boolean {
  if (/^(?:Tuple|List|Set|Dict|Constant)$/.test(expr.kind)) return true;
  if (expr.kind === "Call") {
    const name = survey.builtin(expr, scope);
    if (name !== null && /^(?:list|tuple|set|frozenset|dict|sorted|range|str)$/.test(name)) return true;
    return expr.func.kind === "Attribute" && /^(?:items|keys|values)$/.test(expr.func.attr.name);
  }
  if (expr.kind !== "Name") return false;
  const home = scope.lookup(expr.name);
  const bindings = home?.bindings.get(expr.name) ?? [];
  return (
    home !== null &&
    bindings.length > 0 &&
    bindings.every((binding) => binding.kind === "assign" && isDisplay(binding.value, home, survey))
  );
}

function isDisplay(value: Expr, scope: Scope, survey: Survey): boolean {
  if (value.kind === "Comprehension") return value.form !== "generator";
  return value.kind !== "Name" && isContainer(value, scope, survey);
}

/** Without brackets where the generator is the only argument; else in parentheses. */
function dropBrackets({ text }: RuleContext, call: Call, list: Comprehension, safe: boolean): Fix | null {
  if (text[list.start] !== "[" || text[list.end - 1] !== "]") return null;
  const alone = call.args.length + call.keywords.length === 1;
  const bare =
    alone && /\(\s*$/.test(text.slice(call.func.end, list.start)) && /^\s*\)$/.test(text.slice(list.end, call.end));
  const [open, close] = bare ? ["", ""] : ["(", ")"];
  const edits = [
    { start: list.start, end: list.start + 1, text: open },
    { start: list.end - 1, end: list.end, text: close },
  ];
  return { title: "Use a generator", safe, edits: bare ? edits.map((edit) => withItsLine(text, edit)) : edits };
}

/** The removal of a bracket, and of the line where it stands alone. */
function withItsLine(text: string, edit: Edit): Edit {
  const before = /(?:^|\n)[ \t]*$/.exec(text.slice(Math.max(0, edit.start - 200), edit.start))?.[0];
  const behind = /^[ \t]*\r?\n/.exec(text.slice(edit.end, edit.end + 200))?.[0];
  if (before === undefined || behind === undefined) return edit;
  const indent = before.replace(/^\n/, "").length;
  return { start: edit.start - indent, end: edit.end + behind.length, text: "" };
}

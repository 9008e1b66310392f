import type { Scope } from "../../semantics/scopes.js";
import type { Expr, Name } from "../../syntax/ast.js";
import { defineRule, type RuleFinding } from "../define.js";
import { isElementRead, isIterated, localMentions, plainAssignment } from "./advice/locals.js";
import { type Survey, surveyOf } from "./advice/survey.js";

/** Shorter lists are not worth a hint. */
const MANY = 1000;

const FLOAT_FUNCTIONS =
  /^(?:builtins\.float|math\.(?:sqrt|sin|cos|tan|exp|log|log2|log10|hypot|atan2|fsum|degrees|radians)|random\.(?:random|uniform|gauss)|time\.(?:time|perf_counter|monotonic))$/;

const TAKES_FLOATS = /^(?:builtins\.(?:len|sum|min|max|any|all|enumerate|zip|reversed)|math\.fsum|statistics\.\w+)$/;

export const listOfNumbers = defineRule({
  id: "LK606",
  name: "list-of-numbers",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "none",
  summary: "A long list holds nothing but floats, each an object of its own",
  documentation: `A local list of floats (\`[float(x) for x in …]\`, \`[0.0] * n\`) that the function only indexes, measures, sums and goes
through.

A list holds references; each float is an object of its own besides. \`array.array("d", …)\` holds the bare numbers.

## Why it matters

An array needs eight bytes for each number, a list eight for the reference and as much again, or three times that, for the
object. Arithmetic on whole columns is what NumPy is for; it is faster, too.

## When it is silent

When the list leaves the function, is sliced, sorted, compared or changed in any other way than by storing a float at an
index; when the numbers might be integers (an array of integers overflows, and an integer stored in an array of floats
comes out as a float); and for short lists.

## How to fix it

\`array.array("d", (float(x) for x in …))\`, or \`numpy.fromiter\`. There is no automatic fix: with few numbers the list is faster
to read, because an array makes a new float object at each access.

## References

- [\`array\`](https://docs.python.org/3/library/array.html)
`,
  examples: [
    {
      title: "Measurements from a file",
      bad: `def spread(lines):
    values = [float(line) for line in lines]
    mean = sum(values) / len(values)
    return max(abs(value - mean) for value in values)


def scenario(tmp):
    print(spread(f"{number}.5" for number in range(20_000)))
`,
      good: `from array import array


def spread(lines):
    values = array("d", (float(line) for line in lines))
    mean = sum(values) / len(values)
    return max(abs(value - mean) for value in values)


def scenario(tmp):
    print(spread(f"{number}.5" for number in range(20_000)))
`,
    },
    {
      title: "A table of roots",
      bad: `import math


def nearest_root(target, size):
    roots = [math.sqrt(number) for number in range(size)]
    best = 0
    for index, root in enumerate(roots):
        if abs(root - target) < abs(roots[best] - target):
            best = index
    return best


def scenario(tmp):
    print(nearest_root(99.9, 20_000))
`,
      good: `import math
from array import array


def nearest_root(target, size):
    roots = array("d", (math.sqrt(number) for number in range(size)))
    best = 0
    for index, root in enumerate(roots):
        if abs(root - target) < abs(roots[best] - target):
            best = index
    return best


def scenario(tmp):
    print(nearest_root(99.9, 20_000))
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    const survey = surveyOf(context);
    for (const { node: list, scope } of survey.comprehensions) {
      const inner = survey.scopes.enter(list, scope);
      const [first] = list.generators;
      if (list.form !== "list" || first === undefined || isFew(first.iter, scope, survey)) continue;
      // What is not computed is the same few constants.
      if (list.element.kind === "Constant" || list.element.kind === "IfExp") continue;
      if (isFloat(list.element, inner, survey)) yield* reported(list, survey);
    }
    for (const { node: fn, scope } of survey.functions) {
      const inner = survey.scopes.enter(fn, scope);
      for (const stmt of fn.body) {
        const value = plainAssignment(stmt)?.value;
        if (value?.kind !== "BinOp" || value.op !== "*" || value.left.kind !== "List" || value.left.elts.length !== 1)
          continue;
        const [element] = value.left.elts;
        const count = value.right;
        if (element === undefined || !isFloat(element, inner, survey)) continue;
        if (count.kind === "Constant" && Number(count.value.replaceAll("_", "")) < MANY) continue;
        yield* reported(value, survey);
      }
    }
  },
});

function* reported(list: Expr, survey: Survey): Iterable<RuleFinding> {
  const stmt = survey.statementOf(list);
  const fn = survey.functionOf(list);
  if (stmt === null || fn === null || survey.isCompiled(list)) return;
  const assigned = plainAssignment(stmt);
  if (assigned === null || assigned.value !== list) return;
  const mentions = localMentions(assigned.name, fn, survey);
  if (mentions === null) return;
  const uses = mentions.filter((mention) => survey.parent(mention) !== stmt);
  const [use] = uses;
  if (use === undefined || !uses.every((mention) => suitsArray(mention, survey))) return;
  yield {
    message: `'${assigned.name}' holds floats only, each an object of its own. An array("d") holds the bare numbers.`,
    range: list,
    statement: stmt,
    steps: [{ message: "all that is done with it works on an array", range: use }],
  };
}

function suitsArray(mention: Name, survey: Survey): boolean {
  if (isElementRead(mention, survey) || isIterated(mention, survey)) return true;
  const parent = survey.parent(mention);
  if (parent?.kind === "Subscript" && parent.value === mention && parent.index.kind !== "Slice") {
    const stmt = survey.parent(parent);
    return stmt?.kind === "Assign" && stmt.targets.length === 1 && isFloat(stmt.value, survey.scopeOf(stmt), survey);
  }
  if (parent?.kind !== "Call" || !parent.args.includes(mention)) return false;
  return TAKES_FLOATS.test(survey.resolve(parent.func, survey.scopeOf(parent)) ?? "");
}

/** Whether an expression evidently is a float, and no subclass of it. */
function isFloat(expr: Expr, scope: Scope, survey: Survey): boolean {
  switch (expr.kind) {
    case "Constant":
      return expr.type === "float";
    case "Call":
      return FLOAT_FUNCTIONS.test(survey.resolve(expr.func, scope) ?? "");
    case "BinOp":
      return /^[-+*/]$/.test(expr.op) && isFloat(expr.left, scope, survey) && isFloat(expr.right, scope, survey);
    case "UnaryOp":
      return expr.op === "-" && isFloat(expr.operand, scope, survey);
    case "IfExp":
      return isFloat(expr.body, scope, survey) && isFloat(expr.orelse, scope, survey);
    default:
      return false;
  }
}

/** Whether there are evidently few elements to go through. */
function isFew(iter: Expr, scope: Scope, survey: Survey): boolean {
  if (/^(?:Tuple|List|Set|Dict|Constant)$/.test(iter.kind)) return true;
  // The parts of a line are few.
  if (iter.kind === "Call" && iter.func.kind === "Attribute")
    return /^(?:split|groups|findall)$/.test(iter.func.attr.name);
  if (iter.kind === "Subscript") return true;
  if (iter.kind !== "Call" || survey.builtin(iter, scope) !== "range") return false;
  const last = iter.args[iter.args.length === 1 ? 0 : 1];
  return last?.kind === "Constant" && Number(last.value.replaceAll("_", "")) < MANY;
}

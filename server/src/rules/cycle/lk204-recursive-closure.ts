import { cycleFacts } from "../../analysis/cycles/facts.js";
import { taskFacts } from "../../analysis/tasks/analyze.js";
import { defineRule } from "../define.js";
import { hoistFix } from "./fixes/hoist.js";
import { letClosureGoFix } from "./fixes/let-go.js";

export const recursiveClosure = defineRule({
  id: "LK204",
  name: "recursive-closure",
  family: "cycle",
  level: "warning",
  fix: "unsafe",
  summary: "An inner function that calls itself is a reference cycle, made anew by each call of the function around it",
  documentation: `A function defined inside another one calls itself by its name, or two of them call each other.

The name is a variable of the function around. The inner function holds the variable, and the variable holds the inner
function: a cycle, and a new one for each call of the function around.

## Why it matters

With the inner function stays all that it uses of the variables around it: results, buffers, \`self\`. They wait for the
cyclic garbage collector. Where the file itself does not call the function around, it is only an information.

## When it is silent

When the inner function knows itself only by a parameter; when the name is deleted or set to None; when the function
around runs at import only, as decorators do.

## How to fix it

Move the inner function out where it uses nothing of the function around it: the fix does so. Else hand it what it
needs, or let its name go in \`finally\`, as the fix does where the inner function is only called.

## References

- [\`gc\`: garbage collector interface](https://docs.python.org/3/library/gc.html)
- [\`weakref\`: weak references](https://docs.python.org/3/library/weakref.html)
`,
  examples: [
    {
      title: "A helper that needs nothing of the function around it",
      bad: `def depth_of(tree):
    def depth(node):
        return 1 + max(map(depth_below, node), default=0)

    def depth_below(node):
        return depth(node) if node else 0

    return depth(tree)


def scenario(tmp):
    print(depth_of([[], [[]]]))
`,
      good: `def depth(node):
    return 1 + max(map(depth_below, node), default=0)


def depth_below(node):
    return depth(node) if node else 0


def scenario(tmp):
    print(depth([[], [[]]]))
`,
    },
    {
      title: "A walk that collects",
      bad: `def leaves(tree):
    found = []

    def walk(node):
        if isinstance(node, list):
            for inner in node:
                walk(inner)
        else:
            found.append(node)

    walk(tree)
    return found


def scenario(tmp):
    print(leaves([1, [2, [3]]]))
`,
      good: `def leaves(tree):
    found = []
    collect_leaves(tree, found)
    return found


def collect_leaves(node, found):
    if isinstance(node, list):
        for inner in node:
            collect_leaves(inner, found)
    else:
        found.append(node)


def scenario(tmp):
    print(leaves([1, [2, [3]]]))
`,
    },
    {
      title: "A recursive helper without variables of its own",
      bad: `def total(data):
    def add(part):
        return sum(add(inner) for inner in part) if isinstance(part, list) else part

    return add(data)


def scenario(tmp):
    print(total([1, [2, [3]]]))
`,
      good: `def add(part):
    return sum(add(inner) for inner in part) if isinstance(part, list) else part


def total(data):
    return add(data)


def scenario(tmp):
    print(total([1, [2, [3]]]))
`,
    },
  ],
  *check(context) {
    for (const closure of cycleFacts(context.model).closures) {
      const [first, second] = closure.functions;
      if (first === undefined) continue;
      const around = closure.around.qualifiedName;
      const subject =
        second === undefined
          ? `Inner function '${first.name}' refers to itself by its name`
          : `Inner functions ${closure.functions.map(({ name }) => `'${name}'`).join(" and ")} refer to each other`;
      const mention = closure.mention ?? first.range;
      // A chain of timers that never ends keeps it: that is what to mend first.
      const { node } = first.unit;
      const isTicking = taskFacts(context.model).some(
        ({ problem, steps }) =>
          problem === "rearms" && steps.some(({ range }) => range.start >= node.start && range.end <= node.end),
      );
      yield {
        message: `${subject}: each call of ${around}() leaves a reference cycle. Move it out of ${around}(), or let the name go at its end.`,
        range: first.range,
        level: closure.isCalled && !isTicking ? "warning" : "information",
        steps: [{ message: `refers to '${(second ?? first).name}', a variable of ${around}()`, range: mention }],
        fix: () =>
          hoistFix(context, closure) ??
          (second === undefined ? letClosureGoFix(context, closure.around, first.name, first.unit) : null),
      };
    }
  },
});

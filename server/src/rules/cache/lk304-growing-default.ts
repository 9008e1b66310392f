import { growthOf } from "../../analysis/growth/growing.js";
import type { Reach } from "../../analysis/growth/reach.js";
import type { Unit } from "../../analysis/model/unit.js";
import { defineRule } from "../define.js";
import { noneIdiom } from "./fixes/default.js";
import { adds, functionName, isTestModule, rangeOf, stepsOf } from "./wording.js";

export const growingDefault = defineRule({
  id: "LK304",
  name: "growing-default",
  family: "cache",
  level: "warning",
  fix: "safe",
  summary: "A default argument that is shared by all calls grows with them",
  documentation: `A list, dictionary or set as a default argument, to which the function adds. Defaults are made once, when the
function is defined: every call without the argument gets the same object, with all that earlier calls left
in it.

## Why it matters

It grows with every call and is never freed. Most of the time it is a bug besides: results of one call turn
up in the next.

## When it is silent

When nothing is added to it, or only under keys of a closed set; when the function empties or copies it
first; when every call in the file passes the argument.

## How to fix it

\`None\` as the default, and a new container in the function: \`if items is None: items = []\`.

The fix does that. Where the default is a memory on purpose (it is asked for a key before the key is added),
the fix is a suggestion: results are then computed again by each call, and \`functools.lru_cache\` may be what
you want.

## References

- [Why are default values shared between objects?](https://docs.python.org/3/faq/programming.html#why-are-default-values-shared-between-objects)
`,
  examples: [
    {
      title: "A list that remembers earlier calls",
      bad: `def words(line, found=[]):
    for word in line.split():
        found.append(word.lower())
    return found[-1]


def scenario(tmp):
    print(words("Pride and Prejudice"), words("Emma"))
`,
      good: `def words(line, found=None):
    if found is None:
        found = []
    for word in line.split():
        found.append(word.lower())
    return found[-1]


def scenario(tmp):
    print(words("Pride and Prejudice"), words("Emma"))
`,
    },
    {
      title: "A default that is added to by '+='",
      bad: `def log(text, level="info", *, lines=[]):
    """Show a message."""
    lines += [f"{level}: {text}"]
    return lines[-1]


def scenario(tmp):
    print(log("started"))
`,
      good: `def log(text, level="info", *, lines=None):
    """Show a message."""
    lines = [*(lines or ()), f"{level}: {text}"]
    return lines[-1]


def scenario(tmp):
    print(log("started"))
`,
    },
  ],
  *check(context) {
    if (isTestModule(context.path)) return;
    const { containers, reach } = growthOf(context.model);
    for (const container of containers) {
      const { holder, growths, isCertain } = container;
      const [first] = growths;
      if (holder.home !== "default" || holder.unit === null || first === undefined) continue;
      if (isOfOneCall(holder.unit, reach)) continue;
      const owner = functionName(holder.unit) ?? "the lambda";
      yield {
        message: `Default '${holder.name}' of ${owner}() is one ${holder.made.type.noun} for all calls, and ${adds(context, first)}. Make a new one in each call.`,
        range: rangeOf(holder.definition),
        steps: stepsOf(container),
        level: isCertain ? "warning" : "information",
        fix: () => noneIdiom(context, container),
      };
    }
  },
});

/** Whether it is an inner function that only its surroundings call: it is made by each call of them, and its default with it. */
function isOfOneCall(unit: Unit, reach: Reach): boolean {
  if (unit.parent?.node.kind !== "FunctionDef") return false;
  const references = reach.referencesTo(unit);
  return references.length > 0 && references.every(({ how, unit: from }) => how === "call" && from === unit.parent);
}

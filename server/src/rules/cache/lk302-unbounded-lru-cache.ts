import { type CachedFunction, cachedFunctions } from "../../analysis/growth/caches.js";
import { isWide } from "../../analysis/growth/domains.js";
import { growthOf } from "../../analysis/growth/growing.js";
import { defineRule, type Step } from "../define.js";
import { lineNumber } from "../resource/wording.js";
import { limitCache } from "./fixes/maxsize.js";
import { isTestModule, rangeOf } from "./wording.js";

export const unboundedLruCache = defineRule({
  id: "LK302",
  name: "unbounded-lru-cache",
  family: "cache",
  level: "warning",
  fix: "safe",
  summary: "A cache of results has no limit, and its keys have none either",
  documentation: `A cache of results without a limit: \`functools.cache\`, or \`lru_cache(maxsize=None)\` and the like, on a function whose arguments can have any
number of values: texts, numbers, objects. The cache keeps each argument and each result for as long as the
program runs.

## Why it matters

Every new argument costs memory for good. \`functools.lru_cache\` without arguments keeps 128 results;
\`functools.cache\` looks simpler, and is \`lru_cache(maxsize=None)\`.

## When it is silent

When the function has no parameters; when they can have few values only (\`bool\`, an \`Enum\`, \`Literal\`,
types, or constants in all calls of the file); when it is called only while modules are imported; when
\`cache_clear\` is called somewhere; when the cached function is made by each call of another one.

Where the values are few as a rule (languages, classes, modes), or where nothing in the file shows that they
differ, it is an information.

## How to fix it

Give it a limit: \`@functools.lru_cache(maxsize=128)\`. The fix does that. It is safe: results that were
forgotten are computed again.

## References

- [\`functools.lru_cache\`](https://docs.python.org/3/library/functools.html#functools.lru_cache)
`,
  examples: [
    {
      title: "A cache without a limit",
      bad: `import functools
import itertools

_number = itertools.count()


@functools.lru_cache(maxsize=None)
def identifier(phrase):
    return "-".join(phrase.lower().split())


def scenario(tmp):
    for _ in range(200):
        found = identifier(f"Phrase {next(_number)}")
    print(found.startswith("phrase-"))
`,
      good: `import functools
import itertools

_number = itertools.count()


@functools.lru_cache(maxsize=128)
def identifier(phrase):
    return "-".join(phrase.lower().split())


def scenario(tmp):
    for _ in range(200):
        found = identifier(f"Phrase {next(_number)}")
    print(found.startswith("phrase-"))
`,
    },
    {
      title: "'functools.cache', by the short name",
      bad: `import itertools
from functools import cache

_number = itertools.count()


@cache
def square(number):
    return number * number


def scenario(tmp):
    for _ in range(200):
        found = square(next(_number))
    print(found >= 0)
`,
      good: `import itertools
from functools import lru_cache

_number = itertools.count()


@lru_cache(maxsize=128)
def square(number):
    return number * number


def scenario(tmp):
    for _ in range(200):
        found = square(next(_number))
    print(found >= 0)
`,
    },
  ],
  *check(context) {
    if (isTestModule(context.path) || !/cache|memo/i.test(context.text)) return;
    const facts = growthOf(context.model);
    for (const cached of cachedFunctions(context.model, facts)) {
      if (cached.isBounded || cached.method !== null || cached.domain === "closed") continue;
      const isMentioned = facts.reach.referencesTo(cached.unit).length > 0;
      if (!outlives(cached) || (isMentioned && facts.reach.of(cached.unit) === "import")) continue;
      const { name } = cached.node.name;
      // A module's own '__getattr__' knows its names; others raise, which is not kept.
      if (name === "__getattr__") continue;
      const isCleared = context.text.includes(`${name}.cache_clear`);
      if (isCleared && new RegExp(`\\b${name}\\.cache_clear\\b`).test(context.text)) continue;
      const params = cached.node.params.all.filter(({ name: one }) => one !== "cls").map(({ name: one }) => `'${one}'`);
      yield {
        message: `The cache of ${name}() has no limit: it keeps a result for every ${params.length > 3 ? "combination of its arguments" : params.join(" and ")} for as long as the program runs. Give it a 'maxsize'.`,
        range: rangeOf(cached.decorator),
        steps: stepsOf(cached, lineNumber(context, cached.node.defStart)),
        unless: [`call ${name}.cache_clear`, "call cache_clear"],
        level: isWide(cached.domain) ? "warning" : "information",
        fix: () => limitCache(context, cached),
      };
    }
  },
});

/** Whether the cached function is made once, not by each call of another function. */
function outlives(cached: CachedFunction): boolean {
  const { parent } = cached.unit;
  if (!cached.isDecorator) return true;
  return parent?.parent === null || (parent?.node.kind === "ClassDef" && parent.parent?.parent === null);
}

function stepsOf(cached: CachedFunction, line: number): readonly Step[] {
  const name = cached.cacheName;
  return [
    {
      message: `${name} keeps every result${cached.limit === null ? "" : ` ('${cached.limit}': no limit)`}`,
      range: rangeOf(cached.decorator),
    },
    {
      message: `the keys are the arguments of ${cached.node.name.name}() on line ${line}; 'cache_clear' is called nowhere`,
      range: rangeOf(cached.node.name),
    },
  ];
}

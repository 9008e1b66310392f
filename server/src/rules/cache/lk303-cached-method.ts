import { type CachedFunction, cachedFunctions, isFewByDesign } from "../../analysis/growth/caches.js";
import { growthOf } from "../../analysis/growth/growing.js";
import { defineRule } from "../define.js";
import { cachePerObject } from "./fixes/per-object.js";
import { isTestModule, rangeOf } from "./wording.js";

export const cachedMethod = defineRule({
  id: "LK303",
  name: "cached-method",
  family: "cache",
  level: "warning",
  fix: "unsafe",
  summary: "A cache on a method keeps the objects alive",
  documentation: `A cache decorator (\`functools.cache\`, \`functools.lru_cache\`, \`async_lru.alru_cache\`, \`cachetools.cached\` …) on an
instance method. The cache belongs to the function, and thus to the class; \`self\` is part of each key. So it
keeps every object on which the method was called.

## Why it matters

Without a limit no object of the class is ever freed, nor what it holds. With a limit of N up to N objects
stay, long after the rest of the program has forgotten them, and all objects compete for the same N places.

## When it is silent

On static and class methods (there LK302 looks at the arguments); in an \`Enum\`; where all objects of the
class are constants of a module or the only one of their kind; for \`functools.cached_property\` and
\`cachetools.cachedmethod\`, which keep results with the object; when \`cache_clear\` is called somewhere.

A cache with a limit is an information.

## How to fix it

Keep results with the object: \`functools.cached_property\` for a method without arguments, else a dictionary
on \`self\`.

The fix turns a method without arguments, which the file only calls, into a \`cached_property\`, and its calls
into plain attributes; it gives other methods a dictionary on \`self\`. It is a suggestion, since other files
may call the method.

## References

- [How do I cache method calls?](https://docs.python.org/3/faq/programming.html#faq-cache-method-calls)
`,
  examples: [
    {
      title: "A method without arguments",
      bad: `import functools


class Recipe:
    def __init__(self, title, amounts):
        self.title = title
        self.amounts = amounts

    @functools.cache
    def weight(self):
        return sum(self.amounts.values())

    def describe(self):
        return f"{self.title}: {self.weight()} g"


def scenario(tmp):
    print(Recipe("Shortbread", {"flour": 300, "butter": 200}).describe())
`,
      good: `import functools


class Recipe:
    def __init__(self, title, amounts):
        self.title = title
        self.amounts = amounts

    @functools.cached_property
    def weight(self):
        return sum(self.amounts.values())

    def describe(self):
        return f"{self.title}: {self.weight} g"


def scenario(tmp):
    print(Recipe("Shortbread", {"flour": 300, "butter": 200}).describe())
`,
    },
    {
      title: "A method with arguments",
      bad: `from functools import lru_cache


class Depot:
    def __init__(self, belts):
        self.belts = belts

    @lru_cache(maxsize=None)
    def belt(self, postcode, night=False):
        return self.belts[(int(postcode) + night) % len(self.belts)]


def scenario(tmp):
    depot = Depot(["a", "b", "c"])
    print(depot.belt("10115"), depot.belt("10115", night=True))
`,
      good: `class Depot:
    def __init__(self, belts):
        self.belts = belts
        self._known = {}

    def belt(self, postcode, night=False):
        key = postcode, night
        if key not in self._known:
            self._known[key] = self.belts[(int(postcode) + night) % len(self.belts)]
        return self._known[key]


def scenario(tmp):
    depot = Depot(["a", "b", "c"])
    print(depot.belt("10115"), depot.belt("10115", night=True))
`,
    },
  ],
  *check(context) {
    if (isTestModule(context.path) || !/cache|memo/i.test(context.text)) return;
    const facts = growthOf(context.model);
    for (const cached of cachedFunctions(context.model, facts)) {
      const { method, node } = cached;
      if (method === null || isFewByDesign(method, facts)) continue;
      const { name } = node.name;
      const isCleared = context.text.includes(`${name}.cache_clear`);
      if (isCleared && new RegExp(`\\b${name}\\.cache_clear\\b`).test(context.text)) continue;
      yield {
        message: messageOf(cached, method.owner.name),
        range: rangeOf(cached.decorator),
        steps: [
          {
            message: `${cached.cacheName} keeps its keys with the function, which lives as long as the class`,
            range: rangeOf(cached.decorator),
          },
          {
            message: `'${method.receiver}' is part of every key; 'cache_clear' is called nowhere`,
            range: rangeOf(node.name),
          },
        ],
        unless: [`call ${name}.cache_clear`],
        level: cached.isBounded ? "information" : "warning",
        fix: () => cachePerObject(context, cached),
      };
    }
  },
});

function messageOf({ isBounded, limit, node }: CachedFunction, owner: string): string {
  const name = `${owner}.${node.name.name}()`;
  if (!isBounded)
    return `The cache of ${name} keeps every ${owner} that it was called on alive for ever. Keep results with the object.`;
  const count = limit === null ? "" : ` up to ${limit}`;
  return `The cache of ${name} keeps${count} objects of ${owner} alive. Keep results with the object.`;
}

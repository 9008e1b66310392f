import { cycleFacts } from "../../analysis/cycles/facts.js";
import { defineRule } from "../define.js";
import { plainCallFix } from "./fixes/method.js";
import { cycleFinding, linkName, wayRound } from "./wording.js";

export const selfReference = defineRule({
  id: "LK202",
  name: "self-reference",
  family: "cycle",
  level: "warning",
  fix: "unsafe",
  summary: "An object keeps something that is bound to itself: a method, a lambda, a generator",
  documentation: `An object keeps, in an attribute or in a container that it owns, a bound method of its own, a lambda,
a \`partial\` or an inner function over \`self\`, a cache around such a method, or itself.

A bound method holds its object, so the object holds itself: it is never freed by reference counting.

## Why it matters

Each such object, with all that it holds, waits for the cyclic garbage collector, or for ever where that is disabled.
A table of handlers or a "strategy" attribute is enough.

## When it is silent

When the method is called and its result kept; when it is a static or class method, or a method of another object;
when a weak reference is kept (\`weakref.WeakMethod\`); when code of the file that runs sets the attribute to None,
deletes it or clears the container. A generator over \`self\` lets go once it is read to its end: that is an
information.

## How to fix it

Keep the name of the method and look it up, keep the function of the class and hand it \`self\`, or call the method
where the attribute was called. The fix does the last, where nothing else is done with the attribute. It is a
suggestion: a subclass or other code may have wanted to replace the attribute.

## References

- [\`gc\`: garbage collector interface](https://docs.python.org/3/library/gc.html)
- [\`weakref\`: weak references](https://docs.python.org/3/library/weakref.html)
`,
  examples: [
    {
      title: "A callback that is a method of the same object",
      bad: `class Timer:
    def __init__(self, seconds):
        self.left = seconds
        self.on_end = self.ring

    def ring(self):
        return "ring"

    def tick(self):
        self.left -= 1
        return self.left if self.left else self.on_end()


def scenario(tmp):
    timer = Timer(2)
    print(timer.tick(), timer.tick())
`,
      good: `class Timer:
    def __init__(self, seconds):
        self.left = seconds

    def ring(self):
        return "ring"

    def tick(self):
        self.left -= 1
        return self.left if self.left else self.ring()


def scenario(tmp):
    timer = Timer(2)
    print(timer.tick(), timer.tick())
`,
    },
    {
      title: "A table of commands",
      bad: `class Robot:
    def __init__(self):
        self.x = 0
        self.commands = {"left": self.left, "right": self.right}

    def left(self):
        self.x -= 1

    def right(self):
        self.x += 1

    def run(self, words):
        for word in words:
            self.commands[word]()
        return self.x


def scenario(tmp):
    print(Robot().run(["left", "left", "right"]))
`,
      good: `class Robot:
    def __init__(self):
        self.x = 0

    def left(self):
        self.x -= 1

    def right(self):
        self.x += 1

    commands = {"left": left, "right": right}

    def run(self, words):
        for word in words:
            self.commands[word](self)
        return self.x


def scenario(tmp):
    print(Robot().run(["left", "left", "right"]))
`,
    },
  ],
  *check(context) {
    for (const cycle of cycleFacts(context.model).cycles) {
      if (cycle.kind !== "self" || cycle.finalizer !== null) continue;
      const message =
        `An object keeps itself alive through '${linkName(cycle, cycle.back)}': ${wayRound(cycle)}. ` +
        "Look it up or call it where it is needed, or keep a weak reference.";
      const finding = { ...cycleFinding(context, cycle, message), fix: () => plainCallFix(context, cycle) };
      // A generator that is read to its end lets go of what it holds.
      const isGenerator = cycle.links.some(({ from }) => from.kind === "generator");
      yield isGenerator ? { ...finding, level: "information" } : finding;
    }
  },
});

import { cycleFacts } from "../../analysis/cycles/facts.js";
import { defineRule, type Fix } from "../define.js";
import { finalizerFix } from "./fixes/finalizer.js";
import { wayRound } from "./wording.js";

export const finalizerKeepsAlive = defineRule({
  id: "LK205",
  name: "finalizer-keeps-alive",
  family: "cycle",
  level: "warning",
  fix: "unsafe",
  summary: "A finalizer holds the very object whose end it waits for, so it never runs",
  documentation: `The callback of \`weakref.finalize(obj, ...)\` is a bound method of \`obj\`, a lambda over it, or is handed \`obj\` itself; \`atexit.register\`
keeps a method of an object whose class relies on \`__del__\`; the value in a \`WeakKeyDictionary\` refers to its own key.

The registry of finalizers, like any other module-level table, lives as long as the process, and so does what it holds.

## Why it matters

What was written to release the object when nobody needs it any more is what keeps it: the callback waits for the end
of the object, and the object for the end of the callback. Nothing is released before the interpreter exits.

## When it is silent

When the callback is a function, a static method, or a method of something else, with arguments that do not lead
back; when the file unregisters it from \`atexit\`.

## How to fix it

Hand \`finalize\` a function, and only what it needs: the path, the descriptor, the inner resource. In place of a
\`WeakKeyDictionary\` keep the value on the key itself, or let the value refer weakly.

The fix makes a static method of the callback, and hands it the attributes that it reads, where each is bound once;
a lambda gets them as arguments. A hook of \`atexit\` is unregistered where the object is closed, or else refers weakly.
These are suggestions: what runs at the end sees the attributes as they were when it was registered.

## References

- [\`weakref.finalize\`](https://docs.python.org/3/library/weakref.html#weakref.finalize): "it is important to ensure
  that func, args and kwargs do not own any references to obj, either directly or indirectly"
`,
  examples: [
    {
      title: "A bound method as its own finalizer",
      bad: `import weakref


class Spool:
    def __init__(self, jobs):
        self.jobs = jobs
        weakref.finalize(self, self.clear)

    def clear(self):
        self.jobs.clear()


def scenario(tmp):
    spool = Spool(["a", "b"])
    print(len(spool.jobs))
`,
      good: `import weakref


class Spool:
    def __init__(self, jobs):
        self.jobs = jobs
        weakref.finalize(self, jobs.clear)


def scenario(tmp):
    spool = Spool(["a", "b"])
    print(len(spool.jobs))
`,
      unseen: "The object stays reachable from the registry of finalizers, so there is nothing to collect",
    },
    {
      title: "A lambda over the object",
      bad: `import weakref


class Page:
    def __init__(self, number):
        self.number = number


def watched(number, log):
    page = Page(number)
    weakref.finalize(page, lambda: log.append(page.number))
    return page


def scenario(tmp):
    log = []
    print(watched(3, log).number, len(log) < 2)
`,
      good: `import weakref


class Page:
    def __init__(self, number):
        self.number = number


def watched(number, log):
    page = Page(number)
    weakref.finalize(page, log.append, number)
    return page


def scenario(tmp):
    log = []
    print(watched(3, log).number, len(log) < 2)
`,
      unseen: "The object stays reachable from the registry of finalizers, so there is nothing to collect",
    },
    {
      title: "An exit hook that keeps __del__ from running",
      bad: `import atexit


class Buffer:
    def __init__(self, lines):
        self.lines = lines
        self.rows = []
        atexit.register(self.flush)

    def __del__(self):
        self.flush()

    def add(self, row):
        self.rows.append(row)

    def flush(self):
        self.lines.extend(self.rows)
        self.rows.clear()


def scenario(tmp):
    lines = []
    buffer = Buffer(lines)
    buffer.add("one")
    print(len(buffer.rows))
`,
      good: `import atexit


class Buffer:
    def __init__(self, lines):
        self.lines = lines
        self.rows = []
        atexit.register(self.flush)

    def __del__(self):
        self.flush()

    def add(self, row):
        self.rows.append(row)

    def flush(self):
        self.lines.extend(self.rows)
        self.rows.clear()

    def close(self):
        self.flush()
        atexit.unregister(self.flush)


def scenario(tmp):
    lines = []
    buffer = Buffer(lines)
    buffer.add("one")
    print(len(buffer.rows))
    buffer.close()
`,
      unseen: "The object stays reachable from the hooks of 'atexit', so there is nothing to collect",
    },
  ],
  *check(context) {
    const facts = cycleFacts(context.model);
    for (const kept of facts.finalizers) {
      const { call, holder, object, how, finalizer } = kept;
      const fix = (): Fix | null => finalizerFix(context, kept);
      yield how === "finalize"
        ? {
            message: `This refers to '${object}', whose end weakref.finalize() waits for: it never comes. Hand over a function and only what it needs.`,
            range: holder,
            statement: call,
            steps: [{ message: `waits for the end of '${object}'`, range: call.args[0] ?? call }],
            fix,
          }
        : {
            message: `atexit keeps '${object}' alive until the process ends, so its __del__ cannot run before. Unregister it when '${object}' is closed.`,
            range: holder,
            statement: call,
            steps: finalizer === null ? [] : [{ message: "__del__ is defined here", range: finalizer }],
            fix,
          };
    }
    for (const { place, links } of facts.keptKeys) {
      const way = links.length === 0 ? "is its own key" : `leads back to its key (${wayRound({ links })})`;
      yield {
        message: `The value ${way}, so the weak key never goes. Let the value refer weakly, or keep it on the key itself.`,
        range: place.range,
        statement: place.statement,
        steps: links.map((link) => ({ message: "refers to it here", range: link.place.range })),
      };
    }
  },
});

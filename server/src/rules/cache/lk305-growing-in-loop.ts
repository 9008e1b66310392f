import { growthOf } from "../../analysis/growth/growing.js";
import { growingInLoops } from "../../analysis/growth/loops.js";
import { taskFacts } from "../../analysis/tasks/analyze.js";
import { defineRule } from "../define.js";
import { lineNumber } from "../resource/wording.js";
import { limitContainer, limitQueue } from "./fixes/limit.js";
import { functionName, isTestModule, placeOf, rangeOf, stepsOf, subjectOf } from "./wording.js";

export const growingInLoop = defineRule({
  id: "LK305",
  name: "growing-in-loop",
  family: "cache",
  level: "warning",
  fix: "unsafe",
  summary: "An endless loop or a producer fills a container that nobody drains",
  documentation: `A queue of long life into which the program puts and from which it never takes; or a container that a loop
without end adds to, and from which nothing is ever removed.

## Why it matters

A queue without a limit takes whatever a producer puts in. Where the consumer is missing, was removed, or
does not start, memory grows until the process is killed. The same goes for a list in a loop that has no end.

## When it is silent

When something takes from the queue, in another file too; when the queue has a \`maxsize\`; when the loop can be
left; when the container is limited, cleared, bound anew or measured; when it is handed to other code.

## How to fix it

Take from the queue, or give it a limit: \`queue.Queue(maxsize=1000)\` makes the producer wait, a
\`collections.deque(maxlen=1000)\` drops the oldest.

The fix turns a queue that is only put to into one with \`maxsize\` (where nothing waits for room, \`put\` blocks:
it is a suggestion). A list becomes a \`deque\` that keeps the last entries, where the file does to it only what a deque can
do as well; a dictionary or set drops an entry before it takes one more.

## References

- [\`queue.Queue\`](https://docs.python.org/3/library/queue.html#queue.Queue)
`,
  examples: [
    {
      title: "A queue that nobody takes from",
      bad: `import queue

OUTBOX = queue.Queue()


def measure(name, value):
    try:
        OUTBOX.put_nowait([name, value])
    except queue.Full:
        pass
    return value


def scenario(tmp):
    for number in range(20):
        value = measure("load", number)
    print(value)
`,
      good: `import queue

OUTBOX = queue.Queue(maxsize=10)


def measure(name, value):
    try:
        OUTBOX.put_nowait([name, value])
    except queue.Full:
        pass
    return value


def scenario(tmp):
    for number in range(20):
        value = measure("load", number)
    print(value)
`,
    },
    {
      title: "A thread that remembers all it has seen",
      bad: `import queue
import threading


class Monitor:
    def __init__(self, source):
        self.source = source
        self.seen = []

    def watch(self):
        while True:
            self.seen.append(self.source.get())
            self.source.task_done()


SOURCE = queue.Queue(maxsize=10)
MONITOR = Monitor(SOURCE)
threading.Thread(target=MONITOR.watch, daemon=True).start()


def scenario(tmp):
    SOURCE.put(["beat"])
    SOURCE.join()
    print(MONITOR.seen[-1])
`,
      good: `import collections
import queue
import threading


class Monitor:
    def __init__(self, source):
        self.source = source
        self.seen = collections.deque(maxlen=2)

    def watch(self):
        while True:
            self.seen.append(self.source.get())
            self.source.task_done()


SOURCE = queue.Queue(maxsize=10)
MONITOR = Monitor(SOURCE)
threading.Thread(target=MONITOR.watch, daemon=True).start()


def scenario(tmp):
    SOURCE.put(["beat"])
    SOURCE.join()
    print(MONITOR.seen[-1])
`,
    },
  ],
  *check(context) {
    if (isTestModule(context.path)) return;
    const facts = growthOf(context.model);
    for (const container of facts.containers) {
      const { holder, isCertain, unless } = container;
      if (holder.made.type.queue !== true || holder.home === "default") continue;
      yield {
        message: `${subjectOf(container)} is only put to: nothing in the project takes from it, and it has no limit. Take from it, or give it a 'maxsize'.`,
        range: placeOf(container),
        steps: stepsOf(container),
        unless,
        level: isCertain ? "warning" : "information",
        fix: () => limitQueue(context, container),
      };
    }
    for (const { container, loop } of growingInLoops(context.model, facts)) {
      const [first] = container.growths;
      if (first === undefined) continue;
      const where = functionName(first.unit);
      yield {
        message: `${subjectOf(container)} grows in the endless loop${where === null ? "" : ` of ${where}()`} on line ${lineNumber(context, loop.start)}, and nothing removes from it. Limit it.`,
        range: rangeOf(first.node),
        steps: [
          { message: "the loop has no end", range: { start: loop.start, end: loop.start + 5 } },
          ...stepsOf(container).slice(1),
        ],
        unless: container.unless,
        // Where the loop itself is a leak, that is what to mend first.
        level: taskFacts(context.model).some((fact) => fact.loop === loop) ? "information" : "warning",
        fix: () => limitContainer(context, container),
      };
    }
  },
});

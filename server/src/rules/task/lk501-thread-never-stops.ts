import type { TaskFact } from "../../analysis/tasks/facts.js";
import { defineRule, type RuleContext } from "../define.js";
import { stopEventFix } from "./fixes.js";
import { endCall, exitOf, findings, loopLine, neverEnded, subjectOf } from "./wording.js";

export const threadNeverStops = defineRule({
  id: "LK501",
  name: "thread-never-stops",
  family: "task",
  level: "warning",
  fix: "unsafe",
  summary: "A thread runs a loop that nothing ends, once for each call or object",
  documentation: `A thread that is started for each call or each object, and whose loop has no way out:

- It is a \`while True:\` (or a loop over \`itertools.count()\`, \`cycle()\`, an endless generator) without
  \`break\`, \`return\` or an exception that leaves it.
- It would end on a flag, an event or a word in a queue, and no code of the program sets or puts it.
- Only \`__del__\` would end it; but the thread holds the object, so \`__del__\` never runs.
- It looks at its flag only between two items of a queue, and nobody puts a last one; or between two waits for an
  event or a condition, and who sets the flag does not wake it.
- A class ends it in \`stop\` or \`close\`, and the function that makes an instance never calls that, or not on every path.
- It runs \`serve_forever\` or \`run_forever\`, and nobody calls \`shutdown\` or \`stop\`.
- It runs \`run_forever\`, and another thread calls \`loop.stop()\` itself: that sets a flag, and the loop sleeps on.
- It waits in \`accept\` for a caller, and another thread closes the socket: on Linux \`accept\` waits on.
- It is one of several workers on a queue, and the word on which they end is put once.
- It fills a bounded queue for a generator, whose consumer may leave early.

## Why it matters

A running thread is a root: all that it refers to stays, with its stack of up to 8 MB of address space. Each
call adds one. A daemon thread is no better while the program runs: it only dies with the process, at any point of
what it does. One that is no daemon keeps the process from ending.

## When it is silent

A worker that is started once in a process lives as long as the process: at import, in \`main\`, behind a guard
such as \`if _worker is None\`. leaklint also says nothing where the loop may end by something that it does not know: a condition
it cannot follow, an exception of a socket that is closed, an event that is handed to other code.

## How to fix it

Give the loop a \`threading.Event\`: \`while not self._stopping.wait(interval):\` ends at once and needs no
\`sleep\`. Set it in \`close\`, and \`join\` there. A worker on a queue ends on a sentinel: put one for each worker.
\`server.shutdown()\`, and \`loop.call_soon_threadsafe(loop.stop)\`, end what runs for ever.

The fix adds the event to the class and sets it in the method that is there to end things; it is a suggestion.

## References

- [\`threading.Event\`](https://docs.python.org/3/library/threading.html#event-objects)
- [\`queue\`: tasks that are done](https://docs.python.org/3/library/queue.html#queue.Queue.join)
`,
  examples: [
    {
      title: "A loop without a way out",
      bad: `import threading
import time


class Thermometer:
    def __init__(self, read):
        self.read = read
        self.celsius = read()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self):
        while True:
            self.celsius = self.read()
            time.sleep(0.01)

    def close(self):
        self.celsius = None


def scenario(tmp):
    for value in (19, 21):
        thermometer = Thermometer(lambda: value)
        try:
            print(thermometer.celsius)
        finally:
            thermometer.close()
`,
      good: `import threading


class Thermometer:
    def __init__(self, read):
        self.read = read
        self.celsius = read()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self):
        while not self._closed.wait(0.01):
            self.celsius = self.read()

    def close(self):
        self._closed.set()
        self._thread.join()


def scenario(tmp):
    for value in (19, 21):
        thermometer = Thermometer(lambda: value)
        try:
            print(thermometer.celsius)
        finally:
            thermometer.close()
`,
      unseen: "A thread that runs is no ResourceWarning: the watcher counts those alive when the scenario has ended.",
    },
    {
      title: "Workers that wait for a word that nobody says",
      bad: `import queue
import threading


def lengths(words):
    todo, done = queue.Queue(), []

    def work():
        while (word := todo.get()) is not None:
            done.append(len(word))
            todo.task_done()

    threading.Thread(target=work, daemon=True).start()
    for word in words:
        todo.put(word)
    todo.join()
    return done


def scenario(tmp):
    print(lengths(["oak", "maple"]))
`,
      good: `import queue
import threading


def lengths(words):
    todo, done = queue.Queue(), []

    def work():
        while (word := todo.get()) is not None:
            done.append(len(word))

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    for word in words:
        todo.put(word)
    todo.put(None)
    worker.join()
    return done


def scenario(tmp):
    print(lengths(["oak", "maple"]))
`,
      unseen: "A thread that runs is no ResourceWarning: the watcher counts those alive when the scenario has ended.",
    },
    {
      title: "An object that is never stopped",
      bad: `import threading


class Beat:
    def __init__(self):
        self.count = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        while not self._stop.wait(0.01):
            self.count += 1

    def stop(self):
        self._stop.set()
        self._thread.join()


def steady():
    beat = Beat()
    return beat.count >= 0


def scenario(tmp):
    print(steady())
`,
      good: `import threading


class Beat:
    def __init__(self):
        self.count = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        while not self._stop.wait(0.01):
            self.count += 1

    def stop(self):
        self._stop.set()
        self._thread.join()


def steady():
    beat = Beat()
    try:
        return beat.count >= 0
    finally:
        beat.stop()


def scenario(tmp):
    print(steady())
`,
      unseen: "A thread that runs is no ResourceWarning: the watcher counts those alive when the scenario has ended.",
    },
    {
      title: "Several workers, and one last word",
      bad: `import queue
import threading


class Kitchen:
    def __init__(self, cooks):
        self.orders = queue.Queue()
        self.dishes = []
        self.cooks = [threading.Thread(target=self._cook, daemon=True) for _ in range(cooks)]
        for cook in self.cooks:
            cook.start()

    def _cook(self):
        while (order := self.orders.get()) is not None:
            self.dishes.append(f"{order} soup")
            self.orders.task_done()

    def close(self):
        self.orders.put(None)


def scenario(tmp):
    kitchen = Kitchen(2)
    kitchen.orders.put("pea")
    kitchen.orders.join()
    print(kitchen.dishes)
    kitchen.close()
`,
      good: `import queue
import threading


class Kitchen:
    def __init__(self, cooks):
        self.orders = queue.Queue()
        self.dishes = []
        self.cooks = [threading.Thread(target=self._cook, daemon=True) for _ in range(cooks)]
        for cook in self.cooks:
            cook.start()

    def _cook(self):
        while (order := self.orders.get()) is not None:
            self.dishes.append(f"{order} soup")
            self.orders.task_done()

    def close(self):
        for _ in self.cooks:
            self.orders.put(None)
        for cook in self.cooks:
            cook.join()


def scenario(tmp):
    kitchen = Kitchen(2)
    kitchen.orders.put("pea")
    kitchen.orders.join()
    print(kitchen.dishes)
    kitchen.close()
`,
      unseen: "A thread that runs is no ResourceWarning: the watcher counts those alive when the scenario has ended.",
    },
  ],
  check(context) {
    return findings(context, "LK501", (fact) => ({
      message: messageOf(context, fact),
      ...(fact.certain ? {} : { level: "information" as const }),
      fix: () => (fact.problem === "endless" ? stopEventFix(context, fact) : null),
    }));
  },
});

function messageOf(context: RuleContext, fact: TaskFact): string {
  const what = fact.made === null ? subjectOf(context, fact) : `The ${fact.noun} '${fact.made.name}'`;
  const loop = `the ${fact.loop?.kind === "Call" ? "call" : "loop"} on ${loopLine(context, fact)}`;
  switch (fact.problem) {
    case "endless":
      return `${what} never stops: ${loop} has no way out. Give it a stop event, and join the thread.`;
    case "untold":
      return `${what} never stops: nothing does '${fact.wanted}', on which ${loop} would ${fact.loop?.kind === "Call" ? "return" : "end"}.`;
    case "finalizer":
      return `${what} never stops: only '__del__' does '${fact.wanted}', and the thread keeps the object alive. Stop it in a 'close' method.`;
    case "blocked":
      if (fact.ends !== null)
        return `${what} never stops: it waits in its loop, and does not see '${fact.wanted}'. Do '${fact.ends}', too.`;
      return `${what} never stops: it waits for the queue and does not see '${fact.wanted}'. Put a last item into the queue, too.`;
    case "unheard":
      return `${what} never stops: '${fact.wanted}' from another thread does not wake what waits on ${loopLine(context, fact)}. Do '${fact.ends}'.`;
    case "closed-only":
      return `${what} never stops: '${fact.wanted}' does not wake it where it waits for a caller (${loopLine(context, fact)}), on Linux. Do '${fact.ends}' before.`;
    case "one-word":
      return `${what} is one of several, and '${fact.wanted}' is done once: it ends one of them, and the others wait on. Do it once for each.`;
    case "producer":
      return `${what} waits for ever when the consumer of '${fact.unit.qualifiedName}' leaves early. Stop it in 'finally', where the generator yields.`;
    case "not-always":
      return fact.wanted === null
        ? (neverEnded(context, fact, "stopped") ?? "")
        : `${what} is not stopped on every path: it goes on${exitOf(context, fact)}. Do '${fact.wanted}' in 'finally'.`;
    default:
      return neverEnded(context, fact, "stopped") ?? `${what} is never stopped. Call ${endCall(fact)}.`;
  }
}

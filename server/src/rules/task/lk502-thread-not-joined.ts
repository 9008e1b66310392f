import { defineRule } from "../define.js";
import { endBeforeLeavingFix } from "./fixes.js";
import { findings, subjectOf } from "./wording.js";

export const threadNotJoined = defineRule({
  id: "LK502",
  name: "thread-not-joined",
  family: "task",
  level: "information",
  fix: "unsafe",
  summary: "A thread is started for each call, and nobody waits for its end or keeps it",
  documentation: `A thread that is no daemon, started by a function that neither joins nor keeps it. It ends by itself; until then it runs
behind the back of whoever called.

## Why it matters

Calls that come faster than their threads end add up. What the thread raises is printed and lost; what it was to do may
not be done when the caller goes on; and the process does not end before it.

## When it is silent

When the thread is joined, returned, kept or handed over; when it is a daemon, which says that nobody waits for it; where the
function runs once in a process.

## How to fix it

\`join()\` it where its result is needed, or let a \`concurrent.futures.ThreadPoolExecutor\` run such work: it bounds the
number of threads, and its futures carry exceptions. The fix adds the \`join()\`; the caller then waits.

## References

- [\`Thread.join\`](https://docs.python.org/3/library/threading.html#threading.Thread.join)
`,
  examples: [
    {
      title: "A thread that nobody waits for",
      bad: `import threading
import time


def save(lines, path):
    def write():
        time.sleep(0.1)
        path.write_text("\\n".join(lines))

    writer = threading.Thread(target=write)
    writer.start()
    print("saving", len(lines))


def scenario(tmp):
    save(["one", "two"], tmp / "lines.txt")
`,
      good: `import threading
import time


def save(lines, path):
    def write():
        time.sleep(0.1)
        path.write_text("\\n".join(lines))

    writer = threading.Thread(target=write)
    writer.start()
    print("saving", len(lines))
    writer.join()


def scenario(tmp):
    save(["one", "two"], tmp / "lines.txt")
`,
      unseen: "A thread that runs is no ResourceWarning: the watcher counts those alive when the scenario has ended.",
    },
    {
      title: "A thread for each of many",
      bad: `import threading
import time


def greet(names):
    greeted = []

    def one(name):
        time.sleep(0.1)
        greeted.append(name)

    for name in names:
        threading.Thread(target=one, args=(name,)).start()
    return f"greeting {len(names)}"


def scenario(tmp):
    print(greet(["ann", "bob"]))
`,
      good: `import threading
import time


def greet(names):
    greeted = []

    def one(name):
        time.sleep(0.1)
        greeted.append(name)

    threads = [threading.Thread(target=one, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return f"greeting {len(names)}"


def scenario(tmp):
    print(greet(["ann", "bob"]))
`,
      unseen: "A thread that runs is no ResourceWarning: the watcher counts those alive when the scenario has ended.",
    },
  ],
  check(context) {
    return findings(context, "LK502", (fact) => ({
      message: `${subjectOf(context, fact)} is neither joined nor kept: nobody knows when it ends, or that it failed. Join it.`,
      fix: () => endBeforeLeavingFix(context, fact, "join"),
    }));
  },
});

import { defineRule } from "../define.js";
import { lostRunning } from "./losses.js";
import { findings, neverEnded, subjectOf } from "./wording.js";

export const loopNotClosed = defineRule({
  id: "LK506",
  name: "loop-not-closed",
  family: "task",
  level: "warning",
  fix: "safe",
  summary: "An event loop is made and never closed",
  documentation: `An event loop from \`asyncio.new_event_loop()\` (or an \`asyncio.Runner\`) that a function makes and never closes, or that an object
keeps without a method that closes it.

## Why it matters

A loop has a selector and a pair of sockets to wake itself: three descriptors. It also keeps the threads of its default executor,
and what is scheduled on it. CPython says \`ResourceWarning: unclosed event loop\` when it is collected; a loop that is the current one of a thread is not even that.

## When it is silent

When it is closed on every path; when it is returned, kept where something closes it, or handed over; where it is made once in a process.

## How to fix it

\`asyncio.run(main())\` makes a loop, runs it, cancels what is left and closes it. To run several things on one loop,
\`with asyncio.Runner() as runner:\` (Python 3.11). Otherwise \`loop.close()\` in \`finally\`: the fix writes this. A loop that runs in a thread is first
stopped by \`loop.call_soon_threadsafe(loop.stop)\` and the thread joined.

## References

- [Running and stopping the loop](https://docs.python.org/3/library/asyncio-eventloop.html#running-and-stopping-the-loop)
- [\`asyncio.Runner\`](https://docs.python.org/3/library/asyncio-runner.html#asyncio.Runner)
`,
  examples: [
    {
      title: "A loop for each call",
      bad: `import asyncio


async def add(a, b):
    await asyncio.sleep(0)
    return a + b


def total(a, b):
    loop = asyncio.new_event_loop()
    result = loop.run_until_complete(add(a, b))
    return result


def scenario(tmp):
    print(total(2, 3))
`,
      good: `import asyncio


async def add(a, b):
    await asyncio.sleep(0)
    return a + b


def total(a, b):
    return asyncio.run(add(a, b))


def scenario(tmp):
    print(total(2, 3))
`,
    },
    {
      title: "A loop for each object",
      bad: `import asyncio


class Client:
    def __init__(self):
        self._loop = asyncio.new_event_loop()

    def get(self, key):
        return self._loop.run_until_complete(asyncio.sleep(0, key.upper()))


def scenario(tmp):
    print(Client().get("a"))
`,
      good: `import asyncio


class Client:
    def __init__(self):
        self._loop = asyncio.new_event_loop()

    def get(self, key):
        return self._loop.run_until_complete(asyncio.sleep(0, key.upper()))

    def close(self):
        self._loop.close()


def scenario(tmp):
    client = Client()
    try:
        print(client.get("a"))
    finally:
        client.close()
`,
    },
  ],
  *check(context) {
    yield* lostRunning(context, "LK506", "closed");
    yield* findings(context, "LK506", (fact) => ({
      message: neverEnded(context, fact, "closed") ?? `${subjectOf(context, fact)} is never closed.`,
    }));
  },
});

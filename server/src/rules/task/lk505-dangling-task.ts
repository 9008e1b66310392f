import type { TaskFact } from "../../analysis/tasks/facts.js";
import { defineRule, type RuleContext } from "../define.js";
import { keepTaskFix } from "./fixes.js";
import { endCall, exitOf, findings, loopLine, neverEnded, subjectOf } from "./wording.js";

export const danglingTask = defineRule({
  id: "LK505",
  name: "dangling-task",
  family: "task",
  level: "warning",
  fix: "safe",
  summary: "A task's only reference is dropped, or a task goes on that nobody awaits or cancels",
  documentation: `A task of asyncio that its maker loses sight of:

- The result of \`create_task\` or \`ensure_future\` is thrown away, or bound to a local name that is never used.
- A task that runs for ever is kept on \`self\`, and no method cancels it.
- \`asyncio.wait\` returns when the first is done, or at its timeout, and the others go on.
- \`asyncio.wait_for(asyncio.shield(task), ...)\` gives up, and the task goes on.
- A task that runs for ever catches \`CancelledError\` inside its loop and goes on, so that \`cancel()\` does not end it.

## Why it matters

The event loop holds tasks weakly: one that nobody else refers to may be collected before it is done, in the middle of
what it does. What it raises is reported only then, if at all. One that runs for ever, on a loop that runs for ever, holds all it refers to
for the life of the process; each call adds one.

## When it is silent

When the task is awaited, gathered, returned, handed over, asked for its result, or made by a \`TaskGroup\`; when it is kept in a set that a done
callback discards it from; when a task that ends by itself is kept on \`self\`; in a program's \`main\`.

## How to fix it

\`async with asyncio.TaskGroup()\` waits for its tasks, and cancels them when one fails. What must outlive the function goes into a set, with
\`task.add_done_callback(tasks.discard)\`; the fix writes this. What runs for ever is cancelled, and awaited, in a method that the owner calls.
Cancel what \`asyncio.wait\` gives as pending.

## References

- [\`asyncio.create_task\`](https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task), with the warning
- [\`asyncio.TaskGroup\`](https://docs.python.org/3/library/asyncio-task.html#task-groups)
`,
  examples: [
    {
      title: "A task that nobody holds",
      bad: `import asyncio


async def note(log, text):
    await asyncio.sleep(0.01)
    log.append(text)


async def visit(log):
    asyncio.create_task(note(log, "seen"))
    await asyncio.sleep(0.05)
    return log


def scenario(tmp):
    print(asyncio.run(visit([])))
`,
      good: `import asyncio

_notes = set()


async def note(log, text):
    await asyncio.sleep(0.01)
    log.append(text)


async def visit(log):
    task = asyncio.create_task(note(log, "seen"))
    _notes.add(task)
    task.add_done_callback(_notes.discard)
    await asyncio.sleep(0.05)
    return log


def scenario(tmp):
    print(asyncio.run(visit([])))
`,
      unseen: "Nothing is left of it: the watcher looks who refers to a task that still runs.",
    },
    {
      title: "A task that runs for ever",
      bad: `import asyncio


class Session:
    def __init__(self):
        self.pings = 0

    async def open(self):
        self._pinging = asyncio.create_task(self._ping())

    async def _ping(self):
        while True:
            self.pings += 1
            await asyncio.sleep(1)


async def talk():
    session = Session()
    await session.open()
    await asyncio.sleep(0)
    return session.pings


async def serve(requests):
    return [await talk() for _ in range(requests)]


def scenario(tmp):
    print(asyncio.run(serve(2)))
`,
      good: `import asyncio
import contextlib


class Session:
    def __init__(self):
        self.pings = 0

    async def open(self):
        self._pinging = asyncio.create_task(self._ping())

    async def _ping(self):
        while True:
            self.pings += 1
            await asyncio.sleep(1)

    async def close(self):
        self._pinging.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._pinging


async def talk():
    session = Session()
    await session.open()
    try:
        await asyncio.sleep(0)
        return session.pings
    finally:
        await session.close()


async def serve(requests):
    return [await talk() for _ in range(requests)]


def scenario(tmp):
    print(asyncio.run(serve(2)))
`,
      unseen: "'asyncio.run' cancels what is left: the watcher counts the tasks that it has to cancel.",
    },
  ],
  check(context) {
    return findings(context, "LK505", (fact) => ({
      message: messageOf(context, fact),
      fix: () => (fact.problem === "dropped" && fact.loop === null ? keepTaskFix(context, fact) : null),
    }));
  },
});

function messageOf(context: RuleContext, fact: TaskFact): string {
  const what = subjectOf(context, fact);
  switch (fact.problem) {
    case "dropped":
      return fact.loop === null
        ? `${what} is dropped: the loop holds it weakly, and it may be collected before it is done. Keep it, or use a TaskGroup.`
        : `${what} runs for ever, and nobody can cancel it. Keep it, and cancel it when it is not needed any more.`;
    case "deaf":
      return `${what} never ends: its loop on ${loopLine(context, fact)} catches the cancellation, and goes on. Raise it again.`;
    case "losers":
      return "The tasks that are not done go on when 'asyncio.wait' returns. Cancel what it gives as pending.";
    case "shielded":
      return `${what} goes on when 'wait_for' gives up: 'shield' keeps it from being cancelled. Call ${endCall(fact)} then, or drop the 'shield'.`;
    case "never-ended":
      if (fact.made !== null || fact.owner !== null) return neverEnded(context, fact, "cancelled") ?? what;
      return fact.loop === null
        ? `${what} is never awaited, and lost with its name when the function ends. Await it, or keep it.`
        : `${what} runs for ever, and is never cancelled. Call ${endCall(fact)} in 'finally'.`;
    case "not-always":
      return `${what} goes on${exitOf(context, fact)}. Call ${endCall(fact)} in 'finally'.`;
    default:
      return what;
  }
}

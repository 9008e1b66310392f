import type { LostResource, UnawaitedRelease } from "../../analysis/ownership/facts.js";
import { defineRule, type Fix, type RuleContext, type RuleFinding } from "../define.js";
import { cureOf } from "./cures.js";
import { lossesOf } from "./losses.js";
import { advice, callRange, lineNumber, lossProblem, stepsOf } from "./wording.js";

export const asyncCloseNotAwaited = defineRule({
  id: "LK109",
  name: "async-close-not-awaited",
  family: "resource",
  level: "warning",
  fix: "safe",
  summary: "A resource is released by a coroutine, and nobody awaits it",
  documentation: `The method that releases a resource is asynchronous: \`close()\` of an aiohttp session, \`aclose()\` of an
httpx client, an \`async def close\` of your own. Calling it only makes a coroutine; nothing happens until that is
awaited. Reported are the call that drops its coroutine, the resource that is never released at all, and \`with\` or
\`contextlib.closing\` where only \`async with\` releases.

## Why it matters

The line that closes is there, so everybody believes that the resource is closed. CPython says
\`RuntimeWarning: coroutine 'Session.close' was never awaited\`, on the standard error output, when the
coroutine is collected; connections and files stay open until they are collected in turn.

## When it is silent

When the coroutine is awaited, returned, yielded, bound to a name that is used later, or handed to anybody
(\`asyncio.gather\`, \`create_task\`, \`asyncio.run\`, \`run_until_complete\`); when the method is not
asynchronous, as \`close()\` of an \`asyncio.StreamWriter\`; when it cannot be told what the object is.

## What the fix does

Inside an asynchronous function it adds the missing \`await\` or \`async\`, or puts the resource into an
\`async with\` block. Elsewhere there is nothing to await with, and no fix.

## References

- [Coroutines](https://docs.python.org/3/library/asyncio-task.html#coroutines)
- [\`contextlib.aclosing\`](https://docs.python.org/3/library/contextlib.html#contextlib.aclosing)
`,
  examples: [
    {
      title: "A close that never runs",
      bad: `import asyncio


class Journal:
    def __init__(self, path):
        self._file = open(path, "a", encoding="utf-8")

    async def write(self, line):
        await asyncio.sleep(0)
        return self._file.write(line + "\\n")

    async def close(self):
        await asyncio.sleep(0)
        self._file.close()


async def note(path, text):
    journal = Journal(path)
    written = await journal.write(text)
    journal.close()
    return written


def scenario(tmp):
    print(asyncio.run(note(tmp / "journal", "pump started")))
`,
      good: `import asyncio


class Journal:
    def __init__(self, path):
        self._file = open(path, "a", encoding="utf-8")

    async def write(self, line):
        await asyncio.sleep(0)
        return self._file.write(line + "\\n")

    async def close(self):
        await asyncio.sleep(0)
        self._file.close()


async def note(path, text):
    journal = Journal(path)
    try:
        return await journal.write(text)
    finally:
        await journal.close()


def scenario(tmp):
    print(asyncio.run(note(tmp / "journal", "pump started")))
`,
    },
    {
      title: "A client that nobody closes",
      bad: `import asyncio
import socket


class Beacon:
    def __init__(self):
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()

    async def close(self):
        await asyncio.sleep(0)
        self._socket.close()

    async def family(self):
        await asyncio.sleep(0)
        return self._socket.family.name


async def ask():
    beacon = Beacon()
    print(await beacon.family())


def scenario(tmp):
    asyncio.run(ask())
`,
      good: `import asyncio
import socket


class Beacon:
    def __init__(self):
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()

    async def close(self):
        await asyncio.sleep(0)
        self._socket.close()

    async def family(self):
        await asyncio.sleep(0)
        return self._socket.family.name


async def ask():
    async with Beacon() as beacon:
        print(await beacon.family())


def scenario(tmp):
    asyncio.run(ask())
`,
    },
  ],
  *check(context) {
    for (const loss of lossesOf("LK109", context.ownership)) yield lostFinding(context, loss);
    for (const release of context.ownership.unawaited ?? []) yield unawaitedFinding(context, release);
  },
});

function lostFinding(context: RuleContext, loss: LostResource): RuleFinding {
  return {
    message: `${lossProblem(context, loss)} ${advice(context, loss)}`,
    range: callRange(context, loss.acquisition),
    statement: loss.statement,
    steps: stepsOf(loss.trace),
    fix: cureOf(context, loss),
  };
}

function unawaitedFinding(context: RuleContext, release: UnawaitedRelease): RuleFinding {
  const { place, statement } = release;
  const isOneLine = lineNumber(context, place.start) === lineNumber(context, place.end);
  const range = isOneLine ? { start: place.start, end: place.end } : { start: place.start, end: place.start + 1 };
  return {
    message: messageOf(release),
    range,
    statement,
    steps: [{ message: stepOf(release), range }],
    fix: () => fixOf(release),
  };
}

function messageOf({ how, receiver, method, noun, isAsync }: UnawaitedRelease): string {
  const shown = receiver.length > 40 ? `the ${noun}` : `'${receiver}'`;
  switch (how) {
    case "call": {
      const call = receiver.length > 40 ? `${method}()` : `${receiver}.${method}()`;
      const advice = isAsync ? `Write 'await ${call}'.` : "Await it in an asynchronous function.";
      return `'${call}' only makes a coroutine, which nobody awaits: the ${noun} is not released. ${advice}`;
    }
    case "with":
      return `'with' does not release ${shown}: that takes 'async with', which awaits its release.`;
    case "closing":
      return (
        `'closing' calls ${method}() of ${shown} and drops the coroutine that it gives: the ${noun} is not ` +
        `released. Await ${method}() in 'finally'.`
      );
  }
}

function stepOf({ how, noun }: UnawaitedRelease): string {
  switch (how) {
    case "call":
      return "the coroutine is dropped here";
    case "with":
      return `the ${noun} is entered here without 'async'`;
    case "closing":
      return "'closing' awaits nothing";
  }
}

function fixOf({ how, isAsync, place, statement, receiver, method }: UnawaitedRelease): Fix | null {
  if (!isAsync || how === "closing") return null;
  if (how === "with") {
    const { start } = statement;
    return { title: "Use 'async with'", safe: true, edits: [{ start, end: start, text: "async " }] };
  }
  const { start } = place;
  return { title: `Await '${receiver}.${method}()'`, safe: true, edits: [{ start, end: start, text: "await " }] };
}

import { earlyLeaves } from "../../analysis/tasks/async-generators.js";
import { defineRule } from "../define.js";
import { lineNumber } from "../resource/wording.js";
import { aclosingFix } from "./fixes.js";

export const asyncGeneratorNotClosed = defineRule({
  id: "LK507",
  name: "async-generator-not-closed",
  family: "task",
  level: "information",
  fix: "safe",
  summary: "A loop over an async generator is left early, while the generator holds something",
  documentation: `An \`async for\` over an async generator that is left by \`break\` or \`return\`, while the generator stands at a \`yield\` inside a \`with\`, an
\`async with\` or a \`try\` with \`finally\`.

## Why it matters

An ordinary generator is closed when its last reference goes. An async one cannot be: its \`finally\` may await. The loop gets to close it some time later,
in another task, when the connection or lock that it held may be needed elsewhere; and never, when the loop ends before.

## When it is silent

When the generator is closed with \`aclose()\` or held by \`contextlib.aclosing\`; when the loop is not left early; when the generator holds nothing over a
\`yield\`, or stands in another file.

## How to fix it

\`async with contextlib.aclosing(rows()) as all_rows:\` around the loop (Python 3.10). The fix writes it.

## References

- [\`contextlib.aclosing\`](https://docs.python.org/3/library/contextlib.html#contextlib.aclosing)
- [PEP 525: finalization](https://peps.python.org/pep-0525/#finalization)
`,
  examples: [
    {
      title: "Left at the first hit",
      bad: `import asyncio

OPEN = []


async def rows(count):
    OPEN.append("table")
    try:
        for number in range(count):
            yield number
    finally:
        OPEN.remove("table")


async def first_even(count):
    async for number in rows(count):
        if number % 2 == 0:
            return number


def scenario(tmp):
    print(asyncio.run(first_even(3)))
`,
      good: `import asyncio
import contextlib

OPEN = []


async def rows(count):
    OPEN.append("table")
    try:
        for number in range(count):
            yield number
    finally:
        OPEN.remove("table")


async def first_even(count):
    async with contextlib.aclosing(rows(count)) as all_rows:
        async for number in all_rows:
            if number % 2 == 0:
                return number


def scenario(tmp):
    print(asyncio.run(first_even(3)))
`,
      unseen: "The loop closes it in the end: the watcher sees that it had to.",
    },
    {
      title: "Left by break",
      bad: `import asyncio
import contextlib


@contextlib.contextmanager
def lamp(log):
    log.append("on")
    try:
        yield
    finally:
        log.append("off")


async def signals(log):
    with lamp(log):
        while True:
            yield "blink"
            await asyncio.sleep(0)


async def watch(log):
    seen = 0
    async for _ in signals(log):
        seen += 1
        if seen == 3:
            break
    return seen


def scenario(tmp):
    print(asyncio.run(watch([])))
`,
      good: `import asyncio
import contextlib


@contextlib.contextmanager
def lamp(log):
    log.append("on")
    try:
        yield
    finally:
        log.append("off")


async def signals(log):
    with lamp(log):
        while True:
            yield "blink"
            await asyncio.sleep(0)


async def watch(log):
    seen = 0
    async with contextlib.aclosing(signals(log)) as blinks:
        async for _ in blinks:
            seen += 1
            if seen == 3:
                break
    return seen


def scenario(tmp):
    print(asyncio.run(watch([])))
`,
      unseen: "The loop closes it in the end: the watcher sees that it had to.",
    },
  ],
  *check(context) {
    for (const { loop, unit, name, left, held } of earlyLeaves(context.model)) {
      yield {
        message:
          `The loop is left on line ${lineNumber(context, left.start)} while '${name}' holds something over its 'yield'. ` +
          "Use 'async with contextlib.aclosing(...)' around it.",
        range: { start: loop.iter.start, end: loop.iter.end },
        steps: [
          { message: "the loop is left here", range: left },
          { message: "what stands here is ended some time later", range: held },
        ],
        fix: () => aclosingFix(context, loop, unit),
      };
    }
  },
});

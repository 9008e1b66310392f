import { defineRule } from "../define.js";
import { cureOf } from "./cures.js";
import { lossesOf } from "./losses.js";
import { callRange, lastStep, lineNumber, released, stepsOf, subject } from "./wording.js";

export const managerWithoutFinally = defineRule({
  id: "LK105",
  name: "manager-without-finally",
  family: "resource",
  level: "warning",
  fix: "safe",
  summary: "A context manager function releases its resource after a bare 'yield', which an exception skips",
  documentation: `A generator function under \`@contextmanager\` or \`@asynccontextmanager\` that acquires a resource, yields, and releases the resource in the lines after the \`yield\`, with no
\`try\`/\`finally\` around it.

An exception in the caller's \`with\` block comes out of the \`yield\`, and the lines after it do not run.

## Why it matters

When the body of the \`with\` statement raises, \`contextlib\` raises that exception again inside the
generator, *at the \`yield\`*. The lines after it do not run. So exactly the users who wrote \`with\` to be
safe get no clean-up when they need it.

## When it is silent

In fixtures: pytest runs the lines after the \`yield\` even when the test fails. When the \`yield\` stands in a \`try\` with a \`finally\` or in a \`with\` that releases the resource; when the
resource was handed over to somebody else before.

## How to fix it

Put the \`yield\` into \`try\` and the release into \`finally\`, or hold the resource in a \`with\`. The fix is
safe.

## Configuration

Decorators that make a generator function a context manager can be added to the catalogue; see
[the configuration](../configuration.md).

## References

- [\`contextlib.contextmanager\`](https://docs.python.org/3/library/contextlib.html#contextlib.contextmanager):
  "If an unhandled exception occurs in the block, it is reraised inside the generator at the point where
  the yield occurred"
`,
  examples: [
    {
      title: "A log that stays open when the block raises",
      bad: `from contextlib import contextmanager


@contextmanager
def appending(path):
    log = open(path, "a", encoding="utf-8")
    yield log
    log.close()


def scenario(tmp):
    try:
        with appending(tmp / "job.log") as log:
            log.write("started\\n")
            raise RuntimeError("disk full")
    except RuntimeError as error:
        print("failed:", error)
`,
      good: `from contextlib import contextmanager


@contextmanager
def appending(path):
    log = open(path, "a", encoding="utf-8")
    try:
        yield log
    finally:
        log.close()


def scenario(tmp):
    try:
        with appending(tmp / "job.log") as log:
            log.write("started\\n")
            raise RuntimeError("disk full")
    except RuntimeError as error:
        print("failed:", error)
`,
    },
    {
      title: "An asynchronous manager",
      bad: `import asyncio
import socket
from contextlib import asynccontextmanager


@asynccontextmanager
async def listening():
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    yield server.getsockname()[1]
    server.close()


async def serve():
    async with listening() as port:
        if port:
            raise TimeoutError("nobody called")


def scenario(tmp):
    try:
        asyncio.run(serve())
    except TimeoutError as error:
        print(error)
`,
      good: `import asyncio
import socket
from contextlib import asynccontextmanager


@asynccontextmanager
async def listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server.getsockname()[1]


async def serve():
    async with listening() as port:
        if port:
            raise TimeoutError("nobody called")


def scenario(tmp):
    try:
        asyncio.run(serve())
    except TimeoutError as error:
        print(error)
`,
    },
  ],
  *check(context) {
    for (const loss of lossesOf("LK105", context.ownership)) {
      const step = lastStep(loss.trace, "yield");
      const place = step === undefined ? "the 'yield'" : `the 'yield' on line ${lineNumber(context, step.range.start)}`;
      yield {
        message:
          `${subject(loss)} is not ${released(loss.type)} when the caller's 'with' block raises: ` +
          `the exception comes out of ${place}. Put the 'yield' into 'try' and the clean-up into 'finally'.`,
        range: callRange(context, loss.acquisition),
        statement: loss.statement,
        steps: stepsOf(loss.trace),
        fix: cureOf(context, loss),
      };
    }
  },
});

import type { LostResource } from "../../analysis/ownership/facts.js";
import { defineRule, type RuleContext, type RuleFinding } from "../define.js";
import { cureOf } from "./cures.js";
import { lossesOf } from "./losses.js";
import { advice, callRange, lastStep, lineNumber, raisePhrase, released, stepsOf, subject } from "./wording.js";

export const unclosedOnException = defineRule({
  id: "LK102",
  name: "unclosed-on-exception",
  family: "resource",
  level: "warning",
  fix: "safe",
  summary: "A resource is closed on the normal path only, an exception leaves it open",
  documentation: `A resource that is closed when all goes well, and stays open when a step between acquisition and
\`close()\` raises. The finding names that step and its line.

How likely the exception is decides the level:

- *Warning* where the evidence is in the code: an explicit \`raise\` or \`assert\`, a function of the same
  file that raises, or a call that is known to parse or convert what it is given, as \`int()\` and
  \`json.load()\` do.
- *Information* where the step merely might raise: reading and writing, opening a second file, any other
  call. Disks fill and connections break, but nothing in the code says that they do here.
- *Information* for a generator that holds the resource at a \`yield\`: who stops iterating early leaves it
  open until the generator is closed.

An exception is caught, logged and retried, and each retry leaves an open descriptor behind.

## Why it matters

An exception is when a program can least afford to leak. It is caught, logged and retried, and each retry
leaves a descriptor behind; the traceback keeps the frame, and with it the resource, alive for as long as
somebody holds the exception. Data that was written is not yet on disk. On Windows the clean-up that
follows fails because the file is still in use.

## When it is silent

When every step that may raise stands in a \`try\` whose \`finally\` (or every handler) closes the resource;
when a \`with\` of any kind holds it; when it was handed over before the step. Calls that cannot
reasonably fail, such as \`len()\` of a string, do not count.

## How to fix it

Use \`with\`, or close in \`finally\`. The fix does the first where it can and the second where it cannot;
it is safe.

## Configuration

Findings at *information* do not fail a run: \`--fail-on\` is *warning* unless you say otherwise. See
[the configuration](../configuration.md) for levels per rule and per file.

## References

- [Defining clean-up actions](https://docs.python.org/3/tutorial/errors.html#defining-clean-up-actions)
- [\`contextlib.ExitStack\`](https://docs.python.org/3/library/contextlib.html#contextlib.ExitStack)
`,
  examples: [
    {
      title: "A parser that may fail",
      bad: `import json


def load_settings(path):
    source = open(path, encoding="utf-8")
    settings = json.load(source)
    source.close()
    return settings


def scenario(tmp):
    path = tmp / "settings.json"
    path.write_text('{"colour": "green",')
    try:
        print(load_settings(path))
    except ValueError as error:
        print("not JSON:", type(error).__name__)
`,
      good: `import json


def load_settings(path):
    with open(path, encoding="utf-8") as source:
        return json.load(source)


def scenario(tmp):
    path = tmp / "settings.json"
    path.write_text('{"colour": "green",')
    try:
        print(load_settings(path))
    except ValueError as error:
        print("not JSON:", type(error).__name__)
`,
    },
    {
      title: "An explicit raise",
      bad: `import struct


def image_size(path):
    image = open(path, "rb")
    signature = image.read(8)
    if signature != b"\\x89PNG\\r\\n\\x1a\\n":
        raise ValueError(f"not a PNG file: {signature!r}")
    image.seek(16)
    size = struct.unpack(">II", image.read(8))
    image.close()
    return size


def scenario(tmp):
    path = tmp / "photo.png"
    path.write_bytes(b"GIF89a, in truth")
    try:
        print(image_size(path))
    except ValueError as error:
        print(error)
`,
      good: `import struct


def image_size(path):
    with open(path, "rb") as image:
        signature = image.read(8)
        if signature != b"\\x89PNG\\r\\n\\x1a\\n":
            raise ValueError(f"not a PNG file: {signature!r}")
        image.seek(16)
        return struct.unpack(">II", image.read(8))


def scenario(tmp):
    path = tmp / "photo.png"
    path.write_bytes(b"GIF89a, in truth")
    try:
        print(image_size(path))
    except ValueError as error:
        print(error)
`,
    },
    {
      title: "Two resources, the second might not open (an information)",
      bad: `import shutil


def copy_text(source_path, target_path):
    source = open(source_path, "rb")
    target = open(target_path, "wb")
    shutil.copyfileobj(source, target)
    target.close()
    source.close()


def scenario(tmp):
    (tmp / "report.txt").write_text("quarterly figures\\n")
    try:
        copy_text(tmp / "report.txt", tmp / "no-such-folder" / "report.txt")
    except OSError as error:
        print(type(error).__name__)
`,
      good: `import shutil


def copy_text(source_path, target_path):
    with open(source_path, "rb") as source, open(target_path, "wb") as target:
        shutil.copyfileobj(source, target)


def scenario(tmp):
    (tmp / "report.txt").write_text("quarterly figures\\n")
    try:
        copy_text(tmp / "report.txt", tmp / "no-such-folder" / "report.txt")
    except OSError as error:
        print(type(error).__name__)
`,
    },
  ],
  *check(context) {
    for (const loss of lossesOf("LK102", context.ownership)) yield finding(context, loss);
  },
});

function finding(context: RuleContext, loss: LostResource): RuleFinding {
  const certain = loss.evident;
  return {
    message: `${problem(context, loss)} ${advice(context, loss)}`,
    range: callRange(context, loss.acquisition),
    statement: loss.statement,
    steps: stepsOf(loss.trace),
    fix: cureOf(context, loss),
    ...(certain ? {} : { level: "information" as const }),
  };
}

function problem(context: RuleContext, loss: LostResource): string {
  if (loss.loss === "generator-exit") {
    const step = lastStep(loss.trace, "yield");
    const place = step === undefined ? "a 'yield'" : `the 'yield' on line ${lineNumber(context, step.range.start)}`;
    return `${subject(loss)} stays open when the caller stops iterating at ${place}.`;
  }
  if (loss.evident) return `${subject(loss)} stays open when ${raisePhrase(context, loss.trace, "raises")}.`;
  return `${subject(loss)} is not ${released(loss.type)} if ${raisePhrase(context, loss.trace, "raises")}.`;
}

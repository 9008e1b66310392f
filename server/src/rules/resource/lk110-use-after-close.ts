import type { UseAfterRelease } from "../../analysis/ownership/facts.js";
import { defineRule, type RuleContext } from "../define.js";
import { lastStep, lineNumber, released, stepsOf } from "./wording.js";

const NOT_A_LEAK = "nothing leaks; the use fails, and the test waits for the exception";

export const useAfterClose = defineRule({
  id: "LK110",
  name: "use-after-close",
  family: "resource",
  level: "warning",
  fix: "none",
  summary: "A resource is used after it was closed on every path that leads there",
  documentation: `A read, write or iteration of a resource that is closed by then, on every path: its \`with\` block has
ended, or \`close()\` was called.

## Why it matters

It raises, \`ValueError: I/O operation on closed file\` in the case of files. Often only in the branch that
no test runs.

## When it is silent

When the resource may still be open on one of the paths; when its name is bound again in between; when
the operation is allowed after closing (\`f.name\`, \`f.closed\`, a second \`f.close()\`).

## How to fix it

Move the use into the \`with\` block, or open the resource again. Which of them is meant only you know, so
there is no automatic fix.

## Configuration

See [the configuration](../configuration.md) for levels per rule and per file.

## References

- [\`io.IOBase.close\`](https://docs.python.org/3/library/io.html#io.IOBase.close): "any operation on the
  file (e.g. reading or writing) will raise a ValueError"
`,
  examples: [
    {
      title: "A use that is indented too little",
      bad: `def summary(path):
    with open(path, encoding="utf-8") as source:
        title = source.readline().strip()
    body = source.read()
    return f"{title}: {len(body)}"


def scenario(tmp):
    path = tmp / "letter.txt"
    path.write_text("Hello\\nAll is well.\\n")
    print(summary(path))
`,
      good: `def summary(path):
    with open(path, encoding="utf-8") as source:
        title = source.readline().strip()
        body = source.read()
    return f"{title}: {len(body)}"


def scenario(tmp):
    path = tmp / "letter.txt"
    path.write_text("Hello\\nAll is well.\\n")
    print(summary(path))
`,
      unseen: NOT_A_LEAK,
    },
    {
      title: "Written after close",
      bad: `def export(rows, path):
    target = open(path, "w", encoding="utf-8")
    try:
        for row in rows:
            target.write(",".join(row) + "\\n")
    finally:
        target.close()
    target.write("# end\\n")


def scenario(tmp):
    export([("a", "1")], tmp / "rows.csv")
    print((tmp / "rows.csv").read_text())
`,
      good: `def export(rows, path):
    with open(path, "w", encoding="utf-8") as target:
        for row in rows:
            target.write(",".join(row) + "\\n")
        target.write("# end\\n")


def scenario(tmp):
    export([("a", "1")], tmp / "rows.csv")
    print((tmp / "rows.csv").read_text())
`,
      unseen: NOT_A_LEAK,
    },
  ],
  *check(context) {
    for (const misuse of context.ownership.usesAfterRelease) {
      yield {
        message: message(context, misuse),
        range: misuse.use,
        statement: misuse.statement,
        steps: stepsOf(misuse.trace),
      };
    }
  },
});

function message(context: RuleContext, { name, type, trace }: UseAfterRelease): string {
  const step = lastStep(trace, "release", "with");
  const noun = `${type.noun.charAt(0).toUpperCase()}${type.noun.slice(1)} '${name}'`;
  if (step === undefined) return `${noun} is already ${released(type)} here. Use it before.`;
  const line = lineNumber(context, step.range.start);
  return step.kind === "with"
    ? `${noun} is used after its 'with' block on line ${line} ended. Move the use into the block.`
    : `${noun} is used after line ${line} ${released(type)} it. Use it before, or open it again.`;
}

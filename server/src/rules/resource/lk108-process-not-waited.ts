import type { LostResource } from "../../analysis/ownership/facts.js";
import { defineRule, type Level } from "../define.js";
import { cureOf } from "./cures.js";
import { lossesOf } from "./losses.js";
import { callRange, exitPhrase, hasPipes, stepsOf } from "./wording.js";

export const processNotWaited = defineRule({
  id: "LK108",
  name: "process-not-waited",
  family: "resource",
  level: "warning",
  fix: "safe",
  summary: "A started process is never waited for, or its pipes stay open",
  documentation: `A \`subprocess.Popen\` with pipes that the function neither waits for, nor communicates with, nor manages by
\`with\`, nor hands to anybody; or one that is waited for while its pipes stay open. A process without pipes is the
matter of [LK508](LK508.md).

## Why it matters

A process that has ended stays in the process table, as a zombie, until its parent asks how it ended.
CPython says \`ResourceWarning: subprocess 123 is still running\` when the object goes away. \`wait()\` and
\`poll()\` do not close the pipes: each of \`stdin\`, \`stdout\` and \`stderr\` that was a \`PIPE\` is a file
object of its own, with a descriptor of its own.

## When it is silent

When the process is returned, stored or handed over; when it is polled; when it is detached on purpose
(\`start_new_session\`, \`creationflags\`, \`preexec_fn\`). A process that is started and
dropped in one statement is an information: it may be meant to outlive the function.

## How to fix it

\`with subprocess.Popen(…) as process:\` waits and closes the pipes. \`process.communicate()\` does both as
well, and \`subprocess.run\` is simpler than either.

## What the fix does

It puts the process into a \`with\` block, or where that cannot be done adds \`wait()\` in \`finally\`. Where the code
waits for the process somewhere, that is the same program with the pipes closed. Where it never does, the fix
is a suggestion (\`--unsafe-fixes\`): the function will return only when the process has ended.

## References

- [\`subprocess.Popen\`](https://docs.python.org/3/library/subprocess.html#popen-constructor)
`,
  examples: [
    {
      title: "A pipe that is read and left",
      bad: `import subprocess
import sys


def warnings_of(source):
    tool = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True)
    found = [line.strip() for line in tool.stdout if line.startswith("warning")]
    tool.wait()
    return found


def scenario(tmp):
    print(warnings_of("print('warning: unused x')"))
`,
      good: `import subprocess
import sys


def warnings_of(source):
    with subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True) as tool:
        return [line.strip() for line in tool.stdout if line.startswith("warning")]


def scenario(tmp):
    print(warnings_of("print('warning: unused x')"))
`,
    },
    {
      title: "An error stream that nobody closes",
      bad: `import subprocess
import sys


def complaints(source):
    tool = subprocess.Popen([sys.executable, "-c", source], stderr=subprocess.PIPE, text=True)
    return [line.strip() for line in tool.stderr]


def scenario(tmp):
    print(complaints("import sys; print('odd', file=sys.stderr)"))
`,
      good: `import subprocess
import sys


def complaints(source):
    with subprocess.Popen([sys.executable, "-c", source], stderr=subprocess.PIPE, text=True) as tool:
        return [line.strip() for line in tool.stderr]


def scenario(tmp):
    print(complaints("import sys; print('odd', file=sys.stderr)"))
`,
    },
  ],
  *check(context) {
    for (const lost of lossesOf("LK108", context.ownership)) {
      if (!hasPipes(lost, context.text) || (lost.loss === "exception" && !lost.evident)) continue;
      // Whoever polls watches the process in a way of their own.
      const scope = context.text.slice(lost.scope.start, lost.scope.end);
      if (lost.name !== null && scope.includes(`${lost.name}.poll(`)) continue;
      const name = lost.name === null ? `The process that ${lost.callee}() starts` : `Process '${lost.name}'`;
      const what = lost.pipesOpen
        ? "is waited for, but its pipes stay open. Use 'with', or 'communicate()'."
        : `is never waited for${exitPhrase(context, lost.trace)}. Use 'with', 'communicate()' or 'wait()'.`;
      yield {
        message: `${name} ${what}`,
        range: callRange(context, lost.acquisition),
        statement: lost.statement,
        steps: stepsOf(lost.trace),
        level: levelOf(lost),
        fix: cureOf(context, lost),
      };
    }
  },
});

/**
 * A process that is dropped at once, or waited for on one path and not on another, may be meant to live
 * on; one that is lost by an exception is rare.
 */
function levelOf(lost: LostResource): Level {
  const meant = lost.loss === "temporary" || lost.loss === "exception" || lost.releasedElsewhere;
  return meant ? "information" : "warning";
}

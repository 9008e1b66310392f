import type { LostResource } from "../../analysis/ownership/facts.js";
import { defineRule, type RuleContext, type RuleFinding } from "../define.js";
import { cureOf } from "./cures.js";
import { lossesOf } from "./losses.js";
import { advice, callRange, lossProblem, stepsOf } from "./wording.js";

export const unclosedResource = defineRule({
  id: "LK101",
  name: "unclosed-resource",
  family: "resource",
  level: "warning",
  fix: "safe",
  summary: "A file, socket or other resource stays open on a path that the program normally takes",
  documentation: `A resource that a function (or a module) acquires and then loses while it is still open: on at least one
normal path it is neither closed nor handed over to somebody who could close it.

- It is never closed at all.
- An early \`return\`, \`continue\` or \`break\` goes past the \`close()\`.
- Only one branch of an \`if\`, \`match\` or \`try\` closes it.
- Its name is bound to something else while it is open, for example in the next turn of a loop.
- \`del\` removes its only name.
- A file descriptor is thrown away: \`tempfile.mkstemp()[1]\`, or \`os.open(...)\` without a name.

Until it is closed the process keeps a descriptor, and what was written may not be on disk. The path is part
of the finding: each step says which line leads to the loss.

## Why it matters

CPython closes a file when its last reference goes away, and says so with a \`ResourceWarning\` that is
hidden by default. Relying on that is risky:

- A reference cycle, a traceback that is kept, a debugger or another Python implementation delays it for
  an unknown time. Until then the process holds a descriptor, and it may have only 1,024 of them
  (\`ulimit -n\`): the failure then is \`OSError: [Errno 24] Too many open files\`, far from its cause.
- What was written stays in a buffer until the file is closed; a reader of the same file sees less.
- On Windows an open file can be neither deleted nor renamed.
- Sockets keep the other side waiting.
- A bare descriptor is a number. Nothing ever closes it for you.

## When it is silent

leaklint reports what it can show. It says nothing where the resource may live on: it is returned or
yielded; stored on an object, in a container or a global; captured by a function that outlives the call;
put into an \`ExitStack\` or \`closing()\`; or passed to a function that leaklint does not know. A
resource guarded by \`if f is not None\` or \`if not f.closed\` is followed through the guard. Objects
that only carry a known name (a \`Session\` of your own) are not mistaken for the library's.

## How to fix it

Use \`with\`. It closes on every path, exceptions included. Where the object is not a context manager
but has \`close()\`, use \`contextlib.closing\`; for a number of resources known only at run time,
\`contextlib.ExitStack\`; for a descriptor, \`os.fdopen\` or \`os.close\` in \`finally\`.

The fix writes the \`with\` for you where that is certain to keep the behaviour: the block ends after the
last use, the \`close()\` that became superfluous goes away. It is safe. Where no correct \`with\` exists,
no fix is offered.

## Configuration

Teach leaklint your own resources in the catalogue part of \`leaklint.toml\`; see
[the configuration](../configuration.md). To accept one finding, write
\`# leaklint: ignore[LK101] reason\` on its line.

## References

- [\`with\` statement](https://docs.python.org/3/reference/compound_stmts.html#the-with-statement)
- [\`contextlib.closing\`, \`ExitStack\`](https://docs.python.org/3/library/contextlib.html)
- [\`ResourceWarning\`](https://docs.python.org/3/library/exceptions.html#ResourceWarning) and
  [development mode](https://docs.python.org/3/library/devmode.html), which shows it
`,
  examples: [
    {
      title: "An early return goes past the close",
      bad: `def read_version(path):
    source = open(path, encoding="utf-8")
    first = source.readline()
    if not first.startswith("version:"):
        return None
    version = first.removeprefix("version:").strip()
    source.close()
    return version


def scenario(tmp):
    (tmp / "tool.cfg").write_text("version: 3.2\\n")
    (tmp / "notes.txt").write_text("no version here\\n")
    for name in ("tool.cfg", "notes.txt"):
        print(name, read_version(tmp / name))
`,
      good: `def read_version(path):
    with open(path, encoding="utf-8") as source:
        first = source.readline()
        if not first.startswith("version:"):
            return None
        return first.removeprefix("version:").strip()


def scenario(tmp):
    (tmp / "tool.cfg").write_text("version: 3.2\\n")
    (tmp / "notes.txt").write_text("no version here\\n")
    for name in ("tool.cfg", "notes.txt"):
        print(name, read_version(tmp / name))
`,
    },
    {
      title: "Never closed",
      bad: `import socket


def free_port():
    probe = socket.socket()
    probe.bind(("127.0.0.1", 0))
    return probe.getsockname()[1]


def scenario(tmp):
    print(1024 < free_port() < 65536)
`,
      good: `import socket


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def scenario(tmp):
    print(1024 < free_port() < 65536)
`,
    },
    {
      title: "Only the last one of a loop is closed",
      bad: `def count_lines(paths):
    total = 0
    for path in paths:
        source = open(path, "rb")
        total += sum(1 for _ in source)
    source.close()
    return total


def scenario(tmp):
    paths = [tmp / f"part-{number}.csv" for number in range(3)]
    for path in paths:
        path.write_text("id,name\\n1,one\\n")
    print(count_lines(paths))
`,
      good: `def count_lines(paths):
    total = 0
    for path in paths:
        with open(path, "rb") as source:
            total += sum(1 for _ in source)
    return total


def scenario(tmp):
    paths = [tmp / f"part-{number}.csv" for number in range(3)]
    for path in paths:
        path.write_text("id,name\\n1,one\\n")
    print(count_lines(paths))
`,
    },
    {
      title: "A descriptor is thrown away",
      bad: `import tempfile


def save_draft(text, folder):
    path = tempfile.mkstemp(dir=folder, suffix=".draft")[1]
    with open(path, "w", encoding="utf-8") as target:
        target.write(text)
    return path


def scenario(tmp):
    with open(save_draft("Dear reader", tmp), encoding="utf-8") as draft:
        print(draft.read())
`,
      good: `import os
import tempfile


def save_draft(text, folder):
    descriptor, path = tempfile.mkstemp(dir=folder, suffix=".draft")
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        target.write(text)
    return path


def scenario(tmp):
    with open(save_draft("Dear reader", tmp), encoding="utf-8") as draft:
        print(draft.read())
`,
    },
  ],
  *check(context) {
    for (const loss of lossesOf("LK101", context.ownership)) yield finding(context, loss);
  },
});

function finding(context: RuleContext, loss: LostResource): RuleFinding {
  return {
    message: `${lossProblem(context, loss)} ${advice(context, loss)}`,
    range: callRange(context, loss.acquisition),
    statement: loss.statement,
    steps: stepsOf(loss.trace),
    fix: cureOf(context, loss),
  };
}

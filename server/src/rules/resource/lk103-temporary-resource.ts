import { defineRule } from "../define.js";
import { cureOf } from "./cures.js";
import { lossesOf } from "./losses.js";
import { advice, callName, callRange, released, stepsOf } from "./wording.js";

export const temporaryResource = defineRule({
  id: "LK103",
  name: "temporary-resource",
  family: "resource",
  level: "warning",
  fix: "safe",
  summary: "A resource is acquired in the middle of an expression, with no name by which to close it",
  documentation: `A resource that is opened within an expression, used there, and never bound to a name: after the
expression nothing can close it any more. Typical shapes are \`open(path).read()\`,
\`json.load(open(path))\`, \`for line in open(path)\`, the same inside \`return\` or a comprehension, and as
an argument of a function that only borrows it.

It stays open until the interpreter frees it, whenever that is.

## Why it matters

When CPython frees the object it closes it, and raises a \`ResourceWarning\` that is hidden by default.
When that happens is up to the interpreter: at once with reference counting, much later where a
traceback, a cycle or a generator keeps the object alive, or on PyPy and GraalPy. In a loop over many
files this ends in \`Too many open files\`. A file opened for writing, \`open(path, "w").write(text)\`, may
not have its contents on disk when the next line reads it.

## When it is silent

When the expression itself closes what it opens (\`open(path, "w").close()\`), hands it over
(\`closing(urlopen(url))\`, \`stack.enter_context(open(path))\`), returns it, or passes it to a function
that leaklint does not know and that may keep it.

## How to fix it

Give it a \`with\`. For the whole contents of a file \`pathlib.Path(path).read_text()\` and
\`read_bytes()\` open and close in one call. The fix is safe: it opens, reads and closes at the same
place as before.

## Configuration

See [the configuration](../configuration.md) for levels per rule and per file, and for teaching leaklint
which of your own functions only borrow a resource.

## References

- [\`pathlib.Path.read_text\`](https://docs.python.org/3/library/pathlib.html#pathlib.Path.read_text)
- [Reading and writing files](https://docs.python.org/3/tutorial/inputoutput.html#reading-and-writing-files)
`,
  examples: [
    {
      title: "A parser gets a file that nobody closes",
      bad: `import json


def load_users(path):
    users = json.load(open(path, encoding="utf-8"))
    return sorted(user["name"] for user in users)


def scenario(tmp):
    path = tmp / "users.json"
    path.write_text('[{"name": "Zoe"}, {"name": "Ada"}]')
    print(load_users(path))
`,
      good: `import json


def load_users(path):
    with open(path, encoding="utf-8") as source:
        users = json.load(source)
    return sorted(user["name"] for user in users)


def scenario(tmp):
    path = tmp / "users.json"
    path.write_text('[{"name": "Zoe"}, {"name": "Ada"}]')
    print(load_users(path))
`,
    },
    {
      title: "A loop over lines",
      bad: `def errors_in(path):
    found = []
    for line in open(path, encoding="utf-8"):
        if line.startswith("ERROR"):
            found.append(line.rstrip())
    return found


def scenario(tmp):
    path = tmp / "service.log"
    path.write_text("INFO start\\nERROR disk full\\nINFO stop\\n")
    print(errors_in(path))
`,
      good: `def errors_in(path):
    found = []
    with open(path, encoding="utf-8") as source:
        for line in source:
            if line.startswith("ERROR"):
                found.append(line.rstrip())
    return found


def scenario(tmp):
    path = tmp / "service.log"
    path.write_text("INFO start\\nERROR disk full\\nINFO stop\\n")
    print(errors_in(path))
`,
    },
    {
      title: "The whole contents at once",
      bad: `import hashlib


def checksum(path):
    return hashlib.sha256(open(path, "rb").read()).hexdigest()


def scenario(tmp):
    path = tmp / "wheel.bin"
    path.write_bytes(b"leak" * 1000)
    print(checksum(path)[:12])
`,
      good: `import hashlib
from pathlib import Path


def checksum(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def scenario(tmp):
    path = tmp / "wheel.bin"
    path.write_bytes(b"leak" * 1000)
    print(checksum(path)[:12])
`,
    },
  ],
  *check(context) {
    for (const loss of lossesOf("LK103", context.ownership)) {
      const gone = `The ${loss.type.noun} that ${callName(loss)} opens has no name, so it is never ${released(loss.type)}.`;
      yield {
        message: `${gone} ${advice(context, loss)}`,
        range: callRange(context, loss.acquisition),
        statement: loss.statement,
        steps: stepsOf(loss.trace),
        fix: cureOf(context, loss),
      };
    }
  },
});

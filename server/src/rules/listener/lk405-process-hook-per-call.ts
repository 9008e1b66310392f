import { defineRule } from "../define.js";
import { unregisterFix } from "./fixes/unregister.js";
import { findingOf, stayingOf } from "./staying.js";

const UNSEEN = "nothing is announced: what the publisher holds grows with every call";

export const processHookPerCall = defineRule({
  id: "LK405",
  name: "process-hook-per-call",
  family: "listener",
  level: "warning",
  fix: "unsafe",
  summary: "Each call or object installs a hook of the process and none is taken away",
  documentation: `A function that runs again and again, or the constructor of an object of which there are many, registers
something with the process itself and leaves it there: \`atexit.register\`, \`gc.callbacks\`, \`sys.meta_path\`,
\`sys.path_hooks\`, \`codecs.register\`, \`os.register_at_fork\`, readers of a long-lived event loop.

## Why it matters

What is registered lives as long as the process: each object with an exit hook stays alive to the end, with all that
it holds, long after it has done its work.

## When it is silent

When the hook is unregistered in any method or in \`finally\`; for hooks registered at import, by objects of the
module, by functions that are there to set things up, or behind a flag; for weak references.

## How to fix it

Unregister the hook when the object is closed (\`atexit.unregister\`), use \`weakref.finalize(self, function, ...)\` with
a function that does not hold the object, or register one hook for all. The fix adds the removal to an existing closing
method. It is unsafe: the hook no longer runs at exit for what was closed.

## Configuration

See [the configuration](../configuration.md) for levels per rule and per file. Publishers of your own libraries
can be added to [the catalogue](../catalogue.md).

## References

- [\`atexit.unregister\`](https://docs.python.org/3/library/atexit.html#atexit.unregister)
`,
  examples: [
    {
      title: "An exit hook for each object",
      bad: `import atexit


class Draft:
    def __init__(self, path):
        self.path = path
        atexit.register(self.discard)

    def discard(self):
        self.path.unlink(missing_ok=True)

    def close(self):
        self.discard()


def scenario(tmp):
    draft = Draft(tmp / "letter.txt")
    draft.path.write_text("Dear all,")
    draft.close()
    print(draft.path.exists())
`,
      good: `import atexit


class Draft:
    def __init__(self, path):
        self.path = path
        atexit.register(self.discard)

    def discard(self):
        self.path.unlink(missing_ok=True)

    def close(self):
        atexit.unregister(self.discard)
        self.discard()


def scenario(tmp):
    draft = Draft(tmp / "letter.txt")
    draft.path.write_text("Dear all,")
    draft.close()
    print(draft.path.exists())
`,
      unseen: UNSEEN,
    },
    {
      title: "A callback of the collector for each object",
      bad: `import gc


class Pauses:
    def __init__(self):
        self.count = 0
        gc.callbacks.append(self.collected)

    def collected(self, phase, info):
        if phase == "stop":
            self.count += 1

    def close(self):
        return self.count > 0


def scenario(tmp):
    pauses = Pauses()
    gc.collect()
    print(pauses.close())
`,
      good: `import gc


class Pauses:
    def __init__(self):
        self.count = 0
        gc.callbacks.append(self.collected)

    def collected(self, phase, info):
        if phase == "stop":
            self.count += 1

    def close(self):
        gc.callbacks.remove(self.collected)
        return self.count > 0


def scenario(tmp):
    pauses = Pauses()
    gc.collect()
    print(pauses.close())
`,
      unseen: UNSEEN,
    },
  ],
  *check(context) {
    for (const found of stayingOf(context, "LK405")) {
      yield findingOf(context, found, () => unregisterFix(context, found));
    }
  },
});

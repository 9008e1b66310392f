import { listenersOf } from "../../analysis/listeners/analyze.js";
import { defineRule } from "../define.js";
import { unregisterFix } from "./fixes/unregister.js";
import { findingOf, stayingOf } from "./staying.js";
import { quoted, short } from "./wording.js";

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
\`sys.path_hooks\`, \`codecs.register\`, \`os.register_at_fork\`, readers of a long-lived event loop. Or it
sets \`sys.excepthook\` and the like to a function that calls the one before, and does not set it back. So do
\`signal.signal\` and \`logging.setLogRecordFactory\`; a handler that only takes the place of the one before keeps alive
what it refers to, and no more with each call: that is information.

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
    {
      title: "Each call wraps the hook before",
      bad: `import sys


def run(job, log):
    previous = sys.excepthook

    def hook(kind, error, trace):
        log.append(kind.__name__)
        previous(kind, error, trace)

    sys.excepthook = hook
    return job()


def scenario(tmp):
    log = []
    print(run(lambda: "done", log), log)
`,
      good: `import sys


def run(job, log):
    previous = sys.excepthook

    def hook(kind, error, trace):
        log.append(kind.__name__)
        previous(kind, error, trace)

    sys.excepthook = hook
    try:
        return job()
    finally:
        sys.excepthook = previous


def scenario(tmp):
    log = []
    print(run(lambda: "done", log), log)
`,
      unseen: UNSEEN,
    },
    {
      title: "Each call adds to the handlers of a signal",
      bad: `import signal


def guarded(job, log):
    before = signal.getsignal(signal.SIGINT)

    def interrupted(number, frame):
        log.append("interrupted")
        before(number, frame)

    signal.signal(signal.SIGINT, interrupted)
    return job()


def scenario(tmp):
    log = []
    print(guarded(lambda: "done", log), log)
`,
      good: `import signal


def guarded(job, log):
    before = signal.getsignal(signal.SIGINT)

    def interrupted(number, frame):
        log.append("interrupted")
        before(number, frame)

    signal.signal(signal.SIGINT, interrupted)
    try:
        return job()
    finally:
        signal.signal(signal.SIGINT, before)


def scenario(tmp):
    log = []
    print(guarded(lambda: "done", log), log)
`,
      unseen: UNSEEN,
    },
  ],
  *check(context) {
    for (const { unit, statement, target, previous } of listenersOf(context.model).wrappedHooks) {
      const name = quoted(context, target);
      yield {
        message: `Each call of ${unit.qualifiedName}() wraps '${name}' once more, and nothing sets it back: every hook before stays alive. Set it back in 'finally', or install it once.`,
        range: short(context, target),
        statement,
        steps: [
          { message: "the hook before is kept for the new one", range: short(context, previous) },
          { message: "the new hook takes its place", range: short(context, target) },
        ],
      };
    }
    for (const { unit, call, handler, previous, owner } of listenersOf(context.model).installedHandlers) {
      const callee = quoted(context, call.func);
      const kept = owner === null ? "what its function refers to" : `the '${owner.name}' behind it`;
      const steps =
        previous === null ? [] : [{ message: "the handler before is kept here", range: short(context, previous) }];
      yield {
        message:
          previous === null
            ? `${callee}() keeps ${kept} alive until another handler takes its place. Set the handler before again in 'finally' or 'close'.`
            : `Each call of ${unit.qualifiedName}() hands ${callee}() a handler that keeps the one before, and nothing sets that back: all of them stay alive. Set it back in 'finally' or 'close'.`,
        range: short(context, call),
        statement: unit.statementOf(call) ?? call,
        steps: [...steps, { message: "the new handler takes its place", range: short(context, handler) }],
        ...(previous === null ? { level: "information" as const } : {}),
      };
    }
    for (const found of stayingOf(context, "LK405")) {
      yield findingOf(context, found, () => unregisterFix(context, found));
    }
  },
});

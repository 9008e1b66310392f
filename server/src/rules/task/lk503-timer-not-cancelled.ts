import type { TaskFact } from "../../analysis/tasks/facts.js";
import { defineRule, type RuleContext } from "../define.js";
import { endBeforeLeavingFix } from "./fixes.js";
import { endCall, findings, neverEnded, subjectOf } from "./wording.js";

export const timerNotCancelled = defineRule({
  id: "LK503",
  name: "timer-not-cancelled",
  family: "task",
  level: "warning",
  fix: "unsafe",
  summary: "A timer is never cancelled, is replaced while it waits, or starts itself for ever",
  documentation: `A \`threading.Timer\`, or what \`loop.call_later\`, \`scheduler.enter\` or a window's \`after\` gives, that nobody cancels:

- A function starts it and returns: it waits on, for a result that nobody needs any more.
- An object keeps it, and no method cancels it.
- A method that may be called again puts a new one in its place, and does not cancel the old one.
- It starts itself again each time, and nothing ends the chain.
- A loop that lives on waits long to call a method of a passing object, which does nothing when another method has been called before.

## Why it matters

A timer that waits is a thread of its own. It holds its function, and what the function holds: often the object that made it. Then it runs,
long after the object was done with. A chain of timers never lets go.

## When it is silent

When it is cancelled or joined in any method, also of another class or file; when it waits for less than a second; when it is returned or handed
over; where it is started once in a process. A chain that goes on under a condition that leaklint cannot follow.

\`widget.after\` ends with its widget: tkinter forgets what a widget has put off when it is destroyed. So only a chain of
\`root.after\` is reported that a dialog or another passing object starts, and that goes on when that is closed; the main
window's own clock is not. Nor are Qt's timers: one that nobody refers to is deleted, and its connection to a method of
a \`QObject\` ends with the object. An event of \`sched.scheduler\` counts where a thread runs the scheduler.

## How to fix it

Keep it and call \`cancel()\`: in \`finally\` or \`close\`, and before a new one is put in its place. For what repeats, a
thread with \`event.wait(interval)\` is simpler. The fix adds a \`cancel()\` before the function returns; it is a suggestion.

## References

- [\`threading.Timer\`](https://docs.python.org/3/library/threading.html#timer-objects)
- [\`loop.call_later\`](https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.call_later)
`,
  examples: [
    {
      title: "A time limit that outlives what it limits",
      bad: `import threading


def decide(options, seconds=30.0):
    late = []
    timer = threading.Timer(seconds, late.append, args=("too late",))
    timer.daemon = True
    timer.start()
    best = max(options, key=len)
    return best


def scenario(tmp):
    print(decide(["tea", "coffee"]))
`,
      good: `import threading


def decide(options, seconds=30.0):
    late = []
    timer = threading.Timer(seconds, late.append, args=("too late",))
    timer.daemon = True
    timer.start()
    try:
        return max(options, key=len)
    finally:
        timer.cancel()


def scenario(tmp):
    print(decide(["tea", "coffee"]))
`,
      unseen: "A thread that runs is no ResourceWarning: the watcher counts those alive when the scenario has ended.",
    },
    {
      title: "Replaced while it waits",
      bad: `import threading


class Editor:
    def __init__(self):
        self.text = ""
        self.saved = ""
        self._timer = None

    def insert(self, text):
        self.text += text
        self._timer = threading.Timer(30.0, self.save)
        self._timer.daemon = True
        self._timer.start()

    def save(self):
        self.saved = self.text

    def close(self):
        self._timer.cancel()
        self.save()


def scenario(tmp):
    editor = Editor()
    for word in ("one", "two"):
        editor.insert(word)
    editor.close()
    print(editor.saved)
`,
      good: `import threading


class Editor:
    def __init__(self):
        self.text = ""
        self.saved = ""
        self._timer = None

    def insert(self, text):
        self.text += text
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(30.0, self.save)
        self._timer.daemon = True
        self._timer.start()

    def save(self):
        self.saved = self.text

    def close(self):
        self._timer.cancel()
        self.save()


def scenario(tmp):
    editor = Editor()
    for word in ("one", "two"):
        editor.insert(word)
    editor.close()
    print(editor.saved)
`,
      unseen: "A thread that runs is no ResourceWarning: the watcher counts those alive when the scenario has ended.",
    },
  ],
  check(context) {
    return findings(context, "LK503", (fact) => ({
      message: messageOf(context, fact),
      fix: () =>
        fact.problem === "never-ended" && fact.made === null ? endBeforeLeavingFix(context, fact, "cancel") : null,
    }));
  },
});

function messageOf(context: RuleContext, fact: TaskFact): string {
  const what = subjectOf(context, fact);
  switch (fact.problem) {
    case "dropped":
      return `${what} is started and forgotten: nobody can cancel it. Keep it, and cancel it when it is not needed any more.`;
    case "replaced":
      return `${what} still waits when '${fact.unit.qualifiedName}' puts a new one in its place. Call ${endCall(fact)} before.`;
    case "needless":
      return `${what} is forgotten, and waits on when ${fact.wanted ?? ""} has made it needless: it keeps the object alive until then. Keep it, and cancel it there.`;
    case "rearms":
      return `${what} starts itself again and again, and nothing ends that. Keep the ${fact.noun}, and cancel it in a 'close' method.`;
    default:
      return neverEnded(context, fact, "cancelled") ?? what;
  }
}

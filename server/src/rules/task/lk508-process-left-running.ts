import type { LostResource } from "../../analysis/ownership/facts.js";
import type { TaskFact } from "../../analysis/tasks/facts.js";
import { defineRule, type Level, type RuleContext } from "../define.js";
import { cureOf } from "../resource/cures.js";
import { lossesOf } from "../resource/losses.js";
import { callName, callRange, exitPhrase, hasPipes, stepsOf } from "../resource/wording.js";
import { endCall, findings, loopLine, neverEnded, subjectOf } from "./wording.js";

export const processLeftRunning = defineRule({
  id: "LK508",
  name: "process-left-running",
  family: "task",
  level: "warning",
  fix: "unsafe",
  summary: "A process is started and nobody waits for its end",
  documentation: `A \`subprocess.Popen\` without pipes that the function neither waits for, nor manages by \`with\`, nor hands to anybody; or a
\`multiprocessing.Process\` that runs a loop without a way out, and that nobody terminates. A process with pipes is the matter of
[LK108](LK108.md): its pipes stay open as well; but where an object keeps it, closes a pipe or kills it, and never waits, it is reported here.

A \`multiprocessing.Process\` has copies of what the parent had when it was started. One whose loop looks at a plain flag
(\`while self.running:\`), or at a \`threading.Event\`, never learns what the parent does to its own.

## Why it matters

A process that has ended stays in the process table, as a zombie, until its parent asks how it ended. CPython says
\`ResourceWarning: subprocess 123 is still running\` when the object goes away. One that does not end runs on beside its parent, and after it.

## When it is silent

When the process is returned, stored or handed over; when it is polled; when it is detached on purpose
(\`start_new_session\`, \`creationflags\`, \`preexec_fn\`).

## How to fix it

\`subprocess.run\` starts a program and waits. \`with subprocess.Popen(…) as process:\` waits at the end of its block; the fix writes it, a suggestion: the function then waits. To let a program outlive its parent,
say so: \`start_new_session=True\`.

## References

- [\`subprocess.Popen\`](https://docs.python.org/3/library/subprocess.html#popen-constructor)
- [\`multiprocessing.Process\`](https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process)
`,
  examples: [
    {
      title: "A process that nobody asks how it ended",
      bad: `import subprocess
import sys


def beep(times):
    player = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.2)"])
    return f"{times} beeps by {type(player).__name__}"


def scenario(tmp):
    print(beep(2))
`,
      good: `import subprocess
import sys


def beep(times):
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.2)"]) as player:
        return f"{times} beeps by {type(player).__name__}"


def scenario(tmp):
    print(beep(2))
`,
    },
    {
      title: "Started and forgotten",
      bad: `import subprocess
import sys


def notify(words):
    subprocess.Popen([sys.executable, "-c", "pass"], stdout=subprocess.DEVNULL)
    return f"{len(words)} words"


def scenario(tmp):
    print(notify(["good", "day"]))
`,
      good: `import subprocess
import sys


def notify(words):
    subprocess.run([sys.executable, "-c", "pass"], stdout=subprocess.DEVNULL)
    return f"{len(words)} words"


def scenario(tmp):
    print(notify(["good", "day"]))
`,
    },
    {
      title: "Killed, and not waited for",
      bad: `import subprocess
import sys


class Alarm:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(9)"])

    def stop(self):
        self.process.kill()


def wake(name):
    alarm = Alarm()
    alarm.stop()
    return f"{name} is up"


def scenario(tmp):
    print(wake("Ida"))
`,
      good: `import subprocess
import sys


class Alarm:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(9)"])

    def stop(self):
        self.process.kill()
        self.process.wait()


def wake(name):
    alarm = Alarm()
    alarm.stop()
    return f"{name} is up"


def scenario(tmp):
    print(wake("Ida"))
`,
    },
  ],
  *check(context) {
    for (const lost of lossesOf("LK108", context.ownership)) {
      if (hasPipes(lost, context.text) || (lost.loss === "exception" && !lost.evident)) continue;
      // Whoever polls, or waits by the process id, watches the process in a way of their own.
      const scope = context.text.slice(lost.scope.start, lost.scope.end);
      if (lost.name !== null && scope.includes(`${lost.name}.poll(`)) continue;
      if (lost.name !== null && new RegExp(`wait\\w*\\([^()]*\\b${lost.name}\\.pid\\b`).test(scope)) continue;
      const what = lost.name === null ? `The process that ${callName(lost)} starts` : `Process '${lost.name}'`;
      const level = levelOf(lost);
      yield {
        message: `${what} is never waited for${exitPhrase(context, lost.trace)}. Use 'with', 'wait()' or 'subprocess.run()'.`,
        range: callRange(context, lost.acquisition),
        statement: lost.statement,
        steps: stepsOf(lost.trace),
        ...(level === "warning" ? {} : { level }),
        fix: cureOf(context, lost),
      };
    }
    yield* findings(context, "LK508", (fact) => ({ message: messageOf(context, fact) }));
  },
});

/** One that is waited for on another path, or lost by an exception, may be meant to live on. */
function levelOf(lost: LostResource): Level {
  return lost.loss === "exception" || lost.releasedElsewhere ? "information" : "warning";
}

function messageOf(context: RuleContext, fact: TaskFact): string {
  if (fact.problem === "never-ended" && fact.ends === "wait") {
    return `The processes in '${fact.name ?? ""}' are never waited for. Call 'wait()' on each.`;
  }
  if (fact.problem === "unwaited") {
    return `Process '${fact.name ?? ""}' is never waited for: its pipes are closed, and it stays as a zombie. Call ${endCall(fact)} after that.`;
  }
  if (fact.problem === "zombie" && fact.wanted === null) {
    return `The processes in '${fact.name ?? ""}' are killed, and nobody asks how they ended: they stay as zombies. Call 'wait()' on each after that.`;
  }
  if (fact.problem === "zombie") {
    return `Process '${fact.name ?? ""}' is ${fact.wanted ?? "killed"}, and nobody asks how it ended: it stays as a zombie. Call ${endCall(fact)} after that.`;
  }
  if (fact.problem === "unheard") {
    return `${subjectOf(context, fact)} never ends: it has a copy of its own, and '${fact.wanted ?? ""}' in the parent does not reach it. Use a 'multiprocessing.Event', or terminate it.`;
  }
  const never = neverEnded(context, fact, "terminated");
  if (never !== null) return never;
  return `${subjectOf(context, fact)} never ends: the loop on ${loopLine(context, fact)} has no way out. Terminate it in 'finally'.`;
}

import type { UnreleasedLock } from "../../analysis/ownership/facts.js";
import { defineRule, type RuleContext } from "../define.js";
import { lockCureOf } from "./cures.js";
import { callRange, exitPhrase, lastStep, lineNumber, raisePhrase, stepsOf } from "./wording.js";

const QUIET = "a lock that stays locked raises no ResourceWarning; the test looks at the lock itself";

export const lockNotReleased = defineRule({
  id: "LK107",
  name: "lock-not-released",
  family: "resource",
  level: "warning",
  fix: "safe",
  summary: "A lock is acquired and on some path not released",
  documentation: `Reports \`acquire()\` of a lock, semaphore or condition from \`threading\`, \`multiprocessing\` or \`asyncio\` without a
\`release()\` on every path: an early \`return\` goes past it, or an exception does.

A lock that nobody releases stops every thread that asks for it.

## Why it matters

A lock that nobody releases stops every thread that asks for it, for ever and without a message. It
happens in the rare case, the one with the exception, and looks like a hang. Unlike a file, a lock is not
released when the name goes away.

## When it is silent

When \`try\`/\`finally\` releases it; when the function does nothing but acquire (a method whose partner
releases, as \`__enter__\` and \`__exit__\` do); when the lock is handed on; when the result of a
non-blocking \`acquire(blocking=False)\` decides what is done.

## How to fix it

\`with lock:\`. The fix replaces \`acquire()\` and \`release()\` by it and is safe.

## Configuration

See [the configuration](../configuration.md) for levels per rule and per file.

## References

- [Using locks in the with statement](https://docs.python.org/3/library/threading.html#using-locks-conditions-and-semaphores-in-the-with-statement)
`,
  examples: [
    {
      title: "An early return keeps the lock",
      bad: `import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self._lock = threading.Lock()

    def withdraw(self, amount):
        self._lock.acquire()
        if self.balance < amount:
            return False
        self.balance -= amount
        self._lock.release()
        return True


def scenario(tmp):
    account = Account(10)
    print(account.withdraw(5), account.withdraw(50), account.balance)
`,
      good: `import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self._lock = threading.Lock()

    def withdraw(self, amount):
        with self._lock:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True


def scenario(tmp):
    account = Account(10)
    print(account.withdraw(5), account.withdraw(50), account.balance)
`,
      unseen: QUIET,
    },
    {
      title: "An exception keeps the lock",
      bad: `import threading


def add_amount(lock: threading.Lock, totals, text):
    lock.acquire()
    totals.append(int(text))
    lock.release()


def scenario(tmp):
    lock = threading.Lock()
    totals = []
    for text in ("12", "twelve"):
        try:
            add_amount(lock, totals, text)
        except ValueError:
            print("not a number:", text)
    print(totals)
`,
      good: `import threading


def add_amount(lock: threading.Lock, totals, text):
    with lock:
        totals.append(int(text))


def scenario(tmp):
    lock = threading.Lock()
    totals = []
    for text in ("12", "twelve"):
        try:
            add_amount(lock, totals, text)
        except ValueError:
            print("not a number:", text)
    print(totals)
`,
      unseen: QUIET,
    },
  ],
  *check(context) {
    const seen = new Set<number>();
    const certainFirst = [...context.ownership.locks].sort((a, b) => rank(a) - rank(b));
    for (const lock of certainFirst) {
      if (isJudged(lock)) continue;
      if (seen.has(lock.acquisition.start)) continue;
      seen.add(lock.acquisition.start);
      yield {
        message: `Lock '${lock.lock}' ${problem(context, lock)}. Use '${keyword(context, lock)} ${lock.lock}:'.`,
        range: callRange(context, lock.acquisition),
        statement: lock.statement,
        steps: stepsOf(lock.trace),
        fix: lockCureOf(context, lock),
        ...(lock.loss === "exception" && !lock.evident ? { level: "information" as const } : {}),
      };
    }
  },
});

/** Whether something else looks at the result: `assert not lock.acquire(False)` tests a lock and does not hold it. */
function isJudged({ statement, acquisition }: UnreleasedLock): boolean {
  if (statement.kind === "Assert") return true;
  if (statement.kind !== "ExprStmt") return false;
  const value = statement.value.kind === "Await" ? statement.value.value : statement.value;
  return value !== acquisition;
}

function keyword(context: RuleContext, { acquisition }: UnreleasedLock): string {
  return /\bawait\s+$/.test(context.text.slice(0, acquisition.start)) ? "async with" : "with";
}

function rank(lock: UnreleasedLock): number {
  if (lock.loss === "end-of-scope") return 0;
  if (lock.loss === "manager-yield") return 1;
  return lock.evident ? 2 : 3;
}

function problem(context: RuleContext, lock: UnreleasedLock): string {
  switch (lock.loss) {
    case "end-of-scope": {
      const exit = exitPhrase(context, lock.trace);
      return exit === "" || !lock.releasedElsewhere ? "is acquired and never released" : `stays locked${exit}`;
    }
    case "manager-yield": {
      const step = lastStep(lock.trace, "yield");
      const place = step === undefined ? "the 'yield'" : `the 'yield' on line ${lineNumber(context, step.range.start)}`;
      return `stays locked when the caller's 'with' block raises at ${place}`;
    }
    case "exception":
      return `stays locked ${lock.evident ? "when" : "if"} ${raisePhrase(context, lock.trace, "raises")}`;
  }
}

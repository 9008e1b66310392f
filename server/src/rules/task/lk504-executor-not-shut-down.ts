import { defineRule } from "../define.js";
import { lostRunning } from "./losses.js";
import { findings, neverEnded, subjectOf } from "./wording.js";

export const executorNotShutDown = defineRule({
  id: "LK504",
  name: "executor-not-shut-down",
  family: "task",
  level: "warning",
  fix: "safe",
  summary: "A thread or process pool is made per call or per object and never shut down",
  documentation: `An executor or pool that a function makes and leaves running, or that an object keeps without a method that shuts it down:
\`ThreadPoolExecutor\`, \`ProcessPoolExecutor\`, \`multiprocessing.Pool\`, \`ThreadPool\`, \`Manager\`.

## Why it matters

Its workers wait for more work. Those of an executor end some time after it is collected, which a reference to it, a cycle or a pending future delays;
those of a \`multiprocessing.Pool\` do not end at all: the pool's own threads hold it. Each worker process costs tens of megabytes.

## When it is silent

When it is shut down, terminated or managed by \`with\` on every path; when it is returned or handed over; when an object keeps it and
any method, also of another class or file, shuts it down; where it is made once in a process.

## How to fix it

\`with ThreadPoolExecutor() as pool:\` waits for what is submitted and ends the workers. The fix writes it, where it keeps the behaviour.
An object shuts its pool down in \`close\`. Better still, let the program have one pool, and hand it to whoever needs one.

## References

- [\`Executor.shutdown\`](https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown)
- [\`multiprocessing.pool\`](https://docs.python.org/3/library/multiprocessing.html#module-multiprocessing.pool)
`,
  examples: [
    {
      title: "A pool for each call",
      bad: `from multiprocessing.pool import ThreadPool


def squares(numbers):
    found = []
    pool = ThreadPool(2)
    pool.map(lambda number: found.append(number * number), numbers)
    return sorted(found)


def scenario(tmp):
    print(squares([2, 3]))
`,
      good: `from multiprocessing.pool import ThreadPool


def squares(numbers):
    found = []
    with ThreadPool(2) as pool:
        pool.map(lambda number: found.append(number * number), numbers)
    return sorted(found)


def scenario(tmp):
    print(squares([2, 3]))
`,
    },
    {
      title: "An executor for each call",
      bad: `from concurrent.futures import ThreadPoolExecutor


def squares(numbers):
    pool = ThreadPoolExecutor(2)
    futures = [pool.submit(pow, number, 2) for number in numbers]
    return [future.result() for future in futures]


def scenario(tmp):
    print(squares([2, 3]))
`,
      good: `from concurrent.futures import ThreadPoolExecutor


def squares(numbers):
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(pow, number, 2) for number in numbers]
    return [future.result() for future in futures]


def scenario(tmp):
    print(squares([2, 3]))
`,
      unseen:
        "An executor that is collected ends its threads without a word: the watcher looks whether it was shut down.",
    },
    {
      title: "A pool for each object",
      bad: `from concurrent.futures import ThreadPoolExecutor


class Resizer:
    def __init__(self):
        self._pool = ThreadPoolExecutor(2)

    def halve(self, sizes):
        return list(self._pool.map(lambda size: size // 2, sizes))


def scenario(tmp):
    print(Resizer().halve([4, 6]))
`,
      good: `from concurrent.futures import ThreadPoolExecutor


class Resizer:
    def __init__(self):
        self._pool = ThreadPoolExecutor(2)

    def halve(self, sizes):
        return list(self._pool.map(lambda size: size // 2, sizes))

    def close(self):
        self._pool.shutdown()


def scenario(tmp):
    resizer = Resizer()
    try:
        print(resizer.halve([4, 6]))
    finally:
        resizer.close()
`,
      unseen:
        "An executor that is collected ends its threads without a word: the watcher looks whether it was shut down.",
    },
  ],
  *check(context) {
    yield* lostRunning(context, "LK504", "shut down");
    yield* findings(context, "LK504", (fact) => ({
      message: neverEnded(context, fact, "shut down") ?? `${subjectOf(context, fact)} is never shut down.`,
    }));
  },
});

/** What of threads, timers and tasks is reported, and what must stay silent: each false alarm that was found is here. */
import { describe, expect, it } from "vitest";
import { found } from "./support.js";

/** A function that starts a thread over the lines of a function `run`. */
function thread(...body: string[]): string[] {
  return found(
    "import itertools, queue, socket, threading, time",
    "def start(work, peer):",
    "    jobs = queue.Queue()",
    "    stop = threading.Event()",
    "    def run():",
    ...body.map((line) => `        ${line}`),
    "    threading.Thread(target=run, daemon=True).start()",
  );
}

/** A class whose constructor starts `_run`; the lines are its other methods, and what follows the class. */
function worker(...lines: string[]): string[] {
  return found(
    "import threading, queue, time, weakref, atexit",
    "class Worker:",
    "    def __init__(self):",
    "        self._stop = threading.Event()",
    "        self._jobs = queue.Queue()",
    "        self.running = True",
    "        self._thread = threading.Thread(target=self._run, daemon=True)",
    "        self._thread.start()",
    ...lines,
  );
}

const UNTIL_SET = ["    def _run(self):", "        while not self._stop.wait(1):", "            print('turn')"];
const CLOSE = ["    def close(self):", "        self._stop.set()", "        self._thread.join()"];

describe("a thread over an endless loop", () => {
  it.each([
    ["while True", ["while True:", "    work()"]],
    [
      "while 1 with a handler that goes on",
      ["while 1:", "    try:", "        work()", "    except Exception:", "        continue"],
    ],
    ["itertools.count", ["for turn in itertools.count():", "    work()"]],
    ["an event that nobody sets", ["while not stop.is_set():", "    work()"]],
    [
      "a queue without a last word",
      ["while True:", "    job = jobs.get()", "    if job is None:", "        break", "    job()"],
    ],
    ["an iterator over a queue", ["for job in iter(jobs.get, None):", "    job()"]],
  ])("is reported: %s", (_title, body) => {
    expect(thread(...body)).toHaveLength(1);
  });

  it.each([
    ["a break under a condition that cannot be followed", ["while True:", "    if work():", "        break"]],
    ["a handler that leaves", ["while True:", "    try:", "        work()", "    except OSError:", "        return"]],
    ["a socket that may be closed", ["while True:", "    peer.recv(100)"]],
    ["an iterator that may run out", ["while True:", "    next(work)"]],
    ["something handed in that is called", ["while work():", "    time.sleep(1)"]],
    ["a word that is put", ["while jobs.get() is not None:", "    pass", "jobs.put(None)"]],
  ])("is not reported: %s", (_title, body) => {
    expect(thread(...body)).toEqual([]);
  });

  it("is not reported where what it calls may give up", () => {
    expect(
      found(
        "import threading",
        "class Pong:",
        "    def __init__(self, pipe):",
        "        self.pipe = pipe",
        "        threading.Thread(target=self.run, daemon=True).start()",
        "    def pong(self):",
        "        self.pipe.recv()",
        "    def run(self):",
        "        while True:",
        "            self.pong()",
      ),
    ).toEqual([]);
  });

  it("is not reported where it is started once in a process", () => {
    const loop = ["import threading", "def loop():", "    while True:", "        print('turn')"];
    const start = "threading.Thread(target=loop, daemon=True).start()";
    expect(found(...loop, start)).toEqual([]);
    expect(found(...loop, "def main():", `    ${start}`)).toEqual([]);
    expect(found(...loop, "if __name__ == '__main__':", `    ${start}`)).toEqual([]);
    expect(
      found(
        ...loop,
        "_on = False",
        "def ensure():",
        "    global _on",
        "    if _on:",
        "        return",
        "    _on = True",
        `    ${start}`,
      ),
    ).toEqual([]);
    expect(found(...loop, "import functools", "@functools.cache", "def ensure():", `    ${start}`)).toEqual([]);
    expect(found(...loop, "def ensure():", `    ${start}`)).toEqual(["LK501 6"]);
  });
});

describe("a class that runs a thread", () => {
  it("is reported where no method ends it", () => {
    expect(worker(...UNTIL_SET)).toEqual(["LK501 7"]);
    expect(worker("    def _run(self):", "        while self.running:", "            print('turn')")).toEqual([
      "LK501 7",
    ]);
    expect(worker(...UNTIL_SET, "    def __del__(self):", "        self._stop.set()")).toEqual(["LK501 7"]);
  });

  it("is reported where it is made and not ended", () => {
    const use = (...lines: string[]) => worker(...UNTIL_SET, ...CLOSE, ...lines);
    expect(use("def use():", "    w = Worker()", "    return 1")).toEqual(["LK501 16"]);
    expect(use("def use(n):", "    w = Worker()", "    if n:", "        return 1", "    w.close()")).toEqual([
      "LK501 16",
    ]);
    expect(use("def use():", "    w = Worker()", "    w.close()")).toEqual([]);
    expect(
      use("def use():", "    w = Worker()", "    try:", "        return 1", "    finally:", "        w.close()"),
    ).toEqual([]);
    expect(use("def use():", "    return Worker()")).toEqual([]);
    expect(use("def use(keep):", "    w = Worker()", "    keep(w)")).toEqual([]);
    expect(use("W = Worker()")).toEqual([]);
  });

  it("is reported through the class that keeps it", () => {
    const keep = ["class Owner:", "    def __init__(self):", "        self.worker = Worker()"];
    const end = ["    def stop(self):", "        self.worker.close()"];
    expect(worker(...UNTIL_SET, ...CLOSE, ...keep)).toEqual(["LK501 17"]);
    expect(worker(...UNTIL_SET, ...CLOSE, ...keep, ...end)).toEqual([]);
    expect(worker(...UNTIL_SET, ...CLOSE, ...keep, ...end, "def use():", "    o = Owner()", "    print(o)")).toEqual([
      "LK501 21",
    ]);
  });

  it("is silent where somebody else will end it", () => {
    expect(worker(...UNTIL_SET, "    def keep(self):", "        weakref.finalize(self, self._stop.set)")).toEqual([]);
    expect(
      worker(
        ...UNTIL_SET,
        ...CLOSE,
        "    def keep(self):",
        "        atexit.register(self.close)",
        "def use():",
        "    w = Worker()",
      ),
    ).toEqual([]);
    expect(worker(...UNTIL_SET, "def end(w):", "    w._stop.set()")).toEqual([]);
  });

  it("is silent where the loop asks the queue before it waits", () => {
    const run = [
      "    def _run(self):",
      "        while not self._stop.is_set():",
      "            if not self._jobs.empty():",
      "                self._jobs.get()",
    ];
    expect(worker(...run, ...CLOSE)).toEqual([]);
    const blind = ["    def _run(self):", "        while not self._stop.is_set():", "            self._jobs.get()"];
    expect(worker(...blind, ...CLOSE)).toEqual(["LK501 7"]);
  });

  it("follows the methods of subclasses that are declared only", () => {
    const lines = [
      "    def _run(self):",
      "        while not self._stop.wait(1):",
      "            self.step()",
      "    def step(self):",
      "        raise NotImplementedError",
    ];
    expect(worker(...lines, ...CLOSE, "class Child(Worker):", "    pass", "def use():", "    c = Child()")).toEqual([
      "LK501 20",
    ]);
  });
});

describe("timers", () => {
  const timer = (...lines: string[]) =>
    found("import threading", "def go(f, seconds):", ...lines.map((line) => `    ${line}`));

  it("are reported where nobody cancels them", () => {
    expect(timer("t = threading.Timer(30, f)", "t.start()", "return f()")).toEqual(["LK503 3"]);
    expect(timer("threading.Timer(30, f).start()")).toEqual(["LK503 3"]);
  });

  it("are not where they are short, cancelled, joined, handed over, or never started", () => {
    expect(timer("t = threading.Timer(0.1, f)", "t.start()")).toEqual([]);
    expect(timer("t = threading.Timer(30, f)", "t.start()", "f()", "t.cancel()")).toEqual([]);
    expect(timer("t = threading.Timer(30, f)", "t.start()", "t.join()")).toEqual([]);
    expect(timer("t = threading.Timer(30, f)", "t.start()", "return t")).toEqual([]);
    expect(timer("t = threading.Timer(30, f)")).toEqual([]);
    expect(timer("threading.Timer(seconds, f).start()")).toEqual([]);
  });

  it("that go on under a condition are not chains", () => {
    const lines = [
      "import threading",
      "class C:",
      "    def __init__(self):",
      "        self.n = 3",
      "    def start(self):",
    ];
    const again = ["    def tick(self):", "        self.n -= 1", "        if self.n > 0:", "            self.start()"];
    expect(found(...lines, "        threading.Timer(1, self.tick).start()", ...again)).toEqual([]);
  });
});

describe("tasks", () => {
  const task = (...lines: string[]) =>
    found(
      "import asyncio",
      "async def job():",
      "    await asyncio.sleep(1)",
      "async def go(keep):",
      ...lines.map((line) => `    ${line}`),
    );

  it("are reported where they are dropped, or their name is never used", () => {
    expect(task("asyncio.create_task(job())")).toEqual(["LK505 5"]);
    expect(task("t = asyncio.create_task(job())", "await job()")).toEqual(["LK505 5"]);
    expect(task("ts = set()", "ts.add(asyncio.create_task(job()))")).toEqual(["LK505 6"]);
    expect(task("loop = asyncio.get_running_loop()", "loop.create_task(job())")).toEqual(["LK505 6"]);
  });

  it("are not where somebody has them", () => {
    expect(task("t = asyncio.create_task(job())", "await t")).toEqual([]);
    expect(task("t = asyncio.create_task(job())", "keep(t)")).toEqual([]);
    expect(task("t = asyncio.create_task(job())", "await job()", "return t.result()")).toEqual([]);
    expect(task("await asyncio.gather(asyncio.create_task(job()))")).toEqual([]);
    expect(task("async with asyncio.TaskGroup() as group:", "    group.create_task(job())")).toEqual([]);
    expect(task("keep.loop.create_task(job())")).toEqual([]);
    expect(task("asyncio.ensure_future(keep)")).toEqual([]);
  });

  it("that lose are reported where nobody cancels them", () => {
    const wait = (...rest: string[]) =>
      task("t = asyncio.create_task(job())", "done, rest = await asyncio.wait([t], timeout=1)", ...rest);
    expect(wait("return done")).toEqual(["LK505 5"]);
    expect(wait("for one in rest:", "    one.cancel()")).toEqual([]);
    expect(wait("await asyncio.gather(t)")).toEqual([]);
  });
});

describe("processes", () => {
  const run = (...lines: string[]) =>
    found("import subprocess", "def go(command):", ...lines.map((line) => `    ${line}`));

  it("are reported where nobody waits for them", () => {
    expect(run("p = subprocess.Popen(command)", "return p.pid")).toEqual(["LK508 3"]);
    expect(run("ps = [subprocess.Popen(command) for _ in range(2)]", "return len(ps)")).toEqual(["LK508 3"]);
  });

  it("are not where they are waited for, kept, or detached", () => {
    expect(run("subprocess.Popen(command).wait()")).toEqual([]);
    expect(run("return subprocess.Popen(command)")).toEqual([]);
    expect(run("subprocess.Popen(command, start_new_session=True)")).toEqual([]);
    expect(run("ps = [subprocess.Popen(command) for _ in range(2)]", "for p in ps:", "    p.wait()")).toEqual([]);
  });
});

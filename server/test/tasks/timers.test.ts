/** Timers of windows, schedulers and libraries, and what waits for ever without a loop. */
import { beforeAll, describe, expect, it } from "vitest";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { Linter } from "../../src/lint/types.js";

let linter: Linter;

beforeAll(async () => {
  linter = await createLinter();
});

/** The findings of the family in a program, as "LK501 7": rule and line. */
function found(...lines: string[]): string[] {
  const report = linter.lint("/project/program.py", `${lines.join("\n")}\n`, defaultSettings(linter.rules));
  return report.findings
    .filter(({ family, level }) => family === "task" && level === "warning")
    .map(({ rule, range }) => `${rule} ${report.lines.lineAt(range.start) + 1}`);
}

/** A dialog whose clock is put off by the lines; `tick` starts it again. */
function dialog(base: string, after: string, ...rest: string[]): string[] {
  return found(
    "import tkinter as tk",
    `class Clock(${base}):`,
    "    def __init__(self, root):",
    "        super().__init__(root)",
    "        self.root = root",
    "        self.label = tk.Label(self)",
    "        self.tick()",
    "    def tick(self):",
    "        self.label.configure(text='now')",
    `        ${after}`,
    ...rest,
  );
}

const MAIN = ["root = tk.Tk()", "Clock(root)", "root.mainloop()"];
const BUTTON = ["root = tk.Tk()", "tk.Button(root, command=lambda: Clock(root)).pack()", "root.mainloop()"];

describe("a chain of after()", () => {
  it("is reported where another widget goes on with it when the dialog is closed", () => {
    expect(dialog("tk.Toplevel", "self.root.after(1000, self.tick)")).toEqual(["LK503 10"]);
    expect(dialog("tk.Toplevel", "self.master.after(1000, self.tick)")).toEqual(["LK503 10"]);
    expect(dialog("tk.Toplevel", "self._job = self.root.after(1000, self.tick)", ...BUTTON)).toEqual(["LK503 10"]);
    expect(dialog("tk.Frame", "self.root.after_idle(self.tick)", ...BUTTON)).toEqual(["LK503 10"]);
  });

  it.each([
    ["of the widget itself, which ends with it", "tk.Toplevel", "self.after(1000, self.tick)", BUTTON],
    ["of a part of it", "tk.Toplevel", "self.label.after(1000, self.tick)", BUTTON],
    ["of what is made once", "tk.Toplevel", "self.root.after(1000, self.tick)", MAIN],
    ["of a part of a window that nobody makes here", "tk.Frame", "self.root.after(1000, self.tick)", []],
    ["that asks whether it goes on", "tk.Toplevel", "self.winfo_exists() and self.root.after(9, self.tick)", BUTTON],
    [
      "that is cancelled",
      "tk.Toplevel",
      "self._job = self.root.after(1000, self.tick)",
      ["    def destroy(self):", "        self.root.after_cancel(self._job)", "        super().destroy()", ...BUTTON],
    ],
    ["that is none", "tk.Toplevel", "self.root.after(1000, self.label.destroy)", BUTTON],
  ])("is not reported: %s", (_title, base, after, rest) => {
    expect(dialog(base, after, ...rest)).toEqual([]);
  });

  it("is not reported of an object that runs the main loop", () => {
    expect(
      found(
        "import tkinter as tk",
        "def run(kernel, app):",
        "    class Wrapper:",
        "        def __init__(self, app):",
        "            self.app = app",
        "        def tick(self):",
        "            self.app.after(50, self.tick)",
        "        def start(self):",
        "            self.tick()",
        "            self.app.mainloop()",
        "    Wrapper(app).start()",
      ),
    ).toEqual([]);
  });

  it("is not taken for one where no window is", () => {
    const lines = ["    def __init__(self, root):", "        self.root = root", "    def tick(self):"];
    expect(found("import clock", "class Clock:", ...lines, "        self.root.after(9, self.tick)")).toEqual([]);
  });
});

describe("a scheduler of events", () => {
  const lines = (run: string): string[] => [
    "import sched, threading",
    "class Agenda:",
    "    def __init__(self):",
    "        self.agenda = sched.scheduler()",
    "        self.agenda.enter(0, 1, self.look)",
    `        ${run}`,
    "    def look(self):",
    "        self._next = self.agenda.enter(5, 1, self.look)",
  ];

  it("is reported where a thread runs what starts itself again", () => {
    expect(found(...lines("threading.Thread(target=self.agenda.run).start()"))).toEqual(["LK503 8"]);
  });

  it("is not reported where the caller runs it, or where it is cancelled", () => {
    expect(found(...lines("self.agenda.run()"))).toEqual([]);
    const cancel = ["    def close(self):", "        self.agenda.cancel(self._next)"];
    expect(found(...lines("threading.Thread(target=self.agenda.run).start()"), ...cancel)).toEqual([]);
  });
});

describe("a chain of timers in a closure", () => {
  it("is reported once, as what goes on", () => {
    const lines = [
      "import threading",
      "def display(stops):",
      "    def refresh():",
      "        stops.sort()",
      "        timer = threading.Timer(20, refresh)",
      "        timer.start()",
      "    refresh()",
      "def scenario(tmp):",
      "    for _ in range(3):",
      "        display([2, 1])",
    ];
    const report = linter.lint("/project/program.py", `${lines.join("\n")}\n`, defaultSettings(linter.rules));
    expect(report.findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
      "LK204 information",
      "LK503 warning",
    ]);
  });
});

describe("timers of an event loop", () => {
  it("start themselves again by call_at, too", () => {
    expect(
      found(
        "import asyncio",
        "class Beat:",
        "    def start(self):",
        "        self.loop = asyncio.get_running_loop()",
        "        self.beat()",
        "    def beat(self):",
        "        self.loop.call_at(self.loop.time() + 5, self.beat)",
      ),
    ).toEqual(["LK503 7"]);
  });

  it("of a library must be stopped", () => {
    const lines = [
      "from tornado.ioloop import PeriodicCallback",
      "class Poller:",
      "    def open(self):",
      "        self._callback = PeriodicCallback(self.poll, 5000)",
      "        self._callback.start()",
      "    def poll(self):",
      "        print('poll')",
    ];
    expect(found(...lines)).toEqual(["LK503 4"]);
    expect(found(...lines, "    def close(self):", "        self._callback.stop()")).toEqual([]);
  });
});

describe("what runs beside its caller", () => {
  it("waits for ever for an event that nobody sets", () => {
    const lines = (...rest: string[]): string[] => [
      "import threading",
      "class Gate:",
      "    def __init__(self):",
      "        self.opened = threading.Event()",
      "    def queue(self, car):",
      "        threading.Thread(target=self._wait, args=(car,), daemon=True).start()",
      "    def _wait(self, car):",
      ...rest,
    ];
    expect(found(...lines("        self.opened.wait()", "        print(car)"))).toEqual(["LK501 6"]);
    expect(found(...lines("        self.opened.wait(5)", "        print(car)"))).toEqual([]);
    const open = ["    def open(self):", "        self.opened.set()"];
    expect(found(...lines("        self.opened.wait()", ...open))).toEqual([]);
  });

  it("may be a process of a context", () => {
    const lines = (end: string): string[] => [
      "import multiprocessing",
      "def turn(numbers):",
      "    while True:",
      "        numbers.put(1)",
      "def first():",
      "    context = multiprocessing.get_context('spawn')",
      "    numbers = context.Queue()",
      "    process = context.Process(target=turn, args=(numbers,), daemon=True)",
      "    process.start()",
      "    number = numbers.get()",
      `    ${end}`,
      "    return number",
    ];
    expect(found(...lines("print(number)"))).toEqual(["LK508 8"]);
    expect(found(...lines("process.terminate()"))).toEqual([]);
  });

  it("goes on where the rest of some tasks is only counted", () => {
    const lines = (end: string): string[] => [
      "import asyncio",
      "async def first(jobs):",
      "    running = [asyncio.create_task(job()) for job in jobs]",
      "    done, rest = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)",
      `    ${end}`,
      "    return done",
    ];
    expect(found(...lines("print(len(rest), 'left')"))).toEqual(["LK505 3"]);
    expect(found(...lines("stop(rest)"))).toEqual([]);
  });

  it("ends with the process that it reads from", () => {
    const lines = (end: string): string[] => [
      "import asyncio",
      "async def run(command, show, timeout):",
      "    process = await asyncio.create_subprocess_exec(*command, stdout=-1)",
      "    await asyncio.wait([asyncio.create_task(show(process.stdout))], timeout=timeout)",
      `    ${end}`,
    ];
    expect(found(...lines("return process.pid"))).toContain("LK505 4");
    expect(found(...lines("return await process.wait()"))).toEqual([]);
  });

  it("may be waited for by its id", () => {
    const lines = (end: string): string[] => [
      "import os, subprocess",
      "def run(command):",
      "    process = subprocess.Popen(command)",
      `    ${end}`,
    ];
    expect(found(...lines("print(process.pid)"))).toEqual(["LK508 3"]);
    expect(found(...lines("wait_process(process.pid, exitcode=0)"))).toEqual([]);
  });

  it("may be started by a function that is handed what it runs", () => {
    const lines = (...rest: string[]): string[] => [
      "import queue, threading",
      "def spawn(target, *args):",
      "    worker = threading.Thread(target=target, args=args)",
      "    worker.start()",
      "    return worker",
      "def work(jobs, done):",
      "    while True:",
      "        job = jobs.get()",
      "        if job is None:",
      "            break",
      "        done.append(job)",
      "def run(items):",
      "    jobs, done = queue.Queue(), []",
      "    worker = spawn(work, jobs, done)",
      "    for item in items:",
      "        jobs.put(item * 2)",
      ...rest.map((line) => `    ${line}`),
    ];
    expect(found(...lines("return done"))).toEqual(["LK501 14"]);
    expect(found(...lines("jobs.put(None)", "worker.join()", "return done"))).toEqual([]);
    expect(found(...lines("finish(jobs)", "return done"))).toEqual([]);
  });

  it("may be submitted to an executor behind a property", () => {
    const lines = (loop: string): string[] => [
      "from concurrent.futures import ThreadPoolExecutor",
      "class Spooler:",
      "    def __init__(self):",
      "        self._executor = None",
      "    @property",
      "    def executor(self):",
      "        if self._executor is None:",
      "            self._executor = ThreadPoolExecutor(1)",
      "        return self._executor",
      "    def close(self):",
      "        self._executor.shutdown()",
      "    def start(self):",
      "        self.executor.submit(self._work)",
      "    def _work(self):",
      `        ${loop}`,
      "            print('turn')",
    ];
    expect(found(...lines("while True:"))).toEqual(["LK501 13"]);
    expect(found(...lines("for _ in range(3):"))).toEqual([]);
  });

  it("goes on through an abstract method that is called as a stream's is", () => {
    expect(
      found(
        "import abc, threading",
        "class Poller(abc.ABC):",
        "    def __init__(self):",
        "        threading.Thread(target=self.loop, daemon=True).start()",
        "    @abc.abstractmethod",
        "    def read(self): ...",
        "    def loop(self):",
        "        while True:",
        "            print(self.read())",
      ),
    ).toEqual(["LK501 4"]);
  });

  it("goes on where a time limit passes it by", () => {
    const lines = (...rest: string[]): string[] => [
      "import asyncio",
      "async def ask(job):",
      "    answer = asyncio.create_task(job())",
      "    try:",
      "        return await asyncio.wait_for(asyncio.shield(answer), 5)",
      "    except asyncio.TimeoutError:",
      ...rest.map((line) => `        ${line}`),
    ];
    expect(found(...lines("return None"))).toEqual(["LK505 3"]);
    expect(found(...lines("answer.cancel()"))).toEqual([]);
    expect(found(...lines("return await answer"))).toEqual([]);
    expect(found(...lines("keep(answer)"))).toEqual([]);
  });

  it("is kept by an object that starts it through a method which returns its object", () => {
    const lines = (close: string): string[] => [
      "import threading",
      "class Wheel:",
      "    def __init__(self):",
      "        self._halt = threading.Event()",
      "    def spin(self):",
      "        threading.Thread(target=self._spin).start()",
      "        return self",
      "    def _spin(self):",
      "        while not self._halt.wait(1):",
      "            print('turn')",
      "    def stop(self):",
      "        self._halt.set()",
      "class Shop:",
      "    def __init__(self):",
      "        self.wheel = Wheel().spin()",
      "    def close(self):",
      `        ${close}`,
    ];
    expect(found(...lines("self.wheel = None"))).toEqual(["LK501 15"]);
    expect(found(...lines("self.wheel.stop()"))).toEqual([]);
  });

  it("is a process whose pipes are closed and that nobody waits for", () => {
    const lines = (...close: string[]): string[] => [
      "import subprocess",
      "class Helper:",
      "    def __init__(self, command):",
      "        self.process = subprocess.Popen(command, stdin=subprocess.PIPE)",
      "    def close(self):",
      ...close.map((line) => `        ${line}`),
    ];
    expect(found(...lines("self.process.stdin.close()"))).toEqual(["LK508 4"]);
    expect(found(...lines("self.process.stdin.close()", "self.process.wait()"))).toEqual([]);
    expect(found(...lines("self.process.stdin.close()", "reap(self.process)"))).toEqual([]);
    expect(found(...lines("self.process = None"))).toEqual([]);
  });

  it("is not started where a test expects that to fail", () => {
    const lines = ["import asyncio", "def test(self, job, loop):", "    with self.assertRaises(RuntimeError):"];
    expect(found(...lines, "        asyncio.ensure_future(job(), loop=loop)")).toEqual([]);
  });
});

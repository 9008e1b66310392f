/** Stops that look right and do not work, and those beside them that do. */
import { describe, expect, it } from "vitest";
import { found } from "./support.js";

describe("a loop that another thread stops", () => {
  /** A class whose thread runs a loop for ever; the lines are those of its `close`, and what follows. */
  const service = (close: readonly string[], ...rest: string[]): string[] =>
    found(
      "import asyncio, threading, signal",
      "class Service:",
      "    def __init__(self):",
      "        self.loop = asyncio.new_event_loop()",
      "        self.thread = threading.Thread(target=self._serve)",
      "        self.thread.start()",
      "    def _serve(self):",
      "        asyncio.set_event_loop(self.loop)",
      "        self.loop.run_forever()",
      "        self.loop.close()",
      "    def call(self, coroutine):",
      "        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()",
      "    def close(self):",
      ...close.map((line) => `        ${line}`),
      ...rest,
    );

  it("is reported where nothing wakes it", () => {
    expect(service(["self.loop.stop()"])).toEqual(["LK501 5"]);
    expect(service(["if self.loop.is_running():", "    self.loop.stop()", "self.thread.join(1)"])).toEqual(["LK501 5"]);
    expect(service(["self._halt()"], "    def _halt(self):", "        self.loop.stop()")).toEqual(["LK501 5"]);
    expect(service(["loop = self.loop", "loop.stop()"])).toEqual(["LK501 5"]);
  });

  it("is reported where a function runs it", () => {
    const run = (stop: string): string[] =>
      found(
        "import asyncio, threading",
        "def run(loop):",
        "    asyncio.set_event_loop(loop)",
        "    loop.run_forever()",
        "class Service:",
        "    def __init__(self):",
        "        self.loop = asyncio.new_event_loop()",
        "        self.thread = threading.Thread(target=run, args=(self.loop,), daemon=True)",
        "        self.thread.start()",
        "    def close(self):",
        `        ${stop}`,
      );
    expect(run("self.loop.stop()")).toEqual(["LK501 8"]);
    expect(run("self.loop.call_soon_threadsafe(self.loop.stop)")).toEqual([]);
  });

  it.each([
    ["it is handed to the loop", ["self.loop.call_soon_threadsafe(self.loop.stop)"], []],
    ["a lambda is", ["self.loop.call_soon_threadsafe(lambda: self.loop.stop())"], []],
    ["something wakes it after", ["self.loop.stop()", "self.loop.call_soon_threadsafe(print)"], []],
    [
      "the caller wakes it",
      ["self._halt()", "self.loop.call_soon_threadsafe(print)"],
      ["    def _halt(self):", "        self.loop.stop()"],
    ],
    [
      "a method is handed to it",
      ["self.loop.call_soon_threadsafe(self._halt)"],
      ["    def _halt(self):", "        self.loop.stop()"],
    ],
    [
      "a coroutine does it",
      ["asyncio.run_coroutine_threadsafe(self._halt(), self.loop)"],
      ["    async def _halt(self):", "        self.loop.stop()"],
    ],
    [
      "a coroutine that nobody waits for may keep it busy",
      ["self.loop.stop()"],
      ["    def send(self, what):", "        asyncio.run_coroutine_threadsafe(what, self.loop)"],
    ],
    [
      "a task may keep it busy",
      ["self.loop.stop()"],
      ["    async def more(self):", "        await asyncio.create_task(self.tick())"],
    ],
    ["the loop is given away", ["self.loop.stop()"], ["    def server(self, make):", "        return make(self.loop)"]],
    [
      "a signal may do it",
      ["signal.signal(signal.SIGINT, self._halt)"],
      ["    def _halt(self, *args):", "        self.loop.stop()"],
    ],
  ])("is not reported where %s", (_title, close, rest) => {
    expect(service(close, ...rest)).toEqual([]);
  });
});

describe("workers on one queue", () => {
  /** A class with several workers on a queue; the lines are the end of the worker's loop, and the other methods. */
  const farm = (head: readonly string[], end: readonly string[], ...lines: string[]): string[] =>
    found(
      "import queue, threading",
      "class Farm:",
      "    def __init__(self, count):",
      "        self.jobs = queue.Queue()",
      "        self.done = queue.Queue()",
      ...head.map((line) => `        ${line}`),
      "    def _work(self):",
      "        while True:",
      "            job = self.jobs.get()",
      "            if job is None:",
      ...end.map((line) => `                ${line}`),
      "            self.done.put(job)",
      ...lines.map((line) => `    ${line}`),
    );
  const several = ["for _ in range(count):", "    threading.Thread(target=self._work).start()"];
  const stop = ["def stop(self):", "    self.jobs.put(None)"];

  it("go on where the last word is put once", () => {
    expect(farm(several, ["return"], ...stop)).toEqual(["LK501 7"]);
    const listed = [
      "self.threads = [threading.Thread(target=self._work) for _ in range(count)]",
      "for thread in self.threads:",
      "    thread.start()",
    ];
    expect(farm(listed, ["return"], ...stop)).toEqual(["LK501 6"]);
    const twins = [0, 1].map((n) => `t${n} = threading.Thread(target=self._work)`);
    expect(farm([...twins, "t0.start()", "t1.start()"], ["return"], ...stop)).toEqual(["LK501 6"]);
    const send = ["def _send(self, job):", "    self.jobs.put(job)", "def stop(self):", "    self._send(None)"];
    expect(farm(several, ["return"], ...send)).toEqual(["LK501 7"]);
    const sendAll = ["def _send(self, job):", "    for _ in range(4):", "        self.jobs.put(job)", ...send.slice(2)];
    expect(farm(several, ["return"], ...sendAll)).toEqual([]);
    const spawn = ["def _spawn(self):", "    threading.Thread(target=self._work).start()"];
    expect(farm(["for _ in range(4):", "    self._spawn()"], ["return"], ...spawn, ...stop)).toEqual(["LK501 15"]);
  });

  it.each([
    ["there is one", ["threading.Thread(target=self._work).start()"], ["return"], stop],
    [
      "the range is of one",
      ["for _ in range(1):", "    threading.Thread(target=self._work).start()"],
      ["return"],
      stop,
    ],
    ["each puts it back", several, ["self.jobs.put(None)", "return"], stop],
    ["each puts back what it got", several, ["self.jobs.put(job)", "return"], stop],
    [
      "it is put for each",
      several,
      ["return"],
      ["def stop(self):", "    for _ in range(4):", "        self.jobs.put(None)"],
    ],
    [
      "it is told once for each",
      several,
      ["return"],
      [...stop, "def close(self):", "    for _ in range(4):", "        self.stop()"],
    ],
    [
      "it is told in a comprehension",
      several,
      ["return"],
      [...stop, "def close(self):", "    [self.stop() for _ in 'ab']"],
    ],
    [
      "each has its own queue",
      [],
      ["return"],
      [
        "def add(self):",
        "    self.jobs = queue.Queue()",
        "    threading.Thread(target=self._work).start()",
        "def fill(self):",
        "    for _ in range(4):",
        "        self.add()",
        ...stop,
      ],
    ],
  ])("are not reported where %s", (_title, head, end, lines) => {
    expect(farm(head, end, ...lines)).toEqual([]);
  });

  it("are not reported where the word comes with the jobs", () => {
    const pool = (...feed: string[]): string[] =>
      found(
        "import queue, threading",
        "def run(jobs, count):",
        "    todo = queue.Queue()",
        "    def work():",
        "        while (job := todo.get()) is not None:",
        "            print(job)",
        "    for _ in range(count):",
        "        threading.Thread(target=work).start()",
        ...feed.map((line) => `    ${line}`),
      );
    expect(pool("for job in jobs:", "    todo.put(job)")).toEqual(["LK501 8"]);
    expect(pool("for job in [*jobs, *[None] * count]:", "    todo.put(job)")).toEqual([]);
    expect(pool("all = list(jobs)", "all.extend([None] * count)", "for job in all:", "    todo.put(job)")).toEqual([]);
  });
});

describe("a loop that waits between two looks at its flag", () => {
  /** A class whose thread waits for `self.news`; the lines are the body of its loop, and its other methods. */
  const waiter = (made: string, body: readonly string[], ...lines: string[]): string[] =>
    found(
      "import queue, threading",
      "from collections import deque",
      "class Waiter:",
      "    def __init__(self):",
      `        self.news = ${made}`,
      "        self.jobs = deque()",
      "        self.on = True",
      "        threading.Thread(target=self._run).start()",
      "    def _run(self):",
      "        while self.on:",
      ...body.map((line) => `            ${line}`),
      ...lines.map((line) => `    ${line}`),
    );
  const event = ["self.news.wait()", "self.news.clear()", "print('news')"];
  const tell = ["def tell(self):", "    self.news.set()"];
  const stop = ["def stop(self):", "    self.on = False"];
  const condition = [
    "with self.news:",
    "    while not self.jobs:",
    "        self.news.wait()",
    "    print(self.jobs.popleft())",
  ];
  const notify = [
    "def add(self, job):",
    "    with self.news:",
    "        self.jobs.append(job)",
    "        self.news.notify()",
  ];

  it("is reported where who sets the flag does not wake it", () => {
    expect(waiter("threading.Event()", event, ...tell, ...stop)).toEqual(["LK501 8"]);
    expect(waiter("threading.Condition()", condition, ...notify, ...stop)).toEqual(["LK501 8"]);
    expect(
      waiter("queue.Queue()", ["print(self.news.get())"], "def add(self, job):", "    self.news.put(job)", ...stop),
    ).toEqual(["LK501 8"]);
  });

  it.each([
    ["it is woken", "threading.Event()", event, [...tell, ...stop, "    self.news.set()"]],
    ["it is woken by a method", "threading.Event()", event, [...tell, ...stop, "    self.tell()"]],
    [
      "a property wakes it",
      "threading.Event()",
      event,
      [
        "@property",
        "def state(self):",
        "    return self.on",
        "@state.setter",
        "def state(self, state):",
        "    self.news.set()",
        ...stop,
        "    self.state = 0",
      ],
    ],
    [
      "the caller wakes it",
      "threading.Event()",
      event,
      [...tell, ...stop, "def close(self):", "    self.stop()", "    self.news.set()"],
    ],
    [
      "it waits for some time only",
      "threading.Event()",
      ["self.news.wait(1)", "self.news.clear()"],
      [...tell, ...stop],
    ],
    ["the event stays set", "threading.Event()", ["self.news.wait()", "print('news')"], [...tell, ...stop]],
    [
      "a condition is notified",
      "threading.Condition()",
      condition,
      [...notify, ...stop, "    with self.news:", "        self.news.notify_all()"],
    ],
    [
      "somebody else has the event",
      "threading.Event()",
      event,
      [...tell, ...stop, "def lend(self):", "    return self.news"],
    ],
    [
      "the caller puts a last item",
      "queue.Queue()",
      ["print(self.news.get())"],
      [
        "def add(self, job):",
        "    self.news.put(job)",
        ...stop,
        "def close(self):",
        "    self.stop()",
        "    self.news.put(None)",
      ],
    ],
  ])("is not reported where %s", (_title, made, body, lines) => {
    expect(waiter(made, body, ...lines)).toEqual([]);
  });

  it("is not reported where it waits once, before its loop", () => {
    const lines = [
      "    def __init__(self):",
      "        self.hot = threading.Event()",
      "        self.on = True",
      "        threading.Thread(target=self._run).start()",
    ];
    const run = [
      "    def _run(self):",
      "        self.hot.wait()",
      "        self.hot.clear()",
      "        while self.on:",
      "            print('turn')",
    ];
    const rest = ["    def heat(self):", "        self.hot.set()", "    def stop(self):", "        self.on = False"];
    expect(found("import threading", "class Kiln:", ...lines, ...run, ...rest)).toEqual([]);
  });

  it("is not taken for one that nobody tells, where the event has a local name", () => {
    const lines = [
      "    def __init__(self):",
      "        self.end = threading.Event()",
      "        threading.Thread(target=self._run).start()",
    ];
    const run = ["    def _run(self):", "        while not self.end.wait(1):", "            print('turn')"];
    expect(
      found(
        "import threading",
        "class Turn:",
        ...lines,
        ...run,
        "    def stop(self):",
        "        end = self.end",
        "        end.set()",
      ),
    ).toEqual([]);
  });
});

describe("a thread that waits for callers", () => {
  /** A class whose thread accepts callers; the lines are the body of its loop, and its other methods. */
  const server = (body: readonly string[], ...lines: string[]): string[] =>
    found(
      "import socket, threading",
      "class Server:",
      "    def __init__(self):",
      "        self.on = True",
      "        self.sock = socket.create_server(('', 0))",
      "        threading.Thread(target=self._run).start()",
      "    def _run(self):",
      "        while self.on:",
      ...body.map((line) => `            ${line}`),
      ...lines.map((line) => `    ${line}`),
    );
  const plain = ["caller, _ = self.sock.accept()", "caller.close()"];
  const guarded = ["try:", "    caller, _ = self.sock.accept()", "except OSError:", "    break", "caller.close()"];
  const close = ["def close(self):", "    self.on = False", "    self.sock.close()"];

  it("is reported where its socket is closed and no more", () => {
    expect(server(plain, ...close)).toEqual(["LK501 6"]);
    expect(server(guarded, ...close)).toEqual(["LK501 6"]);
  });

  it.each([
    [
      "the socket is shut down",
      guarded,
      ["def close(self):", "    self.on = False", "    self.sock.shutdown(socket.SHUT_RDWR)", "    self.sock.close()"],
    ],
    ["it looks now and then", ["self.sock.settimeout(1)", ...guarded], close],
    ["a last caller wakes it", guarded, [...close, "    socket.create_connection(('', 9))"]],
    [
      "a method is the last caller",
      guarded,
      [...close, "    self._ring()", "def _ring(self):", "    socket.create_connection(('', 9))"],
    ],
    ["it closes the socket itself", [...plain, "self.sock.close()"], ["def close(self):", "    self.on = False"]],
    ["somebody else has the socket", guarded, [...close, "def lend(self):", "    return self.sock"]],
    ["one caller is enough", [...plain, "return"], close],
  ])("is not reported where %s", (_title, body, lines) => {
    expect(server(body, ...lines)).toEqual([]);
  });
});

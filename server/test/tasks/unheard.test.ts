/** Processes, tasks and timers that are told to end and do not, and those beside them that do. */
import { describe, expect, it } from "vitest";
import { found } from "./support.js";

describe("a process that an object kills", () => {
  /** A class that keeps a process; the lines are its methods. */
  const player = (...lines: string[]): string[] =>
    found(
      "import subprocess, os, time",
      "class Player:",
      "    def play(self, tune):",
      "        self.process = subprocess.Popen(['play', tune])",
      ...lines.map((line) => `    ${line}`),
    );
  const stop = (...lines: string[]): string[] => player("def stop(self):", ...lines.map((line) => `    ${line}`));

  it("is reported where nobody asks how it ended", () => {
    expect(stop("self.process.kill()")).toEqual(["LK508 4"]);
    expect(stop("if self.process.poll() is None:", "    self.process.terminate()", "self.process = None")).toEqual([
      "LK508 4",
    ]);
    expect(stop("process, self.process = self.process, None", "process.kill()")).toEqual(["LK508 4"]);
    const playing = ["@property", "def playing(self):", "    return self.process.poll() is None"];
    const stopped = ["def stop(self):", "    if self.playing:", "        self.process.kill()"];
    expect(player(...playing, ...stopped, "def hear(self):", "    Player().play('reel')")).toEqual(["LK508 4"]);
  });

  it.each([
    ["it is waited for", ["self.process.kill()", "self.process.wait()"]],
    ["an alias is", ["process = self.process", "process.kill()", "process.communicate()"]],
    ["it is asked after", ["self.process.kill()", "time.sleep(1)", "return self.process.poll()"]],
    ["it is asked until it has ended", ["while self.process.poll() is None:", "    self.process.kill()"]],
    ["its number is known", ["self.process.kill()", "os.waitpid(self.process.pid, 0)"]],
    ["it is handed on", ["self.process.kill()", "reap(self.process)"]],
    ["it is given back", ["self.process.kill()", "return self.process"]],
  ])("is not reported where %s", (_title, lines) => {
    expect(stop(...lines)).toEqual([]);
  });

  it("is reported of several in a list", () => {
    const band = (...lines: string[]): string[] =>
      found(
        "import subprocess",
        "class Band:",
        "    def __init__(self):",
        "        self.players = []",
        "    def play(self, tune):",
        "        self.players.append(subprocess.Popen(['play', tune]))",
        "    def stop(self):",
        "        for player in self.players:",
        ...lines.map((line) => `            ${line}`),
      );
    expect(band("player.terminate()")).toEqual(["LK508 6"]);
    expect(band("player.terminate()", "player.wait()")).toEqual([]);
    expect(band("player.terminate()", "print(player.poll())")).toEqual([]);
    expect(band("player.terminate()", "reap(player)")).toEqual([]);
    expect(band("print(player.args)")).toEqual([]);
  });

  it("is not reported where somebody may ask later", () => {
    const playing = ["def playing(self):", "    return self.process.poll() is None"];
    const kill = ["def stop(self):", "    self.process.kill()"];
    const after = ["def end(self):", "    self.stop()", "    while self.playing():", "        time.sleep(1)"];
    expect(player(...playing, ...kill, ...after)).toEqual([]);
    // Those who use the class, from elsewhere.
    expect(player(...playing, ...kill)).toEqual([]);
    expect(player(...playing, "def stop(self):", "    if self.playing():", "        self.process.kill()")).toEqual([]);
  });
});

describe("a call that a loop puts off", () => {
  /** A class whose constructor puts off `expire` on a loop of the module. */
  const hold = (delay: string, expire: readonly string[], other: readonly string[], use = "Hold().take()"): string[] =>
    found(
      "import asyncio",
      "desk = asyncio.new_event_loop()",
      "class Hold:",
      "    def __init__(self):",
      "        self.taken = False",
      "        self.state = 'open'",
      `        desk.${delay}, self.expire)`,
      "    def expire(self):",
      ...expire.map((line) => `        ${line}`),
      "    def take(self):",
      ...other.map((line) => `        ${line}`),
      "def serve():",
      `    return ${use}`,
    );

  it("is reported where a method makes it needless long before", () => {
    const once = ["self.taken = True"];
    expect(hold("call_later(600", ["if not self.taken:", "    print('free')"], once)).toEqual(["LK503 7"]);
    expect(hold("call_later(600", ["if self.taken:", "    return", "print('free')"], once)).toEqual(["LK503 7"]);
    expect(hold("call_at(desk.time() + 600", ["if self.taken:", "    return", "print(1)"], once)).toEqual(["LK503 7"]);
    const state = ["if self.state == 'open':", "    print('free')"];
    expect(hold("call_later(600", state, ["self.state = 'taken'"])).toEqual(["LK503 7"]);
  });

  it.each([
    ["it is soon over", "call_later(2", ["if not self.taken:", "    print(1)"], ["self.taken = True"], "Hold().take()"],
    ["it does something in any case", "call_later(600", ["print(1)"], ["self.taken = True"], "Hold().take()"],
    ["it is needed", "call_later(600", ["if self.taken:", "    print(1)"], ["self.taken = True"], "Hold().take()"],
    [
      "that depends",
      "call_later(600",
      ["if not self.taken:", "    print(1)"],
      ["self.taken = bool(desk)"],
      "Hold().take()",
    ],
    ["nobody says so", "call_later(600", ["if not self.taken:", "    print(1)"], ["self.taken = True"], "Hold().state"],
    ["the object is kept", "call_later(600", ["if not self.taken:", "    print(1)"], ["self.taken = True"], "Hold()"],
    [
      "the loop is closed",
      "call_later(600",
      ["if not self.taken:", "    print(1)"],
      ["self.taken = True"],
      "Hold().take(), desk.close()",
    ],
  ])("is not reported where %s", (_title, delay, expire, other, use) => {
    expect(hold(delay, expire, other, use)).toEqual([]);
  });

  it("is not reported where its loop ends with the function that runs it", () => {
    const lines = [
      "    def __init__(self):",
      "        self.taken = False",
      "        asyncio.get_running_loop().call_later(600, self.expire)",
    ];
    const more = [
      "    def expire(self):",
      "        if not self.taken:",
      "            print(1)",
      "    def take(self):",
      "        self.taken = True",
    ];
    const serve = ["async def serve():", "    Hold().take()"];
    expect(found("import asyncio", "class Hold:", ...lines, ...more, ...serve)).toEqual(["LK503 5"]);
    expect(
      found("import asyncio", "class Hold:", ...lines, ...more, ...serve, "def day():", "    asyncio.run(serve())"),
    ).toEqual([]);
  });
});

describe("a process with a flag", () => {
  /** A class with a process; `flag` is what it looks at, and the lines are its other methods. */
  const watch = (made: string, test: string, ...lines: string[]): string[] =>
    found(
      "import multiprocessing, threading, time, os, signal",
      "class Watch:",
      "    def __init__(self):",
      `        self.on = ${made}`,
      "        self.process = multiprocessing.Process(target=self._run)",
      "        self.process.start()",
      "    def _run(self):",
      `        while ${test}:`,
      "            time.sleep(1)",
      ...lines.map((line) => `    ${line}`),
    );
  const clear = ["def stop(self):", "    self.on = False", "    self.process.join(1)"];

  it("is reported where only the parent's copy changes", () => {
    expect(watch("True", "self.on", ...clear)).toEqual(["LK508 5"]);
    const set = ["def stop(self):", "    self.on.set()"];
    expect(watch("threading.Event()", "not self.on.is_set()", ...set)).toEqual(["LK508 5"]);
    expect(watch("multiprocessing.Event()", "not self.on.is_set()", ...set)).toEqual([]);
  });

  it("is not reported where it is killed, or changes the flag itself", () => {
    expect(watch("True", "self.on", ...clear, "    self.process.terminate()")).toEqual([]);
    expect(watch("True", "self.on", ...clear, "    os.kill(self.process.pid, 15)")).toEqual([]);
    const handler = ["def arm(self):", "    signal.signal(signal.SIGTERM, self.stop)"];
    expect(watch("True", "self.on", "def stop(self, *args):", "    self.on = False", ...handler)).toEqual([]);
  });
});

describe("a task that is cancelled", () => {
  /** A function that cancels a task over the lines of a coroutine. */
  const cancelled = (...lines: string[]): string[] =>
    found(
      "import asyncio",
      "async def tick(clock):",
      ...lines.map((line) => `    ${line}`),
      "async def day(clock):",
      "    task = asyncio.create_task(tick(clock))",
      "    await asyncio.sleep(9)",
      "    task.cancel()",
    );
  const loop = (handler: string, ...body: string[]): string[] =>
    cancelled(
      "while True:",
      "    try:",
      "        await clock.turn()",
      `    except ${handler}:`,
      ...body.map((line) => `        ${line}`),
    );

  it("is reported where it catches that and goes on", () => {
    expect(loop("asyncio.CancelledError", "continue")).toEqual([`LK505 ${9}`]);
    expect(loop("BaseException", "print('again')")).toEqual(["LK505 9"]);
    expect(loop("(ValueError, asyncio.CancelledError)", "pass")).toEqual(["LK505 9"]);
  });

  it("is not reported where it ends", () => {
    expect(loop("asyncio.CancelledError", "raise")).toEqual([]);
    expect(loop("asyncio.CancelledError", "print('end')", "break")).toEqual([]);
    expect(loop("Exception", "continue")).toEqual([]);
    expect(loop("asyncio.CancelledError", "await clock.end()")).toEqual([]);
    const beside = ["    except asyncio.CancelledError:", "        pass", "    await asyncio.sleep(1)"];
    expect(cancelled("while True:", "    try:", "        await clock.turn()", ...beside)).toEqual([]);
    expect(
      cancelled("try:", "    while True:", "        await clock.turn()", "except asyncio.CancelledError:", "    pass"),
    ).toEqual([]);
  });
});

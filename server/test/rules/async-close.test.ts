/** LK109: which dropped coroutines are reported, which are not, and what the fix makes of them. */
import { beforeAll, describe, expect, it } from "vitest";
import { applyEdits } from "../../src/base/text.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { Linter } from "../../src/lint/types.js";

let linter: Linter;

beforeAll(async () => {
  linter = await createLinter();
});

function findings(text: string) {
  return linter
    .lint("/project/app.py", text, defaultSettings(linter.rules))
    .findings.filter((f) => f.level === "warning");
}

/** Lines and rules of the warnings. */
function told(text: string): string[] {
  return findings(text).map(({ rule, range }) => `${text.slice(0, range.start).split("\n").length} ${rule}`);
}

function fixed(text: string): string {
  const [first] = findings(text);
  const fix = first?.fix() ?? null;
  return fix === null ? text : applyEdits(text, fix.edits);
}

const STORE = `import asyncio, contextlib, atexit
class Store:
    def __init__(self, path):
        self._file = open(path)
    async def close(self):
        await asyncio.sleep(0)
        self._file.close()
    async def __aenter__(self):
        return self
    async def __aexit__(self, *exc_info):
        await self.close()
`;
const FIRST = STORE.split("\n").length;

/** The warnings of a program behind the class `Store`, with lines counted from its own first. */
function behind(program: string): string[] {
  return told(STORE + program).map((one) => one.replace(/^\d+/, (line) => String(Number(line) - FIRST + 1)));
}

describe("a coroutine that releases and is dropped", () => {
  const library = (imports: string, made: string, method: string): string =>
    `import ${imports}\nasync def f():\n    c = ${made}\n    await c.work()\n    c.${method}()\n`;
  for (const [imports, made, method] of [
    ["aiohttp", "aiohttp.ClientSession()", "close"],
    ["httpx", "httpx.AsyncClient()", "aclose"],
    ["asyncpg", "await asyncpg.connect()", "close"],
    ["asyncpg", "await asyncpg.create_pool()", "close"],
    ["redis.asyncio", "redis.asyncio.Redis()", "aclose"],
    ["aiosqlite", "await aiosqlite.connect('x')", "close"],
  ] as const) {
    it(`of ${made}`, () => {
      const text = library(imports, made, method);
      expect(told(text)).toContain("5 LK109");
      const cured = fixed(text);
      expect(cured).toContain(`    await c.${method}()\n`);
    });
  }

  it("is that of an own class, an attribute, a parameter, a bound `async with`", () => {
    expect(behind("async def f(p):\n    s = Store(p)\n    s.close()\n")).toEqual(["3 LK109"]);
    expect(behind("async def f(s: Store):\n    s.close()\n")).toEqual(["2 LK109"]);
    expect(behind("async def f(s: Store | None):\n    if s:\n        s.close()\n")).toEqual(["3 LK109"]);
    expect(behind("async def f(p):\n    async with Store(p) as s:\n        s.close()\n")).toEqual(["3 LK109"]);
    expect(
      behind(`class App:
    def __init__(self, path, store=None):
        self.store = store or Store(path)
    async def stop(self):
        self.store.close()
`),
    ).toEqual(["5 LK109"]);
  });

  it("is found in functions that cannot await as well, without a fix", () => {
    const text = `${STORE}    def __exit__(self, *exc_info):\n        self.close()\n`;
    expect(told(text)).toEqual([`${FIRST + 1} LK109`]);
    expect(fixed(text)).toBe(text);
  });

  it("is found behind a condition in one expression, and bound to a name that nobody reads", () => {
    expect(behind("async def f(p):\n    s = Store(p)\n    s and s.close()\n")).toEqual(["3 LK109"]);
    expect(behind("async def f(p):\n    s = Store(p)\n    s.close() if s else None\n")).toEqual(["3 LK109"]);
    expect(behind("async def f(p):\n    s = Store(p)\n    _ = s.close()\n")).toEqual(["3 LK109"]);
  });

  it("is that of an asynchronous generator, of a subclass, of what a function makes", () => {
    expect(behind("async def rows():\n    yield 1\nasync def f():\n    r = rows()\n    r.aclose()\n")).toEqual([
      "5 LK109",
    ]);
    expect(behind("class Sub(Store):\n    def quit(self):\n        self.close()\n")).toEqual(["3 LK109"]);
    expect(behind("def make(p):\n    return Store(p)\nasync def f(p):\n    s = make(p)\n    s.close()\n")).toEqual([
      "5 LK109",
    ]);
    expect(
      told("import httpx\nclass Api(httpx.AsyncClient):\n    async def stop(self):\n        self.aclose()\n"),
    ).toEqual(["4 LK109"]);
  });

  it("gets an 'await' where it stands", () => {
    expect(fixed(`${STORE}async def f(p):\n    s = Store(p)\n    s and s.close()  # done\n`)).toContain(
      "    s and await s.close()  # done\n",
    );
  });
});

describe("an asynchronous resource", () => {
  it("that is never released", () => {
    const text =
      "import httpx\nasync def f(u):\n    c = httpx.AsyncClient()\n    r = await c.get(u)\n    return r.text\n";
    expect(told(text)).toEqual(["3 LK109"]);
    expect(fixed(text)).toContain("    async with httpx.AsyncClient() as c:\n");
  });

  it("under a plain 'with'", () => {
    const text = "import httpx\nasync def f(u):\n    with httpx.AsyncClient() as c:\n        print(await c.get(u))\n";
    expect(told(text)).toEqual(["3 LK109"]);
    expect(fixed(text)).toContain("    async with httpx.AsyncClient() as c:\n");
  });

  it("under 'closing'", () => {
    expect(behind("async def f(p):\n    with contextlib.closing(Store(p)) as s:\n        print(s)\n")).toEqual([
      "2 LK109",
    ]);
  });
});

describe("silent where the coroutine", () => {
  for (const [how, line] of [
    ["is awaited", "await s.close()"],
    ["is returned", "return s.close()"],
    ["is gathered", "await asyncio.gather(s.close(), asyncio.sleep(0))"],
    ["becomes a task", "t = asyncio.create_task(s.close())\n    await t"],
    ["is awaited later", "c = s.close()\n    await asyncio.sleep(1)\n    await c"],
    ["is collected", "todo = []\n    todo.append(s.close())\n    await asyncio.gather(*todo)"],
    ["is made by a lambda that somebody calls", "atexit.register(lambda: asyncio.run(s.close()))"],
    ["is shielded", "await asyncio.shield(s.close())"],
    ["is waited for", "await asyncio.wait_for(s.close(), 1)"],
    ["belongs to an 'async with'", "async with contextlib.aclosing(s) as t:\n        print(t)"],
  ] as const) {
    it(how, () => {
      expect(behind(`async def f(p):\n    s = Store(p)\n    ${line}\n`).filter((one) => one.includes("LK109"))).toEqual(
        [],
      );
    });
  }

  it("is none: the method is not asynchronous, or nobody knows", () => {
    expect(
      told("import asyncio\nasync def f(h):\n    r, w = await asyncio.open_connection(h, 1)\n    w.close()\n"),
    ).toEqual([]);
    expect(told("import asyncpg\nasync def f():\n    c = await asyncpg.connect()\n    c.terminate()\n")).toEqual([]);
    expect(behind("async def f(s):\n    s.close()\n")).toEqual([]);
    expect(behind("async def f(p, other):\n    s = Store(p) if p else other\n    s.close()\n")).toEqual([]);
    expect(behind("async def f(p):\n    s = Store(p) if p else None\n    s = s or p\n    return s.close()\n")).toEqual(
      [],
    );
    expect(behind("async def f(p):\n    async with Store(p) as s:\n        print(s)\n")).toEqual([]);
    expect(
      told("class A:\n    @sync\n    async def close(self):\n        work()\ndef f():\n    a = A()\n    a.close()\n"),
    ).toEqual([]);
    expect(told("class A:\n    async def close(self):\n        pass\ndef f():\n    a = A()\n    a.close()\n")).toEqual(
      [],
    );
  });
});

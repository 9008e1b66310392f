/** Advice on memory: what it must leave alone because the rewrite would not be the same, and what fixes make of code. */
import { beforeAll, describe, expect, it } from "vitest";
import { applyFixes } from "../../src/lint/fixes.js";
import { createLinter } from "../../src/lint/linter.js";
import type { FileSettings, Linter } from "../../src/lint/types.js";

let linter: Linter;
let settings: FileSettings;
beforeAll(async () => {
  linter = await createLinter();
  const advice = linter.rules.filter(({ family }) => family === "memory").map((rule) => [rule.id, rule.level] as const);
  settings = { levels: new Map(advice), key: "advice" };
});

function found(text: string): string[] {
  const report = linter.lint("/project/a.py", text, settings);
  expect(report.errors).toEqual([]);
  return report.findings.map((finding) => `${finding.rule}:${report.lines.lineAt(finding.range.start) + 1}`);
}

function fixed(text: string, unsafe = false): string {
  return applyFixes(linter, "/project/a.py", text, settings, { unsafe }).text;
}

function inFunction(...lines: string[]): string {
  return `def f(rows, path, key):\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

describe("a list where a generator will do (LK602)", () => {
  const silent: Readonly<Record<string, string>> = {
    "str.join": '",".join([str(row) for row in rows])',
    "a name that hides the builtin": "(lambda sum: sum([row for row in rows]))(len)",
    "await in the elements": "sum([await row for row in rows])",
    "an assignment expression": "sum([(last := row) for row in rows])",
    "super() in the elements": "sum([super().size(row) for row in rows])",
    "locals() in the elements": "max([len(locals()) for row in rows])",
    "StopIteration that must get out": "tuple([next(row) for row in rows])",
    "several lists to compare": "max([row for row in rows], [key])",
    "arguments that are evaluated behind the list": "sum([row for row in rows], rows.pop())",
    "a key that is called in between": "max([row.read() for row in rows], key=key)",
    "any() of calls with effects": "any([row.save() for row in rows])",
    "all() of an unknown function": "all([key(row) for row in rows])",
    "a function that keeps it": "key([row for row in rows])",
    "len() of it": "len([row for row in rows if row])",
    "an asynchronous comprehension": "sum([row async for row in rows])",
    "a list passed on by star": "max(*[row for row in rows])",
  };
  for (const [name, expression] of Object.entries(silent)) {
    it(`is not reported for ${name}`, () => {
      expect(found(`async def f(rows, key):\n    return ${expression}\n`)).toEqual([]);
    });
  }

  it("is not reported where a star import may hide the builtin, nor in code for a compiler", () => {
    expect(found("from numpy import *\n\ndef f(rows):\n    return sum([r for r in rows])\n")).toEqual([]);
    expect(found("from numba import njit\n\n@njit\ndef f(rows):\n    return sum([r for r in rows])\n")).toEqual([]);
  });

  it("is not reported for any() over an iterator that somebody reads on", () => {
    const body = [
      "with open(path) as log:",
      '    if any([line == "\\n" for line in log]):',
      "        return log.read()",
    ];
    expect(found(inFunction(...body))).toEqual([]);
  });

  it("loses its brackets, or gets parentheses where it is not alone", () => {
    expect(fixed("x = sum([len(n) for n in names])\n")).toBe("x = sum(len(n) for n in names)\n");
    expect(fixed("x = sum([len(n) for n in names], 1)\n")).toBe("x = sum((len(n) for n in names), 1)\n");
    expect(fixed("x = sum([len(n) for n in names],)\n")).toBe("x = sum((len(n) for n in names),)\n");
    expect(fixed("x = set(\n    [\n        n  # why\n        for n in names\n    ]\n)\n")).toBe(
      "x = set(\n        n  # why\n        for n in names\n)\n",
    );
  });

  it("is a suggestion only where an element might raise, or the iterable be an iterator", () => {
    const text = "def f(rows):\n    return any([row.flag for row in rows])\n";
    expect(fixed(text)).toBe(text);
    expect(fixed(text, true)).toBe("def f(rows):\n    return any(row.flag for row in rows)\n");
    expect(fixed("def f():\n    rows = [1, 2]\n    return any([row == 2 for row in rows])\n")).toContain(
      "any(row == 2",
    );
  });
});

describe("a string built in a loop (LK601)", () => {
  const loop = (...body: string[]): string[] => ["for row in rows:", ...body.map((line) => `    ${line}`)];
  const silent: Readonly<Record<string, readonly string[]>> = {
    "the loop reads it": ['text = ""', ...loop('text += f"{row}"', "if len(text) > 9:", "    break"), "return text"],
    "it starts as something else": ["text = path.read()", ...loop('text += f"{row}"'), "return text"],
    "it is a number": ["text = 0", ...loop("text += row"), "return text"],
    "it is touched before the loop": ['text = ""', "text = text or path", ...loop('text += "x"'), "return text"],
    "a nested function sees it": ['text = ""', "show = lambda: text", ...loop('text += "x"', "show()"), "return text"],
    "it is global": ["global text", 'text = ""', ...loop('text += "x"')],
    "locals() sees it": ['text = ""', ...loop('text += "x"', "key(locals())"), "return text"],
    "a handler sees it half done": [
      "try:",
      '    text = ""',
      ...loop('text += "x"').map((line) => `    ${line}`),
      "except ValueError:",
      "    return text",
    ],
    "the else clause enlarges it": ['text = ""', ...loop('text += "x"'), "else:", '    text += "end"', "return text"],
    "it is prepended to": ['text = ""', ...loop('text = f"{row}" + text'), "return text"],
    "few constants are gone through": ['text = ""', 'for row in ("a", "b"):', "    text += row", "return text"],
  };
  for (const [name, lines] of Object.entries(silent)) {
    it(`is not reported where ${name}`, () => expect(found(inFunction(...lines))).toEqual([]));
  }

  it("is reported without a fix where a piece may be something else", () => {
    const text = inFunction('text = ""', ...loop("text += key(row)"), "return text");
    expect(found(text)).toEqual(["LK601:4"]);
    expect(fixed(text, true)).toBe(text);
  });

  it("is collected under a free name, with comments and parentheses kept", () => {
    const text = inFunction(
      'text = "<"  # begin',
      ...loop("text += (", '    f"{row}"  # one', ")", 'text += "a" if row else "b"'),
      "text_parts = 1",
      "return text, text_parts",
    );
    expect(fixed(text)).toBe(
      inFunction(
        'text_parts2 = ["<"]  # begin',
        ...loop("text_parts2.append(", '    f"{row}"  # one', ")", 'text_parts2.append("a" if row else "b")'),
        'text = "".join(text_parts2)',
        "text_parts = 1",
        "return text, text_parts",
      ),
    );
  });
});

describe("a whole file in memory (LK603)", () => {
  const withFile = (mode: string, ...body: string[]): string =>
    inFunction(`with open(path, "${mode}") as log:`, ...body.map((line) => `    ${line}`));
  const silent: Readonly<Record<string, string>> = {
    "the body reads the file": withFile("r", "for line in log.readlines():", "    key(log.tell())"),
    "the file is read on behind the loop": withFile(
      "r",
      "for line in log.readlines():",
      "    break",
      "return log.read()",
    ),
    "the file is written": withFile("r+", "for line in log.readlines():", "    key(line)"),
    "the body opens a file": withFile("r", "for line in log.readlines():", '    open(path, "w").close()'),
    "a loop reads again": withFile("r", "while key():", "    for line in log.readlines():", "        key(line)"),
    "the list is kept": withFile("r", "lines = log.readlines()", "for line in lines:", "    key(line)"),
    "it goes backwards": withFile("r", "for line in reversed(log.readlines()):", "    key(line)"),
    "a number of bytes is given": withFile("r", "for line in log.readlines(100):", "    key(line)"),
    "a generator reads it later": withFile("r", "return (line for line in log.readlines())"),
    "nobody knows what it is": inFunction("for line in key.readlines():", "    print(line)"),
  };
  for (const [name, text] of Object.entries(silent)) {
    it(`is not reported where ${name}`, () => expect(found(text)).toEqual([]));
  }

  it("is read line by line after the fix, in loops, comprehensions and totals", () => {
    expect(fixed(withFile("r", "for n, line in enumerate(log.readlines()):", "    key(line)"))).toContain(
      "enumerate(log):",
    );
    expect(fixed(withFile("rb", "return [line[0] for line in log.readlines()]"))).toContain("for line in log]");
    expect(fixed(withFile("r", "return set(log.readlines())"))).toContain("set(log)");
  });

  it("is reported without a fix for splitlines(), which splits at more than line ends", () => {
    const text = withFile("r", "for line in log.read().splitlines():", "    key(line)");
    expect(found(text)).toEqual(["LK603:3"]);
    expect(fixed(text, true)).toBe(text);
  });

  it("is reported for a map that is copied to be searched", () => {
    const head = "import mmap\nimport re\n\n\ndef f(file):\n    with mmap.mmap(file.fileno(), 0) as data:\n";
    expect(found(`${head}        return re.search(b"x", data.read())\n`)).toEqual(["LK603:7"]);
    expect(found(`${head}        return data.read()\n`)).toEqual([]);
  });
});

describe("other advice", () => {
  it("leaves alone a list that is a snapshot (LK604)", () => {
    const stale =
      "def _stale(cache):\n    old = []\n    for key in cache:\n        old.append(key)\n    return old\n\n\n";
    expect(found(`${stale}def f(cache):\n    for key in _stale(cache):\n        del cache[key]\n`)).toEqual([]);
    expect(found(`${stale}def f(cache):\n    return len(_stale(cache))\n`)).toEqual([]);
    expect(found(`${stale}def f(cache):\n    return max(_stale(cache))\n`)).toEqual(["LK604:1"]);
    expect(found(`${stale}def f(cache):\n    return max(_stale(cache)), _stale\n`)).toEqual([]);
  });

  it("sees through loops and methods what only goes through the list once (LK604)", () => {
    const odd =
      "def _odd(rows):\n    found = []\n    for row in rows:\n        if row % 2:\n            found.append(row)\n    return found\n\n\n";
    const loop = (...body: string[]): string[] =>
      found(`${odd}def f(rows, out):\n    for one in _odd(rows):\n${body.map((line) => `        ${line}\n`).join("")}`);
    expect(loop("out.append(one)")).toEqual(["LK604:1"]);
    expect(loop("rows.remove(one)")).toEqual([]);
    expect(found(`${odd}def f(rows, out):\n    out.extend(_odd(rows))\n`)).toEqual(["LK604:1"]);
    expect(found(`${odd}def f(rows):\n    rows.extend(_odd(rows))\n`)).toEqual([]);
    expect(found(`${odd}def f(rows):\n    return sorted(_odd(rows), reverse=True)\n`)).toEqual(["LK604:1"]);
    const method = (...body: string[]): string[] =>
      found(
        `class A:\n    def _odd(self):\n        found = []\n        for row in self.rows:\n            found.append(row)\n        return found\n\n` +
          `    def f(self):\n        for one in self._odd():\n${body.map((line) => `            ${line}\n`).join("")}`,
      );
    expect(method("self.last = one")).toEqual(["LK604:2"]);
    expect(method("self.rows.remove(one)")).toEqual([]);
    expect(method("self.drop(one)")).toEqual([]);
    expect(method("drop(self, one)")).toEqual([]);
    const comprehension = "def _odd(rows):\n    limit = 2\n    return [row for row in rows if row % limit]\n\n\n";
    expect(found(`${comprehension}def f(rows):\n    return max(_odd(rows))\n`)).toEqual(["LK604:1"]);
    expect(found(`${comprehension}def f(rows):\n    return len(_odd(rows))\n`)).toEqual([]);
    const early = comprehension.replace("    limit = 2", "    limit = 2\n    if not rows:\n        return []");
    expect(found(`${early}def f(rows):\n    return max(_odd(rows))\n`)).toEqual([]);
    const file = odd.replace("for row in rows:", "with rows:\n      for row in rows:");
    expect(found(`${file}def f(rows, out):\n    for one in _odd(rows):\n        out.append(one)\n`)).toEqual([]);
  });

  it("wants no slots of classes that need a dictionary (LK605)", () => {
    const made = "\n\npoints = [Point(n) for n in rows]\n";
    const plain = "class Point:\n    def __init__(self, x):\n        self.x = x\n";
    expect(found(plain + made)).toEqual(["LK605:1"]);
    expect(fixed(plain + made, true)).toContain('class Point:\n    __slots__ = ("x",)\n\n    def __init__');
    for (const text of [
      plain.replace("Point:", "Point(Base):") + made,
      `${plain}\n    def move(self):\n        self.y = 1\n${made}`,
      plain.replace("    def", "    x = 0\n\n    def") + made,
      `${plain}${made}points[0].__dict__\n`,
      `${plain}${made}for point in points:\n    point.colour = 1\n`,
      `${plain}\n\nclass Other(Point):\n    pass\n${made}`,
      plain.replace("self.x = x", "self.x = connect(x)") + made,
      `${plain}\n\npoint = Point(1)\n`,
    ]) {
      expect(found(text), text).toEqual([]);
    }
  });

  it("leaves alone lists of floats that are used as lists (LK606)", () => {
    const start = "values = [float(row) for row in rows]";
    expect(found(inFunction(start, "return max(values)"))).toEqual(["LK606:2"]);
    for (const end of [
      "return values",
      "return values[1:]",
      "values.sort()",
      "values[0] = rows",
      "key(values)",
      "return values == rows",
    ])
      expect(found(inFunction(start, end, "return max(values)")), end).toEqual([]);
  });

  it("leaves alone bytes that a view cannot stand in for (LK607)", () => {
    const loop = (use: string): string =>
      inFunction("while rows:", "    n = key.send(rows)", `    ${use}`, "    rows = rows[n:]");
    expect(found(loop("pass"))).toEqual(["LK607:5"]);
    expect(found(fixed(loop("pass"), true))).toEqual([]);
    expect(found(loop('rows.find(b"x")'))).toEqual([]);
    expect(found(`${loop("pass")}    return rows\n`)).toEqual([]);
  });

  it("deletes nothing that something else holds (LK608)", () => {
    const text = (use: string): string =>
      inFunction("text = path.read_text()", use, "for row in rows:", "    print(row)");
    expect(found(text("words = text.split()"))).toEqual(["LK608:3"]);
    expect(fixed(text("words = text.split()"), true)).toContain("words = text.split()\n    del text\n");
    expect(found(text("key(text)"))).toEqual([]);
    expect(found(text("key.text = text"))).toEqual([]);
    expect(found(inFunction("text = path.read_text()", "for row in rows:", "    print(text)"))).toEqual([]);
  });

  it("makes no global local that carries something, or keeps something alive (LK609)", () => {
    const text = (...lines: string[]): string =>
      `_last = None\n\n\ndef f(rows):\n    global _last\n${lines.map((line) => `    ${line}\n`).join("")}`;
    expect(found(text("_last = list(rows)", "return len(_last)"))).toEqual(["LK609:5"]);
    expect(fixed(text("_last = list(rows)", "return len(_last)"), true)).not.toContain("global");
    expect(found(text("if _last is None:", "    _last = list(rows)", "return _last"))).toEqual([]);
    expect(found(text("_last = Thread(rows)", "_last.start()"))).toEqual([]);
    expect(found(text("_last = list(rows)"))).toEqual([]);
    expect(found(`${text("_last = list(rows)", "return len(_last)")}\n\ndef g():\n    return _last\n`)).toEqual([]);
  });

  it("leaves alone dictionaries that leave, or that change (LK610)", () => {
    const start = 'found = [{"a": row, "b": 1} for row in rows]';
    expect(found(inFunction(start, 'return sum(one["a"] for one in found)'))).toEqual(["LK610:2"]);
    for (const end of [
      "return found",
      "return [one for one in found]",
      "return [one[key] for one in found]",
      'return [one.get("a") for one in found]',
      'return [one["c"] for one in found]',
    ]) {
      expect(found(inFunction(start, end)), end).toEqual([]);
    }
  });

  it("sees records that an object keeps (LK610)", () => {
    const text = (end: string, name = "_rows"): string =>
      `class A:\n    def __init__(self):\n        self.${name} = []\n\n    def add(self, lines):\n        for line in lines:\n` +
      `            self.${name}.append({"key": line, "size": len(line)})\n\n    def end(self):\n        ${end}\n`;
    expect(found(text('return [row["key"] for row in self._rows if row["size"]]'))).toEqual(["LK610:7"]);
    expect(found(text('return sum(row["size"] for row in self._rows) / len(self._rows)'))).toEqual(["LK610:7"]);
    expect(found(text("return json.dumps(self._rows)"))).toEqual([]);
    expect(found(text('return [row.get("key") for row in self._rows]'))).toEqual([]);
    expect(found(text('return [row["key"] for row in self.rows]', "rows"))).toEqual([]);
  });

  it("sees rows of which only a total is asked in the function itself (LK611)", () => {
    const text = (end: string, iterable = "log"): string =>
      `def f(path, lines):\n    rows = []\n    with open(path) as log:\n        for line in ${iterable}:\n            if line:\n` +
      `                rows.append(len(line))\n    ${end}\n`;
    expect(found(text("return sum(rows) / len(rows)"))).toEqual(["LK611:6"]);
    expect(found(text("return max(row * 2 for row in rows)"))).toEqual(["LK611:6"]);
    expect(found(text("return rows"))).toEqual([]);
    expect(found(text("return sum(rows) / rows[0]"))).toEqual([]);
    expect(found(text("return sum(rows)", "lines"))).toEqual([]);
  });

  it("leaves alone rows that somebody wants (LK611)", () => {
    const text = (end: string, name = "_rows"): string =>
      `class A:\n    def __init__(self):\n        self.${name} = []\n\n    def load(self, path):\n        with open(path) as log:\n` +
      `            for line in log:\n                self.${name}.append(line)\n\n    def end(self):\n        ${end}\n`;
    expect(found(text("return len(self._rows)"))).toEqual(["LK611:8"]);
    expect(found(text("return self._rows"))).toEqual([]);
    expect(found(text("return len(self.rows)", "rows"))).toEqual([]);
    expect(found(text("return self._rows[-1], len(self._rows)"))).toEqual([]);
  });
});

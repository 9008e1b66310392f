import { beforeAll, describe, expect, test } from "vitest";
import { type Expr, MAX_DEPTH, type Module, type Stmt } from "../../src/syntax/ast.js";
import { loadParser, type PythonParser } from "../../src/syntax/parser.js";
import { dump } from "./dump.js";

let parser: PythonParser;
beforeAll(async () => {
  parser = await loadParser();
});

/** The texts that nodes cover, by kind, in source order of the nodes' starts. */
function covered(text: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    const node = value as { kind?: string; start: number; end: number };
    if (node.kind && node.kind !== "Module") {
      found[node.kind] = [...(found[node.kind] ?? []), text.slice(node.start, node.end)];
    }
    Object.values(node).forEach(visit);
  };
  visit(parser.parse(text));
  return found;
}

describe("positions", () => {
  test("are UTF-16 offsets, behind characters of any width", () => {
    const text = "x = '😀é'; y = open('ß')  # 😀\n";
    const found = covered(text);
    expect(found.Call).toEqual(["open('ß')"]);
    expect(found.Constant).toEqual(["'😀é'", "'ß'"]);
    expect(parser.parse(text).comments.map((one) => one.text)).toEqual(["# 😀"]);
  });

  test.each(["\n", "\r\n", "\r"])("do not depend on the line end %j", (end) => {
    const lines = [
      "def f(a):",
      "    x = g(",
      "        1)  # one",
      "\t# two",
      "    return '''a",
      "b'''",
      "",
      "y = f(2)",
    ];
    const text = lines.join(end);
    const module = parser.parse(text);
    expect(module.problems).toEqual([]);
    expect(module.comments.map((one) => text.slice(one.start, one.end))).toEqual(["# one", "# two"]);
    expect(dump(module)).toBe(dump(parser.parse(lines.join("\n"))));
    expect(covered(text).Assign).toEqual([`x = g(${end}        1)`, "y = f(2)"]);
  });

  test("leave out the parentheses around an expression, keep a tuple's", () => {
    const found = covered("a = ((b))\nc = (d, e)\nf = g, h,\ni[j, k]\n");
    expect(found.Name).toContain("b");
    expect(found.Tuple).toEqual(["(d, e)", "g, h,", "j, k"]);
  });

  test("of a definition begin with its decorators; those of what follows a header end with its last statement", () => {
    const text = "@d\n# c\nasync def f():\n    pass\n    # end\n";
    const [stmt] = parser.parse(text).body;
    if (stmt?.kind !== "FunctionDef") throw new Error("no function");
    expect(text.slice(stmt.start, stmt.end)).toBe("@d\n# c\nasync def f():\n    pass");
    expect(text.slice(stmt.defStart, stmt.defStart + 9)).toBe("async def");
  });

  test("of elif begin at the elif", () => {
    expect(covered("if a:\n    b\nelif c:\n    d\n").If?.[1]).toBe("elif c:\n    d");
  });
});

describe("odd texts", () => {
  test.each([
    ["nothing", "", 0],
    ["no line end", "x = 1", 1],
    ["form feeds", "x = 1\n\f\ndef f():\n    \f\n    pass\n", 2],
    ["a byte order mark", "\ufeffx = 1\n", 1],
    ["tabs and spaces", "if x:\n\ty\n        z\n", 1],
    ["a backslash at line ends", "x = 1 + \\\n  2\nassert x, \\\r\n  'm'\n", 2],
    ["only comments", "# a\n    # b\n", 0],
    ["blank space", "  \n\t\n", 0],
  ])("%s", (_name, text, statements) => {
    const module = parser.parse(text);
    expect(module.problems).toEqual([]);
    expect(module.body).toHaveLength(statements);
    expect(module.end).toBe(text.length);
  });

  test.each(["x = '\ud800'\ny = 1\n", "x = \0\ny = 1\n", "\0", "\ud800\udc00\udc00", "a\u2028b = 1\n"])(
    "%j does not throw",
    (text) => {
      const file = parser.open(text);
      expect(file.update(text, []).module).toEqual(parser.parse(text));
      expect(parser.parse(text).end).toBe(text.length);
    },
  );
});

describe("depth", () => {
  function depthOf(node: unknown): number {
    if (Array.isArray(node)) return Math.max(0, ...node.map(depthOf));
    if (typeof node !== "object" || node === null) return 0;
    const kind = "kind" in node ? 1 : 0;
    return kind + Math.max(0, ...Object.values(node).map(depthOf));
  }

  function value(module: Module): Expr {
    const stmt: Stmt | undefined = module.body[0];
    if (stmt?.kind !== "Assign") throw new Error("no assignment");
    return stmt.value;
  }

  const many = (count: number, make: (index: number) => string, glue: string) =>
    Array.from({ length: count }, (_, index) => make(index)).join(glue);

  test.each([
    ["a sum", `x = ${many(5000, (index) => `a${index}`, " + ")}\n`],
    ["powers", `x = ${many(2000, (index) => `a${index}`, " ** ")}\n`],
    ["lists", `x = ${"[".repeat(1500)}a${"]".repeat(1500)}\n`],
    ["calls", `x = ${"f(".repeat(1500)}a${")".repeat(1500)}\n`],
    ["a chain of calls", `x = a${".b()".repeat(1500)}\n`],
    ["conditionals", `x = ${"a if b else ".repeat(1500)}c\n`],
    ["not", `x = ${"not ".repeat(3000)}a\n`],
  ])("%s deeper than MAX_DEPTH becomes an unknown that names all", (_name, text) => {
    const module = parser.parse(text);
    expect(module.problems).toEqual([]);
    const depth = depthOf(value(module));
    expect(depth).toBeLessThanOrEqual(MAX_DEPTH);
    expect(JSON.stringify(module)).toContain("UnknownExpr");
  });

  test("what is not too deep stays whole", () => {
    const text = `x = ${many(MAX_DEPTH, (index) => `a${index}`, " + ")}\n`;
    const module = parser.parse(text);
    expect(depthOf(value(module))).toBe(MAX_DEPTH);
    expect(JSON.stringify(module)).not.toContain("UnknownExpr");
  });

  test("an unknown has the names of what it stands for", () => {
    const text = `x = ${many(MAX_DEPTH + 1, (index) => `a${index}`, " + ")}\n`;
    const expr = value(parser.parse(text));
    expect(expr.kind === "UnknownExpr" && expr.names).toHaveLength(MAX_DEPTH + 1);
  });

  test("long flat chains and parentheses are not deep", () => {
    const text = `x = ${many(3000, (index) => `a${index}`, " or ")}\ny = ${"(".repeat(900)}z${")".repeat(900)}\n`;
    const module = parser.parse(`${text}w = ${many(3000, () => "'a'", " ")}\nv = ${many(2000, () => "u", " = ")}\n`);
    const expr = value(module);
    expect(expr.kind === "BoolOp" && expr.values.length).toBe(3000);
    expect(JSON.stringify(module)).not.toContain("Unknown");
  });

  test("statements nested too deep become unknown", () => {
    const text = `if a:\n  b\n${many(MAX_DEPTH + 50, (index) => `elif c${index}:\n  d${index}`, "\n")}\n`;
    const module = parser.parse(text);
    expect(module.body.map((stmt) => stmt.kind)).toEqual(["UnknownStmt"]);
    expect(depthOf(parser.parse(text.slice(0, text.indexOf("elif c600"))).body)).toBeLessThanOrEqual(MAX_DEPTH + 2);
  });
});

describe("memory", () => {
  test("trees are freed", { timeout: 60_000 }, () => {
    const text = "def f(a):\n    return [a, 1, 'x']\n".repeat(500);
    const before = process.memoryUsage().rss;
    let file = parser.open(text);
    for (let round = 0; round < 300; round++) {
      parser.parse(text);
      file = file.update(text + "#".repeat(round % 3), []);
    }
    file.dispose();
    // A tree of this text takes 2 MB or so; 600 of them would show.
    expect(process.memoryUsage().rss - before).toBeLessThan(500 * 2 ** 20);
  });
});

import { describe, expect, it } from "vitest";
import { catches, exceptionName, handlerNames } from "../../src/semantics/exceptions.js";
import type { Expr, Stmt } from "../../src/syntax/ast.js";
import { parse } from "./support.js";

const handlersOf = (source: string) => {
  const [stmt] = parse(`try: pass\n${source} pass`).body;
  if (stmt?.kind !== "Try") throw new Error("no try");
  return stmt.handlers.map((handler) => handlerNames(handler.type));
};

const expression = (source: string): Expr => {
  const stmt: Stmt | undefined = parse(source).body[0];
  if (stmt?.kind !== "ExprStmt") throw new Error("no expression");
  return stmt.value;
};

describe("catches", () => {
  it.each([
    ["ValueError", "ValueError", "always"],
    ["ValueError", "UnicodeDecodeError", "always"],
    ["Exception", "KeyError", "always"],
    ["BaseException", "KeyboardInterrupt", "always"],
    ["BaseException", "acme.Error", "always"],
    ["OSError", "BrokenPipeError", "always"],
    ["OSError", "TimeoutError", "always"],
    ["ArithmeticError", "ZeroDivisionError", "always"],
    // Classes of libraries derive from Exception, but for very few.
    ["Exception", "acme.Error", "always"],
    ["acme.Error", "acme.Error", "always"],
    ["Exception", "KeyboardInterrupt", "never"],
    ["Exception", "SystemExit", "never"],
    ["Exception", "GeneratorExit", "never"],
    ["ValueError", "OSError", "never"],
    ["KeyError", "IndexError", "never"],
    ["RuntimeError", "AssertionError", "never"],
    // What is said to be raised may be of a subclass.
    ["FileNotFoundError", "OSError", "maybe"],
    ["UnicodeDecodeError", "ValueError", "maybe"],
    ["KeyError", "LookupError", "maybe"],
    ["KeyError", "Exception", "maybe"],
    // Nobody knows what these derive from.
    ["acme.Error", "ValueError", "maybe"],
    ["ValueError", "acme.Error", "maybe"],
    [null, "ValueError", "maybe"],
  ] as const)("%s for %s: %s", (handler, raised, expected) => {
    expect(catches(handler, raised)).toBe(expected);
  });
});

describe("handlerNames", () => {
  it.each([
    ["except:", [null]],
    ["except ValueError:", [["ValueError"]]],
    ["except (OSError, socket.timeout):", [["OSError", "TimeoutError"]]],
    ["except (IOError, EnvironmentError, os.error) as e:", [["OSError", "OSError", "OSError"]]],
    ["except errors():", [["errors"]]],
    ["except E[0]:", [[null]]],
    ["except zlib.error:", [["zlib.error"]]],
    ["except* ValueError:", [["ValueError"]]],
    ["except A: pass\nexcept B:", [["A"], ["B"]]],
  ])("%s", (source, expected) => {
    expect(handlersOf(source)).toEqual(expected);
  });
});

describe("exceptionName", () => {
  it.each([
    ["ValueError('no')", "ValueError"],
    ["IOError", "OSError"],
    ["select.error", "OSError"],
    ["a.b.C(1, x=2)", "a.b.C"],
    ["errors[0]", null],
    ["(lambda: E)()", null],
  ])("%s is %s", (source, expected) => {
    expect(exceptionName(expression(source))).toBe(expected);
  });
});

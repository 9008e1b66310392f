/** Small random Python functions, for properties that must hold for any program. */
import fc from "fast-check";

const simple = (inLoop: boolean): fc.Arbitrary<string> =>
  fc.constantFrom(
    "f = open(p)",
    "g = f",
    "f.close()",
    "f.read()",
    "f = None",
    "del f",
    "return f",
    "return",
    "raise ValueError(p)",
    "assert f, p",
    "use(f)",
    "yield f",
    "items.append(f)",
    "self.f = f",
    "a, b = open(p), open(q)",
    "x = f if p else open(q)",
    "print(open(p).read())",
    "lock.acquire()",
    "lock.release()",
    "pass",
    ...(inLoop ? ["break", "continue"] : []),
  );

const condition = fc.constantFrom(
  "f",
  "f is None",
  "p and not f.closed",
  "not (p or q())",
  "(g := open(p))",
  "True",
  "0",
);
const manager = fc.constantFrom("f", "open(p) as f", "suppress(OSError)", "open(p) as f, open(q) as g", "closing(f)");
const exception = fc.constantFrom("", " OSError", " (ValueError, KeyError) as e", " Exception");
const iterable = fc.constantFrom("f", "open(p)", "range(3)", "[f, g]");

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function block(depth: number, inLoop: boolean): fc.Arbitrary<string[]> {
  return fc.array(statement(depth, inLoop), { minLength: 1, maxLength: 3 }).map((stmts) => stmts.flat());
}

function statement(depth: number, inLoop: boolean): fc.Arbitrary<string[]> {
  const leaf = simple(inLoop).map((line) => [line]);
  if (depth === 0) return leaf;
  const inner = block(depth - 1, inLoop);
  const looped = block(depth - 1, true);
  const orElse = fc.option(inner, { nil: null }).map((body) => (body === null ? [] : ["else:", ...indent(body)]));
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    fc.tuple(condition, inner, orElse).map(([test, body, last]) => [`if ${test}:`, ...indent(body), ...last]),
    fc.tuple(condition, looped, orElse).map(([test, body, last]) => [`while ${test}:`, ...indent(body), ...last]),
    fc.tuple(iterable, looped, orElse).map(([iter, body, last]) => [`for f in ${iter}:`, ...indent(body), ...last]),
    fc.tuple(manager, inner).map(([what, body]) => [`with ${what}:`, ...indent(body)]),
    fc
      .tuple(inner, fc.array(fc.tuple(exception, inner), { maxLength: 2 }), orElse, fc.option(inner, { nil: null }))
      .map(([body, handlers, last, final]) => [
        "try:",
        ...indent(body),
        // A bare `except:` must come last.
        ...[...handlers]
          .sort((a, b) => Number(a[0] === "") - Number(b[0] === ""))
          .slice(0, handlers.every(([type]) => type === "") ? 1 : 2)
          .flatMap(([type, handler]) => [`except${type}:`, ...indent(handler)]),
        ...(handlers.length > 0 ? last : []),
        ...(final !== null ? ["finally:", ...indent(final)] : handlers.length > 0 ? [] : ["finally:", "  pass"]),
      ]),
    fc
      .tuple(inner, inner)
      .map(([a, b]) => ["match p:", "  case [f, *_]:", ...indent(indent(a)), "  case _:", ...indent(indent(b))]),
  );
}

/** The text of a function `run` with random statements, nested at most `depth` deep. */
export function programs(depth = 3): fc.Arbitrary<string> {
  return block(depth, false).map((body) => `${["def run(self, p, q):", ...indent(body)].join("\n")}\n`);
}

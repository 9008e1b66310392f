import { expect, test } from "vitest";
import { Solver, type Unknown } from "../../src/analysis/model/solver.js";

/** Unknowns by name, each the union of a letter of its own and of what it asks. */
function system(solver: Solver<string>, equations: Readonly<Record<string, readonly [string, ...string[]]>>) {
  const unknowns = new Map<string, Unknown<string>>();
  for (const [name, [own, ...asked]] of Object.entries(equations)) {
    const compute = (): string | undefined => {
      const parts = [own, ...asked.map((one) => solver.ask(unknowns.get(one) as Unknown<string>) ?? "")];
      return union(...parts) || undefined;
    };
    unknowns.set(name, solver.unknown(compute));
  }
  return (name: string) => solver.ask(unknowns.get(name) as Unknown<string>);
}

function union(...parts: readonly string[]): string {
  return [...new Set(parts.join(""))].sort().join("");
}

const RING = {
  a: ["a", "b"],
  b: ["b", "c", "d"],
  c: ["", "a"],
  d: ["d", "d", "e"],
  e: ["", "e"],
  f: ["f", "c"],
} as const;

test("unknowns that ask for each other come out the same wherever one begins", () => {
  const names = Object.keys(RING);
  const expected = { a: "abd", b: "abd", c: "abd", d: "d", e: undefined, f: "abdf" };
  for (const first of names) {
    const ask = system(new Solver(union), RING);
    ask(first);
    expect([first, Object.fromEntries(names.map((name) => [name, ask(name)]))]).toEqual([first, expected]);
  }
});

test("a chain longer than the stack is solved", () => {
  const equations: Record<string, [string, ...string[]]> = { n0: ["x"] };
  for (let index = 1; index < 20_000; index++) equations[`n${index}`] = ["", `n${index - 1}`];
  const solver = new Solver<string>(union);
  const ask = system(solver, equations);
  expect(ask("n19999")).toBe("x");
});

test("what is read too early is told, and what is read in time is not", () => {
  const solver = new Solver<string>(union);
  const told: boolean[] = [];
  const nothing = solver.unknown(() => undefined);
  const self: Unknown<string> = solver.unknown(() => {
    told.push(solver.isEarly(() => solver.ask(self)));
    return "x";
  });
  expect(solver.ask(self)).toBe("x");
  expect(told).toEqual([true, false]);
  expect(solver.isEarly(() => solver.ask(nothing))).toBe(false);
});

test("after an error the same can be asked again", () => {
  const solver = new Solver<string>(union);
  let fails = true;
  const inner = solver.unknown(() => {
    if (fails) throw new Error("not now");
    return "x";
  });
  const outer = solver.unknown(() => solver.ask(inner));
  expect(() => solver.ask(outer)).toThrow("not now");
  fails = false;
  expect(solver.ask(outer)).toBe("x");
  expect(solver.ask(inner)).toBe("x");
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CfgNode, NONE } from "../../src/semantics/cfg.js";
import { programs } from "./programs.js";
import { cfgOf } from "./support.js";

function successors(node: CfgNode): number[] {
  const found = [node.next, node.exc, "other" in node ? node.other : NONE];
  if (node.kind === "dispatch") found.push(...node.handlers.map((handler) => handler.entry));
  return found.filter((id) => id !== NONE);
}

/** What must lead on by normal flow; everything but what ends or passes on an exception. */
function mustGoOn(node: CfgNode): boolean {
  switch (node.kind) {
    case "exit":
    case "raise-exit":
    case "dispatch":
      return false;
    case "statement":
      return node.stmt.kind !== "Raise" && node.stmt.kind !== "Assert";
    case "leave":
      return !node.exceptional;
    default:
      return true;
  }
}

function problems(nodes: readonly CfgNode[]): string[] {
  const found: string[] = [];
  nodes.forEach((node, index) => {
    const is = `${index} ${node.kind}`;
    if (node.id !== index) found.push(`${is}: its id is ${node.id}`);
    for (const to of successors(node)) if (nodes[to] === undefined) found.push(`${is}: leads to ${to}, which is not`);
    if (mustGoOn(node) !== (node.next !== NONE)) found.push(`${is}: goes on to ${node.next}`);
    if (node.kind === "dispatch" && node.exc === NONE) found.push(`${is}: an exception has nowhere to go`);
    if (node.kind === "leave" && node.exceptional && node.exc === NONE) found.push(`${is}: ends an exception`);
    if (node.kind === "leave" && !node.exceptional && node.other !== NONE) found.push(`${is}: swallows nothing`);
    if ((node.kind === "test" || node.kind === "next") && node.other === NONE) found.push(`${is}: has one way`);
    if ((node.kind === "exit" || node.kind === "raise-exit") && successors(node).length > 0)
      found.push(`${is}: goes on`);
  });
  return found;
}

describe("any graph", () => {
  it("is well-formed, reachable or not", () => {
    fc.assert(
      fc.property(programs(), (source) => {
        const { cfg } = cfgOf(source);
        if (cfg === null) return;
        expect(problems(cfg.nodes)).toEqual([]);
        expect(cfg.nodes[cfg.entry]?.kind).toBe("entry");
        expect(cfg.nodes[cfg.exit]?.kind).toBe("exit");
        expect(cfg.nodes[cfg.raiseExit]?.kind).toBe("raise-exit");
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it("has no way into nowhere: from what can be reached, an end or a loop follows", () => {
    fc.assert(
      fc.property(programs(), (source) => {
        const { cfg } = cfgOf(source);
        if (cfg === null) return;
        const reached = new Set([cfg.entry]);
        for (const id of reached) for (const to of successors(cfg.nodes[id] as CfgNode)) reached.add(to);
        for (const id of reached) {
          const node = cfg.nodes[id] as CfgNode;
          const isEnd = node.kind === "exit" || node.kind === "raise-exit";
          expect(isEnd || successors(node).length > 0, `${id} ${node.kind} in\n${source}`).toBe(true);
        }
      }),
      { numRuns: 300, seed: 8 },
    );
  });
});

describe("size", () => {
  const nested = (depth: number, head: string): string => {
    const lines = Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}${head}`);
    return [...lines, `${" ".repeat(depth)}f()`].join("\n");
  };

  it.each([
    ["if", "if a:"],
    ["while", "while a:"],
    ["for", "for a in b:"],
    ["with", "with a:"],
  ])("90 %s blocks deep", (_name, head) => {
    const { cfg } = cfgOf(nested(90, head));
    expect(cfg?.nodes.length).toBeGreaterThan(90);
    expect(cfg?.nodes.length).toBeLessThan(1000);
  });

  it("a condition of 600 parts", () => {
    const { cfg } = cfgOf(`if ${Array.from({ length: 600 }, (_, n) => `a${n}`).join(" and ")}:\n  f()\n`);
    expect(cfg?.nodes.filter((node) => node.kind === "test")).toHaveLength(600);
  });

  it("an elif chain of 500", () => {
    const chain = Array.from({ length: 500 }, (_, n) => `${n === 0 ? "if" : "elif"} a == ${n + 1}:\n  f(${n})`).join(
      "\n",
    );
    expect(cfgOf(`${chain}\n`).cfg?.nodes.filter((node) => node.kind === "test")).toHaveLength(500);
  });

  it("gives up on finally blocks whose copies multiply", () => {
    const level = (depth: number): string[] =>
      depth === 0
        ? ["return f()"]
        : [
            "try:",
            ...level(depth - 1).map((line) => `  ${line}`),
            "finally:",
            ...level(depth - 1).map((line) => `  ${line}`),
          ];
    const source = `def f():\n${level(9)
      .map((line) => `  ${line}`)
      .join("\n")}\n`;
    expect(cfgOf(source).cfg).toBe(null);
  });

  it("copies a plain finally block for each way only", () => {
    const body = Array.from({ length: 50 }, (_, n) => `    if a == ${n}: return ${n}`).join("\n");
    const { cfg } = cfgOf(`def f():\n  try:\n${body}\n  finally:\n    c()\n`);
    const copies = cfg?.nodes.filter((node) => node.kind === "statement" && node.stmt.kind === "ExprStmt");
    expect(copies).toHaveLength(2);
  });
});

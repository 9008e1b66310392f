import { describe, expect, it } from "vitest";
import { type Cfg, type CfgNode, NONE } from "../../src/semantics/cfg.js";
import { type Budget, explore, type Visit } from "../../src/semantics/explore.js";

const PLENTY: Budget = { visits: 1000, statesPerNode: 100 };

/** A graph of bare nodes: what each leads to. */
function graph(...edges: readonly (readonly number[])[]): { readonly cfg: Cfg; readonly edges: typeof edges } {
  const nodes: CfgNode[] = edges.map((_, id) => ({ kind: "entry", id, next: NONE, exc: NONE }));
  return { cfg: { nodes, entry: 0, exit: edges.length - 1, raiseExit: NONE }, edges };
}

/** Walk a graph with a number that every step changes; the visits in order. */
function walk(
  { cfg, edges }: ReturnType<typeof graph>,
  change: (state: number, to: number) => number,
  budget: Budget = PLENTY,
): { readonly complete: boolean; readonly visits: Visit<number, string>[] } {
  const visits: Visit<number, string>[] = [];
  const complete = explore<number, string>(
    cfg,
    0,
    (visit) => {
      visits.push(visit);
      return (edges[visit.node] ?? []).map((node) => ({
        node,
        state: change(visit.state, node),
        label: `${visit.node}-${node}`,
      }));
    },
    String,
    budget,
  );
  return { complete, visits };
}

const wayOf = (visit: Visit<number, string>): number[] => [...(visit.from ? wayOf(visit.from) : []), visit.node];

describe("explore", () => {
  it("visits each pair of node and state once, in a loop too", () => {
    const { complete, visits } = walk(graph([1], [2, 0], []), (state) => state);
    expect(complete).toBe(true);
    expect(visits.map((visit) => visit.node)).toEqual([0, 1, 2]);
  });

  it("visits a node again with another state", () => {
    const { visits } = walk(graph([1, 2], [3], [3], []), (state, to) => (to === 2 ? 7 : state));
    expect(visits.map((visit) => [visit.node, visit.state])).toEqual([
      [0, 0],
      [1, 0],
      [2, 7],
      [3, 0],
      [3, 7],
    ]);
  });

  it("finds a shortest way, and says what was noted on it", () => {
    // Two ways from 0 to 4: through 1, 2, 3 and, written later, through 3 alone.
    const { visits } = walk(graph([1, 3], [2], [3], [4], []), (state) => state);
    const last = visits[visits.length - 1] as Visit<number, string>;
    expect(wayOf(last)).toEqual([0, 3, 4]);
    expect(last.label).toBe("3-4");
    expect(visits[0]?.from).toBe(null);
    expect(visits[0]?.label).toBe(null);
  });

  it("drops successors at NONE", () => {
    const { complete, visits } = walk(graph([NONE, 1], [NONE]), (state) => state);
    expect(complete).toBe(true);
    expect(visits).toHaveLength(2);
  });

  it("gives up when it visited too much", () => {
    const endless = graph([0]);
    expect(walk(endless, (state) => state + 1, { visits: 50, statesPerNode: 1000 }).complete).toBe(false);
    expect(walk(endless, (state) => state + 1, { visits: 50, statesPerNode: 1000 }).visits).toHaveLength(50);
    expect(walk(endless, (state) => (state + 1) % 40, { visits: 50, statesPerNode: 1000 }).complete).toBe(true);
  });

  it("gives up when one node has too many states", () => {
    const endless = graph([0]);
    expect(walk(endless, (state) => state + 1, { visits: 1000, statesPerNode: 8 }).complete).toBe(false);
    expect(walk(endless, (state) => (state + 1) % 8, { visits: 1000, statesPerNode: 8 }).complete).toBe(true);
  });
});

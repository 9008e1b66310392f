/**
 * A worklist solver that explores the product of a control-flow graph and a finite set of states,
 * breadth first, so that the first way found to a point is a shortest one.
 */
import type { Cfg, NodeId } from "./cfg.js";
import { NONE } from "./cfg.js";

/** A state at a node, and the way it was reached. */
export interface Visit<S, L> {
  readonly node: NodeId;
  readonly state: S;
  /** The visit before this one; null at the entry. */
  readonly from: Visit<S, L> | null;
  /** What was noted about the step from there to here. */
  readonly label: L | null;
}

/** A successor of a visit. */
export interface Successor<S, L> {
  readonly node: NodeId;
  readonly state: S;
  readonly label: L;
}

export interface Budget {
  /** Visits in all. */
  readonly visits: number;
  /** Different states at one node. */
  readonly statesPerNode: number;
}

/**
 * Explore from the entry until nothing new is found.
 *
 * @param step the successors of a visit; those at `NONE` are dropped. Called once for each pair of node
 *   and state.
 * @param keyOf a text that is equal exactly for equal states.
 * @returns false when the budget ran out: what was found is not all there is.
 */
export function explore<S, L>(
  cfg: Cfg,
  initial: S,
  step: (visit: Visit<S, L>) => readonly Successor<S, L>[],
  keyOf: (state: S) => string,
  budget: Budget,
): boolean {
  const seen = new Map<NodeId, Set<string>>();
  const queue: Visit<S, L>[] = [{ node: cfg.entry, state: initial, from: null, label: null }];
  seen.set(cfg.entry, new Set([keyOf(initial)]));
  for (let index = 0; index < queue.length; index++) {
    if (index >= budget.visits) return false;
    const visit = queue[index] as Visit<S, L>;
    for (const successor of step(visit)) {
      if (successor.node === NONE) continue;
      let states = seen.get(successor.node);
      if (states === undefined) {
        states = new Set();
        seen.set(successor.node, states);
      }
      const key = keyOf(successor.state);
      if (states.has(key)) continue;
      if (states.size >= budget.statesPerNode) return false;
      states.add(key);
      queue.push({ node: successor.node, state: successor.state, from: visit, label: successor.label });
    }
  }
  return true;
}

/**
 * Which functions of a file have to be run by themselves. A function that calls one that may make a cycle would have to
 * be run, too, and its callers after it. But once the callee is run, its summary shows what it did to what it was
 * handed: where that is nothing that callers could close, what it found is all there is to find.
 */
import { modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Functions } from "./functions.js";
import type { Sym } from "./graph.js";
import { Heirs } from "./heirs.js";
import { type Effect, Effects, effectOf, worstOf } from "./relevance.js";
import { isHanded, rootOf } from "./seen.js";
import type { LocalCall, Sketch } from "./sketch.js";
import type { Summary } from "./state.js";

/** Callees of callees that may make a cycle are asked to this depth; what lies deeper may do anything. */
const DEEPEST = 40;

/** The functions of a file that may make a cycle that is not found in those that they call; outer before inner. */
export function functionsToRun(functions: Functions): readonly Unit[] {
  const effects = Effects.of(functions.model);
  const found = effects.functions.filter((unit) => effects.ask(unit) === "cycle");
  if (found.length === 0) return found;
  const roots = new Roots(functions);
  return found.filter((unit) => roots.effect(unit) === "cycle");
}

class Roots {
  readonly #known = new Map<Unit, Effect | undefined>();
  readonly #handed = new Map<Unit, Effect | undefined>();
  readonly #heirs: Heirs;
  #depth = 0;

  constructor(readonly functions: Functions) {
    this.#heirs = new Heirs(functions.model);
  }

  /** What a function does beyond what its callees are seen to do by themselves. */
  effect(unit: Unit): Effect | undefined {
    const effects = Effects.of(modelOf(unit));
    const first = effects.ask(unit);
    if (first !== "cycle") return first;
    if (this.#known.has(unit)) return this.#known.get(unit);
    if (this.#depth >= DEEPEST) return first;
    // For those that call themselves by others.
    this.#known.set(unit, first);
    this.#depth++;
    const sketch = effects.sketch(unit);
    const effect = effectOf(sketch, (call) => worstOf(call.callees, (callee) => this.#ofCallee(callee, call, sketch)));
    this.#depth--;
    this.#known.set(unit, effect);
    return effect;
  }

  #ofCallee(callee: Unit, call: LocalCall, caller: Sketch): Effect | undefined {
    const effect = this.effect(callee);
    if (effect !== "cycle" || this.#isForCaller(callee, call, caller)) return effect;
    if (this.#handed.has(callee)) return this.#handed.get(callee);
    const summary = this.functions.summaryOf(callee, null);
    const handed = summary === null ? "cycle" : effectOfSummary(summary);
    this.#handed.set(callee, handed);
    return handed;
  }

  /** Whether a method may do more for an object that the caller knows than for one of its own class. */
  #isForCaller(callee: Unit, { constructs, receiver }: LocalCall, { unit, method }: Sketch): boolean {
    const isOwn = !constructs && receiver.length === 1 && receiver[0] === method?.receiver;
    return !(isOwn && callee.parent === unit.parent) && this.#heirs.mayChange(callee);
  }
}

/** What a function does to what it is handed, told by the links that it makes. */
function effectOfSummary({ effects }: Summary): Effect | undefined {
  const next = new Map<Sym, Set<Sym>>();
  const lead = (from: Sym, to: Sym): void => {
    const known = next.get(from);
    if (known === undefined) next.set(from, new Set([to]));
    else known.add(to);
  };
  const links = effects.filter((effect) => "to" in effect);
  // What is read from a container made here is what was put into it.
  const read = new Set(links.flatMap(({ from, to }) => [from, to].filter(({ kind }) => kind === "part").map(rootOf)));
  for (const link of links) {
    const from = rootOf(link.from);
    const to = rootOf(link.to);
    lead(from, to);
    if (from.kind === "container" && read.has(from)) lead(to, from);
  }
  let worst: Effect | undefined;
  for (const start of next.keys()) {
    if (!isHanded(start)) continue;
    const reached = new Set<Sym>(next.get(start));
    for (const one of reached) for (const other of next.get(one) ?? []) reached.add(other);
    for (const one of reached) {
      if (one === start || !isHanded(one)) continue;
      if (start.kind !== "receiver" || one.kind === "outer") return "mixed";
      worst = "own";
    }
  }
  return worst;
}

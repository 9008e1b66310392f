/**
 * Which functions can make a cycle at all: told by one pass over their text, without running them.
 *
 * Variables that may stand for one object, or for one and its parts, make a cluster. Whatever stores an object in an
 * attribute, item or container leads from one cluster to another; a function in which these ways never lead back makes
 * no cycle. What it does to its arguments counts again in those who call it: functions of one file are found by name,
 * those of other files by what names and receivers are inferred to be.
 */
import { type FileModel, modelOf } from "../model/file-model.js";
import { Solver, type Unknown } from "../model/solver.js";
import type { Unit } from "../model/unit.js";
import { Callees } from "./callees.js";
import { type LocalCall, type Sketch, sketchOf } from "./sketch.js";

/**
 * `own`: it binds its receiver to arguments, and does nothing else to them. `mixed`: it binds arguments to others.
 * `cycle`: it may make one.
 */
export type Effect = "own" | "mixed" | "cycle";

const RANK: Readonly<Record<Effect, number>> = { own: 1, mixed: 2, cycle: 3 };

/** One for all files: functions call those of others. */
const SOLVER = new Solver<Effect>((one, other) => (RANK[one] < RANK[other] ? other : one));

const known = new WeakMap<FileModel, Effects>();

/** What the functions of a file do, each looked at when first asked for. Kept with the model. */
export class Effects {
  readonly functions: readonly Unit[];
  readonly #names: Callees;
  readonly #sketches = new Map<Unit, Sketch>();
  readonly #unknowns = new Map<Unit, Unknown<Effect>>();

  private constructor(readonly model: FileModel) {
    this.functions = model.units.filter(({ node }) => node.kind === "FunctionDef");
    this.#names = new Callees(model, this.functions);
  }

  static of(model: FileModel): Effects {
    let effects = known.get(model);
    if (effects === undefined) {
      effects = new Effects(model);
      known.set(model, effects);
    }
    return effects;
  }

  /** What a function does; undefined where it binds nothing to anything. */
  ask(unit: Unit): Effect | undefined {
    let unknown = this.#unknowns.get(unit);
    if (unknown === undefined) {
      unknown = SOLVER.unknown(() => effectOf(this.sketch(unit), effectOfCall));
      this.#unknowns.set(unit, unknown);
    }
    return SOLVER.ask(unknown);
  }

  /** What a function links, and whom it calls. */
  sketch(unit: Unit): Sketch {
    let sketch = this.#sketches.get(unit);
    if (sketch === undefined) {
      sketch = sketchOf(unit, this.model, this.#names);
      this.#sketches.set(unit, sketch);
    }
    return sketch;
  }
}

function effectOfCall({ callees }: LocalCall): Effect | undefined {
  return worstOf(callees, (unit) => Effects.of(modelOf(unit)).ask(unit));
}

/** What the worst of some functions does. */
export function worstOf(units: readonly Unit[], ask: (unit: Unit) => Effect | undefined): Effect | undefined {
  let worst: Effect | undefined;
  for (const unit of units) {
    const one = ask(unit);
    if (one === "cycle") return one;
    if (one !== undefined && (worst === undefined || RANK[one] > RANK[worst])) worst = one;
  }
  return worst;
}

/** What a function does, by what its calls do; undefined where it binds nothing to anything. */
export function effectOf(sketch: Sketch, ofCall: (call: LocalCall) => Effect | undefined): Effect | undefined {
  if (sketch.isOpen) return "cycle";
  const ways = [...sketch.ways];
  for (const call of sketch.calls) {
    const { receiver, args, bound, constructs } = call;
    const effect = ofCall(call);
    if (effect === "cycle") return "cycle";
    if (effect === "mixed" && receiver.length + args.length > 0) return "cycle";
    if (effect === "own" && !constructs) ways.push({ from: receiver, to: bound, isBetween: false });
  }
  if (ways.length === 0) return undefined;
  const { clusters, method, unit } = sketch;
  const next = new Map<string, Set<string>>();
  for (const { from, to, isBetween } of ways) {
    for (const one of from) {
      const start = clusters.of(one);
      for (const other of to) {
        const end = clusters.of(other);
        if (start === end && isBetween) continue;
        if (start === end) return "cycle";
        const known = next.get(start);
        if (known === undefined) next.set(start, new Set([end]));
        else known.add(end);
      }
    }
  }
  if (leadsBack(next)) return "cycle";
  const isOuter = (name: string): boolean => {
    const home = unit.scope.lookup(name);
    return home !== null && home !== unit.scope;
  };
  // What is done to the variables of a function around is not seen in its calls.
  if (isNested(unit) && ways.some(({ from, to }) => from.some(isOuter) || to.some(isOuter))) return "cycle";
  const ofParameters = new Map<string, string[]>();
  for (const { name } of unit.node.kind === "FunctionDef" ? unit.node.params.all : []) {
    const cluster = clusters.of(name);
    const known = ofParameters.get(cluster);
    if (known === undefined) ofParameters.set(cluster, [name]);
    else known.push(name);
  }
  let effect: Effect | undefined;
  for (const start of next.keys()) {
    const parameters = ofParameters.get(start);
    if (parameters === undefined) continue;
    if (parameters.length > 1 || parameters[0] !== method?.receiver) return "mixed";
    effect = "own";
  }
  return effect;
}

function isNested(unit: Unit): boolean {
  for (let at = unit.parent; at !== null; at = at.parent)
    if (at.node.kind === "FunctionDef" || at.node.kind === "Lambda") return true;
  return false;
}

function leadsBack(next: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const done = new Set<string>();
  const around = new Set<string>();
  for (const root of next.keys()) {
    const stack: { readonly at: string; readonly rest: Iterator<string> }[] = [];
    const enter = (at: string): void => {
      around.add(at);
      stack.push({ at, rest: (next.get(at) ?? NOTHING).values() });
    };
    if (!done.has(root)) enter(root);
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as (typeof stack)[number];
      const step = top.rest.next();
      if (step.done === true) {
        stack.pop();
        around.delete(top.at);
        done.add(top.at);
      } else if (around.has(step.value)) return true;
      else if (!done.has(step.value)) enter(step.value);
    }
  }
  return false;
}

const NOTHING: ReadonlySet<string> = new Set();

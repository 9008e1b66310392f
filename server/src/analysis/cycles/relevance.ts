/**
 * Which functions can make a cycle at all: told by one pass over their text, without running them.
 *
 * Variables that may stand for one object, or for one and its parts, make a cluster. Whatever stores an object in an
 * attribute, item or container leads from one cluster to another; a function in which these ways never lead back makes
 * no cycle. What it does to its arguments counts again in those who call it, who are found by name.
 */
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { Callees } from "./callees.js";
import { type Sketch, sketchOf } from "./sketch.js";

/** `own`: it binds its receiver to arguments, and does nothing else to them. `mixed`: it binds arguments to others. */
type Effect = "none" | "own" | "mixed" | "cycle";

/** The functions of a file that may make a cycle, outer before inner. */
export function functionsToRun(model: FileModel): readonly Unit[] {
  const functions = model.units.filter(({ node }) => node.kind === "FunctionDef");
  if (functions.length === 0) return [];
  const names = new Callees(model, functions);
  const sketches = new Map<Unit, Sketch>();
  for (const unit of functions) sketches.set(unit, sketchOf(unit, model, names));
  const effects = effectsOf(sketches);
  return functions.filter((unit) => effects.get(unit) === "cycle");
}

/** Units that calls by one name may call, and what the worst of them does. */
interface Group {
  effect: Effect;
  readonly callers: Set<Sketch>;
}

const RANK: Readonly<Record<Effect, number>> = { none: 0, own: 1, mixed: 2, cycle: 3 };

function effectsOf(sketches: ReadonlyMap<Unit, Sketch>): ReadonlyMap<Unit, Effect> {
  const groups = new Map<readonly Unit[], Group>();
  const groupsOf = new Map<Unit, Group[]>();
  for (const sketch of sketches.values()) {
    for (const { callees } of sketch.calls) {
      if (callees === null) continue;
      const known = groups.get(callees);
      if (known !== undefined) {
        known.callers.add(sketch);
        continue;
      }
      // What is in another file may do whatever there is to do.
      const isHere = callees.every((callee) => sketches.has(callee));
      const group: Group = { effect: isHere ? "none" : "mixed", callers: new Set([sketch]) };
      groups.set(callees, group);
      for (const callee of callees) {
        const all = groupsOf.get(callee);
        if (all === undefined) groupsOf.set(callee, [group]);
        else all.push(group);
      }
    }
  }
  const effects = new Map<Unit, Effect>();
  let todo = new Set(sketches.values());
  while (todo.size > 0) {
    const next = new Set<Sketch>();
    for (const sketch of todo) {
      const before = effects.get(sketch.unit) ?? "none";
      if (before === "cycle") continue;
      const now = effectOf(sketch, groups);
      if (now === before) continue;
      effects.set(sketch.unit, now);
      for (const group of groupsOf.get(sketch.unit) ?? []) {
        if (RANK[now] <= RANK[group.effect]) continue;
        group.effect = now;
        for (const caller of group.callers) next.add(caller);
      }
    }
    todo = next;
  }
  return effects;
}

function effectOf(sketch: Sketch, groups: ReadonlyMap<readonly Unit[], Group>): Effect {
  if (sketch.isOpen) return "cycle";
  const ways = [...sketch.ways];
  for (const { callees, receiver, args, constructs } of sketch.calls) {
    const effect = callees === null ? "mixed" : (groups.get(callees)?.effect ?? "none");
    if (effect === "cycle") return "cycle";
    if (effect === "mixed" && receiver.length + args.length > 0) return "cycle";
    if (effect === "own" && !constructs) ways.push({ from: receiver, to: args, isBetween: false });
  }
  if (ways.length === 0) return "none";
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
  let effect: Effect = "none";
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

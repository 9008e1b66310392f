/** From the links of each function to the cycles of a file: which last, of which kind, and where to report them. */
import { isForeign, type Range } from "../../base/text.js";
import type { Node } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import type { ClassInfo } from "../model/class-info.js";
import type { Unit } from "../model/unit.js";
import type { Functions } from "./functions.js";
import { cyclesOf, hasEnded, isItem, isMadeIn, type Link, linksBetween, type Place, type Sym } from "./graph.js";
import { functionsToRun } from "./roots.js";
import type { Outcome } from "./state.js";

/** `mutual`: objects that hold each other. `self`: one object that holds something bound to it. `exception`: a frame is part of it. */
export type CycleKind = "mutual" | "self" | "exception";

/** One cycle. */
export interface Cycle {
  readonly kind: CycleKind;
  /** In order, from the link that should be weak on. */
  readonly links: readonly Link[];
  /** The link that should be weak. */
  readonly back: Link;
  /** The function in which the objects come together. */
  readonly unit: Unit;
  /** A class of the cycle that defines `__del__`. */
  readonly finalizer: ClassInfo | null;
  /** Methods of the file that would cut the cycle, and that nobody in the file calls. */
  readonly cutters: readonly string[];
  /** Other places that close the same cycle, or one like it. */
  readonly others: readonly Link[];
  /** Where `back` is made, where that is another file: its own place is then the call that leads there. */
  readonly elsewhere: Range | null;
}

const LONGEST = 7;

/** Attributes that by their name lead back: to whoever owns, made or contains an object. */
const LEADS_BACK =
  /^_*(?:\w*parent|owner|master|subject|host|container|outer|root|up|above|prev|previous|before|back|backref|sender|source|manager|controller|app|application|window|model|document|doc|session|client|server|context|ctx|engine|game|world|board|scene|stage|parser|compiler|factory|creator|enclosing|origin|head|belongs_to|self|me|this|weak\w*)$/i;

/** A value in a container with weak keys that leads to its own key. */
export interface KeptKey {
  readonly place: Place;
  /** From the value to the key; empty where the value is the key. */
  readonly links: readonly Link[];
}

/** The cycles that last, each once, and the keys that their values keep. */
export function findCycles(
  functions: Functions,
  units: readonly Unit[] = functionsToRun(functions),
): {
  readonly cycles: readonly Cycle[];
  readonly keptKeys: readonly KeptKey[];
} {
  const found: Cycle[] = [];
  const keptKeys = new Map<number, KeptKey>();
  for (const unit of units) {
    const outcome = functions.outcomeOf(unit);
    if (outcome === null) continue;
    found.push(...cyclesOfRun(unit, outcome, functions));
    for (const kept of keysKept(outcome)) keptKeys.set(kept.place.range.start, kept);
  }
  return { cycles: merged(found).map(atHome), keptKeys: [...keptKeys.values()] };
}

function cyclesOfRun(unit: Unit, outcome: Outcome, functions: Functions): readonly Cycle[] {
  const { state } = outcome;
  const links = [...state.links.filter(({ from, to }) => !state.cleaned.has(from) && !state.cleaned.has(to))];
  if (links.every(({ implied }) => implied) && state.ownFrame === null && !hasException(outcome)) return [];
  links.push(...frameLinks(unit, outcome));
  const between = linksBetween(links.filter((link) => !hasEnded(link, state.ends)));
  if (between.every(({ implied }) => implied)) return [];
  const containers = new Map<Sym, Link[]>();
  for (const link of links) {
    if (isItem(link.label)) continue;
    const known = containers.get(link.to);
    if (known === undefined) containers.set(link.to, [link]);
    else known.push(link);
  }
  const lasting = between.filter((link) => !isCut(link, containers, outcome, functions));
  return cyclesOf(lasting, state.ends, LONGEST, (steps) => functions.spend(steps)).flatMap((cycle) => {
    const classes = [...new Set(cycle.flatMap(({ from }) => from.cls ?? []))];
    if (cycle.some((link) => isCut(link, containers, outcome, functions, classes))) return [];
    const kind = isElsewhere(cycle) || isComputedElsewhere(cycle, functions) ? null : kindOf(cycle);
    return kind === null ? [] : [describe(kind, cycle, unit, functions)];
  });
}

/** The cycle with the link that should be weak, and others like it, where the file at hand makes them. */
function atHome(cycle: Cycle): Cycle {
  const { links, others } = cycle;
  const back = linkAtHome(cycle.back) ?? cycle.back;
  if (back === cycle.back) return { ...cycle, others: others.flatMap((link) => linkAtHome(link) ?? []) };
  return {
    ...cycle,
    back,
    links: links.map((link) => (link === cycle.back ? back : link)),
    others: others.flatMap((link) => linkAtHome(link) ?? []),
    elsewhere: cycle.back.place.range,
  };
}

function linkAtHome(link: Link): Link | null {
  const { place } = link;
  if (!isForeign(place.range)) return link;
  return place.via === undefined ? null : { ...link, place: place.via };
}

/** Whether an attribute of an unknown object is a property of a class, in another file, that the cycle leads through. */
function isComputedElsewhere(cycle: readonly Link[], functions: Functions): boolean {
  const files = new Set(cycle.flatMap(({ from }) => from.cls?.mro.map((one) => functions.attributesOf(one)) ?? []));
  return cycle.some(
    ({ from, label }) =>
      from.cls === null &&
      label !== "()" &&
      !isItem(label) &&
      [...files].some((attributes) => attributes.isComputed(null, label)),
  );
}

/**
 * Whether one call leads to all links of a cycle, in another file: where that file is linted, it is found there. That an
 * object has its list or dictionary from its own constructor brings nothing together.
 */
function isElsewhere(cycle: readonly Link[]): boolean {
  const all = cycle.filter(({ implied }) => !implied);
  const others = all.filter(({ to }) => to.kind !== "container");
  const made = others.length > 0 ? others : all;
  const calls = new Set(made.map(({ place }) => (isForeign(place.range) ? place.via?.range.start : null)));
  return !calls.has(null) && calls.size <= 1;
}

function keysKept({ state }: Outcome): readonly KeptKey[] {
  return state.keyed.flatMap(({ keys, values, place }) => {
    for (const value of values) {
      const way = wayTo(value, new Set(keys), state.links);
      if (way !== null) return [{ place, links: way }];
    }
    return [];
  });
}

function wayTo(start: Sym, goals: ReadonlySet<Sym>, links: readonly Link[]): readonly Link[] | null {
  const ways = new Map<Sym, readonly Link[]>([[start, []]]);
  for (const [at, way] of ways) {
    if (goals.has(at)) return way;
    if (way.length >= LONGEST) continue;
    for (const link of links) if (link.from === at && !ways.has(link.to)) ways.set(link.to, [...way, link]);
  }
  return null;
}

function hasException(outcome: Outcome): boolean {
  return [...outcome.last.values()].some((syms) => syms.some(({ kind }) => kind === "exception"));
}

/** An exception's traceback holds the frame, and the frame the variables that are alive when the function ends. */
function frameLinks(unit: Unit, outcome: Outcome): readonly Link[] {
  const { state, last } = outcome;
  const exceptions = new Set<Sym>();
  for (const { to } of state.links) if (to.kind === "exception") exceptions.add(to);
  for (const syms of last.values()) for (const sym of syms) if (sym.kind === "exception") exceptions.add(sym);
  if (exceptions.size === 0 && state.ownFrame === null) return [];
  const place = { range: unit.node, unit, statement: unit.node };
  const frame = state.frame(unit.node);
  const links: Link[] = [];
  for (const from of exceptions) {
    if (!state.cleaned.has(from))
      links.push({ from, label: "__traceback__", to: frame, place, trail: null, implied: true, since: 0 });
  }
  for (const [name, syms] of last) {
    const bound = state.bound.get(name);
    for (const to of syms) {
      const isDirect = to.kind === "exception" || to.kind === "frame";
      if (isDirect && bound === undefined) continue;
      if (to.kind === "frame" && stepsBack(unit, name)) continue;
      if (state.cleaned.has(to)) continue;
      links.push({ from: frame, label: name, to, place: bound ?? place, trail: null, implied: !isDirect, since: 0 });
    }
  }
  return links;
}

function isStepBack(node: Node): boolean {
  return node.kind === "Attribute" && node.attr.name === "f_back";
}

/** Whether a variable goes on to the frames of the callers: `frame = frame.f_back`. */
function stepsBack(unit: Unit, name: string): boolean {
  return (
    unit.stmts.some(
      (stmt) =>
        stmt.kind === "Assign" &&
        stmt.targets.some((target) => target.kind === "Name" && target.name === name) &&
        contains(stmt.value, isStepBack),
    ) ||
    contains(
      unit.node,
      (node) => node.kind === "NamedExpr" && node.target.name === name && contains(node.value, isStepBack),
    )
  );
}

function isCut(
  link: Link,
  holders: ReadonlyMap<Sym, readonly Link[]>,
  outcome: Outcome,
  functions: Functions,
  others: readonly ClassInfo[] = [],
): boolean {
  if (link.label === "()" || link.from.kind === "frame" || link.label === "__traceback__") return false;
  if (!isItem(link.label)) return functions.isCut(link.label, "link", link.from.cls, others);
  if (outcome.state.shrunk.has(link.from)) return true;
  if (link.label !== "[]" && functions.isCut(link.label, "link", null)) return true;
  return (holders.get(link.from) ?? []).some(
    ({ from, label }) => from.kind !== "frame" && label !== "()" && functions.isCut(label, "items", from.cls, others),
  );
}

const CALLABLE = new Set(["closure", "bound", "generator", "holder"]);

/** Null for cycles that another rule reports, or that are none of the objects' own. */
function kindOf(cycle: readonly Link[]): CycleKind | null {
  if (joinsNeighbours(cycle)) return null;
  const syms = new Set(cycle.map(({ from }) => from));
  if ([...syms].some(({ kind }) => kind === "frame" || kind === "exception")) return "exception";
  // Functions that hold each other by their variables: a rule of their own.
  if ([...syms].every(({ kind }) => CALLABLE.has(kind)) && cycle.every(({ label }) => label === "()")) return null;
  const objects = [...syms].filter((sym) => !CALLABLE.has(sym.kind) && !isOnTheWay(sym, cycle));
  return objects.length <= 1 ? "self" : "mutual";
}

/** `old.before.after = old.after` and back: who took part in a ring before still does, and nothing new comes about. */
function joinsNeighbours(cycle: readonly Link[]): boolean {
  const made = cycle.filter(({ implied }) => !implied);
  return (
    made.length > 1 &&
    made.every(
      ({ from, to }) => from.kind === "part" && to.kind === "part" && from.base !== null && from.base === to.base,
    )
  );
}

/** Whether something is but the container in an attribute of an object of the cycle. */
function isOnTheWay(sym: Sym, cycle: readonly Link[]): boolean {
  if (sym.kind !== "container" && sym.kind !== "part") return false;
  const at = cycle.findIndex(({ from }) => from === sym);
  const before = cycle[(at + cycle.length - 1) % cycle.length];
  const isHeld = before !== undefined && before.from !== sym && before.label !== "()" && !isItem(before.label);
  const isKey = before !== undefined && before.from.kind === "parameter" && before.label !== "[]";
  return (isHeld || isKey) && isItem(cycle[at]?.label ?? "");
}

function describe(kind: CycleKind, cycle: readonly Link[], unit: Unit, functions: Functions): Cycle {
  const back = backLink(kind, cycle, unit);
  const at = cycle.indexOf(back);
  const links = [handed(back), ...cycle.slice(at + 1), ...cycle.slice(0, at)];
  const finalizer =
    cycle.map(({ from }) => from.cls).find((cls) => cls !== null && cls.method("__del__") !== null) ?? null;
  const cutters = cycle
    .filter(({ label }) => label !== "()" && !isItem(label))
    .flatMap(({ label, from }) => [
      ...functions.uncalledCuts(label, "link", from.cls),
      ...functions.uncalledCuts(label, "items", from.cls),
    ]);
  const [first] = links as [Link];
  return { kind, links, back: first, unit, finalizer, cutters: [...new Set(cutters)], others: [], elsewhere: null };
}

/** A callable that somebody puts into a container of his for all who hand him one: the place is where it is handed over. */
function handed(link: Link): Link {
  const { place, label, to } = link;
  if (place.by === undefined || to.node === null || !isItem(label)) return link;
  if (to.kind !== "bound" && to.kind !== "closure") return link;
  return isMadeIn(to, place.unit) ? link : { ...link, place: place.by };
}

function backLink(kind: CycleKind, cycle: readonly Link[], unit: Unit): Link {
  const made = cycle.filter(({ implied }) => !implied);
  const score = (link: Link): number => {
    let points = 0;
    if (kind === "exception") return link.to.kind === "exception" || link.to.kind === "frame" ? 10 : 0;
    if (kind === "self") return link.label === "()" ? 0 : isItem(link.label) ? 2 : 1;
    // What was there first is the owner; what refers to it leads back.
    const age = ageOf(targetOf(link, cycle), unit) - ageOf(link.from, unit);
    if (age < 0) points += 3;
    const name = isItem(link.label) ? link.label.slice(2, -2) || labelOf(link.from, cycle) : link.label;
    if (LEADS_BACK.test(name) && (age < 0 || !MADE.has(link.to.kind))) points += 4;
    if (!isItem(link.label)) points += 2;
    if (link.label === "()") points -= 3;
    if (link.to.kind === "container" || isOnTheWay(link.to, cycle)) points -= 20;
    if (/^_*(?:next|children|items|first|left|right)/.test(link.label)) points -= 1;
    return points;
  };
  return made.reduce((best, link) => (score(link) > score(best) ? link : best));
}

const MADE = new Set(["instance", "other", "container", "holder"]);

/** What a link leads to, callables looked through. */
function targetOf(link: Link, cycle: readonly Link[]): Sym {
  let at = link;
  for (let steps = 0; steps < cycle.length && CALLABLE.has(at.to.kind); steps++) {
    const next = cycle.find(({ from }) => from === at.to);
    if (next === undefined) break;
    at = next;
  }
  return at.to;
}

/** The order in which a function meets objects; parts are as old as what they are parts of. */
function ageOf(sym: Sym, unit: Unit): number {
  if (sym.base !== null && sym.kind !== "bound") return ageOf(sym.base, unit) + 0.1;
  // What a constructor is handed was there before its object.
  return sym.kind === "receiver" && unit.node.kind === "FunctionDef" && unit.node.name.name === "__init__"
    ? sym.id + unit.node.params.all.length - 0.5
    : sym.id;
}

/** The attribute that a container on the way is. */
function labelOf(sym: Sym, cycle: readonly Link[]): string {
  return cycle.find(({ to }) => to === sym)?.label ?? "";
}

/** Cycles that share a link are one: reported where the first of them is. */
function merged(cycles: readonly Cycle[]): readonly Cycle[] {
  const groups: { readonly keys: Set<string>; readonly cycles: Cycle[] }[] = [];
  const byKey = new Map<string, (typeof groups)[number]>();
  for (const cycle of cycles) {
    const keys = keysOf(cycle);
    const same = [...new Set(keys.map((key) => byKey.get(key)).filter((group) => group !== undefined))];
    const group = same[0] ?? { keys: new Set<string>(), cycles: [] };
    if (same.length === 0) groups.push(group);
    for (const other of same.slice(1)) {
      group.cycles.push(...other.cycles);
      for (const key of other.keys) keys.push(key);
      other.cycles.length = 0;
    }
    group.cycles.push(cycle);
    for (const key of keys) {
      group.keys.add(key);
      byKey.set(key, group);
    }
  }
  return groups.flatMap(({ cycles: together }) => {
    const [first] = [...together].sort(
      (a, b) => a.links.length - b.links.length || a.back.place.range.start - b.back.place.range.start,
    );
    if (first === undefined) return [];
    const others = new Map<number, Link>();
    for (const { back } of together) others.set(back.place.range.start, back);
    others.delete(first.back.place.range.start);
    return [{ ...first, others: [...others.values()] }];
  });
}

/** What two cycles must share to be one: a link of the same place. */
function keysOf(cycle: Cycle): string[] {
  if (cycle.kind === "exception") return [`x${cycle.back.place.statement.start}`];
  const { from, label } = cycle.back;
  const name = isItem(label) ? labelOf(from, cycle.links) : label;
  const owner = cycle.links.find(({ to }) => to === from)?.from.cls ?? null;
  const cls = isItem(label) ? owner : from.cls;
  const own = cls === null || name === "" || name === "()" ? [] : [`${cls.node.start} ${name}`];
  // `self.before = self.after = self`: an object that is its own neighbour is one finding, and so is a container made
  // here that leads back by several of its items.
  if (cycle.links.length === 1 || (isItem(label) && from.kind === "container"))
    own.push(`${cycle.unit.node.start} ${from.id}`);
  const places = cycle.links
    .filter(({ implied, label, from }) => !implied && label !== "()" && from.kind !== "frame")
    .map(({ place }) => `${place.range.start}`);
  return [...own, ...places];
}

/** Objects of a function as an abstract run meets them, and the links between them. */
import type { Range } from "../../base/text.js";
import type { Node } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import type { Unit } from "../model/unit.js";

/**
 * `receiver`, `parameter`, `outer` (a variable of a function around): what the function is handed. `instance`: made by a
 * constructor of the file. `part`: read from an attribute or item of something else. `container`, `closure`, `bound`
 * (method), `generator`, `holder` (a library object that keeps its arguments): made here. `exception`: the one being
 * handled, or its traceback; `frame`: the function's own frame. `other`: whatever an unknown call gives.
 */
export type SymbolKind =
  | "receiver"
  | "parameter"
  | "outer"
  | "instance"
  | "part"
  | "container"
  | "closure"
  | "bound"
  | "generator"
  | "holder"
  | "exception"
  | "frame"
  | "other";

/** How a container or attribute refers to what is put into it. */
export type Hold = "strong" | "weak-keys" | "weak-values";

/** One object, or what is taken for one. */
export interface Sym {
  readonly id: number;
  readonly kind: SymbolKind;
  readonly cls: ClassInfo | null;
  /** What a message calls it: a class name, `list`, `lambda`. */
  readonly name: string;
  /** The code that makes it; null for what the function is handed. */
  readonly node: Node | null;
  /** Of a part: where it is read from. */
  readonly base: Sym | null;
  readonly label: string;
  readonly hold: Hold;
}

/** Branches taken, innermost first: two links of different arms of one branch never come together. */
export interface Trail {
  readonly branch: number;
  readonly arm: number;
  readonly outer: Trail | null;
}

/** Where a link is made. */
export interface Place {
  /** What to point at. */
  readonly range: Range;
  readonly unit: Unit;
  readonly statement: Range;
  /** Of a place in another file: the call in the file at hand that leads to it. */
  readonly via?: Place;
  /** Of a place in a function that is called: the call, in the function that is run. */
  readonly by?: Place;
}

/** `from.label` refers to `to`, strongly. */
export interface Link {
  readonly from: Sym;
  /** An attribute's name, `[]` for items of unknown key, `["key"]`, or `()` for what a callable is bound to. */
  readonly label: string;
  readonly to: Sym;
  readonly place: Place;
  readonly trail: Trail | null;
  /** It was there before: something is read from it. */
  readonly implied: boolean;
  /** From when on, counting what the function does. */
  readonly since: number;
}

/** An attribute or item is bound anew: what it referred to before, it does so no more. */
export interface Rebinding {
  readonly from: Sym;
  readonly label: string;
  readonly trail: Trail | null;
}

/** Until when links last, of those that do not last for ever. */
export type Ends = ReadonlyMap<Link, readonly End[]>;

/** A link ends at a time, on the paths through a trail. */
export interface End {
  readonly at: number;
  readonly trail: Trail | null;
}

function isOver(link: Link, other: Link, ends: Ends): boolean {
  return (ends.get(link) ?? []).some((end) => end.at <= other.since && isThrough(other.trail, end.trail));
}

/** Whether a link is gone when the function ends, whichever way it is made. */
export function hasEnded(link: Link, ends: Ends): boolean {
  return (ends.get(link) ?? []).some((end) => end.at > link.since && isThrough(link.trail, end.trail));
}

function isThrough(trail: Trail | null, part: Trail | null): boolean {
  if (part === null) return true;
  for (let at = trail; at !== null; at = at.outer) if (at.branch === part.branch) return at.arm === part.arm;
  return false;
}

/** Whether two links may be there in one run, at one time. */
function compatible(one: Link, other: Link, ends: Ends): boolean {
  if (isOver(one, other, ends) || isOver(other, one, ends)) return false;
  for (let a = one.trail; a !== null; a = a.outer) {
    for (let b = other.trail; b !== null; b = b.outer) if (a.branch === b.branch && a.arm !== b.arm) return false;
  }
  return true;
}

/** Whether the code that makes an object stands in a function. */
export function isMadeIn({ node }: Sym, { node: around }: Unit): boolean {
  return node !== null && around.start <= node.start && node.end <= around.end;
}

/** Items of containers have labels of this form. */
export function isItem(label: string): boolean {
  return label.startsWith("[");
}

/**
 * The shortest way round for each link that is part of one: the links of the cycle, from that link on. `spend` counts
 * the links that are looked at; the search ends where it says no.
 */
export function cyclesOf(
  links: readonly Link[],
  ends: Ends,
  longest: number,
  spend: (steps: number) => boolean,
): readonly (readonly Link[])[] {
  const outgoing = byStart(links);
  const component = components(outgoing);
  const cycles: (readonly Link[])[] = [];
  for (const link of links) {
    if (link.implied || component.get(link.from) !== component.get(link.to)) continue;
    const back = wayBack(link, outgoing, component, ends, longest, spend);
    if (back !== null) cycles.push([link, ...back]);
  }
  return cycles;
}

/** The links that may be part of a cycle: those between objects that lead to each other. */
export function linksBetween(links: readonly Link[]): readonly Link[] {
  const component = components(byStart(links));
  return links.filter(({ from, to }) => component.get(from) === component.get(to));
}

function byStart(links: readonly Link[]): ReadonlyMap<Sym, readonly Link[]> {
  const outgoing = new Map<Sym, Link[]>();
  for (const link of links) {
    const known = outgoing.get(link.from);
    if (known === undefined) outgoing.set(link.from, [link]);
    else known.push(link);
  }
  return outgoing;
}

function wayBack(
  link: Link,
  outgoing: ReadonlyMap<Sym, readonly Link[]>,
  component: ReadonlyMap<Sym, number>,
  ends: Ends,
  longest: number,
  spend: (steps: number) => boolean,
): readonly Link[] | null {
  if (link.from === link.to) return [];
  const reached = new Map<Sym, readonly Link[]>([[link.to, []]]);
  const queue: Sym[] = [link.to];
  for (let index = 0; index < queue.length; index++) {
    const at = queue[index] as Sym;
    const way = reached.get(at) ?? [];
    const links = outgoing.get(at) ?? [];
    if (way.length >= longest || !spend(links.length)) break;
    for (const next of links) {
      if (reached.has(next.to) || component.get(next.to) !== component.get(link.from)) continue;
      if (!compatible(next, link, ends) || way.some((before) => !compatible(next, before, ends))) continue;
      if (next.to === link.from) return [...way, next];
      reached.set(next.to, [...way, next]);
      queue.push(next.to);
    }
  }
  return null;
}

/** Strongly connected components (Tarjan), by number. */
function components(outgoing: ReadonlyMap<Sym, readonly Link[]>): ReadonlyMap<Sym, number> {
  const index = new Map<Sym, number>();
  const low = new Map<Sym, number>();
  const found = new Map<Sym, number>();
  const stack: Sym[] = [];
  const visit = (root: Sym): void => {
    const work: { readonly sym: Sym; next: number }[] = [{ sym: root, next: 0 }];
    while (work.length > 0) {
      const frame = work[work.length - 1] as { readonly sym: Sym; next: number };
      const { sym } = frame;
      if (frame.next === 0) {
        index.set(sym, index.size);
        low.set(sym, index.get(sym) as number);
        stack.push(sym);
      }
      const link = outgoing.get(sym)?.[frame.next++];
      if (link !== undefined) {
        const { to } = link;
        if (!index.has(to)) work.push({ sym: to, next: 0 });
        else if (!found.has(to)) low.set(sym, Math.min(low.get(sym) as number, index.get(to) as number));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1]?.sym;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) as number, low.get(sym) as number));
      if (low.get(sym) !== index.get(sym)) continue;
      for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
        found.set(top, index.get(sym) as number);
        if (top === sym) break;
      }
    }
  };
  for (const sym of outgoing.keys()) if (!index.has(sym)) visit(sym);
  return found;
}

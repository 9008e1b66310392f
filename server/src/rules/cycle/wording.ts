/** Words for reference cycles: the way round, the steps, and what other files might do against it. */
import type { Cycle } from "../../analysis/cycles/find.js";
import { isItem, type Link, type Sym } from "../../analysis/cycles/graph.js";
import type { Mention } from "../../analysis/mentions.js";
import { isForeign, type Range } from "../../base/text.js";
import type { RuleContext, RuleFinding, Step } from "../define.js";

/** The cycle in words, in order: `Item.order → Order.items → Item`. */
export function wayRound(cycle: { readonly links: readonly Link[] }): string {
  const words: string[] = [];
  const links = fromObject(cycle.links);
  links.forEach((link, index) => {
    const before = links[index - 1];
    // Items of a container that is somebody's attribute read as that attribute's.
    if (before !== undefined && isItem(link.label) && !isItem(before.label) && before.label !== "()") return;
    words.push(holderOf(link));
  });
  const [first] = links;
  return [...words, first === undefined ? "" : objectName(first.from)].join(" → ");
}

/** The links, from one on that does not begin at a container of another object. */
function fromObject(links: readonly Link[]): readonly Link[] {
  const [first] = links;
  const last = links[links.length - 1];
  const isInside = first !== undefined && last !== undefined && isItem(first.label) && !isItem(last.label);
  return isInside && last.label !== "()" && last !== first ? [last, ...links.slice(0, -1)] : links;
}

/** What holds a link, as code would say it: `Order.items`, `list[...]`, `lambda`. */
export function holderOf(link: Link): string {
  const name = objectName(link.from);
  if (link.label === "()" || link.from.kind === "exception") return name;
  if (link.label === "[]") return `${name}[...]`;
  return isItem(link.label) ? `${name}${link.label}` : `${name}.${link.label}`;
}

/** What a message calls an object. */
export function objectName(sym: Sym): string {
  switch (sym.kind) {
    case "parameter":
    case "outer":
      return sym.cls?.name ?? sym.name;
    case "part":
      return sym.cls?.name ?? (isItem(sym.label) ? "item" : sym.label);
    case "closure":
      return sym.name === "lambda" ? "lambda" : `${sym.name}()`;
    case "bound":
      return `method ${sym.name}`;
    case "frame":
      return "its frame";
    default:
      return sym.cls?.name ?? sym.name;
  }
}

/** The attribute (or variable) through which a link goes, as a message names it. */
export function linkName(cycle: Cycle, link: Link): string {
  if (!isItem(link.label) && link.label !== "()") return link.label;
  const { links } = cycle;
  const at = links.indexOf(link);
  // Of lists in a dictionary the attribute is named that holds them all.
  for (let back = 1; back < links.length; back++) {
    const before = links[(at + links.length - back) % links.length];
    if (before === undefined || before.label === "()") break;
    if (!isItem(before.label)) return before.label;
  }
  return objectName(link.from);
}

/** The links that the code makes, in order, each with its place. */
export function stepsOfCycle(cycle: Cycle): readonly Step[] {
  const steps: Step[] = [];
  const seen = new Set<number>();
  for (const link of cycle.links) {
    const { range } = link.place;
    if (link.implied || seen.has(range.start)) continue;
    seen.add(range.start);
    steps.push({ message: `${holderOf(link)} refers to ${objectName(link.to)}`, range });
    if (link === cycle.back && cycle.elsewhere !== null)
      steps.push({ message: "by this link, in another file", range: cycle.elsewhere });
  }
  for (const { place } of cycle.others.slice(0, 6)) {
    if (seen.has(place.range.start)) continue;
    seen.add(place.range.start);
    steps.push({ message: "the same kind of cycle is closed here too", range: place.range });
  }
  return steps;
}

/** What another file may do to cut the cycle. */
export function unlessCut(cycle: Cycle): readonly Mention[] {
  const mentions: Mention[] = cycle.cutters.map((name): Mention => `call ${name}`);
  cycle.links.forEach((link, index) => {
    const { label } = link;
    if (label === "()" || isItem(label) || link.from.kind === "frame" || label === "__traceback__") return;
    mentions.push(`cut ${label}`, `delete ${label}`);
    const next = cycle.links[(index + 1) % cycle.links.length];
    if (next !== undefined && isItem(next.label))
      for (const method of ["clear", "pop", "remove", "discard", "popitem"] as const)
        mentions.push(`call ${label}.${method}`);
  });
  return [...new Set(mentions)];
}

/** What to underline: the link that should be weak; the whole statement up to it where it is in a display. */
export function rangeOf(context: RuleContext, cycle: Cycle): { readonly range: Range; readonly statement: Range } {
  const { place } = cycle.back;
  const { statement } = place;
  const before = cycle.links.find(
    (link) =>
      link !== cycle.back &&
      link.place.statement.start === statement.start &&
      link.place.range.start < place.range.start &&
      !link.implied,
  );
  const start = before === undefined ? place.range.start : Math.max(statement.start, before.place.range.start);
  const range = { start, end: firstLineEnd(context, place.range) };
  return { range, statement };
}

function firstLineEnd(context: RuleContext, range: Range): number {
  const newline = context.text.slice(range.start, range.end).search(/[\r\n]/);
  return newline < 0 ? range.end : range.start + newline;
}

/** A finding on a cycle, with what all of them have. */
export function cycleFinding(context: RuleContext, cycle: Cycle, message: string): RuleFinding {
  const classes = cycle.links.flatMap(({ from }) => from.cls?.mro ?? []);
  const seen = [...classes.map(({ node }) => node), ...cycle.links.map(({ place }) => place.range)].filter(isForeign);
  return { message, ...rangeOf(context, cycle), steps: stepsOfCycle(cycle), unless: unlessCut(cycle), seen };
}

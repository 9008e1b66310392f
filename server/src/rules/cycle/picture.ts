/** The cycles of a file as a graph: nodes are classes and other objects, edges the attributes that link them. */
import { cycleFacts } from "../../analysis/cycles/facts.js";
import type { Cycle } from "../../analysis/cycles/find.js";
import { isItem, type Link, type Sym } from "../../analysis/cycles/graph.js";
import type { FileModel } from "../../analysis/model/file-model.js";
import type { Range } from "../../base/text.js";
import { objectName } from "./wording.js";

/** An object of a cycle, or all objects of a class. */
export interface GraphNode {
  readonly id: string;
  /** A class name, `list`, `lambda`. */
  readonly label: string;
  /** Where it is defined or made; null for what the function is handed. */
  readonly range: Range | null;
}

/** A link that the code makes. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** The attribute, `[...]` for items, empty for what a callable is bound to. */
  readonly label: string;
  readonly range: Range;
  /** The link that should be weak. */
  readonly isBack: boolean;
}

/** A picture without positions. */
export interface CycleGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/**
 * The graph of a file's cycles (LK201, LK202, LK203, LK206), recursive inner functions (LK204) included.
 *
 * @param at an offset: only the cycles that are reported on its line's statement, or pass through it; all when absent.
 */
export function cycleGraph(model: FileModel, at?: number): CycleGraph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const isWanted = (ranges: readonly Range[]): boolean =>
    at === undefined || ranges.some(({ start, end }) => start <= at && at <= end);
  const facts = cycleFacts(model);
  for (const cycle of facts.cycles) {
    if (isWanted(cycle.links.filter(({ implied }) => !implied).map(({ place }) => place.statement)))
      draw(cycle, nodes, edges);
  }
  for (const { functions, mention } of facts.closures) {
    if (!isWanted(functions.map(({ range }) => range))) continue;
    functions.forEach(({ name, range }, index) => {
      nodes.set(`f${range.start}`, { id: `f${range.start}`, label: `${name}()`, range });
      const next = functions[(index + 1) % functions.length] ?? functions[0];
      if (next === undefined) return;
      const edge = {
        from: `f${range.start}`,
        to: `f${next.range.start}`,
        label: next.name,
        isBack: index === functions.length - 1,
      };
      edges.set(`${edge.from} ${edge.to}`, { ...edge, range: mention ?? range });
    });
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

function draw(cycle: Cycle, nodes: Map<string, GraphNode>, edges: Map<string, GraphEdge>): void {
  for (const link of cycle.links) {
    const from = nodeOf(link.from, cycle, nodes);
    const to = nodeOf(link.to, cycle, nodes);
    const label = labelOf(link);
    const key = `${from} ${label} ${to}`;
    const isBack = link === cycle.back || (edges.get(key)?.isBack ?? false);
    edges.set(key, { from, to, label, range: link.place.range, isBack });
  }
}

function labelOf({ label, from }: Link): string {
  if (label === "()" || from.kind === "exception") return "";
  return label === "[]" ? "[...]" : isItem(label) ? label : `.${label}`;
}

/** All objects of a class are one node; others are told apart by the code that makes them. */
function nodeOf(sym: Sym, cycle: Cycle, nodes: Map<string, GraphNode>): string {
  const range = sym.cls?.node.name ?? (sym.node === null ? null : { start: sym.node.start, end: sym.node.end });
  const id =
    sym.cls !== null
      ? `c${sym.cls.node.start}`
      : range === null
        ? `u${cycle.unit.node.start}-${sym.name}`
        : `n${range.start}-${range.end}`;
  if (!nodes.has(id)) nodes.set(id, { id, label: objectName(sym), range });
  return id;
}

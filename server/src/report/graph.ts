/** Graphs as text for other tools, and as a picture: pure functions from nodes and edges to text. */
import { Graph, layout } from "@dagrejs/dagre";
import type { Range } from "../base/text.js";
import type { CycleGraph } from "../rules/cycle/picture.js";

/** A node to draw. */
export interface DrawnNode {
  readonly id: string;
  readonly label: string;
  /** Where it is, as `path:line`; shown as a tooltip. */
  readonly place: string;
}

/** An edge to draw; a marked one stands out. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly place: string;
  readonly marked: boolean;
}

/** What is drawn. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/**
 * What is drawn of a graph of cycles.
 *
 * @param place names where something is; asked with null for what stands nowhere.
 */
export function drawingOf({ nodes, edges }: CycleGraph, place: (range: Range | null) => string): Drawing {
  return {
    nodes: nodes.map(({ id, label, range }) => ({ id, label, place: place(range) })),
    edges: edges.map(({ from, to, label, range, isBack }) => ({
      from,
      to,
      label,
      place: place(range),
      marked: isBack,
    })),
  };
}

const MARK = "#c0392b";
const FONT_SIZE = 13;
const CHARACTER = 7.8;

/** The forms of `leaklint graph`, by name. */
export const graphFormats: Readonly<Record<string, (drawing: Drawing) => string>> = { dot, mermaid, svg };

/** For Graphviz (https://graphviz.org/doc/info/lang.html). */
export function dot({ nodes, edges }: Drawing): string {
  const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  const lines = [
    "digraph cycles {",
    "  node [shape=box, style=rounded, fontname=monospace];",
    "  edge [fontname=monospace];",
  ];
  for (const { id, label, place } of nodes)
    lines.push(`  ${quoted(id)} [label=${quoted(label)}, tooltip=${quoted(place)}];`);
  for (const { from, to, label, place, marked } of edges) {
    const style = marked ? `, color="${MARK}", fontcolor="${MARK}", style=dashed` : "";
    lines.push(`  ${quoted(from)} -> ${quoted(to)} [label=${quoted(label)}, tooltip=${quoted(place)}${style}];`);
  }
  return `${[...lines, "}"].join("\n")}\n`;
}

/** For Mermaid (https://mermaid.js.org/syntax/flowchart.html). */
export function mermaid({ nodes, edges }: Drawing): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', "#quot;")}"`;
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = ["flowchart LR"];
  for (const { id, label } of nodes) lines.push(`  ${names.get(id)}(${quoted(label)})`);
  edges.forEach(({ from, to, label, marked }, index) => {
    const arrow = marked ? "-.->" : "-->";
    lines.push(`  ${names.get(from)} ${arrow}${label === "" ? "" : `|${quoted(label)}|`} ${names.get(to)}`);
    if (marked) lines.push(`  linkStyle ${index} stroke:${MARK},color:${MARK}`);
  });
  return `${lines.join("\n")}\n`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A picture that needs nothing else; the layout is that of dagre. */
export function svg({ nodes, edges }: Drawing): string {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 30, ranksep: 60, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, label } of nodes) graph.setNode(id, { width: widthOf(label) + 24, height: 34 });
  edges.forEach(({ from, to, label }, index) => {
    graph.setEdge(from, to, { width: widthOf(label) + 8, height: 18, labelpos: "c" }, String(index));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" font-family="monospace" font-size="${FONT_SIZE}">`,
    "<defs>",
    arrow("arrow", "#555"),
    arrow("marked", MARK),
    "</defs>",
  ];
  edges.forEach((edge, index) => {
    const drawn = graph.edge(edge.from, edge.to, String(index)) as unknown as Point & {
      readonly points: readonly Point[];
    };
    const colour = edge.marked ? MARK : "#555";
    const dash = edge.marked ? ' stroke-dasharray="5 3"' : "";
    const path = drawn.points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join(" ");
    parts.push(`<g class="edge" data-place="${escaped(edge.place)}"><title>${escaped(edge.place)}</title>`);
    parts.push(
      `<path d="${path}" fill="none" stroke="${colour}"${dash} marker-end="url(#${edge.marked ? "marked" : "arrow"})"/>`,
    );
    if (edge.label !== "")
      parts.push(
        `<text x="${round(drawn.x)}" y="${round(drawn.y - 4)}" text-anchor="middle" fill="${colour}">${escaped(edge.label)}</text>`,
      );
    parts.push("</g>");
  });
  for (const { id, label, place } of nodes) {
    const {
      x,
      y,
      width: wide,
      height: high,
    } = graph.node(id) as unknown as Point & { readonly width: number; readonly height: number };
    parts.push(`<g class="node" data-place="${escaped(place)}"><title>${escaped(place)}</title>`);
    parts.push(
      `<rect x="${round(x - wide / 2)}" y="${round(y - high / 2)}" width="${round(wide)}" height="${round(high)}" rx="6" fill="#fff" stroke="#333"/>`,
    );
    parts.push(
      `<text x="${round(x)}" y="${round(y + 4)}" text-anchor="middle" fill="#111">${escaped(label)}</text></g>`,
    );
  }
  return `${[...parts, "</svg>"].join("\n")}\n`;
}

function arrow(id: string, colour: string): string {
  return `<marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" fill="${colour}"/></marker>`;
}

function widthOf(label: string): number {
  return label.length * CHARACTER;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

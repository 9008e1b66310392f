/** A reference cycle as a picture, for editors that can show one. */
import { isForeign, LineIndex, type LinePosition, type Range } from "../base/text.js";
import { drawingOf, svg } from "../report/graph.js";
import type { PlacedGraph } from "./core.js";
import { uriOfPath } from "./uri.js";

/** What the server answers to `leaklint.cyclePicture`. Plain data. */
export interface CyclePicture {
  /** The classes on the cycle, the first one again at the end. */
  readonly title: string;
  /**
   * The picture. Nodes and edges are elements of class `node` and `edge` whose `data-place` is where they stand in the
   * document: `LINE:COLUMN`, both from 1, columns in UTF-16 units; in another file `LINE:COLUMN:URI`.
   */
  readonly svg: string;
}

/** The picture of the cycles that a graph holds; null where it holds none. */
export function cyclePicture(text: string, { graph, locate }: PlacedGraph): CyclePicture | null {
  const [first] = graph.nodes;
  if (first === undefined) return null;
  const lines = new LineIndex(text);
  const place = (range: Range | null): string => {
    if (range === null) return positionText({ line: 0, column: 0 });
    if (isForeign(range)) {
      const found = locate(range);
      return found === null ? "1:1" : `${positionText(found.region.start)}:${uriOfPath(found.path)}`;
    }
    return positionText(lines.positionAt(range.start));
  };
  return { title: [...graph.nodes, first].map(({ label }) => label).join(" → "), svg: svg(drawingOf(graph, place)) };
}

function positionText({ line, column }: LinePosition): string {
  return `${line + 1}:${column + 1}`;
}

/** A reference cycle as a picture, for editors that can show one. */
import { LineIndex } from "../base/text.js";
import { svg } from "../report/graph.js";
import type { CycleGraph } from "../rules/cycle/picture.js";

/** What the server answers to `leaklint.cyclePicture`. Plain data. */
export interface CyclePicture {
  /** The classes on the cycle, the first one again at the end. */
  readonly title: string;
  /**
   * The picture. Nodes and edges are elements of class `node` and `edge` whose `data-place` is where they stand in the
   * document: `LINE:COLUMN`, both from 1, columns in UTF-16 units.
   */
  readonly svg: string;
}

/** The picture of the cycles that a graph holds; null where it holds none. */
export function cyclePicture(text: string, { nodes, edges }: CycleGraph): CyclePicture | null {
  const [first] = nodes;
  if (first === undefined) return null;
  const lines = new LineIndex(text);
  const place = (offset: number): string => {
    const line = lines.lineAt(offset);
    return `${line + 1}:${offset - lines.lineStart(line) + 1}`;
  };
  const drawing = {
    nodes: nodes.map(({ id, label, range }) => ({ id, label, place: place(range?.start ?? 0) })),
    edges: edges.map(({ from, to, label, range, isBack }) => ({
      from,
      to,
      label,
      place: place(range.start),
      marked: isBack,
    })),
  };
  return { title: [...nodes, first].map(({ label }) => label).join(" → "), svg: svg(drawing) };
}

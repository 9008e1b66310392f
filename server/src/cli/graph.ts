/** `leaklint graph`: the reference cycles of files as a picture. */
import path from "node:path";
import { FileModel } from "../analysis/model/file-model.js";
import { LineIndex } from "../base/text.js";
import { builtinCatalogue } from "../catalogue/catalogue.js";
import { Configuration } from "../lint/configuration.js";
import { discover } from "../lint/discovery.js";
import { suggestion } from "../lint/names.js";
import { readSource } from "../lint/source.js";
import { type Drawing, type DrawnEdge, type DrawnNode, graphFormats } from "../report/graph.js";
import { shownPath } from "../report/run.js";
import { cycleGraph } from "../rules/cycle/picture.js";
import { allRules } from "../rules/registry.js";
import { loadParser } from "../syntax/parser.js";
import { exitStatus, type Io, UsageError } from "./io.js";

/** Print the graph of all cycles of the files below the paths, and give the exit status. @throws UsageError */
export async function graph(paths: readonly string[], format: string, io: Io): Promise<number> {
  const render = Object.hasOwn(graphFormats, format) ? graphFormats[format] : undefined;
  if (render === undefined) {
    const names = Object.keys(graphFormats);
    throw new UsageError(`unknown format '${format}'${suggestion(format, names, `; there are ${names.join(", ")}`)}`);
  }
  const nodes: DrawnNode[] = [];
  const edges: DrawnEdge[] = [];
  const parser = await loadParser();
  const configuration = new Configuration(allRules, { root: io.directory });
  let status: number = exitStatus.ok;
  const fail = (file: string, message: string): void => {
    io.err(`leaklint: ${shownPath(io.directory, file)}: ${message}\n`);
    status = exitStatus.failure;
  };
  const files: string[] = [];
  for (const found of discover(
    paths.map((one) => path.resolve(io.directory, one)),
    configuration,
  )) {
    if (found.kind === "file") files.push(found.path);
    else fail(found.path, found.message);
  }
  for (const file of files) {
    const source = readSource(file);
    if (source.kind !== "text") {
      fail(file, source.message);
      continue;
    }
    const shown = shownPath(io.directory, file);
    add(drawingOf(source.text, shown, parser), files.length > 1 ? `${shown} ` : "", nodes, edges);
  }
  io.out(render({ nodes, edges }));
  return status;
}

function add(drawing: Drawing, prefix: string, nodes: DrawnNode[], edges: DrawnEdge[]): void {
  for (const node of drawing.nodes) nodes.push({ ...node, id: prefix + node.id });
  for (const edge of drawing.edges) edges.push({ ...edge, from: prefix + edge.from, to: prefix + edge.to });
}

function drawingOf(text: string, shown: string, parser: Awaited<ReturnType<typeof loadParser>>): Drawing {
  const lines = new LineIndex(text);
  const place = (offset: number): string => `${shown}:${lines.lineAt(offset) + 1}`;
  const { nodes, edges } = cycleGraph(new FileModel(parser.parse(text), text, builtinCatalogue()));
  return {
    nodes: nodes.map(({ id, label, range }) => ({ id, label, place: range === null ? shown : place(range.start) })),
    edges: edges.map(({ from, to, label, range, isBack }) => ({
      from,
      to,
      label,
      place: place(range.start),
      marked: isBack,
    })),
  };
}

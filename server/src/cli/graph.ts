/** `leaklint graph`: the reference cycles of files as a picture. */
import path from "node:path";
import { FileModel } from "../analysis/model/file-model.js";
import { isForeign, LineIndex, type Range } from "../base/text.js";
import { builtinCatalogue } from "../catalogue/catalogue.js";
import { Configuration } from "../lint/configuration.js";
import { discover } from "../lint/discovery.js";
import { suggestion } from "../lint/names.js";
import { readSource, readText } from "../lint/source.js";
import { Models } from "../project/models.js";
import { ModuleMap } from "../project/modules.js";
import { type Drawing, type DrawnEdge, type DrawnNode, drawingOf, graphFormats } from "../report/graph.js";
import { shownPath } from "../report/run.js";
import { cycleGraph } from "../rules/cycle/picture.js";
import { allRules } from "../rules/registry.js";
import { loadParser } from "../syntax/parser.js";
import { exitStatus, type Io, UsageError } from "./io.js";
import { namedDirectories } from "./project-run.js";

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
  const named = paths.map((one) => path.resolve(io.directory, one));
  const models = new Models({
    map: new ModuleMap(namedDirectories(named)),
    parser,
    read: readText,
    catalogueFor: builtinCatalogue,
  });
  let status: number = exitStatus.ok;
  const fail = (file: string, message: string): void => {
    io.err(`leaklint: ${shownPath(io.directory, file)}: ${message}\n`);
    status = exitStatus.failure;
  };
  const files: string[] = [];
  for (const found of discover(named, configuration)) {
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
    const place = placesIn(source.text, shown, (range) => {
      const found = models.locate(range);
      return found && `${shownPath(io.directory, found.path)}:${found.region.start.line + 1}`;
    });
    const model = new FileModel(parser.parse(source.text), source.text, builtinCatalogue(), models.around(file));
    add(drawingOf(cycleGraph(model), place), files.length > 1 ? `${shown} ` : "", nodes, edges);
  }
  io.out(render({ nodes, edges }));
  return status;
}

function add(drawing: Drawing, prefix: string, nodes: DrawnNode[], edges: DrawnEdge[]): void {
  for (const node of drawing.nodes) nodes.push({ ...node, id: prefix + node.id });
  for (const edge of drawing.edges) edges.push({ ...edge, from: prefix + edge.from, to: prefix + edge.to });
}

/** Names places: `app.py:12`; the file alone for what has none. */
function placesIn(text: string, shown: string, elsewhere: (range: Range) => string | null) {
  const lines = new LineIndex(text);
  return (range: Range | null): string => {
    if (range === null) return shown;
    return isForeign(range) ? (elsewhere(range) ?? shown) : `${shown}:${lines.lineAt(range.start) + 1}`;
  };
}

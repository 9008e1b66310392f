/** The analysis of a file: what it loses, and what other files may know of it. */
import type { Range } from "../base/text.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { CallableEntry, TypeEntry } from "../catalogue/schema.js";
import type { Referent } from "../semantics/names.js";
import type { ClassDef, FunctionDef, Module, Node } from "../syntax/ast.js";
import { contains } from "../syntax/walk.js";
import type { FileAnalysis, FileExports } from "./exports.js";
import { FileOwnership } from "./ownership/analyze.js";
import { type Chunk, ChunkCache, type ChunkExports, type Generation } from "./ownership/chunk-cache.js";
import { LocalCatalogue } from "./ownership/local-catalogue.js";
import { SHAPE, shapeOf } from "./ownership/shapes.js";
import { FileSummaries } from "./ownership/summaries.js";

/** Methods and attributes by which a parameter shows that it may be something open. */
const OF_RESOURCES = new Set(
  (
    "read readline readlines readinto write writelines close fileno seek tell flush truncate recv recv_into send sendall " +
    "sendto recvfrom connect bind listen accept makefile shutdown execute executemany cursor commit rollback extractall " +
    "namelist getmembers request getresponse stdin stdout stderr communicate wait terminate aclose release quit"
  ).split(" "),
);

/** What may be said of a function without looking at its paths: that it raises of its own accord. */
const RAISES: CallableEntry = { effects: { "*": "take" }, raises: true };

/**
 * Analyse a file.
 *
 * @param catalogue what is known of libraries, and of the project's other files.
 * @param moduleName the module's absolute name, by which its types are named (`pkg.io.Reader`).
 * @param cache what is remembered of the file from before an edit.
 * @param changed only facts of the top-level functions and classes at these places are asked for, and of what lies
 *   between such.
 */
export function analyzeFile(
  module: Module,
  text: string,
  catalogue: Catalogue,
  moduleName: string,
  cache: ChunkCache | null = null,
  changed?: readonly Range[],
): FileAnalysis {
  const local = new LocalCatalogue(catalogue);
  const summaries = new FileSummaries(local, moduleName);
  const known = cache?.begin(module, text, catalogue) ?? null;
  const ownership = new FileOwnership(module, text, local, summaries);
  const facts = ownership.facts(known, changed);
  known?.asked(local.questions);
  let exports: FileExports | undefined;
  return {
    facts,
    get exports(): FileExports {
      if (exports === undefined) {
        exports = allExports(module, ownership, summaries, known);
        known?.asked(local.questions);
      }
      return exports;
    },
  };
}

/** What other files may know of a file. */
function allExports(
  module: Module,
  ownership: FileOwnership,
  summaries: FileSummaries,
  generation: Generation | null,
): FileExports {
  const { catalogue } = ownership;
  const interesting = new Set<Node>(ownership.interesting.flat());
  const callables = new Map<string, CallableEntry>();
  const types = new Map<string, TypeEntry>();
  for (const stmt of module.body) {
    if (stmt.kind !== "FunctionDef" && stmt.kind !== "ClassDef") continue;
    const known = generation?.of(stmt);
    let exports = known?.exports ?? null;
    if (exports === null) {
      ownership.lookedElsewhere();
      exports = summaries.settled(() => exportsOf(stmt, ownership, summaries, interesting));
      if (known !== undefined && !ownership.lookedElsewhere()) known.exports = exports;
    }
    for (const [name, entry] of exports.callables) callables.set(name, entry);
    for (const [name, type] of exports.types) types.set(name, type);
  }
  const prefix = `${summaries.moduleName}.`;
  for (const [name, type] of catalogue.types) types.set(name.slice(prefix.length), type);
  return { callables, types };
}

/** How many edited files are remembered. */
const MOST_FILES = 24;

/** Analyses files that are edited: what an edit does not concern is not analysed again. */
export function editedFileAnalyzer(): typeof analyzeFile {
  const caches = new Map<string, ChunkCache>();
  return (module, text, catalogue, moduleName, _, changed) => {
    const cache = caches.get(moduleName) ?? new ChunkCache();
    // Used last, forgotten last.
    caches.delete(moduleName);
    caches.set(moduleName, cache);
    const [oldest] = caches.keys();
    if (caches.size > MOST_FILES && oldest !== undefined) caches.delete(oldest);
    return analyzeFile(module, text, catalogue, moduleName, cache, changed);
  };
}

/** What other files may know of a top-level function or class. */
function exportsOf(
  stmt: Chunk,
  ownership: FileOwnership,
  summaries: FileSummaries,
  interesting: ReadonlySet<Node>,
): ChunkExports {
  const callables: [string, CallableEntry][] = [];
  const home = ownership.scope;
  const note = (name: string, entry: CallableEntry | undefined): void => {
    if (entry !== undefined) callables.push([name, entry]);
  };
  if (stmt.kind === "FunctionDef") {
    const referent: Referent = { kind: "function", node: stmt, scope: home };
    if (interesting.has(stmt) || handlesParameter(stmt)) note(stmt.name.name, summaries.ofCallee(referent));
    else if (summaries.raises(referent)) note(stmt.name.name, RAISES);
    return { callables, types: [] };
  }
  const shape = shapeOf(stmt, home, summaries, ownership.catalogue, ownership.text);
  const shaped = [[stmt.name.name + SHAPE, { noun: stmt.name.name, shape }]] as const;
  if (!interesting.has(stmt) && !adopts(stmt)) {
    // What inherits a constructor is made like its base.
    if (stmt.bases.length === 1 && summaries.isMadeByBase(stmt, home))
      note(stmt.name.name, summaries.ofCallee({ kind: "class", node: stmt, scope: home }));
    return { callables, types: shaped };
  }
  note(stmt.name.name, summaries.ofCallee({ kind: "class", node: stmt, scope: home }));
  for (const method of stmt.body) {
    if (method.kind !== "FunctionDef" || method.decorators.length === 0) continue;
    const name = method.name.name;
    if (!summaries.takesSelf(stmt, home, name)) note(`${stmt.name.name}.${name}`, summaries.ofMethod(stmt, home, name));
  }
  return { callables, types: [...summaries.typesOf(stmt), ...shaped] };
}

/** Whether a function uses a parameter as one uses something open. */
function handlesParameter(node: FunctionDef): boolean {
  const params = new Set(node.params.all.map((param) => param.name));
  const isParam = (inner: Node): boolean => inner.kind === "Name" && params.has(inner.name);
  return node.body.some((stmt) =>
    contains(stmt, (inner) => {
      if (inner.kind === "Attribute") return isParam(inner.value) && OF_RESOURCES.has(inner.attr.name);
      if (inner.kind === "With") return inner.items.some((item) => isParam(item.context));
      return (
        inner.kind === "Call" &&
        inner.func.kind === "Attribute" &&
        inner.func.value.kind === "Name" &&
        /^(?:os|json|csv|pickle|shutil|contextlib)$/.test(inner.func.value.name) &&
        inner.args.some(isParam)
      );
    }),
  );
}

/** Whether a class may own what its constructor is handed: it has a method to release something. */
function adopts(node: ClassDef): boolean {
  return node.body.some(
    (stmt) =>
      stmt.kind === "FunctionDef" && /^(?:__exit__|__aexit__|close|aclose|shutdown|stop|release)$/.test(stmt.name.name),
  );
}

/** The analysis of a file: what it loses, and what other files may know of it. */
import type { Catalogue } from "../catalogue/catalogue.js";
import type { CallableEntry } from "../catalogue/schema.js";
import type { Referent } from "../semantics/names.js";
import type { ClassDef, FunctionDef, Module, Node } from "../syntax/ast.js";
import { contains } from "../syntax/walk.js";
import type { FileAnalysis } from "./exports.js";
import { FileOwnership } from "./ownership/analyze.js";
import { FileSummaries, LocalCatalogue } from "./ownership/summaries.js";

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
 */
export function analyzeFile(module: Module, text: string, catalogue: Catalogue, moduleName: string): FileAnalysis {
  const local = new LocalCatalogue(catalogue);
  const summaries = new FileSummaries(local, moduleName);
  const ownership = new FileOwnership(module, text, local, summaries);
  const facts = ownership.facts();
  const callables = new Map<string, CallableEntry>();
  const interesting = new Set<Node>(ownership.interesting.flat());
  const note = (name: string, entry: CallableEntry | undefined): void => {
    if (entry !== undefined) callables.set(name, entry);
  };
  for (const stmt of module.body) {
    if (stmt.kind === "FunctionDef") {
      const referent: Referent = { kind: "function", node: stmt, scope: ownership.scope };
      if (interesting.has(stmt) || handlesParameter(stmt)) note(stmt.name.name, summaries.ofCallee(referent));
      else if (summaries.raises(referent)) note(stmt.name.name, RAISES);
    } else if (stmt.kind === "ClassDef" && (interesting.has(stmt) || adopts(stmt))) {
      note(stmt.name.name, summaries.ofCallee({ kind: "class", node: stmt, scope: ownership.scope }));
      for (const method of stmt.body) {
        if (method.kind !== "FunctionDef" || method.decorators.length === 0) continue;
        const name = method.name.name;
        if (summaries.takesSelf(stmt, ownership.scope, name)) continue;
        note(`${stmt.name.name}.${name}`, summaries.ofMethod(stmt, ownership.scope, name));
      }
    }
  }
  const prefix = `${moduleName}.`;
  const types = new Map([...local.types].map(([name, type]) => [name.slice(prefix.length), type]));
  return { facts, exports: { callables, types } };
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

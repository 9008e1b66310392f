/** Using a name of a module: the import that is there, or one to add. */
import type { Edit } from "../../../base/text.js";
import { ScopeTree } from "../../../semantics/scopes.js";
import type { Module, Node, Stmt } from "../../../syntax/ast.js";
import { forEachChild } from "../../../syntax/walk.js";
import { Layout } from "./layout.js";

export interface ImportedName {
  /** How to write it: `contextlib.closing`, `closing`, `ctx.closing`. */
  readonly expression: string;
  /** The import to add, where there is none. */
  readonly edits: readonly Edit[];
}

/**
 * How to name `module.attribute` at an offset: through an import at the top of the file, or by adding
 * `import module`. Null when the module's name means something else in the file.
 */
export function importedName(
  text: string,
  tree: Module,
  moduleName: string,
  attribute: string,
  at: number,
): ImportedName | null {
  for (const stmt of tree.body) {
    if (stmt.end > at) continue;
    if (stmt.kind === "Import") {
      for (const alias of stmt.names) {
        const name = alias.asName ?? alias.name;
        if (alias.name === moduleName && boundOnce(tree, name))
          return { expression: `${name}.${attribute}`, edits: [] };
      }
    } else if (stmt.kind === "ImportFrom" && stmt.level === 0 && stmt.module === moduleName) {
      for (const alias of stmt.names) {
        const name = alias.asName ?? alias.name;
        if (alias.name === attribute && boundOnce(tree, name)) return { expression: name, edits: [] };
      }
    }
  }
  if (mentions(tree, moduleName)) return null;
  const edit = importEdit(text, tree, moduleName, at);
  return edit === null ? null : { expression: `${moduleName}.${attribute}`, edits: [edit] };
}

/** The names of a module, gathered once: a file with many findings asks for each of them. */
interface Names {
  readonly scopes: ScopeTree;
  /** Names that a function or class binds by other means than an import, or declares global. */
  readonly rebound: ReadonlySet<string>;
  readonly mentioned: ReadonlySet<string>;
}

const known = new WeakMap<Module, Names>();

function namesOf(tree: Module): Names {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const scopes = new ScopeTree(tree);
  const rebound = new Set<string>();
  const mentioned = new Set<string>();
  const visit = (node: Node): void => {
    if (node.kind === "Name") mentioned.add(node.name);
    if (node.kind === "FunctionDef" || node.kind === "Lambda" || node.kind === "ClassDef") {
      const scope = scopes.enter(node, scopes.module);
      for (const [name, own] of scope.bindings) if (own.some(({ kind }) => kind !== "import")) rebound.add(name);
      for (const name of scope.globals) rebound.add(name);
    }
    forEachChild(node, visit);
  };
  visit(tree);
  const found = { scopes, rebound, mentioned };
  known.set(tree, found);
  return found;
}

/** Whether the module binds the name by this import only, and no function or class binds it again. */
function boundOnce(tree: Module, name: string): boolean {
  const { scopes, rebound } = namesOf(tree);
  const bindings = scopes.module.bindings.get(name) ?? [];
  return bindings.every((binding) => binding.kind === "import") && !rebound.has(name);
}

function mentions(tree: Module, name: string): boolean {
  const { scopes, rebound, mentioned } = namesOf(tree);
  return scopes.module.bindings.has(name) || rebound.has(name) || mentioned.has(name);
}

function importEdit(text: string, tree: Module, moduleName: string, at: number): Edit | null {
  const layout = new Layout(text);
  const line = `import ${moduleName}`;
  const rest = tree.body.slice(preambleLength(tree));
  const first = rest.findIndex((stmt) => stmt.kind === "Import" || stmt.kind === "ImportFrom");
  const head = rest[first];
  if (head !== undefined && head.start < at) {
    const group = contiguous(layout, rest.slice(first));
    const later = group.find((stmt) => stmt.kind === "Import" && (stmt.names[0]?.name ?? "") > moduleName);
    const plain = group.filter((stmt) => stmt.kind === "Import");
    const target = later ?? (plain.length === 0 ? head : null);
    if (target !== null) return above(layout, target, line, "");
    const last = plain[plain.length - 1];
    if (last !== undefined && layout.hasOwnLines(last)) {
      const newline = layout.newlineAt(last.start);
      const { end } = layout.linesOf(last);
      if (last.end > at) return null;
      const ended = /[\r\n]$/.test(text.slice(0, end));
      return { start: end, end, text: ended ? line + newline : newline + line };
    }
    return above(layout, head, line, "");
  }
  const target = rest[0];
  if (target === undefined || target.start > at) return null;
  return above(layout, target, line, layout.newlineAt(target.start));
}

function above(layout: Layout, stmt: Stmt, line: string, gap: string): Edit | null {
  const indent = layout.indentOf(stmt);
  if (indent !== "") return null;
  return { start: stmt.start, end: stmt.start, text: line + layout.newlineAt(stmt.start) + gap };
}

/** The imports from the first on that follow each other without anything between, comments and blank lines included. */
function contiguous(layout: Layout, stmts: readonly Stmt[]): Stmt[] {
  const group: Stmt[] = [];
  for (const stmt of stmts) {
    if (stmt.kind !== "Import" && stmt.kind !== "ImportFrom") break;
    const last = group[group.length - 1];
    if (last !== undefined && layout.lines.lineAt(stmt.start) > layout.lines.lineAt(last.end) + 1) break;
    group.push(stmt);
  }
  return group;
}

/** How many statements must stay in front of everything: the docstring and `from __future__` imports. */
function preambleLength(tree: Module): number {
  let count = 0;
  for (const stmt of tree.body) {
    const docstring =
      count === 0 && stmt.kind === "ExprStmt" && stmt.value.kind === "Constant" && stmt.value.type === "str";
    if (!docstring && !(stmt.kind === "ImportFrom" && stmt.module === "__future__")) break;
    count++;
  }
  return count;
}

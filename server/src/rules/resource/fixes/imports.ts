/** Using a name of a module: the import that is there, or one to add. */
import type { Edit } from "../../../base/text.js";
import { ScopeTree } from "../../../semantics/scopes.js";
import type { Module, Stmt } from "../../../syntax/ast.js";
import { contains } from "../../../syntax/walk.js";
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

/** Whether the module binds the name by this import only, and no function or class binds it again. */
function boundOnce(tree: Module, name: string): boolean {
  const bindings = new ScopeTree(tree).module.bindings.get(name) ?? [];
  return bindings.every((binding) => binding.kind === "import") && !rebound(tree, name);
}

function rebound(tree: Module, name: string): boolean {
  const scopes = new ScopeTree(tree);
  const visit = (nodes: readonly Stmt[], parent: Parameters<ScopeTree["enter"]>[1]): boolean =>
    nodes.some((stmt) =>
      contains(stmt, (node) => {
        if (node.kind !== "FunctionDef" && node.kind !== "Lambda" && node.kind !== "ClassDef") return false;
        const scope = scopes.enter(node, parent);
        const own = scope.bindings.get(name) ?? [];
        return own.some((binding) => binding.kind !== "import") || scope.globals.has(name);
      }),
    );
  return visit(tree.body, scopes.module);
}

function mentions(tree: Module, name: string): boolean {
  return (
    new ScopeTree(tree).module.bindings.has(name) ||
    rebound(tree, name) ||
    contains(tree, (node) => node.kind === "Name" && node.name === name)
  );
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

/** Fixes for what goes on running: a reference for a task, a `cancel` or `join` before the function leaves, a stop event. */
import type { Unit } from "../../analysis/model/unit.js";
import type { TaskFact } from "../../analysis/tasks/facts.js";
import type { Edit } from "../../base/text.js";
import type { ClassDef, For, FunctionDef, Module, Stmt } from "../../syntax/ast.js";
import { blocksOf, contains, namesIn } from "../../syntax/walk.js";
import type { Fix, RuleContext } from "../define.js";
import { importedName } from "../resource/fixes/imports.js";
import { endOf, Layout } from "../resource/fixes/layout.js";

const KEPT = "_background_tasks";
const CLOSERS = /^(?:close|stop|shutdown|aclose|disconnect|cleanup|__exit__|__aexit__)$/;

/**
 * Keep a task whose result is dropped in a set of the module, and forget it once it is done. Null where the statement
 * is more than the call, or the names are taken.
 */
export function keepTaskFix(context: RuleContext, { call, unit }: TaskFact): Fix | null {
  const { text, module } = context;
  const stmt = unit.statementOf(call);
  const layout = new Layout(text);
  if (stmt?.kind !== "ExprStmt" || stmt.value !== call || !layout.hasOwnLines(stmt)) return null;
  const indent = layout.indentOf(stmt);
  const taken = namesIn(unit.node);
  const name = ["task", "background_task"].find((one) => !taken.has(one) && !isParameter(unit.node, one));
  if (indent === null || name === undefined || taken.has(KEPT)) return null;
  const newline = layout.newlineAt(stmt.start);
  const edits: Edit[] = [
    { start: stmt.start, end: stmt.start, text: `${name} = ` },
    {
      start: stmt.end,
      end: stmt.end,
      text: `${newline}${indent}${KEPT}.add(${name})` + `${newline}${indent}${name}.add_done_callback(${KEPT}.discard)`,
    },
  ];
  // A comment behind the call stays with it.
  const behind = layout.behind(endOf(stmt));
  if (behind.trim() !== "") return null;
  if (!namesIn(module).has(KEPT)) {
    const edit = afterImports(module, layout, `${KEPT} = set()`);
    if (edit === null || edit.start > stmt.start) return null;
    edits.unshift(edit);
  }
  return { title: "Keep the task until it is done", safe: true, edits };
}

/** Call the method that ends it before the function leaves the block in which it runs. A suggestion: it is cut short. */
export function endBeforeLeavingFix(context: RuleContext, { call, unit, name }: TaskFact, method: string): Fix | null {
  const stmt = unit.statementOf(call);
  if (name === null || name.includes(".") || stmt?.kind !== "Assign" || unit.node.kind !== "FunctionDef") return null;
  const suite = suiteOf(unit.node.body, stmt);
  const last = suite?.[suite.length - 1];
  if (suite === null || last === undefined || last === stmt) return null;
  const layout = new Layout(context.text);
  const indent = layout.indentOf(last);
  if (indent === null || !layout.hasOwnLines(last)) return null;
  const leaves = last.kind === "Return";
  if (suite.slice(0, -1).some((one) => one.start > stmt.start && contains(one, ({ kind }) => kind === "Return")))
    return null;
  const newline = layout.newlineAt(last.start);
  const text = `${name}.${method}()`;
  // What the `return` computes may well need it to run on.
  const isPlain =
    leaves && (last.value === null || !contains(last.value, ({ kind }) => kind === "Call" || kind === "Await"));
  if (leaves && !isPlain && method === "join") return null;
  const edit: Edit = leaves
    ? { start: last.start, end: last.start, text: `${text}${newline}${indent}` }
    : { start: endOf(last), end: endOf(last), text: `${newline}${indent}${text}` };
  return { title: `Call '${text}' before the function leaves`, safe: false, edits: [edit] };
}

/**
 * Give the loop of a thread a stop event, which the class's own `close` sets. A suggestion: the loop ends between two
 * turns. Null where the class has no such method, or the loop is no `while True` of a method of the class.
 */
export function stopEventFix(context: RuleContext, { loop, unit }: TaskFact): Fix | null {
  const { text, module, model } = context;
  const owner = model.methodAround(unit)?.owner ?? null;
  if (owner === null || loop?.kind !== "While" || loop.test.kind !== "Constant") return null;
  const within = owner.ownMethods.find(({ node }) => node.start <= loop.start && loop.end <= node.end);
  const init = owner.ownMethods.find(({ node }) => node.name.name === "__init__");
  const closer = owner.ownMethods.find(({ node }) => CLOSERS.test(node.name.name));
  const self = within?.receiver ?? null;
  if (within === undefined || init === undefined || closer === undefined || self === null) return null;
  if (init.receiver !== self || closer.receiver !== self || mentionsAttribute(owner.node, "_stopping")) return null;
  const event = importedName(text, module, "threading", "Event", owner.node.start);
  const layout = new Layout(text);
  const made = event === null ? null : beforeBody(layout, init.node, `${self}._stopping = ${event.expression}()`);
  const set = beforeBody(layout, closer.node, `${self}._stopping.set()`);
  if (event === null || made === null || set === null) return null;
  const test = { start: loop.test.start, end: loop.test.end, text: `not ${self}._stopping.is_set()` };
  const edits = [...event.edits, made, set, test].sort((a, b) => a.start - b.start);
  return { title: `Stop the thread in '${closer.node.name.name}'`, safe: false, edits };
}

function beforeBody(layout: Layout, { body }: FunctionDef, line: string): Edit | null {
  const [docstring, second] = body;
  const isDocstring =
    docstring?.kind === "ExprStmt" && docstring.value.kind === "Constant" && docstring.value.type === "str";
  const first = isDocstring ? second : docstring;
  const indent = first === undefined ? null : layout.indentOf(first);
  if (first === undefined || indent === null) return null;
  return { start: first.start, end: first.start, text: `${line}${layout.newlineAt(first.start)}${indent}` };
}

function mentionsAttribute(node: ClassDef, name: string): boolean {
  return contains(node, (inner) => inner.kind === "Attribute" && inner.attr.name === name);
}

function isParameter(node: { readonly kind: string }, name: string): boolean {
  const params = (node as Partial<FunctionDef>).params;
  return params?.all.some((param) => param.name === name) ?? false;
}

/** The innermost suite that directly holds a statement. */
function suiteOf(body: readonly Stmt[], stmt: Stmt): readonly Stmt[] | null {
  if (body.includes(stmt)) return body;
  for (const one of body) {
    if (one.kind === "FunctionDef" || one.kind === "ClassDef") continue;
    for (const block of blocksOf(one)) {
      const found = suiteOf(block, stmt);
      if (found !== null) return found;
    }
  }
  return null;
}

/** A line of its own behind the imports at the top of a module. */
function afterImports(module: Module, layout: Layout, line: string): Edit | null {
  const imports = module.body.filter(({ kind }) => kind === "Import" || kind === "ImportFrom");
  const last = imports[imports.length - 1];
  if (last === undefined || !layout.hasOwnLines(last)) return null;
  const newline = layout.newlineAt(last.start);
  return { start: endOf(last), end: endOf(last), text: `${newline}${newline}${line}` };
}

/** Hold an async generator in `contextlib.aclosing` around the loop over it. Null where lines cannot be moved. */
export function aclosingFix(context: RuleContext, loop: For, unit: Unit): Fix | null {
  const { text, module } = context;
  const layout = new Layout(text);
  const indent = layout.indentOf(loop);
  const [first] = loop.body;
  const inner = first === undefined ? null : layout.indentOf(first);
  if (indent === null || inner === null || !inner.startsWith(indent) || !layout.hasOwnLines(loop)) return null;
  // What is inside a string of several lines must not be moved.
  const spans = contains(loop, (node) => isText(node) && text.slice(node.start, node.end).includes("\n"));
  const taken = namesIn(unit.node);
  const name = ["items", "stream", "generator"].find((one) => !taken.has(one) && !isParameter(unit.node, one));
  const closing = importedName(text, module, "contextlib", "aclosing", unit.node.start);
  if (spans || name === undefined || closing === null) return null;
  const step = inner.slice(indent.length);
  const newline = layout.newlineAt(loop.start);
  const iterable = text.slice(loop.iter.start, loop.iter.end);
  const head = `async with ${closing.expression}(${iterable}) as ${name}:${newline}${indent}${step}`;
  const edits: Edit[] = [
    ...closing.edits,
    { start: loop.start, end: loop.start, text: head },
    { start: loop.iter.start, end: loop.iter.end, text: name },
  ];
  const { lines } = layout;
  for (let line = lines.lineAt(loop.start) + 1; line <= lines.lineAt(endOf(loop)); line++) {
    if (layout.isBlank(line)) continue;
    const start = lines.lineStart(line);
    edits.push({ start, end: start, text: step });
  }
  return { title: "Close the generator with 'contextlib.aclosing'", safe: true, edits };
}

function isText(node: { readonly kind: string }): boolean {
  return node.kind === "Constant" || node.kind === "JoinedStr";
}

/** Letting a variable go when its function ends: `try`, and `= None` in `finally`. */
import type { Unit } from "../../../analysis/model/unit.js";
import type { Edit } from "../../../base/text.js";
import type { FunctionDef, Stmt } from "../../../syntax/ast.js";
import { contains } from "../../../syntax/walk.js";
import type { Fix, RuleContext } from "../../define.js";
import { endOf, Layout } from "../../resource/fixes/layout.js";

/**
 * The fix for exceptions, tracebacks and frames in local variables: same behaviour, since nothing reads them after the
 * function. Null where others see the variables (inner functions, `global`), or the text cannot be indented.
 *
 * @param from offset of the statement that binds them.
 */
export function letExceptionGoFix(
  context: RuleContext,
  unit: Unit,
  names: readonly string[],
  from: number,
): Fix | null {
  const { node } = unit;
  if (node.kind !== "FunctionDef" || names.length === 0) return null;
  const isShared = names.some((name) => !unit.scope.bindings.has(name) || isSeenInside(unit.children, name));
  const start = node.body.findIndex((stmt) => endOf(stmt) > from);
  const edits = isShared || start < 0 ? null : letGo(context, node, node.body.slice(start), names);
  if (edits === null) return null;
  return { title: `Set ${names.map((name) => `'${name}'`).join(", ")} to None in 'finally'`, safe: true, edits };
}

/** The fix for a recursive inner function: only where it is called, and handed on nowhere. */
export function letClosureGoFix(context: RuleContext, around: Unit, name: string, inner: Unit): Fix | null {
  const isCalledOnly = (unit: Unit): boolean =>
    unit.names.every((use) => {
      if (use.name !== name) return true;
      const parent = unit.parentOf(use);
      return parent?.kind === "Call" && parent.func === use;
    });
  if (around.node.kind !== "FunctionDef" || inner.node.kind !== "FunctionDef") return null;
  if (around.isGenerator || inner.node.decorators.length > 0) return null;
  if (![around, ...inner.all()].every(isCalledOnly)) return null;
  const others = around.children.filter((child) => child !== inner);
  const at = around.node.body.indexOf(inner.node);
  if (at < 0 || isSeenInside(others, name)) return null;
  const edits = letGo(context, around.node, around.node.body.slice(at + 1), [name]);
  return edits === null ? null : { title: `Let '${name}' go when '${around.node.name.name}' ends`, safe: false, edits };
}

function isSeenInside(units: readonly Unit[], name: string): boolean {
  return units.some((unit) => [...unit.all()].some((inner) => inner.names.some((use) => use.name === name)));
}

/** `try:` around the last statements of a function, and the variables bound to None in its `finally`. */
function letGo(
  context: RuleContext,
  node: FunctionDef,
  rest: readonly Stmt[],
  names: readonly string[],
): readonly Edit[] | null {
  const layout = new Layout(context.text);
  const [first] = rest;
  const last = rest[rest.length - 1];
  if (first === undefined || last === undefined || !rest.every((stmt) => layout.hasOwnLines(stmt))) return null;
  if (rest.some((stmt) => contains(stmt, ({ kind }) => kind === "UnknownStmt" || kind === "UnknownExpr"))) return null;
  const indent = layout.indentOf(first);
  const outer = layout.before(node.defStart).match(/^[ \t]*/)?.[0] ?? "";
  if (indent === null || !indent.startsWith(outer) || indent.length === outer.length) return null;
  const newline = layout.newlineAt(first.start);
  const release = `${names.join(" = ")} = None`;
  const folded = rest.length === 1 && first.kind === "Try" ? first.finalbody[first.finalbody.length - 1] : undefined;
  if (folded !== undefined) {
    const inner = layout.indentOf(folded);
    if (inner === null || !layout.hasOwnLines(folded)) return null;
    return [line(context, layout.linesOf(folded).end, inner + release, newline)];
  }
  if (layout.linesInsideStrings(rest).size > 0) return null;
  const head = layout.linesOf(first).start;
  const { end } = layout.linesOf(last);
  const unit = indent.slice(outer.length);
  const final = `${indent}finally:${newline}${indent}${unit}${release}`;
  return merged([
    { start: head, end: head, text: `${indent}try:${newline}` },
    ...layout.indentEdits(head, end, indent, unit, rest, new Set()),
    line(context, end, final, newline),
  ]);
}

/** New lines at the end of another. */
function line(context: RuleContext, at: number, text: string, newline: string): Edit {
  const isEnded = /[\r\n]$/.test(context.text.slice(0, at));
  return { start: at, end: at, text: isEnded ? text + newline : newline + text };
}

/** Insertions at one offset become one, in their order. */
function merged(edits: readonly Edit[]): readonly Edit[] {
  const byStart = new Map<number, Edit>();
  for (const edit of edits) {
    const before = byStart.get(edit.start);
    byStart.set(edit.start, before === undefined ? edit : { ...edit, text: before.text + edit.text });
  }
  return [...byStart.values()];
}

/** Moving a recursive inner function out of the function that makes it anew each time. */
import type { RecursiveClosure } from "../../../analysis/cycles/closures.js";
import { capturedBy } from "../../../analysis/cycles/expressions.js";
import { namesIn } from "../../../syntax/walk.js";
import type { Fix, RuleContext } from "../../define.js";
import { Layout } from "../../resource/fixes/layout.js";

/** Null where the inner function uses variables of the one around, or its name is taken outside. */
export function hoistFix(context: RuleContext, closure: RecursiveClosure): Fix | null {
  const [first] = closure.functions;
  if (first === undefined || closure.functions.length !== 1) return null;
  const { unit, name } = first;
  const { node } = unit;
  if (node.kind !== "FunctionDef" || [...capturedBy(unit)].some((captured) => captured !== name)) return null;
  const outside = [...node.decorators, ...node.params.all.flatMap((param) => param.default ?? [])];
  const local = closure.around.scope.bindings;
  if (outside.some((expr) => [...namesIn(expr)].some((used) => local.has(used)))) return null;
  if ((local.get(name) ?? []).length !== 1) return null;
  const top = context.module.body.find((stmt) => stmt.start <= node.start && stmt.end >= node.end);
  const layout = new Layout(context.text);
  if (top === undefined || !isFree(context, closure) || layout.indentOf(top) !== "" || !layout.hasOwnLines(node))
    return null;
  const indent = layout.indentOf(node);
  if (indent === null || layout.linesInsideStrings([node]).size > 0) return null;
  const { start, end } = layout.linesOf(node);
  const lines = context.text.slice(start, end).split(/(?<=\n)/);
  if (lines.some((line) => line.trim() !== "" && !line.startsWith(indent))) return null;
  const moved = lines.map((line) => (line.trim() === "" ? line : line.slice(indent.length))).join("");
  const newline = layout.newlineAt(top.start);
  const body = closure.around.node.kind === "FunctionDef" ? closure.around.node.body : [];
  if (!body.includes(node) || body.length < 2) return null;
  let after = end;
  while (layout.isBlank(layout.lines.lineAt(after)) && after < context.text.length)
    after = layout.lines.lineEnd(layout.lines.lineAt(after));
  return {
    title: `Move '${name}' out of '${closure.around.qualifiedName}'`,
    safe: false,
    edits: [
      { start: top.start, end: top.start, text: `${moved.trimEnd()}${newline}${newline}${newline}` },
      { start, end: after, text: "" },
    ],
  };
}

function isFree(context: RuleContext, { functions, around }: RecursiveClosure): boolean {
  const name = functions[0]?.name ?? "";
  if (context.model.tree.module.bindings.has(name)) return false;
  return context.model.units.every(
    (unit) => unit === around || unit.scope.lookup(name) === null || unit.scope.lookup(name) === around.scope,
  );
}

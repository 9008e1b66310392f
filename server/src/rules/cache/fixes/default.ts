/** `None` as the default, and a new container in each call. */
import type { GrowingContainer } from "../../../analysis/growth/growing.js";
import { contains } from "../../../syntax/walk.js";
import type { Fix, RuleContext } from "../../define.js";
import { Layout } from "../../resource/fixes/layout.js";

/** The `None` idiom for a default that grows; safe unless the default is asked for a key before one is added. */
export function noneIdiom(context: RuleContext, container: GrowingContainer): Fix | null {
  const { holder, growths } = container;
  const { node } = holder.unit ?? {};
  if (node?.kind !== "FunctionDef") return null;
  const param = node.params.all.find(({ name }) => name === holder.shortName);
  const [first, second] = node.body;
  const isDocumented = first?.kind === "ExprStmt" && first.value.kind === "Constant" && first.value.type === "str";
  const at = isDocumented ? second : first;
  if (param === undefined || param.default === null || at === undefined) return null;
  const layout = new Layout(context.text);
  const indent = layout.indentOf(at);
  if (indent === null) return null;
  const { name } = param;
  const newline = layout.newlineAt(at.start);
  const step = indent.includes("\t")
    ? "\t"
    : indent.slice((layout.before(node.defStart).match(/^[ \t]*/)?.[0] ?? "").length);
  const value = context.text.slice(param.default.start, param.default.end);
  const isMemory =
    growths.some(({ keyed }) => keyed) &&
    contains(
      node,
      (inner) =>
        inner.kind === "Compare" &&
        /in$/.test(inner.ops[0] ?? "") &&
        inner.comparators.some((one) => one.kind === "Name" && one.name === name),
    );
  const start = at.kind === "FunctionDef" || at.kind === "ClassDef" ? at.start : at.start;
  return {
    title: `Make a new ${holder.made.type.noun} in each call`,
    safe: !isMemory && !/^_/.test(name),
    edits: [
      { start: param.default.start, end: param.default.end, text: "None" },
      { start, end: start, text: `if ${name} is None:${newline}${indent}${step}${name} = ${value}${newline}${indent}` },
    ],
  };
}

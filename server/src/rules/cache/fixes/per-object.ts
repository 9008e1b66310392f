/** Results that stay with the object instead of with its class. */
import type { CachedFunction } from "../../../analysis/growth/caches.js";
import { growthOf } from "../../../analysis/growth/growing.js";
import type { Edit } from "../../../base/text.js";
import type { FunctionDef } from "../../../syntax/ast.js";
import type { Fix, RuleContext } from "../../define.js";
import { importedName } from "../../resource/fixes/imports.js";
import { Layout } from "../../resource/fixes/layout.js";

/** `cached_property` for a method without arguments that is only called; else a dictionary on the object. */
export function cachePerObject(context: RuleContext, cached: CachedFunction): Fix | null {
  const { node, method, isDecorator } = cached;
  if (method === null || method.receiver === null || !isDecorator || node.isAsync || node.decorators.length !== 1)
    return null;
  if (/\b__slots__\b/.test(context.text)) return null;
  return node.params.all.length === 1 ? asProperty(context, cached) : withDictionary(context, node, method.receiver);
}

function asProperty(context: RuleContext, { node, unit, decorator }: CachedFunction): Fix | null {
  const edits: Edit[] = [];
  for (const { node: place, unit: from, how } of growthOf(context.model).reach.referencesTo(unit)) {
    const call = from.parentOf(place);
    if (how !== "call" || call?.kind !== "Call" || call.args.length + call.keywords.length > 0) return null;
    edits.push({ start: place.end, end: call.end, text: "" });
  }
  const property = importedName(context.text, context.module, "functools", "cached_property", decorator.start);
  if (property === null) return null;
  return {
    title: `Make ${node.name.name} a cached property`,
    safe: false,
    edits: [...property.edits, { start: decorator.start, end: decorator.end, text: property.expression }, ...edits],
  };
}

function withDictionary(context: RuleContext, node: FunctionDef, receiver: string): Fix | null {
  const { text } = context;
  const layout = new Layout(text);
  const [, ...params] = node.params.all;
  const isPlain = params.every(
    ({ form, name }) => form !== "varPositional" && form !== "varKeyword" && name !== "key" && name !== "results",
  );
  const indent = layout.indentOf(node);
  const last = node.params.all[node.params.all.length - 1];
  const [first] = node.body;
  if (!isPlain || indent === null || last === undefined || first === undefined) return null;
  const inner = layout.indentOf(first);
  if (inner === null || !inner.startsWith(indent)) return null;
  const step = inner.slice(indent.length);
  const colon = text.indexOf(":", node.returns?.end ?? text.indexOf(")", last.end));
  if (colon < 0) return null;
  const head = `def ${node.name.name}${text.slice(node.name.end, colon + 1)}`;
  const name = node.name.name.replace(/^_+/, "");
  const names = params.map((param) => param.name);
  const key = names.length === 1 ? names[0] : names.join(", ");
  const given = params
    .map((param) => (param.form === "keywordOnly" ? `${param.name}=${param.name}` : param.name))
    .join(", ");
  const lines = [
    head,
    `${step}results = ${receiver}.__dict__.setdefault("_${name}_results", {})`,
    `${step}key = ${key}`,
    `${step}if key not in results:`,
    `${step}${step}results[key] = ${receiver}._compute_${name}(${given})`,
    `${step}return results[key]`,
  ];
  const newline = layout.newlineAt(node.start);
  return {
    title: `Keep the results of ${node.name.name}() with the object`,
    safe: false,
    edits: [
      { start: node.start, end: node.defStart, text: `${lines.join(newline + indent)}${newline}${newline}${indent}` },
      { start: node.name.start, end: node.name.end, text: `_compute_${name}` },
    ],
  };
}

/** A plain call in place of a bound method that an object keeps of itself. */
import type { Cycle } from "../../../analysis/cycles/find.js";
import type { Edit } from "../../../base/text.js";
import type { Attribute } from "../../../syntax/ast.js";
import type { Fix, RuleContext } from "../../define.js";
import { Layout } from "../../resource/fixes/layout.js";

/**
 * Drops `self.on_boil = self.announce` and calls `self.announce()` where `self.on_boil()` was called. Null where the
 * attribute is used in any other way.
 */
export function plainCallFix(context: RuleContext, cycle: Cycle): Fix | null {
  const { back } = cycle;
  const cls = back.from.cls;
  if (cls === null || back.to.kind !== "bound") return null;
  const method = back.to.name.slice(back.to.name.lastIndexOf(".") + 1);
  const uses = context.model.units.flatMap((unit) =>
    unit.attributes.filter(({ attr }) => attr.name === back.label).map((node) => ({ node, unit })),
  );
  const bound = uses.filter(({ node }) => node.start === back.place.range.start);
  const [only] = bound;
  const statement = only?.unit.statementOf(only.node) ?? null;
  if (only === undefined || statement?.kind !== "Assign" || statement.targets.length !== 1) return null;
  if (statement.value.kind !== "Attribute" || statement.value.attr.name !== method) return null;
  const calls: Attribute[] = [];
  for (const { node, unit } of uses) {
    if (node === only.node) continue;
    const parent = unit.parentOf(node);
    const around = context.model.methodAround(unit);
    const isOwn = node.value.kind === "Name" && node.value.name === around?.receiver && around.owner.mro.includes(cls);
    if (parent?.kind !== "Call" || parent.func !== node || !isOwn) return null;
    calls.push(node);
  }
  const layout = new Layout(context.text);
  if (!layout.hasOwnLines(statement) || new RegExp(`["']${back.label}["']`).test(context.text)) return null;
  const around = only.unit.parentOf(statement);
  const siblings = around !== null && "body" in around && Array.isArray(around.body) ? around.body.length : 1;
  const own = only.unit.node.kind === "FunctionDef" ? only.unit.node.body.length : 1;
  if ((around === only.unit.node ? own : siblings) < 2) return null;
  const edits: Edit[] = calls.map(({ attr }) => ({ start: attr.start, end: attr.end, text: method }));
  return {
    title: `Call '${method}' in place of '${back.label}'`,
    safe: false,
    edits: [{ ...layout.linesOf(statement), text: "" }, ...edits],
  };
}

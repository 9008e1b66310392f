/** Making the link that leads back a weak one. */

import type { Cycle } from "../../../analysis/cycles/find.js";
import type { Link } from "../../../analysis/cycles/graph.js";
import { isItem } from "../../../analysis/cycles/graph.js";
import type { ClassInfo } from "../../../analysis/model/class-info.js";
import { isForeign } from "../../../base/text.js";
import type { Fix, RuleContext } from "../../define.js";
import { importedName } from "../../resource/fixes/imports.js";
import { endOf, Layout } from "../../resource/fixes/layout.js";

/** Bases whose instances take no weak references, or whose attributes are not their own. */
const NO_WEAK_REFERENCES =
  /^builtins\.(?:int|str|bytes|tuple|float|complex|frozenset|type)$|^typing\.NamedTuple$|^enum\./;

/**
 * The back link as a weak reference behind a property of the same name; a set of objects as a `WeakSet`. Null where the
 * class cannot have such a property, or what it refers to takes no weak references.
 */
export function weakLinkFix(context: RuleContext, cycle: Cycle): Fix | null {
  const { back } = cycle;
  const classes = cycle.links.map(({ from }) => from.cls);
  // Edits are of this file.
  if (cycle.elsewhere !== null || classes.some((cls) => cls !== null && isForeign(cls.node))) return null;
  return isItem(back.label) ? weakSetFix(context, cycle) : weakPropertyFix(context, back);
}

function weakSetFix(context: RuleContext, { back, links }: Cycle): Fix | null {
  const holder = links.find(({ to, label }) => to === back.from && !isItem(label));
  const bound = holder?.from.cls?.usesOf(holder.label).filter(({ access }) => access.kind === "bind") ?? [];
  const [only] = bound;
  if (holder === undefined || only === undefined || bound.length !== 1 || only.access.kind !== "bind") return null;
  const { value } = only.access;
  const isSet =
    value?.kind === "Call" &&
    value.args.length === 0 &&
    context.model.qualifiedName(value.func, only.unit.scope) === "builtins.set";
  if (!isSet || !takesWeakReferences(back.to.cls ?? holder.from.cls)) return null;
  const weak = importedName(context.text, context.module, "weakref", "WeakSet", value.start);
  if (weak === null) return null;
  return {
    title: `Let '${holder.label}' be a WeakSet`,
    safe: false,
    edits: [...weak.edits, { start: value.func.start, end: value.func.end, text: weak.expression }],
  };
}

function weakPropertyFix(context: RuleContext, back: Link): Fix | null {
  const { label } = back;
  const owner = back.from.cls;
  if (owner === null || label.startsWith("__") || !takesWeakReferences(back.to.cls) || !hasOwnAttributes(owner, label))
    return null;
  const stored = freeName(context, label);
  const layout = new Layout(context.text);
  const init = owner.ownMethods.find(({ node }) => node.name.name === "__init__");
  if (init === undefined || !init.node.params.all.length) return null;
  const indent = layout.indentOf(init.node);
  const { body } = init.node;
  const inner = body[0] === undefined ? null : layout.indentOf(body[0]);
  if (indent === null || inner === null) return null;
  const unit = inner.slice(indent.length);
  const weak = importedName(context.text, context.module, "weakref", "ref", owner.node.start);
  if (weak === null) return null;
  const newline = layout.newlineAt(init.node.start);
  const value = label.replace(/^_+/, "") || "value";
  const lines = [
    "",
    "@property",
    `def ${label}(self):`,
    `${unit}return None if self.${stored} is None else self.${stored}()`,
    "",
    `@${label}.setter`,
    `def ${label}(self, ${value}):`,
    `${unit}self.${stored} = None if ${value} is None else ${weak.expression}(${value})`,
  ];
  const end = endOf(init.node);
  const at = end + layout.behind(end).length;
  const text = lines.map((line) => newline + (line === "" ? "" : indent + line)).join("");
  return {
    title: `Keep '${label}' as a weak reference, behind a property`,
    safe: false,
    edits: [...weak.edits, { start: at, end: at, text }],
  };
}

/** Whether an attribute is set on objects only, so that a property may stand in for it. */
function hasOwnAttributes(owner: ClassInfo, label: string): boolean {
  return owner.mro.every(
    (one) =>
      !one.unit.scope.bindings.has(label) &&
      !one.unit.scope.bindings.has("__slots__") &&
      one.ownMethods.every(({ node }) => node.name.name !== "__setattr__" && node.name.name !== "__getattribute__"),
  );
}

function takesWeakReferences(cls: ClassInfo | null): boolean {
  if (cls === null || cls.mro.some((one) => one.unit.scope.bindings.has("__slots__"))) return false;
  return cls.foreignBases.every((base) => base !== null && !NO_WEAK_REFERENCES.test(base));
}

function freeName(context: RuleContext, label: string): string {
  const base = label.startsWith("_") ? label : `_${label}`;
  for (const candidate of label.startsWith("_") ? [`${base}_ref`] : [base, `${base}_ref`]) {
    if (!new RegExp(`\\b${candidate}\\b`).test(context.text)) return candidate;
  }
  return `${base}_weak_ref`;
}

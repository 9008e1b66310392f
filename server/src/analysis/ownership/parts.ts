/** Parts of an object: cursors, data sets, elements, which keep it alive and in use, and cannot close it. */
import type { ValueSpec } from "../../catalogue/schema.js";
import type { Attribute, Call, Expr, Subscript } from "../../syntax/ast.js";
import type { Machine } from "./machine.js";
import type { Value } from "./state.js";

type ObjectValue = Value & { readonly kind: "object" };

/** A part of an object, of the type that a description names, if it names one. */
export function partOf(value: ObjectValue, spec?: ValueSpec | boolean): ObjectValue {
  const type = typeof spec === "string" ? spec : typeof spec === "object" && "type" in spec ? spec.type : "";
  return { kind: "object", id: value.id, view: true, part: type };
}

/** `value.name`: a part, a bound method, or something that has nothing to do with the object any more. */
export function attributeOf(machine: Machine, value: ObjectValue, { attr }: Attribute): Value | null {
  if (value.part !== undefined) {
    const known = machine.context.catalogue.type(value.part);
    if (known === undefined) return value;
    if (known.methods?.[attr.name] !== undefined) return { ...value, bound: true };
    const attribute = known.attributes?.[attr.name];
    if (attribute === undefined) return known.partsKeep ? value : null;
    return isPlain(machine, attribute) ? null : partOf(value, attribute);
  }
  // What is read off a reader may be one of its methods, which keeps what the reader keeps.
  if (value.view) return { ...value, bound: true };
  const type = machine.typeOf(value.id);
  const { resource } = type;
  if (type.methods?.[attr.name] !== undefined || resource?.release.includes(attr.name)) {
    return { ...value, view: true, bound: true };
  }
  if (resource?.exhaustingAttributes?.includes(attr.name)) {
    machine.mayRaise(attr, false, ["OSError"]);
    if (resource.exhaustible) machine.release(value.id);
    return null;
  }
  if (!type.partsKeep || attr.name === resource?.closedAttribute) return null;
  const attribute = type.attributes?.[attr.name];
  return isPlain(machine, attribute) ? null : partOf(value, attribute ?? type.partsKeep);
}

/** `value[index]`: a part of what keeps its parts; a copy, where slices copy. */
export function itemOf(machine: Machine, value: ObjectValue, { index }: Subscript): Value | null {
  const type = machine.typeOf(value.id);
  if (value.part === undefined) return !value.view && type.partsKeep ? partOf(value, type.partsKeep) : null;
  return type.slicesCopy && copies(index) ? null : value;
}

/** `[:]`, `[...]`, `[()]`, `[0]`, `[1:2, 3]`: not the name of a part. */
function copies(index: Expr): boolean {
  if (index.kind === "Tuple") return index.elts.every(copies);
  if (index.kind === "Constant") return index.type !== "str";
  return index.kind === "Slice" || index.kind === "UnaryOp" || index.kind === "BinOp";
}

/** A method of a part: it gives another part, unless the type of the part says that it gives something else. */
export function methodOfPart(machine: Machine, call: Call, func: Attribute, value: ObjectValue): Value | null {
  for (const argument of [...call.args, ...call.keywords.map((keyword) => keyword.value)]) {
    machine.escape(machine.evaluate(argument.kind === "Starred" ? argument.value : argument));
  }
  machine.mayRaise(call, false, null);
  const known = machine.context.catalogue.type(value.part ?? "");
  // Closed through one of its parts, as far as one can tell: `clip.subclip(0, 5).close()`, `cursor.connection.close()`.
  if (known?.resource !== undefined || known === undefined) {
    if (machine.typeOf(value.id).resource?.release.includes(func.attr.name)) machine.escape(value);
  }
  if (known === undefined) return machine.state.objects.has(value.id) ? value : null;
  const method = known.methods?.[func.attr.name];
  if (method === undefined || !machine.state.objects.has(value.id)) return known.partsKeep ? value : null;
  if (method.returnsReceiver) return value;
  return method.keepsReceiver ? partOf(value, method.returns) : null;
}

/** A text, a number: what has a type that needs no release and has no parts. */
function isPlain(machine: Machine, spec: ValueSpec | undefined): boolean {
  if (typeof spec !== "string") return false;
  return machine.context.catalogue.type(spec)?.resource === undefined;
}

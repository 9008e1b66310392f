/** Finalizers that do not hold the object whose end they wait for. */
import type { KeptByFinalizer } from "../../../analysis/cycles/finalizers.js";
import type { ClassInfo, Method } from "../../../analysis/model/class-info.js";
import type { Unit } from "../../../analysis/model/unit.js";
import { type Edit, isForeign } from "../../../base/text.js";
import type { Attribute, Expr, Lambda } from "../../../syntax/ast.js";
import type { Fix, RuleContext } from "../../define.js";
import { importedName } from "../../resource/fixes/imports.js";
import { Layout } from "../../resource/fixes/layout.js";

const CLOSING = /^(?:close|stop|shutdown|dispose|release|finish|__exit__)$/;
/** What a static method is called that takes over the work of one that others call, too. */
const OWN_NAME = "_finalize";

/**
 * A static method in place of a bound one, a lambda with arguments, an exit hook that is taken back or that refers
 * weakly. Null where the callback needs more of the object than attributes that are bound once.
 */
export function finalizerFix(context: RuleContext, kept: KeptByFinalizer): Fix | null {
  const { call, holder, how } = kept;
  if (how === "atexit") return exitHookFix(context, kept);
  if (call.args[1] !== holder || call.args.length !== 2 || call.keywords.length > 0) return null;
  if (holder.kind === "Lambda") return lambdaFix(context, kept, holder);
  return holder.kind === "Attribute" ? staticFix(context, kept, holder) : null;
}

/** Attributes of an object that a piece of code reads, by name, in the order of their first use. */
type Parts = ReadonlyMap<string, readonly Attribute[]>;

/** What a unit reads of an object; null where it needs the object itself, or changes it. */
function partsOf(unit: Unit, object: string, cls: ClassInfo): Parts | null {
  const parts = new Map<string, Attribute[]>();
  for (const name of unit.names) {
    if (name.name === "super") return null;
    if (name.name !== object) continue;
    const parent = unit.parentOf(name);
    if (parent?.kind !== "Attribute" || parent.value !== name || cls.method(parent.attr.name) !== null) return null;
    const around = unit.parentOf(parent);
    const isChanged =
      around?.kind === "Delete" ||
      (around?.kind === "AugAssign" && around.target === parent) ||
      (around?.kind === "Assign" && around.targets.includes(parent)) ||
      (around?.kind === "AnnAssign" && around.target === parent) ||
      ((around?.kind === "For" || around?.kind === "NamedExpr") && around.target === parent) ||
      (around?.kind === "With" && around.items.some(({ target }) => target === parent)) ||
      around?.kind === "Tuple" ||
      around?.kind === "List";
    if (isChanged) return null;
    const known = parts.get(parent.attr.name);
    if (known === undefined) parts.set(parent.attr.name, [parent]);
    else known.push(parent);
  }
  return parts;
}

/** Parameters for the attributes: their names without the underscores; null where these mean something else. */
function parametersFor(parts: Parts, unit: Unit): ReadonlyMap<string, string> | null {
  const taken = new Set(unit.names.map(({ name }) => name));
  const found = new Map<string, string>();
  for (const attribute of parts.keys()) {
    const plain = attribute.replace(/^_+/, "");
    const name = [plain, attribute].find((one) => /^[a-zA-Z_]\w*$/.test(one) && !taken.has(one) && !isKeyword(one));
    if (name === undefined) return null;
    taken.add(name);
    found.set(attribute, name);
  }
  return found;
}

function isKeyword(name: string): boolean {
  return /^(?:from|import|class|def|in|is|not|and|or|if|else|for|while|with|as|pass|del|global|lambda|return|yield|try|raise|async|await|None|True|False)$/.test(
    name,
  );
}

/** Whether an attribute is bound once and for all when a call of a unit is made. */
function isSettled(cls: ClassInfo, attribute: string, { call, unit }: KeptByFinalizer, method: Method | null): boolean {
  const binds = cls.usesOf(attribute).filter(({ access }) => /^(?:bind|augment|delete)$/.test(access.kind));
  if (binds.length === 0) return cls.classAttribute(attribute) !== null;
  const [only] = binds;
  if (binds.length !== 1 || only === undefined || only.access.kind !== "bind") return false;
  return method === null
    ? only.unit === cls.method("__init__")?.unit
    : only.unit === unit && only.node.start < call.start && unit.loopsAround(only.node).length === 0;
}

function lambdaFix({ model }: RuleContext, kept: KeptByFinalizer, holder: Lambda): Fix | null {
  const { object, call, unit } = kept;
  const own = model.unitOf(holder);
  const cls = call.args[0] === undefined ? null : model.classOf(call.args[0], unit);
  if (
    own === null ||
    cls === null ||
    isForeign(cls.node) ||
    cls.foreignBases.length > 0 ||
    holder.params.all.length > 0
  )
    return null;
  if (own.children.length > 0) return null;
  const parts = partsOf(own, object, cls);
  const parameters = parts === null ? null : parametersFor(parts, own);
  if (parts === null || parameters === null || parts.size === 0) return null;
  const around = model.methodAround(unit);
  const method = around?.receiver === object ? around : null;
  if (![...parts.keys()].every((attribute) => isSettled(cls, attribute, kept, method))) return null;
  const names = [...parameters.values()].join(", ");
  const after = holder.start + "lambda".length;
  const edits: Edit[] = [{ start: after, end: after, text: ` ${names}` }];
  for (const [attribute, nodes] of parts) {
    for (const { start, end } of nodes) edits.push({ start, end, text: parameters.get(attribute) ?? attribute });
  }
  const values = [...parts.keys()].map((attribute) => `${object}.${attribute}`).join(", ");
  edits.push({ start: holder.end, end: holder.end, text: `, ${values}` });
  return { title: `Hand the lambda what it needs of '${object}'`, safe: false, edits };
}

function staticFix(context: RuleContext, kept: KeptByFinalizer, holder: Attribute): Fix | null {
  const { model } = context;
  const { object, unit } = kept;
  const cls = model.classOf(holder.value, unit);
  const method = cls?.method(holder.attr.name) ?? null;
  // Edits are of this file.
  if (cls === null || isForeign(cls.node) || method === null || method.owner !== cls || method.receiver === null)
    return null;
  const { node } = method;
  if (node.params.all.length !== 1 || node.decorators.length > 0 || node.isAsync || method.unit.isGenerator)
    return null;
  if (method.unit.children.length > 0 || isOverridden(context, cls, node.name.name)) return null;
  const parts = partsOf(method.unit, method.receiver, cls);
  const parameters = parts === null ? null : parametersFor(parts, method.unit);
  if (parts === null || parameters === null) return null;
  const around = model.methodAround(unit);
  const makes = around?.receiver === object ? around : null;
  if (![...parts.keys()].every((attribute) => isSettled(cls, attribute, kept, makes))) return null;
  return {
    title: title(node.name.name),
    safe: false,
    edits: staticEdits(context, kept, holder, method, parts, parameters),
  };
}

function title(method: string): string {
  return `Finalize with a static method in place of '${method}'`;
}

function staticEdits(
  context: RuleContext,
  { object }: KeptByFinalizer,
  holder: Attribute,
  { node, receiver, owner }: Method,
  parts: Parts,
  parameters: ReadonlyMap<string, string>,
): Edit[] {
  const layout = new Layout(context.text);
  const { name } = node.name;
  const others = context.model.units.some((unit) =>
    unit.attributes.some((one) => one !== holder && one.attr.name === name),
  );
  // A static method is called in the same way where it needs nothing.
  const delegates = others && parts.size > 0 && owner.method(OWN_NAME) === null;
  const [self] = node.params.all;
  const indent = layout.before(node.defStart).match(/^[ \t]*/)?.[0] ?? "";
  const step = layout.unitAt({ owner: node, suite: node.body, index: 0 }, context.module);
  const newline = layout.newlineAt(node.defStart);
  const values = (of: string | null): string => [...parts.keys()].map((attribute) => `${of}.${attribute}`).join(", ");
  const delegate = `def ${name}(${receiver}):${newline}${indent}${step}return ${receiver}.${OWN_NAME}(${values(receiver)})${newline}${newline}${indent}`;
  const edits: Edit[] = [
    { start: node.defStart, end: node.defStart, text: `${delegates ? delegate : ""}@staticmethod${newline}${indent}` },
    { start: holder.end, end: holder.end, text: parts.size === 0 ? "" : `, ${values(object)}` },
  ];
  if (delegates) {
    edits.push({ start: node.name.start, end: node.name.end, text: OWN_NAME });
    edits.push({ start: holder.attr.start, end: holder.attr.end, text: OWN_NAME });
  }
  if (self !== undefined) edits.push({ start: self.start, end: self.end, text: [...parameters.values()].join(", ") });
  for (const [attribute, nodes] of parts) {
    for (const { start, end } of nodes) edits.push({ start, end, text: parameters.get(attribute) ?? attribute });
  }
  return edits.filter(({ start, end, text }) => text !== "" || start !== end);
}

/** Whether a class of the file that inherits has a method of that name of its own, or a base has. */
function isOverridden({ model }: RuleContext, cls: ClassInfo, name: string): boolean {
  return model.classes.some(
    (one) =>
      one !== cls &&
      (one.mro.includes(cls) || cls.mro.includes(one)) &&
      one.ownMethods.some(({ node }) => node.name.name === name),
  );
}

function exitHookFix(context: RuleContext, { call, holder, unit }: KeptByFinalizer): Fix | null {
  if (call.args.length !== 1 || call.keywords.length > 0 || holder.kind !== "Attribute") return null;
  const hook = context.text.slice(holder.start, holder.end);
  return unregisterInClose(context, call.func, hook, unit) ?? weakHookFix(context, holder, hook);
}

/** The hook is taken back where the object is closed. */
function unregisterInClose(context: RuleContext, func: Expr, hook: string, unit: Unit): Fix | null {
  const method = context.model.methodAround(unit);
  const close = method?.owner.ownMethods.find(({ node }) => CLOSING.test(node.name.name)) ?? null;
  if (func.kind !== "Attribute" || close === null || close.receiver !== method?.receiver) return null;
  const first = close.node.body.find((stmt) => stmt.kind !== "ExprStmt" || stmt.value.kind !== "Constant");
  const layout = new Layout(context.text);
  const indent = first === undefined ? null : layout.indentOf(first);
  if (first === undefined || indent === null || close.unit === unit) return null;
  const module = context.text.slice(func.value.start, func.value.end);
  const text = `${module}.unregister(${hook})${layout.newlineAt(first.start)}${indent}`;
  return {
    title: `Unregister the exit hook in ${close.node.name.name}()`,
    safe: false,
    edits: [{ start: first.start, end: first.start, text }],
  };
}

/** The hook finds its object by a weak reference, and does nothing where that is gone. */
function weakHookFix(context: RuleContext, holder: Expr, hook: string): Fix | null {
  const weak = importedName(context.text, context.module, "weakref", "WeakMethod", holder.start);
  if (weak === null) return null;
  const text = `lambda method=${weak.expression}(${hook}): method() and method()()`;
  return {
    title: "Refer to the method weakly",
    safe: false,
    edits: [...weak.edits, { start: holder.start, end: holder.end, text }],
  };
}

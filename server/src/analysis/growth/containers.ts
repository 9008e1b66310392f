/** Which expressions make a container, and of what kind. */
import type { ContainerEntry, Limit } from "../../catalogue/schema.js";
import type { Call, Expr } from "../../syntax/ast.js";
import { argumentOf } from "../model/access.js";
import type { ClassInfo, Method } from "../model/class-info.js";
import { type FileModel, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

/** A new container. */
export interface Made {
  /** The qualified name of its constructor: `builtins.list` for `[]` too. */
  readonly typeName: string;
  readonly type: ContainerEntry;
  readonly value: Expr;
  /** The class of the file that inherits from the container, where it is an object of such. */
  readonly cls?: ClassInfo;
}

/** What takes something out of the container, called on `super()`. */
const REMOVES_BY_SUPER = new Set(["pop", "popitem", "popleft", "clear", "remove", "discard", "__delitem__"]);

/** Constructors of fields that make a new container for each object. */
const FIELDS = new Set(["dataclasses.field", "attr.ib", "attr.Factory", "attrs.field", "attrs.Factory", "attr.field"]);

/** The container that an expression makes; null where it makes none, or it cannot be told. Limited ones are `bounded`. */
export function containerMadeBy(expr: Expr, unit: Unit, model: FileModel): Made | null {
  switch (expr.kind) {
    case "List":
    case "Dict":
    case "Set":
      return named(`builtins.${expr.kind.toLowerCase()}`, expr, model);
    case "Comprehension":
      return expr.form === "generator" ? null : named(`builtins.${expr.form}`, expr, model);
    case "IfExp":
      return containerMadeBy(expr.body, unit, model) ?? containerMadeBy(expr.orelse, unit, model);
    case "BoolOp": {
      const last = expr.values[expr.values.length - 1];
      return expr.op === "or" && last !== undefined ? containerMadeBy(last, unit, model) : null;
    }
    case "NamedExpr":
      return containerMadeBy(expr.value, unit, model);
    case "Call":
      return fromCall(expr, unit, model);
    default:
      return null;
  }
}

/** Whether an argument limits what is kept; without the argument there is no limit. */
export function isLimited(limit: Limit | undefined, call: Call): boolean {
  if (limit === undefined) return false;
  const given = argumentOf(call, limit.position, limit.parameter);
  return given !== null && !limit.unlimited.includes(sourceOf(given));
}

/** A constant as its source text, with the sign that stands before it. */
export function sourceOf(expr: Expr): string {
  if (expr.kind === "UnaryOp" && expr.op === "-") return `-${sourceOf(expr.operand)}`;
  return expr.kind === "Constant" ? expr.value : "";
}

function fromCall(call: Call, unit: Unit, model: FileModel): Made | null {
  const name = model.qualifiedName(call.func, unit.scopeOf(call));
  if (name === null) return ofClass(call, unit, model);
  if (FIELDS.has(name)) {
    const factory = argumentOf(
      call,
      name.endsWith("Factory") ? 0 : 99,
      name.endsWith("Factory") ? "factory" : "default_factory",
    );
    const made = factory ?? call.keywords.find((keyword) => keyword.name === "factory")?.value ?? null;
    if (made === null) return null;
    if (made.kind === "Lambda") return containerMadeBy(made.body, unit, model);
    const factoryName = model.qualifiedName(made, unit.scope);
    return factoryName === null ? null : named(factoryName, call, model);
  }
  const made = named(name, call, model);
  if (made === null || !isLimited(made.type.limit, call)) return made;
  return { ...made, type: { ...made.type, bounded: true } };
}

/** An object of a class that is a container itself: `class Names(dict)`. */
function ofClass(call: Call, unit: Unit, model: FileModel): Made | null {
  const cls = model.made(call.func, unit);
  if (cls === null || modelOf(cls.unit) !== model) return null;
  for (const base of cls.foreignBases) {
    const made = base === null ? null : named(base, call, model);
    if (made === null) continue;
    const units = cls.allMethods.map((method) => method.unit);
    if (units.some((one) => one.calls.some(removesBySuper))) return null;
    const missing = cls.method("__missing__");
    const addsOnRead = made.type.addsOnRead === true || (missing !== null && storesItem(missing));
    return { ...made, type: { ...made.type, addsOnRead }, cls };
  }
  return null;
}

function removesBySuper({ func }: Call): boolean {
  if (func.kind !== "Attribute" || !REMOVES_BY_SUPER.has(func.attr.name)) return false;
  const on = func.value;
  return on.kind === "Call" && on.func.kind === "Name" && on.func.name === "super";
}

/** Whether a method puts something into its own object. */
function storesItem({ unit, receiver }: Method): boolean {
  const isOwn = (expr: Expr): boolean => expr.kind === "Name" && expr.name === receiver;
  return (
    unit.stmts.some(
      (stmt) => stmt.kind === "Assign" && stmt.targets.some((one) => one.kind === "Subscript" && isOwn(one.value)),
    ) ||
    unit.calls.some(
      ({ func }) =>
        func.kind === "Attribute" && /^(?:setdefault|__setitem__)$/.test(func.attr.name) && isOwn(func.value),
    )
  );
}

function named(typeName: string, value: Expr, model: FileModel): Made | null {
  const type = model.catalogue.container(typeName);
  return type === undefined ? null : { typeName, type, value };
}

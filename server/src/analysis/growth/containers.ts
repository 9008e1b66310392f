/** Which expressions make a container, and of what kind. */
import type { ContainerEntry, Limit } from "../../catalogue/schema.js";
import type { Call, Expr } from "../../syntax/ast.js";
import { argumentOf } from "../model/access.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

/** A new container. */
export interface Made {
  /** The qualified name of its constructor: `builtins.list` for `[]` too. */
  readonly typeName: string;
  readonly type: ContainerEntry;
  readonly value: Expr;
}

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
  if (name === null) return null;
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

function named(typeName: string, value: Expr, model: FileModel): Made | null {
  const type = model.catalogue.container(typeName);
  return type === undefined ? null : { typeName, type, value };
}

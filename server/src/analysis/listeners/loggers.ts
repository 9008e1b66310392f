/** Loggers made for one request, job or object: `logging` keeps every logger for ever. */
import type { Call, Expr } from "../../syntax/ast.js";
import { forEachChild } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Callers } from "./callers.js";

/** A call of `getLogger` under a name that is another each time. */
export interface FreshLogger {
  readonly call: Call;
  readonly unit: Unit;
  /** What makes the name another each time. */
  readonly varying: Expr;
}

/** What tells one request, job or object from another, to judge by its name. */
const DISTINGUISHES =
  /(?:^|_)(?:u?u?id|guid|number|num|no|count|counter|seq|sequence|serial|token|session|request|req|job|run|task|conn|connection|client|peer|ticket|order|user|upload|download|timestamp|now|time)s?(?:_id)?$/i;
const MAKES_DISTINCT =
  /^(?:uuid\.uuid[1-8]|builtins\.(?:id|next)|time\.(?:time|time_ns|monotonic)|secrets\.\w+|itertools\.count)$/;

/** The loggers of a file that are made under ever new names. */
export function freshLoggers(model: FileModel, callers: Callers): FreshLogger[] {
  const found: FreshLogger[] = [];
  for (const unit of model.units) {
    if (unit.node.kind === "Module" || unit.node.kind === "ClassDef") continue;
    for (const call of unit.calls) {
      const [name] = call.args;
      if (name === undefined) continue;
      const isChild = call.func.kind === "Attribute" && call.func.attr.name === "getChild";
      if (!isChild && model.qualifiedName(call.func, unit.scopeOf(call)) !== "logging.getLogger") continue;
      const varying = varyingPart(model, name, unit, 0);
      if (varying === null || callers.frequency(unit) === "once") continue;
      found.push({ call, unit, varying });
    }
  }
  return found;
}

/** The part of a name that is composed from what distinguishes one object from the next; null for other names. */
function varyingPart(model: FileModel, name: Expr, unit: Unit, depth: number): Expr | null {
  if (depth > 2) return null;
  if (name.kind === "Name") {
    const bindings = unit.scope.bindings.get(name.name) ?? [];
    const [only] = bindings;
    return bindings.length === 1 && only?.kind === "assign" ? varyingPart(model, only.value, unit, depth + 1) : null;
  }
  const isFormat = name.kind === "Call" && name.func.kind === "Attribute" && name.func.attr.name === "format";
  if (name.kind === "JoinedStr") return firstOf(name.values, (part) => distinct(model, part, unit));
  if (isFormat) return firstOf(name.args, (part) => distinct(model, part, unit));
  if (name.kind !== "BinOp" || (name.op !== "+" && name.op !== "%")) return null;
  const right = name.right.kind === "Tuple" ? name.right.elts : [name.right];
  return firstOf(right, (part) => distinct(model, part, unit)) ?? varyingPart(model, name.left, unit, depth + 1);
}

function distinct(model: FileModel, part: Expr, unit: Unit): Expr | null {
  if (part.kind === "Name") return DISTINGUISHES.test(part.name) && !isModules(part.name, unit) ? part : null;
  if (part.kind === "Attribute") {
    return DISTINGUISHES.test(part.attr.name) && !/^(?:__\w+__|sys|os)$/.test(rootOf(part)) ? part : null;
  }
  if (part.kind === "Call") {
    const name = model.qualifiedName(part.func, unit.scopeOf(part));
    if (name !== null && MAKES_DISTINCT.test(name)) return part;
  }
  let found: Expr | null = null;
  if (part.kind === "Call" || part.kind === "Subscript") {
    forEachChild(part, (child) => {
      if (found === null && (child.kind === "Name" || child.kind === "Attribute" || child.kind === "Call")) {
        found = distinct(model, child, unit);
      }
    });
  }
  return found;
}

function isModules(name: string, unit: Unit): boolean {
  return unit.scope.lookup(name)?.node.kind === "Module";
}

function rootOf(expr: Expr): string {
  return expr.kind === "Attribute" ? rootOf(expr.value) : expr.kind === "Name" ? expr.name : "";
}

function firstOf(parts: readonly Expr[], find: (part: Expr) => Expr | null): Expr | null {
  for (const part of parts) {
    const found = find(part);
    if (found !== null) return found;
  }
  return null;
}

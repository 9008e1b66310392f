/** What the result of a call holds on to, of what the call is handed. */
import type { Call, Expr } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import { argumentOf } from "../model/access.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { positionOf } from "./callers.js";

const WEAK_REFERENCES = /^weakref\.(?:ref|proxy|WeakMethod|ReferenceType|finalize)$/;
/** Functions that by their name make something around what they are handed. */
const WRAPS =
  /wrap|partial|curry|bind|proxy|adapt|decorat|compose|make|create|build|ensure_future|run_coroutine|_task$/i;
const MAX_DEPTH = 3;

/** An argument that the result of a call refers to. */
export interface Held {
  readonly value: Expr;
  readonly isWeak: boolean;
}

/**
 * The arguments that the result of a call holds: those of a class, those that a function of the project returns, alone
 * or in something made of them, and those of library functions that wrap something.
 */
export function heldBy(model: FileModel, call: Call, unit: Unit, depth = 0): readonly Held[] {
  const all = [...call.args, ...call.keywords.map(({ value }) => value)];
  const scope = unit.scopeOf(call);
  const name = model.qualifiedName(call.func, scope);
  if (name !== null && WEAK_REFERENCES.test(name)) return all.map((value) => ({ value, isWeak: true }));
  const isHeld = all.map((value) => ({ value, isWeak: false }));
  if (model.made(call.func, unit) !== null) return isHeld;
  const callee = model.calleeOf(call, unit);
  if (callee !== null) {
    if (depth >= MAX_DEPTH) return [];
    const returned = namesReturned(model, callee.unit, depth);
    return [...returned].flatMap((parameter) => {
      const position = positionOf(callee.unit, parameter, callee.method);
      const value = position === null ? null : argumentOf(call, position, parameter);
      return value === null ? [] : [{ value, isWeak: false }];
    });
  }
  const { func } = call;
  const last = func.kind === "Name" ? func.name : func.kind === "Attribute" ? func.attr.name : "";
  const reference = name === null ? undefined : model.catalogue.reference(name);
  const holds = reference === "holds" || reference === "passes" || reference === "collects";
  return holds || /^_*[A-Z]/.test(last) || WRAPS.test(last) ? isHeld : [];
}

/** The parameters, and other variables, that what a function returns refers to. */
function namesReturned(model: FileModel, unit: Unit, depth: number): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (expr: Expr): void => {
    switch (expr.kind) {
      case "Name": {
        if (found.has(expr.name)) return;
        found.add(expr.name);
        for (const binding of unit.scope.bindings.get(expr.name) ?? []) {
          if (binding.kind === "assign") visit(binding.value);
          else if (binding.kind === "function") for (const name of namesIn(binding.node)) found.add(name);
        }
        return;
      }
      case "Lambda":
        for (const name of namesIn(expr)) found.add(name);
        return;
      case "Call":
        for (const { value } of heldBy(model, expr, unit, depth + 1)) visit(value);
        return;
      case "Tuple":
      case "List":
      case "Set":
        expr.elts.forEach(visit);
        return;
      case "Dict":
      case "BoolOp":
        expr.values.forEach(visit);
        return;
      case "IfExp":
        visit(expr.body);
        visit(expr.orelse);
        return;
      case "Await":
      case "NamedExpr":
      case "Starred":
        visit(expr.value);
        return;
      default:
        return;
    }
  };
  for (const stmt of unit.stmts) if (stmt.kind === "Return" && stmt.value !== null) visit(stmt.value);
  if (unit.node.kind === "Lambda") visit(unit.node.body);
  return found;
}

/** What the result of a call holds on to, of what the call is handed. */
import type { Call, Expr } from "../../syntax/ast.js";
import { lastName, namesIn } from "../../syntax/walk.js";
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
  if (isWeakMaker(model, call.func, unit)) return all.map((value) => ({ value, isWeak: true }));
  const isHeld = all.map((value) => ({ value, isWeak: false }));
  if (model.made(call.func, unit) !== null) return isHeld;
  const callee = model.calleeOf(call, unit);
  if (callee !== null) {
    if (depth >= MAX_DEPTH) return [];
    const returned = namesReturned(model, callee.unit, depth);
    return [...returned].flatMap(([parameter, isWeak]) => {
      const position = positionOf(callee.unit, parameter, callee.method);
      const value = position === null ? null : argumentOf(call, position, parameter);
      return value === null ? [] : [{ value, isWeak }];
    });
  }
  const { func } = call;
  const last = lastName(func);
  const reference = name === null ? undefined : model.catalogue.reference(name);
  const holds = reference === "holds" || reference === "passes" || reference === "collects";
  return holds || /^_*[A-Z]/.test(last) || WRAPS.test(last) ? isHeld : [];
}

/** Whether what is called makes weak references: `weakref.ref`, or a name for one or the other kind of them. */
export function isWeakMaker(model: FileModel, func: Expr, unit: Unit): boolean {
  const name = model.qualifiedName(func, unit.scopeOf(func));
  if (name !== null) return WEAK_REFERENCES.test(name);
  if (func.kind === "IfExp") return isWeakMaker(model, func.body, unit) && isWeakMaker(model, func.orelse, unit);
  if (func.kind !== "Name" || unit.scopeOf(func).lookup(func.name) !== unit.scope) return false;
  const bindings = unit.scope.bindings.get(func.name) ?? [];
  return (
    bindings.length > 0 &&
    bindings.every(
      (binding) =>
        binding.kind === "assign" && binding.value.kind !== "Name" && isWeakMaker(model, binding.value, unit),
    )
  );
}

/** The parameters, and other variables, that what a function returns refers to; whether it does so only weakly. */
function namesReturned(model: FileModel, unit: Unit, depth: number): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  const visit = (expr: Expr, weak: boolean): void => {
    switch (expr.kind) {
      case "Name": {
        const known = found.get(expr.name);
        if (known === false || known === weak) return;
        found.set(expr.name, weak);
        for (const binding of unit.scope.bindings.get(expr.name) ?? []) {
          if (binding.kind === "assign") visit(binding.value, weak);
          else if (binding.kind === "function") for (const name of namesIn(binding.node)) found.set(name, weak);
        }
        return;
      }
      case "Lambda":
        for (const name of namesIn(expr)) found.set(name, weak);
        return;
      case "Call":
        for (const { value, isWeak } of heldBy(model, expr, unit, depth + 1)) visit(value, weak || isWeak);
        return;
      case "Tuple":
      case "List":
      case "Set":
        for (const part of expr.elts) visit(part, weak);
        return;
      case "Dict":
      case "BoolOp":
        for (const part of expr.values) visit(part, weak);
        return;
      case "IfExp":
        visit(expr.body, weak);
        visit(expr.orelse, weak);
        return;
      case "Await":
      case "NamedExpr":
      case "Starred":
        visit(expr.value, weak);
        return;
      default:
        return;
    }
  };
  for (const stmt of unit.stmts) if (stmt.kind === "Return" && stmt.value !== null) visit(stmt.value, false);
  if (unit.node.kind === "Lambda") visit(unit.node.body, false);
  return found;
}

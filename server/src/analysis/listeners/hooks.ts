/** Hooks of the process that each call wraps once more: the new one calls the one before, which so never goes. */
import type { Expr, Node, Stmt } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { type Callers, testMentions } from "./callers.js";

/** A hook that is set to what calls the hook before it, and not set back. */
export interface WrappedHook {
  readonly unit: Unit;
  readonly statement: Stmt;
  readonly target: Expr;
  /** Where the hook before is kept. */
  readonly previous: Node;
}

/** The wrapped hooks of a file. */
export function wrappedHooks(model: FileModel, callers: Callers): WrappedHook[] {
  const hooks = model.catalogue.processHooks;
  const bound: {
    readonly unit: Unit;
    readonly stmt: Stmt;
    readonly target: Expr;
    readonly hook: string;
    readonly value: Expr;
  }[] = [];
  for (const unit of model.units) {
    for (const stmt of unit.stmts) {
      if (stmt.kind !== "Assign") continue;
      for (const target of stmt.targets) {
        const hook = target.kind === "Attribute" ? model.qualifiedName(target, unit.scopeOf(target)) : null;
        if (hook !== null && hooks.has(hook)) bound.push({ unit, stmt, target, hook, value: stmt.value });
      }
    }
  }
  return bound.flatMap(({ unit, stmt, target, hook, value }): WrappedHook[] => {
    // Any other assignment may set it back.
    if (unit.node.kind !== "FunctionDef" || bound.filter((one) => one.hook === hook).length > 1) return [];
    if (callers.frequency(unit) !== "many") return [];
    const asks = unit.stmts.some(
      (one) => one.kind === "If" && testMentions(one.test, hook.slice(hook.lastIndexOf(".") + 1)),
    );
    const body = bodyOf(unit, value);
    if (asks || body === null) return [];
    const names = namesIn(body);
    for (const [name, bindings] of unit.scope.bindings) {
      for (const binding of bindings) {
        if (binding.kind !== "assign" || !names.has(name)) continue;
        if (model.qualifiedName(binding.value, unit.scope) === hook) {
          return [{ unit, statement: stmt, target, previous: binding.value }];
        }
      }
    }
    return [];
  });
}

/** The function that an expression is: a lambda, a local function, what a call is handed. */
function bodyOf(unit: Unit, value: Expr): Node | null {
  if (value.kind === "Lambda" || value.kind === "Call") return value;
  if (value.kind !== "Name") return null;
  for (const binding of unit.scope.bindings.get(value.name) ?? []) if (binding.kind === "function") return binding.node;
  return null;
}

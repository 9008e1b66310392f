/** What stands in a function only for some of its callers: `if weak: …`, `return callback if wanted is None else …`. */
import type { Call, Expr, FunctionDef, Node, Stmt } from "../../syntax/ast.js";
import { argumentOf, hasStar } from "../model/access.js";
import { type FileModel, isNone, modelOf } from "../model/file-model.js";
import { asksForMethod } from "../model/method-test.js";
import type { Unit } from "../model/unit.js";
import { positionOf } from "./callers.js";
import { identityOf } from "./matching.js";

/** A test around a place, and what it must say for the place to be reached. */
export interface Condition {
  /** The function whose parameter is asked about. */
  readonly unit: Unit;
  readonly parameter: string;
  /** Whether it is true, is None, or is a bound method; `open` where the test is about something else. */
  readonly asks: "true" | "none" | "method" | "open";
  readonly holds: boolean;
}

/** What a call hands to the parameters of a function. */
export interface Given {
  readonly unit: Unit;
  /** Null where the call leaves it out; undefined where it cannot be told. */
  readonly argument: (parameter: string) => Expr | FunctionDef | null | undefined;
  /** Where the arguments stand. */
  readonly from: Unit;
}

/** The tests on the way to a node of a unit. */
export function conditionsAt(model: FileModel, node: Node, unit: Unit): Condition[] {
  const found: Condition[] = [];
  for (let at = node, up = unit.parentOf(node); up !== null; at = up, up = unit.parentOf(up)) {
    if (up.kind === "IfExp") {
      if (up.body === at) found.push(...assumed(model, up.test, true, unit));
      else if (up.orelse === at) found.push(...assumed(model, up.test, false, unit));
    } else if (up.kind === "If") {
      if (up.body.includes(at as Stmt)) found.push(...assumed(model, up.test, true, unit));
      else if (up.orelse.includes(at as Stmt)) found.push(...assumed(model, up.test, false, unit));
    }
    const block = blockAround(at, up);
    for (const before of block.slice(0, block.indexOf(at as Stmt))) {
      if (before.kind !== "If" || before.orelse.length > 0) continue;
      const last = before.body[before.body.length - 1];
      if (last?.kind === "Return" || last?.kind === "Raise" || last?.kind === "Continue") {
        found.push(...assumed(model, before.test, false, unit));
      }
    }
  }
  return found;
}

/** What becomes of conditions at a call: those that are not decided by it; null where one is not met. */
export function settled(
  model: FileModel,
  conditions: readonly Condition[],
  { unit, argument, from }: Given,
): readonly Condition[] | null {
  const left: Condition[] = [];
  for (const condition of conditions) {
    if (condition.asks === "open" || condition.unit !== unit) {
      left.push(condition);
      continue;
    }
    const given = argument(condition.parameter);
    const value = given === null ? defaultOf(unit, condition.parameter) : given;
    if (value === undefined || value === null) {
      left.push({ ...condition, asks: "open" });
      continue;
    }
    const home = value.kind === "Name" && given !== null ? homeOfParameter(value, from) : null;
    if (home !== null && value.kind === "Name") {
      left.push({ ...condition, unit: home, parameter: value.name });
      continue;
    }
    const says = answer(model, condition.asks, value, from);
    if (says === null) left.push({ ...condition, asks: "open" });
    else if (says !== condition.holds) return null;
  }
  return left;
}

/** What a call of a function of the project hands to its parameters. */
export function givenBy(call: Call, unit: Unit, callee: Unit): Given {
  const method = modelOf(callee).methodOf(callee);
  const isSpread = hasStar(call);
  return {
    unit: callee,
    from: unit,
    argument: (parameter) => {
      const position = positionOf(callee, parameter, method);
      if (position === null) return undefined;
      return argumentOf(call, position, parameter) ?? (isSpread ? undefined : null);
    },
  };
}

function assumed(model: FileModel, test: Expr, holds: boolean, unit: Unit): Condition[] {
  const open: Condition = { unit, parameter: "", asks: "open", holds };
  const of = (expr: Expr | undefined, asks: Condition["asks"], value: boolean): Condition[] => {
    const home = expr?.kind === "Name" ? homeOfParameter(expr, unit) : null;
    return home === null || expr?.kind !== "Name" ? [open] : [{ unit: home, parameter: expr.name, asks, holds: value }];
  };
  switch (test.kind) {
    case "Name":
      return of(test, "true", holds);
    case "UnaryOp":
      return test.op === "not" ? assumed(model, test.operand, !holds, unit) : [open];
    case "BoolOp":
      return (test.op === "and") === holds
        ? test.values.flatMap((value) => assumed(model, value, holds, unit))
        : [open];
    case "Compare": {
      const [right] = test.comparators;
      const [op] = test.ops;
      if (right === undefined || test.ops.length !== 1 || right.kind !== "Constant") return [open];
      const isSame = op === "is" || op === "==";
      if (!isSame && op !== "is not" && op !== "!=") return [open];
      if (isNone(right)) return of(test.left, "none", isSame === holds);
      if (right.type !== "True" && right.type !== "False") return [open];
      return of(test.left, "true", (right.type === "True") === (isSame === holds));
    }
    case "Call":
      return asksForMethod(model, test, unit) ? of(test.args[0], "method", holds) : [open];
    default:
      return [open];
  }
}

/** The function whose parameter a name is, bound by nothing else. */
function homeOfParameter(expr: Expr & { readonly kind: "Name" }, unit: Unit): Unit | null {
  const { name } = expr;
  const scope = unit.scopeOf(expr).lookup(name);
  if (scope === null || (scope.node.kind !== "FunctionDef" && scope.node.kind !== "Lambda")) return null;
  const bindings = scope.bindings.get(name) ?? [];
  return bindings.length === 1 && bindings[0]?.kind === "parameter" ? modelOf(unit).unitOf(scope.node) : null;
}

function defaultOf(unit: Unit, parameter: string): Expr | null {
  if (unit.node.kind !== "FunctionDef" && unit.node.kind !== "Lambda") return null;
  return unit.node.params.all.find(({ name }) => name === parameter)?.default ?? null;
}

function answer(model: FileModel, asks: Condition["asks"], value: Expr | FunctionDef, unit: Unit): boolean | null {
  if (value.kind === "Constant") {
    if (asks === "none") return isNone(value);
    if (asks === "method") return false;
    if (value.type === "True") return true;
    return value.type === "False" || isNone(value) ? false : null;
  }
  if (asks !== "method") {
    const isThere = value.kind === "FunctionDef" || value.kind === "Lambda" || value.kind === "Attribute";
    if (isThere && (asks === "none" || value.kind !== "Attribute")) return asks === "true";
  }
  const identity = identityOf(model, value, unit);
  const isMethod = identity.kind === "method";
  const isFunction = identity.kind === "fresh" || (identity.kind === "name" && identity.fresh);
  if (asks === "method") return isMethod ? true : isFunction ? false : null;
  return isMethod || isFunction || identity.kind === "self" ? asks === "true" : null;
}

function blockAround(node: Node, parent: Node): readonly Stmt[] {
  const blocks: (readonly Stmt[])[] = [];
  if ("body" in parent && Array.isArray(parent.body)) blocks.push(parent.body);
  if ("orelse" in parent && Array.isArray(parent.orelse)) blocks.push(parent.orelse);
  if (parent.kind === "Try") blocks.push(parent.finalbody);
  return blocks.find((block) => block.includes(node as Stmt)) ?? [];
}

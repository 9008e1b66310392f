/** Containers whose elements are called: what is in them listens. */
import type { Expr } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { type ContainerRef, containerAt } from "./containers.js";

/** Methods of data: whoever has them is asked, not told. */
const ASKS =
  /^(?:_.+|(?:to|as|get|is|has|total|count|format|dump|with)(?:_.*|[A-Z].*|s)?|copy|clone|items|keys|values|strip|split|lower|upper|title|join|encode|decode|startswith|endswith|isoformat|strftime|timestamp|serialize|describe|render|summary|json|dict|done|result|cancelled|matches|expired|age|index)$/;

/** The containers whose elements a unit calls: `for listener in self.listeners: listener(event)`. */
export function* invokedIn(model: FileModel, unit: Unit): Iterable<ContainerRef> {
  const loops = comprehensionsIn(unit).flatMap(({ generators }) =>
    generators.map(({ iter, target }) => ({ iter, target })),
  );
  for (const stmt of unit.stmts) if (stmt.kind === "For") loops.push(stmt);
  const invoked = loops.filter(({ target }) => isTold(target, unit)).map(({ iter }) => iter);
  for (const { func } of unit.calls) if (func.kind === "Subscript") invoked.push(func.value);
  for (const expr of invoked) {
    const ref = containerAt(model, unwrapped(expr), unit);
    if (ref !== null) yield ref;
  }
}

/** Whether a loop's variable is called, or told something. */
function isTold(target: Expr, unit: Unit): boolean {
  const names = namesIn(target);
  return unit.calls.some(({ func }) => {
    if (func.kind === "Attribute" && ASKS.test(func.attr.name)) return false;
    const on = func.kind === "Attribute" ? func.value : func;
    return on.kind === "Name" && names.has(on.name);
  });
}

/** What a copy, view or sorted list is made of. */
export function unwrapped(expr: Expr): Expr {
  if (expr.kind === "Subscript" && expr.index.kind === "Slice") return unwrapped(expr.value);
  if (expr.kind === "BinOp" && expr.op === "+") return unwrapped(expr.left);
  if (expr.kind !== "Call") return expr;
  const { func, args } = expr;
  if (
    func.kind === "Name" &&
    args.length >= 1 &&
    /^(?:list|tuple|set|sorted|reversed|iter|enumerate)$/.test(func.name)
  ) {
    return unwrapped(args[0] as Expr);
  }
  if (func.kind === "Attribute" && /^(?:values|items|copy|keys)$/.test(func.attr.name)) return unwrapped(func.value);
  return expr;
}

/** The comprehensions in which a unit calls something. */
export function comprehensionsIn(unit: Unit): (Expr & { readonly kind: "Comprehension" })[] {
  const found = new Set<Expr & { readonly kind: "Comprehension" }>();
  for (const call of unit.calls) {
    for (let at = unit.parentOf(call); at !== null; at = unit.parentOf(at))
      if (at.kind === "Comprehension") found.add(at);
  }
  return [...found];
}

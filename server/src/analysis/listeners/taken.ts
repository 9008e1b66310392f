/** What takes something out of a container to call it. */
import type { Call, Expr } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { containerAt, keyOf } from "./containers.js";
import { comprehensionsIn, unwrapped } from "./invoked.js";

const MAX_DEPTH = 4;
/** Names of methods that take a listener away at its own wish. */
const ENDING = /^_*(?:un|de(?:l|reg|tach)|off|remove|cancel|dispose|close|stop|clear|discard|drop|release|pop|disc)/i;

/**
 * Whether a unit that takes something out of a container calls what it takes: a publisher that tells its listeners and
 * forgets them. Methods of what is taken count unless the unit is there to take it away.
 */
export function callsWhatItTakes(model: FileModel, unit: Unit, key: string): boolean {
  /** Whether an expression is the container, an inner one, or what is taken out of it. */
  const isOfContainer = (expr: Expr, depth = 0): boolean => {
    const inner = unwrapped(expr);
    const ref = containerAt(model, takenFrom(inner) ?? inner, unit);
    if (ref !== null && keyOf(ref) === key) return true;
    if (depth >= MAX_DEPTH || inner.kind !== "Name") return false;
    return (unit.scope.bindings.get(inner.name) ?? []).some((binding) => {
      if (binding.kind === "assign") return isOfContainer(binding.value, depth + 1);
      return binding.kind === "element" && isOfContainer(binding.iterable, depth + 1);
    });
  };
  const isElement = (expr: Expr): boolean => {
    if (expr.kind === "Subscript") return isOfContainer(expr.value);
    if (expr.kind === "Call") return takenFrom(expr) !== null && isOfContainer(expr);
    if (expr.kind !== "Name") return false;
    return (unit.scope.bindings.get(expr.name) ?? []).some(
      (binding) => binding.kind === "assign" && binding.value.kind !== "Name" && isElement(binding.value),
    );
  };
  const takesAway = unit.node.kind === "FunctionDef" && ENDING.test(unit.node.name.name);
  const counts = ({ func }: Call): boolean => func.kind !== "Attribute" || !takesAway;
  const isLooped = loopsIn(unit).some(({ iter, target }) => calledOn(unit, target).some(counts) && isOfContainer(iter));
  if (isLooped) return true;
  return unit.calls.some((call) => {
    if (!counts(call)) return false;
    return call.func.kind === "Attribute"
      ? call.func.value.kind === "Name" && isElement(call.func.value)
      : isElement(call.func);
  });
}

/** `listeners` of `listeners.pop(key)` and `listeners.get(key)`. */
function takenFrom(expr: Expr): Expr | null {
  if (expr.kind !== "Call" || expr.func.kind !== "Attribute") return null;
  return /^(?:pop|popleft|popitem|get)$/.test(expr.func.attr.name) ? unwrapped(expr.func.value) : null;
}

interface Loop {
  readonly iter: Expr;
  readonly target: Expr;
}

function loopsIn(unit: Unit): Loop[] {
  const found: Loop[] = [];
  for (const stmt of unit.stmts) if (stmt.kind === "For") found.push(stmt);
  for (const { generators } of comprehensionsIn(unit)) found.push(...generators);
  return found;
}

/** The calls of what a loop's target stands for, or of methods of it. */
function calledOn(unit: Unit, target: Expr): Call[] {
  const names = namesIn(target);
  return unit.calls.filter(({ func }) => {
    const on = func.kind === "Attribute" ? func.value : func;
    return on.kind === "Name" && names.has(on.name);
  });
}

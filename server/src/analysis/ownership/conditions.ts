/**
 * Conditions: what is known of them on a path, and what is learnt by taking a branch.
 */
import type { Attribute, Compare, Expr } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import { conditionKey, isNegated } from "./condition-keys.js";
import type { Machine } from "./machine.js";
import type { Value } from "./state.js";

/**
 * The outcome of a condition on this path. Where it is not known, both are explored (one now, the other
 * in a replay of the step), and what follows from the choice is remembered.
 */
export function decide(machine: Machine, expr: Expr): boolean {
  switch (expr.kind) {
    case "UnaryOp":
      if (expr.op === "not") return !decide(machine, expr.operand);
      break;
    case "BoolOp":
      for (const value of expr.values) {
        const decided = decide(machine, value);
        if (decided === (expr.op === "or")) return decided;
      }
      return expr.op === "and";
    case "Compare": {
      const known = compare(machine, expr);
      if (known !== null) return known;
      const decided = decideKey(machine, conditionKey(expr, machine.context.text)) !== isNegated(expr);
      learn(machine, expr, decided);
      return decided;
    }
    case "Attribute": {
      const known = closed(machine, expr);
      if (known !== null) return known;
      break;
    }
    default:
      break;
  }
  return outcome(machine, expr, machine.evaluate(expr));
}

/** Whether an evaluated expression counts as true; explored both ways where it is not known. */
export function outcome(machine: Machine, expr: Expr, value: Value | null): boolean {
  const known = truth(machine, value);
  if (known !== null) return known;
  if (value?.kind === "condition") return decideKey(machine, value.key) !== value.negated;
  if (value?.kind === "locked") return decideLock(machine, value.lock);
  return decideKey(machine, textOf(machine, expr));
}

/** A condition as a value: to be decided when somebody tests it. Null when it is no condition. */
export function conditionValue(machine: Machine, expr: Expr): Value | null {
  if (expr.kind === "UnaryOp" && expr.op === "not") {
    const inner = conditionValue(machine, expr.operand);
    if (inner?.kind === "condition") return { ...inner, negated: !inner.negated };
    if (inner?.kind === "constant") {
      if (inner.text === "True") return { kind: "constant", text: "False" };
      if (inner.text === "False" || inner.text === "None") return { kind: "constant", text: "True" };
    }
    return null;
  }
  if (expr.kind === "Compare") {
    const known = compare(machine, expr);
    if (known !== null) return { kind: "constant", text: known ? "True" : "False" };
    return { kind: "condition", key: conditionKey(expr, machine.context.text), negated: isNegated(expr) };
  }
  return null;
}

/** The text by which a condition is remembered. */
export function textOf(machine: Machine, expr: Expr): string {
  return machine.context.text.slice(expr.start, expr.end);
}

/** Remember or recall the outcome of a condition by its text. */
function decideKey(machine: Machine, key: string): boolean {
  const known = machine.state.decided.get(key);
  if (known !== undefined) return known;
  const outcome = machine.choose(2) === 0;
  if (machine.context.conditions.remembers(key)) {
    machine.state.decided.set(key, outcome);
    machine.changed();
  }
  return outcome;
}

function decideLock(machine: Machine, lock: string): boolean {
  const held = machine.choose(2) === 0;
  if (!held) {
    machine.state.locks.delete(lock);
    machine.changed();
  }
  return held;
}

/** Truth of a value, null when unknown. A resource is true: none of them defines emptiness. */
function truth(machine: Machine, value: Value | null): boolean | null {
  if (value === null) return null;
  switch (value.kind) {
    case "object":
    case "manager":
      if (value.kind === "object" && value.part !== undefined) return null;
      return machine.state.objects.has(objectId(value)) ? true : null;
    case "tuple":
      return value.items.length > 0;
    case "element":
      return true;
    case "container":
      return value.members.length > 0 && machine.context.catalogue.type(value.type)?.collection !== "exits"
        ? true
        : null;
    case "constant":
      return !["None", "False", "0", "''", '""'].includes(value.text);
    default:
      return null;
  }
}

function objectId(value: Value): number {
  return value.kind === "object" || value.kind === "manager" ? value.id : -1;
}

/** `f.closed` of an object whose state is known. */
function closed(machine: Machine, expr: Attribute): boolean | null {
  if (expr.value.kind !== "Name") return null;
  const value = machine.lookup(expr.value.name);
  if (value?.kind !== "object" || value.view) return null;
  if (machine.typeOf(value.id).resource?.closedAttribute !== expr.attr.name) return null;
  return machine.state.objects.get(value.id) === "released";
}

/** The outcome of a comparison whose sides are known well enough; null otherwise. */
function compare(machine: Machine, expr: Compare): boolean | null {
  const op = expr.ops[0];
  const right = expr.comparators[0];
  if (expr.ops.length !== 1 || op === undefined || right === undefined) return null;
  const a = machine.evaluate(expr.left);
  const b = machine.evaluate(right);
  switch (op) {
    case "is":
    case "==":
      return same(a, b);
    case "is not":
    case "!=": {
      const equal = same(a, b);
      return equal === null ? null : !equal;
    }
    case "in":
    case "not in": {
      if (b?.kind !== "tuple" || a === null) return null;
      const outcomes = b.items.map((item) => same(a, item));
      if (outcomes.includes(true)) return op === "in";
      return outcomes.every((outcome) => outcome === false) ? op === "not in" : null;
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
      // A descriptor that was opened is no standard stream: `if fd >= 0: os.close(fd)`, `if fd > 2`.
      if (a?.kind === "object" && ((b?.kind === "constant" && /^-?[0-2]$/.test(b.text)) || isStandardStream(right))) {
        return op === ">" || op === ">=";
      }
      return null;
    default:
      return null;
  }
}

/** `STDERR_FILENO`, `pty.STDOUT_FILENO`: numbers of standard streams by their names. */
function isStandardStream(expr: Expr): boolean {
  const name = lastName(expr);
  return /^STD(?:IN|OUT|ERR)_FILENO$/.test(name);
}

/** Whether two values are the same; a fresh object is nobody's but its own. */
function same(a: Value | null, b: Value | null): boolean | null {
  if (a?.kind === "object" && !a.view)
    return b?.kind === "object" && !b.view ? a.id === b.id : b?.kind === "tuple" ? null : false;
  if (b?.kind === "object" && !b.view) return same(b, a);
  // One of several is no constant; which one it is, is not known.
  if (a?.kind === "element" && b?.kind === "constant") return false;
  if (b?.kind === "element") return a?.kind === "constant" ? false : null;
  if (a?.kind === "container" && b?.kind === "constant") return false;
  if (a?.kind === "tuple" && b?.kind === "constant" && b.text === "None") return false;
  if (a?.kind === "constant" && b?.kind === "constant") {
    if (a.text === b.text) return true;
    return isPlain(a.text) && isPlain(b.text) ? false : null;
  }
  return null;
}

function isPlain(text: string): boolean {
  return /^(?:None|True|False|-?\d+|'[^'\\]*'|"[^"\\]*")$/.test(text);
}

/** After `name == 'r'` or `name is None` came out true, the name has that value. */
function learn(machine: Machine, expr: Compare, outcome: boolean): void {
  const op = expr.ops[0];
  const right = expr.comparators[0];
  if (expr.ops.length !== 1 || right === undefined || expr.left.kind !== "Name" || right.kind !== "Constant") return;
  const equal = (op === "==" || op === "is") === outcome && ["==", "is", "!=", "is not"].includes(op as string);
  if (!equal || machine.lookup(expr.left.name) !== null || !machine.context.conditions.guards.has(expr.left.name))
    return;
  machine.state.vars.set(expr.left.name, { kind: "constant", text: textOf(machine, right) });
  machine.changed();
}

/** Calls that a loop puts off for long, for an object whose business is done before. */
import type { Call, Expr, FunctionDef, Stmt } from "../../syntax/ast.js";
import { contains, lastName } from "../../syntax/walk.js";
import type { Method } from "../model/class-info.js";
import { isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { TaskContext } from "./context.js";
import { headOf, PLAIN, type TaskFact } from "./facts.js";
import { argumentFor, numberOf, truthOf } from "./places.js";
import type { Site } from "./sites.js";

/** What waits for less than these seconds is gone before anybody minds, even if it was needless. */
const LONG = 30;
/** Loops of these end with the function that runs them, and what they put off with the loop. */
const PASSING_LOOP = /\basyncio\.run\(|\bRunner\(|\brun_until_complete\(/;

/**
 * A call that a loop puts off and whose handle is thrown away: its function is a method of a passing object that first
 * asks whether it is still needed, and another method says that it is not.
 */
export function needless(site: Site, context: TaskContext): TaskFact | null {
  const { call, unit, task } = site;
  const { model, lifetimes, places } = context;
  if (task.starts !== undefined || task.runsIn !== undefined || task.diesWithReceiver === true) return null;
  const method = model.methodOf(unit);
  if (unit.parentOf(call)?.kind !== "ExprStmt" || method === null || lifetimes.isOnce(call, unit)) return null;
  const delay = delayOf(argumentFor(call, site.parameters, task.delay ?? "when"), unit, context);
  const callback = callbackOf(site, method, context);
  if (delay === null || delay < LONG || callback === null || !livesOn(call, unit, context)) return null;
  if (!lifetimes.makersOf(method.owner).some((maker) => isPassing(maker.call, maker.unit, context))) return null;
  const guard = guardOf(callback);
  if (guard === null) return null;
  for (const attribute of attributesIn(guard.test, callback.receiver ?? "")) {
    const binds = method.owner.usesOf(attribute).filter((use) => {
      const by = model.methodAround(use.unit);
      return (
        use.access.kind !== "test" &&
        changes(use.access.kind) &&
        by?.node.name.name !== "__init__" &&
        by?.unit !== callback.unit
      );
    });
    const ends = binds.every(({ access }) => {
      const value = access.kind === "bind" ? (access.value ?? null) : null;
      return value !== null && truthWith(guard.test, callback.receiver ?? "", attribute, value) === guard.skips;
    });
    const [first] = binds;
    const by = first === undefined ? null : model.methodAround(first.unit);
    if (first === undefined || !ends || by === null || by.unit !== first.unit) continue;
    if (places.index.callsOf(by.node.name.name).length === 0) continue;
    return {
      ...PLAIN,
      rule: "LK503",
      problem: "needless",
      call,
      unit,
      noun: task.noun,
      owner: method.owner,
      ends: "cancel",
      wanted: `'${by.node.name.name}'`,
      steps: [
        { message: "it asks here whether it is still needed", range: headOf(guard.test, model) },
        { message: "this says that it is not", range: headOf(first.node, model) },
      ],
    };
  }
  return null;
}

function changes(kind: string): boolean {
  return kind === "bind" || kind === "augment" || kind === "delete";
}

/** The seconds of `call_later(600, …)`, and of `call_at(loop.time() + 600, …)`. */
function delayOf(expr: Expr | null, unit: Unit, { model }: TaskContext): number | null {
  if (expr?.kind === "BinOp" && expr.op === "+") {
    const isTime = (one: Expr): boolean => one.kind === "Call" && lastName(one.func) === "time";
    if (isTime(expr.left)) return numberOf(expr.right, unit, model);
    if (isTime(expr.right)) return numberOf(expr.left, unit, model);
  }
  return numberOf(expr, unit, model);
}

/** The method of the object that is put off, by itself or as all that a lambda does. */
function callbackOf(site: Site, { owner }: Method, { starts, model }: TaskContext): Method | null {
  const target = starts.targetOf(site);
  if (target === null) return null;
  const { node } = target.unit;
  const inner =
    node.kind === "Lambda" && node.body.kind === "Call" ? (model.calleeOf(node.body, target.unit)?.unit ?? null) : null;
  const method = model.methodOf(inner ?? target.unit);
  return method !== null && method.owner === owner && method.receiver !== null && !method.node.isAsync ? method : null;
}

/** Whether the loop goes on when the object is gone: one of the module that nobody closes, or the one that runs the program. */
function livesOn(call: Call, unit: Unit, { model, lifetimes }: TaskContext): boolean {
  if (call.func.kind !== "Attribute") return false;
  const loop = call.func.value;
  if (loop.kind === "Name" && unit.scopeOf(loop).lookup(loop.name)?.node.kind === "Module") {
    return !new RegExp(`\\b${loop.name}\\.close\\b|\\(${loop.name}\\)`).test(model.text);
  }
  return !model.units.some((by) =>
    by.calls.some(
      (one) => PASSING_LOOP.test(model.text.slice(one.func.start, one.func.end + 1)) && !lifetimes.isOnce(one, by),
    ),
  );
}

/** Whether an instance is made for a moment, again and again: to call a method of it, or under a local name that goes nowhere. */
function isPassing(made: Call, unit: Unit, { model, lifetimes }: TaskContext): boolean {
  if (lifetimes.isOnce(made, unit)) return false;
  const parent = unit.parentOf(made);
  if (parent?.kind === "Attribute") return true;
  const [target] = parent?.kind === "Assign" ? parent.targets : [];
  if (target?.kind !== "Name" || unit.scope.lookup(target.name) !== unit.scope || unit.node.kind !== "FunctionDef")
    return false;
  return model
    .usesOfName(unit.scope, target.name)
    .every(({ access, unit: by }) => by === unit && /^(?:bind|test|call|enter)$|^attribute$/.test(access.kind));
}

/** The test that decides whether a method does anything, and its value when it does nothing. */
function guardOf({ node }: Method): { readonly test: Expr; readonly skips: boolean } | null {
  const [first, ...rest] = bodyOf(node);
  if (first?.kind !== "If") return null;
  const { body, orelse, test } = first;
  if (rest.length === 0 && orelse.length === 0) return { test, skips: false };
  const [only] = body;
  const leaves = body.length === 1 && only?.kind === "Return" && (only.value === null || isNone(only.value));
  return leaves && orelse.length === 0 ? { test, skips: true } : null;
}

function bodyOf({ body }: FunctionDef): readonly Stmt[] {
  const [first, ...rest] = body;
  const isDocstring = first?.kind === "ExprStmt" && first.value.kind === "Constant";
  return isDocstring ? rest : body;
}

function attributesIn(test: Expr, receiver: string): ReadonlySet<string> {
  const found = new Set<string>();
  contains(test, (node) => {
    if (node.kind === "Attribute" && node.value.kind === "Name" && node.value.name === receiver)
      found.add(node.attr.name);
    return false;
  });
  return found;
}

/** The value of a test when an attribute of the object is a constant, whatever the rest is; null where it depends. */
function truthWith(test: Expr, receiver: string, attribute: string, value: Expr): boolean | null {
  const isIt = (one: Expr): boolean =>
    one.kind === "Attribute" && one.value.kind === "Name" && one.value.name === receiver && one.attr.name === attribute;
  const truth = (one: Expr): boolean | null => {
    if (isIt(one)) return truthOf(value);
    if (one.kind === "UnaryOp" && one.op === "not") {
      const inner = truth(one.operand);
      return inner === null ? null : !inner;
    }
    if (one.kind === "BoolOp") {
      const values = one.values.map(truth);
      const decides = one.op === "or";
      if (values.includes(decides)) return decides;
      return values.includes(null) ? null : !decides;
    }
    const [op] = one.kind === "Compare" ? one.ops : [];
    const [right] = one.kind === "Compare" ? one.comparators : [];
    if (one.kind !== "Compare" || one.ops.length !== 1 || right === undefined || !isIt(one.left)) return null;
    if (op !== "is" && op !== "is not" && op !== "==" && op !== "!=") return null;
    const same = isSame(right, value);
    return same === null ? null : same === (op === "is" || op === "==");
  };
  return truth(test);
}

/** Whether two constants are equal; null where one is none. */
function isSame(one: Expr, other: Expr): boolean | null {
  if (
    one.kind === "Attribute" &&
    other.kind === "Attribute" &&
    one.value.kind === "Name" &&
    other.value.kind === "Name"
  ) {
    // Members of an enumeration.
    return one.value.name === other.value.name && /^[A-Z]/.test(one.value.name)
      ? one.attr.name === other.attr.name
      : null;
  }
  if (one.kind !== "Constant" || other.kind !== "Constant") return null;
  return one.type === other.type && ("value" in one ? one.value : "") === ("value" in other ? other.value : "");
}

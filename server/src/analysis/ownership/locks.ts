/** `lock.acquire()` and `lock.release()`: the lock is known by its text (`self._lock`), not by a handle. */
import type { Attribute, Call, Expr } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import { textOf } from "./conditions.js";
import type { Machine } from "./machine.js";
import type { Value } from "./state.js";

/** Names by which people call locks; a pool's `acquire()` gives something else back. */
const LOCK_NAME = /lock|mutex|(?:^|_)(?:sem|sema|semaphore|cond|condition|guard)$/i;

/**
 * The effect of a call when it acquires or releases a lock.
 *
 * @returns undefined when the call is something else.
 */
export function lockMethod(machine: Machine, call: Call, func: Attribute): Value | null | undefined {
  const method = func.attr.name;
  if (func.value.kind === "Name" && machine.lookup(func.value.name)?.kind === "object") return undefined;
  if (method === "locked" && machine.state.locks.has(textOf(machine, func.value))) {
    return { kind: "constant", text: "True" };
  }
  // Without a timeout, a condition is waited for until it comes.
  if (call.args.length + call.keywords.length === (method === "wait" ? 0 : method === "wait_for" ? 1 : -1)) {
    for (const argument of call.args) machine.evaluate(argument);
    return machine.state.locks.has(textOf(machine, func.value)) ? { kind: "constant", text: "True" } : undefined;
  }
  if ((method !== "acquire" && method !== "release") || !isPlainPath(func.value) || !isLock(machine, func.value)) {
    return undefined;
  }
  const lock = textOf(machine, func.value);
  if (method === "release") {
    if (call.args.length > 0) return undefined;
    const site = machine.state.locks.get(lock);
    if (site !== undefined) machine.context.releasedLockSites.add(site);
    else machine.context.handedLocks.add(lock);
    machine.state.locks.delete(lock);
    machine.changed();
    return null;
  }
  for (const argument of call.args) machine.evaluate(argument);
  for (const keyword of call.keywords) machine.evaluate(keyword.value);
  machine.state.locks.set(lock, machine.context.lockSite(call, machine.statement, lock));
  machine.changed();
  const mayFail = call.args.length > 0 || call.keywords.length > 0;
  return mayFail ? { kind: "locked", lock } : { kind: "constant", text: "True" };
}

function isPlainPath(expr: Expr): boolean {
  return expr.kind === "Name" || (expr.kind === "Attribute" && isPlainPath(expr.value));
}

function isLock(machine: Machine, expr: Expr): boolean {
  const type = machine.context.types.typeOf(expr, machine.scope);
  if (type !== null) return machine.context.catalogue.type(type)?.lock === true;
  const name = lastName(expr);
  return LOCK_NAME.test(name);
}

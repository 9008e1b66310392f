/** Executors, pools and event loops that an object keeps and never ends; what a function loses is the ownership engine's. */
import type { Call } from "../../syntax/ast.js";
import type { Unit } from "../model/unit.js";
import type { TaskContext } from "./context.js";
import { PLAIN, type TaskFact, type TaskRule } from "./facts.js";
import type { Handle } from "./fates.js";
import { processesKilled, processInList, processInObject, processKilled } from "./processes.js";

/** Pools and loops that an object keeps and no method ends, and loops that a function makes current and leaves. */
export function keptPools(context: TaskContext): TaskFact[] {
  const found: TaskFact[] = [];
  for (const unit of context.model.units) {
    for (const call of unit.calls) {
      const process = processInList(call, unit, context);
      if (process !== null) found.push(process);
      const left =
        processInObject(call, unit, context) ??
        processKilled(call, unit, context) ??
        processesKilled(call, unit, context);
      if (left !== null) found.push(left);
      const pool = poolOf(call, unit, context);
      if (pool === null || context.lifetimes.isOnce(call, unit)) continue;
      const fate = context.fates.of(pool.handle);
      const task = { noun: pool.noun, ends: [...pool.handle.ends] };
      if (fate.kind === "kept") {
        const fact = context.runners.keptFact(fate, pool.handle, task, pool.rule);
        if (fact !== null) found.push(fact);
      } else {
        const fact = currentLoop(call, unit, pool.rule, context);
        if (fact !== null) found.push(fact);
      }
    }
  }
  return found;
}

interface Pool {
  readonly handle: Handle;
  readonly rule: TaskRule;
  readonly noun: string;
}

function poolOf(call: Call, unit: Unit, { model }: TaskContext): Pool | null {
  const name = model.qualifiedName(call.func, unit.scopeOf(call));
  const entry = name === null ? undefined : model.catalogue.callable(name);
  const type = typeof entry?.returns === "string" ? model.catalogue.type(entry.returns) : undefined;
  const resource = type?.resource;
  if (type === undefined || resource === undefined) return null;
  const rule = resource.rule === "LK504" || resource.rule === "LK506" ? resource.rule : null;
  if (rule === null) return null;
  const handle: Handle = {
    call,
    unit,
    starts: null,
    ends: new Set(resource.release),
    managed: resource.with === "release",
    awaitable: false,
  };
  return { handle, rule, noun: type.noun };
}

/** `set_event_loop(loop)` lends the loop to the thread; a function that runs it and goes leaves it open. */
function currentLoop(call: Call, unit: Unit, rule: TaskRule, { model }: TaskContext): TaskFact | null {
  if (rule !== "LK506") return null;
  const around = unit.parentOf(call);
  const [target] = around?.kind === "Assign" ? around.targets : [];
  if (target?.kind !== "Name" || unit.scope.lookup(target.name) !== unit.scope || unit.node.kind !== "FunctionDef")
    return null;
  let set = false;
  let run = false;
  for (const { access, unit: by } of model.usesOfName(unit.scope, target.name)) {
    if (by !== unit) return null;
    switch (access.kind) {
      case "call":
        if (access.method === "close") return null;
        run ||= access.method === "run_until_complete";
        break;
      case "argument":
        if (access.call.func.kind !== "Attribute" || access.call.func.attr.name !== "set_event_loop") return null;
        set = true;
        break;
      case "bind":
      case "test":
        break;
      default:
        return null;
    }
  }
  const isClosed = /\.close\(\)/.test(model.text.slice(unit.node.start, unit.node.end));
  if (!set || !run || isClosed) return null;
  return { ...PLAIN, rule, problem: "never-ended", call, unit, noun: "event loop", name: target.name, ends: "close" };
}

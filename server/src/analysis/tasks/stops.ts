/** Stops that look right and do not work: what runs does not notice them. */
import type { Call, Node } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import type { Mention } from "../mentions.js";
import type { Unit } from "../model/unit.js";
import { textHas } from "./code-index.js";
import type { Condition } from "./conditions.js";
import type { TaskContext } from "./context.js";
import type { Ending } from "./endings.js";
import { headOf, type TaskFact } from "./facts.js";
import { type Handle, related } from "./fates.js";
import type { PlaceUse } from "./places.js";
import type { Site, Target } from "./sites.js";

/** What is known of something that runs before it is known why it does not stop. */
type Common = Omit<TaskFact, "problem">;

/** They use the loop that they are handed, and leave it as it is. */
const BORROWS = /^asyncio\.(?:set_event_loop|run_coroutine_threadsafe)$/;
/** What keeps a loop busy, or lets code that is not in sight get hold of it: then something else may wake it. */
const KEEPS_BUSY =
  /\b(?:create_task|ensure_future|call_later|call_at|call_soon|start_server|start_unix_server|create_\w+_(?:server|endpoint|connection)|create_(?:server|connection)|create_subprocess_\w+|open_connection|add_reader|add_writer|add_signal_handler|get_event_loop|get_running_loop|to_thread|run_in_executor|TaskGroup)\b/;
const ASKS_RESULT = /\.result\(/;
const KNOWS_NUMBER = /\.pid\b|active_children/;
/** How a signal looks that a process has a copy of: made by these modules, it is not shared. */
const UNSHARED = /^(?:threading|queue|asyncio)\./;

/**
 * A thread whose loop sleeps, and which is told to stop by a plain call of another thread: `loop.stop()` only sets a flag
 * that the loop sees when it wakes.
 */
export function notWoken(
  target: Target | null,
  ending: Ending & { readonly kind: "told" },
  common: Common,
  context: TaskContext,
): TaskFact | null {
  const { model, conditions } = context;
  const [condition, ...others] = ending.conditions;
  if (condition === undefined || others.length > 0 || (condition.wokenBy ?? []).length === 0) return null;
  if (target !== null && context.homeOf(target.unit) !== context) return null;
  if (textHas(KEEPS_BUSY, model)) return null;
  const borrows = (call: Call, unit: Unit): boolean =>
    BORROWS.test(model.qualifiedName(call.func, unit.scopeOf(call)) ?? "");
  const { uses, escapes } = conditions.usesOf(condition.place, borrows);
  // A parameter has the type of what it is handed.
  const types = uses.map(({ node, unit }) => context.starts.types.typeOf(node, unit.scopeOf(node)));
  const type = types.find((one) => one !== null) ?? null;
  if (escapes || type === null || !uses.every((use) => isQuiet(use, type, condition, context))) return null;
  const sent = context.places.index.callsOf("run_coroutine_threadsafe");
  if (!sent.every(({ call, unit }) => isAwaited(call, unit, context))) return null;
  const stops = uses.filter(({ access }) => access.kind === "call" && condition.methods.includes(access.method));
  const [first] = stops;
  if (first === undefined || !stops.every((stop) => isFromOutside(stop, target, condition, context))) return null;
  const waker = condition.wokenBy?.[0] ?? "";
  const receiver = condition.wanted.replace(/\.\w+\(\)$/, "");
  return {
    ...common,
    problem: "unheard",
    wanted: condition.wanted,
    ends: `${receiver}.${waker}(${receiver}.${condition.methods[0] ?? ""})`,
    exit: null,
    steps: [
      ...common.steps,
      { message: "this, from another thread, does not wake it", range: headOf(first.node, model) },
    ],
    unless:
      condition.place.kind === "attribute"
        ? condition.methods.map((name): Mention => `call ${condition.place.name}.${name}`)
        : [],
  };
}

/** Whether a use leaves a loop asleep, so that nothing but its end is waited for. */
function isQuiet(
  { unit, access }: PlaceUse,
  type: string,
  condition: Condition,
  { model, starts }: TaskContext,
): boolean {
  switch (access.kind) {
    case "bind":
    case "test":
    case "alias":
      return true;
    case "attribute":
      return starts.runsUntil(access.node, unit, null) !== null;
    case "argument":
      return true;
    case "call": {
      if (condition.methods.includes(access.method) || condition.wokenBy?.includes(access.method)) return true;
      const entry = model.catalogue.type(type)?.methods?.[access.method];
      // `close`, `is_running`: what takes nothing gives the loop nothing to do.
      return entry !== undefined && entry.effects === undefined && entry.task === undefined;
    }
    default:
      return access.kind === "other" && /^(?:Tuple|List|ExprStmt|JoinedStr)$/.test(access.node?.kind ?? "");
  }
}

/** A coroutine that is handed to the loop has ended when the loop is stopped: its result was waited for. */
function isAwaited(call: Call, unit: Unit, context: TaskContext): boolean {
  const parent = unit.parentOf(call);
  if (parent?.kind === "ExprStmt" || !textHas(ASKS_RESULT, context.model)) return false;
  const [coroutine] = call.args;
  const target = coroutine === undefined ? null : context.starts.runsIn(coroutine, unit);
  return target === null || context.homeOf(target.unit).endings.of(target).kind === "ends";
}

/** Whether a stop is a plain call by ordinary code, which no loop and no signal calls, and after which nothing wakes the loop. */
function isFromOutside(
  stop: PlaceUse,
  target: Target | null,
  condition: Condition,
  { model, runners }: TaskContext,
): boolean {
  const { unit } = stop;
  if (unit.node.kind !== "FunctionDef" || unit.node.isAsync || unit.isWithin(target?.unit ?? null)) return false;
  const wakes = (one: Unit): boolean =>
    one.calls.some(({ func, start }) => {
      const name = lastName(func);
      if (name === "run_coroutine_threadsafe") return one !== unit || start > stop.node.start;
      return condition.wokenBy?.includes(name) ?? false;
    });
  const method = model.methodOf(unit);
  if (method === null) return !wakes(unit) && isOnlyCalled(unit, model);
  const { owner } = method;
  const through = runners.callersOf(owner, [method.node.name.name]);
  if (through.has("__del__") || runners.handsOut(owner, through)) return false;
  const home = target === null ? null : model.methodAround(target.unit);
  if (home !== null && related(home.owner, owner) && through.has(home.node.name.name)) return false;
  for (const name of through) {
    const one = owner.method(name);
    if (one !== null && (one.node.isAsync || wakes(one.unit))) return false;
  }
  return true;
}

/** Whether a function is called by its name, and handed to nobody who might call it. */
function isOnlyCalled({ node, parent }: Unit, model: TaskContext["model"]): boolean {
  if (node.kind !== "FunctionDef" || parent === null) return false;
  return model
    .usesOfName(parent.scope, node.name.name)
    .every(({ access, unit }) => access.kind !== "bind" && access.kind === "invoke" && !isAsync(unit.node));
}

function isAsync(node: Node): boolean {
  return node.kind === "FunctionDef" && node.isAsync;
}

/**
 * A process whose loop looks at a flag, an event or a queue of its own: what the parent does to them after the start is
 * done to the parent's copy.
 */
export function notShared(
  site: Site,
  target: Target | null,
  ending: Ending & { readonly kind: "told" },
  handle: Handle,
  common: Common,
  context: TaskContext,
): TaskFact | null {
  const { model, fates, runners, places } = context;
  if (site.task.kind !== "process" || target === null || context.homeOf(target.unit) !== context) return null;
  // Whoever knows its number may kill it.
  if (textHas(KNOWS_NUMBER, model)) return null;
  const killers = ["terminate", "kill"];
  const fate = fates.of({ ...handle, ends: new Set(killers) });
  if (fate.kind === "cared-for" || (fate.kind === "lost" && fate.sometimes)) return null;
  if (fate.kind === "kept" && fate.endedIn.size > 0) return null;
  if (site.thread?.mro.some((one) => killers.some((name) => one.ownUses.has(name)))) return null;
  for (const condition of ending.conditions) {
    if (condition.open || condition.performers.length === 0 || !isOwnCopy(condition, context)) return null;
    for (const { unit } of condition.performers) {
      const method = model.methodAround(unit);
      if (unit.isWithin(target.unit) || unit.node.kind !== "FunctionDef") return null;
      if (method === null || method.unit !== unit) {
        if (unit !== site.unit && !isOnlyCalled(unit, model)) return null;
        continue;
      }
      const through = runners.callersOf(method.owner, [method.node.name.name]);
      const home = model.methodAround(target.unit);
      if (home !== null && through.has(home.node.name.name)) return null;
      if (runners.handsOut(method.owner, through)) return null;
    }
  }
  const [first] = ending.conditions.flatMap(({ performers }) => performers);
  if (first === undefined) return null;
  const { attribute } = fate.kind === "kept" ? fate : { attribute: null };
  return {
    ...common,
    problem: "unheard",
    wanted: ending.conditions[0]?.wanted ?? null,
    steps: [
      ...common.steps,
      { message: "this changes the copy of the parent only", range: headOf(first.node, places.model) },
    ],
    unless: attribute === null ? [] : killers.map((name): Mention => `call ${attribute}.${name}`),
  };
}

/** Whether a child process has a copy of what the condition is about. */
function isOwnCopy({ kind, place }: Condition, { model, places }: TaskContext): boolean {
  if (kind === "method") return false;
  if (kind === "flag") return true;
  const values = places.valuesOf(place) ?? [];
  const made = values.filter(({ value }) => value.kind === "Call");
  return (
    made.length > 0 &&
    made.every(
      ({ value, unit }) =>
        value.kind === "Call" && UNSHARED.test(model.qualifiedName(value.func, unit.scopeOf(value)) ?? ""),
    )
  );
}

/** Threads that wait for a caller on a socket which another thread closes: on Linux they wait on. */
import type { Call } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import type { Mention } from "../mentions.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { textHas } from "./code-index.js";
import type { TaskContext } from "./context.js";
import { headOf, PLAIN, type TaskFact } from "./facts.js";
import type { PlaceUse } from "./places.js";
import type { Site, Target } from "./sites.js";

/** By these a wait ends all the same, or is none. */
const INTERRUPTS =
  /\b(?:settimeout|socket\.timeout|TimeoutError|setdefaulttimeout|setblocking|SO_RCVTIMEO|shutdown\(\s*(?:socket\b|SHUT_|[012]\b)|select|selectors|poll|epoll|kqueue|pthread_kill|fromfd|detach|fileno|dup)(?!\w)/;
const ACCEPTS = /\baccept\b/;
const CALLS_UP = /^(?:connect|connect_ex|create_connection|sendto|urlopen)$/;

/** The fact on a thread whose loop would go on but for the socket that is closed under it. */
export function acceptsOn(site: Site, target: Target | null, context: TaskContext): TaskFact | null {
  const { model, conditions, hopeful, lifetimes } = context;
  if (site.task.kind !== "thread" || target === null || textHas(INTERRUPTS, model)) return null;
  if (!textHas(ACCEPTS, model) || context.homeOf(target.unit) !== context) return null;
  const found = waitIn(target.unit, context);
  if (found === null || lifetimes.isOnce(site.call, site.unit)) return null;
  const { call, deafTo } = found;
  const ending = hopeful.of(target);
  if (ending.kind === "ends" || call.func.kind !== "Attribute") return null;
  if (ending.kind === "told" && !ending.conditions.every(({ kind, open }) => /^(?:flag|event)$/.test(kind) && !open))
    return null;
  const place = context.places.placeOf(call.func.value, target.unit, target.environment);
  if (
    place === null ||
    context.places.valuesOf(place)?.every(({ value }) => value.kind === "Call" || value.kind === "Constant") !== true
  )
    return null;
  const { uses, escapes } = conditions.usesOf(place, () => false);
  if (escapes || uses.some(({ access }) => access.kind === "enter")) return null;
  const closes = uses.filter(({ access }) => access.kind === "call" && deafTo.includes(access.method));
  const [first] = closes;
  if (first === undefined || !closes.every((one) => isSilent(one, target.unit, ending.kind === "endless", context)))
    return null;
  const receiver = model.text.slice(call.func.value.start, call.func.value.end);
  return {
    ...PLAIN,
    rule: "LK501",
    problem: "closed-only",
    call: site.call,
    unit: site.unit,
    noun: site.task.noun,
    made: site.thread,
    loop: call,
    wanted: `${receiver}.${deafTo[0] ?? ""}()`,
    ends: `${receiver}.shutdown(socket.SHUT_RDWR)`,
    steps: [
      { message: "it waits here", range: headOf(call, model) },
      { message: "this does not wake it", range: headOf(first.node, model) },
    ],
    unless: place.kind === "attribute" ? [`call ${place.name}.shutdown` satisfies Mention] : [],
  };
}

/** The call inside a loop of a unit that waits for somebody outside, and what it does not hear. */
function waitIn(
  unit: Unit,
  { starts, model }: TaskContext,
): { readonly call: Call; readonly deafTo: readonly string[] } | null {
  for (const call of unit.calls) {
    if (call.func.kind !== "Attribute" || unit.loopsAround(call).length === 0) continue;
    const type = starts.types.typeOf(call.func.value, unit.scopeOf(call));
    const entry = type === null ? undefined : model.catalogue.type(type)?.methods?.[call.func.attr.name];
    if (entry?.deafTo !== undefined) return { call, deafTo: entry.deafTo };
  }
  return null;
}

/** Whether a socket is closed by another thread than the one that waits, and nobody calls up to wake that. */
function isSilent(
  { unit, node }: PlaceUse,
  waiting: Unit,
  isEndless: boolean,
  { model, runners }: TaskContext,
): boolean {
  if (unit.isWithin(waiting)) return false;
  const callers = namesCallingUp(model);
  const callsUp = ({ func }: Call): boolean => callers.has(lastName(func)) || CALLS_UP.test(lastName(func));
  const method = model.methodAround(unit);
  if (method === null) {
    // Before the socket is closed, no caller ends a loop that looks at nothing else.
    return !unit.calls.some((call) => (!isEndless || call.start > node.start) && callsUp(call));
  }
  const through = runners.callersOf(method.owner, [method.node.name.name]);
  const home = model.methodAround(waiting);
  if (home !== null && through.has(home.node.name.name)) return false;
  return [...through].every((name) =>
    [...(method.owner.method(name)?.unit.all() ?? [])].every(({ calls }) => !calls.some((call) => callsUp(call))),
  );
}

const byModel = new WeakMap<FileModel, ReadonlySet<string>>();

/** The names of a file's functions and methods that connect to something, or call one that does. */
function namesCallingUp(model: FileModel): ReadonlySet<string> {
  const known = byModel.get(model);
  if (known !== undefined) return known;
  const found = new Set<string>();
  for (let turn = 0; turn < 2; turn++) {
    for (const { node, calls } of model.units) {
      const isOne = calls.some(({ func }) => CALLS_UP.test(lastName(func)) || found.has(lastName(func)));
      if (node.kind === "FunctionDef" && isOne) found.add(node.name.name);
    }
  }
  byModel.set(model, found);
  return found;
}

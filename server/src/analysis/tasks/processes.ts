/** Processes that nobody waits for: in a list that is lost, or kept by an object. */
import type { CallableEntry, TypeEntry } from "../../catalogue/schema.js";
import type { Call, Expr, Node } from "../../syntax/ast.js";
import type { Mention } from "../mentions.js";
import { accessOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { textHas } from "./code-index.js";
import { isPlainBase } from "./conditions.js";
import type { TaskContext } from "./context.js";
import { headOf, PLAIN, type TaskFact } from "./facts.js";
import type { Place, Places, PlaceUse } from "./places.js";

/** By these one waits for a process. */
const WAITS = ["wait", "communicate"];

/** What the catalogue says of a call, and of what it gives. */
function startedBy(
  call: Call,
  unit: Unit,
  model: FileModel,
): { readonly entry: CallableEntry | undefined; readonly type: TypeEntry | undefined } {
  const name = model.qualifiedName(call.func, unit.scopeOf(call));
  const entry = name === null ? undefined : model.catalogue.callable(name);
  return { entry, type: typeof entry?.returns === "string" ? model.catalogue.type(entry.returns) : undefined };
}

/** What is said of a process that an attribute of an object keeps, and that nobody waits for. */
function unwaited(
  call: Call,
  unit: Unit,
  type: TypeEntry,
  problem: "zombie" | "unwaited",
  owner: ClassInfo,
  attribute: string,
  ends: readonly string[],
): TaskFact {
  return {
    ...PLAIN,
    rule: "LK508",
    problem,
    call,
    unit,
    noun: type.noun,
    name: `self.${attribute}`,
    owner,
    ends: "wait",
    unless: ends.map((one): Mention => `call ${attribute}.${one}`),
  };
}

/** Processes in a list that is lost with the function, none of which is waited for. */
export function processInList(call: Call, unit: Unit, { model, fates, lifetimes }: TaskContext): TaskFact | null {
  const around = unit.parentOf(call)?.kind;
  if (around !== "Comprehension" && around !== "List" && around !== "Call") return null;
  const { entry, type } = startedBy(call, unit, model);
  const resource = type?.resource;
  const isDetached = call.keywords.some(
    ({ name: key }) => key === null || entry?.unless?.some(({ parameter }) => parameter === key),
  );
  if (type === undefined || resource?.rule !== "LK108" || isDetached || lifetimes.isOnce(call, unit)) return null;
  const ends = new Set([...resource.release, "poll"]);
  const fate = fates.of({ call, unit, starts: null, ends, managed: false, awaitable: false });
  if (fate.kind !== "lost" || fate.sometimes || fate.name === null) return null;
  return {
    ...PLAIN,
    rule: "LK508",
    problem: "never-ended",
    call,
    unit,
    noun: type.noun,
    name: fate.name,
    ends: "wait",
  };
}

/** A process that an object keeps: a method closes its pipes, and none waits for it. */
export function processInObject(call: Call, unit: Unit, { model, lifetimes, places }: TaskContext): TaskFact | null {
  const around = unit.parentOf(call);
  const [target] = around?.kind === "Assign" ? around.targets : [];
  const owner = model.methodAround(unit)?.owner ?? null;
  if (target?.kind !== "Attribute" || owner === null || model.classOf(target.value, unit) !== owner) return null;
  const { entry, type } = startedBy(call, unit, model);
  if (type?.resource?.rule !== "LK108" || owner.foreignBases.length > 0 || lifetimes.isOnce(call, unit)) return null;
  const isDetached = call.keywords.some(
    ({ name: key }) => key === null || entry?.unless?.some(({ parameter }) => parameter === key),
  );
  let closed: Expr | null = null;
  for (const { node, access, unit: by } of places.usesOf({ kind: "attribute", owner, name: target.attr.name })) {
    if (access.kind === "bind" || access.kind === "test") continue;
    if (access.kind !== "attribute" || !/^std(?:in|out|err)$/.test(access.name)) return null;
    const pipe = accessOf(access.node, by.parentOf);
    if (pipe.kind === "call" && pipe.method === "close") closed ??= node;
  }
  if (isDetached || closed === null) return null;
  return {
    ...unwaited(call, unit, type, "unwaited", owner, target.attr.name, [...WAITS, "kill", "terminate"]),
    steps: [{ message: "its pipe is closed here", range: headOf(closed, model) }],
  };
}

/** What ends a process and leaves it to others to ask how it ended. */
const KILLS = /^(?:terminate|kill|send_signal)$/;
/** Other ways to ask how processes have ended. */
const REAPS = /\b(?:waitpid|waitid|wait3|wait4|SIGCHLD|psutil|pidfd_open)\b|\bos\.wait\b/;

/** A process that an object keeps: a method kills it, and none waits for it after that. */
export function processKilled(call: Call, unit: Unit, context: TaskContext): TaskFact | null {
  const { model, lifetimes, places } = context;
  const around = unit.parentOf(call);
  const target =
    around?.kind === "Assign" ? around.targets[0] : around?.kind === "AnnAssign" ? around.target : undefined;
  const owner = model.methodAround(unit)?.owner ?? null;
  if (target?.kind !== "Attribute" || owner === null || model.classOf(target.value, unit) !== owner) return null;
  const { type } = startedBy(call, unit, model);
  if (type?.resource?.rule !== "LK108" || lifetimes.isOnce(call, unit) || textHas(REAPS, model)) return null;
  if (owner.foreignBases.some((base) => base === null || !isPlainBase(base))) return null;
  const { uses, escapes } = places.fatesOf({ kind: "attribute", owner, name: target.attr.name }, swapped(places));
  if (escapes) return null;
  const kills: PlaceUse[] = [];
  const polls: PlaceUse[] = [];
  for (const use of uses) {
    const { access } = use;
    switch (access.kind) {
      case "bind":
      case "test":
      case "alias":
      case "argument":
      case "other":
        break;
      case "call":
        if (KILLS.test(access.method)) kills.push(use);
        else if (access.method === "poll") polls.push(use);
        else return null;
        break;
      case "attribute":
        if (!/^(?:std(?:in|out|err)|returncode|args)$/.test(access.name)) return null;
        break;
      default:
        return null;
    }
  }
  const [first] = kills;
  if (
    first === undefined ||
    polls.some(({ node, unit: by }) => !new Asking(owner, kills, target.attr.name, context).isBefore(node, by))
  )
    return null;
  const method = first.access.kind === "call" ? first.access.method : "";
  return {
    ...unwaited(call, unit, type, "zombie", owner, target.attr.name, WAITS),
    wanted: method === "terminate" ? "terminated" : method === "kill" ? "killed" : "sent a signal",
    steps: [{ message: "it is told to end here", range: headOf(first.node, model) }],
  };
}

/** Processes in a list that an object keeps: a method kills each, and none waits for any. */
export function processesKilled(call: Call, unit: Unit, { model, fates, lifetimes }: TaskContext): TaskFact | null {
  const around = unit.parentOf(call)?.kind;
  if (around !== "Comprehension" && around !== "List" && around !== "Call") return null;
  const { type } = startedBy(call, unit, model);
  if (type?.resource?.rule !== "LK108" || lifetimes.isOnce(call, unit) || textHas(REAPS, model)) return null;
  const handle = { call, unit, starts: null, managed: false, awaitable: false };
  const killed = fates.of({ ...handle, ends: new Set(["terminate", "kill", "send_signal"]) });
  const asked = fates.of({ ...handle, ends: new Set(["wait", "communicate", "poll", "__exit__"]) });
  if (killed.kind !== "kept" || killed.endedIn.size === 0 || asked.kind !== "kept" || asked.endedIn.size > 0)
    return null;
  return unwaited(call, unit, type, "zombie", killed.owner, killed.attribute, WAITS);
}

/** The name that gets the value of an attribute in `process, self.process = self.process, None`. */
function swapped(places: Places): (node: Expr, unit: Unit) => Place | undefined {
  return (node, unit) => {
    const tuple = unit.parentOf(node);
    const assign = tuple?.kind === "Tuple" ? unit.parentOf(tuple) : null;
    const [targets] = assign?.kind === "Assign" && assign.value === tuple ? assign.targets : [];
    if (tuple?.kind !== "Tuple" || targets?.kind !== "Tuple" || targets.elts.length !== tuple.elts.length)
      return undefined;
    const target = targets.elts[tuple.elts.indexOf(node)];
    return target === undefined ? undefined : (places.placeOf(target, unit, null) ?? undefined);
  };
}

/** Knows of a `poll` whether it only asks before the process is killed, or before another is put in its place. */
class Asking {
  readonly #killers: ReadonlySet<string>;

  constructor(
    readonly owner: ClassInfo,
    readonly kills: readonly PlaceUse[],
    readonly attribute: string,
    readonly context: TaskContext,
  ) {
    const methods = kills.map(({ unit }) => context.model.methodAround(unit)?.node.name.name ?? "");
    this.#killers = context.runners.callersOf(owner, methods);
  }

  isBefore(node: Expr, unit: Unit, depth = 0): boolean {
    const { model, places } = this.context;
    if (depth > 3 || unit.loopsAround(node).length > 0) return false;
    const isLater = (other: Node): boolean => other.start > node.start;
    const method = model.methodAround(unit);
    const isKilled =
      this.kills.some((kill) => kill.unit === unit && isLater(kill.node)) ||
      unit.calls.some(
        ({ func }) =>
          func.kind === "Attribute" &&
          func.value.kind === "Name" &&
          func.value.name === method?.receiver &&
          this.#killers.has(func.attr.name) &&
          isLater(func),
      );
    const place = { kind: "attribute", owner: this.owner, name: this.attribute } as const;
    const isReplaced = places
      .usesOf(place)
      .some(
        (use) =>
          use.unit === unit && use.access.kind === "bind" && use.access.value?.kind === "Call" && isLater(use.node),
      );
    const wasKilled = this.kills.some((kill) => kill.unit === unit && !isLater(kill.node));
    if (isKilled || isReplaced) return !wasKilled;
    // A property that says whether it runs: who asks it, and when?
    if (method === null || method.unit !== unit || method.node.isAsync || wasKilled) return false;
    const { name } = method.node.name;
    if (this.#killers.has(name) || name.startsWith("__")) return false;
    // Of a class for others to use, others ask.
    if (!name.startsWith("_") && this.context.lifetimes.makersOf(this.owner).length === 0) return false;
    if (!model.units.some((by) => by.attributes.some(({ attr }) => attr.name === name))) return false;
    return model.units.every((by) =>
      by.attributes.every(
        ({ attr }, at) => attr.name !== name || this.isBefore(by.attributes[at] ?? node, by, depth + 1),
      ),
    );
  }
}

/** Threads and processes that never stop, and services in threads of their own. */
import type { Expr, Node } from "../../syntax/ast.js";
import { contains, lastName } from "../../syntax/walk.js";
import type { Mention } from "../mentions.js";
import type { ClassInfo } from "../model/class-info.js";
import type { Unit } from "../model/unit.js";
import { acceptsOn } from "./accepting.js";
import type { Condition, Wait } from "./conditions.js";
import type { TaskContext } from "./context.js";
import type { Ending } from "./endings.js";
import { headOf, PLAIN, type TaskFact, type TaskStep } from "./facts.js";
import { type Fate, type Handle, related } from "./fates.js";
import type { Site, Target } from "./sites.js";
import { notShared, notWoken } from "./stops.js";
import { wayOut } from "./ways.js";

/** Threads, processes and services that never stop, or that nobody joins. */
export function threadFacts(context: TaskContext): TaskFact[] {
  return context.starts.sites.flatMap((site) => {
    const fact =
      site.task.kind === "thread" || site.task.kind === "process"
        ? ofThread(site, context)
        : site.task.kind === "service"
          ? ofService(site, context)
          : null;
    return fact === null ? [] : [fact];
  });
}

/** The handle that a site gives to whoever makes it. */
export function handleOf({ call, unit, task }: Site): Handle {
  return {
    call,
    unit,
    starts: task.starts === undefined ? null : new Set(task.starts),
    ends: new Set(task.ends),
    ...(task.endedBy === undefined ? {} : { endedBy: new Set(task.endedBy) }),
    managed: task.kind === "service",
    awaitable: task.kind === "task",
  };
}

function ofService(site: Site, context: TaskContext): TaskFact | null {
  const { call, unit, task } = site;
  if (context.lifetimes.isOnce(call, unit)) return null;
  const handle = handleOf(site);
  const fate = context.fates.of(handle);
  const fact = { ...PLAIN, rule: "LK501" as const, call, unit, noun: task.noun, ends: task.ends[0] ?? null };
  if (fate.kind === "kept") return context.runners.keptFact(fate, handle, task, "LK501");
  if (fate.kind !== "lost") return null;
  return { ...fact, problem: fate.sometimes ? "not-always" : "never-ended", name: fate.name, exit: fate.exit };
}

function ofThread(site: Site, context: TaskContext): TaskFact | null {
  const { call, unit, task } = site;
  const target = context.starts.targetOf(site);
  const ending: Ending =
    target === null ? context.endings.ofForeign(site) : context.homeOf(target.unit).endings.of(target);
  const fate = context.fates.of(handleOf(site));
  const isProcess = task.kind === "process";
  const accepting = acceptsOn(site, target, context);
  if (accepting !== null && isStarted(site, fate, context)) return accepting;
  if (ending.kind === "ends") {
    return producer(site, context) ?? notJoined(site, fate, context);
  }
  if (context.lifetimes.isOnce(call, unit) || !isStarted(site, fate, context)) return null;
  const rule = isProcess ? ("LK508" as const) : ("LK501" as const);
  const goesOn = ending.loop.kind === "Call" ? "this call does not return" : "this loop goes on for ever";
  const steps: TaskStep[] = [{ message: goesOn, range: headOf(ending.loop, context.model) }];
  const common = { ...PLAIN, rule, call, unit, noun: task.noun, made: site.thread, loop: ending.loop, steps };
  if (ending.kind === "told") {
    const unheard =
      notShared(site, target, ending, handleOf(site), common, context) ?? notWoken(target, ending, common, context);
    if (unheard !== null) return unheard;
  }
  // A process can be terminated from outside, whatever it runs.
  if (isProcess && (fate.kind === "cared-for" || (fate.kind === "kept" && fate.endedIn.size > 0))) return null;
  if (ending.kind === "endless") return { ...common, problem: "endless" };
  const { conditions } = ending;
  const wanted = conditions[0]?.wanted ?? null;
  if (conditions.some((condition) => condition.open)) {
    // Whoever gets hold of a server or loop would have to name the method that ends it.
    const isUnnamed = conditions.every(
      ({ kind, methods }) => kind === "method" && !methods.some((name) => context.model.text.includes(`.${name}`)),
    );
    if (!isUnnamed) return null;
    const unless = conditions.flatMap(({ methods }) => methods.map((name): Mention => `call ${name}`));
    return { ...common, problem: "untold", wanted, unless };
  }
  if (conditions.every(({ performers }) => performers.length === 0)) {
    return { ...common, problem: "untold", wanted, unless: conditions.flatMap(mentionsOf) };
  }
  if (isBlocked(ending, context)) {
    const { wanted: ends = null, call: wait = null } = ending.waits ?? {};
    const waiting = wait === null ? [] : [{ message: "it waits here", range: headOf(wait, context.model) }];
    const unless = ending.waits === null ? [] : wakingMentions(ending.waits);
    return { ...common, problem: "blocked", wanted, ends, steps: [...steps, ...waiting], unless };
  }
  const short = oneWord(site, target, conditions, common, context);
  if (short !== null) return short;
  return toldElsewhere(site, fate, conditions, common, context);
}

/** Whether it is started somewhere; one that goes out of sight may be. */
function isStarted(site: Site, fate: Fate, { places, model }: TaskContext): boolean {
  if (fate.kind !== "cared-for" || site.task.starts === undefined) return true;
  const around = site.unit.parentOf(site.call);
  if (around?.kind === "Attribute") return site.task.starts.includes(around.attr.name);
  const target = around?.kind === "Assign" ? around.targets[0] : undefined;
  const place = target === undefined ? null : places.placeOf(target, site.unit, null);
  if (place === null) return /\.\s*start\(/.test(model.text);
  const isContainer = target?.kind === "Subscript" || around?.kind !== "Assign";
  return isContainer || places.usesOf(place).some(({ access }) => access.kind !== "bind" && !isUnstarted(access));
}

function isUnstarted(access: { readonly kind: string; readonly method?: string }): boolean {
  return access.kind === "test" || access.kind === "attribute" || (access.kind === "call" && access.method !== "start");
}

/** Where the loop is told to end by code that belongs to the object: whoever makes the object must call that. */
function toldElsewhere(
  site: Site,
  fate: Fate,
  conditions: readonly Condition[],
  common: Omit<TaskFact, "problem">,
  context: TaskContext,
): TaskFact | null {
  const { model, runners } = context;
  const methods = new Set<string>();
  let owner: ClassInfo | null = null;
  for (const { place, performers } of conditions) {
    for (const { unit, access } of performers) {
      const method = model.methodAround(unit);
      // `weakref.finalize(self, stop.set)`: somebody else will call it.
      if (access.kind === "attribute") return null;
      if (place.kind === "attribute" && method !== null && related(method.owner, place.owner)) {
        methods.add(method.node.name.name);
        owner ??= place.owner;
        continue;
      }
      // Told by a function: by the one that starts it, or by anyone.
      if (place.kind === "name" && unit === site.unit) return toldHere(site, conditions, common);
      return null;
    }
  }
  const around = site.thread ?? model.methodAround(site.unit)?.owner ?? null;
  if (owner === null || around === null || !related(around, owner)) return null;
  const ends = runners.callersOf(around, methods);
  // What the loop itself runs ends nothing from outside.
  if ([...ends].every((name) => name === "__del__") && site.thread === null) {
    const holds = bindsSelf(site, context);
    return holds ? { ...common, problem: "finalizer", wanted: conditions[0]?.wanted ?? null } : null;
  }
  const started = startedBy(site, fate, around, context);
  if (started === "unknown") return null;
  const steps = [{ message: "the thread is started here", range: headOf(site.call, model) }, ...common.steps];
  runners.add({ owner: around, starts: started, ends, rule: common.rule, noun: common.noun, steps });
  return null;
}

/** The methods that start it: the thread's own, or those around the place where it is started; null from `__init__` on. */
function startedBy(
  site: Site,
  fate: Fate,
  owner: ClassInfo,
  { model, runners }: TaskContext,
): ReadonlySet<string> | null | "unknown" {
  const names: string[] = [];
  if (site.thread !== null) {
    const own = owner.ownUses.get("start") ?? [];
    const by = own.filter(({ access }) => access.kind === "call").map(({ unit }) => model.methodAround(unit));
    names.push("start", ...by.flatMap((method) => (method === null ? [] : [method.node.name.name])));
  } else if (fate.kind === "kept") names.push(...fate.startedIn);
  else {
    const method = model.methodAround(site.unit);
    if (method === null) return "unknown";
    names.push(method.node.name.name);
  }
  const starts = runners.callersOf(owner, names);
  return starts.has("__init__") ? null : starts;
}

/** Where the function that starts it tells it to end: on every path? */
function toldHere(site: Site, conditions: readonly Condition[], common: Omit<TaskFact, "problem">): TaskFact | null {
  const names = conditions.map(({ place }) => place.name);
  const performers = conditions.flatMap((condition) => condition.performers);
  if (performers.some(({ unit }) => unit !== site.unit)) return null;
  // A loop over the workers tells each of them: it is taken to have turns.
  const ends = performers.map(({ node, unit }) => {
    const loop = unit.loopsAround(node).findLast((one) => one.kind === "For");
    return loop?.kind === "For" ? loop.iter : (unit.parentOf(node) ?? node);
  });
  const way = wayOut(site.unit, site.call, ends, names);
  const [first] = conditions;
  if (way === null) return null;
  return { ...common, problem: "not-always", exit: way.exit, wanted: first?.wanted ?? null };
}

/** Several workers, and one word in the queue: all but one wait on. */
function oneWord(
  site: Site,
  target: Target | null,
  conditions: readonly Condition[],
  common: Omit<TaskFact, "problem">,
  context: TaskContext,
): TaskFact | null {
  const { model, runners, places, homeOf } = context;
  const [only, ...others] = conditions;
  if (only === undefined || others.length > 0 || only.kind !== "sentinel" || target === null) return null;
  const [put, ...more] = only.performers;
  if (put === undefined || more.length > 0 || put.access.kind !== "call") return null;
  if (homeOf(target.unit) !== context || homeOf(put.unit) !== context || !isOnePut(put.access.method, only, context))
    return null;
  // What a worker puts back is there for the next.
  const worker = model.methodAround(target.unit)?.node.name.name;
  const putsBack = context.conditions.putsInto(only.place).some(({ unit }) => {
    const around = model.methodAround(unit);
    if (unit === target.unit || unit.parent === target.unit) return true;
    const through = around === null ? null : runners.callersOf(around.owner, [around.node.name.name]);
    return worker !== undefined && through?.has(worker);
  });
  if (putsBack) return null;
  // Each may have a queue of its own.
  if (isOwnQueue(only, site, context)) return null;
  if (
    !(isRepeated(site.call, site.unit, true, context) || hasTwin(site, target, context)) ||
    isRepeated(put.node, put.unit, false, context)
  )
    return null;
  const method = model.methodAround(put.unit);
  if (method !== null) {
    if (method.unit !== put.unit) return null;
    // Whoever says it may be asked to once for each of them.
    const through = runners.callersOf(method.owner, [method.node.name.name]);
    if (through.has("__del__") || runners.handsOut(method.owner, through)) return null;
    for (const name of through) {
      if (places.index.callsOf(name).some((one) => isRepeated(one.call, one.unit, false, context))) return null;
    }
  } else if (put.unit !== site.unit) return null;
  const steps = [...common.steps, { message: "this ends one of them", range: headOf(put.node, model) }];
  return { ...common, problem: "one-word", wanted: only.wanted, steps, unless: mentionsOf(only) };
}

/** Whether the queue is made where, or as often as, the worker is. */
function isOwnQueue({ place }: Condition, site: Site, { places }: TaskContext): boolean {
  if (site.thread !== null && place.kind === "attribute") return true;
  const values = places.valuesOf(place) ?? [];
  return values.some(({ value, unit }) => {
    if (unit !== site.unit) return false;
    const loops = unit.loopsAround(value);
    const method = unit.node.kind === "FunctionDef" ? unit.node.name.name : "";
    return method !== "__init__" ? unit.loopsAround(site.call).every((loop) => loops.includes(loop)) : loops.length > 0;
  });
}

/** Whether a method puts one thing into the queue: a queue's own, or one that hands on what it is given. */
function isOnePut(method: string, { hands, place }: Condition, context: TaskContext): boolean {
  if (PUTS_ONE.test(method)) return true;
  return (
    hands.includes(method) &&
    context.conditions.putsInto(place).every(({ node, unit }) => !isRepeated(node, unit, false, context))
  );
}

/** Whether another worker of the kind is started beside it: `a = Thread(target=work)`, `b = Thread(target=work)`. */
function hasTwin(site: Site, target: Target, { starts }: TaskContext): boolean {
  const blockOf = ({ call, unit }: Site): Node | null => {
    const stmt = unit.statementOf(call);
    return stmt === null ? null : unit.parentOf(stmt);
  };
  return starts.sites.some(
    (other) =>
      other.call.start > site.call.start &&
      other.unit === site.unit &&
      blockOf(other) === blockOf(site) &&
      blockOf(site)?.kind === "FunctionDef" &&
      starts.targetOf(other)?.unit === target.unit,
  );
}

const PUTS_ONE = /^(?:put|put_nowait)$/;

/** Whether a place is run several times: by a loop or comprehension around it; `surely`, more than once. */
function isRepeated(node: Node, unit: Unit, surely: boolean, { places, model }: TaskContext): boolean {
  for (let at = unit.parentOf(node); at !== null; at = unit.parentOf(at)) {
    if (!surely && (at.kind === "For" || at.kind === "While" || at.kind === "Comprehension")) return true;
    if (at.kind === "For" && !isSingle(at.iter)) return !leavesAtOnce(at);
    if (at.kind === "Comprehension") return at.generators.some(({ iter }) => !isSingle(iter));
  }
  const method = model.methodOf(unit);
  if (!surely || method === null || method.node.name.name === "__init__") return false;
  // `for _ in range(n): self._start_worker()`
  return places.index.callsOf(method.node.name.name).some(({ call, unit: by }) => {
    const own = call.func.kind === "Attribute" && call.func.value.kind === "Name" ? call.func.value.name : null;
    const around = model.methodAround(by);
    const loop = by.loopsAround(call)[0];
    const isOwn = around !== null && around.owner === method.owner && around.receiver === own;
    return isOwn && loop?.kind === "For" && !isSingle(loop.iter) && !leavesAtOnce(loop);
  });
}

function leavesAtOnce(loop: Node): boolean {
  return contains(loop, ({ kind }) => kind === "Break" || kind === "Return");
}

/** `range(1)`, `[worker]`: one turn. */
function isSingle(iter: Expr): boolean {
  if (iter.kind === "List" || iter.kind === "Tuple") return iter.elts.length < 2;
  const [first, second] = iter.kind === "Call" && lastName(iter.func) === "range" ? iter.args : [];
  return first?.kind === "Constant" && second === undefined && Number(first.value) < 2;
}

/** The flag is seen only between two waits, and who sets it does not bring about what is waited for. */
function isBlocked(
  { waits, conditions: told }: Ending & { readonly kind: "told" },
  { conditions, model, runners }: TaskContext,
): boolean {
  if (waits === null || waits.place.kind !== "attribute") return false;
  if (!told.every(({ kind }) => kind === "flag" || kind === "event")) return false;
  // Who asks whether there is anything does not wait.
  if (waits.kind === "queue" && conditions.asksFor(waits.place)) return false;
  const wakers = new Set<string>();
  for (const { unit } of conditions.wakersOf(waits)) {
    const method = model.methodAround(unit);
    // A function may well do so after it has told the loop to end.
    if (method === null && waits.kind === "signal") return false;
    if (method !== null) wakers.add(method.node.name.name);
  }
  return told.every(({ performers }) =>
    performers.every(({ unit }) => {
      const method = model.methodAround(unit);
      if (method === null) return false;
      // Whoever has it told may bring that about, too.
      const through = runners.callersOf(method.owner, [method.node.name.name]);
      return ![...through].some((name) => {
        const one = method.owner.method(name);
        const parts = one === null ? [] : [...one.unit.all()];
        return wakers.has(name) || parts.some(({ attributes }) => attributes.some(({ attr }) => wakers.has(attr.name)));
      });
    }),
  );
}

/** Whether what runs is a method of the object: then the thread holds the object. */
function bindsSelf(site: Site, { starts, model }: TaskContext): boolean {
  const target = starts.targetOf(site);
  const method = target === null ? null : model.methodOf(target.unit);
  return method !== null && method.receiver !== null;
}

/** A generator that starts a producer, which waits for room in a queue when the consumer leaves early. */
function producer(site: Site, { starts, model, places }: TaskContext): TaskFact | null {
  const { unit, call, task } = site;
  if (!unit.isGenerator || unit.node.kind !== "FunctionDef" || site.thread !== null) return null;
  const target = starts.targetOf(site);
  if (target === null) return null;
  const puts = [...target.unit.all()].flatMap((part) =>
    part.calls.filter(({ func, args, keywords }) => {
      if (func.kind !== "Attribute" || func.attr.name !== "put" || args.length > 1 || keywords.length > 0) return false;
      const place = places.placeOf(func.value, part, target.environment);
      if (place?.kind !== "name" || place.scope !== unit.scope) return false;
      return places.valuesOf(place)?.every(({ value }) => value.kind === "Call" && isBounded(value)) ?? false;
    }),
  );
  const [put] = puts.filter((one) => target.unit.loopsAround(one).length > 0);
  if (put === undefined) return null;
  const protectedYield =
    unit.stmts.some((stmt) => stmt.kind === "Try" && stmt.finalbody.length > 0) ||
    unit.stmts.some((stmt) => stmt.kind === "With");
  if (protectedYield) return null;
  const left = leavesEarly(unit, places);
  const steps = [{ message: "it waits here for room in the queue", range: headOf(put, model) }];
  return { ...PLAIN, rule: "LK501", problem: "producer", call, unit, noun: task.noun, certain: left, steps };
}

function isBounded(made: {
  readonly args: readonly unknown[];
  readonly keywords: readonly { readonly name: string | null }[];
}): boolean {
  return made.args.length > 0 || made.keywords.some(({ name }) => name === "maxsize");
}

/** Whether the file iterates a generator and leaves the loop early. */
function leavesEarly(generator: Unit, { index }: TaskContext["places"]): boolean {
  if (generator.node.kind !== "FunctionDef") return false;
  return index.callsOf(generator.node.name.name).some(({ call, unit }) => {
    const loop = unit.parentOf(call);
    if (loop?.kind !== "For" || loop.iter !== call) return false;
    return unit.stmts.some(
      ({ kind, start, end }) => (kind === "Break" || kind === "Return") && loop.start <= start && end <= loop.end,
    );
  });
}

/** A thread that ends by itself, and that nobody waits for. */
function notJoined(site: Site, fate: Fate, { lifetimes, model, starts }: TaskContext): TaskFact | null {
  const { call, unit, task } = site;
  if (fate.kind !== "lost" || fate.sometimes || task.kind !== "thread" || task.ends.length === 0) return null;
  if (lifetimes.isOnce(call, unit) || starts.targetOf(site) === null || site.thread !== null) return null;
  const text = model.text.slice(unit.node.start, unit.node.end);
  const isDaemon =
    call.keywords.some(({ name }) => name === "daemon") ||
    (fate.name !== null && new RegExp(`\\b${fate.name}\\.(?:daemon\\s*=|setDaemon\\()`).test(text));
  if (isDaemon) return null;
  return { ...PLAIN, rule: "LK502", problem: "not-joined", call, unit, noun: task.noun, name: fate.name, ends: "join" };
}

/** What another file may do to bring about what is waited for. */
function wakingMentions({ place, wakes }: Wait): Mention[] {
  return wakes.map((method): Mention => `call ${place.name}.${method}`);
}

/** What another file may do to tell the loop to end. */
function mentionsOf({ kind, place, methods, hands }: Condition): Mention[] {
  const isShared = place.kind === "attribute" || place.scope.node.kind === "Module";
  if (!isShared) return [];
  switch (kind) {
    case "flag":
      return [`bind ${place.name}`];
    case "event":
      return [`call ${place.name}.set`];
    case "sentinel":
      return [
        `call ${place.name}.put`,
        `call ${place.name}.put_nowait`,
        ...hands.map((method): Mention => `call ${method}`),
      ];
    case "method":
      return methods.map((name): Mention => `call ${place.name}.${name}`);
  }
}

/** Timers that nobody cancels, that replace one which still waits, or that start themselves for ever. */
import type { Expr } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import type { Method } from "../model/class-info.js";
import type { Unit } from "../model/unit.js";
import type { TaskContext } from "./context.js";
import { headOf, PLAIN, type TaskFact } from "./facts.js";
import type { Fate } from "./fates.js";
import { needless } from "./needless.js";
import { argumentFor, numberOf } from "./places.js";
import type { Site } from "./sites.js";
import { handleOf } from "./threads.js";
import { goesOnWithout } from "./windows.js";

/** A timer that waits for less than these seconds is gone before anybody minds. */
const SHORT = 1;
/** Methods that are called once for an object, by their names. */
const ONCE =
  /^_*(?:__init__|__a?enter__|start|open|connect|begin|run|launch|setup|set_up|activate|resume|init\w*|schedule\w*|arm\w*|on_start|restart)$/;

/** Timers that nobody cancels. */
export function timerFacts(context: TaskContext): TaskFact[] {
  const timers = context.starts.sites.filter(({ task }) => task.kind === "timer");
  const chains = new Set<Unit>();
  return timers.flatMap((site) => {
    const fact = ofTimer(site, timers, chains, context);
    return fact === null ? [] : [fact];
  });
}

function ofTimer(site: Site, timers: readonly Site[], chains: Set<Unit>, context: TaskContext): TaskFact | null {
  const { call, unit, task } = site;
  const { lifetimes, fates, runners, starts, model } = context;
  if (task.runsIn !== undefined && !isRunByThread(task.runsIn, context)) return null;
  const fate = fates.of(handleOf(site));
  if (fate.kind === "cared-for" || isMain(unit, context)) return null;
  const target = starts.targetOf(site)?.unit ?? null;
  const rearmed = target === null ? null : rearms(target, timers, context);
  if (task.diesWithReceiver === true && (rearmed === null || !goesOnWithout(site, fate, context))) return null;
  const common = { ...PLAIN, rule: "LK503" as const, call, unit, noun: task.noun, ends: "cancel" };
  const steps = [{ message: "the timer is made here", range: headOf(call, model) }];
  if (rearmed !== null && target !== null) {
    if (rearmed === "perhaps") {
      if (fate.kind === "kept" && fate.endedIn.size > 0)
        runners.addKept(fate, { rule: "LK503", noun: task.noun, steps });
      return null;
    }
    if (fate.kind === "kept" && fate.endedIn.size > 0) {
      runners.addKept(fate, { rule: "LK503", noun: task.noun, steps });
      return null;
    }
    // The next one of the chain has an end of its own.
    if (rearmed !== site && isEnded(fates.of(handleOf(rearmed)))) return null;
    if (chains.has(target) || lifetimes.isOnce(call, unit) || isOnceChain(target, timers, context)) return null;
    chains.add(target);
    return {
      ...common,
      ...(task.runsIn === undefined ? {} : { call: rearmed.call, unit: rearmed.unit }),
      problem: "rearms",
      name: fate.kind === "kept" ? `self.${fate.attribute}` : fate.name,
      owner: fate.kind === "kept" ? fate.owner : null,
      steps: [{ message: "this starts it again", range: headOf(rearmed.call, model) }],
      unless: fate.kind === "kept" ? [`call ${fate.attribute}.cancel`] : [],
    };
  }
  if (lifetimes.isOnce(call, unit)) return null;
  const delayExpr = argumentFor(call, site.parameters, task.delay);
  const delay = numberOf(delayExpr, unit, model);
  if (delay !== null && delay < SHORT) return null;
  // A loop calls what was put off and forgets it: only what is kept was meant to be cancelled.
  const isThread = task.starts !== undefined;
  if (fate.kind === "lost") {
    const late = needless(site, context);
    if (late !== null) return late;
    if (!isThread || (fate.name === null && delay === null)) return null;
    const problem = fate.sometimes ? "not-always" : fate.name === null ? "dropped" : "never-ended";
    return { ...common, problem, name: fate.name, exit: fate.exit };
  }
  if (fate.endedIn.size > 0 && isReplaced(site, fate, target, context)) {
    return { ...common, problem: "replaced", name: `self.${fate.attribute}`, owner: fate.owner };
  }
  if (fate.endedIn.size > 0 && !isThread) return null;
  return runners.keptFact(fate, handleOf(site), task, "LK503");
}

function isEnded(fate: Fate): boolean {
  return fate.kind === "cared-for" || (fate.kind === "kept" && fate.endedIn.size > 0);
}

/** Whether a thread of the file runs what was put off, by one of these methods. */
function isRunByThread(methods: readonly string[], { starts }: TaskContext): boolean {
  return starts.sites.some((site) => {
    const target = site.task.kind === "thread" ? argumentFor(site.call, site.parameters, site.task.target) : null;
    if (target !== null && methods.includes(lastName(target))) return true;
    const run = site.task.kind === "thread" ? (starts.targetOf(site)?.unit ?? null) : null;
    return run?.calls.some(({ func, args }) => args.length === 0 && methods.includes(lastName(func))) ?? false;
  });
}

const byUnit = new WeakMap<readonly Site[], ReadonlyMap<Unit, readonly Site[]>>();

function ofUnit(timers: readonly Site[]): ReadonlyMap<Unit, readonly Site[]> {
  const before = byUnit.get(timers);
  if (before !== undefined) return before;
  const found = new Map<Unit, Site[]>();
  for (const site of timers) {
    const known = found.get(site.unit);
    if (known === undefined) found.set(site.unit, [site]);
    else known.push(site);
  }
  byUnit.set(timers, found);
  return found;
}

/** The timer of a chain that its own target starts; "perhaps" where a test decides. */
function rearms(
  target: Unit,
  timers: readonly Site[],
  { starts, model, conditions }: TaskContext,
): Site | "perhaps" | null {
  const seen = new Set<Unit>();
  let doubtful = false;
  const search = (unit: Unit, depth: number, sure: boolean): Site | null => {
    if (seen.has(unit) || depth > 4) return null;
    seen.add(unit);
    for (const site of ofUnit(timers).get(unit) ?? []) {
      if (starts.targetOf(site)?.unit !== target) continue;
      if (sure && isSure(site.call, unit)) return site;
      doubtful = true;
    }
    for (const call of unit.calls) {
      const callee = model.calleeOf(call, unit)?.unit ?? null;
      const found = callee === null ? null : search(callee, depth + 1, sure && isSure(call, unit));
      if (found !== null) return found;
    }
    return null;
  };
  const isSure = (expr: Expr, unit: Unit): boolean => {
    for (let at = unit.parentOf(expr); at !== null; at = unit.parentOf(at)) {
      if (at.kind === "If") {
        const held = conditions.held(at.test, unit, null);
        if (held === null || held.condition.performers.length > 0 || held.condition.open || !held.value) return false;
      }
      if (/^(?:For|While|Match|BoolOp|IfExp)$/.test(at.kind)) return false;
    }
    const [before] = unit.stmts.filter(({ kind, start }) => kind === "Return" && start < expr.start);
    return before === undefined;
  };
  const found = search(target, 0, true);
  return found ?? (doubtful ? "perhaps" : null);
}

/** Whether all that starts the chain from outside is started once in a process. */
function isOnceChain(target: Unit, timers: readonly Site[], { starts, lifetimes, model }: TaskContext): boolean {
  if (model.methodOf(target) !== null) return lifetimes.isOnce(target.node, target);
  const own = timers.filter((site) => starts.targetOf(site)?.unit === target);
  return (
    own.every(({ call, unit }) => unit === target || lifetimes.isOnce(call, unit)) &&
    own.some(({ unit }) => unit !== target)
  );
}

/** A method that may be called again makes a timer in the place of one that still waits, and does not look. */
function isReplaced(
  { unit, call }: Site,
  fate: Fate & { readonly kind: "kept" },
  target: Unit | null,
  { model, runners, places }: TaskContext,
): boolean {
  const method = model.methodAround(unit);
  if (fate.isContainer || method === null || method.unit !== unit || ONCE.test(method.node.name.name)) return false;
  if (target !== null && reaches(target, method, model)) return false;
  const uses = method.owner.ownUses.get(fate.attribute) ?? [];
  const looks = uses.some(
    ({ access, unit: by, node }) =>
      by === unit &&
      node.start < call.start &&
      (access.kind === "test" || access.kind === "call" || access.kind === "alias" || access.kind === "other"),
  );
  if (looks) return false;
  const cancelling = runners.callersOf(fate.owner, fate.endedIn);
  const before = unit.calls.some(
    ({ func, start }) => start < call.start && func.kind === "Attribute" && cancelling.has(func.attr.name),
  );
  if (before) return false;
  const callers = places.index.callsOf(method.node.name.name).filter(({ call: one }) => one.func.kind === "Attribute");
  return callers.length !== 1 || callers.some((one) => one.unit.loopsAround(one.call).length > 0);
}

function reaches(from: Unit, method: Method, model: TaskContext["model"], depth = 0): boolean {
  if (from === method.unit) return true;
  if (depth > 3) return false;
  return from.calls.some((call) => {
    const callee = model.calleeOf(call, from)?.unit ?? null;
    return callee !== null && callee !== from && reaches(callee, method, model, depth + 1);
  });
}

/** A function that runs the loop to its end itself. */
function isMain(unit: Unit, { starts }: TaskContext): boolean {
  return unit.calls.some(({ func }) => starts.runsUntil(func, unit, null) !== null);
}

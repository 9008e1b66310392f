/** Tasks of an event loop that nobody keeps, awaits or cancels. */
import type { Call, Expr, Node } from "../../syntax/ast.js";
import { lastName, namesIn } from "../../syntax/walk.js";
import type { Access } from "../model/access.js";
import type { Unit } from "../model/unit.js";
import { swallowsCancellation } from "./cancellation.js";
import type { TaskContext } from "./context.js";
import type { Ending } from "./endings.js";
import { headOf, PLAIN, type TaskFact } from "./facts.js";
import { argumentFor } from "./places.js";
import type { Site } from "./sites.js";
import { handleOf } from "./threads.js";

/** Tasks that are dropped, kept and never cancelled, or left behind by `asyncio.wait`. */
export function asyncFacts(context: TaskContext): TaskFact[] {
  const found: TaskFact[] = [];
  for (const site of context.starts.sites) {
    if (site.task.kind !== "task") continue;
    const fact = ofTask(site, context);
    if (fact !== null) found.push(fact);
  }
  for (const unit of context.model.units) {
    if (unit.node.kind !== "FunctionDef" || !unit.node.isAsync) continue;
    for (const call of unit.calls) {
      const fact = losers(call, unit, context) ?? shielded(call, unit, context);
      if (fact !== null) found.push(fact);
    }
  }
  return found;
}

function ofTask(site: Site, context: TaskContext): TaskFact | null {
  const { call, unit, task } = site;
  const { starts, endings, fates, lifetimes, runners, model } = context;
  if (runsLoop(unit) || lifetimes.isOnce(call, unit)) return null;
  const coroutine = argumentFor(call, site.parameters, task.target);
  // `ensure_future` of something that is a future already makes nothing.
  if (coroutine === null || (coroutine.kind !== "Call" && !/(?:create_task|threadsafe)$/.test(lastName(call.func))))
    return null;
  const target = starts.runsIn(coroutine, unit);
  const ending: Ending | null = target === null ? null : endings.of(target);
  const loop = endlessLoop(ending);
  const isEndless = loop !== null;
  const steps =
    loop === null
      ? []
      : [
          {
            message: `this ${loop.kind === "Call" ? "call" : "loop"} goes on until the task is cancelled`,
            range: headOf(loop, model),
          },
        ];
  const common = { ...PLAIN, rule: "LK505" as const, call, unit, noun: task.noun, ends: "cancel", loop, steps };
  const handle = loop === null ? { ...handleOf(site), asks: ASKS } : handleOf(site);
  const fate = fates.of(handle);
  const deaf = loop === null || target === null ? null : swallowsCancellation(loop, target.unit, model);
  if (deaf !== null && !(fate.kind === "lost" && !fate.sometimes)) {
    const caught = { message: "this catches the cancellation, and goes on", range: headOf(deaf, model) };
    const name = fate.kind === "kept" ? `self.${fate.attribute}` : fate.kind === "lost" ? fate.name : null;
    return { ...common, problem: "deaf", name, steps: [...steps, caught] };
  }
  if (fate.kind === "cared-for") return null;
  if (fate.kind === "lost") {
    // What another thread's loop runs is held by the future that the caller got.
    if (!isEndless && (fate.sometimes || /run_coroutine_threadsafe$/.test(lastName(call.func)))) return null;
    const problem = fate.sometimes ? "not-always" : fate.name === null ? "dropped" : "never-ended";
    return { ...common, problem, name: fate.name, exit: fate.exit };
  }
  if (!isEndless) return null;
  const fact = runners.keptFact(fate, handle, task, "LK505");
  return fact === null ? null : { ...fact, steps, loop };
}

const ASKS: ReadonlySet<string> = new Set(["done", "result", "exception"]);

/** The loop that nobody ends but by cancelling the task; null where there is none. */
function endlessLoop(ending: Ending | null): Node | null {
  if (ending?.kind === "endless") return ending.loop;
  if (ending?.kind !== "told") return null;
  return ending.conditions.every(({ performers, open }) => performers.length === 0 && !open) ? ending.loop : null;
}

/** `done, _ = await asyncio.wait(tasks, return_when=FIRST_COMPLETED)`, and the others go on. */
function losers(call: Call, unit: Unit, { model }: TaskContext): TaskFact | null {
  if (model.qualifiedName(call.func, unit.scopeOf(call)) !== "asyncio.wait") return null;
  const keyword = (name: string): Expr | undefined => call.keywords.find((one) => one.name === name)?.value;
  const when = keyword("return_when");
  const text = when === undefined ? "" : model.text.slice(when.start, when.end);
  const leavesSome = /FIRST_COMPLETED|FIRST_EXCEPTION/.test(text) || keyword("timeout") !== undefined;
  if (!leavesSome || unit.loopsAround(call).length > 0) return null;
  const waiting = unit.parentOf(call);
  const around = waiting?.kind === "Await" ? unit.parentOf(waiting) : null;
  if (waiting?.kind !== "Await" || !ignoresPending(around, unit, model)) return null;
  const [first] = call.args;
  if (first === undefined) return null;
  const tasks = tasksIn(first, unit, model);
  if (tasks === null || endsWithSource(tasks, call, unit)) return null;
  const steps = [{ message: "it returns while some of them still run", range: headOf(call, model) }];
  return { ...PLAIN, rule: "LK505", problem: "losers", call: tasks, unit, noun: "task", ends: "cancel", steps };
}

/** Methods after which what reads from something comes to its end. */
const ENDS_SOURCE = /^(?:wait|communicate|kill|terminate|close|aclose|wait_closed|shutdown)$/;

/** Whether the tasks work on something that is ended afterwards: `read(process.stdout)`, and then `process.wait()`. */
function endsWithSource(tasks: Call, waiting: Call, unit: Unit): boolean {
  const sources = new Set(namesIn(tasks));
  return unit.calls.some(
    ({ func, start }) =>
      start > waiting.end &&
      func.kind === "Attribute" &&
      ENDS_SOURCE.test(func.attr.name) &&
      func.value.kind === "Name" &&
      sources.has(func.value.name),
  );
}

/** `await asyncio.wait_for(asyncio.shield(task), 5)`, and the task goes on when the time is over. */
function shielded(call: Call, unit: Unit, { model }: TaskContext): TaskFact | null {
  const named = (one: Call): string | null => model.qualifiedName(one.func, unit.scopeOf(one));
  const [shield] = call.args;
  if (named(call) !== "asyncio.wait_for" || shield?.kind !== "Call" || named(shield) !== "asyncio.shield") return null;
  const [first] = shield.args;
  if (first?.kind !== "Name" || unit.scope.lookup(first.name) !== unit.scope) return null;
  const [only, ...more] = unit.scope.bindings.get(first.name) ?? [];
  if (more.length > 0 || only?.kind !== "assign" || only.value.kind !== "Call") return null;
  if (!/^(?:create_task|ensure_future)$/.test(lastName(only.value.func))) return null;
  const others = model.usesOfName(unit.scope, first.name).filter(({ node }) => node !== first);
  const isLeft = others.every(
    ({ access }) =>
      access.kind === "bind" || access.kind === "test" || (access.kind === "call" && ASKS.has(access.method)),
  );
  if (!isLeft) return null;
  const steps = [{ message: "it goes on when this gives up waiting", range: headOf(call, model) }];
  return {
    ...PLAIN,
    rule: "LK505",
    problem: "shielded",
    call: only.value,
    unit,
    noun: "task",
    name: first.name,
    ends: "cancel",
    steps,
  };
}

/** Whether what is still pending goes nowhere: not bound, or bound to a name that nobody reads. */
function ignoresPending(around: Node | null, unit: Unit, model: TaskContext["model"]): boolean {
  if (around?.kind === "ExprStmt") return !/\.cancel\(/.test(textOfUnit(unit, model));
  if (around?.kind === "Subscript")
    return (
      model.text.slice(around.index.start, around.index.end) === "0" && !/\.cancel\b/.test(textOfUnit(unit, model))
    );
  if (around?.kind !== "Assign") return false;
  const [target] = around.targets;
  if (target?.kind !== "Tuple" || target.elts.length !== 2) return false;
  const [, pending] = target.elts;
  if (pending?.kind !== "Name" || /\.cancel\b/.test(textOfUnit(unit, model))) return false;
  return model.usesOfName(unit.scope, pending.name).every(({ access }) => isGlance(access));
}

/** Whether a use only asks how many there are. */
function isGlance(access: Access): boolean {
  if (access.kind === "argument") return /^(?:len|print|bool)$/.test(lastName(access.call.func));
  return (
    access.kind === "bind" || access.kind === "test" || (access.kind === "other" && access.node?.kind === "JoinedStr")
  );
}

function textOfUnit(unit: Unit, model: TaskContext["model"]): string {
  return model.text.slice(unit.node.start, unit.node.end);
}

/** The call that makes the tasks that are waited for, where they are made here and go nowhere else. */
function tasksIn(expr: Expr, unit: Unit, model: TaskContext["model"]): Call | null {
  const made = (node: Expr): Call | null => {
    if (node.kind === "Call") {
      if (/^(?:create_task|ensure_future)$/.test(lastName(node.func))) return node;
      const [inner] = node.args;
      return /^(?:list|set|tuple|map)$/.test(lastName(node.func)) && inner !== undefined ? made(inner) : null;
    }
    if (node.kind === "Comprehension") return made(node.element);
    if (node.kind === "List" || node.kind === "Set" || node.kind === "Tuple") {
      for (const element of node.elts) {
        const found = made(element);
        if (found !== null) return found;
        if (element.kind === "Name") return single(element.name);
      }
    }
    return null;
  };
  // One task with a name of its own, that nobody awaits, cancels or hands on.
  const single = (name: string): Call | null => {
    const uses = model.usesOfName(unit.scope, name).filter(({ access }) => access.kind !== "bind");
    const [only] = unit.scope.bindings.get(name) ?? [];
    const isSeen = uses.every(
      ({ access }) =>
        access.kind === "test" ||
        (access.kind === "call" && ASKS.has(access.method)) ||
        (access.kind === "other" && access.node === expr),
    );
    return isSeen && only?.kind === "assign" ? made(only.value) : null;
  };
  const named = (name: string): Call | null => {
    const bindings = unit.scope.lookup(name) === unit.scope ? (unit.scope.bindings.get(name) ?? []) : [];
    const [only] = bindings;
    if (bindings.length !== 1 || only?.kind !== "assign") return null;
    const uses = model.usesOfName(unit.scope, name);
    const goesAway = uses.some(
      ({ access }) =>
        access.kind === "return" ||
        access.kind === "alias" ||
        access.kind === "iterate" ||
        (access.kind === "other" && access.node?.kind === "Await"),
    );
    if (goesAway) return null;
    const empty = (only.value.kind === "List" || only.value.kind === "Set") && only.value.elts.length === 0;
    if (!empty) return made(only.value);
    for (const { access } of uses) {
      const [arg] = access.kind === "call" && /^(?:append|add)$/.test(access.method) ? access.call.args : [];
      if (arg !== undefined) return made(arg);
    }
    return null;
  };
  return expr.kind === "Name" ? named(expr.name) : made(expr);
}

/** A function that runs the loop itself keeps its tasks as long as it matters. */
function runsLoop(unit: Unit): boolean {
  return unit.calls.some(({ func }) => /^(?:run_forever|run_until_complete|run_app)$/.test(lastName(func)));
}

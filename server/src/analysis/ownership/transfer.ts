/** What a step of the control-flow graph does to a state, and where it leads. */
import type { Range } from "../../base/text.js";
import type { CfgNode, DispatchNode, EnterNode, LeaveNode } from "../../semantics/cfg.js";
import { catches, exceptionName, handlerNames } from "../../semantics/exceptions.js";
import type { Successor } from "../../semantics/explore.js";
import type { Delete, Expr, For, Raise, Stmt, Subscript } from "../../syntax/ast.js";
import { Choices } from "./choices.js";
import { extend } from "./collection-calls.js";
import { acquire, elementOf, gathered, keyOf, put, releasesEach, takeOut } from "./collections.js";
import { decide } from "./conditions.js";
import type { ScopeContext } from "./context.js";
import type { Lost } from "./events.js";
import { evaluate, iterateOver, noteIteration } from "./expressions.js";
import { Machine, type Means } from "./machine.js";
import { objectsIn, type Pending, type State, type Value } from "./state.js";
import { sweepState } from "./sweep.js";

/** What is noted on the way from one visit to the next. */
export interface Label {
  readonly via: "next" | "other" | "exc";
  /** Sites at which this step acquired something. */
  readonly acquired: ReadonlySet<number>;
  /** What raised, for `exc`. */
  readonly raisedAt: Range | null;
}

/** What a step found besides its successors. */
export interface Events {
  lost(lost: Lost, label: Label): void;
  usedReleased(id: number, range: Range): void;
}

/** More ways through a single statement than this: given up. */
const MAX_REPLAYS = 64;

/** Thrown when a statement has too many ways through it. */
export class TooManyWays extends Error {}

const NOTHING: ReadonlySet<number> = new Set();

const MEANS: Means = {
  evaluate,
  putAt: (machine, container, index, value) => put(machine, container, value, keyOf(machine, index)),
};

/** The successors of a node in a state. */
export function step(context: ScopeContext, node: CfgNode, state: State, events: Events): Successor<State, Label>[] {
  switch (node.kind) {
    case "entry":
      return [{ node: node.next, state, label: { via: "next", acquired: NOTHING, raisedAt: null } }];
    case "exit":
    case "raise-exit":
      return [];
    case "dispatch":
      return dispatch(context, node, state);
    default:
      return replay(context, node, state, events);
  }
}

function replay(context: ScopeContext, node: CfgNode, state: State, events: Events): Successor<State, Label>[] {
  const found: Successor<State, Label>[] = [];
  let script: readonly number[] | null = [];
  for (let round = 0; script !== null; round++) {
    if (round >= MAX_REPLAYS) throw new TooManyWays();
    const choices = new Choices(script);
    const machine = new Machine(context, state.clone(), choices, statementOf(node), MEANS);
    const way = perform(machine, node);
    const label: Label = { via: way.via, acquired: machine.acquired, raisedAt: null };
    if (way.to >= 0 && !machine.ended) {
      machine.sweep(way.deletes ? "deleted" : "rebound", statementOf(node));
      found.push({ node: way.to, state: machine.state, label });
    }
    for (const lost of machine.lost) events.lost(lost, label);
    for (const use of machine.usesReleased) events.usedReleased(use.id, use.range);
    if (node.exc >= 0) {
      for (const raised of machine.raised) {
        // What an exception drops in mid-expression, the normal way drops as well.
        sweepState(raised.state, () => {});
        found.push({
          node: node.exc,
          state: raised.state,
          label: { via: "exc", acquired: machine.acquired, raisedAt: raised.range },
        });
      }
    }
    script = choices.next();
  }
  return found;
}

function statementOf(node: CfgNode): Stmt {
  if ("stmt" in node) return node.stmt;
  if (node.kind === "case") {
    const { subject } = node;
    return { kind: "ExprStmt", value: subject, start: subject.start, end: subject.end };
  }
  return { kind: "Pass", start: 0, end: 0 };
}

interface Way {
  readonly to: number;
  readonly via: "next" | "other";
  readonly deletes?: boolean;
}

function perform(machine: Machine, node: CfgNode): Way {
  const next: Way = { to: node.next, via: "next" };
  switch (node.kind) {
    case "statement":
      performStatement(machine, node.stmt);
      return node.stmt.kind === "Delete" ? { ...next, deletes: true } : next;
    case "test":
      return decide(machine, node.expr) ? next : { to: node.other, via: "other" };
    case "iterate": {
      const value = machine.evaluate(node.stmt.iter);
      machine.letGo(node.stmt.start);
      if (pinLoop(machine, node.stmt, value)) return next;
      if (value?.kind === "object" && !value.view) noteIteration(machine, value.id, node.stmt.iter);
      if (value?.kind === "object" && !value.view) machine.hold(node.stmt.start, value.id);
      else if (value?.kind === "tuple" || value?.kind === "object") {
        const [id] = objectsIn(value);
        if (value.kind === "object" && id !== undefined) machine.hold(node.stmt.start, id);
        else iterateOver(machine, value, node.stmt.iter);
      }
      return next;
    }
    case "next": {
      const pinned = nextOfPinned(machine, node.stmt);
      if (pinned !== null) return pinned ? next : { to: node.other, via: "other" };
      const held = machine.state.holders.get(node.stmt.start);
      if (held !== undefined) machine.mayRaise(node.stmt.iter, false, ["OSError"]);
      if (machine.choose(2) === 1) {
        const id = machine.letGo(node.stmt.start);
        if (id !== null && machine.typeOf(id).resource?.exhaustible) machine.release(id);
        return { to: node.other, via: "other" };
      }
      machine.bind(node.stmt.target, null);
      return next;
    }
    case "enter":
      enter(machine, node);
      return next;
    case "leave":
      return leave(machine, node);
    case "handler":
      if (node.handler.name !== null) machine.setName(node.handler.name.name, null);
      machine.state.pending = null;
      return next;
    case "case": {
      const value = machine.evaluate(node.subject);
      const [only] = node.matchCase.pattern.values;
      if (value?.kind === "object" && only?.kind === "Constant" && node.matchCase.pattern.values.length === 1) {
        if (node.other >= 0 && node.matchCase.pattern.captures.length === 0) return { to: node.other, via: "other" };
      }
      if (node.other >= 0 && machine.choose(2) === 1) return { to: node.other, via: "other" };
      if (node.matchCase.pattern.captures.length > 0) machine.escape(value);
      for (const capture of node.matchCase.pattern.captures) machine.setName(capture.name, null);
      return next;
    }
    default:
      return next;
  }
}

/** A loop over a collection, or over what acquires at each step, holds it as long as it runs. */
function pinLoop(machine: Machine, loop: For, value: Value | null): boolean {
  const isWritten = value?.kind === "tuple" && objectsIn(value).length > 0;
  const source = isWritten ? gathered(machine, value, -1 - loop.start) : value;
  if (isWritten && value.items.some((item) => item?.kind === "object" && item.view)) return false;
  if (source?.kind !== "lazy" && (source?.kind !== "container" || source.members.length === 0)) return false;
  machine.state.vars.set(`@${loop.start}`, source);
  machine.state.vars.delete(`@${loop.start}!`);
  machine.changed();
  return true;
}

/** The next turn of such a loop: whether there is one; null for other loops. */
function nextOfPinned(machine: Machine, loop: For): boolean | null {
  const { vars } = machine.state;
  const pin = `@${loop.start}`;
  const source = vars.get(pin);
  if (source?.kind !== "lazy" && source?.kind !== "container") return null;
  const entered = vars.has(`${pin}!`);
  // What is known to hold something gives at least one element.
  if ((entered || source.kind === "lazy") && machine.choose(2) === 1) {
    const ids = objectsIn(source);
    if (releasesEach(machine, loop, ids)) for (const id of ids) machine.release(id);
    vars.delete(pin);
    vars.delete(`${pin}!`);
    machine.changed();
    return false;
  }
  vars.set(`${pin}!`, { kind: "constant", text: "1" });
  const item = source.kind === "lazy" ? acquire(machine, source) : elementOf(source);
  machine.bind(loop.target, item);
  return true;
}

function performStatement(machine: Machine, stmt: Stmt): void {
  switch (stmt.kind) {
    case "Assign": {
      const value = machine.evaluate(stmt.value);
      for (const target of stmt.targets) machine.bind(target, value);
      return;
    }
    case "AnnAssign":
      if (stmt.value !== null) machine.bind(stmt.target, machine.evaluate(stmt.value));
      return;
    case "AugAssign":
      if (stmt.target.kind === "Name" && machine.lookup(stmt.target.name)?.kind === "container") {
        const value = machine.evaluate(stmt.value);
        const container = machine.lookup(stmt.target.name);
        if (container?.kind === "container") extend(machine, container, value);
        return;
      }
      machine.escape(machine.evaluate(stmt.value));
      machine.escape(machine.evaluate(stmt.target));
      if (stmt.target.kind === "Name") machine.setName(stmt.target.name, null);
      return;
    case "ExprStmt":
      machine.evaluate(stmt.value);
      return;
    case "Return":
      if (stmt.value === null) machine.return({ kind: "constant", text: "None" }, false);
      else machine.return(machine.evaluate(stmt.value), isReader(machine, stmt.value));
      return;
    case "Delete":
      performDelete(machine, stmt);
      return;
    case "Raise":
      performRaise(machine, stmt);
      return;
    case "Assert":
      if (stmt.msg !== null) machine.evaluate(stmt.msg);
      machine.mayRaise(stmt, true, ["AssertionError"]);
      return;
    case "Import":
    case "ImportFrom":
      for (const alias of stmt.names) machine.setName(alias.asName ?? (alias.name.split(".")[0] as string), null);
      return;
    case "FunctionDef":
      for (const decorator of stmt.decorators) machine.escape(machine.evaluate(decorator));
      for (const param of stmt.params.all) if (param.default !== null) machine.escape(machine.evaluate(param.default));
      machine.setName(stmt.name.name, null);
      return;
    case "ClassDef":
      for (const expr of [...stmt.decorators, ...stmt.bases]) machine.escape(machine.evaluate(expr));
      machine.setName(stmt.name.name, null);
      return;
    case "UnknownStmt":
      for (const name of stmt.names) machine.escape(machine.lookup(name));
      return;
    default:
      return;
  }
}

/** Functions whose result reads from what it is given, and offers no way to close it. */
const READERS = /^(?:csv\.(?:reader|DictReader)|builtins\.(?:map|filter|zip|enumerate|reversed))$/;

function isReader(machine: Machine, expr: Expr): boolean {
  if (expr.kind === "Comprehension") return true;
  if (expr.kind !== "Call") return false;
  const referent = machine.context.referent(expr.func, machine.scope);
  // An instance that keeps what it was given and cannot close it is no better.
  if (referent?.kind === "class" || (expr.func.kind === "Name" && expr.func.name === machine.context.receiver))
    return true;
  return referent?.kind === "qualified" && READERS.test(referent.name);
}

function performDelete(machine: Machine, stmt: Delete): void {
  const drop = (target: Expr): void => {
    if (target.kind === "Name") machine.setName(target.name, null);
    else if (target.kind === "Tuple" || target.kind === "List") target.elts.forEach(drop);
    else if (target.kind === "Subscript") dropElement(machine, target);
    else machine.evaluate(target);
  };
  stmt.targets.forEach(drop);
}

function dropElement(machine: Machine, target: Subscript): void {
  const container = machine.evaluate(target.value);
  if (container?.kind !== "container") machine.evaluate(target.index);
  else if (target.index.kind !== "Slice") takeOut(machine, container, keyOf(machine, target.index));
  else {
    machine.drops = true;
    machine.change({ ...container, members: [], width: null });
  }
}

function performRaise(machine: Machine, stmt: Raise): void {
  const value = stmt.exc === null ? null : machine.evaluate(stmt.exc);
  machine.escape(value);
  if (stmt.cause !== null) machine.evaluate(stmt.cause);
  const name = stmt.exc === null ? null : exceptionName(stmt.exc);
  // "This cannot happen" and "somebody will write this" are no paths that one expects.
  const expected = name !== "AssertionError" && name !== "NotImplementedError";
  machine.mayRaise(stmt, expected, name === null ? null : [name]);
}

function enter(machine: Machine, node: EnterNode): void {
  const { item, stmt } = node;
  let value: Value | null = machine.evaluate(item.context);
  if (value?.kind === "pending" && stmt.isAsync) {
    machine.mayRaise(item.context, false, null);
    value = machine.instantiate(value.entry.returns, value.call);
  }
  if (value?.kind === "object" && !value.view) {
    const resource = machine.typeOf(value.id).resource;
    const how = stmt.isAsync ? (resource?.asyncWith ?? "none") : (resource?.with ?? "none");
    if (how === "none") {
      machine.escape(value);
      value = null;
    } else {
      machine.hold(item.start, value.id);
    }
  } else if (value?.kind === "manager") {
    machine.hold(item.start, value.id);
    value = { kind: "object", id: value.id, view: false };
  } else if (value?.kind === "locked") {
    value = null;
  } else if (value?.kind === "container") {
    machine.state.vars.set(`@${item.start}`, value);
  } else if (value?.kind === "element") {
    const [id] = value.ids;
    const resource = id === undefined ? undefined : machine.typeOf(id).resource;
    const how = stmt.isAsync ? resource?.asyncWith : resource?.with;
    if (how !== "release") machine.escape(value);
    else for (const one of value.ids) machine.release(one);
  }
  if (item.target !== null) machine.bind(item.target, value);
}

function leave(machine: Machine, node: LeaveNode): Way {
  const id = machine.letGo(node.item.start);
  const pin = `@${node.item.start}`;
  const pinned = machine.state.vars.get(pin);
  if (pinned?.kind === "container") {
    const exits = machine.context.catalogue.type(pinned.type)?.collection === "exits";
    if (exits) for (const one of objectsIn(pinned)) machine.release(one);
    machine.state.vars.delete(pin);
    machine.changed();
  }
  if (id !== null && machine.state.objects.has(id)) {
    const resource = machine.typeOf(id).resource;
    const keeps = node.stmt.isAsync ? resource?.asyncWith === "keep" : resource?.with === "keep";
    const closing = node.item.context.kind === "Call" && machine.context.closes(node.item.context, machine.scope);
    if (keeps && !closing) {
      if (machine.state.objects.get(id) !== "released") machine.state.objects.set(id, "kept");
    } else {
      machine.release(id);
    }
  }
  if (!node.exceptional) return { to: node.next, via: "next" };
  const { pending } = machine.state;
  machine.raised.length = 0;
  const verdict = node.other < 0 || pending === null ? "never" : meets(swallowed(node.item.context), pending);
  if (verdict === "always" || (verdict === "maybe" && machine.choose(2) === 1)) {
    machine.state.pending = null;
    return { to: node.other, via: "other" };
  }
  if (pending !== null) machine.raiseOn(verdict === "maybe" ? { ...pending, evident: false } : pending, node.item);
  return { to: -1, via: "next" };
}

/** What a swallowing manager swallows: the classes it is given; everything, where it is given none. */
function swallowed(manager: Expr): readonly (string | null)[] | null {
  if (manager.kind !== "Call" || manager.args.length === 0) return null;
  return manager.args.flatMap((argument) => handlerNames(argument) ?? []);
}

/**
 * The state in which a handler is entered. That there is a handler is evidence that something in the
 * `try` block raises; but where the block itself acquires, the acquisition may be all that is meant.
 */
function handled(context: ScopeContext, node: DispatchNode, state: State): State {
  if (state.pending?.evident !== false) return state;
  let doubted: State | null = null;
  for (const [id, status] of state.objects) {
    const call = context.sites[id >> 1]?.call;
    if (status !== "open" || call === undefined || call.start < node.body.start || call.end > node.body.end) continue;
    doubted ??= state.clone();
    doubted.objects.set(id, "doubtful");
  }
  return doubted ?? state;
}

/** Which handlers an exception may reach, and whether it may pass them all. */
function dispatch(context: ScopeContext, node: DispatchNode, state: State): Successor<State, Label>[] {
  const { pending } = state;
  if (pending === null) return [];
  const found: Successor<State, Label>[] = [];
  const label: Label = { via: "exc", acquired: NOTHING, raisedAt: null };
  let passes = true;
  let doubtful = false;
  for (const { handler, entry } of node.handlers) {
    const verdict = meets(handlerNames(handler.type), pending);
    if (verdict === "never") continue;
    found.push({ node: entry, state: handled(context, node, state), label: { ...label, via: "next" } });
    if (verdict === "always") {
      passes = false;
      break;
    }
    doubtful = true;
  }
  if (passes) {
    const on = state.clone();
    // The handlers are there for what is likely to be raised: that it passes them is a mere possibility.
    if (doubtful) on.pending = { ...pending, evident: false };
    found.push({ node: node.exc, state: on, label });
  }
  return found;
}

function meets(names: readonly (string | null)[] | null, pending: Pending): "always" | "never" | "maybe" {
  if (names === null) return "always";
  if (pending.kind === "generator-exit") {
    return names.includes("BaseException") || names.includes("GeneratorExit") ? "always" : "never";
  }
  if (pending.types === null) {
    return names.includes("BaseException") || names.includes("Exception") ? "always" : "maybe";
  }
  const verdicts = pending.types.flatMap((raised) => names.map((name) => catches(name, raised)));
  if (verdicts.includes("always")) return "always";
  return verdicts.every((verdict) => verdict === "never") ? "never" : "maybe";
}

/** Whether every path from a registration leads past its removal. */
import { buildCfg } from "../../semantics/build-cfg.js";
import type { CfgNode, NodeId } from "../../semantics/cfg.js";
import { NONE } from "../../semantics/cfg.js";
import { explore } from "../../semantics/explore.js";
import type { Call, Expr, Node, Stmt } from "../../syntax/ast.js";
import { contains, lastName } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Callers } from "./callers.js";

/** A way out of the function that skips the removal. */
export interface Skipped {
  /** `yield`: the exception comes out of the bare `yield` of a context manager. */
  readonly by: "return" | "branch" | "exception" | "yield";
  /** The step that turns away from the removal. */
  readonly at: Node;
  /** The exception is evident: an explicit raise, what is known to raise. */
  readonly evident: boolean;
}

interface State {
  /** 0: not yet registered; 1: registered. */
  readonly on: boolean;
  /** What tests that are asked more than once have said. */
  readonly said: ReadonlyMap<string, boolean>;
}

const BUDGET = { visits: 6000, statesPerNode: 12 };
const MAX_RAISE_DEPTH = 3;

/**
 * The most certain way on which a registration in a function outlives it, though the function ends it on others; null
 * where there is none, or the function is too large to tell.
 *
 * @param registration null where it is registered before the function begins.
 * @param ends expressions and statements that end the registration.
 * @param about texts that name listener, publisher or token: a test of them decides whether there is anything to end.
 * @param isGuard other tests that may decide it: the way that such a test turns away from the removal is none.
 */
export function skippedRemoval(
  model: FileModel,
  callers: Callers,
  unit: Unit,
  registration: Node | null,
  ends: readonly Node[],
  about: readonly string[],
  isGuard: (test: Expr) => boolean = () => false,
): Skipped | null {
  if (unit.node.kind !== "FunctionDef") return null;
  const cfg = buildCfg(unit.node.body, (context) => isSuppressing(context));
  if (cfg === null) return null;
  const repeated = repeatedTests(cfg.nodes, model.text);
  const isManager = isContextManager(model, unit);
  const protects = guardsAround(unit, registration, ends, about, model.text);
  const isGuarding = (test: Expr, name: string): boolean =>
    registration === null && mentionsText(model.text.slice(test.start, test.end), name);
  let best: Skipped | null = null;
  const offer = (found: Skipped): void => {
    if (best === null || rank(found) > rank(best)) best = found;
  };
  const turns = new Map<string, Skipped>();
  explore<State, null>(
    cfg,
    { on: registration === null, said: new Map() },
    (visit) => {
      const node = cfg.nodes[visit.node] as CfgNode;
      let { on, said } = visit.state;
      if (node.kind === "exit" || node.kind === "raise-exit") {
        if (on && node.kind === "exit") offer(turnBefore(visit, cfg.nodes, ends));
        return [];
      }
      const parts = partsOf(node);
      const starts = registration !== null && parts.some((part) => holds(part, registration));
      const stops = parts.some((part) => ends.some((end) => holds(part, end))) || protects.has(nodeKey(node));
      const wasOn = on;
      if (stops) on = false;
      else if (starts) on = true;
      const successors: { node: NodeId; state: State; label: null }[] = [];
      const go = (to: NodeId, state: State): void => {
        if (to !== NONE) successors.push({ node: to, state, label: null });
      };
      if (node.kind === "test") {
        const text = model.text.slice(node.expr.start, node.expr.end);
        const known = said.get(text);
        const asksWhether = on && (isGuard(node.expr) || about.some((name) => isGuarding(node.expr, name)));
        const when = (value: boolean, to: NodeId): State => {
          const isOn = on && !(asksWhether && !leadsTo(cfg.nodes, to, ends));
          return { on: isOn, said: repeated.has(text) ? new Map(said).set(text, value) : said };
        };
        if (known !== false) go(node.next, when(true, node.next));
        if (known !== true) go(node.other, when(false, node.other));
      } else {
        if (node.kind === "statement" && repeated.size > 0) said = forget(said, node.stmt, model.text);
        go(node.next, { on, said });
        if ("other" in node) go(node.other, { on, said });
        if (node.kind === "dispatch") for (const { entry } of node.handlers) go(entry, { on, said });
      }
      if (node.exc !== NONE) {
        // What registers or removes has not done so when it raises.
        const atRaise = stops ? false : wasOn;
        if (atRaise) {
          const raising = raisedBy(model, callers, unit, node, isManager);
          const raisesHere = (one: CfgNode): boolean =>
            raisedBy(model, callers, unit, one, isManager)?.evident === true;
          if (raising !== null && escapes(cfg.nodes, node.exc, cfg.raiseExit, ends, protects, raisesHere)) {
            turns.set(`${raising.at.start}`, raising);
          }
        }
        go(node.exc, { on: atRaise, said });
      }
      return successors;
    },
    ({ on, said }) => `${on ? 1 : 0}${[...said].map(([text, value]) => `${text}=${value}`).join("&")}`,
    BUDGET,
  );
  for (const turn of turns.values()) offer(turn);
  return best;
}

/** Whether one of the removals may come after a node, on normal ways. */
function leadsTo(nodes: readonly CfgNode[], from: NodeId, ends: readonly Node[]): boolean {
  const seen = new Set<NodeId>();
  const queue = [from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (id === NONE || seen.has(id)) continue;
    seen.add(id);
    const node = nodes[id] as CfgNode;
    if (partsOf(node).some((part) => ends.some((end) => holds(part, end)))) return true;
    queue.push(node.next);
    if ("other" in node) queue.push(node.other);
    if (node.kind === "dispatch") queue.push(...node.handlers.map(({ entry }) => entry));
  }
  return false;
}

/** Whether an exception that goes to a node leaves the function with nothing removed on the way. */
function escapes(
  nodes: readonly CfgNode[],
  from: NodeId,
  raiseExit: NodeId,
  ends: readonly Node[],
  protects: ReadonlySet<string>,
  raisesHere: (node: CfgNode) => boolean,
): boolean {
  const seen = new Set<NodeId>();
  const queue = [from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (id === NONE || seen.has(id)) continue;
    seen.add(id);
    if (id === raiseExit) return true;
    const node = nodes[id] as CfgNode;
    if (partsOf(node).some((part) => ends.some((end) => holds(part, end))) || protects.has(nodeKey(node))) continue;
    if (node.kind === "handler") {
      // Caught: what follows is a normal path, followed as such; a handler that raises again is not one.
      if (!raisesAgain(node.handler.body)) continue;
    }
    queue.push(node.next);
    // On its way out it meets code that may raise as well; that would be another exception.
    if (partsOf(node).length === 0 || raisesHere(node)) queue.push(node.exc);
    if ("other" in node) queue.push(node.other);
    if (node.kind === "dispatch") queue.push(...node.handlers.map(({ entry }) => entry));
  }
  return false;
}

function raisesAgain(body: readonly Stmt[]): boolean {
  return body.some((stmt) => contains(stmt, (node) => node.kind === "Raise"));
}

function raisedBy(model: FileModel, callers: Callers, unit: Unit, node: CfgNode, isManager: boolean): Skipped | null {
  for (const part of partsOf(node)) {
    if (part.kind === "Raise") return { by: "exception", at: part, evident: true };
    if (part.kind === "Assert") return { by: "exception", at: part, evident: true };
    let found: Skipped | null = null;
    contains(part, (inner) => {
      if (found?.evident) return true;
      if (inner.kind === "Yield" && isManager) found = { by: "yield", at: inner, evident: true };
      else if (inner.kind === "Call") {
        const evident = callRaises(model, callers, inner, unit, 0);
        if (evident || found === null) found = { by: "exception", at: inner, evident };
      } else if (found === null && (inner.kind === "Await" || inner.kind === "Yield" || inner.kind === "YieldFrom")) {
        found = { by: "exception", at: inner, evident: false };
      }
      return inner.kind === "Lambda" || inner.kind === "FunctionDef" || inner.kind === "ClassDef";
    });
    if (found !== null) return found;
  }
  return null;
}

/** Whether a call evidently may raise: a function of the file with an explicit `raise`, or what the catalogue says. */
function callRaises(model: FileModel, callers: Callers, call: Call, unit: Unit, depth: number): boolean {
  if (depth > MAX_RAISE_DEPTH) return false;
  const qualified = model.qualifiedName(call.func, unit.scopeOf(call));
  if (qualified !== null) return model.catalogue.callable(qualified)?.raises === true;
  const callee = callers.calleeOf(call, unit);
  if (callee !== null) return unitRaises(model, callers, callee.unit, depth + 1);
  // A parameter that is called: what the callers of this function hand in.
  if (call.func.kind !== "Name" || unit.node.kind !== "FunctionDef") return false;
  const name = call.func.name;
  const position = unit.node.params.all.findIndex((param) => param.name === name);
  if (position < 0) return false;
  return callers.of(unit).some((site) => {
    const given = site.call.args[position] ?? site.call.keywords.find((keyword) => keyword.name === name)?.value;
    const referent = given === undefined ? null : model.resolve(given, site.unit.scopeOf(site.call));
    const inner = referent?.kind === "function" ? model.unitOf(referent.node) : null;
    return inner !== null && unitRaises(model, callers, inner, depth + 1);
  });
}

function unitRaises(model: FileModel, callers: Callers, unit: Unit, depth: number): boolean {
  if (unit.node.kind === "Lambda") return unit.calls.some((call) => callRaises(model, callers, call, unit, depth));
  if (unit.node.kind !== "FunctionDef" || unit.isGenerator) return false;
  return unit.stmts.some((stmt) => {
    if (stmt.kind !== "Raise" && stmt.kind !== "Assert") {
      if (stmt.kind !== "ExprStmt" && stmt.kind !== "Assign" && stmt.kind !== "Return") return false;
      return (
        unit.calls.some(
          (call) => unit.statementOf(call) === stmt && callRaises(model, callers, call, unit, depth + 1),
        ) && !isGuarded(unit, stmt)
      );
    }
    const isAbstract =
      stmt.kind === "Raise" &&
      stmt.exc !== null &&
      /NotImplemented/.test(model.text.slice(stmt.exc.start, stmt.exc.end));
    return !isAbstract && !isGuarded(unit, stmt);
  });
}

/** Whether a statement stands in a `try` with handlers: its exception may go no further. */
function isGuarded(unit: Unit, stmt: Stmt): boolean {
  let child: Node = stmt;
  for (let at = unit.parentOf(stmt); at !== null; at = unit.parentOf(at)) {
    if (at.kind === "Try" && at.handlers.length > 0 && at.body.includes(child as Stmt)) return true;
    child = at;
  }
  return false;
}

/** The expressions and simple statements that a step evaluates. */
function partsOf(node: CfgNode): readonly Node[] {
  switch (node.kind) {
    case "statement":
      return node.stmt.kind === "FunctionDef" || node.stmt.kind === "ClassDef" ? node.stmt.decorators : [node.stmt];
    case "test":
      return [node.expr];
    case "iterate":
      return [node.stmt.iter];
    case "enter":
      return [node.item.context];
    default:
      return [];
  }
}

function holds(part: Node, inner: Node): boolean {
  return (
    part === inner || (part.start <= inner.start && inner.end <= part.end && contains(part, (one) => one === inner))
  );
}

/**
 * Steps that count as the removal, since whether it happens hangs on whether there is anything to remove: tests of
 * listener, publisher or token, and loops over what was registered.
 */
function guardsAround(
  unit: Unit,
  registration: Node | null,
  ends: readonly Node[],
  about: readonly string[],
  text: string,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const end of ends) {
    for (let at = unit.parentOf(end); at !== null; at = unit.parentOf(at)) {
      if (registration !== null && at.start <= registration.start && registration.end <= at.end) break;
      if (at.kind === "For") found.add(`iterate ${at.start}`);
      else if (at.kind === "If" || at.kind === "While") {
        const test = text.slice(at.test.start, at.test.end);
        if (about.some((name) => mentionsText(test, name))) found.add(`test ${at.test.start}`);
      }
    }
  }
  return found;
}

function nodeKey(node: CfgNode): string {
  if (node.kind === "iterate") return `iterate ${node.stmt.start}`;
  return node.kind === "test" ? `test ${node.expr.start}` : "";
}

function mentionsText(test: string, name: string): boolean {
  return name !== "" && test.includes(name);
}

function repeatedTests(nodes: readonly CfgNode[], text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const node of nodes) {
    if (node.kind !== "test") continue;
    const test = text.slice(node.expr.start, node.expr.end);
    // Copies of one test in copied blocks are one.
    const known = seen.get(test);
    if (known === undefined) seen.set(test, node.expr.start);
    else if (known !== node.expr.start) seen.set(test, -1);
  }
  return new Set([...seen].flatMap(([test, start]) => (start === -1 ? [test] : [])));
}

/** Answers do not outlive an assignment to what was asked. */
function forget(said: ReadonlyMap<string, boolean>, stmt: Stmt, text: string): ReadonlyMap<string, boolean> {
  if (said.size === 0 || (stmt.kind !== "Assign" && stmt.kind !== "AugAssign")) return said;
  const targets = stmt.kind === "Assign" ? stmt.targets : [stmt.target];
  const names = targets.map((target) => text.slice(target.start, target.end));
  return new Map([...said].filter(([test]) => !names.some((name) => mentionsText(test, name))));
}

/** The last choice before the exit that leads past the removal. */
function turnBefore(
  visit: { readonly node: NodeId; readonly from: unknown },
  nodes: readonly CfgNode[],
  ends: readonly Node[],
): Skipped {
  let at: { readonly node: NodeId; readonly from: unknown } | null = visit;
  let branch: Skipped | null = null;
  const [first] = ends;
  while (at !== null) {
    const node = nodes[at.node] as CfgNode;
    if (node.kind === "statement" && node.stmt.kind === "Return" && branch === null) {
      return { by: "return", at: node.stmt, evident: true };
    }
    if (node.kind === "handler") return { by: "branch", at: node.handler.body[0] ?? (first as Node), evident: false };
    if (node.kind === "test" && branch === null) branch = { by: "branch", at: node.expr, evident: true };
    at = at.from as { readonly node: NodeId; readonly from: unknown } | null;
  }
  return branch ?? { by: "branch", at: first as Node, evident: true };
}

function rank({ by, evident }: Skipped): number {
  if (!evident) return 0;
  return by === "return" ? 3 : by === "branch" ? 2 : 1;
}

function isSuppressing(context: Expr): boolean {
  if (context.kind !== "Call") return false;
  const { func } = context;
  const name = lastName(func);
  return name === "suppress" || name === "raises" || name === "assertRaises";
}

/** Whether a function is a `@contextmanager`: what it begins before its `yield` it ends after it. */
export function isContextManager(model: FileModel, unit: Unit): boolean {
  if (unit.node.kind !== "FunctionDef" || unit.parent === null) return false;
  const { parent } = unit;
  return unit.node.decorators.some((decorator) => {
    const name = model.decoratorName(decorator, parent.scope);
    return name !== null && model.catalogue.contextManagerDecorators.has(name);
  });
}

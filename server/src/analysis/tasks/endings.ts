/** Whether what a thread or task runs comes to an end: by itself, when it is told to, or never. */
import { buildCfg } from "../../semantics/build-cfg.js";
import { type Cfg, type CfgNode, NONE, type NodeId } from "../../semantics/cfg.js";
import type { Attribute, Call, ExceptHandler, Expr, Node, Raise, Stmt } from "../../syntax/ast.js";
import { contains, forEachChild, lastName } from "../../syntax/walk.js";
import type { Unit } from "../model/unit.js";
import type { Condition, Conditions, Wait } from "./conditions.js";
import { argumentFor, type Environment, keyOf, type Places } from "./places.js";
import type { Site, Starts, Target } from "./sites.js";

export type Ending =
  /** By itself, or it cannot be told. */
  | { readonly kind: "ends" }
  | { readonly kind: "endless"; readonly loop: Node }
  /** Once one of the conditions is brought about. */
  | {
      readonly kind: "told";
      readonly loop: Node;
      readonly conditions: readonly Condition[];
      readonly waits: Wait | null;
    };

const ENDS: Ending = { kind: "ends" };
/** Calls of calls are followed this far. */
const MAX_DEPTH = 6;

/** Methods that raise when what they wait for is closed or used up. */
const GIVES_UP =
  /^(?:accept|recv|recvfrom|recv_into|recv_bytes|recv_string|recv_multipart|recvmsg|receive|read|readline|readlines|readinto|readexactly|read1|popleft|popitem|send|next|get_message|throw|get_nowait|exit)$/;

/** Exceptions that nobody raises in a thread, or that end a task in any case. */
const FROM_OUTSIDE =
  /^(?:asyncio\.|concurrent\.futures\.)?(?:CancelledError|KeyboardInterrupt|SystemExit|GeneratorExit)$/;

const ENDLESS_ITERATORS = new Set(["itertools.count", "itertools.cycle"]);
const WRAPPERS = new Set(["builtins.enumerate", "builtins.iter", "itertools.islice"]);
const RUNNERS = /^(?:run|run_until_complete|gather|wait|wait_for|shield)$/;

/** Knows of functions whether they come to an end. */
export class Endings {
  readonly #running = new Set<Unit>();
  readonly #plain = new Map<Unit, Ending>();
  readonly #graphs = new Map<Unit, Cfg | null>();

  constructor(
    readonly starts: Starts,
    readonly places: Places,
    readonly conditions: Conditions,
    /** Whether no call fails: then only what the code says leads out of a loop. */
    readonly isHopeful = false,
  ) {}

  /** How a target ends. */
  of({ unit, environment }: Target): Ending {
    if (unit.isGenerator) return ENDS;
    return this.#of(unit, environment, 0);
  }

  /** How a library's method ends that a thread runs: `server.serve_forever`, once somebody calls `shutdown`. */
  ofForeign({ call, unit, task, parameters }: Site): Ending {
    const target = argumentFor(call, parameters, task.target);
    const until = target === null ? null : this.starts.runsUntil(target, unit, null);
    if (until === null || target?.kind !== "Attribute") return ENDS;
    const condition = this.conditions.ofMethod(target.value, until, unit, null);
    return condition === null ? ENDS : { kind: "told", loop: target, conditions: [condition], waits: null };
  }

  #of(unit: Unit, environment: Environment | null, depth: number): Ending {
    if (depth > MAX_DEPTH || this.#running.has(unit)) return ENDS;
    const isPlain = environment === null || environment.values.size === 0;
    const known = isPlain ? this.#plain.get(unit) : undefined;
    if (known !== undefined) return known;
    this.#running.add(unit);
    const ending = this.#examine(unit, environment, depth);
    this.#running.delete(unit);
    if (isPlain && depth === 0) this.#plain.set(unit, ending);
    return ending;
  }

  #examine(unit: Unit, environment: Environment | null, depth: number): Ending {
    const cfg = this.#graphOf(unit);
    if (cfg === null) return ENDS;
    const walk = new Walk(this, cfg, unit, environment, depth);
    if (walk.reachesEnd(true)) return ENDS;
    const loop = walk.loop ?? unit.stmts.find((stmt) => stmt.kind === "While" || stmt.kind === "For") ?? unit.node;
    if (!walk.reachesEnd(false)) return { kind: "endless", loop };
    return { kind: "told", loop, conditions: distinct(walk.conditions), waits: walk.waits };
  }

  #graphOf(unit: Unit): Cfg | null {
    let cfg = this.#graphs.get(unit);
    if (cfg === undefined) {
      const { node } = unit;
      if (node.kind === "FunctionDef") cfg = buildCfg(node.body, () => false);
      else if (node.kind === "Lambda") {
        const body: Stmt = { kind: "ExprStmt", value: node.body, start: node.body.start, end: node.body.end };
        cfg = buildCfg([body], () => false);
      } else cfg = null;
      this.#graphs.set(unit, cfg);
    }
    return cfg;
  }

  /** How a call ends that the unit makes; null for one that is not followed. */
  ofCall(call: Call, unit: Unit, environment: Environment | null, depth: number): Ending | "raises" | null {
    const { model } = this.places;
    const { func } = call;
    const until = this.starts.runsUntil(func, unit, environment);
    if (until !== null && func.kind === "Attribute") {
      const condition = this.conditions.ofMethod(func.value, until, unit, environment);
      return condition === null ? ENDS : { kind: "told", loop: call, conditions: [condition], waits: null };
    }
    const waited = this.conditions.ofWait(call, unit, environment);
    if (waited !== null) return { kind: "told", loop: call, conditions: [waited], waits: null };
    const name = model.qualifiedName(func, unit.scopeOf(call));
    if (name !== null && model.catalogue.callable(name)?.noReturn === true) return "raises";
    if (func.kind === "Attribute" && GIVES_UP.test(func.attr.name) && !this.#isOwnFunction(func, unit))
      return this.isHopeful || this.#isFilled(func, unit) ? null : "raises";
    if (name === "builtins.next") return this.#isEndlessPlace(call.args[0], unit, environment) ? null : "raises";
    if (name === "builtins.input" || name === "builtins.exit") return "raises";
    const callee = model.calleeOf(call, unit);
    if (callee === null || callee.unit.node.kind !== "FunctionDef" || callee.unit.isGenerator) return null;
    if (callee.unit.node.isAsync && !isRun(call, unit)) return null;
    const bound = callee.method !== null && callee.method.receiver !== null ? 1 : 0;
    const inner = this.places.environmentOf(callee.unit, bound, unit, environment, call.args, call.keywords);
    const ending = this.#of(callee.unit, inner, depth + 1);
    if (ending.kind !== "ends") return ending;
    const givesUp = callee.unit.calls.some(
      ({ func: inner }) => inner.kind === "Attribute" && GIVES_UP.test(inner.attr.name),
    );
    return givesUp || callee.unit.stmts.some((stmt) => stmt.kind === "Raise" && !isAbstract(stmt)) ? "raises" : null;
  }

  /** Whether an iterable has no end; a condition where it ends when told. */
  ofIterable(iterable: Expr, unit: Unit, environment: Environment | null, depth: number): "endless" | Condition | null {
    if (iterable.kind === "Name") {
      const bindings =
        unit.scope.lookup(iterable.name) === unit.scope ? unit.scope.bindings.get(iterable.name) : undefined;
      const [only] = bindings ?? [];
      if (bindings?.length !== 1 || only?.kind !== "assign" || depth > MAX_DEPTH) return null;
      return this.ofIterable(only.value, unit, environment, depth + 1);
    }
    if (iterable.kind !== "Call") return null;
    const { model } = this.places;
    const name = model.qualifiedName(iterable.func, unit.scopeOf(iterable));
    if (name !== null && ENDLESS_ITERATORS.has(name)) return "endless";
    if (name === "itertools.repeat") return iterable.args.length + iterable.keywords.length === 1 ? "endless" : null;
    if (name === "builtins.iter" && iterable.args.length === 2)
      return this.conditions.ofIterator(iterable, unit, environment);
    const [first] = iterable.args;
    if (
      name !== null &&
      WRAPPERS.has(name) &&
      name !== "itertools.islice" &&
      iterable.args.length === 1 &&
      first !== undefined
    ) {
      return this.ofIterable(first, unit, environment, depth + 1);
    }
    const callee = model.calleeOf(iterable, unit);
    if (callee === null || !callee.unit.isGenerator) return null;
    const ending = this.#of(callee.unit, null, depth + 1);
    return ending.kind === "endless" ? "endless" : null;
  }

  /** `self.read()`: a method of its own, which is looked into, or a function that it was handed; no stream that gives up. */
  #isOwnFunction({ value }: Expr & { readonly kind: "Attribute" }, unit: Unit): boolean {
    return value.kind === "Name" && this.places.model.methodAround(unit)?.receiver === value.name;
  }

  /** Whether something is there to be taken: inside `while self.jobs:`, or behind `while not self.jobs: …`. */
  #isFilled({ value, attr, start }: Attribute, unit: Unit): boolean {
    if (!/^pop/.test(attr.name)) return false;
    const { text } = this.places.model;
    const isIt = (test: Expr): boolean =>
      test.end - test.start === value.end - value.start &&
      text.slice(test.start, test.end) === text.slice(value.start, value.end);
    return unit.stmts.some((stmt) => {
      if ((stmt.kind !== "While" && stmt.kind !== "If") || stmt.start > start) return false;
      const { test } = stmt;
      if (isIt(test)) return stmt.body.some((one) => one.start <= start && start < one.end);
      const isEmpty = test.kind === "UnaryOp" && test.op === "not" && isIt(test.operand);
      return stmt.kind === "While" && isEmpty && stmt.end <= start && !contains(stmt, ({ kind }) => kind === "Break");
    });
  }

  /** Whether what `next` is asked of never runs out. */
  #isEndlessPlace(iterator: Expr | undefined, unit: Unit, environment: Environment | null): boolean {
    const place = iterator === undefined ? null : this.places.placeOf(iterator, unit, environment);
    const values = place === null ? null : this.places.valuesOf(place);
    return (
      values?.every(({ value, unit: by }) => this.ofIterable(value, by, null, 0) === "endless") === true &&
      values.length > 0
    );
  }

  qualifiedName(expr: Expr, unit: Unit): string | null {
    return this.places.model.qualifiedName(expr, unit.scope);
  }
}

/** Each condition once, though several steps and searches come upon it. */
function distinct(conditions: Iterable<Condition>): readonly Condition[] {
  const found = new Map<string, Condition>();
  for (const one of conditions) found.set(`${one.kind} ${keyOf(one.place)} ${one.wanted}`, one);
  return [...found.values()];
}

/** `raise NotImplementedError`: what is called is a method of a subclass. */
function isAbstract({ exc }: Raise): boolean {
  const raised = exc?.kind === "Call" ? exc.func : exc;
  return raised?.kind === "Name" && raised.name === "NotImplementedError";
}

/** Whether the coroutine that a call makes is run on the spot. */
function isRun(call: Call, unit: Unit): boolean {
  const around = unit.parentOf(call);
  if (around?.kind === "Await") return true;
  if (around?.kind !== "Call") return false;
  const { func } = around;
  return RUNNERS.test(lastName(func));
}

/** One search of a function's graph for a way to its end. */
class Walk {
  readonly conditions = new Set<Condition>();
  loop: Node | null = null;
  waits: Wait | null = null;
  readonly #effects = new Map<CfgNode, { stops: boolean; told: boolean; raises: boolean }>();

  constructor(
    private readonly endings: Endings,
    private readonly cfg: Cfg,
    private readonly unit: Unit,
    private readonly environment: Environment | null,
    private readonly depth: number,
  ) {}

  /** Whether the end can be reached; with `held`, as long as nobody brings about what ends a loop. */
  reachesEnd(held: boolean): boolean {
    const { cfg } = this;
    const seen = new Set<number>();
    const queue: [NodeId, boolean][] = [[cfg.entry, false]];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const [id, raised] = next;
      const key = id * 2 + Number(raised);
      if (id === NONE || seen.has(key)) continue;
      seen.add(key);
      if (id === cfg.exit || (id === cfg.raiseExit && raised)) return true;
      const node = cfg.nodes[id];
      if (node !== undefined && node.kind !== "raise-exit") this.#step(node, raised, held, queue);
    }
    return false;
  }

  #step(node: CfgNode, raised: boolean, held: boolean, queue: [NodeId, boolean][]): void {
    if (node.kind === "dispatch") {
      for (const { handler, entry } of node.handlers) if (!this.#isFromOutside(handler)) queue.push([entry, false]);
      if (!node.handlers.some((one) => this.#catchesAll(one.handler))) queue.push([node.exc, raised]);
      return;
    }
    const effects = this.#effectsOf(node);
    const isRaise = node.kind === "statement" && node.stmt.kind === "Raise";
    if (!this.endings.isHopeful || !makesOnlyWaits(node))
      queue.push([node.exc, isRaise || effects.raises || (raised && node.next === NONE)]);
    if (effects.stops || (effects.told && held)) return;
    if (node.kind === "test") {
      const known = held ? this.endings.conditions.held(node.expr, this.unit, this.environment) : null;
      if (known === null) queue.push([node.next, raised], [node.other, raised]);
      else {
        this.conditions.add(known.condition);
        if (node.stmt.kind === "While") this.loop ??= node.stmt;
        queue.push([known.value ? node.next : node.other, raised]);
      }
      return;
    }
    if (node.kind === "next") {
      const lasting = this.endings.ofIterable(node.stmt.iter, this.unit, this.environment, this.depth);
      queue.push([node.next, raised]);
      if (lasting !== null) this.loop ??= node.stmt;
      if (lasting !== null && lasting !== "endless") this.conditions.add(lasting);
      if (lasting === null || (lasting !== "endless" && !held)) queue.push([node.other, raised]);
      return;
    }
    queue.push([node.next, raised]);
    if ("other" in node) queue.push([node.other, raised]);
  }

  /** What the calls of a step do to the flow: one that never returns stops it. */
  #effectsOf(node: CfgNode): { stops: boolean; told: boolean; raises: boolean } {
    const known = this.#effects.get(node);
    if (known !== undefined) return known;
    const effects = { stops: false, told: false, raises: false };
    this.#effects.set(node, effects);
    for (const call of callsIn(node)) {
      this.waits ??= this.endings.conditions.waitOf(call, this.unit, this.environment);
      const ending = this.endings.ofCall(call, this.unit, this.environment, this.depth);
      if (ending === null) continue;
      if (ending === "raises") effects.raises = true;
      else if (ending.kind === "endless") {
        effects.stops = true;
        this.loop ??= ending.loop;
      } else if (ending.kind === "told") {
        effects.told = true;
        this.loop ??= ending.loop;
        this.waits ??= ending.waits;
        for (const condition of ending.conditions) this.conditions.add(condition);
      }
    }
    return effects;
  }

  #isFromOutside({ type }: ExceptHandler): boolean {
    if (type === null) return false;
    const types = type.kind === "Tuple" ? type.elts : [type];
    return types.every((one) => {
      const name = this.endings.qualifiedName(one, this.unit);
      return name !== null && FROM_OUTSIDE.test(name.replace(/^builtins\./, ""));
    });
  }

  #catchesAll({ type }: ExceptHandler): boolean {
    if (type === null) return true;
    const name = this.endings.qualifiedName(type, this.unit);
    return name === "builtins.Exception" || name === "builtins.BaseException";
  }
}

/** Whether all that a step does is to take what a stream or socket gives. */
function makesOnlyWaits(node: CfgNode): boolean {
  const calls = node.kind === "statement" ? callsIn(node) : [];
  return calls.length > 0 && calls.every(({ func }) => func.kind === "Attribute" && GIVES_UP.test(func.attr.name));
}

/** The calls that a step itself makes; those of nested functions are not made here. */
function callsIn(node: CfgNode): Call[] {
  const found: Call[] = [];
  const visit = (inner: Expr | Stmt): void => {
    if (inner.kind === "Lambda" || inner.kind === "FunctionDef" || inner.kind === "ClassDef") return;
    forEachChild(inner, visit);
    if (inner.kind === "Call") found.push(inner);
  };
  switch (node.kind) {
    case "statement":
      visit(node.stmt);
      break;
    case "test":
      visit(node.expr);
      break;
    case "iterate":
      visit(node.stmt.iter);
      break;
    case "enter":
      visit(node.item.context);
      break;
    default:
      break;
  }
  return found;
}

/** Whether a loop of the unit yields: what it waits for is up to its consumer. */
export function yieldsIn(node: Node): boolean {
  return contains(node, (inner) => inner.kind === "Yield" || inner.kind === "YieldFrom");
}

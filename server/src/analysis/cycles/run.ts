/** An abstract run of one function: statement by statement, branches side by side, loops twice. */
import { exceptionName } from "../../semantics/exceptions.js";
import type { Expr, FunctionDef, If, Stmt, Try } from "../../syntax/ast.js";
import { forEachChild } from "../../syntax/walk.js";
import type { ClassInfo, Method } from "../model/class-info.js";
import { isNone, modelOf } from "../model/file-model.js";
import { asksForMethod } from "../model/method-test.js";
import type { Unit } from "../model/unit.js";
import { assignTo, bindElements, Evaluator } from "./expressions.js";
import type { Sym } from "./graph.js";
import { invoke } from "./invoke.js";
import { exitOf } from "./managers.js";
import { type Env, type Host, join, joinEnv, type Outcome, State, type Syms } from "./state.js";

const NONE: Syms = [];
/** Loops inside loops inside loops are run once. */
const RUN_TWICE_TO_DEPTH = 2;

/**
 * Run a function on objects of which nothing is known but their classes.
 *
 * @throws TooMuch when it is too large.
 */
export function run(
  unit: Unit & { readonly node: FunctionDef },
  host: Host,
  /** The class of the object, where that is a subclass of the method's own. */
  cls: ClassInfo | null = null,
): Outcome {
  return new Run(unit, host, cls).outcome(unit.node);
}

class Run {
  readonly #state: State;
  readonly #value: (expr: Expr) => Syms;
  readonly #evaluator: Evaluator;
  #returns: Syms = NONE;
  #last: Env = new Map();
  #depth = 0;
  /** Variables that are let go on the way out of the blocks around: by `finally`, or as the name of a handler. */
  readonly #dropped: ReadonlySet<string>[] = [];
  readonly #loops: Env[][] = [];

  constructor(
    readonly unit: Unit,
    readonly host: Host,
    readonly cls: ClassInfo | null,
  ) {
    this.#state = new State(host, unit);
    this.#evaluator = new Evaluator(this.#state);
    this.#value = this.#evaluator.value;
  }

  outcome(node: FunctionDef): Outcome {
    const state = this.#state;
    const method = this.#state.model.methodOf(this.unit);
    const exit = exitOf(this.unit, state.model);
    for (const param of node.params.all) {
      if (exit !== null && (param.name === exit.exception || param.name === exit.traceback)) {
        state.env.set(param.name, [state.symbol("exception", "exception", null)]);
        continue;
      }
      if (param.name === method?.receiver) {
        if (method.kind === "class") continue;
        const cls = this.cls ?? method.owner;
        const sym = state.symbol("receiver", cls.name, null, { cls });
        state.receiver = sym;
        state.env.set(param.name, [sym]);
        continue;
      }
      // Classes live as long as the module, mostly.
      if (/(?:^|_)(?:cls|klass|class|metacls|mcs)_?$/.test(param.name)) continue;
      if (this.host.isOfModule(this.unit, param.name) || this.host.isLeftNone(this.unit, param.name)) continue;
      const cls = this.host.parameterClass(this.unit, param.name);
      const sym = state.symbol("parameter", param.name, null, { cls });
      state.parameters.set(param.name, sym);
      state.env.set(param.name, [sym]);
    }
    if (state.receiver === null) state.receiver = this.#outerReceiver();
    this.#block(node.body);
    this.#leave();
    this.#remember(node, method);
    this.#lateCaptures();
    return { state, returns: this.#returns, last: this.#last };
  }

  /** A function sees what the variables around it are bound to later, too. */
  #lateCaptures(): void {
    const state = this.#state;
    for (const { made, names, place } of state.closures) {
      for (const name of names) {
        if (!this.unit.scope.bindings.has(name)) continue;
        for (const held of this.#last.get(name) ?? NONE) if (held !== made) state.bind(made, "()", held, place);
      }
    }
  }

  /** What a `cached_property` gives stays on its object. */
  #remember(node: FunctionDef, method: Method | null): void {
    const { receiver } = this.#state;
    const isCached = node.decorators.some(
      (decorator) => this.#state.model.decoratorName(decorator, this.unit.scope) === "functools.cached_property",
    );
    if (!isCached || method === null || receiver === null || this.#returns.length === 0) return;
    const at = this.unit.stmts.find((stmt) => stmt.kind === "Return");
    for (const to of this.#returns)
      this.#state.bind(receiver, node.name.name, to, this.#state.place(at ?? node.name, at ?? node));
  }

  #outerReceiver(): Sym | null {
    const method = this.#state.model.methodAround(this.unit);
    if (method === null || method.receiver === null || method.kind === "class") return null;
    return this.#state.name(method.receiver)[0] ?? null;
  }

  #block(stmts: readonly Stmt[]): void {
    const { trail } = this.#state;
    for (const stmt of stmts) {
      if (!this.#state.alive) break;
      this.#state.step();
      this.#statement(stmt);
    }
    this.#state.trail = trail;
  }

  #statement(stmt: Stmt): void {
    const state = this.#state;
    state.statement = stmt;
    switch (stmt.kind) {
      case "Assign":
        this.#assign(stmt.targets, stmt.value, stmt);
        return;
      case "AnnAssign":
        if (stmt.value !== null) this.#assign([stmt.target], stmt.value, stmt);
        return;
      case "AugAssign": {
        const added = this.#value(stmt.value);
        if (stmt.op !== "+=" && stmt.op !== "|=") return;
        for (const base of this.#value(stmt.target)) {
          for (const from of added) {
            for (const link of [...state.links])
              if (link.from === from && from.kind === "container" && link.label.startsWith("["))
                state.store(base, "[]", [link.to], state.place(stmt.value, stmt), false);
          }
        }
        return;
      }
      case "Delete":
        for (const target of stmt.targets) if (target.kind === "Name") state.env.set(target.name, NONE);
        return;
      case "ExprStmt":
        this.#value(stmt.value);
        return;
      case "Return":
        if (stmt.value !== null) this.#returns = join(this.#returns, this.#value(stmt.value));
        this.#leave();
        return;
      case "Raise":
        if (stmt.exc !== null) this.#value(stmt.exc);
        this.#leave();
        return;
      case "Break":
      case "Continue":
        this.#loops[this.#loops.length - 1]?.push(new Map(state.env));
        state.alive = false;
        return;
      case "If":
        this.#value(stmt.test);
        this.#branch(armsOf(stmt), weakened(stmt, this.unit));
        return;
      case "Match":
        this.#value(stmt.subject);
        this.#branch([...stmt.cases.map(({ body }) => body), []]);
        return;
      case "While":
        this.#loop(stmt.body, () => this.#value(stmt.test));
        this.#block(stmt.orelse);
        return;
      case "For": {
        const iterated = this.#value(stmt.iter);
        this.#loop(stmt.body, () => bindElements(state, stmt.target, stmt.iter, iterated, this.#value));
        this.#block(stmt.orelse);
        return;
      }
      case "With":
        for (const item of stmt.items) {
          const made = this.#value(item.context);
          if (item.target !== null) assignTo(state, item.target, this.#entered(made), stmt, this.#value);
        }
        this.#block(stmt.body);
        return;
      case "Try":
        this.#try(stmt);
        return;
      case "FunctionDef": {
        const made = this.#evaluator.closure(stmt, stmt.name.name);
        state.env.set(stmt.name.name, this.#decorated(stmt, [made]));
        return;
      }
      case "Assert":
        this.#value(stmt.test);
        return;
      default:
        return;
    }
  }

  /** What a function is after its decorators, as far as these are functions of the function at hand; else nothing. */
  #decorated(stmt: FunctionDef, made: Syms): Syms {
    const state = this.#state;
    return [...stmt.decorators].reverse().reduce((syms, decorator) => {
      const [only, ...others] = this.#value(decorator);
      const unit = only?.kind === "closure" && only.node !== null ? state.model.unitOf(only.node) : null;
      if (unit === null || others.length > 0) return NONE;
      const given = { positional: [syms], keywords: new Map<string, Syms>(), isOpen: false };
      return invoke(decorator, unit, NONE, false, given, state, false);
    }, made);
  }

  #assign(targets: readonly Expr[], value: Expr, stmt: Stmt): void {
    const state = this.#state;
    const [only] = targets;
    const isPairwise =
      (only?.kind === "Tuple" || only?.kind === "List") &&
      (value.kind === "Tuple" || value.kind === "List") &&
      only.elts.length === value.elts.length &&
      !value.elts.some(({ kind }) => kind === "Starred") &&
      !only.elts.some(({ kind }) => kind === "Starred");
    if (isPairwise && targets.length === 1) {
      const values = value.elts.map((element) => this.#value(element));
      only.elts.forEach((target, index) => {
        assignTo(state, target, values[index] ?? NONE, stmt, this.#value);
      });
      return;
    }
    const syms = this.#value(value);
    for (const target of targets) assignTo(state, target, syms, stmt, this.#value);
  }

  /** What `with` binds: the object itself, where its `__enter__` returns it. */
  #entered(made: Syms): Syms {
    return made.filter(({ cls }) => cls?.entersAsItself("maybe") === true);
  }

  /** @param weakened a variable that is none to look at in all arms but the first. */
  #branch(arms: readonly (readonly Stmt[])[], weakened: string | null = null): void {
    const state = this.#state;
    const branch = state.branches++;
    const outer = state.trail;
    const before = state.env;
    const ends: { readonly env: Env; readonly arm: number }[] = [];
    arms.forEach((arm, index) => {
      state.env = new Map(before);
      if (weakened !== null && index > 0) state.env.set(weakened, NONE);
      state.alive = true;
      state.trail = { branch, arm: index, outer };
      this.#block(arm);
      if (state.alive) ends.push({ env: state.env, arm: index });
    });
    state.alive = ends.length > 0;
    const [first, ...rest] = ends;
    state.env = first === undefined ? before : rest.reduce((all, end) => joinEnv(all, end.env), first.env);
    // What follows is run after the one arm that reaches it.
    state.trail =
      first !== undefined && rest.length === 0 && arms.length > 1 ? { branch, arm: first.arm, outer } : outer;
  }

  #loop(body: readonly Stmt[], head: () => void): void {
    const state = this.#state;
    const before = new Map(state.env);
    const outs: Env[] = [];
    this.#depth++;
    const times = this.#depth <= RUN_TWICE_TO_DEPTH ? 2 : 1;
    const { trail } = state;
    for (let time = 0; time < times; time++) {
      state.alive = true;
      head();
      this.#loops.push(outs);
      this.#block(body);
      this.#loops.pop();
      if (state.alive) outs.push(new Map(state.env));
      state.env = outs.reduce(joinEnv, before);
    }
    this.#depth--;
    state.alive = true;
    state.trail = trail;
  }

  #try(stmt: Try): void {
    const state = this.#state;
    const before = new Map(state.env);
    const ends: Env[] = [];
    this.#dropped.push(droppedIn(stmt.finalbody));
    this.#block(stmt.body);
    const after = joinEnv(before, state.env);
    if (state.alive) {
      this.#block(stmt.orelse);
      if (state.alive) ends.push(state.env);
    }
    for (const handler of stmt.handlers) {
      state.env = new Map(after);
      state.alive = true;
      const caught = state.symbol("exception", exceptionOf(handler.type), null);
      state.handled.push(caught);
      if (handler.name !== null) {
        state.env.set(handler.name.name, [caught]);
        this.#dropped.push(new Set([handler.name.name]));
      }
      this.#block(handler.body);
      if (handler.name !== null) {
        this.#dropped.pop();
        state.env.set(handler.name.name, NONE);
      }
      state.handled.pop();
      if (state.alive) ends.push(state.env);
    }
    this.#dropped.pop();
    const isOver = ends.length === 0;
    state.env = isOver ? new Map(after) : ends.reduce(joinEnv);
    state.alive = true;
    this.#block(stmt.finalbody);
    if (isOver) state.alive = false;
  }

  /** The function ends here, as far as this path goes. */
  #leave(): void {
    const state = this.#state;
    if (!state.alive) return;
    state.alive = false;
    for (const [name, syms] of state.env) {
      if (syms.length === 0 || this.#dropped.some((names) => names.has(name))) continue;
      this.#last.set(name, join(this.#last.get(name) ?? NONE, syms));
    }
  }
}

/**
 * The variable of `if inspect.ismethod(callback): callback = WeakMethod(callback)`: where it is a bound method it is
 * bound anew, and where it is not, it holds no object.
 */
function weakened({ test, body }: If, unit: Unit): string | null {
  const object = test.kind === "Call" ? test.args[0] : undefined;
  if (test.kind !== "Call" || object?.kind !== "Name" || !asksForMethod(modelOf(unit), test, unit)) return null;
  const isBoundAnew = body.some(
    (stmt) =>
      stmt.kind === "Assign" && stmt.targets.some((target) => target.kind === "Name" && target.name === object.name),
  );
  return isBoundAnew ? object.name : null;
}

function armsOf(stmt: If): readonly (readonly Stmt[])[] {
  return [stmt.body, stmt.orelse];
}

function exceptionOf(type: Expr | null): string {
  return type === null || type.kind === "Tuple" ? "exception" : (exceptionName(type) ?? "exception");
}

/** Names that a block binds to None or deletes. */
function droppedIn(block: readonly Stmt[]): ReadonlySet<string> {
  const dropped = new Set<string>();
  const visit = (stmt: Stmt): void => {
    if (stmt.kind === "Delete") for (const target of stmt.targets) collect(target);
    if (stmt.kind === "Assign") {
      if (isNone(stmt.value)) stmt.targets.forEach(collect);
      if (stmt.value.kind === "Tuple" && stmt.value.elts.every(isNone)) stmt.targets.forEach(collect);
    }
  };
  const collect = (target: Expr): void => {
    if (target.kind === "Name") dropped.add(target.name);
    else if (target.kind === "Tuple") target.elts.forEach(collect);
  };
  for (const stmt of block) {
    visit(stmt);
    if (stmt.kind === "If" || stmt.kind === "Try" || stmt.kind === "With")
      forEachChild(stmt, (child) => {
        visit(child as Stmt);
      });
  }
  return dropped;
}

/** Switches of the interpreter that a function turns and does not turn back on every path. */
import { buildCfg } from "../../semantics/build-cfg.js";
import type { Cfg, CfgNode } from "../../semantics/cfg.js";
import { explore, type Successor, type Visit } from "../../semantics/explore.js";
import type { Scope } from "../../semantics/scopes.js";
import type { Call, Expr, FunctionDef, Node, Stmt } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import type { RuleContext } from "../define.js";
import { plainAssignment, within } from "../memory/advice/locals.js";
import { type Survey, surveyOf } from "../memory/advice/survey.js";

/** What turns a switch, and what turns it back. */
export interface Switch {
  /** A file in which this does not match is not looked at. */
  readonly gate: RegExp;
  /** Whether a call turns it: garbage collection off, tracing on. */
  readonly turns: (call: Call, name: string, look: Look) => boolean;
  /** Whether a call or a mention of what could be called turns it back. */
  readonly restores: (node: Node, name: string, look: Look) => boolean;
  /** What asks whether it was in its normal state before, by full name: `gc.isenabled`. */
  readonly asks: RegExp;
  /** Names of functions that turn it on purpose. */
  readonly purpose: RegExp;
}

/** How to find out what names mean. */
export interface Look {
  readonly survey: Survey;
  readonly scope: Scope;
}

/** A switch that stays turned when a function ends. */
export interface LeftOn {
  readonly call: Call;
  readonly statement: Stmt;
  readonly fn: FunctionDef;
  /** How the function ends: by this `return`, by this exception, at its end. */
  readonly by: "return" | "raise" | "end";
  /** The `return`, or what may raise; null at the end. */
  readonly last: Node | null;
  /** A place in the function that turns it back on another path; null where there is none. */
  readonly restored: Node | null;
}

/** Functions that programs begin with, or that exist to set something up. */
const LAUNCH =
  /^(?:main|_main|run|start|serve|cli|app|__init__|__enter__|__new__)|setup|set_up|init|config|install|bootstrap|launch|prefork|worker/i;

/** Options of a program by which its user asks for it. */
const OPTION = /debug|verbose|trac|profil|leak|mem|args|opt|environ|setting|config|flag|cover/i;

/** Calls of the standard library that do not fail in practice. */
const HARMLESS =
  /^(?:builtins\.(?:print|len|range|str|repr|id|isinstance|enumerate|zip|list|dict|set|tuple|bool|type|hasattr|callable)|time\.\w+|gc\.\w+|tracemalloc\.\w+|sys\.(?:gettrace|getprofile|settrace|setprofile|exc_info)|threading\.(?:settrace|setprofile)|logging\.\w+)$/;

const NEVER_RETURNS = /^(?:sys\.exit|os\._exit|os\.abort|os\.exec\w+|builtins\.(?:exit|quit))$/;

/** Calls in one function that are followed; each costs a walk through its control-flow graph. */
const MOST_CALLS = 8;

const BUDGET = { visits: 4000, statesPerNode: 2 };

/** The calls of a file that leave a switch turned. */
export function* leftOn(context: RuleContext, what: Switch): Iterable<LeftOn> {
  if (!what.gate.test(context.text)) return;
  const survey = surveyOf(context);
  const turns = survey.calls.filter(({ node, scope }) => {
    const name = survey.resolve(node.func, scope);
    return name !== null && what.turns(node, name, { survey, scope });
  });
  if (turns.length === 0) return;
  const restoring = restorersOf(what, survey);
  const followed = new Map<FunctionDef, number>();
  for (const { node: call } of turns) {
    const fn = survey.functionOf(call);
    const statement = survey.parent(call);
    if (fn === null || statement?.kind !== "ExprStmt") continue;
    const count = (followed.get(fn) ?? 0) + 1;
    followed.set(fn, count);
    if (count > MOST_CALLS) continue;
    const here = [...restoring.places].filter((place) => survey.functionOf(place) === fn && within(place, fn));
    // What is registered before (`addCleanup(gc.enable)`) does it later.
    if (here.some((place) => place.kind !== "Call") || isRestoring(call, survey)) continue;
    const own = here.find((place) => place.start > call.start || isInLoop(place, survey)) ?? null;
    if (own === null && (restoring.places.size > 0 || isDeliberate(fn, statement, what, survey))) continue;
    const path = new Paths(fn, call, what, survey, restoring).shortest();
    // A test is not expected to fail.
    if (path === null || (path.by === "raise" && fn.name.name.startsWith("test"))) continue;
    yield { call, statement, fn, restored: own, ...path };
  }
}

interface Restoring {
  readonly places: ReadonlySet<Node>;
  /** Functions of the file that turn it back: to call one of them is to turn it back. */
  readonly functions: ReadonlySet<string>;
}

function restorersOf(what: Switch, survey: Survey): Restoring {
  const places = new Set<Node>();
  const functions = new Set<string>();
  contains(survey.context.module, (node) => {
    if (node.kind !== "Call" && node.kind !== "Attribute" && node.kind !== "Name") return false;
    if (node.kind !== "Call") {
      const call = survey.parent(node);
      if (call?.kind === "Call" && call.func === node) return false;
    }
    const named = node.kind === "Call" ? node.func : node;
    const last = named.kind === "Attribute" ? named.attr.name : named.kind === "Name" ? named.name : "";
    if (!/^(?:enable|stop|settrace|setprofile|set_debug)/.test(last) && named.kind === "Attribute") return false;
    const scope = survey.scopeOf(node);
    const name = survey.resolve(named, scope);
    if (name === null || !what.restores(node, name, { survey, scope })) return false;
    places.add(node);
    const fn = survey.functionOf(node);
    if (fn !== null) functions.add(fn.name.name);
    return false;
  });
  return { places, functions };
}

/** Whether a loop may lead to a place again. */
function isInLoop(place: Node, survey: Survey): boolean {
  for (const outer of survey.around(place)) {
    if (outer.kind === "For" || outer.kind === "While") return true;
    if (outer.kind === "FunctionDef") return false;
  }
  return false;
}

/** Whether a call stands in `finally`: there one puts back what was before. */
function isRestoring(call: Call, survey: Survey): boolean {
  let inner: Node = call;
  for (const outer of survey.around(call)) {
    if (outer.kind === "FunctionDef") return false;
    if (outer.kind === "Try" && outer.finalbody.includes(inner as Stmt)) return true;
    inner = outer;
  }
  return false;
}

/** Whether a function that never turns it back seems to mean just that. */
function isDeliberate(fn: FunctionDef, statement: Stmt, what: Switch, survey: Survey): boolean {
  if (LAUNCH.test(fn.name.name) || what.purpose.test(fn.name.name) || fn.name.name.startsWith("test")) return true;
  const { text } = survey.context;
  for (const outer of survey.around(statement)) {
    if (outer === fn) break;
    if (outer.kind === "If" && OPTION.test(text.slice(outer.test.start, outer.test.end))) return true;
  }
  // It does nothing else: that is its purpose.
  return !contains(fn, (node) => node.kind === "Call" && node.start > statement.end);
}

interface Way {
  readonly by: LeftOn["by"];
  readonly last: Node | null;
}

class Paths {
  readonly #conditions = new Map<string, boolean>();
  readonly #saved = new Set<string>();

  constructor(
    private readonly fn: FunctionDef,
    private readonly call: Call,
    private readonly what: Switch,
    private readonly survey: Survey,
    private readonly restoring: Restoring,
  ) {
    contains(fn, (node) => {
      if (node.kind === "Assign" && node.value.kind === "Call") {
        const name = survey.resolve(node.value.func, survey.scopeOf(node));
        if (name !== null && what.asks.test(name))
          for (const target of node.targets) this.#saved.add(this.#textOf(target));
      }
      return false;
    });
    this.#noteConditions();
  }

  /** The way out on which it stays turned: by normal flow where there is one, else by exception. */
  shortest(): Way | null {
    // Switched back to how it was.
    if ([...this.#saved].some((name) => this.#conditions.get(name) === false)) return null;
    const cfg = buildCfg(this.fn.body, (manager) =>
      /\b(?:suppress|raises|assertRaises\w*)\b/.test(this.#textOf(manager)),
    );
    if (cfg === null) return null;
    let normal: Way | null = null;
    let raised: Way | null = null;
    const complete = explore<boolean, CfgNode>(
      cfg,
      false,
      (visit) => {
        if (visit.state && visit.node === cfg.exit) normal ??= this.#wayOut(visit, cfg);
        if (visit.state && visit.node === cfg.raiseExit) raised ??= this.#raised(visit, cfg);
        return this.#step(visit, cfg);
      },
      String,
      BUDGET,
    );
    return complete ? (normal ?? raised) : null;
  }

  #step({ node: id, state }: Visit<boolean, CfgNode>, cfg: Cfg): readonly Successor<boolean, CfgNode>[] {
    const node = cfg.nodes[id] as CfgNode;
    const to = (target: number, next: boolean): Successor<boolean, CfgNode> => ({
      node: target,
      state: next,
      label: node,
    });
    switch (node.kind) {
      case "statement":
      case "iterate":
      case "enter": {
        const evaluated =
          node.kind === "statement" ? node.stmt : node.kind === "iterate" ? node.stmt.iter : node.item.context;
        if (contains(evaluated, (inner) => inner === this.call)) return [to(node.next, true), to(node.exc, state)];
        const ends = contains(evaluated, (inner) => this.#ends(inner));
        if (ends) return state ? [] : [to(node.next, false)];
        if (this.#restores(evaluated)) return [to(node.next, false), to(node.exc, false)];
        const raises = !state || this.#mayRaise(evaluated);
        return raises ? [to(node.next, state), to(node.exc, state)] : [to(node.next, state)];
      }
      case "test": {
        if (this.#restores(node.expr)) return [to(node.next, false), to(node.other, false)];
        const known = state ? this.#known(node.expr) : null;
        const ways = known === null ? [node.next, node.other] : [known ? node.next : node.other];
        const exc = state && this.#mayRaise(node.expr) ? [to(node.exc, state)] : [];
        return [...ways.map((way) => to(way, state)), ...exc];
      }
      case "dispatch": {
        const all = node.handlers.some(
          ({ handler }) => handler.type === null || /^(?:Base)?Exception$/.test(this.#textOf(handler.type)),
        );
        const caught = node.handlers.map(({ entry }) => to(entry, state));
        return all ? caught : [...caught, to(node.exc, state)];
      }
      case "next":
      case "case":
        return [to(node.next, state), to(node.other, state)];
      case "leave":
        return [to(node.next, state), to(node.other, state), to(node.exc, state)];
      default:
        return [to(node.next, state), to(node.exc, state)];
    }
  }

  #wayOut(visit: Visit<boolean, CfgNode>, cfg: Cfg): Way {
    for (let at: Visit<boolean, CfgNode> | null = visit; at !== null; at = at.from) {
      const node = cfg.nodes[at.node];
      if (node?.kind === "statement" && node.stmt.kind === "Return") return { by: "return", last: node.stmt };
      if (node?.kind === "statement" && node.stmt.kind !== "Pass") break;
    }
    return { by: "end", last: null };
  }

  #raised(visit: Visit<boolean, CfgNode>, cfg: Cfg): Way | null {
    for (let at: Visit<boolean, CfgNode> | null = visit.from; at !== null; at = at.from) {
      const node = cfg.nodes[at.node];
      if (node === undefined || node.kind === "dispatch" || node.kind === "leave" || node.kind === "handler") continue;
      if (node.kind === "statement") return { by: "raise", last: node.stmt };
      if (node.kind === "test") return { by: "raise", last: node.expr };
      if (node.kind === "iterate") return { by: "raise", last: node.stmt.iter };
      if (node.kind === "enter") return { by: "raise", last: node.item.context };
      return null;
    }
    return null;
  }

  #restores(evaluated: Node): boolean {
    if (evaluated.kind === "FunctionDef" || evaluated.kind === "ClassDef") return false;
    return contains(evaluated, (node) => {
      if (this.restoring.places.has(node)) return true;
      if (node.kind !== "Call") return false;
      const { func } = node;
      const called = func.kind === "Name" ? func.name : func.kind === "Attribute" ? func.attr.name : "";
      return this.restoring.functions.has(called) && called !== this.fn.name.name;
    });
  }

  #ends(node: Node): boolean {
    if (node.kind !== "Call") return false;
    const name = this.survey.resolve(node.func, this.survey.scopeOf(node));
    return name !== null && NEVER_RETURNS.test(name);
  }

  #mayRaise(evaluated: Node): boolean {
    if (evaluated.kind === "FunctionDef" || evaluated.kind === "ClassDef") return false;
    return contains(evaluated, (node) => {
      if (node.kind === "Raise" || node.kind === "Assert" || node.kind === "Await") return true;
      if (node.kind === "Yield" || node.kind === "YieldFrom") return true;
      if (node.kind !== "Call") return false;
      const name = this.survey.resolve(node.func, this.survey.scopeOf(node));
      return name === null || !HARMLESS.test(name);
    });
  }

  /** Which way a condition goes: as on the way to the call, or as a state that was asked for before says. */
  #known(test: Expr): boolean | null {
    const text = this.#textOf(test);
    const known = this.#conditions.get(text);
    if (known !== undefined) return known;
    if (this.#saved.has(text)) return true;
    if (test.kind !== "Call") return null;
    const name = this.survey.resolve(test.func, this.survey.scopeOf(test));
    return name !== null && this.what.asks.test(name) ? true : null;
  }

  /** The conditions under which the call is made, and the flags that are set beside it. */
  #noteConditions(): void {
    const stmt = this.survey.statementOf(this.call);
    for (const beside of (stmt === null ? null : this.survey.suiteOf(stmt))?.suite ?? []) {
      const flag = plainAssignment(beside);
      if (flag?.value.kind === "Constant" && /^(?:True|False)$/.test(flag.value.type))
        this.#conditions.set(flag.name, flag.value.type === "True");
    }
    let inner: Node = this.call;
    for (const outer of this.survey.around(this.call)) {
      if (outer === this.fn) return;
      if (outer.kind === "If") {
        const when = outer.body.includes(inner as Stmt);
        const negated = outer.test.kind === "UnaryOp" && outer.test.op === "not";
        const test = negated && outer.test.kind === "UnaryOp" ? outer.test.operand : outer.test;
        this.#conditions.set(this.#textOf(test), when !== negated);
      }
      inner = outer;
    }
  }

  #textOf({ start, end }: Node): string {
    return this.survey.context.text.slice(start, end);
  }
}

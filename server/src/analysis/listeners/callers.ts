/** Who calls a function and makes instances of a class, and whether that happens once in a process or again and again. */
import type { Call, Expr, FunctionDef, Stmt } from "../../syntax/ast.js";
import { contains, lastName, namesIn } from "../../syntax/walk.js";
import { argumentOf } from "../model/access.js";
import type { ClassInfo, Method } from "../model/class-info.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

/** What a call surely calls, in this file or another of the project. */
export interface Callee {
  readonly unit: Unit;
  readonly method: Method | null;
  /** The class, where the call makes an instance of it: then the callee is its constructor. */
  readonly made: ClassInfo | null;
}

/** A call, and where it stands. */
export interface CallSite {
  readonly call: Call;
  readonly unit: Unit;
}

/** Arguments are followed through so many calls. */
const MAX_DEPTH = 8;

/** How often code runs: once in a process, evidently again and again, or it cannot be told. */
export type Frequency = "once" | "many" | "unknown";

/** Functions that a program runs once, to judge by their names; nobody in the file calls them. */
const SETUP =
  /^_*(?:main|cli|run_(?:main|server|app|forever)|set_?up\w*|init\w*|configure\w*|config|install\w*|bootstrap\w*|register\w*|create_app|make_app|load\w*|on_?start\w*|start\w*|ready|enable\w*|activate\w*|includeme|plugin\w*|autoload|(?:monkey_?)?patch\w*|pytest_\w+|connect_signals|build_app|entry\w*|start_?up|lifespan|test\w*)$/i;

const CACHED = new Set(["functools.cache", "functools.lru_cache", "functools.cached_property"]);
const FIXTURES = new Set(["pytest.fixture"]);

/** Callers of callers are followed this far. */
const DEEPEST = 200;

/** The calls of a file by what they call. */
export class Callers {
  readonly #ofUnit = new Map<Unit, CallSite[]>();
  readonly #ofClass = new Map<ClassInfo, CallSite[]>();
  /** Functions and methods that are named other than to be called: handed on, decorating something. */
  readonly #handedOn = new Set<string>();
  readonly #decorating = new Map<Unit, Unit[]>();
  #depth = 0;
  readonly #frequencies = new Map<Unit, Frequency>();
  readonly #lives = new Map<ClassInfo, Frequency>();
  readonly #calledNames = new Set<string>();
  readonly #callees = new Map<Call, Callee | null>();
  readonly #classes = new Map<Unit, Map<string, ClassInfo | null>>();
  readonly #methodNames = new Set<string>();

  constructor(readonly model: FileModel) {
    for (const { ownMethods } of model.classes)
      for (const { node } of ownMethods) this.#methodNames.add(node.name.name);
    for (const unit of model.units) {
      const called = new Set<Expr>();
      for (const call of unit.calls) {
        called.add(call.func);
        if (call.func.kind === "Attribute") this.#calledNames.add(call.func.attr.name);
        else if (call.func.kind === "Name") this.#calledNames.add(call.func.name);
        this.#note(call, unit);
      }
      for (const node of unit.attributes) if (!called.has(node)) this.#handedOn.add(node.attr.name);
      for (const node of unit.names) if (!called.has(node)) this.#handedOn.add(node.name);
      for (const stmt of unit.stmts) {
        if (stmt.kind === "FunctionDef" || stmt.kind === "ClassDef") {
          for (const decorator of stmt.decorators) this.#noteDecorator(decorator, unit);
        }
      }
    }
  }

  /** The calls of a function or method in this file. */
  of(unit: Unit): readonly CallSite[] {
    return this.#ofUnit.get(unit) ?? [];
  }

  /** What a call of this file calls; null where that is not a function of the file, or cannot be told. */
  calleeOf(call: Call, unit: Unit): Callee | null {
    const known = this.#callees.get(call);
    if (known !== undefined) return known;
    const { func } = call;
    if (func.kind !== "Attribute" || !this.#methodNames.has(func.attr.name)) return null;
    if (this.model.resolve(func.value, unit.scopeOf(call)) !== null) return null;
    const method = this.classOf(func.value, unit)?.method(func.attr.name) ?? null;
    const found = method === null ? null : { unit: method.unit, method, made: null };
    this.#callees.set(call, found);
    return found;
  }

  /** The class of what an expression stands for; of a parameter, the class of all that the file's calls hand in. */
  classOf(expr: Expr, unit: Unit, depth = 0): ClassInfo | null {
    const known = this.model.classOf(expr, unit);
    if (known !== null || depth > MAX_DEPTH) return known;
    if (expr.kind === "Name") {
      const home = unit.scopeOf(expr).lookup(expr.name);
      const at = home === null || home.node.kind === "Comprehension" ? null : this.model.unitOf(home.node);
      const bindings = home?.bindings.get(expr.name) ?? [];
      const [only] = bindings;
      if (at === null || bindings.length !== 1 || only === undefined) return null;
      if (only.kind === "assign") return this.classOf(only.value, at, depth + 1);
      return only.kind === "parameter" ? this.#handedIn(at, expr.name, depth) : null;
    }
    if (expr.kind !== "Attribute") return null;
    const owner = this.classOf(expr.value, unit, depth + 1);
    const found = new Set<ClassInfo | null>();
    for (const use of owner?.usesOf(expr.attr.name) ?? []) {
      if (use.access.kind !== "bind" || (use.access.value !== null && isNone(use.access.value))) continue;
      found.add(use.access.value === null ? null : this.classOf(use.access.value, use.unit, depth + 1));
    }
    return found.size === 1 ? ([...found][0] ?? null) : null;
  }

  #handedIn(unit: Unit, name: string, depth: number): ClassInfo | null {
    const known = this.#classes.get(unit) ?? new Map<string, ClassInfo | null>();
    this.#classes.set(unit, known);
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, null);
    const info = this.#classHandedIn(unit, name, depth);
    known.set(name, info);
    return info;
  }

  #classHandedIn(unit: Unit, name: string, depth: number): ClassInfo | null {
    const method = this.model.methodOf(unit);
    const isConstructor = unit.node.kind === "FunctionDef" && unit.node.name.name === "__init__" && method !== null;
    const sites = isConstructor ? this.making(method.owner) : this.of(unit);
    const position = positionOf(unit, name, method);
    const found = new Set<ClassInfo | null>();
    for (const site of sites) {
      const given = position === null ? null : argumentOf(site.call, position, name);
      if (given !== null && !isNone(given)) found.add(this.classOf(given, site.unit, depth + 1));
    }
    return found.size === 1 ? ([...found][0] ?? null) : null;
  }

  /** Calls that make an instance of the class or of one that inherits from it. */
  making(owner: ClassInfo): readonly CallSite[] {
    const found: CallSite[] = [];
    for (const [info, sites] of this.#ofClass) if (info.mro.includes(owner)) found.push(...sites);
    return found;
  }

  /** Whether something of that name is called, or handed to somebody who may call it. */
  mentions(name: string): boolean {
    return this.#calledNames.has(name) || this.#handedOn.has(name);
  }

  /** Whether something of that name is read other than to be called: handed to somebody, as a callback is. */
  isHandedOn(name: string): boolean {
    return this.#handedOn.has(name);
  }

  /** How often a unit runs. */
  frequency(unit: Unit): Frequency {
    const known = this.#frequencies.get(unit);
    if (known !== undefined) return known;
    if (this.#depth >= DEEPEST) return "unknown";
    this.#depth++;
    this.#frequencies.set(unit, "once"); // A function that only calls itself is never begun.
    const answer = this.#frequencyOf(unit);
    this.#depth--;
    this.#frequencies.set(unit, answer);
    return answer;
  }

  /** How often instances are made: `once` for what lives as long as the process. */
  instances(owner: ClassInfo): Frequency {
    const known = this.#lives.get(owner);
    if (known !== undefined) return known;
    this.#lives.set(owner, "unknown");
    const answer = this.#instancesOf(owner);
    this.#lives.set(owner, answer);
    return answer;
  }

  #instancesOf(owner: ClassInfo): Frequency {
    if (isSingleton(owner)) return "once";
    const sites = this.making(owner);
    if (sites.length === 0) return "unknown";
    return joined(sites.map((site) => (this.isKeptOnce(site) ? "once" : this.#ofSite(site))));
  }

  /** Whether what a call makes is put where it is made once: `if cls._instance is None: cls._instance = cls()`. */
  isKeptOnce({ call, unit }: CallSite): boolean {
    if (unit.node.kind === "Module") return true;
    const stmt = unit.statementOf(call);
    if (stmt?.kind !== "Assign" && stmt?.kind !== "AnnAssign") return false;
    const targets = stmt.kind === "Assign" ? stmt.targets : [stmt.target];
    return targets.some((target) => {
      const name = lastName(target) || null;
      if (name === null) return false;
      if (target.kind === "Name" && !unit.scope.globals.has(name)) return false;
      return unit.stmts.some((one) => one.kind === "If" && testMentions(one.test, name));
    });
  }

  #frequencyOf(unit: Unit): Frequency {
    const { node, parent } = unit;
    if (node.kind === "Module") return "once";
    if (parent === null) return "unknown";
    if (node.kind === "ClassDef") return this.frequency(parent);
    if (node.kind === "Lambda") return this.frequency(parent) === "many" ? "many" : "unknown";
    const names = node.decorators.map((decorator) => this.model.decoratorName(decorator, parent.scope));
    if (names.some((name) => name !== null && CACHED.has(name)) && isWithoutArguments(node)) return "once";
    if (names.some((name) => name !== null && FIXTURES.has(name))) return "unknown";
    const method = this.model.methodOf(unit);
    if (method !== null && method.kind !== "static" && method.kind !== "class") {
      const instances = this.instances(method.owner);
      if (/^__(?:init|post_init|new)__$/.test(node.name.name)) return instances;
      if (instances !== "once") return instances;
    }
    const sites = this.of(unit);
    const decorated = this.#decorating.get(unit) ?? [];
    const all = [
      ...sites.map((site) => (this.#isAskedBefore(site, unit) ? "once" : this.#ofSite(site))),
      ...decorated.map((one) => this.frequency(one)),
    ];
    if (all.length > 0) return joined(all);
    if (this.#handedOn.has(node.name.name)) {
      // An inner function that is returned or handed on: nobody knows what happens to it.
      return parent.node.kind === "FunctionDef" && this.frequency(parent) === "once" ? "once" : "unknown";
    }
    if (SETUP.test(node.name.name)) return "unknown";
    return parent.node.kind === "FunctionDef" ? this.frequency(parent) : "many";
  }

  /** Whether a call stands behind a test of what the called function binds: `if _table is None: fill_table()`. */
  #isAskedBefore({ call, unit }: CallSite, callee: Unit): boolean {
    const { globals } = callee.scope;
    if (globals.size === 0) return false;
    for (let at = unit.parentOf(call); at !== null; at = unit.parentOf(at)) {
      if (at.kind !== "If") continue;
      const { test } = at;
      if ([...globals].some((name) => testMentions(test, name))) return true;
    }
    return false;
  }

  /** A call in a loop of a function that runs once is made again and again; one in a loop of the module is not counted. */
  #ofSite({ call, unit }: CallSite): Frequency {
    const often = this.frequency(unit);
    return often !== "many" && unit.node.kind === "FunctionDef" && unit.loopsAround(call).length > 0 ? "many" : often;
  }

  #note(call: Call, unit: Unit): void {
    const site: CallSite = { call, unit };
    const info = this.model.classNamed(call.func, unit);
    if (info !== null) {
      append(this.#ofClass, info, site);
      const method = info.method("__init__");
      if (method !== null) this.#callees.set(call, { unit: method.unit, method, made: info });
      return;
    }
    const callee = this.model.calleeOf(call, unit);
    if (callee === null) return;
    this.#callees.set(call, { ...callee, made: null });
    append(this.#ofUnit, callee.unit, site);
  }

  #noteDecorator(decorator: Expr, unit: Unit): void {
    const bare = decorator.kind === "Call" ? decorator.func : decorator;
    const referent = this.model.resolve(bare, unit.scope);
    const callee = referent?.kind === "function" ? this.model.unitOf(referent.node) : null;
    if (callee === null) return;
    // What a decorator factory returns runs when the factory's result decorates.
    for (const one of callee.all()) if (one.node.kind === "FunctionDef") append(this.#decorating, one, unit);
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** The call that `a += b` or `a -= b` is for an object of a class of the project that says what they do; else null. */
export function operatorCall(
  callers: Callers,
  stmt: Stmt,
  op: "+=" | "-=",
  unit: Unit,
): { readonly call: Call; readonly callee: Callee } | null {
  if (stmt.kind !== "AugAssign" || stmt.op !== op) return null;
  const { target, value, start, end } = stmt;
  const name = op === "+=" ? "__iadd__" : "__isub__";
  const method = callers.classOf(target, unit)?.method(name) ?? null;
  if (method === null) return null;
  const attr = { name, start: target.end, end: target.end };
  const func: Expr = { kind: "Attribute", value: target, attr, start: target.start, end: target.end };
  return {
    call: { kind: "Call", func, args: [value], keywords: [], start, end },
    callee: { unit: method.unit, method, made: null },
  };
}

/** Often, if any is; unknown, if none is and any is unknown. */
function joined(all: readonly Frequency[]): Frequency {
  if (all.includes("many")) return "many";
  return all.includes("unknown") ? "unknown" : "once";
}

function isWithoutArguments(node: FunctionDef): boolean {
  return node.params.all.every(({ name }) => name === "self" || name === "cls");
}

/** Whether a test asks for a name or an attribute of that name. */
export function testMentions(test: Expr, name: string): boolean {
  return namesIn(test).has(name) || contains(test, (node) => node.kind === "Attribute" && node.attr.name === name);
}

/** Whether a class makes one instance only: `__new__` gives a kept one, a metaclass or decorator says so. */
export function isSingleton(owner: ClassInfo): boolean {
  const created = owner.method("__new__");
  if (created !== null) {
    const keeps = created.unit.attributes.some(
      ({ attr }) => /instance|singleton|inst$|self$/i.test(attr.name) || attr.name.startsWith("_shared"),
    );
    if (keeps) return true;
  }
  const says = (expr: Expr): boolean => {
    const bare = expr.kind === "Call" ? expr.func : expr;
    const name = lastName(bare);
    return /singleton/i.test(name);
  };
  return owner.mro.some(
    ({ node }) => node.keywords.some(({ value }) => says(value)) || node.decorators.some(says) || node.bases.some(says),
  );
}

/** The position of a parameter in a call, the receiver left out; null for what cannot be handed by position or name. */
export function positionOf(unit: Unit, name: string, method: Method | null): number | null {
  if (unit.node.kind !== "FunctionDef") return null;
  const all = unit.node.params.all.filter((one) => one.form !== "varKeyword");
  const index = all.findIndex((one) => one.name === name);
  if (index < 0 || all[index]?.form === "varPositional") return null;
  if (all[index]?.form === "keywordOnly") return Number.MAX_SAFE_INTEGER;
  return index - (method !== null && method.receiver !== null ? 1 : 0);
}

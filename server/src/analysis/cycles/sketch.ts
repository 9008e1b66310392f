/** What a function links with what, told by one pass over its text. */
import type { Call, Expr, Node, Stmt } from "../../syntax/ast.js";
import { contains, forEachChild, lastName, namesIn } from "../../syntax/walk.js";
import type { ClassInfo, Method } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import { classesKept } from "../model/registries.js";
import type { Unit } from "../model/unit.js";
import { type Callee, type Callees, constructorsOf, unitsOf } from "./callees.js";
import { ADDS, EXTENDS, GIVES_ITEM, GIVES_ITSELF, PUSHES } from "./calls.js";
import { capturedBy } from "./expressions.js";
import { exitOf } from "./managers.js";
import { type Source, Wholes } from "./wholes.js";

/** A way from all of some variables to all of others. */
export interface Way {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Only from one cluster to another: within one there is such a way already. */
  readonly isBetween: boolean;
}

export interface LocalCall {
  readonly callees: readonly Unit[];
  readonly receiver: readonly string[];
  readonly args: readonly string[];
  /** Of the arguments, those that are not just parts of the receiver: to bind them to it may close a cycle. */
  readonly bound: readonly string[];
  /** The receiver is made by the call. */
  readonly constructs: boolean;
}

export interface Sketch {
  readonly unit: Unit;
  readonly method: Method | null;
  readonly clusters: Clusters;
  readonly ways: readonly Way[];
  readonly calls: readonly LocalCall[];
  /** Something that cannot be told from the text alone: an exception or frame is kept. */
  readonly isOpen: boolean;
}

/** Sets of variables, each named by one of them. */
export class Clusters {
  readonly #parents = new Map<string, string>();

  of(name: string): string {
    let at = name;
    for (let up = this.#parents.get(at); up !== undefined; up = this.#parents.get(at)) at = up;
    return at;
  }

  join(one: string, other: string): void {
    const a = this.of(one);
    const b = this.of(other);
    if (a !== b) this.#parents.set(a, b);
  }
}

/** What a function links, and whom it calls. */
export function sketchOf(unit: Unit, model: FileModel, names: Callees): Sketch {
  return new Sketching(unit, model, names).result;
}

/** One pass over a function. */
class Sketching {
  readonly #method: Method | null;
  readonly #sources: Source[] = [];
  readonly #functions: { readonly name: string; readonly captured: ReadonlySet<string> }[] = [];
  readonly #stores: { readonly base: Expr; readonly value: Expr; readonly isBetween: boolean }[] = [];
  readonly #calls: Call[] = [];
  readonly #handlers = new Set<string>();
  readonly #inner = new Set<string>();
  #isOpen = false;
  readonly #clusters = new Clusters();
  /** What calls give: asked again for each expression around. */
  readonly #given = new Map<Call, readonly string[]>();
  readonly #wholes = new Wholes(
    this.#sources,
    this.#functions,
    (call) => this.#of(call).length > 0,
    (name) => this.#mayBeMethod(name),
  );
  readonly result: Sketch;

  constructor(
    readonly unit: Unit,
    readonly model: FileModel,
    readonly names: Callees,
  ) {
    this.#method = model.methodOf(unit);
    const { node } = unit;
    const exit = exitOf(unit, model);
    for (const name of [exit?.exception, exit?.traceback]) if (name) this.#handlers.add(name);
    if (node.kind === "FunctionDef") for (const stmt of node.body) this.#visit(stmt);
    this.result = this.#conclude();
  }

  readonly #visit = (node: Expr | Stmt): void => {
    switch (node.kind) {
      case "ClassDef":
      case "Lambda":
        return;
      case "FunctionDef": {
        const inner = this.unit.children.find((child) => child.node === node);
        // What a decorator does with it is seen when it is run.
        if (node.decorators.some((one) => this.#ofDecorator(one))) this.#isOpen = true;
        if (inner !== undefined) this.#functions.push({ name: node.name.name, captured: capturedBy(inner) });
        for (const param of node.params.all) {
          if (param.default === null) continue;
          this.#sources.push({ name: node.name.name, value: param.default });
          this.#visit(param.default);
        }
        return;
      }
      case "Assign": {
        const [only] = node.targets;
        const { value } = node;
        const isPairwise =
          node.targets.length === 1 &&
          (only?.kind === "Tuple" || only?.kind === "List") &&
          (value.kind === "Tuple" || value.kind === "List") &&
          only.elts.length === value.elts.length &&
          ![...only.elts, ...value.elts].some(({ kind }) => kind === "Starred");
        if (isPairwise)
          for (const [index, target] of only.elts.entries()) this.#bind(target, value.elts[index] as Expr);
        else for (const target of node.targets) this.#bind(target, value);
        break;
      }
      case "AnnAssign":
        if (node.value !== null) this.#bind(node.target, node.value);
        break;
      case "AugAssign":
        if (node.op === "+=" || node.op === "|=")
          this.#stores.push({ base: node.target, value: node.value, isBetween: true });
        break;
      case "NamedExpr":
        this.#sources.push({ name: node.target.name, value: node.value });
        break;
      case "For":
        this.#bind(node.target, node.iter);
        break;
      case "With":
        for (const item of node.items) if (item.target !== null) this.#bind(item.target, item.context);
        break;
      case "Try":
        for (const { name } of node.handlers) if (name !== null) this.#handlers.add(name.name);
        break;
      case "Comprehension":
        for (const part of node.generators) {
          this.#bind(part.target, part.iter);
          for (const name of namesIn(part.target)) this.#inner.add(name);
        }
        break;
      case "Call":
        this.#calls.push(node);
        break;
      default:
        break;
    }
    forEachChild(node, this.#visit);
  };

  /** Whether a decorator is a function of the function, or of one around. */
  #ofDecorator(decorator: Expr): boolean {
    const func = decorator.kind === "Call" ? decorator.func : decorator;
    return func.kind === "Name" && this.#ofName(func.name).length > 0;
  }

  #bind(target: Expr, value: Expr): void {
    switch (target.kind) {
      case "Name":
        if (!this.unit.scope.globals.has(target.name)) this.#sources.push({ name: target.name, value });
        return;
      case "Attribute":
      case "Subscript":
        this.#stores.push({ base: target.value, value, isBetween: false });
        // In a container with weak keys the value must not lead to the key.
        if (target.kind === "Subscript" && this.names.mayHoldKeysWeakly)
          this.#stores.push({ base: target.index, value, isBetween: false });
        return;
      case "Starred":
        this.#bind(target.value, value);
        return;
      case "Tuple":
      case "List":
        for (const one of target.elts) this.#bind(one, value);
        return;
      default:
        return;
    }
  }

  #conclude(): Sketch {
    const clusters = this.#clusters;
    let isOpen = this.#isOpen;
    const ways: Way[] = [];
    const keeps = (names: readonly string[]): void => {
      if (names.some((name) => this.#handlers.has(name))) isOpen = true;
    };
    const source = (name: string, from: Iterable<string>): void => {
      for (const other of from) {
        if (this.#handlers.has(other)) isOpen = true;
        clusters.join(name, other);
      }
    };
    for (const { name, value } of this.#sources) source(name, this.#of(value));
    for (const { name, captured } of this.#functions) source(name, captured);
    if (this.#isSeenByClosure(clusters)) isOpen = true;
    const way = (from: readonly string[], to: readonly string[], isBetween: boolean): void => {
      keeps(to);
      if (from.length > 0 && to.length > 0) ways.push({ from, to, isBetween });
    };
    for (const { base, value, isBetween } of this.#stores) {
      const to = this.#bound(base, [value]);
      if (to.length > 0) way(this.#of(base), to, isBetween);
    }
    const calls: LocalCall[] = [];
    for (const call of this.#calls) {
      const name = calledName(call);
      if (name === null) continue;
      const { func, args } = call;
      const isAttribute = name === "setattr" || name === "__setattr__";
      if (isAttribute || PUSHES.has(name)) {
        const [object] = args;
        const value = args[isAttribute ? 2 : 1];
        if (object !== undefined && value !== undefined) way(this.#of(object), this.#bound(object, [value]), false);
      }
      if (func.kind === "Attribute" && (ADDS.has(name) || EXTENDS.has(name) || name === "setdefault")) {
        const to = this.#bound(func.value, valuesOf(call));
        if (to.length > 0) way(this.#of(func.value), to, EXTENDS.has(name) && call.keywords.length === 0);
      }
      const callee = this.names.of(name);
      if (callee?.givesFrame) isOpen = true;
      for (const local of this.#localCalls(call, name, callee)) {
        keeps(local.args);
        calls.push(local);
      }
      const given = this.#ofArguments(call);
      const object = func.kind === "Attribute" ? this.#receiverOf(func.value) : NO_NAMES;
      // What another file does among its own objects is found there.
      const foreign = given.length + object.length === 0 ? null : this.names.foreign(call, this.unit);
      if (foreign !== null) {
        const { units: callees, constructs } = foreign;
        const receiver = constructs ? NO_NAMES : object;
        const bound = this.#boundBy(call, receiver);
        keeps(given);
        calls.push({ callees, receiver, args: given, bound, constructs });
      }
    }
    this.#ofCachedProperty(way);
    return { unit: this.unit, method: this.#method, clusters, ways, calls, isOpen };
  }

  /**
   * Whether something made here holds a function that sees the variable of what is made: a function sees what the
   * variables around it are bound to later, too.
   */
  #isSeenByClosure(clusters: Clusters): boolean {
    const { children } = this.unit;
    const made = this.#sources.filter(({ value }) => !PLAIN.has(value.kind) && this.#of(value).length > 0);
    if (children.length === 0 || made.length === 0) return false;
    if (children.some(({ node }) => node.kind === "Lambda")) {
      const isLambda = (node: Node): boolean => node.kind === "Lambda";
      if (made.some(({ value }) => contains(value, isLambda))) return true;
    }
    const closures = new Set(this.#functions.map(({ name }) => clusters.of(name)));
    for (const { name, value } of this.#sources) if (value.kind === "Lambda") closures.add(clusters.of(name));
    return made.some(({ name }) => closures.has(clusters.of(name)));
  }

  /** What a `cached_property` gives stays on its object. */
  #ofCachedProperty(way: (from: readonly string[], to: readonly string[], isBetween: boolean) => void): void {
    const { node, scope, stmts } = this.unit;
    const receiver = this.#method?.receiver ?? null;
    if (node.kind !== "FunctionDef" || receiver === null || node.decorators.length === 0) return;
    if (!node.decorators.some((one) => this.model.decoratorName(one, scope) === "functools.cached_property")) return;
    for (const stmt of stmts)
      if (stmt.kind === "Return" && stmt.value !== null) way([receiver], this.#of(stmt.value), false);
  }

  #localCalls(call: Call, name: string, callee: Callee | null): readonly LocalCall[] {
    const { func } = call;
    const isOfClass = func.kind === "Name" && this.#method?.kind === "class" && func.name === this.#method.receiver;
    const isInit = name === "__init__" && func.kind === "Attribute";
    if (callee === null && !isOfClass && !isInit) return NO_CALLS;
    const found: LocalCall[] = [];
    const args = (from = 0): readonly string[] => this.#ofArguments(call, from);
    const made = isOfClass && this.#method !== null ? [this.#method.owner] : (callee?.classes ?? []);
    const constructors = made.flatMap((info) => constructorsOf(info));
    if (constructors.length > 0)
      found.push({ callees: constructors, receiver: [], args: args(), bound: args(), constructs: true });
    if (func.kind !== "Attribute") {
      const callees = callee?.functions ?? [];
      const receiver = this.#ofName(name);
      if (callees.length > 0) found.push({ callees, receiver, args: args(), bound: args(), constructs: false });
      return found;
    }
    const callees = isInit ? this.#initsOf(func.value) : this.#methods(func.value, name, callee);
    if (callees.length === 0) return found;
    if (func.value.kind === "Name" && this.#classes(func.value.name).length > 0) {
      // `Base.method(self, …)`
      const [first] = call.args;
      const receiver = first === undefined ? [] : this.#of(first);
      found.push({ callees, receiver, args: args(1), bound: args(1), constructs: false });
    } else {
      const receiver = this.#receiverOf(func.value);
      found.push({ callees, receiver, args: args(), bound: this.#boundBy(call, receiver), constructs: false });
    }
    return found;
  }

  /** The methods that a call of one by name may call: those of the own class, where it is the receiver's. */
  #methods(object: Expr, name: string, callee: Callee | null): readonly Unit[] {
    const all = callee?.methods ?? [];
    if (all.length === 0) return all;
    if (isSuper(object)) return this.#ofBases(name);
    const isReceiver =
      object.kind === "Name" && this.#method?.receiver === object.name && this.#method.kind !== "static";
    if (!isReceiver || (this.unit.scope.bindings.get(object.name)?.length ?? 0) !== 1) return all;
    const own = this.#method?.owner.method(name) ?? null;
    return own === null ? [] : [own.unit];
  }

  #classes(name: string): readonly ClassInfo[] {
    return this.names.of(name)?.classes ?? [];
  }

  /** The methods of a name in the bases, of which `super()` finds the nearest. */
  #ofBases(name: string): readonly Unit[] {
    const bases = this.model.methodAround(this.unit)?.owner.mro.slice(1) ?? [];
    for (const info of bases) {
      const own = info.ownMethods.filter(({ node }) => node.name.name === name).map(({ unit }) => unit);
      if (own.length > 0) return own;
    }
    return [];
  }

  /** The constructors that `super().__init__`, `Base.__init__` or `thing.__init__` may be. */
  #initsOf(base: Expr): readonly Unit[] {
    if (isSuper(base)) return this.#ofBases("__init__");
    if (base.kind !== "Name") return this.names.of("__init__")?.methods ?? [];
    const classes = this.#classes(base.name);
    if (classes.length > 0) return classes.flatMap((info) => unitsOf(info, ["__init__"]));
    const home = this.unit.scope.lookup(base.name);
    return home === null || home.node.kind === "Module" ? [] : (this.names.of("__init__")?.methods ?? []);
  }

  #receiverOf(expr: Expr): readonly string[] {
    if (!isSuper(expr)) return this.#of(expr);
    const receiver = this.model.methodAround(this.unit)?.receiver ?? null;
    return receiver === null ? [] : [receiver];
  }

  /** What binding values to an object leads to: not to the object, where they are but parts of it. */
  #bound(base: Expr, values: readonly Expr[]): readonly string[] {
    const names = values.flatMap((value) => this.#of(value));
    if (names.length === 0 || base.kind !== "Name" || !this.#isPinned(base.name)) return names;
    const own = this.#clusters.of(base.name);
    if (!names.some((name) => this.#clusters.of(name) === own)) return names;
    return values.flatMap((value) => {
      const mayReach = this.#wholes.mayReach(value, base.name);
      return mayReach ? this.#of(value) : this.#of(value).filter((name) => this.#clusters.of(name) !== own);
    });
  }

  /** The same for what a method may bind to its object. */
  #boundBy(call: Call, receiver: readonly string[]): readonly string[] {
    const { func } = call;
    const object = func.kind === "Attribute" ? func.value : null;
    const name = object?.kind === "Name" ? object.name : object !== null && isSuper(object) ? receiver[0] : undefined;
    if (name === undefined) return this.#ofArguments(call);
    return this.#bound({ kind: "Name", name, start: call.start, end: call.start }, valuesOf(call));
  }

  /** Whether a variable stands for one object all the time. */
  #isPinned(name: string): boolean {
    const bindings = this.unit.scope.bindings.get(name) ?? [];
    return bindings.length === 1 && bindings[0]?.kind === "parameter";
  }

  #mayBeMethod(name: string): boolean {
    const methods = this.names.of(name)?.methods ?? [];
    return methods.length > 0 || (this.#method?.owner.method(name) ?? null) !== null;
  }

  #ofArguments(call: Call, from = 0): readonly string[] {
    const names: string[] = [];
    for (const value of valuesOf(call, from)) names.push(...this.#of(value));
    return names;
  }

  /** A variable of a function; what belongs to the module counts for nothing. */
  #ofName(name: string): readonly string[] {
    if (this.#inner.has(name)) return [name];
    const home = this.unit.scope.lookup(name);
    const isVariable = home !== null && (home.node.kind === "FunctionDef" || home.node.kind === "Lambda");
    return isVariable ? [name] : [];
  }

  /** The variables that the value of an expression may stand for, be part of, or hold. */
  #of(expr: Expr): readonly string[] {
    switch (expr.kind) {
      case "Name":
        return this.#ofName(expr.name);
      case "Attribute":
        // Of an exception nothing but its traceback leads to the frame.
        if (expr.value.kind === "Name" && this.#handlers.has(expr.value.name) && expr.attr.name !== "__traceback__")
          return NO_NAMES;
        return this.#of(expr.value);
      case "Subscript":
      case "NamedExpr":
      case "Await":
        return this.#of(expr.value);
      case "IfExp":
        return [...this.#of(expr.body), ...this.#of(expr.orelse)];
      case "BoolOp":
      case "Dict":
        return expr.values.flatMap((one) => this.#of(one));
      case "Tuple":
      case "List":
      case "Set":
        return expr.elts.flatMap((one) => this.#of(one));
      case "Comprehension":
        if (expr.form !== "generator") return this.#of(expr.value ?? expr.element);
        return this.#all(expr);
      case "Lambda":
        return this.#all(expr);
      case "Call": {
        let names = this.#given.get(expr);
        if (names === undefined) {
          names = this.#ofCall(expr);
          this.#given.set(expr, names);
        }
        return names;
      }
      default:
        return NO_NAMES;
    }
  }

  #ofCall(call: Call): readonly string[] {
    const { func } = call;
    const name = calledName(call);
    if (name === null) return [...this.#of(func), ...this.#ofArguments(call)];
    const isLocal = this.names.of(name) !== null || (func.kind === "Name" && func.name === this.#method?.receiver);
    const isCopy = name === "replace" && call.keywords.length > 0;
    if (isCopy || (func.kind === "Name" && HANDS_ON.has(func.name))) return this.#ofArguments(call);
    const own = func.kind === "Attribute" ? this.#receiverOf(func.value) : this.#ofName(name);
    const all = [...own, ...this.#ofArguments(call)];
    if (all.length === 0) return NO_NAMES;
    const isKept = func.kind === "Name" && classesKept(this.model, func, this.unit).length > 0;
    const passes = func.kind === "Attribute" && PASSES.has(name);
    return isLocal || isKept || passes || this.names.foreign(call, this.unit) !== null ? all : NO_NAMES;
  }

  #all(expr: Expr): readonly string[] {
    return [...namesIn(expr)].flatMap((name) => this.#ofName(name));
  }
}

/** Functions of the library that give what belongs to what they are handed. */
const HANDS_ON = new Set(["vars", "getattr"]);
const NO_NAMES: readonly string[] = [];
const NO_CALLS: readonly LocalCall[] = [];
/** Expressions that make nothing that holds something else, other than functions. */
const PLAIN = new Set(["Name", "Attribute", "Subscript", "Lambda"]);
/** Methods that give the object itself, or an item of it. */
const PASSES = new Set([...GIVES_ITEM, ...GIVES_ITSELF, "with_traceback"]);

/** What a call hands over, from the n-th positional argument on. */
function valuesOf(call: Call, from = 0): readonly Expr[] {
  const positional = from === 0 ? call.args : call.args.slice(from);
  return [
    ...positional.map((arg) => (arg.kind === "Starred" ? arg.value : arg)),
    ...call.keywords.map(({ value }) => value),
  ];
}

function isSuper(expr: Expr): boolean {
  return expr.kind === "Call" && expr.func.kind === "Name" && expr.func.name === "super";
}

/** The last part of the name that a call calls; null where it calls what another call gives. */
function calledName(call: Call): string | null {
  return lastName(call.func) || null;
}

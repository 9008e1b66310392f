/** What a call does to the objects that it is handed, and what it gives: by the code of the file, or the catalogue. */
import { isForeign } from "../../base/text.js";
import type { Call, ClassDef, Expr, FunctionDef } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import { isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { itemLabel, shrinks } from "./attributes.js";
import { isItem, type Link, type Place, type Rebinding, type Sym, type Trail } from "./graph.js";
import { join, type State, type Summary, type Syms, TooMuch } from "./state.js";

const NONE: Syms = [];
/** Methods that put their last argument into a container. */
export const ADDS: ReadonlySet<string> = new Set(["append", "appendleft", "add", "insert"]);
/** Methods that put the items of their argument into a container. */
export const EXTENDS: ReadonlySet<string> = new Set(["extend", "extendleft", "update"]);
/** Methods that give the container, or something that runs over it. */
export const GIVES_ITSELF: ReadonlySet<string> = new Set(["values", "items", "keys", "copy", "__iter__"]);
/** Methods that give an item. */
export const GIVES_ITEM: ReadonlySet<string> = new Set(["get", "pop", "popleft", "setdefault", "__getitem__"]);
/** Decorators that replace a function by something whose result is another. */
const OPAQUE_BASES = /^(?:enum\.|builtins\.type$)/;

/** A function of another file that does more is taken for one of which nothing is known: it would crowd out the caller. */
const MOST_FOREIGN_EFFECTS = 150;

/** Library objects that iterate over their arguments. */
const ITERATORS = /^(?:builtins\.(?:iter|enumerate|zip|reversed|map|filter)|itertools\.\w+)$/;

interface Arguments {
  readonly positional: readonly Syms[];
  readonly keywords: ReadonlyMap<string, Syms>;
  /** A star stands among the positional ones. */
  readonly isOpen: boolean;
}

type Evaluate = (expr: Expr) => Syms;

/** What a call may give; its effects are applied to the state. */
export function callValue(call: Call, state: State, value: Evaluate, awaited: boolean): Syms {
  const { model } = state;
  const { func } = call;
  const scope = state.unit.scopeOf(call);
  const referent = model.resolve(func, scope);
  if (referent?.kind === "qualified") {
    const given = libraryCall(call, referent.name, state, value);
    if (given !== null) return given;
  }
  // `functools.lru_cache(maxsize=64)(self.price)`
  if (func.kind === "Call") {
    const maker = model.qualifiedName(func.func, scope);
    value(func);
    const args = argumentsOf(call, value);
    return maker !== null && model.catalogue.reference(maker) === "holds"
      ? holder(call, args, maker, state)
      : unknown(call, state);
  }
  const receivers = func.kind === "Attribute" ? receiversOf(func.value, state, value) : NONE;
  const args = argumentsOf(call, value);
  const callee = model.calleeOf(call, state.unit);
  if (callee !== null) {
    const { method, unit } = callee;
    if (dropsTracebacks(unit))
      for (const sym of args.positional.flat()) if (sym.kind === "exception") state.cleaned.add(sym);
    const isBound = method !== null && method.receiver !== null && method.kind !== "class" && !isOfClass(func, state);
    const isSuper = func.kind === "Attribute" && isSuperCall(func.value);
    const own = isSuper ? (state.receiver === null ? NONE : [state.receiver]) : receivers;
    return invoke(call, unit, isBound ? own : NONE, isBound || method?.kind === "class", args, state, awaited);
  }
  if (referent !== null || (func.kind === "Name" && receivers.length === 0)) {
    const made = model.classOf(call, state.unit);
    if (made !== null) return construct(call, made, args, state);
  }
  if (func.kind !== "Attribute") return unknown(call, state);
  return receivers.length === 0
    ? unknown(call, state)
    : methodCall(call, func.attr.name, receivers, args, state, awaited);
}

/** Whether a function sets `__traceback__` to None, as those do that are there to detach exceptions from their frames. */
function dropsTracebacks(unit: Unit): boolean {
  return unit.stmts.some(
    (stmt) =>
      stmt.kind === "Assign" &&
      isNone(stmt.value) &&
      stmt.targets.some((target) => target.kind === "Attribute" && target.attr.name === "__traceback__"),
  );
}

function receiversOf(expr: Expr, state: State, value: Evaluate): Syms {
  return isSuperCall(expr) ? (state.receiver === null ? NONE : [state.receiver]) : value(expr);
}

function isSuperCall(expr: Expr): boolean {
  return expr.kind === "Call" && expr.func.kind === "Name" && expr.func.name === "super";
}

/** `Base.__init__(self, …)`: called on the class. */
function isOfClass(func: Expr, state: State): boolean {
  return func.kind === "Attribute" && state.model.resolve(func.value, state.unit.scope)?.kind === "class";
}

function argumentsOf(call: Call, value: Evaluate): Arguments {
  const positional: Syms[] = [];
  let isOpen = false;
  for (const arg of call.args) {
    const syms = value(arg);
    if (arg.kind === "Starred") isOpen = true;
    else if (!isOpen) positional.push(syms);
  }
  const keywords = new Map<string, Syms>();
  for (const keyword of call.keywords) {
    const syms = value(keyword.value);
    if (keyword.name !== null) keywords.set(keyword.name, syms);
  }
  return { positional, keywords, isOpen };
}

function unknown(call: Call, state: State): Syms {
  return [state.symbol("other", "object", call)];
}

function libraryCall(call: Call, name: string, state: State, value: Evaluate): Syms | null {
  if (name === "builtins.setattr" || name === "builtins.object.__setattr__") {
    const [object, attribute, given] = call.args;
    if (object === undefined || given === undefined || attribute?.kind !== "Constant") return null;
    const syms = value(given);
    for (const base of value(object)) state.store(base, attribute.value, syms, state.place(call));
    return NONE;
  }
  if (name === "traceback.clear_frames" && state.ownFrame !== null) {
    for (const handled of state.handled) state.cleaned.add(handled);
    return NONE;
  }
  const reference = state.model.catalogue.reference(name);
  switch (reference) {
    case undefined:
      return null;
    case "weak":
      argumentsOf(call, value);
      return NONE;
    case "weak-keys":
    case "weak-values":
      argumentsOf(call, value);
      return [state.symbol("container", lastPart(name), call, { hold: reference })];
    case "passes": {
      const { positional } = argumentsOf(call, value);
      return positional[positional.length - 1] ?? NONE;
    }
    case "holds":
      return holder(call, argumentsOf(call, value), name, state);
    case "collects":
      return collector(call, argumentsOf(call, value), name, state);
    case "exception": {
      const handled = state.handled[state.handled.length - 1];
      if (handled === undefined) return NONE;
      if (name === "sys.exception") return [handled];
      const info = state.symbol("container", "tuple", call);
      for (const label of ["[1]", "[2]"]) state.store(info, label, [handled], state.place(call));
      return [info];
    }
    case "frame":
      return frameOf(call, name, state);
    default:
      return null;
  }
}

function frameOf(call: Call, name: string, state: State): Syms {
  const [depth] = call.args;
  if (depth !== undefined && name === "sys._getframe" && !(depth.kind === "Constant" && depth.value === "0"))
    return NONE;
  const frame = state.frame(call);
  if (name !== "inspect.stack") return [frame];
  const list = state.symbol("container", "list", call);
  state.store(list, "[0]", [frame], state.place(call));
  return [list];
}

/** A library object that keeps its arguments: a partial, an iterator. */
function holder(call: Call, args: Arguments, name: string, state: State): Syms {
  const isIterator = ITERATORS.test(name);
  const held = [...args.positional, ...args.keywords.values()]
    .flat()
    // What its own `__iter__` gives is held, not the object.
    .filter(({ cls }) => !isIterator || cls === null || cls.method("__iter__")?.unit.isGenerator === true);
  if (held.length === 0) return NONE;
  const made = state.symbol("holder", lastPart(name), call);
  for (const one of held) state.bind(made, "()", one, state.place(call));
  return [made];
}

function collector(call: Call, args: Arguments, name: string, state: State): Syms {
  const made = state.symbol("container", lastPart(name), call);
  const place = state.place(call);
  for (const from of args.positional[0] ?? NONE) {
    if (from.kind !== "container" && from.kind !== "part") continue;
    for (const link of [...state.links]) {
      if (link.from === from && isItem(link.label)) state.store(made, link.label, [link.to], place, false);
    }
  }
  for (const [key, held] of args.keywords) {
    if (key !== "key" && key !== "maxlen" && held.length > 0) state.store(made, `["${key}"]`, held, place);
  }
  return [made];
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function methodCall(call: Call, name: string, receivers: Syms, args: Arguments, state: State, awaited: boolean): Syms {
  let given: Syms = NONE;
  for (const receiver of receivers) given = join(given, callOn(call, name, receiver, args, state, awaited));
  return given;
}

function callOn(call: Call, name: string, receiver: Sym, args: Arguments, state: State, awaited: boolean): Syms {
  const { host } = state;
  const own = receiver.cls?.method(name) ?? null;
  if (own !== null && own.kind !== "property" && own.kind !== "setter")
    return invoke(
      call,
      own.unit,
      own.kind === "instance" ? [receiver] : NONE,
      own.kind !== "static",
      args,
      state,
      awaited,
    );
  if (receiver.kind === "exception") {
    if (name !== "with_traceback") return NONE;
    const [trace] = call.args;
    if (trace === undefined || !isNone(trace)) return [receiver];
    // It changes the exception itself.
    state.cleaned.add(receiver);
    return NONE;
  }
  if (shrinks(name)) state.shrunk.add(receiver);
  const place = state.place(call, state.unit.statementOf(call));
  const last = args.positional[args.positional.length - 1] ?? NONE;
  if (receiver.cls === null || receiver.kind === "container") {
    if (ADDS.has(name) && call.keywords.length === 0 && !args.isOpen && isAddition(name, call)) {
      const element = name === "insert" ? call.args[1] : call.args[0];
      if (element !== undefined) state.store(receiver, "[]", last, place);
      return NONE;
    }
    if (EXTENDS.has(name) && receiver.kind !== "other") {
      for (const from of last) {
        if (from.kind !== "container") continue;
        for (const link of [...state.links])
          if (link.from === from && isItem(link.label)) state.store(receiver, link.label, [link.to], place, false);
      }
      for (const [key, held] of args.keywords) state.store(receiver, `["${key}"]`, held, place);
      return NONE;
    }
    if (GIVES_ITEM.has(name) && receiver.kind !== "other") {
      const key = call.args[0];
      const label = key === undefined ? "[]" : itemLabel(key);
      const fallback = args.positional[1] ?? NONE;
      if (name === "setdefault" && fallback.length > 0) state.store(receiver, label, fallback, place);
      return join(state.load(receiver, label, call), fallback);
    }
    if (GIVES_ITSELF.has(name) && receiver.kind !== "other" && call.args.length === 0) return [receiver];
    const owner = receiver.cls === null && receiver.kind !== "container" ? host.ownerOfMethod(name) : null;
    const method = owner?.method(name) ?? null;
    if (method !== null) return invoke(call, method.unit, [receiver], true, args, state, awaited);
  }
  return unknown(call, state);
}

function isAddition(name: string, call: Call): boolean {
  return name === "insert" ? call.args.length === 2 : call.args.length === 1;
}

function construct(call: Call, cls: ClassInfo, args: Arguments, state: State): Syms {
  if (cls.foreignBases.some((base) => base !== null && OPAQUE_BASES.test(base)) || cls.method("__new__") !== null)
    return NONE;
  const made = state.symbol("instance", cls.name, call, { cls });
  const init = cls.method("__init__");
  if (init !== null) invoke(call, init.unit, [made], true, args, state, false);
  else {
    const place = state.place(call, state.unit.statementOf(call));
    fieldsOf(cls, state).forEach((field, index) => {
      const held = args.keywords.get(field) ?? (args.isOpen ? NONE : (args.positional[index] ?? NONE));
      if (held.length > 0) state.store(made, field, held, place);
    });
    const after = cls.method("__post_init__");
    if (after !== null)
      invoke(call, after.unit, [made], true, { positional: [], keywords: new Map(), isOpen: false }, state, false);
  }
  return [made];
}

/** Fields of a dataclass (or of `attrs`) in the order of its constructor's parameters. */
function fieldsOf(cls: ClassInfo, state: State): readonly string[] {
  const { model } = state;
  const isData = (node: ClassDef): boolean =>
    node.decorators.some((decorator) =>
      /^(?:dataclasses\.dataclass|attrs?\.\w+)$/.test(model.decoratorName(decorator, model.tree.module) ?? ""),
    );
  const fields: string[] = [];
  for (const one of [...cls.mro].reverse()) {
    if (!isData(one.node)) continue;
    for (const stmt of one.node.body) {
      if (stmt.kind !== "AnnAssign" || stmt.target.kind !== "Name") continue;
      const annotation = stmt.annotation.kind === "Subscript" ? stmt.annotation.value : stmt.annotation;
      const isClassVar = annotation.kind === "Name" && annotation.name === "ClassVar";
      const isHidden =
        stmt.value?.kind === "Call" &&
        stmt.value.keywords.some(
          ({ name, value }) => name === "init" && value.kind === "Constant" && value.type === "False",
        );
      if (!isClassVar && !isHidden && !fields.includes(stmt.target.name)) fields.push(stmt.target.name);
    }
  }
  return fields;
}

/** Calls a function of the file. */
function invoke(
  call: Call,
  unit: Unit,
  receivers: Syms,
  /** The first parameter is none of the call's arguments. */
  isBound: boolean,
  args: Arguments,
  state: State,
  awaited: boolean,
): Syms {
  if (unit.node.kind !== "FunctionDef") return unknown(call, state);
  const bound = bindParameters(unit.node, isBound, args, state);
  if (unit.isGenerator && !isManager(unit.node, state)) {
    const made = state.symbol("generator", "generator", call);
    const place = state.place(call, state.unit.statementOf(call));
    for (const held of [...receivers, ...[...bound.values()].flat()]) state.bind(made, "()", held, place);
    return [made];
  }
  // Nothing happens before a coroutine is awaited.
  if (unit.node.isAsync && !awaited) return unknown(call, state);
  const isElsewhere = isForeign(unit.node) && !isForeign(state.unit.node);
  // What a function of another file does among its own objects is told where that file is linted.
  const isHanded = receivers.length > 0 || [...bound.values()].some((syms) => syms.length > 0);
  if (isElsewhere && !isHanded) return unknown(call, state);
  const summary = state.host.summaryOf(unit);
  if (summary === null || (isElsewhere && summary.effects.length > MOST_FOREIGN_EFFECTS)) return unknown(call, state);
  return apply(summary, receivers, bound, call, state);
}

function isManager(node: FunctionDef, state: State): boolean {
  return node.decorators.some((decorator) => {
    const name = state.model.decoratorName(decorator, state.unit.scope);
    return name === null || !name.startsWith("typing.");
  });
}

function bindParameters(
  node: FunctionDef,
  skipsFirst: boolean,
  args: Arguments,
  state: State,
): ReadonlyMap<string, Syms> {
  const bound = new Map<string, Syms>();
  const { all } = node.params;
  const positional = all
    .filter(({ form }) => form === "positional" || form === "positionalOnly")
    .slice(skipsFirst ? 1 : 0);
  positional.forEach((param, index) => {
    const syms = args.positional[index];
    if (syms !== undefined) bound.set(param.name, syms);
  });
  const rest = all.find(({ form }) => form === "varPositional");
  if (rest !== undefined && args.positional.length > positional.length) {
    const list = state.symbol("container", "tuple", rest.annotation);
    for (const syms of args.positional.slice(positional.length))
      state.store(list, "[]", syms, { range: rest, unit: state.unit, statement: rest });
    bound.set(rest.name, [list]);
  }
  for (const [name, syms] of args.keywords) if (all.some((param) => param.name === name)) bound.set(name, syms);
  return bound;
}

/** The links that a function makes, made again for what it is handed here. */
function apply(summary: Summary, receivers: Syms, bound: ReadonlyMap<string, Syms>, call: Call, state: State): Syms {
  const memo = new Map<Sym, Syms>();
  const map = (sym: Sym, depth = 0): Syms => {
    const known = memo.get(sym);
    if (known !== undefined) return known;
    const mapped = depth > 8 ? NONE : fresh(sym, depth);
    memo.set(sym, mapped);
    return mapped;
  };
  const fresh = (sym: Sym, depth: number): Syms => {
    switch (sym.kind) {
      case "receiver":
        return receivers;
      case "parameter":
        return bound.get(sym.name) ?? NONE;
      case "outer":
        return state.unit === summary.unit.parent || isInside(summary.unit, state.unit) ? state.name(sym.name) : NONE;
      case "part": {
        if (sym.base === null || sym.node === null || sym.node.kind === "Module") return NONE;
        const node = sym.node as Expr;
        return map(sym.base, depth + 1).reduce<Syms>((all, base) => join(all, state.load(base, sym.label, node)), NONE);
      }
      case "exception":
      case "frame":
        return NONE;
      default:
        return [state.symbol(sym.kind, sym.name, sym.node, { cls: sym.cls, hold: sym.hold, label: sym.label })];
    }
  };
  const first = state.branches;
  const around = state.trail;
  state.branches += summary.branches;
  const again = (link: Link | Rebinding): void => {
    if (!("to" in link)) {
      state.trail = shifted(link.trail, first, around);
      const bases = map(link.from);
      if (bases.length === 1) for (const from of bases) state.rebind(from, link.label);
      return;
    }
    const place = seenFrom(link.place, call, state);
    state.trail = shifted(link.trail, first, around);
    const isCallable = link.label === "()";
    for (const from of map(link.from)) {
      if (isCallable) for (const to of map(link.to)) state.bind(from, link.label, to, place);
      else state.store(from, link.label, map(link.to), place, false);
    }
  };
  state.step();
  if (!state.host.spend(summary.effects.length)) throw new TooMuch();
  for (const effect of summary.effects) again(effect);
  state.trail = around;
  const given = summary.returns.reduce<Syms>((all, sym) => join(all, map(sym)), NONE);
  return given.length === 0 && summary.returns.length === 0 ? unknown(call, state) : given;
}

/** Where a link is made that a callee makes; of one in another file, also the call that leads there. */
function seenFrom(place: Place, call: Call, state: State): Place {
  if (!isForeign(place.range) || place.via !== undefined || isForeign(call)) return place;
  return { ...place, via: state.place(call, state.unit.statementOf(call)) };
}

/** The branches of a callee, numbered as the caller's own, inside those around the call. */
function shifted(trail: Trail | null, first: number, around: Trail | null): Trail | null {
  if (trail === null) return around;
  return { branch: first + trail.branch, arm: trail.arm, outer: shifted(trail.outer, first, around) };
}

function isInside(unit: Unit, around: Unit): boolean {
  for (let at = unit.parent; at !== null; at = at.parent) if (at === around) return true;
  return false;
}

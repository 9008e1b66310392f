/** What a call does to the objects that it is handed, and what it gives: by the code of the file, or the catalogue. */
import type { Call, Expr } from "../../syntax/ast.js";
import { classHeld } from "../model/class-held.js";
import type { Method } from "../model/class-info.js";
import { isNone, modelOf } from "../model/file-model.js";
import { classesKept } from "../model/registries.js";
import { itemLabel, shrinks } from "./cuts.js";
import { isItem, type Sym } from "./graph.js";
import { type Arguments, construct, invoke, unknown } from "./invoke.js";
import { getAttribute } from "./reading.js";
import { join, type State, type Syms } from "./state.js";

const NONE: Syms = [];
/** Methods that put their last argument into a container. */
export const ADDS: ReadonlySet<string> = new Set(["append", "appendleft", "add", "insert", "set_result"]);
/** Functions that put their second argument into the container that is their first. */
export const PUSHES: ReadonlySet<string> = new Set(["heappush", "insort", "insort_left", "insort_right"]);
/** Methods that put the items of their argument into a container. */
export const EXTENDS: ReadonlySet<string> = new Set(["extend", "extendleft", "update"]);
/** Methods that give the container, or something that runs over it. */
export const GIVES_ITSELF: ReadonlySet<string> = new Set(["values", "items", "keys", "copy", "__iter__"]);
/** Methods that give an item. */
export const GIVES_ITEM: ReadonlySet<string> = new Set(["get", "pop", "popleft", "setdefault", "__getitem__"]);
/** Library objects that iterate over their arguments. */
const ITERATORS = /^(?:builtins\.(?:iter|enumerate|zip|reversed|map|filter)|itertools\.\w+)$/;

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
  if (callee !== null && !isOverridden(func, callee.method, receivers)) {
    const { method, unit } = callee;
    const isBound = method !== null && method.receiver !== null && method.kind !== "class" && !isOfClass(func, state);
    const isSuper = func.kind === "Attribute" && isSuperCall(func.value);
    const own = isSuper ? (state.receiver === null ? NONE : [state.receiver]) : receivers;
    return invoke(call, unit, isBound ? own : NONE, isBound || method?.kind === "class", args, state, awaited);
  }
  if (referent !== null || (func.kind === "Name" && receivers.length === 0)) {
    const made = model.classOf(call, state.unit);
    if (made !== null) return construct(call, made, args, state);
  }
  const kept = classesKept(model, func, state.unit);
  if (kept.length > 0) return kept.reduce<Syms>((all, cls) => join(all, construct(call, cls, args, state)), NONE);
  if (func.kind !== "Attribute") return unknown(call, state);
  return receivers.length === 0
    ? unknown(call, state)
    : methodCall(call, func.attr.name, receivers, args, state, awaited);
}

/** Whether an object is known to be of a subclass that has another method of the name. */
function isOverridden(func: Expr, method: Method | null, receivers: Syms): boolean {
  if (method === null || func.kind !== "Attribute" || isSuperCall(func.value)) return false;
  return receivers.some(({ cls }) => {
    if (cls === null || !cls.mro.includes(method.owner)) return false;
    return cls.method(func.attr.name)?.unit !== method.unit;
  });
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

function libraryCall(call: Call, name: string, state: State, value: Evaluate): Syms | null {
  if (name === "builtins.setattr" || name === "builtins.object.__setattr__") {
    const [object, attribute, given] = call.args;
    if (object === undefined || given === undefined || attribute === undefined) return null;
    // Under a name that is put together: some attribute, whichever. What is no known object may well be a class.
    const label = attribute.kind === "Constant" ? attribute.value : "[]";
    const syms = value(given);
    for (const base of value(object))
      if (label === "[]" ? base.kind === "receiver" : base.kind !== "other")
        state.store(base, label, syms, state.place(call));
    return NONE;
  }
  if (/^(?:heapq|bisect)\./.test(name) && PUSHES.has(lastPart(name))) {
    const { positional } = argumentsOf(call, value);
    for (const base of positional[0] ?? NONE) state.store(base, "[]", positional[1] ?? NONE, state.place(call));
    return NONE;
  }
  if (name === "traceback.clear_frames" && state.ownFrame !== null) {
    for (const handled of state.handled) state.cleaned.add(handled);
    return NONE;
  }
  if (name === "dataclasses.replace" || name === "copy.replace") return replaced(call, state, value);
  if (name === "builtins.getattr") return getAttribute(call, state, value);
  if (name === "builtins.vars" && call.args.length === 1)
    return value(call.args[0] as Expr).map((base) => state.namespace(base, call));
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
      return collector(
        call,
        argumentsOf(call, (arg) => value(drained(arg))),
        name,
        state,
      );
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

/** A copy of an object with other values in some of its fields. */
function replaced(call: Call, state: State, value: Evaluate): Syms {
  const { positional, keywords } = argumentsOf(call, value);
  const [before] = positional[0] ?? NONE;
  if (before === undefined) return unknown(call, state);
  const made = state.symbol("instance", before.cls?.name ?? "object", call, { cls: before.cls });
  for (const [field, held] of keywords) state.store(made, field, held, state.place(call));
  return [made];
}

/** What a collector makes of a generator is what a list would be. */
function drained(arg: Expr): Expr {
  return arg.kind === "Comprehension" && arg.form === "generator" ? { ...arg, form: "list" } : arg;
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
  const held = receiver.cls === null ? null : classHeld(receiver.cls, name, modelOf);
  if (held !== null) return construct(call, held, args, state);
  if (receiver.kind === "exception") {
    if (name !== "with_traceback") return NONE;
    const [trace] = call.args;
    if (trace === undefined || !isNone(trace)) return [receiver];
    // It changes the exception itself.
    state.cleaned.add(receiver);
    return NONE;
  }
  if (shrinks(name, call, state.unit)) state.shrunk.add(receiver);
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
        if (from.kind === "parameter" && name !== "update")
          state.store(receiver, "[]", state.load(from, "[]", call), place, false);
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

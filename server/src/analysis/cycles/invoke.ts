/** Functions and constructors of the project, called: what they do is done again to what they are handed. */
import { isForeign } from "../../base/text.js";
import type { ClassDef, Expr, FunctionDef } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import type { ClassInfo } from "../model/class-info.js";
import { isNone, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { isMadeIn, type Link, type Place, type Rebinding, type Sym, type Trail } from "./graph.js";
import { join, type State, type Summary, type Syms, TooMuch } from "./state.js";

const NONE: Syms = [];
/** Bases of classes whose objects are no objects of their own. */
const OPAQUE_BASES = /^(?:enum\.|builtins\.type$)/;

/** A function of another file that does more is taken for one of which nothing is known: it would crowd out the caller. */
const MOST_FOREIGN_EFFECTS = 150;

/** What a call hands over. */
export interface Arguments {
  readonly positional: readonly Syms[];
  readonly keywords: ReadonlyMap<string, Syms>;
  /** A star stands among the positional ones. */
  readonly isOpen: boolean;
}

/** What the result of a call is of which nothing is known. */
export function unknown(call: Expr, state: State): Syms {
  return [state.symbol("other", "object", call)];
}

/** Makes an object: its constructor is run, or its fields are set. */
export function construct(call: Expr, cls: ClassInfo, args: Arguments, state: State): Syms {
  if (cls.foreignBases.some((base) => base !== null && OPAQUE_BASES.test(base)) || cls.method("__new__") !== null)
    return NONE;
  const made = state.symbol("instance", cls.name, call, { cls });
  const init = cls.method("__init__");
  if (init !== null) invoke(call, init.unit, [made], true, args, state, false);
  else {
    const place = state.place(call, state.unit.statementOf(call));
    const handedOn: Syms[] = [];
    fieldsOf(cls, state).forEach(({ name, isInitOnly }, index) => {
      const held = args.keywords.get(name) ?? (args.isOpen ? NONE : (args.positional[index] ?? NONE));
      if (isInitOnly) handedOn.push(held);
      else if (held.length > 0) state.store(made, name, held, place);
    });
    const after = cls.method("__post_init__");
    if (after !== null)
      invoke(
        call,
        after.unit,
        [made],
        true,
        { positional: handedOn, keywords: new Map(), isOpen: false },
        state,
        false,
      );
  }
  return [made];
}

/** A parameter of a generated constructor. */
interface Field {
  readonly name: string;
  /** It is no attribute, but handed on to `__post_init__`. */
  readonly isInitOnly: boolean;
}

/** Fields of a dataclass (or of `attrs`) in the order of its constructor's parameters. */
function fieldsOf(cls: ClassInfo, state: State): readonly Field[] {
  const { model } = state;
  const isData = (node: ClassDef): boolean =>
    node.decorators.some((decorator) =>
      /^(?:dataclasses\.dataclass|attrs?\.\w+)$/.test(model.decoratorName(decorator, model.tree.module) ?? ""),
    );
  const fields = new Map<string, Field>();
  for (const one of [...cls.mro].reverse()) {
    if (!isData(one.node)) continue;
    for (const stmt of one.node.body) {
      if (stmt.kind !== "AnnAssign" || stmt.target.kind !== "Name") continue;
      const annotation = stmt.annotation.kind === "Subscript" ? stmt.annotation.value : stmt.annotation;
      const type = lastName(annotation);
      const isHidden =
        stmt.value?.kind === "Call" &&
        stmt.value.keywords.some(
          ({ name, value }) => name === "init" && value.kind === "Constant" && value.type === "False",
        );
      const { name } = stmt.target;
      if (type !== "ClassVar" && !isHidden && !fields.has(name))
        fields.set(name, { name, isInitOnly: type === "InitVar" });
    }
  }
  return [...fields.values()];
}

/** Calls a special method of an object's class; null where its class has none of its own. */
export function callSpecial(state: State, base: Sym, name: string, at: Expr, args: readonly Syms[]): Syms | null {
  const method = base.cls?.method(name) ?? null;
  if (method === null || method.kind !== "instance") return null;
  const given = { positional: args, keywords: new Map<string, Syms>(), isOpen: false };
  return invoke(at, method.unit, [base], true, given, state, false);
}

/** Calls a function of the project; `call` is what stands for the call where it is made. */
export function invoke(
  call: Expr,
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
  if (dropsTracebacks(unit))
    for (const sym of [...bound.values()].flat()) if (sym.kind === "exception") state.cleaned.add(sym);
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
  const [object] = receivers;
  const summary = state.host.summaryOf(unit, receivers.length === 1 ? (object?.cls ?? null) : null);
  if (summary === null || !state.hasRoomFor(summary.effects.length)) return unknown(call, state);
  if (isElsewhere && summary.effects.length > MOST_FOREIGN_EFFECTS) return unknown(call, state);
  return apply(summary, receivers, bound, call, state);
}

/** Whether a function lets go the traceback of an exception that it is handed: it is there to detach it from its frames. */
function dropsTracebacks(unit: Unit): boolean {
  return (
    unit.stmts.some(
      (stmt) =>
        stmt.kind === "Assign" &&
        isNone(stmt.value) &&
        stmt.targets.some((target) => target.kind === "Attribute" && target.attr.name === "__traceback__"),
    ) ||
    unit.calls.some(
      ({ func, args }) =>
        func.kind === "Attribute" && func.attr.name === "with_traceback" && args[0] !== undefined && isNone(args[0]),
    )
  );
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
function apply(summary: Summary, receivers: Syms, bound: ReadonlyMap<string, Syms>, call: Expr, state: State): Syms {
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
        return summary.unit.parent?.isWithin(state.unit) === true ? state.name(sym.name) : NONE;
      case "part": {
        if (sym.base === null || sym.node === null || sym.node.kind === "Module") return NONE;
        const node = sym.node as Expr;
        const read = (base: Sym): Syms => {
          const isPlain =
            sym.base?.kind === "parameter" && base.kind === "container" && /^(?:tuple|list|set)$/.test(base.name);
          const items = sym.label === "[]" && isPlain ? state.itemsOf(base) : NONE;
          return items.length > 0 ? items : state.load(base, sym.label, node);
        };
        return map(sym.base, depth + 1).reduce<Syms>((all, base) => join(all, read(base)), NONE);
      }
      case "exception":
      case "frame":
        return NONE;
      default:
        return [state.symbol(sym.kind, sym.name, sym.node, { cls: sym.cls, hold: sym.hold, label: sym.label })];
    }
  };
  const by = state.place(call, state.unit.statementOf(call));
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
    const place = seenFrom(link, call, by);
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
  return given.length === 0 && summary.returns.length === 0 && !givesLasting(summary.unit)
    ? unknown(call, state)
    : given;
}

/** Whether a function gives what a class or module keeps, as the one object of a class: it is there for good. */
function givesLasting(unit: Unit): boolean {
  const method = modelOf(unit).methodOf(unit);
  const isLasting = (expr: Expr): boolean => {
    if (expr.kind === "Attribute" || expr.kind === "Subscript") return isLasting(expr.value);
    if (expr.kind !== "Name") return false;
    if (method?.kind === "class" && expr.name === method.receiver) return true;
    return unit.scope.lookup(expr.name)?.node.kind === "Module";
  };
  const given = unit.stmts.flatMap((stmt) => (stmt.kind === "Return" && stmt.value !== null ? [stmt.value] : []));
  return given.length > 0 && given.every(isLasting);
}

/** Where a link is made that a callee makes; of one in another file, also the call that leads there. */
function seenFrom({ place, to }: Link, call: Expr, caller: Place): Place {
  const { range, unit, statement, via } = place;
  // What is handed over is handed over where it was made.
  const by = place.by !== undefined && isMadeIn(to, place.by.unit) ? place.by : caller;
  if (via !== undefined) return { range, unit, statement, via, by };
  return isForeign(range) && !isForeign(call)
    ? { range, unit, statement, via: caller, by }
    : { range, unit, statement, by };
}

/** The branches of a callee, numbered as the caller's own, inside those around the call. */
function shifted(trail: Trail | null, first: number, around: Trail | null): Trail | null {
  if (trail === null) return around;
  return { branch: first + trail.branch, arm: trail.arm, outer: shifted(trail.outer, first, around) };
}

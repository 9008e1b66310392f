/** What objects an expression may give, in an abstract run. */

import { isExpr } from "../../semantics/scopes.js";
import type { Attribute, Comprehension, Expr, Lambda } from "../../syntax/ast.js";
import { forEachChild } from "../../syntax/walk.js";
import type { Unit } from "../model/unit.js";
import { callValue } from "./calls.js";
import { itemLabel } from "./cuts.js";
import type { Sym } from "./graph.js";
import { callSpecial } from "./invoke.js";
import { readAttribute } from "./reading.js";
import { join, type State, type Syms } from "./state.js";

const NONE: Syms = [];
const DEEPEST = 60;

/** Evaluates expressions in a state. */
export class Evaluator {
  #depth = 0;

  constructor(readonly state: State) {}

  /** What an expression may give; evaluating it has the effects of the calls in it. */
  readonly value = (expr: Expr): Syms => {
    if (this.#depth > DEEPEST) return NONE;
    this.#depth++;
    try {
      return this.#value(expr);
    } finally {
      this.#depth--;
    }
  };

  #value(expr: Expr): Syms {
    const { state } = this;
    state.step();
    switch (expr.kind) {
      case "Constant":
        return NONE;
      case "Name":
        return state.name(expr.name);
      case "Attribute":
        return this.#attribute(expr);
      case "Subscript": {
        const bases = this.value(expr.value);
        const key = this.value(expr.index);
        if (expr.index.kind === "Slice") return bases.filter(({ kind }) => kind === "container");
        return bases.reduce<Syms>((all, base) => {
          const own = callSpecial(state, base, "__getitem__", expr, [key]);
          return join(all, own ?? state.load(base, itemLabel(expr.index), expr));
        }, NONE);
      }
      case "Call":
        return callValue(expr, state, this.value, false);
      case "Await":
        return expr.value.kind === "Call" ? callValue(expr.value, state, this.value, true) : NONE;
      case "NamedExpr": {
        const value = this.value(expr.value);
        state.assign(expr.target.name, value);
        return value;
      }
      case "IfExp": {
        this.value(expr.test);
        return join(this.value(expr.body), this.value(expr.orelse));
      }
      case "BoolOp":
        return expr.values.reduce<Syms>((all, one) => join(all, this.value(one)), NONE);
      case "Lambda":
        return [this.closure(expr, "lambda")];
      case "List":
      case "Set":
      case "Tuple":
        return [this.#display(expr, expr.elts)];
      case "Dict": {
        const made = state.symbol("container", "dict", expr);
        expr.values.forEach((value, index) => {
          const key = expr.keys[index] ?? null;
          if (key !== null) this.value(key);
          const held = this.value(value);
          if (key !== null) state.store(made, itemLabel(key), held, state.place(value));
        });
        return [made];
      }
      case "Comprehension":
        return this.#comprehension(expr);
      case "Starred":
        this.value(expr.value);
        return NONE;
      default:
        forEachChild(expr, (child) => {
          if (isExpr(child)) this.value(child);
        });
        return NONE;
    }
  }

  /** A function made here: bound to the variables around that it mentions. */
  closure(node: Lambda | (Unit["node"] & { readonly kind: "FunctionDef" }), name: string): Sym {
    const { state } = this;
    const made = state.symbol("closure", name, node);
    const place = state.place(
      node.kind === "Lambda" ? node : { start: node.defStart, end: node.name.end },
      node.kind === "Lambda" ? null : node,
    );
    for (const param of node.params.all) {
      if (param.default === null) continue;
      for (const held of this.value(param.default)) state.bind(made, "()", held, place);
    }
    const unit = state.model.unitOf(node);
    const names = unit === null ? new Set<string>() : capturedBy(unit);
    state.closures.push({ made, names, place });
    for (const captured of names) {
      for (const held of state.name(captured)) {
        if (held !== made) state.bind(made, "()", held, place);
      }
    }
    return made;
  }

  #attribute(expr: Attribute): Syms {
    const { state } = this;
    const bases = this.value(expr.value);
    return bases.reduce<Syms>((all, base) => join(all, readAttribute(state, base, expr.attr.name, expr)), NONE);
  }

  #display(expr: Expr, elements: readonly Expr[]): Sym {
    const { state } = this;
    const made = state.symbol(
      "container",
      expr.kind === "Set" ? "set" : expr.kind === "Tuple" ? "tuple" : "list",
      expr,
    );
    elements.forEach((element, index) => {
      const held = this.value(element);
      const label = expr.kind === "Tuple" ? `[${index}]` : "[]";
      if (held.length > 0) state.store(made, label, held, state.place(element));
    });
    return made;
  }

  #comprehension(expr: Comprehension): Syms {
    const { state } = this;
    const before = new Map(state.env);
    let first: Syms = NONE;
    expr.generators.forEach((part, index) => {
      const iterated = this.value(part.iter);
      if (index === 0) first = iterated;
      bindElements(state, part.target, part.iter, iterated, this.value);
      for (const test of part.ifs) this.value(test);
    });
    if (expr.form === "generator") {
      const made = state.symbol("generator", "generator", expr);
      const place = state.place(expr);
      for (const held of first) state.bind(made, "()", held, place);
      state.env = before;
      for (const name of namesInside(expr)) for (const held of state.name(name)) state.bind(made, "()", held, place);
      return [made];
    }
    const made = state.symbol("container", expr.form, expr);
    const held = this.value(expr.value ?? expr.element);
    if (expr.value !== null) this.value(expr.element);
    if (held.length > 0) state.store(made, "[]", held, state.place(expr.value ?? expr.element));
    state.env = before;
    return [made];
  }
}

/** Binds loop targets to what iterating over `iterated` gives: another object each time. */
export function bindElements(
  state: State,
  target: Expr,
  iterable: Expr,
  iterated: Syms,
  value: (expr: Expr) => Syms,
): void {
  // The elements of what belongs to the module do so, too; so do classes and functions of the module in a display.
  const isGlobal = iterable.kind === "Name" && (state.isGlobal(iterable.name) || isOfModule(state, iterable));
  const other = (name: string, node: Expr): Syms => (isGlobal ? NONE : [state.symbol("other", name, node)]);
  const elements = (from: Syms): Syms =>
    from.flatMap((one) =>
      one.kind === "container" || one.kind === "part" || one.kind === "parameter"
        ? state.load(one, "[]", iterable)
        : [],
    );
  const method = iterable.kind === "Call" && iterable.func.kind === "Attribute" ? iterable.func.attr.name : null;
  const called = iterable.kind === "Call" && iterable.func.kind === "Name" ? iterable.func.name : null;
  if (target.kind === "Name" && (iterable.kind === "Tuple" || iterable.kind === "List")) {
    const each = iterated.flatMap((one) => state.links.flatMap(({ from, to }) => (from === one ? [to] : [])));
    const all = each.reduce<Syms>((some, one) => join(some, [one]), NONE);
    state.assign(target.name, isGlobal || all.length > 0 ? all : other(target.name, target));
    return;
  }
  if (target.kind === "Name") {
    const isKeys =
      method === "keys" || called === "range" || called === "zip" || called === "enumerate" || method === "items";
    const single = isKeys ? NONE : elements(throughHolders(state, iterated));
    state.assign(target.name, single.length > 0 ? single : isKeys ? NONE : other(target.name, target));
    return;
  }
  if (target.kind === "Tuple" || target.kind === "List") {
    target.elts.forEach((one, index) => {
      const isElement = index === 1 && (method === "items" || called === "enumerate");
      const found = isElement ? elements(throughHolders(state, iterated)) : NONE;
      const syms = found.length > 0 ? found : other("element", one);
      assignTo(state, one, syms, one, value);
    });
    return;
  }
  assignTo(state, target, NONE, target, value);
}

/** Whether a name means a display that holds nothing but names of the module. */
function isOfModule(state: State, iterable: Expr & { readonly kind: "Name" }): boolean {
  const bindings = state.unit.scope.bindings.get(iterable.name) ?? [];
  return bindings.length > 0 && bindings.every((one) => one.kind === "assign" && holdsGlobals(state, one.value));
}

function holdsGlobals(state: State, expr: Expr): boolean {
  if (expr.kind === "Name") return state.isGlobal(expr.name);
  return (expr.kind === "Tuple" || expr.kind === "List") && expr.elts.every((one) => holdsGlobals(state, one));
}

/** `enumerate(x)`, `reversed(x)`: the elements are those of `x`. */
function throughHolders(state: State, iterated: Syms): Syms {
  return iterated.flatMap((one) =>
    one.kind === "holder" && one.node?.kind === "Call"
      ? state.links.filter((link) => link.from === one).map((link) => link.to)
      : [one],
  );
}

/** `target = value`. */
export function assignTo(
  state: State,
  target: Expr,
  syms: Syms,
  stmt: { readonly start: number; readonly end: number },
  value: (expr: Expr) => Syms,
): void {
  const place = { range: target, unit: state.unit, statement: stmt };
  switch (target.kind) {
    case "Name":
      if (state.unit.scope.globals.has(target.name)) return;
      state.assign(target.name, syms);
      state.bound.set(target.name, place);
      return;
    case "Attribute": {
      const bases = value(target.value);
      for (const base of bases) state.store(base, target.attr.name, syms, place, bases.length === 1);
      return;
    }
    case "Subscript": {
      const keys = value(target.index);
      if (target.index.kind === "Slice") return;
      const bases = value(target.value);
      if (bases.some(({ hold }) => hold === "weak-keys")) state.keyed.push({ keys, values: syms, place });
      for (const base of bases) {
        if (callSpecial(state, base, "__setitem__", target, [keys, syms]) !== null) continue;
        // Items of what a library gives are mostly copied: arrays, frames.
        if (base.kind !== "other") state.store(base, itemLabel(target.index), syms, place);
      }
      return;
    }
    case "Starred":
      assignTo(state, target.value, NONE, stmt, value);
      return;
    case "Tuple":
    case "List":
      target.elts.forEach((one, index) => {
        const found = syms.flatMap((sym) => (sym.kind === "container" ? state.load(sym, `[${index}]`, target) : []));
        assignTo(
          state,
          one,
          found.length > 0 || syms.length === 0 ? found : [state.symbol("other", "element", one)],
          stmt,
          value,
        );
      });
      return;
    default:
      return;
  }
}

/** Variables of functions around that a function (and those inside it) mentions. */
export function capturedBy(unit: Unit): ReadonlySet<string> {
  const found = new Set<string>();
  for (const inner of unit.all()) {
    for (const { name } of inner.names) {
      if (found.has(name)) continue;
      const home = inner.scope.lookup(name);
      const isOutside = home !== null && (home.node.kind === "FunctionDef" || home.node.kind === "Lambda");
      if (isOutside && home !== inner.scope && isAround(home.node, unit)) found.add(name);
    }
  }
  return found;
}

function isAround(node: unknown, unit: Unit): boolean {
  for (let at = unit.parent; at !== null; at = at.parent) if (at.node === node) return true;
  return false;
}

function namesInside(expr: Comprehension): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Expr): void => {
    if (node.kind === "Name") found.add(node.name);
    forEachChild(node, (child) => {
      if (isExpr(child)) visit(child);
    });
  };
  visit(expr.element);
  if (expr.value !== null) visit(expr.value);
  expr.generators.forEach((part, index) => {
    if (index > 0) visit(part.iter);
    for (const test of part.ifs) visit(test);
  });
  for (const part of expr.generators) {
    const drop = (target: Expr): void => {
      if (target.kind === "Name") found.delete(target.name);
      else forEachChild(target, (child) => isExpr(child) && drop(child));
    };
    drop(part.target);
  }
  return found;
}

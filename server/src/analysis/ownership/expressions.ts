/** Expressions, evaluated over the abstract values of `state.ts`, left to right as Python does. */

import { isExpr } from "../../semantics/scopes.js";
import type { Attribute, Comprehension, Dict, Expr, Subscript } from "../../syntax/ast.js";
import { forEachChild, namesIn } from "../../syntax/walk.js";
import { applyEntry, awaitPending, evaluateCall } from "./calls.js";
import { acquire, added, elementAt, elementOf, emptyCollection, gathered, keyOf } from "./collections.js";
import { conditionValue, decide, outcome, textOf } from "./conditions.js";
import type { Machine } from "./machine.js";
import { writeInto } from "./numbers.js";
import { propertyRead } from "./own-methods.js";
import { attributeOf, itemOf } from "./parts.js";
import { type Container, type ObjectId, objectsIn, type Value, withMembers } from "./state.js";

/** The value of an expression; null where nothing is known of it. Its effects are made on the machine. */
export function evaluate(machine: Machine, expr: Expr): Value | null {
  switch (expr.kind) {
    case "Name":
      if (expr.name === machine.context.receiver) machine.escapeAttributes();
      return machine.lookup(expr.name);
    case "Constant":
      return { kind: "constant", text: expr.type === "str" && expr.value.length > 40 ? "''" : textOf(machine, expr) };
    case "Call":
      return evaluateCall(machine, expr);
    case "Attribute": {
      if (expr.value.kind === "Name" && expr.value.name === machine.context.receiver) {
        return machine.lookup(`${expr.value.name}.${expr.attr.name}`) ?? readProperty(machine, expr);
      }
      const stream = machine.context.streamOf(expr, machine.scope);
      if (stream !== null) return machine.lookup(stream);
      const value = machine.evaluate(expr.value);
      if (value?.kind === "element") {
        // A bound method that somebody else may call.
        const { resource } = machine.typeOf(value.ids[0] ?? 0);
        if (resource?.release.includes(expr.attr.name)) machine.escape(value);
      } else if (value?.kind === "container") machine.escape(value);
      if (value === null) return readProperty(machine, expr);
      return value.kind === "object" ? attributeOf(machine, value, expr) : null;
    }
    case "Subscript":
      return evaluateSubscript(machine, expr);
    case "NamedExpr": {
      const value = machine.evaluate(expr.value);
      machine.setName(expr.target.name, value);
      return value;
    }
    case "IfExp":
      return machine.evaluate(decide(machine, expr.test) ? expr.body : expr.orelse);
    case "BoolOp": {
      let value: Value | null = null;
      for (const [index, operand] of expr.values.entries()) {
        value = machine.evaluate(operand);
        if (index < expr.values.length - 1 && outcome(machine, operand, value) === (expr.op === "or")) return value;
      }
      return value;
    }
    case "UnaryOp":
    case "Compare":
      return conditionValue(machine, expr) ?? evaluateChildren(machine, expr);
    case "Tuple":
    case "List": {
      if (expr.kind === "List" && expr.elts.length === 0) return emptyCollection(expr.start);
      const items = expr.elts.map((element) => machine.evaluate(element.kind === "Starred" ? element.value : element));
      const made: Value = { kind: "tuple", items };
      if (!expr.elts.some((element) => element.kind === "Starred")) return made;
      machine.escape(made);
      return null;
    }
    case "Set": {
      const items = expr.elts.map((element) => machine.evaluate(element.kind === "Starred" ? element.value : element));
      const made = gathered(machine, { kind: "tuple", items }, expr.start);
      if (made === null) machine.escape({ kind: "tuple", items });
      return made;
    }
    case "Dict":
      return evaluateDict(machine, expr);
    case "Comprehension":
      return evaluateComprehension(machine, expr);
    case "Lambda":
      return evaluateLambda(machine, expr);
    case "Await": {
      const value = machine.evaluate(expr.value);
      if (value?.kind === "pending") return awaitPending(machine, value);
      // A lock that is waited for in vain is not held.
      if (value?.kind === "locked" || isAcquire(expr.value)) return value;
      machine.mayRaise(expr, false, null);
      return value;
    }
    case "Yield":
      return evaluateYield(machine, expr, expr.value);
    case "YieldFrom":
      return evaluateYield(machine, expr, expr.value);
    case "Starred":
      machine.escape(machine.evaluate(expr.value));
      return null;
    case "UnknownExpr":
      for (const name of expr.names) machine.escape(machine.lookup(name));
      return null;
    default:
      return evaluateChildren(machine, expr);
  }
}

/** A property that gives something fresh acquires whenever it is read. */
function readProperty(machine: Machine, expr: Attribute): Value | null {
  const read = propertyRead(machine, expr);
  return read === null ? null : applyEntry(machine, read.call, read.entry);
}

function isAcquire(expr: Expr): boolean {
  return expr.kind === "Call" && expr.func.kind === "Attribute" && expr.func.attr.name === "acquire";
}

function evaluateDict(machine: Machine, expr: Dict): Value | null {
  let made: Container | null = emptyCollection(expr.start, "mapping");
  for (const [index, value] of expr.values.entries()) {
    const key = expr.keys[index] ?? null;
    if (key !== null) machine.escape(machine.evaluate(key));
    const item = machine.evaluate(value);
    if (item?.kind === "object" && !item.view && key !== null && made !== null) {
      const member = { id: item.id, key: keyOf(machine, key), many: false, position: null };
      made = withMembers(made, [member]);
    } else if (item !== null && objectsIn(item).length > 0) {
      machine.escape(item);
      machine.escape(made);
      made = null;
    }
  }
  return made;
}

function evaluateChildren(machine: Machine, expr: Expr): Value | null {
  let part: Value | null = null;
  forEachChild(expr, (child) => {
    if (!isExpr(child)) return;
    const value = machine.evaluate(child);
    machine.escapeElements(value);
    if (expr.kind === "JoinedStr") writeInto(machine, expr, value);
    else if (expr.kind === "BinOp" && expr.op === "%") {
      for (const item of value?.kind === "tuple" ? value.items : [value]) writeInto(machine, expr.left, item);
    }
    if (value?.kind === "object" && value.part !== undefined) part = value;
  });
  // A sum of lazy arrays is one as well.
  return expr.kind === "BinOp" ? part : null;
}

function evaluateSubscript(machine: Machine, expr: Subscript): Value | null {
  const value = machine.evaluate(expr.value);
  machine.evaluate(expr.index);
  if (value?.kind === "container") return elementAt(machine, expr, value);
  if (value?.kind === "object") return itemOf(machine, value, expr);
  if (value?.kind !== "tuple") return null;
  const index = expr.index.kind === "Constant" && expr.index.type === "int" ? Number(expr.index.value) : Number.NaN;
  const last =
    expr.index.kind === "UnaryOp" && expr.index.op === "-" && expr.index.operand.kind === "Constant"
      ? value.items.length - Number(expr.index.operand.value)
      : Number.NaN;
  const item = value.items[Number.isNaN(index) ? last : index];
  if (item === undefined) {
    const all = gathered(machine, value, expr.start);
    if (all === null || all.width !== null) machine.escape(value);
    else return elementAt(machine, expr, all);
  }
  return item ?? null;
}

/**
 * A comprehension runs here and now, but for a generator, which runs as its consumer asks: it holds on
 * to what it mentions.
 */
function evaluateComprehension(machine: Machine, expr: Comprehension): Value | null {
  const outer = machine.scope;
  const inner = machine.context.tree.enter(expr, outer);
  const held: Value[] = [];
  for (const [index, generator] of expr.generators.entries()) {
    machine.scope = index === 0 ? outer : inner;
    const iterable = machine.evaluate(generator.iter);
    const source = iterable?.kind === "container" || iterable?.kind === "tuple" ? toSource(machine, iterable) : null;
    if (source === null) iterateOver(machine, iterable, generator.iter);
    const item = iterable?.kind === "lazy" ? acquire(machine, iterable) : source === null ? null : elementOf(source);
    bindLocal(machine, generator.target, item);
    if (iterable !== null && objectsIn(iterable).length > 0) held.push(iterable);
    machine.scope = inner;
    for (const condition of generator.ifs) machine.evaluate(condition);
  }
  machine.scope = inner;
  const before = new Set(machine.state.objects.keys());
  let element = machine.evaluate(expr.element);
  if (expr.value !== null) {
    machine.escape(element);
    element = machine.evaluate(expr.value);
  }
  const lists = expr.form !== "generator" || element?.kind === "element";
  const several = lists
    ? added(machine, emptyCollection(expr.start, expr.form === "dict" ? "mapping" : "collection"), element)
    : null;
  machine.scope = outer;
  const [id] = objectsIn(element);
  machine.locals.clear();
  if (expr.form !== "generator") return several;
  if (element?.kind === "object" && id !== undefined && !before.has(id) && !element.view) {
    machine.state.objects.delete(id);
    const { call, typeName } = machine.siteOf(id);
    return { kind: "lazy", call, spec: typeName };
  }
  if (element !== null && objectsIn(element).length > 0) {
    if (element.kind === "element") return several;
    machine.escape(element);
  }
  const [first] = expr.generators;
  const lazy = new Set<string>();
  for (const part of [expr.element, expr.value, ...expr.generators.flatMap(({ iter, ifs }) => [iter, ...ifs])]) {
    if (part !== null && part !== first?.iter) namesIn(part, lazy);
  }
  for (const name of lazy) {
    const value = inner.bindings.has(name) ? null : machine.lookup(name);
    if (value !== null && objectsIn(value).length > 0) held.push(value);
  }
  const ids = new Set(held.flatMap((value) => objectsIn(value)));
  return ids.size === 0 ? null : { kind: "tuple", items: [...ids].map((id) => ({ kind: "object", id, view: true })) };
}

function toSource(machine: Machine, value: Value): Container | null {
  if (value.kind === "tuple" && (objectsIn(value).length === 0 || value.items.some(isView))) return null;
  return gathered(machine, value, -1);
}

/** What a target of a comprehension stands for. */
function bindLocal(machine: Machine, target: Expr, value: Value | null): void {
  if (target.kind === "Name") {
    if (value === null) machine.locals.delete(target.name);
    else machine.locals.set(target.name, value);
  } else if ((target.kind === "Tuple" || target.kind === "List") && value?.kind === "tuple") {
    target.elts.forEach((part, index) => {
      bindLocal(machine, part, value.items[index] ?? null);
    });
  } else if (value !== null) machine.escape(value);
}

/** Iterating a value to its end, all at once or step by step: it may fail, and may free what it iterates. */
export function iterateOver(machine: Machine, value: Value | null, iterable: Expr): void {
  if (value?.kind !== "object" || value.view) {
    machine.useOpen(iterable);
    if (value?.kind === "tuple") machine.escape({ kind: "tuple", items: value.items.filter((item) => !isView(item)) });
    return;
  }
  noteIteration(machine, value.id, iterable);
  machine.mayRaise(iterable, false, ["OSError"]);
  if (machine.typeOf(value.id).resource?.exhaustible) machine.release(value.id);
}

/** Iterating a released object may be a failure for sure; iterating an open one says that it is none for sure. */
export function noteIteration(machine: Machine, id: ObjectId, iterable: Expr): void {
  if (machine.state.objects.get(id) !== "released") machine.useOpen(iterable);
  else if (machine.typeOf(id).resource?.iterationFailsWhenReleased) machine.useReleased(id, iterable);
}

function isView(value: Value | null): boolean {
  return value?.kind === "object" && value.view;
}

/** What a lambda makes when called is its caller's; what it drops is lost whenever it is called. */
function evaluateLambda(machine: Machine, expr: Expr & { kind: "Lambda" }): null {
  for (const param of expr.params.all) if (param.default !== null) machine.escape(machine.evaluate(param.default));
  const outer = machine.scope;
  const raised = machine.raised.length;
  machine.scope = machine.context.tree.enter(expr, outer);
  machine.escape(machine.evaluate(expr.body));
  machine.scope = outer;
  machine.raised.length = raised;
  return null;
}

/** The type of what is acquired for the consumer alone: the generator does not come back to it. */
function freshlyYielded(machine: Machine, expr: Expr | null, value: Value | null): string | null {
  if (expr === null || value?.kind !== "object" || value.view || machine.siteOf(value.id).parameter !== null)
    return null;
  if (machine.state.objects.get(value.id) !== "open" || [...machine.state.holders.values()].includes(value.id))
    return null;
  if (expr.kind === "Name") {
    const { text, node } = machine.context;
    const after = text.slice(expr.end, node.end);
    const before = text.slice(node.start, expr.start);
    const name = new RegExp(`\\b${expr.name}\\b`, "g");
    if (name.test(after) || (before.match(name)?.length ?? 0) !== 1) return null;
  } else if (expr.kind !== "Call") return null;
  return machine.siteOf(value.id).typeName;
}

function evaluateYield(machine: Machine, expr: Expr, value: Expr | null): null {
  const given = value === null ? null : machine.evaluate(value);
  switch (machine.context.yieldKind) {
    case "manager":
      machine.lend(given);
      machine.mayRaise(expr, true, null, "manager-yield");
      return null;
    case "fixture":
      machine.lend(given);
      return null;
    default:
      machine.context.yielded.push(expr.kind === "Yield" ? freshlyYielded(machine, value, given) : null);
      if (expr.kind === "YieldFrom") iterateOver(machine, given, expr);
      else machine.escape(given);
      machine.mayRaise(expr, false, null, "generator-exit");
      return null;
  }
}

/** The places of a file where a listener is registered with a publisher. */
import { isForeign } from "../../base/text.js";
import type { Call, Expr, FunctionDef, Node } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import { argumentOf } from "../model/access.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { type Callee, type Callers, operatorCall, positionOf } from "./callers.js";

import { type Given, givenBy, settled } from "./conditions.js";
import type { Addition } from "./containers.js";
import type { KnownRegistration, Library } from "./library.js";
import { identityOf } from "./matching.js";
import type { Container, Holder, Kept, Publishers } from "./publishers.js";

/** One registration. */
export interface Registration {
  /** The call, or the statement or decorator that registers. */
  readonly node: Node;
  readonly call: Call | null;
  readonly unit: Unit;
  readonly listener: Expr | FunctionDef;
  readonly holder: Holder;
  /** Null for a library's publisher. */
  readonly container: Container | null;
  readonly known: KnownRegistration | null;
  /** Where it is put into the container, for a publisher of the project. */
  readonly addition: Addition | null;
  /** What the called function does, where it is one of the project. */
  readonly kept: Kept | null;
  readonly callee: Callee | null;
  /** The name of the method or function that registers. */
  readonly verb: string;
  /** The publisher as written; null for a function of the module. */
  readonly publisher: Expr | null;
  /** `each`: one more with every registration. `element`: none for an equal listener. `slot`: the last takes the place. */
  readonly grows: "each" | "element" | "slot";
  /** Other arguments, that may say for which event. */
  readonly keys: readonly Expr[];
  /** By the name of the method alone. */
  readonly isGuess?: boolean;
}

/** All registrations of a file. */
export function registrationsOf(
  model: FileModel,
  publishers: Publishers,
  library: Library,
  callers: Callers,
): Registration[] {
  const found: Registration[] = [];
  for (const unit of model.units) {
    for (const call of unit.calls) {
      const known = ofLibrary(model, library, call, unit);
      const own = known === null ? ofProject(publishers, callers, call, unit) : [known];
      found.push(...own);
      const guess = own.length === 0 ? ofImported(model, library, callers, call, unit) : null;
      if (guess !== null) found.push(guess);
    }
    found.push(...direct(model, publishers, unit), ...byOperator(publishers, callers, unit));
    if (unit.node.kind === "FunctionDef") found.push(...byDecorator(model, publishers, unit));
  }
  return found;
}

function ofLibrary(model: FileModel, library: Library, call: Call, unit: Unit): Registration | null {
  const { func } = call;
  if (func.kind !== "Attribute" && func.kind !== "Name") return null;
  const qualified = model.qualifiedName(func, unit.scopeOf(call));
  let known = qualified === null ? null : library.function(qualified);
  let publisher: Expr | null = null;
  if (known === null && func.kind === "Attribute" && library.hasMethod(func.attr.name)) {
    const entry = library.publisherAt(func.value, unit);
    const registration = entry?.register[func.attr.name];
    if (entry !== null && registration !== undefined) {
      known = { name: func.attr.name, publisher: entry, entry: registration };
      publisher = func.value;
    }
  }
  if (known === null) return null;
  const { entry } = known;
  const listener = argumentOf(call, entry.listener, entry.keyword ?? null);
  if (listener === null || isWeak(known, call)) return null;
  return {
    node: call,
    call,
    unit,
    listener,
    holder: publisher === null ? { kind: "module" } : { kind: "place", expr: publisher, unit },
    container: null,
    known,
    addition: null,
    kept: null,
    callee: null,
    verb: known.name,
    publisher,
    grows: entry.replaces !== true ? "each" : isFixed(model, otherArguments(call, listener), unit) ? "slot" : "element",
    keys: otherArguments(call, listener),
  };
}

/** A call that reads like a registration with an imported object, of which nothing else is known. */
function ofImported(model: FileModel, library: Library, callers: Callers, call: Call, unit: Unit): Registration | null {
  const { func } = call;
  if (func.kind !== "Attribute" || unit.node.kind === "Module") return null;
  const verb = func.attr.name;
  const remove = model.catalogue.listenerPairs.get(verb);
  if (remove === undefined || callers.calleeOf(call, unit) !== null) return null;
  const publisher = model.qualifiedName(func.value, unit.scopeOf(call));
  if (publisher === null || publisher.startsWith("builtins.")) return null;
  // What the catalogue knows has had its say: it may hold weakly.
  if (library.publisherAt(func.value, unit) !== null || library.function(`${publisher}.${verb}`) !== null) return null;
  const position = call.args.findIndex((arg) => isCallback(model, arg, unit));
  const listener = call.args[position];
  if (listener === undefined) return null;
  const entry = { listener: position, remove: [...remove] };
  return {
    node: call,
    call,
    unit,
    listener,
    holder: { kind: "module" },
    container: null,
    known: { name: verb, publisher: { noun: "publisher", register: { [verb]: entry } }, entry },
    addition: null,
    kept: null,
    callee: null,
    verb,
    publisher: func.value,
    grows: "each",
    keys: otherArguments(call, listener),
    isGuess: true,
  };
}

function isCallback(model: FileModel, expr: Expr, unit: Unit): boolean {
  if (expr.kind === "Lambda") return true;
  const identity = identityOf(model, expr, unit);
  return (
    identity.kind === "method" ||
    (identity.kind === "name" && identity.fresh && identity.scope.node.kind === "FunctionDef")
  );
}

function isWeak({ entry }: KnownRegistration, call: Call): boolean {
  if (entry.weak === true) return true;
  if (entry.weakUnlessFalse === undefined) return false;
  const given = call.keywords.find(({ name }) => name === entry.weakUnlessFalse)?.value;
  return !(given?.kind === "Constant" && given.type === "False");
}

function ofProject(
  publishers: Publishers,
  callers: Callers,
  call: Call,
  unit: Unit,
  callee = callers.calleeOf(call, unit),
): Registration[] {
  if (callee === null || callee.unit === unit) return [];
  if (isForeign(callee.unit.node) && !call.args.some(mayListen) && !call.keywords.some(({ value }) => mayListen(value)))
    return [];
  const found: Registration[] = [];
  const seen = new Set<Container>();
  for (const kept of keptFor(publishers, callee.unit, givenBy(call, unit, callee.unit))) {
    if (seen.has(kept.container)) continue;
    if (callee.made !== null && kept.holder.kind === "receiver") continue;
    const position = positionOf(callee.unit, kept.parameter, callee.method);
    const listener = position === null ? null : argumentOf(call, position, kept.parameter);
    if (listener === null || isNone(listener) || listener.kind === "Constant") continue;
    const holder = publishers.holderThrough(kept.holder, call.func, unit);
    seen.add(kept.container);
    found.push({
      node: call,
      call,
      unit,
      listener,
      holder,
      container: kept.container,
      known: null,
      addition: kept.addition,
      kept,
      callee,
      verb: lastName(call.func),
      publisher: publisherBehind(kept) ?? (call.func.kind === "Attribute" ? call.func.value : null),
      grows: growthOf(kept, call, callee),
      keys: otherArguments(call, listener),
    });
  }
  return found;
}

/** The publisher of the module with which a function registers what it is handed: not the object that it belongs to. */
function publisherBehind({ holder, path }: Kept): Expr | null {
  if (holder.kind !== "place" || path.length === 0 || isForeign(holder.expr)) return null;
  const { expr, unit } = holder;
  return expr.kind === "Name" && unit.scope.lookup(expr.name)?.node.kind === "Module" ? expr : null;
}

/** What a function keeps strongly of what a call hands it: nothing, where it cannot be told that it is not held weakly. */
function keptFor(publishers: Publishers, unit: Unit, given: Given): readonly Kept[] {
  const possible = publishers.keptBy(unit).flatMap((kept) => {
    const left = settled(publishers.model, kept.when, given);
    return left === null ? [] : [{ kept, isOpen: left.length > 0 }];
  });
  return possible
    .filter(({ kept, isOpen }) => {
      const mayBeWeak = (other: { readonly kept: Kept }): boolean =>
        other.kept.weak && other.kept.container === kept.container && other.kept.parameter === kept.parameter;
      return !kept.weak && !(isOpen && possible.some(mayBeWeak));
    })
    .map(({ kept }) => kept);
}

/** Whether an expression may stand for a listener: something that can be called, or an object with methods. */
function mayListen(expr: Expr): boolean {
  if (expr.kind === "Name") return true;
  return expr.kind === "Attribute" || expr.kind === "Lambda" || expr.kind === "Call" || expr.kind === "Tuple";
}

/** Whether the event that a listener is registered for is the same with every call. */
function isFixed(model: FileModel, keys: readonly Expr[], unit: Unit): boolean {
  return keys.every((key) => key.kind === "Constant" || model.qualifiedName(key, unit.scopeOf(key)) !== null);
}

/** What a second call adds: the listener may be the element or key itself, or stand under a key that is the same each time. */
function growthOf(kept: Kept, call: Call, callee: Callee): Registration["grows"] {
  const { addition } = kept;
  if (!addition.unique) return "each";
  if (!addition.isKeyed) return kept.wrapped ? "each" : "element";
  const isSlot = addition.keys.every((key) => {
    if (key.kind === "Constant") return true;
    if (key.kind !== "Name") return false;
    const position = positionOf(callee.unit, key.name, callee.method);
    const given = position === null ? null : argumentOf(call, position, key.name);
    return given?.kind === "Constant";
  });
  return isSlot ? "slot" : "each";
}

/** What code other than a publisher's own puts into a container of listeners: `bus.listeners.append(self.changed)`. */
function direct(model: FileModel, publishers: Publishers, unit: Unit): Registration[] {
  if (unit.node.kind === "Module" || unit.node.kind === "ClassDef") return [];
  return publishers.additionsIn(unit).flatMap((addition): Registration[] => {
    const container = publishers.of(addition);
    const { receiver } = addition.ref;
    if (container === null || container.weak || !publishers.isListenerish(container)) return [];
    const listener = addition.stored;
    const method = model.methodOf(unit);
    const isOwn = receiver?.kind === "Name" && receiver.name === method?.receiver && container.level === "instance";
    if (isOwn) return [];
    const holder: Holder =
      receiver === null || container.level === "class" ? { kind: "module" } : { kind: "place", expr: receiver, unit };
    const isCall = addition.node.kind === "Call";
    return [
      {
        node: addition.node,
        call: isCall ? (addition.node as Call) : null,
        unit,
        listener,
        holder,
        container,
        known: null,
        addition,
        kept: null,
        callee: null,
        verb: isCall ? "append" : "",
        publisher: addition.ref.node,
        grows: !addition.unique
          ? "each"
          : addition.isKeyed && addition.keys.every((key) => key.kind === "Constant")
            ? "slot"
            : "element",
        keys: addition.keys,
      },
    ];
  });
}

/** `button.clicked += self.count`, where the class of the event says what that does. */
function byOperator(publishers: Publishers, callers: Callers, unit: Unit): Registration[] {
  return unit.stmts.flatMap((stmt): Registration[] => {
    const meant = operatorCall(callers, stmt, "+=", unit);
    if (meant === null) return [];
    const { call, callee } = meant;
    return ofProject(publishers, callers, call, unit, callee).map((one) => ({ ...one, node: stmt, call: null }));
  });
}

/** `@bus.on("event")` over a function inside a function. */
function byDecorator(model: FileModel, publishers: Publishers, unit: Unit): Registration[] {
  const found: Registration[] = [];
  for (const stmt of unit.stmts) {
    if (stmt.kind !== "FunctionDef") continue;
    for (const decorator of stmt.decorators) {
      const func = decorator.kind === "Call" ? decorator.func : decorator;
      const call: Call =
        decorator.kind === "Call"
          ? decorator
          : { kind: "Call", func, args: [], keywords: [], start: decorator.start, end: decorator.end };
      const callee = model.calleeOf(call, unit);
      if (callee === null) continue;
      const inner = decorator.kind === "Call" ? callee.unit.children : [callee.unit];
      const given =
        decorator.kind === "Call"
          ? givenBy(call, unit, callee.unit)
          : decorating(stmt, { ...callee, made: null }, unit);
      const [kept] = inner.flatMap((one) => keptFor(publishers, one, given));
      if (kept === undefined) continue;
      const holder: Holder =
        kept.holder.kind === "place" && kept.container.level === "instance" && func.kind === "Attribute"
          ? { kind: "place", expr: func.value, unit }
          : publishers.holderThrough(kept.holder, func, unit);
      found.push({
        node: decorator,
        call: null,
        unit,
        listener: stmt,
        holder,
        container: kept.container,
        known: null,
        addition: kept.addition,
        kept,
        callee: { ...callee, made: null },
        verb: lastName(func),
        publisher: func.kind === "Attribute" ? func.value : null,
        grows: kept.addition.isKeyed ? "slot" : "each",
        keys: decorator.kind === "Call" ? decorator.args : [],
      });
    }
  }
  return found;
}

/** What a function is handed that decorates another. */
function decorating(node: FunctionDef, { unit, method }: Callee, from: Unit): Given {
  return {
    unit,
    from,
    argument: (parameter) => {
      const position = positionOf(unit, parameter, method);
      return position === null ? undefined : position === 0 ? node : null;
    },
  };
}

function otherArguments(call: Call, listener: Expr): readonly Expr[] {
  return call.args.filter((arg) => arg !== listener);
}

/** Containers of modules and objects: what code puts into them and takes out of them, one place at a time. */
import type { Scope } from "../../semantics/scopes.js";
import type { Call, Expr, Node } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { isWeakMaker } from "./wrappers.js";

/** A container as code reaches it. */
export interface ContainerRef {
  /** The class whose attribute it is; null for a module's name, and where the class cannot be told. */
  readonly owner: ClassInfo | null;
  readonly name: string;
  /** What the attribute is read from; null for a module's name. */
  readonly receiver: Expr | null;
  /** The innermost expression that stands for the container itself, keys left out. */
  readonly node: Expr;
  /** Keys on the way to the inner container: `self.handlers[event]`. */
  readonly keys: readonly Expr[];
}

/** One place that puts something into a container. */
export interface Addition {
  readonly ref: ContainerRef;
  readonly unit: Unit;
  /** The call or statement. */
  readonly node: Expr | Node;
  /** What is put into it; the key, where the key is what matters. */
  readonly stored: Expr;
  /** Whether a second equal thing is not put there again: a set, a key of a dictionary. */
  readonly unique: boolean;
  /** It is a value under the last of the keys, by which it is replaced and taken out. */
  readonly isKeyed: boolean;
  readonly keys: readonly Expr[];
}

/** One place that takes something out of a container. */
export interface Removal {
  readonly ref: ContainerRef;
  readonly unit: Unit;
  readonly node: Node;
  /** What is taken out, or its key; null where that is everything, or cannot be told. */
  readonly subject: Expr | null;
  /** All goes, or what is there goes one by one. */
  readonly all: boolean;
  /** It compares with `is`, which never holds for two bound methods. */
  readonly byIdentity: boolean;
  readonly keys: readonly Expr[];
}

/** Names of what is called some day. */
const CALLED =
  /callback|listener|handler|hook|func|observer|subscriber|slot|receiver|watcher|client|^(?:cb|fn|f|self)$/i;
const MAX_DEPTH = 5;
const APPENDING = new Set(["append", "add", "appendleft", "push", "insert", "setdefault", "extend", "update"]);
const TAKING = new Set(["remove", "discard", "pop"]);
const EMPTYING = new Set(["clear", "popleft", "popitem", "difference_update", "intersection_update"]);
const INNER = new Set(["setdefault", "get"]);

/** The container that an expression stands for: a module's name, an attribute, something inside of those. */
export function containerAt(model: FileModel, expr: Expr, unit: Unit, depth = 0): ContainerRef | null {
  if (depth > MAX_DEPTH) return null;
  const inner = (part: Expr, ...keys: Expr[]): ContainerRef | null => {
    const ref = containerAt(model, part, unit, depth + 1);
    return ref === null || keys.length === 0 ? ref : { ...ref, keys: [...ref.keys, ...keys] };
  };
  switch (expr.kind) {
    case "Name": {
      const home = unit.scopeOf(expr).lookup(expr.name);
      return home === null ? null : ofName(model, expr, home, unit, depth);
    }
    case "Attribute": {
      const owner = classAround(model, expr.value, unit);
      return { owner, name: expr.attr.name, receiver: expr.value, node: expr, keys: [] };
    }
    case "Subscript":
      return expr.index.kind === "Slice" ? inner(expr.value) : inner(expr.value, expr.index);
    case "Call": {
      const [key] = expr.args;
      if (expr.func.kind !== "Attribute" || !INNER.has(expr.func.attr.name) || key === undefined) return null;
      return inner(expr.func.value, key);
    }
    case "NamedExpr":
      return inner(expr.value);
    case "BoolOp":
      return first(expr.values, (value) => inner(value));
    case "IfExp":
      return inner(expr.body) ?? inner(expr.orelse);
    default:
      return null;
  }
}

/** The class whose attributes an expression has: an instance of it, the class itself, `cls`, `type(self)`. */
export function classAround(model: FileModel, expr: Expr, unit: Unit): ClassInfo | null {
  const method = model.methodAround(unit);
  if (expr.kind === "Name" && method?.receiver === expr.name && unit.scope.lookup(expr.name)?.node === method.node) {
    return method.owner;
  }
  const referent = model.resolve(expr, unit.scopeOf(expr));
  if (referent?.kind === "class") return model.classInfo(referent.node);
  if (expr.kind === "Call" && expr.func.kind === "Name" && expr.func.name === "type" && expr.args.length === 1) {
    return model.classOf(expr.args[0] as Expr, unit);
  }
  if (expr.kind === "Attribute" && expr.attr.name === "__class__") return model.classOf(expr.value, unit);
  return model.classOf(expr, unit);
}

function ofName(
  model: FileModel,
  expr: Expr & { readonly kind: "Name" },
  home: Scope,
  _unit: Unit,
  depth: number,
): ContainerRef | null {
  const bindings = home.bindings.get(expr.name) ?? [];
  if (home.node.kind === "Module") {
    const isValue = bindings.some(({ kind }) => kind === "assign");
    return isValue ? { owner: null, name: expr.name, receiver: null, node: expr, keys: [] } : null;
  }
  const at = home.node.kind === "Comprehension" ? null : model.unitOf(home.node);
  if (at === null) return null;
  // `handlers = self.handlers.setdefault(event, [])` and the like: another name of the inner container.
  return first(bindings, (binding) =>
    binding.kind === "assign" && binding.value !== expr ? containerAt(model, binding.value, at, depth + 1) : null,
  );
}

/** The name of a container within the file: attributes of a class and of its bases are one. */
export function keyOf(ref: ContainerRef): string {
  if (ref.receiver === null) return ref.name;
  return ref.owner === null ? `?.${ref.name}` : `${homeOf(ref.owner, ref.name).node.start}.${ref.name}`;
}

/** The class, of those that an instance has, that first spoke of the attribute. */
export function homeOf(owner: ClassInfo, attribute: string): ClassInfo {
  const speaking = owner.mro.filter((one) => one.ownUses.has(attribute) || one.unit.scope.bindings.has(attribute));
  return speaking[speaking.length - 1] ?? owner;
}

function first<T, R>(values: readonly T[], find: (value: T) => R | null): R | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}

/** All that a unit itself puts into containers. */
export function additionsIn(model: FileModel, unit: Unit): Addition[] {
  const found: Addition[] = [];
  const add = (target: Expr, node: Node, stored: Expr, unique: boolean, keys: readonly Expr[] = []): void => {
    if (isEmpty(stored)) return;
    const ref = containerAt(model, target, unit);
    const isKeyed = keys.length > 0;
    if (ref === null) return;
    const isUnique = unique || isAskedFor(model, stored, ref.name, node, unit);
    found.push({ ref, unit, node, stored, unique: isUnique, isKeyed, keys: [...ref.keys, ...keys] });
  };
  for (const call of unit.calls) {
    const { func, args } = call;
    if (func.kind !== "Attribute" || !APPENDING.has(func.attr.name)) continue;
    const [one, two] = args;
    if (one === undefined || one.kind === "Starred") continue;
    const name = func.attr.name;
    if (name === "insert" && two !== undefined) add(func.value, call, two, false);
    else if (name === "setdefault") {
      if (two !== undefined) add(func.value, call, two, true, [one]);
    } else if (name === "extend" || name === "update") {
      for (const part of elementsOf(one)) add(func.value, call, part, name === "update");
    } else if (args.length === 1) add(func.value, call, one, name === "add");
    else if (name === "add" && two !== undefined) add(func.value, call, two, true, [one]);
  }
  for (const stmt of unit.stmts) {
    if (stmt.kind === "Assign") {
      for (const target of stmt.targets) {
        if (target.kind === "Subscript" && target.index.kind !== "Slice") {
          if (target.index.kind === "Name" && isResultOf(stmt.value, target.index.name)) continue;
          add(target.value, stmt, stmt.value, true, [target.index]);
          // A key is held as strongly as a value.
          if (target.index.kind === "Name") add(target.value, stmt, target.index, true);
        }
        for (const part of joinedTo(target, stmt.value)) add(target, stmt, part, false);
      }
    } else if (stmt.kind === "AugAssign" && (stmt.op === "+=" || stmt.op === "|=")) {
      for (const part of elementsOf(stmt.value)) add(stmt.target, stmt, part, stmt.op === "|=");
    }
  }
  return found;
}

/** `if listener not in listeners: …`, or `if listener in listeners: return` before. */
function isAskedFor(model: FileModel, stored: Expr, container: string, node: Node, unit: Unit): boolean {
  const text = model.text.slice(stored.start, stored.end);
  return unit.stmts.some((stmt) => {
    if (stmt.kind !== "If" || stmt.test.kind !== "Compare") return false;
    const { left, ops, comparators } = stmt.test;
    const [asked] = comparators;
    if (model.text.slice(left.start, left.end) !== text || asked === undefined) return false;
    if (containerAt(model, asked, unit)?.name !== container) return false;
    const [last] = stmt.body.slice(-1);
    if (ops[0] === "in") return stmt.end <= node.start && (last?.kind === "Return" || last?.kind === "Raise");
    return ops[0] === "not in" && stmt.body.some((one) => one.start <= node.start && node.end <= one.end);
  });
}

/** `answers[question] = find(question)`: a memory of results, whose keys are no listeners. */
function isResultOf(value: Expr, key: string): boolean {
  if (CALLED.test(key)) return false;
  if (value.kind !== "Call" || !value.args.some((arg) => arg.kind === "Name" && arg.name === key)) return false;
  const { func } = value;
  const name = func.kind === "Name" ? func.name : func.kind === "Attribute" ? func.attr.name : "A";
  return /^_*[a-z]/.test(name);
}

/** All that a unit itself takes out of containers. */
export function removalsIn(model: FileModel, unit: Unit): Removal[] {
  const found: Removal[] = [];
  const take = (target: Expr, node: Node, subject: Expr | null, all: boolean, byIdentity = false): void => {
    const ref = containerAt(model, target, unit);
    if (ref !== null) found.push({ ref, unit, node, subject, all, byIdentity, keys: ref.keys });
  };
  for (const node of unit.attributes) {
    const name = node.attr.name;
    if (!TAKING.has(name) && !EMPTYING.has(name)) continue;
    const parent = unit.parentOf(node);
    const called = parent?.kind === "Call" && parent.func === node ? parent : null;
    if (called === null) {
      // `stack.callback(listeners.remove, listener)`, `partial(listeners.remove, listener)`.
      // `weakref.ref(listener, listeners.remove)`: what is held weakly goes of itself, and nothing else does.
      if (parent?.kind === "Call" && parent.args[1] === node && isWeakMaker(model, parent.func, unit)) continue;
      if (name !== "pop" || parent?.kind === "Call") take(node.value, node, argumentAfter(node, parent), false);
      continue;
    }
    const [one] = called.args;
    if (EMPTYING.has(name)) take(node.value, called, null, true);
    else if (one === undefined || isPosition(one)) take(node.value, called, null, true);
    else take(node.value, called, one, false);
  }
  for (const stmt of unit.stmts) {
    if (stmt.kind === "Delete") {
      for (const target of stmt.targets) {
        if (target.kind !== "Subscript") continue;
        const isAll = target.index.kind === "Slice";
        take(target.value, stmt, isAll ? null : target.index, isAll);
      }
    } else if (stmt.kind === "AugAssign" && stmt.op === "-=") {
      for (const part of elementsOf(stmt.value)) take(stmt.target, stmt, part, false);
    } else if (stmt.kind === "Assign") {
      for (const target of stmt.targets) {
        // `listeners[number] = None`: the place stays, what was in it goes.
        if (target.kind === "Subscript" && target.index.kind !== "Slice" && isNone(stmt.value))
          take(target.value, stmt, target.index, false);
        for (const { place, value } of boundBy(target, stmt.value)) {
          // A local name is bound to something else, and nothing is taken out.
          if (place.kind === "Name" && !unit.scope.globals.has(place.name)) continue;
          if (isBirth(model, place, unit) || joinedTo(place, stmt.value).length > 0) continue;
          const left = value === null ? null : filteredOut(value);
          take(place, stmt, left?.subject ?? null, left === null, left?.byIdentity ?? false);
        }
      }
    }
  }
  return found;
}

/** Whether an assignment makes the container in the first place: in a constructor, a class body, a module. */
function isBirth(model: FileModel, place: Expr, unit: Unit): boolean {
  if (unit.node.kind === "Module" || unit.node.kind === "ClassDef") return true;
  const name = unit.node.kind === "FunctionDef" ? unit.node.name.name : "";
  return place.kind === "Attribute" && /^(?:__init__|__new__|__post_init__|__setstate__|setUp)$/.test(name)
    ? model.methodOf(unit) !== null
    : false;
}

/** Attributes, global names and slices that an assignment binds, with the value where it is one of its own. */
function boundBy(target: Expr, value: Expr): { readonly place: Expr; readonly value: Expr | null }[] {
  if (target.kind === "Attribute" || target.kind === "Name") return [{ place: target, value }];
  if (target.kind === "Subscript" && (target.index.kind === "Slice" || isFilter(value)))
    return [{ place: target, value }];
  if (target.kind !== "Tuple" && target.kind !== "List") return [];
  const values = value.kind === "Tuple" && value.elts.length === target.elts.length ? value.elts : null;
  return target.elts.flatMap((part, index) =>
    part.kind === "Attribute" ? [{ place: part, value: values?.[index] ?? null }] : [],
  );
}

function isFilter(value: Expr): boolean {
  return value.kind === "Comprehension" && value.generators.some(({ ifs }) => ifs.length > 0);
}

/** What a filtering comprehension leaves out by comparison: `[one for one in all if one != gone]`. */
function filteredOut(value: Expr): { readonly subject: Expr | null; readonly byIdentity: boolean } | null {
  const made = value.kind === "Call" && value.args.length === 1 ? (value.args[0] as Expr) : value;
  if (made.kind !== "Comprehension") return null;
  const ifs = made.generators.flatMap((part) => part.ifs);
  if (ifs.length === 0) return null;
  for (const test of ifs) {
    const [op] = test.kind === "Compare" ? test.ops : [];
    if (test.kind !== "Compare" || (op !== "!=" && op !== "is not")) continue;
    // `one.__self__ is not self`, `one.owner != gone`: something of it is compared.
    if (test.left.kind === "Attribute") return { subject: null, byIdentity: false };
    return { subject: test.comparators[0] ?? null, byIdentity: op === "is not" && test.left.kind === "Name" };
  }
  return { subject: null, byIdentity: false };
}

/** The elements that are added where a container is bound to itself and more: `x = x + [one]`, `x = [*x, one]`. */
function joinedTo(target: Expr, value: Expr): readonly Expr[] {
  if (value.kind === "BinOp" && (value.op === "+" || value.op === "|") && isSame(target, value.left)) {
    return elementsOf(value.right);
  }
  if (value.kind !== "List" && value.kind !== "Tuple" && value.kind !== "Set") return [];
  const isOwn = value.elts.some((part) => part.kind === "Starred" && isSame(target, part.value));
  return isOwn ? value.elts.filter((part) => part.kind !== "Starred") : [];
}

function isSame(a: Expr, b: Expr): boolean {
  if (a.kind === "Name") return b.kind === "Name" && a.name === b.name;
  return a.kind === "Attribute" && b.kind === "Attribute" && a.attr.name === b.attr.name && isSame(a.value, b.value);
}

function elementsOf(expr: Expr): readonly Expr[] {
  return expr.kind === "List" || expr.kind === "Tuple" || expr.kind === "Set" ? expr.elts : [];
}

function argumentAfter(node: Expr, parent: Node | null): Expr | null {
  if (parent?.kind !== "Call") return null;
  return parent.args[parent.args.indexOf(node) + 1] ?? null;
}

function isPosition(expr: Expr): boolean {
  const bare = expr.kind === "UnaryOp" ? expr.operand : expr;
  return bare.kind === "Constant" && bare.type === "int";
}

const MAKERS = new Set(["list", "dict", "set", "deque", "OrderedDict", "defaultdict", "WeakSet", "Lock", "object"]);

/** An empty container, a constant: nothing that listens. */
function isEmpty(expr: Expr): boolean {
  switch (expr.kind) {
    case "Constant":
    case "JoinedStr":
    case "BinOp":
    case "Compare":
      return true;
    case "List":
    case "Tuple":
    case "Set":
      return expr.elts.length === 0;
    case "Dict":
      return expr.values.length === 0;
    case "Call":
      return isMaker(expr);
    default:
      return false;
  }
}

function isMaker({ func, args }: Call): boolean {
  const name = lastName(func);
  return MAKERS.has(name) && args.every((arg) => arg.kind === "Name" || isEmpty(arg));
}

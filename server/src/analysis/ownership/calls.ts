/** Calls: what they acquire, and what they do to the objects handed to them. */
import type { CallableEntry, Effect } from "../../catalogue/schema.js";
import type { Referent } from "../../semantics/names.js";
import type { Attribute, Call, Expr } from "../../syntax/ast.js";
import { contains, lastName } from "../../syntax/walk.js";
import { enclosingClass, isReceiver } from "../types.js";
import { type Argument, evaluateArguments } from "./arguments.js";
import { holdsBack, isUnopened } from "./circumstances.js";
import {
  addsToOwn,
  methodOfCollection,
  methodOfElement,
  methodOfOwnCollection,
  releaseElement,
} from "./collection-calls.js";
import { acquire, collect, gathered } from "./collections.js";
import { inputRisk, isHarmless } from "./harmless.js";
import { lockMethod } from "./locks.js";
import type { Machine } from "./machine.js";
import { writeInto } from "./numbers.js";
import { methodOfInstance } from "./own-methods.js";
import { methodOfPart, partOf } from "./parts.js";
import { borrowedByRun, withoutObjects } from "./runs.js";
import { type Container, type Lazy, type ObjectId, objectsIn, type Value } from "./state.js";
import { attach, withVariants } from "./variants.js";

const IO_ERRORS = ["OSError"];

/** Functions that see every local name. */
const SEES_ALL = new Set(["builtins.locals", "builtins.eval", "builtins.exec", "builtins.vars"]);

/** Evaluate a call: its parts, its effects, its result. */
export function evaluateCall(machine: Machine, call: Call): Value | null {
  const { func } = call;
  const known = aboutObject(machine, call);
  if (known !== null) return known;
  if (func.kind === "Attribute") {
    const locked = lockMethod(machine, call, func);
    if (locked !== undefined) return locked;
    if (GIVES_UP.test(func.attr.name) && func.value.kind === "Name" && /^(?:self|pytest)$/.test(func.value.name)) {
      machine.ended = true;
      return null;
    }
    const onSelf = func.value.kind === "Name" && func.value.name === machine.context.receiver;
    if (onSelf) return methodOfSelf(machine, call, func);
    const receiver = machine.evaluate(func.value);
    if (receiver?.kind === "object") return methodOfObject(machine, call, func, receiver);
    if (receiver?.kind === "container") return methodOfCollection(machine, call, func, receiver);
    if (receiver?.kind === "element") return methodOfElement(machine, call, func, receiver);
    if (receiver?.kind === "tuple" && func.value.kind === "Name") {
      const made = listOf(machine, receiver);
      if (made !== null) return methodOfCollection(machine, call, func, made);
    }
    if (receiver !== null && objectsIn(receiver).length > 0) {
      machine.escape(receiver);
      return unknownCall(machine, call, false);
    }
    if (receiver === null) machine.useOpen(func);
    if (func.attr.name === "format")
      for (const item of call.args) writeInto(machine, func.value, machine.evaluate(item));
    const type = machine.context.types.typeOf(func.value, machine.scope);
    const entry = type === null ? undefined : machine.context.catalogue.type(type)?.methods?.[func.attr.name];
    if (receiver === null && addsToOwn(machine, func, entry)) return methodOfOwnCollection(machine, call, func, entry);
    if (entry !== undefined) return applyEntry(machine, call, entry);
    const guessed = type === null && receiver === null ? methodByItsUse(machine, call, func) : undefined;
    if (guessed !== undefined) return applyEntry(machine, call, guessed);
    const own = receiver === null ? methodOfInstance(machine, func, mayHandObject(machine, call)) : undefined;
    if (own !== undefined) return applyEntry(machine, call, own);
  } else if (func.kind !== "Name") {
    machine.escape(machine.evaluate(func));
  } else if (machine.lookup(func.name) !== null) {
    machine.escape(machine.lookup(func.name));
  }
  const referent =
    ownClass(machine, func) ?? machine.context.referent(func, machine.scope) ?? methodOfClass(machine, func);
  if (referent !== null && referent.kind !== "qualified") {
    const entry = "entry" in referent ? referent.entry : ownEntry(machine, call, referent);
    if (entry !== undefined) return applyEntry(machine, call, isTrial(machine, call, entry) ? inVain(entry) : entry);
  }
  const called = referent === null ? calledEntry(machine, func) : undefined;
  if (called !== undefined) return applyEntry(machine, call, called);
  if (referent?.kind === "qualified") {
    const entry = machine.context.catalogue.callable(referent.name);
    if (entry !== undefined) {
      const result = applyEntry(machine, call, entry);
      if (SEES_ALL.has(referent.name) && !(referent.name === "builtins.vars" && call.args.length > 0)) {
        machine.escapeAll();
      }
      return result;
    }
    if (SEES_ALL.has(referent.name)) machine.escapeAll();
  }
  return unknownCall(machine, call, raisesByEvidence(machine, func));
}

/** A list that was written out, when it is about to change: from now on a collection under all of its names. */
function listOf(machine: Machine, value: Value): Container | null {
  const [first] = objectsIn(value);
  const made = first === undefined ? null : gathered(machine, value, -1 - first);
  if (made === null) return null;
  for (const [name, held] of machine.state.vars) if (held === value) machine.state.vars.set(name, made);
  machine.change(made);
  return made;
}

/** What calling a value of a known type does: `Session()`, where `Session = sessionmaker(engine)`. */
function calledEntry(machine: Machine, func: Expr): CallableEntry | undefined {
  const { types, catalogue } = machine.context;
  const type = types.typeOf(func, machine.scope);
  return type === null ? undefined : catalogue.type(type)?.methods?.__call__;
}

/** A mode as `open` has it. */
const MODE = /^[rwax][bt]?\+?[bt]?$/;

/**
 * A method whose receiver is of no known type, known by the way it is called: `source.open("rb")`,
 * `path.open()`, `client, address = listener.accept()`.
 */
function methodByItsUse(machine: Machine, call: Call, func: Attribute): CallableEntry | undefined {
  const { catalogue } = machine.context;
  // Nothing else has a method of this name.
  const logger = catalogue.type("logger")?.methods?.[func.attr.name];
  if (logger?.attaches !== undefined || logger?.detaches !== undefined) return logger;
  if (machine.context.referent(func.value, machine.scope)?.kind === "qualified") return undefined;
  const [first] = call.args;
  if (func.attr.name === "open") {
    // Nothing else that is divided has an `open`.
    if (func.value.kind === "BinOp" && func.value.op === "/") return catalogue.type("path")?.methods?.open;
    if (!isGiven(machine, func.value)) return undefined;
    const name = lastName(func.value);
    const mode = first?.kind === "Constant" && first.type === "str" && MODE.test(first.value);
    const path = first === undefined && /(?:^|_)(?:path|filename)$/.test(name);
    return mode || path ? catalogue.type("path")?.methods?.open : undefined;
  }
  if (func.attr.name === "accept" && first === undefined && call.keywords.length === 0) {
    const { statement } = machine;
    const [target] = statement.kind === "Assign" && statement.value === call ? statement.targets : [];
    const pair = target?.kind === "Tuple" && target.elts.length === 2;
    return pair ? catalogue.type("socket")?.methods?.accept : undefined;
  }
  return undefined;
}

/** Whether an expression is something that is handed in: a parameter, what a loop goes over, an attribute. */
function isGiven(machine: Machine, expr: Expr): boolean {
  if (expr.kind === "Attribute" || expr.kind === "Subscript") return true;
  if (expr.kind !== "Name") return false;
  const bindings = machine.scope.lookup(expr.name)?.bindings.get(expr.name) ?? [];
  return bindings.length > 0 && bindings.every(({ kind }) => kind === "parameter" || kind === "element");
}

/** Whether a call is made for its exception: `try: open_log(bad)` / `except ValueError`. */
function isTrial(machine: Machine, call: Call, entry: CallableEntry): boolean {
  const { statement } = machine;
  return (
    entry.raises === true &&
    statement.kind === "ExprStmt" &&
    statement.value === call &&
    machine.context.isTried(statement)
  );
}

function inVain(entry: CallableEntry): CallableEntry {
  const { returns: _none, ...rest } = entry;
  return rest;
}

/** A method of the object whose method is being walked: what it leaves alone stays in sight. */
function methodOfSelf(machine: Machine, call: Call, func: Attribute): Value | null {
  const method = func.attr.name;
  const owner = enclosingClass(machine.scope);
  const { summaries } = machine.context;
  machine.useOpen(func);
  machine.escapeKept();
  const called = calledEntry(machine, func);
  if (called !== undefined) return applyEntry(machine, call, called);
  if (owner?.node.kind !== "ClassDef" || owner.parent === null) {
    machine.escapeAttributes();
    return unknownCall(machine, call, false);
  }
  const { node, parent } = owner;
  machine.escapeAttributes((attribute) => !summaries.touches(node, parent, method, attribute));
  if (summaries.mayGiveMethod(node, parent, method) || mayHandObject(machine, call)) {
    const entry = summaries.ofMethod(node, parent, method);
    if (entry !== undefined) return applyEntry(machine, call, entry);
  }
  return unknownCall(machine, call, raisesByEvidence(machine, func));
}

/** The class itself, where a class method calls its first parameter. */
function ownClass(machine: Machine, func: Expr): Referent | null {
  const { node } = machine.context;
  if (func.kind !== "Name" || node.kind !== "FunctionDef" || func.name !== machine.context.receiver) return null;
  const isClassMethod = node.decorators.some(
    (decorator) => decorator.kind === "Name" && decorator.name === "classmethod",
  );
  const owner = enclosingClass(machine.scope);
  if (!isClassMethod || owner?.node.kind !== "ClassDef" || owner.parent === null) return null;
  return { kind: "class", node: owner.node, scope: owner.parent };
}

/** What is known of a function or class of the file; looked into only where that may matter here. */
function ownEntry(machine: Machine, call: Call, referent: Referent): CallableEntry | undefined {
  const { summaries } = machine.context;
  if (referent.kind === "qualified") return undefined;
  return summaries.mayGive(referent.node) || mayHandObject(machine, call) ? summaries.ofCallee(referent) : undefined;
}

/** Whether an argument of a call may be, or hold, something acquired: it mentions one, or is a call itself. */
function mayHandObject(machine: Machine, call: Call): boolean {
  const may = (expr: Expr): boolean =>
    contains(expr, (node) => {
      if (node.kind === "Name")
        return objectsIn(machine.lookup(node.name)).length > 0 || node.name === machine.context.receiver;
      return node.kind === "Call";
    });
  return call.args.some(may) || call.keywords.some(({ value }) => may(value));
}

/** `Reader.from_path(…)`: a static or class method, called on its class by name. */
function methodOfClass(machine: Machine, func: Expr): { readonly kind: "entry"; readonly entry: CallableEntry } | null {
  if (func.kind !== "Attribute") return null;
  const owner = machine.context.referent(func.value, machine.scope);
  if (owner?.kind !== "class") return null;
  const { summaries } = machine.context;
  const entry = summaries.ofMethod(owner.node, owner.scope, func.attr.name);
  if (entry === undefined) return null;
  if (!summaries.takesSelf(owner.node, owner.scope, func.attr.name)) return { kind: "entry", entry };
  // Called on the class, a method is handed its object like any argument.
  return { kind: "entry", entry: { ...entry, parameters: ["self", ...(entry.parameters ?? [])] } };
}

/** Methods by which a test ends. */
const GIVES_UP = /^(?:fail|skip|skipTest|xfail)$/;

/**
 * Questions about an object whose answer is known: `hasattr(f, "close")`, `isinstance(f, str)`. Where it
 * is not, the object is what it is asked to be: code that asks is prepared for it.
 */
function aboutObject(machine: Machine, call: Call): Value | null {
  if (call.func.kind !== "Name" || (call.func.name !== "hasattr" && call.func.name !== "isinstance")) return null;
  const [subject, asked] = call.args;
  if (subject === undefined || asked === undefined) return null;
  const value = machine.evaluate(subject);
  if (value?.kind !== "object" || value.view) return null;
  if (call.func.name === "hasattr") {
    const type = machine.typeOf(value.id);
    const name = asked.kind === "Constant" ? asked.value : "";
    const has = type.methods?.[name] !== undefined || type.resource?.release.includes(name) === true;
    return has || type.attributes?.[name] !== undefined ? { kind: "constant", text: "True" } : null;
  }
  const classes = asked.kind === "Tuple" ? asked.elts : [asked];
  const names = classes.map((item) => machine.context.referent(item, machine.scope));
  const plain = names.every((item) => item?.kind === "qualified" && PLAIN_CLASS.test(item.name));
  return { kind: "constant", text: plain ? "False" : "True" };
}

/** Classes of which no resource is an instance. */
const PLAIN_CLASS =
  /^(?:builtins\.(?:str|bytes|bytearray|int|float|bool|list|tuple|dict|set)|os\.PathLike|pathlib\.\w*Path)$/;

/** What awaiting a pending acquisition gives. */
export function awaitPending(machine: Machine, value: Value & { kind: "pending" }): Value | null {
  machine.mayRaise(value.call, false, IO_ERRORS);
  return machine.instantiate(value.entry.returns, value.call);
}

function raisesByEvidence(machine: Machine, func: Expr): boolean {
  const { raises } = machine.context;
  if (func.kind === "Attribute" && func.value.kind === "Name" && isReceiver(func.value.name, machine.scope)) {
    const owner = enclosingClass(machine.scope);
    return owner?.node.kind === "ClassDef" && raises.ofMethod(owner.node, func.attr.name);
  }
  return raises.ofReferent(machine.context.referent(func, machine.scope));
}

/** A callee nobody knows: it takes ownership of all it is handed, and may raise. */
function unknownCall(machine: Machine, call: Call, evident: boolean): Value | null {
  let result: Value | null = null;
  for (const { value } of evaluateArguments(machine, call, undefined)) {
    if (value?.kind === "object" && value.part !== undefined && isFunction(machine, call.func)) result = partOf(value);
    else machine.escape(value);
  }
  // Methods of unknown values are those of axes and arrays; a function may well close what the library keeps.
  if (call.func.kind === "Name" || machine.context.referent(call.func, machine.scope) !== null) machine.escapeKept();
  if (evident || !isHarmless(call)) machine.mayRaise(call, evident, null);
  return result;
}

/** Whether a callee is a plain function by its name: one that keeps nothing but in what it returns. */
function isFunction(machine: Machine, func: Expr): boolean {
  if (func.kind === "Name") return /^_*[a-z]/.test(func.name);
  if (func.kind !== "Attribute" || !/^_*[a-z]/.test(func.attr.name)) return false;
  return machine.context.referent(func, machine.scope)?.kind === "qualified";
}

function methodOfObject(
  machine: Machine,
  call: Call,
  func: Attribute,
  receiver: Value & { kind: "object" },
): Value | null {
  const { id } = receiver;
  const method = func.attr.name;
  const type = machine.typeOf(id);
  if (receiver.part !== undefined) return methodOfPart(machine, call, func, receiver);
  if (receiver.view) {
    // Closed through its wrapper: `reader.stream.close()`.
    if (receiver.bound && type.resource?.release.includes(method)) machine.escape(receiver);
    return unknownCall(machine, call, false);
  }
  const resource = type.resource;
  if (method === "__enter__" || method === "__aenter__") return receiver;
  if (method === "__exit__" || method === "__aexit__") {
    const how = method === "__exit__" ? resource?.with : resource?.asyncWith;
    if (how === "release") machine.release(id);
    return null;
  }
  if (resource?.release.includes(method)) {
    const args = evaluateArguments(machine, call, undefined);
    for (const argument of args) machine.escape(argument.value);
    const { typeName, call: start } = machine.siteOf(id);
    if (method === "wait" && typeName === "process" && hasOpenPipes(machine, start))
      machine.siteOf(id).pipesOpen = true;
    else machine.release(id);
    return null;
  }
  if (machine.state.objects.get(id) === "released") {
    if (resource?.failsWhenReleased?.includes(method)) machine.useReleased(id, func);
  } else {
    machine.useOpen(func);
  }
  const entry = type.methods?.[method];
  if (entry === undefined) {
    const args = evaluateArguments(machine, call, undefined);
    for (const argument of args) machine.escape(argument.value);
    machine.mayRaise(call, false, IO_ERRORS);
    return type.partsKeep && machine.state.objects.has(id) ? partOf(receiver, type.partsKeep) : null;
  }
  const bare = call.args.length === 0 && call.keywords.length === 0;
  const applies = entry.receiver !== undefined && (!entry.receiverOnlyWithoutArguments || bare);
  const raises = entry.raises ?? "io";
  if (applies && entry.receiver !== "borrow") raise(machine, call, { ...entry, raises });
  if (applies && entry.receiver !== undefined) applyEffect(machine, entry.receiver, [id]);
  const opens =
    resource?.openedBy?.includes(method) && /^(?:unopened|released)$/.test(machine.state.objects.get(id) ?? "");
  // What only lends something gives no more than a part.
  const gives = entry.keepsReceiver && typeof entry.returns !== "string" ? undefined : entry.returns;
  const result = applyEntry(machine, call, { ...entry, returns: gives, raises: applies ? false : raises });
  if (opens) machine.reopen(id);
  if (result !== null || !machine.state.objects.has(id)) return result;
  if (entry.returnsReceiver) return receiver;
  return entry.keepsReceiver ? partOf(receiver, entry.returns) : null;
}

/** What a call does and gives, by what is known of its callee. */
export function applyEntry(machine: Machine, call: Call, given: CallableEntry): Value | null {
  const args = evaluateArguments(machine, call, given.parameters);
  const entry = withVariants(given, args, call);
  if (entry.releasesAll !== undefined && args.every(({ value }) => value?.kind === "constant")) {
    machine.releaseAll(entry.releasesAll);
  }
  let result: Value | null = null;
  let adopted: string | null = null;
  const kept: ObjectId[] = [];
  const collected = collect(machine, call, entry, args);
  if (collected !== undefined) return collected;
  const lazy = entry.maps === undefined ? null : mapped(machine, call, entry.maps, args);
  if (lazy !== null) return lazy;
  if (entry.yields !== undefined && lazyOf(machine, entry.yields)) {
    for (const { value } of args) machine.escape(value);
    return { kind: "lazy", call, spec: entry.yields };
  }
  const borrowed = entry.runs === undefined ? [] : borrowedByRun(machine, entry.runs, args);
  const acquires = entry.returns !== undefined && !holdsBack(machine, entry, args, call);
  for (const argument of args) {
    if (argument.value === null) continue;
    if (argument.value.kind === "lazy" && entry.borrowsElements) acquire(machine, argument.value);
    if (argument.value.kind === "container" && entry.borrowsElements) continue;
    if (entry.borrowsElements !== true) machine.escapeElements(withoutObjects(argument.value, borrowed));
    const name = argument.parameter;
    if (name !== null && entry.returnsArgument === name) result = argument.value;
    if (name !== null && attach(machine, entry, name, argument.value)) continue;
    if (name !== null && entry.closes === name) {
      const [id] = objectsIn(argument.value);
      if (argument.value.kind === "element") machine.escape(argument.value);
      // What closes a part leaves the rest open: `closing(connection.cursor())`.
      else if (argument.value.kind === "object" && argument.value.part !== undefined) result = argument.value;
      else if (id !== undefined) result = { kind: "manager", id };
      continue;
    }
    const effect: Effect =
      name === null ? (entry.effects?.["*"] ?? "take") : (entry.effects?.[name] ?? entry.effects?.["*"] ?? "borrow");
    if (name !== null && entry.keeps?.includes(name) && effect === "borrow") kept.push(...objectsIn(argument.value));
    if (name !== null && entry.owns?.parameter === name && isTemporary(machine, argument.value)) {
      machine.escape(argument.value);
      adopted = entry.owns.type;
      continue;
    }
    if (effect === "release" || effect === "exhaust") {
      raise(machine, call, entry);
      if (argument.value.kind === "element" && effect === "release") releaseElement(machine, argument.value);
      else applyEffect(machine, effect, objectsIn(argument.value));
    } else if (effect === "take") {
      machine.escape(withoutObjects(argument.value, borrowed));
    }
  }
  if (entry.noReturn === true) {
    machine.ended = true;
    return null;
  }
  raise(machine, call, { ...entry, raises: entry.raises ?? (acquires && entry.async !== true ? "io" : false) });
  if (result !== null) return objectsIn(result).every((id) => machine.state.objects.has(id)) ? result : null;
  if (adopted !== null) return machine.instantiate(adopted, call, ".owner");
  if (acquires) {
    if (entry.async === true) return { kind: "pending", call, entry };
    const status = isUnopened(machine, entry, args, call) ? "unopened" : "open";
    const made = machine.instantiate(entry.returns, call, "", status);
    if (entry.mayReturnNone) for (const id of objectsIn(made)) machine.siteOf(id).mayBeNone = true;
    if (made !== null) return made;
  }
  const [first] = kept;
  if (kept.length === 1 && first !== undefined) return { kind: "object", id: first, view: true };
  if (kept.length > 1) {
    return { kind: "tuple", items: kept.map((id) => ({ kind: "object" as const, id, view: true })) };
  }
  return null;
}

/** `map(open, paths)` acquires whenever it is asked for the next. */
function mapped(machine: Machine, call: Call, parameter: string, args: readonly Argument[]): Lazy | null {
  const callee = args.find((argument) => argument.parameter === parameter)?.expr;
  if (callee === undefined) return null;
  const referent = machine.context.referent(callee, machine.scope);
  const { catalogue, summaries } = machine.context;
  const entry =
    referent?.kind === "qualified"
      ? catalogue.callable(referent.name)
      : referent?.kind === "function" && summaries.mayGive(referent.node)
        ? summaries.ofCallee(referent)
        : undefined;
  if (typeof entry?.returns !== "string" || entry.async) return null;
  if (catalogue.type(entry.returns)?.resource === undefined) return null;
  return { kind: "lazy", call: { ...call, func: callee, args: call.args.slice(1) }, spec: entry.returns };
}

function lazyOf({ context }: Machine, type: string): boolean {
  return context.catalogue.type(type)?.resource !== undefined;
}

/** Whether a process was started with a pipe which nothing in the scope closes. */
function hasOpenPipes(machine: Machine, start: Call): boolean {
  const { text, node } = machine.context;
  const body = text.slice(node.start, node.end);
  return start.keywords.some(({ name, value }) => {
    if (name === null || !/^std(?:in|out|err)$/.test(name)) return false;
    if (!/\bPIPE$/.test(text.slice(value.start, value.end))) return false;
    return [...body.matchAll(new RegExp(`\\.${name}\\b`, "g"))].every(({ index }) => {
      // Reading, writing and iterating leave a pipe open; whatever else is done with it may close it.
      const after = body.slice(index + name.length + 1, index + name.length + 16);
      return /^\.(?:read|write|flush|fileno|isatty)\w*\(/.test(after) || /\bin\s+\w+$/.test(body.slice(0, index));
    });
  });
}

/** Whether a value is an object that no name holds. */
function isTemporary(machine: Machine, value: Value): boolean {
  if (value.kind !== "object" || value.view) return false;
  return ![...machine.state.vars.values()].some((held) => objectsIn(held).includes(value.id));
}

/** The exceptions that an entry tells of. */
function raise(machine: Machine, call: Call, { raises, raisesTypes }: CallableEntry): void {
  if (raises === "io") {
    machine.mayRaise(call, false, IO_ERRORS);
  } else if (raises === true) {
    const risk = inputRisk(call);
    if (risk !== "none") machine.mayRaise(call, risk === "evident", raisesTypes ?? null);
  }
}

function applyEffect(machine: Machine, effect: Effect, ids: readonly ObjectId[]): void {
  for (const id of ids) {
    if (effect === "release") machine.release(id);
    else if (effect === "take") machine.escape({ kind: "object", id, view: false });
    else if (effect === "exhaust" && machine.typeOf(id).resource?.exhaustible) machine.release(id);
  }
}

/** What a loop waits for to end: a flag, an event, a word in a queue; and who says it. */
import type { Call, Expr, FunctionDef } from "../../syntax/ast.js";
import { isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { type Environment, keyOf, type Place, type Places, type PlaceUse, truthOf } from "./places.js";
import type { Starts, Until } from "./sites.js";

/** Something without which a loop does not end. */
export interface Condition {
  readonly kind: "flag" | "event" | "sentinel" | "method";
  readonly place: Place;
  /** What would end it, as one writes it: `self._stop.set()`. */
  readonly wanted: string;
  /** The methods that would, for something that runs until one of them is called. */
  readonly methods: readonly string[];
  /** Methods without which no other thread ends it: see `wokenBy` of the catalogue. */
  readonly wokenBy?: readonly string[];
  /** The methods that hand on to a queue what they are given, which may be the last word. */
  readonly hands: readonly string[];
  /** Where the file does so. */
  readonly performers: readonly PlaceUse[];
  /** Somebody else may: it is out of sight. */
  readonly open: boolean;
}

/** A test of a loop and the value that it has as long as nobody ends the loop. */
export interface Held {
  readonly value: boolean;
  readonly condition: Condition;
}

/** A call inside a loop that waits until somebody brings something about: meanwhile no test is made. */
export interface Wait {
  readonly call: Call;
  readonly place: Place;
  readonly kind: "queue" | "signal";
  /** The methods that bring it about. */
  readonly wakes: readonly string[];
  /** What would, as one writes it; null for a queue, into which something must be put. */
  readonly wanted: string | null;
}

const PUTS = /^(?:put|put_nowait)$/;
const GETS = /^(?:get|get_nowait)$/;

/** Knows of a test in a loop what it waits for, and who brings that about. */
export class Conditions {
  readonly #memo = new Map<string, Held | null>();

  constructor(
    readonly starts: Starts,
    readonly places: Places,
  ) {}

  /** What a test is while nothing has been done to end the loop; null where that cannot be told. */
  held(test: Expr, unit: Unit, environment: Environment | null): Held | null {
    switch (test.kind) {
      case "Call":
        return this.#ofCall(test, unit, environment);
      case "Compare":
        return this.#ofCompare(test, unit, environment);
      case "NamedExpr":
      case "Name":
      case "Attribute": {
        const queue = this.#queueOfItem(test, unit, environment);
        if (queue !== null) return { value: true, condition: this.#sentinel(queue, null) };
        return test.kind === "NamedExpr" ? null : this.#flag(test, unit, environment);
      }
      default:
        return null;
    }
  }

  /** The condition on which `iter(queue.get, word)` ends. */
  ofIterator(iterable: Expr, unit: Unit, environment: Environment | null): Condition | null {
    if (iterable.kind !== "Call" || iterable.args.length !== 2) return null;
    if (this.places.model.qualifiedName(iterable.func, unit.scopeOf(iterable)) !== "builtins.iter") return null;
    const [getter, word] = iterable.args;
    if (getter?.kind !== "Attribute" || word === undefined || !GETS.test(getter.attr.name)) return null;
    const queue = this.#signal(getter.value, unit, environment, "queue");
    return queue === null ? null : this.#sentinel(queue, this.#textOf(word));
  }

  /** The condition that somebody calls one of the methods on what an expression names. */
  ofMethod(receiver: Expr, until: Until, unit: Unit, environment: Environment | null): Condition | null {
    const { methods, wokenBy } = until;
    const place = this.places.placeOf(receiver, unit, environment);
    if (place === null) return null;
    const { uses, escapes } = this.#fates(place);
    const performers = uses.filter(({ access }) => named(access, methods));
    const wanted = `${this.#textOf(receiver)}.${methods[0]}()`;
    return { kind: "method", place, wanted, methods, wokenBy, hands: [], performers, open: escapes };
  }

  /** The condition on which `event.wait()` returns, where nobody in sight brings it about; else null. */
  ofWait(call: Call, unit: Unit, environment: Environment | null): Condition | null {
    const { func, args, keywords } = call;
    if (func.kind !== "Attribute" || func.attr.name !== "wait" || args.length + keywords.length > 0) return null;
    // A coroutine that is handed on may be given a time limit.
    const isCoroutine = unit.node.kind === "FunctionDef" && unit.node.isAsync;
    if (isCoroutine && unit.parentOf(call)?.kind !== "Await") return null;
    const event = this.#signal(func.value, unit, environment, "event");
    if (event === null) return null;
    const { uses, escapes } = this.#fates(event);
    if (escapes || uses.some(({ access }) => named(access, ["set"]))) return null;
    const wanted = `${this.#textOf(func.value)}.set()`;
    return { kind: "event", place: event, wanted, methods: [], hands: [], performers: [], open: false };
  }

  /**
   * Whether a call waits, without end, for something to be put into a queue of the file, or for an event or a condition
   * that somebody in sight brings about: what it waits for.
   */
  waitOf(call: Call, unit: Unit, environment: Environment | null): Wait | null {
    const { func } = call;
    if (func.kind !== "Attribute" || call.args.length + call.keywords.length > 0) return null;
    if (func.attr.name === "get") {
      const place = this.#signal(func.value, unit, environment, "queue");
      return place === null ? null : { call, place, kind: "queue", wakes: ["put", "put_nowait"], wanted: null };
    }
    const isAsync = unit.node.kind === "FunctionDef" && unit.node.isAsync;
    if (func.attr.name !== "wait" || isAsync || unit.loopsAround(call).length === 0) return null;
    const event = this.#signal(func.value, unit, environment, "event");
    const place = event ?? this.#conditionVariable(func.value, unit, environment);
    if (place === null) return null;
    const { uses, escapes } = this.#fates(place);
    // Who never clears an event waits for it once.
    if (escapes || (event !== null && !uses.some(({ access }) => named(access, ["clear"])))) return null;
    const wakes = event === null ? ["notify", "notify_all", "notifyAll"] : ["set"];
    if (!uses.some(({ access }) => named(access, wakes))) return null;
    const wanted = `${this.#textOf(func.value)}.${event === null ? "notify_all" : "set"}()`;
    return { call, place, kind: "signal", wakes, wanted };
  }

  /** The places where what a call waits for is brought about. */
  wakersOf({ place, wakes }: Wait): readonly PlaceUse[] {
    return this.#fates(place).uses.filter(({ access }) => named(access, wakes));
  }

  /** The place of a `threading.Condition` that the file itself makes. */
  #conditionVariable(expr: Expr, unit: Unit, environment: Environment | null): Place | null {
    const place = this.places.placeOf(expr, unit, environment);
    const [made, ...others] = (place === null ? null : this.places.valuesOf(place)) ?? [];
    if (made?.value.kind !== "Call" || others.length > 0) return null;
    const name = this.places.model.qualifiedName(made.value.func, made.unit.scopeOf(made.value));
    return name === "threading.Condition" ? place : null;
  }

  /** Where something is put into the queue in a place. */
  putsInto(queue: Place): readonly PlaceUse[] {
    return this.#fates(queue).uses.filter(({ access }) => access.kind === "call" && PUTS.test(access.method));
  }

  /** Whether anybody asks how much is in the queue in a place. */
  asksFor(queue: Place): boolean {
    return this.#fates(queue).uses.some(
      ({ access }) => access.kind === "call" && /^(?:empty|qsize)$/.test(access.method),
    );
  }

  #ofCall(test: Call, unit: Unit, environment: Environment | null): Held | null {
    const { func } = test;
    if (func.kind === "Name" && func.name === "isinstance") {
      const [item, type] = test.args;
      const queue = item === undefined ? null : this.#queueOfItem(item, unit, environment);
      return queue === null || type === undefined
        ? null
        : { value: false, condition: this.#sentinel(queue, this.#textOf(type)) };
    }
    if (func.kind !== "Attribute" || !/^(?:is_set|isSet|wait)$/.test(func.attr.name)) return null;
    const event = this.#signal(func.value, unit, environment, "event");
    if (event === null) return null;
    const { uses, escapes } = this.#fates(event);
    const sets = uses.filter(({ access }) => named(access, ["set"]));
    const clears = uses.filter(({ access }) => named(access, ["clear"]));
    const text = this.#textOf(func.value);
    const around = unit.parentOf(test);
    // `while running.is_set():` runs until it is cleared.
    const runsWhileSet = func.attr.name !== "wait" && around?.kind === "While" && around.test === test;
    const performers = runsWhileSet ? clears : sets;
    const wanted = `${text}.${runsWhileSet ? "clear" : "set"}()`;
    if (runsWhileSet && sets.length === 0) return null;
    return {
      value: runsWhileSet,
      condition: { kind: "event", place: event, wanted, methods: [], hands: [], performers, open: escapes },
    };
  }

  #ofCompare(test: Expr & { readonly kind: "Compare" }, unit: Unit, environment: Environment | null): Held | null {
    const [op] = test.ops;
    const [right] = test.comparators;
    if (test.ops.length !== 1 || right === undefined || op === undefined) return null;
    const root = rootOf(test.left);
    const queue = this.#queueOfItem(root, unit, environment);
    if (queue !== null && /^(?:is|==|is not|!=)$/.test(op)) {
      return { value: op === "is not" || op === "!=", condition: this.#sentinel(queue, this.#textOf(right)) };
    }
    if (op === "is" || op === "==") {
      const truth = truthOf(right);
      if (truth === true && right.kind === "Constant" && right.type === "True")
        return this.#flag(test.left, unit, environment);
    }
    return null;
  }

  /** A flag that is bound to True and False only. */
  #flag(expr: Expr, unit: Unit, environment: Environment | null): Held | null {
    const place = this.places.placeOf(expr, unit, environment);
    if (place === null) return null;
    const key = `flag ${keyOf(place)}`;
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    const found = this.#flagIn(place, expr, unit);
    this.#memo.set(key, found);
    return found;
  }

  #flagIn(place: Place, expr: Expr, unit: Unit): Held | null {
    const values = this.places.valuesOf(place);
    if (values === null || values.length === 0) return null;
    if (place.kind === "attribute" && place.owner.foreignBases.some((base) => base === null || !isPlainBase(base)))
      return null;
    const truths = values.map(({ value }) =>
      value.kind === "Constant" && /^(?:True|False|None)$/.test(value.type) ? truthOf(value) : null,
    );
    if (truths.includes(null)) return null;
    const uses = this.places.usesOf(place);
    if (uses.some(({ access }) => access.kind === "augment" || access.kind === "delete")) return null;
    // What the loop waits for is what the flag does not begin with: a test that is not true before is never entered.
    const stmt = unit.parentOf(expr);
    const negated = stmt?.kind === "UnaryOp" && stmt.op === "not";
    const inHead = this.#inLoopHead(expr, unit);
    const running = inHead ? !negated : truths[0] === true;
    if (!truths.includes(running)) return null;
    const performers = uses.filter(({ access, unit: by }) => {
      if (access.kind !== "bind" || access.value === null || truthOf(access.value) === running) return false;
      return this.places.model.methodOf(by)?.node.name.name !== "__init__";
    });
    const text = this.#textOf(expr);
    return {
      value: running,
      condition: {
        kind: "flag",
        place,
        wanted: `${text} = ${running ? "False" : "True"}`,
        methods: [],
        hands: [],
        performers,
        open: false,
      },
    };
  }

  #inLoopHead(expr: Expr, unit: Unit): boolean {
    for (let at = unit.parentOf(expr); at !== null; at = unit.parentOf(at)) {
      if (at.kind === "While") return at.test.start <= expr.start && expr.end <= at.test.end;
      if (at.kind !== "UnaryOp" && at.kind !== "BoolOp" && at.kind !== "Compare") return false;
    }
    return false;
  }

  #sentinel(queue: Place, word: string | null): Condition {
    const { uses, escapes } = this.#fates(queue);
    const performers: PlaceUse[] = [];
    const hands: string[] = [];
    for (const use of uses) {
      const { access } = use;
      if (access.kind === "attribute" && PUTS.test(access.name)) performers.push(use);
      if (access.kind !== "call") continue;
      if (access.method === "shutdown") performers.push(use);
      if (!PUTS.test(access.method)) continue;
      const [item] = access.call.args;
      if (item === undefined || this.#mayBe(item, word, use.unit)) performers.push(use);
      else if (item.kind === "Name" || item.kind === "Attribute") performers.push(...this.#handedOn(item, word, use));
      const { node } = use.unit;
      const isHanded = item?.kind === "Name" && node.kind === "FunctionDef" && hasParameter(node, item.name);
      if (isHanded) hands.push(node.name.name);
    }
    const wanted = `${queue.name}.put(${word ?? "None"})`;
    return { kind: "sentinel", place: queue, wanted, methods: [], hands, performers, open: escapes };
  }

  /** Whether what is put may be the word that ends the loop; without a word, anything false. */
  #mayBe(item: Expr, word: string | null, unit: Unit): boolean {
    const text = this.#textOf(item);
    if (this.#runsOver(item, word ?? "None", unit)) return true;
    if (word === null) return truthOf(item) === false || /^(?:\(\)|\[\]|\{\})$/.test(text);
    if (isNone(item) || word === "None") return text === word || (item.kind === "IfExp" && text.includes(word));
    if (item.kind === "Name" && text !== word) {
      const place = this.places.placeOf(item, unit, null);
      const values = place === null ? null : this.places.valuesOf(place);
      return values?.some(({ value }) => this.#textOf(value) === word) ?? false;
    }
    return names(text, word);
  }

  /** Whether what is put is what a loop takes from something with the word in it: `for job in [*jobs, *[None] * many]`. */
  #runsOver(item: Expr, word: string, unit: Unit): boolean {
    if (item.kind !== "Name") return false;
    return unit.loopsAround(item).some((loop) => {
      if (loop.kind !== "For" || loop.target.kind !== "Name" || loop.target.name !== item.name) return false;
      const place = loop.iter.kind === "Name" ? this.places.placeOf(loop.iter, unit, null) : null;
      const parts = (place === null ? [] : this.places.usesOf(place)).flatMap(({ access }): readonly Expr[] => {
        if (access.kind === "call") return access.call.args;
        return (access.kind === "bind" || access.kind === "augment") && access.value !== null ? [access.value] : [];
      });
      return [loop.iter, ...parts].some((one) => names(this.#textOf(one), word));
    });
  }

  /** Calls of the function around a `put` that hand it the word. */
  #handedOn(item: Expr, word: string | null, { unit }: PlaceUse): PlaceUse[] {
    if (item.kind !== "Name" || unit.node.kind !== "FunctionDef") return [];
    const own = unit.node.name.name;
    const wanted = word ?? "None";
    return this.places.index.callsOf(own).flatMap(({ call, unit: by }): PlaceUse[] => {
      if (!call.args.some((arg) => this.#textOf(arg) === wanted)) return [];
      return [{ node: call, unit: by, access: { kind: "call", method: own, call } }];
    });
  }

  /** The queue that a name's values are taken from: bound to what `get` gives and to nothing else. */
  #queueOfItem(expr: Expr, unit: Unit, environment: Environment | null): Place | null {
    if (expr.kind === "NamedExpr") return this.#queueOfGet(expr.value, unit, environment);
    if (expr.kind !== "Name" || unit.scope.lookup(expr.name) !== unit.scope) return null;
    let found: Place | null = null;
    for (const { access, unit: by } of this.places.model.usesOfName(unit.scope, expr.name)) {
      if (access.kind !== "bind") continue;
      const around = access.value === null ? unit.parentOf(access.stmt) : null;
      const value = access.value ?? (around?.kind === "Assign" ? around.value : null);
      if (value !== null && isNone(value)) continue;
      const queue = value === null || by !== unit ? null : this.#queueOfGet(value, unit, environment);
      if (queue === null || (found !== null && keyOf(found) !== keyOf(queue))) return null;
      found = queue;
    }
    if (found !== null) return found;
    const walrus = unit.scope.bindings.get(expr.name) ?? [];
    const [only] = walrus;
    return walrus.length === 1 && only?.kind === "assign" ? this.#queueOfGet(only.value, unit, environment) : null;
  }

  #queueOfGet(value: Expr, unit: Unit, environment: Environment | null): Place | null {
    const call = value.kind === "Await" ? value.value : value;
    if (call.kind !== "Call" || call.func.kind !== "Attribute" || !GETS.test(call.func.attr.name)) return null;
    return this.#signal(call.func.value, unit, environment, "queue");
  }

  /** The place of an event or queue that the file itself makes. */
  #signal(expr: Expr, unit: Unit, environment: Environment | null, kind: "event" | "queue"): Place | null {
    const place = this.places.placeOf(expr, unit, environment);
    const values = place === null ? null : this.places.valuesOf(place);
    const made = values?.filter(({ value }) => !isNone(value)) ?? [];
    if (place === null || made.length === 0) return null;
    const all = made.every(
      ({ value, unit: by }) => value.kind === "Call" && this.starts.entryOf(value, by.scopeOf(value))?.signal === kind,
    );
    return all ? place : null;
  }

  /** All that is done to what is in a place, where some functions only borrow what they are handed. */
  usesOf(place: Place, borrows: (call: Call, unit: Unit) => boolean): ReturnType<Places["fatesOf"]> {
    return this.#fates(place, borrows);
  }

  /** Arguments in the `args` of a thread reach the parameters of what it runs. */
  #fates(place: Place, borrows?: (call: Call, unit: Unit) => boolean) {
    return this.places.fatesOf(place, (node, unit) => {
      const tuple = unit.parentOf(node);
      const isTuple = tuple?.kind === "Tuple" || tuple?.kind === "List";
      const call = isTuple ? unit.parentOf(tuple) : tuple;
      if (call?.kind !== "Call") return undefined;
      if (borrows?.(call, unit) === true) return place;
      const site = this.starts.siteOf(call, unit);
      // A function that starts a thread may be handed the arguments one by one.
      if (!isTuple && site?.spawner === undefined) return undefined;
      const target = site === null ? null : this.starts.targetOf(site);
      if (target?.environment == null) return undefined;
      for (const [name, { expr }] of target.environment.values) {
        if (expr === node) return { kind: "name", scope: target.unit.scope, name };
      }
      return undefined;
    });
  }

  #textOf(expr: Expr): string {
    return this.places.model.text.slice(expr.start, expr.end);
  }
}

/** Whether an expression's text has a word in it. */
function names(text: string, word: string): boolean {
  return new RegExp(`(?<!\\w)${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\w)`).test(text);
}

function hasParameter({ params }: FunctionDef, name: string): boolean {
  return params.all.some((param) => param.name === name);
}

function rootOf(expr: Expr): Expr {
  if (expr.kind === "Attribute" || expr.kind === "Subscript") return rootOf(expr.value);
  return expr;
}

function named(access: PlaceUse["access"], methods: readonly string[]): boolean {
  return (
    (access.kind === "call" && methods.includes(access.method)) ||
    (access.kind === "attribute" && methods.includes(access.name))
  );
}

/** Bases that bind no attribute of those that inherit from them. */
export function isPlainBase(name: string): boolean {
  return /^(?:builtins\.object|abc\.ABC|typing\.(?:Protocol|Generic)|threading\.(?:Thread|Timer)|multiprocessing\.Process|contextlib\.\w+|collections\.abc\.\w+)$/.test(
    name,
  );
}

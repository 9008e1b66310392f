/** What becomes of something that runs: who keeps it, and who ends it. */
import type { Call, Expr, Node, Stmt } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import { type Access, accessOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import type { Unit } from "../model/unit.js";
import { keyOf, type Place, type Places, type PlaceUse } from "./places.js";
import { wayOut } from "./ways.js";

/** Something made by a call that runs, or will run, until one of its methods is called. */
export interface Handle {
  readonly call: Call;
  readonly unit: Unit;
  /** Methods that start it; null where it runs once it is made. */
  readonly starts: ReadonlySet<string> | null;
  readonly ends: ReadonlySet<string>;
  /** The end of its `with` ends it. */
  readonly managed: boolean;
  /** Awaiting it waits for its end. */
  readonly awaitable: boolean;
  /** Functions and methods that end it when they are handed it. */
  readonly endedBy?: ReadonlySet<string>;
  /** Methods by which one looks whether it has ended, and is content with that. */
  readonly asks?: ReadonlySet<string>;
}

export type Fate =
  /** Out of sight, ended on every path, or never started. */
  | { readonly kind: "cared-for" }
  /** No reference outlives the function; ended on no path, or not on the one that `exit` ends. */
  | {
      readonly kind: "lost";
      readonly name: string | null;
      readonly start: Expr;
      readonly sometimes: boolean;
      readonly exit: Stmt | null;
    }
  /** In an attribute (or in a container that is one); ended and started in these methods. */
  | {
      readonly kind: "kept";
      readonly owner: ClassInfo;
      readonly attribute: string;
      readonly endedIn: ReadonlySet<string>;
      readonly startedIn: ReadonlySet<string>;
      readonly start: Expr;
      readonly isContainer: boolean;
    };

const CARED_FOR: Fate = { kind: "cared-for" };
const MAX_DEPTH = 4;
const ADDS = /^(?:append|appendleft|add|insert|put|put_nowait)$/;
/** What may be asked of a container without its elements going anywhere. */
const SIZES = /^(?:append|appendleft|add|insert|discard|remove|clear|__len__)$/;
const WAITS = /^(?:gather|wait|wait_for|as_completed|shield|join|joinall|run_until_complete)$/;

/** What is seen of a handle in one place. */
interface Seen {
  readonly starts: { readonly node: Expr; readonly unit: Unit }[];
  readonly ends: { readonly node: Expr; readonly unit: Unit }[];
  readonly kept: Place[];
  escapes: boolean;
}

/** Follows handles to those who keep and end them. */
export class Fates {
  constructor(readonly places: Places) {}

  of(handle: Handle): Fate {
    const { unit, call } = handle;
    const seen: Seen = { starts: [], ends: [], kept: [], escapes: false };
    const visited = new Set<string>();
    const names: string[] = [];
    const root = this.#place(handle, call, unit, seen, names, visited, 0);
    if (seen.escapes || root === "ended") return CARED_FOR;
    const running = handle.starts === null;
    const [kept] = seen.kept;
    if (kept !== undefined && kept.kind === "attribute") return this.#keptFate(handle, kept, seen, running);
    if (kept !== undefined) return CARED_FOR;
    const [firstStart] = seen.starts;
    if (!running && firstStart === undefined) return CARED_FOR;
    const start = running ? call : (firstStart?.node ?? call);
    const name = names[0] ?? null;
    if (seen.ends.length === 0) return { kind: "lost", name, start, sometimes: false, exit: null };
    const startUnit = running ? unit : (firstStart?.unit ?? unit);
    if (seen.ends.some((end) => end.unit !== startUnit)) return CARED_FOR;
    const ends = seen.ends.map(({ node }) => node);
    // It may be started again after it was ended.
    const starts = running ? [call] : seen.starts.filter((one) => one.unit === startUnit).map(({ node }) => node);
    for (const one of starts) {
      const way = wayOut(startUnit, one, ends, names);
      if (way !== null) return { kind: "lost", name, start: one, sometimes: true, exit: way.exit };
    }
    return CARED_FOR;
  }

  #keptFate(handle: Handle, kept: Place & { readonly kind: "attribute" }, seen: Seen, running: boolean): Fate {
    const { model } = this.places;
    const methodsOf = (some: readonly { readonly unit: Unit }[]): Set<string> | null => {
      const names = new Set<string>();
      for (const { unit } of some) {
        const method = model.methodAround(unit);
        if (method === null || !related(method.owner, kept.owner)) return null;
        names.add(method.node.name.name);
      }
      return names;
    };
    const endedIn = methodsOf(seen.ends);
    const startedIn = methodsOf(running ? [handle] : seen.starts);
    if (endedIn === null || startedIn === null || (!running && seen.starts.length === 0)) return CARED_FOR;
    if (kept.owner.foreignBases.includes(null) || this.#isDynamic(kept.owner)) return CARED_FOR;
    const values = this.places.valuesOf(kept);
    const isContainer = values?.some(({ value }) => /^(?:List|Dict|Set|Comprehension)$/.test(value.kind)) ?? false;
    const start = running ? handle.call : (seen.starts[0]?.node ?? handle.call);
    return { kind: "kept", owner: kept.owner, attribute: kept.name, endedIn, startedIn, start, isContainer };
  }

  /** Where the value of an expression goes: notes what is done to it there. */
  #place(
    handle: Handle,
    expr: Expr,
    unit: Unit,
    seen: Seen,
    names: string[],
    visited: Set<string>,
    depth: number,
  ): "ended" | "seen" {
    const parent = unit.parentOf(expr);
    switch (parent?.kind) {
      case "ExprStmt":
        return "seen";
      case "Await":
        if (handle.awaitable) return "ended";
        return this.#place(handle, parent, unit, seen, names, visited, depth);
      case "NamedExpr": {
        const home = unit.scope.lookup(parent.target.name);
        if (home === null) seen.escapes = true;
        else this.#follow(handle, { kind: "name", scope: home, name: parent.target.name }, seen, names, visited, depth);
        return "seen";
      }
      case "IfExp":
      case "BoolOp":
      case "Starred":
        return this.#place(handle, parent, unit, seen, names, visited, depth);
      case "Assign":
      case "AnnAssign": {
        const targets = parent.kind === "Assign" ? parent.targets : [parent.target];
        for (const target of targets) this.#target(handle, target, unit, seen, names, visited, depth);
        return "seen";
      }
      case "With":
        if (!handle.managed) seen.escapes = true;
        return "ended";
      case "Attribute": {
        const call = unit.parentOf(parent);
        if (call?.kind !== "Call" || call.func !== parent) {
          seen.escapes = true;
        } else if (handle.ends.has(parent.attr.name)) {
          return "ended";
        } else if (handle.starts?.has(parent.attr.name)) {
          seen.starts.push({ node: call, unit });
          if (unit.parentOf(call)?.kind === "ExprStmt") return "seen";
          // `wheel = Wheel().start()`, where `start` returns its object.
          if (this.#returnsReceiver(handle, parent.attr.name))
            return this.#place(handle, call, unit, seen, names, visited, depth);
          seen.escapes = true;
        } else if (handle.starts === null) seen.escapes = unit.parentOf(call)?.kind !== "ExprStmt";
        return "seen";
      }
      case "Call": {
        const container = this.#containerOf(parent, expr, unit);
        if (container === null) seen.escapes = true;
        else this.#followContainer(handle, container, seen, names, visited, depth);
        return "seen";
      }
      case "List":
      case "Tuple":
      case "Set":
        return this.#elements(handle, parent, unit, seen, names, visited, depth);
      case "Comprehension":
        if (parent.element === expr || parent.value === expr) {
          return this.#elements(handle, parent, unit, seen, names, visited, depth);
        }
        seen.escapes = true;
        return "seen";
      case "Dict":
        return this.#elements(handle, parent, unit, seen, names, visited, depth);
      default:
        seen.escapes = true;
        return "seen";
    }
  }

  /** Whether a method of what a handle makes gives back its object, and nothing else. */
  #returnsReceiver({ call, unit }: Handle, name: string): boolean {
    const method = this.places.model.classOf(call, unit)?.method(name) ?? null;
    if (method === null || method.receiver === null || method.node.isAsync || method.unit.isGenerator) return false;
    const returns = method.unit.stmts.filter((stmt) => stmt.kind === "Return");
    return returns.length > 0 && returns.every(({ value }) => value?.kind === "Name" && value.name === method.receiver);
  }

  /** A display whose elements are handles, bound to a name or attribute. */
  #elements(
    handle: Handle,
    display: Expr,
    unit: Unit,
    seen: Seen,
    names: string[],
    visited: Set<string>,
    depth: number,
  ): "seen" {
    const around = unit.parentOf(display);
    const targets = around?.kind === "Assign" ? around.targets : around?.kind === "AnnAssign" ? [around.target] : [];
    const [target] = targets;
    const place = target === undefined ? null : this.places.placeOf(target, unit, null);
    if (targets.length !== 1 || place === null) seen.escapes = true;
    else this.#followContainer(handle, place, seen, names, visited, depth);
    return "seen";
  }

  #target(
    handle: Handle,
    target: Expr,
    unit: Unit,
    seen: Seen,
    names: string[],
    visited: Set<string>,
    depth: number,
  ): void {
    if (target.kind === "Name") {
      const home = unit.scopeOf(target).lookup(target.name);
      if (home === null || home.node.kind === "Module" || home.node.kind === "ClassDef") seen.escapes = true;
      else this.#follow(handle, { kind: "name", scope: home, name: target.name }, seen, names, visited, depth);
      return;
    }
    const place =
      target.kind === "Attribute"
        ? this.places.placeOf(target, unit, null)
        : target.kind === "Subscript"
          ? this.places.placeOf(target.value, unit, null)
          : null;
    const isOwn =
      place?.kind === "attribute" && this.#isInstance(target.kind === "Subscript" ? target.value : target, unit);
    if (place === null || (place.kind === "attribute" && !isOwn)) seen.escapes = true;
    else if (target.kind === "Subscript") this.#followContainer(handle, place, seen, names, visited, depth);
    else this.#follow(handle, place, seen, names, visited, depth);
  }

  /** Whether an attribute is one of `self`: what hangs on a class or on another object has another life. */
  #isInstance(expr: Expr, unit: Unit): boolean {
    if (expr.kind !== "Attribute" || expr.value.kind !== "Name") return false;
    const method = this.places.model.methodAround(unit);
    return method !== null && method.kind !== "class" && method.receiver === expr.value.name;
  }

  #follow(handle: Handle, place: Place, seen: Seen, names: string[], visited: Set<string>, depth: number): void {
    if (visited.has(keyOf(place))) return;
    visited.add(keyOf(place));
    if (depth > MAX_DEPTH) {
      seen.escapes = true;
      return;
    }
    if (place.kind === "attribute") seen.kept.push(place);
    else names.push(place.name);
    for (const use of this.places.usesOf(place)) this.#use(handle, use, seen, names, visited, depth, place);
  }

  #use(
    handle: Handle,
    use: PlaceUse,
    seen: Seen,
    names: string[],
    visited: Set<string>,
    depth: number,
    place: Place,
  ): void {
    const { access, unit, node } = use;
    switch (access.kind) {
      case "call":
        if (handle.starts?.has(access.method)) seen.starts.push({ node: access.call, unit });
        if (handle.ends.has(access.method)) seen.ends.push({ node: access.call, unit });
        if (handle.asks?.has(access.method)) seen.escapes = true;
        return;
      case "attribute":
        if (handle.ends.has(access.name)) seen.ends.push({ node: access.node, unit });
        else if (place.kind === "name" && handle.starts?.has(access.name)) seen.escapes = true;
        return;
      case "enter":
        if (handle.managed) seen.ends.push({ node, unit });
        else seen.escapes = true;
        return;
      case "alias":
        this.#target(handle, access.target, unit, seen, names, visited, depth + 1);
        return;
      case "argument": {
        const container = this.#containerOf(access.call, node, unit);
        if (container !== null) {
          this.#followContainer(handle, container, seen, names, visited, depth + 1);
          return;
        }
        const taker = lastName(access.call.func);
        if ((WAITS.test(taker) && handle.awaitable) || handle.endedBy?.has(taker) === true) {
          seen.ends.push({ node: access.call, unit });
          return;
        }
        const next = this.places.parameterFor(access.call, access.at, unit);
        if (next === "lost") seen.escapes = true;
        else if (next !== "stays") {
          const before = seen.ends.length;
          this.#follow(handle, next, seen, names, visited, depth + 1);
          // What the callee does, the call does.
          if (seen.ends.length > before) seen.ends.splice(before, seen.ends.length, { node: access.call, unit });
        }
        return;
      }
      case "other":
        this.#other(handle, access.node, use, seen);
        return;
      case "return":
      case "invoke":
      case "store-item":
        seen.escapes = true;
        return;
      default:
        return;
    }
  }

  #other(handle: Handle, around: Node | null, { node, unit }: PlaceUse, seen: Seen): void {
    if (around === null || around.kind === "JoinedStr" || around.kind === "ExprStmt") return;
    if (around.kind === "Await" && handle.awaitable) seen.ends.push({ node, unit });
    else seen.escapes = true;
  }

  /** The container that a call adds an argument to: `self._threads.append(thread)`. */
  #containerOf(call: Call, arg: Expr, unit: Unit): Place | null {
    const { func } = call;
    if (func.kind !== "Attribute" || !ADDS.test(func.attr.name) || !call.args.includes(arg)) return null;
    return this.places.placeOf(func.value, unit, null);
  }

  #followContainer(
    handle: Handle,
    place: Place,
    seen: Seen,
    names: string[],
    visited: Set<string>,
    depth: number,
  ): void {
    if (visited.has(keyOf(place))) return;
    visited.add(keyOf(place));
    // What a module keeps lives as long as the process.
    if (depth > MAX_DEPTH || (place.kind === "name" && place.scope.node.kind === "Module")) {
      seen.escapes = true;
      return;
    }
    if (place.kind === "attribute") seen.kept.push(place);
    else names.push(place.name);
    for (const { access, unit, node } of this.places.usesOf(place)) {
      switch (access.kind) {
        case "iterate":
          this.#iterated(handle, access.node, unit, seen);
          break;
        case "call":
          if (!SIZES.test(access.method)) this.#taken(handle, access.call, unit, seen);
          break;
        case "load-item":
          this.#taken(handle, access.node, unit, seen);
          break;
        case "attribute":
          // `task.add_done_callback(tasks.discard)` forgets what has ended.
          if (!/^(?:discard|remove|append|add|pop)$/.test(access.name)) seen.escapes = true;
          break;
        case "argument":
          if (access.call.func.kind !== "Name" || !/^(?:len|print|bool|any|all)$/.test(access.call.func.name)) {
            if (handle.awaitable && WAITS.test(lastName(access.call.func))) seen.ends.push({ node, unit });
            else seen.escapes = true;
          }
          break;
        case "bind":
          if (access.value === null) seen.escapes = true;
          break;
        case "store-item":
        case "test":
        case "delete":
        case "delete-item":
          break;
        default:
          seen.escapes = true;
      }
    }
  }

  /** What a loop over a container of handles does to each. */
  #iterated(handle: Handle, loop: Node, unit: Unit, seen: Seen): void {
    if (loop.kind === "For") {
      if (loop.target.kind === "Name") this.#element(handle, loop.target.name, loop.iter, loop, unit, seen);
      else seen.escapes = true;
    } else if (loop.kind === "Comprehension") {
      const [first] = loop.generators;
      if (first?.target.kind === "Name") this.#element(handle, first.target.name, first.iter, loop, unit, seen);
      else seen.escapes = true;
    }
  }

  #element(handle: Handle, name: string, iter: Expr, loop: Node, unit: Unit, seen: Seen): void {
    for (const node of unit.names) {
      if (node.name !== name || node.start < loop.start || node.end > loop.end) continue;
      const access: Access = accessOf(node, unit.parentOf);
      if (access.kind === "call") {
        if (handle.starts?.has(access.method)) seen.starts.push({ node: access.call, unit });
        if (handle.ends.has(access.method)) seen.ends.push({ node: iter, unit });
      } else if (access.kind === "other" && access.node?.kind === "Await" && handle.awaitable) {
        seen.ends.push({ node: iter, unit });
      } else if (access.kind !== "bind" && access.kind !== "test" && access.kind !== "attribute") seen.escapes = true;
    }
  }

  /** `threads[0].join()`, `threads.pop().join()`: what is done to what is taken out. */
  #taken(handle: Handle, node: Expr, unit: Unit, seen: Seen): void {
    const access = accessOf(node, unit.parentOf);
    if (access.kind === "call" && handle.starts?.has(access.method)) seen.starts.push({ node: access.call, unit });
    else if (access.kind === "call" && handle.ends.has(access.method)) seen.ends.push({ node: access.call, unit });
    else seen.escapes = true;
  }

  #isDynamic({ unit, node }: ClassInfo): boolean {
    const text = this.places.model.text.slice(node.start, node.end);
    return unit !== null && /\b[gs]etattr\(\s*self\s*,\s*(?!["'])|\bvars\(self\)|\bself\.__dict__/.test(text);
  }
}

/** Whether one of two classes inherits from the other, or they are one. */
export function related(one: ClassInfo, other: ClassInfo): boolean {
  return one.mro.includes(other) || other.mro.includes(one);
}

/** Code that runs once in the life of a process: what it starts may run as long. */
import type { Expr, Node } from "../../syntax/ast.js";
import { forEachChild } from "../../syntax/walk.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { CallPlace } from "./code-index.js";

const CACHES = /^functools\.(?:cache|lru_cache)$/;
const MAIN = /^_*(?:main|run_main|cli)$/;

/** Knows which code runs once in a process. */
export class Lifetimes {
  readonly #once = new Map<Unit, boolean>();
  #keepers: Set<string> | undefined;
  #callers: Map<Unit, CallPlace[]> | undefined;
  #makers: Map<ClassInfo, CallPlace[]> | undefined;

  constructor(readonly model: FileModel) {}

  /** Whether what a place in the code starts is started once in a process: at import, by `main`, behind a guard. */
  isOnce(node: Node, unit: Unit): boolean {
    return this.#runsOnce(unit) || this.#isGuarded(node, unit);
  }

  /** The places that make instances of a class, or of one that inherits from it. */
  makersOf(owner: ClassInfo): readonly CallPlace[] {
    if (this.#makers === undefined) this.#collect();
    return this.#makers?.get(owner) ?? [];
  }

  #runsOnce(unit: Unit): boolean {
    const known = this.#once.get(unit);
    if (known !== undefined) return known;
    this.#once.set(unit, false);
    const once = this.#examine(unit);
    this.#once.set(unit, once);
    return once;
  }

  #examine(unit: Unit): boolean {
    const { node } = unit;
    if (node.kind === "Module") return true;
    if (node.kind === "ClassDef") return unit.parent !== null && this.#runsOnce(unit.parent);
    if (node.kind === "Lambda") return false;
    const method = this.model.methodOf(unit);
    if (method === null) {
      if (MAIN.test(node.name.name) && unit.parent?.node.kind === "Module") return true;
      if (node.decorators.some((one) => CACHES.test(this.model.decoratorName(one, unit.scope.module) ?? "")))
        return true;
    }
    if (this.#callers === undefined) this.#collect();
    const callers = method === null ? this.#callers?.get(unit) : this.makersOf(method.owner);
    if (method !== null && (method.owner.method("__new__") !== null || this.#keepsItself(method.owner))) return true;
    if (callers === undefined || callers.length === 0) return false;
    return callers.every(
      (caller) =>
        caller.unit !== unit &&
        caller.unit.loopsAround(caller.call).length === 0 &&
        this.isOnce(caller.call, caller.unit),
    );
  }

  /** `cls._instance = cls()`, `Monitor.only = Monitor()`: a class that keeps its one instance. */
  #keepsItself({ name, node }: ClassInfo): boolean {
    if (this.#keepers === undefined) {
      const all = this.model.text.matchAll(/\b(\w+)\._?\w+\s*=\s*(\w+)\(/g);
      this.#keepers = new Set([...all].flatMap(([, on, made]) => (on === made && on !== undefined ? [on] : [])));
    }
    if (this.#keepers.has(name)) return true;
    return this.#keepers.has("cls") && /\bcls\._?\w+\s*=\s*cls\(/.test(this.model.text.slice(node.start, node.end));
  }

  /** Under, or behind, a test of something that belongs to the module or to a class. */
  #isGuarded(node: Node, unit: Unit): boolean {
    for (let at: Unit | null = unit; at !== null; at = at.parent) {
      for (const stmt of at.stmts) {
        if (stmt.kind !== "If" || stmt.start > node.start) continue;
        const around = stmt.start <= node.start && node.end <= stmt.end;
        const leaves = stmt.body.some(({ kind }) => kind === "Return" || kind === "Raise" || kind === "Continue");
        if ((around || leaves) && this.#asksShared(stmt.test, at)) return true;
      }
      if (at.node.kind === "FunctionDef") break;
    }
    return false;
  }

  #asksShared(test: Expr, unit: Unit): boolean {
    let found = false;
    const visit = (node: Node): void => {
      if (node.kind === "Name") {
        const home = unit.scope.lookup(node.name);
        const kinds = home?.bindings.get(node.name)?.map(({ kind }) => kind) ?? [];
        if (home?.node.kind === "Module" && kinds.some((kind) => kind === "assign" || kind === "other")) {
          found ||= !/^[A-Z0-9_]+$/.test(node.name) || this.#isChanged(home.node, node.name);
        }
      } else if (node.kind === "Attribute" && node.value.kind === "Name") {
        const referent = this.model.resolve(node.value, unit.scope);
        const method = this.model.methodAround(unit);
        found ||= referent?.kind === "class" || (method?.kind === "class" && method.receiver === node.value.name);
        found ||= method?.receiver === node.value.name && this.#isClassState(method.owner, node.attr.name);
      }
      forEachChild(node, visit);
    };
    visit(test);
    return found;
  }

  /** A constant says nothing of what has been started; a table in capitals does. */
  #isChanged(module: Node, name: string): boolean {
    if (module.kind !== "Module") return false;
    return this.model
      .usesOfName(this.model.root.scope, name)
      .some(({ access }) => access.kind === "store-item" || access.kind === "call" || access.kind === "delete-item");
  }

  #isClassState(owner: ClassInfo, name: string): boolean {
    if (owner.classAttribute(name) === null) return false;
    return new RegExp(`\\b(?:cls|${owner.name}|type\\(self\\)|self\\.__class__)\\.${name}\\b`).test(this.model.text);
  }

  #collect(): void {
    this.#callers = new Map();
    this.#makers = new Map();
    for (const unit of this.model.units) {
      for (const call of unit.calls) {
        const made =
          call.func.kind === "Name" || call.func.kind === "Attribute" ? this.model.classOf(call, unit) : null;
        if (made !== null) {
          for (const one of made.mro) push(this.#makers, one, { unit, call });
          continue;
        }
        const referent = this.model.resolve(call.func, unit.scopeOf(call));
        const callee = referent?.kind === "function" ? this.model.unitOf(referent.node) : null;
        if (callee !== null) push(this.#callers, callee, { unit, call });
      }
    }
  }
}

function push<K, V>(into: Map<K, V[]>, key: K, value: V): void {
  const known = into.get(key);
  if (known === undefined) into.set(key, [value]);
  else known.push(value);
}

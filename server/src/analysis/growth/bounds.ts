/** What keeps a container from growing for ever: tests of its length, evictions that work, code that runs once. */
import type { Expr, FunctionDef, If, Node, Stmt } from "../../syntax/ast.js";
import { blocksOf, contains } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { type Growth, mentionsName, type Operations, type Shrink } from "./operations.js";
import type { Reach, Reference } from "./reach.js";

/** Decorators that let a function's body run once, or once for each argument. */
const ONCE_DECORATORS =
  /^(?:functools\.(?:cache|lru_cache|cached_property)|django\.utils\.functional\.cached_property|async_lru\.alru_cache)$/;

/** Answers for one container and its operations. */
export class Bounds {
  constructor(
    readonly model: FileModel,
    readonly reach: Reach,
    readonly operations: Operations,
    /** The last part of the container's name. */
    readonly name: string,
  ) {}

  /** The removals that take effect: not only after a failure, not undone at once, not in code that nobody calls. */
  effectiveShrinks(growths: readonly Growth[]): readonly Shrink[] {
    return this.operations.shrinks.filter(
      (shrink) =>
        (shrink.unit.parent !== null || shrink.isHandedOn === true) &&
        !this.#isDead(shrink.unit) &&
        !this.#isRollback(shrink, growths) &&
        !this.#isPutBack(shrink, growths) &&
        !this.#isSkipped(shrink, growths) &&
        !this.#isLeftByHandlers(shrink, growths),
    );
  }

  /** Whether a test of its length decides over what is put in. */
  isMeasured(growths: readonly Growth[]): boolean {
    return this.operations.measures.some(({ unit, node }) => {
      const units = growths.filter((growth) => growth.unit === unit);
      const names = this.#namesFor(unit, node);
      return unit.stmts.some((stmt) => {
        if (stmt.kind !== "If" && stmt.kind !== "While" && stmt.kind !== "Assert") return false;
        const isLength = (inner: Node): boolean => inner === node || (inner.kind === "Name" && names.has(inner.name));
        if (!contains(stmt.test, isLength)) return false;
        if (units.length === 0 && !asksForMore(stmt.test, isLength)) return false;
        // A test in another function counts where that one calls the function that grows, or removes.
        if (units.length === 0)
          return stmt.kind !== "If" || leaves(stmt.body) || this.#callsGrower(unit, stmt, growths);
        return stmt.kind !== "If" || leaves(stmt.body) || units.some((growth) => within(growth.node, stmt));
      });
    });
  }

  /** Whether the code that puts something in runs once: behind a flag, or while the container is empty. */
  isOnce(node: Node, unit: Unit, depth = 0): boolean {
    if (unit.node.kind !== "FunctionDef") return false;
    if (this.#isDecoratedOnce(unit, unit.node)) return true;
    for (const stmt of unit.stmts) {
      if (stmt.kind !== "If") continue;
      const inside = within(node, stmt) && !within(node, stmt.test);
      if (!inside && !(stmt.end <= node.start && leaves(stmt.body))) continue;
      if (this.#asksEmptiness(stmt, unit) || this.#asksFlag(stmt, unit, inside)) return true;
    }
    if (depth > 2) return false;
    const references = this.reach.referencesTo(unit);
    const calls = references.filter(({ unit: from }) => from.parent !== null);
    return calls.length > 0 && calls.every((one) => one.how === "call" && this.isOnce(one.node, one.unit, depth + 1));
  }

  #isDecoratedOnce(unit: Unit, node: FunctionDef): boolean {
    const scope = unit.parent?.scope ?? unit.scope;
    const method = this.model.methodOf(unit);
    const own = node.params.all.length - (method !== null && method.kind !== "static" ? 1 : 0);
    const isOfObject = method !== null && method.kind !== "static" && method.kind !== "class";
    return (
      own === 0 &&
      !isOfObject &&
      node.decorators.some((one) => ONCE_DECORATORS.test(this.model.decoratorName(one, scope) ?? ""))
    );
  }

  #asksEmptiness(stmt: If, unit: Unit): boolean {
    return this.operations.emptiness.some((one) => one.unit === unit && within(one.node, stmt.test));
  }

  /** `if not _ready: …; _ready = True`, or `if _ready: return`. */
  #asksFlag(stmt: If, unit: Unit, inside: boolean): boolean {
    const test = stmt.test.kind === "UnaryOp" && stmt.test.op === "not" ? stmt.test.operand : stmt.test;
    const bare = test.kind === "Compare" ? test.left : test;
    if (bare.kind !== "Name" && bare.kind !== "Attribute") return false;
    const text = this.#textOf(bare);
    if (bare.kind === "Name" && unit.scope.bindings.has(bare.name)) return false;
    const flagged = inside ? stmt.body : unit.stmts;
    return flagged.some(
      (one) =>
        one.kind === "Assign" &&
        one.targets.some((target) => this.#textOf(target) === text) &&
        (one.value.kind === "Constant" ? one.value.type !== "False" && one.value.type !== "None" : true),
    );
  }

  /** Names of a unit that stand for the length. */
  #namesFor(unit: Unit, node: Expr): ReadonlySet<string> {
    const parent = unit.parentOf(node);
    const names = new Set<string>();
    if (parent?.kind === "Assign")
      for (const target of parent.targets) if (target.kind === "Name") names.add(target.name);
    if (parent?.kind === "NamedExpr") names.add(parent.target.name);
    return names;
  }

  #callsGrower(unit: Unit, stmt: Stmt, growths: readonly Growth[]): boolean {
    return growths.some((growth) =>
      this.reach.referencesTo(growth.unit).some((one: Reference) => one.unit === unit && within(one.node, stmt)),
    );
  }

  /** A private function that nothing in the file mentions. */
  #isDead(unit: Unit): boolean {
    if (unit.node.kind !== "FunctionDef" || !/^_[^_]/.test(unit.node.name.name)) return false;
    return this.reach.referencesTo(unit).length === 0 && this.reach.of(unit) !== "certain";
  }

  /** What was just put in is taken out by an exception's handler of the same function, and by nothing else. */
  #isRollback(shrink: Shrink, growths: readonly Growth[]): boolean {
    const handler = handlerAround(shrink.node, shrink.unit);
    if (handler === null || shrink.key === null) return false;
    const key = this.#textOf(shrink.key);
    return growths.some(
      ({ unit, key: put, node }) =>
        unit === shrink.unit && put !== null && this.#textOf(put) === key && node.start < handler.start,
    );
  }

  /** `value = cache.pop(key); cache[key] = value`: moved to the end. */
  #isPutBack(shrink: Shrink, growths: readonly Growth[]): boolean {
    if (shrink.key === null) return false;
    const key = this.#textOf(shrink.key);
    const stmt = shrink.unit.statementOf(shrink.node);
    const block = stmt === null ? null : blockOf(stmt, shrink.unit);
    return growths.some(({ unit, key: put, node }) => {
      if (unit !== shrink.unit || put === null || this.#textOf(put) !== key || node.start < shrink.node.start)
        return false;
      const back = unit.statementOf(node);
      if (back === null) return false;
      return block?.includes(back) === true || onlyRefreshes(shrink, back, unit);
    });
  }

  /** An early way out between what is put in and what takes it out again: one path reaches the removal, another does not. */
  #isSkipped(shrink: Shrink, growths: readonly Growth[]): boolean {
    const { unit, key } = shrink;
    if (key === null) return false;
    const text = this.#textOf(key);
    const stmt = unit.statementOf(shrink.node);
    const block = stmt === null ? null : blockOf(stmt, unit);
    const at = stmt === null || block === null ? -1 : block.indexOf(stmt);
    if (block === null || at < 0 || isFinal(block, unit)) return false;
    const put = growths.find((one) => one.unit === unit && one.key !== null && this.#textOf(one.key) === text);
    const first = put === undefined ? -1 : block.findIndex((one) => within(put.node, one));
    if (first < 0 || first > at) return false;
    const between = block.slice(first + 1, at);
    return between.some((one) => this.#goesOut(one));
  }

  /** Whether a statement may leave the function, or the round of a loop, and leave the entry behind. */
  #goesOut(stmt: Stmt): boolean {
    const keeps = (body: readonly Stmt[]): boolean =>
      leavesQuietly(body) && !body.some((inner) => mentionsName(inner, this.name));
    if (stmt.kind === "If") return keeps(stmt.body);
    return (
      stmt.kind === "Try" &&
      stmt.handlers.some(({ body }) => keeps(body)) &&
      !stmt.finalbody.some((inner) => mentionsName(inner, this.name))
    );
  }

  /** Removed at the end of a `try` whose handlers swallow the exception and leave the entry where it is. */
  #isLeftByHandlers(shrink: Shrink, growths: readonly Growth[]): boolean {
    const { unit, key } = shrink;
    const stmt = unit.statementOf(shrink.node);
    const around = stmt === null ? null : unit.parentOf(stmt);
    if (key === null || stmt === null || around?.kind !== "Try" || around.body[0] === stmt) return false;
    if (!around.body.includes(stmt) && !around.orelse.includes(stmt)) return false;
    const text = this.#textOf(key);
    const isPut = growths.some(
      (one) =>
        one.unit === unit && one.key !== null && this.#textOf(one.key) === text && one.node.start < shrink.node.start,
    );
    if (!isPut || around.handlers.length === 0) return false;
    const behind = [...around.finalbody, ...around.handlers.flatMap(({ body }) => body)];
    return (
      !behind.some((inner) => mentionsName(inner, this.name)) &&
      around.handlers.some(({ body }) => body[body.length - 1]?.kind !== "Raise")
    );
  }

  #textOf(node: Node): string {
    return this.model.text.slice(node.start, node.end);
  }
}

/** Whether a test of a length asks for more than whether there is anything. */
function asksForMore(test: Expr, isLength: (node: Node) => boolean): boolean {
  switch (test.kind) {
    case "UnaryOp":
      return asksForMore(test.operand, isLength);
    case "BoolOp":
      return test.values.some((one) => contains(one, isLength) && asksForMore(one, isLength));
    case "Compare":
      return !test.comparators.some((one) => one.kind === "Constant" && (one.value === "0" || one.value === "1"));
    default:
      return !isLength(test);
  }
}

/** Whether a node lies within another. */
export function within(node: Node, outer: Node): boolean {
  return node.start >= outer.start && node.end <= outer.end;
}

/** Whether a block ends by leaving the function or the loop. */
export function leaves(block: readonly Stmt[]): boolean {
  const last = block[block.length - 1];
  return last?.kind === "Return" || last?.kind === "Raise" || last?.kind === "Continue" || last?.kind === "Break";
}

function leavesQuietly(block: readonly Stmt[]): boolean {
  const last = block[block.length - 1];
  return last?.kind === "Return" || last?.kind === "Continue" || last?.kind === "Break";
}

/** `if key in cache: del cache[key]` right before `cache[key] = value`. */
function onlyRefreshes(shrink: Shrink, back: Stmt, unit: Unit): boolean {
  const stmt = unit.statementOf(shrink.node);
  const around = stmt === null ? null : unit.parentOf(stmt);
  if (around?.kind !== "If" || around.orelse.length > 0) return false;
  const asks = contains(around.test, (inner) => inner.kind === "Compare" && inner.ops[0] === "in");
  return asks && blockOf(around, unit)?.includes(back) === true;
}

/** The block in which a statement stands. */
function blockOf(stmt: Stmt, unit: Unit): readonly Stmt[] | null {
  const parent = unit.parentOf(stmt);
  if (parent === null) return unit.node.kind === "FunctionDef" || unit.node.kind === "Module" ? unit.node.body : null;
  if (parent.kind === "Module") return parent.body;
  return blocksOf(parent as Stmt).find((block) => block.includes(stmt)) ?? null;
}

function isFinal(block: readonly Stmt[], unit: Unit): boolean {
  const [first] = block;
  const parent = first === undefined ? null : unit.parentOf(first);
  return parent?.kind === "Try" && parent.finalbody === block;
}

function handlerAround(node: Node, unit: Unit): { readonly start: number } | null {
  for (let at = unit.parentOf(node); at !== null; at = unit.parentOf(at)) {
    if (at.kind !== "Try") continue;
    const handler = at.handlers.find((one) => one.start <= node.start && node.end <= one.end);
    if (handler !== undefined) return handler;
  }
  return null;
}

/** Which statements a block that ends a resource must span. */
import type { Expr, Stmt } from "../../../syntax/ast.js";
import { blocksOf, contains, namesIn } from "../../../syntax/walk.js";
import { binds, type HandleOptions, Handles, isTemporary } from "./handles.js";
import type { Level, Place } from "./place.js";
import { isGuardedRelease, isRelease, isReleasingTry } from "./release.js";
import type { FixRequest } from "./request.js";

/** How a block is closed in the code as it is. */
export type Ending =
  /** Nothing at the level of the suite releases it. */
  | { readonly kind: "open" }
  /** A statement of the suite releases it. */
  | { readonly kind: "release"; readonly index: number }
  /** A `try` of the suite releases it in `finally`, and does nothing else there. */
  | { readonly kind: "finally"; readonly index: number };

export interface Region {
  readonly place: Place;
  /** Index of the first statement of the block, in the suite. */
  readonly first: number;
  /** Index of the last; `first - 1` when the block is empty. */
  readonly last: number;
  readonly ending: Ending;
  readonly handles: Handles;
  /** Whether a nested or top-level statement is a release of the resource. */
  readonly releases: (stmt: Stmt) => boolean;
}

export interface RegionOptions extends HandleOptions {
  /** The first statement that may use the resource. */
  readonly first: number;
  readonly name: string;
  /** Whether names other than the resource's own may be used after a statement that releases it. */
  readonly derivedMayOutlive?: boolean;
}

/** The statements the block must span; null when no block can be right. */
export function regionOf(request: FixRequest, place: Place, options: RegionOptions): Region | null {
  const { name, first } = options;
  const { suite, scope } = place;
  if (scope.node.kind === "ClassDef" || scope.globals.has(name) || scope.nonlocals.has(name)) return null;
  if (isCaptured(request, place, name)) return null;

  const resolve = place.resolve;
  const releases = (stmt: Stmt): boolean => isRelease(stmt, name, request.type, resolve);
  const closes = (stmt: Stmt): boolean => releases(stmt) || isGuardedRelease(stmt, name, releases);

  const stop = indexOrEnd(suite, first, (stmt) => replaces(stmt, name));
  const reachable = suite.slice(first, stop);
  if (reachable.some((stmt) => binds(stmt, name) && !isDeletionOf(stmt, name))) return null;

  const handles = new Handles(request, place, name, options);
  handles.follow(reachable);
  if (handles.escaped) return null;

  const uses = (stmt: Stmt): boolean => handles.mentionedIn(stmt) && !isDeletionOf(stmt, name);
  const ending = endingOf(suite, first, stop, closes);
  let last = first - 1;
  if (ending.kind === "open") {
    reachable.forEach((stmt, offset) => {
      if (uses(stmt)) last = first + offset;
    });
    if (last >= first && mustStayOpen(request, place, reachable, name)) {
      if (goesOnOutside(place)) return null;
      last = stop - 1;
    }
    last = spanSiblings(request, place, first, last, stop);
  } else {
    last = ending.kind === "release" ? spanCloses(request, place, first, ending.index) : ending.index;
    const rest = suite.slice(Math.max(last, ending.index) + 1, stop);
    const harmless = (stmt: Stmt): boolean => closes(stmt) || isDeletionOf(stmt, name);
    const outlives = (stmt: Stmt): boolean =>
      options.derivedMayOutlive === true ? namesIn(stmt).has(name) : handles.mentionedIn(stmt);
    if (rest.some((stmt) => outlives(stmt) && !harmless(stmt))) return null;
  }
  const leftover = suite.slice(stop);
  if (
    options.derivedMayOutlive !== true &&
    handles.derived.some((one) => leftover.some((stmt) => namesIn(stmt).has(one)))
  )
    return null;
  const watched = options.derivedMayOutlive === true ? [name] : [...handles.names];
  if (watched.some((one) => isLiveOutside(place, one, stop < suite.length && one === name))) return null;
  return { place, first, last, ending, handles, releases };
}

function endingOf(suite: readonly Stmt[], first: number, stop: number, closes: (stmt: Stmt) => boolean): Ending {
  for (let index = first; index < stop; index++) {
    const stmt = suite[index];
    if (stmt === undefined) break;
    if (closes(stmt)) return { kind: "release", index };
    if (isReleasingTry(stmt, closes)) return { kind: "finally", index };
  }
  return { kind: "open" };
}

/** Whether a function, lambda or class anywhere in the scope uses the name as its own scope's. */
function isCaptured(request: FixRequest, place: Place, name: string): boolean {
  const root = request.scope;
  const body = root.body;
  const shadows = (node: { params: { all: readonly { name: string }[] } }): boolean =>
    node.params.all.some((param) => param.name === name);
  return body.some((stmt) =>
    contains(stmt, (node) => {
      if (node.kind === "Lambda") return !shadows(node) && namesIn(node.body).has(name);
      if (node.kind === "ClassDef") return node.body.some((inner) => mentionsDirectly(inner, name));
      if (node.kind !== "FunctionDef" || node === place.scope.node) return false;
      if (shadows(node)) return false;
      const isOwn = node.body.some((inner) => binds(inner, name)) && !declares(node.body, name);
      return !isOwn && node.body.some((inner) => namesIn(inner).has(name));
    }),
  );
}

function mentionsDirectly(stmt: Stmt, name: string): boolean {
  return stmt.kind !== "FunctionDef" && stmt.kind !== "ClassDef" && namesIn(stmt).has(name);
}

function declares(body: readonly Stmt[], name: string): boolean {
  return body.some((stmt) =>
    contains(stmt, (node) => (node.kind === "Global" || node.kind === "Nonlocal") && node.names.includes(name)),
  );
}

/** Whether the statement certainly gives the name another value, without looking at the old one. */
export function replaces(stmt: Stmt, name: string): boolean {
  const isName = (expr: Expr | null): boolean => expr?.kind === "Name" && expr.name === name;
  if (stmt.kind === "Assign") {
    const bound = stmt.targets.some(
      (target) => isName(target) || (target.kind === "Tuple" && target.elts.some(isName)),
    );
    return bound && !namesIn(stmt.value).has(name);
  }
  if (stmt.kind === "AnnAssign") return stmt.value !== null && isName(stmt.target) && !namesIn(stmt.value).has(name);
  if (stmt.kind === "With") {
    const [item] = stmt.items;
    return item !== undefined && isName(item.target) && !namesIn(item.context).has(name);
  }
  return false;
}

/** `del name` and nothing else. */
export function isDeletionOf(stmt: Stmt, name: string): boolean {
  const [target] = stmt.kind === "Delete" ? stmt.targets : [];
  return stmt.kind === "Delete" && stmt.targets.length === 1 && target?.kind === "Name" && target.name === name;
}

function indexOrEnd(suite: readonly Stmt[], from: number, test: (stmt: Stmt) => boolean): number {
  for (let index = from; index < suite.length; index++) {
    const stmt = suite[index];
    if (stmt !== undefined && test(stmt)) return index;
  }
  return suite.length;
}

/**
 * Whether something outside depends on the resource as long as it is open, with no name to show it: a listening
 * socket, a lock on a file, a temporary directory.
 */
function mustStayOpen(request: FixRequest, place: Place, stmts: readonly Stmt[], name: string): boolean {
  if (isTemporary(request, place) || /server|listen|lock|selector/.test(request.type.noun)) return true;
  return stmts.some((stmt) =>
    contains(stmt, (node) => {
      if (node.kind !== "Call") return false;
      const called =
        node.func.kind === "Attribute" ? node.func.attr.name : node.func.kind === "Name" ? node.func.name : "";
      const concerns = namesIn(node).has(name);
      return (
        concerns &&
        (/^(bind|listen|flock|lockf|locking|lock)$/.test(called) || /\block/.test(place.resolve(node.func) ?? ""))
      );
    }),
  );
}

/** Whether anything of the scope runs after the suite: something open could matter there too. */
function goesOnOutside({ levels }: Place): boolean {
  for (let depth = levels.length - 1; depth > 0; depth--) {
    const { owner } = levels[depth] as Level;
    if (owner.kind === "FunctionDef" || owner.kind === "Module") return false;
    const outer = levels[depth - 1] as Level;
    if (outer.index < outer.suite.length - 1 || (owner.kind === "Try" && owner.finalbody.length > 0)) return true;
  }
  return false;
}

/**
 * A resource acquired inside the block and used beyond its end could not get a block of its own any more: span its
 * uses too.
 */
function spanSiblings(request: FixRequest, place: Place, first: number, from: number, stop: number): number {
  const { suite } = place;
  let last = from;
  for (let index = first; index <= last; index++) {
    const stmt = suite[index];
    const name = stmt === undefined ? null : acquiredName(request, place, stmt);
    if (name === null) continue;
    for (let later = last + 1; later < stop; later++) {
      const other = suite[later];
      if (other === undefined || replaces(other, name)) break;
      if (namesIn(other).has(name)) last = later;
    }
  }
  return last;
}

/**
 * `a.close()` followed by the closes of what was acquired while `a` was open: the block spans those, so that what
 * is inside can get a block of its own.
 */
function spanCloses(request: FixRequest, place: Place, first: number, release: number): number {
  const { suite } = place;
  const inner = suite.slice(first, release).map((stmt) => acquiredName(request, place, stmt));
  let last = release;
  for (let index = release + 1; index < suite.length; index++) {
    const stmt = suite[index];
    const closed = stmt === undefined ? null : closedName(stmt);
    if (closed === null || !inner.includes(closed)) break;
    last = index;
  }
  return last === release ? release - 1 : last;
}

/** `name.close()`. */
function closedName(stmt: Stmt): string | null {
  if (stmt.kind !== "ExprStmt" || stmt.value.kind !== "Call" || stmt.value.args.length > 0) return null;
  const { func } = stmt.value;
  return func.kind === "Attribute" && func.attr.name === "close" && func.value.kind === "Name" ? func.value.name : null;
}

/** The name that a statement gives to a resource it acquires. */
export function acquiredName(request: FixRequest, place: Place, stmt: Stmt): string | null {
  if (stmt.kind !== "Assign" || stmt.targets.length !== 1 || stmt.value.kind !== "Call") return null;
  const [target] = stmt.targets;
  if (target?.kind !== "Name") return null;
  const called = place.resolve(stmt.value.func);
  const returns = called === null ? undefined : request.catalogue.callable(called)?.returns;
  if (typeof returns !== "string" || request.catalogue.type(returns)?.resource === undefined) return null;
  return target.name;
}

/** Whether the name's value may be used outside the suite in which the resource was acquired. */
export function isLiveOutside(place: Place, name: string, replaced: boolean): boolean {
  const { levels } = place;
  let ended = replaced;
  for (let depth = levels.length - 1; depth > 0; depth--) {
    const { owner, suite } = levels[depth] as Level;
    if (owner.kind === "FunctionDef" || owner.kind === "Module") return false;
    if (owner.kind === "ClassDef") return true;
    const outer = levels[depth - 1] as Level;
    // Exceptions come here whatever the suite does at its end.
    if (owner.kind === "Try" && othersOfTry(owner, suite).some((stmt) => namesIn(stmt).has(name))) return true;
    if (owner.kind === "For" || owner.kind === "While") {
      if (owner.kind === "While" && namesIn(owner.test).has(name)) return true;
      if (owner.orelse.some((stmt) => namesIn(stmt).has(name))) return true;
      if (suite === owner.body && !ended && comesRoundAlive(levels.slice(depth), name)) return true;
    }
    if (ended && !jumps(suite)) continue;
    for (const stmt of outer.suite.slice(outer.index + 1)) {
      if (replaces(stmt, name)) {
        ended = true;
        break;
      }
      if (namesIn(stmt).has(name)) return true;
    }
  }
  return false;
}

function othersOfTry(owner: Stmt & { kind: "Try" }, suite: readonly Stmt[]): Stmt[] {
  const finalbody = suite === owner.finalbody ? [] : owner.finalbody;
  if (suite === owner.body)
    return [...owner.handlers.flatMap((handler) => handler.body), ...owner.orelse, ...finalbody];
  return [...finalbody];
}

/** Whether, in the next round of the loop, the old value can be used before the acquisition comes again. */
function comesRoundAlive(levels: readonly Level[], name: string): boolean {
  for (const { owner, suite, index } of levels) {
    if (owner.kind === "If" && namesIn(owner.test).has(name)) return true;
    for (const stmt of suite.slice(0, index)) {
      if (replaces(stmt, name)) return false;
      if (namesIn(stmt).has(name)) return true;
    }
  }
  return false;
}

function jumps(suite: readonly Stmt[]): boolean {
  return suite.some(
    (stmt) =>
      stmt.kind === "Break" ||
      stmt.kind === "Continue" ||
      (stmt.kind !== "FunctionDef" && stmt.kind !== "ClassDef" && blocksOf(stmt).some(jumps)),
  );
}

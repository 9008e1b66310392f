/** `try` and `finally` for what no `with` releases: descriptors, and what a context manager function lends. */
import type { Edit } from "../../../base/text.js";
import type { Call, Stmt } from "../../../syntax/ast.js";
import { blocksOf, contains, forEachChild } from "../../../syntax/walk.js";
import type { Fix } from "../../define.js";
import { moveIntoBlock } from "./block.js";
import { importedName } from "./imports.js";
import { endOf, Layout } from "./layout.js";
import { type Place, placeOf } from "./place.js";
import { type Region, regionOf } from "./region.js";
import { CLOSING, isGuardedRelease, needlessReleases, waitsAnyway } from "./release.js";
import type { FixRequest } from "./request.js";

/**
 * Put what follows the acquisition, to the last use, into `try`, and the release into `finally`. Where the resource
 * is lost at the bare `yield` of a context manager function, the `yield` is lending and no escape. Null when it cannot
 * be done with the same behaviour.
 */
export function closeInFinallyFix(request: FixRequest): Fix | null {
  const { name, type, text, module, statement } = request;
  const place = placeOf(request);
  if (place === null || name === null || !bindsName(statement, request.acquisition)) return null;
  const isDescriptor = (type.resource?.releaseFunctions?.length ?? 0) > 0;
  const region = regionOf(request, place, {
    first: place.index + 1,
    name,
    lendsByYield: request.loss === "manager-yield",
    derivedMayOutlive: isDescriptor,
  });
  if (region === null) return null;

  const layout = new Layout(text);
  const { suite } = place;
  const inside = suite.slice(region.first, region.last + 1);
  const ended = region.ending.kind === "open" ? undefined : suite[region.ending.index];
  const closes = (stmt: Stmt): boolean => region.releases(stmt) || isGuardedRelease(stmt, name, region.releases);
  const folded = ended?.kind === "Try" ? ended : null;
  const needless = folded === null ? needlessReleases(inside, closes) : [];
  if (isDescriptor && !canCloseOnce(request, place, region, inside, needless)) return null;
  const release = releaseSource(request, place, region, name);
  if (release === null) return null;

  const removed = [...needless];
  if (region.ending.kind === "release" && ended !== undefined && !removed.includes(ended)) removed.push(ended);
  const last =
    region.ending.kind === "release" && region.last > region.ending.index ? region.ending.index - 1 : region.last;
  const block = moveIntoBlock({ layout, module, place, first: region.first, last, removed, folded });
  if (block === null) return null;

  const isProcess = type.resource?.rule === "LK108";
  const title = isProcess ? `Wait for '${name}' in 'finally'` : `Release '${name}' in 'finally'`;
  const safe = !isProcess || waitsAnyway(inside, name);
  const { indent, unit } = block;
  const newline = layout.newlineAt(statement.start);
  const head = statement.end + layout.behind(statement.end).length;
  if (inside.length === 0) {
    if (region.ending.kind !== "open") return null;
    const line: Edit = { start: head, end: head, text: `${newline}${indent}${release.source}` };
    if (isProcess) return null;
    return { title: `Release '${name}' at once`, safe, edits: [...release.edits, line] };
  }
  const final = folded?.handlers.length === 0 ? folded.body[folded.body.length - 1] : inside[last - region.first];
  if (final === undefined || block.isEmpty) return null;
  const tail = lastLineKept(layout, folded !== null && folded.handlers.length > 0 ? lastClause(folded) : final);
  return {
    title,
    safe,
    edits: [
      ...release.edits,
      { start: head, end: head, text: `${newline}${indent}try:` },
      { start: tail, end: tail, text: `${newline}${indent}finally:${newline}${indent}${unit}${release.source}` },
      ...block.edits,
    ],
  };
}

/** The end of the text of the statement's last line. */
function lastLineKept(layout: Layout, stmt: Stmt): number {
  const end = endOf(stmt);
  return end + layout.behind(end).length;
}

/** The last statement of a `try` before its `finally`. */
function lastClause(stmt: Stmt & { kind: "Try" }): Stmt {
  const before = [...stmt.body, ...stmt.handlers.flatMap((handler) => handler.body), ...stmt.orelse];
  return before[before.length - 1] ?? stmt;
}

function bindsName(statement: Stmt, acquisition: Call): boolean {
  if (statement.kind !== "Assign" && statement.kind !== "AnnAssign") return false;
  return (
    statement.value === acquisition || (statement.value?.kind === "Await" && statement.value.value === acquisition)
  );
}

interface ReleaseSource {
  readonly source: string;
  readonly edits: readonly Edit[];
}

/** The release as the code has it, or as the catalogue names it. */
function releaseSource(request: FixRequest, place: Place, region: Region, name: string): ReleaseSource | null {
  const { type, text, module } = request;
  const ended = region.ending.kind === "open" ? undefined : place.suite[region.ending.index];
  const plain = ended === undefined ? null : findRelease(ended, region.releases);
  if (plain !== null) return { source: text.slice(plain.start, plain.end), edits: [] };
  const [method] = type.resource?.release ?? [];
  if (method !== undefined) {
    if (!CLOSING.has(method) && type.resource?.rule !== "LK108") return null;
    const awaits = type.resource?.awaitRelease === true || type.methods?.[method]?.async === true;
    const isAsync = place.scope.node.kind === "FunctionDef" && place.scope.node.isAsync;
    if (awaits && !isAsync) return null;
    return { source: `${awaits ? "await " : ""}${name}.${method}()`, edits: [] };
  }
  const [qualified] = type.resource?.releaseFunctions ?? [];
  if (qualified === undefined) return null;
  const dot = qualified.lastIndexOf(".");
  const called = importedName(text, module, qualified.slice(0, dot), qualified.slice(dot + 1), request.statement.start);
  return called === null ? null : { source: `${called.expression}(${name})`, edits: called.edits };
}

function findRelease(stmt: Stmt, releases: (stmt: Stmt) => boolean): Stmt | null {
  if (releases(stmt)) return stmt;
  const blocks = stmt.kind === "Try" ? [stmt.finalbody] : blocksOf(stmt);
  for (const block of blocks) {
    for (const inner of block) {
      const found = findRelease(inner, releases);
      if (found !== null) return found;
    }
  }
  return null;
}

/** A descriptor closed twice is an error, or worse closes somebody else's: all other closes must go. */
function canCloseOnce(
  request: FixRequest,
  place: Place,
  region: Region,
  inside: readonly Stmt[],
  needless: readonly Stmt[],
): boolean {
  const all: Stmt[] = [];
  const collect = (stmt: Stmt): void => {
    if (region.releases(stmt)) all.push(stmt);
    forEachChild(stmt, (child) => {
      if (child.kind !== "FunctionDef" && blocksOf(stmt).some((block) => block.includes(child as Stmt)))
        collect(child as Stmt);
    });
  };
  const ended = region.ending.kind === "finally" ? place.suite[region.ending.index] : undefined;
  for (const stmt of inside) if (stmt !== ended) collect(stmt);
  if (ended?.kind === "Try")
    for (const stmt of [...ended.body, ...ended.handlers.flatMap((one) => one.body), ...ended.orelse]) collect(stmt);
  const plain = needless.flatMap((stmt) => (stmt.kind === "If" ? stmt.body : [stmt]));
  if (!all.every((stmt) => plain.includes(stmt))) return false;
  return !inside.some((stmt) => contains(stmt, (node) => node.kind === "Call" && mayTake(request, place, node)));
}

function mayTake(request: FixRequest, place: Place, call: Call): boolean {
  const values = [...call.args, ...call.keywords.map((keyword) => keyword.value)];
  if (!values.some((value) => value.kind === "Name" && value.name === request.name)) return false;
  const called = place.resolve(call.func);
  if (called === null) return true;
  const entry = request.catalogue.callable(called);
  if (entry === undefined) return !called.startsWith("os.") && called !== "builtins.print";
  return Object.values(entry.effects ?? {}).includes("take");
}

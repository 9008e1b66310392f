/** `with lock:` for `acquire()` and `release()`. */
import type { Stmt } from "../../../syntax/ast.js";
import { contains } from "../../../syntax/walk.js";
import type { Fix } from "../../define.js";
import { moveIntoBlock } from "./block.js";
import { binds } from "./handles.js";
import { Layout } from "./layout.js";
import { hasUnknown, placeOf } from "./place.js";
import { isReleasingTry, needlessReleases } from "./release.js";
import type { LockFixRequest } from "./request.js";

/** Null when the lock is not released in the same suite, or other calls on it make the block a different thing. */
export function lockFix(request: LockFixRequest): Fix | null {
  const { statement, acquisition, text, lock, module } = request;
  const place = placeOf(request);
  if (place === null || statement.kind !== "ExprStmt") return null;
  const isAwaited = statement.value.kind === "Await" && statement.value.value === acquisition;
  if ((!isAwaited && statement.value !== acquisition) || acquisition.args.length + acquisition.keywords.length > 0)
    return null;

  const { suite, index } = place;
  const calls = (stmt: Stmt, method: string): boolean => {
    const value =
      stmt.kind === "ExprStmt" && stmt.value.kind === "Await"
        ? stmt.value.value
        : stmt.kind === "ExprStmt"
          ? stmt.value
          : null;
    if (value?.kind !== "Call" || value.args.length + value.keywords.length > 0 || value.func.kind !== "Attribute")
      return false;
    return value.func.attr.name === method && text.slice(value.func.value.start, value.func.value.end) === lock;
  };
  const releases = (stmt: Stmt): boolean => calls(stmt, "release");
  const offset = suite.slice(index + 1).findIndex((stmt) => releases(stmt) || isReleasingTry(stmt, releases));
  const ended = suite[index + 1 + offset];
  if (offset < 0 || ended === undefined) return null;
  const folded = ended.kind === "Try" ? ended : null;
  const first = index + 1;
  const last = folded === null ? first + offset - 1 : first + offset;
  const inside = suite.slice(first, last + 1);
  if (last < first || inside.some((stmt) => rebinds(stmt, lock, text) || hasUnknown(stmt))) return null;

  const needless = folded === null ? needlessReleases(inside, releases) : [];
  // A second release raises an error, a second acquire means that the block is not one.
  const expected = needless.length + (folded === null ? 0 : folded.finalbody.length);
  if (countCalls(inside, lock, text) !== expected || (folded !== null && folded.finalbody.length !== 1)) return null;
  const layout = new Layout(text);
  const removed = folded === null ? [...needless, ended] : [];
  const block = moveIntoBlock({ layout, module, place, first, last, removed, folded });
  if (block === null || block.isEmpty) return null;
  const keyword = isAwaited ? "async with" : "with";
  return {
    title: `Use '${keyword}' for '${lock}'`,
    safe: true,
    edits: [{ start: statement.start, end: statement.end, text: `${keyword} ${lock}:` }, ...block.edits],
  };
}

function countCalls(stmts: readonly Stmt[], lock: string, text: string): number {
  let count = 0;
  for (const stmt of stmts) {
    contains(stmt, (node) => {
      if (node.kind === "Attribute" && /^(acquire|release|wait|wait_for)$/.test(node.attr.name)) {
        // Waiting on a condition is what its lock is for.
        if (!node.attr.name.startsWith("wait") && text.slice(node.value.start, node.value.end) === lock) count++;
      }
      return false;
    });
  }
  return count;
}

function rebinds(stmt: Stmt, lock: string, text: string): boolean {
  const root = lock.split(/[.([]/)[0] ?? lock;
  if (binds(stmt, root)) return true;
  return contains(
    stmt,
    (node) => node.kind === "Assign" && node.targets.some((target) => text.slice(target.start, target.end) === lock),
  );
}

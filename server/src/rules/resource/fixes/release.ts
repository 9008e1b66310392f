/** Recognising statements that release a resource, and whether they may go once a block releases it. */
import type { TypeEntry } from "../../../catalogue/schema.js";
import type { Call, Expr, Stmt, Try } from "../../../syntax/ast.js";
import { blocksOf, contains, namesIn } from "../../../syntax/walk.js";

/** Methods by these names do nothing but release, which the end of a `with` block does as well. */
export const CLOSING: ReadonlySet<string> = new Set(["close", "aclose", "cleanup", "server_close", "Close"]);

/** `name.close()` (awaited or not) as a statement; for descriptors `os.close(name)`. */
export function isRelease(stmt: Stmt, name: string, type: TypeEntry, resolve: (expr: Expr) => string | null): boolean {
  if (stmt.kind !== "ExprStmt") return false;
  const call = stmt.value.kind === "Await" ? stmt.value.value : stmt.value;
  if (call.kind !== "Call" || call.keywords.length > 0) return false;
  if (isMethodRelease(call, name, type)) return true;
  const [argument] = call.args;
  if (call.args.length !== 1 || argument?.kind !== "Name" || argument.name !== name) return false;
  const functions = type.resource?.releaseFunctions ?? [];
  const called = resolve(call.func);
  return called !== null && functions.includes(called);
}

function isMethodRelease(call: Call, name: string, type: TypeEntry): boolean {
  return (
    call.args.length === 0 &&
    call.func.kind === "Attribute" &&
    call.func.value.kind === "Name" &&
    call.func.value.name === name &&
    CLOSING.has(call.func.attr.name) &&
    (type.resource?.release ?? []).includes(call.func.attr.name) &&
    // A pool's `close` only says that no more work comes.
    type.resource?.release[0] !== "terminate"
  );
}

/** `if f: f.close()`, `if f is not None: …`, `if not f.closed: …` and nothing else in it. */
export function isGuardedRelease(stmt: Stmt, name: string, isPlain: (stmt: Stmt) => boolean): boolean {
  if (stmt.kind !== "If" || stmt.orelse.length > 0 || stmt.body.length !== 1) return false;
  const [only] = stmt.body;
  return only !== undefined && isPlain(only) && isOpenGuard(stmt.test, name);
}

function isOpenGuard(test: Expr, name: string): boolean {
  const isName = (expr: Expr): boolean => expr.kind === "Name" && expr.name === name;
  if (isName(test)) return true;
  if (test.kind === "Compare" && isName(test.left) && test.ops.length === 1) {
    const [other] = test.comparators;
    return (test.ops[0] === "is not" || test.ops[0] === "!=") && other?.kind === "Constant" && other.type === "None";
  }
  return (
    test.kind === "UnaryOp" &&
    test.op === "not" &&
    test.operand.kind === "Attribute" &&
    isName(test.operand.value) &&
    test.operand.attr.name === "closed"
  );
}

/** A `try` whose `finally` does nothing but release. */
export function isReleasingTry(stmt: Stmt, isPlain: (stmt: Stmt) => boolean): stmt is Try {
  return stmt.kind === "Try" && stmt.finalbody.length > 0 && stmt.finalbody.every(isPlain);
}

/**
 * The releases nested in a block that the end of the block makes needless: what runs between them and the end
 * of the block does nothing that could tell whether the resource is still open.
 */
export function needlessReleases(block: readonly Stmt[], isPlain: (stmt: Stmt) => boolean): Stmt[] {
  const found: Stmt[] = [];
  /** `leads`: whether falling off the end of the suite leads straight to the end of the block. */
  const visit = (suite: readonly Stmt[], leads: boolean, covered: boolean): void => {
    suite.forEach((stmt, index) => {
      const rest = suite.slice(index + 1);
      if (isPlain(stmt)) {
        const leaves = rest.length > 0 && rest.every(isInert) && isExit(rest[rest.length - 1]);
        if (covered && ((rest.length === 0 && leads) || leaves)) found.push(stmt);
        return;
      }
      const last = rest.length === 0;
      switch (stmt.kind) {
        case "If":
          for (const branch of blocksOf(stmt)) visit(branch, leads && last, covered);
          return;
        case "Match":
          for (const branch of blocksOf(stmt)) visit(branch, leads && last, covered);
          return;
        case "For":
        case "While":
          visit(stmt.body, false, covered);
          visit(stmt.orelse, leads && last, covered);
          return;
        case "Try": {
          const plain = covered && stmt.finalbody.length === 0;
          // Leaving the body of a try by a raise would run its handlers.
          visit(stmt.body, false, plain && stmt.handlers.length === 0);
          for (const handler of stmt.handlers) visit(handler.body, leads && last, plain);
          visit(stmt.orelse, leads && last, plain);
          return;
        }
        default:
          return;
      }
    });
  };
  visit(block, true, true);
  return found;
}

/** A statement after which the scope is left, and that does nothing on the way. */
function isExit(stmt: Stmt | undefined): boolean {
  return stmt?.kind === "Return" || stmt?.kind === "Raise";
}

function isInert(stmt: Stmt): boolean {
  if (stmt.kind === "Pass") return true;
  if (stmt.kind === "Return") return stmt.value === null || isQuiet(stmt.value);
  if (stmt.kind === "Raise")
    return (stmt.exc === null || isQuiet(stmt.exc)) && (stmt.cause === null || isQuiet(stmt.cause));
  return stmt.kind === "Assign" && stmt.targets.every((target) => target.kind === "Name") && isQuiet(stmt.value);
}

/** Evaluates without running code that could look at files; making an exception is fine. */
function isQuiet(expr: Expr): boolean {
  return !contains(expr, (node) => {
    switch (node.kind) {
      case "Await":
      case "Yield":
      case "YieldFrom":
      case "UnknownExpr":
        return true;
      case "Call": {
        const called =
          node.func.kind === "Attribute" ? node.func.attr.name : node.func.kind === "Name" ? node.func.name : "";
        return (
          !/(Error|Exception|Exit|Interrupt)$/.test(called) &&
          !/^(len|str|int|repr|bool|tuple|list|sorted|sum|min|max|join|format|strip)$/.test(called)
        );
      }
      default:
        return false;
    }
  });
}

/** Whether code waits for a process of this name: to wait again changes nothing. */
export function waitsAnyway(stmts: readonly Stmt[], name: string): boolean {
  return stmts.some((stmt) =>
    contains(
      stmt,
      (node) =>
        node.kind === "Call" &&
        node.func.kind === "Attribute" &&
        /^(wait|communicate)$/.test(node.func.attr.name) &&
        namesIn(node.func.value).has(name),
    ),
  );
}

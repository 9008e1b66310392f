/**
 * Builds the control-flow graph backwards: each statement is built knowing what follows it, so that no
 * edge is ever patched but those of loops.
 */
import type { Range } from "../base/text.js";
import type { Expr, Node, Stmt, Try, With } from "../syntax/ast.js";
import { forEachChild } from "../syntax/walk.js";
import { type Cfg, type CfgNode, NONE, type NodeId } from "./cfg.js";

/** Copies of `finally` blocks may multiply; beyond this the scope is given up. */
const MAX_NODES = 6000;

class TooLarge extends Error {}

/** Where the ways out of the code being built lead. Each builds its target on first use. */
interface Context {
  readonly exc: () => NodeId;
  readonly ret: () => NodeId;
  readonly brk: () => NodeId;
  readonly cont: () => NodeId;
}

/** Whether the manager of a `with` item swallows exceptions of its block. */
export type Swallows = (context: Expr) => boolean;

/**
 * The control-flow graph of a block of statements, as the body of a function or a module.
 *
 * @returns null when it would have more than a few thousand nodes.
 */
export function buildCfg(body: readonly Stmt[], swallows: Swallows): Cfg | null {
  const nodes: CfgNode[] = [];
  const add = (node: NodeWithoutId): NodeId => {
    if (nodes.length >= MAX_NODES) throw new TooLarge();
    const id = nodes.length;
    nodes.push({ ...node, id } as CfgNode);
    return id;
  };
  const exit = add({ kind: "exit", next: NONE, exc: NONE });
  const raiseExit = add({ kind: "raise-exit", next: NONE, exc: NONE });
  const builder = new Builder(nodes, add, swallows);
  const context: Context = { exc: () => raiseExit, ret: () => exit, brk: () => exit, cont: () => exit };
  try {
    const first = builder.block(body, exit, context);
    const entry = add({ kind: "entry", next: first, exc: NONE });
    return { nodes, entry, exit, raiseExit };
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type NodeWithoutId = DistributiveOmit<CfgNode, "id">;

class Builder {
  constructor(
    private readonly nodes: CfgNode[],
    private readonly add: (node: NodeWithoutId) => NodeId,
    private readonly swallows: Swallows,
  ) {}

  block(stmts: readonly Stmt[], next: NodeId, context: Context): NodeId {
    let following = next;
    for (let index = stmts.length - 1; index >= 0; index--) {
      following = this.statement(stmts[index] as Stmt, following, context);
    }
    return following;
  }

  private statement(stmt: Stmt, next: NodeId, context: Context): NodeId {
    switch (stmt.kind) {
      case "If":
        return this.branch(
          stmt.test,
          stmt,
          this.block(stmt.body, next, context),
          this.block(stmt.orelse, next, context),
          context,
        );
      case "While":
        return this.loop(next, context, (head, after, inner) => {
          const body = this.block(stmt.body, head, inner);
          const orelse = this.block(stmt.orelse, after, context);
          return this.branch(stmt.test, stmt, body, orelse, context);
        });
      case "For": {
        const first = this.loop(next, context, (head, after, inner) => {
          const body = this.block(stmt.body, head, inner);
          const orelse = this.block(stmt.orelse, after, context);
          return this.add({ kind: "next", stmt, next: body, other: orelse, exc: context.exc() });
        });
        return this.add({ kind: "iterate", stmt, next: first, exc: excOf(stmt.iter, context) });
      }
      case "With":
        return this.with(stmt, 0, next, context);
      case "Try":
        return this.try(stmt, next, context);
      case "Match": {
        let otherwise = next;
        for (let index = stmt.cases.length - 1; index >= 0; index--) {
          const matchCase = stmt.cases[index];
          if (matchCase === undefined) continue;
          let body = this.block(matchCase.body, next, context);
          if (matchCase.guard !== null) body = this.branch(matchCase.guard, stmt, body, otherwise, context);
          otherwise = this.add({
            kind: "case",
            matchCase,
            subject: stmt.subject,
            next: body,
            other: matchCase.pattern.irrefutable && matchCase.guard === null ? NONE : otherwise,
            exc: NONE,
          });
        }
        return this.add({
          kind: "statement",
          stmt: { kind: "ExprStmt", value: stmt.subject, start: stmt.subject.start, end: stmt.subject.end },
          next: otherwise,
          exc: excOf(stmt.subject, context),
        });
      }
      case "Return":
        return this.add({
          kind: "statement",
          stmt,
          next: context.ret(),
          exc: stmt.value === null ? NONE : excOf(stmt.value, context),
        });
      case "Raise":
        return this.add({ kind: "statement", stmt, next: NONE, exc: context.exc() });
      case "Break":
        return this.add({ kind: "statement", stmt, next: context.brk(), exc: NONE });
      case "Continue":
        return this.add({ kind: "statement", stmt, next: context.cont(), exc: NONE });
      case "Assert": {
        const failed = this.add({ kind: "statement", stmt, next: NONE, exc: context.exc() });
        return this.branch(stmt.test, stmt, next, failed, context);
      }
      case "Pass":
      case "Global":
      case "Nonlocal":
        return next;
      case "FunctionDef":
      case "ClassDef":
        return this.add({ kind: "statement", stmt, next, exc: NONE });
      case "Import":
      case "ImportFrom":
        return this.add({ kind: "statement", stmt, next, exc: NONE });
      case "UnknownStmt":
        return this.add({ kind: "statement", stmt, next, exc: NONE });
      default:
        return this.add({ kind: "statement", stmt, next, exc: excOf(stmt, context) });
    }
  }

  /** A condition, its `and`, `or` and `not` taken apart. */
  private branch(test: Expr, stmt: Stmt, whenTrue: NodeId, whenFalse: NodeId, context: Context): NodeId {
    if (test.kind === "UnaryOp" && test.op === "not") {
      return this.branch(test.operand, stmt, whenFalse, whenTrue, context);
    }
    if (test.kind === "BoolOp") {
      let target = this.branch(test.values[test.values.length - 1] as Expr, stmt, whenTrue, whenFalse, context);
      for (let index = test.values.length - 2; index >= 0; index--) {
        const value = test.values[index] as Expr;
        target =
          test.op === "and"
            ? this.branch(value, stmt, target, whenFalse, context)
            : this.branch(value, stmt, whenTrue, target, context);
      }
      return target;
    }
    if (
      test.kind === "Constant" &&
      (test.type === "True" || (test.type === "int" && /^0*[1-9]\d*$/.test(test.value)))
    ) {
      return whenTrue;
    }
    if (test.kind === "Constant" && (test.type === "False" || test.type === "None" || test.value === "0")) {
      return whenFalse;
    }
    return this.add({ kind: "test", expr: test, stmt, next: whenTrue, other: whenFalse, exc: excOf(test, context) });
  }

  /** A loop: `build` is given its head, what follows it and the context of its body, and returns the real head. */
  private loop(next: NodeId, context: Context, build: (head: NodeId, after: NodeId, inner: Context) => NodeId): NodeId {
    // The head exists before the body that jumps back to it: an empty step that leads to the real one.
    const head = this.add({ kind: "statement", stmt: PASS, next: NONE, exc: NONE });
    const inner: Context = { ...context, brk: () => next, cont: () => head };
    (this.nodes[head] as CfgNode).next = build(head, next, inner);
    return head;
  }

  private with(stmt: With, index: number, next: NodeId, context: Context): NodeId {
    const item = stmt.items[index];
    if (item === undefined) return this.block(stmt.body, next, context);
    const leave = (then: NodeId): NodeId =>
      this.add({ kind: "leave", item, stmt, exceptional: false, next: then, other: NONE, exc: NONE });
    const swallows = this.swallows(item.context);
    const inner: Context = {
      exc: once(() =>
        this.add({
          kind: "leave",
          item,
          stmt,
          exceptional: true,
          next: NONE,
          other: swallows ? next : NONE,
          exc: context.exc(),
        }),
      ),
      ret: once(() => leave(context.ret())),
      brk: once(() => leave(context.brk())),
      cont: once(() => leave(context.cont())),
    };
    const body = this.with(stmt, index + 1, leave(next), inner);
    return this.add({ kind: "enter", item, stmt, next: body, exc: excOf(item.context, context) });
  }

  private try(stmt: Try, next: NodeId, context: Context): NodeId {
    const outer = stmt.finalbody.length === 0 ? context : this.withFinally(stmt.finalbody, context);
    const after = stmt.finalbody.length === 0 ? next : this.block(stmt.finalbody, next, context);
    const inner: Context =
      stmt.handlers.length === 0
        ? outer
        : {
            ...outer,
            exc: once(() => {
              const handlers = stmt.handlers.map((handler) => ({
                handler,
                entry: this.add({
                  kind: "handler",
                  handler,
                  next: this.block(handler.body, after, outer),
                  exc: NONE,
                }),
              }));
              return this.add({ kind: "dispatch", body: extent(stmt.body), handlers, next: NONE, exc: outer.exc() });
            }),
          };
    return this.block(stmt.body, this.block(stmt.orelse, after, outer), inner);
  }

  private withFinally(finalbody: readonly Stmt[], context: Context): Context {
    const before = (target: () => NodeId): (() => NodeId) => once(() => this.block(finalbody, target(), context));
    return {
      // An exception goes on after the block: a step without normal successor raises it again.
      exc: once(() =>
        this.block(
          finalbody,
          this.add({ kind: "dispatch", body: { start: 0, end: 0 }, handlers: [], next: NONE, exc: context.exc() }),
          context,
        ),
      ),
      ret: before(context.ret),
      brk: before(context.brk),
      cont: before(context.cont),
    };
  }
}

const PASS: Stmt = { kind: "Pass", start: 0, end: 0 };

function extent(block: readonly Stmt[]): Range {
  return { start: block[0]?.start ?? 0, end: block[block.length - 1]?.end ?? 0 };
}

function once(build: () => NodeId): () => NodeId {
  let id: NodeId | undefined;
  return () => {
    id ??= build();
    return id;
  };
}

function excOf(node: Expr | Stmt, context: Context): NodeId {
  return mayRaise(node) ? context.exc() : NONE;
}

/** Whether evaluating a node involves a call, an `await` or a `yield`: what may raise for a reason of its own. */
function mayRaise(node: Node): boolean {
  switch (node.kind) {
    case "Name":
    case "Constant":
    case "Lambda":
      return false;
    case "Call":
    case "Await":
    case "Yield":
    case "YieldFrom":
    case "UnknownExpr":
      return true;
    default: {
      let found = false;
      forEachChild(node, (child) => {
        if (!found && mayRaise(child)) found = true;
      });
      return found;
    }
  }
}

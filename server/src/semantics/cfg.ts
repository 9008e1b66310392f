/**
 * The control-flow graph of a function or module: which step may follow which, by normal flow and by
 * exception.
 *
 * `finally` blocks and the ends of `with` blocks are copied for each way of leaving them (normal flow,
 * exception, `return`, `break`, `continue`), as CPython's own compiler does, so that no path enters by
 * one way and leaves by another. Copies are made only for ways that exist.
 */
import type { Range } from "../base/text.js";
import type { ExceptHandler, Expr, For, MatchCase, Stmt, With, WithItem } from "../syntax/ast.js";

/** Index of a node in `Cfg.nodes`. */
export type NodeId = number;

/** No such successor. */
export const NONE: NodeId = -1;

export type CfgNode =
  | EntryNode
  | ExitNode
  | StatementNode
  | TestNode
  | IterateNode
  | NextNode
  | EnterNode
  | LeaveNode
  | DispatchNode
  | HandlerNode
  | CaseNode;

interface Successors {
  readonly id: NodeId;
  /** By normal flow; the true branch of a test; into the body of a loop. */
  next: NodeId;
  /** When an exception is raised here; NONE where none can be. */
  exc: NodeId;
}

export interface EntryNode extends Successors {
  readonly kind: "entry";
}
/** `exit`: the scope ends normally. `raise-exit`: an exception leaves it. */
export interface ExitNode extends Successors {
  readonly kind: "exit" | "raise-exit";
}
/** A simple statement, or the head of a nested definition. */
export interface StatementNode extends Successors {
  readonly kind: "statement";
  readonly stmt: Stmt;
}
/** A condition without `and`, `or` and `not`: those are branches of their own. */
export interface TestNode extends Successors {
  readonly kind: "test";
  readonly expr: Expr;
  readonly stmt: Stmt;
  /** When false. */
  other: NodeId;
}
/** The iterable of a `for` is evaluated. */
export interface IterateNode extends Successors {
  readonly kind: "iterate";
  readonly stmt: For;
}
/** The next element is bound and the body entered, or the iterable is exhausted. */
export interface NextNode extends Successors {
  readonly kind: "next";
  readonly stmt: For;
  /** When exhausted. */
  other: NodeId;
}
/** A `with` item is evaluated, entered and bound. */
export interface EnterNode extends Successors {
  readonly kind: "enter";
  readonly item: WithItem;
  readonly stmt: With;
}
/** A `with` item is left; `exceptional` when by an exception, which goes on unless the manager swallows it. */
export interface LeaveNode extends Successors {
  readonly kind: "leave";
  readonly item: WithItem;
  readonly stmt: With;
  readonly exceptional: boolean;
  /** Behind the `with`, where the manager swallows the exception; else NONE. */
  other: NodeId;
}
/** An exception meets the handlers of a `try`. `exc` is where it goes when none matches. */
export interface DispatchNode extends Successors {
  readonly kind: "dispatch";
  /** Where the `try` block stands. */
  readonly body: Range;
  readonly handlers: readonly { readonly handler: ExceptHandler; readonly entry: NodeId }[];
}
/** A handler begins: the exception is bound. */
export interface HandlerNode extends Successors {
  readonly kind: "handler";
  readonly handler: ExceptHandler;
}
/** A `case` is tried. */
export interface CaseNode extends Successors {
  readonly kind: "case";
  readonly matchCase: MatchCase;
  readonly subject: Expr;
  /** When it does not match. */
  other: NodeId;
}

export interface Cfg {
  readonly nodes: readonly CfgNode[];
  readonly entry: NodeId;
  readonly exit: NodeId;
  readonly raiseExit: NodeId;
}

/** The graph as text, a line a node, for tests and for people: `3 test f → 4 | 7 ! 9`. */
export function dumpCfg(cfg: Cfg, text: string): string {
  return cfg.nodes
    .map((node) => {
      const other = "other" in node && node.other !== NONE ? ` | ${node.other}` : "";
      const exc = node.exc !== NONE ? ` ! ${node.exc}` : "";
      const next = node.next !== NONE ? ` → ${node.next}` : "";
      const handlers = node.kind === "dispatch" ? ` [${node.handlers.map((handler) => handler.entry).join(" ")}]` : "";
      return `${node.id} ${label(node, text)}${next}${other}${exc}${handlers}`;
    })
    .join("\n");
}

function label(node: CfgNode, text: string): string {
  const firstLine = (range: { start: number; end: number }): string =>
    text.slice(range.start, range.end).split("\n")[0] as string;
  switch (node.kind) {
    case "statement":
      return firstLine(node.stmt);
    case "test":
      return `test ${firstLine(node.expr)}`;
    case "iterate":
      return `iterate ${firstLine(node.stmt.iter)}`;
    case "next":
      return `next ${firstLine(node.stmt.target)}`;
    case "enter":
      return `enter ${firstLine(node.item)}`;
    case "leave":
      return `leave${node.exceptional ? "!" : ""} ${firstLine(node.item)}`;
    case "handler":
      return `handler ${node.handler.type === null ? "" : firstLine(node.handler.type)}`;
    case "case":
      return `case ${firstLine(node.matchCase.pattern)}`;
    default:
      return node.kind;
  }
}

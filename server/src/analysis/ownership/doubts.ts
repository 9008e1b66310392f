/** Doubts: losses that a path shows, and that a reader of the code would not believe. */
import type { Range } from "../../base/text.js";
import type { Cfg } from "../../semantics/cfg.js";
import type { Visit } from "../../semantics/explore.js";
import type { Expr, Stmt } from "../../syntax/ast.js";
import { blocksOf, contains, namesIn } from "../../syntax/walk.js";
import type { ScopeContext, Site } from "./context.js";
import type { Loss } from "./facts.js";
import type { State } from "./state.js";
import type { Label } from "./transfer.js";

type Way = Visit<State, Label>;

/** Judges the losses of one scope by the shape of its code. */
export class Doubts {
  constructor(
    private readonly context: ScopeContext,
    private readonly cfg: Cfg,
  ) {}

  /**
   * Whether a loss is doubtful: its path skips a release by a condition that may be the acquisition's
   * own in other words, or ends a loop that was to meet the condition, or opens again what opens once.
   *
   * @param way the end of the path; `rebinding` the statement that binds the name again, if one does.
   */
  about(site: Site, loss: Loss, way: Way, rebinding: Range | null): boolean {
    return this.isGuarded(site, way) || this.isReopened(site, loss, rebinding) || this.endsInLoop(site);
  }

  /**
   * Whether the path skips a release by a condition while the acquisition stands under another
   * condition: the two may well be the same in other words.
   */
  private isGuarded(site: Site, last: Way): boolean {
    const name = site.name;
    if (!site.released || name === null) return false;
    for (let way: Way | null = last; way !== null; way = way.from) {
      const node = way.from === null ? undefined : this.cfg.nodes[way.from.node];
      if (way.label?.acquired.size && way.label.acquired.has(site.index)) return false;
      if (node?.kind !== "test") continue;
      const stmt = node.stmt;
      if (stmt.kind !== "If" || contains(stmt, (inner) => inner === site.call)) continue;
      const skipped = way.label?.via === "next" ? stmt.orelse : stmt.body;
      if (this.releases(skipped, name) && this.isConditional(site.call, stmt)) return true;
    }
    return false;
  }

  /**
   * Whether a loop binds the name again at the same place, under a condition on what it loops over:
   * `for option, value in options: if option == "-o": out = open(value)`, which happens once.
   */
  private isReopened(site: Site, loss: Loss, rebinding: Range | null): boolean {
    if (loss !== "rebound" || rebinding === null) return false;
    if (rebinding.start !== site.statement.start) return false;
    const around = this.enclosing(site.call);
    return around.some(
      (loop, index) =>
        loop.kind === "For" &&
        around.slice(index + 1).some((stmt) => stmt.kind === "If" && picksOne(stmt.test, loop.target)),
    );
  }

  /** Whether a loop behind the acquisition releases it under a condition: that the condition comes true is likely. */
  private endsInLoop(site: Site): boolean {
    const { name } = site;
    if (!site.released || name === null) return false;
    const conditional = (block: readonly Stmt[]): boolean =>
      block.some(
        (stmt) =>
          stmt.kind === "If" && [stmt.body, stmt.orelse].some((branch) => this.closes(branch, name) && !leaves(branch)),
      );
    return this.context.node.body.some((top) =>
      contains(
        top,
        (node) =>
          (node.kind === "For" || node.kind === "While") &&
          node.start > site.call.end &&
          conditional(node.body) &&
          !this.closes(
            node.body.filter((stmt) => stmt.kind !== "If"),
            name,
          ),
      ),
    );
  }

  /** Whether a block calls a release method of the name, and does not leave by it. */
  private closes(block: readonly Stmt[], name: string): boolean {
    return block.some((stmt) =>
      contains(
        stmt,
        (node) =>
          node.kind === "Call" &&
          node.func.kind === "Attribute" &&
          node.func.attr.name === "close" &&
          node.func.value.kind === "Name" &&
          node.func.value.name === name,
      ),
    );
  }

  /** The compound statements around an expression, outermost first. */
  private enclosing(expr: Expr): Stmt[] {
    const found: Stmt[] = [];
    const descend = (block: readonly Stmt[]): void => {
      const stmt = block.find((candidate) => candidate.start <= expr.start && expr.end <= candidate.end);
      if (stmt === undefined) return;
      found.push(stmt);
      for (const inner of blocksOf(stmt)) descend(inner);
    };
    descend(this.context.node.body);
    return found;
  }

  private releases(block: readonly Stmt[], name: string): boolean {
    return block.some((stmt) =>
      contains(
        stmt,
        (node) =>
          (node.kind === "Call" &&
            node.func.kind === "Attribute" &&
            node.func.value.kind === "Name" &&
            node.func.value.name === name) ||
          (node.kind === "Call" && node.args.some((argument) => argument.kind === "Name" && argument.name === name)),
      ),
    );
  }

  /** Whether an expression stands under a condition of its scope that another statement does not stand under. */
  private isConditional(expr: Expr, other: Stmt): boolean {
    return this.context.node.body.some((stmt) =>
      contains(
        stmt,
        (node) =>
          (node.kind === "If" || node.kind === "IfExp" || node.kind === "BoolOp" || node.kind === "Match") &&
          node.start <= expr.start &&
          expr.end <= node.end &&
          !(node.start <= other.start && other.end <= node.end) &&
          !(node.kind === "If" && contains(node.test, (inner) => inner === expr)),
      ),
    );
  }
}

/** Whether a block ends by leaving its loop. */
function leaves(block: readonly Stmt[]): boolean {
  const last = block[block.length - 1];
  return last !== undefined && ["Return", "Break", "Raise"].includes(last.kind);
}

/** Whether a test compares a loop variable with a constant: true for one element, as a rule. */
function picksOne(test: Expr, target: Expr): boolean {
  if (test.kind !== "Compare" || test.left.kind !== "Name" || !namesIn(target).has(test.left.name)) return false;
  return (test.ops[0] === "==" || test.ops[0] === "in") && test.comparators[0]?.kind !== "Name";
}

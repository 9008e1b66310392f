/** Collects what the walked paths lose, and builds the path that shows each loss. */
import type { Range } from "../../base/text.js";
import type { Cfg, CfgNode } from "../../semantics/cfg.js";
import type { Successor, Visit } from "../../semantics/explore.js";
import type { Call, Expr, Node, Stmt } from "../../syntax/ast.js";
import { blocksOf, contains } from "../../syntax/walk.js";
import type { ScopeContext, Site } from "./context.js";
import { Doubts } from "./doubts.js";
import type { Lost } from "./events.js";
import type { Loss, LostResource, OwnershipFacts, TraceStep, UnreleasedLock, UseAfterRelease } from "./facts.js";
import { acquisitionSteps } from "./origins.js";
import { type ObjectId, objectsIn, type State } from "./state.js";
import type { Events, Label } from "./transfer.js";

type Way = Visit<State, Label>;

interface Candidate {
  readonly loss: Loss;
  readonly evident: boolean;
  readonly way: Way;
  /** The last step itself, where it is not in the way. */
  readonly last: { readonly range: Range; readonly label: Label } | null;
}

/** More branches than this say nothing to a reader. */
const MAX_BRANCHES = 4;

/** The losses of one scope: for each acquired object the best-proven way to lose it. */
export class Losses {
  private readonly doubts: Doubts;
  private readonly lost = new Map<number, Map<string, Candidate>>();
  private readonly locks = new Map<number, Map<string, Candidate>>();
  private readonly used = new Map<number, { readonly id: number; readonly way: Way; readonly range: Range }>();

  constructor(
    private readonly context: ScopeContext,
    private readonly cfg: Cfg,
  ) {
    this.doubts = new Doubts(context, cfg);
  }

  /** Walk one visit, noting what it loses. */
  visit(way: Way, walk: (events: Events) => Successor<State, Label>[]): Successor<State, Label>[] {
    const node = this.cfg.nodes[way.node] as CfgNode;
    if (node.kind === "exit" || node.kind === "raise-exit") {
      this.leave(way, node.kind === "exit");
      return [];
    }
    return walk({
      lost: (lost, label) => this.drop(way, lost, label),
      usedReleased: (id, range) => {
        if (node.exc >= 0 && this.isExpected(node.exc)) this.context.usedOpen.add(range.start);
        else if (!this.used.has(range.start)) this.used.set(range.start, { id, way, range });
      },
    });
  }

  /** Whether a failure here is caught: somebody tests that it fails. */
  private isExpected(exc: number): boolean {
    const target = this.cfg.nodes[exc];
    if (target?.kind === "dispatch") return target.handlers.length > 0 || this.isExpected(target.exc);
    return target?.kind === "leave" && (target.other >= 0 || this.isExpected(target.exc));
  }

  private drop(way: Way, lost: Lost, label: Label): void {
    this.note(this.lost, lost.id >> 1, {
      loss: lost.evident ? lost.how : "exception",
      evident: lost.evident,
      way,
      last: { range: lost.range, label },
    });
  }

  private leave(way: Way, normally: boolean): void {
    const { pending } = way.state;
    let held: Held | undefined;
    for (const [id, status] of way.state.objects) {
      if (status === "released" || status === "unopened") continue;
      held ??= heldIn(way.state, this.context.receiver);
      if (this.isKept(held, way.state, id, normally)) continue;
      const site = this.context.sites[id >> 1];
      const bound = site?.name !== null || site.type.resource?.keptByLibrary === true;
      const inModule = this.context.node.kind !== "FunctionDef";
      let loss: Loss;
      if (normally) {
        if (status === "doubtful") loss = "exception";
        else if (status === "kept") loss = "with-keeps";
        else if (!bound) loss = "temporary";
        else if (inModule) continue;
        else loss = "end-of-scope";
      } else {
        if (inModule) continue;
        loss = pending?.kind ?? "exception";
      }
      const evident = status !== "doubtful" && (normally || (pending?.evident ?? false));
      this.note(this.lost, id >> 1, { loss, evident, way, last: null });
    }
    for (const site of way.state.locks.values()) {
      const loss = normally ? "end-of-scope" : (pending?.kind ?? "exception");
      this.note(this.locks, site, { loss, evident: normally || (pending?.evident ?? false), way, last: null });
    }
  }

  /**
   * Whether an attribute of `self` holds an object: then it lives on with its owner. But an object whose
   * making fails has no owner: nobody gets it.
   */
  private isKept(held: Held, state: State, id: ObjectId, normally: boolean): boolean {
    if (held.lent.has(id)) return true;
    const isOfSelf = held.ofSelf.has(id);
    if (!isOfSelf || normally) return isOfSelf;
    const { node } = this.context;
    const making = node.kind === "FunctionDef" && /^__(?:init|enter|aenter)__$/.test(node.name.name);
    if (!making || state.pending?.evident !== true) return true;
    const owner = this.context.scope.parent;
    if (owner?.node.kind !== "ClassDef" || owner.parent === null) return true;
    return !this.context.summaries.isWithoutFinalizer(owner.node, owner.parent);
  }

  private note(into: Map<number, Map<string, Candidate>>, site: number, candidate: Candidate): void {
    let known = into.get(site);
    if (known === undefined) {
      known = new Map();
      into.set(site, known);
    }
    const key = `${candidate.loss}${candidate.evident}`;
    const other = known.get(key);
    if (other === undefined || this.weight(candidate) > this.weight(other)) known.set(key, candidate);
  }

  /** How much the raising step of a path convinces: an explicit `raise`, then other calls, then the resource's own. */
  private weight(candidate: Candidate): number {
    if (candidate.loss !== "exception") return 0;
    for (let way: Way | null = candidate.way; way?.from; way = way.from) {
      if (way.label?.via !== "exc" || way.label.raisedAt === null) continue;
      const node = this.cfg.nodes[way.from.node];
      if (node?.kind === "statement" && (node.stmt.kind === "Raise" || node.stmt.kind === "Assert")) return 3;
      return way.state.pending?.types === null ? 2 : 1;
    }
    return 0;
  }

  facts(): OwnershipFacts {
    const lost: LostResource[] = [];
    for (const [index, candidates] of this.lost) {
      const site = this.context.sites[index];
      if (site === undefined || site.parameter !== null) continue;
      for (const candidate of candidates.values()) {
        if (!candidate.evident && candidates.has(`${candidate.loss}true`)) continue;
        if (this.doubts.about(site, candidate.loss, candidate.way, candidate.last?.range ?? null)) continue;
        // What a context manager function yields is its user's to release, unless it releases some of it itself.
        if (candidate.loss === "temporary" && site.mayBeNone) continue;
        // Whoever takes elements out one by one, or hands one on, may well do so with all.
        if (site.loose || (site.picked && site.released)) continue;
        if (site.lent && !this.context.sites.some((other) => other.lent && other.released)) continue;
        if (candidate.last !== null && this.context.isExpectedToFail(candidate.last.range)) continue;
        const abandoned = candidate.loss === "generator-exit" && this.isLeftEarly();
        lost.push({
          loss: candidate.loss,
          acquisition: site.call,
          statement: site.statement,
          scope:
            this.context.node.kind === "ClassDef"
              ? (this.context.scope.module.node as LostResource["scope"])
              : this.context.node,
          type: site.type,
          typeName: site.typeName,
          callee: this.calleeOf(site),
          name: site.name,
          releasedElsewhere: site.released,
          evident: candidate.evident || abandoned,
          pipesOpen: site.pipesOpen,
          // Before it is put there, it goes by its own name.
          container: candidate.loss === "exception" && site.name !== site.container?.name ? null : site.container,
          isRepeated: site.isRepeated,
          isCollected: site.container !== null,
          trace: this.trace(candidate, (label) => label.acquired.has(index), site.call),
        });
      }
    }
    return { lost, locks: this.lockFacts(), usesAfterRelease: this.useFacts() };
  }

  /** Whether a loop of the file over this generator is left before its end. */
  private isLeftEarly(): boolean {
    const { node, scope } = this.context;
    if (node.kind !== "FunctionDef") return false;
    this.context.file.looksElsewhere.yes = true;
    const calls = (expr: Expr): boolean =>
      expr.kind === "Call" &&
      ((expr.func.kind === "Name" && expr.func.name === node.name.name) ||
        (expr.func.kind === "Attribute" && expr.func.attr.name === node.name.name));
    return contains(
      scope.module.node,
      (inner) => inner.kind === "For" && calls(inner.iter) && inner.body.some((stmt) => leavesLoop(stmt)),
    );
  }

  private calleeOf(site: Site): string {
    return this.context.text.slice(site.call.func.start, site.call.func.end).replace(/\s+/g, " ");
  }

  private lockFacts(): UnreleasedLock[] {
    const found: UnreleasedLock[] = [];
    for (const [index, candidates] of this.locks) {
      const site = this.context.lockSites[index];
      // A scope that acquires and never releases is one half of a pair whose other half stands elsewhere.
      if (site === undefined || !this.context.releasedLockSites.has(index)) continue;
      if (this.context.handedLocks.has(site.lock)) continue;
      for (const candidate of candidates.values()) {
        const { loss } = candidate;
        if (loss === "generator-exit" || (!candidate.evident && candidates.has(`${loss}true`))) continue;
        if (loss === "end-of-scope" && (!this.releasesNormally(site.lock) || this.releasedByOthers(site.lock)))
          continue;
        found.push({
          loss: loss as UnreleasedLock["loss"],
          acquisition: site.call,
          statement: site.statement,
          scope: this.context.node as UnreleasedLock["scope"],
          lock: site.lock,
          releasedElsewhere: true,
          evident: candidate.evident,
          trace: this.trace(
            candidate,
            (_, way) => !way.from?.state.locks.has(site.lock) && way.state.locks.has(site.lock),
            site.call,
          ),
        });
      }
    }
    return found;
  }

  /** Whether the scope releases a lock outside of handlers: one that does so only there hands the lock over. */
  private releasesNormally(lock: string): boolean {
    const releases = (stmts: readonly Stmt[]): boolean =>
      stmts.some((stmt) =>
        contains(
          stmt.kind === "Try" ? { ...stmt, handlers: [] } : stmt,
          (node) =>
            node.kind === "Call" &&
            node.func.kind === "Attribute" &&
            node.func.attr.name === "release" &&
            this.context.text.slice(node.func.value.start, node.func.value.end) === lock,
        ),
      );
    return releases(this.context.node.body);
  }

  /** Whether another function releases a lock of this name without acquiring it: the other half of a pair. */
  private releasedByOthers(lock: string): boolean {
    const { node, scope } = this.context;
    if (/^\w+$/.test(lock) && scope.bindings.get(lock)?.every((binding) => binding.kind === "assign")) return false;
    const last = lock.split(".").pop() as string;
    this.context.file.looksElsewhere.yes = true;
    const calls = (inner: Node, method: string): boolean =>
      inner.kind === "Call" &&
      inner.func.kind === "Attribute" &&
      inner.func.attr.name === method &&
      this.context.text.slice(inner.func.value.start, inner.func.value.end).split(".").pop() === last;
    return contains(
      scope.module.node,
      (other) =>
        other.kind === "FunctionDef" &&
        other !== node &&
        contains(other, (inner) => calls(inner, "release")) &&
        !contains(other, (inner) => calls(inner, "acquire")),
    );
  }

  private useFacts(): UseAfterRelease[] {
    const found: UseAfterRelease[] = [];
    for (const { id, way, range } of this.used.values()) {
      if (this.context.usedOpen.has(range.start)) continue;
      const site = this.context.sites[id >> 1];
      if (site === undefined || site.name === null) continue;
      const node = this.cfg.nodes[way.node] as CfgNode;
      found.push({
        use: range,
        statement: "stmt" in node ? node.stmt : site.statement,
        name: site.name,
        type: site.type,
        trace: this.releaseTrace(way, id),
      });
    }
    return found;
  }

  private releaseTrace(way: Way, id: number): TraceStep[] {
    for (let at: Way | null = way; at?.from; at = at.from) {
      if (at.state.objects.get(id) === "released" && at.from.state.objects.get(id) !== "released") {
        const node = this.cfg.nodes[at.from.node] as CfgNode;
        if (node.kind === "leave") {
          return [{ kind: "with", message: "the 'with' block ends here and closes it", range: node.item }];
        }
        if ("stmt" in node) return [{ kind: "release", message: "it is closed here", range: node.stmt }];
      }
    }
    return [];
  }

  /** The steps from the acquisition to the loss. */
  private trace(candidate: Candidate, acquires: (label: Label, way: Way) => boolean, call: Call): TraceStep[] {
    const steps: TraceStep[] = [];
    if (candidate.last !== null) {
      const { range, label } = candidate.last;
      if (candidate.loss === "deleted")
        steps.push({ kind: "delete", message: "its last reference is deleted here", range });
      else if (candidate.loss === "rebound") {
        steps.push({ kind: "rebind", message: "its name is bound to something else here, while it is open", range });
      }
      if (acquires(label, candidate.way)) return [...this.acquisition(call), ...steps];
    }
    for (let way: Way | null = candidate.way; way !== null; way = way.from) {
      const { from, label } = way;
      if (from === null || label === null) break;
      const step = this.stepBetween(from, way, label, candidate);
      const acquired = acquires(label, way);
      if (step !== null && !(acquired && step.kind !== "raise" && step.kind !== "yield")) steps.push(step);
      if (acquired) break;
    }
    return [...this.acquisition(call), ...shortened(steps.reverse()), ...this.nowhere(candidate, call)];
  }

  private acquisition(call: Call): TraceStep[] {
    return acquisitionSteps(this.context, call, this.context.scope);
  }

  /** Where a function has what it never releases from another one, both are named. */
  private nowhere(candidate: Candidate, call: Call): TraceStep[] {
    const { node, sites } = this.context;
    const isReleased = sites.some((site) => site.call === call && site.released);
    if (candidate.loss !== "end-of-scope" || isReleased || node.kind !== "FunctionDef") return [];
    const [first, second] = this.acquisition(call);
    if (first?.origin === undefined && second === undefined) return [];
    return [{ kind: "exit", message: `released nowhere in '${node.name.name}'`, range: node.name }];
  }

  private stepBetween(from: Way, to: Way, label: Label, candidate: Candidate): TraceStep | null {
    const node = this.cfg.nodes[from.node] as CfgNode;
    const textOf = (range: Range): string => {
      const text = this.context.text.slice(range.start, range.end).replace(/\s+/g, " ");
      return text.length > 60 ? `${text.slice(0, 57)}…` : text;
    };
    if (label.via === "exc") {
      if (label.raisedAt === null || node.kind === "leave") return null;
      const { pending } = to.state;
      if (pending?.kind === "manager-yield" || pending?.kind === "generator-exit") {
        const message =
          pending.kind === "manager-yield"
            ? "an exception in the 'with' block is raised here, at the 'yield'"
            : "a consumer that stops early ends the generator here";
        return { kind: "yield", message, range: label.raisedAt };
      }
      const sure = node.kind === "statement" && (node.stmt.kind === "Raise" || node.stmt.kind === "Assert");
      return {
        kind: "raise",
        message: sure ? "raises here" : `'${textOf(label.raisedAt)}' may raise`,
        range: label.raisedAt,
      };
    }
    switch (node.kind) {
      case "test":
        return {
          kind: "branch",
          message: `'${textOf(node.expr)}' is ${label.via === "next" ? "true" : "false"}`,
          range: node.expr,
        };
      case "leave":
        return candidate.loss === "with-keeps" && from.state.holders.get(node.item.start) !== undefined
          ? { kind: "with", message: "the 'with' block ends, and it stays open", range: node.item }
          : null;
      case "handler":
        return { kind: "branch", message: "the exception is handled here", range: handlerHead(node.handler) };
      case "statement":
        if (node.stmt.kind === "Return") return { kind: "return", message: "returns here", range: node.stmt };
        if (node.stmt.kind === "Break" || node.stmt.kind === "Continue") {
          return { kind: "loop", message: `'${node.stmt.kind.toLowerCase()}' here`, range: node.stmt };
        }
        return null;
      default:
        return null;
    }
  }
}

/** Whether a statement of a loop's body may leave the loop. */
function leavesLoop(stmt: Stmt): boolean {
  if (stmt.kind === "Return" || stmt.kind === "Break") return true;
  if (stmt.kind === "FunctionDef" || stmt.kind === "ClassDef") return false;
  // An inner loop's `break` leaves that loop only.
  const inner = stmt.kind === "For" || stmt.kind === "While" ? [] : blocksOf(stmt);
  return inner.some((block) => block.some(leavesLoop));
}

/** Of a long way, the last branches: they decide. */
function shortened(steps: readonly TraceStep[]): TraceStep[] {
  const branches = steps.filter((step) => step.kind === "branch" || step.kind === "loop");
  const dropped = new Set(branches.slice(0, -MAX_BRANCHES));
  return steps.filter((step) => !dropped.has(step));
}

function handlerHead(handler: Range & { readonly type: Expr | null }): Range {
  return { start: handler.start, end: handler.type?.end ?? handler.start + "except".length };
}

/** What variables hold that outlives the function. */
interface Held {
  readonly lent: ReadonlySet<ObjectId>;
  readonly ofSelf: ReadonlySet<ObjectId>;
}

function heldIn(state: State, receiver: string | null): Held {
  const lent = new Set<ObjectId>();
  const ofSelf = new Set<ObjectId>();
  for (const [name, value] of state.vars) {
    const isOfSelf = receiver !== null && name.startsWith(`${receiver}.`);
    const isLent = name.startsWith("sys.") || name.startsWith("attached@");
    if (!isOfSelf && !isLent) continue;
    for (const id of objectsIn(value)) {
      if (isLent) lent.add(id);
      if (isOfSelf) ofSelf.add(id);
    }
  }
  return { lent, ofSelf };
}

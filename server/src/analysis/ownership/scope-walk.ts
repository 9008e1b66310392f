/** Walks all paths of one scope: for what it loses, or for what it does to its arguments. */
import type { TypeEntry } from "../../catalogue/schema.js";
import { buildCfg } from "../../semantics/build-cfg.js";
import type { Cfg, CfgNode } from "../../semantics/cfg.js";
import { explore } from "../../semantics/explore.js";
import type { Scope } from "../../semantics/scopes.js";
import type { Expr, FunctionDef, Stmt } from "../../syntax/ast.js";
import { blocksOf, forEachChild, lastName } from "../../syntax/walk.js";
import { NO_CONDITIONS, relevantConditions } from "./condition-keys.js";
import { type AttributeStore, type FileContext, type Returned, ScopeContext, type YieldKind } from "./context.js";
import type { OwnershipFacts } from "./facts.js";
import { isGenerator } from "./generators.js";
import type { ScopeOwner } from "./interesting.js";
import { Losses } from "./losses.js";
import { objectsIn, State } from "./state.js";
import { type Events, type Label, step, TooManyWays } from "./transfer.js";

const BUDGET = { visits: 6000, statesPerNode: 300 };
const SUMMARY_BUDGET = { visits: 1500, statesPerNode: 60 };

const NO_FACTS: OwnershipFacts = { lost: [], locks: [], usesAfterRelease: [] };

/** What a scope loses, and what it puts on `self`. */
export interface ScopeFacts {
  readonly facts: OwnershipFacts;
  readonly stores: readonly AttributeStore[];
}

/**
 * A scope is walked twice where it has to be: first without telling conditions apart, which finds all
 * losses there are and some that are not; only where it finds any, again with the conditions that
 * matter to them.
 */
export function walkScope(file: FileContext, node: ScopeOwner, scope: Scope): ScopeFacts {
  const nothing: ScopeFacts = { facts: NO_FACTS, stores: [] };
  if (hasUnknown(node.body)) return nothing;
  const abandoned: ScopeFacts = {
    facts: { ...NO_FACTS, abandoned: [{ start: node.start, end: node.end }] },
    stores: [],
  };
  const yieldKind = yieldKindOf(file, node, scope);
  const rough = new ScopeContext(file, node, scope, yieldKind, NO_CONDITIONS);
  const cfg = buildCfg(node.body, (expr) => swallowsExceptions(rough, expr));
  const first = cfg === null ? null : losses(rough, cfg);
  if (cfg === null || first === null) return abandoned;
  if (first.lost.length + first.locks.length + first.usesAfterRelease.length === 0) {
    return { facts: first, stores: rough.stores };
  }
  const calls = [...rough.sites, ...rough.lockSites].map((site) => site.call);
  const holders = new Set([...rough.holders, ...rough.lockSites.map(({ lock }) => lock.split(".")[0] as string)]);
  const conditions = relevantConditions(node.body, file.text, calls, holders);
  const exact = new ScopeContext(file, node, scope, yieldKind, conditions);
  const second = losses(exact, cfg);
  return second === null ? abandoned : { facts: second, stores: exact.stores };
}

/** All that the paths through a scope lose; null when they are too many. */
function losses(context: ScopeContext, cfg: Cfg): OwnershipFacts | null {
  const found = new Losses(context, cfg);
  try {
    const complete = explore<State, Label>(
      cfg,
      State.empty(),
      (visit) => found.visit(visit, (events) => step(context, cfg.nodes[visit.node] as CfgNode, visit.state, events)),
      (state) => state.key(),
      BUDGET,
    );
    return complete ? found.facts() : null;
  } catch (error) {
    if (error instanceof TooManyWays) return null;
    throw error;
  }
}

/** What becomes of an argument that is an open resource, over all normal ends. */
export type Fate = "release" | "take" | "borrow";

export interface FunctionOutcome {
  readonly fates: ReadonlyMap<string, Fate>;
  /** Fates that differ where a parameter is a constant. */
  readonly variants: readonly FateVariant[];
  /** What is returned, path by path; null for `None`. */
  readonly returned: readonly (Returned | null)[];
  /** What a generator yields, path by path: a type, where that is fresh. */
  readonly yielded: readonly (string | null)[];
  readonly stores: readonly AttributeStore[];
  /** Whether its end is reached without a `return`. */
  readonly fallsOff: boolean;
}

export interface FateVariant {
  readonly parameter: string;
  readonly is: "True" | "False";
  readonly fates: ReadonlyMap<string, Fate>;
}

/** Stands for any resource: what is known by the names of its methods. */
const ANY_RESOURCE: TypeEntry = {
  noun: "argument",
  resource: {
    release:
      "close aclose release cleanup quit logout terminate wait communicate server_close disconnect dispose stop shutdown".split(
        " ",
      ),
    with: "release",
    asyncWith: "release",
  },
};

const SILENT: Events = { lost() {}, usedReleased() {} };

/**
 * What a function does with its arguments, were each of them an open resource, and what it returns.
 *
 * @returns null when its paths are too many or its code does not parse.
 */
export function walkForSummary(file: FileContext, node: FunctionDef, scope: Scope): FunctionOutcome | null {
  const flags = flagsOf(node);
  const plain = walkWith(file, node, scope, flags, null);
  if (plain === null || plain.mixed.size === 0 || flags.size === 0 || flags.size > MAX_FLAGS) return plain;
  const variants: FateVariant[] = [];
  for (const parameter of flags) {
    for (const is of ["True", "False"] as const) {
      const outcome = walkWith(file, node, scope, flags, { parameter, is });
      const settled = [...(outcome?.fates ?? [])].filter(([name]) => plain.mixed.has(name));
      const fates = new Map(settled.filter(([, fate]) => fate !== "take"));
      if (fates.size > 0) variants.push({ parameter, is, fates });
    }
  }
  return { ...plain, variants };
}

function walkWith(
  file: FileContext,
  node: FunctionDef,
  scope: Scope,
  flags: ReadonlySet<string>,
  flag: { readonly parameter: string; readonly is: string } | null,
): (FunctionOutcome & { readonly mixed: ReadonlySet<string> }) | null {
  if (hasUnknown(node.body)) return null;
  const context = new ScopeContext(file, node, scope, yieldKindOf(file, node, scope), NO_CONDITIONS);
  const cfg = buildCfg(node.body, (expr) => swallowsExceptions(context, expr));
  if (cfg === null) return null;
  const initial = State.empty();
  const receiver = context.receiver;
  const sites = node.params.all
    .filter((param) => param.name !== receiver && !param.form.startsWith("var") && !context.captured.has(param.name))
    .filter((param) => !flags.has(param.name))
    .map((param) => context.parameterSite(param, ANY_RESOURCE));
  for (const site of sites) {
    initial.vars.set(site.parameter as string, { kind: "object", id: site.index * 2, view: false });
    initial.objects.set(site.index * 2, "open");
  }
  if (flag !== null) initial.vars.set(flag.parameter, { kind: "constant", text: flag.is });
  const fates = new Map<string, Fate>();
  for (const name of flags) fates.set(name, "borrow");
  const mixed = new Set<string>();
  let fallsOff = false;
  const settle = (state: State): void => {
    for (const site of sites) {
      const name = site.parameter as string;
      const fate = fateOf(state, site.index * 2, receiver);
      const before = fates.get(name);
      // Released on one path and not on another: whoever calls cannot rely on either.
      fates.set(name, before === undefined || before === fate ? fate : "take");
      if (before !== undefined && before !== fate) mixed.add(name);
    }
  };
  try {
    const complete = explore<State, Label>(
      cfg,
      initial,
      (visit) => {
        const at = cfg.nodes[visit.node] as CfgNode;
        if (at.kind === "exit") {
          settle(visit.state);
          const last = visit.from === null ? undefined : cfg.nodes[visit.from.node];
          fallsOff ||= !(last?.kind === "statement" && last.stmt.kind === "Return");
        }
        return step(context, at, visit.state, SILENT);
      },
      (state) => state.key(),
      SUMMARY_BUDGET,
    );
    return complete
      ? {
          fates,
          variants: [],
          mixed,
          returned: context.returned,
          yielded: context.yielded,
          stores: context.stores,
          fallsOff,
        }
      : null;
  } catch (error) {
    if (error instanceof TooManyWays) return null;
    throw error;
  }
}

/** More flags than this are not told apart. */
const MAX_FLAGS = 3;

/** Parameters that are tested, and nothing else: whether to close, whether to flush. */
function flagsOf(node: FunctionDef): ReadonlySet<string> {
  const tested = new Set<string>();
  const used = new Set<string>();
  const test = (expr: Expr): void => {
    if (expr.kind === "Name") tested.add(expr.name);
    else if (expr.kind === "BoolOp") expr.values.forEach(test);
    else if (expr.kind === "UnaryOp" && expr.op === "not") test(expr.operand);
    else use(expr);
  };
  const use = (inner: Expr | Stmt): void => {
    if (inner.kind === "Name") used.add(inner.name);
    const condition = inner.kind === "If" || inner.kind === "While" || inner.kind === "IfExp" ? inner.test : null;
    if (condition !== null) test(condition);
    forEachChild(inner, (child) => {
      if (child !== condition) use(child);
    });
  };
  for (const stmt of node.body) use(stmt);
  const names = node.params.all.map(({ name }) => name);
  return new Set(names.filter((name) => tested.has(name) && !used.has(name)));
}

function fateOf(state: State, id: number, receiver: string | null): Fate {
  const status = state.objects.get(id);
  if (status === "released") return "release";
  if (status === undefined) return "take";
  const kept = [...state.vars].some(
    ([name, value]) => receiver !== null && name.startsWith(`${receiver}.`) && objectsIn(value).includes(id),
  );
  return kept ? "take" : "borrow";
}

function hasUnknown(block: readonly Stmt[]): boolean {
  return block.some(
    (stmt) =>
      stmt.kind === "UnknownStmt" ||
      (stmt.kind !== "FunctionDef" && stmt.kind !== "ClassDef" && blocksOf(stmt).some(hasUnknown)),
  );
}

/** What an exception at a `yield` of the scope means: by the decorators of the function. */
export function yieldKindOf(file: FileContext, node: ScopeOwner, scope: Scope): YieldKind {
  if (node.kind !== "FunctionDef" || scope.parent === null || !isGenerator(node)) return "generator";
  for (const decorator of node.decorators) {
    const callee = decorator.kind === "Call" ? decorator.func : decorator;
    const last = lastName(callee);
    if (last === "contextmanager" || last === "asynccontextmanager") return "manager";
    if (last.endsWith("fixture")) return "fixture";
    if (file.catalogue.contextManagerDecorators.has(last)) return "manager";
  }
  return "generator";
}

/** Managers that swallow exceptions: `suppress` and those of test frameworks. */
function swallowsExceptions(context: ScopeContext, expr: Expr): boolean {
  if (expr.kind !== "Call") return false;
  const { func } = expr;
  const last = lastName(func);
  if (/^(?:suppress|raises|assertRaises\w*|assert_raises\w*|warns|ignore\w*|catch\w*)$/.test(last)) return true;
  const referent = context.referent(func, context.scope);
  return referent?.kind === "qualified" && referent.name === "contextlib.suppress";
}

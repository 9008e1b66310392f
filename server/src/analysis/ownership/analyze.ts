/** The ownership analysis of a file: scope by scope, those that acquire something. */
import type { Range } from "../../base/text.js";
import type { Catalogue } from "../../catalogue/catalogue.js";
import { buildCfg } from "../../semantics/build-cfg.js";
import type { Cfg, CfgNode } from "../../semantics/cfg.js";
import { explore } from "../../semantics/explore.js";
import { isExpr, type Scope, ScopeTree } from "../../semantics/scopes.js";
import type { ClassDef, Expr, FunctionDef, Module, Stmt } from "../../syntax/ast.js";
import { blocksOf, forEachChild } from "../../syntax/walk.js";
import { TypeInference } from "../types.js";
import { NO_CONDITIONS, relevantConditions } from "./condition-keys.js";
import { type FileContext, isGenerator, ScopeContext, type YieldKind } from "./context.js";
import type { LostResource, OwnershipFacts, UnreleasedLock, UseAfterRelease } from "./facts.js";
import { Losses } from "./losses.js";
import { RaiseEvidence } from "./raises.js";
import { State } from "./state.js";
import { type Label, step, TooManyWays } from "./transfer.js";

const BUDGET = { visits: 6000, statesPerNode: 300 };

/**
 * What becomes of the resources that a file acquires.
 *
 * A scope that is too complex for the budget, or holds code that does not parse, contributes nothing.
 */
export function analyzeOwnership(module: Module, text: string, catalogue: Catalogue): OwnershipFacts {
  const facts = {
    lost: [] as LostResource[],
    locks: [] as UnreleasedLock[],
    usesAfterRelease: [] as UseAfterRelease[],
    abandoned: [] as Range[],
  };
  const interesting = new InterestingScopes(catalogue.acquiringNames).find(module);
  if (interesting.length === 0) return facts;
  const tree = new ScopeTree(module);
  const file: FileContext = {
    text,
    catalogue,
    tree,
    types: new TypeInference(catalogue),
    raises: new RaiseEvidence(),
  };
  for (const path of interesting) {
    let scope: Scope = tree.module;
    for (const node of path.slice(1)) scope = tree.enter(node, scope);
    const found = analyzeScope(file, path[path.length - 1] as ScopeOwner, scope);
    facts.lost.push(...found.lost);
    facts.locks.push(...found.locks);
    facts.usesAfterRelease.push(...found.usesAfterRelease);
    facts.abandoned.push(...(found.abandoned ?? []));
  }
  return facts;
}

type ScopeOwner = Module | FunctionDef | ClassDef;

const NO_FACTS: OwnershipFacts = { lost: [], locks: [], usesAfterRelease: [] };

function abandon(scope: ScopeOwner): OwnershipFacts {
  return { ...NO_FACTS, abandoned: [{ start: scope.start, end: scope.end }] };
}

/**
 * A scope is walked twice where it has to be: first without telling conditions apart, which finds all
 * losses there are and some that are not; only where it finds any, again with the conditions that
 * matter to them.
 */
function analyzeScope(file: FileContext, node: ScopeOwner, scope: Scope): OwnershipFacts {
  if (hasUnknown(node.body)) return NO_FACTS;
  const yieldKind = yieldKindOf(file, node, scope);
  const rough = new ScopeContext(file, node, scope, yieldKind, NO_CONDITIONS);
  const cfg = buildCfg(node.body, (expr) => swallowsExceptions(rough, expr));
  if (cfg === null) return abandon(node);
  const first = walk(rough, cfg);
  if (first === null) return abandon(node);
  if (first.lost.length + first.locks.length + first.usesAfterRelease.length === 0) return first;
  const calls = [...rough.sites, ...rough.lockSites].map((site) => site.call);
  const conditions = relevantConditions(node.body, file.text, calls, rough.holders);
  return walk(new ScopeContext(file, node, scope, yieldKind, conditions), cfg) ?? abandon(node);
}

/** All paths through a scope; null when they are too many. */
function walk(context: ScopeContext, cfg: Cfg): OwnershipFacts | null {
  const losses = new Losses(context, cfg);
  try {
    const complete = explore<State, Label>(
      cfg,
      State.empty(),
      (visit) => losses.visit(visit, (events) => step(context, cfg.nodes[visit.node] as CfgNode, visit.state, events)),
      (state) => state.key(),
      BUDGET,
    );
    return complete ? losses.facts() : null;
  } catch (error) {
    if (error instanceof TooManyWays) return null;
    throw error;
  }
}

/** Finds the scopes in which something may be acquired, as paths from the module down. */
class InterestingScopes {
  private readonly found: ScopeOwner[][] = [];

  constructor(private readonly names: ReadonlySet<string>) {}

  find(module: Module): readonly (readonly ScopeOwner[])[] {
    this.scan(module, [module]);
    return this.found;
  }

  private scan(owner: ScopeOwner, path: ScopeOwner[]): void {
    let acquires = false;
    const walk = (node: Expr | Stmt): void => {
      if (node.kind === "FunctionDef" || node.kind === "ClassDef") {
        // Decorators, defaults and bases are evaluated out here.
        forEachChild(node, (child) => {
          if (isExpr(child)) walk(child);
        });
        this.scan(node, [...path, node]);
        return;
      }
      if (node.kind === "Name" || node.kind === "Constant") return;
      if (node.kind === "Call") {
        const { func } = node;
        if (func.kind === "Name") acquires ||= this.names.has(func.name) || this.isAlias(func.name);
        else if (func.kind === "Attribute") acquires ||= this.names.has(func.attr.name);
      }
      forEachChild(node, walk);
    };
    const at = this.found.length;
    for (const stmt of owner.body) this.noteAliases(stmt);
    for (const stmt of owner.body) walk(stmt);
    if (acquires) this.found.splice(at, 0, path);
  }

  private readonly aliases = new Set<string>();

  private isAlias(name: string): boolean {
    return this.aliases.has(name);
  }

  /** `from socket import socket as sock`, `opener = gzip.open`: another name for something that acquires. */
  private noteAliases(stmt: Stmt): void {
    if (stmt.kind === "ImportFrom" || stmt.kind === "Import") {
      for (const alias of stmt.names) {
        const last = alias.name.split(".").pop() as string;
        if (alias.asName !== null && this.names.has(last)) this.aliases.add(alias.asName);
      }
    } else if (stmt.kind === "Assign") {
      const { value } = stmt;
      const values = value.kind === "IfExp" ? [value.body, value.orelse] : [value];
      const names = values.map((one) =>
        one.kind === "Name" ? one.name : one.kind === "Attribute" ? one.attr.name : "",
      );
      if (names.some((name) => this.names.has(name) || this.aliases.has(name))) {
        for (const target of stmt.targets) if (target.kind === "Name") this.aliases.add(target.name);
      }
    } else if (stmt.kind !== "FunctionDef" && stmt.kind !== "ClassDef") {
      for (const block of blocksOf(stmt)) for (const inner of block) this.noteAliases(inner);
    }
  }
}

function hasUnknown(block: readonly Stmt[]): boolean {
  return block.some(
    (stmt) =>
      stmt.kind === "UnknownStmt" ||
      (stmt.kind !== "FunctionDef" && stmt.kind !== "ClassDef" && blocksOf(stmt).some(hasUnknown)),
  );
}

function yieldKindOf(file: FileContext, node: ScopeOwner, scope: Scope): YieldKind {
  if (node.kind !== "FunctionDef" || scope.parent === null || !isGenerator(node)) return "generator";
  const context = { catalogue: file.catalogue };
  for (const decorator of node.decorators) {
    const callee = decorator.kind === "Call" ? decorator.func : decorator;
    const last = callee.kind === "Attribute" ? callee.attr.name : callee.kind === "Name" ? callee.name : "";
    if (last === "contextmanager" || last === "asynccontextmanager") return "manager";
    if (last.endsWith("fixture")) return "fixture";
    if (context.catalogue.contextManagerDecorators.has(last)) return "manager";
  }
  return "generator";
}

/** Managers that swallow exceptions: `suppress` and those of test frameworks. */
function swallowsExceptions(context: ScopeContext, expr: Expr): boolean {
  if (expr.kind !== "Call" || !isExpr(expr.func)) return false;
  const { func } = expr;
  const last = func.kind === "Attribute" ? func.attr.name : func.kind === "Name" ? func.name : "";
  if (/^(?:suppress|raises|assertRaises\w*|assert_raises\w*|warns|ignore\w*|catch\w*)$/.test(last)) return true;
  const referent = context.referent(func, context.scope);
  return referent?.kind === "qualified" && referent.name === "contextlib.suppress";
}

/** Python sources as the layer under test wants them: scopes by name, expressions by a marker, graphs as text. */
import { buildCfg } from "../../src/semantics/build-cfg.js";
import { type Cfg, dumpCfg } from "../../src/semantics/cfg.js";
import { type IsKnown, type Referent, resolveReferent } from "../../src/semantics/names.js";
import { isExpr, type Scope, type ScopeNode, ScopeTree } from "../../src/semantics/scopes.js";
import type { Expr, FunctionDef, Module, Node } from "../../src/syntax/ast.js";
import { loadParser } from "../../src/syntax/parser.js";
import { forEachChild } from "../../src/syntax/walk.js";

const parser = await loadParser();

/** A source that fails to parse makes a test say something else than it means. */
export function parse(source: string): Module {
  const module = parser.parse(source);
  if (module.problems.length > 0) throw new Error(`does not parse: ${source}`);
  return module;
}

/** The scope of the first definition of a name, or of the first lambda or comprehension; the module's without a path. */
export function scopeOf(source: string, ...path: readonly string[]): Scope {
  const module = parse(source);
  const tree = new ScopeTree(module);
  let scope = tree.module;
  for (const name of path) scope = tree.enter(definitionIn(scope.node, name), scope);
  return scope;
}

/** The kinds of the bindings of a name in a scope. */
export function kindsOf(scope: Scope, name: string): string[] {
  return (scope.bindings.get(name) ?? []).map((binding) => binding.kind);
}

function definitionIn(node: Node, name: string): ScopeNode {
  let found: ScopeNode | null = null;
  const visit = (child: Node): void => {
    if (found !== null) return;
    const isScope =
      child.kind === "FunctionDef" ||
      child.kind === "ClassDef" ||
      child.kind === "Lambda" ||
      child.kind === "Comprehension";
    const called = child.kind === "FunctionDef" || child.kind === "ClassDef" ? child.name.name : child.kind;
    if (isScope && called === name) found = child;
    else if (!isScope) forEachChild(child, visit);
  };
  forEachChild(node, visit);
  if (found === null) throw new Error(`no ${name}`);
  return found;
}

/**
 * What the argument of the call `here(…)` refers to: a qualified name, `function f`, `class C`, or null.
 * The call is looked for in the scope that the path names.
 */
export function meaning(source: string, path: readonly string[] = [], isKnown: IsKnown = () => false): string | null {
  const scope = scopeOf(source, ...path);
  const expr = argumentOfHere(scope.node);
  return nameOf(resolveReferent(expr, scope, isKnown));
}

function nameOf(referent: Referent | null): string | null {
  if (referent === null) return null;
  return referent.kind === "qualified" ? referent.name : `${referent.kind} ${referent.node.name.name}`;
}

function argumentOfHere(node: Node): Expr {
  let found: Expr | null = null;
  const visit = (child: Node): void => {
    if (child.kind === "Call" && child.func.kind === "Name" && child.func.name === "here")
      found = child.args[0] ?? null;
    forEachChild(child, visit);
  };
  forEachChild(node, visit);
  if (found === null) throw new Error("no call of here()");
  return found;
}

/** The graph of the first function of a source, else of the module; managers called `suppress` swallow. */
export function cfgOf(source: string): { readonly cfg: Cfg | null; readonly dump: string } {
  const module = parse(source);
  const [first] = module.body;
  const body = first?.kind === "FunctionDef" ? (first as FunctionDef).body : module.body;
  const swallows = (expr: Expr): boolean => isExpr(expr) && source.slice(expr.start, expr.end).startsWith("suppress");
  const cfg = buildCfg(body, swallows);
  return { cfg, dump: cfg === null ? "" : dumpCfg(cfg, source) };
}

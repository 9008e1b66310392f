/** Where a statement stands: the suites around it, from the module down. */
import { TypeInference } from "../../../analysis/types.js";
import { resolveQualifiedName } from "../../../semantics/names.js";
import { type Scope, ScopeTree } from "../../../semantics/scopes.js";
import type { Expr, Module, Node, Stmt } from "../../../syntax/ast.js";
import { blocksOf, contains } from "../../../syntax/walk.js";
import type { FixRequest, LockFixRequest } from "./request.js";

/** One suite on the way down to a statement. */
export interface Level {
  /** The statement (or module) that the suite belongs to. */
  readonly owner: Module | Stmt;
  readonly suite: readonly Stmt[];
  /** Index in `suite` of the statement, or of the one that contains it. */
  readonly index: number;
}

export interface Place {
  /** From the module's suite to the one that directly holds the statement. */
  readonly levels: readonly Level[];
  readonly suite: readonly Stmt[];
  readonly index: number;
  /** The function, class or module whose names a statement here binds. */
  readonly scope: Scope;
  /** What a dotted name means here; null when it cannot be told. */
  readonly resolve: (expr: Expr) => string | null;
  /** The catalogue's name of the type of an expression here; null when unknown. */
  readonly typeOf: (expr: Expr) => string | null;
}

/** The place of the statement; null when it is not in the module, or stands in an `Unknown` region. */
export function placeOf(request: FixRequest | LockFixRequest): Place | null {
  const { module, statement, catalogue } = request;
  const levels: Level[] = [];
  const scopes = new ScopeTree(module);
  let scope = scopes.module;
  let owner: Module | Stmt = module;
  let suites: readonly (readonly Stmt[])[] = [module.body];
  for (;;) {
    const found = find(suites, statement);
    if (found === null) return null;
    const [suite, index, child] = found;
    levels.push({ owner, suite, index });
    if (
      child === statement ||
      (child.start === statement.start && child.kind === statement.kind && child.end === statement.end)
    ) {
      const here = scope;
      const isKnown = (name: string): boolean =>
        catalogue.callable(name) !== undefined || catalogue.typeOfClass(name) !== undefined;
      const types = new TypeInference(catalogue);
      return {
        levels,
        suite,
        index,
        scope: here,
        resolve: (expr) => resolveQualifiedName(expr, here, isKnown),
        typeOf: (expr) => types.typeOf(expr, here),
      };
    }
    if (child.kind === "FunctionDef" || child.kind === "ClassDef") scope = scopes.enter(child, scope);
    owner = child;
    suites = blocksOf(child);
  }
}

function find(suites: readonly (readonly Stmt[])[], statement: Stmt): [readonly Stmt[], number, Stmt] | null {
  for (const suite of suites) {
    const index = suite.findIndex((stmt) => stmt.start <= statement.start && stmt.end >= statement.end);
    const child = suite[index];
    if (child !== undefined) return [suite, index, child];
  }
  return null;
}

/** Whether there is anything in the node that the parser could not make sense of. */
export function hasUnknown(node: Node): boolean {
  return contains(node, (inner) => inner.kind === "UnknownExpr" || inner.kind === "UnknownStmt");
}

/**
 * Scopes and bindings as Python has them: module, function, lambda, class and comprehension scopes,
 * `global` and `nonlocal`, and the rule that a class's names are not seen from its methods
 * (https://docs.python.org/3/reference/executionmodel.html#naming-and-binding).
 */
import type { ClassDef, Comprehension, Expr, FunctionDef, Lambda, Module, Stmt } from "../syntax/ast.js";
import { blocksOf, forEachChild } from "../syntax/walk.js";

export type ScopeNode = Module | FunctionDef | ClassDef | Lambda | Comprehension;

/** One place that binds a name. */
export type Binding =
  /** `import a.b as c`: `c` means `a.b`; `import a.b` binds `a`, meaning `a`. */
  | { readonly kind: "import"; readonly qualifiedName: string }
  | { readonly kind: "function"; readonly node: FunctionDef }
  | { readonly kind: "class"; readonly node: ClassDef }
  /** `name = value`; `annotation` where there is one. */
  | { readonly kind: "assign"; readonly value: Expr; readonly annotation: Expr | null }
  | { readonly kind: "parameter"; readonly annotation: Expr | null }
  /** A loop target: what the iterable yields. */
  | { readonly kind: "element"; readonly iterable: Expr }
  /** A `with` target. */
  | { readonly kind: "with"; readonly context: Expr }
  /** Anything else: unpacking, deletion, `except … as`, a capture, an assignment through `global`. */
  | { readonly kind: "other" };

/** One scope of Python: the module, a class, a function, a lambda or a comprehension, and what it binds. */
export class Scope {
  readonly bindings = new Map<string, Binding[]>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  /** Modules named in `from … import *`, in order. */
  readonly starImports: string[] = [];

  constructor(
    readonly node: ScopeNode,
    readonly parent: Scope | null,
  ) {}

  /** The module's scope. */
  get module(): Scope {
    let scope: Scope = this;
    while (scope.parent !== null) scope = scope.parent;
    return scope;
  }

  /** The scope in which a name used here is bound; null for builtins and unknown names. */
  lookup(name: string): Scope | null {
    if (this.globals.has(name)) {
      const module = this.module;
      return module.bindings.has(name) ? module : null;
    }
    if (this.bindings.has(name) && !this.nonlocals.has(name)) return this;
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      // A class's names are not visible in the functions inside it.
      if (scope.node.kind !== "ClassDef" && scope.bindings.has(name)) return scope;
    }
    return null;
  }

  bind(name: string, binding: Binding): void {
    const known = this.bindings.get(name);
    if (known === undefined) this.bindings.set(name, [binding]);
    else known.push(binding);
  }
}

/** Builds scopes on demand and remembers them: most functions of a file are never asked about. */
export class ScopeTree {
  readonly module: Scope;
  private readonly scopes = new Map<ScopeNode, Scope>();

  constructor(module: Module) {
    this.module = new Scope(module, null);
    this.scopes.set(module, this.module);
    collectBlock(module.body, this.module);
    for (const name of namesDeclaredGlobal(module)) {
      if (this.module.bindings.has(name)) this.module.bind(name, { kind: "other" });
    }
  }

  /** The scope of a node directly inside `parent`. */
  enter(node: ScopeNode, parent: Scope): Scope {
    const known = this.scopes.get(node);
    if (known !== undefined) return known;
    const scope = new Scope(node, parent);
    this.scopes.set(node, scope);
    switch (node.kind) {
      case "FunctionDef":
        for (const param of node.params.all)
          scope.bind(param.name, { kind: "parameter", annotation: param.annotation });
        collectBlock(node.body, scope);
        break;
      case "Lambda":
        for (const param of node.params.all) scope.bind(param.name, { kind: "parameter", annotation: null });
        collectExpr(node.body, scope);
        break;
      case "ClassDef":
        collectBlock(node.body, scope);
        break;
      case "Comprehension":
        for (const generator of node.generators) {
          bindTarget(generator.target, scope, { kind: "element", iterable: generator.iter });
        }
        break;
      default:
        break;
    }
    // A name declared global or nonlocal is bound elsewhere.
    for (const name of scope.globals) scope.bindings.delete(name);
    for (const name of scope.nonlocals) scope.bindings.delete(name);
    return scope;
  }
}

function collectBlock(block: readonly Stmt[], scope: Scope): void {
  for (const stmt of block) collectStmt(stmt, scope);
}

function collectStmt(stmt: Stmt, scope: Scope): void {
  switch (stmt.kind) {
    case "FunctionDef":
      scope.bind(stmt.name.name, { kind: "function", node: stmt });
      return;
    case "ClassDef":
      scope.bind(stmt.name.name, { kind: "class", node: stmt });
      return;
    case "Import":
      for (const alias of stmt.names) {
        const root = alias.name.split(".")[0] as string;
        if (alias.asName !== null) scope.bind(alias.asName, { kind: "import", qualifiedName: alias.name });
        else scope.bind(root, { kind: "import", qualifiedName: root });
      }
      return;
    case "ImportFrom": {
      const origin = ".".repeat(stmt.level) + stmt.module;
      for (const alias of stmt.names) {
        if (alias.name === "*") scope.starImports.push(origin);
        else {
          const separator = origin === "" || origin.endsWith(".") ? "" : ".";
          scope.bind(alias.asName ?? alias.name, {
            kind: "import",
            qualifiedName: origin + separator + alias.name,
          });
        }
      }
      return;
    }
    case "Global":
      for (const name of stmt.names) scope.globals.add(name);
      return;
    case "Nonlocal":
      for (const name of stmt.names) scope.nonlocals.add(name);
      return;
    case "Assign":
      collectExpr(stmt.value, scope);
      for (const target of stmt.targets) {
        if (target.kind === "Name") scope.bind(target.name, { kind: "assign", value: stmt.value, annotation: null });
        else bindTarget(target, scope, { kind: "other" });
      }
      return;
    case "AnnAssign":
      if (stmt.value !== null) collectExpr(stmt.value, scope);
      if (stmt.target.kind === "Name") {
        scope.bind(
          stmt.target.name,
          stmt.value === null
            ? { kind: "parameter", annotation: stmt.annotation }
            : { kind: "assign", value: stmt.value, annotation: stmt.annotation },
        );
      }
      return;
    case "AugAssign":
      collectExpr(stmt.value, scope);
      bindTarget(stmt.target, scope, { kind: "other" });
      return;
    case "Delete":
      for (const target of stmt.targets) bindTarget(target, scope, { kind: "other" });
      return;
    case "For":
      collectExpr(stmt.iter, scope);
      bindTarget(stmt.target, scope, { kind: "element", iterable: stmt.iter });
      break;
    case "With":
      for (const item of stmt.items) {
        collectExpr(item.context, scope);
        if (item.target?.kind === "Name") scope.bind(item.target.name, { kind: "with", context: item.context });
        else if (item.target !== null) bindTarget(item.target, scope, { kind: "other" });
      }
      break;
    case "Match":
      collectExpr(stmt.subject, scope);
      for (const matchCase of stmt.cases) {
        for (const capture of matchCase.pattern.captures) scope.bind(capture.name, { kind: "other" });
        if (matchCase.guard !== null) collectExpr(matchCase.guard, scope);
      }
      break;
    case "Try":
      for (const handler of stmt.handlers) {
        if (handler.name !== null) scope.bind(handler.name.name, { kind: "other" });
      }
      break;
    case "TypeAlias":
      if (stmt.name.kind === "Name") scope.bind(stmt.name.name, { kind: "other" });
      return;
    case "UnknownStmt":
      for (const name of stmt.names) if (scope.bindings.has(name)) scope.bind(name, { kind: "other" });
      return;
    default:
      forEachChild(stmt, (child) => {
        if (isExpr(child)) collectExpr(child, scope);
      });
      break;
  }
  for (const block of blocksOf(stmt)) collectBlock(block, scope);
}

const STATEMENT_KINDS = new Set<string>([
  "FunctionDef",
  "ClassDef",
  "Return",
  "Delete",
  "Assign",
  "AugAssign",
  "AnnAssign",
  "TypeAlias",
  "For",
  "While",
  "If",
  "With",
  "Match",
  "Raise",
  "Try",
  "Assert",
  "Import",
  "ImportFrom",
  "Global",
  "Nonlocal",
  "ExprStmt",
  "Pass",
  "Break",
  "Continue",
  "UnknownStmt",
]);

/** Whether a node is an expression. */
export function isExpr(node: Expr | Stmt): node is Expr {
  return !STATEMENT_KINDS.has(node.kind);
}

/** Bindings inside an expression: only the walrus binds, and through comprehensions it binds out here. */
function collectExpr(expr: Expr, scope: Scope): void {
  if (expr.kind === "Name" || expr.kind === "Constant" || expr.kind === "Lambda") return;
  if (expr.kind === "NamedExpr") scope.bind(expr.target.name, { kind: "assign", value: expr.value, annotation: null });
  forEachChild(expr, (child) => {
    if (isExpr(child)) collectExpr(child, scope);
  });
}

function bindTarget(target: Expr, scope: Scope, binding: Binding): void {
  switch (target.kind) {
    case "Name":
      scope.bind(target.name, binding);
      return;
    case "Tuple":
    case "List":
      for (const element of target.elts) bindTarget(element, scope, { kind: "other" });
      return;
    case "Starred":
      bindTarget(target.value, scope, { kind: "other" });
      return;
    default:
      return;
  }
}

function namesDeclaredGlobal(module: Module): Set<string> {
  const names = new Set<string>();
  const walk = (block: readonly Stmt[], inFunction: boolean): void => {
    for (const stmt of block) {
      if (stmt.kind === "Global" && inFunction) for (const name of stmt.names) names.add(name);
      for (const inner of blocksOf(stmt)) walk(inner, inFunction || stmt.kind === "FunctionDef");
    }
  };
  walk(module.body, false);
  return names;
}

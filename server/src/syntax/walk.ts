/** Walking the AST: children in source order, statements without nested scopes. */
import type { Expr, Node, Pattern, Stmt } from "./ast.js";

/** A function called for each direct child expression or statement of a node, in evaluation order where it matters. */
export type Visit = (child: Expr | Stmt) => void;

/**
 * Call `visit` for each direct child of a node. Decorators, defaults and annotations of a nested
 * function belong to the enclosing scope and are visited too, its body is; a caller that must stay in
 * its scope does not descend into `FunctionDef`, `ClassDef` and `Lambda`.
 */
export function forEachChild(node: Node, visit: Visit): void {
  switch (node.kind) {
    case "Module":
      each(node.body, visit);
      return;
    case "FunctionDef":
      each(node.decorators, visit);
      for (const param of node.params.all) {
        maybe(param.annotation, visit);
        maybe(param.default, visit);
      }
      maybe(node.returns, visit);
      each(node.body, visit);
      return;
    case "ClassDef":
      each(node.decorators, visit);
      each(node.bases, visit);
      for (const keyword of node.keywords) visit(keyword.value);
      each(node.body, visit);
      return;
    case "Delete":
      each(node.targets, visit);
      return;
    case "Assign":
      visit(node.value);
      each(node.targets, visit);
      return;
    case "AugAssign":
      visit(node.target);
      visit(node.value);
      return;
    case "AnnAssign":
      visit(node.annotation);
      maybe(node.value, visit);
      visit(node.target);
      return;
    case "TypeAlias":
      visit(node.name);
      visit(node.value);
      return;
    case "For":
      visit(node.iter);
      visit(node.target);
      each(node.body, visit);
      each(node.orelse, visit);
      return;
    case "While":
    case "If":
      visit(node.test);
      each(node.body, visit);
      each(node.orelse, visit);
      return;
    case "With":
      for (const item of node.items) {
        visit(item.context);
        maybe(item.target, visit);
      }
      each(node.body, visit);
      return;
    case "Match":
      visit(node.subject);
      for (const matchCase of node.cases) {
        patternValues(matchCase.pattern, visit);
        maybe(matchCase.guard, visit);
        each(matchCase.body, visit);
      }
      return;
    case "Raise":
      maybe(node.exc, visit);
      maybe(node.cause, visit);
      return;
    case "Try":
      each(node.body, visit);
      for (const handler of node.handlers) {
        maybe(handler.type, visit);
        each(handler.body, visit);
      }
      each(node.orelse, visit);
      each(node.finalbody, visit);
      return;
    case "Assert":
      visit(node.test);
      maybe(node.msg, visit);
      return;
    case "Return":
    case "Yield":
      maybe(node.value, visit);
      return;
    case "ExprStmt":
    case "Await":
    case "YieldFrom":
    case "Starred":
    case "Attribute":
    case "NamedExpr":
      visit(node.value);
      return;
    case "Subscript":
      visit(node.value);
      visit(node.index);
      return;
    case "Call":
      visit(node.func);
      each(node.args, visit);
      for (const keyword of node.keywords) visit(keyword.value);
      return;
    case "BoolOp":
    case "JoinedStr":
      each(node.values, visit);
      return;
    case "BinOp":
      visit(node.left);
      visit(node.right);
      return;
    case "UnaryOp":
      visit(node.operand);
      return;
    case "Compare":
      visit(node.left);
      each(node.comparators, visit);
      return;
    case "Lambda":
      for (const param of node.params.all) maybe(param.default, visit);
      visit(node.body);
      return;
    case "IfExp":
      visit(node.test);
      visit(node.body);
      visit(node.orelse);
      return;
    case "Tuple":
    case "List":
    case "Set":
      each(node.elts, visit);
      return;
    case "Dict":
      node.values.forEach((value, index) => {
        maybe(node.keys[index] ?? null, visit);
        visit(value);
      });
      return;
    case "Comprehension":
      for (const generator of node.generators) {
        visit(generator.iter);
        visit(generator.target);
        each(generator.ifs, visit);
      }
      visit(node.element);
      maybe(node.value, visit);
      return;
    case "Slice":
      maybe(node.lower, visit);
      maybe(node.upper, visit);
      maybe(node.step, visit);
      return;
    default:
      return;
  }
}

function each(nodes: readonly (Expr | Stmt)[], visit: Visit): void {
  for (const node of nodes) visit(node);
}

function maybe(node: Expr | null, visit: Visit): void {
  if (node !== null) visit(node);
}

function patternValues(pattern: Pattern, visit: Visit): void {
  each(pattern.values, visit);
}

/** Whether `test` holds for the node or anything below it, nested functions and classes included. */
export function contains(node: Node, test: (node: Node) => boolean): boolean {
  if (test(node)) return true;
  let found = false;
  forEachChild(node, (child) => {
    if (!found && contains(child, test)) found = true;
  });
  return found;
}

/** The blocks of statements directly inside a compound statement; none for a simple one. */
export function blocksOf(stmt: Stmt): readonly (readonly Stmt[])[] {
  switch (stmt.kind) {
    case "For":
    case "While":
    case "If":
      return [stmt.body, stmt.orelse];
    case "With":
    case "FunctionDef":
    case "ClassDef":
      return [stmt.body];
    case "Match":
      return stmt.cases.map((matchCase) => matchCase.body);
    case "Try":
      return [stmt.body, ...stmt.handlers.map((handler) => handler.body), stmt.orelse, stmt.finalbody];
    default:
      return [];
  }
}

/**
 * The names mentioned in a node, stores and loads alike; what an `Unknown` mentions included.
 */
export function namesIn(node: Node, into: Set<string> = new Set()): Set<string> {
  if (node.kind === "Name") into.add(node.name);
  else if (node.kind === "UnknownExpr" || node.kind === "UnknownStmt") for (const name of node.names) into.add(name);
  else if (node.kind === "NamedExpr") into.add(node.target.name);
  forEachChild(node, (child) => {
    namesIn(child, into);
  });
  return into;
}

/** The last part of a dotted name: `close` of `self.file.close`; empty for what is none. */
export function lastName(expr: Node): string {
  return expr.kind === "Name" ? expr.name : expr.kind === "Attribute" ? expr.attr.name : "";
}

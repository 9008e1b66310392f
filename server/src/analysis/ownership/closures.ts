/** What nested functions do with the names of the scope around them. */
import type { Expr, FunctionDef, Node } from "../../syntax/ast.js";
import { forEachChild, namesIn } from "../../syntax/walk.js";

/** Methods that use a resource and leave it open. */
const USES =
  /^(?:read|write|seek|tell|flush|send|recv|fetch|execute|commit|rollback|cursor|fileno|isatty|truncate|poll)/;

/** How often a scope mentions each name, and how often as what it calls. */
interface Mentions {
  readonly all: Map<string, number>;
  readonly called: Map<string, number>;
}

const mentions = new WeakMap<Node, Mentions>();

/**
 * The names that a nested function takes out of sight. One that its scope only ever calls takes none of those
 * that it merely uses: `def put(text): out.write(text)`.
 */
export function capturedBy(node: FunctionDef | (Expr & { readonly kind: "Lambda" }), scope: Node): ReadonlySet<string> {
  if (node.kind === "Lambda" || node.isAsync || node.decorators.length > 0 || !isOnlyCalled(node.name.name, scope)) {
    return namesIn(node);
  }
  const taken = new Set<string>();
  for (const param of node.params.all) if (param.default !== null) namesIn(param.default, taken);
  for (const stmt of node.body) collect(stmt, taken);
  return taken;
}

function isOnlyCalled(name: string, scope: Node): boolean {
  let known = mentions.get(scope);
  if (known === undefined) {
    known = { all: new Map(), called: new Map() };
    count(scope, known);
    mentions.set(scope, known);
  }
  return known.all.get(name) === known.called.get(name);
}

function count(node: Node, into: Mentions): void {
  const add = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  if (node.kind === "Name") add(into.all, node.name);
  if (node.kind === "Call" && node.func.kind === "Name") add(into.called, node.func.name);
  if (node.kind === "UnknownExpr" || node.kind === "UnknownStmt") for (const name of node.names) add(into.all, name);
  forEachChild(node, (child) => count(child, into));
}

/** The names in a function's body that are more than used. */
function collect(node: Node, into: Set<string>): void {
  switch (node.kind) {
    case "FunctionDef":
    case "ClassDef":
    case "Lambda":
    case "Yield":
    case "YieldFrom":
    case "UnknownExpr":
    case "UnknownStmt":
      namesIn(node, into);
      return;
    case "Nonlocal":
    case "Global":
      for (const name of node.names) into.add(name);
      return;
    case "Call": {
      const { func } = node;
      const isUse = func.kind === "Attribute" && func.value.kind === "Name" && USES.test(func.attr.name);
      if (!isUse) collect(func, into);
      for (const argument of node.args) collect(argument, into);
      const isPrint = func.kind === "Name" && func.name === "print";
      for (const { name, value } of node.keywords) {
        if (!(isPrint && name === "file" && value.kind === "Name")) collect(value, into);
      }
      return;
    }
    case "For":
      if (node.iter.kind !== "Name") collect(node.iter, into);
      collect(node.target, into);
      for (const stmt of [...node.body, ...node.orelse]) collect(stmt, into);
      return;
    case "Name":
      into.add(node.name);
      return;
    default:
      if (node.kind === "NamedExpr") into.add(node.target.name);
      forEachChild(node, (child) => collect(child, into));
  }
}

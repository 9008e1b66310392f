/** Requests for the fix engine as a rule would make them. */
import { applyEdits } from "../../src/base/text.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import type { Fix } from "../../src/rules/define.js";
import type { FixRequest } from "../../src/rules/resource/fixes/request.js";
import { isExpr } from "../../src/semantics/scopes.js";
import type { Call, Expr, FunctionDef, Module, Node, Stmt } from "../../src/syntax/ast.js";
import type { PythonParser } from "../../src/syntax/parser.js";
import { forEachChild } from "../../src/syntax/walk.js";

export interface Acquisition {
  readonly call: Call;
  readonly statement: Stmt;
  readonly scope: FunctionDef | Module;
}

/** Every call of `callee` (as written) with its statement and scope, in source order. */
export function callsOf(module: Module, text: string, callee: string): Acquisition[] {
  const found: Acquisition[] = [];
  const visit = (node: Node, statement: Stmt | null, scope: FunctionDef | Module): void => {
    if (node.kind === "Call" && statement !== null && text.slice(node.func.start, node.func.end) === callee) {
      found.push({ call: node, statement, scope });
    }
    forEachChild(node, (child) =>
      visit(child, isExpr(child) ? statement : child, node.kind === "FunctionDef" && !isExpr(child) ? node : scope),
    );
  };
  visit(module, null, module);
  return found.sort((a, b) => a.call.start - b.call.start);
}

/** The request for one acquisition; the name is what the statement gives it. */
export function requestFor(
  text: string,
  module: Module,
  one: Acquisition,
  typeName: string,
  name?: string | null,
): FixRequest {
  const catalogue = builtinCatalogue();
  const type = catalogue.type(typeName);
  if (type === undefined) throw new Error(`no type ${typeName}`);
  return {
    text,
    module,
    catalogue,
    acquisition: one.call,
    statement: one.statement,
    scope: one.scope,
    type,
    name: name === undefined ? nameOf(one) : name,
  };
}

function nameOf({ call, statement }: Acquisition): string | null {
  if (statement.kind !== "Assign" && statement.kind !== "AnnAssign") return null;
  const value: Expr | null = statement.value?.kind === "Await" ? statement.value.value : statement.value;
  const target = statement.kind === "Assign" ? statement.targets[0] : statement.target;
  return value === call && target?.kind === "Name" ? target.name : null;
}

/** The text with the fix made; null when there is none. */
export function fixed(text: string, fix: Fix | null): string | null {
  return fix === null ? null : applyEdits(text, fix.edits);
}

/** Parse and build the request for the first call of `callee`. */
export function firstRequest(
  parser: PythonParser,
  text: string,
  callee: string,
  typeName: string,
  name?: string,
): FixRequest {
  const module = parser.parse(text);
  const [one] = callsOf(module, text, callee);
  if (one === undefined) throw new Error(`no call of ${callee}`);
  return requestFor(text, module, one, typeName, name);
}

/** Names for resources that have none. */
import type { TypeEntry } from "../../../catalogue/schema.js";
import type { FunctionDef, Module, Node } from "../../../syntax/ast.js";
import { forEachChild } from "../../../syntax/walk.js";

const BY_NOUN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/socket/, ["sock", "connection"]],
  [/connection|session|client/, ["connection", "conn"]],
  [/response/, ["response", "reply"]],
  [/process/, ["process", "child"]],
  [/archive|zip|tar/, ["archive", "package"]],
  [/directory iterator|scan/, ["entries", "listing"]],
  [/temporary directory/, ["directory", "folder"]],
  [/descriptor/, ["fd", "descriptor"]],
  [/database|shelf/, ["db", "database"]],
  [/server/, ["server", "service"]],
  [/pool|executor/, ["pool", "executor"]],
];

/** A name that collides with nothing mentioned in the scope. */
export function freshName(type: TypeEntry, scope: FunctionDef | Module): string {
  const taken = identifiersIn(scope);
  const [, preferred] = BY_NOUN.find(([pattern]) => pattern.test(type.noun)) ?? [null, ["f", "file", "source"]];
  const free = preferred.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  const [base] = preferred;
  for (let number = 2; ; number++) {
    const name = `${base}${number}`;
    if (!taken.has(name)) return name;
  }
}

/** Every identifier in the node: names, parameters, attributes excepted. */
function identifiersIn(node: Node, into: Set<string> = new Set()): Set<string> {
  switch (node.kind) {
    case "Name":
      into.add(node.name);
      break;
    case "NamedExpr":
      into.add(node.target.name);
      break;
    case "FunctionDef":
      into.add(node.name.name);
      for (const param of node.params.all) into.add(param.name);
      break;
    case "Lambda":
      for (const param of node.params.all) into.add(param.name);
      break;
    case "ClassDef":
      into.add(node.name.name);
      break;
    case "Import":
    case "ImportFrom":
      for (const alias of node.names) into.add(alias.asName ?? alias.name.split(".")[0] ?? alias.name);
      break;
    case "Global":
    case "Nonlocal":
    case "UnknownExpr":
    case "UnknownStmt":
      for (const name of node.names) into.add(name);
      break;
    case "Try":
      for (const handler of node.handlers) if (handler.name !== null) into.add(handler.name.name);
      break;
    case "Match":
      for (const one of node.cases) for (const capture of one.pattern.captures) into.add(capture.name);
      break;
    default:
      break;
  }
  forEachChild(node, (child) => {
    identifiersIn(child, into);
  });
  return into;
}

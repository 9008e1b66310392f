/** Classes whose instances acquire what they own later: `log = Log(path)`, then `log.open()`. */
import type { ResourceEntry } from "../../catalogue/schema.js";
import type { Expr, FunctionDef, Stmt } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import { type ClassSurvey, isLending } from "./attributes.js";
import { isUnconditional } from "./constructors.js";
import type { AttributeStore } from "./context.js";
import { leaksSelf } from "./leaks-self.js";

/** How an instance is opened and released, and whether its constructor opens it. */
export interface OpenedLater {
  readonly resource: ResourceEntry;
  readonly opensItself: boolean;
}

/**
 * How an instance is opened, where methods other than the constructor surely acquire something that others release.
 *
 * A method that opens and releases at once opens nothing for its caller. Null where there is no such method, or where
 * what is opened goes out of sight.
 */
export function openedLater(
  survey: ClassSurvey,
  storesOf: (method: FunctionDef) => readonly AttributeStore[],
  releasedBy: (store: AttributeStore) => readonly string[],
): OpenedLater | null {
  const init = survey.methods.get("__init__");
  const grow = (opener: string): void => {
    for (const [name, method] of survey.methods) {
      if (name.startsWith("__") || releases.has(name) || openers.has(name) || method.decorators.length > 0) continue;
      if (!(properties.has(opener) ? reads(method, opener) : callsFirst(method, opener))) continue;
      openers.add(name);
      grow(name);
    }
  };
  if (survey.hasFinalizer() || (init !== undefined && leaksSelf(init))) return null;
  const openers = new Set<string>();
  const releases = new Set<string>();
  const properties = new Set<string>();
  for (const [name, method] of survey.methods) {
    const isProperty = isLending(method);
    if (name.startsWith("__") || (method.decorators.length > 0 && !isProperty)) continue;
    for (const store of storesOf(method)) {
      const { site, attribute } = store;
      if (store.isElement || site.parameter !== null || site.escaped || site.type.resource?.rule !== undefined)
        continue;
      if (!isUnconditional(method, store) && !isOpenedOnce(method, store)) continue;
      if (survey.escapes(attribute)) return null;
      const released = releasedBy(store);
      if (released.includes(name) || !released.some((other) => !other.startsWith("__"))) continue;
      if (isProperty) properties.add(name);
      else openers.add(name);
      for (const other of released) releases.add(other);
    }
  }
  for (const opener of [...properties, ...openers]) grow(opener);
  if (openers.size === 0) return null;
  const named = [...releases].filter((name) => !name.startsWith("__"));
  const first = named.find((name) => /close/.test(name)) ?? (named[0] as string);
  return {
    resource: {
      release: [first, ...named.filter((name) => name !== first)],
      openedBy: [...openers],
      with: releases.has("__exit__") ? "release" : "none",
      ...(releases.has("__aexit__") ? { asyncWith: "release" as const } : {}),
      ...(survey.method(first)?.node.isAsync ? { awaitRelease: true } : {}),
    },
    opensItself: init !== undefined && [...openers].some((opener) => callsFirst(init, opener)),
  };
}

/** Whether a method acquires where its attribute holds nothing yet: `if self.file is None: self.file = open(…)`. */
function isOpenedOnce(method: FunctionDef, { attribute, site }: AttributeStore): boolean {
  const self = method.params.all[0]?.name;
  const isAttribute = (expr: Expr): boolean =>
    expr.kind === "Attribute" && expr.attr.name === attribute && expr.value.kind === "Name" && expr.value.name === self;
  const isEmpty = (test: Expr): boolean => {
    if (test.kind === "UnaryOp") return test.op === "not" && isAttribute(test.operand);
    const [other] = test.kind === "Compare" ? test.comparators : [];
    if (test.kind !== "Compare" || test.ops[0] !== "is" || other?.kind !== "Constant") return false;
    return other.type === "None" && isAttribute(test.left);
  };
  return method.body.some(
    (stmt) =>
      stmt.kind === "If" &&
      isEmpty(stmt.test) &&
      stmt.body.some((inner) => inner.kind === "Assign" && inner.value === site.call),
  );
}

/** Whether a method calls another of its object under no condition. */
function callsFirst(method: FunctionDef, name: string): boolean {
  const self = method.params.all[0]?.name;
  const isCall = (expr: Expr): boolean =>
    expr.kind === "Call" &&
    expr.func.kind === "Attribute" &&
    expr.func.attr.name === name &&
    expr.func.value.kind === "Name" &&
    expr.func.value.name === self;
  const calls = (stmt: Stmt): boolean => {
    const value = stmt.kind === "ExprStmt" || stmt.kind === "Assign" ? stmt.value : null;
    return value !== null && (isCall(value) || (value.kind === "Await" && isCall(value.value)));
  };
  return method.body.some(calls);
}

/** Whether a method reads a property of its object under no condition. */
function reads(method: FunctionDef, name: string): boolean {
  const self = method.params.all[0]?.name;
  return method.body.some((stmt) => {
    const expr =
      stmt.kind === "ExprStmt" || stmt.kind === "Assign" || stmt.kind === "Return"
        ? stmt.value
        : stmt.kind === "For"
          ? stmt.iter
          : null;
    if (expr === null) return false;
    const isLazy = contains(expr, (node) => ["IfExp", "BoolOp", "Lambda", "Comprehension"].includes(node.kind));
    return (
      !isLazy &&
      contains(
        expr,
        (node) =>
          node.kind === "Attribute" &&
          node.attr.name === name &&
          node.value.kind === "Name" &&
          node.value.name === self,
      )
    );
  });
}

/** Whether a method gives its own object back, wherever it returns something. */
export function returnsSelf(method: FunctionDef): boolean {
  const self = method.params.all[0]?.name;
  const gives = (wanted: boolean): boolean =>
    method.body.some((stmt) =>
      contains(
        stmt,
        (node) => node.kind === "Return" && (node.value?.kind === "Name" && node.value.name === self) === wanted,
      ),
    );
  return gives(true) && !gives(false);
}

/** What code does with an object that it reaches by a name or an attribute: one place at a time. */
import type { Call, Expr, Node } from "../../syntax/ast.js";

/** What happens to the object that an expression stands for, where the expression stands. */
export type Access =
  /** The name or attribute is bound anew; `value` is null where it is not an expression of its own (unpacking, loops, `with`). */
  | { readonly kind: "bind"; readonly value: Expr | null; readonly stmt: Node }
  /** `x += …`: growth for a list, another object for a number. */
  | { readonly kind: "augment"; readonly op: string; readonly value: Expr }
  /** `del x`. */
  | { readonly kind: "delete" }
  /** `x.method(…)`. */
  | { readonly kind: "call"; readonly method: string; readonly call: Call }
  /** `x.attr`, not called: read, bound or deleted as `access` of that attribute's own place says. */
  | { readonly kind: "attribute"; readonly name: string; readonly node: Expr }
  /** `x[i] = value`; `value` is null where it is not an expression of its own, as in `x[i] += 1`. */
  | { readonly kind: "store-item"; readonly index: Expr; readonly value: Expr | null }
  /** `del x[i]`. */
  | { readonly kind: "delete-item"; readonly index: Expr }
  /** `x[i]`, read. */
  | { readonly kind: "load-item"; readonly index: Expr; readonly node: Expr }
  /** `x(…)`. */
  | { readonly kind: "invoke"; readonly call: Call }
  /** Handed to a call: position, or name of the keyword; `null` for `*x` and `**x`. */
  | { readonly kind: "argument"; readonly call: Call; readonly at: number | string | null }
  /** What `for` or a comprehension runs over. */
  | { readonly kind: "iterate"; readonly node: Node }
  /** An operand of `in`, `==`, `is`, `<`, `not`, `and` in a test; its truth or equality is asked. */
  | { readonly kind: "test"; readonly node: Expr }
  /** Bound to another name or attribute: `target = x`. */
  | { readonly kind: "alias"; readonly target: Expr }
  /** Returned or yielded. */
  | { readonly kind: "return" }
  /** `with x:`. */
  | { readonly kind: "enter" }
  /** Read in any other way: inside a display, an f-string, an operation, a lambda's body. */
  | { readonly kind: "other"; readonly node: Node | null };

/** A node's parent; null for a unit's own node. */
export type ParentOf = (node: Node) => Node | null;

/**
 * What is done to what an expression stands for. Conditional expressions, `or`, walruses, `await` and parentheses around
 * it are looked through where the object passes on unchanged (`await` is not: another object comes out).
 */
export function accessOf(expr: Expr, parentOf: ParentOf): Access {
  const parent = parentOf(expr);
  switch (parent?.kind) {
    case "Assign":
      if (parent.targets.includes(expr)) return { kind: "bind", value: parent.value, stmt: parent };
      return parent.targets.length >= 1 ? { kind: "alias", target: parent.targets[0] as Expr } : other(parent);
    case "AnnAssign":
      if (parent.target === expr) return { kind: "bind", value: parent.value, stmt: parent };
      return parent.value === expr ? { kind: "alias", target: parent.target } : other(parent);
    case "AugAssign":
      return parent.target === expr ? { kind: "augment", op: parent.op, value: parent.value } : other(parent);
    case "NamedExpr":
      return accessOf(parent, parentOf);
    case "Delete":
      return { kind: "delete" };
    case "For":
      if (parent.target === expr) return { kind: "bind", value: null, stmt: parent };
      return parent.iter === expr ? { kind: "iterate", node: parent } : other(parent);
    case "With":
      if (parent.items.some((item) => item.target === expr)) return { kind: "bind", value: null, stmt: parent };
      return { kind: "enter" };
    case "Attribute":
      return ofAttribute(parent, parentOf);
    case "Subscript":
      return parent.value === expr ? ofItem(parent, parentOf) : other(parent);
    case "Call":
      if (parent.func === expr) return { kind: "invoke", call: parent };
      return { kind: "argument", call: parent, at: placeOf(expr, parent) };
    case "Starred": {
      const call = parentOf(parent);
      if (call?.kind === "Call") return { kind: "argument", call, at: null };
      return isTarget(parent, parentOf) ? { kind: "bind", value: null, stmt: parent } : other(parent);
    }
    case "Tuple":
    case "List":
      return isTarget(parent, parentOf) ? { kind: "bind", value: null, stmt: parent } : other(parent);
    case "Comprehension":
      if (parent.generators.some((part) => part.iter === expr)) return { kind: "iterate", node: parent };
      if (parent.generators.some((part) => part.ifs.includes(expr))) return { kind: "test", node: expr };
      if (parent.generators.some((part) => part.target === expr)) return { kind: "bind", value: null, stmt: parent };
      return other(parent);
    case "Compare":
    case "UnaryOp":
      return { kind: "test", node: parent };
    case "If":
    case "While":
    case "Assert":
      return { kind: "test", node: expr };
    case "IfExp":
      return parent.test === expr ? { kind: "test", node: expr } : accessOf(parent, parentOf);
    case "BoolOp":
      return accessOf(parent, parentOf);
    case "Return":
    case "Yield":
      return { kind: "return" };
    default:
      return other(parent);
  }
}

function other(node: Node | null): Access {
  return { kind: "other", node };
}

function ofAttribute(node: Expr & { readonly kind: "Attribute" }, parentOf: ParentOf): Access {
  const parent = parentOf(node);
  if (parent?.kind === "Call" && parent.func === node) return { kind: "call", method: node.attr.name, call: parent };
  return { kind: "attribute", name: node.attr.name, node };
}

function ofItem(node: Expr & { readonly kind: "Subscript" }, parentOf: ParentOf): Access {
  const parent = parentOf(node);
  const { index } = node;
  switch (parent?.kind) {
    case "Assign":
      if (parent.targets.includes(node)) return { kind: "store-item", index, value: parent.value };
      break;
    case "AnnAssign":
      if (parent.target === node) return { kind: "store-item", index, value: parent.value };
      break;
    case "AugAssign":
      if (parent.target === node) return { kind: "store-item", index, value: null };
      break;
    case "Delete":
      return { kind: "delete-item", index };
    case "For":
      if (parent.target === node) return { kind: "store-item", index, value: null };
      break;
    case "Tuple":
    case "List":
      if (isTarget(parent, parentOf)) return { kind: "store-item", index, value: null };
      break;
    default:
      break;
  }
  return { kind: "load-item", index, node };
}

/** Whether a tuple, list or starred expression is unpacked into, not evaluated. */
function isTarget(node: Expr, parentOf: ParentOf): boolean {
  const parent = parentOf(node);
  switch (parent?.kind) {
    case "Assign":
      return parent.targets.includes(node);
    case "For":
      return parent.target === node;
    case "With":
      return parent.items.some((item) => item.target === node);
    case "Comprehension":
      return parent.generators.some((part) => part.target === node);
    case "Delete":
      return true;
    case "Tuple":
    case "List":
    case "Starred":
      return isTarget(parent, parentOf);
    default:
      return false;
  }
}

function placeOf(expr: Expr, call: Call): number | string | null {
  const at = call.args.indexOf(expr);
  if (at >= 0) return call.args.slice(0, at).some((arg) => arg.kind === "Starred") ? null : at;
  return call.keywords.find((keyword) => keyword.value === expr)?.name ?? null;
}

/** Whether a call's arguments hold a star: positions and names cannot be told. */
export function hasStar({ args, keywords }: Call): boolean {
  return args.some(({ kind }) => kind === "Starred") || keywords.some(({ name }) => name === null);
}

/** The expression handed for a parameter at a position, or by a keyword; null where there is none or it cannot be told. */
export function argumentOf(call: Call, position: number, keyword: string | null): Expr | null {
  const named = keyword === null ? undefined : call.keywords.find(({ name }) => name === keyword);
  if (named !== undefined) return named.value;
  const before = call.args.slice(0, position + 1);
  return before.some((arg) => arg.kind === "Starred") ? null : (before[position] ?? null);
}

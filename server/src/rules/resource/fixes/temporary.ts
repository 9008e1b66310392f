/** `with` for a resource that is made inside an expression and has no name. */
import { isExpr } from "../../../semantics/scopes.js";
import type { Expr, Stmt } from "../../../syntax/ast.js";
import { contains, forEachChild } from "../../../syntax/walk.js";
import type { Fix } from "../../define.js";
import { moveIntoBlock } from "./block.js";
import { Layout } from "./layout.js";
import { managerOf } from "./manager.js";
import { freshName } from "./names.js";
import type { Place } from "./place.js";
import { readTextFix } from "./read-text.js";
import { regionOf } from "./region.js";
import type { FixRequest } from "./request.js";

/**
 * Put a `with` around the statement, and a fresh name in place of the acquisition. Null where it would be evaluated in
 * another order or another number of times, or where a view of it leaves the block.
 */
export function temporaryFix(request: FixRequest, place: Place): Fix | null {
  const { statement, acquisition, text, type } = request;
  if (contains(acquisition, (node) => node.kind === "NamedExpr" || node.kind === "Yield")) return null;
  const root = evaluatedFirst(statement);
  if (root === null) return null;
  if (isReleasedAtOnce(root, request)) return null;
  const reading = readTextFix(request, place);
  if (reading !== null) return reading;
  if (root === acquisition && statement.kind === "ExprStmt") return releaseAtOnce(request);

  const manager = managerOf(request, place);
  const origin = originOf(root, acquisition);
  if (manager === null || origin === null || type.resource?.entersOther === true || !isReachedFirst(root, origin))
    return null;
  if (type.resource?.rule === "LK108") return null;
  const name = freshName(type, request.scope);
  const region = regionOf(request, place, { first: place.index, name, origin });
  if (region === null) return null;
  const layout = new Layout(text);
  const block = moveIntoBlock({
    layout,
    module: request.module,
    place,
    first: region.first,
    last: region.last,
    removed: [],
    folded: null,
  });
  if (block === null) return null;
  const source = text.slice(origin.start, origin.end);
  const wrapped = manager.wrapper === null ? source : `${manager.wrapper}(${source})`;
  const head = `${manager.keyword} ${wrapped} as ${name}:${layout.newlineAt(statement.start)}${block.indent}`;
  const kept = block.edits.filter((edit) => edit.end <= origin.start || edit.start >= origin.end);
  // The statement's own first line: what stands before it is already the indentation of the head.
  const lineStart = layout.linesOf(statement).start;
  const body = kept.filter((edit) => edit.start !== lineStart);
  return {
    title: `Use '${manager.keyword}' for the ${type.noun}`,
    safe: true,
    edits: [
      ...manager.edits,
      { start: statement.start, end: statement.start, text: head + block.unit },
      { start: origin.start, end: origin.end, text: name },
      ...body,
    ],
  };
}

/** `open(p, "w")` as a statement. */
function releaseAtOnce(request: FixRequest): Fix | null {
  const method = request.type.resource?.release[0];
  if (method === undefined || !/^(close|cleanup)$/.test(method) || request.type.resource?.awaitRelease === true)
    return null;
  const end = request.acquisition.end;
  return {
    title: `Call '${method}()' at once`,
    safe: true,
    edits: [{ start: end, end, text: `.${method}()` }],
  };
}

/** `open(p, "w").close()` has nothing to be cured. */
function isReleasedAtOnce(root: Expr, { acquisition, type }: FixRequest): boolean {
  return contains(
    root,
    (node) =>
      node.kind === "Call" &&
      node.func.kind === "Attribute" &&
      node.func.value === acquisition &&
      (type.resource?.release ?? []).includes(node.func.attr.name),
  );
}

/** The expression that a statement evaluates first, and exactly once. */
function evaluatedFirst(statement: Stmt): Expr | null {
  switch (statement.kind) {
    case "ExprStmt":
    case "Assign":
    case "AnnAssign":
    case "Return":
      return statement.value;
    case "AugAssign":
      return statement.target.kind === "Name" ? statement.value : null;
    case "For":
      return statement.iter;
    default:
      return null;
  }
}

/** The acquisition, or the `await` around it. */
function originOf(root: Expr, acquisition: Expr): Expr | null {
  let found: Expr | null = null;
  const visit = (node: Expr): void => {
    if (node.kind === "Await" && node.value === acquisition) found = node;
    else if (node === acquisition) found ??= node;
    else forEachChild(node, (child) => (isExpr(child) ? visit(child) : undefined));
  };
  visit(root);
  return found;
}

/**
 * Whether the origin is evaluated unconditionally, once, and before anything that could notice the change: only then
 * it can be evaluated in front of the statement.
 */
function isReachedFirst(node: Expr, origin: Expr): boolean {
  if (node === origin) return true;
  const within = (expr: Expr): boolean => expr.start <= origin.start && expr.end >= origin.end;
  switch (node.kind) {
    case "BoolOp":
      return firstOf(node.values.slice(0, 1), origin);
    case "IfExp":
      return firstOf([node.test], origin);
    case "Compare":
      return firstOf([node.left, ...node.comparators.slice(0, 1)], origin);
    case "Comprehension": {
      const outermost = node.generators[0]?.iter;
      return outermost !== undefined && within(outermost) && isReachedFirst(outermost, origin);
    }
    case "Lambda":
    case "UnknownExpr":
      return false;
    case "Call":
      return firstOf(
        [
          node.func,
          ...[...node.args, ...node.keywords.map((keyword) => keyword.value)].sort((a, b) => a.start - b.start),
        ],
        origin,
      );
    default: {
      const children: Expr[] = [];
      forEachChild(node, (child) => {
        if (isExpr(child)) children.push(child);
      });
      return firstOf(children, origin);
    }
  }
}

function firstOf(children: readonly Expr[], origin: Expr): boolean {
  for (const child of children) {
    if (child.start <= origin.start && child.end >= origin.end) return isReachedFirst(child, origin);
    if (!isPassive(child)) return false;
  }
  return false;
}

/** Evaluating it earlier or later makes no difference. */
function isPassive(expr: Expr): boolean {
  return !contains(
    expr,
    (node) =>
      !["Name", "Constant", "Attribute", "Tuple", "List", "Dict", "JoinedStr", "BinOp", "UnaryOp", "Lambda"].includes(
        node.kind,
      ),
  );
}

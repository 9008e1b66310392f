/** Builders of annotations and type parameters, by node type of the grammar. */
import type { Expr } from "./ast.js";
import { type Builder, type Children, giveUp, type Lowered, TOKEN, toIdentifier } from "./children.js";

function genericType(c: Children): Expr {
  const { types, start, end, comma } = c.clause(c.from + 1, "typeParams");
  const only = types[0] ?? giveUp();
  const tuple = types.length > 1 || comma || only.kind === "Starred";
  const index: Expr = tuple ? { kind: "Tuple", start, end, elts: types } : only;
  return { kind: "Subscript", start: c.start, end: c.end, value: c.expr(c.from), index };
}

/** The grammar reads `a[b] | c | d` in an annotation as `a[b] | (c | d)`. */
function unionType(c: Children): Expr {
  const last = c.to - 1;
  const rest: { right: Expr; end: number }[] = [];
  let operand = c.expr(last);
  let bare = c.starts[last] === operand.start;
  while (bare && operand.kind === "BinOp" && operand.op === "|") {
    rest.push({ right: operand.right, end: operand.end });
    bare = operand.left.start === operand.start;
    operand = operand.left;
  }
  const { start } = c;
  const end = rest.length > 0 ? operand.end : c.end;
  let result: Expr = { kind: "BinOp", start, end, op: "|", left: c.expr(c.from), right: operand };
  for (const { right, end } of rest.reverse()) result = { kind: "BinOp", start, end, op: "|", left: result, right };
  return result;
}

function typeParameter(c: Children): Lowered {
  const names = [];
  const types: Expr[] = [];
  for (let index = c.from; index < c.to; index++) {
    if (c.categories[index] === TOKEN) continue;
    const bound = c.clauseIf(index, "typeParam");
    if (bound) {
      if (bound.name) names.push(bound.name);
      types.push(bound.type);
      continue;
    }
    const type = c.expr(index);
    types.push(type);
    const bare = type.kind === "Starred" ? type.value : type;
    if (bare.kind === "Name") names.push(toIdentifier(bare));
  }
  const comma = c.is(c.to - 2, ",");
  const end = comma ? c.afterComma(c.ends[c.to - 3] as number) : (c.ends[c.to - 2] as number);
  return { kind: "typeParams", start: c.starts[c.from + 1] as number, end, names, types, comma };
}

/** `T: bound` in a list of type parameters, of which only the name is kept; elsewhere a slice. */
function constrainedType(c: Children): Lowered {
  const nested = c.clauseIf(c.from, "typeParam");
  const last = c.clauseIf(c.to - 1, "typeParam");
  const lower = nested ? nested.type : c.expr(c.from);
  const upper = last ? last.type : c.expr(c.to - 1);
  const bare = lower.kind === "Starred" ? lower.value : lower;
  const type: Expr = { kind: "Slice", start: c.start, end: c.end, lower, upper, step: null };
  // A bound with a default is one inside the other, and then it is no name that stands here.
  const name = nested ? nested.name : bare.kind === "Name" ? toIdentifier(bare) : null;
  return { kind: "typeParam", name, type };
}

function type(c: Children): Lowered {
  return c.clauseIf(c.from, "typeParam") ?? c.expr(c.from);
}

/** Node types that are expressions, and occur only where the grammar expects a type. */
export const typeBuilders: Readonly<Record<string, Builder>> = {
  type,
  generic_type: genericType,
  union_type: unionType,
  splat_type: (c) => ({ kind: "Starred", start: c.start, end: c.end, value: c.expr(c.to - 1) }),
};

/** Node types that are parts of such. */
export const typeClauseBuilders: Readonly<Record<string, Builder>> = {
  type_parameter: typeParameter,
  constrained_type: constrainedType,
};

/** Builders of expressions, by node type of the grammar. */
import { detached } from "../base/text.js";
import type { Comprehension, ComprehensionFor, Expr, Keyword, Lambda } from "./ast.js";
import { type Builder, type Children, type Clause, giveUp, type Lowered, TOKEN } from "./children.js";
import { numberType, stringLiteral } from "./literals.js";
import { typeBuilders, typeClauseBuilders } from "./lower-type.js";

function constant(type: "True" | "False" | "None" | "Ellipsis"): Builder {
  return (c) => ({ kind: "Constant", start: c.start, end: c.end, type, value: type === "Ellipsis" ? "..." : type });
}

function name(c: Children): Expr {
  const text = detached(c.text.slice(c.start, c.end));
  return { kind: "Name", start: c.start, end: c.end, name: c.ascii ? text : text.normalize("NFKC") };
}

function number(c: Children): Expr {
  const value = detached(c.text.slice(c.start, c.end));
  return { kind: "Constant", start: c.start, end: c.end, type: numberType(value), value };
}

/** A string without interpolations; the caller has made sure of that. */
export function plainString(c: Children): Expr {
  // Backquotes are Python 2.
  if (c.text[c.start] === "`") giveUp();
  const { type, value } = stringLiteral(c.text.slice(c.start, c.end));
  return { kind: "Constant", start: c.start, end: c.end, type, value: detached(value) };
}

/** Whether the string literal at an offset is an f-string or a t-string. */
export function isInterpolated(text: string, start: number): boolean {
  for (let index = start; index < start + 3; index++) {
    const code = text.charCodeAt(index) | 0x20;
    if (code === 0x66 || code === 0x74) return true;
    if (code < 0x61 || code > 0x7a) return false;
  }
  return false;
}

function string(c: Children): Expr {
  if (!isInterpolated(c.text, c.start)) return plainString(c);
  return { kind: "JoinedStr", start: c.start, end: c.end, values: interpolations(c) };
}

function interpolations(c: Children): Expr[] {
  const values: Expr[] = [];
  for (let index = c.from; index < c.to; index++) {
    const found = c.clauseIf(index, "interpolation");
    if (found) values.push(...found.values);
  }
  return values;
}

function interpolation(c: Children): Lowered {
  const values: Expr[] = [];
  for (let index = c.from; index < c.to; index++) {
    const nested = c.clauseIf(index, "interpolation");
    if (nested) {
      values.push(...nested.values);
    } else if (c.is(index, "named_expression")) {
      // `{x:=10}` is x with the format `=10`.
      const named = c.expr(index);
      if (named.kind !== "NamedExpr") giveUp();
      values.push({ kind: "Name", ...named.target });
      if (named.value.kind === "Set") values.push(...named.value.elts);
    } else if (c.isExpr(index)) {
      values.push(c.expr(index));
    }
  }
  return { kind: "interpolation", values };
}

function concatenated(c: Children): Expr {
  const parts = c.exprs();
  if (parts.some((part) => part.kind === "JoinedStr")) {
    const values = parts.flatMap((part) => (part.kind === "JoinedStr" ? part.values : []));
    return { kind: "JoinedStr", start: c.start, end: c.end, values };
  }
  let value = "";
  let type: "str" | "bytes" | null = null;
  for (const part of parts) {
    if (part.kind !== "Constant" || (part.type !== "str" && part.type !== "bytes")) giveUp();
    if (type !== null && type !== part.type) giveUp();
    type = part.type;
    value += part.value;
  }
  return { kind: "Constant", start: c.start, end: c.end, type: type ?? giveUp(), value };
}

/**
 * The grammar binds `*` as tightly as a name, Python looser than all operators; so what was built around a bare
 * starred operand belongs inside it.
 */
function underStar(c: Children, build: (operand: Expr, start: number) => Expr): Expr {
  const operand = c.expr(c.from);
  if (operand.kind !== "Starred" || c.is(c.from, "parenthesized_expression")) return build(operand, c.start);
  return { kind: "Starred", start: operand.start, end: c.end, value: build(operand.value, afterStar(c, operand)) };
}

/** Where the operand of a `*` begins, an opening parenthesis included. */
function afterStar(c: Children, starred: Expr): number {
  SPACE.lastIndex = starred.start + 1;
  return SPACE.exec(c.text) ? SPACE.lastIndex : starred.start + 1;
}

const SPACE = /\s*/y;

function binary(c: Children): Expr {
  const right = c.expr(c.to - 1);
  const op = c.type(c.from + 1);
  if (op === "&") return bitwiseAnd(c, right);
  return underStar(c, (left, start) => ({ kind: "BinOp", start, end: c.end, op, left, right }));
}

/** The grammar lets `^` bind tighter than `&`; Python has it the other way round. */
function bitwiseAnd(c: Children, right: Expr): Expr {
  // `a & (b ^ c ^ d)` with no parentheses there is `a & b ^ c ^ d`: the operands of `^` behind the first.
  const xors: { right: Expr; end: number }[] = [];
  let operand = right;
  let bare = c.is(c.to - 1, "binary_operator");
  while (bare && operand.kind === "BinOp" && operand.op === "^") {
    xors.push({ right: operand.right, end: operand.end });
    bare = operand.left.start === operand.start;
    operand = operand.left;
  }
  return underStar(c, (left, start) => {
    let result: Expr;
    const end = xors.length > 0 ? operand.end : c.end;
    if (left.kind === "BinOp" && left.op === "^" && c.is(c.from, "binary_operator")) {
      const inner: Expr = { kind: "BinOp", start: left.right.start, end, op: "&", left: left.right, right: operand };
      result = { kind: "BinOp", start, end, op: "^", left: left.left, right: inner };
    } else {
      result = { kind: "BinOp", start, end, op: "&", left, right: operand };
    }
    for (const xor of xors.reverse()) {
      result = { kind: "BinOp", start, end: xor.end, op: "^", left: result, right: xor.right };
    }
    return result;
  });
}

function unary(c: Children): Expr {
  const op = c.type(c.from);
  if (op !== "-" && op !== "+" && op !== "~" && op !== "not") giveUp();
  const last = c.to - 1;
  const tail = c.clauseIf(last, "as");
  if (tail && op === "not") giveUp();
  return { kind: "UnaryOp", start: c.start, end: c.end, op, operand: c.expr(last) };
}

function boolean(c: Children): Lowered {
  const type = c.type(c.from + 1);
  const op = type === "and" || type === "or" ? type : giveUp();
  const last = c.to - 1;
  const tail = c.clauseIf(last, "as");
  const right = tail ? tail.value : c.expr(last);
  const end = right.end > c.end || tail ? right.end : c.end;
  const join = (left: Expr, start: number, flat: boolean): Expr => {
    if (flat && left.kind === "BoolOp" && left.op === op) {
      // The list is the builder's own until the whole chain stands, and copying it would make long chains quadratic.
      (left.values as Expr[]).push(right);
      return { kind: "BoolOp", start, end, op, values: left.values };
    }
    return { kind: "BoolOp", start, end, op, values: [left, right] };
  };
  const left = c.expr(c.from);
  const bare = !c.is(c.from, "parenthesized_expression");
  let result: Expr;
  if (bare && left.kind === "NamedExpr") {
    const value = join(left.value, left.value.start, false);
    result = { kind: "NamedExpr", start: c.start, end, target: left.target, value };
  } else if (bare && left.kind === "Starred") {
    result = { kind: "Starred", start: c.start, end, value: join(left.value, afterStar(c, left), false) };
  } else {
    result = join(left, c.start, bare);
  }
  return tail ? { kind: "as", start: c.start, end: c.end, value: result, target: tail.target } : result;
}

function comparison(c: Children): Expr {
  const ops: string[] = [];
  const comparators: Expr[] = [];
  for (let index = c.from + 1; index < c.to; index++) {
    if (c.categories[index] === TOKEN) ops.push(c.type(index));
    else comparators.push(c.expr(index));
  }
  if (ops.length !== comparators.length || ops.includes("<>")) giveUp();
  return underStar(c, (left, start) => ({
    kind: "Compare",
    start,
    end: c.end,
    left,
    ops,
    comparators,
  }));
}

function conditional(c: Children): Lowered {
  const last = c.to - 1;
  const tail = c.clauseIf(last, "as");
  const orelse = tail ? tail.value : c.expr(last);
  const end = tail ? orelse.end : c.end;
  const test = c.expr(c.from + 2);
  const first = c.expr(c.from);
  const bare = !c.is(c.from, "parenthesized_expression");
  const make = (body: Expr, start: number): Expr => ({ kind: "IfExp", start, end, test, body, orelse });
  let result: Expr;
  if (bare && first.kind === "NamedExpr") {
    const value = make(first.value, first.value.start);
    result = { kind: "NamedExpr", start: c.start, end, target: first.target, value };
  } else if (bare && first.kind === "Starred") {
    result = { kind: "Starred", start: c.start, end, value: make(first.value, afterStar(c, first)) };
  } else {
    result = make(first, c.start);
  }
  return tail ? { kind: "as", start: c.start, end: c.end, value: result, target: tail.target } : result;
}

function lambda(c: Children): Lowered {
  const params = c.clauseIf(c.from + 1, "parameters")?.params ?? { all: [] };
  const last = c.to - 1;
  const tail = c.clauseIf(last, "as");
  const body = tail ? tail.value : c.expr(last);
  const result: Lambda = { kind: "Lambda", start: c.start, end: tail ? body.end : c.end, params, body };
  return tail ? { kind: "as", start: c.start, end: c.end, value: result, target: tail.target } : result;
}

function named(c: Children): Lowered {
  const tail = c.clauseIf(c.to - 1, "as");
  if (tail) giveUp();
  return { kind: "NamedExpr", start: c.start, end: c.end, target: c.identifier(c.from), value: c.expr(c.to - 1) };
}

function awaitExpr(c: Children): Expr {
  const operand = c.expr(c.to - 1);
  // Python's await binds tighter than **, the grammar's looser.
  if (operand.kind === "BinOp" && c.is(c.to - 1, "binary_operator")) {
    const { op, left, right } = operand;
    const value: Expr = { kind: "Await", start: c.start, end: left.end, value: left };
    return { kind: "BinOp", start: c.start, end: c.end, op, left: value, right };
  }
  return { kind: "Await", start: c.start, end: c.end, value: operand };
}

function attribute(c: Children): Expr {
  const attr = c.identifier(c.to - 1);
  return underStar(c, (value, start) => ({
    kind: "Attribute",
    start,
    end: c.end,
    value,
    attr,
  }));
}

function subscript(c: Children): Expr {
  const open = c.from + 1;
  const indexes = c.exprs(open);
  const first = indexes[0] ?? giveUp();
  const last = indexes[indexes.length - 1] ?? first;
  const comma = c.is(c.to - 2, ",");
  const tuple = indexes.length > 1 || comma || (first.kind === "Starred" && !c.is(open + 1, "tuple"));
  const end = comma ? c.afterComma(last.end) : (c.ends[c.to - 2] as number);
  const index: Expr = tuple ? { kind: "Tuple", start: c.starts[open + 1] as number, end, elts: indexes } : first;
  return underStar(c, (value, start) => ({
    kind: "Subscript",
    start,
    end: c.end,
    value,
    index,
  }));
}

function slice(c: Children): Expr {
  const parts: (Expr | null)[] = [null, null, null];
  let at = 0;
  for (let index = c.from; index < c.to; index++) {
    if (c.is(index, ":")) at++;
    else parts[at] = c.expr(index);
  }
  const [lower = null, upper = null, step = null] = parts;
  return { kind: "Slice", start: c.start, end: c.end, lower, upper, step };
}

function call(c: Children): Expr {
  const last = c.to - 1;
  const given = c.clauseIf(last, "arguments");
  const args = given ? given.args : [c.expr(last)];
  const keywords = given ? given.keywords : [];
  return underStar(c, (func, start) => ({
    kind: "Call",
    start,
    end: c.end,
    func,
    args,
    keywords,
  }));
}

function argumentList(c: Children): Lowered {
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  for (let index = c.from; index < c.to; index++) {
    if (c.categories[index] === TOKEN) continue;
    const keyword = c.clauseIf(index, "keyword");
    const splat = c.clauseIf(index, "pair");
    if (keyword) keywords.push(keyword.keyword);
    else if (splat && splat.key === null) {
      const start = c.starts[index] as number;
      keywords.push({ name: null, value: splat.value, start, end: c.ends[index] as number });
    } else args.push(c.expr(index));
  }
  return { kind: "arguments", args, keywords };
}

function keywordArgument(c: Children): Lowered {
  const { name } = c.identifier(c.from);
  const value = c.expr(c.to - 1);
  return { kind: "keyword", keyword: { name, value, start: c.start, end: c.end } };
}

function starred(c: Children): Expr {
  return { kind: "Starred", start: c.start, end: c.end, value: c.expr(c.to - 1) };
}

function doubleStar(c: Children): Lowered {
  return { kind: "pair", key: null, value: c.expr(c.to - 1) };
}

function pair(c: Children): Lowered {
  return { kind: "pair", key: c.expr(c.from), value: c.expr(c.to - 1) };
}

function dictionary(c: Children): Expr {
  const keys: (Expr | null)[] = [];
  const values: Expr[] = [];
  for (let index = c.from; index < c.to; index++) {
    if (c.categories[index] === TOKEN) continue;
    const { key, value } = c.clause(index, "pair");
    keys.push(key);
    values.push(value);
  }
  return { kind: "Dict", start: c.start, end: c.end, keys, values };
}

function tuple(c: Children): Lowered {
  for (let index = c.from; index < c.to; index++) {
    if (c.clauseIf(index, "as")) return asTuple(c);
  }
  return { kind: "Tuple", start: c.start, end: c.end, elts: c.exprs() };
}

function asTuple(c: Children): Lowered {
  const items = [];
  for (let index = c.from; index < c.to; index++) {
    if (c.categories[index] === TOKEN) continue;
    const item = c.clauseIf(index, "as");
    const context = item ? item.value : c.expr(index);
    const start = c.starts[index] as number;
    items.push({ context, target: item ? item.target : null, start, end: c.ends[index] as number });
  }
  return { kind: "asTuple", items };
}

function list(c: Children): Expr {
  return { kind: "List", start: c.start, end: c.end, elts: c.exprs() };
}

function parenthesized(c: Children): Lowered {
  for (let index = c.from; index < c.to; index++) {
    if (c.categories[index] === TOKEN) continue;
    return c.clauseIf(index, "as") ? asTuple(c) : c.expr(index);
  }
  return giveUp();
}

function comprehension(form: Comprehension["form"]): Builder {
  return (c) => {
    const generators: ComprehensionFor[] = [];
    const body = c.from + 1;
    for (let index = body + 1; index < c.to; index++) {
      if (c.categories[index] === TOKEN) continue;
      const test = c.clauseIf(index, "if");
      const last = generators[generators.length - 1];
      if (test && last) (last.ifs as Expr[]).push(test.test);
      else generators.push(c.clause(index, "for").generator);
    }
    const entry = form === "dict" ? c.clause(body, "pair") : null;
    const element = entry ? (entry.key ?? giveUp()) : c.expr(body);
    return {
      kind: "Comprehension",
      start: c.start,
      end: c.end,
      form,
      element,
      value: entry ? entry.value : null,
      generators,
    };
  };
}

function forIn(c: Children): Lowered {
  const isAsync = c.is(c.from, "async");
  const inAt = c.find("in");
  if (inAt < 0) giveUp();
  const target = c.expr(inAt - 1);
  if (c.to !== inAt + 2) giveUp();
  return { kind: "for", generator: { start: c.start, end: c.end, isAsync, target, iter: c.expr(inAt + 1), ifs: [] } };
}

function yieldExpr(c: Children): Expr {
  if (c.is(c.from + 1, "from")) {
    return { kind: "YieldFrom", start: c.start, end: c.end, value: c.expr(c.from + 2) };
  }
  return { kind: "Yield", start: c.start, end: c.end, value: c.to > c.from + 1 ? c.expr(c.from + 1) : null };
}

function asPattern(c: Children): Clause {
  return { kind: "as", start: c.start, end: c.end, value: c.expr(c.from), target: c.expr(c.to - 1) };
}

function first(c: Children): Expr {
  return c.expr(c.from);
}

/** Node types that are expressions. */
export const expressionBuilders: Readonly<Record<string, Builder>> = {
  ...typeBuilders,
  member_type: attribute,
  identifier: name,
  integer: number,
  float: number,
  true: constant("True"),
  false: constant("False"),
  none: constant("None"),
  ellipsis: constant("Ellipsis"),
  string,
  concatenated_string: concatenated,
  binary_operator: binary,
  unary_operator: unary,
  not_operator: unary,
  boolean_operator: boolean,
  comparison_operator: comparison,
  conditional_expression: conditional,
  lambda,
  named_expression: named,
  await: awaitExpr,
  attribute,
  subscript,
  slice,
  call,
  list_splat: starred,
  list_splat_pattern: starred,
  dictionary,
  set: (c) => ({ kind: "Set", start: c.start, end: c.end, elts: c.exprs() }),
  list,
  list_pattern: list,
  tuple,
  tuple_pattern: (c) => (c.to === c.from + 3 && c.expr(c.from + 1).kind !== "Starred" ? c.expr(c.from + 1) : tuple(c)),
  expression_list: tuple,
  pattern_list: tuple,
  parenthesized_expression: parenthesized,
  list_comprehension: comprehension("list"),
  set_comprehension: comprehension("set"),
  dictionary_comprehension: comprehension("dict"),
  generator_expression: comprehension("generator"),
  yield: yieldExpr,
  as_pattern_target: first,
};

/** Node types that are parts of expressions. */
export const expressionClauseBuilders: Readonly<Record<string, Builder>> = {
  ...typeClauseBuilders,
  interpolation,
  format_expression: interpolation,
  format_specifier: interpolation,
  argument_list: argumentList,
  keyword_argument: keywordArgument,
  dictionary_splat: doubleStar,
  pair,
  for_in_clause: forIn,
  if_clause: (c) => ({ kind: "if", test: c.expr(c.to - 1) }),
  as_pattern: asPattern,
};

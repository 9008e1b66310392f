/** Builders of the patterns of `case`. */
import type { Expr, Identifier, Pattern, Stmt } from "./ast.js";
import { type Builder, type Children, type Clause, giveUp, TOKEN } from "./children.js";

function make(c: Children, captures: Identifier[], values: Expr[], irrefutable = false): Clause {
  return {
    kind: "pattern",
    pattern: { start: c.start, end: c.end, captures, values, irrefutable },
  };
}

/** What all parts of a pattern bind and evaluate together. */
function parts(c: Children): { captures: Identifier[]; values: Expr[]; patterns: Pattern[] } {
  const captures: Identifier[] = [];
  const values: Expr[] = [];
  const patterns: Pattern[] = [];
  for (let index = c.from; index < c.to; index++) {
    if (c.categories[index] === TOKEN) continue;
    const pattern = patternAt(c, index);
    patterns.push(pattern);
    captures.push(...pattern.captures);
    values.push(...pattern.values);
  }
  return { captures, values, patterns };
}

function patternAt(c: Children, index: number): Pattern {
  const clause = c.clauseIf(index, "pattern");
  if (clause) return clause.pattern;
  const range = { start: c.starts[index] as number, end: c.ends[index] as number };
  const name = c.clauseIf(index, "dottedName");
  if (name) {
    const [first] = name.parts;
    if (!first) return giveUp();
    if (name.parts.length > 1) return { ...range, captures: [], values: [dottedExpr(name.parts)], irrefutable: false };
    return { ...range, captures: first.name === "_" ? [] : [first], values: [], irrefutable: true };
  }
  const expr = c.expr(index);
  // An empty sequence, which the builders of expressions made.
  const empty = expr.kind === "List" || expr.kind === "Tuple";
  return { ...range, captures: [], values: empty ? [] : [expr], irrefutable: false };
}

/** `a.b.c` as nested attributes. */
function dottedExpr(names: readonly Identifier[]): Expr {
  const [first, ...rest] = names;
  if (!first) return giveUp();
  let value: Expr = { kind: "Name", start: first.start, end: first.end, name: first.name };
  for (const attr of rest) value = { kind: "Attribute", start: first.start, end: attr.end, value, attr };
  return value;
}

function collection(c: Children): Clause {
  const { captures, values } = parts(c);
  return make(c, captures, values);
}

function casePattern(c: Children): Clause {
  if (c.is(c.from, "_")) return make(c, [], [], true);
  const last = c.to - 1;
  if (c.is(c.from, "-")) {
    const operand = c.expr(last);
    return make(c, [], [{ kind: "UnaryOp", start: c.start, end: c.end, op: "-", operand }]);
  }
  if (c.to !== c.from + 1) giveUp();
  return { kind: "pattern", pattern: patternAt(c, last) };
}

function tuplePattern(c: Children): Clause {
  const { captures, values, patterns } = parts(c);
  // `(x)` is x, `(x,)` a sequence.
  const [only] = patterns;
  const grouped = patterns.length === 1 && !c.is(c.to - 2, ",") && !c.is(c.from + 1, "splat_pattern");
  return make(c, captures, values, grouped && only?.irrefutable);
}

function unionPattern(c: Children): Clause {
  const values: Expr[] = [];
  const captures = new Map<string, Identifier>();
  let irrefutable = false;
  let minus: number | null = null;
  for (let index = c.from; index < c.to; index++) {
    if (c.is(index, "-")) minus = c.starts[index + 1] as number;
    if (c.is(index, "_")) irrefutable = true;
    if (c.categories[index] === TOKEN) continue;
    const pattern = patternAt(c, index);
    irrefutable = pattern.irrefutable;
    for (const capture of pattern.captures) if (!captures.has(capture.name)) captures.set(capture.name, capture);
    for (const value of pattern.values) {
      values.push(
        minus === null
          ? value
          : { kind: "UnaryOp", start: signBefore(c, minus), end: value.end, op: "-", operand: value },
      );
    }
    minus = null;
  }
  return make(c, [...captures.values()], values, irrefutable);
}

/** The offset of the minus sign in front of a number. */
function signBefore(c: Children, start: number): number {
  const at = c.text.lastIndexOf("-", start);
  return at >= c.start ? at : start;
}

function asPattern(c: Children): Clause {
  const inner = patternAt(c, c.from);
  return make(c, [...inner.captures, c.identifier(c.to - 1)], [...inner.values], inner.irrefutable);
}

function splatPattern(c: Children): Clause {
  const last = c.to - 1;
  if (c.is(last, "_")) return make(c, [], []);
  const name = c.identifier(last);
  return make(c, name.name === "_" ? [] : [name], []);
}

function keywordPattern(c: Children): Clause {
  const last = c.to - 1;
  if (c.is(last, "_")) return make(c, [], []);
  const inner = patternAt(c, last);
  if (c.is(last - 1, "-")) return make(c, [], [...inner.values]);
  return make(c, [...inner.captures], [...inner.values]);
}

function classPattern(c: Children): Clause {
  const { parts: names } = c.clause(c.from, "dottedName");
  const captures: Identifier[] = [];
  const values: Expr[] = [dottedExpr(names)];
  for (let index = c.from + 1; index < c.to; index++) {
    if (c.categories[index] === TOKEN) continue;
    const pattern = patternAt(c, index);
    captures.push(...pattern.captures);
    values.push(...pattern.values);
  }
  return make(c, captures, values);
}

function complexPattern(c: Children): Clause {
  const values = c.exprs();
  const [left, right] = values;
  if (!left || !right || values.length !== 2) giveUp();
  const op = c.type(c.to - 2);
  const real: Expr = c.is(c.from, "-")
    ? { kind: "UnaryOp", start: c.start, end: left.end, op: "-", operand: left }
    : left;
  return make(c, [], [{ kind: "BinOp", start: c.start, end: c.end, op, left: real, right }]);
}

function caseClause(c: Children): Clause {
  const block = c.clause(c.to - 1, "block");
  const last: Stmt | undefined = block.body[block.body.length - 1];
  if (!last) giveUp();
  const guard = c.clauseIf(c.to - 3, "if");
  const to = c.to - (guard ? 3 : 2);
  const patterns: Pattern[] = [];
  let comma = false;
  for (let index = c.from + 1; index < to; index++) {
    if (c.is(index, ",")) comma = true;
    if (c.categories[index] !== TOKEN) patterns.push(c.clause(index, "pattern").pattern);
  }
  const [first] = patterns;
  const final = patterns[patterns.length - 1];
  if (!first || !final) giveUp();
  const pattern: Pattern = comma
    ? {
        start: first.start,
        end: final.end,
        captures: patterns.flatMap((one) => one.captures),
        values: patterns.flatMap((one) => one.values),
        irrefutable: false,
      }
    : first;
  const { start } = c;
  return { kind: "case", case: { start, end: block.end, pattern, guard: guard?.test ?? null, body: block.body } };
}

/** Node types of the patterns of `case` that other statements do not use. */
export const patternBuilders: Readonly<Record<string, Builder>> = {
  case_clause: caseClause,
  case_pattern: casePattern,
  union_pattern: unionPattern,
  dict_pattern: collection,
  splat_pattern: splatPattern,
  keyword_pattern: keywordPattern,
  class_pattern: classPattern,
  complex_pattern: complexPattern,
};

/**
 * Node types that assignments use too, and how to build them inside a `case`: recognised by the patterns they hold.
 */
export const sharedPatternBuilders: Readonly<Record<string, Builder>> = {
  list_pattern: collection,
  tuple_pattern: tuplePattern,
  as_pattern: asPattern,
};

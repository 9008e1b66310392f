/** Builders of statements and their parts, by node type of the grammar. */
import type { Alias, ExceptHandler, Expr, Identifier, MatchCase, Parameter, Stmt, WithItem } from "./ast.js";
import {
  type Builder,
  type Children,
  type Clause,
  giveUp,
  type Lowered,
  STMT,
  TOKEN,
  toIdentifier,
} from "./children.js";

function block(c: Children): Lowered {
  const body: Stmt[] = [];
  const cases: MatchCase[] = [];
  for (let index = c.from; index < c.to; index++) {
    if (c.categories[index] === TOKEN) continue;
    if (c.categories[index] === STMT) body.push(c.nodes[index] as Stmt);
    else cases.push(c.clause(index, "case").case);
  }
  const last = body[body.length - 1]?.end ?? c.end;
  const end = c.is(c.to - 1, ";") ? c.text.indexOf(";", last) + 1 : last;
  return { kind: "block", end, body, cases };
}

/** Statements, and where they end, a semicolon behind the last included. */
interface Suite {
  readonly body: Stmt[];
  readonly end: number;
}

/** The statements of the last child, a block that must not be empty. */
function lastBlock(c: Children): Suite {
  return blockAt(c, c.to - 1);
}

function blockAt(c: Children, index: number): Suite {
  const block = c.clause(index, "block");
  if (block.body.length === 0 || block.cases.length > 0) giveUp();
  return block;
}

/** Expressions separated by commas: one, or a tuple. */
function oneOrTuple(c: Children, from: number, to: number): Expr {
  const exprs = c.exprs(from, to);
  const first = exprs[0] ?? giveUp();
  const comma = c.is(to - 1, ",");
  if (exprs.length === 1 && !comma) return first;
  const tupleEnd = comma ? c.afterComma(c.ends[to - 2] as number) : (c.ends[to - 1] as number);
  return { kind: "Tuple", start: c.starts[from] as number, end: tupleEnd, elts: exprs };
}

// ---------------------------------------------------------------- simple statements

function expressionStatement(c: Children): Stmt {
  const inner = c.clauseIf(c.from, "assignment");
  if (inner) return { ...inner.statement, start: c.start, end: c.end };
  return { kind: "ExprStmt", start: c.start, end: c.end, value: oneOrTuple(c, c.from, c.to) };
}

function assignment(c: Children): Clause {
  const { start, end } = c;
  const target = c.expr(c.from);
  const last = c.to - 1;
  if (c.is(c.from + 1, ":")) {
    const value = c.to > c.from + 3 ? c.expr(last) : null;
    const annotation = c.expr(c.from + 2);
    return { kind: "assignment", statement: { kind: "AnnAssign", start, end, target, annotation, value } };
  }
  if (c.to !== c.from + 3) giveUp();
  const chained = c.clauseIf(last, "assignment")?.statement;
  if (!chained)
    return { kind: "assignment", statement: { kind: "Assign", start, end, targets: [target], value: c.expr(last) } };
  if (chained.kind !== "Assign") giveUp();
  // The list is the builder's own until the whole chain stands.
  (chained.targets as Expr[]).unshift(target);
  return {
    kind: "assignment",
    statement: { kind: "Assign", start, end, targets: chained.targets, value: chained.value },
  };
}

function augmentedAssignment(c: Children): Clause {
  const { start, end } = c;
  const op = c.type(c.from + 1);
  return {
    kind: "assignment",
    statement: { kind: "AugAssign", start, end, target: c.expr(c.from), op, value: c.expr(c.to - 1) },
  };
}

function returnStatement(c: Children): Stmt {
  return { kind: "Return", start: c.start, end: c.end, value: c.to > c.from + 1 ? c.expr(c.from + 1) : null };
}

function deleteStatement(c: Children): Stmt {
  const target = c.expr(c.from + 1);
  const list = c.is(c.from + 1, "expression_list") && target.kind === "Tuple";
  return { kind: "Delete", start: c.start, end: c.end, targets: list ? target.elts : [target] };
}

function raiseStatement(c: Children): Stmt {
  const from = c.find("from");
  const exc = c.isExpr(c.from + 1) ? c.expr(c.from + 1) : null;
  // `raise E, value` is Python 2.
  if (c.is(c.from + 1, "expression_list")) giveUp();
  if (from >= 0 && exc === null) giveUp();
  return { kind: "Raise", start: c.start, end: c.end, exc, cause: from >= 0 ? c.expr(from + 1) : null };
}

function assertStatement(c: Children): Stmt {
  const [test, msg = null, more] = c.exprs();
  if (!test || more) giveUp();
  return { kind: "Assert", start: c.start, end: c.end, test, msg };
}

function names(kind: "Global" | "Nonlocal"): Builder {
  return (c) => {
    const found = c.exprs().map((expr) => toIdentifier(expr).name);
    return { kind, start: c.start, end: c.end, names: found };
  };
}

function typeAlias(c: Children): Stmt {
  const equals = c.find("=");
  const left = c.expr(c.from + 1);
  const name = left.kind === "Subscript" ? left.value : left;
  if (name.kind !== "Name") giveUp();
  return { kind: "TypeAlias", start: c.start, end: c.end, name, value: c.expr(equals + 1) };
}

/** `print >>f, x` is a tuple in Python 3; every other print statement is Python 2. */
function printStatement(c: Children): Stmt {
  const shifted = c.clauseIf(c.from + 1, "chevron") ?? giveUp();
  const name: Expr = { kind: "Name", start: c.start, end: c.start + "print".length, name: "print" };
  const value = shifted.value;
  const shift: Expr = { kind: "BinOp", start: c.start, end: value.end, op: ">>", left: name, right: value };
  const rest = c.exprs(c.from + 2);
  if (rest.length === 0 && !c.is(c.to - 1, ",")) return { kind: "ExprStmt", start: c.start, end: c.end, value: shift };
  const tuple: Expr = { kind: "Tuple", start: c.start, end: c.end, elts: [shift, ...rest] };
  return { kind: "ExprStmt", start: c.start, end: c.end, value: tuple };
}

// ---------------------------------------------------------------- imports

function dottedName(c: Children): Clause {
  const parts: Identifier[] = [];
  for (let index = c.from; index < c.to; index++) {
    if (c.categories[index] !== TOKEN) parts.push(c.identifier(index));
  }
  return { kind: "dottedName", start: c.start, end: c.end, parts };
}

function dotted(c: Children, index: number): string {
  return c
    .clause(index, "dottedName")
    .parts.map((part) => part.name)
    .join(".");
}

function aliasedImport(c: Children): Clause {
  const asName = c.identifier(c.to - 1).name;
  return { kind: "alias", alias: { name: dotted(c, c.from), asName, start: c.start, end: c.end } };
}

function aliases(c: Children, from: number): Alias[] {
  const found: Alias[] = [];
  for (let index = from; index < c.to; index++) {
    if (c.is(index, "wildcard_import")) {
      const start = c.starts[index] as number;
      found.push({ name: "*", asName: null, start, end: start + 1 });
    } else if (c.categories[index] !== TOKEN) {
      const aliased = c.clauseIf(index, "alias");
      const start = c.starts[index] as number;
      const end = c.ends[index] as number;
      found.push(aliased ? aliased.alias : { name: dotted(c, index), asName: null, start, end });
    }
  }
  if (found.length === 0) giveUp();
  return found;
}

function importFrom(c: Children): Stmt {
  const relative = c.clauseIf(c.from + 1, "relative");
  const future = c.is(c.from + 1, "__future__");
  const module = relative ? relative.module : future ? "__future__" : dotted(c, c.from + 1);
  const names = aliases(c, c.from + 3);
  return { kind: "ImportFrom", start: c.start, end: c.end, module, level: relative?.level ?? 0, names };
}

function relativeImport(c: Children): Clause {
  const prefix = c.text.slice(c.starts[c.from], c.ends[c.from]);
  const level = prefix.replace(/[^.]/g, "").length;
  return { kind: "relative", level, module: c.to > c.from + 1 ? dotted(c, c.from + 1) : "" };
}

// ---------------------------------------------------------------- functions and classes

function functionDefinition(c: Children): Stmt {
  const isAsync = c.is(c.from, "async");
  let index = c.from + (isAsync ? 2 : 1);
  const name = c.identifier(index++);
  const typeParams = c.clauseIf(index, "typeParams");
  if (typeParams) index++;
  const { params } = c.clause(index, "parameters");
  const returns = c.is(index + 1, "->") ? c.expr(index + 2) : null;
  const { body, end } = lastBlock(c);
  return {
    kind: "FunctionDef",
    start: c.start,
    end,
    isAsync,
    name,
    params,
    returns,
    decorators: [],
    typeParams: typeParams?.names ?? [],
    body,
    defStart: c.start,
  };
}

function classDefinition(c: Children): Stmt {
  let index = c.from + 1;
  const name = c.identifier(index++);
  const typeParams = c.clauseIf(index, "typeParams");
  if (typeParams) index++;
  const given = c.clauseIf(index, "arguments");
  const { body, end } = lastBlock(c);
  return {
    kind: "ClassDef",
    start: c.start,
    end,
    name,
    bases: given?.args ?? [],
    keywords: given?.keywords ?? [],
    decorators: [],
    typeParams: typeParams?.names ?? [],
    body,
    defStart: c.start,
  };
}

function decorated(c: Children): Stmt {
  const decorators: Expr[] = [];
  for (let index = c.from; index < c.to - 1; index++) decorators.push(c.clause(index, "decorator").value);
  const definition = c.nodes[c.to - 1];
  if (definition?.kind !== "FunctionDef" && definition?.kind !== "ClassDef") giveUp();
  return { ...definition, start: c.start, decorators };
}

function parameters(c: Children): Clause {
  const all: Parameter[] = [];
  let keywordOnly = false;
  for (let index = c.from; index < c.to; index++) {
    if (c.is(index, "positional_separator")) {
      for (let before = 0; before < all.length; before++) {
        const one = all[before];
        if (one?.form === "positional") all[before] = { ...one, form: "positionalOnly" };
      }
      continue;
    }
    if (c.is(index, "keyword_separator")) keywordOnly = true;
    if (c.categories[index] === TOKEN) continue;
    const parameter = c.clauseIf(index, "parameter");
    const start = c.starts[index] as number;
    const end = c.ends[index] as number;
    const expr = parameter ? null : c.expr(index);
    const stars = parameter ? parameter.stars : expr?.kind === "Starred" ? 1 : 0;
    const { name } = parameter
      ? parameter.name
      : toIdentifier(expr?.kind === "Starred" ? expr.value : (expr ?? giveUp()));
    const form =
      stars === 2 ? "varKeyword" : stars === 1 ? "varPositional" : keywordOnly ? "keywordOnly" : "positional";
    if (stars === 1) keywordOnly = true;
    all.push({
      name,
      form,
      start,
      end,
      annotation: parameter?.annotation ?? null,
      default: parameter?.default ?? null,
    });
  }
  return { kind: "parameters", params: { all } };
}

function defaultParameter(c: Children): Clause {
  const name = c.identifier(c.from);
  return { kind: "parameter", name, annotation: null, default: c.expr(c.to - 1), stars: 0 };
}

function typedParameter(c: Children): Clause {
  const annotation = c.expr(c.from + 2);
  const value = c.to > c.from + 3 ? c.expr(c.to - 1) : null;
  const double = c.clauseIf(c.from, "parameter");
  if (double) return { ...double, annotation };
  const expr = c.expr(c.from);
  const starred = expr.kind === "Starred";
  const name = toIdentifier(starred ? expr.value : expr);
  return { kind: "parameter", name, annotation, default: value, stars: starred ? 1 : 0 };
}

function doubleStarParameter(c: Children): Clause {
  return { kind: "parameter", name: c.identifier(c.to - 1), annotation: null, default: null, stars: 2 };
}

// ---------------------------------------------------------------- compound statements

function ifStatement(c: Children): Stmt {
  const test = c.expr(c.from + 1);
  const { body, end } = blockAt(c, c.from + 3);
  let rest: Suite | null = null;
  for (let index = c.to - 1; index > c.from + 3; index--) {
    const branch = c.clauseIf(index, "elif");
    if (branch) {
      const { start, test: condition, body: inner } = branch;
      const last: number = rest?.end ?? branch.end;
      const orelse: Stmt[] = rest?.body ?? [];
      rest = { body: [{ kind: "If", start, end: last, test: condition, body: inner, orelse }], end: last };
    } else {
      if (rest) giveUp();
      rest = c.clause(index, "else");
    }
  }
  return { kind: "If", start: c.start, end: rest?.end ?? end, test, body, orelse: rest?.body ?? [] };
}

function elseAfter(c: Children, index: number): Suite | null {
  return index < c.to ? c.clause(index, "else") : null;
}

function whileStatement(c: Children): Stmt {
  const { body, end } = blockAt(c, c.from + 3);
  const rest = elseAfter(c, c.from + 4);
  const test = c.expr(c.from + 1);
  return { kind: "While", start: c.start, end: rest?.end ?? end, test, body, orelse: rest?.body ?? [] };
}

function forStatement(c: Children): Stmt {
  const isAsync = c.is(c.from, "async");
  const at = c.from + (isAsync ? 2 : 1);
  const { body, end } = blockAt(c, at + 4);
  const rest = elseAfter(c, at + 5);
  const target = c.expr(at);
  const iter = c.expr(at + 2);
  return { kind: "For", start: c.start, end: rest?.end ?? end, isAsync, target, iter, body, orelse: rest?.body ?? [] };
}

function withStatement(c: Children): Stmt {
  const isAsync = c.is(c.from, "async");
  const { items } = c.clause(c.from + (isAsync ? 2 : 1), "withItems");
  const { body, end } = lastBlock(c);
  return { kind: "With", start: c.start, end, isAsync, items, body };
}

function withClause(c: Children): Clause {
  const items: WithItem[] = [];
  for (let index = c.from; index < c.to; index++) {
    if (c.categories[index] !== TOKEN) items.push(...c.clause(index, "withItems").items);
  }
  if (items.some((item) => item.context.kind === "Starred")) {
    // No item of a `with` is starred, so the parentheses were those of a tuple.
    const context: Expr = { kind: "Tuple", start: c.start, end: c.end, elts: items.map((item) => item.context) };
    return { kind: "withItems", items: [{ context, target: null, start: c.start, end: c.end }] };
  }
  return { kind: "withItems", items };
}

function withItem(c: Children): Clause {
  const tuple = c.clauseIf(c.from, "asTuple");
  if (tuple) return { kind: "withItems", items: tuple.items };
  const as = c.clauseIf(c.from, "as");
  const context = as ? as.value : c.expr(c.from);
  return { kind: "withItems", items: [{ context, target: as ? as.target : null, start: c.start, end: c.end }] };
}

function tryStatement(c: Children): Stmt {
  const { body, end: bodyEnd } = blockAt(c, c.from + 2);
  let end = bodyEnd;
  const handlers: ExceptHandler[] = [];
  let orelse: Stmt[] = [];
  let finalbody: Stmt[] = [];
  let isStar = false;
  for (let index = c.from + 3; index < c.to; index++) {
    const handler = c.clauseIf(index, "except");
    const alternative = c.clauseIf(index, "else");
    if (handler) {
      if (handlers.length > 0 && isStar !== handler.star) giveUp();
      isStar = handler.star;
      handlers.push(handler.handler);
      end = handler.handler.end;
    } else if (alternative) {
      orelse = alternative.body;
      end = alternative.end;
    } else {
      ({ body: finalbody, end } = c.clause(index, "finally"));
    }
  }
  if (handlers.length === 0 && finalbody.length === 0) giveUp();
  return { kind: "Try", start: c.start, end, isStar, body, handlers, orelse, finalbody };
}

function exceptClause(c: Children): Clause {
  const star = c.is(c.from + 1, "*");
  const from = c.from + (star ? 2 : 1);
  const { body, end } = lastBlock(c);
  const colon = c.to - 2;
  let type: Expr | null = null;
  let name: Identifier | null = null;
  if (from < colon) {
    const as = c.clauseIf(from, "as");
    if (as) {
      type = as.value;
      name = toIdentifier(as.target);
    } else if (c.is(from + 1, "as")) {
      type = c.expr(from);
      name = c.identifier(from + 2);
    } else {
      type = oneOrTuple(c, from, colon);
    }
  }
  const handler = { start: c.start, end, type, name, body };
  return { kind: "except", star, handler };
}

function matchStatement(c: Children): Stmt {
  const { body, cases } = c.clause(c.to - 1, "block");
  const last = cases[cases.length - 1];
  if (body.length > 0 || !last) giveUp();
  const colon = c.to - 2;
  const subject = oneOrTuple(c, c.from + 1, colon);
  return { kind: "Match", start: c.start, end: last.end, subject, cases };
}

function plain(kind: "Pass" | "Break" | "Continue"): Builder {
  return (c) => ({ kind, start: c.start, end: c.end });
}

/** Node types that are statements. */
export const statementBuilders: Readonly<Record<string, Builder>> = {
  expression_statement: expressionStatement,
  return_statement: returnStatement,
  delete_statement: deleteStatement,
  raise_statement: raiseStatement,
  assert_statement: assertStatement,
  pass_statement: plain("Pass"),
  break_statement: plain("Break"),
  continue_statement: plain("Continue"),
  global_statement: names("Global"),
  nonlocal_statement: names("Nonlocal"),
  type_alias_statement: typeAlias,
  print_statement: printStatement,
  exec_statement: giveUp,
  import_statement: (c) => ({ kind: "Import", start: c.start, end: c.end, names: aliases(c, c.from + 1) }),
  import_from_statement: importFrom,
  future_import_statement: importFrom,
  function_definition: functionDefinition,
  class_definition: classDefinition,
  decorated_definition: decorated,
  if_statement: ifStatement,
  while_statement: whileStatement,
  for_statement: forStatement,
  with_statement: withStatement,
  try_statement: tryStatement,
  match_statement: matchStatement,
};

/** Node types that are parts of statements. */
export const statementClauseBuilders: Readonly<Record<string, Builder>> = {
  block,
  assignment,
  augmented_assignment: augmentedAssignment,
  chevron: (c) => ({ kind: "chevron", value: c.expr(c.to - 1) }),
  dotted_name: dottedName,
  aliased_import: aliasedImport,
  relative_import: relativeImport,
  decorator: (c) => ({ kind: "decorator", value: c.expr(c.from + 1) }),
  parameters,
  lambda_parameters: parameters,
  default_parameter: defaultParameter,
  typed_default_parameter: typedParameter,
  typed_parameter: typedParameter,
  dictionary_splat_pattern: doubleStarParameter,
  elif_clause: (c) => ({
    kind: "elif",
    start: c.start,
    test: c.expr(c.from + 1),
    body: lastBlock(c).body,
    end: lastBlock(c).end,
  }),
  else_clause: (c) => ({ ...lastBlock(c), kind: "else" }),
  finally_clause: (c) => ({ ...lastBlock(c), kind: "finally" }),
  except_clause: exceptClause,
  with_clause: withClause,
  with_item: withItem,
};

/** What a builder sees of the syntax tree: the children of one node, already lowered. */
import type {
  Alias,
  ComprehensionFor,
  ExceptHandler,
  Expr,
  Identifier,
  Keyword,
  MatchCase,
  Parameters,
  Pattern,
  Stmt,
  WithItem,
} from "./ast.js";

/** Parts of a statement or an expression that are not AST nodes by themselves; kinds in lower case. */
export type Clause =
  | { readonly kind: "block"; readonly end: number; readonly body: Stmt[]; readonly cases: MatchCase[] }
  | { readonly kind: "elif"; readonly end: number; readonly start: number; readonly test: Expr; readonly body: Stmt[] }
  | { readonly kind: "else"; readonly end: number; readonly body: Stmt[] }
  | { readonly kind: "finally"; readonly end: number; readonly body: Stmt[] }
  | { readonly kind: "except"; readonly star: boolean; readonly handler: ExceptHandler }
  | { readonly kind: "case"; readonly case: MatchCase }
  | { readonly kind: "pattern"; readonly pattern: Pattern }
  | { readonly kind: "withItems"; readonly items: WithItem[] }
  | { readonly kind: "as"; readonly start: number; readonly end: number; readonly value: Expr; readonly target: Expr }
  | { readonly kind: "asTuple"; readonly items: WithItem[] }
  | { readonly kind: "decorator"; readonly value: Expr }
  | { readonly kind: "parameters"; readonly params: Parameters }
  | {
      readonly kind: "parameter";
      readonly name: Identifier;
      readonly annotation: Expr | null;
      readonly default: Expr | null;
      readonly stars: 0 | 1 | 2;
    }
  | {
      readonly kind: "typeParams";
      readonly start: number;
      readonly end: number;
      readonly comma: boolean;
      readonly names: Identifier[];
      readonly types: Expr[];
    }
  | { readonly kind: "typeParam"; readonly name: Identifier | null; readonly type: Expr }
  | { readonly kind: "arguments"; readonly args: Expr[]; readonly keywords: Keyword[] }
  | { readonly kind: "keyword"; readonly keyword: Keyword }
  | { readonly kind: "pair"; readonly key: Expr | null; readonly value: Expr }
  | { readonly kind: "for"; readonly generator: ComprehensionFor }
  | { readonly kind: "if"; readonly test: Expr }
  | { readonly kind: "interpolation"; readonly values: Expr[] }
  | { readonly kind: "alias"; readonly alias: Alias }
  | { readonly kind: "dottedName"; readonly start: number; readonly end: number; readonly parts: Identifier[] }
  | { readonly kind: "relative"; readonly level: number; readonly module: string }
  | { readonly kind: "chevron"; readonly value: Expr }
  | { readonly kind: "assignment"; readonly statement: Stmt };

export type Lowered = Expr | Stmt | Clause;

/** What a child is. */
export const TOKEN = 0;
export const EXPR = 1;
export const STMT = 2;
export const CLAUSE = 3;
export type Category = typeof TOKEN | typeof EXPR | typeof STMT | typeof CLAUSE;

/** Thrown by a builder that meets a shape it has no meaning for: the region becomes an `Unknown`. */
export class Unexpected extends Error {}

const unexpected = new Unexpected("unexpected shape");

/** Give up on the node at hand. */
export function giveUp(): never {
  throw unexpected;
}

const NOT_ASCII = /[\u0080-\uffff]/;

/** Up to a comma, over white space, comments, line joins and closing parentheses. */
const TO_COMMA = /(?:[\s\\)]|#[^\r\n]*)*,/y;

/**
 * A stack of lowered children. While a builder runs, `from` (inclusive) to `to` (exclusive) are those of its node,
 * which reaches from `start` to `end`; comments are not among them.
 */
export class Children {
  readonly text: string;
  /** Whether the text is all ASCII; other names need normalizing. */
  readonly ascii: boolean;
  /** How many there are. The arrays only ever grow: to cut seven of them after each node costs more than building it. */
  size = 0;
  /** The type of the syntax tree node (`"identifier"`, `","`). */
  readonly types: string[] = [];
  readonly categories: Category[] = [];
  readonly nodes: (Lowered | null)[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly exprDepths: number[] = [];
  readonly stmtDepths: number[] = [];
  from = 0;
  to = 0;
  start = 0;
  end = 0;

  constructor(text: string) {
    this.text = text;
    this.ascii = !NOT_ASCII.test(text);
  }

  /** The child at an index as an expression. @throws Unexpected */
  expr(index: number): Expr {
    if (index < this.from || index >= this.to || this.categories[index] !== EXPR) giveUp();
    return this.nodes[index] as Expr;
  }

  /** The child at an index as the given clause. @throws Unexpected */
  clause<K extends Clause["kind"]>(index: number, kind: K): Extract<Clause, { kind: K }> {
    const clause = this.clauseIf(index, kind);
    return clause ?? giveUp();
  }

  /** The child at an index if it is the given clause. */
  clauseIf<K extends Clause["kind"]>(index: number, kind: K): Extract<Clause, { kind: K }> | null {
    if (index < this.from || index >= this.to || this.categories[index] !== CLAUSE) return null;
    const clause = this.nodes[index] as Clause;
    return clause.kind === kind ? (clause as Extract<Clause, { kind: K }>) : null;
  }

  /** Whether the child at an index is the token (or node type) named. */
  is(index: number, type: string): boolean {
    return index >= this.from && index < this.to && this.types[index] === type;
  }

  /** The type of the child at an index, or the empty string. */
  type(index: number): string {
    return index >= this.from && index < this.to ? (this.types[index] as string) : "";
  }

  /** Whether the child at an index is an expression. */
  isExpr(index: number): boolean {
    return index >= this.from && index < this.to && this.categories[index] === EXPR;
  }

  /** All expressions among the children; anything else but tokens is unexpected. @throws Unexpected */
  exprs(from = this.from, to = this.to): Expr[] {
    const found: Expr[] = [];
    for (let index = from; index < to; index++) {
      if (this.categories[index] !== TOKEN) found.push(this.expr(index));
    }
    return found;
  }

  /** The child at an index as a plain name. @throws Unexpected */
  identifier(index: number): Identifier {
    return toIdentifier(this.expr(index));
  }

  /** The offset behind the comma that follows an offset. */
  afterComma(offset: number): number {
    TO_COMMA.lastIndex = offset;
    return TO_COMMA.exec(this.text) ? TO_COMMA.lastIndex : offset;
  }

  /** The index of a token, or -1. */
  find(type: string, from = this.from): number {
    for (let index = from; index < this.to; index++) if (this.types[index] === type) return index;
    return -1;
  }
}

/** A name expression as an identifier. @throws Unexpected when it is another expression. */
export function toIdentifier(expr: Expr): Identifier {
  if (expr.kind !== "Name") giveUp();
  return { name: expr.name, start: expr.start, end: expr.end };
}

export type Builder = (c: Children) => Lowered;

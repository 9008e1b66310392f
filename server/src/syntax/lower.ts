/**
 * From tree-sitter's tree to the AST, in one cursor pass without recursion: a node is built when the cursor leaves it,
 * from its children, which are built by then.
 */
import { detached } from "../base/text.js";
import { type Comment, MAX_DEPTH, type Module, type Stmt, type SyntaxProblem } from "./ast.js";
import {
  type Builder,
  type Category,
  Children,
  CLAUSE,
  EXPR,
  giveUp,
  type Lowered,
  STMT,
  TOKEN,
  Unexpected,
} from "./children.js";
import { expressionBuilders, expressionClauseBuilders, isInterpolated } from "./lower-expr.js";
import { patternBuilders, sharedPatternBuilders } from "./lower-pattern.js";
import { statementBuilders, statementClauseBuilders } from "./lower-stmt.js";
import { mentionedNames } from "./names.js";

/** What the walk needs of a tree. */
export interface Cursor {
  readonly nodeTypeId: number;
  readonly nodeIsMissing: boolean;
  /** Whether the node or anything below it is ERROR or MISSING. */
  readonly nodeHasError: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** The id that tree-sitter gives to every ERROR node. */
const ERROR_ID = 65535;

/** What the walk does with a node: nothing but note its type, … */
const BARE = 0;
/** … note its place, … */
const PLACED = 1;
/** … build it without its children, … */
const LEAF = 2;
/** … go through its children and build it, … */
const INNER = 3;
/** … pass over it, … */
const SKIP = 4;
const COMMENT = 5;
const STRING = 6;

const LEAVES = new Set(["identifier", "integer", "float", "true", "false", "none", "ellipsis"]);
const PLACED_TYPES = new Set(["import_prefix", "wildcard_import"]);
const SKIPPED_TYPES = new Set([
  "line_continuation",
  "string_start",
  "string_content",
  "string_end",
  "escape_sequence",
  "escape_interpolation",
  "type_conversion",
]);

const TRANSPARENT_TYPES = new Set(["parenthesized_expression", "type", "as_pattern_target"]);

const PYTHON_2: Readonly<Record<string, string>> = {
  print_statement: "print statement of Python 2",
  exec_statement: "exec statement of Python 2",
};

/** The grammar's node types by number, with what to do about each. */
export class NodeTypes {
  readonly names: readonly string[];
  readonly actions: readonly number[];
  readonly categories: readonly Category[];
  readonly builders: readonly Builder[];
  /** Whether a node of the type is replaced by its only child. */
  readonly transparent: readonly boolean[];

  /**
   * @param names type names by symbol id
   * @param isNamed whether the type of an id has a name in the grammar, and is no mere token
   */
  constructor(names: readonly string[], isNamed: (id: number) => boolean) {
    // Property keys are unique strings, which makes comparing them with literals a comparison of pointers.
    this.names = names.map((name) => Object.keys({ [name]: 0 })[0] as string);
    const actions: number[] = [];
    const categories: Category[] = [];
    const builders: Builder[] = [];
    names.forEach((name, id) => {
      const own = Object.hasOwn;
      const expression = own(expressionBuilders, name) ? expressionBuilders[name] : undefined;
      const statement = own(statementBuilders, name) ? statementBuilders[name] : undefined;
      const clauses = { ...expressionClauseBuilders, ...statementClauseBuilders, ...patternBuilders };
      const clause = own(clauses, name) ? clauses[name] : undefined;
      const pattern = own(sharedPatternBuilders, name) ? sharedPatternBuilders[name] : undefined;
      const usual = expression ?? statement ?? clause ?? giveUp;
      builders[id] = pattern ? (c) => (holdsPattern(c) ? pattern(c) : usual(c)) : usual;
      categories[id] = expression ? EXPR : statement ? STMT : CLAUSE;
      actions[id] = actionOf(name, isNamed(id));
    });
    this.transparent = names.map((name) => TRANSPARENT_TYPES.has(name));
    this.actions = actions;
    this.categories = categories;
    this.builders = builders;
  }
}

function holdsPattern(c: Children): boolean {
  for (let index = c.from; index < c.to; index++)
    if (c.types[index] === "case_pattern" || c.types[index] === "splat_pattern") return true;
  return false;
}

function actionOf(name: string, named: boolean): number {
  if (!named || name === "positional_separator" || name === "keyword_separator") return BARE;
  if (name === "comment") return COMMENT;
  if (name === "string") return STRING;
  if (PLACED_TYPES.has(name)) return PLACED;
  if (SKIPPED_TYPES.has(name)) return SKIP;
  return LEAVES.has(name) ? LEAF : INNER;
}

/** A statement without syntax errors, of the module or of a class in it, with its place in the tree. */
export interface Entry {
  /** The range of the tree's node; the AST's may end before. */
  readonly start: number;
  readonly end: number;
  readonly stmt: Stmt;
  /** How deep statements nest in it. */
  readonly depth: number;
  /** The statements of a class that is itself a statement of the module. */
  readonly members: readonly Entry[];
}

/** What an earlier pass knows of statements whose text has not changed. */
export interface Reuse {
  /** What stands for the tree's node of this range, and the comments inside; null when it must be lowered. */
  find(start: number, end: number): { readonly entry: Entry; readonly comments: readonly Comment[] } | null;
}

export interface LoweredTree {
  readonly module: Module;
  /** The module's statements that may be used again, in order; empty without `record`. */
  readonly entries: readonly Entry[];
}

export interface LowerOptions {
  /** Whether the tree has ERROR or MISSING nodes anywhere. */
  readonly hasError: boolean;
  readonly record: boolean;
  readonly reuse: Reuse | null;
}

/** Lower the whole tree of `text`. The cursor stands on the root. */
export function lowerTree(cursor: Cursor, types: NodeTypes, text: string, options: LowerOptions): LoweredTree {
  return new Lowering(cursor, types, text, options).run();
}

class Lowering {
  private readonly cursor: Cursor;
  private readonly types: NodeTypes;
  private readonly text: string;
  private readonly options: LowerOptions;
  private readonly children: Children;
  private readonly comments: Comment[] = [];
  private readonly problems: SyntaxProblem[] = [];
  private readonly entries: Entry[] = [];
  private members: Entry[] = [];

  // The nodes that the cursor is inside of, outermost first.
  private depth = -1;
  private readonly ids: number[] = [];
  private readonly bases: number[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly broken: boolean[] = [];
  /** How many ERROR nodes the cursor is inside of. */
  private errors = 0;

  constructor(cursor: Cursor, types: NodeTypes, text: string, options: LowerOptions) {
    this.cursor = cursor;
    this.types = types;
    this.text = text;
    this.options = options;
    this.children = new Children(text);
  }

  run(): LoweredTree {
    const { cursor } = this;
    this.enter(cursor.nodeTypeId, cursor.startIndex, cursor.endIndex);
    if (cursor.gotoFirstChild()) this.walk();
    const { children } = this;
    const body: Stmt[] = [];
    if (this.ids[0] === ERROR_ID) {
      const [start, end] = [this.starts[0] as number, this.ends[0] as number];
      body.push({ kind: "UnknownStmt", start, end, names: mentionedNames(this.text, start, end) });
    } else {
      for (let index = 0; index < children.size; index++) {
        if (children.categories[index] === STMT) body.push(children.nodes[index] as Stmt);
      }
    }
    const { comments, text } = this;
    const problems = this.problems.sort((a, b) => a.start - b.start || b.end - a.end);
    const module: Module = { kind: "Module", start: 0, end: text.length, body, comments, problems };
    return { module, entries: this.entries };
  }

  /** Go through all nodes below the root; the cursor stands on the first. */
  private walk(): void {
    const { cursor } = this;
    for (;;) {
      if (this.down()) continue;
      while (!cursor.gotoNextSibling()) {
        cursor.gotoParent();
        if (this.depth === 0) return;
        this.leave();
      }
    }
  }

  /** Handle the node under the cursor. Whether the cursor went to its first child. */
  private down(): boolean {
    const { cursor, types } = this;
    const id = cursor.nodeTypeId;
    if (this.options.hasError && id !== ERROR_ID && cursor.nodeIsMissing) {
      this.missing(id);
      return false;
    }
    const action = id === ERROR_ID ? INNER : types.actions[id];
    if (action === BARE) {
      this.push(id, TOKEN, null, -1, -1, 0, 0);
      return false;
    }
    if (action === SKIP) return false;
    const start = cursor.startIndex;
    const end = cursor.endIndex;
    switch (action) {
      case PLACED:
        this.push(id, TOKEN, null, start, end, 0, 0);
        return false;
      case COMMENT:
        this.comment(start, end);
        return false;
      case LEAF:
        this.enter(id, start, end);
        this.leave();
        return false;
      case STRING:
        if (this.options.hasError || isInterpolated(this.text, start)) break;
        this.enter(id, start, end);
        this.leave();
        return false;
      default:
        if (this.options.reuse && id !== ERROR_ID && this.reuse(id, start, end)) return false;
    }
    this.enter(id, start, end);
    if (cursor.gotoFirstChild()) return true;
    this.leave();
    return false;
  }

  private comment(start: number, end: number): void {
    // The grammar's comments reach up to the line feed, a carriage return before it included.
    const behind = this.text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    this.comments.push({ start, end: behind, text: detached(this.text.slice(start, behind)) });
  }

  private enter(id: number, start: number, end: number): void {
    const depth = ++this.depth;
    this.ids[depth] = id;
    this.starts[depth] = start;
    this.ends[depth] = end;
    this.bases[depth] = this.children.size;
    this.broken[depth] = false;
    if (id === ERROR_ID && this.errors++ === 0) this.problems.push({ start, end, message: "syntax error" });
  }

  /** Build the innermost node out of its children, which it replaces on the stack. */
  private leave(): void {
    const { children: c, types } = this;
    const depth = this.depth--;
    const id = this.ids[depth] as number;
    const start = this.starts[depth] as number;
    const end = this.ends[depth] as number;
    const base = this.bases[depth] as number;
    if (id === ERROR_ID) this.errors--;
    if (this.errors > 0) {
      c.size = base;
      return;
    }
    if (id === ERROR_ID) {
      c.size = base;
      if (this.inBody()) this.pushUnknown(id, STMT, start, end);
      else this.broken[this.depth] = true;
      return;
    }
    const category = types.categories[id] as Category;
    let exprDepth = 0;
    let stmtDepth = 0;
    let elifs = 0;
    const top = c.size;
    for (let index = base; index < top; index++) {
      const expr = c.exprDepths[index] as number;
      if (expr > exprDepth) exprDepth = expr;
      const stmt = c.stmtDepths[index] as number;
      if (stmt + elifs > stmtDepth) stmtDepth = stmt + elifs;
      // Each `elif` nests what follows one deeper in the AST.
      if (c.types[index] === "elif_clause") elifs++;
    }
    if (category === EXPR) exprDepth += types.transparent[id] ? 0 : 1;
    else if (category === STMT) {
      exprDepth = 0;
      stmtDepth += elifs > 0 ? 2 : 1;
    }
    let node: Lowered | null = null;
    let broken = this.broken[depth] as boolean;
    if (!broken && exprDepth <= MAX_DEPTH && stmtDepth <= MAX_DEPTH) {
      node = this.build(id, base, top, start, end);
      broken = node === null;
      // A chain of `and` or `or` is one node.
      const left = c.nodes[base];
      if (node?.kind === "BoolOp" && left?.kind === "BoolOp" && left.values === node.values) exprDepth--;
    }
    c.size = base;
    if (node !== null) {
      // What serves only inside a larger construct has its kind in lower case.
      const clause = node.kind.charCodeAt(0) >= 0x61;
      this.push(id, clause ? CLAUSE : category, node, start, end, exprDepth, stmtDepth);
      if (category === STMT && this.options.record) this.record(start, end, node as Stmt, stmtDepth);
    } else if (category === CLAUSE) {
      this.broken[this.depth] = true;
    } else {
      this.pushUnknown(id, category, start, end);
    }
  }

  /** Run a node's builder; null when it gives up. */
  private build(id: number, from: number, to: number, start: number, end: number): Lowered | null {
    const c = this.children;
    c.from = from;
    c.to = to;
    c.start = start;
    c.end = end;
    try {
      return (this.types.builders[id] as Builder)(c);
    } catch (error) {
      if (!(error instanceof Unexpected)) throw error;
      const name = this.types.names[id] as string;
      this.problems.push({ start, end, message: PYTHON_2[name] ?? "syntax error" });
      return null;
    }
  }

  private push(
    id: number,
    category: Category,
    node: Lowered | null,
    start: number,
    end: number,
    exprDepth: number,
    stmtDepth: number,
  ): void {
    const c = this.children;
    const at = c.size++;
    c.types[at] = id === ERROR_ID ? "ERROR" : (this.types.names[id] as string);
    c.categories[at] = category;
    c.nodes[at] = node;
    c.starts[at] = start;
    c.ends[at] = end;
    c.exprDepths[at] = exprDepth;
    c.stmtDepths[at] = stmtDepth;
  }

  private pushUnknown(id: number, category: Category, start: number, end: number): void {
    const names = mentionedNames(this.text, start, end);
    if (category === STMT) this.push(id, STMT, { kind: "UnknownStmt", start, end, names }, start, end, 0, 1);
    else this.push(id, EXPR, { kind: "UnknownExpr", start, end, names }, start, end, 1, 0);
  }

  /** A token that the parser put in to go on; it stands for nothing in the text. */
  private missing(id: number): void {
    this.broken[this.depth] = true;
    if (this.errors > 0) return;
    const { startIndex: start, endIndex: end } = this.cursor;
    const name = this.types.names[id] as string;
    this.problems.push({ start, end, message: `missing ${/^\w+$/.test(name) ? name : `'${name}'`}` });
  }

  private parentName(up: number): string {
    const id = this.ids[this.depth - up];
    return id === undefined || this.depth < up ? "" : id === ERROR_ID ? "ERROR" : (this.types.names[id] as string);
  }

  /** Whether the innermost node is a list of statements. */
  private inBody(): boolean {
    const parent = this.parentName(0);
    return this.depth === 0 || (parent === "block" && this.parentName(1) !== "match_statement");
  }

  /** 0 for a statement of the module, 1 for one of a class of the module, else -1. */
  private level(): number {
    if (this.depth === 0) return 0;
    if (this.parentName(0) !== "block" || this.parentName(1) !== "class_definition") return -1;
    if (this.depth === 2) return 1;
    return this.depth === 3 && this.parentName(2) === "decorated_definition" ? 1 : -1;
  }

  private record(start: number, end: number, stmt: Stmt, depth: number): void {
    const level = this.level();
    if (level < 0) return;
    const members = level === 0 ? this.members : [];
    if (level === 0) this.members = [];
    const last = this.problems[this.problems.length - 1];
    if (last && last.start >= start) return;
    (level === 0 ? this.entries : this.members).push({ start, end, stmt, depth, members });
  }

  /** Put in what is known of an unchanged statement. Whether there was anything. */
  private reuse(id: number, start: number, end: number): boolean {
    if (this.types.categories[id] !== STMT) return false;
    const level = this.level();
    if (level < 0) return false;
    if (this.options.hasError && this.cursor.nodeHasError) return false;
    const found = this.options.reuse?.find(start, end);
    if (!found) return false;
    for (const comment of found.comments) this.comments.push(comment);
    this.push(id, STMT, found.entry.stmt, start, end, 0, found.entry.depth);
    (level === 0 ? this.entries : this.members).push(found.entry);
    return true;
  }
}

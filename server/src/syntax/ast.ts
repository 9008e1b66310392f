/**
 * The Python abstract syntax tree: immutable, typed, a discriminated union on `kind`.
 *
 * Names and shapes follow Python's own `ast` module (https://docs.python.org/3/library/ast.html)
 * where nothing else is said. Positions are UTF-16 offsets into the text as given. A parenthesised
 * expression has the range of what is inside the parentheses; a tuple's own parentheses belong to it.
 *
 * A region that the parser could not make sense of is an `Unknown`, statement or expression, never a
 * guess. An expression nested deeper than `MAX_DEPTH` is an `Unknown` too, so that whoever walks a tree
 * may recurse. What an `Unknown` mentions stands in its `names`: analyses treat those as escaping.
 */

export const MAX_DEPTH = 700;

interface NodeBase {
  readonly start: number;
  readonly end: number;
}

// ---------------------------------------------------------------- module

export interface Module extends NodeBase {
  readonly kind: "Module";
  readonly body: readonly Stmt[];
  readonly comments: readonly Comment[];
  /** Regions that do not parse, in order; empty for valid Python. */
  readonly problems: readonly SyntaxProblem[];
}

/** A comment from `#` to the end of its line, the terminator not included. */
export interface Comment extends NodeBase {
  readonly text: string;
}

export interface SyntaxProblem extends NodeBase {
  readonly message: string;
}

// ---------------------------------------------------------------- statements

export type Stmt =
  | FunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | TypeAlias
  | For
  | While
  | If
  | With
  | Match
  | Raise
  | Try
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExprStmt
  | Pass
  | Break
  | Continue
  | UnknownStmt;

/** `def` or `async def`. The range starts at the first decorator; `defStart` at `async` or `def`. */
export interface FunctionDef extends NodeBase {
  readonly kind: "FunctionDef";
  readonly isAsync: boolean;
  readonly name: Identifier;
  readonly params: Parameters;
  readonly returns: Expr | null;
  readonly decorators: readonly Expr[];
  readonly typeParams: readonly Identifier[];
  readonly body: readonly Stmt[];
  readonly defStart: number;
}

export interface ClassDef extends NodeBase {
  readonly kind: "ClassDef";
  readonly name: Identifier;
  readonly bases: readonly Expr[];
  readonly keywords: readonly Keyword[];
  readonly decorators: readonly Expr[];
  readonly typeParams: readonly Identifier[];
  readonly body: readonly Stmt[];
  readonly defStart: number;
}

/** A name that is not an expression: of a function, a parameter, an alias. */
export interface Identifier extends NodeBase {
  readonly name: string;
}

export interface Parameters {
  /** All parameters in source order. */
  readonly all: readonly Parameter[];
}

export interface Parameter extends NodeBase {
  readonly name: string;
  readonly form: "positionalOnly" | "positional" | "keywordOnly" | "varPositional" | "varKeyword";
  readonly annotation: Expr | null;
  readonly default: Expr | null;
}

export interface Return extends NodeBase {
  readonly kind: "Return";
  readonly value: Expr | null;
}
export interface Delete extends NodeBase {
  readonly kind: "Delete";
  readonly targets: readonly Expr[];
}
/** `a = b = value`: `targets` are `[a, b]`. */
export interface Assign extends NodeBase {
  readonly kind: "Assign";
  readonly targets: readonly Expr[];
  readonly value: Expr;
}
export interface AugAssign extends NodeBase {
  readonly kind: "AugAssign";
  readonly target: Expr;
  /** The operator with its `=`, as `+=`. */
  readonly op: string;
  readonly value: Expr;
}
export interface AnnAssign extends NodeBase {
  readonly kind: "AnnAssign";
  readonly target: Expr;
  readonly annotation: Expr;
  readonly value: Expr | null;
}
export interface TypeAlias extends NodeBase {
  readonly kind: "TypeAlias";
  readonly name: Expr;
  readonly value: Expr;
}
export interface For extends NodeBase {
  readonly kind: "For";
  readonly isAsync: boolean;
  readonly target: Expr;
  readonly iter: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}
export interface While extends NodeBase {
  readonly kind: "While";
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}
/** `elif` is an `If` alone in `orelse`, its range starting at `elif`. */
export interface If extends NodeBase {
  readonly kind: "If";
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}
export interface With extends NodeBase {
  readonly kind: "With";
  readonly isAsync: boolean;
  readonly items: readonly WithItem[];
  readonly body: readonly Stmt[];
}
export interface WithItem extends NodeBase {
  readonly context: Expr;
  readonly target: Expr | null;
}
export interface Match extends NodeBase {
  readonly kind: "Match";
  readonly subject: Expr;
  readonly cases: readonly MatchCase[];
}
export interface MatchCase extends NodeBase {
  readonly pattern: Pattern;
  readonly guard: Expr | null;
  readonly body: readonly Stmt[];
}
/** What a `case` binds and whether it always matches; patterns are not taken further apart. */
export interface Pattern extends NodeBase {
  /** Names that the pattern binds, in source order. */
  readonly captures: readonly Identifier[];
  /** Expressions the pattern evaluates (values, classes): dotted names and constants. */
  readonly values: readonly Expr[];
  /** Whether it is a bare capture or wildcard. */
  readonly irrefutable: boolean;
}
export interface Raise extends NodeBase {
  readonly kind: "Raise";
  readonly exc: Expr | null;
  readonly cause: Expr | null;
}
export interface Try extends NodeBase {
  readonly kind: "Try";
  /** `except*` */
  readonly isStar: boolean;
  readonly body: readonly Stmt[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Stmt[];
  readonly finalbody: readonly Stmt[];
}
export interface ExceptHandler extends NodeBase {
  readonly type: Expr | null;
  readonly name: Identifier | null;
  readonly body: readonly Stmt[];
}
export interface Assert extends NodeBase {
  readonly kind: "Assert";
  readonly test: Expr;
  readonly msg: Expr | null;
}
export interface Import extends NodeBase {
  readonly kind: "Import";
  readonly names: readonly Alias[];
}
/** `level` counts the leading dots; `from x import *` has one alias named `*`. */
export interface ImportFrom extends NodeBase {
  readonly kind: "ImportFrom";
  readonly module: string;
  readonly level: number;
  readonly names: readonly Alias[];
}
export interface Alias extends NodeBase {
  /** Dotted for `import a.b`. */
  readonly name: string;
  readonly asName: string | null;
}
export interface Global extends NodeBase {
  readonly kind: "Global";
  readonly names: readonly string[];
}
export interface Nonlocal extends NodeBase {
  readonly kind: "Nonlocal";
  readonly names: readonly string[];
}
export interface ExprStmt extends NodeBase {
  readonly kind: "ExprStmt";
  readonly value: Expr;
}
export interface Pass extends NodeBase {
  readonly kind: "Pass";
}
export interface Break extends NodeBase {
  readonly kind: "Break";
}
export interface Continue extends NodeBase {
  readonly kind: "Continue";
}
export interface UnknownStmt extends NodeBase {
  readonly kind: "UnknownStmt";
  readonly names: readonly string[];
}

// ---------------------------------------------------------------- expressions

export type Expr =
  | Name
  | Constant
  | Attribute
  | Subscript
  | Call
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Compare
  | Lambda
  | IfExp
  | Tuple
  | List
  | SetExpr
  | Dict
  | Comprehension
  | Await
  | Yield
  | YieldFrom
  | JoinedStr
  | Starred
  | Slice
  | UnknownExpr;

export interface Name extends NodeBase {
  readonly kind: "Name";
  readonly name: string;
}
/** Adjacent string literals without interpolation are one constant. */
export interface Constant extends NodeBase {
  readonly kind: "Constant";
  readonly type: "str" | "bytes" | "int" | "float" | "complex" | "True" | "False" | "None" | "Ellipsis";
  /**
   * `str` and `bytes`: the text between the quotes, escapes undone where they are simple, joined over
   * adjacent literals. Others: the source text.
   */
  readonly value: string;
}
export interface Attribute extends NodeBase {
  readonly kind: "Attribute";
  readonly value: Expr;
  readonly attr: Identifier;
}
export interface Subscript extends NodeBase {
  readonly kind: "Subscript";
  readonly value: Expr;
  readonly index: Expr;
}
export interface Call extends NodeBase {
  readonly kind: "Call";
  readonly func: Expr;
  /** Positional arguments, `*args` as `Starred`. */
  readonly args: readonly Expr[];
  readonly keywords: readonly Keyword[];
}
/** `name` is null for `**mapping`. */
export interface Keyword extends NodeBase {
  readonly name: string | null;
  readonly value: Expr;
}
export interface BoolOp extends NodeBase {
  readonly kind: "BoolOp";
  readonly op: "and" | "or";
  /** At least two, left to right; `a and b and c` is one node. */
  readonly values: readonly Expr[];
}
export interface NamedExpr extends NodeBase {
  readonly kind: "NamedExpr";
  readonly target: Identifier;
  readonly value: Expr;
}
export interface BinOp extends NodeBase {
  readonly kind: "BinOp";
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
}
export interface UnaryOp extends NodeBase {
  readonly kind: "UnaryOp";
  readonly op: "not" | "-" | "+" | "~";
  readonly operand: Expr;
}
export interface Compare extends NodeBase {
  readonly kind: "Compare";
  readonly left: Expr;
  /** `<`, `==`, `is`, `is not`, `in`, `not in`, … one for each comparator. */
  readonly ops: readonly string[];
  readonly comparators: readonly Expr[];
}
export interface Lambda extends NodeBase {
  readonly kind: "Lambda";
  readonly params: Parameters;
  readonly body: Expr;
}
export interface IfExp extends NodeBase {
  readonly kind: "IfExp";
  readonly test: Expr;
  readonly body: Expr;
  readonly orelse: Expr;
}
export interface Tuple extends NodeBase {
  readonly kind: "Tuple";
  readonly elts: readonly Expr[];
}
export interface List extends NodeBase {
  readonly kind: "List";
  readonly elts: readonly Expr[];
}
export interface SetExpr extends NodeBase {
  readonly kind: "Set";
  readonly elts: readonly Expr[];
}
/** A null key is `**mapping`. */
export interface Dict extends NodeBase {
  readonly kind: "Dict";
  readonly keys: readonly (Expr | null)[];
  readonly values: readonly Expr[];
}
export interface Comprehension extends NodeBase {
  readonly kind: "Comprehension";
  readonly form: "list" | "set" | "dict" | "generator";
  /** The element, or the key of a dict comprehension. */
  readonly element: Expr;
  /** The value of a dict comprehension, else null. */
  readonly value: Expr | null;
  readonly generators: readonly ComprehensionFor[];
}
export interface ComprehensionFor extends NodeBase {
  readonly isAsync: boolean;
  readonly target: Expr;
  readonly iter: Expr;
  readonly ifs: readonly Expr[];
}
export interface Await extends NodeBase {
  readonly kind: "Await";
  readonly value: Expr;
}
export interface Yield extends NodeBase {
  readonly kind: "Yield";
  readonly value: Expr | null;
}
export interface YieldFrom extends NodeBase {
  readonly kind: "YieldFrom";
  readonly value: Expr;
}
/** An f-string or t-string, or adjacent literals of which one is. `values` are the interpolations. */
export interface JoinedStr extends NodeBase {
  readonly kind: "JoinedStr";
  readonly values: readonly Expr[];
}
export interface Starred extends NodeBase {
  readonly kind: "Starred";
  readonly value: Expr;
}
export interface Slice extends NodeBase {
  readonly kind: "Slice";
  readonly lower: Expr | null;
  readonly upper: Expr | null;
  readonly step: Expr | null;
}
export interface UnknownExpr extends NodeBase {
  readonly kind: "UnknownExpr";
  readonly names: readonly string[];
}

export type Node = Module | Stmt | Expr;

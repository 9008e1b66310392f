/** What can be said of an expression's value and of what evaluating it does, by looking at it alone. */
import type { Binding, Scope } from "../../../semantics/scopes.js";
import type { Call, Expr, Node } from "../../../syntax/ast.js";
import { contains, forEachChild } from "../../../syntax/walk.js";
import type { Survey } from "./survey.js";

/** Builtins that change nothing and read nothing but their arguments. */
const PURE_BUILTINS = new Set(
  (
    "abs all any ascii bin bool bytes callable chr complex dict divmod enumerate float format frozenset getattr hasattr hash " +
    "hex id int isinstance issubclass len list max min oct ord pow range repr reversed round set slice sorted str sum tuple " +
    "type zip"
  ).split(" "),
);

/** Functions of the standard library that change nothing. */
const PURE_FUNCTIONS =
  /^(?:os\.path\.|posixpath\.|math\.|re\.(?:match|search|fullmatch|sub|split|findall|escape)$|fnmatch\.|operator\.|struct\.(?:pack|calcsize)$|string\.|unicodedata\.|inspect\.is|keyword\.iskeyword$)/;

/** Methods that no common type has as anything but a question or a conversion. */
const PURE_METHODS = new Set(
  (
    "startswith endswith strip lstrip rstrip lower upper casefold title capitalize swapcase isdigit isalpha isalnum isspace " +
    "islower isupper isidentifier isnumeric isdecimal removeprefix removesuffix splitlines split rsplit partition rpartition " +
    "encode decode zfill ljust rjust center expandtabs translate is_integer bit_length total_seconds isoformat " +
    "keys values items format is_absolute as_posix with_suffix hexdigest"
  ).split(" "),
);

/** Whether evaluating an expression has no effect but its value (properties and operators taken to be harmless). */
export function isPure(expr: Expr, scope: Scope, survey: Survey): boolean {
  switch (expr.kind) {
    case "Await":
    case "Yield":
    case "YieldFrom":
    case "NamedExpr":
    case "UnknownExpr":
      return false;
    case "Lambda":
      return true;
    case "Call":
      if (!isPureCall(expr, scope, survey)) return false;
      break;
    default:
      break;
  }
  let pure = true;
  forEachChild(expr, (child) => {
    if (pure && !isPure(child as Expr, scope, survey)) pure = false;
  });
  return pure;
}

function isPureCall(call: Call, scope: Scope, survey: Survey): boolean {
  const name = survey.resolve(call.func, scope);
  if (name?.startsWith("builtins.")) return PURE_BUILTINS.has(name.slice(9));
  if (name !== null) return PURE_FUNCTIONS.test(name);
  return call.func.kind === "Attribute" && PURE_METHODS.has(call.func.attr.name);
}

/** Whether evaluating an expression cannot raise, whatever the names in it are bound to (short of a hostile `__eq__`). */
export function cannotRaise(expr: Expr, scope: Scope, survey: Survey): boolean {
  const all = (parts: readonly Expr[]): boolean => parts.every((part) => cannotRaise(part, scope, survey));
  switch (expr.kind) {
    case "Name":
    case "Constant":
      return true;
    case "BoolOp":
      return all(expr.values);
    case "UnaryOp":
      return expr.op === "not" && cannotRaise(expr.operand, scope, survey);
    case "Compare":
      return expr.ops.every((op) => /^(?:is|is not|==|!=)$/.test(op)) && all([expr.left, ...expr.comparators]);
    case "IfExp":
      return all([expr.test, expr.body, expr.orelse]);
    case "Call":
      return /^(?:isinstance|callable|bool|id)$/.test(survey.builtin(expr, scope) ?? "") && all(expr.args);
    default:
      return false;
  }
}

const FRAME_READERS = new Set([
  "super",
  "locals",
  "vars",
  "eval",
  "exec",
  "dir",
  "globals",
  "next",
  "anext",
  "breakpoint",
]);

/**
 * Whether a list comprehension's parts mean something else in a generator: they `await` or `yield`, look at their own
 * frame, bind names outside, or let `StopIteration` out, which a generator turns into `RuntimeError`.
 */
export function needsOwnFrame(expr: Expr): boolean {
  return contains(expr, (node: Node) => {
    switch (node.kind) {
      case "Await":
      case "Yield":
      case "YieldFrom":
      case "NamedExpr":
      case "UnknownExpr":
        return true;
      case "Name":
        return node.name === "__class__";
      case "Call":
        if (node.func.kind === "Name") return FRAME_READERS.has(node.func.name) && !hasDefault(node);
        return node.func.kind === "Attribute" && /^(?:__next__|_getframe|currentframe|next)$/.test(node.func.attr.name);
      case "Comprehension":
        return node.generators.some(({ isAsync }) => isAsync);
      default:
        return false;
    }
  });
}

/** `next(it, None)` raises nothing. */
function hasDefault(call: Call): boolean {
  return call.func.kind === "Name" && call.func.name === "next" && call.args.length === 2;
}

const STR_FUNCTIONS = new Set(["str", "repr", "chr", "hex", "oct", "bin", "ascii", "format", "input"]);
const STR_METHODS = new Set(
  "strip lstrip rstrip lower upper casefold title capitalize swapcase replace removeprefix removesuffix zfill ljust rjust center expandtabs translate".split(
    " ",
  ),
);
const STR_LIBRARY = new Set(["json.dumps", "html.escape", "textwrap.indent", "textwrap.fill", "textwrap.dedent"]);
const BYTES_LIBRARY = new Set(["struct.pack", "os.urandom", "base64.b64encode", "zlib.compress", "binascii.hexlify"]);

/** `str` or `bytes` where an expression evidently gives exactly that; null where it may be anything. */
export function textType(expr: Expr, scope: Scope, survey: Survey, depth = 0): "str" | "bytes" | null {
  if (depth > 8) return null;
  const of = (inner: Expr): "str" | "bytes" | null => textType(inner, scope, survey, depth + 1);
  const both = (a: Expr, b: Expr): "str" | "bytes" | null => (of(a) === of(b) ? of(a) : null);
  switch (expr.kind) {
    case "JoinedStr":
      return /^[^'"]*[tT]/.test(survey.context.text.slice(expr.start, expr.start + 3)) ? null : "str";
    case "Constant":
      return expr.type === "str" || expr.type === "bytes" ? expr.type : null;
    case "IfExp":
      return both(expr.body, expr.orelse);
    case "BoolOp": {
      const [first] = expr.values;
      return first !== undefined && expr.values.every((value) => of(value) === of(first)) ? of(first) : null;
    }
    case "BinOp":
      if (expr.op === "+") return both(expr.left, expr.right);
      if (expr.op === "%") return expr.left.kind === "Constant" ? of(expr.left) : null;
      if (expr.op !== "*") return null;
      return expr.left.kind === "Constant" ? (of(expr.left) ?? of(expr.right)) : of(expr.left);
    case "Subscript": {
      const whole = of(expr.value);
      return whole === "bytes" && expr.index.kind !== "Slice" ? null : whole;
    }
    case "Name":
      return ofName(expr.name, scope, survey, depth);
    case "Call":
      return ofCall(expr, scope, survey, of);
    default:
      return null;
  }
}

/** By what a name is bound to; unknown while that is being found out. */
const typesOfNames = new WeakMap<readonly Binding[], "str" | "bytes" | null>();

function ofName(name: string, scope: Scope, survey: Survey, depth: number): "str" | "bytes" | null {
  const home = scope.lookup(name);
  const bindings = home?.bindings.get(name);
  if (home === null || bindings === undefined) return null;
  const remembered = typesOfNames.get(bindings);
  if (remembered !== undefined) return remembered;
  typesOfNames.set(bindings, null);
  const types = bindings.map((binding) => ofBinding(binding, home, survey, depth));
  const type = types.every((one) => one === types[0]) ? (types[0] ?? null) : null;
  typesOfNames.set(bindings, type);
  return type;
}

function ofBinding(binding: Binding, home: Scope, survey: Survey, depth: number): "str" | "bytes" | null {
  if (binding.kind === "assign") return textType(binding.value, home, survey, depth + 1);
  if (binding.kind !== "element") return null;
  const mode = openMode(binding.iterable, home, survey);
  if (mode !== null) return mode.includes("b") ? "bytes" : "str";
  // The elements of a string are strings; those of bytes are numbers.
  return textType(binding.iterable, home, survey, depth + 1) === "str" ? "str" : null;
}

/** The mode in which a name's file was opened, by the only `open` that the name is bound to; null for anything else. */
export function openMode(expr: Expr, scope: Scope, survey: Survey): string | null {
  if (expr.kind !== "Name") return null;
  const home = scope.lookup(expr.name);
  const [binding, ...more] = home?.bindings.get(expr.name) ?? [];
  if (home === null || binding === undefined || more.length > 0) return null;
  const call = binding.kind === "with" ? binding.context : binding.kind === "assign" ? binding.value : null;
  if (call?.kind !== "Call") return null;
  const name = survey.resolve(call.func, home);
  if (name !== "builtins.open" && name !== "io.open") return null;
  if (call.args.some(({ kind }) => kind === "Starred") || call.keywords.some((keyword) => keyword.name === null))
    return null;
  const mode = call.args[1] ?? call.keywords.find((keyword) => keyword.name === "mode")?.value;
  if (mode === undefined) return "r";
  return mode.kind === "Constant" && mode.type === "str" ? mode.value : null;
}

function ofCall(
  call: Call,
  scope: Scope,
  survey: Survey,
  of: (expr: Expr) => "str" | "bytes" | null,
): "str" | "bytes" | null {
  const name = survey.resolve(call.func, scope);
  if (name !== null) {
    if (name.startsWith("builtins.")) {
      if (name === "builtins.bytes") return "bytes";
      return STR_FUNCTIONS.has(name.slice(9)) ? "str" : null;
    }
    if (STR_LIBRARY.has(name)) return "str";
    return BYTES_LIBRARY.has(name) ? "bytes" : null;
  }
  if (call.func.kind !== "Attribute") return null;
  const method = call.func.attr.name;
  if (method === "to_bytes") return "bytes";
  const receiver = of(call.func.value);
  if (receiver === null) return null;
  if (method === "encode") return receiver === "str" ? "bytes" : null;
  if (method === "decode") return receiver === "bytes" ? "str" : null;
  if (method === "format") return receiver === "str" ? "str" : null;
  return method === "join" || STR_METHODS.has(method) ? receiver : null;
}

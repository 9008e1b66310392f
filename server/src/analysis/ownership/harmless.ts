/** Calls that nobody would suspect of raising, though nothing is known of their receiver. */
import type { Call, Expr } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";

/** Methods of strings, containers, loggers, events and test cases, known by their names. */
const HARMLESS = new Set(
  (
    "append add extend insert items keys values get setdefault lower upper title strip lstrip rstrip split rsplit " +
    "splitlines join replace startswith endswith encode format copy addCleanup debug info warning error exception log " +
    "notify notify_all is_set set is_alive getvalue isEnabledFor total_seconds isoformat timestamp count discard " +
    "update clear group groups"
  ).split(" "),
);

/** Whether a call to something unknown is not even suspected of raising. */
export function isHarmless(call: Call): boolean {
  return call.func.kind === "Attribute" && HARMLESS.has(call.func.attr.name);
}

/**
 * How likely a call that raises for bad input has bad input: `none` for `int()` of a number or `decode()`
 * that replaces what it cannot decode, `doubtful` where the input need not be text.
 */
export function inputRisk(call: Call): "none" | "doubtful" | "evident" {
  if (call.func.kind === "Attribute" && (call.func.attr.name === "decode" || call.func.attr.name === "encode")) {
    const errors = call.args[1] ?? call.keywords.find((keyword) => keyword.name === "errors")?.value;
    return errors?.kind === "Constant" && errors.value !== "strict" ? "none" : "evident";
  }
  const [only] = call.args;
  if (call.args.length !== 1 || only === undefined) return "evident";
  if (isNumber(only) || isNumberText(only)) return "none";
  return isArithmetic(only) || isField(only) ? "doubtful" : "evident";
}

/** Text is added to and formatted, but neither subtracted from nor divided; nor does one multiply it to read it. */
function isArithmetic(expr: Expr): boolean {
  return expr.kind === "BinOp" && expr.op !== "+" && expr.op !== "%";
}

/** An attribute of something, or an element of one: whether that is text, nothing here tells. */
function isField(expr: Expr): boolean {
  if (expr.kind === "Subscript") return isField(expr.value);
  if (expr.kind !== "Attribute") return false;
  return !(expr.value.kind === "Name" && (expr.value.name === "sys" || expr.value.name === "os"));
}

function isNumberText(expr: Expr): boolean {
  return expr.kind === "Constant" && expr.type === "str" && /^[\d.]+$/.test(expr.value);
}

/** Functions that give a number. */
const GIVES_NUMBER = new Set(["len", "round", "abs", "time", "monotonic", "perf_counter", "getsize", "tell", "fileno"]);

function isFloat(expr: Expr): boolean {
  return expr.kind === "Constant" && expr.type === "float";
}

/** Whether an expression is a number for sure, so that `int()` of it cannot fail. */
function isNumber(expr: Expr): boolean {
  switch (expr.kind) {
    case "Constant":
      return expr.type === "int" || expr.type === "float" || expr.type === "True" || expr.type === "False";
    case "BinOp":
      // `+` and `%` are for text too, `*` repeats it where both sides are unknown.
      if (expr.op === "-" || expr.op === "/" || expr.op === "//" || expr.op === "**") return true;
      if (expr.op === "*") return isFloat(expr.left) || isFloat(expr.right);
      return isNumber(expr.left) || (expr.op === "+" && isNumber(expr.right));
    case "UnaryOp":
    case "Compare":
      return true;
    case "Attribute":
      return /^(?:st_\w+|days|seconds|microseconds)$/.test(expr.attr.name);
    case "Call": {
      const name = lastName(expr.func);
      return GIVES_NUMBER.has(name);
    }
    default:
      return false;
  }
}

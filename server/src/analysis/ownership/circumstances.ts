/** Circumstances of a call, on which it depends whether it acquires anything. */
import { isKindOf } from "../../catalogue/catalogue.js";
import type { CallableEntry, Condition } from "../../catalogue/schema.js";
import type { Call, Expr } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import type { Argument } from "./arguments.js";
import type { Machine } from "./machine.js";

/** Names that people give to open files where a path would do as well. */
const FILE_NAME =
  /^(?:self|f|fp|fh|fd|fileobj|file_?obj\w*|file_?handle|handle|stream|\w*_stream|buf\w*|\w*buffer|\w*_io|bio|sio)$/;

function isOfType(machine: Machine, argument: Argument, wanted: string): boolean {
  const { catalogue, types } = machine.context;
  const { value, expr } = argument;
  const type = value?.kind === "object" ? machine.siteOf(value.id).typeName : types.typeOf(expr, machine.scope);
  if (type !== null) return isKindOf(catalogue, type, wanted);
  const named = expr.kind === "Call" ? expr.func : expr;
  const name = lastName(named).toLowerCase();
  return FILE_NAME.test(name) || (expr.kind === "Call" && /(?:file|fileobj|stream|buffer)$/.test(name));
}

function isConstant(expr: Expr): boolean {
  return expr.kind === "Constant" || (expr.kind === "UnaryOp" && isConstant(expr.operand));
}

/** Whether a circumstance of the call means that nothing is acquired. Where it cannot be told: yes, silence wins. */
export function holdsBack(machine: Machine, entry: CallableEntry, args: readonly Argument[], call: Call): boolean {
  if (entry.onlyInLoop === true && !machine.context.isInLoop(call)) return true;
  if (entry.unlessCalls?.some((name) => machine.context.calls(name))) return true;
  const holdsUnless = (condition: Condition): boolean => {
    const verdict = holds(machine, condition, args, call);
    // What may be among `**options` may as well be given.
    return verdict === null ? condition.given !== false : verdict;
  };
  if ((entry.unless ?? []).some(holdsUnless)) return true;
  return (entry.when ?? []).some((condition) => holds(machine, condition, args, call) !== true);
}

/** Whether what a call makes is not open yet. */
export function isUnopened(machine: Machine, entry: CallableEntry, args: readonly Argument[], call: Call): boolean {
  if (!Array.isArray(entry.unopened)) return entry.unopened === true;
  return entry.unopened.some((condition) => holds(machine, condition, args, call) !== false);
}

/** Whether a circumstance holds; null where that cannot be told. */
function holds(machine: Machine, condition: Condition, args: readonly Argument[], call: Call): boolean | null {
  const argument = args.find((candidate) => candidate.parameter === condition.parameter);
  if (argument === undefined) {
    const unclear = call.keywords.some((keyword) => keyword.name === null);
    if (condition.given === true) return unclear ? null : false;
    if (condition.given === false) return unclear || args.some((a) => a.parameter === null) ? null : true;
    return false;
  }
  if (condition.given !== undefined) return condition.given;
  if (condition.type !== undefined) return isOfType(machine, argument, condition.type);
  const text = machine.context.text.slice(argument.expr.start, argument.expr.end);
  if (condition.endsWith !== undefined) return textOf(machine, argument.expr).endsWith(condition.endsWith);
  if (text === condition.is) return true;
  return isConstant(argument.expr) ? false : null;
}

/** The source of a text or path as far as it ends it, without quotes; that of a name, where one assignment binds it. */
function textOf(machine: Machine, expr: Expr): string {
  let meant = expr;
  if (expr.kind === "Name") {
    const bindings = machine.scope.lookup(expr.name)?.bindings.get(expr.name) ?? [];
    const [only] = bindings;
    if (bindings.length === 1 && only?.kind === "assign") meant = only.value;
  }
  return machine.context.text.slice(meant.start, meant.end).replace(/["')\s]+$/, "");
}

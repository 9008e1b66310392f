/** Words for messages: what a resource is called, which step loses it, what to do about it. */
import type { LostResource, TraceStep } from "../../analysis/ownership/facts.js";
import { LineIndex, type Range } from "../../base/text.js";
import type { TypeEntry } from "../../catalogue/schema.js";
import type { Call, Expr, Module } from "../../syntax/ast.js";
import type { RuleContext, Step } from "../define.js";
import { freshName } from "./fixes/names.js";

const LONGEST_CALLEE = 40;

const RELEASED: Readonly<Record<string, string>> = {
  close: "closed",
  aclose: "closed",
  server_close: "closed",
  cleanup: "cleaned up",
  shutdown: "shut down",
  disconnect: "disconnected",
};

const lineIndexes = new WeakMap<Module, LineIndex>();

/** The line of an offset as editors count it, from 1. */
export function lineNumber(context: RuleContext, offset: number): number {
  let lines = lineIndexes.get(context.module);
  if (lines === undefined) {
    lines = new LineIndex(context.text);
    lineIndexes.set(context.module, lines);
  }
  return lines.lineAt(offset) + 1;
}

/** Whether a value of the type is a bare file descriptor: a number that only functions release. */
export function isDescriptor(type: TypeEntry): boolean {
  const resource = type.resource;
  return resource !== undefined && resource.release.length === 0 && (resource.releaseFunctions?.length ?? 0) > 0;
}

/** Whether a process is started with pipes: those are files that stay open, whatever becomes of the process. */
export function hasPipes({ acquisition, pipesOpen }: LostResource, text: string): boolean {
  const isPipe = (value: Expr): boolean => /pipe/i.test(text.slice(value.start, value.end));
  return (
    pipesOpen === true ||
    acquisition.keywords.some(({ name, value }) => name === null || (/^std(?:in|out|err)$/.test(name) && isPipe(value)))
  );
}

/** The past participle of what releases the type: "closed". */
export function released(type: TypeEntry): string {
  if (isDescriptor(type)) return "closed";
  return RELEASED[type.resource?.release[0]?.toLowerCase() ?? ""] ?? "released";
}

/** The call as messages show it: `open()`; long and many-line receivers are left out. */
export function callName({ callee, acquisition }: Pick<LostResource, "callee" | "acquisition">): string {
  const { func, start, end } = acquisition;
  // A property is read, and a factory is named: nothing is called here.
  const isCall = func.start !== start || func.end !== end;
  return isCall ? `${shortCallee(callee)}()` : shortCallee(callee);
}

/** The resource as the subject of a sentence: "File 'source' from open()". */
export function subject(lost: LostResource): string {
  const { noun } = lost.type;
  if (lost.container) return `The ${noun} from ${callName(lost)} in '${lost.container.name}'`;
  if (lost.name === null) return `The ${noun} from ${callName(lost)}`;
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)} '${lost.name}' from ${callName(lost)}`;
}

/**
 * Whether another path through the scope hands the resource over: a `with` around it would close what the caller
 * gets. A guess by the text, good enough to choose words.
 */
export function isKeptElsewhere(context: RuleContext, lost: LostResource): boolean {
  if (lost.isCollected && lost.loss === "exception") return true;
  if (lost.releasedElsewhere || lost.name === null) return false;
  if (lost.loss === "exception") return true;
  const scope = context.text.slice(lost.acquisition.end, lost.scope.end);
  const name = lost.name.replace(/[.[\]]/g, "\\$&");
  return new RegExp(`\\b(?:return|yield)\\b[^\\n]*(?<![.\\w])${name}(?![\\w.(\\[])`).test(scope);
}

/** How a named resource gets lost, as a sentence. */
export function lossProblem(context: RuleContext, loss: LostResource): string {
  const { type, trace, name } = loss;
  if (loss.name === null && isDescriptor(type)) {
    return `The ${type.noun} that ${callName(loss)} opens is thrown away and never closed.`;
  }
  if (loss.loss === "rebound" || loss.loss === "deleted") {
    const step = lastStep(trace, "rebind", "delete");
    const line = step === undefined ? 0 : lineNumber(context, step.range.start);
    if (line === lineNumber(context, loss.acquisition.start)) {
      return `${subject(loss)} is still open when the next turn of the loop binds '${name}' again.`;
    }
    if (loss.container && loss.loss === "deleted") return `${subject(loss)} is still open when line ${line} drops it.`;
    const action = loss.loss === "deleted" ? `deletes '${name}'` : `binds '${name}' again`;
    return `${subject(loss)} is still open when ${line === 0 ? "a later line" : `line ${line}`} ${action}.`;
  }
  const exit = exitPhrase(context, trace);
  const caredFor = loss.releasedElsewhere || isKeptElsewhere(context, loss);
  if (!caredFor) return `${subject(loss)} is never ${released(type)}.`;
  return exit === ""
    ? `${subject(loss)} is not ${released(type)} on every path.`
    : `${subject(loss)} stays open${exit}.`;
}

/** What to write instead, as a sentence. */
export function advice(context: RuleContext, lost: LostResource): string {
  const resource = lost.type.resource;
  const { container } = lost;
  if (container?.exits) {
    return `Use 'with' for '${container.name}', or close it, and what its 'pop_all()' gives, in 'finally'.`;
  }
  if (container) return `In 'finally', have a loop over '${container.name}' do it, or use a 'contextlib.ExitStack'.`;
  if (lost.isRepeated && lost.name === null) return "Loop over them, and use 'with' for each.";
  const name = lost.name ?? freshName(lost.type, lost.scope);
  const method = resource?.release[0];
  if (resource === undefined) return "Use a 'with' statement.";
  const call =
    method === undefined ? `${resource.releaseFunctions?.[0] ?? "os.close"}(${name})` : `${name}.${method}()`;
  if (isKeptElsewhere(context, lost)) {
    if (lost.loss === "exception") return `Call ${call} in 'except' and raise again.`;
    return lost.loss === "end-of-scope" ? `Call ${call} on that path too.` : `Call ${call} before.`;
  }
  if (method === undefined)
    return lost.name === null ? `Keep it and close it with ${call}.` : `Call ${call} in 'finally'.`;
  if (!isBoundDirectly(lost)) return `Call ${call} in 'finally'.`;
  const opening = `${shortCallee(lost.callee)}(${hasArguments(lost.acquisition) ? "..." : ""})`;
  if (resource.asyncWith === "release" && (resource.awaitRelease === true || resource.with !== "release")) {
    return `Use 'async with ${opening} as ${name}:'.`;
  }
  if (resource.with === "release") return `Use 'with ${opening} as ${name}:'.`;
  if (resource.awaitRelease === true) return `Await ${call} in 'finally'.`;
  if (method === "close") return `Use 'with contextlib.closing(${opening}) as ${name}:'.`;
  return `Call ${call} in 'finally'.`;
}

/** The range of a call to underline: with its arguments where they stand on one line, else its callee. */
export function callRange(context: RuleContext, call: Call): Range {
  const whole = { start: call.start, end: call.end };
  if (lineNumber(context, whole.start) === lineNumber(context, whole.end)) return whole;
  const callee = { start: call.func.start, end: call.func.end };
  if (lineNumber(context, callee.start) === lineNumber(context, callee.end)) return callee;
  if (call.func.kind === "Attribute") return { start: call.func.attr.start, end: call.func.attr.end };
  return { start: call.start, end: call.start + 1 };
}

/** The last step of one of the kinds. */
export function lastStep(trace: readonly TraceStep[], ...kinds: TraceStep["kind"][]): TraceStep | undefined {
  return trace.findLast((step) => kinds.includes(step.kind));
}

/** The path as related information. */
export function stepsOf(trace: readonly TraceStep[]): Step[] {
  return trace.map(({ message, range, origin }) => ({ message, range, ...(origin === undefined ? {} : { origin }) }));
}

/** When the scope is left with something open: " when line 12 returns", or nothing to say. */
export function exitPhrase(context: RuleContext, trace: readonly TraceStep[]): string {
  const last = trace.findLast((step) => step.kind !== "exit");
  if (last?.kind === "return") return ` when line ${lineNumber(context, last.range.start)} returns`;
  const turn = lastStep(trace, "branch", "loop");
  if (turn === undefined) return "";
  return ` on the path through line ${lineNumber(context, turn.range.start)}`;
}

/** What raises: "int() on line 12 raises", "line 12 raises". */
export function raisePhrase(context: RuleContext, trace: readonly TraceStep[], verb: string): string {
  const step = lastStep(trace, "raise");
  if (step === undefined) return `an exception leaves it`;
  const place = `line ${lineNumber(context, step.range.start)}`;
  const source = context.text.slice(step.range.start, step.range.end);
  const callee = /^(?:await\s+)?([\w.]+)\s*\(/.exec(source)?.[1];
  const isCall = callee !== undefined && callee !== "assert" && callee !== "raise" && source.trimEnd().endsWith(")");
  return isCall ? `${shortCallee(callee)}() on ${place} ${verb}` : `${place} ${verb}`;
}

/** Whether the acquired value has no other name than the one that `with ... as` would give it. */
function isBoundDirectly(lost: LostResource): boolean {
  const { statement, acquisition, name } = lost;
  if (name === null || (statement.kind === "With" && lost.loss === "with-keeps")) return true;
  if (statement.kind === "AnnAssign") return statement.value === acquisition && isName(statement.target, name);
  if (statement.kind !== "Assign" || statement.value !== acquisition) return false;
  return statement.targets.length === 1 && statement.targets.every((target) => isName(target, name));
}

function isName(expression: Expr, name: string): boolean {
  return expression.kind === "Name" && expression.name === name;
}

function hasArguments(call: Call): boolean {
  return call.args.length > 0 || call.keywords.length > 0;
}

function shortCallee(callee: string): string {
  if (callee.length <= LONGEST_CALLEE && !/[\r\n]/.test(callee)) return callee;
  return /\w+\s*$/.exec(callee)?.[0].trim() ?? "the call";
}

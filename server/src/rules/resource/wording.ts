/** Words for messages: what a resource is called, which step loses it, what to do about it. */
import type { LostResource, TraceStep } from "../../analysis/ownership/facts.js";
import { LineIndex, type Range } from "../../base/text.js";
import type { TypeEntry } from "../../catalogue/schema.js";
import type { Call, Module } from "../../syntax/ast.js";
import type { RuleContext, Step } from "../define.js";

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

/** The past participle of what releases the type: "closed". */
export function released(type: TypeEntry): string {
  if (isDescriptor(type)) return "closed";
  return RELEASED[type.resource?.release[0] ?? ""] ?? "released";
}

/** The call as messages show it: `open()`; long and many-line receivers are left out. */
export function callName(callee: string): string {
  return `${shortCallee(callee)}()`;
}

/** The resource as the subject of a sentence: "File 'source' from open()". */
export function subject(lost: LostResource): string {
  const { noun } = lost.type;
  if (lost.name === null) return `The ${noun} from ${callName(lost.callee)}`;
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)} '${lost.name}' from ${callName(lost.callee)}`;
}

/** What to write instead, as a sentence. */
export function advice(lost: LostResource): string {
  const resource = lost.type.resource;
  const name = lost.name ?? lost.type.noun.replaceAll(/\W+/g, "_");
  const method = resource?.release[0];
  if (resource === undefined) return "Use a 'with' statement.";
  if (method === undefined) {
    const call = resource.releaseFunctions?.[0] ?? "os.close";
    return lost.name === null ? `Keep it and call ${call}() in 'finally'.` : `Call ${call}(${name}) in 'finally'.`;
  }
  if (!isBoundDirectly(lost))
    return lost.name === null ? "Use a 'with' statement." : `Close it with 'with' or 'finally'.`;
  const call = `${shortCallee(lost.callee)}(${hasArguments(lost.acquisition) ? "..." : ""})`;
  if (resource.asyncWith === "release" && (resource.awaitRelease === true || resource.with !== "release")) {
    return `Use 'async with ${call} as ${name}:'.`;
  }
  if (resource.with === "release") return `Use 'with ${call} as ${name}:'.`;
  if (resource.awaitRelease === true) return `Await ${name}.${method}() in 'finally'.`;
  if (method === "close") return `Use 'with contextlib.closing(${call}) as ${name}:'.`;
  return `Call ${name}.${method}() in 'finally'.`;
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
  return trace.map(({ message, range }) => ({ message, range }));
}

/** When the scope is left with something open: " when line 12 returns", or nothing to say. */
export function exitPhrase(context: RuleContext, trace: readonly TraceStep[]): string {
  const last = trace[trace.length - 1];
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
  return isCall ? `${callName(callee)} on ${place} ${verb}` : `${place} ${verb}`;
}

/** Whether the statement does nothing but bind the acquired value to a name. */
function isBoundDirectly(lost: LostResource): boolean {
  const { statement, acquisition } = lost;
  if (lost.name === null) return statement.kind === "ExprStmt" && statement.value === acquisition;
  if (!/^\w+$/.test(lost.name)) return false;
  if (statement.kind !== "Assign" && statement.kind !== "AnnAssign") return false;
  return statement.value === acquisition;
}

function hasArguments(call: Call): boolean {
  return call.args.length > 0 || call.keywords.length > 0;
}

function shortCallee(callee: string): string {
  if (callee.length <= LONGEST_CALLEE && !/[\r\n]/.test(callee)) return callee;
  return /\w+\s*$/.exec(callee)?.[0].trim() ?? "the call";
}

/** Words for listeners: what stays registered, with whom, what to do about it. */
import type { Reason, StayingListener } from "../../analysis/listeners/facts.js";
import type { Registration } from "../../analysis/listeners/registrations.js";
import type { Range } from "../../base/text.js";
import type { Node } from "../../syntax/ast.js";
import type { RuleContext, Step } from "../define.js";
import { callRange, lineNumber } from "../resource/wording.js";

const LONGEST = 48;

/** A piece of the text on one line, shortened where it is long. */
export function quoted(context: RuleContext, node: Range): string {
  const text = context.text.slice(node.start, node.end).replace(/\s+/g, " ");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** The listener as the subject of a sentence: "'self.changed'", "The lambda", "Local function 'note'". */
export function listenerName(context: RuleContext, { listener }: Registration): string {
  if (listener.kind === "FunctionDef") return `Function '${listener.name.name}'`;
  if (listener.kind === "Lambda") return "The lambda";
  if (listener.kind === "Call") return `'${quoted(context, listener.func)}(...)'`;
  return `'${quoted(context, listener)}'`;
}

/** With whom: "with 'bus'", "at exit", by what is written. */
export function publisherName(context: RuleContext, { publisher, container, verb }: Registration): string {
  if (publisher !== null) return `'${quoted(context, publisher)}'`;
  if (container !== null) return `'${container.name}'`;
  return `${verb}()`;
}

/** What would end it, as code: `bus.unsubscribe(self.changed)`. */
export function removalCall(context: RuleContext, one: Registration, remover: string): string {
  const { listener, publisher } = one;
  const what = listener.kind === "FunctionDef" ? listener.name.name : quoted(context, listener);
  const isFresh = listener.kind === "Lambda" || listener.kind === "Call";
  if (remover === "__isub__" && publisher !== null) return `${quoted(context, publisher)} -= ${what}`;
  const takes = takenBy(one, remover);
  const on = publisher === null || remover.includes(".") ? "" : `${quoted(context, publisher)}.`;
  const keys = one.call === null || one.known !== null || takes === "listener" ? [] : one.keys;
  const given = keys.map((key) => quoted(context, key));
  if (takes !== "key") given.push(isFresh ? "..." : what);
  return `${on}${remover}(${given.join(", ")})`;
}

/** What the removing method is to be handed: what the registering one was, or only the listener, or only its key. */
export function takenBy({ call, callee, kept }: Registration, remover: string): "all" | "listener" | "key" {
  const method = callee?.method?.owner.method(remover) ?? null;
  if (call === null || method === null || callee?.unit.node.kind !== "FunctionDef") return "all";
  const [own, ...more] = method.node.params.all.filter(({ name }) => name !== method.receiver);
  if (own === undefined || more.length > 0 || call.args.length < 2) return "all";
  const isKey = own.name !== kept?.parameter && callee.unit.node.params.all.some(({ name }) => name === own.name);
  return isKey ? "key" : "listener";
}

/** Why it stays, and what to do: two sentences. */
export function reasonText(context: RuleContext, found: StayingListener): string {
  const { registration: one, reason } = found;
  const line = (node: Range): string => context.model.lineName(node);
  switch (reason.kind) {
    case "never": {
      const [remover] = reason.removers;
      if (remover === undefined) {
        return `and nothing can unregister it${kept(found)}. Give ${publisherName(context, one)} a way to remove listeners, or let it hold them weakly.`;
      }
      return `and nothing unregisters it${kept(found)}. ${remover === "__isub__" ? "Say" : "Call"} ${removalCall(context, one, remover)} when it is no longer needed.`;
    }
    case "mismatch":
      return `and ${line(reason.removal.node)} unregisters another object${kept(found)}. Keep what is registered, and unregister that.`;
    case "path":
      return `${pathText(reason, line)}. Unregister it in 'finally'.`;
    case "closing":
      return `and ${nameOf(reason.method.node)}() does not unregister it ${pathText(reason, line)}${kept(found)}. Unregister it on every path of ${nameOf(reason.method.node)}().`;
    case "token":
      if (reason.lost === "overwritten") {
        return `and ${line(reason.at)} overwrites the only thing that can end the registration${kept(found)}. Keep each in a list.`;
      }
      return reason.lost === "dropped"
        ? `and what ends the registration is thrown away${kept(found)}. Keep the result of ${one.verb}() and end it.`
        : `and what ${line(reason.at)} keeps to end the registration is never used${kept(found)}. End it when it is no longer needed.`;
    case "twice":
      return `though ${line(reason.other.node)} has registered it already, and it is unregistered once. Register it in one place.`;
    case "override":
      return `and the override of ${nameOf(reason.override.node)}() on ${line(reason.override.node)} does not unregister it. Call super().${nameOf(reason.override.node)}() there.`;
    case "uncalled":
      return `and only ${nameOf(reason.method.node)}() unregisters it, which nothing calls${kept(found)}. Call it when the object is no longer needed.`;
    case "finalizer":
      return `and only __del__ unregisters it, which cannot run while ${publisherName(context, one)} holds the object. Unregister it in a method that is called.`;
  }
}

function pathText(reason: Reason & { readonly kind: "path" | "closing" }, line: (node: Range) => string): string {
  const { by, at, evident } = reason.skipped;
  if (by === "return") return `when ${line(at)} returns`;
  if (by === "branch") return `on the path through ${line(at)}`;
  if (by === "yield")
    return `when the caller's 'with' block raises: the exception comes out of the 'yield' on ${line(at)}`;
  return evident ? `when ${line(at)} raises` : `if ${line(at)} raises`;
}

function nameOf(node: Node): string {
  return node.kind === "FunctionDef" ? node.name.name : "";
}

function kept({ keeps, registration }: StayingListener): string {
  if (keeps !== null) return `: each ${keeps.name} stays alive`;
  return registration.grows !== "each" ? "" : ": one more with every call";
}

/** The places that prove it. */
export function stepsOf(context: RuleContext, found: StayingListener): Step[] {
  const { registration: one, reason } = found;
  const steps: Step[] = [
    { message: `${listenerName(context, one)} is registered here`, range: short(context, one.node) },
  ];
  const add = (message: string, node: Range): void => {
    steps.push({ message, range: short(context, node) });
  };
  const addition = one.kept?.addition;
  if (addition !== undefined) add(`${one.container?.name ?? "the publisher"} keeps it`, addition.node);
  switch (reason.kind) {
    case "mismatch":
      if (one.container !== null) {
        const strict = reason.removal.byIdentity
          ? one.container.removals.find(({ byIdentity }) => byIdentity)
          : undefined;
        if (strict !== undefined)
          add("each read of a method gives another object, so 'is not' lets all stay", strict.node);
      }
      add("this unregisters another object", reason.removal.node);
      break;
    case "path":
    case "closing":
      add(
        reason.skipped.by === "exception" ? "an exception leaves here" : "this path does not unregister it",
        reason.skipped.at,
      );
      add("the removal that is skipped", reason.removal);
      break;
    case "token":
      add("what ends the registration is lost here", reason.at);
      break;
    case "twice":
      add("it is registered here already", reason.other.node);
      break;
    case "override":
      add("this method unregisters it", head(reason.method.node));
      add("this one overrides it", head(reason.override.node));
      break;
    case "uncalled":
      add("nothing calls this method", head(reason.method.node));
      break;
    case "finalizer":
      add("this cannot run", reason.removal.node);
      break;
    default:
      break;
  }
  return steps;
}

function head(node: Node): Range {
  return node.kind === "FunctionDef" || node.kind === "ClassDef" ? node.name : node;
}

/** What to underline of a node: on one line. */
export function short(context: RuleContext, node: Range & { readonly kind?: string }): Range {
  const whole = { start: node.start, end: node.end };
  if (isCall(node)) return callRange(context, node);
  if (lineNumber(context, node.start) === lineNumber(context, node.end)) return whole;
  const end = context.text.slice(node.start).search(/[\r\n]/);
  return { start: node.start, end: end < 0 ? node.end : node.start + end };
}

function isCall(node: Range & { readonly kind?: string }): node is Node & { readonly kind: "Call" } {
  return node.kind === "Call";
}

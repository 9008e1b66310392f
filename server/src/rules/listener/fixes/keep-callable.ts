/** The fix for a removal that does not match: one callable for both calls. */
import type { StayingListener } from "../../../analysis/listeners/facts.js";
import type { Expr, Lambda } from "../../../syntax/ast.js";
import type { Fix, RuleContext } from "../../define.js";
import { Layout } from "../../resource/fixes/layout.js";
import { freeName } from "./unregister.js";

/** Null where what is unregistered is not the text of what is registered: then nobody knows which is meant. */
export function keepCallableFix(context: RuleContext, found: StayingListener): Fix | null {
  const { registration: one, reason } = found;
  if (reason.kind !== "mismatch" || one.listener.kind === "FunctionDef" || reason.removal.subject === null) return null;
  const { listener, unit } = one;
  const gone = reason.removal.subject;
  const text = (expr: Expr): string => context.text.slice(expr.start, expr.end);
  if (text(listener).replace(/\s+/g, "") !== text(gone).replace(/\s+/g, "")) return null;
  if (listener.kind !== "Lambda" && listener.kind !== "Call") return null;
  const plain = listener.kind === "Lambda" ? forwarded(listener) : null;
  if (plain !== null) {
    const name = text(plain);
    const edits = [listener, gone].map(({ start, end }) => ({ start, end, text: name }));
    return { title: `Register '${name}' itself`, safe: true, edits: edits.sort((a, b) => a.start - b.start) };
  }
  const stmt = unit.statementOf(listener);
  const layout = new Layout(context.text);
  const indent = stmt === null ? null : layout.indentOf(stmt);
  if (stmt === null || indent === null || unit.node.kind !== "FunctionDef") return null;
  const method = context.model.methodOf(unit);
  let name: string;
  if (reason.removal.unit === unit) name = freeName(unit.node, "listener");
  else {
    const other = context.model.methodOf(reason.removal.unit);
    if (method === null || other === null || method.receiver === null || method.receiver !== other.receiver)
      return null;
    const taken = (attribute: string): boolean =>
      method.owner.usesOf(attribute).length > 0 || method.owner.method(attribute) !== null;
    const attribute = ["_listener", "_registered", "_registered_listener"].find((one) => !taken(one));
    if (attribute === undefined) return null;
    name = `${method.receiver}.${attribute}`;
  }
  const edits = [
    { start: stmt.start, end: stmt.start, text: `${name} = ${text(listener)}${layout.newlineAt(stmt.start)}${indent}` },
    { start: listener.start, end: listener.end, text: name },
    { start: gone.start, end: gone.end, text: name },
  ];
  return {
    title: `Keep the callable as '${name}'`,
    safe: true,
    edits: edits.sort((a, b) => a.start - b.start || a.end - b.end),
  };
}

/** What a lambda calls with exactly its own parameters: a method or function that can stand in its place. */
function forwarded({ params, body }: Lambda): Expr | null {
  if (body.kind !== "Call" || body.keywords.length > 0 || body.args.length !== params.all.length) return null;
  if (params.all.some(({ form, default: value }) => form !== "positional" || value !== null)) return null;
  const isSame = body.args.every((arg, index) => arg.kind === "Name" && arg.name === params.all[index]?.name);
  const { func } = body;
  const isPath = func.kind === "Name" || (func.kind === "Attribute" && func.value.kind === "Name");
  const isFree =
    func.kind === "Name" ? func.name : func.kind === "Attribute" && func.value.kind === "Name" ? func.value.name : "";
  return isSame && isPath && !params.all.some((param) => param.name === isFree) ? func : null;
}

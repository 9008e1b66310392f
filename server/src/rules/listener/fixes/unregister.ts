/** Fixes that unregister a listener: in `finally`, or in a closing method that the class has. */
import type { StayingListener } from "../../../analysis/listeners/facts.js";
import type { Registration } from "../../../analysis/listeners/registrations.js";
import type { Edit } from "../../../base/text.js";
import type { ClassDef, Expr, FunctionDef, Stmt } from "../../../syntax/ast.js";
import { contains, namesIn } from "../../../syntax/walk.js";
import type { Fix, RuleContext } from "../../define.js";
import { endOf, Layout } from "../../resource/fixes/layout.js";
import { takenBy } from "../wording.js";

const CLOSING =
  /^(?:close|aclose|__exit__|stop|shutdown|dispose|disconnect|destroy|teardown|tear_down|cleanup|detach|leave|release|finish|end|quit)$/;
const STEP = "    ";

/** The fix that suits: `if not log.handlers` for a constructor, a closing method, `finally`; null where none does. */
export function unregisterFix(context: RuleContext, found: StayingListener): Fix | null {
  const { registration: one, reason, rule } = found;
  if (reason.kind === "override") return superFix(context, reason.override.node);
  if (one.call === null || (reason.kind !== "never" && reason.kind !== "path")) return null;
  const { node } = one.unit;
  if (node.kind !== "FunctionDef") return null;
  if (rule === "LK404" && (node.name.name === "__init__" || returnsLogger(one, node))) return guardFix(context, one);
  const remover = one.known?.entry.remove[0] ?? (reason.kind === "never" ? reason.removers[0] : undefined);
  if (reason.kind === "path") return finallyFix(context, one, node, reason.removal);
  if (remover === undefined) return null;
  const method = context.model.methodAround(one.unit);
  if (method !== null && isOfReceiver(one, method.receiver))
    return closingFix(context, one, method.owner.node, remover);
  return rule === "LK405" ? null : finallyFix(context, one, node, remover);
}

/** Whether the listener is the receiver or an attribute of it, and reachable from any method. */
function isOfReceiver({ listener }: Registration, receiver: string | null): boolean {
  if (receiver === null || listener.kind === "FunctionDef") return false;
  if (listener.kind === "Name") return listener.name === receiver;
  return listener.kind === "Attribute" && listener.value.kind === "Name" && listener.value.name === receiver;
}

function closingFix(context: RuleContext, one: Registration, owner: ClassDef, remover: string): Fix | null {
  const { model, text } = context;
  const own = model.classInfo(owner)?.ownMethods.find(({ node }) => CLOSING.test(node.name.name)) ?? null;
  if (own === null || own.node === one.unit.node) return null;
  const call = removalText(context, one, remover);
  if (call === null) return null;
  // What the removal mentions must mean the same in the other method.
  const names = one.call === null ? [] : [...namesIn(one.call)];
  const isShared = names.every(
    (name) => name === own.receiver || one.unit.scope.lookup(name)?.node.kind !== "FunctionDef",
  );
  if (!isShared || own.receiver === null) return null;
  const layout = new Layout(text);
  const body = own.node.body.filter((stmt, index) => !(index === 0 && isDocstring(stmt)));
  const first = body[0];
  const indent = first === undefined ? null : layout.indentOf(first);
  if (first === undefined || indent === null) return null;
  return {
    title: `Unregister the listener in ${own.node.name.name}()`,
    safe: false,
    edits: [{ start: first.start, end: first.start, text: `${call}${layout.newlineAt(first.start)}${indent}` }],
  };
}

/** The rest of the function goes into `try`, the removal into `finally`. */
function finallyFix(
  context: RuleContext,
  one: Registration,
  scope: FunctionDef,
  removal: string | Expr | object,
): Fix | null {
  const { text } = context;
  const layout = new Layout(text);
  const stmt = one.unit.statementOf(one.node);
  const index = stmt === null ? -1 : scope.body.indexOf(stmt);
  if (stmt === null || index < 0 || stmt.kind !== "ExprStmt" || stmt.value !== one.call || !layout.hasOwnLines(stmt))
    return null;
  const after = scope.body.slice(index + 1);
  const old =
    typeof removal === "string"
      ? null
      : (after.find((each) => each.kind === "ExprStmt" && each.value === removal) ?? null);
  if (typeof removal !== "string" && old === null) return null;
  const wrapped = after.filter((each) => each !== old);
  const last = old === null ? wrapped[wrapped.length - 1] : wrapped.findLast((each) => each.start < old.start);
  const block = last === undefined ? [] : wrapped.slice(0, wrapped.indexOf(last) + 1);
  const [first] = block;
  const indent = layout.indentOf(stmt);
  if (first === undefined || last === undefined || indent === null || block.some((each) => !layout.hasOwnLines(each)))
    return null;
  const newline = layout.newlineAt(stmt.start);
  const edits: Edit[] = [];
  let call = old === null ? null : text.slice(old.start, old.end);
  if (typeof removal === "string") {
    const fresh = one.listener.kind === "Call" || one.listener.kind === "Lambda" ? one.listener : null;
    const name =
      fresh === null
        ? null
        : freeName(
            scope,
            removal.includes("Handler") ? "handler" : removal.includes("Filter") ? "filter_" : "listener",
          );
    if (fresh !== null && name !== null) {
      edits.push({
        start: stmt.start,
        end: stmt.start,
        text: `${name} = ${text.slice(fresh.start, fresh.end)}${newline}${indent}`,
      });
      edits.push({ start: fresh.start, end: fresh.end, text: name });
    }
    call = removalText(context, one, removal, name);
  }
  if (call === null || block.some((each) => rebinds(each, one))) return null;
  const from = layout.linesOf(first).start;
  const to = layout.linesOf(last).end;
  edits.push({ start: from, end: from, text: `${indent}try:${newline}` });
  edits.push(...layout.indentEdits(from, to, indent, STEP, block, new Set()));
  const missing = text.slice(to - 1, to) === "\n" || text.slice(to - 1, to) === "\r" ? "" : newline;
  edits.push({
    start: to,
    end: to,
    text: `${missing}${indent}finally:${newline}${indent}${STEP}${call}${missing === "" ? newline : ""}`,
  });
  if (old !== null) edits.push({ ...layout.linesOf(old), text: "" });
  return { title: "Unregister the listener in 'finally'", safe: false, edits: merged(edits) };
}

/** Edits that begin at one place become one. */
function merged(edits: readonly Edit[]): Edit[] {
  const found: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const before = found[found.length - 1];
    if (before !== undefined && before.start === edit.start && before.end === before.start) {
      found[found.length - 1] = { start: edit.start, end: edit.end, text: before.text + edit.text };
    } else if (before !== undefined && before.start === edit.start && edit.end === edit.start) {
      found[found.length - 1] = { ...before, text: edit.text + before.text };
    } else found.push(edit);
  }
  return found;
}

function guardFix(context: RuleContext, one: Registration): Fix | null {
  const layout = new Layout(context.text);
  const stmt = one.unit.statementOf(one.node);
  if (stmt === null || stmt.kind !== "ExprStmt" || one.publisher === null || !layout.hasOwnLines(stmt)) return null;
  const indent = layout.indentOf(stmt);
  if (indent === null || one.verb !== "addHandler") return null;
  const { start, end } = layout.linesOf(stmt);
  const log = context.text.slice(one.publisher.start, one.publisher.end);
  if (!/^[\w.]+$/.test(log)) return null;
  const edits = layout.indentEdits(start, end, indent, STEP, [stmt], new Set());
  edits.push({ start, end: start, text: `${indent}if not ${log}.handlers:${layout.newlineAt(start)}` });
  return { title: `Add the handler only where '${log}' has none`, safe: false, edits: merged(edits.reverse()) };
}

function superFix(context: RuleContext, override: object & { readonly kind: string }): Fix | null {
  const node = override as FunctionDef;
  const last = node.kind === "FunctionDef" ? node.body[node.body.length - 1] : undefined;
  if (
    last === undefined ||
    node.params.all.length > 1 ||
    contains(node, (inner) => inner.kind === "Return" && inner.value !== null)
  )
    return null;
  const layout = new Layout(context.text);
  const indent = layout.indentOf(last);
  if (indent === null || node.isAsync) return null;
  const at = endOf(last);
  const text = `${layout.newlineAt(last.start)}${indent}super().${node.name.name}()`;
  return { title: `Call super().${node.name.name}()`, safe: false, edits: [{ start: at, end: at, text }] };
}

/** The call that unregisters, as code; null where it cannot be written. */
function removalText(
  context: RuleContext,
  one: Registration,
  remover: string,
  name: string | null = null,
): string | null {
  const { text } = context;
  const { call, listener } = one;
  if (call === null) return null;
  if (remover.includes(".")) {
    const given = listener.kind === "FunctionDef" ? listener.name.name : text.slice(listener.start, listener.end);
    // Only where the function is named in full, as it is registered.
    const func = text.slice(call.func.start, call.func.end);
    const prefix = remover.slice(0, remover.indexOf("."));
    return func.startsWith(`${prefix}.`) ? `${remover}(${name ?? given})` : null;
  }
  const isMethod = call.func.kind === "Attribute";
  // A function between the two may hand the publisher something else.
  if ((one.kept?.path.length ?? 0) > 0 && one.kept?.holder.kind === "place") return null;
  const on =
    isMethod && call.func.kind === "Attribute" ? `${text.slice(call.func.value.start, call.func.value.end)}.` : "";
  const takes = takenBy(one, remover);
  const handed = call.args.filter((arg) => takes === "all" || (takes === "listener") === (arg === listener));
  const args = handed.map((arg) => (arg === listener && name !== null ? name : text.slice(arg.start, arg.end)));
  if (call.keywords.length > 0 || call.args.some((arg) => arg.kind === "Starred")) return null;
  return `${on}${remover}(${args.join(", ")})`;
}

function rebinds(stmt: Stmt, one: Registration): boolean {
  const names = one.call === null ? new Set<string>() : namesIn(one.call);
  return contains(
    stmt,
    (node) => node.kind === "Assign" && node.targets.some((target) => target.kind === "Name" && names.has(target.name)),
  );
}

function returnsLogger({ publisher }: Registration, node: FunctionDef): boolean {
  const name = publisher?.kind === "Name" ? publisher.name : null;
  return node.body.some((stmt) =>
    contains(stmt, (inner) => inner.kind === "Return" && inner.value?.kind === "Name" && inner.value.name === name),
  );
}

function isDocstring(stmt: Stmt): boolean {
  return stmt.kind === "ExprStmt" && stmt.value.kind === "Constant" && stmt.value.type === "str";
}

/** A name that nothing in the function has. */
export function freeName(scope: FunctionDef, wanted: string): string {
  const taken = new Set([...namesIn(scope), ...scope.params.all.map(({ name }) => name)]);
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.has(`${wanted}${number}`)) return `${wanted}${number}`;
}

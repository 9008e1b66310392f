/** Handlers that a call puts in the place of the one before: `signal.signal`. */
import type { Call, Expr, FunctionDef, Lambda, Node } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import { argumentOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Callers } from "./callers.js";

/** A handler of the process that each call or object installs, and that nobody takes away. */
export interface InstalledHandler {
  readonly unit: Unit;
  readonly call: Call;
  readonly handler: Expr;
  /** Where it keeps the handler before, and with that all that went before; null where it takes its place only. */
  readonly previous: Node | null;
  /** The class whose instance it keeps alive; null for a function with what it refers to. */
  readonly owner: ClassInfo | null;
}

interface Setting {
  readonly unit: Unit;
  readonly call: Call;
  readonly name: string;
  readonly getter: string | null;
  readonly handler: Expr;
  readonly own: Own | null;
}

/** A handler that the file itself makes. */
type Own =
  | { readonly kind: "method"; readonly owner: ClassInfo }
  | { readonly kind: "function"; readonly node: FunctionDef | Lambda };

/** The installed handlers of a file. */
export function installedHandlers(model: FileModel, callers: Callers): InstalledHandler[] {
  const settings = settingsOf(model);
  // A handler that the file does not make itself may be the one before, or none: it takes the others away.
  const restored = new Set(settings.filter(({ own }) => own === null).map(({ name }) => name));
  const found: InstalledHandler[] = [];
  const seen = new Set<Unit>();
  for (const { unit, call, name, getter, handler, own } of settings) {
    if (own === null || restored.has(name) || seen.has(unit) || unit.node.kind !== "FunctionDef") continue;
    const often = own.kind === "method" ? callers.instances(own.owner) : callers.frequency(unit);
    if (often !== "many" || callers.frequency(unit) === "once") continue;
    const previous = previousOf(own, unit, [name, getter], model);
    const holds = own.kind === "method" || [...namesIn(own.node)].some((one) => isLocal(one, unit, own.node));
    if (previous === null && !holds) continue;
    seen.add(unit);
    found.push({ unit, call, handler, previous, owner: own.kind === "method" ? own.owner : null });
  }
  return found;
}

function settingsOf(model: FileModel): Setting[] {
  const found: Setting[] = [];
  for (const unit of model.units) {
    for (const call of unit.calls) {
      const name = model.qualifiedName(call.func, unit.scopeOf(call));
      const entry = name === null ? undefined : model.catalogue.callable(name);
      if (name === null || entry?.installs === undefined) continue;
      const { handler: parameter, getter } = entry.installs;
      const named = call.keywords.find((keyword) => keyword.name === parameter)?.value;
      const handler = named ?? argumentOf(call, entry.parameters?.indexOf(parameter) ?? -1, null);
      if (handler === null) continue;
      found.push({ unit, call, name, getter: getter ?? null, handler, own: ownOf(handler, unit, model) });
    }
  }
  return found;
}

function ownOf(handler: Expr, unit: Unit, model: FileModel): Own | null {
  if (handler.kind === "Lambda") return { kind: "function", node: handler };
  if (handler.kind === "Name") {
    const bindings = unit.scope.lookup(handler.name)?.bindings.get(handler.name) ?? [];
    const [only] = bindings;
    return bindings.length === 1 && only?.kind === "function" ? { kind: "function", node: only.node } : null;
  }
  if (handler.kind !== "Attribute" || handler.value.kind !== "Name") return null;
  const method = model.methodAround(unit);
  if (method === null || method.receiver !== handler.value.name) return null;
  const target = method.owner.method(handler.attr.name);
  // One that needs no object is held by the class.
  if (target === null) return null;
  return target.receiver === null || target.kind === "class"
    ? { kind: "function", node: target.node }
    : { kind: "method", owner: method.owner };
}

/** Where the handler before is kept: in a name that the new one uses, or in an attribute of its object. */
function previousOf(own: Own, unit: Unit, givers: readonly (string | null)[], model: FileModel): Node | null {
  const gives = (value: Expr, by: Unit): boolean =>
    value.kind === "Call" && givers.includes(model.qualifiedName(value.func, by.scopeOf(value)));
  if (own.kind === "method") {
    for (const uses of own.owner.ownUses.values()) {
      for (const { access, unit: by } of uses) {
        if (access.kind === "bind" && access.value !== null && gives(access.value, by)) return access.value;
      }
    }
    return null;
  }
  const names = namesIn(own.node);
  for (const [name, bindings] of unit.scope.bindings) {
    if (!names.has(name)) continue;
    for (const binding of bindings) if (binding.kind === "assign" && gives(binding.value, unit)) return binding.value;
  }
  return null;
}

/** Whether a name of an inner function is one of the function around it. */
function isLocal(name: string, unit: Unit, inner: Node): boolean {
  return (
    inner.start >= unit.node.start && inner.end <= unit.node.end && unit.scope.bindings.has(name) && inner !== unit.node
  );
}

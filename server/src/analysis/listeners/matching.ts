/** Whether what is unregistered is what was registered: by identity or equality, as Python's containers compare. */
import type { Scope } from "../../semantics/scopes.js";
import type { Expr, FunctionDef } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

/** `same` object or an equal one, surely an `other` one, or it cannot be told. */
export type Likeness = "same" | "other" | "unknown";

/** What a listener is, as far as that decides whether two expressions stand for the same one. */
export type Identity =
  /** The receiver itself. */
  | { readonly kind: "self"; readonly owner: ClassInfo }
  /** A method of the receiver; each read gives an equal one. */
  | { readonly kind: "method"; readonly name: string; readonly owner: ClassInfo }
  /** Something kept on the receiver. */
  | { readonly kind: "kept"; readonly name: string; readonly owner: ClassInfo }
  /** An attribute of something else. */
  | { readonly kind: "attribute"; readonly name: string }
  | {
      readonly kind: "name";
      readonly name: string;
      readonly scope: Scope;
      readonly fresh: boolean;
      readonly unit: Unit;
    }
  /** Made where the expression stands, each time anew. */
  | { readonly kind: "fresh" }
  | { readonly kind: "unknown" };

const MAX_DEPTH = 4;
const UNKNOWN: Identity = { kind: "unknown" };

/** The identity of a listener that stands in a unit. */
export function identityOf(model: FileModel, expr: Expr | FunctionDef, unit: Unit, depth = 0): Identity {
  if (depth > MAX_DEPTH) return UNKNOWN;
  switch (expr.kind) {
    case "FunctionDef":
      return { kind: "name", name: expr.name.name, scope: unit.scope, fresh: true, unit };
    case "Lambda":
      return { kind: "fresh" };
    case "Call":
      return isFresh(model, expr, unit) ? { kind: "fresh" } : UNKNOWN;
    case "Attribute": {
      const method = model.methodAround(unit);
      const isOwn =
        expr.value.kind === "Name" &&
        expr.value.name === method?.receiver &&
        unit.scope.lookup(expr.value.name)?.node === method.node;
      if (!isOwn) return { kind: "attribute", name: expr.attr.name };
      const { owner } = method;
      const name = expr.attr.name;
      if (owner.method(name) !== null && owner.method(name)?.kind !== "property")
        return { kind: "method", name, owner };
      const bound = owner.usesOf(name).filter(({ access }) => access.kind === "bind");
      const [only] = bound;
      const value = bound.length === 1 && only?.access.kind === "bind" ? only.access.value : null;
      if (value?.kind === "Attribute" && only !== undefined) return identityOf(model, value, only.unit, depth + 1);
      return { kind: "kept", name, owner };
    }
    case "Name": {
      const method = model.methodAround(unit);
      const scope = unit.scopeOf(expr).lookup(expr.name);
      if (scope === null) return UNKNOWN;
      if (expr.name === method?.receiver && scope.node === method.node) return { kind: "self", owner: method.owner };
      const bindings = scope.bindings.get(expr.name) ?? [];
      const [only] = bindings;
      if (bindings.length === 1 && only?.kind === "assign") {
        const home = scope.node.kind === "Comprehension" ? null : model.unitOf(scope.node);
        if (home !== null && (only.value.kind === "Attribute" || only.value.kind === "Name")) {
          const meant = identityOf(model, only.value, home, depth + 1);
          if (meant.kind !== "unknown" && meant.kind !== "attribute") return meant;
        }
      }
      const fresh =
        bindings.length > 0 &&
        bindings.every(
          (binding) =>
            binding.kind === "function" ||
            (binding.kind === "assign" &&
              (binding.value.kind === "Lambda" ||
                (binding.value.kind === "Call" && isFresh(model, binding.value, unit)))),
        );
      return { kind: "name", name: expr.name, scope, fresh, unit };
    }
    case "NamedExpr": {
      const scope = unit.scope.lookup(expr.target.name);
      return scope === null ? UNKNOWN : { kind: "name", name: expr.target.name, scope, fresh: true, unit };
    }
    default:
      return UNKNOWN;
  }
}

/** Whether two identities are one listener to `remove`. */
export function likeness(model: FileModel, a: Identity, b: Identity): Likeness {
  if (a.kind === "unknown" || b.kind === "unknown") return "unknown";
  if (a.kind === "fresh" || b.kind === "fresh") return "other";
  const names = "name" in a && "name" in b && a.name === b.name;
  switch (a.kind) {
    case "self":
      if (b.kind === "self") return areKin(a.owner, b.owner) ? "same" : "other";
      if (b.kind === "method") return "other";
      if (b.kind !== "name" || b.fresh) return "unknown";
      return isOfOtherClass(model, b, a.owner) ? "other" : "unknown";
    case "method":
      if (b.kind === "method") return names && areKin(a.owner, b.owner) ? "same" : "other";
      if (b.kind === "attribute") return names ? "same" : "other";
      if (b.kind === "self") return "other";
      return b.kind === "name" && b.fresh ? "other" : "unknown";
    case "kept":
      if (b.kind === "kept" && !areKin(a.owner, b.owner)) return isMadeIn(a) && isMadeIn(b) ? "other" : "unknown";
      if (b.kind === "self" || b.kind === "name") return "unknown";
      return names ? "same" : "unknown";
    case "attribute":
      if (b.kind === "self" || b.kind === "name") return "unknown";
      return names ? "same" : b.kind === "method" ? "other" : "unknown";
    case "name":
      if (b.kind === "self" || b.kind === "method") return likeness(model, b, a);
      if (b.kind !== "name") return "unknown";
      if (a.scope === b.scope) return names ? "same" : a.fresh && b.fresh ? "other" : "unknown";
      return a.fresh && b.fresh ? "other" : "unknown";
    default:
      return "unknown";
  }
}

/** Whether what an attribute holds is always made by the class itself. */
function isMadeIn({ name, owner }: Identity & { readonly kind: "kept" }): boolean {
  const bound = owner.usesOf(name).flatMap(({ access }) => (access.kind === "bind" ? [access.value] : []));
  return bound.length > 0 && bound.every((value) => value?.kind === "Call" || value?.kind === "Lambda");
}

function areKin(a: ClassInfo, b: ClassInfo): boolean {
  return a.mro.includes(b) || b.mro.includes(a);
}

function isOfOtherClass(model: FileModel, name: Identity & { readonly kind: "name" }, owner: ClassInfo): boolean {
  const expr: Expr = { kind: "Name", name: name.name, start: -1, end: -1 };
  const home = name.scope.node.kind === "Comprehension" ? null : model.unitOf(name.scope.node);
  const info = home === null ? null : model.classOf(expr, home);
  return info !== null && !info.mro.includes(owner) && !owner.mro.includes(info);
}

/** Whether a call makes something new: `partial`, a constructor, a function that returns an inner one. */
export function isFresh(model: FileModel, call: Expr & { readonly kind: "Call" }, unit: Unit): boolean {
  const referent = model.resolve(call.func, unit.scopeOf(call));
  if (referent === null) {
    const callee = model.calleeOf(call, unit);
    return callee !== null && returnsInner(callee.unit);
  }
  if (referent.kind === "class") return true;
  if (referent.kind === "function") {
    const callee = model.unitOf(referent.node);
    return callee !== null && referent.node.decorators.length === 0 && returnsInner(callee);
  }
  return (
    /^functools\.partial(?:method)?$|^weakref\.|^types\.MethodType$/.test(referent.name) || isClassName(referent.name)
  );
}

function isClassName(qualified: string): boolean {
  return /(?:^|\.)_*[A-Z][a-z]\w*$/.test(qualified);
}

function returnsInner(unit: Unit): boolean {
  return unit.stmts.some((stmt) => {
    if (stmt.kind !== "Return" || stmt.value === null) return false;
    if (stmt.value.kind === "Lambda") return true;
    const { value } = stmt;
    if (value.kind !== "Name") return false;
    return (unit.scope.bindings.get(value.name) ?? []).some(({ kind }) => kind === "function");
  });
}

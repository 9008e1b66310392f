/** What a name or a dotted name means: through imports, aliases and builtins. */
import type { ClassDef, Expr, FunctionDef } from "../syntax/ast.js";
import type { Binding, Scope } from "./scopes.js";

/** What an expression refers to. */
export type Referent =
  /** Something of a module, by its full name: `os.path.join`, `builtins.open`; relative imports keep their dots. */
  | { readonly kind: "qualified"; readonly name: string }
  | { readonly kind: "function"; readonly node: FunctionDef; readonly scope: Scope }
  | { readonly kind: "class"; readonly node: ClassDef; readonly scope: Scope };

/** Aliases of aliases are followed this far. */
const MAX_ALIASES = 8;

/** Whether a qualified name is known to whoever asks; decides what `from module import *` brings in. */
export type IsKnown = (qualifiedName: string) => boolean;

/**
 * What an expression refers to when evaluated in a scope; null when it cannot be told: parameters,
 * computed values, names bound in several ways that disagree.
 *
 * `try: from a import x` / `except ImportError: from b import x` binds a name by several imports: the
 * first known one is taken, since the fallbacks stand in for it.
 */
export function resolveReferent(expr: Expr, scope: Scope, isKnown: IsKnown, depth = 0): Referent | null {
  if (depth > MAX_ALIASES) return null;
  if (expr.kind === "Attribute") {
    const base = resolveReferent(expr.value, scope, isKnown, depth + 1);
    return base?.kind === "qualified" ? { kind: "qualified", name: `${base.name}.${expr.attr.name}` } : null;
  }
  if (expr.kind !== "Name") return null;
  const home = scope.lookup(expr.name);
  if (home === null) {
    if (scope.globals.has(expr.name)) return null;
    for (const origin of scope.module.starImports) {
      if (isKnown(`${origin}.${expr.name}`)) return { kind: "qualified", name: `${origin}.${expr.name}` };
    }
    return { kind: "qualified", name: `builtins.${expr.name}` };
  }
  return fromBindings(expr.name, home.bindings.get(expr.name) ?? [], home, isKnown, depth);
}

function fromBindings(
  name: string,
  bindings: readonly Binding[],
  home: Scope,
  isKnown: IsKnown,
  depth: number,
): Referent | null {
  let imported: string | null = null;
  let other: Referent | null = null;
  for (const binding of bindings) {
    switch (binding.kind) {
      case "import":
        if (imported === null || (!isKnown(imported) && isKnown(binding.qualifiedName)))
          imported = binding.qualifiedName;
        break;
      case "function":
      case "class":
        if (other !== null) return null;
        other =
          binding.kind === "function"
            ? { kind: "function", node: binding.node, scope: home }
            : { kind: "class", node: binding.node, scope: home };
        break;
      case "assign": {
        if (binding.value.kind === "Constant" && binding.value.type === "None") break;
        // `open = open` and the like read the outer name before binding the inner one.
        if (binding.value.kind === "Name" && binding.value.name === name) return null;
        const meant = resolveReferent(binding.value, home, isKnown, depth + 1);
        if (meant === null || other !== null) return null;
        other = meant;
        break;
      }
      default:
        return null;
    }
  }
  if (imported !== null) return other === null ? { kind: "qualified", name: imported } : null;
  return other;
}

/** The qualified name an expression refers to, or null. See `resolveReferent`. */
export function resolveQualifiedName(expr: Expr, scope: Scope, isKnown: IsKnown): string | null {
  const referent = resolveReferent(expr, scope, isKnown);
  return referent?.kind === "qualified" ? referent.name : null;
}

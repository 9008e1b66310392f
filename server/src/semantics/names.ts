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
 * A name may have alternatives: `try: import a as x` / `except ImportError: import b as x`, or
 * `opener = gzip.open if packed else open`. The first known one is taken, since the others stand in for it.
 */
export function resolveReferent(expr: Expr, scope: Scope, isKnown: IsKnown): Referent | null {
  const found = alternatives(expr, scope, isKnown, 0);
  const known = found.find((referent) => referent.kind !== "qualified" || isKnown(referent.name));
  if (known !== undefined) return known;
  const [first] = found;
  const imported = expr.kind === "Name" && scope.lookup(expr.name)?.bindings.get(expr.name)?.every(isImport);
  return found.length === 1 || imported ? (first ?? null) : null;
}

function isImport(binding: Binding): boolean {
  return binding.kind === "import";
}

/** All that an expression may refer to; none where one of them cannot be told. */
function alternatives(expr: Expr, scope: Scope, isKnown: IsKnown, depth: number): readonly Referent[] {
  if (depth > MAX_ALIASES) return [];
  if (expr.kind === "Attribute") {
    const bases = alternatives(expr.value, scope, isKnown, depth + 1);
    if (bases.some((base) => base.kind !== "qualified")) return [];
    return bases.flatMap((base) =>
      base.kind === "qualified" ? [{ kind: "qualified" as const, name: `${base.name}.${expr.attr.name}` }] : [],
    );
  }
  if (expr.kind === "IfExp") {
    const body = alternatives(expr.body, scope, isKnown, depth + 1);
    const orelse = alternatives(expr.orelse, scope, isKnown, depth + 1);
    return body.length === 0 || orelse.length === 0 ? [] : [...body, ...orelse];
  }
  if (expr.kind === "Call") {
    // `opener = functools.partial(open, encoding="latin-1")` is called like what it wraps.
    const [wrapped] = expr.args;
    const [callee] = alternatives(expr.func, scope, isKnown, depth + 1);
    const isPartial = callee?.kind === "qualified" && callee.name === "functools.partial";
    return isPartial && wrapped !== undefined && expr.args.length === 1
      ? alternatives(wrapped, scope, isKnown, depth + 1)
      : [];
  }
  if (expr.kind !== "Name") return [];
  const home = scope.lookup(expr.name);
  if (home === null) {
    if (scope.globals.has(expr.name)) return [];
    for (const origin of scope.module.starImports) {
      if (isKnown(`${origin}.${expr.name}`)) return [{ kind: "qualified", name: `${origin}.${expr.name}` }];
    }
    return [{ kind: "qualified", name: `builtins.${expr.name}` }];
  }
  return fromBindings(expr.name, home.bindings.get(expr.name) ?? [], home, isKnown, depth);
}

function fromBindings(
  name: string,
  bindings: readonly Binding[],
  home: Scope,
  isKnown: IsKnown,
  depth: number,
): readonly Referent[] {
  const found: Referent[] = [];
  for (const binding of bindings) {
    switch (binding.kind) {
      case "import":
        found.push({ kind: "qualified", name: binding.qualifiedName });
        break;
      case "function":
        found.push({ kind: "function", node: binding.node, scope: home });
        break;
      case "class":
        found.push({ kind: "class", node: binding.node, scope: home });
        break;
      case "assign": {
        if (binding.value.kind === "Constant" && binding.value.type === "None") break;
        // `open = open` and the like read the outer name before binding the inner one.
        if (binding.value.kind === "Name" && binding.value.name === name) return [];
        const meant = alternatives(binding.value, home, isKnown, depth + 1);
        if (meant.length === 0) return [];
        found.push(...meant);
        break;
      }
      default:
        return [];
    }
  }
  // Which of several definitions is in force depends on the path.
  return found.length > 1 && found.some((referent) => referent.kind !== "qualified") ? [] : found;
}

/** The qualified name an expression refers to, or null. See `resolveReferent`. */
export function resolveQualifiedName(expr: Expr, scope: Scope, isKnown: IsKnown): string | null {
  const referent = resolveReferent(expr, scope, isKnown);
  return referent?.kind === "qualified" ? referent.name : null;
}

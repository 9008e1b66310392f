/** Types of expressions, as far as the catalogue knows them and one binding decides: paths, locks, buffers. */
import type { Catalogue } from "../catalogue/catalogue.js";
import type { ValueSpec } from "../catalogue/schema.js";
import { resolveQualifiedName } from "../semantics/names.js";
import type { Binding, Scope } from "../semantics/scopes.js";
import type { ClassDef, Expr, FunctionDef, Stmt } from "../syntax/ast.js";
import { blocksOf } from "../syntax/walk.js";

const MAX_DEPTH = 6;

/** Methods that tell a path by their name alone, and what they give. */
const ONLY_PATHS_HAVE: Readonly<Record<string, ValueSpec>> = {
  iterdir: { each: "path" },
  rglob: { each: "path" },
  glob: { each: "path" },
  with_suffix: "path",
  with_name: "path",
  joinpath: "path",
  expanduser: "path",
};

/** Functions whose result iterates over the same elements as their first argument. */
const PASSES_ELEMENTS_ON = new Set([
  "builtins.sorted",
  "builtins.list",
  "builtins.tuple",
  "builtins.set",
  "builtins.reversed",
  "builtins.iter",
]);

/** Asks what catalogue type an expression has, regardless of the path. */
export class TypeInference {
  private readonly attributes = new Map<ClassDef, Map<string, Expr[]>>();
  private readonly isKnown = (name: string): boolean => this.catalogue.callable(name) !== undefined;

  constructor(private readonly catalogue: Catalogue) {}

  /** The catalogue's name of an expression's type in a scope; null when unknown or not always the same. */
  typeOf(expr: Expr, scope: Scope, depth = 0): string | null {
    return simple(this.specOf(expr, scope, depth));
  }

  private specOf(expr: Expr, scope: Scope, depth: number): ValueSpec | null {
    if (depth > MAX_DEPTH) return null;
    switch (expr.kind) {
      case "Name": {
        const home = scope.lookup(expr.name);
        if (home === null) return null;
        return this.ofBindings(expr.name, home.bindings.get(expr.name) ?? [], home, depth + 1);
      }
      case "JoinedStr":
        return "text";
      case "Constant":
        return expr.type === "str" ? "text" : null;
      case "NamedExpr":
      case "Await":
        return this.specOf(expr.value, scope, depth + 1);
      case "Call": {
        if (expr.func.kind === "Attribute") {
          const receiver = this.typeOf(expr.func.value, scope, depth + 1);
          if (receiver !== null) return this.catalogue.type(receiver)?.methods?.[expr.func.attr.name]?.returns ?? null;
        }
        const name = resolveQualifiedName(expr.func, scope, this.isKnown);
        const [first] = expr.args;
        if (name !== null && PASSES_ELEMENTS_ON.has(name) && first !== undefined)
          return this.specOf(first, scope, depth + 1);
        if (name !== null && this.isKnown(name)) return this.catalogue.callable(name)?.returns ?? null;
        return name === null && expr.func.kind === "Attribute" ? (ONLY_PATHS_HAVE[expr.func.attr.name] ?? null) : null;
      }
      case "Attribute": {
        if (expr.value.kind === "Name" && isReceiver(expr.value.name, scope)) {
          return this.ofSelfAttribute(expr.attr.name, scope, depth + 1);
        }
        const receiver = this.typeOf(expr.value, scope, depth + 1);
        return receiver === null ? null : (this.catalogue.type(receiver)?.attributes?.[expr.attr.name] ?? null);
      }
      case "BinOp": {
        const left = this.typeOf(expr.left, scope, depth + 1);
        // Nothing else that is common is divided by a string.
        if (expr.op === "/" && isText(expr.right)) return "path";
        return left === null ? null : (this.catalogue.type(left)?.operators?.[expr.op] ?? null);
      }
      default:
        return null;
    }
  }

  private ofBindings(name: string, bindings: readonly Binding[], home: Scope, depth: number): ValueSpec | null {
    let found: ValueSpec | null = null;
    for (const binding of bindings) {
      let spec: ValueSpec | null = null;
      switch (binding.kind) {
        case "assign":
          if (binding.value.kind === "Constant" && binding.value.type === "None") continue;
          if (binding.annotation !== null) spec = this.ofAnnotation(binding.annotation, home);
          spec ??= mentions(binding.value, name) ? found : this.specOf(binding.value, home, depth);
          break;
        case "parameter":
          spec = binding.annotation === null ? null : this.ofAnnotation(binding.annotation, home);
          break;
        case "element": {
          const iterable = this.specOf(binding.iterable, home, depth);
          if (iterable !== null && typeof iterable === "object" && "each" in iterable) spec = iterable.each;
          else {
            const type = simple(iterable);
            spec = type === null ? null : (this.catalogue.type(type)?.iterates ?? null);
          }
          break;
        }
        case "with":
          spec = this.specOf(binding.context, home, depth);
          break;
        default:
          return null;
      }
      if (spec === null) return null;
      if (found !== null && simple(found) !== simple(spec)) return null;
      found = spec;
    }
    return found;
  }

  private ofAnnotation(annotation: Expr, scope: Scope): ValueSpec | null {
    if (annotation.kind === "Subscript" || annotation.kind === "BinOp" || annotation.kind === "Constant") return null;
    const name = resolveQualifiedName(annotation, scope, this.isKnown);
    return name === null ? null : (this.catalogue.typeOfClass(name) ?? null);
  }

  private ofSelfAttribute(attribute: string, scope: Scope, depth: number): ValueSpec | null {
    const owner = enclosingClass(scope);
    if (owner === null) return null;
    const values = this.selfAttributes(owner.node as ClassDef).get(attribute) ?? [];
    let found: ValueSpec | null = null;
    for (const value of values) {
      if (value.kind === "Constant" && value.type === "None") continue;
      const spec = this.specOf(value, owner, depth);
      if (spec === null || (found !== null && simple(found) !== simple(spec))) return null;
      found = spec;
    }
    return found;
  }

  /** What is assigned to each attribute of `self` (and in the class body) anywhere in a class. */
  private selfAttributes(owner: ClassDef): Map<string, Expr[]> {
    const known = this.attributes.get(owner);
    if (known !== undefined) return known;
    const found = new Map<string, Expr[]>();
    const note = (name: string, value: Expr): void => {
      const values = found.get(name);
      if (values === undefined) found.set(name, [value]);
      else values.push(value);
    };
    const walk = (block: readonly Stmt[], self: string | null): void => {
      for (const stmt of block) {
        if (stmt.kind === "FunctionDef") {
          walk(stmt.body, self ?? stmt.params.all[0]?.name ?? null);
          continue;
        }
        const targets = stmt.kind === "Assign" ? stmt.targets : stmt.kind === "AnnAssign" ? [stmt.target] : [];
        const value = stmt.kind === "Assign" || stmt.kind === "AnnAssign" ? stmt.value : null;
        if (value !== null) {
          for (const target of targets) {
            if (self === null && target.kind === "Name") note(target.name, value);
            else if (target.kind === "Attribute" && target.value.kind === "Name" && target.value.name === self) {
              note(target.attr.name, value);
            }
          }
        }
        for (const inner of blocksOf(stmt)) walk(inner, self);
      }
    };
    walk(owner.body, null);
    this.attributes.set(owner, found);
    return found;
  }
}

/** Whether a name is the first parameter of the method that a scope belongs to. */
export function isReceiver(name: string, scope: Scope): boolean {
  for (let inner: Scope | null = scope; inner !== null; inner = inner.parent) {
    if (inner.node.kind === "FunctionDef" && inner.parent?.node.kind === "ClassDef") {
      return (inner.node as FunctionDef).params.all[0]?.name === name;
    }
  }
  return false;
}

/** The scope of the class whose method a scope is, or is inside of; null outside of methods. */
export function enclosingClass(scope: Scope): Scope | null {
  for (let inner: Scope | null = scope; inner !== null; inner = inner.parent) {
    if (inner.node.kind === "FunctionDef" && inner.parent?.node.kind === "ClassDef") return inner.parent;
  }
  return null;
}

function simple(spec: ValueSpec | null): string | null {
  if (spec === null) return null;
  if (typeof spec === "string") return spec;
  return "type" in spec ? spec.type : null;
}

function isText(expr: Expr): boolean {
  return expr.kind === "JoinedStr" || (expr.kind === "Constant" && expr.type === "str");
}

function mentions(expr: Expr, name: string): boolean {
  if (expr.kind === "Name") return expr.name === name;
  if (expr.kind === "Attribute" || expr.kind === "Await") return mentions(expr.value, name);
  if (expr.kind === "Call") return mentions(expr.func, name) || expr.args.some((argument) => mentions(argument, name));
  if (expr.kind === "BinOp") return mentions(expr.left, name) || mentions(expr.right, name);
  return false;
}

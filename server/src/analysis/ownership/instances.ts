/** What an expression is an instance of, whatever the path: a class of the file, or a type of the catalogue. */
import type { Catalogue } from "../../catalogue/catalogue.js";
import type { TypeEntry } from "../../catalogue/schema.js";
import { resolveReferent } from "../../semantics/names.js";
import type { Binding, Scope, ScopeTree } from "../../semantics/scopes.js";
import type { ClassDef, Expr, FunctionDef, Stmt } from "../../syntax/ast.js";
import { blocksOf, contains, lastName } from "../../syntax/walk.js";
import { enclosingClass, isReceiver, type TypeInference } from "../types.js";
import { isGenerator } from "./generators.js";
import type { FileSummaries } from "./summaries.js";

/** What something is an instance of. */
export type Instance =
  | { readonly kind: "type"; readonly name: string; readonly type: TypeEntry }
  | { readonly kind: "class"; readonly node: ClassDef; readonly home: Scope }
  /** What calling an asynchronous generator function of the file gives. */
  | { readonly kind: "async-generator"; readonly node: FunctionDef };

const MAX_DEPTH = 6;

/** The parts of a file that tell what something is. */
export interface InstanceParts {
  readonly catalogue: Catalogue;
  readonly tree: ScopeTree;
  readonly types: TypeInference;
  readonly summaries: FileSummaries;
}

/** Asks what expressions are instances of. Null where that is not known, or not the same for all that it may be. */
export class Instances {
  constructor(private readonly parts: InstanceParts) {}

  /** What an expression is an instance of in a scope. */
  of(expr: Expr, scope: Scope, depth = 0): Instance | null {
    if (depth > MAX_DEPTH) return null;
    switch (expr.kind) {
      case "Name":
        return this.ofName(expr.name, scope, depth);
      case "Attribute":
        return this.ofAttribute(expr, scope, depth);
      case "Await":
        return expr.value.kind === "Call" ? this.ofCall(expr.value, scope, true, depth) : null;
      case "Call":
        return this.ofCall(expr, scope, false, depth);
      case "NamedExpr":
        return this.of(expr.value, scope, depth + 1);
      case "BoolOp":
        // `client or Client()`: what may stand in for the other is of its kind.
        return expr.op === "or" ? this.agreed(expr.values.map((value) => this.of(value, scope, depth + 1))) : null;
      default:
        return null;
    }
  }

  /** The class of the file that an expression is an instance of. */
  classOf(expr: Expr, scope: Scope): { readonly node: ClassDef; readonly home: Scope } | null {
    const instance = this.of(expr, scope);
    return instance?.kind === "class" ? instance : null;
  }

  private ofName(name: string, scope: Scope, depth: number): Instance | null {
    const owner = isReceiver(name, scope) ? enclosingClass(scope) : null;
    if (owner?.node.kind === "ClassDef" && owner.parent !== null) {
      return { kind: "class", node: owner.node, home: owner.parent };
    }
    const home = scope.lookup(name);
    if (home === null) return null;
    return this.ofBindings(home.bindings.get(name) ?? [], home, depth);
  }

  private ofBindings(bindings: readonly Binding[], home: Scope, depth: number): Instance | null {
    const found: (Instance | null)[] = [];
    for (const binding of bindings) {
      switch (binding.kind) {
        case "assign":
          if (isNone(binding.value)) break;
          found.push(this.of(binding.value, home, depth + 1) ?? this.annotated(binding.annotation, home));
          break;
        case "parameter":
          found.push(this.annotated(binding.annotation, home));
          break;
        case "with":
          found.push(this.entered(this.of(binding.context, home, depth + 1)));
          break;
        default:
          return null;
      }
    }
    return found.includes(null) ? null : this.agreed(found);
  }

  /** What `with` binds: the manager itself, where that is known of it. */
  private entered(manager: Instance | null): Instance | null {
    if (manager?.kind === "type") return manager.type.resource?.entersOther === true ? null : manager;
    if (manager?.kind !== "class") return null;
    const survey = this.parts.summaries.survey(manager.node, manager.home);
    const enter = (survey.method("__aenter__") ?? survey.method("__enter__"))?.node;
    const self = enter?.params.all[0]?.name;
    const last = enter?.body[enter.body.length - 1];
    return last?.kind === "Return" && last.value?.kind === "Name" && last.value.name === self ? manager : null;
  }

  /** `Client`, `Client | None`, `Optional[Client]`, `"Client"`. */
  private annotated(annotation: Expr | null, scope: Scope): Instance | null {
    if (annotation === null || isNone(annotation)) return null;
    if (annotation.kind === "Constant") {
      if (annotation.type !== "str" || !/^[A-Za-z_]\w*$/.test(annotation.value)) return null;
      const { start, end, value } = annotation;
      return this.annotated({ kind: "Name", name: value, start, end }, scope);
    }
    if (annotation.kind === "BinOp") {
      if (isNone(annotation.left)) return this.annotated(annotation.right, scope);
      return isNone(annotation.right) ? this.annotated(annotation.left, scope) : null;
    }
    if (annotation.kind === "Subscript") {
      const { value, index } = annotation;
      const name = lastName(value);
      return name === "Optional" ? this.annotated(index, scope) : null;
    }
    const referent = this.referent(annotation, scope);
    if (referent?.kind === "class") return { kind: "class", node: referent.node, home: referent.scope };
    return referent?.kind === "qualified" ? this.named(this.parts.catalogue.typeOfClass(referent.name)) : null;
  }

  private ofAttribute(expr: Expr & { readonly kind: "Attribute" }, scope: Scope, depth: number): Instance | null {
    const owner = this.of(expr.value, scope, depth + 1);
    if (owner?.kind === "class") return this.ofField(owner.node, owner.home, expr.attr.name, depth);
    return owner === null ? this.inferred(expr, scope) : null;
  }

  /** What is put on an attribute of a class's instances, in the class or in its bases within the file. */
  private ofField(node: ClassDef, home: Scope, attribute: string, depth: number): Instance | null {
    const found: (Instance | null)[] = [];
    for (const { node: owner, home: at } of [{ node, home }, ...this.parts.summaries.localBases(node, home)]) {
      const inner = this.parts.tree.enter(owner, at);
      for (const method of this.parts.summaries.survey(owner, at).methods.values()) {
        const self = method.params.all[0]?.name;
        const scope = this.parts.tree.enter(method, inner);
        forEachAssignment(method.body, (target, value, annotation) => {
          const isOwn = target.kind === "Attribute" && target.attr.name === attribute;
          if (!isOwn || target.value.kind !== "Name" || target.value.name !== self || isNone(value)) return;
          found.push(this.of(value, scope, depth + 1) ?? this.annotated(annotation, scope));
        });
      }
    }
    return found.includes(null) ? null : this.agreed(found);
  }

  private ofCall(
    call: Expr & { readonly kind: "Call" },
    scope: Scope,
    isAwaited: boolean,
    depth: number,
  ): Instance | null {
    const referent = this.referent(call.func, scope);
    if (referent?.kind === "class") {
      if (isAwaited || referent.node.keywords.length > 0) return null;
      return { kind: "class", node: referent.node, home: referent.scope };
    }
    if (referent?.kind === "function") {
      const { node } = referent;
      if (node.isAsync && isGenerator(node) && !isAwaited && node.decorators.length === 0) {
        return { kind: "async-generator", node };
      }
      const entry = this.parts.summaries.ofCallee(referent);
      if ((entry?.async === true) !== isAwaited) return null;
      return typeof entry?.returns === "string" ? this.named(entry.returns) : null;
    }
    if (referent?.kind === "qualified") {
      const entry = this.parts.catalogue.callable(referent.name);
      if (entry !== undefined) {
        // Some of what is awaited may be entered as well: both give the same.
        if (isAwaited && entry.async !== true) return null;
        return typeof entry.returns === "string" ? this.named(entry.returns) : null;
      }
    }
    if (call.func.kind !== "Attribute") return null;
    const receiver = this.of(call.func.value, scope, depth + 1);
    if (receiver?.kind !== "type") return null;
    const entry = receiver.type.methods?.[call.func.attr.name];
    return typeof entry?.returns === "string" && (entry.async === true) === isAwaited
      ? this.named(entry.returns)
      : null;
  }

  private inferred(expr: Expr, scope: Scope): Instance | null {
    return this.named(this.parts.types.typeOf(expr, scope) ?? undefined);
  }

  private named(name: string | undefined): Instance | null {
    const type = name === undefined ? undefined : this.parts.catalogue.type(name);
    return name === undefined || type === undefined ? null : { kind: "type", name, type };
  }

  private referent(expr: Expr, scope: Scope) {
    return resolveReferent(expr, scope, (name) => this.parts.catalogue.callable(name) !== undefined);
  }

  /** The one thing that all known ones are. */
  private agreed(all: readonly (Instance | null)[]): Instance | null {
    const [first, ...rest] = all.filter((one) => one !== null);
    if (first === undefined) return null;
    return rest.every((one) => keyOf(one) === keyOf(first)) ? first : null;
  }
}

/** Equal exactly for what is the same. */
function keyOf(instance: Instance): string {
  return instance.kind === "type" ? instance.name : `${instance.kind}@${instance.node.start}`;
}

function isNone(expr: Expr): boolean {
  return expr.kind === "Constant" && expr.type === "None";
}

function forEachAssignment(
  block: readonly Stmt[],
  visit: (target: Expr, value: Expr, annotation: Expr | null) => void,
): void {
  for (const stmt of block) {
    if (stmt.kind === "Assign") for (const target of stmt.targets) visit(target, stmt.value, null);
    else if (stmt.kind === "AnnAssign" && stmt.value !== null) visit(stmt.target, stmt.value, stmt.annotation);
    if (stmt.kind === "FunctionDef" || stmt.kind === "ClassDef") continue;
    for (const inner of blocksOf(stmt)) forEachAssignment(inner, visit);
  }
}

/** Whether a function gives a coroutine when it is called. */
export function isCoroutineFunction(node: FunctionDef): boolean {
  return node.isAsync && !isGenerator(node) && node.decorators.length === 0;
}

/** Whether a method hands out its coroutine to somebody, or does nothing: it only passes. */
export function doesNothing(node: FunctionDef): boolean {
  return node.body.every(
    (stmt) =>
      stmt.kind === "Pass" ||
      stmt.kind === "Raise" ||
      (stmt.kind === "ExprStmt" && !contains(stmt, (inner) => inner.kind === "Call")),
  );
}

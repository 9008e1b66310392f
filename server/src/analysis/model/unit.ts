/** A piece of code with a scope of its own, and what stands in it. */
import type { Scope, ScopeTree } from "../../semantics/scopes.js";
import { isExpr } from "../../semantics/scopes.js";
import type { Attribute, Call, ClassDef, FunctionDef, Lambda, Module, Name, Node, Stmt } from "../../syntax/ast.js";
import { forEachChild } from "../../syntax/walk.js";

export type UnitNode = Module | FunctionDef | ClassDef | Lambda;

/** What stands directly in a unit, in source order; nested functions, classes and lambdas are units of their own. */
interface Contents {
  readonly calls: Call[];
  readonly names: Name[];
  readonly attributes: Attribute[];
  readonly stmts: Stmt[];
  readonly children: Unit[];
  yields: boolean;
}

/**
 * A module, function, lambda or class body. Decorators, defaults, annotations and bases belong to the unit around.
 * Its contents are gathered when first asked for, and its nodes' parents likewise.
 */
export class Unit {
  #contents: Contents | undefined;
  #parents: Map<Node, Node> | undefined;

  constructor(
    readonly node: UnitNode,
    readonly scope: Scope,
    readonly parent: Unit | null,
    readonly tree: ScopeTree,
  ) {}

  /** `f`, `C.m`, `f.<locals>.g`, as in Python's `__qualname__`; `<module>` for the module. */
  get qualifiedName(): string {
    if (this.node.kind === "Module") return "<module>";
    const name = this.node.kind === "Lambda" ? "<lambda>" : this.node.name.name;
    if (this.parent === null || this.parent.node.kind === "Module") return name;
    const between = this.parent.node.kind === "ClassDef" ? "." : ".<locals>.";
    return this.parent.qualifiedName + between + name;
  }

  get calls(): readonly Call[] {
    return this.#gather().calls;
  }

  /** Names, read or bound. */
  get names(): readonly Name[] {
    return this.#gather().names;
  }

  get attributes(): readonly Attribute[] {
    return this.#gather().attributes;
  }

  /** All statements, those inside compound ones too. */
  get stmts(): readonly Stmt[] {
    return this.#gather().stmts;
  }

  /** Functions, lambdas and classes directly inside. */
  get children(): readonly Unit[] {
    return this.#gather().children;
  }

  get isGenerator(): boolean {
    return this.node.kind !== "Module" && this.node.kind !== "ClassDef" && this.#gather().yields;
  }

  /** The parent of a node that stands directly in this unit; null for the unit's own node and for strangers. */
  readonly parentOf = (node: Node): Node | null => {
    this.#parents ??= parentsIn(this.node);
    return this.#parents.get(node) ?? null;
  };

  /** The scope in which an expression of this unit is evaluated: that of the comprehension around it, if there is one. */
  scopeOf(node: Node): Scope {
    const around: Node[] = [];
    for (let at = this.parentOf(node); at !== null; at = this.parentOf(at))
      if (at.kind === "Comprehension") around.push(at);
    let scope = this.scope;
    for (const one of around.reverse()) if (one.kind === "Comprehension") scope = this.tree.enter(one, scope);
    return scope;
  }

  /** The innermost statement around a node of this unit. */
  statementOf(node: Node): Stmt | null {
    for (let at: Node | null = node; at !== null; at = this.parentOf(at))
      if (at.kind !== "Module" && !isExpr(at)) return at;
    return null;
  }

  /** The loops of this unit around a node, the innermost first. */
  loopsAround(node: Node): readonly Stmt[] {
    const loops: Stmt[] = [];
    for (let at = this.parentOf(node); at !== null; at = this.parentOf(at)) {
      if (at.kind === "For" || at.kind === "While") loops.push(at);
    }
    return loops;
  }

  /** This unit and all inside it. */
  *all(): Iterable<Unit> {
    yield this;
    for (const child of this.children) yield* child.all();
  }

  #gather(): Contents {
    if (this.#contents !== undefined) return this.#contents;
    const contents: Contents = { calls: [], names: [], attributes: [], stmts: [], children: [], yields: false };
    this.#contents = contents;
    const visit = (node: Exclude<Node, Module>): void => {
      switch (node.kind) {
        case "FunctionDef":
        case "ClassDef":
        case "Lambda":
          contents.children.push(new Unit(node, this.tree.enter(node, this.scope), this, this.tree));
          if (node.kind !== "Lambda") contents.stmts.push(node);
          forEachOutside(node, visit);
          return;
        case "Call":
          contents.calls.push(node);
          break;
        case "Name":
          contents.names.push(node);
          return;
        case "Attribute":
          contents.attributes.push(node);
          break;
        case "Yield":
        case "YieldFrom":
          contents.yields = true;
          break;
        default:
          if (!isExpr(node)) contents.stmts.push(node);
          break;
      }
      forEachChild(node, visit);
    };
    forEachInside(this.node, visit);
    return contents;
  }
}

/** What of a function, class or lambda is evaluated by the unit around it. */
function forEachOutside(node: FunctionDef | ClassDef | Lambda, visit: (node: Exclude<Node, Module>) => void): void {
  const inside = new Set<Node>(node.kind === "Lambda" ? [node.body] : node.body);
  forEachChild(node, (child) => {
    if (!inside.has(child)) visit(child);
  });
}

function forEachInside(node: UnitNode, visit: (node: Exclude<Node, Module>) => void): void {
  if (node.kind === "Lambda") visit(node.body);
  else for (const stmt of node.body) visit(stmt);
}

function parentsIn(node: UnitNode): Map<Node, Node> {
  const parents = new Map<Node, Node>();
  const descend = (parent: Node, child: Exclude<Node, Module>): void => {
    parents.set(child, parent);
    const next = (inner: Exclude<Node, Module>): void => descend(child, inner);
    if (child.kind === "FunctionDef" || child.kind === "ClassDef" || child.kind === "Lambda")
      forEachOutside(child, next);
    else forEachChild(child, next);
  };
  forEachInside(node, (child) => descend(node, child));
  return parents;
}

/** A piece of code with a scope of its own, and what stands in it. */
import type { Scope, ScopeTree } from "../../semantics/scopes.js";
import { isExpr } from "../../semantics/scopes.js";
import type {
  Attribute,
  Call,
  ClassDef,
  Comprehension,
  FunctionDef,
  Lambda,
  Module,
  Name,
  Node,
  Stmt,
} from "../../syntax/ast.js";
import { forEachChild } from "../../syntax/walk.js";

export type UnitNode = Module | FunctionDef | ClassDef | Lambda;

/** What stands directly in a unit, in source order; nested functions, classes and lambdas are units of their own. */
interface Contents {
  readonly calls: Call[];
  readonly names: Name[];
  readonly attributes: Attribute[];
  readonly stmts: Stmt[];
  readonly children: Unit[];
  readonly comprehensions: Comprehension[];
  yields: boolean;
}

/**
 * A module, function, lambda or class body. Decorators, defaults, annotations and bases belong to the unit around.
 * Its contents are gathered when first asked for, and its nodes' parents likewise.
 */
export class Unit {
  #contents: Contents | undefined;
  #parents: Map<Node, Node> | undefined;
  #comprehensions: readonly Comprehension[] | undefined;

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

  /** Whether it is another unit, or stands inside it. */
  isWithin(outer: Unit | null): boolean {
    for (let at: Unit | null = this; at !== null; at = at.parent) if (at === outer) return true;
    return false;
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
    this.#comprehensions ??= outermost(this.#gather().comprehensions);
    if (!isInside(node, this.#comprehensions)) return this.scope;
    const around: Comprehension[] = [];
    for (let at = this.parentOf(node); at !== null; at = this.parentOf(at))
      if (at.kind === "Comprehension") around.push(at);
    return around.reduceRight((scope, one) => this.tree.enter(one, scope), this.scope);
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
    const contents: Contents = {
      calls: [],
      names: [],
      attributes: [],
      stmts: [],
      children: [],
      comprehensions: [],
      yields: false,
    };
    this.#contents = contents;
    const visit = (node: Exclude<Node, Module>): void => {
      switch (node.kind) {
        case "Constant":
          return;
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
        case "Comprehension":
          contents.comprehensions.push(node);
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

/** Those that stand in no other, in order. */
function outermost(comprehensions: readonly Comprehension[]): readonly Comprehension[] {
  const found: Comprehension[] = [];
  for (const one of [...comprehensions].sort((a, b) => a.start - b.start || b.end - a.end))
    if (one.start >= (found[found.length - 1]?.end ?? 0)) found.push(one);
  return found;
}

/** Whether a node lies in one of these, which are in order and apart. */
function isInside(node: Node, comprehensions: readonly Comprehension[]): boolean {
  let low = 0;
  let high = comprehensions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comprehensions[middle] as Comprehension).end <= node.start) low = middle + 1;
    else high = middle;
  }
  const next = comprehensions[low];
  return next !== undefined && next.start <= node.start && node.end <= next.end;
}

/** What of a function, class or lambda is evaluated by the unit around it. */
function forEachOutside(node: FunctionDef | ClassDef | Lambda, visit: (node: Exclude<Node, Module>) => void): void {
  if (node.kind === "ClassDef") {
    for (const decorator of node.decorators) visit(decorator);
    for (const base of node.bases) visit(base);
    for (const keyword of node.keywords) visit(keyword.value);
    return;
  }
  if (node.kind === "FunctionDef") for (const decorator of node.decorators) visit(decorator);
  for (const param of node.params.all) {
    if (node.kind === "FunctionDef" && param.annotation !== null) visit(param.annotation);
    if (param.default !== null) visit(param.default);
  }
  if (node.kind === "FunctionDef" && node.returns !== null) visit(node.returns);
}

function forEachInside(node: UnitNode, visit: (node: Exclude<Node, Module>) => void): void {
  if (node.kind === "Lambda") visit(node.body);
  else for (const stmt of node.body) visit(stmt);
}

function parentsIn(node: UnitNode): Map<Node, Node> {
  const parents = new Map<Node, Node>();
  let parent: Node = node;
  const visit = (child: Exclude<Node, Module>): void => {
    parents.set(child, parent);
    if (child.kind === "Name" || child.kind === "Constant") return;
    const around = parent;
    parent = child;
    if (child.kind === "FunctionDef" || child.kind === "ClassDef" || child.kind === "Lambda")
      forEachOutside(child, visit);
    else forEachChild(child, visit);
    parent = around;
  };
  forEachInside(node, visit);
  return parents;
}

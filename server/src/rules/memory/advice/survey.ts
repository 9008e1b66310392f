/** One walk over a file for all rules that give advice: what they look at, with its scope and its parents. */
import { TypeInference } from "../../../analysis/types.js";
import type { Range } from "../../../base/text.js";
import { resolveQualifiedName } from "../../../semantics/names.js";
import { isExpr, type Scope, type ScopeNode, ScopeTree } from "../../../semantics/scopes.js";
import type {
  Call,
  ClassDef,
  Comprehension,
  Expr,
  For,
  FunctionDef,
  Module,
  Name,
  Node,
  Stmt,
  While,
} from "../../../syntax/ast.js";
import { blocksOf, forEachChild } from "../../../syntax/walk.js";
import type { RuleContext } from "../../define.js";

/** A node and the scope in which it is evaluated. */
export interface Sited<N> {
  readonly node: N;
  readonly scope: Scope;
}

const COMPILED = /jit|overload|vectorize|stencil|kernel|script|cfunc|lower|pythonic/i;
const IMPORTS_COMPILER = /^[ \t]*(?:import|from)[ \t]+(?:numba|taichi|triton|cython)\b/m;
const COMPILERS = new RegExp(`@[^\\n]*(?:${COMPILED.source})|${IMPORTS_COMPILER.source}`, "im");

/** A file as the rules of advice see it. */
export class Survey {
  readonly calls: Sited<Call>[] = [];
  readonly loops: Sited<For | While>[] = [];
  readonly comprehensions: Sited<Comprehension>[] = [];
  /** `scope` is the one that the function's own name is bound in. */
  readonly functions: Sited<FunctionDef>[] = [];
  readonly classes: Sited<ClassDef>[] = [];
  readonly scopes: ScopeTree;
  readonly #types: TypeInference;
  readonly #parents = new Map<Node, Node>();
  readonly #names = new Map<string, Name[]>();
  /** Where a name is bound by something that is no `Name`: an import, a parameter, a walrus, a capture. */
  readonly #odd = new Map<string, number[]>();
  readonly #sorted = new Set<string>();
  #words: Map<string, number> | undefined;
  #compilers: boolean | undefined;

  constructor(readonly context: RuleContext) {
    this.scopes = new ScopeTree(context.module);
    this.#types = new TypeInference(context.catalogue);
    this.#visit(context.module, this.scopes.module);
  }

  /** The node around a node; null for the module. */
  parent(node: Node): Node | null {
    return this.#parents.get(node) ?? null;
  }

  /** The nodes around a node, from the nearest to the module. */
  *around(node: Node): Iterable<Node> {
    for (let outer = this.parent(node); outer !== null; outer = this.parent(outer)) yield outer;
  }

  /** The statement that a node is, or is a part of. */
  statementOf(node: Node): Stmt | null {
    let inner: Node | null = node;
    while (inner !== null && !isStatement(inner)) inner = this.parent(inner);
    return inner;
  }

  /** The suite that directly holds a statement, and where it stands in it. */
  suiteOf(stmt: Stmt): { readonly suite: readonly Stmt[]; readonly index: number } | null {
    const owner = this.parent(stmt);
    if (owner === null) return null;
    const suites = owner.kind === "Module" ? [owner.body] : isStatement(owner) ? blocksOf(owner) : [];
    for (const suite of suites) {
      const index = suite.indexOf(stmt);
      if (index >= 0) return { suite, index };
    }
    return null;
  }

  /** The function whose body a node belongs to, lambdas and comprehensions seen through; null at module or class level. */
  functionOf(node: Node): FunctionDef | null {
    for (const outer of this.around(node)) {
      if (outer.kind === "FunctionDef") return outer;
      if (outer.kind === "ClassDef") return null;
    }
    return null;
  }

  /** The scope in which a node is evaluated, as far as its own function, lambda, class or comprehension goes. */
  scopeOf(node: Node): Scope {
    for (const outer of this.around(node)) {
      if (/^(?:FunctionDef|ClassDef|Lambda|Comprehension)$/.test(outer.kind)) {
        return this.scopes.enter(outer as ScopeNode, this.scopeOf(outer));
      }
    }
    return this.scopes.module;
  }

  /**
   * Whether a node's code is for a compiler that knows a part of Python only (Numba, TorchScript): no generators, no
   * lists of strings.
   */
  isCompiled(node: Node): boolean {
    this.#compilers ??= COMPILERS.test(this.context.text);
    if (!this.#compilers) return false;
    for (const outer of this.around(node)) {
      if (outer.kind !== "FunctionDef") continue;
      const { text } = this.context;
      if (outer.decorators.some(({ start, end }) => COMPILED.test(text.slice(start, end)))) return true;
    }
    return IMPORTS_COMPILER.test(this.context.text);
  }

  /** The places in a range that mention a name, in order, nested functions included. */
  mentions(name: string, { start, end }: Range): readonly Name[] {
    const all = this.#names.get(name);
    if (all === undefined) return [];
    if (!this.#sorted.has(name)) {
      all.sort((a, b) => a.start - b.start);
      this.#sorted.add(name);
    }
    let low = 0;
    for (let high = all.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((all[middle] as Name).start < start) low = middle + 1;
      else high = middle;
    }
    const found: Name[] = [];
    for (let index = low; index < all.length && (all[index] as Name).end <= end; index++)
      found.push(all[index] as Name);
    return found;
  }

  /** How often a word stands in the text, strings and comments included. */
  spelled(word: string): number {
    if (this.#words === undefined) {
      this.#words = new Map();
      for (const [one] of this.context.text.matchAll(/[\p{L}\p{N}_]+/gu)) {
        this.#words.set(one, (this.#words.get(one) ?? 0) + 1);
      }
    }
    return this.#words.get(word) ?? 0;
  }

  /** Whether a name is bound or declared in a range by anything but an assignment or a loop. */
  isOdd(name: string, { start, end }: Range): boolean {
    return this.#odd.get(name)?.some((offset) => offset >= start && offset < end) ?? false;
  }

  /** The full name of what an expression refers to; null where it cannot be told. A star import may hide any builtin. */
  resolve(expr: Expr, scope: Scope): string | null {
    return resolveQualifiedName(expr, scope, known);
  }

  /** The name of the builtin that is called, `sum`; null when it is something else. */
  builtin({ func }: Call, scope: Scope): string | null {
    const name = func.kind === "Name" ? this.resolve(func, scope) : null;
    return name?.startsWith("builtins.") ? name.slice(9) : null;
  }

  /** The catalogue's name of the type of an expression; null when unknown. */
  typeOf(expr: Expr, scope: Scope): string | null {
    return this.#types.typeOf(expr, scope);
  }

  #visit(node: Node, scope: Scope): void {
    let inner = scope;
    switch (node.kind) {
      case "Name":
        this.#note(this.#names, node.name, node);
        return;
      case "Constant":
        return;
      case "Call":
        this.calls.push({ node, scope });
        break;
      case "For":
      case "While":
        this.loops.push({ node, scope });
        break;
      case "FunctionDef":
        this.functions.push({ node, scope });
        this.#note(this.#odd, node.name.name, node.name.start);
        for (const param of node.params.all) this.#note(this.#odd, param.name, param.start);
        inner = this.scopes.enter(node, scope);
        break;
      case "ClassDef":
        this.classes.push({ node, scope });
        this.#note(this.#odd, node.name.name, node.name.start);
        inner = this.scopes.enter(node, scope);
        break;
      case "Comprehension":
        this.comprehensions.push({ node, scope });
        inner = this.scopes.enter(node, scope);
        break;
      case "Lambda":
        for (const param of node.params.all) this.#note(this.#odd, param.name, param.start);
        inner = this.scopes.enter(node, scope);
        break;
      case "NamedExpr":
        this.#note(this.#odd, node.target.name, node.target.start);
        break;
      case "Import":
      case "ImportFrom":
        for (const alias of node.names) {
          this.#note(this.#odd, alias.asName ?? (alias.name.split(".")[0] as string), node.start);
        }
        return;
      case "Global":
      case "Nonlocal":
      case "UnknownExpr":
      case "UnknownStmt":
        for (const name of node.names) this.#note(this.#odd, name, node.start);
        return;
      case "Match":
        for (const one of node.cases) {
          for (const capture of one.pattern.captures) this.#note(this.#odd, capture.name, capture.start);
        }
        break;
      case "Try":
        for (const { name } of node.handlers) if (name !== null) this.#note(this.#odd, name.name, name.start);
        break;
      default:
        break;
    }
    const first = node.kind === "Comprehension" ? node.generators[0]?.iter : undefined;
    const body: readonly Stmt[] = node.kind === "FunctionDef" || node.kind === "ClassDef" ? node.body : [];
    forEachChild(node, (child) => {
      this.#parents.set(child, node);
      // Decorators, defaults and bases are evaluated outside; so is a comprehension's first iterable.
      const outside = child === first || (body.length > 0 && inner !== scope && !isStatement(child)) || inner === scope;
      this.#visit(child, outside ? scope : inner);
    });
  }

  #note<T>(table: Map<string, T[]>, name: string, value: T): void {
    const known = table.get(name);
    if (known === undefined) table.set(name, [value]);
    else known.push(value);
  }
}

const surveys = new WeakMap<Module, Survey>();

/** The survey of a file, made once for all rules. */
export function surveyOf(context: RuleContext): Survey {
  let survey = surveys.get(context.module);
  if (survey === undefined) {
    survey = new Survey(context);
    surveys.set(context.module, survey);
  }
  return survey;
}

const known = (): boolean => true;

/** Whether a node is a statement. */
export function isStatement(node: Node): node is Stmt {
  return node.kind !== "Module" && !isExpr(node);
}

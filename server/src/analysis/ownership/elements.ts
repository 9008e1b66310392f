/** What the methods of a class do with the elements of a collection that it keeps on `self`. */
import type { Range } from "../../base/text.js";
import { isExpr } from "../../semantics/scopes.js";
import type { Expr, FunctionDef, Stmt } from "../../syntax/ast.js";
import { contains, forEachChild, namesIn } from "../../syntax/walk.js";
import { type ClassSurvey, isLending } from "./attributes.js";
import type { AttributeStore } from "./context.js";

/** Methods of collections that give elements, or an iterable of them. */
const GIVES = new Set(["pop", "popitem", "popleft", "get", "setdefault", "values", "items", "copy", "pop_all"]);

/** Methods of collections that take elements out. */
const TAKES_OUT = new Set(["pop", "popitem", "popleft", "clear", "remove", "discard"]);

/** Functions whose result holds the elements of their arguments, or is one. */
const PASSES_ON =
  /(?:^|\.)(?:list|tuple|sorted|reversed|set|frozenset|iter|next|enumerate|zip|filter|dict|chain|deque|max|min|choice|zip_longest)$/;

/** Functions that leave elements alone. */
const ONLY_READS =
  /(?:^|\.)(?:len|bool|str|repr|print|any|all|sum|id|hash|isinstance|hasattr|type|select|format|join|from_iterable|heapq\.merge)$/;

const RELEASES = /^(?:a?close|__a?exit__|shutdown|terminate|quit|disconnect|cleanup|release|stop|kill)$/;

/** What a class does with the elements of an attribute; null where that is no collection for sure. */
export function elementUses(
  survey: ClassSurvey,
  { attribute, site }: AttributeStore,
  text: string,
): ElementSurvey | null {
  if (!isCollection(survey, attribute, text)) return null;
  const release = site.type.resource?.release ?? [];
  return new ElementSurvey(survey, attribute, text, (method) => release.includes(method));
}

const COLLECTION = /^(?:\w+\.)*(?:list|dict|set|tuple|deque|OrderedDict|defaultdict|ExitStack|AsyncExitStack)$/;

/** Whether a class binds an attribute to a display, a comprehension, or a call that makes a collection. */
function isCollection(survey: ClassSurvey, attribute: string, text: string): boolean {
  const makes = (value: Expr | null): boolean => {
    if (value === null) return false;
    if (value.kind === "Comprehension") return value.form !== "generator";
    if (value.kind === "Call") return COLLECTION.test(text.slice(value.func.start, value.func.end));
    return value.kind === "List" || value.kind === "Dict" || value.kind === "Set" || value.kind === "Tuple";
  };
  const isIt = (target: Expr): boolean => target.kind === "Attribute" && target.attr.name === attribute;
  return [...survey.methodNames()].some((name) =>
    survey.method(name)?.node.body.some((stmt) =>
      contains(stmt, (node) => {
        if (node.kind === "Assign") return node.targets.some(isIt) && makes(node.value);
        return node.kind === "AnnAssign" && isIt(node.target) && makes(node.value);
      }),
    ),
  );
}

/** A place where elements are taken out, and nobody gets them. */
export interface Drop {
  readonly method: string;
  readonly range: Range;
}

/** The uses of one collection by the methods of a class and its bases in the file. */
export class ElementSurvey {
  /** Methods that release elements, directly or by calling one that does. */
  readonly releasedBy: readonly string[];
  /** Whether elements, or the collection, get out of sight. */
  readonly escapes: boolean;
  /** Drops by methods that release nothing. */
  readonly drops: readonly Drop[];

  /** @param isRelease whether a method, by name, releases an element. */
  constructor(survey: ClassSurvey, attribute: string, text: string, isRelease: (method: string) => boolean) {
    const walks = new Map<string, ElementWalk>();
    for (const name of survey.methodNames()) {
      const method = survey.method(name);
      if (method !== null) walks.set(name, new ElementWalk(method.node, attribute, text, isRelease));
    }
    const releasing = new Set<string>();
    for (const [name, walk] of walks) if (walk.releases) releasing.add(name);
    for (let grown = true; grown; ) {
      grown = false;
      for (const [name, walk] of walks) {
        if (releasing.has(name) || ![...walk.calls].some((called) => releasing.has(called))) continue;
        releasing.add(name);
        grown = true;
      }
    }
    this.releasedBy = [...releasing];
    this.escapes = [...walks.values()].some((walk) => walk.escapes);
    this.drops = [...walks].flatMap(([name, walk]) => (releasing.has(name) ? [] : walk.drops));
  }
}

class ElementWalk {
  releases = false;
  escapes = false;
  readonly drops: Drop[] = [];
  readonly calls = new Set<string>();
  private readonly self: string;
  private readonly lends: boolean;
  /** Names for the collection, an element, or some of them. */
  private readonly names = new Set<string>();

  constructor(
    private readonly node: FunctionDef,
    private readonly attribute: string,
    private readonly text: string,
    private readonly isRelease: (method: string) => boolean,
  ) {
    this.self = node.params.all[0]?.name ?? "self";
    this.lends = isLending(node);
    for (const stmt of node.body) this.walk(stmt);
  }

  private isCollection(expr: Expr): boolean {
    if (expr.kind === "Name") return this.names.has(expr.name);
    return (
      expr.kind === "Attribute" &&
      expr.attr.name === this.attribute &&
      expr.value.kind === "Name" &&
      expr.value.name === this.self
    );
  }

  private walk(stmt: Stmt): void {
    switch (stmt.kind) {
      case "FunctionDef":
      case "ClassDef":
        this.nested(stmt);
        return;
      case "Assign": {
        const gives = this.gives(stmt.value);
        for (const target of stmt.targets) this.assign(target, gives, stmt);
        return;
      }
      case "AnnAssign":
        if (stmt.value !== null) this.assign(stmt.target, this.gives(stmt.value), stmt);
        return;
      case "AugAssign":
        if (this.gives(stmt.value) && !this.isCollection(stmt.target)) this.escapes = true;
        return;
      case "For":
        if (this.gives(stmt.iter)) namesIn(stmt.target, this.names);
        break;
      case "With":
        for (const item of stmt.items) {
          if (!this.gives(item.context)) continue;
          this.releases = true;
          if (item.target !== null) namesIn(item.target, this.names);
        }
        break;
      case "Return":
        // What a method gives to its callers may be released by them.
        if (stmt.value !== null && this.gives(stmt.value) && !this.lends) this.escapes ||= !isPick(stmt.value);
        return;
      case "Delete":
        for (const target of stmt.targets) {
          if (target.kind === "Subscript" && this.isCollection(target.value)) this.drop(stmt);
        }
        return;
      case "ExprStmt": {
        const { value } = stmt;
        const isDrop =
          value.kind === "Call" &&
          value.func.kind === "Attribute" &&
          TAKES_OUT.has(value.func.attr.name) &&
          this.isCollection(value.func.value);
        if (isDrop) this.drop(stmt);
        this.gives(value);
        return;
      }
      default:
        break;
    }
    forEachChild(stmt, (child) => {
      if (isExpr(child)) this.gives(child);
      else this.walk(child);
    });
  }

  private drop({ start, end }: Range): void {
    this.drops.push({ method: this.node.name.name, range: { start, end } });
  }

  private assign(target: Expr, gives: boolean, stmt: Stmt): void {
    if (target.kind === "Attribute" && this.isCollection(target)) {
      const makes = /^__(?:init|enter|aenter|post_init|setstate)__$/.test(this.node.name.name);
      if (!gives && !makes) this.drop(stmt);
    } else if (target.kind === "Tuple" || target.kind === "List") {
      for (const part of target.elts) {
        if (part.kind === "Attribute" && this.isCollection(part)) continue;
        this.assign(part, gives, stmt);
      }
    } else if (target.kind === "Name") {
      if (gives) this.names.add(target.name);
    } else if (gives && !(target.kind === "Subscript" && this.isCollection(target.value))) {
      this.escapes = true;
    }
  }

  /** A nested function that mentions the collection: what it releases is released, else it is out of sight. */
  private nested(node: Stmt | Expr): void {
    const isMentioned = contains(node, (inner) => isExpr(inner as Expr) && this.isCollection(inner as Expr));
    if (!isMentioned) return;
    const releases = contains(
      node,
      (inner) => inner.kind === "Call" && inner.func.kind === "Attribute" && this.isReleasing(inner.func.attr.name),
    );
    if (releases) this.releases = true;
    else this.escapes = true;
  }

  private isReleasing(method: string): boolean {
    return this.isRelease(method) || RELEASES.test(method);
  }

  /** Whether an expression gives the collection, an element, or some of them; its effects are noted. */
  private gives(expr: Expr): boolean {
    switch (expr.kind) {
      case "Name":
        return this.names.has(expr.name);
      case "Attribute": {
        if (this.isCollection(expr)) return true;
        if (this.gives(expr.value) && this.isReleasing(expr.attr.name)) this.releases = true;
        return false;
      }
      case "Subscript":
        this.gives(expr.index);
        return this.gives(expr.value);
      case "Call":
        return this.call(expr);
      case "Lambda":
        this.nested(expr);
        return false;
      case "Comprehension": {
        for (const generator of expr.generators) {
          if (this.gives(generator.iter)) namesIn(generator.target, this.names);
          for (const condition of generator.ifs) this.gives(condition);
        }
        const gives = this.gives(expr.element);
        return (expr.value !== null && this.gives(expr.value)) || gives;
      }
      case "NamedExpr": {
        const gives = this.gives(expr.value);
        if (gives) this.names.add(expr.target.name);
        return gives;
      }
      case "Yield":
      case "YieldFrom":
        if (expr.value !== null && this.gives(expr.value) && !this.lends) this.escapes = true;
        return false;
      case "UnknownExpr":
        this.escapes ||= expr.names.some((name) => this.names.has(name) || name === this.self);
        return false;
      default: {
        let gives = false;
        forEachChild(expr, (child) => {
          if (isExpr(child)) gives = this.gives(child) || gives;
        });
        return gives && expr.kind !== "Compare" && expr.kind !== "UnaryOp" && expr.kind !== "JoinedStr";
      }
    }
  }

  private call(expr: Expr & { readonly kind: "Call" }): boolean {
    const { func } = expr;
    const args = [...expr.args, ...expr.keywords.map(({ value }) => value)];
    const callee = this.text.slice(func.start, func.end);
    if (func.kind === "Attribute") {
      if (this.gives(func.value)) {
        if (this.isReleasing(func.attr.name)) this.releases = true;
        for (const argument of args) this.gives(argument);
        return GIVES.has(func.attr.name);
      }
      const own = func.value.kind === "Name" && func.value.name === this.self;
      if (own || callee.startsWith("super(")) this.calls.add(func.attr.name);
    } else this.gives(func);
    const given = args.filter((argument) => this.gives(argument));
    if (/^(?:getattr|vars|setattr)$/.test(callee) && args[0]?.kind === "Name" && args[0].name === this.self) {
      this.escapes = true;
    }
    if (given.length === 0 || ONLY_READS.test(callee)) return false;
    if (PASSES_ON.test(callee)) return true;
    if (callee === "os.close") this.releases = true;
    else this.escapes = true;
    return false;
  }
}

/** Whether an expression picks one element, which stays where it is. */
function isPick(expr: Expr): boolean {
  return expr.kind === "Subscript";
}

/** What the methods of a class do to the attributes of `self`: release them, hand them on, only use them. */
import type { ClassDef, Expr, FunctionDef, Node, Stmt } from "../../syntax/ast.js";
import { forEachChild } from "../../syntax/walk.js";

/** What one method does to one attribute. */
interface AttributeUse {
  /** Methods called on it: `self.x.close()` notes `close`. */
  readonly called: Set<string>;
  /** Functions that it is handed to, as written: `os.close`. */
  readonly passedTo: Set<string>;
  /** It is entered by `with`. */
  entered: boolean;
  /** It is returned, stored, captured, or handed on in a way that is not followed. */
  escapes: boolean;
  /** It is returned by a property, or by a method of a protocol: whoever asks has it for a while. */
  lent: boolean;
  /** It is bound or deleted. */
  bound: boolean;
  /** It is tested or compared. */
  tested: boolean;
}

interface MethodUse {
  readonly attributes: Map<string, AttributeUse>;
  /** Methods of the same object that it calls; `super().close()` notes `super.close`. */
  readonly calls: Set<string>;
  /** It looks at attributes by computed names. */
  dynamic: boolean;
}

/** The methods of a class by what they do. */
interface MethodIndex {
  readonly byAttribute: ReadonlyMap<string, readonly string[]>;
  /** Those that call methods of the same object. */
  readonly calling: readonly string[];
  /** One of them looks at attributes by computed names. */
  readonly isDynamic: boolean;
}

/** Functions that leave what they are handed alone. */
const HARMLESS = new Set(
  (
    "print len str repr bool id type isinstance issubclass hasattr iter next enumerate sorted list tuple sum min max " +
    "any all format hash zip map filter json.load json.dump csv.reader csv.writer csv.DictReader csv.DictWriter " +
    "pickle.load pickle.dump select.select struct.unpack os.fstat os.read os.write os.lseek os.fsync shutil.copyfileobj"
  ).split(" "),
);

/** The methods of a class, its bases within the file included, and what they do to attributes. */
export class ClassSurvey {
  private readonly uses = new Map<string, MethodUse>();
  private names: ReadonlySet<string> | undefined;
  private index: MethodIndex | undefined;
  readonly methods = new Map<string, FunctionDef>();

  /** @param bases surveys of the base classes, nearest first. */
  constructor(
    readonly node: ClassDef,
    private readonly bases: readonly ClassSurvey[],
    private readonly text: string,
  ) {
    for (const stmt of node.body) this.collect(stmt);
  }

  private collect(stmt: Stmt): void {
    if (stmt.kind === "FunctionDef") this.methods.set(stmt.name.name, stmt);
    else if (stmt.kind === "If" || stmt.kind === "Try") for (const inner of stmt.body) this.collect(inner);
  }

  /** A method of the class or of a base. */
  method(name: string): { readonly node: FunctionDef; readonly owner: ClassSurvey } | null {
    const node = this.methods.get(name);
    if (node !== undefined) return { node, owner: this };
    for (const base of this.bases) {
      const inherited = base.method(name);
      if (inherited !== null) return inherited;
    }
    return null;
  }

  /** Whether it defines `__del__`, as a method or by assignment. */
  hasFinalizer(): boolean {
    const own = this.node.body.some(
      (stmt) =>
        (stmt.kind === "FunctionDef" && stmt.name.name === "__del__") ||
        (stmt.kind === "Assign" && stmt.targets.some((target) => target.kind === "Name" && target.name === "__del__")),
    );
    return own || this.bases.some((base) => base.hasFinalizer());
  }

  /** Names of all methods, the inherited ones included. */
  methodNames(): ReadonlySet<string> {
    if (this.names === undefined) {
      const names = new Set(this.methods.keys());
      for (const base of this.bases) for (const name of base.methodNames()) names.add(name);
      this.names = names;
    }
    return this.names;
  }

  /** The methods that do something with an attribute themselves. */
  private using(attribute: string): readonly string[] {
    return this.indexed().byAttribute.get(attribute) ?? [];
  }

  private indexed(): MethodIndex {
    if (this.index === undefined) {
      const index = { byAttribute: new Map<string, string[]>(), calling: [] as string[], isDynamic: false };
      for (const name of this.methodNames()) {
        const use = this.useOf(name);
        if (use === null) continue;
        if (use.dynamic) index.isDynamic = true;
        if (use.calls.size > 0) index.calling.push(name);
        for (const attribute of use.attributes.keys()) {
          const known = index.byAttribute.get(attribute);
          if (known === undefined) index.byAttribute.set(attribute, [name]);
          else known.push(name);
        }
      }
      this.index = index;
    }
    return this.index;
  }

  /** Methods that release an attribute for sure, directly or through others; `isRelease` knows the ways. */
  releasing(attribute: string, isRelease: (way: ReleaseWay) => boolean): string[] {
    const found = new Set(
      [...this.using(attribute), ...this.indexed().calling].filter((name) =>
        this.releases(name, attribute, isRelease, new Set()),
      ),
    );
    // In the order in which they are defined.
    return found.size === 0 ? [] : [...this.methodNames()].filter((name) => found.has(name));
  }

  private releases(
    name: string,
    attribute: string,
    isRelease: (way: ReleaseWay) => boolean,
    seen: Set<string>,
  ): boolean {
    if (seen.has(name)) return false;
    seen.add(name);
    const use = this.useOf(name);
    if (use === null) return false;
    if (this.releasesItself(name, attribute, isRelease)) return true;
    return [...use.calls].some((call) => {
      if (!call.startsWith("super.")) return this.releases(call, attribute, isRelease, seen);
      const method = call.slice("super.".length);
      if (isRelease({ overridden: method })) return true;
      return this.bases.some((base) => base.releases(method, attribute, isRelease, new Set()));
    });
  }

  /** Whether a method releases an attribute with its own hands. */
  releasesItself(name: string, attribute: string, isRelease: (way: ReleaseWay) => boolean): boolean {
    const own = this.useOf(name)?.attributes.get(attribute);
    if (own === undefined) return false;
    if ([...own.called].some((method) => isRelease({ method }))) return true;
    if ([...own.passedTo].some((callee) => isRelease({ callee }))) return true;
    return own.entered && isRelease({ entered: true });
  }

  /** Whether a method calls the one that it overrides, itself or through another method. */
  callsSuper(name: string, from = name, seen: Set<string> = new Set()): boolean {
    if (seen.has(from)) return false;
    seen.add(from);
    const calls = [...(this.useOf(from)?.calls ?? [])];
    return calls.includes(`super.${name}`) || calls.some((call) => this.callsSuper(name, call, seen));
  }

  /** Whether a method looks at an attribute before it decides what to do: tests it, releases it, hands it on. */
  minds(name: string, attribute: string): boolean {
    const own = this.useOf(name)?.attributes.get(attribute);
    return own === undefined || own.tested || own.entered || own.escapes || own.passedTo.size > 0;
  }

  /** The methods that call a method of the same object. */
  callersOf(method: string): string[] {
    return [...this.methodNames()].filter((name) => this.useOf(name)?.calls.has(method));
  }

  /** Whether any method lets an attribute out of sight. */
  escapes(attribute: string): boolean {
    if (this.indexed().isDynamic) return true;
    return this.using(attribute).some((name) => this.useOf(name)?.attributes.get(attribute)?.escapes === true);
  }

  /** The properties that lend an attribute: code that mentions one may do with it what it likes. */
  lenders(attribute: string): string[] {
    return this.using(attribute).filter(
      (name) => !name.startsWith("__") && this.useOf(name)?.attributes.get(attribute)?.lent === true,
    );
  }

  /** Whether calling a method may release, bind or hand on an attribute; an unknown method may. */
  touches(name: string, attribute: string, seen: Set<string> = new Set()): boolean {
    if (seen.has(name)) return false;
    seen.add(name);
    const use = this.useOf(name);
    if (use === null || use.dynamic) return true;
    const own = use.attributes.get(attribute);
    if (own !== undefined && (own.escapes || own.bound || own.entered || own.passedTo.size > 0)) return true;
    if (own !== undefined && [...own.called].some((method) => /close|release|shutdown|quit|stop|detach/.test(method))) {
      return true;
    }
    return [...use.calls].some((call) => this.touches(call.replace("super.", ""), attribute, seen));
  }

  private useOf(name: string): MethodUse | null {
    const method = this.method(name);
    if (method === null) return null;
    const { owner, node } = method;
    let use = owner.uses.get(name);
    if (use === undefined) {
      use = new MethodSurvey(node, this.text).use;
      owner.uses.set(name, use);
    }
    return use;
  }
}

/** Whether what a method returns is lent, as that of properties and of item and context protocols. */
export function isLending(node: FunctionDef): boolean {
  if (/^__(?:getitem|iter|next|enter|aenter|contains|len)__$/.test(node.name.name)) return true;
  return node.decorators.some(
    (decorator) => decorator.kind === "Name" && /^(?:cached_)?property$/.test(decorator.name),
  );
}

/** One way in which something may be released. */
export interface ReleaseWay {
  readonly method?: string;
  readonly callee?: string;
  readonly entered?: true;
  /** A method of a base class, in whatever file. */
  readonly overridden?: string;
}

/** Whether a way to release something would release what is only known to be open: by its name. */
export function isAnyRelease(way: ReleaseWay): boolean {
  if (way.overridden !== undefined) return false;
  return way.method === undefined || /close|release|quit|shutdown|stop|terminate|cleanup/.test(way.method);
}

class MethodSurvey {
  readonly use: MethodUse = { attributes: new Map(), calls: new Set(), dynamic: false };
  private readonly self: string;
  private readonly lends: boolean;
  /** Local names that stand for an attribute. */
  private readonly aliases = new Map<string, string>();

  constructor(
    node: FunctionDef,
    private readonly text: string,
  ) {
    this.self = node.params.all[0]?.name ?? "self";
    this.lends = isLending(node);
    for (const stmt of node.body) this.noteAliases(stmt);
    for (const stmt of node.body) this.walk(stmt);
  }

  private of(attribute: string): AttributeUse {
    let use = this.use.attributes.get(attribute);
    if (use === undefined) {
      use = {
        called: new Set(),
        passedTo: new Set(),
        entered: false,
        escapes: false,
        lent: false,
        bound: false,
        tested: false,
      };
      this.use.attributes.set(attribute, use);
    }
    return use;
  }

  private isSelf(expr: Expr | undefined): boolean {
    return expr?.kind === "Name" && expr.name === this.self;
  }

  /** The attribute that an expression stands for: `self.x`, or a local name for it. */
  private attribute(expr: Expr): string | null {
    if (expr.kind === "Name") return this.aliases.get(expr.name) ?? null;
    if (expr.kind === "Attribute" && expr.value.kind === "Name" && expr.value.name === this.self) return expr.attr.name;
    return null;
  }

  private noteAliases(node: Node): void {
    if (node.kind === "Assign") {
      for (const target of node.targets) this.pair(target, node.value);
    } else if (node.kind === "NamedExpr") {
      const attribute = this.attribute(node.value);
      if (attribute !== null) this.aliases.set(node.target.name, attribute);
    }
    forEachChild(node, (child) => this.noteAliases(child));
  }

  private pair(target: Expr, value: Expr): void {
    if (target.kind === "Tuple" && value.kind === "Tuple") {
      target.elts.forEach((element, index) => {
        const part = value.elts[index];
        if (part !== undefined) this.pair(element, part);
      });
      return;
    }
    const attribute = this.attribute(value);
    if (target.kind === "Name" && attribute !== null) this.aliases.set(target.name, attribute);
  }

  private walk(node: Node): void {
    switch (node.kind) {
      case "Return":
        // What `__enter__` gives to a block is lent: `__exit__` gets to release it.
        if (node.value !== null) {
          const given = this.lends ? this.attribute(node.value) : null;
          if (given === null) this.walk(node.value);
          else this.of(given).lent = true;
        }
        return;
      case "Call":
        this.call(node);
        return;
      case "Attribute": {
        const attribute = this.attribute(node.value);
        if (attribute === null) {
          const own = this.attribute(node);
          if (own !== null) this.of(own).escapes = true;
          else this.walk(node.value);
        } else if (/close|release|quit|stop|cleanup|terminate|shutdown/.test(node.attr.name)) {
          // A bound method that somebody else will call.
          this.of(attribute).called.add(node.attr.name);
        }
        return;
      }
      case "Name": {
        const attribute = this.aliases.get(node.name);
        if (attribute !== undefined) this.of(attribute).escapes = true;
        return;
      }
      case "With":
        for (const item of node.items) {
          const attribute = this.attribute(item.context);
          if (attribute !== null) this.of(attribute).entered = true;
          else this.walk(item.context);
          if (item.target !== null) this.target(item.target);
        }
        for (const stmt of node.body) this.walk(stmt);
        return;
      case "Assign":
        for (const target of node.targets) this.target(target);
        this.assigned(node.targets, node.value);
        return;
      case "AnnAssign":
        this.target(node.target);
        if (node.value !== null) this.assigned([node.target], node.value);
        return;
      case "Delete":
        for (const target of node.targets) this.target(target);
        return;
      case "For":
        if (this.attribute(node.iter) === null) this.walk(node.iter);
        this.target(node.target);
        for (const stmt of [...node.body, ...node.orelse]) this.walk(stmt);
        return;
      case "Comprehension":
        for (const generator of node.generators) {
          if (this.attribute(generator.iter) === null) this.walk(generator.iter);
          for (const condition of generator.ifs) this.test(condition);
        }
        this.walk(node.element);
        if (node.value !== null) this.walk(node.value);
        return;
      case "If":
      case "While":
        this.test(node.test);
        for (const stmt of [...node.body, ...node.orelse]) this.walk(stmt);
        return;
      case "Compare":
      case "BoolOp":
      case "UnaryOp":
        this.test(node);
        return;
      case "Subscript":
        if (this.attribute(node.value) === null) this.walk(node.value);
        this.walk(node.index);
        return;
      default:
        forEachChild(node, (child) => this.walk(child));
    }
  }

  /** `f = self.x` makes an alias, which is followed; anything else hands the attribute on. */
  private assigned(targets: readonly Expr[], value: Expr): void {
    const plain = targets.every((target) => target.kind === "Name" || target.kind === "Tuple");
    if (plain && this.attribute(value) !== null) return;
    if (plain && value.kind === "Tuple") {
      for (const part of value.elts) if (this.attribute(part) === null) this.walk(part);
      return;
    }
    this.walk(value);
  }

  /** Being tested or compared does nothing to an attribute. */
  private test(expr: Expr): void {
    const tested = this.attribute(expr);
    if (tested !== null) {
      this.of(tested).tested = true;
      return;
    }
    if (expr.kind !== "BoolOp" && expr.kind !== "UnaryOp" && expr.kind !== "Compare") this.walk(expr);
    else forEachChild(expr, (child) => this.test(child as Expr));
  }

  private target(target: Expr): void {
    const attribute = target.kind === "Name" ? null : this.attribute(target);
    if (attribute !== null) this.of(attribute).bound = true;
    else if (target.kind === "Tuple" || target.kind === "List") for (const element of target.elts) this.target(element);
    else if (target.kind === "Subscript") this.walk(target);
  }

  private call(node: Expr & { readonly kind: "Call" }): void {
    const { func } = node;
    const callee = this.text.slice(func.start, func.end);
    if (func.kind === "Attribute") {
      const attribute = this.attribute(func.value);
      if (attribute !== null) this.of(attribute).called.add(func.attr.name);
      else if (func.value.kind === "Name" && func.value.name === this.self) this.use.calls.add(func.attr.name);
      else if (/^super\(/.test(callee) || this.isSelf(node.args[0])) this.use.calls.add(`super.${func.attr.name}`);
      else this.walk(func.value);
    }
    if (/^(?:getattr|setattr|vars)$/.test(callee) && node.args[0]?.kind === "Name" && node.args[0].name === this.self) {
      this.use.dynamic = true;
    }
    // A finalizer may release anything that is on `self` by then.
    if (/(?:^|\.)finalize$/.test(callee)) this.use.dynamic = true;
    for (const argument of [...node.args, ...node.keywords.map((keyword) => keyword.value)]) {
      const attribute = this.attribute(argument);
      if (attribute === null) this.walk(argument);
      else if (!HARMLESS.has(callee)) {
        this.of(attribute).passedTo.add(callee);
        if (callee !== "os.close") this.of(attribute).escapes = true;
      }
    }
  }
}

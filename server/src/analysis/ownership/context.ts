/** What is known of the analysed scope before any path is walked. */
import type { Range } from "../../base/text.js";
import type { Catalogue } from "../../catalogue/catalogue.js";
import type { CallableEntry, TypeEntry, ValueSpec } from "../../catalogue/schema.js";
import { type Referent, resolveReferent } from "../../semantics/names.js";
import type { Scope, ScopeTree } from "../../semantics/scopes.js";
import type { Attribute, Call, ClassDef, Expr, FunctionDef, Identifier, Module, Node, Stmt } from "../../syntax/ast.js";
import { blocksOf, forEachChild, lastName, namesIn } from "../../syntax/walk.js";
import type { TypeInference } from "../types.js";
import { capturedBy } from "./closures.js";
import type { Conditions } from "./condition-keys.js";
import type { RaiseEvidence } from "./raises.js";

/** What stands at one place where something is acquired. */
export interface Site {
  readonly index: number;
  readonly call: Call;
  readonly statement: Stmt;
  readonly typeName: string;
  readonly type: TypeEntry;
  /** The first name it was bound to, on any path. */
  name: string | null;
  /** Whether some path releases it. */
  released: boolean;
  /** Whether a context manager function yields it. */
  lent: boolean;
  /** Whether somebody else gets it, on any path. */
  escaped: boolean;
  /** For a process: whether a `wait()` left its pipes open. */
  pipesOpen: boolean;
  /** Whether what acquires it may give `None` instead. */
  mayBeNone: boolean;
  /** The first collection that it was put into, by name; one that `exits` releases it at its end. */
  container: { readonly name: string; readonly exits: boolean } | null;
  /** Whether it may have been chosen from a collection, by a key or as the next one. */
  picked: boolean;
  /** Whether somebody else gets one of those that it stands for. */
  loose: boolean;
  /** Whether an iterator acquires it, again and again. */
  isRepeated: boolean;
  /** The parameter that it stands for, where a summary asks what becomes of an argument. */
  readonly parameter: string | null;
}

/** A site of which nothing but what it acquires is known yet. `index`: its number in the scope; -1 outside of any. */
export function newSite(index: number, call: Call, statement: Stmt, typeName: string, type: TypeEntry): Site {
  return {
    index,
    call,
    statement,
    typeName,
    type,
    name: null,
    released: false,
    lent: false,
    escaped: false,
    mayBeNone: false,
    pipesOpen: false,
    container: null,
    picked: false,
    loose: false,
    isRepeated: false,
    parameter: null,
  };
}

/** What becomes of a `yield`: whether and how an exception comes out of it. */
export type YieldKind = "generator" | "manager" | "fixture";

/** What all scopes of a file share. */
export interface FileContext {
  readonly text: string;
  readonly catalogue: Catalogue;
  readonly tree: ScopeTree;
  readonly types: TypeInference;
  readonly raises: RaiseEvidence;
  readonly summaries: Summaries;
  readonly instances: InstanceClasses;
  /** Whether an answer depended on code elsewhere in the file that is not mentioned here. */
  readonly looksElsewhere: { yes: boolean };
}

/** Tells of which class of the file an expression is an instance, whatever the path. */
export interface InstanceClasses {
  /** Null where that is not known, or where it is not one of the file's classes. */
  classOf(expr: Expr, scope: Scope): { readonly node: ClassDef; readonly home: Scope } | null;
}

/** What is known of the file's own functions and classes, in the form of catalogue entries. */
export interface Summaries {
  /** What calling a function or a class does and gives; undefined when unknown. */
  ofCallee(referent: Referent): CallableEntry | undefined;
  /** The same for a method called on `self` in a scope of its class, or on the class by name. */
  ofMethod(owner: ClassDef, home: Scope, method: string): CallableEntry | undefined;
  /** Whether calling a function or class may give something acquired. */
  mayGive(node: FunctionDef | ClassDef): boolean;
  mayGiveMethod(owner: ClassDef, home: Scope, method: string): boolean;
  /** Whether any function or method of this name may give something acquired. */
  mayGiveNamed(name: string): boolean;
  /** Whether a method is read like an attribute. */
  isProperty(owner: ClassDef, home: Scope, method: string): boolean;
  /** Whether a method is called on an object: neither static nor a class method. */
  takesSelf(owner: ClassDef, home: Scope, method: string): boolean;
  /** Whether all that the class inherits is known, and nothing releases what it owns when it is collected. */
  isWithoutFinalizer(owner: ClassDef, home: Scope): boolean;
  /** Where a function, or the constructor of a class, acquires what it gives; null where it gives nothing fresh. */
  maker(referent: Referent): Maker | null;
  /** Whether calling a method of the class may release, bind or hand on an attribute of `self`. */
  touches(owner: ClassDef, home: Scope, method: string, attribute: string): boolean;
}

/** A call whose result a function passes on, in its scope. */
export interface Maker {
  readonly call: Call;
  readonly scope: Scope;
}

/** Something acquired and kept on `self`. */
export interface AttributeStore {
  readonly attribute: string;
  readonly site: Site;
  /** The attribute holds a collection that it is put into. */
  readonly isElement?: true;
}

/** What a function returns on one path. */
export type Returned =
  | { readonly kind: "fresh"; readonly spec: ValueSpec; readonly call: Call }
  | { readonly kind: "argument"; readonly name: string }
  | { readonly kind: "keeps"; readonly names: readonly string[] }
  | { readonly kind: "unknown" };

/** What one scope gives to the walk of its paths: its sites, what its names mean, who else sees them. */
export class ScopeContext {
  readonly text: string;
  readonly catalogue: Catalogue;
  readonly tree: ScopeTree;
  readonly types: TypeInference;
  readonly raises: RaiseEvidence;
  readonly summaries: Summaries;
  readonly sites: Site[] = [];
  /** What is acquired and put on `self`, on any path. */
  readonly stores: AttributeStore[] = [];
  /** What is returned, on any path; null stands for `None`. */
  readonly returned: (Returned | null)[] = [];
  /** What a generator yields, on any path: the type of what is fresh, else null. */
  readonly yielded: (string | null)[] = [];
  /** Lock acquisitions: the call and the lock's text. */
  readonly lockSites: { readonly call: Call; readonly statement: Stmt; readonly lock: string }[] = [];
  /** Names that closures see, or that are bound in another scope: what they hold has escaped. */
  readonly captured = new Set<string>();
  /** Names that have held an object on some path. */
  readonly holders = new Set<string>();
  /** Offsets of uses that some path makes of an open or unknown object. */
  readonly usedOpen = new Set<number>();
  /** Sites of locks that are released again on some path. */
  readonly releasedLockSites = new Set<number>();
  /** Locks released by some path that did not acquire them: parties hand them to one another. */
  readonly handedLocks = new Set<string>();
  /** Blocks that are expected to fail, as a test has it: what they call may not have happened. */
  private readonly expectedFailures: Range[] = [];
  private readonly loops: Range[] = [];
  /** Calls whose result is dropped. */
  private readonly discarded = new Set<Call>();
  private readonly triedLast = new Set<Stmt>();
  /** Where functions are replaced by others, and the text that says which. */
  private readonly mocked: { readonly range: Range; readonly text: string }[] = [];
  private readonly siteIndex = new Map<string, Site>();
  private readonly lockIndex = new Map<Call, number>();
  private readonly referents = new Map<Expr, Referent | null>();

  constructor(
    readonly file: FileContext,
    readonly node: FunctionDef | Module | ClassDef,
    readonly scope: Scope,
    readonly yieldKind: YieldKind,
    /** The conditions that are told apart from path to path. */
    readonly conditions: Conditions,
  ) {
    this.text = file.text;
    this.catalogue = file.catalogue;
    this.tree = file.tree;
    this.types = file.types;
    this.raises = file.raises;
    this.summaries = file.summaries;
    for (const name of [...scope.globals, ...scope.nonlocals]) this.captured.add(name);
    for (const stmt of node.body) this.survey(stmt);
    if (node.kind === "FunctionDef") for (const decorator of node.decorators) this.noteMock(decorator, node);
    for (let outer = scope.parent; outer !== null; outer = outer.parent) {
      if (outer.node.kind === "FunctionDef" || outer.node.kind === "ClassDef") this.noteMocksAround(outer.node);
    }
  }

  /** What is replaced where a function around the scope defines it. */
  private noteMocksAround(outer: FunctionDef | ClassDef): void {
    for (const decorator of outer.decorators) this.noteMock(decorator, outer);
    const around = (block: readonly Stmt[]): Stmt | undefined =>
      block.find((stmt) => stmt.start <= this.node.start && this.node.end <= stmt.end);
    for (
      let at = around(outer.body);
      at !== undefined;
      at = blocksOf(at)
        .map(around)
        .find((stmt) => stmt !== undefined)
    ) {
      if (at === (this.node as Node) || at.kind === "FunctionDef" || at.kind === "ClassDef") return;
      if (at.kind === "With") for (const item of at.items) this.noteMock(item.context, at);
    }
  }

  site(call: Call, path: string, statement: Stmt, typeName: string, type: TypeEntry): Site {
    const key = `${call.start}${path}`;
    let site = this.siteIndex.get(key);
    if (site === undefined) {
      site = newSite(this.sites.length, call, statement, typeName, type);
      this.sites.push(site);
      this.siteIndex.set(key, site);
    }
    return site;
  }

  /** A site that stands for an argument, which is open when the function is entered. */
  parameterSite(parameter: Identifier, type: TypeEntry): Site {
    const { start, end, name } = parameter;
    const func: Expr = { kind: "Name", name, start, end };
    const call: Call = { kind: "Call", func, args: [], keywords: [], start, end };
    const statement: Stmt = { kind: "ExprStmt", value: call, start, end };
    const site: Site = { ...newSite(this.sites.length, call, statement, "", type), name, parameter: name };
    this.sites.push(site);
    return site;
  }

  /** The first parameter of the method being walked: what its attributes are attributes of. */
  get receiver(): string | null {
    if (this.node.kind !== "FunctionDef" || this.scope.parent?.node.kind !== "ClassDef") return null;
    const name = this.node.params.all[0]?.name ?? null;
    return name === null || this.captured.has(name) ? null : name;
  }

  lockSite(call: Call, statement: Stmt, lock: string): number {
    let index = this.lockIndex.get(call);
    if (index === undefined) {
      index = this.lockSites.length;
      this.lockSites.push({ call, statement, lock });
      this.lockIndex.set(call, index);
    }
    return index;
  }

  /** What an expression refers to; remembered, since every path asks again. */
  referent(expr: Expr, scope: Scope): Referent | null {
    const known = this.referents.get(expr);
    if (known !== undefined) return known;
    const referent = resolveReferent(expr, scope, (name) => this.catalogue.callable(name) !== undefined);
    this.referents.set(expr, referent);
    return referent;
  }

  /** The process's own stream that an attribute stands for, as `sys.stdout`: what replaces it is kept by the process. */
  streamOf(expr: Attribute, scope: Scope): string | null {
    if (expr.value.kind !== "Name" || !/^std(?:in|out|err)$/.test(expr.attr.name)) return null;
    const referent = this.referent(expr.value, scope);
    return referent?.kind === "qualified" && referent.name === "sys" ? `sys.${expr.attr.name}` : null;
  }

  /** Whether something stands in a block that is expected to fail or to warn. */
  isExpectedToFail(range: Range): boolean {
    return this.expectedFailures.some((block) => block.start <= range.start && range.end <= block.end);
  }

  /** Whether the scope calls something by a name, `show()` or `plt.show()`; by its text. */
  calls(name: string): boolean {
    return new RegExp(`\\b${name}\\(`).test(this.text.slice(this.node.start, this.node.end));
  }

  /** Whether something stands in the body of a loop, or in a comprehension, of the scope. */
  isInLoop(range: Range): boolean {
    return this.loops.some((loop) => loop.start <= range.start && range.end <= loop.end);
  }

  /** Whether a statement ends a `try` block that has handlers. */
  isTried(stmt: Stmt): boolean {
    return this.triedLast.has(stmt);
  }

  /** Whether a call does not do what its name says: it is to fail, or a test has replaced what it calls. */
  isUnreal(call: Call): boolean {
    if (this.isExpectedToFail(call)) return true;
    // `sock.detach()` for its effect: somebody else has the descriptor already.
    if (lastName(call.func) === "detach" && this.discarded.has(call)) return true;
    if (this.mocked.length === 0) return false;
    const name = lastName(call.func);
    return this.mocked.some(
      ({ range, text }) => range.start <= call.start && call.end <= range.end && new RegExp(`\\b${name}\\b`).test(text),
    );
  }

  private noteMock(call: Expr, range: Range): void {
    if (call.kind !== "Call") return;
    const name = this.text.slice(call.func.start, call.func.end);
    if (/(?:^|\.)patch(?:\.object|\.multiple)?$|\bmonkeypatch\.setattr$/.test(name)) {
      this.mocked.push({ range: { start: range.start, end: range.end }, text: this.text.slice(call.start, call.end) });
    }
  }

  /** Whether a call makes a manager that closes what it is handed (`contextlib.closing`). */
  closes(call: Call, scope: Scope): boolean {
    const referent = this.referent(call.func, scope);
    return referent?.kind === "qualified" && this.catalogue.callable(referent.name)?.closes !== undefined;
  }

  /** What holds for the whole scope, whatever the path: what closures capture, where failures are expected. */
  private survey(node: Expr | Stmt): void {
    switch (node.kind) {
      case "FunctionDef":
      case "Lambda":
        for (const name of capturedBy(node, this.node)) this.captured.add(name);
        if (node.kind === "FunctionDef") this.captured.delete(node.name.name);
        return;
      case "ClassDef":
        if (node !== (this.node as Node)) {
          for (const name of namesIn(node)) this.captured.add(name);
          return;
        }
        break;
      case "With":
        if (node.items.some((item) => expectsFailure(item.context, this.text))) this.expectedFailures.push(node);
        for (const item of node.items) this.noteMock(item.context, node);
        break;
      case "For":
      case "While":
      case "Comprehension": {
        const last = node.kind === "Comprehension" ? node : node.body[node.body.length - 1];
        const first = node.kind === "Comprehension" ? node : node.body[0];
        if (first !== undefined && last !== undefined) this.loops.push({ start: first.start, end: last.end });
        break;
      }
      case "ExprStmt":
        if (node.value.kind === "Call") this.discarded.add(node.value);
        break;
      case "Call":
        if (node.func.kind === "Attribute" && node.func.attr.name === "setattr") this.noteMock(node, this.node);
        break;
      case "Try": {
        const last = node.body[node.body.length - 1];
        if (node.handlers.length > 0 && last !== undefined) this.triedLast.add(last);
        const [first] = node.body;
        if (first !== undefined && last !== undefined && node.orelse.some(isFailure)) {
          this.expectedFailures.push({ start: first.start, end: last.end });
        }
        break;
      }
      case "UnknownExpr":
      case "UnknownStmt":
        for (const name of node.names) this.captured.add(name);
        return;
      default:
        break;
    }
    forEachChild(node, (child) => this.survey(child));
  }
}

/** `self.fail(…)`. */
function isFailure(stmt: Stmt): boolean {
  return stmt.kind === "ExprStmt" && stmt.value.kind === "Call" && lastName(stmt.value.func) === "fail";
}

/** Whether a manager says that its block raises, or leaks. */
function expectsFailure(manager: Expr, text: string): boolean {
  if (manager.kind !== "Call") return false;
  const name = lastName(manager.func);
  if (/^(?:raises|assert_?[rR]aises\w*)$/.test(name)) return true;
  return text.slice(manager.start, manager.end).includes("ResourceWarning");
}

/** Finds the scopes in which something may be acquired: only those are walked. */
import type { Catalogue } from "../../catalogue/catalogue.js";
import { isExpr } from "../../semantics/scopes.js";
import type { ClassDef, Expr, FunctionDef, Module, Stmt } from "../../syntax/ast.js";
import { blocksOf, forEachChild, lastName } from "../../syntax/walk.js";

/** What has a body of its own to walk. */
export type ScopeOwner = Module | FunctionDef | ClassDef;

interface Candidate {
  /** From the module down to the scope itself. */
  readonly path: readonly ScopeOwner[];
  /** Last parts of what it calls. */
  readonly calls: Set<string>;
  /** The attributes that it reads. */
  readonly reads: Set<string>;
  /** Names by which calling it may give what it acquires; none where it gives nothing. */
  readonly gives: readonly string[];
}

/**
 * The scopes that call something by a name under which things are acquired, or a function or class of
 * the file that does, as paths from the module down, in source order.
 */
export function interestingScopes(
  module: Module,
  text: string,
  { acquiringNames: names, factoryNames, conditionalNames }: Catalogue,
): readonly (readonly ScopeOwner[])[] {
  const scan = new Scan(names, factoryNames);
  scan.scope(module, [module]);
  const own = new Set(scan.aliases);
  for (const [pattern, conditional] of conditionalNames) {
    if (new RegExp(pattern).test(text)) for (const name of conditional) own.add(name);
  }
  const acquires = (name: string): boolean => names.has(name) || own.has(name);
  const properties = new Set<string>();
  const found = new Set<Candidate>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const candidate of scan.candidates) {
      if (found.has(candidate)) continue;
      const readsOne = properties.size > 0 && [...properties].some((name) => candidate.reads.has(name));
      if (!readsOne && ![...candidate.calls].some(acquires)) continue;
      found.add(candidate);
      const property = propertyName(candidate.path);
      if (property !== null) {
        grown ||= !properties.has(property);
        properties.add(property);
      }
      for (const name of candidate.gives) {
        grown ||= !acquires(name);
        own.add(name);
      }
    }
  }
  return scan.candidates.filter((candidate) => found.has(candidate)).map((candidate) => candidate.path);
}

class Scan {
  readonly candidates: Candidate[] = [];
  readonly aliases = new Set<string>();

  constructor(
    private readonly names: ReadonlySet<string>,
    private readonly factories: ReadonlySet<string>,
  ) {}

  scope(owner: ScopeOwner, path: readonly ScopeOwner[]): void {
    const calls = new Set<string>();
    const reads = new Set<string>();
    let returns = false;
    const walk = (node: Expr | Stmt): void => {
      switch (node.kind) {
        case "FunctionDef":
        case "ClassDef":
          // Decorators, defaults and bases are evaluated out here.
          forEachChild(node, (child) => {
            if (isExpr(child)) walk(child);
          });
          this.scope(node, [...path, node]);
          return;
        case "Name":
        case "Constant":
          return;
        case "Return":
        case "Yield":
          returns ||= node.value !== null;
          break;
        case "Call": {
          const { func } = node;
          if (func.kind === "Name") calls.add(func.name);
          else if (func.kind === "Attribute") calls.add(func.attr.name);
          // `map(open, paths)` calls what it is handed.
          const [first] = node.args;
          if (first !== undefined) calls.add(lastName(first));
          // So does a dataclass, for `field(default_factory=open_log)`.
          for (const { name, value } of node.keywords) if (name === "default_factory") calls.add(lastName(value));
          break;
        }
        case "Attribute":
          reads.add(node.attr.name);
          break;
        default:
          break;
      }
      forEachChild(node, walk);
    };
    const at = this.candidates.length;
    for (const stmt of owner.body) this.noteAliases(stmt);
    for (const stmt of owner.body) walk(stmt);
    if (calls.size + reads.size > 0)
      this.candidates.splice(at, 0, { path, calls, reads, gives: givenNames(path, returns) });
  }

  /** `from socket import socket as sock`, `opener = gzip.open`: another name for something that acquires. */
  private noteAliases(stmt: Stmt): void {
    if (stmt.kind === "ImportFrom" || stmt.kind === "Import") {
      for (const alias of stmt.names) {
        const last = alias.name.split(".").pop() as string;
        if (alias.asName !== null && this.names.has(last)) this.aliases.add(alias.asName);
      }
    } else if (stmt.kind === "Assign") {
      const values = stmt.value.kind === "IfExp" ? [stmt.value.body, stmt.value.orelse] : [stmt.value];
      if (values.some((value) => this.isAcquiring(value))) {
        for (const target of stmt.targets) {
          if (target.kind === "Name") this.aliases.add(target.name);
          else if (target.kind === "Attribute") this.aliases.add(target.attr.name);
        }
      }
    } else if (stmt.kind !== "FunctionDef" && stmt.kind !== "ClassDef") {
      for (const block of blocksOf(stmt)) for (const inner of block) this.noteAliases(inner);
    }
  }

  private isAcquiring(value: Expr): boolean {
    if (value.kind === "Call" && this.factories.has(lastName(value.func))) return true;
    if (value.kind === "Call" && value.args.length === 1) return this.isAcquiring(value.args[0] as Expr);
    const name = lastName(value);
    return this.names.has(name) || this.aliases.has(name);
  }
}

/** The name of a property; null for other functions. */
function propertyName(path: readonly ScopeOwner[]): string | null {
  const owner = path[path.length - 1];
  const isProperty = owner?.kind === "FunctionDef" && owner.decorators.some((one) => lastName(one) === "property");
  return isProperty ? owner.name.name : null;
}

function givenNames(path: readonly ScopeOwner[], returns: boolean): readonly string[] {
  const owner = path[path.length - 1];
  const outer = path[path.length - 2];
  // A dataclass is made by the factories of its fields.
  if (owner?.kind === "ClassDef") return owner.decorators.length > 0 ? [owner.name.name] : [];
  if (owner?.kind !== "FunctionDef") return [];
  if (owner.name.name === "__init__" && outer?.kind === "ClassDef") return [outer.name.name];
  return returns ? [owner.name.name] : [];
}

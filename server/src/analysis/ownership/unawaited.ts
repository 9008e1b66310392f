/**
 * Releases that do not happen: the coroutine of a `close()` that nobody awaits, and `with` where only
 * `async with` releases.
 *
 * These are read off the text, whatever the path: a statement that drops a coroutine drops it always.
 */
import type { Range } from "../../base/text.js";
import { resolveQualifiedName } from "../../semantics/names.js";
import type { Scope } from "../../semantics/scopes.js";
import type { Call, Expr, FunctionDef, Module, Stmt, With } from "../../syntax/ast.js";
import { blocksOf, contains } from "../../syntax/walk.js";
import type { UnawaitedRelease } from "./facts.js";
import { doesNothing, type Instance, type InstanceParts, Instances, isCoroutineFunction } from "./instances.js";

/** Names of methods that may release something: what else is not awaited is no leak. */
const RELEASE = "(?:a?close|release|cleanup|quit|logout|terminate|disconnect|dispose|stop|shutdown|__aexit__)";

/** Where something may be released without being awaited, or entered without `async`. */
const CANDIDATES = new RegExp(`\\.\\s*${RELEASE}\\s*\\(|(?<!async[ \\t]+)\\bwith\\b(?=\\s*[\\w(])`, "g");

interface Position {
  /** The innermost statement at the place. */
  readonly stmt: Stmt;
  readonly scope: Scope;
  /** The function that it is in. */
  readonly home: FunctionDef | null;
}

/** The releases of a file that nobody waits for. */
export function unawaitedReleases(module: Module, text: string, parts: InstanceParts): UnawaitedRelease[] {
  const found: UnawaitedRelease[] = [];
  // Whoever has to do with coroutines says so somewhere: most files need no second look.
  if (!/async|aio|coroutine/i.test(text)) return found;
  const search = new UnawaitedSearch(text, new Instances(parts), parts);
  const seen = new Set<Stmt>();
  for (const { index } of text.matchAll(CANDIDATES)) {
    const position = positionOf(module, index, parts);
    if (position === null || seen.has(position.stmt)) continue;
    const { stmt } = position;
    if (stmt.kind === "With" || stmt.kind === "ExprStmt" || stmt.kind === "Assign") {
      seen.add(stmt);
      found.push(...search.at(position));
    }
  }
  return found;
}

class UnawaitedSearch {
  constructor(
    private readonly text: string,
    private readonly instances: Instances,
    private readonly parts: InstanceParts,
  ) {}

  at(position: Position): UnawaitedRelease[] {
    const { stmt } = position;
    if (stmt.kind === "With") return this.entered(stmt, position);
    const value = stmt.kind === "ExprStmt" ? stmt.value : stmt.kind === "Assign" ? stmt.value : null;
    if (value === null || (stmt.kind === "Assign" && !this.isNeverRead(stmt, position))) return [];
    return dropped(value).flatMap((call) => this.called(call, position));
  }

  /** A call whose result is dropped. */
  private called(call: Call, position: Position): UnawaitedRelease[] {
    const { func } = call;
    if (func.kind !== "Attribute" || !new RegExp(`^${RELEASE}$`).test(func.attr.name)) return [];
    const { scope, stmt, home } = position;
    const method = func.attr.name;
    const isSuper = func.value.kind === "Call" && func.value.func.kind === "Name" && func.value.func.name === "super";
    const instance = isSuper ? null : this.instances.of(func.value, scope);
    const what = instance === null ? null : this.coroutine(instance, method);
    if (what === null) return [];
    return [
      {
        how: "call",
        place: call,
        receiver: this.text.slice(func.value.start, func.value.end).replace(/\s+/g, " "),
        method,
        noun: what,
        statement: stmt,
        isAsync: home?.isAsync === true && !isInLambda(stmt, call),
      },
    ];
  }

  /** A `with` over what only `async with` releases, or over `closing(…)` of what closes by a coroutine. */
  private entered(stmt: With, { scope, home }: Position): UnawaitedRelease[] {
    if (stmt.isAsync) return [];
    return stmt.items.flatMap(({ context }): UnawaitedRelease[] => {
      const isAsync = home?.isAsync === true && stmt.items.length === 1;
      const closed = this.closedBy(context, scope);
      const instance = this.instances.of(closed ?? context, scope);
      if (instance === null) return [];
      const subject = closed ?? context;
      const receiver = this.text.slice(subject.start, subject.end).replace(/\s+/g, " ");
      const common = { place: context, receiver, statement: stmt, isAsync };
      if (closed !== null) {
        const noun = this.coroutine(instance, "close");
        return noun === null ? [] : [{ ...common, how: "closing", method: "close", noun }];
      }
      if (instance.kind !== "type") return [];
      const { resource, noun } = instance.type;
      if (resource?.with !== "none" || resource.asyncWith !== "release") return [];
      return [{ ...common, how: "with", method: resource.release[0] ?? "close", noun }];
    });
  }

  /** What `contextlib.closing` is handed. */
  private closedBy(context: Expr, scope: Scope): Expr | null {
    if (context.kind !== "Call" || context.args.length !== 1) return null;
    const name = resolveQualifiedName(
      context.func,
      scope,
      (known) => this.parts.catalogue.callable(known) !== undefined,
    );
    return name === "contextlib.closing" ? (context.args[0] ?? null) : null;
  }

  /** What an instance is called, where a method of it gives a coroutine; else null. */
  private coroutine(instance: Instance, method: string): string | null {
    if (instance.kind === "async-generator") return method === "aclose" ? "asynchronous generator" : null;
    if (instance.kind === "type") return isAwaited(instance, method) ? instance.type.noun : null;
    const found = this.parts.summaries.survey(instance.node, instance.home).method(method);
    if (found !== null) {
      // What only declares the method leaves it to others what to do.
      return isCoroutineFunction(found.node) && !doesNothing(found.node) ? instance.node.name.name : null;
    }
    for (const base of this.parts.summaries.libraryBases(instance.node, instance.home)) {
      const type = this.parts.catalogue.type(this.parts.catalogue.typeOfClass(base) ?? "");
      if (type !== undefined) return isAwaited({ type }, method) ? instance.node.name.name : null;
    }
    return null;
  }

  /** Whether an assignment binds one name that nothing in its function mentions again. */
  private isNeverRead(stmt: Stmt & { readonly kind: "Assign" }, { home }: Position): boolean {
    const [target] = stmt.targets;
    if (target?.kind !== "Name" || stmt.targets.length > 1 || home === null) return false;
    const body = this.text.slice(home.start, home.end);
    return [...body.matchAll(new RegExp(`\\b${target.name}\\b`, "g"))].length === 1;
  }
}

function isAwaited({ type }: { readonly type: (Instance & { kind: "type" })["type"] }, method: string): boolean {
  const { resource, methods } = type;
  if (resource === undefined || !resource.release.includes(method)) return false;
  const entry = methods?.[method];
  if (entry !== undefined) return entry.async === true;
  return resource.awaitRelease === true && resource.release[0] === method;
}

/** The calls whose value a discarded expression would have: of `x and x.close()`, the last. */
function dropped(expr: Expr): readonly Call[] {
  switch (expr.kind) {
    case "Call":
      return [expr];
    case "BoolOp":
      return expr.values.slice(-1).flatMap(dropped);
    case "IfExp":
      return [...dropped(expr.body), ...dropped(expr.orelse)];
    default:
      return [];
  }
}

function isInLambda(stmt: Stmt, call: Range): boolean {
  return contains(stmt, (node) => node.kind === "Lambda" && node.start <= call.start && call.end <= node.end);
}

/** The innermost statement at an offset, with its scope; null between statements, in strings and comments of none. */
function positionOf(module: Module, offset: number, { tree }: InstanceParts): Position | null {
  let block: readonly Stmt[] | undefined = module.body;
  let scope = tree.module;
  let home: FunctionDef | null = null;
  let found: Stmt | null = null;
  while (block !== undefined) {
    const stmt: Stmt | undefined = statementAt(block, offset);
    if (stmt === undefined) break;
    found = stmt;
    block = blocksOf(stmt).find((inner) => statementAt(inner, offset) !== undefined);
    if (block === undefined) break;
    if (stmt.kind === "FunctionDef") {
      scope = tree.enter(stmt, scope);
      home = stmt;
    } else if (stmt.kind === "ClassDef") {
      scope = tree.enter(stmt, scope);
      home = null;
    }
  }
  return found === null ? null : { stmt: found, scope, home };
}

/** The statement of a block at an offset, by halving. */
function statementAt(block: readonly Stmt[], offset: number): Stmt | undefined {
  let low = 0;
  let high = block.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const stmt = block[middle] as Stmt;
    if (offset < stmt.start) high = middle - 1;
    else if (offset >= stmt.end) low = middle + 1;
    else return stmt;
  }
  return undefined;
}

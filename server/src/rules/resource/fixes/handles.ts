/**
 * From which names a resource can still be reached: aliases, readers over it, generators, containers. A block that
 * releases the resource must not end before the last use of any of them.
 *
 * The answer errs on the long side: what cannot be told to be plain data counts as derived.
 */

import { copiesOut } from "../../../analysis/ownership/parts.js";
import type { Catalogue } from "../../../catalogue/catalogue.js";
import type { CallableEntry, Effect, TypeEntry } from "../../../catalogue/schema.js";
import { isExpr } from "../../../semantics/scopes.js";
import type { Call, Expr, Node, Stmt } from "../../../syntax/ast.js";
import { blocksOf, contains, forEachChild, namesIn } from "../../../syntax/walk.js";
import type { Place } from "./place.js";
import type { FixRequest } from "./request.js";

/** Methods that give data, whatever resource or reader they are called on. */
const PLAIN_METHODS = new Set(
  `read read1 readline readlines readall readinto readinto1 recv recvfrom recv_into write writelines writerow writerows
   tell seek truncate flush getvalue namelist infolist getnames getmembers getinfo testzip extract extractall sendall
   send sendto settimeout setblocking setsockopt getsockopt getsockname getpeername connect connect_ex bind listen
   isatty readable writable seekable keys close getheader getheaders info geturl getcode poll wait communicate
   terminate kill send_signal fetchone fetchall fetchmany commit rollback login getvalue writeframes readframes
   getnchannels getframerate getnframes getsampwidth setnchannels setsampwidth setframerate startswith endswith
   __next__ next isclosed add mkdir writestr size`.split(/\s+/),
);

/** Methods that give something that reads on, even where the catalogue does not say what. */
const LAZY_METHODS = new Set(
  "execute executemany executescript cursor makefile open extractfile iterdump accept dup detach fileno".split(" "),
);

/** Attributes that hold data. A temporary file's `name` is another matter: the file goes when it is closed. */
const PLAIN_ATTRIBUTES = new Set(
  "closed mode encoding errors newlines returncode pid status code reason fieldnames line_num lineno version row_factory rowcount lastrowid length compression filename comment headers url msg family proto total_changes in_transaction isolation_level server_port server_address server_name".split(
    " ",
  ),
);

/** Builtins whose result keeps nothing of their arguments but what those yield. */
const EAGER = new Set(
  `list tuple dict set frozenset sorted sum min max any all len next str repr bytes bytearray int float bool complex
   print isinstance issubclass hash id type hasattr callable format ascii ord round abs divmod pow`
    .split(/\s+/)
    .map((name) => `builtins.${name}`),
);

const PATH_METHODS = new Set("joinpath resolve absolute with_suffix with_name expanduser as_posix format".split(" "));

const EAGER_ENTRY: CallableEntry = {};

/** Of these, the ones that give back what a container holds. */
const COPYING = new Set(
  "list tuple dict set frozenset sorted next min max".split(" ").map((name) => `builtins.${name}`),
);

/** Methods by which containers keep their arguments. */
const STORING = new Set("append appendleft add insert extend update setdefault".split(" "));

const CONTAINERS = new Set([
  "builtins.list",
  "builtins.set",
  "builtins.dict",
  "collections.deque",
  "collections.OrderedDict",
]);

/**
 * A view yields data when iterated; a container yields what it was given. A path is a mere text, harmless to hand
 * around, but of no use once the temporary file or directory is gone.
 */
type Reach = "none" | "path" | "view" | "container";

export interface HandleOptions {
  /** A yielded resource is only lent, as by a context manager function. */
  readonly lendsByYield?: boolean;
  /** The expression that will be replaced by the resource's new name. */
  readonly origin?: Expr;
}

/** Collects, from the statements it is shown, the names that lead to one resource, and whether it escapes. */
export class Handles {
  private readonly reach = new Map<string, Reach>();
  /** Whether the resource gets out of the scope's own hands, so that no block can end it. */
  escaped = false;

  private readonly place: Place;
  private readonly catalogue: Catalogue;
  private readonly type: TypeEntry;
  private readonly primary: string;
  private readonly isTemporary: boolean;
  private readonly borrows: FixRequest["borrows"];

  constructor(
    request: FixRequest,
    place: Place,
    primary: string,
    private readonly options: HandleOptions = {},
  ) {
    this.place = place;
    this.catalogue = request.catalogue;
    this.type = request.type;
    this.primary = primary;
    this.borrows = request.borrows;
    this.isTemporary = isTemporary(request, place);
    this.reach.set(primary, "view");
  }

  get names(): ReadonlySet<string> {
    return new Set(this.reach.keys());
  }

  /** The names other than the resource's own. */
  get derived(): readonly string[] {
    return [...this.reach.keys()].filter((name) => name !== this.primary);
  }

  /** Learn from the statements until nothing new comes. */
  follow(stmts: readonly Stmt[]): void {
    let before = -1;
    while (before !== this.reach.size && !this.escaped) {
      before = this.reach.size;
      for (const stmt of stmts) this.statement(stmt);
    }
  }

  /** Whether the node mentions any name from which the resource can be reached. */
  mentionedIn(node: Node): boolean {
    const { origin } = this.options;
    if (origin !== undefined && node.start <= origin.start && node.end >= origin.end) return true;
    const names = namesIn(node);
    return [...this.reach.keys()].some((name) => names.has(name));
  }

  private statement(stmt: Stmt): void {
    if (!this.mentionedIn(stmt)) return;
    this.effects(stmt);
    for (const block of blocksOf(stmt)) for (const inner of block) this.statement(inner);
  }

  private effects(stmt: Stmt): void {
    switch (stmt.kind) {
      case "Assign":
        this.expression(stmt.value);
        for (const target of stmt.targets) this.bind(target, this.of(stmt.value));
        return;
      case "AnnAssign":
        if (stmt.value === null) return;
        this.expression(stmt.value);
        this.bind(stmt.target, this.of(stmt.value));
        return;
      case "AugAssign":
        this.expression(stmt.value);
        if (this.of(stmt.value) === "none") return;
        if (stmt.target.kind === "Name") this.keep(stmt.target.name);
        else this.escaped = true;
        return;
      case "For":
        this.expression(stmt.iter);
        this.bind(stmt.target, this.of(stmt.iter) === "container" ? "view" : "none");
        return;
      case "With":
        for (const item of stmt.items) {
          this.expression(item.context);
          if (item.target !== null) this.bind(item.target, this.of(item.context));
        }
        return;
      case "Return":
        if (stmt.value === null) return;
        this.expression(stmt.value);
        if (this.of(stmt.value) !== "none") this.escaped = true;
        return;
      case "Raise":
        for (const value of [stmt.exc, stmt.cause]) {
          if (value === null) continue;
          this.expression(value);
          if (this.of(value) !== "none") this.escaped = true;
        }
        return;
      case "FunctionDef":
      case "ClassDef":
        this.escaped = true;
        return;
      case "Match":
        this.expression(stmt.subject);
        if (this.of(stmt.subject) !== "none") this.escaped = true;
        for (const one of stmt.cases) if (one.guard !== null) this.expression(one.guard);
        return;
      default:
        forEachChild(stmt, (child) => {
          if (isExpr(child)) this.expression(child);
        });
    }
  }

  private bind(target: Expr, reach: Reach): void {
    if (reach === "none") return;
    if (target.kind === "Name") this.add(target.name, reach);
    else if (target.kind === "Tuple" || target.kind === "List")
      for (const element of target.elts) this.bind(element, "container");
    else if (target.kind === "Starred") this.bind(target.value, "container");
    else if (target.kind === "Subscript" && target.value.kind === "Name") this.keep(target.value.name);
    else this.escaped = true;
  }

  private add(name: string, reach: Reach): void {
    if (!this.isLocal(name)) this.escaped = true;
    if (this.reach.get(name) !== "container") this.reach.set(name, name === this.primary ? "view" : reach);
  }

  /** Something of the resource is put into what a name holds: only a container made here ends with the scope. */
  private keep(name: string): void {
    const bindings = this.place.scope.bindings.get(name) ?? [];
    const isOwn = (value: Expr): boolean =>
      value.kind === "List" ||
      value.kind === "Set" ||
      value.kind === "Dict" ||
      value.kind === "Comprehension" ||
      (value.kind === "Call" && CONTAINERS.has(this.place.resolve(value.func) ?? ""));
    if (bindings.length === 0 || !bindings.every((one) => one.kind === "assign" && isOwn(one.value)))
      this.escaped = true;
    this.add(name, "container");
  }

  private isLocal(name: string): boolean {
    const { scope } = this.place;
    return scope.bindings.has(name) || name === this.primary;
  }

  /** Escapes and walrus targets within an expression. */
  private expression(expr: Expr): void {
    switch (expr.kind) {
      case "Lambda":
        if (this.mentionedIn(expr.body)) this.escaped = true;
        return;
      case "NamedExpr": {
        const reach = this.of(expr.value);
        if (reach !== "none") this.add(expr.target.name, reach);
        break;
      }
      case "Yield":
        if (expr.value !== null && this.of(expr.value) !== "none" && !this.options.lendsByYield) this.escaped = true;
        break;
      case "Call":
        this.handing(expr);
        break;
      default:
        break;
    }
    forEachChild(expr, (child) => {
      if (isExpr(child)) this.expression(child);
    });
  }

  /** What a call may do with the resource that it is handed: the same as the analysis assumes. */
  private handing(call: Call): void {
    const handed = argumentsOf(call).filter((arg) => this.holds(arg));
    if (handed.length === 0 || handed.every((arg) => this.borrows?.(call, arg))) return;
    const entry = this.entryOf(call);
    if (entry === EAGER_ENTRY) return;
    if (entry !== null) {
      if (handed.some((arg) => effectOn(entry, call, arg) === "take")) this.escaped = true;
      return;
    }
    if (call.func.kind === "Attribute") {
      const { attr, value } = call.func;
      // `writer.writerow(…)` is about the resource itself; `self.assertEqual(f.x, …)` looks, and keeps nothing.
      if (this.holds(value) || /^assert[A-Z_]/.test(attr.name)) return;
      if (value.kind === "Name" && STORING.has(attr.name)) {
        this.keep(value.name);
        return;
      }
    }
    this.escaped = true;
  }

  /** What the catalogue says of the called function or method. */
  private entryOf(call: Call): CallableEntry | null {
    const qualified = this.place.resolve(call.func);
    if (qualified !== null && EAGER.has(qualified)) return EAGER_ENTRY;
    const known = qualified === null ? undefined : this.catalogue.callable(qualified);
    if (known !== undefined || call.func.kind !== "Attribute") return known ?? null;
    const type = this.place.typeOf(call.func.value);
    return (type === null ? undefined : this.catalogue.type(type)?.methods?.[call.func.attr.name]) ?? null;
  }

  /** How the resource can be reached through the value of an expression. */
  of(expr: Expr): Reach {
    if (expr === this.options.origin) return "view";
    switch (expr.kind) {
      case "Name":
        return this.reach.get(expr.name) ?? "none";
      case "Call":
        return this.ofCall(expr);
      case "Attribute": {
        const base = this.of(expr.value);
        if (base === "none" || PLAIN_ATTRIBUTES.has(expr.attr.name)) return "none";
        if (base === "path") return expr.attr.name === "parent" ? "path" : "none";
        if (expr.attr.name === "name") return this.isTemporary ? "path" : "none";
        return "view";
      }
      case "Subscript": {
        const base = this.of(expr.value);
        if (this.type.slicesCopy && copiesOut(expr.index)) return "none";
        const ofItself = expr.value.kind === "Name" && expr.value.name === this.primary;
        return ofItself && !this.type.partsKeep ? "none" : base;
      }
      case "Await":
      case "Starred":
      case "NamedExpr":
        return this.of(expr.value);
      case "IfExp":
        return strongest([this.of(expr.body), this.of(expr.orelse)]);
      case "BoolOp":
        return strongest(expr.values.map((value) => this.of(value)));
      case "BinOp":
        return strongest([this.of(expr.left), this.of(expr.right)]);
      case "Tuple":
      case "List":
      case "Set":
        return this.anyOf(expr.elts) ? "container" : "none";
      case "Dict":
        return this.anyOf(expr.values) ? "container" : "none";
      case "JoinedStr":
        return expr.values.some((value) => this.of(value) === "path") ? "path" : "none";
      case "Comprehension": {
        if (!this.mentionedIn(expr)) return "none";
        if (expr.form === "generator") return "view";
        const ofElements = expr.generators.some((generator) => this.of(generator.iter) === "container");
        return ofElements || this.anyOf([expr.element, ...(expr.value === null ? [] : [expr.value])])
          ? "container"
          : "none";
      }
      case "Lambda":
      case "UnknownExpr":
        return this.mentionedIn(expr) ? "view" : "none";
      default:
        return "none";
    }
  }

  private ofCall(call: Call): Reach {
    if (call.func.kind === "Attribute") {
      const receiver = call.func.value;
      const base = this.of(receiver);
      const method = call.func.attr.name;
      if (base === "path") return PATH_METHODS.has(method) ? "path" : "none";
      if (base !== "none") {
        if (PLAIN_METHODS.has(method)) return "none";
        const known =
          receiver.kind === "Name" && receiver.name === this.primary ? this.type.methods?.[method] : undefined;
        if (known?.keepsReceiver || known?.returnsReceiver) return "view";
        return known !== undefined && known.returns === undefined && !LAZY_METHODS.has(method) ? "none" : "view";
      }
    }
    if (!this.anyOf(argumentsOf(call))) return this.isPathOf(call) ? "path" : "none";
    const isContainer = argumentsOf(call).some((arg) => this.of(arg) === "container");
    const entry = this.entryOf(call);
    if (entry === EAGER_ENTRY) {
      return isContainer && COPYING.has(this.place.resolve(call.func) ?? "") ? "container" : "none";
    }
    if (isContainer) return "container";
    if (entry === null) return "view";
    const isKept = (entry.keeps?.length ?? 0) > 0 || entry.returnsArgument !== undefined || entry.closes !== undefined;
    return isKept || this.mayWrap(entry, call) ? "view" : "none";
  }

  /** Whether what is made is itself a resource, and not from a mere descriptor, which it would duplicate. */
  private mayWrap(entry: CallableEntry, call: Call): boolean {
    if (typeof entry.returns !== "string" || this.catalogue.type(entry.returns)?.resource === undefined) return false;
    return argumentsOf(call).some(
      (arg) => this.holds(arg) && !/^(fd|fileno)$/.test(parameterOf(entry, call, arg) ?? ""),
    );
  }

  /** `os.path.join(directory.name, …)`, `Path(directory.name)`. */
  private isPathOf(call: Call): boolean {
    if (!argumentsOf(call).some((arg) => this.of(arg) === "path")) return false;
    const qualified = this.place.resolve(call.func) ?? "";
    return /^(os\.path\.(join|abspath|realpath|normpath|expanduser)|os\.fspath|pathlib\.\w+|builtins\.str)$/.test(
      qualified,
    );
  }

  private anyOf(exprs: readonly Expr[]): boolean {
    return exprs.some((expr) => this.holds(expr));
  }

  /** Whether the resource itself can be reached through the value. */
  private holds(expr: Expr): boolean {
    const reach = this.of(expr);
    return reach === "view" || reach === "container";
  }
}

/** Whether closing the resource removes something from the disk. */
export function isTemporary(request: FixRequest, place: Place): boolean {
  return (
    request.type.noun === "temporary directory" ||
    place.resolve(request.acquisition.func) === "tempfile.NamedTemporaryFile"
  );
}

/** Whether the node binds the name anew, nested functions and classes left out. */
export function binds(node: Node, name: string): boolean {
  switch (node.kind) {
    case "Assign":
      return node.targets.some((target) => isTarget(target, name)) || contains(node.value, walrus(name));
    case "AugAssign":
    case "AnnAssign":
      return isTarget(node.target, name);
    case "Delete":
      return node.targets.some((target) => isTarget(target, name));
    case "FunctionDef":
    case "ClassDef":
      return node.name.name === name;
    case "Import":
      return node.names.some((alias) => (alias.asName ?? alias.name.split(".")[0]) === name);
    case "ImportFrom":
      return node.names.some((alias) => alias.name === "*" || (alias.asName ?? alias.name) === name);
    case "Global":
    case "Nonlocal":
      return node.names.includes(name);
    case "NamedExpr":
      if (node.target.name === name) return true;
      break;
    case "For":
      if (isTarget(node.target, name)) return true;
      break;
    case "With":
      if (node.items.some((item) => item.target !== null && isTarget(item.target, name))) return true;
      break;
    case "Try":
      if (node.handlers.some((handler) => handler.name?.name === name)) return true;
      break;
    case "Match":
      if (node.cases.some((one) => one.pattern.captures.some((capture) => capture.name === name))) return true;
      break;
    default:
      break;
  }
  let found = false;
  forEachChild(node, (child) => {
    if (!found && binds(child, name)) found = true;
  });
  return found;
}

function walrus(name: string): (node: Node) => boolean {
  return (node) => node.kind === "NamedExpr" && node.target.name === name;
}

function isTarget(target: Expr, name: string): boolean {
  if (target.kind === "Name") return target.name === name;
  if (target.kind === "Starred") return isTarget(target.value, name);
  return (target.kind === "Tuple" || target.kind === "List") && target.elts.some((element) => isTarget(element, name));
}

/** What a call does to one of its arguments. */
function effectOn(entry: CallableEntry, call: Call, arg: Expr): Effect {
  const parameter = parameterOf(entry, call, arg);
  if (parameter === null) return entry.effects?.["*"] ?? "take";
  return entry.effects?.[parameter] ?? entry.effects?.["*"] ?? "borrow";
}

/** The name of the parameter that an argument is for, or its position; null behind `*` and `**`. */
function parameterOf(entry: CallableEntry, call: Call, arg: Expr): string | null {
  const index = call.args.indexOf(arg);
  if (index < 0) return call.keywords.find((keyword) => keyword.value === arg)?.name ?? null;
  const starred = call.args.findIndex((one) => one.kind === "Starred");
  return starred >= 0 && starred <= index ? null : (entry.parameters?.[index] ?? String(index));
}

function argumentsOf(call: Call): readonly Expr[] {
  return [...call.args, ...call.keywords.map((keyword) => keyword.value)];
}

function strongest(reaches: readonly Reach[]): Reach {
  return (["container", "view", "path"] as const).find((reach) => reaches.includes(reach)) ?? "none";
}

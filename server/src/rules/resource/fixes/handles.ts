/**
 * From which names a resource can still be reached: aliases, readers over it, generators, containers. A block that
 * releases the resource must not end before the last use of any of them.
 *
 * The answer errs on the long side: what cannot be told to be plain data counts as derived.
 */
import type { Catalogue } from "../../../catalogue/catalogue.js";
import type { TypeEntry } from "../../../catalogue/schema.js";
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
  "closed mode encoding errors newlines returncode pid status code reason fieldnames line_num lineno version row_factory rowcount lastrowid length compression filename comment headers url msg family proto total_changes in_transaction isolation_level".split(
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

/** A view yields data when iterated; a container yields what it was given. */
type Reach = "none" | "view" | "container";

export interface HandleOptions {
  /** A yielded resource is only lent, as by a context manager function. */
  readonly lendsByYield?: boolean;
  /** The expression that will be replaced by the resource's new name. */
  readonly origin?: Expr;
}

export class Handles {
  private readonly reach = new Map<string, Reach>();
  /** Whether the resource gets out of the scope's own hands, so that no block can end it. */
  escaped = false;

  private readonly place: Place;
  private readonly catalogue: Catalogue;
  private readonly type: TypeEntry;
  private readonly primary: string;
  private readonly isTemporary: boolean;

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
        this.bind(stmt.target, this.of(stmt.value) === "none" ? "none" : "container");
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

  /** Something of the resource is put into what a name holds. */
  private keep(name: string): void {
    const bindings = this.place.scope.bindings.get(name) ?? [];
    if (bindings.some((binding) => binding.kind !== "assign")) this.escaped = true;
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
        this.receiver(expr);
        break;
      default:
        break;
    }
    forEachChild(expr, (child) => {
      if (isExpr(child)) this.expression(child);
    });
  }

  /** `things.append(handle)`: the receiver may keep its argument. */
  private receiver(call: Call): void {
    if (call.func.kind !== "Attribute" || !argumentsOf(call).some((arg) => this.of(arg) !== "none")) return;
    if (this.of(call.func.value) !== "none") return;
    const qualified = this.place.resolve(call.func);
    if (qualified !== null) {
      const known = this.catalogue.callable(qualified);
      if (known !== undefined || this.place.resolve(call.func.value) !== null) return;
    }
    const receiver = call.func.value;
    // `self.assertEqual(f.name, …)` looks, and keeps nothing.
    if (/^assert[A-Z_]/.test(call.func.attr.name)) return;
    if (receiver.kind === "Name") this.keep(receiver.name);
    else if (receiver.kind !== "Call" && receiver.kind !== "Constant" && receiver.kind !== "JoinedStr")
      this.escaped = true;
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
        if (expr.attr.name === "name" && !this.isTemporary) return "none";
        return "view";
      }
      case "Subscript": {
        const base = this.of(expr.value);
        return expr.value.kind === "Name" && expr.value.name === this.primary ? "none" : base;
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
      if (base !== "none") {
        const method = call.func.attr.name;
        if (PLAIN_METHODS.has(method)) return "none";
        const known =
          receiver.kind === "Name" && receiver.name === this.primary ? this.type.methods?.[method] : undefined;
        return known !== undefined && known.returns === undefined && !LAZY_METHODS.has(method) ? "none" : "view";
      }
    }
    if (!this.anyOf(argumentsOf(call))) return "none";
    const qualified = this.place.resolve(call.func);
    if (qualified === null) return "view";
    if (EAGER.has(qualified)) {
      const copies = argumentsOf(call).some((arg) => this.of(arg) === "container");
      return copies && /\.(list|tuple|dict|set|frozenset|sorted|next|min|max)$/.test(qualified) ? "container" : "none";
    }
    const entry = this.catalogue.callable(qualified);
    if (entry === undefined) return "view";
    const keeps = (entry.keeps?.length ?? 0) > 0 || entry.returnsArgument !== undefined || entry.closes !== undefined;
    const takes = Object.values(entry.effects ?? {}).includes("take");
    if (argumentsOf(call).some((arg) => this.of(arg) === "container")) return "container";
    return keeps || takes ? "view" : "none";
  }

  private anyOf(exprs: readonly Expr[]): boolean {
    return exprs.some((expr) => this.of(expr) !== "none");
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

function argumentsOf(call: Call): readonly Expr[] {
  return [...call.args, ...call.keywords.map((keyword) => keyword.value)];
}

function strongest(reaches: readonly Reach[]): Reach {
  return reaches.includes("container") ? "container" : reaches.includes("view") ? "view" : "none";
}

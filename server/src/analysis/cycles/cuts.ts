/** Where a file lets go what attributes and keys hold. */
import type { Attribute, Call, Expr, Node, Stmt } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import { accessOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { Answers } from "./answers.js";
import { EXITS } from "./managers.js";

/** What an attribute holds is let go somewhere: the link itself (`= None`, `del`), or the items of a container. */
export interface Cut {
  readonly of: "link" | "items";
  /** The class of the object, where it is known. */
  readonly cls: ClassInfo | null;
  readonly unit: Unit;
}

/** Stands for every attribute. */
const ALL = "*";

/** A cut as it stands in the text. */
interface Found {
  readonly of: Cut["of"];
  readonly object: Expr | null;
  readonly unit: Unit;
}

const SHRINKS = new Set(
  "clear pop popleft popitem remove discard difference_update intersection_update symmetric_difference_update".split(
    " ",
  ),
);
const CONSTRUCTORS = new Set(["__init__", "__new__", "__post_init__", "__attrs_post_init__", "__setstate__", "setUp"]);

/** Whether a call of a method with this name takes something out of a container, and does not put it elsewhere. */
export function shrinks(method: string, call: Call, unit: Unit): boolean {
  return SHRINKS.has(method) && !movesOn(call, unit);
}

/** `undone.append(done.pop())`, also by a variable: what is taken out is put elsewhere, whatever happens. */
function movesOn(call: Call, unit: Unit): boolean {
  if (call.func.kind !== "Attribute" || !call.func.attr.name.startsWith("pop")) return false;
  const from = pathOf(call.func.value);
  const blockOf = (node: Expr): Node | null => {
    const stmt = unit.statementOf(node);
    return stmt === null ? null : unit.parentOf(stmt);
  };
  const block = blockOf(call);
  const isPut = (other: Call, value: Expr): boolean =>
    other.func.kind === "Attribute" &&
    PUTS.has(other.func.attr.name) &&
    other.args.includes(value) &&
    pathOf(other.func.value) !== from &&
    blockOf(other) === block;
  const parent = unit.parentOf(call);
  if (parent?.kind === "Call") return isPut(parent, call);
  const [target] = parent?.kind === "Assign" ? parent.targets : [];
  const bound = parent?.kind === "NamedExpr" ? parent.target.name : target?.kind === "Name" ? target.name : null;
  if (bound === null) return false;
  const isIt = (expr: Expr): boolean => expr.kind === "Name" && expr.name === bound;
  return (
    unit.calls.some((other) => other.args.some((arg) => isIt(arg) && isPut(other, arg))) ||
    unit.stmts.some(
      (stmt) =>
        stmt.kind === "Assign" &&
        isIt(stmt.value) &&
        unit.parentOf(stmt) === block &&
        stmt.targets.some((one) => (one.kind === "Attribute" || one.kind === "Subscript") && pathOf(one) !== from),
    )
  );
}

const PUTS = new Set(["append", "appendleft", "add", "insert"]);

/** The names that lead to an object, of items their container: `self.done` of `self.done[0]`. */
function pathOf(expr: Expr): string {
  if (expr.kind === "Subscript") return pathOf(expr.value);
  if (expr.kind === "Attribute") return `${pathOf(expr.value)}.${expr.attr.name}`;
  return expr.kind === "Name" ? expr.name : "?";
}

function isHeapPop({ func }: Call): boolean {
  const name = lastName(func);
  return /^heap(?:pop|replace|pushpop)$/.test(name);
}

/** The label of a constant key: `["name"]`; `[]` for any other. */
export function itemLabel(index: Expr): string {
  return index.kind === "Constant" && (index.type === "str" || index.type === "int")
    ? `[${index.type === "str" ? `"${index.value}"` : index.value}]`
    : "[]";
}

/** The cuts of one file, collected in one pass when first asked for. */
export class Cuts {
  #found: Map<string, Found[]> | undefined;
  readonly #cuts = new Map<string, readonly Cut[]>();
  readonly #answers = new Answers();
  #mentioned: Set<string> | undefined;
  #built: Set<ClassInfo> | undefined;
  #entered: boolean | undefined;

  constructor(readonly model: FileModel) {}

  /**
   * Whether code of the file that runs lets go what an attribute or key holds.
   *
   * @param user of the file that makes the objects, where that is another one.
   */
  isCut(label: string, of: Cut["of"], cls: ClassInfo | null, user: Cuts = this): boolean {
    const cuts = this.#cutsOf(label);
    if (cuts.length === 0) return false;
    const find = (): boolean =>
      cuts.some((cut) => cut.of === of && isRelated(cut.cls, cls) && this.#isRun(cut.unit, cut.cls ?? cls, user));
    return user === this ? this.#answers.once(`${of} ${label}`, cls, find) : find();
  }

  /** Those of an attribute, and those of all attributes at once. */
  #cutsOf(label: string): readonly Cut[] {
    let cuts = this.#cuts.get(label);
    if (cuts === undefined) {
      this.#found ??= this.#collect();
      const found = [...(this.#found.get(label) ?? []), ...(this.#found.get(ALL) ?? [])];
      cuts = found.map(({ of, object, unit }) => ({
        of,
        cls: object === null ? null : this.model.classOf(object, unit),
        unit,
      }));
      this.#cuts.set(label, cuts);
    }
    return cuts;
  }

  #collect(): Map<string, Found[]> {
    const found = new Map<string, Found[]>();
    this.#found = found;
    for (const unit of this.model.units) {
      const aliases = new Map<string, string>();
      for (const stmt of unit.stmts) this.#ofStatement(stmt, unit, aliases);
      for (const node of unit.attributes) this.#ofAttribute(node, unit);
    }
    return found;
  }

  /** Methods that would let go what an attribute holds, and that the file does not call. */
  uncalledCuts(label: string, of: Cut["of"], cls: ClassInfo | null): readonly string[] {
    return this.#cutsOf(label).flatMap((cut) => {
      const name = this.model.methodAround(cut.unit)?.node.name.name;
      return name !== undefined && cut.of === of && isRelated(cut.cls, cls) ? [name] : [];
    });
  }

  /**
   * Whether code that lets go is known to be called, or may be by others: a method of a class that the file itself
   * does not use is called elsewhere, or not.
   */
  #isRun(unit: Unit, cls: ClassInfo | null, user: Cuts): boolean {
    const method = this.model.methodAround(unit);
    if (method === null) return true;
    const name = method.node.name.name;
    if (name === "__del__") return false;
    if (user !== this) {
      if (EXITS.has(name)) return user.#isEntered();
      return name.startsWith("__") || method.kind !== "instance" || this.#isMentioned(name) || user.#isMentioned(name);
    }
    if (EXITS.has(name)) return this.#isEntered() || !this.#isMade(cls ?? method.owner);
    if (name.startsWith("__") || method.kind !== "instance") return true;
    return this.#isMentioned(name) || !this.#isMade(cls ?? method.owner);
  }

  /** Whether functions of the file make objects of the class, or methods of classes of which they make objects. */
  #isMade(cls: ClassInfo): boolean {
    if (this.#built === undefined) {
      this.#built = new Set();
      const queue = this.model.units.filter(
        ({ node, parent }) => node.kind === "FunctionDef" && parent?.node.kind !== "ClassDef",
      );
      for (let unit = queue.pop(); unit !== undefined; unit = queue.pop()) {
        for (const call of unit.calls) {
          const made = call.func.kind === "Name" ? this.model.classOf(call, unit) : null;
          for (const one of made?.mro ?? []) {
            if (this.#built.has(one)) continue;
            this.#built.add(one);
            for (const method of one.ownMethods) queue.push(method.unit);
          }
        }
      }
    }
    return this.#built.has(cls);
  }

  #isMentioned(name: string): boolean {
    if (this.#mentioned === undefined) {
      this.#mentioned = new Set();
      for (const unit of this.model.units) {
        for (const { attr } of unit.attributes) {
          const own = this.model.methodOf(unit)?.node.name.name;
          if (own !== attr.name) this.#mentioned.add(attr.name);
        }
        // `with closing(x):` calls `x.close()`.
        for (const { func } of unit.calls) {
          const name = this.model.qualifiedName(func, unit.scope);
          if (name === "contextlib.closing") this.#mentioned.add("close");
          else if (name === "contextlib.aclosing") this.#mentioned.add("aclose");
        }
      }
    }
    return this.#mentioned.has(name);
  }

  #isEntered(): boolean {
    this.#entered ??= this.model.units.some(
      (unit) =>
        unit.stmts.some(({ kind }) => kind === "With") ||
        unit.attributes.some(({ attr }) => /^(?:enter_(?:async_)?context|__exit__|__aexit__)$/.test(attr.name)),
    );
    return this.#entered;
  }

  #ofStatement(stmt: Stmt, unit: Unit, aliases: Map<string, string>): void {
    if (stmt.kind === "Assign" && stmt.value.kind === "Attribute") {
      for (const target of stmt.targets) if (target.kind === "Name") aliases.set(target.name, stmt.value.attr.name);
    }
    if (stmt.kind === "Assign" && isEmpty(stmt.value)) {
      for (const target of stmt.targets) {
        if (target.kind !== "Subscript") continue;
        if (isNone(stmt.value)) this.#note(itemLabel(target.index), "link", target.value, unit);
      }
    }
    if (stmt.kind === "Assign" && stmt.value.kind === "Tuple") {
      for (const target of stmt.targets) {
        if (target.kind !== "Tuple" || target.elts.length !== stmt.value.elts.length) continue;
        target.elts.forEach((one, index) => {
          const value = stmt.value.kind === "Tuple" ? stmt.value.elts[index] : undefined;
          if (one.kind === "Attribute" && value !== undefined && isEmpty(value)) this.#noteBind(one, value, unit);
        });
      }
    }
    if (stmt.kind === "Delete") {
      for (const target of stmt.targets) {
        if (target.kind === "Subscript") this.#note(itemLabel(target.index), "link", target.value, unit);
      }
    }
    if (stmt.kind === "ExprStmt" && stmt.value.kind === "Call") {
      const { func, args } = stmt.value;
      const [object, name, value] = args;
      if (func.kind === "Name" && /^(?:set|del)attr$/.test(func.name) && object !== undefined) {
        const cuts = func.name === "delattr" || (value !== undefined && isNone(value));
        if (cuts && name?.kind === "Constant") this.#note(name.value, "link", object, unit);
        else if (cuts) this.#noteAll(object, unit);
      }
      if (func.kind === "Attribute" && func.attr.name === "clear" && func.value.kind === "Call") {
        const [cleared] = func.value.args;
        const isVars = func.value.func.kind === "Name" && func.value.func.name === "vars";
        if (isVars && cleared !== undefined) this.#noteAll(cleared, unit);
      }
      // `kids = self.children; kids.clear()`
      if (func.kind === "Attribute" && func.value.kind === "Name" && SHRINKS.has(func.attr.name)) {
        const alias = aliases.get(func.value.name);
        if (alias !== undefined) this.#add(alias, { of: "items", object: null, unit });
      }
    }
  }

  #ofAttribute(node: Attribute, unit: Unit): void {
    const access = accessOf(node, unit.parentOf);
    switch (access.kind) {
      case "bind":
        if (access.value !== null && isEmpty(access.value)) this.#noteBind(node, access.value, unit);
        return;
      case "delete":
        this.#note(node.attr.name, "link", node.value, unit);
        return;
      case "call":
        if (node.attr.name === "__dict__" && access.method === "clear") this.#noteAll(node.value, unit);
        if (SHRINKS.has(access.method) && !movesOn(access.call, unit))
          this.#note(node.attr.name, "items", node.value, unit);
        return;
      case "argument":
        // `heapq.heappop(self.heap)`
        if (access.at === 0 && isHeapPop(access.call)) this.#note(node.attr.name, "items", node.value, unit);
        return;
      case "attribute":
        if (SHRINKS.has(access.name)) this.#note(node.attr.name, "items", node.value, unit);
        return;
      case "delete-item":
        this.#note(node.attr.name, "items", node.value, unit);
        return;
      case "store-item":
        if (access.index.kind === "Slice" || (access.value !== null && isNone(access.value)))
          this.#note(node.attr.name, "items", node.value, unit);
        return;
      case "test":
      case "other":
        return;
      default:
        return;
    }
  }

  #noteBind(node: Attribute, value: Expr, unit: Unit): void {
    const method = this.model.methodAround(unit);
    const isReceiver = node.value.kind === "Name" && node.value.name === method?.receiver;
    // The first binding of an object's attribute cuts nothing.
    if (isReceiver && method !== null && CONSTRUCTORS.has(method.node.name.name)) return;
    const known = this.model.classOf(node.value, unit)?.usesOf(node.attr.name) ?? [];
    const isSetUp = known.some(({ access }) => access.kind === "bind");
    if (!isSetUp && node.value.kind === "Name" && isFresh(node.value.name, unit)) return;
    this.#note(node.attr.name, "link", node.value, unit);
    if (!isNone(value)) this.#note(node.attr.name, "items", node.value, unit);
  }

  /** `vars(self).clear()` */
  #noteAll(object: Expr, unit: Unit): void {
    this.#note(ALL, "link", object, unit);
    this.#note(ALL, "items", object, unit);
  }

  #note(label: string, of: Cut["of"], object: Expr, unit: Unit): void {
    this.#add(label, { of, object, unit });
  }

  #add(label: string, found: Found): void {
    const known = this.#found?.get(label);
    if (known === undefined) this.#found?.set(label, [found]);
    else known.push(found);
  }
}

/** Whether the name is bound in the unit to a call: what follows sets up a fresh object. */
function isFresh(name: string, unit: Unit): boolean {
  return (unit.scope.bindings.get(name) ?? []).some(
    (binding) => binding.kind === "assign" && binding.value.kind === "Call" && binding.value.func.kind === "Name",
  );
}

function isRelated(one: ClassInfo | null, other: ClassInfo | null): boolean {
  return one === null || other === null || one.mro.includes(other) || other.mro.includes(one);
}

/** `None`, or an empty container: nothing is held any more. */
function isEmpty(value: Expr): boolean {
  if (isNone(value)) return true;
  if (value.kind === "List" || value.kind === "Tuple") return value.elts.length === 0;
  if (value.kind === "Dict") return value.keys.length === 0;
  return value.kind === "Call" && value.args.length + value.keywords.length === 0 && value.func.kind === "Name"
    ? /^(?:set|dict|list|deque|tuple|OrderedDict)$/.test(value.func.name)
    : false;
}

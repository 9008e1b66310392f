/** What a file says of attributes by their names: which refer weakly, which are computed, and which links get cut. */
import type { Attribute, Expr, Stmt } from "../../syntax/ast.js";
import { accessOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Hold } from "./graph.js";

/** What an attribute holds is let go somewhere: the link itself (`= None`, `del`), or the items of a container. */
export interface Cut {
  readonly of: "link" | "items";
  /** The class of the object, where it is known. */
  readonly cls: ClassInfo | null;
  readonly unit: Unit;
}

/** Stands for every attribute. */
const ALL = "*";
const NO_CUTS: readonly Cut[] = [];

const SHRINKS = new Set(
  "clear pop popleft popitem remove discard difference_update intersection_update symmetric_difference_update".split(
    " ",
  ),
);
const CONSTRUCTORS = new Set(["__init__", "__new__", "__post_init__", "__attrs_post_init__", "__setstate__", "setUp"]);
const EXITS = new Set(["__exit__", "__aexit__"]);

/** What a class body may call without making a descriptor. */
const PLAIN =
  /^(?:builtins\.(?:dict|list|set|tuple|frozenset|bytearray|object|int|float|str|bytes|bool|range)|collections\.\w+)$/;

/** Whether a method with this name takes something out of a container. */
export function shrinks(method: string): boolean {
  return SHRINKS.has(method);
}

/** The label of a constant key: `["name"]`; `[]` for any other. */
export function itemLabel(index: Expr): string {
  return index.kind === "Constant" && (index.type === "str" || index.type === "int")
    ? `[${index.type === "str" ? `"${index.value}"` : index.value}]`
    : "[]";
}

/** Facts on attributes of one file, collected in one pass when first asked for. */
export class Attributes {
  readonly #cuts = new Map<string, Cut[]>();
  readonly #holds = new Map<string, Hold | "weak">();
  readonly #computed = new Map<string, ClassInfo[]>();
  readonly #answers = new Map<string, Map<ClassInfo | null, boolean>>();
  #mentioned: Set<string> | undefined;
  #built: Set<ClassInfo> | undefined;
  #classLevel: Set<string> | undefined;
  #entered: boolean | undefined;

  constructor(readonly model: FileModel) {
    for (const unit of model.units) {
      const aliases = new Map<string, string>();
      for (const stmt of unit.stmts) this.#ofStatement(stmt, unit, aliases);
      for (const node of unit.attributes) this.#ofAttribute(node, unit);
    }
    for (const info of model.classes) this.#ofClass(info);
  }

  /** How an attribute refers to what it is given; `weak` where its values are weak references. */
  hold(attribute: string): Hold | "weak" {
    return this.#holds.get(attribute) ?? "strong";
  }

  /** Whether an attribute is a property or another descriptor, of this class or (where none is known) of any. */
  isComputed(cls: ClassInfo | null, attribute: string): boolean {
    const method = cls?.method(attribute) ?? null;
    if (method !== null && method.kind !== "instance") return method.kind === "property" || method.kind === "setter";
    const owners = this.#computed.get(attribute);
    if (owners === undefined || cls === null) return owners !== undefined;
    return this.#once(`computed ${attribute}`, cls, () => owners.some((owner) => cls.mro.includes(owner)));
  }

  /** Whether an attribute is the class's, and never bound on an object: what it holds lives as long as the class. */
  isOfClass(cls: ClassInfo | null, attribute: string): boolean {
    if (cls !== null) return this.#once(`class ${attribute}`, cls, () => ofClass(cls, attribute));
    this.#classLevel ??= new Set(
      this.model.classes.flatMap((info) => [...info.unit.scope.bindings.keys()].filter((name) => ofClass(info, name))),
    );
    return this.#classLevel.has(attribute);
  }

  /**
   * Whether code of the file that runs lets go what an attribute or key holds.
   *
   * @param user of the file that makes the objects, where that is another one.
   */
  isCut(label: string, of: Cut["of"], cls: ClassInfo | null, user: Attributes = this): boolean {
    const cuts = this.#cutsOf(label);
    if (cuts.length === 0) return false;
    const find = (): boolean =>
      cuts.some((cut) => cut.of === of && isRelated(cut.cls, cls) && this.#isRun(cut.unit, cut.cls ?? cls, user));
    return user === this ? this.#once(`${of} ${label}`, cls, find) : find();
  }

  /** Those of an attribute, and those of all attributes at once. */
  #cutsOf(label: string): readonly Cut[] {
    const own = this.#cuts.get(label) ?? NO_CUTS;
    const all = this.#cuts.get(ALL);
    return all === undefined ? own : [...own, ...all];
  }

  /** One answer for each question and class. */
  #once(question: string, cls: ClassInfo | null, find: () => boolean): boolean {
    let answers = this.#answers.get(question);
    if (answers === undefined) {
      answers = new Map();
      this.#answers.set(question, answers);
    }
    const known = answers.get(cls);
    if (known !== undefined) return known;
    const answer = find();
    answers.set(cls, answer);
    return answer;
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
  #isRun(unit: Unit, cls: ClassInfo | null, user: Attributes): boolean {
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

  #ofClass(info: ClassInfo): void {
    const note = (name: string): void => {
      const known = this.#computed.get(name);
      if (known === undefined) this.#computed.set(name, [info]);
      else known.push(info);
    };
    for (const { kind, node } of info.ownMethods) {
      if (kind === "property" || kind === "setter") note(node.name.name);
    }
    for (const [name, bindings] of info.unit.scope.bindings) {
      for (const binding of bindings) {
        if (binding.kind !== "assign") continue;
        this.#noteHold(name, binding.value, info.unit);
        if (binding.value.kind !== "Call") continue;
        const made = this.model.qualifiedName(binding.value.func, info.unit.scope);
        // A call in a class body makes a descriptor, unless it is a field or a plain container.
        const isPlain = made !== null && PLAIN.test(made);
        const isField = made !== null && /(?:^|\.)(?:field|ib|Factory|attrib)$/.test(made);
        if (made === "builtins.property" || (!isPlain && !isField)) note(name);
      }
    }
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
      }
      if (func.kind === "Attribute" && func.attr.name === "clear" && func.value.kind === "Call") {
        const [cleared] = func.value.args;
        const isVars = func.value.func.kind === "Name" && func.value.func.name === "vars";
        if (isVars && cleared !== undefined) this.#noteAll(cleared, unit);
      }
      // `kids = self.children; kids.clear()`
      if (func.kind === "Attribute" && func.value.kind === "Name" && SHRINKS.has(func.attr.name)) {
        const alias = aliases.get(func.value.name);
        if (alias !== undefined) this.#add(alias, { of: "items", cls: null, unit });
      }
    }
  }

  #ofAttribute(node: Attribute, unit: Unit): void {
    const access = accessOf(node, unit.parentOf);
    switch (access.kind) {
      case "bind":
        if (access.value === null) return;
        this.#noteHold(node.attr.name, access.value, unit);
        if (isEmpty(access.value)) this.#noteBind(node, access.value, unit);
        return;
      case "delete":
        this.#note(node.attr.name, "link", node.value, unit);
        return;
      case "call":
        if (node.attr.name === "__dict__" && access.method === "clear") this.#noteAll(node.value, unit);
        if (SHRINKS.has(access.method)) this.#note(node.attr.name, "items", node.value, unit);
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

  #noteHold(name: string, value: Expr, unit: Unit): void {
    for (const one of alternatives(value)) {
      if (one.kind !== "Call") continue;
      const made = this.model.qualifiedName(one.func, unit.scopeOf(one));
      const reference = made === null ? undefined : this.model.catalogue.reference(made);
      if (reference === "weak" || reference === "weak-keys" || reference === "weak-values")
        this.#holds.set(name, reference);
    }
  }

  /** `vars(self).clear()` */
  #noteAll(object: Expr, unit: Unit): void {
    this.#note(ALL, "link", object, unit);
    this.#note(ALL, "items", object, unit);
  }

  #note(label: string, of: Cut["of"], object: Expr, unit: Unit): void {
    this.#add(label, { of, cls: this.model.classOf(object, unit), unit });
  }

  #add(label: string, cut: Cut): void {
    const known = this.#cuts.get(label);
    if (known === undefined) this.#cuts.set(label, [cut]);
    else known.push(cut);
  }
}

function ofClass(cls: ClassInfo, attribute: string): boolean {
  const owner = cls.mro.find((one) => one.unit.scope.bindings.has(attribute));
  if (owner === undefined) return false;
  const bindings = owner.unit.scope.bindings.get(attribute) ?? [];
  // The fields of a dataclass are those of its objects.
  const isField =
    owner.node.decorators.length > 0 && bindings.some((one) => one.kind === "assign" && one.annotation !== null);
  const isValue = bindings.every((binding) => binding.kind === "assign" && !isNone(binding.value));
  return isValue && !isField && cls.usesOf(attribute).every(({ access }) => access.kind !== "bind");
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

/** The expressions of which one is the value. */
export function alternatives(value: Expr): readonly Expr[] {
  if (value.kind === "IfExp") return [...alternatives(value.body), ...alternatives(value.orelse)];
  if (value.kind === "BoolOp") return value.values.flatMap(alternatives);
  if (value.kind === "NamedExpr") return alternatives(value.value);
  return [value];
}

/** Which functions run again and again, and which only while modules are imported. */
import type { Expr, FunctionDef, Node } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { AttributeIndex } from "./attributes.js";
import { containerMadeBy } from "./containers.js";

/**
 * `certain`: code of the file that others call runs it, or hands it on; `public`: nothing in the file mentions it, others
 * may; `likely`: the same of what is private, and of constructors; `import`: no more than once.
 */
export type Repeats = "certain" | "public" | "likely" | "import";

/** A place that mentions a function. */
export interface Reference {
  readonly node: Expr;
  readonly unit: Unit;
  /** `value`: it is handed on, and somebody calls it some day. */
  readonly how: "call" | "decorator" | "value";
}

/** Methods that Python calls while classes are made. */
const AT_IMPORT = new Set(["__init_subclass__", "__set_name__", "__prepare__", "__class_getitem__"]);
const CONSTRUCTORS = new Set(["__init__", "__new__", "__post_init__"]);
/** Decorators that do not register what they decorate with anybody. */
const PLAIN_DECORATOR =
  /^(?:builtins\.|functools\.|abc\.|typing\.|typing_extensions\.|contextlib\.|dataclasses\.|types\.coroutine|deprecat|warnings\.|async_lru\.|cachetools\.)/;
/** Bases whose own code calls no method that a subclass adds. */
const PLAIN_BASE = /^(?:builtins\.\w+|abc\.ABC|typing\.\w+|typing_extensions\.\w+|enum\.\w+)$/;
/** Names of functions by which others extend a program, as a rule while their modules are imported. */
const EXTENDS =
  /^_*(?:un)?(?:auto_?)?(?:register|declare|define|install|provide|implements|hook|plugin|add_(?:\w*_)?(?:type|handler|hook|plugin|backend|codec|adapter|converter|extension|command|option|argument|rule|factory|provider|driver|class|converters?|callback|alias|resolver|loader|dumper|serializer|deserializer|encoder|decoder|constructor|representer|include|path|route|url\w*))(?:_|$)/;

/** Answers for the functions of one file. */
export class Reach {
  readonly #repeats = new Map<Unit, Repeats>();
  readonly #references = new Map<Unit, readonly Reference[]>();
  readonly #edges = new Map<Unit, Unit[]>();
  readonly #mentions = new Map<string, readonly Reference[]>();
  #isBuilt = false;
  #constructions: Map<ClassInfo, Reference[]> | undefined;
  readonly #looked = new Map<string, readonly string[]>();

  constructor(
    readonly model: FileModel,
    readonly attributes: AttributeIndex,
  ) {}

  /** How often a unit runs. */
  of(unit: Unit): Repeats {
    if (!this.#isBuilt) {
      this.#isBuilt = true;
      this.#build();
    }
    return this.#repeats.get(unit) ?? "import";
  }

  /** The places of the file that mention a function, except those inside it. Those of a constructor mention its class. */
  referencesTo(unit: Unit): readonly Reference[] {
    let found = this.#references.get(unit);
    if (found === undefined) {
      found = this.#find(unit);
      this.#references.set(unit, found);
    }
    return found;
  }

  /**
   * Whether the file leaves a function to others: nothing in it calls it, hands it on, registers it or looks it up by name,
   * and it overrides nothing that a framework calls.
   */
  isForOthers(unit: Unit): boolean {
    const { node, parent } = unit;
    if (node.kind !== "FunctionDef" || parent?.node.kind === "FunctionDef") return false;
    if (this.referencesTo(unit).length > 0 || this.isCalledByOthers(unit)) return false;
    const name = node.name.name;
    if (CONSTRUCTORS.has(name)) return true;
    if (/^__\w+__$/.test(name)) return false;
    const lookups = this.model.methodOf(unit) === null ? this.#lookups("globals") : this.#lookups("getattr");
    return lookups.length === 0;
  }

  /** Whether machinery calls a function that the file does not: a decorator's, a framework's, or a look-up of its name. */
  isCalledByOthers(unit: Unit): boolean {
    const { node } = unit;
    if (node.kind !== "FunctionDef") return false;
    if (node.decorators.some((one) => this.#registers(one, unit))) return true;
    const name = node.name.name;
    const owner = this.model.methodOf(unit)?.owner ?? null;
    if (owner === null || /^__\w+__$/.test(name)) return false;
    if (this.#lookups("getattr").some((prefix) => prefix !== "" && name.startsWith(prefix))) return true;
    return owner.foreignBases.some((base) => base === null || !PLAIN_BASE.test(base));
  }

  /** How the names begin by which the file looks functions up: empty for those of which nothing is fixed. */
  #lookups(looker: "globals" | "getattr"): readonly string[] {
    let found = this.#looked.get(looker);
    if (found === undefined) {
      found = this.model.units.flatMap(({ calls }) =>
        calls.flatMap(({ func, args }) => {
          const [, name] = args;
          const isLookup = func.kind === "Name" && func.name === looker && name?.kind !== "Constant";
          return isLookup ? [name === undefined ? "" : prefixOf(name)] : [];
        }),
      );
      this.#looked.set(looker, found);
    }
    return found;
  }

  #build(): void {
    const roots: [Unit, Repeats][] = [];
    for (const unit of this.model.units) {
      if (unit.parent === null) continue;
      if (unit.node.kind === "ClassDef" || unit.node.kind === "Lambda") {
        if (unit.parent.parent === null && unit.node.kind === "Lambda") roots.push([unit, "certain"]);
        else this.#edge(unit.parent, unit);
        continue;
      }
      if (unit.node.kind !== "FunctionDef") continue;
      const own = this.#ofItself(unit, unit.node);
      if (own !== null) roots.push([unit, own]);
    }
    for (const level of ["certain", "public", "likely"] as const) {
      // Whatever a public function calls is called.
      const below = level === "public" ? "certain" : level;
      const work = roots.flatMap(([unit, repeats]) => (repeats === level ? [[unit, level] as [Unit, Repeats]] : []));
      for (let next = work.pop(); next !== undefined; next = work.pop()) {
        const [unit, repeats] = next;
        if (this.#repeats.has(unit)) continue;
        this.#repeats.set(unit, repeats);
        for (const one of this.#edges.get(unit) ?? []) work.push([one, below]);
      }
    }
  }

  /** How often a function runs whatever happens to those that mention it; notes the latter. */
  #ofItself(unit: Unit, node: FunctionDef): Repeats | null {
    const name = node.name.name;
    const owner = this.model.methodOf(unit)?.owner ?? null;
    if (AT_IMPORT.has(name) || this.#isDeleted(unit, name)) return null;
    if (owner !== null && CONSTRUCTORS.has(name) && isMetaclass(owner)) return null;
    const references = this.referencesTo(unit);
    let level: Repeats | null = null;
    for (const { unit: from, how, node: place } of references) {
      const isResult = how === "value" && isReturned(place, from);
      // What a function nobody mentions gives back is handed to code outside.
      const isHandedOut = isResult && this.referencesTo(from).length === 0;
      if (isHandedOut && !isIdentity(unit)) level ??= EXTENDS.test(nameOf(from)) ? null : "likely";
      else if (how === "value" && !(isResult && isIdentity(unit))) level = "certain";
      else if (from.parent !== null) this.#edge(from, unit);
    }
    if (level !== null) return level;
    // An object that decorates: its call gives back what it was handed.
    if (name === "__call__" && isIdentity(unit)) return null;
    const isDunder = /^__\w+__$/.test(name) && !CONSTRUCTORS.has(name);
    if (isDunder || node.decorators.some((one) => this.#registers(one, unit))) return "certain";
    if (references.length > 0) return null;
    if (isIdentity(unit) || EXTENDS.test(name)) return null;
    if (unit.parent?.node.kind === "FunctionDef") return null;
    return CONSTRUCTORS.has(name) || /^_[^_]/.test(name) ? "likely" : "public";
  }

  /** `del define` at the end of a module: nobody calls it after that. */
  #isDeleted(unit: Unit, name: string): boolean {
    const home = unit.parent;
    return (
      home?.parent === null &&
      home.stmts.some(
        (stmt) =>
          stmt.kind === "Delete" && stmt.targets.some((target) => target.kind === "Name" && target.name === name),
      )
    );
  }

  #registers(decorator: Expr, unit: Unit): boolean {
    const name = this.model.decoratorName(decorator, unit.parent?.scope ?? unit.scope);
    if (name !== null) return !PLAIN_DECORATOR.test(name);
    const bare = decorator.kind === "Call" ? decorator.func : decorator;
    return bare.kind === "Attribute" && !/^(?:setter|getter|deleter|cache_method)$/.test(bare.attr.name);
  }

  #edge(from: Unit, to: Unit): void {
    const known = this.#edges.get(from);
    if (known === undefined) this.#edges.set(from, [to]);
    else known.push(to);
  }

  #find(unit: Unit): readonly Reference[] {
    const { node, parent } = unit;
    if (node.kind !== "FunctionDef" || parent === null) return [];
    const owner = this.model.methodOf(unit)?.owner ?? null;
    const found: Reference[] = [];
    const note = (place: Expr, from: Unit): void => {
      if (!from.isWithin(unit) && !isAlias(place, from))
        found.push({ node: place, unit: from, how: howOf(place, from) });
    };
    if (owner === null) {
      for (const use of this.model.usesOfName(parent.scope, node.name.name)) note(use.node, use.unit);
      return found;
    }
    if (CONSTRUCTORS.has(node.name.name)) return this.constructionsOf(owner);
    if (/^__\w+__$/.test(node.name.name)) return found;
    for (const one of this.#mentionsOf(node.name.name)) if (!one.unit.isWithin(unit)) found.push(one);
    for (const use of this.model.usesOfName(parent.scope, node.name.name)) note(use.node, use.unit);
    return found;
  }

  /** Where an attribute of this name may be a method of the file: the same for all classes that have one. */
  #mentionsOf(name: string): readonly Reference[] {
    let found = this.#mentions.get(name);
    if (found === undefined) {
      found = this.attributes.of(name).flatMap(({ node, unit }) => {
        const { value } = node;
        if (this.#isForeign(value, unit)) return [];
        const isSuper = value.kind === "Call" && value.func.kind === "Name" && value.func.name === "super";
        const referent = isSuper ? null : this.model.resolve(value, unit.scope);
        return referent?.kind === "qualified" || isAlias(node, unit) ? [] : [{ node, unit, how: howOf(node, unit) }];
      });
      this.#mentions.set(name, found);
    }
    return found;
  }

  /** Whether a name means a container, or what a library made: its methods are no functions of the file. */
  #isForeign(value: Expr, unit: Unit): boolean {
    if (value.kind !== "Name") return false;
    const bindings = unit.scope.lookup(value.name)?.bindings.get(value.name) ?? [];
    return bindings.some((one) => {
      if (one.kind !== "assign" && one.kind !== "with") return false;
      const made = one.kind === "assign" ? one.value : one.context;
      if (containerMadeBy(made, unit, this.model) !== null) return true;
      return made.kind === "Call" && this.model.resolve(made.func, unit.scope)?.kind === "qualified";
    });
  }

  /** The places where objects of a class, or of a class of the file that inherits from it, are made. */
  constructionsOf(owner: ClassInfo): readonly Reference[] {
    if (this.#constructions === undefined) {
      this.#constructions = new Map();
      for (const info of this.model.classes) {
        const own = this.#constructionsOfOnly(info);
        for (const base of info.mro) {
          const known = this.#constructions.get(base);
          if (known === undefined) this.#constructions.set(base, [...own]);
          else known.push(...own);
        }
      }
    }
    return this.#constructions.get(owner) ?? [];
  }

  #constructionsOfOnly(info: ClassInfo): readonly Reference[] {
    const found: Reference[] = [];
    for (const use of this.model.usesOfName(info.unit.parent?.scope ?? this.model.tree.module, info.name)) {
      const { access } = use;
      const isFactory = access.kind === "argument" && !isTypeQuestion(access.call.func);
      // `@Memo` above a function: the object takes its place.
      const around = access.kind === "other" ? access.node : null;
      const decorates = around?.kind === "FunctionDef" && around.decorators.includes(use.node);
      if (access.kind === "invoke" || decorates) found.push({ node: use.node, unit: use.unit, how: "call" });
      else if (isFactory || (access.kind === "other" && isDisplay(access.node)))
        found.push({ node: use.node, unit: use.unit, how: "value" });
    }
    for (const method of info.ownMethods) {
      for (const unit of method.unit.all()) {
        for (const call of unit.calls) {
          if (makesOwnClass(call.func, method.receiver, method.kind === "class"))
            found.push({ node: call.func, unit, how: "call" });
        }
      }
    }
    return found;
  }
}

/** `cls(…)`, `type(self)(…)`, `self.__class__(…)`. */
function makesOwnClass(callee: Expr, receiver: string | null, isClassMethod: boolean): boolean {
  if (receiver === null) return false;
  if (callee.kind === "Name") return isClassMethod && callee.name === receiver;
  if (callee.kind === "Attribute")
    return callee.attr.name === "__class__" && callee.value.kind === "Name" && callee.value.name === receiver;
  const [only] = callee.kind === "Call" ? callee.args : [];
  return (
    callee.kind === "Call" &&
    callee.func.kind === "Name" &&
    callee.func.name === "type" &&
    only?.kind === "Name" &&
    only.name === receiver
  );
}

/** The fixed text with which a made-up name begins: `f"do_{word}"`, `"visit_" + name`. */
function prefixOf(expr: Expr): string {
  const [first] = expr.kind === "JoinedStr" ? expr.values : expr.kind === "BinOp" ? [expr.left] : [];
  return first?.kind === "Constant" && first.type === "str" ? first.value.replace(/%.*/s, "") : "";
}

function isTypeQuestion(callee: Expr): boolean {
  const name = lastName(callee);
  return /^(?:isinstance|issubclass|TypeVar|cast|NewType|super|raises|assertRaises|suppress)$/.test(name);
}

function isDisplay(node: Node | null): boolean {
  return node?.kind === "Dict" || node?.kind === "List" || node?.kind === "Tuple";
}

function howOf(place: Expr, unit: Unit): Reference["how"] {
  const parent = unit.parentOf(place);
  const isCall = parent?.kind === "Call" && parent.func === place;
  const at = isCall ? unit.parentOf(parent) : parent;
  const decorator = isCall ? parent : place;
  if ((at?.kind === "FunctionDef" || at?.kind === "ClassDef") && at.decorators.includes(decorator)) return "decorator";
  return isCall ? "call" : "value";
}

/** `f = registry.f` at the top of a module: another name, which says nothing about who calls. */
function isAlias(place: Expr, unit: Unit): boolean {
  const parent = unit.parentOf(place);
  return unit.parent === null && parent?.kind === "Assign" && parent.value === place;
}

function nameOf(unit: Unit): string {
  return unit.node.kind === "FunctionDef" ? unit.node.name.name : "";
}

function isReturned(place: Expr, unit: Unit): boolean {
  return unit.parentOf(place)?.kind === "Return";
}

function isMetaclass(info: ClassInfo): boolean {
  return info.foreignBases.some(
    (base) => base === "builtins.type" || base === "abc.ABCMeta" || base === "enum.EnumMeta",
  );
}

/** Whether a function gives back what it was handed, as decorators do that only register. */
export function isIdentity(unit: Unit): boolean {
  let answer = identities.get(unit);
  if (answer === undefined) {
    answer = givesBack(unit);
    identities.set(unit, answer);
  }
  return answer;
}

const identities = new WeakMap<Unit, boolean>();

function givesBack(unit: Unit): boolean {
  if (unit.node.kind !== "FunctionDef") return false;
  const params = new Set(
    unit.node.params.all.filter(({ name }) => name !== "self" && name !== "cls").map(({ name }) => name),
  );
  let returnsParam = false;
  for (const stmt of unit.stmts) {
    if (stmt.kind !== "Return" || stmt.value === null) continue;
    const { value } = stmt;
    if (value.kind === "Name" && params.has(value.name)) returnsParam = true;
    else if (
      value.kind === "Name" &&
      unit.children.some(
        (one) => one.node.kind === "FunctionDef" && one.node.name.name === value.name && isIdentity(one),
      )
    )
      returnsParam = true;
    else if (isSuperCall(value, params)) returnsParam = true;
    else if (value.kind !== "Lambda" && !(value.kind === "Call" && /partial|register/.test(lastName(value.func))))
      return false;
  }
  return returnsParam;
}

/** `return super().__call__(symbol)`. */
function isSuperCall(value: Expr, params: ReadonlySet<string>): boolean {
  if (value.kind !== "Call" || value.func.kind !== "Attribute" || value.func.value.kind !== "Call") return false;
  const { func } = value.func.value;
  const [first] = value.args;
  return func.kind === "Name" && func.name === "super" && first?.kind === "Name" && params.has(first.name);
}

/** Which objects and closures of a file live as long as the program. */
import type { Expr, Node } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { AttributeIndex } from "./attributes.js";
import { isIdentity, type Reach } from "./reach.js";

/** `certain`: all its objects that code of the file makes live long; `likely`: one does, others come and go. */
export type Life = "certain" | "likely";

const CACHED = /^functools\.(?:cache|lru_cache)$/;

/** Answers for the classes and functions of one file. */
export class Lifetimes {
  #lives: Map<ClassInfo, Life> | undefined;

  constructor(
    readonly model: FileModel,
    readonly reach: Reach,
    readonly attributes: AttributeIndex,
  ) {}

  /** How long objects of a class live; null where none is known to outlive the call that makes it. */
  of(info: ClassInfo): Life | null {
    this.#lives ??= this.#findAll();
    return this.#lives.get(info) ?? null;
  }

  /** How long the inner functions of a function live: as long as the program, where it was called to define something. */
  ofClosures(outer: Unit): Life | null {
    return this.#ofCalls(outer, 0);
  }

  #ofCalls(outer: Unit, depth: number): Life | null {
    const references = this.reach.referencesTo(outer);
    if (depth > 3 || outer.node.kind !== "FunctionDef") return null;
    if (references.length === 0) return outer.parent?.parent === null && decorates(outer) ? "likely" : null;
    let found: Life | null = null;
    for (const { node, unit, how } of references) {
      const isDefining = unit.parent === null || (unit.node.kind === "ClassDef" && unit.parent?.parent === null);
      if (isDefining && how === "decorator") found = "certain";
      else if (isDefining && how === "call" && this.#isKept(node, unit)) found = "certain";
      else if (how === "value" && unit.parentOf(node)?.kind === "Return") found ??= this.#ofCalls(unit, depth + 1);
    }
    return found;
  }

  /** Whether the result of a call at the top of a module is given a name. */
  #isKept(callee: Expr, unit: Unit): boolean {
    for (let at: Node | null = unit.parentOf(callee); at !== null; at = unit.parentOf(at)) {
      if (at.kind === "Assign" || at.kind === "AnnAssign") return !isInMainGuard(at, unit);
      if (at.kind === "ExprStmt") return false;
    }
    return false;
  }

  #findAll(): Map<ClassInfo, Life> {
    const lives = new Map<ClassInfo, Life>();
    for (const info of this.model.classes) {
      const life = isMetaclass(info) ? "certain" : this.#ofConstructions(info);
      if (life !== null) lives.set(info, life);
    }
    // What an object that lives long keeps in an attribute lives long, too.
    for (let round = 0; round < 3; round++) {
      for (const [owner, life] of [...lives]) {
        for (const [name, uses] of owner.ownUses) {
          if (!uses.some(({ access }) => access.kind === "bind" && access.value?.kind === "Call")) continue;
          const kept = this.model.attributeClass(owner, name);
          if (kept !== null && !lives.has(kept)) lives.set(kept, life);
        }
      }
    }
    return lives;
  }

  #ofConstructions(info: ClassInfo): Life | null {
    let kept = false;
    let others = false;
    for (const { node, unit, how } of this.reach.constructionsOf(info)) {
      if (how !== "call") continue;
      if (this.#isLasting(node, unit)) kept = true;
      else if (this.reach.of(unit) !== "import") others = true;
    }
    if (!kept) return this.#isClassSingleton(info) ? "certain" : null;
    return others ? "likely" : "certain";
  }

  /** `__new__` that gives the one object again. */
  #isClassSingleton(info: ClassInfo): boolean {
    const create = info.method("__new__");
    if (create === null) return false;
    const returned = create.unit.stmts.flatMap((stmt) =>
      stmt.kind === "Return" && stmt.value?.kind === "Attribute" ? [stmt.value.attr.name] : [],
    );
    return create.unit.stmts.some(
      (stmt) =>
        stmt.kind === "Assign" &&
        stmt.targets.some((target) => target.kind === "Attribute" && returned.includes(target.attr.name)),
    );
  }

  /** Whether an object is bound where it stays: to a module's or class's name, or in a function's cache. */
  #isLasting(callee: Expr, unit: Unit): boolean {
    const call = unit.parentOf(callee);
    if (call?.kind === "FunctionDef") return unit.parent === null;
    if (call?.kind !== "Call") return false;
    let at: Node | null = unit.parentOf(call);
    while (at?.kind === "BoolOp" || at?.kind === "IfExp" || at?.kind === "NamedExpr") at = unit.parentOf(at);
    const scope = unit.node.kind === "FunctionDef" ? (unit.parent?.scope ?? unit.scope) : unit.scope;
    if (at?.kind === "Return" && unit.node.kind === "FunctionDef" && unit.node.params.all.length === 0)
      return unit.node.decorators.some((one) => CACHED.test(this.model.decoratorName(one, scope) ?? ""));
    if (at?.kind === "FunctionDef") return unit.parent === null;
    if (at?.kind !== "Assign" && at?.kind !== "AnnAssign") return false;
    const targets = at.kind === "Assign" ? at.targets : [at.target];
    return targets.some((target) => {
      if (target.kind === "Name") {
        const home = unit.scope.lookup(target.name);
        if (unit.parent === null) return !isInMainGuard(at as Node, unit);
        return home?.node.kind === "Module" || home?.node.kind === "ClassDef";
      }
      if (target.kind !== "Attribute") return false;
      const receiver = this.model.resolve(target.value, unit.scope);
      const around = this.model.methodAround(unit);
      const isClass =
        around !== null &&
        around.kind === "class" &&
        target.value.kind === "Name" &&
        around.receiver === target.value.name;
      return receiver?.kind === "class" || receiver?.kind === "function" || isClass;
    });
  }
}

/** Whether a function is handed a function and gives another back: a decorator, as far as one can see. */
function decorates(unit: Unit): boolean {
  if (unit.node.kind !== "FunctionDef" || isIdentity(unit)) return false;
  const [first] = unit.node.params.all;
  const inner = unit.children.find(({ node }) => node.kind === "FunctionDef");
  if (first === undefined || inner === undefined) return false;
  return inner.calls.some(({ func }) => func.kind === "Name" && func.name === first.name);
}

/** Whether a statement of the module runs only where the file is the program. */
export function isInMainGuard(node: Node, unit: Unit): boolean {
  for (let at: Node | null = node; at !== null; at = unit.parentOf(at)) {
    if (at.kind !== "If" || at.test.kind !== "Compare") continue;
    if (at.test.left.kind === "Name" && at.test.left.name === "__name__") return true;
  }
  return false;
}

/** Classes are objects that stay. */
function isMetaclass(info: ClassInfo): boolean {
  return info.foreignBases.some(
    (base) => base === "builtins.type" || base === "abc.ABCMeta" || base === "enum.EnumMeta",
  );
}

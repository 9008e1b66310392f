/** Windows that a callback opens, and that nothing in the file keeps or closes: only their user can. */
import type { WindowEntry } from "../../catalogue/schema.js";
import type { Call, Expr, Node } from "../../syntax/ast.js";
import { type Access, accessOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Callers } from "./callers.js";

/** A call that opens a window nobody keeps. */
export interface LooseWindow {
  readonly call: Call;
  readonly unit: Unit;
  readonly window: WindowEntry;
  /** The local name that it has; null where it has none. */
  readonly name: string | null;
  /** What of it is used last, before it is forgotten. */
  readonly lastUse: Node | null;
}

/** The windows of a file that nothing keeps. */
export function looseWindows(model: FileModel, callers: Callers): LooseWindow[] {
  if (model.catalogue.windows.size === 0) return [];
  return new Search(model, callers).run();
}

interface Kind {
  readonly window: WindowEntry;
  /** The library that it comes from: what is built there on a window belongs to it, and keeps nothing longer. */
  readonly library: string;
}

class Search {
  readonly #selfSufficient = new Map<ClassInfo, boolean>();

  constructor(
    readonly model: FileModel,
    readonly callers: Callers,
  ) {}

  run(): LooseWindow[] {
    const found: LooseWindow[] = [];
    for (const unit of this.model.units) {
      if (unit.node.kind !== "FunctionDef" && unit.node.kind !== "Lambda") continue;
      for (const call of unit.calls) {
        const made = this.#kindOf(call, unit);
        if (made === null || !this.#isOften(unit)) continue;
        if (this.#mentions(made.window.finders ?? [], this.model.root)) continue;
        const loose = this.#loose(call, unit, made);
        if (loose !== null) found.push(loose);
      }
    }
    return found;
  }

  /** The window that a call makes: one of a library, or one of a class of the file that does not close itself. */
  #kindOf(call: Call, unit: Unit): Kind | null {
    const referent = this.model.resolve(call.func, unit.scopeOf(call));
    if (referent?.kind === "qualified") return this.#named(referent.name);
    const info = referent?.kind === "class" ? this.model.classInfo(referent.node) : null;
    if (info === null || info.foreignBases.includes(null)) return null;
    const kind = info.foreignBases.map((base) => this.#named(base ?? "")).find((one) => one !== null) ?? null;
    if (kind === null) return null;
    let closes = this.#selfSufficient.get(info);
    if (closes === undefined) {
      closes = this.#closesItself(info, kind);
      this.#selfSufficient.set(info, closes);
    }
    return closes ? null : kind;
  }

  #named(qualified: string): Kind | null {
    const window = this.model.catalogue.windows.get(qualified);
    return window === undefined ? null : { window, library: `${qualified.split(".")[0]}.` };
  }

  /** Whether a class of windows sees to its own end, or hands itself to somebody who may. */
  #closesItself(info: ClassInfo, kind: Kind): boolean {
    return info.allMethods.some(({ node, unit, receiver }) => {
      if (receiver === null) return true;
      if (kind.window.ends.includes(node.name.name)) return true;
      if (this.#mentions(kind.window.ends, unit)) return true;
      return this.model
        .usesOfName(unit.scope, receiver)
        .some(({ access, unit: at }) => !this.#isHarmless(access, at, kind));
    });
  }

  /** Whether the function runs for each event or call, and not once to build the program. */
  #isOften(unit: Unit): boolean {
    const often = this.callers.frequency(unit);
    if (often !== "unknown") return often === "many";
    if (unit.node.kind === "Lambda") return true;
    const name = unit.node.kind === "FunctionDef" ? unit.node.name.name : "";
    return this.callers.of(unit).length === 0 && this.callers.isHandedOn(name);
  }

  #loose(call: Call, unit: Unit, kind: Kind): LooseWindow | null {
    const { window } = kind;
    if (this.#mentions(window.ends, unit)) return null;
    const found = { call, unit, window };
    const parent = unit.parentOf(call);
    if (parent?.kind === "ExprStmt") return { ...found, name: null, lastUse: null };
    if (unit.node.kind === "Lambda" && unit.node.body === call) return { ...found, name: null, lastUse: null };
    const access = accessOf(call, unit.parentOf);
    if (access.kind === "call") {
      const isDropped = unit.parentOf(access.call)?.kind === "ExprStmt" && this.#isHarmless(access, unit, kind);
      return isDropped ? { ...found, name: null, lastUse: access.call } : null;
    }
    if (access.kind !== "alias" || access.target.kind !== "Name") return null;
    const { name } = access.target;
    const home = unit.scope.lookup(name);
    if (home?.node !== unit.node || (home.bindings.get(name)?.length ?? 0) !== 1) return null;
    const uses = this.model.usesOfName(home, name).filter(({ node }) => node !== access.target);
    if (!uses.every((use) => this.#isHarmless(use.access, use.unit, kind))) return null;
    const last = uses.findLast((use) => use.unit === unit)?.node ?? null;
    return { ...found, name, lastUse: last };
  }

  /** Whether a use of a window leaves it without an owner as before: it is dressed, filled, asked. */
  #isHarmless(access: Access, unit: Unit, { window, library }: Kind): boolean {
    const cares = (name: string): boolean => window.ends.includes(name) || window.cares?.includes(name) === true;
    switch (access.kind) {
      case "call":
        return !cares(access.method);
      case "attribute":
        return !cares(access.name);
      case "store-item":
      case "load-item":
      case "test":
        return true;
      case "argument": {
        const callee = this.#calleeName(access.call.func, unit);
        return callee?.startsWith(library) === true && !cares(callee.slice(callee.lastIndexOf(".") + 1));
      }
      default:
        return false;
    }
  }

  #calleeName(func: Expr, unit: Unit): string | null {
    return this.model.qualifiedName(func, unit.scopeOf(func));
  }

  /** Whether attributes of one of these names are read in a unit or inside it, of whatever object. */
  #mentions(names: readonly string[], unit: Unit): boolean {
    for (const one of unit.all()) if (one.attributes.some(({ attr }) => names.includes(attr.name))) return true;
    return false;
  }
}

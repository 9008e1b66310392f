/** The places of a file that run a function, with what they hand it: also through decorators, wrappers and operators. */
import type { Call, Expr, Keyword, Parameter } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Reach, Reference } from "./reach.js";

/** One place that runs a function. */
export interface Site {
  readonly unit: Unit;
  readonly positional: readonly Expr[];
  readonly keywords: readonly Keyword[];
}

/** Who runs a function. */
export interface Sites {
  readonly sites: readonly Site[];
  /** It is handed on, registered, or called by a framework: with whatever comes up. */
  readonly isHanded: boolean;
}

/** A place, and the class whose object is called or subscripted there. */
interface OwnedSite {
  readonly info: ClassInfo;
  readonly site: Site;
}

const MAX_DEPTH = 4;
const ITEM_METHODS = /^__(?:getitem|setitem|delitem|contains|missing)__$/;
const NOBODY: Sites = { sites: [], isHanded: false };

/** Answers for the functions of one file. */
export class SiteFinder {
  readonly #known = new Map<Unit, Sites>();
  #called: readonly OwnedSite[] | undefined;
  #subscripted: readonly OwnedSite[] | undefined;

  constructor(
    readonly model: FileModel,
    readonly reach: Reach,
  ) {}

  /** The places that run a function. */
  of(unit: Unit): Sites {
    let found = this.#known.get(unit);
    if (found === undefined) {
      this.#known.set(unit, NOBODY);
      found = this.#find(unit, 0);
      this.#known.set(unit, found);
    }
    return found;
  }

  /** What is handed for a parameter at one place; empty where it cannot be told. */
  given(site: Site, param: Parameter, unit: Unit): readonly Expr[] {
    if (unit.node.kind !== "FunctionDef") return [];
    const method = this.model.methodOf(unit);
    const offset = method !== null && method.kind !== "static" ? 1 : 0;
    const { all } = unit.node.params;
    const position = all.indexOf(param) - offset;
    if (param.form === "varPositional") return site.positional.slice(Math.max(position, 0));
    if (param.form === "varKeyword") {
      const others = site.keywords.filter(({ name }) => name === null || all.every((one) => one.name !== name));
      return others.map(({ value }) => value);
    }
    const named = site.keywords.find(({ name }) => name === param.name);
    if (named !== undefined) return [named.value];
    const spread = site.positional.slice(0, position + 1).find(({ kind }) => kind === "Starred");
    const own = spread ?? (param.form === "keywordOnly" ? undefined : site.positional[position]);
    if (own !== undefined) return [own];
    const isSpread =
      site.keywords.some(({ name }) => name === null) || site.positional.some((one) => one.kind === "Starred");
    return isSpread || param.default === null ? [] : [param.default];
  }

  #find(unit: Unit, depth: number): Sites {
    if (unit.node.kind !== "FunctionDef" || depth > MAX_DEPTH) return NOBODY;
    const sites: Site[] = [];
    let isHanded = false;
    const join = (more: Sites): void => {
      sites.push(...more.sites);
      isHanded ||= more.isHanded;
    };
    const references = this.reach.referencesTo(unit);
    for (const reference of references) {
      const { node, unit: from, how } = reference;
      const parent = from.parentOf(node);
      if (parent?.kind === "Attribute") continue; // An attribute of the function itself.
      if (how === "call" && parent?.kind === "Call") sites.push(siteOf(parent, from));
      else if (how === "value") join(this.#ofValue(reference, unit, depth));
      else if (from.parent?.node.kind === "FunctionDef") isHanded = true;
    }
    if (references.length === 0) join(this.#unmentioned(unit, unit.node.name.name));
    return { sites, isHanded };
  }

  #ofValue({ node, unit: from }: Reference, unit: Unit, depth: number): Sites {
    const parent = from.parentOf(node);
    if (parent?.kind === "Return" && from === unit.parent) return this.#ofResult(from, depth + 1);
    const around = parent?.kind === "Call" ? from.parentOf(parent) : null;
    // `fast = lru_cache(None)(slow)`.
    if (parent?.kind === "Call" && around?.kind === "Assign") return this.#ofTargets(around.targets, from);
    return { sites: [], isHanded: true };
  }

  /** The places that run what a function gives back. */
  #ofResult(maker: Unit, depth: number): Sites {
    if (depth > MAX_DEPTH) return { sites: [], isHanded: true };
    const sites: Site[] = [];
    let isHanded = false;
    for (const { node, unit: from, how } of this.reach.referencesTo(maker)) {
      const parent = from.parentOf(node);
      const call = parent?.kind === "Call" && parent.func === node ? parent : null;
      const at = call === null ? parent : from.parentOf(call);
      let found: Sites = { sites: [], isHanded: true };
      if (how === "decorator" && at?.kind === "FunctionDef") {
        const decorated = this.model.unitOf(at);
        if (decorated !== null) found = this.#ofDecorated(decorated, depth);
      } else if (at?.kind === "Assign") found = this.#ofTargets(at.targets, from);
      else if (at?.kind === "Return" && from.node.kind === "FunctionDef") found = this.#ofResult(from, depth + 1);
      sites.push(...found.sites);
      isHanded ||= found.isHanded;
    }
    return { sites, isHanded };
  }

  /** What replaces a method is handed the object, too. */
  #ofDecorated(decorated: Unit, depth: number): Sites {
    const isMethod = this.model.methodOf(decorated) !== null;
    const { sites, isHanded } = this.#find(decorated, depth + 1);
    if (!isMethod) return { sites, isHanded };
    const receiver: Expr = { kind: "Name", name: "self", start: -1, end: -1 };
    return { sites: sites.map((site) => ({ ...site, positional: [receiver, ...site.positional] })), isHanded };
  }

  /** The calls of a name that stands for the function. */
  #ofTargets(targets: readonly Expr[], from: Unit): Sites {
    const [target] = targets;
    if (target?.kind !== "Name") return { sites: [], isHanded: true };
    const home = from.scope.lookup(target.name);
    if (home === null) return { sites: [], isHanded: true };
    const sites = this.model
      .usesOfName(home, target.name)
      .flatMap(({ access, unit }) => (access.kind === "invoke" ? [siteOf(access.call, unit)] : []));
    return { sites, isHanded: false };
  }

  #unmentioned(unit: Unit, name: string): Sites {
    const owner = this.model.methodOf(unit)?.owner ?? null;
    if (owner === null || !/^__\w+__$/.test(name)) return { sites: [], isHanded: this.reach.isCalledByOthers(unit) };
    if (name === "__call__")
      return { sites: [...this.#invocations(owner), ...this.#byMetaclass(owner)], isHanded: false };
    return { sites: ITEM_METHODS.test(name) ? this.#items(owner) : [], isHanded: false };
  }

  #invocations(owner: ClassInfo): readonly Site[] {
    this.#called ??= this.model.units.flatMap((unit) =>
      unit.calls.flatMap((call) => {
        const isNamed = call.func.kind === "Name" || call.func.kind === "Attribute";
        const info = isNamed ? (this.model.classOf(call.func, unit) ?? this.#madeByDecorator(call.func, unit)) : null;
        return info === null ? [] : [{ info, site: siteOf(call, unit) }];
      }),
    );
    return this.#called.flatMap(({ info, site }) => (info.mro.includes(owner) ? [site] : []));
  }

  /** The class whose object a decorated function is: `@Memo` above `def plural(…)`. */
  #madeByDecorator(func: Expr, unit: Unit): ClassInfo | null {
    const referent = this.model.resolve(func, unit.scopeOf(func));
    if (referent?.kind !== "function") return null;
    for (const decorator of referent.node.decorators) {
      const made = this.model.resolve(decorator.kind === "Call" ? decorator.func : decorator, unit.scope);
      if (made?.kind === "class") return this.model.classInfo(made.node);
    }
    return null;
  }

  #byMetaclass(owner: ClassInfo): readonly Site[] {
    const made = this.model.classes.filter(({ node }) =>
      node.keywords.some(
        ({ name, value }) => name === "metaclass" && value.kind === "Name" && value.name === owner.name,
      ),
    );
    return made.flatMap((one) =>
      this.reach.constructionsOf(one).flatMap(({ node, unit }) => {
        const call = unit.parentOf(node);
        return call?.kind === "Call" ? [siteOf(call, unit)] : [];
      }),
    );
  }

  /** `object[key]`, for `__getitem__` and its like. */
  #items(owner: ClassInfo): readonly Site[] {
    this.#subscripted ??= this.model.units.flatMap((unit) =>
      [...unit.names, ...unit.attributes].flatMap((node) => {
        const parent = unit.parentOf(node);
        if (parent?.kind !== "Subscript" || parent.value !== node) return [];
        const info = this.model.classOf(node, unit);
        if (info === null) return [];
        const stmt = unit.parentOf(parent);
        const value = stmt?.kind === "Assign" && stmt.targets.includes(parent) ? [stmt.value] : [];
        return [{ info, site: { unit, positional: [parent.index, ...value], keywords: [] } }];
      }),
    );
    return this.#subscripted.flatMap(({ info, site }) => (info.mro.includes(owner) ? [site] : []));
  }
}

function siteOf(call: Call, unit: Unit): Site {
  return { unit, positional: call.args, keywords: call.keywords };
}

/** Functions whose results a decorator keeps. */
import type { CacheEntry } from "../../catalogue/schema.js";
import type { Call, Expr, FunctionDef } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import { argumentOf } from "../model/access.js";
import type { Method } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { containerMadeBy, isLimited } from "./containers.js";
import { type Domain, widest } from "./domains.js";
import type { GrowthFacts } from "./growing.js";
import { isEnum } from "./keys.js";

/** A function with a cache. */
export interface CachedFunction {
  /** The decorator, or the call that wraps the function. */
  readonly decorator: Expr;
  /** The qualified name of what keeps the results: `functools.lru_cache`. */
  readonly cacheName: string;
  readonly unit: Unit;
  readonly node: FunctionDef;
  /** Set where it is an instance method: the cache keeps the objects. */
  readonly method: Method | null;
  /** The number of results that it keeps, as source text, where it is written out; null where there is no limit. */
  readonly limit: string | null;
  readonly isBounded: boolean;
  /** How many different keys there may be. */
  readonly domain: Domain;
  /** Whether it is a decorator of the function (not a call that wraps it). */
  readonly isDecorator: boolean;
}

/** All functions of a file that keep results, in source order. */
export function cachedFunctions(model: FileModel, facts: GrowthFacts): readonly CachedFunction[] {
  let cached = known.get(model);
  if (cached === undefined) {
    cached = findCached(model, facts);
    known.set(model, cached);
  }
  return cached;
}

const known = new WeakMap<FileModel, readonly CachedFunction[]>();

function findCached(model: FileModel, facts: GrowthFacts): readonly CachedFunction[] {
  const found: CachedFunction[] = [];
  for (const unit of model.units) {
    if (unit.node.kind === "FunctionDef") {
      const scope = unit.parent?.scope ?? unit.scope;
      for (const decorator of unit.node.decorators) {
        const name = model.decoratorName(decorator, scope);
        const entry = name === null ? undefined : model.catalogue.cache(name);
        if (name === null || entry === undefined) continue;
        const call = decorator.kind === "Call" ? decorator : null;
        const one = describe(decorator, name, entry, call, unit, unit.node, true, model, facts);
        if (one !== null) found.push(one);
      }
    }
    for (const call of unit.calls) {
      const wrapped = wrappedFunction(call, unit, model);
      if (wrapped !== null) {
        const one = describe(
          call,
          wrapped.name,
          wrapped.entry,
          wrapped.factory,
          wrapped.unit,
          wrapped.node,
          false,
          model,
          facts,
        );
        if (one !== null && unit.parent === null) found.push(one);
      }
    }
  }
  return found;
}

/** `functools.cache(f)` and `functools.lru_cache(maxsize=None)(f)`, with a function of the file. */
function wrappedFunction(call: Call, unit: Unit, model: FileModel) {
  const [first] = call.args;
  if (first === undefined || call.args.length !== 1) return null;
  const scope = unit.scope;
  const factory = call.func.kind === "Call" ? call.func : null;
  const name = model.qualifiedName(factory?.func ?? call.func, scope);
  const entry = name === null ? undefined : model.catalogue.cache(name);
  if (name === null || entry === undefined) return null;
  const referent = model.resolve(first, scope);
  if (referent?.kind !== "function") return null;
  const wrapped = model.unitOf(referent.node);
  return wrapped === null ? null : { name, entry, factory, unit: wrapped, node: referent.node };
}

function describe(
  decorator: Expr,
  cacheName: string,
  entry: CacheEntry,
  call: Call | null,
  unit: Unit,
  node: FunctionDef,
  isDecorator: boolean,
  model: FileModel,
  facts: GrowthFacts,
): CachedFunction | null {
  const own = model.methodOf(unit);
  const isInstance = own !== null && own.receiver !== null && own.kind !== "class" && own.kind !== "static";
  const bounded = isBounded(entry, call, unit, model);
  if (bounded === null) return null;
  const params = node.params.all.filter(
    (param) => own === null || own.kind === "static" || param !== node.params.all[0],
  );
  const given =
    entry.limit === undefined || call === null ? null : argumentOf(call, entry.limit.position, entry.limit.parameter);
  return {
    decorator,
    cacheName,
    unit,
    node,
    method: isInstance ? own : null,
    limit: given === null ? null : model.text.slice(given.start, given.end),
    isBounded: bounded,
    domain: widest(params.map((param) => facts.keys.domainOfResults(param, unit))),
    isDecorator,
  };
}

/** Whether there is a limit to the results; null where it cannot be told. */
function isBounded(entry: CacheEntry, call: Call | null, unit: Unit, model: FileModel): boolean | null {
  if (entry.store !== undefined) {
    const store = call === null ? null : argumentOf(call, entry.store.position, entry.store.parameter);
    const outer = unit.parent ?? unit;
    if (store === null) return null;
    const bound = store.kind === "Name" ? outer.scope.lookup(store.name)?.bindings.get(store.name)?.[0] : undefined;
    const made = containerMadeBy(bound?.kind === "assign" ? bound.value : store, outer, model);
    return made === null ? null : made.type.bounded === true;
  }
  if (entry.unbounded === true) return call !== null && isLimited(entry.limit, call);
  if (entry.limit === undefined) return null;
  const given = call === null ? null : argumentOf(call, entry.limit.position, entry.limit.parameter);
  return given === null || (call !== null && isLimited(entry.limit, call));
}

/** Whether the objects of a class are few by design: members of an enumeration, constants of modules, one for all. */
export function isFewByDesign(method: Method, facts: GrowthFacts): boolean {
  const { owner } = method;
  if (isEnum(owner)) return true;
  if (owner.node.keywords.some(({ name, value }) => name === "metaclass" && /Singleton|Enum/.test(lastName(value))))
    return true;
  const made = facts.reach.constructionsOf(owner);
  if (made.length === 0) return false;
  return facts.lifetimes.of(owner) === "certain" && made.every(({ how }) => how === "call");
}

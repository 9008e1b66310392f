/** The catalogue as the analyses ask it: data files merged, checked, with inherited parts filled in. */
import { dataFiles } from "./data/index.js";
import {
  type CallableEntry,
  type CatalogueData,
  catalogueSchema,
  type PublisherEntry,
  type TypeEntry,
  type ValueSpec,
} from "./schema.js";

export interface Catalogue {
  /** A function or class by qualified name, as `builtins.open`; undefined when unknown. */
  callable(qualifiedName: string): CallableEntry | undefined;
  /** A type with the methods, attributes and resource part of those it extends. */
  type(name: string): TypeEntry | undefined;
  /** A type by the qualified name of a class that means it (`pathlib.Path`). */
  typeOfClass(qualifiedName: string): string | undefined;
  /**
   * Last parts of all names of callables and methods that may give a resource or acquire a lock: a
   * function that calls none of these has nothing to analyse.
   */
  readonly acquiringNames: ReadonlySet<string>;
  readonly contextManagerDecorators: ReadonlySet<string>;
  /** Publishers by the name of their entry. */
  readonly publishers: ReadonlyMap<string, PublisherEntry>;
  /** Names of methods that register, with the names of those that end it. */
  readonly listenerPairs: ReadonlyMap<string, readonly string[]>;
  /** Attributes of modules that hold one function which the interpreter calls. */
  readonly processHooks: ReadonlySet<string>;
}

/** A mistake in the data: not of the form of the schema, or naming something that does not exist. */
export class CatalogueError extends Error {
  override readonly name = "CatalogueError";

  /** @param entry The entry at fault, as `callables.acme.connect.returns`. */
  constructor(
    readonly entry: string,
    problem: string,
  ) {
    super(`catalogue entry ${entry}: ${problem}`);
  }
}

/**
 * Merge data; later data wins over earlier, name by name.
 *
 * @throws CatalogueError naming the entry, when the data does not have the form of `catalogueSchema`
 *   or names a type that does not exist.
 */
export function buildCatalogue(...data: CatalogueData[]): Catalogue {
  // The data that comes with leaklint is checked by its tests; a start of the program need not pay for it again.
  const trusted = new Set<unknown>(builtinData());
  const checked = data.filter((one) => !trusted.has(one));
  for (const one of checked) checkForm(one);
  const tables = mergeTables(data);
  for (const one of checked) checkReferences(one, tables);
  return new MergedCatalogue(tables);
}

let builtin: Catalogue | undefined;

/** The catalogue that comes with leaklint (built once a process). */
export function builtinCatalogue(): Catalogue {
  builtin ??= buildCatalogue(...builtinData());
  return builtin;
}

/** The data that comes with leaklint: put a user's own behind it, `buildCatalogue(...builtinData(), own)`. */
export function builtinData(): readonly CatalogueData[] {
  return Object.values(dataFiles) as readonly CatalogueData[];
}

/** Whether a type is `ancestor` or extends it: what a condition on a `type` asks. */
export function isKindOf(catalogue: Catalogue, name: string, ancestor: string): boolean {
  for (let type: string | undefined = name; type !== undefined; type = catalogue.type(type)?.extends) {
    if (type === ancestor) return true;
  }
  return false;
}

interface Tables {
  readonly types: Map<string, TypeEntry>;
  readonly callables: Map<string, CallableEntry>;
  readonly modules: Map<string, CallableEntry>;
  readonly aliases: Map<string, string>;
  readonly contextManagerDecorators: Set<string>;
  readonly publishers: Map<string, PublisherEntry>;
  readonly listenerPairs: Map<string, readonly string[]>;
  readonly processHooks: Set<string>;
}

class MergedCatalogue implements Catalogue {
  readonly acquiringNames: ReadonlySet<string>;
  readonly contextManagerDecorators: ReadonlySet<string>;
  readonly publishers: ReadonlyMap<string, PublisherEntry>;
  readonly listenerPairs: ReadonlyMap<string, readonly string[]>;
  readonly processHooks: ReadonlySet<string>;
  private readonly types = new Map<string, TypeEntry>();
  private readonly classes = new Map<string, string>();

  constructor(private readonly tables: Tables) {
    for (const [name, entry] of tables.types) {
      this.types.set(name, inherit(name, tables.types));
      for (const className of entry.classes ?? []) this.classes.set(className, name);
    }
    this.contextManagerDecorators = tables.contextManagerDecorators;
    this.publishers = tables.publishers;
    this.listenerPairs = tables.listenerPairs;
    this.processHooks = tables.processHooks;
    this.acquiringNames = this.collectAcquiringNames();
  }

  callable(qualifiedName: string): CallableEntry | undefined {
    const { aliases, callables, modules } = this.tables;
    const name = aliases.get(qualifiedName) ?? qualifiedName;
    const own = callables.get(name);
    if (own) return own;
    let dot = name.lastIndexOf(".");
    while (dot > 0) {
      const inherited = modules.get(name.slice(0, dot));
      if (inherited) return inherited;
      dot = name.lastIndexOf(".", dot - 1);
    }
    return undefined;
  }

  type(name: string): TypeEntry | undefined {
    return this.types.get(name);
  }

  typeOfClass(qualifiedName: string): string | undefined {
    return this.classes.get(qualifiedName) ?? this.classes.get(this.tables.aliases.get(qualifiedName) ?? "");
  }

  private collectAcquiringNames(): Set<string> {
    const names = new Set<string>();
    const acquires = (entry: CallableEntry) =>
      entry.returns !== undefined && this.givesResource(entry.returns, new Set());
    const lastPart = (name: string) => name.slice(name.lastIndexOf(".") + 1);
    for (const [name, entry] of this.tables.callables) if (acquires(entry)) names.add(lastPart(name));
    for (const [alias, name] of this.tables.aliases) {
      const entry = this.tables.callables.get(name);
      if (entry && acquires(entry)) names.add(lastPart(alias));
    }
    for (const type of this.types.values()) {
      if (type.lock) names.add("acquire");
      for (const [name, entry] of Object.entries(type.methods ?? {})) if (acquires(entry)) names.add(name);
    }
    return names;
  }

  private givesResource(value: ValueSpec, seen: Set<string>): boolean {
    if (typeof value === "string") {
      const type = this.types.get(value);
      if (!type || seen.has(value)) return false;
      if (type.resource) return true;
      // Looping over such a value, with no further call, yields resources.
      return type.iterates !== undefined && this.givesResource(type.iterates, seen.add(value));
    }
    if ("elements" in value) return value.elements.some((part) => part !== null && this.givesResource(part, seen));
    if ("each" in value) return this.givesResource(value.each, seen);
    return false;
  }
}

function mergeTables(data: readonly CatalogueData[]): Tables {
  const tables: Tables = {
    types: new Map(),
    callables: new Map(),
    modules: new Map(),
    aliases: new Map(),
    contextManagerDecorators: new Set(),
    publishers: new Map(),
    listenerPairs: new Map(),
    processHooks: new Set(),
  };
  for (const one of data) {
    for (const [name, entry] of Object.entries(one.types ?? {})) tables.types.set(name, entry);
    for (const [name, entry] of Object.entries(one.callables ?? {})) {
      tables.callables.set(name, entry);
      tables.aliases.delete(name);
    }
    for (const [name, entry] of Object.entries(one.modules ?? {})) tables.modules.set(name, entry);
    for (const [alias, name] of Object.entries(one.aliases ?? {})) tables.aliases.set(alias, name);
    for (const name of one.contextManagerDecorators ?? []) tables.contextManagerDecorators.add(name);
    for (const [name, entry] of Object.entries(one.listeners ?? {})) tables.publishers.set(name, entry);
    for (const [name, ends] of Object.entries(one.listenerPairs ?? {})) tables.listenerPairs.set(name, ends);
    for (const name of one.processHooks ?? []) tables.processHooks.add(name);
  }
  return tables;
}

/** The type with what it inherits; its own entries win, part by part. */
function inherit(name: string, types: ReadonlyMap<string, TypeEntry>, below: readonly string[] = []): TypeEntry {
  const own = types.get(name);
  const entry = `types.${below[0] ?? name}`;
  if (!own) throw new CatalogueError(entry, `extends ${name}, which does not exist`);
  if (below.includes(name)) throw new CatalogueError(entry, `extends itself (${[...below, name].join(" → ")})`);
  if (own.extends === undefined) return own;
  const base = inherit(own.extends, types, [...below, name]);
  return {
    ...own,
    resource: own.resource && base.resource ? { ...base.resource, ...own.resource } : (own.resource ?? base.resource),
    lock: own.lock ?? base.lock,
    methods: { ...base.methods, ...own.methods },
    attributes: { ...base.attributes, ...own.attributes },
    partsKeep: own.partsKeep ?? base.partsKeep,
    iterates: own.iterates ?? base.iterates,
    operators: { ...base.operators, ...own.operators },
  };
}

function checkForm(data: unknown): void {
  const result = catalogueSchema.safeParse(data);
  if (result.success) return;
  const issue = result.error.issues[0];
  throw new CatalogueError(issue?.path.join(".") || "(top level)", issue?.message ?? "malformed");
}

/** Every type, parameter and alias that one piece of data names must exist. */
function checkReferences(data: CatalogueData, tables: Tables): void {
  for (const [name, type] of Object.entries(data.types ?? {})) {
    const entry = `types.${name}`;
    for (const [method, callable] of Object.entries(type.methods ?? {})) {
      checkCallable(`${entry}.methods.${method}`, callable, tables);
    }
    for (const [attribute, value] of Object.entries(type.attributes ?? {})) {
      checkValue(`${entry}.attributes.${attribute}`, value, tables);
    }
    for (const [operator, value] of Object.entries(type.operators ?? {})) {
      checkValue(`${entry}.operators.${operator}`, value, tables);
    }
    if (type.iterates !== undefined) checkValue(`${entry}.iterates`, type.iterates, tables);
    for (const called of type.resource?.releaseFunctions ?? []) {
      if (!tables.callables.has(called)) {
        throw new CatalogueError(`${entry}.resource.releaseFunctions`, `there is no callable ${called}`);
      }
    }
  }
  for (const table of ["callables", "modules"] as const) {
    for (const [name, callable] of Object.entries(data[table] ?? {}))
      checkCallable(`${table}.${name}`, callable, tables);
  }
  for (const [alias, name] of Object.entries(data.aliases ?? {})) {
    if (!tables.callables.has(name)) throw new CatalogueError(`aliases.${alias}`, `there is no callable ${name}`);
  }
}

function checkCallable(entry: string, callable: CallableEntry, tables: Tables): void {
  if (callable.returns !== undefined) checkValue(`${entry}.returns`, callable.returns, tables);
  for (const condition of [...(callable.unless ?? []), ...(callable.when ?? [])]) {
    if (condition.type !== undefined) checkValue(`${entry}.unless`, condition.type, tables);
  }
  const named = [
    ...Object.keys(callable.effects ?? {}).filter((name) => name !== "*"),
    ...(callable.keeps ?? []),
    ...[...(callable.unless ?? []), ...(callable.when ?? [])].map((condition) => condition.parameter),
    ...(callable.returnsArgument === undefined ? [] : [callable.returnsArgument]),
    ...(callable.closes === undefined ? [] : [callable.closes]),
  ];
  for (const parameter of named) {
    if (!callable.parameters?.includes(parameter)) {
      throw new CatalogueError(entry, `${parameter} is not among its parameters`);
    }
  }
}

function checkValue(entry: string, value: ValueSpec, tables: Tables): void {
  if (typeof value === "string") {
    if (!tables.types.has(value)) throw new CatalogueError(entry, `there is no type ${value}`);
  } else if ("type" in value) {
    checkValue(entry, value.type, tables);
  } else if ("elements" in value) {
    for (const part of value.elements) if (part !== null) checkValue(entry, part, tables);
  } else {
    checkValue(entry, value.each, tables);
  }
}

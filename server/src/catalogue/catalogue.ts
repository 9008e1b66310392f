/** The catalogue as the analyses ask it: data files merged, checked, with inherited parts filled in. */
import { dataFiles } from "./data/index.js";
import {
  type CacheEntry,
  type CallableEntry,
  type CatalogueData,
  type Condition,
  type ContainerEntry,
  type ContainerFunctionEntry,
  catalogueSchema,
  type PublisherEntry,
  type Reference,
  type TypeEntry,
  type ValueSpec,
  type WindowEntry,
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
  /** Last parts of all names of callables that give something to be called, and so to acquire: `sessionmaker`. */
  readonly factoryNames: ReadonlySet<string>;
  /**
   * Such names of what gives a resource in certain circumstances only (`get` with `stream=True`), which are not among
   * `acquiringNames`, by a pattern that matches every text in which such a circumstance may hold.
   */
  readonly conditionalNames: ReadonlyMap<string, ReadonlySet<string>>;
  /** Last parts of all names of callables and methods that make or start what runs beside their caller. */
  readonly startingNames: ReadonlySet<string>;
  /** Methods that start something and are told by their name alone, in files that import the module of `knownIn`. */
  readonly knownStarts: ReadonlyMap<string, CallableEntry>;
  readonly contextManagerDecorators: ReadonlySet<string>;
  /** A container by the qualified name of its constructor, with what it has of the one that it extends. */
  container(qualifiedName: string): ContainerEntry | undefined;
  /** A function that adds to a container or removes from it. */
  containerFunction(qualifiedName: string): ContainerFunctionEntry | undefined;
  /** A decorator that keeps results. */
  cache(qualifiedName: string): CacheEntry | undefined;
  /** Publishers by the name of their entry. */
  readonly publishers: ReadonlyMap<string, PublisherEntry>;
  /** Names of methods that register, with the names of those that end it. */
  readonly listenerPairs: ReadonlyMap<string, readonly string[]>;
  /** Attributes of modules that hold one function which the interpreter calls. */
  readonly processHooks: ReadonlySet<string>;
  /** Windows by the qualified names of their classes. */
  readonly windows: ReadonlyMap<string, WindowEntry>;
  /** What the result of a call of a function or class refers to; undefined when nothing is said. */
  reference(qualifiedName: string): Reference | undefined;
  /** Last parts of all names for which `reference` has an answer, with the answers. */
  readonly referenceNames: ReadonlyMap<string, ReadonlySet<Reference>>;
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
  readonly containers: Map<string, ContainerEntry>;
  readonly containerFunctions: Map<string, ContainerFunctionEntry>;
  readonly caches: Map<string, CacheEntry>;
  readonly publishers: Map<string, PublisherEntry>;
  readonly listenerPairs: Map<string, readonly string[]>;
  readonly processHooks: Set<string>;
  readonly windows: Map<string, WindowEntry>;
  readonly references: Map<string, Reference>;
}

class MergedCatalogue implements Catalogue {
  readonly acquiringNames: ReadonlySet<string>;
  readonly factoryNames: ReadonlySet<string>;
  readonly referenceNames: ReadonlyMap<string, ReadonlySet<Reference>>;
  readonly conditionalNames: ReadonlyMap<string, ReadonlySet<string>>;
  readonly startingNames: ReadonlySet<string>;
  readonly knownStarts: ReadonlyMap<string, CallableEntry>;
  readonly contextManagerDecorators: ReadonlySet<string>;
  readonly publishers: ReadonlyMap<string, PublisherEntry>;
  readonly listenerPairs: ReadonlyMap<string, readonly string[]>;
  readonly processHooks: ReadonlySet<string>;
  readonly windows: ReadonlyMap<string, WindowEntry>;
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
    this.windows = tables.windows;
    const conditional = new Map<string, Set<string>>();
    this.acquiringNames = this.collectAcquiringNames(conditional);
    this.conditionalNames = conditional;
    this.factoryNames = this.collectFactoryNames();
    this.referenceNames = this.collectReferenceNames();
    this.startingNames = this.collectNames(({ task }) => task !== undefined);
    this.knownStarts = new Map(
      [...this.types.values()].flatMap(({ methods }) =>
        Object.entries(methods ?? {}).filter(([, { task }]) => task?.knownIn !== undefined),
      ),
    );
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

  reference(qualifiedName: string): Reference | undefined {
    return this.tables.references.get(qualifiedName);
  }

  type(name: string): TypeEntry | undefined {
    return this.types.get(name);
  }

  typeOfClass(qualifiedName: string): string | undefined {
    return this.classes.get(qualifiedName) ?? this.classes.get(this.tables.aliases.get(qualifiedName) ?? "");
  }

  container(qualifiedName: string): ContainerEntry | undefined {
    const own = this.tables.containers.get(qualifiedName);
    if (own?.extends === undefined) return own;
    const base = this.tables.containers.get(own.extends);
    return {
      ...base,
      ...own,
      adds: [...(base?.adds ?? []), ...(own.adds ?? [])],
      removes: [...(base?.removes ?? []), ...(own.removes ?? [])],
    };
  }

  containerFunction(qualifiedName: string): ContainerFunctionEntry | undefined {
    return this.tables.containerFunctions.get(qualifiedName);
  }

  cache(qualifiedName: string): CacheEntry | undefined {
    return this.tables.caches.get(qualifiedName);
  }

  private collectAcquiringNames(conditional: Map<string, Set<string>>): Set<string> {
    const names = new Set<string>();
    const note = (name: string, entry: CallableEntry): void => {
      if (entry.returns === undefined || !this.givesResource(entry.returns, new Set())) return;
      const pattern = entry.when === undefined ? null : patternOf(entry.when);
      if (pattern === null) names.add(name);
      else conditional.set(pattern, (conditional.get(pattern) ?? new Set()).add(name));
    };
    for (const [name, entry] of this.tables.callables) note(lastPart(name), entry);
    for (const [alias, name] of this.tables.aliases) {
      const entry = this.tables.callables.get(name);
      if (entry) note(lastPart(alias), entry);
    }
    for (const type of this.types.values()) {
      if (type.lock) names.add("acquire");
      for (const [name, entry] of Object.entries(type.methods ?? {})) note(name, entry);
    }
    return names;
  }

  private collectFactoryNames(): Set<string> {
    const names = new Set<string>();
    const { callables, aliases } = this.tables;
    for (const name of [...callables.keys(), ...aliases.keys()]) {
      const returns = this.callable(name)?.returns;
      const call = typeof returns === "string" ? this.types.get(returns)?.methods?.__call__?.returns : undefined;
      if (call !== undefined && this.givesResource(call, new Set())) names.add(lastPart(name));
    }
    return names;
  }

  private collectReferenceNames(): Map<string, Set<Reference>> {
    const names = new Map<string, Set<Reference>>();
    for (const [name, kind] of this.tables.references)
      names.set(lastPart(name), (names.get(lastPart(name)) ?? new Set()).add(kind));
    return names;
  }

  /** Last parts of the names of callables and methods of a kind. */
  private collectNames(isWanted: (entry: CallableEntry) => boolean): Set<string> {
    const names = new Set<string>();
    for (const [name, entry] of this.tables.callables) if (isWanted(entry)) names.add(lastPart(name));
    for (const [alias, name] of this.tables.aliases) {
      const entry = this.tables.callables.get(name);
      if (entry && isWanted(entry)) names.add(lastPart(alias));
    }
    for (const type of this.types.values()) {
      for (const [name, entry] of Object.entries(type.methods ?? {})) if (isWanted(entry)) names.add(name);
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

/** What a text must match for a call in it to meet all these conditions; null where any text may. */
function patternOf(conditions: readonly Condition[]): string | null {
  for (const { parameter, is, endsWith } of conditions) {
    if (endsWith !== undefined) return endsWith.replace(/\W/g, "\\$&");
    if (is !== undefined) return `\\b${parameter}\\s*=\\s*${is}\\b`;
  }
  return null;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function mergeTables(data: readonly CatalogueData[]): Tables {
  const tables: Tables = {
    types: new Map(),
    callables: new Map(),
    modules: new Map(),
    aliases: new Map(),
    contextManagerDecorators: new Set(),
    containers: new Map(),
    containerFunctions: new Map(),
    caches: new Map(),
    publishers: new Map(),
    listenerPairs: new Map(),
    processHooks: new Set(),
    windows: new Map(),
    references: new Map(),
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
    for (const [name, entry] of Object.entries(one.containers ?? {})) tables.containers.set(name, entry);
    for (const [name, entry] of Object.entries(one.containerFunctions ?? {}))
      tables.containerFunctions.set(name, entry);
    for (const [name, entry] of Object.entries(one.caches ?? {})) tables.caches.set(name, entry);
    for (const [name, entry] of Object.entries(one.listeners ?? {})) tables.publishers.set(name, entry);
    for (const [name, ends] of Object.entries(one.listenerPairs ?? {})) tables.listenerPairs.set(name, ends);
    for (const name of one.processHooks ?? []) tables.processHooks.add(name);
    for (const [name, entry] of Object.entries(one.windows ?? {})) tables.windows.set(name, entry);
    for (const [name, kind] of Object.entries(one.references ?? {})) tables.references.set(name, kind);
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
    collection: own.collection ?? base.collection,
    methods: { ...base.methods, ...own.methods },
    attributes: { ...base.attributes, ...own.attributes },
    partsKeep: own.partsKeep ?? base.partsKeep,
    slicesCopy: own.slicesCopy ?? base.slicesCopy,
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
    if (typeof type.partsKeep === "string") checkValue(`${entry}.partsKeep`, type.partsKeep, tables);
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
  for (const [name, container] of Object.entries(data.containers ?? {})) {
    const base = container.extends === undefined ? undefined : tables.containers.get(container.extends);
    if (container.extends !== undefined && (base === undefined || base.extends !== undefined)) {
      throw new CatalogueError(`containers.${name}.extends`, `there is no container ${container.extends} to extend`);
    }
  }
  for (const [alias, name] of Object.entries(data.aliases ?? {})) {
    if (!tables.callables.has(name)) throw new CatalogueError(`aliases.${alias}`, `there is no callable ${name}`);
  }
}

function checkCallable(entry: string, callable: CallableEntry, tables: Tables): void {
  if (callable.releasesAll !== undefined) checkValue(`${entry}.releasesAll`, callable.releasesAll, tables);
  if (callable.returns !== undefined) checkValue(`${entry}.returns`, callable.returns, tables);
  if (callable.collects !== undefined) checkValue(`${entry}.collects`, callable.collects.type, tables);
  const conditions = [
    ...(callable.unless ?? []),
    ...(callable.when ?? []),
    ...(Array.isArray(callable.unopened) ? callable.unopened : []),
  ];
  for (const condition of conditions) {
    if (condition.type !== undefined) checkValue(`${entry}.unless`, condition.type, tables);
  }
  const named = [
    ...Object.keys(callable.effects ?? {}).filter((name) => name !== "*"),
    ...(callable.keeps ?? []),
    ...conditions.map((condition) => condition.parameter),
    ...(callable.returnsArgument === undefined ? [] : [callable.returnsArgument]),
    ...(callable.closes === undefined ? [] : [callable.closes]),
    ...(callable.maps === undefined ? [] : [callable.maps]),
    ...(callable.variants ?? []).map((variant) => variant.parameter),
    ...(callable.attaches ?? []),
    ...(callable.detaches ?? []),
    ...(callable.members?.adds ?? []),
    ...(callable.members?.addsEach ?? []),
    ...[callable.task?.target, callable.task?.delay].filter((name) => name !== undefined),
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

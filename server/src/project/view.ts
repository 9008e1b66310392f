/** A project as one of its files sees it: the libraries' catalogue with the project's own functions over it. */
import type { Catalogue } from "../catalogue/catalogue.js";
import type {
  CacheEntry,
  CallableEntry,
  ContainerEntry,
  ContainerFunctionEntry,
  PublisherEntry,
  Reference,
  TypeEntry,
  WindowEntry,
} from "../catalogue/schema.js";
import type { Linker, Place } from "./linker.js";

/**
 * What an analysis asked of its project, and what it was told: while the answers stay the same, so does its result.
 * Plain data.
 */
export interface Questions {
  /** Answers by question; the answer to what is not known is empty. */
  readonly answers: ReadonlyMap<string, string>;
  /** Names that were asked of `acquiringNames`, and not there. */
  readonly notAcquiring: ReadonlySet<string>;
}

/** Nothing asked. */
export const NO_QUESTIONS: Questions = { answers: new Map(), notAcquiring: new Set() };

/** What a file needs of the files around it. */
export interface ViewContext {
  readonly file: string;
  /** The files that it imports. */
  readonly edges: readonly string[];
  /** Last parts of names of the project that may give a resource. */
  readonly acquiring: ReadonlySet<string>;
  /** Others may tell the file of itself. */
  readonly isInCycle: boolean;
}

/** The catalogue for one file; records what it is asked. */
export class ProjectCatalogue implements Catalogue {
  readonly acquiringNames: ReadonlySet<string>;
  readonly factoryNames: ReadonlySet<string>;
  readonly referenceNames: ReadonlyMap<string, ReadonlySet<Reference>>;
  readonly conditionalNames: ReadonlyMap<string, ReadonlySet<string>>;
  readonly startingNames: ReadonlySet<string>;
  readonly knownStarts: Catalogue["knownStarts"];
  readonly contextManagerDecorators: ReadonlySet<string>;
  readonly publishers: ReadonlyMap<string, PublisherEntry>;
  readonly listenerPairs: ReadonlyMap<string, readonly string[]>;
  readonly processHooks: ReadonlySet<string>;
  readonly windows: ReadonlyMap<string, WindowEntry>;
  readonly #answers = new Map<string, string>();
  readonly #notAcquiring = new Set<string>();
  readonly #types = new Map<string, TypeEntry | undefined>();
  readonly #edges: ReadonlySet<string>;

  /** @param base The catalogue of libraries. */
  constructor(
    readonly base: Catalogue,
    readonly linker: Linker,
    readonly context: ViewContext,
  ) {
    const { edges, acquiring } = context;
    this.#edges = new Set(edges);
    this.acquiringNames = new AcquiringNames(base.acquiringNames, acquiring, this.#notAcquiring, () =>
      this.#answer("names", "", [...acquiring].sort().join(" ")),
    );
    this.factoryNames = base.factoryNames;
    this.referenceNames = base.referenceNames;
    this.conditionalNames = base.conditionalNames;
    this.startingNames = base.startingNames;
    this.knownStarts = base.knownStarts;
    this.contextManagerDecorators = base.contextManagerDecorators;
    this.publishers = base.publishers;
    this.listenerPairs = base.listenerPairs;
    this.processHooks = base.processHooks;
    this.windows = base.windows;
  }

  /** What has been asked until now. The copy shares no characters with the texts that the names come from. */
  snapshot(): Questions {
    const copy = JSON.parse(JSON.stringify([[...this.#answers], [...this.#notAcquiring]])) as [
      [string, string][],
      string[],
    ];
    return { answers: new Map(copy[0]), notAcquiring: new Set(copy[1]) };
  }

  reference(qualifiedName: string): Reference | undefined {
    return this.base.reference(qualifiedName);
  }

  callable(qualifiedName: string): CallableEntry | undefined {
    const known = this.base.callable(qualifiedName);
    if (known !== undefined) return known;
    const place = this.#locate(qualifiedName);
    if (place === undefined) return undefined;
    if (place !== null && place.file === null) {
      this.#answer("callable", qualifiedName, place.library);
      return this.base.callable(place.library);
    }
    const exported = place === null ? undefined : this.linker.callable(place);
    this.#answer("callable", qualifiedName, exported?.canonical ?? "");
    return exported?.entry;
  }

  container(qualifiedName: string): ContainerEntry | undefined {
    return this.base.container(qualifiedName);
  }

  containerFunction(qualifiedName: string): ContainerFunctionEntry | undefined {
    return this.base.containerFunction(qualifiedName);
  }

  cache(qualifiedName: string): CacheEntry | undefined {
    return this.base.cache(qualifiedName);
  }

  type(name: string): TypeEntry | undefined {
    const known = this.base.type(name);
    // Names of the project's types are qualified, those of libraries' types never.
    if (known !== undefined || !name.includes(".")) return known;
    if (this.#types.has(name)) return this.#types.get(name);
    // What extends itself finds itself unknown.
    this.#types.set(name, undefined);
    const { file, isInCycle } = this.context;
    const exported = this.linker.typeNamed(file, name, isInCycle);
    this.#answer("type", name, exported?.canonical ?? "");
    const type = exported === undefined ? undefined : this.#inherit(exported.entry);
    this.#types.set(name, type);
    return type;
  }

  typeOfClass(qualifiedName: string): string | undefined {
    const known = this.base.typeOfClass(qualifiedName);
    if (known !== undefined) return known;
    // `pkg.io.Reader#class`: a class as those need it that inherit from it.
    const hash = qualifiedName.indexOf("#");
    const suffix = hash < 0 ? "" : qualifiedName.slice(hash);
    const place = this.#locate(hash < 0 ? qualifiedName : qualifiedName.slice(0, hash));
    if (place === undefined) return undefined;
    let name: string | undefined;
    if (place !== null && place.file === null) name = this.base.typeOfClass(place.library + suffix);
    else if (place !== null && this.linker.get(place.file)?.types.has(place.local + suffix) === true)
      name = `${this.linker.map.moduleName(place.file)}.${place.local}${suffix}`;
    this.#answer("class", qualifiedName, name ?? "");
    return name;
  }

  /** Whether the answers would be the same now. */
  holds(questions: Questions): boolean {
    for (const [question, answer] of questions.answers) {
      const space = question.indexOf(" ");
      const name = question.slice(space + 1);
      if (question.startsWith("callable")) this.callable(name);
      else if (question.startsWith("type")) this.type(name);
      else if (question.startsWith("class")) this.typeOfClass(name);
      else void this.acquiringNames.size;
      if ((this.#answers.get(question) ?? "") !== answer) return false;
    }
    for (const name of questions.notAcquiring) if (this.acquiringNames.has(name)) return false;
    return true;
  }

  /** Undefined where the name is no name of the project. */
  #locate(name: string): Place | null | undefined {
    if (!this.linker.isOwn(this.context.file, name)) return undefined;
    return this.linker.locate(this.context.file, this.#edges, name);
  }

  #answer(kind: string, name: string, answer: string): void {
    this.#answers.set(`${kind} ${name}`, answer);
  }

  #inherit(own: TypeEntry): TypeEntry {
    const base = own.extends === undefined ? undefined : this.type(own.extends);
    if (base === undefined) return own;
    return {
      ...own,
      resource: own.resource && base.resource ? { ...base.resource, ...own.resource } : (own.resource ?? base.resource),
      lock: own.lock ?? base.lock,
      methods: { ...base.methods, ...own.methods },
      attributes: { ...base.attributes, ...own.attributes },
      iterates: own.iterates ?? base.iterates,
      operators: { ...base.operators, ...own.operators },
    };
  }
}

/** The union of two sets, never built unless somebody wants to see all of it; remembers what was not in it. */
class AcquiringNames extends Set<string> {
  readonly #parts: readonly ReadonlySet<string>[];
  readonly #missed: Set<string>;
  readonly #onAll: () => void;

  constructor(library: ReadonlySet<string>, own: ReadonlySet<string>, missed: Set<string>, onAll: () => void) {
    super();
    this.#parts = [library, own];
    this.#missed = missed;
    this.#onAll = onAll;
  }

  override has(name: string): boolean {
    if (this.#parts.some((part) => part.has(name))) return true;
    this.#missed.add(name);
    return false;
  }

  override get size(): number {
    return this.#all().size;
  }

  override [Symbol.iterator]() {
    return this.#all()[Symbol.iterator]();
  }

  override keys() {
    return this.#all().keys();
  }

  override values() {
    return this.#all().values();
  }

  override entries() {
    return this.#all().entries();
  }

  override forEach(callback: (value: string, again: string, set: Set<string>) => void): void {
    this.#all().forEach(callback);
  }

  #all(): Set<string> {
    this.#onAll();
    return new Set(this.#parts.flatMap((part) => [...part]));
  }
}

/** The catalogue as the analysis of one file sees it. */
import type { Catalogue } from "../../catalogue/catalogue.js";
import type {
  CacheEntry,
  CallableEntry,
  ContainerEntry,
  ContainerFunctionEntry,
  PublisherEntry,
  Reference,
  TypeEntry,
  WindowEntry,
} from "../../catalogue/schema.js";
import type { Questions } from "./chunk-cache.js";

/** The catalogue of a file: the library's, and the types of its own classes. */
export class LocalCatalogue implements Catalogue {
  readonly types = new Map<string, TypeEntry>();
  /** What the library was asked. */
  readonly questions: Questions = new Map();

  constructor(private readonly library: Catalogue) {}

  callable(name: string): CallableEntry | undefined {
    const entry = this.library.callable(name);
    this.questions.set(`callable ${name}`, entry);
    return entry;
  }

  type(name: string): TypeEntry | undefined {
    const own = this.types.get(name);
    if (own !== undefined) return own;
    const type = this.library.type(name);
    this.questions.set(`type ${name}`, type);
    return type;
  }

  typeOfClass(name: string): string | undefined {
    const type = this.library.typeOfClass(name);
    this.questions.set(`class ${name}`, type);
    return type;
  }

  get acquiringNames(): ReadonlySet<string> {
    return this.library.acquiringNames;
  }

  get referenceNames(): Catalogue["referenceNames"] {
    return this.library.referenceNames;
  }

  get factoryNames(): ReadonlySet<string> {
    return this.library.factoryNames;
  }

  get conditionalNames(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.library.conditionalNames;
  }

  get startingNames(): ReadonlySet<string> {
    return this.library.startingNames;
  }
  get knownStarts(): Catalogue["knownStarts"] {
    return this.library.knownStarts;
  }

  reference(name: string): Reference | undefined {
    return this.library.reference(name);
  }

  get contextManagerDecorators(): ReadonlySet<string> {
    return this.library.contextManagerDecorators;
  }

  container(name: string): ContainerEntry | undefined {
    return this.library.container(name);
  }

  containerFunction(name: string): ContainerFunctionEntry | undefined {
    return this.library.containerFunction(name);
  }

  cache(name: string): CacheEntry | undefined {
    return this.library.cache(name);
  }

  get publishers(): ReadonlyMap<string, PublisherEntry> {
    return this.library.publishers;
  }

  get listenerPairs(): ReadonlyMap<string, readonly string[]> {
    return this.library.listenerPairs;
  }

  get processHooks(): ReadonlySet<string> {
    return this.library.processHooks;
  }

  get windows(): ReadonlyMap<string, WindowEntry> {
    return this.library.windows;
  }
}

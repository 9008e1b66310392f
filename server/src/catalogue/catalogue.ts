/** The catalogue as the analyses ask it: data files merged, checked, with inherited parts filled in. */
import type { CallableEntry, CatalogueData, TypeEntry } from "./schema.js";

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
}

/**
 * Merge data; later data wins over earlier, name by name.
 *
 * @throws CatalogueError naming the entry, when the data does not have the form of `catalogueSchema`
 *   or names a type that does not exist.
 */
export declare function buildCatalogue(...data: CatalogueData[]): Catalogue;

/** The catalogue that comes with leaklint (built once a process). */
export declare function builtinCatalogue(): Catalogue;

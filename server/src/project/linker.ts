/** What names mean across files: through imports, aliases and re-exports to the file that defines them. */
import type { FileExports } from "../analysis/exports.js";
import type { CallableEntry, TypeEntry } from "../catalogue/schema.js";
import { joinNames, type ModuleInfo } from "./imports.js";
import type { ModuleMap, ModuleNode } from "./modules.js";

/** One entry of a file's exports, and a text that is equal exactly when the entry is. */
export interface Exported<T> {
  readonly entry: T;
  readonly canonical: string;
}

/** What is known of a file, as other files see it. Plain data: it is sent between threads. */
export interface ModuleSummary {
  readonly file: string;
  /** The files that it imports. */
  readonly edges: readonly string[];
  readonly info: ModuleInfo;
  readonly callables: ReadonlyMap<string, Exported<CallableEntry>>;
  readonly types: ReadonlyMap<string, Exported<TypeEntry>>;
}

/** Exports as others see them: with canonical texts, and copied, so that they hold nothing of the file's text. */
export function summarize(
  file: string,
  edges: readonly string[],
  info: ModuleInfo,
  exports: FileExports,
): ModuleSummary {
  return { file, edges, info, callables: exported(exports.callables), types: exported(exports.types) };
}

function exported<T>(entries: ReadonlyMap<string, T>): ReadonlyMap<string, Exported<T>> {
  const result = new Map<string, Exported<T>>();
  for (const name of [...entries.keys()].sort()) {
    const canonical = canonicalJson(entries.get(name));
    result.set(JSON.parse(JSON.stringify(name)) as string, { entry: JSON.parse(canonical) as T, canonical });
  }
  return result;
}

/** JSON with the keys of objects sorted. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/** A name within a file: `Reader.open`; empty for the module itself. */
export interface OwnPlace {
  readonly file: string;
  readonly local: string;
}

/** Where a name leads: to a file of the project, or out of it, to something that one of its files passes on. */
export type Place = OwnPlace | { readonly file: null; readonly library: string };

/** A module's summary, ready to ask. */
interface LinkedModule {
  readonly summary: ModuleSummary;
  readonly edges: ReadonlySet<string>;
  readonly imports: ReadonlyMap<string, readonly string[]>;
  readonly defined: ReadonlySet<string>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly bases: ReadonlyMap<string, readonly string[]>;
}

/** So many steps from import to import are made for one question; packages with many stars need many. */
const MAX_STEPS = 500;

/** The summaries of a project, and what names mean in them. */
export class Linker {
  readonly #modules = new Map<string, LinkedModule>();
  readonly #byName = new Map<string, string>();

  constructor(readonly map: ModuleMap) {}

  /** Put in a summary, in place of an earlier one of the file. */
  set(summary: ModuleSummary): void {
    const { info } = summary;
    this.#modules.set(summary.file, {
      summary,
      edges: new Set(summary.edges),
      imports: new Map(info.imports),
      defined: new Set(info.defined),
      aliases: new Map(info.aliases),
      bases: new Map(info.bases),
    });
    this.#byName.set(this.#nameKey(summary.file, this.map.moduleName(summary.file)), summary.file);
  }

  /** Forget a file. */
  delete(file: string): void {
    this.#modules.delete(file);
    const key = this.#nameKey(file, this.map.moduleName(file));
    if (this.#byName.get(key) === file) this.#byName.delete(key);
  }

  get(file: string): ModuleSummary | undefined {
    return this.#modules.get(file)?.summary;
  }

  /** The exported callable at a place. */
  callable(place: OwnPlace): Exported<CallableEntry> | undefined {
    return this.#modules.get(place.file)?.summary.callables.get(place.local);
  }

  /** The exported type that a qualified name stands for in the project of `asker`: `pkg.io.Reader`. */
  typeNamed(asker: string, name: string, isInCycle: boolean): Exported<TypeEntry> | undefined {
    for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
      const file = this.#byName.get(this.#nameKey(asker, name.slice(0, dot)));
      if (file === undefined || (file === asker && !isInCycle)) continue;
      const found = this.#modules.get(file)?.summary.types.get(name.slice(dot + 1));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whether a name as written in a file can be the project's at all. */
  isOwn(asker: string, name: string): boolean {
    return isOwn(this.map, asker, name);
  }

  /**
   * Where the thing is that a qualified name means in a file (`pkg.io.make`, `..base.Reader`); null when it is not
   * the project's, or cannot be told. Only what the file's imports lead to is looked at, whatever else is known.
   */
  locate(context: string, edges: Reach, name: string): Place | null {
    return new Search(this.map, this.#modules, context).locate(context, edges, name);
  }

  /** Where the thing is that a dotted name means at the top level of a file: `make`, `low.make`. */
  meaning(file: string, name: string): Place | null {
    return new Search(this.map, this.#modules, "").bound(file, name.split("."));
  }

  #nameKey(file: string, name: string): string {
    return `${this.map.projectRoot(file)}\0${name}`;
  }
}

/** The files that may be looked at. */
interface Reach {
  has(file: string): boolean;
}

function isOwn(map: ModuleMap, asker: string, name: string): boolean {
  return name.startsWith(".") || map.top(asker, name.split(".", 1)[0] ?? "") !== null;
}

/** One question to the linker. */
class Search {
  readonly #seen = new Set<string>();
  #steps = 0;

  constructor(
    readonly map: ModuleMap,
    readonly modules: ReadonlyMap<string, LinkedModule>,
    readonly asker: string,
  ) {}

  locate(context: string, edges: Reach, name: string): Place | null {
    if (++this.#steps > MAX_STEPS) return null;
    const level = /^\.*/.exec(name)?.[0].length ?? 0;
    const parts = name.slice(level).split(".").filter(Boolean);
    const node = level > 0 ? this.map.relative(context, level) : this.map.top(context, parts.shift() ?? "");
    return node === null ? null : this.#walk(edges, node, parts);
  }

  /** What a name means in the top level of a file. */
  bound(file: string, parts: readonly string[]): Place | null {
    return this.#bound(file, parts);
  }

  #walk(edges: Reach, node: ModuleNode, parts: readonly string[]): Place | null {
    const [part, ...rest] = parts;
    if (part === undefined) return node.file !== null && edges.has(node.file) ? { file: node.file, local: "" } : null;
    const child = this.map.child(node, part);
    const through = (): Place | null => (child === null ? null : this.#walk(this.#edgesAt(edges, node), child, rest));
    const own = (): Place | null => (node.file !== null && edges.has(node.file) ? this.#bound(node.file, parts) : null);
    // `pkg.connect.connect` goes through the module, even where the package re-exports a function of its name.
    return rest.length > 0 ? (through() ?? own()) : (own() ?? through());
  }

  /** What a package imports is loaded for those that import the package. */
  #edgesAt(edges: Reach, node: ModuleNode): Reach {
    const own = node.file !== null && edges.has(node.file) ? this.modules.get(node.file)?.edges : undefined;
    return own === undefined ? edges : { has: (file) => edges.has(file) || own.has(file) };
  }

  /** What a name means in the top level of a file. */
  #bound(file: string, parts: readonly string[]): Place | null {
    const module = this.modules.get(file);
    const [name, ...rest] = parts;
    const key = `${file}\0${parts.join(".")}`;
    // A file is not asked about itself: its own scopes know better.
    if (module === undefined || name === undefined || file === this.asker || this.#seen.has(key)) return null;
    if (++this.#steps > MAX_STEPS) return null;
    this.#seen.add(key);
    const meanings = module.imports.get(name);
    if (module.defined.has(name)) {
      // Imported here, defined there: which one it is cannot be told.
      if (meanings !== undefined) return null;
      return this.#defined(file, module, name, rest);
    }
    if (meanings !== undefined) {
      for (const meaning of meanings) {
        const wanted = [meaning, ...rest].join(".");
        if (!isOwn(this.map, file, meaning)) return { file: null, library: wanted };
        const place = this.locate(file, module.edges, wanted);
        if (place !== null) return place;
      }
      return null;
    }
    for (const origin of module.summary.info.stars) {
      if (this.#isPublic(file, module, origin, name)) {
        const place = this.locate(file, module.edges, joinNames(origin, parts.join(".")));
        if (place !== null) return place;
      }
    }
    return null;
  }

  #defined(file: string, module: LinkedModule, name: string, rest: readonly string[]): Place | null {
    const { callables, types } = module.summary;
    const local = [name, ...rest].join(".");
    if (callables.has(local) || types.has(local)) return { file, local };
    const alias = module.aliases.get(name);
    if (alias !== undefined) return this.#bound(file, [...alias.split("."), ...rest]);
    if (rest.length === 1) {
      for (const base of module.bases.get(name) ?? []) {
        const place = this.#bound(file, [...base.split("."), ...rest]);
        if (place === null) continue;
        if (place.file === null || this.modules.get(place.file)?.summary.callables.has(place.local)) return place;
      }
    }
    return { file, local };
  }

  /** Whether `from origin import *` in a file brings in a name. */
  #isPublic(file: string, module: LinkedModule, origin: string, name: string): boolean {
    const place = this.locate(file, module.edges, origin);
    const all =
      place !== null && place.file !== null && place.local === ""
        ? this.modules.get(place.file)?.summary.info.all
        : null;
    return all == null ? !name.startsWith("_") : all.includes(name);
  }
}

/** Where modules lie: from folders to module names and back. */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { ImportRequest } from "./imports.js";

/** A module or package on disk. */
export interface ModuleNode {
  /** `io.py`, or a package's `__init__.py`; null for a namespace package. */
  readonly file: string | null;
  /** A package's directories (a namespace package may have several); none for a plain module. */
  readonly directories: readonly string[];
}

interface Listing {
  readonly files: ReadonlySet<string>;
  readonly directories: ReadonlySet<string>;
}

/** What marks the top of a project. */
const MARKERS = ["pyproject.toml", "setup.py", "setup.cfg", "leaklint.toml"];

/** Directories that hold packages but are none themselves. */
const SOURCE_DIRECTORIES = ["src", "lib"];

const EMPTY: Listing = { files: new Set(), directories: new Set() };

/**
 * The modules that files see. What a file sees follows from where it lies, never from which files are looked at:
 * its project is the nearest directory upwards with a marker of one, else that of `roots` it lies in, else the
 * directory around its outermost package. Directory listings are remembered until `forget`. All paths are absolute.
 */
export class ModuleMap {
  readonly #listings = new Map<string, Listing>();
  readonly #projectRoots = new Map<string, string>();
  readonly #searchRoots = new Map<string, readonly string[]>();
  readonly #roots: readonly string[];

  constructor(roots: readonly string[] = []) {
    // The innermost first.
    this.#roots = [...roots].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  }

  /** Read directories again when next needed. */
  forget(): void {
    this.#listings.clear();
    this.#projectRoots.clear();
    this.#searchRoots.clear();
  }

  /**
   * The name that stands for a file in its project: `pkg.io` for `src/pkg/io.py`, `pkg` for `pkg/__init__.py`. No two
   * files of a project have the same one, so it is a name that nobody need be able to import.
   */
  moduleName(file: string): string {
    const root = this.projectRoot(file);
    let parts = path.relative(root, file).split(path.sep);
    if (this.#isBelowSources(root, parts)) parts = parts.slice(1);
    const last = (parts.pop() ?? "").replace(/\.pyw?$/, "");
    if (last !== "__init__" || parts.length === 0) parts.push(last);
    return parts.join(".");
  }

  /** The top of a file's project. */
  projectRoot(file: string): string {
    return this.#projectRootOf(path.dirname(file));
  }

  /** What the first part of an absolute name means to a file; null for what is not the project's. */
  top(file: string, name: string): ModuleNode | null {
    const portions: string[] = [];
    for (const root of this.#rootsFor(path.dirname(file))) {
      const found = this.#entry([root], name);
      if (found?.file != null) return found;
      if (found !== null) portions.push(...found.directories);
    }
    return portions.length === 0 ? null : { file: null, directories: portions };
  }

  /** The package that so many leading dots mean in a file. */
  relative(file: string, level: number): ModuleNode {
    let directory = path.dirname(file);
    for (let up = 1; up < level; up++) directory = path.dirname(directory);
    return this.#package(directory);
  }

  /** A module or package inside a package. */
  child(node: ModuleNode, name: string): ModuleNode | null {
    return this.#entry(node.directories, name);
  }

  /** The files that a file's imports lead to directly; itself left out. */
  filesOf(file: string, imports: readonly ImportRequest[]): readonly string[] {
    const files = new Set<string>();
    const add = (node: ModuleNode | null): void => {
      if (node !== null && node.file !== null && node.file !== file) files.add(node.file);
    };
    for (const { module, names } of imports) {
      const node = this.#locate(file, module);
      if (node === null) continue;
      if (names.length === 0) add(node);
      for (const name of names) {
        const child = name === "*" ? null : this.child(node, name);
        add(child);
        // A module that names a sibling does not mean its package: else every package would be one big cycle.
        if (child === null || !node.directories.some((directory) => isInside(file, directory))) add(node);
      }
    }
    return [...files].sort();
  }

  /** The Python files below a directory, at most so many; hidden, virtual environments and installed packages are left out. */
  filesBelow(directory: string, most: number): readonly string[] {
    const files: string[] = [];
    const seen = new Set<string>();
    const pending = [directory];
    for (let next = pending.shift(); next !== undefined && files.length < most; next = pending.shift()) {
      const listing = this.#list(next);
      if (listing.files.has("pyvenv.cfg") || seen.size > most) continue;
      seen.add(next);
      for (const name of listing.files) if (/\.pyw?$/.test(name)) files.push(path.join(next, name));
      for (const name of listing.directories) {
        if (!/^(?:\.|__pycache__$|node_modules$|(?:site|dist)-packages$)/.test(name))
          pending.push(path.join(next, name));
      }
    }
    return files.slice(0, most);
  }

  /** Whether a path begins with `src` or the like, and what it leads to is to be found in no other place. */
  #isBelowSources(root: string, [first = "", second]: readonly string[]): boolean {
    const at = SOURCE_DIRECTORIES.indexOf(first);
    if (at < 0 || second === undefined || this.#isPackage(path.join(root, first))) return false;
    const before = SOURCE_DIRECTORIES.slice(0, at).map((name) => path.join(root, name));
    return this.#entry([root, ...before], second.replace(/\.pyw?$/, "")) === null;
  }

  #locate(file: string, module: string): ModuleNode | null {
    const level = /^\.*/.exec(module)?.[0].length ?? 0;
    const parts = module.slice(level).split(".").filter(Boolean);
    let node = level > 0 ? this.relative(file, level) : this.top(file, parts.shift() ?? "");
    for (const part of parts) node = node === null ? null : this.child(node, part);
    return node;
  }

  #entry(directories: readonly string[], name: string): ModuleNode | null {
    const portions: string[] = [];
    for (const directory of directories) {
      const listing = this.#list(directory);
      if (listing.directories.has(name)) {
        const inner = path.join(directory, name);
        if (this.#isPackage(inner)) return this.#package(inner);
        portions.push(inner);
      }
      const file = `${name}.py`;
      if (listing.files.has(file)) return { file: path.join(directory, file), directories: [] };
    }
    return portions.length === 0 ? null : { file: null, directories: portions };
  }

  #package(directory: string): ModuleNode {
    const file = this.#isPackage(directory) ? path.join(directory, "__init__.py") : null;
    return { file, directories: [directory] };
  }

  #isPackage(directory: string): boolean {
    return this.#list(directory).files.has("__init__.py");
  }

  #projectRootOf(directory: string): string {
    const known = this.#projectRoots.get(directory);
    if (known !== undefined) return known;
    const base = this.#importBase(directory);
    const marked = this.#markedRoot(directory) ?? this.#roots.find((root) => isInside(directory, root)) ?? base;
    // A marker inside the outermost package does not cut the package.
    const root = isInside(base, marked) ? marked : base;
    this.#projectRoots.set(directory, root);
    return root;
  }

  #markedRoot(directory: string): string | undefined {
    for (let current = directory; ; ) {
      const { files, directories } = this.#list(current);
      if (directories.has(".git") || files.has(".git") || MARKERS.some((name) => files.has(name))) return current;
      const parent = path.dirname(current);
      if (parent === current) return undefined;
      current = parent;
    }
  }

  /** The directory around the outermost package. */
  #importBase(directory: string): string {
    let base = directory;
    while (this.#isPackage(base) && path.dirname(base) !== base) base = path.dirname(base);
    return base;
  }

  /** Where a file's absolute imports are looked for: beside its package, then upwards to the top of the project. */
  #rootsFor(directory: string): readonly string[] {
    const known = this.#searchRoots.get(directory);
    if (known !== undefined) return known;
    const top = this.#projectRootOf(directory);
    const roots: string[] = [];
    for (let current = this.#importBase(directory); ; current = path.dirname(current)) {
      if (!this.#isPackage(current)) {
        roots.push(current);
        for (const name of SOURCE_DIRECTORIES) {
          const source = path.join(current, name);
          if (this.#list(current).directories.has(name) && !this.#isPackage(source) && !roots.includes(source))
            roots.push(source);
        }
      }
      if (current === top || path.dirname(current) === current) break;
    }
    this.#searchRoots.set(directory, roots);
    return roots;
  }

  #list(directory: string): Listing {
    const known = this.#listings.get(directory);
    if (known !== undefined) return known;
    const listing = readListing(directory);
    this.#listings.set(directory, listing);
    return listing;
  }
}

function readListing(directory: string): Listing {
  const files = new Set<string>();
  const directories = new Set<string>();
  try {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      let isDirectory = entry.isDirectory();
      if (entry.isSymbolicLink())
        isDirectory = statSync(path.join(directory, entry.name), { throwIfNoEntry: false })?.isDirectory() ?? false;
      (isDirectory ? directories : files).add(entry.name);
    }
  } catch {
    // A directory that cannot be read holds no modules.
    return EMPTY;
  }
  return { files, directories };
}

function isInside(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep);
}

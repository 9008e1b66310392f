/** Globs of the settings. */
import path from "node:path";
import picomatch from "picomatch";

/** Directories that hold no source of the project's own; the same that ruff leaves out. */
export const DEFAULT_EXCLUDE: readonly string[] = [
  ".bzr",
  ".direnv",
  ".eggs",
  ".git",
  ".git-rewrite",
  ".hg",
  ".ipynb_checkpoints",
  ".mypy_cache",
  ".nox",
  ".pants.d",
  ".pyenv",
  ".pytest_cache",
  ".pytype",
  ".ruff_cache",
  ".svn",
  ".tox",
  ".venv",
  ".vscode",
  "__pycache__",
  "__pypackages__",
  "_build",
  "buck-out",
  "build",
  "dist",
  "node_modules",
  "site-packages",
  "venv",
];

/**
 * Matches absolute paths against globs that are relative to a directory. A glob without a slash means any file
 * or directory of that name; a directory that matches means all in it.
 */
export class PatternSet {
  readonly #names: (name: string) => boolean;
  readonly #paths: (relative: string) => boolean;
  readonly isEmpty: boolean;

  constructor(
    readonly base: string,
    patterns: readonly string[],
  ) {
    const cleaned = patterns.map((pattern) => pattern.replace(/^\.\//, "").replace(/\/+(\*\*)?$/, ""));
    const isName = (pattern: string): boolean => !pattern.includes("/");
    const absolute = cleaned.filter((pattern) => path.isAbsolute(pattern));
    const relative = cleaned.filter((pattern) => !path.isAbsolute(pattern) && !isName(pattern));
    const globs = [...relative, ...absolute.map((pattern) => slashes(path.relative(base, pattern)))];
    this.#names = picomatch(cleaned.filter(isName), { dot: true });
    this.#paths = picomatch(globs, { dot: true });
    this.isEmpty = patterns.length === 0;
  }

  /** Whether this entry matches, the directories around it not asked. */
  matchesEntry(file: string): boolean {
    if (this.isEmpty) return false;
    return this.#names(path.basename(file)) || this.#paths(slashes(path.relative(this.base, file)));
  }

  /** Whether this entry, or a directory around it below `root`, matches. */
  matches(file: string, root: string = this.base): boolean {
    if (this.isEmpty) return false;
    let entry = file;
    while (isBelow(entry, root)) {
      if (this.matchesEntry(entry)) return true;
      entry = path.dirname(entry);
    }
    return !isBelow(file, root) && this.matchesEntry(file);
  }
}

/** Whether a path lies below a directory (and is not that directory). */
export function isBelow(file: string, directory: string): boolean {
  const relative = path.relative(directory, file);
  return relative !== "" && relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

function slashes(file: string): string {
  return path.sep === "/" ? file : file.replaceAll(path.sep, "/");
}

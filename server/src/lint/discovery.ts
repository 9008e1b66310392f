/** Which files a run lints. */
import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";
import type { Configuration } from "./configuration.js";
import { isBelow } from "./patterns.js";
import { describeSystemError } from "./system-error.js";

/** A file to lint, or a path that could not be followed. Paths are absolute. */
export type Discovered =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "error"; readonly path: string; readonly message: string };

/** The `.gitignore` of one directory. */
interface IgnoreFile {
  readonly directory: string;
  readonly rules: Ignore;
}

/**
 * The files below the paths, in a fixed order, each once. A path that names a file is given whatever its name;
 * below a directory, `.py` and `.pyw` files are, but not what `.gitignore` or `exclude` name, and nothing in hidden
 * directories, virtual environments and links to directories. What holds for the directories around a named path
 * does not matter. A caller may stop asking at any time.
 *
 * @throws ConfigurationError when a configuration file on the way is faulty.
 */
export function* discover(paths: readonly string[], configuration: Configuration): Generator<Discovered> {
  const seen = new Set<string>();
  for (const given of paths) {
    const root = path.resolve(given);
    for (const found of discoverOne(root, configuration)) {
      if (seen.has(found.path)) continue;
      seen.add(found.path);
      yield found;
    }
  }
}

function* discoverOne(root: string, configuration: Configuration): Generator<Discovered> {
  const stats = statSync(root, { throwIfNoEntry: false });
  if (stats === undefined) yield { kind: "error", path: root, message: "no such file or directory" };
  else if (!stats.isDirectory()) yield { kind: "file", path: root };
  else yield* walk(root, ignoreFilesAbove(root), configuration);
}

function* walk(directory: string, above: readonly IgnoreFile[], configuration: Configuration): Generator<Discovered> {
  let entries: Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    yield { kind: "error", path: directory, message: describeSystemError(error) };
    return;
  }
  const probe = path.join(directory, "_");
  const own = configuration.respectsGitignore(probe) ? readIgnoreFile(directory) : undefined;
  const ignores = own === undefined ? above : [...above, own];
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) {
      if (entersDirectory(file, ignores, configuration)) yield* walk(file, ignores, configuration);
    } else if (isPython(entry.name) && isFile(file, entry) && !isLeftOut(file, false, ignores, configuration)) {
      yield { kind: "file", path: file };
    }
  }
}

function entersDirectory(directory: string, ignores: readonly IgnoreFile[], configuration: Configuration): boolean {
  if (path.basename(directory).startsWith(".")) return false;
  if (isLeftOut(directory, true, ignores, configuration)) return false;
  return !existsSync(path.join(directory, "pyvenv.cfg"));
}

function isLeftOut(
  file: string,
  isDirectory: boolean,
  ignores: readonly IgnoreFile[],
  configuration: Configuration,
): boolean {
  if (configuration.excludesEntry(file)) return true;
  return configuration.respectsGitignore(file) && isIgnored(file, isDirectory, ignores);
}

function isPython(name: string): boolean {
  return name.endsWith(".py") || name.endsWith(".pyw");
}

/** Links to files are followed; devices and pipes are no source. */
function isFile(file: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Whether a run over `root` would lint this file: what an editor asks for an open document, so that it shows what
 * the batch command shows. A file outside of `root` is never left out.
 *
 * @throws ConfigurationError when a configuration file on the way is faulty.
 */
export function isExcluded(file: string, root: string, configuration: Configuration): boolean {
  if (!isBelow(file, root)) return false;
  const parts = path.relative(root, file).split(path.sep);
  const ignores = [...ignoreFilesAbove(root)];
  let entry = root;
  for (const [index, part] of parts.entries()) {
    const own = configuration.respectsGitignore(path.join(entry, "_")) ? readIgnoreFile(entry) : undefined;
    if (own !== undefined) ignores.push(own);
    entry = path.join(entry, part);
    if (index === parts.length - 1) return isLeftOut(entry, false, ignores, configuration);
    if (!entersDirectory(entry, ignores, configuration)) return true;
  }
  return false;
}

/** The deepest `.gitignore` that has an opinion decides. */
function isIgnored(file: string, isDirectory: boolean, ignores: readonly IgnoreFile[]): boolean {
  for (let index = ignores.length - 1; index >= 0; index--) {
    const { directory, rules } = ignores[index] as IgnoreFile;
    const relative = path.relative(directory, file).split(path.sep).join("/");
    const result = rules.test(isDirectory ? `${relative}/` : relative);
    if (result.ignored) return true;
    if (result.unignored) return false;
  }
  return false;
}

function readIgnoreFile(directory: string): IgnoreFile | undefined {
  try {
    return { directory, rules: ignore().add(readFileSync(path.join(directory, ".gitignore"), "utf8")) };
  } catch {
    return undefined;
  }
}

/**
 * The `.gitignore` files of the directories around `root`, up to the repository's top; none outside a repository.
 * One that ignores `root` itself is left out: who names a directory wants it linted.
 */
function ignoreFilesAbove(root: string): readonly IgnoreFile[] {
  const found: IgnoreFile[] = [];
  let directory = root;
  while (!existsSync(path.join(directory, ".git"))) {
    const parent = path.dirname(directory);
    if (parent === directory) return [];
    directory = parent;
    const own = readIgnoreFile(directory);
    if (own !== undefined) found.unshift(own);
  }
  return found.filter((one) => !isIgnored(root, true, [one]));
}

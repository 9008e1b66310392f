/** Which settings hold for a file: the nearest configuration file, with the host's own settings over it. */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parse as parseToml } from "smol-toml";
import { buildCatalogue, builtinData, type Catalogue, CatalogueError } from "../catalogue/catalogue.js";
import type { CatalogueData } from "../catalogue/schema.js";
import type { Level, RuleDefinition } from "../rules/define.js";
import { RuleNames } from "./names.js";
import { DEFAULT_EXCLUDE, PatternSet } from "./patterns.js";
import { ConfigurationError, parseSettings, type Settings } from "./settings.js";
import { describeSystemError } from "./system-error.js";
import type { FileSettings } from "./types.js";

export interface ConfigurationOptions {
  /** Read no configuration files. */
  readonly isolated?: boolean;
  /** This configuration file for all, in place of the nearest. */
  readonly file?: string;
  /**
   * Settings of the host, over those of the files, and checked like them. Each key takes the place of the file's,
   * but `levels`, `extend-select` and `ignore` come on top; `select` makes the file's selection void.
   */
  readonly overrides?: unknown;
  /** How messages call the place where `overrides` come from. */
  readonly overridesSource?: string;
  /** What globs in `overrides`, and in `file`, are relative to. Default: the working directory. */
  readonly root?: string;
}

/** Settings of one configuration file (or none), ready to ask. */
interface Resolved {
  readonly file: string | undefined;
  readonly levels: ReadonlyMap<string, Level | "off">;
  readonly perFile: readonly { readonly patterns: PatternSet; readonly rules: ReadonlySet<string> }[];
  readonly exclude: readonly PatternSet[];
  readonly respectGitignore: boolean;
  readonly failOn: Level;
  readonly catalogue: Catalogue | undefined;
  readonly key: string;
  readonly byIgnores: Map<string, FileSettings>;
}

/** From the broadest kind of selector to the narrowest. */
const RANKS = [0, 1, 2] as const;

interface Found {
  readonly file: string;
  readonly settings: Settings;
}

/**
 * The configuration of a run or of an editor session. Files are read when first needed, and remembered until
 * `forget`. All paths are absolute. Every question may throw a `ConfigurationError`.
 */
export class Configuration {
  readonly #names: RuleNames;
  readonly #overrides: Settings;
  readonly #root: string;
  readonly #byDirectory = new Map<string, Found | ConfigurationError | undefined>();
  readonly #resolved = new Map<string, Resolved | ConfigurationError>();

  /** @throws ConfigurationError when the overrides are not settings. */
  constructor(
    readonly rules: readonly RuleDefinition[],
    readonly options: ConfigurationOptions = {},
  ) {
    this.#names = new RuleNames(rules);
    this.#root = path.resolve(options.root ?? ".");
    const source = options.overridesSource ?? "settings";
    this.#overrides = parseSettings(options.overrides ?? {}, source);
    this.#checkNames({ file: source, settings: this.#overrides }, "");
  }

  /** Settings for a file. */
  settingsFor(file: string): FileSettings {
    const resolved = this.#resolve(file);
    const applying = resolved.perFile.filter(({ patterns }) => patterns.matches(file));
    const id = applying.map(({ rules }) => [...rules].join(",")).join(";");
    let settings = resolved.byIgnores.get(id);
    if (settings === undefined) {
      const levels = new Map(resolved.levels);
      for (const { rules } of applying) for (const rule of rules) levels.set(rule, "off");
      settings = { levels, catalogue: resolved.catalogue, key: `${resolved.key}\0${id}` };
      resolved.byIgnores.set(id, settings);
    }
    return settings;
  }

  /** The configuration file that holds for a file; undefined where there is none. */
  sourceOf(file: string): string | undefined {
    return this.#resolve(file).file;
  }

  /** The lowest level that makes a run fail, for findings in this file. */
  failOn(file: string): Level {
    return this.#resolve(file).failOn;
  }

  /** Whether `.gitignore` counts for this file or directory. */
  respectsGitignore(file: string): boolean {
    return this.#resolve(file).respectGitignore;
  }

  /** Whether `exclude` or `extend-exclude` name this very entry, the directories around it not asked. */
  excludesEntry(file: string): boolean {
    return this.#resolve(file).exclude.some((patterns) => patterns.matchesEntry(file));
  }

  /** Read all files again when next needed. */
  forget(): void {
    this.#byDirectory.clear();
    this.#resolved.clear();
  }

  #resolve(file: string): Resolved {
    const found = this.#find(file);
    const id = found?.file ?? "";
    let resolved = this.#resolved.get(id);
    if (resolved === undefined) {
      try {
        resolved = this.#build(found);
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        resolved = error;
      }
      this.#resolved.set(id, resolved);
    }
    if (resolved instanceof ConfigurationError) throw resolved;
    return resolved;
  }

  #find(file: string): Found | undefined {
    if (this.options.file !== undefined) {
      const given = path.resolve(this.options.file);
      return this.#remember(given, () => {
        const settings = readConfigurationFile(given, true);
        return settings === undefined ? undefined : { file: given, settings };
      });
    }
    return this.options.isolated === true ? undefined : this.#nearest(path.dirname(file));
  }

  #nearest(directory: string): Found | undefined {
    return this.#remember(directory, () => {
      for (const name of ["leaklint.toml", "pyproject.toml"]) {
        const file = path.join(directory, name);
        const settings = readConfigurationFile(file, false);
        if (settings !== undefined) return { file, settings };
      }
      const parent = path.dirname(directory);
      return parent === directory ? undefined : this.#nearest(parent);
    });
  }

  #remember(key: string, compute: () => Found | undefined): Found | undefined {
    if (!this.#byDirectory.has(key)) {
      try {
        this.#byDirectory.set(key, compute());
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        this.#byDirectory.set(key, error);
      }
    }
    const found = this.#byDirectory.get(key);
    if (found instanceof ConfigurationError) throw found;
    return found;
  }

  #build(found: Found | undefined): Resolved {
    if (found !== undefined) this.#checkNames(found, prefixOf(found.file));
    const own = found?.settings ?? {};
    const over = this.#overrides;
    const directory = found === undefined || this.options.file !== undefined ? this.#root : path.dirname(found.file);
    const merged = { ...own, ...over };
    const levels = this.#levels(own, over);
    const globsOf = (key: "exclude" | "extend-exclude" | "per-file-ignores") =>
      over[key] === undefined ? directory : this.#root;
    const catalogue = over.catalogue === undefined ? own.catalogue : over.catalogue;
    const isOwn = over.catalogue === undefined;
    const source = (isOwn ? found?.file : this.options.overridesSource) ?? "settings";
    const data = catalogueData(catalogue, source, isOwn ? found && path.dirname(found.file) : this.#root);
    return {
      file: found?.file,
      levels,
      perFile: Object.entries(merged["per-file-ignores"] ?? {}).map(([glob, rules]) => ({
        patterns: new PatternSet(globsOf("per-file-ignores"), [glob]),
        rules: new Set(rules.flatMap((rule) => this.#names.select(rule)?.rules ?? [])),
      })),
      exclude: [
        new PatternSet(globsOf("exclude"), merged.exclude ?? DEFAULT_EXCLUDE),
        new PatternSet(globsOf("extend-exclude"), merged["extend-exclude"] ?? []),
      ],
      respectGitignore: merged["respect-gitignore"] ?? true,
      failOn: merged["fail-on"] ?? "warning",
      catalogue: data.length === 0 ? undefined : merge(data, source),
      key: JSON.stringify([[...levels], data]),
      byIgnores: new Map(),
    };
  }

  #levels(own: Settings, over: Settings): Map<string, Level | "off"> {
    const selected = new Set(this.rules.filter(({ optIn }) => optIn !== true).map((rule) => rule.id));
    this.#select(selected, own);
    this.#select(selected, over);
    const levels = new Map<string, Level | "off">(this.rules.map((rule) => [rule.id, rule.level]));
    for (const { levels: table } of [own, over]) {
      for (const rank of RANKS) {
        for (const [selector, level] of Object.entries(table ?? {})) {
          const found = this.#names.select(selector);
          if (found?.rank === rank) for (const rule of found.rules) levels.set(rule, level);
        }
      }
    }
    for (const rule of levels.keys()) if (!selected.has(rule)) levels.set(rule, "off");
    return levels;
  }

  /**
   * Broad selectors first, so that narrow ones win; on equal terms `ignore` wins. `select` starts afresh; without it
   * a level switches advice on.
   */
  #select(selected: Set<string>, settings: Settings): void {
    if (settings.select !== undefined) selected.clear();
    const wanted = [...(settings.select ?? this.#advice(settings)), ...(settings["extend-select"] ?? [])];
    for (const rank of RANKS) {
      for (const selector of wanted) {
        const found = this.#names.select(selector);
        if (found?.rank === rank) for (const rule of found.rules) selected.add(rule);
      }
      for (const selector of settings.ignore ?? []) {
        const found = this.#names.select(selector);
        if (found?.rank === rank) for (const rule of found.rules) selected.delete(rule);
      }
    }
  }

  /** Rules that are off by default and have been given a level. */
  #advice({ levels }: Settings): readonly string[] {
    const given = new Set(
      Object.entries(levels ?? {}).flatMap(([selector, level]) =>
        level === "off" ? [] : (this.#names.select(selector)?.rules ?? []),
      ),
    );
    return this.rules.filter(({ id, optIn }) => optIn === true && given.has(id)).map(({ id }) => id);
  }

  #checkNames({ file, settings }: Found, prefix: string): void {
    const problems: string[] = [];
    const check = (key: string, selectors: readonly string[]): void => {
      for (const selector of selectors) {
        if (this.#names.select(selector) !== undefined) continue;
        problems.push(`unknown rule '${selector}' in '${prefix}${key}'${this.#names.suggestSelector(selector)}`);
      }
    };
    for (const key of ["select", "extend-select", "ignore"] as const) check(key, settings[key] ?? []);
    check("levels", Object.keys(settings.levels ?? {}));
    for (const [glob, rules] of Object.entries(settings["per-file-ignores"] ?? {})) {
      check(`per-file-ignores.${JSON.stringify(glob)}`, rules);
    }
    if (problems.length > 0) throw new ConfigurationError(file, problems);
  }
}

function prefixOf(file: string): string {
  return path.basename(file) === "pyproject.toml" ? "tool.leaklint." : "";
}

/** The settings in a file; undefined where there is no file, or a `pyproject.toml` that does not mention us. */
function readConfigurationFile(file: string, mustExist: boolean): Settings | undefined {
  let text: string;
  try {
    if (!mustExist && !statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigurationError(file, [`cannot be read: ${describeSystemError(error)}`]);
  }
  const isProject = path.basename(file) === "pyproject.toml";
  if (isProject && !text.includes("leaklint")) return mustExist ? {} : undefined;
  const data = readToml(text, file);
  if (!isProject) return parseSettings(data, file);
  const tool = data.tool;
  const table = typeof tool === "object" && tool !== null ? (tool as Record<string, unknown>).leaklint : undefined;
  if (table === undefined) return mustExist ? {} : undefined;
  return parseSettings(table, file, "tool.leaklint.");
}

function readToml(text: string, file: string): Record<string, unknown> {
  try {
    return parseToml(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new ConfigurationError(file, [`is not valid TOML: ${messageOf(error).split("\n")[0]}`]);
  }
}

function catalogueData(
  setting: Settings["catalogue"],
  source: string,
  directory: string | undefined,
): readonly (readonly [string, CatalogueData])[] {
  if (setting === undefined) return [];
  if (!Array.isArray(setting)) return [[source, setting]];
  return setting.map((name) => {
    const file = path.resolve(directory ?? ".", name);
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch (error) {
      throw new ConfigurationError(file, [`catalogue file cannot be read: ${describeSystemError(error)}`]);
    }
    if (file.endsWith(".toml")) return [file, readToml(text, file) as CatalogueData];
    try {
      return [file, JSON.parse(text) as CatalogueData];
    } catch (error) {
      throw new ConfigurationError(file, [`is not valid JSON: ${messageOf(error)}`]);
    }
  });
}

function merge(data: readonly (readonly [string, CatalogueData])[], source: string): Catalogue {
  try {
    return buildCatalogue(...builtinData(), ...data.map(([, entries]) => entries));
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    throw new ConfigurationError(data.length === 1 ? (data[0]?.[0] ?? source) : source, [error.message]);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

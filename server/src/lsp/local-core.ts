import path from "node:path";
import { FileModel } from "../analysis/model/file-model.js";
import { builtinCatalogue, type Catalogue } from "../catalogue/catalogue.js";
import { Configuration } from "../lint/configuration.js";
import { analyzeFile, newEditedFileAnalyzer } from "../lint/defaults.js";
import { discover, isExcluded } from "../lint/discovery.js";
import { createLinter } from "../lint/linter.js";
import { isBelow, PatternSet } from "../lint/patterns.js";
import { ConfigurationError } from "../lint/settings.js";
import { readSource } from "../lint/source.js";
import type { FileSettings, Linter } from "../lint/types.js";
import type { AnalyzeFile } from "../project/analyse.js";
import { cycleGraph } from "../rules/cycle/picture.js";
import { loadParser, type PythonParser } from "../syntax/parser.js";
import type { Core, PlacedGraph, Resolution, Source } from "./core.js";
import { LocalProject } from "./local-project.js";
import type { EditorSettings } from "./settings.js";

/** What messages call the editor's settings. */
const editorSource = "the editor's settings";

/** Directories whose files are not the user's own, for files that lie in no workspace folder. */
const foreign = /[\\/](?:site-packages|dist-packages|node_modules|lib[\\/]python\d[\d.]*)[\\/]/i;

/** The editor's settings as the configuration takes them; what is empty is not set. */
function overridesOf({ select, ignore, levels }: EditorSettings): unknown {
  // As levels, what the editor ignores adds to what the project ignores; both levels and ignores win over it.
  const off = Object.fromEntries(ignore.map((rule) => [rule, "off"]));
  return { ...(select.length > 0 && { select }), levels: { ...off, ...levels } };
}

/** One set of editor settings in one workspace folder. */
interface Scope {
  readonly configuration: Configuration;
  readonly exclude: PatternSet;
  /** Why the editor's settings are not in force, where they are wrong. */
  readonly problem: string | null;
}

class LocalCore implements Core {
  readonly linter: Linter;
  readonly project: LocalProject;
  #scopes = new Map<string, Scope>();
  /** What held for files before their configuration broke, by scope and directory. */
  readonly #lastGood = new Map<string, FileSettings>();

  readonly #roots = new Set<string>();

  readonly #parser: PythonParser;

  constructor(linter: Linter, project: LocalProject, parser: PythonParser) {
    this.linter = linter;
    this.project = project;
    this.#parser = parser;
  }

  cyclesAt(file: string, text: string, offset: number): PlacedGraph {
    const { models } = this.project;
    const surroundings = models.around(file, false);
    const model = new FileModel(this.#parser.parse(text), text, builtinCatalogue(), surroundings);
    return { graph: cycleGraph(model, offset), locate: (range) => models.locate(range) };
  }

  /** The catalogue that holds for a file that is imported: by the settings of the folder that it lies in. */
  catalogueFor(file: string): Catalogue {
    for (const [key, { configuration }] of this.#scopes) {
      if (!isBelow(file, key.split("\0", 1)[0] ?? "")) continue;
      try {
        return configuration.settingsFor(file).catalogue ?? builtinCatalogue();
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
      }
    }
    return builtinCatalogue();
  }

  resolve(file: string, root: string | undefined, editor: EditorSettings): Resolution {
    if (root !== undefined) this.#noteRoot(root);
    const base = root ?? path.dirname(file);
    const scope = this.#scope(base, editor);
    const remembered = [base, JSON.stringify(editor), path.dirname(file)].join("\0");
    try {
      const excluded = root === undefined ? foreign.test(file) : isExcluded(file, root, scope.configuration);
      if (excluded || scope.exclude.matches(file)) return { settings: null, problem: null };
      const settings = scope.configuration.settingsFor(file);
      this.#lastGood.set(remembered, settings);
      const problem = scope.problem === null ? null : { path: null, message: scope.problem };
      return { settings, problem };
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      const settings = this.#lastGood.get(remembered) ?? this.#isolated(base, editor).settingsFor(file);
      return { settings, problem: { path: sourceFile(error), message: error.problems.join("\n") } };
    }
  }

  async discover(root: string, editor: EditorSettings): Promise<readonly string[]> {
    this.#noteRoot(root);
    const { configuration, exclude } = this.#scope(root, editor);
    const files: string[] = [];
    try {
      for (const found of discover([root], configuration)) {
        if (found.kind === "file" && !exclude.matches(found.path)) files.push(found.path);
      }
    } catch (error) {
      // The file's own problem is shown when one of the files that it governs is resolved.
      if (!(error instanceof ConfigurationError)) throw error;
      for (const found of discover([root], this.#isolated(root, editor))) {
        if (found.kind === "file" && !exclude.matches(found.path)) files.push(found.path);
      }
    }
    return files;
  }

  async read(file: string): Promise<Source> {
    const source = readSource(file);
    if (source.kind === "error") return { error: source.message };
    // Editors do not count a byte order mark as a character of the first line.
    return { text: source.text.replace(/^\uFEFF/, "") };
  }

  forget(): void {
    this.#scopes.clear();
    this.project.allChanged();
  }

  #noteRoot(root: string): void {
    if (this.#roots.has(root)) return;
    this.#roots.add(root);
    this.project.reset([...this.#roots]);
  }

  #scope(root: string, editor: EditorSettings): Scope {
    const key = [root, JSON.stringify(editor)].join("\0");
    let scope = this.#scopes.get(key);
    if (scope === undefined) {
      const file = editor.configPath === "" ? undefined : path.resolve(root, editor.configPath);
      const options = { root, file, overridesSource: editorSource };
      const exclude = new PatternSet(root, editor.exclude);
      const { rules } = this.linter;
      try {
        const configuration = new Configuration(rules, { ...options, overrides: overridesOf(editor) });
        scope = { configuration, exclude, problem: null };
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        scope = { configuration: new Configuration(rules, options), exclude, problem: error.message };
      }
      this.#scopes.set(key, scope);
    }
    return scope;
  }

  /** What holds without any configuration file. */
  #isolated(root: string, editor: EditorSettings): Configuration {
    const { rules } = this.linter;
    try {
      return new Configuration(rules, { isolated: true, root, overrides: overridesOf(editor) });
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return new Configuration(rules, { isolated: true, root });
    }
  }
}

/** The file that is at fault; null where it is the editor's settings. */
function sourceFile(error: ConfigurationError): string | null {
  return path.isAbsolute(error.source) ? error.source : null;
}

/** Loads the linter and what it needs, for files on this machine. */
export async function loadLocalCore(analyze: AnalyzeFile = analyzeFile): Promise<Core> {
  let core: LocalCore | undefined;
  const parser = await loadParser();
  const project = new LocalProject({
    parser,
    analyzeFile: analyze,
    analyzeEdited: analyze === analyzeFile ? newEditedFileAnalyzer() : analyze,
    catalogueFor: (file) => core?.catalogueFor(file) ?? builtinCatalogue(),
  });
  core = new LocalCore(await createLinter({ project }), project, parser);
  return core;
}

/** The analysis of one file as part of its project. */
import type { FileAnalysis } from "../analysis/exports.js";
import { analyzeOwnership } from "../analysis/ownership/analyze.js";
import { ChunkCache } from "../analysis/ownership/chunk-cache.js";
import type { Range } from "../base/text.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { Module } from "../syntax/ast.js";
import { moduleInfo, relevantInfo } from "./imports.js";
import { type Linker, type ModuleSummary, summarize } from "./linker.js";
import { ProjectCatalogue, type Questions, type ViewContext } from "./view.js";

/**
 * Analyses a file: `moduleName` is what its types are named by, as `pkg.io` in `pkg.io.Reader`; `cache` remembers other
 * texts of the same file. Where `changed` is given, only facts of the top-level functions and classes at these places
 * are asked for.
 */
export type AnalyzeFile = (
  module: Module,
  text: string,
  catalogue: Catalogue,
  moduleName: string,
  cache?: ChunkCache,
  changed?: readonly Range[],
) => FileAnalysis;

/** An analysis that tells other files nothing. */
export const analyzeAlone: AnalyzeFile = (module, text, catalogue) => ({
  facts: analyzeOwnership(module, text, catalogue),
  exports: { callables: new Map(), types: new Map() },
});

/** What an analysis came to. Plain data. */
export interface FileResult {
  readonly summary: ModuleSummary;
  readonly questions: Questions;
}

/** Analyses texts of one file, in the light of what is known of others now. */
export class FileAnalyzer {
  readonly catalogue: ProjectCatalogue;
  /** A text is analysed again, with its fixes, to prove them. */
  readonly #cache = new ChunkCache();

  constructor(
    readonly linker: Linker,
    readonly context: ViewContext,
    base: Catalogue,
    readonly analyzeFile: AnalyzeFile,
  ) {
    this.catalogue = new ProjectCatalogue(base, linker, context);
  }

  /** Facts and exports of a text. */
  analyze(module: Module, text: string, changed?: readonly Range[]): FileAnalysis {
    const name = this.linker.map.moduleName(this.context.file);
    return this.analyzeFile(module, text, this.catalogue, name, this.#cache, changed);
  }

  /** The result of an analysis that this made, to be kept. */
  result(module: Module, { exports }: FileAnalysis): FileResult {
    const { file, edges } = this.context;
    const { base } = this.catalogue;
    // What cannot lead anywhere need not be remembered.
    const leads = (name: string): boolean =>
      base.callable(name) !== undefined || base.typeOfClass(name) !== undefined || this.linker.isOwn(file, name);
    const info = relevantInfo(moduleInfo(module), exports, leads);
    return { summary: summarize(file, edges, info, exports), questions: this.catalogue.snapshot() };
  }
}

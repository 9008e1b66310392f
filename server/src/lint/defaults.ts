/** The parts that leaklint ships. */
import { analyzeFile as analyzeFileOwnership, editedFileAnalyzer } from "../analysis/analyze-file.js";
import { EditedOwnership } from "../analysis/ownership/analyze.js";
import { builtinCatalogue } from "../catalogue/catalogue.js";
import type { AnalyzeFile } from "../project/analyse.js";
import { allRules } from "../rules/registry.js";
import { loadParser } from "../syntax/parser.js";
import type { LinterParts } from "./types.js";

/** The analysis of a file as part of its project. */
export const analyzeFile: AnalyzeFile = analyzeFileOwnership;

/** The same for files that are edited: it remembers what edits do not concern. */
export function newEditedFileAnalyzer(): AnalyzeFile {
  return editedFileAnalyzer();
}

/** The given parts, completed. */
export async function defaultParts(
  parts: LinterParts,
): Promise<Required<Omit<LinterParts, "project">> & Pick<LinterParts, "project">> {
  return {
    rules: parts.rules ?? allRules,
    catalogue: parts.catalogue ?? builtinCatalogue(),
    parser: parts.parser ?? (await loadParser()),
    ownership: parts.ownership ?? (() => new EditedOwnership()),
    project: parts.project,
  };
}

/**
 * The one pipeline, as both hosts see it: text in, findings out.
 */
import type { Mention } from "../analysis/mentions.js";
import type { Surroundings } from "../analysis/model/file-model.js";
import type { OwnershipFacts } from "../analysis/ownership/facts.js";
import type { Edit, LineIndex, Range } from "../base/text.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { Family, Fix, Level, RuleDefinition, Step } from "../rules/define.js";
import type { Module } from "../syntax/ast.js";
import type { PythonParser } from "../syntax/parser.js";

/** A finding that survived settings and suppressions. Sorted by position, then rule, within a file. */
export interface Finding {
  readonly rule: string;
  readonly name: string;
  readonly family: Family;
  readonly level: Level;
  readonly message: string;
  readonly range: Range;
  readonly steps: readonly Step[];
  /** Stable over edits elsewhere in the file: rule, file name, the finding's line without white space, ordinal. */
  readonly fingerprint: string;
  /**
   * Computes the fix, proves it (the result parses, the finding is gone, nothing new came) and remembers
   * it. Null when there is none.
   */
  readonly fix: () => Fix | null;
  /** The edit that appends or extends a suppression comment for this finding. */
  readonly suppress: () => Fix;
}

export interface FileReport {
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly findings: readonly Finding[];
  /** What went wrong inside leaklint: a rule or an analysis that failed on this file. Empty when all is well. */
  readonly errors: readonly string[];
}

/** Settings as they apply to one file: all defaults filled in, per-file ignores decided. */
export interface FileSettings {
  /**
   * Level for each rule id; `off` where it is not selected. A level that is not the rule's own holds for all
   * its findings; otherwise a finding may say what it is worth itself.
   */
  readonly levels: ReadonlyMap<string, Level | "off">;
  /** The catalogue with the user's own entries; absent where there are none. */
  readonly catalogue?: Catalogue;
  /** A text that is equal exactly when the settings are. */
  readonly key: string;
}

export interface Linter {
  /** All rules that this linter knows, sorted by id. */
  readonly rules: readonly RuleDefinition[];
  readonly project?: ProjectLink;
  /** Lint one text. Never throws for anything in the text. */
  lint(path: string, text: string, settings: FileSettings): FileReport;
  /** Keep a text for repeated linting while it is edited. */
  open(path: string, text: string): OpenFile;
}

/** A document in an editor. */
export interface OpenFile {
  readonly text: string;
  /** Make a change: the new text and the edits that led to it (offsets into the old text, not overlapping). */
  change(text: string, edits: readonly Edit[]): void;
  /** Findings of the text as it is now; the same report again while text, settings and project stay the same. */
  lint(settings: FileSettings): FileReport;
  /** Free what is held outside JavaScript's heap. */
  dispose(): void;
}

/** Computes ownership facts; one is kept for a document while it is edited, so that it may remember per function. */
export interface OwnershipAnalyzer {
  /** @param changed only the top-level functions and classes at these places count, and what lies between such. */
  analyze(module: Module, text: string, catalogue: Catalogue, changed?: readonly Range[]): OwnershipFacts;
}

/** What a linter is told of the files around the one that it lints. */
export interface ProjectLink {
  /** A file as part of its project, in the light of what is known now; null where it stands alone. */
  view(path: string, base: Catalogue): ProjectView | null;
  /** The AST of a text, where somebody has made it already. */
  parsed?(path: string, text: string): Module | null;
  /** A number that changes when what a file is told has changed. */
  revision(path: string): number;
}

export interface ProjectView {
  /** The libraries' catalogue, and over it the project's own functions and classes. */
  readonly catalogue: Catalogue;
  /**
   * Facts of a text: of the file's own in the first call, of what a fix would make of it in others; there, only of the
   * top-level functions and classes at these places, and of what lies between such.
   */
  analyze(module: Module, text: string, changed?: readonly Range[]): OwnershipFacts;
  /** The steps by which a function of another file, named as in a step's `origin`, comes to what it gives. */
  trail(origin: string): readonly Step[];
  /** Whether code elsewhere in the project, in other files than those of the places `seen`, does one of these. */
  refutes(mentions: readonly Mention[], seen: readonly Range[]): boolean;
  /** The models of the files that this one imports; null where they are not looked into. */
  readonly surroundings: Surroundings | null;
  /** Where a place lies that is in another file (see `FOREIGN_START`); null where it cannot be told. */
  locate(range: Range): Required<Pick<Step, "path" | "range" | "region">> | null;
}

/** The parts of a linter; what is left out is what leaklint ships. */
export interface LinterParts {
  /** LK001 and LK002 are added where they are missing. */
  readonly rules?: readonly RuleDefinition[];
  readonly catalogue?: Catalogue;
  readonly parser?: PythonParser;
  readonly ownership?: () => OwnershipAnalyzer;
  /** Absent where each file is linted on its own. */
  readonly project?: ProjectLink;
}

/**
 * The one pipeline, as both hosts see it: text in, findings out.
 */
import type { LineIndex, Range } from "../base/text.js";
import type { Family, Fix, Level, Step } from "../rules/define.js";

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
}

/** Settings as they apply to one file: all defaults filled in, per-file ignores decided. */
export interface FileSettings {
  /** Level for each rule id; `off` where it is not selected. */
  readonly levels: ReadonlyMap<string, Level | "off">;
  /** A text that is equal exactly when the settings are. */
  readonly key: string;
}

export interface Linter {
  /** Lint one text. Never throws for anything in the text. */
  lint(path: string, text: string, settings: FileSettings): FileReport;
  /** Keep a text for repeated linting while it is edited. */
  open(path: string, text: string): OpenFile;
}

/** A document in an editor. */
export interface OpenFile {
  readonly text: string;
  /** Make a change: the new text and the edits that led to it (offsets into the old text). */
  change(text: string, edits: readonly { start: number; end: number; text: string }[]): void;
  lint(settings: FileSettings): FileReport;
  dispose(): void;
}

/** Load the parser and make a linter. */
export declare function createLinter(): Promise<Linter>;

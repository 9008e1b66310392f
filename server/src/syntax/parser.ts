// placeholder for the contract; implemented by the syntax layer
import type { Edit } from "../base/text.js";
import type { Module } from "./ast.js";

/** A text, its syntax tree and what is needed to parse it again after an edit. */
export interface ParsedFile {
  readonly text: string;
  readonly module: Module;
  /**
   * The file after the edits (offsets into the old text; not overlapping). Parts that the edits do not touch keep
   * their work; top-level statements whose text is unchanged keep their AST (moved, where they moved).
   */
  update(text: string, edits: readonly Edit[]): ParsedFile;
  /** Free the memory outside JavaScript's heap. The AST stays usable; `update` does not. */
  dispose(): void;
}

export interface PythonParser {
  /** Parse and keep the tree for `update`. Call `dispose` in the end. Never throws for bad Python. */
  open(text: string): ParsedFile;
  /** Parse once, keep nothing but the AST. */
  parse(text: string): Module;
  /** Only tree-sitter's own parse, tree freed at once: the yardstick of the benchmark. */
  parseOnly(text: string): void;
}

/** Load tree-sitter and the grammar (once a process). */
export declare function loadParser(): Promise<PythonParser>;

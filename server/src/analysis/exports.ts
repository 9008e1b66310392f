/**
 * What a file tells other files: summaries of its functions and classes, in the form of catalogue
 * entries, so that a project's own functions are asked about exactly as a library's are.
 */
import type { CallableEntry, TypeEntry } from "../catalogue/schema.js";
import type { OwnershipFacts } from "./ownership/facts.js";

/** Summaries by name within the file: `load`, `Reader`, `Reader.rows`. */
export interface FileExports {
  /** Functions, static and class methods, and classes as constructors. Only those of which something is known. */
  readonly callables: ReadonlyMap<string, CallableEntry>;
  /** Classes whose instances own something, or are known in another way. */
  readonly types: ReadonlyMap<string, TypeEntry>;
}

/** What the analysis of a file gives. */
export interface FileAnalysis {
  readonly facts: OwnershipFacts;
  /** Computed when first asked for. */
  readonly exports: FileExports;
}

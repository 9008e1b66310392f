/**
 * What a rule is. A rule is one file that holds its metadata, documentation, examples, check and fix;
 * documentation pages, settings schema and the tests of the examples derive from it.
 */

import type { Mention } from "../analysis/mentions.js";
import type { FileModel } from "../analysis/model/file-model.js";
import type { OwnershipFacts } from "../analysis/ownership/facts.js";
import type { Edit, LinePosition, Range } from "../base/text.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { Module } from "../syntax/ast.js";

export type Family = "leaklint" | "resource" | "cycle" | "cache" | "listener" | "task" | "memory" | "runtime";

/** What a finding is worth. `off` is a setting, never the level of a finding. */
export type Level = "error" | "warning" | "information" | "hint";

/** A step of the path by which something leaks: shown as related information. */
export interface Step {
  readonly message: string;
  readonly range: Range;
  /** Another file, where the step is not in the finding's own. */
  readonly path?: string;
  /** Where the step is in that file: whoever reports it need not have the file at hand. Counted from 0. */
  readonly region?: { readonly start: LinePosition; readonly end: LinePosition };
  /** The function of another file that is called here, by its qualified name: its own steps are put behind this one. */
  readonly origin?: string;
}

export interface Fix {
  /** What it does, in the imperative: "Use 'with' for 'source'". */
  readonly title: string;
  /** Same behaviour and output. Otherwise it is a suggestion. */
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  /** Rules that may find more afterwards: a class that can be closed now has users that should close it. */
  readonly reveals?: readonly string[];
}

/** What a rule's check reports. */
export interface RuleFinding {
  readonly message: string;
  /** What to underline: the acquisition, as short as it can be. */
  readonly range: Range;
  /** The first line on which a suppression comment is looked for, when not that of `range`. */
  readonly statement?: Range;
  readonly steps: readonly Step[];
  /**
   * The finding is dropped where a file of the project that is connected with this one by imports does one of these:
   * a container of this file that another one clears, a listener that another one removes.
   */
  readonly unless?: readonly Mention[];
  /** Places in other files whose part the analysis knows: what these mention refutes nothing. */
  readonly seen?: readonly Range[];
  /** When not the rule's own level. */
  readonly level?: Level;
  /** Computes the fix; called only when somebody asks. Null when no correct fix is possible. */
  readonly fix?: () => Fix | null;
}

/** All that a check may look at: one file and the settings. */
export interface RuleContext {
  readonly path: string;
  /** The text as parsed: `\r` alone reads `\n` (offsets are unchanged). */
  readonly text: string;
  readonly module: Module;
  readonly catalogue: Catalogue;
  /** Ownership facts of the file, computed once for all rules. */
  readonly ownership: OwnershipFacts;
  /** The file's units, classes and names, for whatever is not a question of paths. */
  readonly model: FileModel;
}

/** An example for the documentation, run by CPython in the tests. */
export interface Example {
  /** What it shows, as a heading in the documentation. */
  readonly title: string;
  /** Leaks; a module with `scenario(tmp)` (an empty directory as `pathlib.Path`). */
  readonly bad: string;
  /** The same without the leak. */
  readonly good: string;
  /** Why the oracle cannot see this leak (it closes quietly), where it cannot. */
  readonly unseen?: string;
}

export interface RuleDefinition {
  /** `LK` and three digits; the first is the family. */
  readonly id: string;
  /** kebab-case. */
  readonly name: string;
  readonly family: Family;
  readonly level: Level;
  /** Advice that runs only where it is asked for: by `select`, `extend-select` or a level of its own. */
  readonly optIn?: boolean;
  readonly fix: "safe" | "unsafe" | "none";
  /** One sentence, no full stop. */
  readonly summary: string;
  /** Markdown: what it reports, why it matters, when it is silent, what the fix does. */
  readonly documentation: string;
  readonly examples: readonly Example[];
  check(context: RuleContext): Iterable<RuleFinding>;
}

/** The level of a rule where nothing is configured. */
export function defaultLevel(rule: RuleDefinition): Level | "off" {
  return rule.optIn === true ? "off" : rule.level;
}

/** Identity, for the types. */
export function defineRule(definition: RuleDefinition): RuleDefinition {
  return definition;
}

/** From an AST to findings: rules, levels, suppressions, fingerprints. */
import { createHash } from "node:crypto";
import type { Mention } from "../analysis/mentions.js";
import { FileModel, type Surroundings } from "../analysis/model/file-model.js";
import type { OwnershipFacts } from "../analysis/ownership/facts.js";
import { isForeign, LineIndex, type Range } from "../base/text.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { Level, RuleContext, RuleDefinition, RuleFinding } from "../rules/define.js";
import { unusedSuppression } from "../rules/self/lk001.js";
import type { Module } from "../syntax/ast.js";
import type { RuleNames } from "./names.js";
import { commentLines } from "./statements.js";
import { readSuppressions, SuppressionMatcher, type Suppressions } from "./suppressions.js";
import type { FileSettings } from "./types.js";
import { checkSuppressions } from "./unused.js";

/** What a rule reported, with what the pipeline has decided about it. */
export interface RatedFinding {
  readonly rule: RuleDefinition;
  readonly level: Level;
  readonly finding: RuleFinding;
}

export interface Analysis {
  readonly text: string;
  readonly module: Module;
  readonly lines: LineIndex;
  /** Neither off nor suppressed; sorted by position, then rule. */
  readonly findings: readonly RatedFinding[];
  readonly errors: readonly string[];
  /** Whether there are comments that ask to suppress findings, and they were looked at. */
  readonly hasSuppressions: boolean;
}

export interface PipelineInput {
  readonly path: string;
  /** The text as parsed. */
  readonly text: string;
  readonly module: Module;
  readonly catalogue: Catalogue;
  readonly settings: FileSettings;
  readonly rules: readonly RuleDefinition[];
  readonly names: RuleNames;
  /** Look at no suppression comment. */
  readonly ignoreSuppressions?: boolean;
  /** Asked at most once, and only if a rule wants to know. */
  readonly ownership: () => OwnershipFacts;
  /** Whether code elsewhere in the project does one of these; absent where there is no project. */
  readonly refutes?: (mentions: readonly Mention[], seen: readonly Range[]) => boolean;
  /** The files around; absent where there is no project. */
  readonly surroundings?: Surroundings | null;
}

const NO_SUPPRESSIONS: Suppressions = { directives: [], malformed: [] };

/** Run the rules. An exception in one of them ends that rule for this file and is named in `errors`. */
export function analyse(input: PipelineInput): Analysis {
  const { text, module, settings, rules } = input;
  const lines = new LineIndex(text);
  const errors: string[] = [];
  const context = contextOf(input, errors);
  const matcher = new SuppressionMatcher(
    input.ignoreSuppressions === true ? NO_SUPPRESSIONS : readSuppressions(module, lines, input.names),
  );
  const findings: RatedFinding[] = [];
  const keep = (rule: RuleDefinition, level: Level, finding: RuleFinding): void => {
    // What is wrong in another file is found where that one is linted.
    if (isForeign(finding.range)) return;
    if (finding.unless !== undefined && input.refutes?.(finding.unless, finding.seen ?? []) === true) return;
    const suppressed =
      !matcher.isEmpty &&
      matcher.suppresses(
        rule.id,
        commentLines(module, text, lines, finding.range, finding.statement),
        // A comment for all rules must not hide that it is not needed.
        rule === unusedSuppression,
      );
    if (!suppressed) findings.push({ rule, level: level === rule.level ? (finding.level ?? level) : level, finding });
  };
  const levelOf = (rule: string): Level | "off" => settings.levels.get(rule) ?? "off";
  for (const rule of rules) {
    const level = levelOf(rule.id);
    if (level === "off") continue;
    try {
      for (const finding of rule.check(context)) keep(rule, level, finding);
    } catch (error) {
      errors.push(`internal error in ${rule.id}: ${describe(error)}`);
    }
  }
  const own = levelOf(unusedSuppression.id);
  if (own !== "off" && !matcher.isEmpty) {
    const isOn = (rule: string): boolean => levelOf(rule) !== "off";
    const allOn = rules.every((rule) => rule.optIn === true || isOn(rule.id));
    for (const finding of [...checkSuppressions(module, text, matcher, input.names, isOn, allOn)]) {
      keep(unusedSuppression, own, finding);
    }
  }
  findings.sort(
    (a, b) =>
      a.finding.range.start - b.finding.range.start ||
      a.finding.range.end - b.finding.range.end ||
      (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0),
  );
  return { text, module, lines, findings, errors, hasSuppressions: !matcher.isEmpty };
}

const NO_FACTS: OwnershipFacts = { lost: [], locks: [], usesAfterRelease: [] };

/** The context of the rules' checks. An analysis that fails is reported once and has no facts. */
function contextOf(input: PipelineInput, errors: string[]): RuleContext {
  let facts: OwnershipFacts | undefined;
  let model: FileModel | undefined;
  return {
    path: input.path,
    text: input.text,
    module: input.module,
    catalogue: input.catalogue,
    get ownership(): OwnershipFacts {
      if (facts === undefined) {
        try {
          facts = input.ownership();
        } catch (error) {
          errors.push(`internal error in the ownership analysis: ${describe(error)}`);
          facts = NO_FACTS;
        }
      }
      return facts;
    },
    get model(): FileModel {
      model ??= new FileModel(input.module, input.text, input.catalogue, input.surroundings);
      return model;
    },
  };
}

/** An exception for a report: its message and the place that threw it. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack
    ?.split("\n")
    .find((line) => /^\s+at /.test(line))
    ?.trim();
  return `${error.name}: ${error.message}${place === undefined ? "" : ` (${place})`}`;
}

/**
 * Fingerprints of findings, in their order: rule, file name, the finding's line without white space, and the
 * ordinal among equals. So an edit elsewhere, or a move of the file to another folder, changes none.
 */
export function fingerprints(path: string, analysis: Analysis): readonly string[] {
  const { text, lines } = analysis;
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const seen = new Map<string, number>();
  return analysis.findings.map(({ rule, finding }) => {
    const line = lines.lineAt(finding.range.start);
    const content = text.slice(lines.lineStart(line), lines.lineEnd(line)).replace(/\s+/g, "");
    const key = [rule.id, name, content].join("\0");
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return createHash("sha256").update(`${key}\0${ordinal}`).digest("hex").slice(0, 16);
  });
}

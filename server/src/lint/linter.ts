/** The linter: parser, rules and catalogue put together. */
import { applyEdits, type Edit, isForeign, LineIndex, type Range } from "../base/text.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import { defaultLevel, type Family, type Fix, type Level, type RuleDefinition, type Step } from "../rules/define.js";
import { unusedSuppression } from "../rules/self/lk001.js";
import { syntaxError } from "../rules/self/lk002.js";
import type { Module } from "../syntax/ast.js";
import type { ParsedFile, PythonParser } from "../syntax/parser.js";
import { defaultParts } from "./defaults.js";
import { RuleNames } from "./names.js";
import { type Analysis, analyse, describe, fingerprints, type PipelineInput, type RatedFinding } from "./pipeline.js";
import { FixProver } from "./proof.js";
import { suppressEdit } from "./suppress-edit.js";
import type {
  FileReport,
  FileSettings,
  Finding,
  Linter,
  LinterParts,
  OpenFile,
  OwnershipAnalyzer,
  ProjectLink,
  ProjectView,
} from "./types.js";

/** The settings that hold without any configuration: every rule at its own level, but advice off. */
export function defaultSettings(rules: readonly RuleDefinition[]): FileSettings {
  const levels = new Map<string, Level | "off">(rules.map((rule) => [rule.id, defaultLevel(rule)]));
  return { levels, key: "default" };
}

/** Load the parser and make a linter. */
export async function createLinter(parts: LinterParts = {}): Promise<Linter> {
  const { rules, catalogue, parser, ownership, project } = await defaultParts(parts);
  return new LinterImplementation(withOwnRules(rules), catalogue, parser, ownership, project);
}

function withOwnRules(rules: readonly RuleDefinition[]): readonly RuleDefinition[] {
  const own = [unusedSuppression, syntaxError].filter((rule) => !rules.some((other) => other.id === rule.id));
  return [...own, ...rules].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

class LinterImplementation implements Linter {
  readonly names: RuleNames;
  /** The file linted last, if it has fixes: whoever wants them asks before the next file, and gets them sooner. */
  #recent: ParsedFile | undefined;

  constructor(
    readonly rules: readonly RuleDefinition[],
    readonly catalogue: Catalogue,
    readonly parser: PythonParser,
    readonly newOwnership: () => OwnershipAnalyzer,
    readonly project: ProjectLink | undefined,
  ) {
    this.names = new RuleNames(rules);
  }

  lint(path: string, text: string, settings: FileSettings): FileReport {
    this.#recent?.dispose();
    this.#recent = undefined;
    try {
      const known = this.project?.parsed?.(path, text) ?? null;
      const parsed = known === null ? this.parser.open(text) : this.parser.adopt(text, known);
      this.#recent = parsed;
      const { report, fixable } = this.report(path, settings, parsed, this.newOwnership());
      if (!fixable) parsed.dispose();
      return report;
    } catch (error) {
      return failed(path, text, error);
    }
  }

  open(path: string, text: string): OpenFile {
    return new OpenDocument(this, path, text);
  }

  /** Findings of a parsed text. Fixes and suppressions are computed when somebody asks for them. */
  report(
    path: string,
    settings: FileSettings,
    parsed: ParsedFile,
    ownership: OwnershipAnalyzer,
  ): { readonly report: FileReport; readonly fixable: boolean } {
    const original = parsed.text;
    const text = asParsed(original);
    const parseAfter = (edits: readonly Edit[]): Module =>
      text === original ? parsed.variant(edits) : this.parser.parse(applyEdits(text, edits));
    const view = this.project?.view(path, settings.catalogue ?? this.catalogue) ?? null;
    const input = this.input(path, text, settings, parsed.module, ownership, view);
    const analysis = analyse(input);
    const marks = fingerprints(path, analysis);
    const strictly = (families: ReadonlySet<Family>) => ({
      settings: this.strictSettings(settings),
      ignoreSuppressions: true,
      rules: this.rules.filter(({ family }) => families.has(family)),
    });
    const isStrict = (families: ReadonlySet<Family>): boolean => {
      const { rules, settings: strict } = strictly(families);
      return (
        !analysis.hasSuppressions &&
        rules.every(({ id }) => (settings.levels.get(id) ?? "off") === (strict.levels.get(id) ?? "off"))
      );
    };
    const prover = new FixProver({
      original: analysis,
      originalBy: (families) => (isStrict(families) ? analysis : analyse({ ...input, ...strictly(families) })),
      analyse: (edits, measure, changed) => {
        const after = applyEdits(text, edits);
        const again = this.input(path, after, settings, parseAfter(edits), ownership, view, changed);
        return analyse(measure === null ? again : { ...again, ...strictly(measure.families) });
      },
    });
    const newline = newlineOf(original);
    const findings = analysis.findings.map((rated, index): Finding => {
      const { rule, level, finding } = rated;
      return {
        rule: rule.id,
        name: rule.name,
        family: rule.family,
        level,
        message: finding.message,
        range: finding.range,
        steps: withTrails(located(finding.steps, view), view),
        fingerprint: marks[index] ?? "",
        fix: once(() => withNewline(prover.prove(rated), newline)),
        suppress: once(() => this.suppress(analysis, rated, parseAfter, newline)),
      };
    });
    return {
      report: { path, text: original, lines: analysis.lines, findings, errors: analysis.errors },
      fixable: analysis.findings.some(({ finding }) => finding.fix !== undefined),
    };
  }

  input(
    path: string,
    text: string,
    settings: FileSettings,
    module: Module,
    ownership: OwnershipAnalyzer,
    view: ProjectView | null,
    changed?: readonly Range[],
  ): PipelineInput {
    const catalogue = view?.catalogue ?? settings.catalogue ?? this.catalogue;
    const facts = once(
      () => view?.analyze(module, text, changed) ?? ownership.analyze(module, text, catalogue, changed),
    );
    const input = { path, text, module, catalogue, settings, rules: this.rules, names: this.names, ownership: facts };
    if (view === null) return input;
    return { ...input, surroundings: view.surroundings, refutes: (mentions, seen) => view.refutes(mentions, seen) };
  }

  /** Advice counts only where it is on: no fix of another rule must wait for it. */
  strictSettings({ catalogue, levels: given }: FileSettings): FileSettings {
    const isOff = ({ id, optIn }: RuleDefinition): boolean => optIn === true && (given.get(id) ?? "off") === "off";
    const levels = new Map<string, Level | "off">(
      this.rules.map((rule) => [rule.id, isOff(rule) ? "off" : rule.level]),
    );
    return { ...defaultSettings(this.rules), levels, catalogue };
  }

  suppress(
    analysis: Analysis,
    rated: RatedFinding,
    parseAfter: (edits: readonly Edit[]) => Module,
    newline: string,
  ): Fix {
    const fix = suppressEdit(analysis, rated, this.names, parseAfter);
    return withNewline(fix, newline) ?? fix;
  }
}

class OpenDocument implements OpenFile {
  readonly #ownership: OwnershipAnalyzer;
  #parsed: ParsedFile;
  #text: string;
  #last: { readonly key: string; readonly revision: number; readonly report: FileReport } | undefined;

  constructor(
    readonly linter: LinterImplementation,
    readonly path: string,
    text: string,
  ) {
    this.#ownership = linter.newOwnership();
    this.#parsed = linter.parser.open(text);
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  change(text: string, edits: readonly Edit[]): void {
    this.#last = undefined;
    this.#parsed = this.#parsed.update(text, edits);
    this.#text = text;
  }

  lint(settings: FileSettings): FileReport {
    const revision = this.linter.project?.revision(this.path) ?? 0;
    if (this.#last?.key === settings.key && this.#last.revision === revision) return this.#last.report;
    let report: FileReport;
    try {
      report = this.linter.report(this.path, settings, this.#parsed, this.#ownership).report;
    } catch (error) {
      report = failed(this.path, this.#text, error);
    }
    this.#last = { key: settings.key, revision, report };
    return report;
  }

  dispose(): void {
    this.#parsed.dispose();
  }
}

/** The steps, with those that lie in other files placed there. */
function located(steps: readonly Step[], view: ProjectView | null): readonly Step[] {
  if (!steps.some(({ range }) => isForeign(range))) return steps;
  return steps.flatMap((step) => {
    if (!isForeign(step.range)) return [step];
    const place = view?.locate(step.range) ?? null;
    return place === null ? [] : [{ ...step, ...place }];
  });
}

/** The steps, and behind those that lead into another file the steps there. */
function withTrails(steps: readonly Step[], view: ProjectView | null): readonly Step[] {
  if (view === null || steps.every(({ origin }) => origin === undefined)) return steps;
  return steps.flatMap((step) => (step.origin === undefined ? [step] : [step, ...view.trail(step.origin)]));
}

function failed(path: string, text: string, error: unknown): FileReport {
  return { path, text, lines: new LineIndex(text), findings: [], errors: [`internal error: ${describe(error)}`] };
}

/** The text as the parser reads it: a lone `\r` ends a line, and reads `\n`. Offsets stay. */
function asParsed(text: string): string {
  return text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
}

/** `\r` for a text whose lines end so; such a text reads as if they ended with `\n`. */
function newlineOf(text: string): string {
  return text.includes("\r") && !text.includes("\n") ? "\r" : "\n";
}

function withNewline(fix: Fix | null, newline: string): Fix | null {
  if (fix === null || newline === "\n") return fix;
  return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, text: edit.text.replaceAll("\n", newline) })) };
}

function once<T>(compute: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => {
    done ??= { value: compute() };
    return done.value;
  };
}

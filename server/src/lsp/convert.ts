import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range as LspRange,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type { Edit, LineIndex, Range } from "../base/text.js";
import type { FileReport, Finding } from "../lint/types.js";
import type { Level, Step } from "../rules/define.js";
import type { Abilities } from "./abilities.js";
import { ruleUrl } from "./docs.js";
import { uriOfPath } from "./uri.js";

/** What a diagnostic carries so that a later request finds its finding again. */
export interface DiagnosticData {
  readonly rule: string;
  readonly fingerprint: string;
  /** Version of the document that was linted; null for a file that is not open. */
  readonly version: number | null;
}

const severities: Record<Level, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Rules whose finding is code that does nothing, which editors show faded. */
const unnecessary: ReadonlySet<string> = new Set(["LK001"]);

/** Offsets as lines and UTF-16 characters, both from 0. */
export function toLspRange(lines: LineIndex, range: Range): LspRange {
  const start = lines.positionAt(range.start);
  const end = lines.positionAt(range.end);
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}

function regionToLsp({ start, end }: NonNullable<Step["region"]>): LspRange {
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}

/**
 * A finding as the client can show it. `uri` and `version` are those of the report's document, version null
 * where it is not open. `linesOf` gives the line index of another file that a step lies in, if it can be had.
 */
export function toDiagnostic(
  finding: Finding,
  report: FileReport,
  document: { readonly uri: string; readonly version: number | null },
  abilities: Abilities,
  linesOf: (path: string) => LineIndex | undefined,
): Diagnostic {
  const data: DiagnosticData = {
    rule: finding.rule,
    fingerprint: finding.fingerprint,
    version: document.version,
  };
  const related: DiagnosticRelatedInformation[] = [];
  if (abilities.relatedInformation) {
    for (const step of finding.steps) {
      const elsewhere = step.path !== undefined && step.path !== report.path;
      const lines = elsewhere && step.region === undefined ? linesOf(step.path) : report.lines;
      if (lines === undefined) continue;
      const range = step.region === undefined ? toLspRange(lines, step.range) : regionToLsp(step.region);
      related.push({
        message: step.message,
        location: {
          uri: elsewhere ? uriOfPath(step.path) : document.uri,
          range,
        },
      });
    }
  }
  return {
    range: toLspRange(report.lines, finding.range),
    severity: severities[finding.level],
    code: finding.rule,
    source: "leaklint",
    message: finding.message,
    ...(abilities.codeDescription && { codeDescription: { href: ruleUrl(finding.rule) } }),
    ...(abilities.diagnosticTags && unnecessary.has(finding.rule) && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related.length > 0 && { relatedInformation: related }),
    ...(abilities.diagnosticData && { data }),
  };
}

/** Reads a diagnostic's data back; undefined when it is not ours or the client lost it. */
export function readDiagnosticData(diagnostic: Diagnostic): DiagnosticData | undefined {
  const data: unknown = diagnostic.data;
  if (typeof data !== "object" || data === null || !("rule" in data) || !("fingerprint" in data)) return undefined;
  const { rule, fingerprint } = data;
  if (typeof rule !== "string" || typeof fingerprint !== "string") return undefined;
  const version = "version" in data && typeof data.version === "number" ? data.version : null;
  return { rule, fingerprint, version };
}

/** Edits of one document, tied to the version they were computed for where the client understands that. */
export function toWorkspaceEdit(
  edits: readonly Edit[],
  lines: LineIndex,
  document: { readonly uri: string; readonly version: number },
  abilities: Abilities,
): WorkspaceEdit {
  const changes = edits.map((edit) => ({ range: toLspRange(lines, edit), newText: edit.text }));
  if (!abilities.versionedEdits) return { changes: { [document.uri]: changes } };
  return {
    documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: changes }],
  };
}

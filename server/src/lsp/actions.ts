import { setImmediate as nextTurn } from "node:timers/promises";
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver/node";
import type { Edit } from "../base/text.js";
import type { FileReport, FileSettings, Finding } from "../lint/types.js";
import { readDiagnosticData, toDiagnostic, toLspRange, toWorkspaceEdit } from "./convert.js";
import type { Document } from "./documents.js";
import { fixAllEdits } from "./fix-all.js";
import type { Session } from "./session.js";

/** The kind under which an editor can ask for all safe fixes, on save for instance. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.leaklint`;

/** What a code action carries until it is resolved. */
interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly what: "fix" | "suppress" | "fixAll";
  /** Of the finding, for a fix or a suppression. */
  readonly fingerprint: string;
}

function readActionData(value: unknown): ActionData | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { uri, version, what, fingerprint } = value as Partial<ActionData>;
  if (typeof uri !== "string" || typeof version !== "number" || typeof fingerprint !== "string") return undefined;
  return what === "fix" || what === "suppress" || what === "fixAll" ? { uri, version, what, fingerprint } : undefined;
}

/** Whether a client that asks for `wanted` kinds, or for none in particular, gets actions of `kind`. */
function isWanted(kind: string, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || wanted.some((one) => one === "" || kind === one || kind.startsWith(`${one}.`));
}

function movedOn(uri: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, `${uri} has changed since`);
}

/** The command of the client that shows the cycle of a diagnostic. */
function showCycle(document: Document, diagnostic: Diagnostic): CodeAction {
  const title = "Show reference cycle";
  const command = { title, command: "leaklint.showCycle", arguments: [document.uri, diagnostic.range.start] };
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command };
}

/** Quick fixes, suppressions and fix-all. */
export class CodeActions {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Answers `textDocument/codeAction`. */
  async list(params: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
    await nextTurn();
    const { documents } = this.#session;
    const document = documents.get(params.textDocument.uri);
    if (document === undefined) return [];
    const settings = await this.#session.settingsFor(document);
    if (settings === null || token.isCancellationRequested) return [];
    const report = this.#session.lint(document, settings);
    const { only, diagnostics } = params.context;
    const actions: CodeAction[] = [];
    if (isWanted(CodeActionKind.QuickFix, only)) {
      const found = this.#findingsAt(document, report, params.range, diagnostics);
      const shown = found.map((finding) => ({
        finding,
        diagnostic: this.#shown(finding, report, document, diagnostics),
      }));
      for (const { finding, diagnostic } of shown) {
        actions.push(...this.#fix(document, report, finding, diagnostic));
        if (finding.family === "cycle" && this.#session.abilities.showsCycles)
          actions.push(showCycle(document, diagnostic));
      }
      for (const { finding, diagnostic } of shown)
        actions.push(this.#suppression(document, report, finding, diagnostic));
    }
    if (only !== undefined && isWanted(fixAllKind, only)) actions.push(...this.#fixAll(document, report, settings));
    return actions;
  }

  /** Answers `codeAction/resolve`. Throws ContentModified when the document is no longer what it was. */
  async resolve(action: CodeAction): Promise<CodeAction> {
    const data = readActionData(action.data);
    if (data === undefined) return action;
    const document = this.#session.documents.get(data.uri);
    const settings = document === undefined ? null : await this.#session.settingsFor(document);
    if (document === undefined || settings === null || document.version !== data.version) throw movedOn(data.uri);
    const report = this.#session.lint(document, settings);
    const edits = this.#edits(data, report, settings);
    return { ...action, edit: toWorkspaceEdit(edits, report.lines, document, this.#session.abilities) };
  }

  /** The edit for all safe fixes of a document; undefined when there is nothing to fix. */
  async fixAllEdit(document: Document) {
    const settings = await this.#session.settingsFor(document);
    if (settings === null) return undefined;
    const report = this.#session.lint(document, settings);
    const edits = fixAllEdits(this.#session.core.linter, settings, report);
    if (edits.length === 0) return undefined;
    return toWorkspaceEdit(edits, report.lines, document, this.#session.abilities);
  }

  #edits(data: ActionData, report: FileReport, settings: FileSettings): readonly Edit[] {
    if (data.what === "fixAll") return fixAllEdits(this.#session.core.linter, settings, report);
    const finding = report.findings.find(({ fingerprint }) => fingerprint === data.fingerprint);
    const fix = data.what === "fix" ? finding?.fix() : finding?.suppress();
    if (!fix) throw movedOn(data.uri);
    return fix.edits;
  }

  /** Findings that the range touches or that one of the client's diagnostics stands for, in the report's order. */
  #findingsAt(
    document: Document,
    report: FileReport,
    range: CodeActionParams["range"],
    diagnostics: readonly Diagnostic[],
  ): readonly Finding[] {
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const named = new Set(diagnostics.map((diagnostic) => readDiagnosticData(diagnostic)?.fingerprint));
    return report.findings.filter(
      (finding) => (finding.range.start <= end && start <= finding.range.end) || named.has(finding.fingerprint),
    );
  }

  /** The client's own diagnostic for a finding, or ours where it did not send it. */
  #shown(finding: Finding, report: FileReport, document: Document, diagnostics: readonly Diagnostic[]): Diagnostic {
    const range = toLspRange(report.lines, finding.range);
    const known =
      diagnostics.find((diagnostic) => readDiagnosticData(diagnostic)?.fingerprint === finding.fingerprint) ??
      diagnostics.find(
        (diagnostic) =>
          diagnostic.code === finding.rule &&
          diagnostic.range.start.line === range.start.line &&
          diagnostic.range.start.character === range.start.character,
      );
    const { abilities, linesOf } = this.#session;
    return known ?? toDiagnostic(finding, report, document, abilities, linesOf);
  }

  #fix(document: Document, report: FileReport, finding: Finding, diagnostic: Diagnostic): CodeAction[] {
    const fix = finding.fix();
    if (fix === null) return [];
    const action: CodeAction = {
      title: fix.safe ? fix.title : `${fix.title} (suggestion)`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      ...(fix.safe && this.#session.abilities.preferredActions && { isPreferred: true }),
    };
    return [this.#complete(action, document, report, "fix", finding.fingerprint, () => fix.edits)];
  }

  #suppression(document: Document, report: FileReport, finding: Finding, diagnostic: Diagnostic): CodeAction {
    const action: CodeAction = {
      title: `Ignore ${finding.rule} on this line`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
    };
    return this.#complete(action, document, report, "suppress", finding.fingerprint, () => finding.suppress().edits);
  }

  #fixAll(document: Document, report: FileReport, settings: FileSettings): CodeAction[] {
    if (!report.findings.some((finding) => finding.fix()?.safe)) return [];
    const action: CodeAction = { title: "Fix all safely fixable leaks", kind: fixAllKind };
    const edits = () => fixAllEdits(this.#session.core.linter, settings, report);
    return [this.#complete(action, document, report, "fixAll", "", edits)];
  }

  /** Gives an action its edit, or what the client needs to ask for it later. */
  #complete(
    action: CodeAction,
    document: Document,
    report: FileReport,
    what: ActionData["what"],
    fingerprint: string,
    edits: () => readonly Edit[],
  ): CodeAction {
    const { abilities } = this.#session;
    if (abilities.resolvesEdits) {
      const data: ActionData = { uri: document.uri, version: document.version, what, fingerprint };
      return { ...action, data };
    }
    return { ...action, edit: toWorkspaceEdit(edits(), report.lines, document, abilities) };
  }
}

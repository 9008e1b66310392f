import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver/node";
import type { FileReport, FileSettings } from "../lint/types.js";
import { toDiagnostic } from "./convert.js";
import type { Document } from "./documents.js";
import type { Session } from "./session.js";

/** Milliseconds without a change before diagnostics are published. */
const quiet = 100;

/** A short name for settings. */
function settingsId(settings: FileSettings | null): string {
  return settings === null ? "off" : createHash("sha1").update(settings.key).digest("base64url");
}

/** Brings findings to the client: answers where it asks, publishes where it does not. Never both. */
export class DiagnosticsFeed {
  readonly #session: Session;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Distinguishes result ids from those of an earlier server process. */
  readonly #run = `${process.pid}.${Date.now()}`;

  constructor(session: Session) {
    this.#session = session;
  }

  /** A document's text is new: publish after `delay` milliseconds, unless another change comes first. */
  changed(document: Document, delay: number = quiet): void {
    if (this.#session.abilities.pullsDiagnostics) return;
    clearTimeout(this.#timers.get(document.uri));
    const timer = setTimeout(() => {
      this.#timers.delete(document.uri);
      this.#publish(document).catch((error) => this.#session.logError(`publishing ${document.uri}`, error));
    }, delay);
    this.#timers.set(document.uri, timer);
  }

  opened(document: Document): void {
    this.changed(document, 0);
  }

  /** What is shown of these documents may have changed, though their texts have not. */
  async outdated(documents: readonly Document[]): Promise<void> {
    const { abilities, connection } = this.#session;
    if (documents.length === 0) return;
    if (!abilities.pullsDiagnostics) {
      // One that has just changed itself is due soon.
      for (const document of documents) if (!this.#timers.has(document.uri)) this.changed(document, 0);
    } else if (abilities.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
  }

  async closed(document: Document): Promise<void> {
    if (this.#session.abilities.pullsDiagnostics) return;
    clearTimeout(this.#timers.get(document.uri));
    this.#timers.delete(document.uri);
    await this.#session.connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  }

  /** Settings changed: everything that is shown has to be looked at again. */
  async refresh(): Promise<void> {
    const { abilities, connection, documents } = this.#session;
    if (!abilities.pullsDiagnostics) {
      for (const document of documents.all()) this.changed(document, 0);
    } else if (abilities.refreshesDiagnostics) {
      await connection.languages.diagnostics.refresh();
    }
  }

  async #publish(document: Document): Promise<void> {
    const { connection, documents } = this.#session;
    const version = document.version;
    const settings = await this.#session.settingsFor(document);
    // Closed, or changed and due again: what would be computed now is stale.
    if (documents.get(document.uri) !== document || document.version !== version) return;
    const report = settings === null ? null : this.#session.lint(document, settings);
    await connection.sendDiagnostics({
      uri: document.uri,
      version,
      diagnostics: report === null ? [] : this.#diagnostics(document, report),
    });
  }

  /** Answers `textDocument/diagnostic`. */
  async pull(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    // Lets changes and cancellations that already wait in the input come first.
    await nextTurn();
    const document = this.#session.documents.get(params.textDocument.uri);
    if (document === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const settings = await this.#session.settingsFor(document);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
    const revision = this.#session.core.linter.project?.revision(document.path) ?? 0;
    const resultId = [this.#run, document.serial, document.version, revision, settingsId(settings)].join("/");
    if (params.previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const items = settings === null ? [] : this.#diagnostics(document, this.#session.lint(document, settings));
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  #diagnostics(document: Document, report: FileReport) {
    const { abilities, linesOf } = this.#session;
    return report.findings.map((finding) => toDiagnostic(finding, report, document, abilities, linesOf));
  }
}

import { sep } from "node:path";
import { type Connection, DiagnosticSeverity, type WorkspaceFolder } from "vscode-languageserver/node";
import { LineIndex } from "../base/text.js";
import type { FileReport, FileSettings } from "../lint/types.js";
import type { Abilities } from "./abilities.js";
import type { ConfigurationProblem, Core, Resolution } from "./core.js";
import { type Document, Documents } from "./documents.js";
import { type EditorSettings, readEditorSettings } from "./settings.js";
import { pathOfUri, uriOfPath } from "./uri.js";

/** What the handlers of one connection share: open documents, settings and the core. */
export class Session {
  readonly connection: Connection;
  readonly core: Core;
  readonly abilities: Abilities;
  readonly documents = new Documents();
  folders: WorkspaceFolder[];
  /** Sent along by clients that cannot be asked for settings. */
  #pushedSettings: unknown;
  #editorSettings = new Map<string, Promise<EditorSettings>>();
  readonly #logged = new WeakSet<FileReport>();
  /** Complaints on show, by configuration file; the one on the editor's settings under no name. */
  readonly #problems = new Map<string, string>();

  constructor(connection: Connection, core: Core, abilities: Abilities, folders: WorkspaceFolder[], settings: unknown) {
    this.connection = connection;
    this.core = core;
    this.abilities = abilities;
    this.folders = folders;
    this.#pushedSettings = settings;
  }

  /** The editor's settings for a resource, asked for once until they change. */
  editorSettings(uri: string): Promise<EditorSettings> {
    const known = this.#editorSettings.get(uri);
    if (known !== undefined) return known;
    const asked = this.#askSettings(uri);
    this.#editorSettings.set(uri, asked);
    return asked;
  }

  async #askSettings(uri: string): Promise<EditorSettings> {
    let value = this.#pushedSettings;
    if (this.abilities.configurationRequests) {
      try {
        value = await this.connection.workspace.getConfiguration({ scopeUri: uri, section: "leaklint" });
      } catch (error) {
        this.logError("asking for the settings", error);
      }
    }
    const { settings, problems } = readEditorSettings(value);
    for (const problem of problems) this.connection.console.warn(`Setting ignored: ${problem}`);
    return settings;
  }

  /** Forgets the editor's settings; `pushed` are new ones, from a client that sends them along. */
  forgetEditorSettings(pushed?: unknown): void {
    if (pushed !== undefined) this.#pushedSettings = pushed;
    this.#editorSettings.clear();
  }

  forgetDocument(uri: string): void {
    this.#editorSettings.delete(uri);
  }

  /** What applies to an open document; null where it is not linted. */
  async settingsFor(document: Document): Promise<FileSettings | null> {
    return this.resolve(document.path, await this.editorSettings(document.uri));
  }

  /** What applies to a file; null where it is not linted. A broken configuration file is shown as a diagnostic. */
  resolve(path: string, editor: EditorSettings): FileSettings | null {
    if (!editor.enable) return null;
    const resolution: Resolution = this.core.resolve(path, this.#folderOf(path), editor);
    if (resolution.problem !== null) this.#showProblem(resolution.problem);
    return resolution.settings;
  }

  /** The innermost workspace folder that a file lies in. */
  #folderOf(path: string): string | undefined {
    let innermost: string | undefined;
    for (const { uri } of this.folders) {
      const folder = pathOfUri(uri);
      if (folder === undefined || folder.length < (innermost?.length ?? 0)) continue;
      if (path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) innermost = folder;
    }
    return innermost;
  }

  /** Reads configuration files again, and withdraws the complaints that no longer hold. */
  async forgetConfiguration(): Promise<void> {
    this.core.forget();
    const before = [...this.#problems.keys()];
    this.#problems.clear();
    await Promise.all(this.documents.all().map((document) => this.settingsFor(document)));
    for (const path of before) {
      if (path !== "" && !this.#problems.has(path))
        await this.connection.sendDiagnostics({ uri: uriOfPath(path), diagnostics: [] });
    }
  }

  #showProblem({ path, message }: ConfigurationProblem): void {
    const place = path ?? "";
    if (this.#problems.get(place) === message) return;
    this.#problems.set(place, message);
    this.connection.console.error(path === null ? message : `${path}: ${message}`);
    if (path === null) return;
    const start = { line: 0, character: 0 };
    void this.connection.sendDiagnostics({
      uri: uriOfPath(path),
      diagnostics: [{ range: { start, end: start }, severity: DiagnosticSeverity.Error, source: "leaklint", message }],
    });
  }

  /** The report on a document's present text, or null where it is not linted. */
  async report(document: Document): Promise<FileReport | null> {
    const settings = await this.settingsFor(document);
    return settings === null ? null : this.lint(document, settings);
  }

  /** Lints the present text; after an exception once more from scratch, in case what was kept is at fault. */
  lint(document: Document, settings: FileSettings): FileReport {
    try {
      const report = document.lint(this.core.linter, settings);
      this.logReport(report);
      return report;
    } catch (error) {
      this.logError(`linting ${document.path}`, error);
      document.reset();
      return document.lint(this.core.linter, settings);
    }
  }

  /** Writes down what went wrong inside the linter, once for each report. */
  logReport(report: FileReport): void {
    if (this.#logged.has(report)) return;
    this.#logged.add(report);
    for (const error of report.errors) this.connection.console.error(`${report.path}: ${error}`);
  }

  /** Line index of another file that a finding refers to: as open in the editor. */
  readonly linesOf = (path: string): LineIndex | undefined => {
    const text = this.documents.atPath(path)?.text;
    return text === undefined ? undefined : new LineIndex(text);
  };

  logError(doing: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.connection.console.error(`Failed at ${doing}: ${detail}`);
  }
}

import { setImmediate as nextTurn } from "node:timers/promises";
import type { CancellationToken, WorkDoneProgressReporter } from "vscode-languageserver/node";
import { toDiagnostic } from "./convert.js";
import type { Session } from "./session.js";
import { pathOfUri, uriOfPath } from "./uri.js";

/** What a lint of the workspace came to. */
export interface WorkspaceSummary {
  files: number;
  findings: number;
  /** Files that could not be read or linted. */
  errors: number;
  cancelled: boolean;
}

/**
 * The batch lint in the editor: publishes findings for files that are not open. Those that are open show theirs
 * anyway.
 */
export class WorkspaceLint {
  readonly #session: Session;
  /** Files whose findings are on show, with the URI of the folder whose settings apply. */
  readonly #shown = new Map<string, string>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** The files whose findings are on show. */
  get shown(): readonly string[] {
    return [...this.#shown.keys()];
  }

  /** Lints all workspace folders. `stopped` says when to give up; what was found until then stays on show. */
  async run(progress: WorkDoneProgressReporter, stopped: readonly CancellationToken[]): Promise<WorkspaceSummary> {
    const { core, folders } = this.#session;
    const summary: WorkspaceSummary = { files: 0, findings: 0, errors: 0, cancelled: false };
    const work = new Map<string, string>();
    for (const { uri } of folders) {
      const directory = pathOfUri(uri);
      if (directory === undefined) continue;
      const editor = await this.#session.editorSettings(uri);
      if (!editor.enable) continue;
      for (const path of await core.discover(directory, editor)) if (!work.has(path)) work.set(path, uri);
    }
    for (const path of [...this.#shown.keys()]) if (!work.has(path)) await this.#clear(path);
    const isStopped = () => stopped.some((token) => token.isCancellationRequested);
    await core.project?.update([...work.keys()], isStopped);
    let percentage = -1;
    for (const [path, folder] of work) {
      await nextTurn();
      if (isStopped()) {
        summary.cancelled = true;
        break;
      }
      const findings = await this.#lint(path, folder);
      if (findings === undefined) summary.errors++;
      else summary.findings += findings;
      summary.files++;
      const now = Math.floor((100 * summary.files) / work.size);
      if (now > percentage) progress.report(now, `${summary.files} of ${work.size} files`);
      percentage = now;
    }
    return summary;
  }

  /** A document was opened: from now on it is shown like every open one. */
  async opened(path: string): Promise<void> {
    if (this.#shown.has(path))
      await this.#session.connection.sendDiagnostics({ uri: uriOfPath(path), diagnostics: [] });
  }

  /** A file was closed or changed on disk: brings what is on show for it up to date. */
  async changed(path: string): Promise<void> {
    const folder = this.#shown.get(path);
    if (folder !== undefined) await this.#lint(path, folder);
  }

  /** Settings changed: lints all that is on show again. */
  async refresh(): Promise<void> {
    for (const path of [...this.#shown.keys()]) {
      await nextTurn();
      await this.changed(path);
    }
  }

  async #clear(path: string): Promise<void> {
    this.#shown.delete(path);
    if (this.#session.documents.atPath(path) === undefined) {
      await this.#session.connection.sendDiagnostics({ uri: uriOfPath(path), diagnostics: [] });
    }
  }

  /** Lints one file and shows its findings unless it is open. Returns their number, undefined when it failed. */
  async #lint(path: string, folder: string): Promise<number | undefined> {
    const { abilities, connection, core, documents, linesOf } = this.#session;
    try {
      const open = documents.atPath(path);
      if (open !== undefined) {
        this.#shown.set(path, folder);
        return (await this.#session.report(open))?.findings.length ?? 0;
      }
      const settings = this.#session.resolve(path, await this.#session.editorSettings(folder));
      const source = settings === null ? undefined : await core.read(path);
      if (settings === null || source === undefined || "error" in source) {
        if (source !== undefined && "error" in source) connection.console.warn(`${path}: ${source.error}`);
        await this.#clear(path);
        return settings === null ? 0 : undefined;
      }
      const report = core.linter.lint(path, source.text, settings);
      this.#session.logReport(report);
      if (documents.atPath(path) !== undefined) return report.findings.length;
      const uri = uriOfPath(path);
      const diagnostics = report.findings.map((finding) =>
        toDiagnostic(finding, report, { uri, version: null }, abilities, linesOf),
      );
      if (diagnostics.length > 0 || this.#shown.has(path)) await connection.sendDiagnostics({ uri, diagnostics });
      this.#shown.set(path, folder);
      return diagnostics.length;
    } catch (error) {
      this.#session.logError(`linting ${path}`, error);
      return undefined;
    }
  }
}

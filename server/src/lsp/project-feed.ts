import type { DiagnosticsFeed } from "./diagnostics.js";
import type { Session } from "./session.js";
import type { WorkspaceLint } from "./workspace.js";

/** Milliseconds without a change before files that depend on it are looked at. */
const quiet = 25;

/** Keeps what files know of each other up to date, and brings new findings to the client that follow from it. */
export class ProjectFeed {
  readonly #session: Session;
  readonly #feed: DiagnosticsFeed;
  readonly #workspace: WorkspaceLint;
  #timer: NodeJS.Timeout | undefined;
  #isRunning = false;

  constructor(session: Session, feed: DiagnosticsFeed, workspace: WorkspaceLint) {
    this.#session = session;
    this.#feed = feed;
    this.#workspace = workspace;
  }

  /** A document was opened or changed; null: it was closed, or the file changed on disk. */
  changed(path: string, text: string | null): void {
    this.#session.core.project?.changed(path, text);
    this.schedule();
  }

  /** Files came or went. */
  layoutChanged(): void {
    this.#session.core.project?.layoutChanged();
    this.schedule();
  }

  /** Look, soon, at what has changed. */
  schedule(): void {
    if (this.#session.core.project === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#run().catch((error) => this.#session.logError("following imports", error));
    }, quiet);
  }

  /** Do nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    const { core, documents } = this.#session;
    if (this.#isRunning) {
      this.schedule();
      return;
    }
    this.#isRunning = true;
    try {
      // What these come to is used for those that import them; it is shown anyway.
      for (const document of documents.all()) await this.#session.report(document);
      const open = documents.all().flatMap(({ onDisk, path }) => (onDisk ? [path] : []));
      const touched = (await core.project?.update([...open, ...this.#workspace.shown])) ?? new Set();
      const shown = this.#workspace.shown.filter((path) => touched.has(path));
      await this.#feed.outdated(documents.all().filter(({ onDisk, path }) => onDisk && touched.has(path)));
      for (const path of shown) if (documents.atPath(path) === undefined) await this.#workspace.changed(path);
    } finally {
      this.#isRunning = false;
    }
  }
}

import {
  CodeActionKind,
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Disposable,
  ErrorCodes,
  type ExecuteCommandParams,
  FileChangeType,
  type Hover,
  type HoverParams,
  type InitializeParams,
  type InitializeResult,
  MarkupKind,
  Position,
  PositionEncodingKind,
  ResponseError,
  TextDocumentSyncKind,
  type WorkspaceFolder,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver/node";
import manifest from "../../package.json" with { type: "json" };
import { readAbilities } from "./abilities.js";
import { CodeActions, fixAllKind } from "./actions.js";
import { toLspRange } from "./convert.js";
import type { Core } from "./core.js";
import { type CyclePicture, cyclePicture } from "./cycle-picture.js";
import { DiagnosticsFeed } from "./diagnostics.js";
import { hoverMarkdown, hoverPlainText } from "./docs.js";
import { ProjectFeed } from "./project-feed.js";
import { Session } from "./session.js";
import { pathOfUri, uriOfPath } from "./uri.js";
import { WorkspaceLint, type WorkspaceSummary } from "./workspace.js";

/** Commands that the server executes for the client. */
export const serverCommands = {
  fixAll: "leaklint.fixAll",
  lintWorkspace: "leaklint.lintWorkspace",
  /** Of a document's URI and a position; answers a `CyclePicture`, or null. */
  cyclePicture: "leaklint.cyclePicture",
} as const;

/** Files whose change may change what is linted and how; a configuration file may have any name. */
const configurationFiles = ["**/*.toml", "**/.gitignore"];

/** Starts the server on standard input and output; the process ends with the connection or its parent. */
export function runStdioServer(loadCore: () => Promise<Core>): void {
  startServer(createConnection(process.stdin, process.stdout), loadCore);
}

/** Serves one client on a connection. The core is loaded at once and awaited when the client initializes. */
export function startServer(connection: Connection, loadCore: () => Promise<Core>): void {
  const core = loadCore();
  // Reported where it is awaited.
  core.catch(() => {});
  new Server(connection, core).listen();
}

function initialFolders(params: InitializeParams): WorkspaceFolder[] {
  if (Array.isArray(params.workspaceFolders)) return params.workspaceFolders;
  const uri = params.rootUri ?? (typeof params.rootPath === "string" ? uriOfPath(params.rootPath) : undefined);
  return uri === undefined ? [] : [{ uri, name: "workspace" }];
}

/** The settings in what a client pushes: either bare or under the section's name. */
function ownSection(settings: unknown): unknown {
  if (typeof settings === "object" && settings !== null && "leaklint" in settings) return settings.leaklint;
  return settings;
}

/** What exists once the client has initialized. */
interface Running {
  readonly session: Session;
  readonly feed: DiagnosticsFeed;
  readonly actions: CodeActions;
  readonly workspace: WorkspaceLint;
  readonly project: ProjectFeed;
}

class Server {
  readonly #connection: Connection;
  readonly #core: Promise<Core>;
  #running: Running | undefined;
  #shutDown = false;

  constructor(connection: Connection, core: Promise<Core>) {
    this.#connection = connection;
    this.#core = core;
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#notified("initialized", (running) => this.#initialized(running)));
    connection.onShutdown(() => {
      this.#shutDown = true;
      this.#running?.project.stop();
      for (const document of this.#running?.session.documents.all() ?? []) document.dispose();
    });
    this.#listenToDocuments();
    this.#listenToWorkspace();
    connection.languages.diagnostics.on((params, token) =>
      this.#asked("diagnostics", { kind: "full", items: [] }, ({ feed }) => feed.pull(params, token)),
    );
    connection.onCodeAction((params, token) =>
      this.#asked("code actions", [], ({ actions }) => actions.list(params, token)),
    );
    connection.onCodeActionResolve((action) =>
      this.#asked("resolve", action, ({ actions }) => actions.resolve(action)),
    );
    connection.onHover((params) => this.#asked("hover", null, ({ session }) => hover(session, params)));
    connection.onExecuteCommand((params, token, progress) =>
      this.#asked("command", null, (running) => this.#execute(running, params, token, progress)),
    );
    connection.listen();
  }

  async #initialize(params: InitializeParams): Promise<InitializeResult> {
    if (this.#running !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, "already initialized");
    const abilities = readAbilities(params);
    const settings = ownSection(params.initializationOptions?.settings ?? params.initializationOptions);
    const session = new Session(this.#connection, await this.#core, abilities, initialFolders(params), settings);
    const feed = new DiagnosticsFeed(session);
    const workspace = new WorkspaceLint(session);
    const project = new ProjectFeed(session, feed, workspace);
    this.#running = { session, feed, actions: new CodeActions(session), workspace, project };
    return {
      serverInfo: { name: "leaklint", version: manifest.version },
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        ...(abilities.codeActionLiterals && {
          codeActionProvider: {
            codeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
            resolveProvider: abilities.resolvesEdits,
          },
        }),
        ...(abilities.pullsDiagnostics && {
          diagnosticProvider: { identifier: "leaklint", interFileDependencies: true, workspaceDiagnostics: false },
        }),
        executeCommandProvider: { commands: Object.values(serverCommands) },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  async #initialized({ session }: Running): Promise<void> {
    const { abilities } = session;
    const registrations: Promise<Disposable>[] = [];
    if (abilities.configurationRegistration) {
      const options = { section: "leaklint" };
      registrations.push(this.#connection.client.register(DidChangeConfigurationNotification.type, options));
    }
    if (abilities.watchedFilesRegistration) {
      const watchers = [...configurationFiles, "**/*.py", "**/*.pyi"].map((globPattern) => ({ globPattern }));
      registrations.push(this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    await Promise.all(registrations);
    if (abilities.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders((event) =>
        this.#notified("workspace folders", ({ session }) => changeFolders(session, event)),
      );
    }
  }

  #listenToDocuments(): void {
    const connection = this.#connection;
    connection.onDidOpenTextDocument(({ textDocument }) =>
      this.#notified("open", async ({ session, feed, workspace, project }) => {
        const document = session.documents.open(textDocument);
        if (document.onDisk) project.changed(document.path, document.text);
        feed.opened(document);
        if (document.onDisk) await workspace.opened(document.path);
      }),
    );
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
      this.#notified("change", ({ session, feed, project }) => {
        const document = session.documents.get(textDocument.uri);
        if (document === undefined) return connection.console.warn(`Change of ${textDocument.uri}, which is not open`);
        document.change(contentChanges, textDocument.version);
        if (document.onDisk) project.changed(document.path, document.text);
        feed.changed(document);
      }),
    );
    connection.onDidSaveTextDocument(() =>
      this.#notified("save", async (running) => {
        // A client that watches no files has no other way to tell of a new configuration.
        if (!running.session.abilities.watchedFilesRegistration) await this.#configurationChanged(running);
      }),
    );
    connection.onDidCloseTextDocument(({ textDocument }) =>
      this.#notified("close", async ({ session, feed, workspace, project }) => {
        const document = session.documents.close(textDocument.uri);
        if (document === undefined) return;
        session.forgetDocument(document.uri);
        if (document.onDisk) project.changed(document.path, null);
        await feed.closed(document);
        if (document.onDisk) await workspace.changed(document.path);
      }),
    );
  }

  #listenToWorkspace(): void {
    const connection = this.#connection;
    connection.onDidChangeConfiguration((params) =>
      this.#notified("configuration", async (running) => {
        running.session.forgetEditorSettings(ownSection(params?.settings));
        await this.#configurationChanged(running);
      }),
    );
    connection.onDidChangeWatchedFiles(({ changes }) =>
      this.#notified("watched files", async (running) => {
        const isSource = (uri: string) => /\.pyi?$/i.test(uri);
        if (changes.some(({ uri }) => !isSource(uri))) return this.#configurationChanged(running);
        const { project, session, workspace } = running;
        if (changes.some(({ type }) => type !== FileChangeType.Changed)) project.layoutChanged();
        for (const { uri, type } of changes) {
          const path = pathOfUri(uri);
          if (path === undefined || session.documents.atPath(path) !== undefined) continue;
          project.changed(path, null);
          if (type !== FileChangeType.Created) await workspace.changed(path);
        }
      }),
    );
  }

  async #configurationChanged({ session, feed, workspace, project }: Running): Promise<void> {
    await session.forgetConfiguration();
    await feed.refresh();
    await workspace.refresh();
    project.schedule();
  }

  async #execute(
    { session, actions, workspace }: Running,
    params: ExecuteCommandParams,
    token: Parameters<Parameters<Connection["onExecuteCommand"]>[0]>[1],
    attached: Parameters<Parameters<Connection["onExecuteCommand"]>[0]>[2],
  ): Promise<WorkspaceSummary | CyclePicture | boolean | null> {
    if (params.command === serverCommands.cyclePicture) {
      const [uri, position]: unknown[] = params.arguments ?? [];
      const document = typeof uri === "string" ? session.documents.get(uri) : undefined;
      const path = typeof uri === "string" ? pathOfUri(uri) : undefined;
      if (document === undefined || path === undefined || !Position.is(position)) return null;
      return cyclePicture(document.text, session.core.cyclesAt(path, document.text, document.offsetAt(position)));
    }
    if (params.command === serverCommands.fixAll) {
      const uri: unknown = params.arguments?.[0];
      const document = typeof uri === "string" ? session.documents.get(uri) : undefined;
      const edit = document === undefined ? undefined : await actions.fixAllEdit(document);
      if (edit === undefined) return false;
      return (await this.#connection.workspace.applyEdit({ label: "Fix all leaks", edit })).applied;
    }
    if (params.command === serverCommands.lintWorkspace) {
      const own = session.abilities.workDoneProgress && params.workDoneToken === undefined;
      const created = own ? await this.#connection.window.createWorkDoneProgress() : undefined;
      const progress = created ?? attached;
      progress.begin("leaklint: linting the workspace", 0, undefined, true);
      try {
        return await workspace.run(progress, created === undefined ? [token] : [token, created.token]);
      } finally {
        progress.done();
      }
    }
    throw new ResponseError(ErrorCodes.InvalidParams, `unknown command ${params.command}`);
  }

  /** Handles a request: refused outside the session's life; a failure is logged and answered with `fallback`. */
  async #asked<T>(name: string, fallback: T, handle: (running: Running) => T | Promise<T>): Promise<T> {
    if (this.#shutDown) throw new ResponseError(ErrorCodes.InvalidRequest, "the server was shut down");
    if (this.#running === undefined) throw new ResponseError(ErrorCodes.ServerNotInitialized, "not initialized");
    try {
      return await handle(this.#running);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.#running.session.logError(name, error);
      return fallback;
    }
  }

  /** Handles a notification: ignored outside the session's life; a failure is logged. */
  async #notified(name: string, handle: (running: Running) => void | Promise<void>): Promise<void> {
    if (this.#running === undefined || this.#shutDown) return;
    try {
      await handle(this.#running);
    } catch (error) {
      this.#running.session.logError(name, error);
    }
  }
}

function changeFolders(session: Session, { added, removed }: WorkspaceFoldersChangeEvent): void {
  const gone = new Set(removed.map(({ uri }) => uri));
  session.folders = [...session.folders.filter(({ uri }) => !gone.has(uri)), ...added];
}

async function hover(session: Session, params: HoverParams): Promise<Hover | null> {
  const document = session.documents.get(params.textDocument.uri);
  if (document === undefined) return null;
  const report = await session.report(document);
  if (report === null) return null;
  const offset = document.offsetAt(params.position);
  const findings = report.findings.filter(({ range }) => range.start <= offset && offset <= range.end);
  const [first] = findings;
  if (first === undefined) return null;
  const render = session.abilities.markdown ? hoverMarkdown : hoverPlainText;
  const rules = new Map(findings.map((finding) => [finding.rule, finding]));
  const texts = [...rules.values()].map((finding) =>
    render(
      finding,
      session.core.linter.rules.find(({ id }) => id === finding.rule),
    ),
  );
  return {
    contents: {
      kind: session.abilities.markdown ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: texts.join(session.abilities.markdown ? "\n\n---\n\n" : "\n\n"),
    },
    range: toLspRange(report.lines, first.range),
  };
}

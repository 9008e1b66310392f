/**
 * A client for protocol tests: starts the real server process, shakes hands, and complains in the end about
 * every message that no test asked for and about anything on standard error.
 */
import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  type LogMessageParams,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type Range,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver-protocol/node";

/** What a modern editor says it can do. */
export const modern: ClientCapabilities = {
  general: { positionEncodings: ["utf-16"] },
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
  },
  window: { workDoneProgress: true },
  textDocument: {
    diagnostic: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
  },
};

/** What a simple one says. */
export const simple: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } },
  },
};

interface Waiting {
  readonly method: string;
  readonly deliver: (params: unknown) => void;
}

export interface StartOptions {
  readonly command: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly folder?: string;
  readonly initialize?: Partial<InitializeParams>;
  /** Answer to workspace/configuration. */
  readonly settings?: unknown;
}

export class TestClient {
  readonly connection: MessageConnection;
  readonly child: ChildProcessWithoutNullStreams;
  /** Answer to workspace/configuration; may be changed while it runs. */
  settings: unknown;
  /** Whether window/workDoneProgress is cancelled as soon as it begins. */
  cancelProgress = false;
  /** Everything the server logged. */
  readonly log: string[] = [];
  readonly registered: string[] = [];
  init: InitializeResult | undefined;
  readonly #messages: { method: string; params: unknown }[] = [];
  #waiting: Waiting[] = [];
  #stderr = "";
  readonly exited: Promise<number | null>;

  private constructor(options: StartOptions) {
    const [program = "node", ...rest] = options.command;
    this.child = spawn(program, rest, { stdio: "pipe" });
    this.child.stderr.setEncoding("utf8").on("data", (data: string) => {
      this.#stderr += data;
    });
    // The server may go before all was written to it.
    this.child.stdin.on("error", () => {});
    this.exited = once(this.child, "exit").then(([code]) => code as number | null);
    this.settings = options.settings ?? null;
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    this.connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      for (const { method } of registrations) this.registered.push(method);
      return null;
    });
    this.connection.onRequest("window/workDoneProgress/create", () => null);
    this.connection.onUnhandledProgress(({ token, value }) => {
      this.#arrived("$/progress", value);
      if (this.cancelProgress) void this.connection.sendNotification("window/workDoneProgress/cancel", { token });
    });
    this.connection.onRequest("workspace/diagnostic/refresh", () => {
      this.#arrived("workspace/diagnostic/refresh", null);
      return null;
    });
    this.connection.onRequest("workspace/applyEdit", (params) => {
      this.#arrived("workspace/applyEdit", params);
      return { applied: true };
    });
    this.connection.onNotification("window/logMessage", ({ message }: LogMessageParams) => {
      this.log.push(message);
    });
    this.connection.onNotification((method, params) => this.#arrived(method, params));
    this.connection.onRequest((method) => {
      this.#arrived(method, null);
      return null;
    });
    this.connection.listen();
  }

  /** Starts a server without shaking hands. */
  static launch(options: StartOptions): TestClient {
    return new TestClient(options);
  }

  static async start(options: StartOptions): Promise<TestClient> {
    const client = new TestClient(options);
    client.init = await client.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: options.capabilities ?? modern,
      workspaceFolders: options.folder === undefined ? null : [{ uri: options.folder, name: "folder" }],
      ...options.initialize,
    });
    await client.connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  #arrived(method: string, params: unknown): void {
    const index = this.#waiting.findIndex((waiting) => waiting.method === method);
    const [waiting] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (waiting) waiting.deliver(params);
    else this.#messages.push({ method, params });
  }

  /** The next message of a method, come already or still to come. */
  next<T>(method: string, milliseconds = 10_000): Promise<T> {
    const index = this.#messages.findIndex((message) => message.method === method);
    const [message] = index < 0 ? [] : this.#messages.splice(index, 1);
    if (message) return Promise.resolve(message.params as T);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${method} came; log: ${this.log.join("\n")}`)), milliseconds);
      const deliver = (params: unknown) => {
        clearTimeout(timer);
        resolve(params as T);
      };
      this.#waiting.push({ method, deliver });
    });
  }

  published(): Promise<PublishDiagnosticsParams> {
    return this.next("textDocument/publishDiagnostics");
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    return this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "python", version, text },
    });
  }

  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    return this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, previousResultId });
  }

  /** The diagnostics of a full report. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    assert.equal(report.kind, "full");
    return report.kind === "full" ? report.items : [];
  }

  async actions(uri: string, range: Range, diagnostics: Diagnostic[] = [], only?: string[]): Promise<CodeAction[]> {
    const result = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics, only },
    });
    return (result ?? []) as CodeAction[];
  }

  /** Drops the refresh requests that came so far. */
  async quiet(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (let index = this.#messages.length - 1; index >= 0; index--) {
      if (this.#messages[index]?.method === "workspace/diagnostic/refresh") this.#messages.splice(index, 1);
    }
  }

  /** Shuts down, and fails on unread messages, noise, or an exit status other than 0. */
  async stop(expectLog: RegExp | null = null): Promise<void> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    assert.equal(await this.exited, 0);
    this.connection.dispose();
    assert.deepEqual(this.#messages, [], "messages that nobody consumed");
    assert.equal(this.#stderr, "", "standard error");
    if (expectLog === null) assert.deepEqual(this.log, []);
    else assert.match(this.log.join("\n"), expectLog);
  }

  /** Ends the process whatever its state; for use after a failed test. */
  kill(): void {
    if (this.child.exitCode === null) this.child.kill("SIGKILL");
  }
}

/** A range on one line. */
export function onLine(line: number, start: number, end: number): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

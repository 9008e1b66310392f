/** The VS Code side: starts the language server and lends it commands. All else is the server's work. */
import { commands, type ExtensionContext, type LogOutputChannel, window } from "vscode";
import {
  type ExecuteCommandSignature,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";

import { showCycle } from "./cycle-view.js";

const name = "leaklint";

/** What the server answers to `leaklint.lintWorkspace`. */
interface WorkspaceSummary {
  readonly files: number;
  readonly findings: number;
  readonly cancelled: boolean;
}

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel(name, { log: true });
  client = createClient(context, output);
  context.subscriptions.push(
    output,
    commands.registerCommand("leaklint.restartServer", () => start(output, () => client?.restart())),
    commands.registerCommand("leaklint.showOutput", () => output.show()),
    commands.registerCommand("leaklint.showCycle", showCycle),
  );
  await start(output, () => client?.start());
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

/** The only place that shows a message by itself: without a server there is nothing else to show. */
async function start(output: LogOutputChannel, begin: () => Promise<void> | undefined): Promise<void> {
  try {
    await begin();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const show = "Show output";
    // Not awaited: activation must not hang on a message that nobody clicks.
    void window.showErrorMessage(`leaklint could not start: ${message}`, show).then((chosen) => {
      if (chosen === show) output.show();
    });
  }
}

function createClient(context: ExtensionContext, outputChannel: LogOutputChannel): LanguageClient {
  const server: ServerOptions = {
    module: context.asAbsolutePath("server/dist/server.cjs"),
    transport: TransportKind.stdio,
  };
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: "python", scheme: "file" },
      { language: "python", scheme: "untitled" },
    ],
    outputChannel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    initializationOptions: { showsCycles: true },
    middleware: { executeCommand },
  };
  return new LanguageClient(name, name, server, options);
}

/** Completes the server's commands, which the command palette calls without arguments. */
async function executeCommand(command: string, args: unknown[], next: ExecuteCommandSignature): Promise<unknown> {
  if (command === "leaklint.fixAll" && args.length === 0) {
    const document = window.activeTextEditor?.document;
    return document === undefined ? undefined : next(command, [document.uri.toString()]);
  }
  if (command === "leaklint.lintWorkspace") {
    const summary = (await next(command, args)) as WorkspaceSummary | null;
    if (summary === null) return summary;
    const end = summary.cancelled ? " (cancelled)" : "";
    window.setStatusBarMessage(`leaklint: ${summary.findings} findings in ${summary.files} files${end}`, 10_000);
    await commands.executeCommand("workbench.actions.view.problems");
    return summary;
  }
  return next(command, args);
}

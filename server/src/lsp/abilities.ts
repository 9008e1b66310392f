import { type InitializeParams, MarkupKind } from "vscode-languageserver/node";

/** What the client at the other end can do, as far as the server's behaviour depends on it. */
export interface Abilities {
  /** It asks for diagnostics; otherwise the server publishes them. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticTags: boolean;
  /** Keeps `Diagnostic.data` between a diagnostic and a code action request. */
  readonly diagnosticData: boolean;
  /** Understands `CodeAction`; otherwise only commands. */
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  /** Fetches `CodeAction.edit` when the action is chosen. */
  readonly resolvesEdits: boolean;
  /** Understands edits that name the document version. */
  readonly versionedEdits: boolean;
  readonly markdown: boolean;
  readonly configurationRequests: boolean;
  readonly configurationRegistration: boolean;
  readonly watchedFilesRegistration: boolean;
  readonly workspaceFolders: boolean;
  readonly workDoneProgress: boolean;
  /** It has a command `leaklint.showCycle` that shows a picture; says so in `initializationOptions.showsCycles`. */
  readonly showsCycles: boolean;
}

/** Reads the client's capabilities. Anything missing or malformed counts as not supported. */
export function readAbilities(params: InitializeParams): Abilities {
  const { textDocument, workspace, window } = params.capabilities ?? {};
  const diagnostics = textDocument?.diagnostic ?? textDocument?.publishDiagnostics;
  const published = textDocument?.publishDiagnostics;
  const actions = textDocument?.codeAction;
  const resolvable = actions?.resolveSupport?.properties;
  const formats = textDocument?.hover?.contentFormat;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: (diagnostics?.relatedInformation ?? published?.relatedInformation) === true,
    codeDescription: (diagnostics?.codeDescriptionSupport ?? published?.codeDescriptionSupport) === true,
    diagnosticTags: (diagnostics?.tagSupport ?? published?.tagSupport) !== undefined,
    diagnosticData: (diagnostics?.dataSupport ?? published?.dataSupport) === true,
    codeActionLiterals: actions?.codeActionLiteralSupport !== undefined,
    preferredActions: actions?.isPreferredSupport === true,
    resolvesEdits: actions?.dataSupport === true && Array.isArray(resolvable) && resolvable.includes("edit"),
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    markdown: Array.isArray(formats) && formats.includes(MarkupKind.Markdown),
    configurationRequests: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFilesRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    workDoneProgress: window?.workDoneProgress === true,
    showsCycles: params.initializationOptions?.showsCycles === true,
  };
}

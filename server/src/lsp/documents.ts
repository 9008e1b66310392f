import type { TextDocumentContentChangeEvent, TextDocumentItem } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Edit } from "../base/text.js";
import type { FileReport, FileSettings, Linter, OpenFile } from "../lint/types.js";
import { pathOfUri } from "./uri.js";

/** A document that the client has open, and its last report. */
export class Document {
  readonly uri: string;
  /** File path; for a document without one (`untitled:`), a name that stands for it. */
  readonly path: string;
  readonly onDisk: boolean;
  readonly languageId: string;
  /** Tells this opening of the document from an earlier one with the same version numbers. */
  readonly serial: number;
  #document: TextDocument;
  #file: OpenFile | undefined;
  #last:
    | { readonly version: number; readonly key: string; readonly revision: number; readonly report: FileReport }
    | undefined;

  constructor(item: TextDocumentItem, serial: number) {
    const path = pathOfUri(item.uri);
    this.uri = item.uri;
    this.path = path ?? "untitled.py";
    this.onDisk = path !== undefined;
    this.languageId = item.languageId;
    this.serial = serial;
    this.#document = TextDocument.create(item.uri, item.languageId, item.version, item.text);
  }

  get version(): number {
    return this.#document.version;
  }

  get text(): string {
    return this.#document.getText();
  }

  offsetAt(position: { line: number; character: number }): number {
    return this.#document.offsetAt(position);
  }

  /** Applies the changes of one notification, in their order, each to the result of those before it. */
  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    let pending: Edit[] = [];
    const flush = () => {
      if (pending.length > 0) this.#file?.change(this.text, pending);
      pending = [];
    };
    for (const change of changes) {
      let edit: Edit;
      if ("range" in change) {
        const [start, end] = [this.offsetAt(change.range.start), this.offsetAt(change.range.end)];
        edit = { start: Math.min(start, end), end: Math.max(start, end), text: change.text };
      } else {
        edit = { start: 0, end: this.text.length, text: change.text };
      }
      // Editors send the edits of several cursors from the last to the first, so that each stands in the
      // text before all of them. Any other order needs a step between.
      const previous = pending.at(-1);
      if (previous !== undefined && edit.end >= previous.start) flush();
      this.#document = TextDocument.update(this.#document, [change], version);
      pending.push(edit);
    }
    flush();
    this.#last = undefined;
  }

  /** The report on the present text; computed once for each version, settings and what the project says. */
  lint(linter: Linter, settings: FileSettings): FileReport {
    const revision = linter.project?.revision(this.path) ?? 0;
    const last = this.#last;
    if (last?.version === this.version && last.key === settings.key && last.revision === revision) return last.report;
    this.#file ??= linter.open(this.path, this.text);
    const report = this.#file.lint(settings);
    this.#last = { version: this.version, key: settings.key, revision, report };
    return report;
  }

  dispose(): void {
    this.#file?.dispose();
    this.#file = undefined;
  }

  /** Forgets what the linter keeps; the next lint begins anew. For the time after an exception in it. */
  reset(): void {
    this.#last = undefined;
    try {
      this.dispose();
    } finally {
      this.#file = undefined;
    }
  }
}

/** The documents that the client has open, by URI. */
export class Documents {
  readonly #byUri = new Map<string, Document>();
  #serial = 0;

  open(item: TextDocumentItem): Document {
    this.#byUri.get(item.uri)?.dispose();
    const document = new Document(item, ++this.#serial);
    this.#byUri.set(item.uri, document);
    return document;
  }

  get(uri: string): Document | undefined {
    return this.#byUri.get(uri);
  }

  /** The open document of a file, however its URI is spelled. */
  atPath(path: string): Document | undefined {
    for (const document of this.#byUri.values()) if (document.onDisk && document.path === path) return document;
    return undefined;
  }

  close(uri: string): Document | undefined {
    const document = this.#byUri.get(uri);
    this.#byUri.delete(uri);
    document?.dispose();
    return document;
  }

  all(): readonly Document[] {
    return [...this.#byUri.values()];
  }
}

/** What is known of a project's files, and what has become of it when texts change. */
import { createHash } from "node:crypto";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { TypeEntry, ValueSpec } from "../catalogue/schema.js";
import type { FileResult } from "./analyse.js";
import { components } from "./components.js";
import { type ImportRequest, NO_INFO, scanImports } from "./imports.js";
import { Linker, type ModuleSummary, summarize } from "./linker.js";
import type { ModuleMap } from "./modules.js";
import { NO_QUESTIONS, ProjectCatalogue, type Questions, type ViewContext } from "./view.js";

/** What the index needs of its host. */
export interface IndexParts {
  readonly map: ModuleMap;
  /** A file's present text; null where it cannot be read. */
  readonly read: (file: string) => string | null;
  /** The catalogue of libraries that holds for a file. */
  readonly catalogueFor: (file: string) => Catalogue;
}

/** What is known of one file. */
export interface IndexedFile {
  readonly file: string;
  /** Of the text whose imports these are; null where it could not be read. */
  readonly digest: string | null;
  readonly imports: readonly ImportRequest[];
  edges: readonly string[];
  /** The analysis that its summary comes from. */
  analysed: {
    readonly digest: string | null;
    readonly edges: string;
    readonly libraries: Catalogue;
    readonly questions: Questions;
  } | null;
  /** An analysis that somebody made of a text on the way. */
  offer: { readonly digest: string; readonly result: FileResult } | null;
  /** The revision at which what others see of it last changed. */
  changed: number;
  /** The revision up to which its analysis is known to hold. */
  verified: number;
  /** Names that may give a resource, its own and those of all that it imports. */
  acquiring: ReadonlySet<string>;
  /** Of these, those of the files that it imports. */
  acquiringBelow: ReadonlySet<string>;
  isInCycle: boolean;
}

const NOTHING: ReadonlySet<string> = new Set();

/** A short text that is equal for equal texts only. */
export function digestOf(text: string): string {
  return createHash("sha1").update(text).digest("base64url");
}

/**
 * The index. It knows the files that were asked for and those that they import, directly or not, and nothing else:
 * what is found in a file follows from these. A `Plan` brings it up to date.
 */
export class ProjectIndex {
  readonly linker: Linker;
  /** Grows with each change of what files tell each other. */
  revision = 0;
  readonly #files = new Map<string, IndexedFile>();
  readonly #stale = new Set<string>();

  constructor(readonly parts: IndexParts) {
    this.linker = new Linker(parts.map);
  }

  /** The text of a file may have changed: look again when next needed. */
  changed(file: string): void {
    this.#stale.add(file);
  }

  /** Files came or went: what imports lead to has to be found anew. */
  layoutChanged(): void {
    this.parts.map.forget();
    for (const known of this.#files.values()) known.edges = this.parts.map.filesOf(known.file, known.imports);
  }

  /** Anything may have changed: texts, files and settings. */
  allChanged(): void {
    for (const file of this.#files.keys()) this.#stale.add(file);
    this.layoutChanged();
  }

  get(file: string): IndexedFile | undefined {
    return this.#files.get(file);
  }

  /** A file with the imports of its present text. */
  scan(file: string): IndexedFile {
    const known = this.#files.get(file);
    if (known !== undefined && !this.#stale.delete(file)) return known;
    const text = this.parts.read(file);
    const digest = text === null ? null : digestOf(text);
    if (known !== undefined && known.digest === digest) return known;
    const imports = text === null ? [] : detached(scanImports(text));
    const scanned: IndexedFile = {
      file,
      digest,
      imports,
      edges: this.parts.map.filesOf(file, imports),
      analysed: known?.analysed ?? null,
      offer: known?.offer ?? null,
      changed: known?.changed ?? 0,
      verified: known?.verified ?? -1,
      acquiring: known?.acquiring ?? NOTHING,
      acquiringBelow: known?.acquiringBelow ?? NOTHING,
      isInCycle: known?.isInCycle ?? false,
    };
    this.#files.set(file, scanned);
    return scanned;
  }

  /** The files and all that they import, in components: those that are imported first. */
  components(files: Iterable<string>): readonly (readonly string[])[] {
    return components(files, (file) => this.scan(file).edges);
  }

  /** Whether a file has an analysis of its present text and imports. */
  isAnalysed({ file, analysed, digest, edges }: IndexedFile): boolean {
    if (analysed === null || analysed.digest !== digest || analysed.edges !== edges.join("\n")) return false;
    return analysed.libraries === this.parts.catalogueFor(file);
  }

  /** Whether a file would be analysed with the same result now. */
  holds(file: string, questions: Questions): boolean {
    return this.#view(file).holds(questions);
  }

  /** What a file needs of others, as known now. */
  contextOf(file: string): ViewContext {
    const { edges, acquiringBelow, isInCycle } = this.scan(file);
    return { file, edges, acquiring: acquiringBelow, isInCycle };
  }

  /** Use this result where it turns out to be the one that is needed: somebody had the text at hand. */
  offer(file: string, text: string, result: FileResult): void {
    const known = this.#files.get(file);
    if (known !== undefined) known.offer = { digest: digestOf(text), result };
  }

  /** Take over the result of an analysis; null where there is none. Whether others see a change. */
  publish(file: string, result: FileResult | null): boolean {
    const known = this.scan(file);
    const summary = result?.summary ?? emptySummary(file, known.edges);
    const before = this.linker.get(file);
    known.analysed = {
      digest: known.digest,
      edges: known.edges.join("\n"),
      libraries: this.parts.catalogueFor(file),
      questions: result?.questions ?? NO_QUESTIONS,
    };
    known.offer = null;
    if (before !== undefined && fingerprint(before) === fingerprint(summary)) return false;
    this.linker.set(summary);
    known.changed = ++this.revision;
    return true;
  }

  /** Let go of what is needed only to see later whether an analysis still holds. */
  forgetQuestions(file: string): void {
    const known = this.#files.get(file);
    if (known?.analysed != null) known.analysed = { ...known.analysed, questions: NO_QUESTIONS };
  }

  /** Summaries that have changed since a revision. */
  changedSince(revision: number): readonly ModuleSummary[] {
    const summaries: ModuleSummary[] = [];
    for (const { file, changed } of this.#files.values()) {
      const summary = changed > revision ? this.linker.get(file) : undefined;
      if (summary !== undefined) summaries.push(summary);
    }
    return summaries;
  }

  /** Forget what a file tells, until it is analysed again. */
  withdraw(file: string): void {
    const known = this.scan(file);
    known.analysed = null;
    this.linker.delete(file);
  }

  /** Names of a file's own by which it may give a resource, other names for what it imports among them. */
  acquiringOf(file: string): ReadonlySet<string> {
    const summary = this.linker.get(file);
    if (summary === undefined) return NOTHING;
    const view = this.#view(file);
    const prefix = `${this.linker.map.moduleName(file)}.`;
    // The view of a file does not answer for the file itself.
    const typeOf = (name: string): TypeEntry | undefined =>
      (name.startsWith(prefix) ? summary.types.get(name.slice(prefix.length))?.entry : undefined) ?? view.type(name);
    const names = new Set<string>();
    const lastOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1);
    for (const [name, { entry }] of summary.callables) {
      if (entry.returns !== undefined && givesResource(entry.returns, typeOf)) names.add(lastOf(name));
    }
    for (const { entry } of summary.types.values()) {
      for (const [name, { returns }] of Object.entries(entry.methods ?? {})) {
        if (returns !== undefined && givesResource(returns, typeOf)) names.add(name);
      }
    }
    for (const [name, meanings] of [...summary.info.imports, ...summary.info.aliases]) {
      const lasts = typeof meanings === "string" ? [lastOf(meanings)] : meanings.map(lastOf);
      if (lasts.some((last) => last !== name && (view.acquiringNames.has(last) || names.has(last)))) names.add(name);
    }
    return names;
  }

  #view(file: string): ProjectCatalogue {
    return new ProjectCatalogue(this.parts.catalogueFor(file), this.linker, this.contextOf(file));
  }
}

type TypeOf = (name: string) => TypeEntry | undefined;

function givesResource(value: ValueSpec, typeOf: TypeOf, seen: ReadonlySet<string> = new Set()): boolean {
  if (typeof value === "string") {
    const type = seen.has(value) ? undefined : typeOf(value);
    if (type === undefined) return false;
    if (type.resource !== undefined) return true;
    return type.iterates !== undefined && givesResource(type.iterates, typeOf, new Set([...seen, value]));
  }
  if ("elements" in value) return value.elements.some((part) => part !== null && givesResource(part, typeOf, seen));
  return "each" in value && givesResource(value.each, typeOf, seen);
}

function emptySummary(file: string, edges: readonly string[]): ModuleSummary {
  return summarize(file, edges, NO_INFO, { callables: new Map(), types: new Map() });
}

const fingerprints = new WeakMap<ModuleSummary, string>();

/** A text that is equal exactly when two summaries say the same. */
function fingerprint(summary: ModuleSummary): string {
  let text = fingerprints.get(summary);
  if (text === undefined) {
    const entries = (map: ReadonlyMap<string, { readonly canonical: string }>) =>
      [...map].map(([name, { canonical }]) => [name, canonical]);
    text = digestOf(JSON.stringify([summary.edges, summary.info, entries(summary.callables), entries(summary.types)]));
    fingerprints.set(summary, text);
  }
  return text;
}

/** A copy that shares no characters with the text that it was cut from. */
function detached<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

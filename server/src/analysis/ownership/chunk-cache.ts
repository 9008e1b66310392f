/**
 * Remembers, while a file is edited, which of its top-level functions and classes lose nothing, and what
 * they tell other files: those that an edit cannot concern are not walked again.
 *
 * What is said of a function or class depends on its own text, on the top-level functions and classes
 * that it mentions, theirs in turn, on the code between them, and on what the catalogue answers. All of
 * that makes up its key; so nothing is ever invalidated, it is just not found.
 */
import { detached } from "../../base/text.js";
import type { Catalogue } from "../../catalogue/catalogue.js";
import type { CallableEntry, TypeEntry } from "../../catalogue/schema.js";
import type { ClassDef, FunctionDef, Module, Stmt } from "../../syntax/ast.js";

/** A top-level function or class. */
export type Chunk = FunctionDef | ClassDef;

export interface ChunkExports {
  readonly callables: readonly (readonly [string, CallableEntry])[];
  readonly types: readonly (readonly [string, TypeEntry])[];
}

interface Remembered {
  /** It loses nothing, whatever code stands elsewhere in the file. */
  isClean: boolean;
  exports: ChunkExports | null;
}

type Question = "callable" | "type" | "class";

/** What a catalogue was asked, and answered. */
export type Questions = Map<string, unknown>;

/** Ask a catalogue, and note the answer. */
export function ask(questions: Questions, catalogue: Catalogue, kind: Question, name: string): unknown {
  const answer =
    kind === "callable"
      ? catalogue.callable(name)
      : kind === "type"
        ? catalogue.type(name)
        : catalogue.typeOfClass(name);
  questions.set(`${kind} ${name}`, answer);
  return answer;
}

/** What is known of the chunks of one text. */
export class Generation {
  private keys: ReadonlyMap<Chunk, string> | undefined;
  private readonly known = new Map<Chunk, Remembered>();

  /** @param before what is known of earlier texts, by key. */
  constructor(
    private readonly keysOf: () => ReadonlyMap<Chunk, string>,
    private readonly before: ReadonlyMap<string, Remembered>,
    /** The analysis has asked these questions. */
    readonly asked: (questions: Questions) => void,
  ) {}

  /** What is known of a chunk, to be read and filled in. */
  of(chunk: Chunk): Remembered {
    let known = this.known.get(chunk);
    if (known === undefined) {
      const earlier = this.before.size === 0 ? undefined : this.before.get(this.keyOf(chunk));
      known = earlier ?? { isClean: false, exports: null };
      this.known.set(chunk, known);
    }
    return known;
  }

  /** What later texts may find. */
  remembered(): Map<string, Remembered> {
    if (this.before.size === 0) return new Map([...this.known].map(([chunk, known]) => [this.keyOf(chunk), known]));
    this.keys ??= this.keysOf();
    const all = new Map<string, Remembered>();
    for (const [chunk, key] of this.keys) {
      const known = this.known.get(chunk) ?? this.before.get(key);
      if (known !== undefined) all.set(key, known);
    }
    return all;
  }

  private keyOf(chunk: Chunk): string {
    this.keys ??= this.keysOf();
    return this.keys.get(chunk) ?? "";
  }
}

/**
 * One cache belongs to one file; its answers are as good as those of a cache that was never used. Of the first text
 * nothing is computed before there is a second one.
 */
export class ChunkCache {
  private last: Generation | null = null;
  private ids = new Map<string, number>();
  private words = new Map<number, ReadonlySet<string>>();
  private questions: Questions = new Map();
  private catalogue: Catalogue | null = null;
  private nextId = 0;

  /** Begin the analysis of a text. Questions asked in earlier ones are asked again, for whoever listens. */
  begin(module: Module, text: string, catalogue: Catalogue): Generation {
    let before = this.last?.remembered() ?? new Map<string, Remembered>();
    if (catalogue !== this.catalogue && !this.stillAnswered(catalogue)) {
      before = new Map();
      this.questions = new Map();
    }
    this.catalogue = catalogue;
    this.last = new Generation(
      () => this.keysOf(module, text),
      before,
      (questions) => {
        if (this.questions.size === 0) this.questions = questions;
        else for (const [question, answer] of questions) this.questions.set(question, answer);
      },
    );
    return this.last;
  }

  private stillAnswered(catalogue: Catalogue): boolean {
    for (const [question, answer] of this.questions) {
      const space = question.indexOf(" ");
      const now = ask(new Map(), catalogue, question.slice(0, space) as Question, question.slice(space + 1));
      if (now !== answer && JSON.stringify(now) !== JSON.stringify(answer)) return false;
    }
    return true;
  }

  private keysOf(module: Module, text: string): Map<Chunk, string> {
    const ids = new Map<string, number>();
    const words = new Map<number, ReadonlySet<string>>();
    const idOf = (part: string): number => {
      const id = this.ids.get(part) ?? ids.get(part);
      if (id !== undefined) {
        ids.set(part, id);
        return id;
      }
      // A slice would keep the whole text alive.
      ids.set(detached(part), this.nextId);
      return this.nextId++;
    };
    const parts: Part[] = [];
    const byName = new Map<string, number[]>();
    const note = (name: string, index: number): void => {
      byName.set(name, [...(byName.get(name) ?? []), index]);
    };
    let between = (text.match(/\bglobal [^\n]*/g) ?? []).join("\n");
    const imports: (readonly [Stmt, readonly string[]])[] = [];
    for (const stmt of module.body) {
      const part = text.slice(stmt.start, stmt.end);
      const imported = boundByImport(stmt);
      if (imported !== null) {
        imports.push([stmt, imported]);
        continue;
      }
      if (stmt.kind !== "FunctionDef" && stmt.kind !== "ClassDef") {
        between += `\n${part}`;
        continue;
      }
      const id = idOf(part);
      const own = this.words.get(id) ?? new Set(wordsOf(part).map(detached));
      words.set(id, own);
      note(stmt.name.name, parts.push({ chunk: stmt, id, words: own }) - 1);
    }
    // An import concerns those who mention what it binds; one that the code between mentions, or another import, all.
    const common = new Set(wordsOf(between));
    const times = new Map<string, number>();
    for (const [, names] of imports) for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
    for (const [stmt, names] of imports) {
      const part = text.slice(stmt.start, stmt.end);
      if (names.some((name) => common.has(name) || times.get(name) !== 1)) between += `\n${part}`;
      else for (const name of names) note(name, parts.push({ chunk: null, id: idOf(part), words: NO_WORDS }) - 1);
    }
    const surroundings = idOf(between);
    this.ids = ids;
    this.words = words;
    const mentions = parts.map((part) => [...part.words].flatMap((word) => byName.get(word) ?? []));
    return new Map(
      parts.flatMap(({ chunk, id }, index) => {
        if (chunk === null) return [];
        const reached = new Set([index]);
        for (const at of reached) for (const other of mentions[at] ?? []) reached.add(other);
        const others = [...reached].map((at) => parts[at]?.id).sort((a, b) => (a ?? 0) - (b ?? 0));
        return [[chunk, `${surroundings}:${id}:${others.join()}`] as const];
      }),
    );
  }
}

/** A chunk, or (null) an import. */
interface Part {
  readonly chunk: Chunk | null;
  readonly id: number;
  readonly words: ReadonlySet<string>;
}

const NO_WORDS: ReadonlySet<string> = new Set();

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
}

/** The names that an import binds; null for what is none, or binds whatever there is. */
function boundByImport(stmt: Stmt): readonly string[] | null {
  if (stmt.kind !== "Import" && stmt.kind !== "ImportFrom") return null;
  if (stmt.kind === "ImportFrom" && (stmt.module === "__future__" || stmt.names.some(({ name }) => name === "*")))
    return null;
  return stmt.names.map(({ name, asName }) => asName ?? (name.split(".", 1)[0] as string));
}

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
import type { ClassDef, FunctionDef, Module } from "../../syntax/ast.js";

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

/** One cache belongs to one file; its answers are as good as those of a cache that was never used. */
export class ChunkCache {
  private remembered = new Map<string, Remembered>();
  private fresh = new Map<string, Remembered>();
  private ids = new Map<string, number>();
  private words = new Map<number, ReadonlySet<string>>();
  private keys = new Map<Chunk, string>();
  private questions: Questions = new Map();
  private nextId = 0;

  /** Begin the analysis of a text. Questions asked in earlier ones are asked again, for whoever listens. */
  begin(module: Module, text: string, catalogue: Catalogue): void {
    this.remembered = this.fresh;
    this.fresh = new Map();
    if (!this.stillAnswered(catalogue)) {
      this.remembered = new Map();
      this.questions = new Map();
    }
    this.keys = this.keysOf(module, text);
  }

  /** End it: `questions` are those that it asked. */
  end(questions: Questions): void {
    for (const [question, answer] of questions) this.questions.set(question, answer);
  }

  /** What is known of a chunk, to be read and filled in. */
  of(chunk: Chunk): Remembered {
    const key = this.keys.get(chunk) ?? "";
    let known = this.fresh.get(key);
    if (known === undefined) {
      known = this.remembered.get(key) ?? { isClean: false, exports: null };
      this.fresh.set(key, known);
    }
    return known;
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
    const chunks: { readonly chunk: Chunk; readonly id: number; readonly words: ReadonlySet<string> }[] = [];
    const byName = new Map<string, number[]>();
    let between = (text.match(/\bglobal [^\n]*/g) ?? []).join("\n");
    for (const stmt of module.body) {
      const part = text.slice(stmt.start, stmt.end);
      if (stmt.kind !== "FunctionDef" && stmt.kind !== "ClassDef") {
        between += `\n${part}`;
        continue;
      }
      const id = idOf(part);
      const own = this.words.get(id) ?? new Set((part.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).map(detached));
      words.set(id, own);
      const index = chunks.push({ chunk: stmt, id, words: own }) - 1;
      byName.set(stmt.name.name, [...(byName.get(stmt.name.name) ?? []), index]);
    }
    this.ids = ids;
    this.words = words;
    const surroundings = idOf(between);
    const mentions = chunks.map((chunk) => [...chunk.words].flatMap((word) => byName.get(word) ?? []));
    return new Map(
      chunks.map(({ chunk, id }, index) => {
        const reached = new Set([index]);
        for (const at of reached) for (const other of mentions[at] ?? []) reached.add(other);
        const others = [...reached].map((at) => chunks[at]?.id).sort((a, b) => (a ?? 0) - (b ?? 0));
        return [chunk, `${surroundings}:${id}:${others.join()}`];
      }),
    );
  }
}

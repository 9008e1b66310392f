/** The way of a resource through the files of a project, for messages: from function to function, with their places. */
import { LineIndex, type LinePosition } from "../base/text.js";
import type { Linker, Place } from "./linker.js";
import type { ViewContext } from "./view.js";

/** A step in some file of the project. Lines and columns of the region count from 0. */
export interface TrailStep {
  readonly message: string;
  readonly path: string;
  readonly range: { readonly start: number; readonly end: number };
  readonly region: { readonly start: LinePosition; readonly end: LinePosition };
}

/** Longer chains say no more. */
const MAX_STEPS = 12;

interface FileText {
  readonly text: string;
  readonly lines: LineIndex;
}

/**
 * Finds the places by name, in the texts as they are when somebody asks: summaries hold no places, so that they
 * stay the same when lines move.
 */
export class Trails {
  readonly #texts = new Map<string, FileText | null>();

  /** @param read a file's present text; null where it cannot be read. */
  constructor(readonly read: (file: string) => string | null) {}

  /** The text of a file may have changed; of all files, where none is named. */
  changed(file?: string): void {
    if (file === undefined) this.#texts.clear();
    else this.#texts.delete(file);
  }

  /** The steps from the function that a qualified name means in a file to the call that acquires. */
  of(linker: Linker, { file, edges }: ViewContext, name: string): TrailStep[] {
    const steps: TrailStep[] = [];
    const seen = new Set<string>();
    let place: Place | null = linker.locate(file, new Set(edges), name);
    while (place !== null && place.file !== null && steps.length < MAX_STEPS) {
      const key = `${place.file}\0${place.local}`;
      const origin = linker.callable(place)?.entry.origin;
      if (seen.has(key) || origin === undefined) break;
      seen.add(key);
      const step = this.#step(place.file, place.local, origin);
      if (step === null) break;
      steps.push(step);
      place = linker.meaning(place.file, origin);
    }
    return steps;
  }

  #step(path: string, local: string, origin: string): TrailStep | null {
    const file = this.#textOf(path);
    if (file === null) return null;
    const definition = definitionIn(file.text, local);
    if (definition === null) return null;
    const call = callIn(file.text, definition, origin);
    const at = (range: { start: number; end: number }) => ({
      path,
      range,
      region: { start: file.lines.positionAt(range.start), end: file.lines.positionAt(range.end) },
    });
    const name = local.slice(local.lastIndexOf(".") + 1);
    return { message: `'${name}' has it from ${origin}(), called here`, ...at(call ?? definition.name) };
  }

  #textOf(path: string): FileText | null {
    let known = this.#texts.get(path);
    if (known === undefined) {
      const text = this.read(path);
      known = text === null ? null : { text, lines: new LineIndex(text) };
      this.#texts.set(path, known);
    }
    return known;
  }
}

interface Definition {
  readonly name: { readonly start: number; readonly end: number };
  readonly start: number;
  readonly end: number;
}

/** The definition of `make` or `Reader.make` in a text, found without a parse; null where there is none. */
function definitionIn(text: string, local: string): Definition | null {
  let found: Definition | null = null;
  let [from, to, outer] = [0, text.length, -1];
  for (const part of local.split(".")) {
    const head = new RegExp(`^([ \\t]*)(?:async[ \\t]+)?(?:def|class)[ \\t]+(${part})\\b`, "gm");
    head.lastIndex = from;
    let match = head.exec(text);
    // A definition further in is another one.
    while (match !== null && match.index < to && (match[1] ?? "").length <= outer) match = head.exec(text);
    if (match === null || match.index >= to) return null;
    const indent = (match[1] ?? "").length;
    const start = head.lastIndex - part.length;
    found = {
      name: { start, end: head.lastIndex },
      start: match.index,
      end: endOfBlock(text, head.lastIndex, indent, to),
    };
    [from, to, outer] = [head.lastIndex, found.end, indent];
  }
  return found;
}

/** The offset of the first line behind a definition that is indented no further than it. */
function endOfBlock(text: string, from: number, indent: number, limit: number): number {
  const line = /^([ \t]*)[^\s#)\]}]/gm;
  line.lastIndex = text.indexOf("\n", from) + 1 || limit;
  for (let match = line.exec(text); match !== null && match.index < limit; match = line.exec(text)) {
    if ((match[1] ?? "").length <= indent) return match.index;
  }
  return limit;
}

/** The first call of a callee inside of a definition, its name underlined. */
function callIn(text: string, { name, end }: Definition, callee: string): { start: number; end: number } | null {
  const pattern = new RegExp(`(?<![\\w.])${callee.replaceAll(".", "\\s*\\.\\s*")}(?=\\s*\\()`, "g");
  const match = pattern.exec(codeOf(text.slice(name.end, end)));
  const start = match === null ? -1 : name.end + match.index;
  return match === null ? null : { start, end: start + match[0].length };
}

/** Code with its strings and comments blanked. */
function codeOf(text: string): string {
  const quoted = /("""|''')[\s\S]*?\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g;
  return text.replace(quoted, (part) => " ".repeat(part.length));
}

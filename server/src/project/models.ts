/** Models of a project's other files, for analyses that look into what a file imports. */
import { type Definition, FileModel, type Surroundings } from "../analysis/model/file-model.js";
import { FOREIGN_START, LineIndex, type LinePosition, type Range } from "../base/text.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { Binding } from "../semantics/scopes.js";
import type { Module } from "../syntax/ast.js";
import type { PythonParser } from "../syntax/parser.js";
import { moved } from "../syntax/reuse.js";
import type { ModuleMap } from "./modules.js";

/** What the models need of their host. */
export interface ModelParts {
  readonly map: ModuleMap;
  readonly parser: PythonParser;
  /** A file's present text; null where it cannot be read. */
  readonly read: (file: string) => string | null;
  /** The catalogue of libraries that holds for a file. */
  readonly catalogueFor: (file: string) => Catalogue;
}

/** A place in another file, as reports name it. Lines and columns count from 0. */
export interface ForeignPlace {
  readonly path: string;
  readonly range: Range;
  readonly region: { readonly start: LinePosition; readonly end: LinePosition };
}

interface Loaded {
  readonly file: string;
  readonly text: string;
  /** Where its places begin. */
  readonly offset: number;
  readonly module: Module;
  readonly asked: Set<string>;
  model?: FileModel;
  lines?: LineIndex;
}

/** Texts longer than this are data, mostly. UTF-16 units. */
const LONGEST = 600_000;
/** When so much text is held, all is let go before the next file. */
const MOST_HELD = 3_000_000;
/** ASTs of so much text are kept for those who may ask. */
const MOST_OFFERED = 2_000_000;
/** No more is loaded for one file, whatever it imports. */
const MOST_AT_ONCE = 12_000_000;
/** Re-exports are followed this far. */
const MAX_STEPS = 20;

/**
 * The models of files that others import, each made when an analysis first asks what an imported name means, and kept
 * for the next file that asks: what is found in a file must not depend on which were linted before, so whatever is
 * kept with a model must not depend on who asked first. Who has asked is remembered, and told when a text that an
 * answer came from has changed.
 */
export class Models {
  readonly #loaded = new Map<string, Loaded | null>();
  /** The files that were linted, with those that they looked into. */
  readonly #asked = new Map<string, Set<string>>();
  /** The files that each file looked into when it was loaded last. */
  readonly #edges = new Map<string, Set<string>>();
  readonly #stale = new Set<string>();
  readonly #outdated = new Set<string>();
  /** ASTs that others have made of files, the latest last. */
  readonly #offers = new Map<string, { readonly text: string; readonly module: Module }>();
  #offered = 0;
  #held = 0;
  #next = FOREIGN_START;

  constructor(readonly parts: ModelParts) {}

  /** The surroundings of a file that is looked at now; `outdated` tells of it where it is linted. */
  around(file: string, isLinted = true): Surroundings {
    this.#refresh();
    if (this.#held > MOST_HELD) this.#clear();
    const asked = new Set<string>();
    if (isLinted) this.#asked.set(file, asked);
    return this.#surroundings(file, asked);
  }

  /** Where a place lies that is in another file; null where its text is not held any more. */
  locate(range: Range): ForeignPlace | null {
    const found = this.#at(range.start);
    if (found === null) return null;
    const local = { start: range.start - found.offset, end: range.end - found.offset };
    found.lines ??= new LineIndex(found.text);
    const region = { start: found.lines.positionAt(local.start), end: found.lines.positionAt(local.end) };
    return { path: found.file, range: local, region };
  }

  /** The files in which places lie, each once. */
  filesOf(ranges: readonly Range[]): readonly string[] {
    return [...new Set(ranges.flatMap(({ start }) => this.#at(start)?.file ?? []))].sort();
  }

  /** The AST of a file's text, places counted from 0, where it was made; null where somebody has to parse it. */
  astOf(file: string, text: string): Module | null {
    const loaded = this.#loaded.get(file);
    return loaded?.text === text ? moved(loaded.module, -loaded.offset) : null;
  }

  /** The AST of a text that a file has now: nobody need parse it again. Places count from 0. */
  offer(file: string, text: string, module: Module): void {
    this.#withdraw(file);
    this.#offers.set(file, { text, module });
    this.#offered += text.length;
    for (const oldest of this.#offers.keys()) {
      if (this.#offered <= MOST_OFFERED) break;
      this.#withdraw(oldest);
    }
  }

  #withdraw(file: string): void {
    this.#offered -= this.#offers.get(file)?.text.length ?? 0;
    this.#offers.delete(file);
  }

  /** The text of a file may have changed. */
  changed(file: string): void {
    this.#stale.add(file);
  }

  /** Files came or went, or anything may have changed. */
  layoutChanged(): void {
    for (const [file, asked] of this.#asked) if (asked.size > 0) this.#outdated.add(file);
    this.#clear();
    this.#edges.clear();
    this.#stale.clear();
  }

  /** The linted files that looked into one whose text is another now, since the last call. */
  outdated(): readonly string[] {
    this.#refresh();
    const files = [...this.#outdated];
    this.#outdated.clear();
    return files;
  }

  #refresh(): void {
    for (const file of this.#stale) {
      const known = this.#loaded.get(file);
      if (known !== undefined && this.parts.read(file) === (known?.text ?? null)) continue;
      const reach = this.#thatReach(file);
      const isOther = known == null || essenceOf(this.parts.read(file)) !== essenceOf(known.text);
      if (isOther)
        for (const [linted, asked] of this.#asked)
          if (linted !== file && [...asked].some((one) => reach.has(one))) this.#outdated.add(linted);
      // What was inferred with its help may be otherwise now.
      for (const one of reach) {
        this.#drop(one);
        this.#edges.delete(one);
      }
    }
    this.#stale.clear();
  }

  /** A file, and those that looked into it, directly or not. */
  #thatReach(file: string): ReadonlySet<string> {
    const reach = new Set([file]);
    for (let before = 0; before < reach.size; ) {
      before = reach.size;
      for (const [one, asked] of this.#edges) if ([...asked].some((other) => reach.has(other))) reach.add(one);
    }
    return reach;
  }

  #drop(file: string): void {
    this.#held -= this.#loaded.get(file)?.text.length ?? 0;
    this.#loaded.delete(file);
  }

  #clear(): void {
    this.#loaded.clear();
    this.#held = 0;
    this.#next = FOREIGN_START;
  }

  #surroundings(file: string, asked: Set<string>): Surroundings {
    const answers = new Map<string, Definition | null>();
    return {
      find: (name) => {
        let answer = answers.get(name);
        if (answer === undefined) {
          answer = this.#find(file, name, asked, 0);
          answers.set(name, answer);
        }
        return answer;
      },
      mayFind: (name) => name.startsWith(".") || this.parts.map.top(file, name.split(".", 1)[0] ?? "") !== null,
      modelAt: ({ start }) => {
        const found = this.#at(start);
        return found === null ? null : this.#modelOf(found);
      },
      fileAt: ({ start }) => this.#at(start)?.file ?? null,
    };
  }

  #find(file: string, name: string, asked: Set<string>, steps: number): Definition | null {
    if (steps > MAX_STEPS) return null;
    const level = /^\.*/.exec(name)?.[0].length ?? 0;
    const parts = name.slice(level).split(".").filter(Boolean);
    const { map } = this.parts;
    let node = level > 0 ? map.relative(file, level) : map.top(file, parts.shift() ?? "");
    for (let child = node; child !== null && parts.length > 0; ) {
      child = map.child(child, parts[0] ?? "");
      if (child === null) break;
      node = child;
      parts.shift();
    }
    // A file knows its own names itself; what is inside a class is asked of the class.
    const [local] = parts;
    if (node?.file == null || node.file === file || local === undefined || parts.length > 1) return null;
    asked.add(node.file);
    const loaded = this.#load(node.file);
    return loaded === null ? null : this.#bound(loaded, local, steps);
  }

  /** Where a name that a file binds, by an import maybe, is defined. */
  #bound(loaded: Loaded, name: string, steps: number): Definition | null {
    const { file, asked } = loaded;
    const model = this.#modelOf(loaded);
    const bindings = model.tree.module.bindings.get(name) ?? [];
    if (bindings.some((binding) => binding.kind !== "import")) return { model, name };
    for (const binding of bindings as readonly (Binding & { readonly kind: "import" })[]) {
      const found = this.#find(file, binding.qualifiedName, asked, steps + 1);
      if (found !== null) return found;
    }
    if (bindings.length > 0) return null;
    for (const origin of model.tree.module.starImports) {
      const found = this.#find(file, `${origin}${origin.endsWith(".") ? "" : "."}${name}`, asked, steps + 1);
      if (found !== null) return found;
    }
    return null;
  }

  #load(file: string): Loaded | null {
    const known = this.#loaded.get(file);
    if (known !== undefined) return known;
    let loaded: Loaded | null = null;
    const text = this.parts.read(file);
    if (text !== null && text.length <= LONGEST && this.#held + text.length <= MOST_AT_ONCE) {
      const offset = this.#next;
      this.#next += text.length + 1;
      this.#held += text.length;
      const asked = new Set<string>();
      this.#edges.set(file, asked);
      const offer = this.#offers.get(file);
      const parsed = offer?.text === text ? offer.module : this.parts.parser.parse(text);
      this.#withdraw(file);
      const module = moved(parsed, offset);
      loaded = { file, text, offset, module, asked };
    }
    this.#loaded.set(file, loaded);
    return loaded;
  }

  #modelOf(loaded: Loaded): FileModel {
    const { file, module, text, asked, offset } = loaded;
    loaded.model ??= new FileModel(
      module,
      text,
      this.parts.catalogueFor(file),
      this.#surroundings(file, asked),
      offset,
    );
    return loaded.model;
  }

  #at(offset: number): Loaded | null {
    for (const one of this.#loaded.values())
      if (one !== null && offset >= one.offset && offset <= one.offset + one.text.length) return one;
    return null;
  }
}

/** A text without comments and empty lines: what is left decides what the code does. */
function essenceOf(text: string | null): string {
  const code = (text ?? "").replace(STRING_OR_COMMENT, (part) => (part.startsWith("#") ? "" : part));
  return code.replace(/[ \t\r]*\n\s*?(?=[ \t]*\S|$)/g, "\n").trim();
}

const STRING_OR_COMMENT = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g;

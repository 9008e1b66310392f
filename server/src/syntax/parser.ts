/** The only module that knows tree-sitter: texts in, ASTs out. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Language, Parser, type Point, type Tree, Edit as TreeEdit } from "web-tree-sitter";
import { applyEdits, type Edit } from "../base/text.js";
import type { Module } from "./ast.js";
import { type LoweredTree, lowerTree, NodeTypes, type Reuse } from "./lower.js";
import { repaired } from "./repair.js";
import { alikeOutside, type Hunk, hunkBetween, hunksOf, ReuseAfterChange } from "./reuse.js";
import { type Wasm, WasmCursor, type WasmHook, wasmHook } from "./wasm-cursor.js";

/** A text, its syntax tree and what is needed to parse it again after an edit. */
export interface ParsedFile {
  readonly text: string;
  readonly module: Module;
  /**
   * The file after the edits (offsets into the old text; not overlapping). Parts that the edits do not touch keep
   * their work; top-level statements whose text is unchanged keep their AST (moved, where they moved).
   * The tree goes over to the new file: of this one only `text` and `module` stay, and it needs no `dispose`.
   */
  update(text: string, edits: readonly Edit[]): ParsedFile;
  /**
   * The AST of the text after edits (offsets into `text`; not overlapping), with the same economies as `update`.
   * This file stays as it is; after its `dispose`, too, the answer is right, only slower.
   */
  variant(edits: readonly Edit[]): Module;
  /** Free the memory outside JavaScript's heap. The AST stays usable; `update` does not. */
  dispose(): void;
}

export interface PythonParser {
  /** Parse and keep the tree for `update`. Call `dispose` in the end. Never throws for bad Python. */
  open(text: string): ParsedFile;
  /** The same for a text that somebody has parsed before: trees are made when `variant` or `update` asks for them. */
  adopt(text: string, module: Module): ParsedFile;
  /** Parse once, keep nothing but the AST. */
  parse(text: string): Module;
  /** Only tree-sitter's own parse, tree freed at once: the yardstick of the benchmark. */
  parseOnly(text: string): void;
}

let loading: Promise<PythonParser> | null = null;

/** Load tree-sitter and the grammar (once a process). Rejects when a `.wasm` file is missing. */
export function loadParser(): Promise<PythonParser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<PythonParser> {
  const runtime = readFileSync(wasmFile("web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm"));
  const grammar = readFileSync(wasmFile("tree-sitter-python.wasm", "tree-sitter-python/tree-sitter-python.wasm"));
  const hook = await new Promise<WasmHook>((resolve, reject) => {
    const loaded = wasmHook(runtime, reject);
    Parser.init({ instantiateWasm: loaded.instantiateWasm }).then(() => resolve(loaded), reject);
  });
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  const types = new NodeTypes(language.types, (id) => language.nodeTypeIsNamed(id));
  return new TreeSitterParser(parser, types, hook.wasm());
}

/** In a bundle the file stands beside the script, from sources it comes out of its package. */
function wasmFile(name: string, specifier: string): string {
  const here = typeof __dirname === "string" ? __dirname : dirname(fileURLToPath(import.meta.url));
  const beside = join(here, name);
  if (existsSync(beside)) return beside;
  return createRequire(join(here, "parser.js")).resolve(specifier);
}

/**
 * What tree-sitter gets to see: a text of the same length, so that all offsets hold, without what its grammar gets
 * wrong. Names and literals are read from the text as given, so what happens here to names, strings and comments
 * does not show.
 */
function forGrammar(text: string): string {
  // A lone carriage return is a line end to Python.
  const lines = text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
  // `type(x).y = z` is an assignment, not the definition of a type.
  return lines.includes("type") ? lines.replace(/\btype(?=[ \t]*[([])/g, "typ_") : lines;
}

class TreeSitterParser implements PythonParser {
  private readonly parser: Parser;
  private readonly types: NodeTypes;
  private readonly wasm: Wasm;

  constructor(parser: Parser, types: NodeTypes, wasm: Wasm) {
    this.parser = parser;
    this.types = types;
    this.wasm = wasm;
  }

  parseOnly(text: string): void {
    this.tree(forGrammar(text), null).delete();
  }

  parse(text: string): Module {
    const trees = this.trees(forGrammar(text), null);
    try {
      return this.lower(trees, text, false, null).module;
    } finally {
      free(trees);
    }
  }

  open(text: string): ParsedFile {
    const trees = this.trees(forGrammar(text), null);
    return new OpenFile(this, text, trees, this.lower(trees, text, true, null));
  }

  adopt(text: string, module: Module): ParsedFile {
    return new OpenFile(this, text, null, { module, entries: [] });
  }

  /**
   * Parse, with the help of the trees of an earlier text and, where they are known, the hunks between the two.
   * With errors in them, trees come out different after an edit than from scratch (an error that was there before
   * may swallow the rest of the file), and the text alone shall decide: then it is parsed from scratch.
   */
  trees(prepared: string, old: Trees | null, hunks: readonly Hunk[] | null = null): Trees {
    // Where there were errors, there most likely still are.
    const usable = old && (isValid(old.plain) || old.repaired) ? old : null;
    let plain = this.treeOf(prepared, usable?.plain ?? null, hunks);
    if (isValid(plain)) return { plain, repaired: null };
    const repairedText = repaired(prepared);
    let second = repairedText === prepared ? null : this.treeOf(repairedText, usable?.repaired ?? null, hunks);
    if (second && !isValid(second) && usable?.repaired) second = this.fromScratch(second);
    if (usable && !(second && isValid(second))) plain = this.fromScratch(plain);
    return { plain, repaired: second };
  }

  private fromScratch({ text, tree }: TextTree): TextTree {
    tree.delete();
    return { text, tree: this.tree(text, null) };
  }

  lower({ plain, repaired }: Trees, text: string, record: boolean, reuse: Reuse | null): LoweredTree {
    if (isValid(plain)) return this.lowerTree(plain.tree, text, false, record, reuse);
    // Repairing only helps where it makes a whole file valid; else its brackets may not be what they seem.
    if (repaired && isValid(repaired)) return this.lowerTree(repaired.tree, text, false, record, reuse);
    return this.lowerTree(plain.tree, text, true, record, reuse);
  }

  private treeOf(text: string, old: TextTree | null, hunks: readonly Hunk[] | null): TextTree {
    if (!old) return { text, tree: this.tree(text, null) };
    const known = hunks !== null && alikeOutside(old.text, text, hunks) ? hunks : [hunkBetween(old.text, text)];
    const copy = old.tree.copy();
    try {
      // From the last to the first, so that what stands before each is as it was.
      for (const hunk of [...known].reverse()) copy.edit(treeEdit(old.text, text, hunk));
      return { text, tree: this.tree(text, copy) };
    } finally {
      copy.delete();
    }
  }

  private tree(text: string, old: Tree | null): Tree {
    const tree = this.parser.parse(text, old);
    if (!tree) throw new Error("tree-sitter was interrupted");
    return tree;
  }

  private lowerTree(tree: Tree, text: string, hasError: boolean, record: boolean, reuse: Reuse | null): LoweredTree {
    const cursor = new WasmCursor(this.wasm, tree);
    try {
      return lowerTree(cursor, this.types, text, { hasError, record, reuse });
    } finally {
      cursor.delete();
    }
  }
}

class OpenFile implements ParsedFile {
  readonly text: string;
  readonly module: Module;
  private readonly parser: TreeSitterParser;
  private readonly lowered: LoweredTree;
  /** Null after an update, when freed, or when the AST came from elsewhere. */
  private trees: Trees | null;

  constructor(parser: TreeSitterParser, text: string, trees: Trees | null, lowered: LoweredTree) {
    this.parser = parser;
    this.text = text;
    this.trees = trees;
    this.lowered = lowered;
    this.module = lowered.module;
  }

  update(text: string, _edits: readonly Edit[]): ParsedFile {
    if (!this.trees) return this.parser.open(text);
    const trees = this.parser.trees(forGrammar(text), this.trees);
    this.dispose();
    const reuse = new ReuseAfterChange(this.lowered, [hunkBetween(this.text, text)], text.length);
    return new OpenFile(this.parser, text, trees, this.parser.lower(trees, text, true, reuse));
  }

  variant(edits: readonly Edit[]): Module {
    const text = applyEdits(this.text, edits);
    if (!this.trees) return this.parser.parse(text);
    const hunks = hunksOf(edits);
    const trees = this.parser.trees(forGrammar(text), this.trees, hunks);
    try {
      return this.parser.lower(trees, text, false, new ReuseAfterChange(this.lowered, hunks, text.length)).module;
    } finally {
      free(trees);
    }
  }

  dispose(): void {
    if (this.trees) free(this.trees);
    this.trees = null;
  }
}

/** A text as the grammar gets to see it, and its tree. */
interface TextTree {
  readonly text: string;
  readonly tree: Tree;
}

/** The trees of a file. `repaired` where the plain text has errors and repairing changes it. */
interface Trees {
  readonly plain: TextTree;
  readonly repaired: TextTree | null;
}

function isValid({ tree }: TextTree): boolean {
  return !tree.rootNode.hasError;
}

function free({ plain, repaired }: Trees): void {
  plain.tree.delete();
  repaired?.tree.delete();
}

function treeEdit(before: string, after: string, { start, end, newStart, newEnd }: Hunk): TreeEdit {
  const startPosition = pointAt(before, start, { row: 0, column: 0 }, 0);
  const inserted = after.slice(newStart, newEnd);
  return new TreeEdit({
    startIndex: start,
    oldEndIndex: end,
    newEndIndex: start + inserted.length,
    startPosition,
    oldEndPosition: pointAt(before, end, startPosition, start),
    newEndPosition: pointAt(inserted, inserted.length, startPosition, 0),
  });
}

/** Row and column of an offset, counting on from a known place. Rows end at line feeds only, to tree-sitter. */
function pointAt(text: string, offset: number, known: Point, from: number): Point {
  let { row } = known;
  let lineStart = from - known.column;
  for (let at = text.indexOf("\n", from); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}

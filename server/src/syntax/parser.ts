/** The only module that knows tree-sitter: texts in, ASTs out. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Language, Parser, type Tree } from "web-tree-sitter";
import type { Edit } from "../base/text.js";
import type { Module } from "./ast.js";
import { type LoweredTree, lowerTree, NodeTypes, type Reuse } from "./lower.js";
import { repaired } from "./repair.js";

/** A text, its syntax tree and what is needed to parse it again after an edit. */
export interface ParsedFile {
  readonly text: string;
  readonly module: Module;
  /**
   * The file after the edits (offsets into the old text; not overlapping). Parts that the edits do not touch keep
   * their work; top-level statements whose text is unchanged keep their AST (moved, where they moved).
   */
  update(text: string, edits: readonly Edit[]): ParsedFile;
  /** Free the memory outside JavaScript's heap. The AST stays usable; `update` does not. */
  dispose(): void;
}

export interface PythonParser {
  /** Parse and keep the tree for `update`. Call `dispose` in the end. Never throws for bad Python. */
  open(text: string): ParsedFile;
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
  const runtime = wasmFile("web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm");
  await Parser.init({ locateFile: () => runtime });
  const grammar = wasmFile("tree-sitter-python.wasm", "tree-sitter-python/tree-sitter-python.wasm");
  const language = await Language.load(readFileSync(grammar));
  const parser = new Parser();
  parser.setLanguage(language);
  const types = new NodeTypes(language.types, (id) => language.nodeTypeIsNamed(id));
  return new TreeSitterParser(parser, types);
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

  constructor(parser: Parser, types: NodeTypes) {
    this.parser = parser;
    this.types = types;
  }

  parseOnly(text: string): void {
    this.tree(forGrammar(text), null).delete();
  }

  parse(text: string): Module {
    const prepared = forGrammar(text);
    const tree = this.tree(prepared, null);
    try {
      return this.lower(tree, prepared, text, false, null).module;
    } finally {
      tree.delete();
    }
  }

  open(text: string): ParsedFile {
    return { text, module: this.parse(text), update: (after) => this.open(after), dispose() {} };
  }

  private tree(text: string, old: Tree | null): Tree {
    const tree = this.parser.parse(text, old);
    if (!tree) throw new Error("tree-sitter was interrupted");
    return tree;
  }

  private lower(tree: Tree, prepared: string, text: string, record: boolean, reuse: Reuse | null): LoweredTree {
    if (!tree.rootNode.hasError) return this.lowerTree(tree, text, false, record, reuse);
    const repairedText = repaired(prepared);
    const second = repairedText === prepared ? null : this.tree(repairedText, null);
    try {
      // Repairing only helps where it makes a whole file valid; else its brackets may not be what they seem.
      if (second && !second.rootNode.hasError) return this.lowerTree(second, text, false, record, reuse);
      return this.lowerTree(tree, text, true, record, reuse);
    } finally {
      second?.delete();
    }
  }

  private lowerTree(tree: Tree, text: string, hasError: boolean, record: boolean, reuse: Reuse | null): LoweredTree {
    const cursor = tree.walk();
    try {
      return lowerTree(cursor, this.types, text, { hasError, record, reuse });
    } finally {
      cursor.delete();
    }
  }
}

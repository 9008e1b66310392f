/**
 * A tree cursor that calls tree-sitter's WebAssembly exports directly.
 *
 * web-tree-sitter's own cursor copies its state into WebAssembly memory before each call and back after it, which
 * costs several times what the call does. The state can as well stay there while one cursor is used and nothing else.
 */
import type { Cursor } from "./lower.js";

/** The exports in use; see lib/binding_web in tree-sitter. */
interface CursorExports {
  ts_init(): number;
  ts_tree_cursor_current_node_wasm(tree: number): void;
  ts_node_has_error_wasm(tree: number): number;
  ts_tree_root_node_wasm(tree: number): void;
  ts_tree_cursor_new_wasm(tree: number): void;
  ts_tree_cursor_delete_wasm(tree: number): void;
  ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  ts_tree_cursor_current_node_is_missing_wasm(tree: number): number;
  ts_tree_cursor_start_index_wasm(tree: number): number;
  ts_tree_cursor_end_index_wasm(tree: number): number;
  ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  ts_tree_cursor_goto_parent_wasm(tree: number): number;
}

const NAMES: readonly (keyof CursorExports)[] = [
  "ts_init",
  "ts_tree_cursor_current_node_wasm",
  "ts_node_has_error_wasm",
  "ts_tree_root_node_wasm",
  "ts_tree_cursor_new_wasm",
  "ts_tree_cursor_delete_wasm",
  "ts_tree_cursor_current_node_type_id_wasm",
  "ts_tree_cursor_current_node_is_missing_wasm",
  "ts_tree_cursor_start_index_wasm",
  "ts_tree_cursor_end_index_wasm",
  "ts_tree_cursor_goto_first_child_wasm",
  "ts_tree_cursor_goto_next_sibling_wasm",
  "ts_tree_cursor_goto_parent_wasm",
];

interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

interface WasmImports {
  readonly env: { readonly memory: { readonly buffer: ArrayBuffer } };
}

type Receive = (instance: WasmInstance, module: unknown) => void;

/** What is needed of tree-sitter's module, once it is loaded. */
export interface Wasm {
  readonly exports: CursorExports;
  readonly memory: { readonly buffer: ArrayBuffer };
  /** The address at which functions take and leave cursors and nodes. */
  readonly transfer: number;
}

/** Emscripten's hook for loading the module, and the module after it ran. */
export interface WasmHook {
  readonly instantiateWasm: (imports: WasmImports, receive: Receive) => object;
  /** @throws Error when the module is not the expected one. */
  wasm(): Wasm;
}

const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(code: Uint8Array, imports: unknown): Promise<{ instance: WasmInstance; module: unknown }>;
  };
};

/** A hook that loads the module of these bytes and keeps hold of it. */
export function wasmHook(code: Uint8Array, failed: (reason: unknown) => void): WasmHook {
  let loaded: Wasm | null = null;
  return {
    instantiateWasm(imports, receive) {
      WebAssembly.instantiate(code, imports)
        .then(({ instance, module }) => {
          receive(instance, module);
          if (!NAMES.every((name) => typeof instance.exports[name] === "function")) return;
          const exports = instance.exports as unknown as CursorExports;
          loaded = { exports, memory: imports.env.memory, transfer: exports.ts_init() };
        })
        .catch(failed);
      return {};
    },
    wasm() {
      if (!loaded) throw new Error("web-tree-sitter.wasm is not of the expected version");
      return loaded;
    },
  };
}

/** Words of a cursor or a node in memory, generously. */
const STATE_WORDS = 8;

/**
 * A cursor at the root of a tree, given by its address. Until `delete`, nothing else of tree-sitter may be used.
 */
export class WasmCursor implements Cursor {
  private readonly module: Wasm;
  private readonly wasm: CursorExports;
  private readonly tree: number;

  constructor(module: Wasm, tree: object) {
    this.module = module;
    this.wasm = module.exports;
    this.tree = treeAddress(tree);
    this.wasm.ts_tree_root_node_wasm(this.tree);
    this.wasm.ts_tree_cursor_new_wasm(this.tree);
  }

  delete(): void {
    this.wasm.ts_tree_cursor_delete_wasm(this.tree);
  }

  get nodeTypeId(): number {
    return this.wasm.ts_tree_cursor_current_node_type_id_wasm(this.tree);
  }

  get nodeIsMissing(): boolean {
    return this.wasm.ts_tree_cursor_current_node_is_missing_wasm(this.tree) === 1;
  }

  get nodeHasError(): boolean {
    const { memory, transfer } = this.module;
    const state = new Int32Array(memory.buffer, transfer, STATE_WORDS);
    const saved = state.slice();
    this.wasm.ts_tree_cursor_current_node_wasm(this.tree);
    const result = this.wasm.ts_node_has_error_wasm(this.tree) === 1;
    state.set(saved);
    return result;
  }

  get startIndex(): number {
    return this.wasm.ts_tree_cursor_start_index_wasm(this.tree);
  }

  get endIndex(): number {
    return this.wasm.ts_tree_cursor_end_index_wasm(this.tree);
  }

  gotoFirstChild(): boolean {
    return this.wasm.ts_tree_cursor_goto_first_child_wasm(this.tree) === 1;
  }

  gotoNextSibling(): boolean {
    return this.wasm.ts_tree_cursor_goto_next_sibling_wasm(this.tree) === 1;
  }

  gotoParent(): boolean {
    return this.wasm.ts_tree_cursor_goto_parent_wasm(this.tree) === 1;
  }
}

/** The address of a tree in WebAssembly memory, where web-tree-sitter keeps it. */
function treeAddress(tree: object): number {
  const address = (tree as { readonly 0?: unknown })[0];
  if (typeof address !== "number" || address === 0) throw new Error("not a tree, or one that was freed");
  return address;
}

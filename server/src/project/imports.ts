/** What a module imports and defines: found cheaply in its text, and exactly in its AST. */
import type { FileExports } from "../analysis/exports.js";
import type { ClassDef, Expr, Module, Stmt } from "../syntax/ast.js";
import { blocksOf } from "../syntax/walk.js";

/** One import statement: `import a.b` has no names, `from .a import b, *` has. Leading dots are kept. */
export interface ImportRequest {
  readonly module: string;
  readonly names: readonly string[];
}

/** A module's name before `import`, and a list of names behind it, are looked for no further than this. */
const MAX_MODULE = 400;
const MAX_NAMES = 20_000;

/**
 * The imports that stand anywhere in a text, inside functions too, without parsing it. What looks like an import in
 * a string is found as well: it may only make a module known that nobody asks about.
 */
export function scanImports(text: string): readonly ImportRequest[] {
  const found = new Map<string, ImportRequest>();
  const add = (module: string, names: readonly string[]): void => {
    found.set(`${module} ${names.join(",")}`, { module, names });
  };
  let end = 0;
  for (let at = text.indexOf("import"); at >= 0; at = text.indexOf("import", end)) {
    end = at + 6;
    const after = text[end] ?? "";
    if (/[\w.]/.test(after)) continue;
    const from = moduleBefore(text, at);
    if (from === null && !startsStatement(text, at)) continue;
    const list = listBehind(text, end);
    end = list.end;
    const names = list.text.split(",").flatMap((part) => /\S+/.exec(part)?.[0] ?? []);
    if (from !== null) add(from, names);
    else for (const module of names) add(module, []);
  }
  return [...found.values()];
}

/** Whether nothing but blanks stands before an offset, back to where a statement may begin. */
function startsStatement(text: string, at: number): boolean {
  const before = text[skipBlanksBack(text, at) - 1];
  return before === undefined || before === "\n" || before === "\r" || before === ";" || before === ":";
}

/** The offset behind the last character before `at` that is no blank; a line end after a backslash is one. */
function skipBlanksBack(text: string, at: number): number {
  let end = at;
  for (;;) {
    const char = text[end - 1];
    if (char === " " || char === "\t" || char === "\f" || char === "\uFEFF") end--;
    else if (char === "\n" && text[end - 2] === "\\") end -= 2;
    else if (char === "\n" && text[end - 2] === "\r" && text[end - 3] === "\\") end -= 3;
    else return end;
  }
}

/** The module in `from module import`, given the offset of `import`; null where it is no such statement. */
function moduleBefore(text: string, at: number): string | null {
  let module = "";
  let end = skipBlanksBack(text, at);
  const limit = at - MAX_MODULE;
  while (end > limit) {
    let start = end;
    while (start > limit && /[\p{ID_Continue}]/u.test(text[start - 1] ?? "")) start--;
    const word = text.slice(start, end);
    if (word === "from" && module !== "") return startsStatement(text, start) ? module : null;
    if (word !== "") module = word + module;
    else if (text[end - 1] === ".") {
      start--;
      module = `.${module}`;
    } else return null;
    end = skipBlanksBack(text, start);
  }
  return null;
}

/** What stands behind `import`: to the closing bracket, or to the end of the logical line. */
function listBehind(text: string, start: number): { readonly text: string; readonly end: number } {
  let names = "";
  let isInBrackets = false;
  let at = start;
  for (const limit = start + MAX_NAMES; at < text.length && at < limit; at++) {
    const char = text[at] ?? "";
    if (char === "(") isInBrackets = true;
    else if (char === ")" || (char === ";" && !isInBrackets)) break;
    else if (char === "#") {
      const rest = /[\r\n]/g;
      rest.lastIndex = at;
      at = (rest.exec(text)?.index ?? text.length) - 1;
    } else if (char === "\\") names += " ";
    else if (char !== "\n" && char !== "\r") names += char;
    else if (isInBrackets || text[at - 1] === "\\" || (text[at - 1] === "\r" && text[at - 2] === "\\")) names += " ";
    else break;
  }
  return { text: names, end: at };
}

/**
 * What the names of a module mean to those that import them. Plain data, with no part of the module's text in it:
 * it is sent between threads and outlives the text.
 */
export interface ModuleInfo {
  /** Names bound by imports, with what they may mean, in order: several for `try: … except ImportError: …`. */
  readonly imports: readonly (readonly [name: string, meanings: readonly string[]])[];
  /** Modules named in `from … import *`, in order. */
  readonly stars: readonly string[];
  /** Names bound in any other way. */
  readonly defined: readonly string[];
  /** `name = dotted.name`, where that is all that binds the name. */
  readonly aliases: readonly (readonly [name: string, dotted: string])[];
  /** Base classes as written. */
  readonly bases: readonly (readonly [name: string, dotted: readonly string[]])[];
  /** `__all__`, where it is a plain list. */
  readonly all: readonly string[] | null;
}

/** Nothing known. */
export const NO_INFO: ModuleInfo = { imports: [], stars: [], defined: [], aliases: [], bases: [], all: null };

/** Read a module's top level: statements in `if`, `try`, `with` and loops too, those in functions not. */
export function moduleInfo(module: Module): ModuleInfo {
  const reader = new InfoReader();
  reader.block(module.body);
  return reader.info();
}

/** What of a module's names may lead others to something: most are bound to what is not the project's, or unknown. */
export function relevantInfo(info: ModuleInfo, exports: FileExports, leads: (name: string) => boolean): ModuleInfo {
  const defined = new Set(info.defined);
  const imports = info.imports
    .map(([name, meanings]) => [name, meanings.filter(leads)] as const)
    .filter(([name, meanings]) => meanings.length > 0 || defined.has(name));
  const imported = new Set(imports.map(([name]) => name));
  const told = new Set([...exports.callables.keys(), ...exports.types.keys()].map(headOf));
  const isRelevant = (name: string): boolean => told.has(name) || imported.has(name);
  const aliases = info.aliases.filter(([, dotted]) => imported.has(headOf(dotted)) || defined.has(headOf(dotted)));
  const bases = info.bases.filter(([, names]) => names.some((name) => imported.has(headOf(name)) || defined.has(name)));
  const kept = new Set([...aliases, ...bases].map(([name]) => name));
  return {
    ...info,
    imports,
    aliases,
    bases,
    // A name of the module's own hides what a star brings.
    defined: info.stars.length > 0 ? info.defined : info.defined.filter((name) => isRelevant(name) || kept.has(name)),
  };
}

function headOf(dotted: string): string {
  return dotted.split(/[.#:]/, 1)[0] ?? dotted;
}

class InfoReader {
  readonly #imports = new Map<string, string[]>();
  readonly #stars: string[] = [];
  readonly #bindings = new Map<string, number>();
  readonly #aliases = new Map<string, string>();
  readonly #bases = new Map<string, readonly string[]>();
  #all: readonly string[] | null = null;
  #allCount = 0;

  block(block: readonly Stmt[]): void {
    for (const stmt of block) this.#statement(stmt);
  }

  info(): ModuleInfo {
    const info: ModuleInfo = {
      imports: [...this.#imports],
      stars: this.#stars,
      defined: [...this.#bindings.keys()],
      aliases: [...this.#aliases].filter(([name]) => this.#bindings.get(name) === 1),
      bases: [...this.#bases].filter(([name]) => this.#bindings.get(name) === 1),
      all: this.#allCount === 1 ? this.#all : null,
    };
    // A copy that shares no characters with the text, which could then not be freed.
    return JSON.parse(JSON.stringify(info)) as ModuleInfo;
  }

  #statement(stmt: Stmt): void {
    switch (stmt.kind) {
      case "Import":
        for (const { name, asName } of stmt.names) {
          const root = name.split(".")[0] ?? name;
          this.#import(asName ?? root, asName === null ? root : name);
        }
        return;
      case "ImportFrom": {
        const origin = ".".repeat(stmt.level) + stmt.module;
        for (const { name, asName } of stmt.names) {
          if (name === "*") this.#stars.push(origin);
          else this.#import(asName ?? name, joinNames(origin, name));
        }
        return;
      }
      case "FunctionDef":
        this.#define(stmt.name.name);
        return;
      case "ClassDef":
        this.#define(stmt.name.name);
        this.#bases.set(stmt.name.name, basesOf(stmt));
        return;
      case "Assign":
        for (const target of stmt.targets) this.#assign(target, stmt.value);
        return;
      case "AnnAssign":
        if (stmt.value !== null) this.#assign(stmt.target, stmt.value);
        return;
      case "AugAssign":
        if (stmt.target.kind === "Name" && stmt.target.name === "__all__") this.#allCount += 2;
        return;
      default:
        for (const inner of blocksOf(stmt)) this.block(inner);
    }
  }

  #import(name: string, meaning: string): void {
    const known = this.#imports.get(name);
    if (known === undefined) this.#imports.set(name, [meaning]);
    else if (!known.includes(meaning)) known.push(meaning);
  }

  #define(name: string): void {
    this.#bindings.set(name, (this.#bindings.get(name) ?? 0) + 1);
  }

  #assign(target: Expr, value: Expr): void {
    if (target.kind === "Tuple" || target.kind === "List") {
      for (const element of target.elts) if (element.kind === "Name") this.#define(element.name);
    }
    if (target.kind !== "Name") return;
    if (target.name === "__all__") {
      this.#allCount++;
      this.#all = literalNames(value);
    }
    // `open_it = None` before the import that may fail, or after it has, stands for nothing.
    if (value.kind === "Constant" && value.type === "None") return;
    this.#define(target.name);
    const dotted = dottedName(value);
    if (dotted !== null) this.#aliases.set(target.name, dotted);
  }
}

/** A name below a module, whose dots may be all that it has: `.` and `io` give `.io`. */
export function joinNames(module: string, name: string): string {
  return module === "" || module.endsWith(".") ? module + name : `${module}.${name}`;
}

function basesOf(node: ClassDef): readonly string[] {
  return node.bases.map(dottedName).filter((name) => name !== null);
}

function dottedName(expr: Expr): string | null {
  if (expr.kind === "Name") return expr.name;
  if (expr.kind !== "Attribute") return null;
  const base = dottedName(expr.value);
  return base === null ? null : `${base}.${expr.attr.name}`;
}

function literalNames(value: Expr): readonly string[] | null {
  if (value.kind !== "List" && value.kind !== "Tuple") return null;
  const names: string[] = [];
  for (const element of value.elts) {
    if (element.kind !== "Constant" || element.type !== "str") return null;
    names.push(element.value);
  }
  return names;
}

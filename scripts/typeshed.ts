/**
 * Compares what the catalogue knows of the standard library with typeshed's stubs, which come with the
 * `pyright` package: every class that can be closed, released or entered, and every function or method that
 * returns one, must be in the catalogue or in `typeshed-exceptions.json` with the reason why it is not.
 *
 *     npm run typeshed    names what is missing, and exceptions that hold no more; exits with 1 if there is any
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { builtinCatalogue, builtinData } from "../server/src/catalogue/catalogue.js";
import type { ClassDef, Expr, FunctionDef, Stmt } from "../server/src/syntax/ast.js";
import { loadParser, type PythonParser } from "../server/src/syntax/parser.js";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const STUBS = path.join(root, "node_modules/pyright/dist/typeshed-fallback/stdlib");
const EXCEPTIONS = path.join(root, "scripts/typeshed-exceptions.json");

/** Methods by which an object is let go. */
const RELEASING = new Set(
  "close aclose release shutdown terminate cleanup server_close quit stop __exit__ __aexit__".split(" "),
);

/** What the comparison finds. */
export interface Comparison {
  /** Classes, functions and methods that release or give something to release, and that nothing explains. */
  readonly missing: readonly string[];
  /** Exceptions that nothing needs any more. */
  readonly stale: readonly string[];
  /** How many of them the catalogue knows. */
  readonly known: number;
}

/** Whether the stubs are installed. */
export function hasStubs(): boolean {
  return existsSync(STUBS);
}

/** The standard library as the stubs describe it. */
class Stubs {
  private readonly modules = new Map<string, StubModule>();

  constructor(parser: PythonParser) {
    for (const file of readdirSync(STUBS, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".pyi")) continue;
      const isPackage = path.basename(file) === "__init__.pyi";
      const name = (isPackage ? path.dirname(file) : file.slice(0, -4)).split(path.sep).join(".");
      const body = parser.parse(readFileSync(path.join(STUBS, file), "utf8")).body;
      this.modules.set(name, new StubModule(name, isPackage, body));
    }
  }

  /** Modules that people import. */
  *public(): Generator<StubModule> {
    for (const module of this.modules.values()) {
      if (!module.name.split(".").some((part) => part.startsWith("_"))) yield module;
    }
  }

  /** The class a name means in a module, imports followed. */
  resolve(name: string, module: StubModule, depth = 0): StubClass | null {
    if (depth > 8) return null;
    const [first = "", ...rest] = name.split(".");
    if (rest.length === 0) {
      const own = module.classes.get(first);
      if (own !== undefined) return own;
    }
    const imported = module.imports.get(first);
    if (imported === undefined) {
      for (const star of module.stars) {
        const found = this.byPath(`${star}.${name}`, depth + 1);
        if (found !== null) return found;
      }
      const alias = rest.length === 0 ? module.aliases.get(first) : undefined;
      return alias === undefined ? null : this.resolve(alias, module, depth + 1);
    }
    return this.byPath([imported, ...rest].join("."), depth + 1);
  }

  private byPath(qualified: string, depth: number): StubClass | null {
    const parts = qualified.split(".");
    for (let at = parts.length - 1; at > 0; at--) {
      const module = this.modules.get(parts.slice(0, at).join("."));
      if (module !== undefined) return this.resolve(parts.slice(at).join("."), module, depth);
    }
    return null;
  }

  /** Whether a class, or a base of it, has a method that lets go. */
  releases(cls: StubClass, seen = new Set<StubClass>()): boolean {
    if (seen.has(cls)) return false;
    seen.add(cls);
    for (const method of cls.methods.keys()) if (RELEASING.has(method)) return true;
    return cls.bases.some((base) => {
      const found = this.resolve(base, cls.module);
      return found !== null && this.releases(found, seen);
    });
  }

  /** Classes that an annotation names and that release something. */
  released(annotation: Expr | null, module: StubModule): StubClass[] {
    if (annotation === null) return [];
    return namesOf(annotation)
      .map((name) => this.resolve(name, module))
      .filter((cls) => cls !== null)
      .filter((cls) => !cls.isProtocol && this.releases(cls));
  }
}

interface StubClass {
  readonly name: string;
  readonly module: StubModule;
  readonly bases: readonly string[];
  readonly methods: Map<string, FunctionDef[]>;
  readonly isProtocol: boolean;
}

class StubModule {
  readonly classes = new Map<string, StubClass>();
  readonly functions = new Map<string, FunctionDef[]>();
  readonly imports = new Map<string, string>();
  readonly aliases = new Map<string, string>();
  readonly stars: string[] = [];

  constructor(
    readonly name: string,
    private readonly isPackage: boolean,
    body: readonly Stmt[],
  ) {
    this.read(body);
  }

  private read(body: readonly Stmt[]): void {
    for (const stmt of body) {
      switch (stmt.kind) {
        case "ClassDef":
          this.classes.set(stmt.name.name, this.classOf(stmt));
          break;
        case "FunctionDef":
          append(this.functions, stmt.name.name, stmt);
          break;
        case "If":
          this.read(stmt.body);
          this.read(stmt.orelse);
          break;
        case "Import":
          for (const alias of stmt.names) {
            const top = alias.name.split(".")[0] ?? alias.name;
            this.imports.set(alias.asName ?? top, alias.asName === null ? top : alias.name);
          }
          break;
        case "ImportFrom": {
          const from = this.origin(stmt.level, stmt.module);
          for (const alias of stmt.names) {
            if (alias.name === "*") this.stars.push(from);
            else this.imports.set(alias.asName ?? alias.name, `${from}.${alias.name}`);
          }
          break;
        }
        case "Assign": {
          const [target] = stmt.targets;
          const value = dotted(stmt.value);
          if (target?.kind === "Name" && value !== null) this.aliases.set(target.name, value);
          break;
        }
        default:
          break;
      }
    }
  }

  private origin(level: number, module: string): string {
    if (level === 0) return module;
    const parts = this.name.split(".");
    const base = parts.slice(0, parts.length - level + (this.isPackage ? 1 : 0));
    return [...base, ...(module === "" ? [] : [module])].join(".");
  }

  private classOf(node: ClassDef): StubClass {
    const methods = new Map<string, FunctionDef[]>();
    const collect = (body: readonly Stmt[]): void => {
      for (const stmt of body) {
        if (stmt.kind === "FunctionDef") append(methods, stmt.name.name, stmt);
        else if (stmt.kind === "If") {
          collect(stmt.body);
          collect(stmt.orelse);
        }
      }
    };
    collect(node.body);
    const bases = node.bases.flatMap((base) => dotted(base.kind === "Subscript" ? base.value : base) ?? []);
    return { name: node.name.name, module: this, bases, methods, isProtocol: bases.includes("Protocol") };
  }
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function dotted(expr: Expr): string | null {
  if (expr.kind === "Name") return expr.name;
  if (expr.kind !== "Attribute") return null;
  const base = dotted(expr.value);
  return base === null ? null : `${base}.${expr.attr.name}`;
}

/** Generic types that are not what they are about: a function that returns an iterator of files opens none yet. */
const ABOUT_OTHERS =
  /(?:^|\.)(?:type|Callable|Literal|TypeGuard|TypeIs|Awaitable|ContextManager|AbstractContextManager)$/;

function namesOf(annotation: Expr): string[] {
  switch (annotation.kind) {
    case "BinOp":
      return [...namesOf(annotation.left), ...namesOf(annotation.right)];
    case "Tuple":
      return annotation.elts.flatMap(namesOf);
    case "Subscript": {
      const generic = dotted(annotation.value) ?? "";
      return ABOUT_OTHERS.test(generic) ? [generic] : [generic, ...namesOf(annotation.index)];
    }
    default: {
      const name = dotted(annotation);
      return name === null ? [] : [name];
    }
  }
}

/** Compare the catalogue with the stubs. */
export async function compare(): Promise<Comparison> {
  const catalogue = builtinCatalogue();
  const described = new Set(
    builtinData().flatMap((data) => [...Object.keys(data.callables ?? {}), ...Object.keys(data.aliases ?? {})]),
  );
  /** A name, or the shorter one of a package around it that passes the same thing on: `asyncio.Lock`. */
  const knows = (module: string, name: string): boolean => {
    for (let at: string = module; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("."), 0))) {
      if (described.has(`${at}.${name}`) || catalogue.typeOfClass(`${at}.${name}`) !== undefined) return true;
    }
    return false;
  };
  const exceptions = JSON.parse(readFileSync(EXCEPTIONS, "utf8")) as Record<string, string>;
  const needed = new Set<string>();
  const missing: string[] = [];
  let known = 0;
  const check = (name: string, isKnown: boolean): void => {
    if (isKnown) {
      known++;
      return;
    }
    const exception = Object.keys(exceptions).find(
      (pattern) => pattern === name || (pattern.endsWith(".*") && name.startsWith(pattern.slice(0, -1))),
    );
    if (exception === undefined) missing.push(name);
    else needed.add(exception);
  };
  const stubs = new Stubs(await loadParser());
  for (const module of stubs.public()) {
    for (const [name, cls] of module.classes) {
      const qualified = `${module.name}.${name}`;
      const type = catalogue.typeOfClass(qualified);
      if (!name.startsWith("_") && !cls.isProtocol && stubs.releases(cls)) {
        check(qualified, knows(module.name, name));
      }
      if (type === undefined) continue;
      for (const [method, overloads] of cls.methods) {
        if (method.startsWith("_")) continue;
        const gives = overloads.some((overload) => stubs.released(overload.returns, module).length > 0);
        const inType = catalogue.type(type)?.methods?.[method] !== undefined;
        if (gives) check(`${qualified}.${method}`, inType || described.has(`${qualified}.${method}`));
      }
    }
    for (const [name, overloads] of module.functions) {
      if (name.startsWith("_")) continue;
      const gives = overloads.some((overload) => stubs.released(overload.returns, module).length > 0);
      if (gives) check(`${module.name}.${name}`, knows(module.name, name));
    }
  }
  const stale = Object.keys(exceptions).filter((pattern) => !needed.has(pattern));
  return { missing: missing.sort(), stale, known };
}

async function main(): Promise<void> {
  if (!hasStubs()) throw new Error("no stubs: npm install pyright");
  const { missing, stale, known } = await compare();
  for (const name of missing) console.log(`missing  ${name}`);
  for (const name of stale) console.log(`stale    ${name}`);
  console.log(`${known} known, ${missing.length} missing, ${stale.length} stale exceptions`);
  if (missing.length + stale.length > 0) process.exitCode = 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  });
}

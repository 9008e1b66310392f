/** What calls of a file may call, told by names alone. */
import type { Reference } from "../../catalogue/schema.js";
import type { Attribute, Call, Expr, Stmt } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { FileCalls } from "./callers.js";
import { mentionsWeak } from "./weak-names.js";

/** What a call may call. */
export interface Callee {
  readonly functions: readonly Unit[];
  readonly methods: readonly Unit[];
  readonly classes: readonly ClassInfo[];
  /** The catalogue says that it gives an exception or a frame. */
  readonly givesFrame: boolean;
}

/** What a call calls that stands in another file. */
export interface ForeignCallee {
  readonly units: readonly Unit[];
  /** It makes an object, by its constructor. */
  readonly constructs: boolean;
}

/** What calls may call, by the last part of the name that is called. */
export class Callees {
  readonly #functions = new Map<string, Unit[]>();
  readonly #classes = new Map<string, ClassInfo[]>();
  /** Other names of functions, classes and of what the catalogue says something about. */
  readonly #aliases = new Map<string, Set<string>>();
  readonly #references: ReadonlyMap<string, ReadonlySet<Reference>>;
  readonly #known = new Map<string, Callee | null>();
  #weak: boolean | undefined;
  readonly #foreign = new Map<Call, ForeignCallee | null>();

  constructor(
    readonly model: FileModel,
    functions: readonly Unit[],
  ) {
    this.#references = model.catalogue.referenceNames;
    for (const unit of functions) if (unit.node.kind === "FunctionDef") add(this.#functions, unit.node.name.name, unit);
    for (const info of model.classes) add(this.#classes, info.name, info);
    for (const unit of model.units) for (const stmt of unit.stmts) this.#noteAlias(stmt);
  }

  /** Whether the text mentions a container with weak keys. */
  get mayHoldKeysWeakly(): boolean {
    this.#weak ??= mentionsWeak(this.model, ["weak-keys"]);
    return this.#weak;
  }

  /** What a call by this name may call; null where nothing is known of it. */
  of(name: string): Callee | null {
    let known = this.#known.get(name);
    if (known === undefined) {
      known = this.#find(name);
      this.#known.set(name, known);
    }
    return known;
  }

  /** What a call calls of another file of the project, as far as classes can be told; null where it calls none. */
  foreign(call: Call, unit: Unit): ForeignCallee | null {
    let known = this.#foreign.get(call);
    if (known === undefined) {
      known = this.#mayBeForeign(call, unit) ? this.#findForeign(call, unit) : null;
      this.#foreign.set(call, known);
    }
    return known;
  }

  #findForeign(call: Call, unit: Unit): ForeignCallee | null {
    const { model } = this;
    const callee = model.calleeOf(call, unit);
    if (callee !== null) return modelOf(callee.unit) === model ? null : { units: [callee.unit], constructs: false };
    const made = model.made(call.func, unit);
    if (made !== null) {
      const units = constructorsOf(made);
      return modelOf(made.unit) === model && units.every((one) => modelOf(one) === model)
        ? null
        : { units, constructs: true };
    }
    const method = call.func.kind === "Attribute" ? this.#ofParameter(call.func, unit) : null;
    return method === null || modelOf(method) === model ? null : { units: [method], constructs: false };
  }

  /** The method of what callers hand over for a parameter. */
  #ofParameter({ value, attr }: Attribute, unit: Unit): Unit | null {
    if (value.kind !== "Name") return null;
    const around = unit.scope.lookup(value.name);
    const owner = around === null ? null : this.model.unitOf(around.node);
    const isParameter = around?.bindings.get(value.name)?.some(({ kind }) => kind === "parameter") === true;
    if (owner === null || !isParameter) return null;
    const cls = FileCalls.of(this.model).parameterClass(owner, value.name);
    return cls?.method(attr.name)?.unit ?? null;
  }

  /** Whether a call may be of something that the file imports from its project, or of a method of that. */
  #mayBeForeign({ func }: Call, unit: Unit): boolean {
    const { surroundings, tree } = this.model;
    if (surroundings === null) return false;
    if (func.kind === "Attribute") {
      let root = func.value;
      while (root.kind === "Attribute") root = root.value;
      const isImported = root.kind === "Name" && this.#isImported(root.name, unit);
      // Something else than a module or class of the project, or of a library.
      if (isImported === null || root.kind !== "Name") return !OF_PLAIN_VALUES.has(func.attr.name);
      return isImported;
    }
    if (func.kind !== "Name") return false;
    const isImported = this.#isImported(func.name, unit);
    if (isImported !== null) return isImported;
    if (this.#aliases.has(func.name)) return true;
    return unit.scope.lookup(func.name) === null && tree.module.starImports.some((one) => surroundings.mayFind(one));
  }

  /** Whether an imported name may lead into the project; null for one that is not imported. */
  #isImported(name: string, unit: Unit): boolean | null {
    const bindings = unit.scope.lookup(name)?.bindings.get(name) ?? [];
    const imports = bindings.flatMap((one) => (one.kind === "import" ? [one.qualifiedName] : []));
    if (imports.length === 0) return null;
    return imports.some((one) => this.model.surroundings?.mayFind(one) === true);
  }

  #find(name: string): Callee | null {
    const meanings = new Set([name]);
    for (const one of meanings) for (const other of this.#aliases.get(one) ?? []) meanings.add(other);
    const callee = { functions: [] as Unit[], methods: [] as Unit[], classes: [] as ClassInfo[], givesFrame: false };
    let isKnown = meanings.size > 1;
    for (const one of meanings) {
      for (const unit of this.#functions.get(one) ?? [])
        (unit.parent?.node.kind === "ClassDef" ? callee.methods : callee.functions).push(unit);
      callee.classes.push(...(this.#classes.get(one) ?? []));
      const kinds = this.#references.get(one);
      if (kinds !== undefined) isKnown = true;
      if (kinds?.has("exception") || kinds?.has("frame")) callee.givesFrame = true;
    }
    if (callee.functions.length + callee.methods.length + callee.classes.length > 0) isKnown = true;
    return isKnown ? callee : null;
  }

  #noteAlias(stmt: Stmt): void {
    if (stmt.kind === "Import" || stmt.kind === "ImportFrom") {
      for (const { name, asName } of stmt.names)
        if (asName !== null && asName !== name) this.#alias(asName, lastPart(name));
    } else if (stmt.kind === "Assign" || stmt.kind === "AnnAssign") {
      const { value } = stmt;
      if (value === null || !MAY_NAME.has(value.kind)) return;
      const targets = stmt.kind === "Assign" ? stmt.targets : [stmt.target];
      for (const target of targets) {
        if (target.kind !== "Name") continue;
        for (const name of named(value)) this.#alias(target.name, name);
      }
    }
  }

  #alias(name: string, meaning: string): void {
    if (name === meaning) return;
    const known = this.#aliases.get(name);
    if (known === undefined) this.#aliases.set(name, new Set([meaning]));
    else known.add(meaning);
  }
}

/** Methods of texts and numbers, and such as only look into containers: none of the project's own of that name links anything. */
const OF_PLAIN_VALUES = new Set(
  (
    "join split rsplit splitlines strip lstrip rstrip startswith endswith format encode decode lower upper title replace " +
    "removeprefix removesuffix partition rpartition isdigit isalpha isidentifier isspace zfill ljust rjust center count " +
    "index find rfind sort reverse keys most_common read readline readlines write close flush group groups match search " +
    "sub hexdigest digest total_seconds isoformat strftime exists is_file is_dir debug info warning error exception"
  ).split(" "),
);
const MAY_NAME = new Set(["Name", "Attribute", "IfExp", "Call"]);

function named(value: Expr): readonly string[] {
  switch (value.kind) {
    case "Name":
      return [value.name];
    case "Attribute":
      return [value.attr.name];
    case "IfExp":
      return [...named(value.body), ...named(value.orelse)];
    case "Call":
      // `opener = partial(open_it)` is called like what it wraps.
      return value.args.length === 1 ? value.args.flatMap(named) : [];
    default:
      return [];
  }
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function add<T>(to: Map<string, T[]>, key: string, value: T): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, [value]);
  else known.push(value);
}

/** What runs when an object of a class is made. */
export function constructorsOf(info: ClassInfo): readonly Unit[] {
  return unitsOf(info, ["__init__", "__post_init__"]);
}

/** The methods of a class by some names, as far as it has them. */
export function unitsOf(info: ClassInfo, methods: readonly string[]): readonly Unit[] {
  return methods.flatMap((name) => {
    const method = info.method(name);
    return method === null ? [] : [method.unit];
  });
}

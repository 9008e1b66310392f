/** The functions of a file as abstract runs see them, and who calls them with what. */
import type { Call, Expr, FunctionDef } from "../../syntax/ast.js";
import { argumentOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, isNone, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { Attributes, type Cut } from "./attributes.js";
import { run } from "./run.js";
import { type Host, type Outcome, type Summary, TooMuch } from "./state.js";

/** Functions that call functions that call functions, to this depth. */
const DEEPEST = 60;
/** Effects and links looked at in one file; what comes after is given up. */
const MOST_WORK = 400_000;

/** What callers hand over for a parameter of functions of one name. */
interface Given {
  readonly values: readonly { readonly value: Expr; readonly caller: Unit }[];
  cls?: ClassInfo | null;
  isGlobal?: boolean;
}

const NOT_GIVEN: Given = { values: [], cls: null, isGlobal: false };

/** What the functions of a file, and of those that it imports, have in common. */
interface Shared {
  depth: number;
  work: number;
  readonly files: Map<FileModel, Functions>;
}

/**
 * The functions of a file, each run when it is first asked for. Functions of other files are run as those of their own
 * file, but never kept for longer than the file at hand is looked at: what comes of a function that calls itself
 * depends on where one begins.
 */
export class Functions implements Host {
  readonly #shared: Shared;
  #attributes: Attributes | undefined;
  readonly #outcomes = new Map<Unit, Outcome | null>();
  readonly #summaries = new Map<Unit, Summary>();
  readonly #parameters = new Map<Unit, Map<string, ClassInfo | null>>();
  readonly #given = new Map<string, Given>();
  #owners: Map<string, Set<ClassInfo>> | undefined;
  #callers: Map<string, { readonly call: Call; readonly unit: Unit }[]> | undefined;

  constructor(
    readonly model: FileModel,
    shared: Shared = { depth: 0, work: 0, files: new Map() },
  ) {
    this.#shared = shared;
    shared.files.set(model, this);
  }

  /** Of no use to files whose functions link nothing. */
  get attributes(): Attributes {
    this.#attributes ??= new Attributes(this.model);
    return this.#attributes;
  }

  attributesOf(cls: ClassInfo | null): Attributes {
    return cls === null ? this.attributes : this.#of(modelOf(cls.unit)).attributes;
  }

  /** What is said of attributes in the files that define a class and its bases, and in the file at hand. */
  #allOf(cls: ClassInfo | null): readonly Attributes[] {
    const homes = new Set(cls?.mro.map((one) => this.attributesOf(one)) ?? []);
    return [...homes.add(this.attributes)];
  }

  /** Whether code that runs lets go what an attribute or key holds; see `Attributes.isCut`. */
  isCut(label: string, of: Cut["of"], cls: ClassInfo | null): boolean {
    return this.#allOf(cls).some((attributes) => attributes.isCut(label, of, cls, this.attributes));
  }

  /** Methods that would let go what an attribute or key holds; see `Attributes.uncalledCuts`. */
  uncalledCuts(label: string, of: Cut["of"], cls: ClassInfo | null): readonly string[] {
    return this.#allOf(cls).flatMap((attributes) => attributes.uncalledCuts(label, of, cls));
  }

  #of(model: FileModel): Functions {
    return this.#shared.files.get(model) ?? new Functions(model, this.#shared);
  }

  /** Null where the function is too large, or is being run. */
  outcomeOf(unit: Unit): Outcome | null {
    const home = this.#of(modelOf(unit));
    if (home !== this) return home.outcomeOf(unit);
    const before = this.#outcomes.get(unit);
    if (before !== undefined) return before;
    if (this.#shared.depth >= DEEPEST) return null;
    this.#outcomes.set(unit, null);
    this.#shared.depth++;
    let outcome: Outcome | null = null;
    if (unit.node.kind === "FunctionDef") {
      try {
        outcome = run(unit as Unit & { readonly node: FunctionDef }, this);
      } catch (error) {
        if (!(error instanceof TooMuch)) throw error;
      }
    }
    this.#shared.depth--;
    this.#outcomes.set(unit, outcome);
    return outcome;
  }

  summaryOf(unit: Unit): Summary | null {
    const home = this.#of(modelOf(unit));
    if (home !== this) return home.summaryOf(unit);
    const before = this.#summaries.get(unit);
    if (before !== undefined) return before;
    const outcome = this.outcomeOf(unit);
    if (outcome === null) return null;
    const { state, returns } = outcome;
    const summary = { unit, effects: state.effects, returns, branches: state.branches };
    this.#summaries.set(unit, summary);
    return summary;
  }

  spend(steps: number): boolean {
    this.#shared.work += steps;
    return this.#shared.work <= MOST_WORK;
  }

  parameterClass(unit: Unit, name: string): ClassInfo | null {
    const node = unit.node;
    if (node.kind !== "FunctionDef") return null;
    const param = node.params.all.find((one) => one.name === name);
    if (param?.annotation) return this.model.annotatedClass(param.annotation, unit.scope);
    let classes = this.#parameters.get(unit);
    if (classes === undefined) {
      classes = new Map();
      this.#parameters.set(unit, classes);
    }
    if (!classes.has(name)) {
      classes.set(name, null);
      classes.set(name, this.#byCallers(unit, node, name));
    }
    return classes.get(name) ?? null;
  }

  ownerOfMethod(name: string): ClassInfo | null {
    if (this.#owners === undefined) {
      this.#owners = new Map();
      for (const info of this.model.classes) {
        for (const { node, kind } of info.ownMethods) {
          if (kind !== "instance") continue;
          const owners = this.#owners.get(node.name.name) ?? new Set();
          this.#owners.set(node.name.name, owners.add(info));
        }
      }
    }
    if (OF_LIBRARY_TYPES.has(name)) return null;
    const owners = [...(this.#owners.get(name) ?? [])];
    const [first] = owners;
    return owners.length === 1 ? (first ?? null) : null;
  }

  isOfModule(unit: Unit, name: string): boolean {
    const node = unit.node;
    if (node.kind !== "FunctionDef") return false;
    const given = this.#givenFor(unit, node, name);
    const byDefault = node.params.all.find((param) => param.name === name)?.default ?? null;
    if (given.values.every(({ value }) => isNone(value)))
      return byDefault !== null && this.#isGlobal(byDefault, this.model.root);
    given.isGlobal ??= given.values.every(({ value, caller }) => isNone(value) || this.#isGlobal(value, caller));
    return given.isGlobal;
  }

  /** Whether an expression begins at a variable of the module. */
  #isGlobal(expr: Expr, unit: Unit): boolean {
    let at = expr;
    while (at.kind === "Attribute") at = at.value;
    if (at.kind !== "Name") return false;
    const home = unit.scopeOf(expr).lookup(at.name);
    const bindings = home?.bindings.get(at.name) ?? [];
    return home?.node.kind === "Module" && bindings.some(({ kind }) => kind === "assign" || kind === "import");
  }

  #byCallers(unit: Unit, node: FunctionDef, name: string): ClassInfo | null {
    const given = this.#givenFor(unit, node, name);
    if (given.cls === undefined) {
      const found = new Set<ClassInfo>();
      for (const { value, caller } of given.values) {
        const cls = this.model.classOf(value, caller);
        if (cls !== null) found.add(cls);
      }
      given.cls = found.size === 1 ? ([...found][0] ?? null) : null;
    }
    return given.cls;
  }

  /** What callers within the file hand over for a parameter; calls are found by name. */
  #givenFor(unit: Unit, node: FunctionDef, name: string): Given {
    const method = this.model.methodOf(unit);
    const isInit = node.name.name === "__init__" && method !== null;
    const skips = method !== null && method.receiver !== null ? 1 : 0;
    const position = node.params.all.findIndex((one) => one.name === name) - skips;
    if (position < 0) return NOT_GIVEN;
    const called = isInit ? method.owner.name : node.name.name;
    const key = `${called} ${position} ${name}`;
    let given = this.#given.get(key);
    if (given === undefined) {
      const values = this.#callersOf(called).flatMap(({ call, unit: caller }) => {
        const value = argumentOf(call, position, name);
        return value === null ? [] : [{ value, caller }];
      });
      given = { values };
      this.#given.set(key, given);
    }
    return given;
  }

  #callersOf(name: string): readonly { readonly call: Call; readonly unit: Unit }[] {
    if (this.#callers === undefined) {
      this.#callers = new Map();
      for (const unit of this.model.units) {
        for (const call of unit.calls) {
          const called =
            call.func.kind === "Name" ? call.func.name : call.func.kind === "Attribute" ? call.func.attr.name : null;
          if (called === null) continue;
          const calls = this.#callers.get(called);
          if (calls === undefined) this.#callers.set(called, [{ call, unit }]);
          else calls.push({ call, unit });
        }
      }
    }
    return this.#callers.get(name) ?? [];
  }
}

/** Methods that objects of the library have too: a call of one says nothing of whose it is. */
const OF_LIBRARY_TYPES = new Set(
  "append add insert extend update get pop remove clear copy close read write open start stop run join send put set index count sort reverse keys values items setdefault format split strip replace encode decode".split(
    " ",
  ),
);

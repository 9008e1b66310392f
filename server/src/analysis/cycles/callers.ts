/** What the text of a file says of its functions: who calls them with what, and which class has which method. */
import { isForeign } from "../../base/text.js";
import type { Call, Expr, FunctionDef } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import { argumentOf, hasStar } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { Attributes } from "./attributes.js";
import type { Summary } from "./state.js";

/** What callers hand over for a parameter of functions of one name. */
interface Given {
  /** It is called, and by nobody with a star that might hold more. */
  readonly isPlain: boolean;
  readonly values: readonly { readonly value: Expr; readonly caller: Unit }[];
  cls?: ClassInfo | null;
  isGlobal?: boolean;
}

const NOT_GIVEN: Given = { isPlain: false, values: [], cls: null, isGlobal: false };

const known = new WeakMap<FileModel, FileCalls>();

/** The calls of a file, and what is kept of its functions for as long as its model. */
export class FileCalls {
  #attributes: Attributes | undefined;
  /** What functions do that does not depend on which was run first; null for those that are too large. */
  readonly summaries = new Map<Unit, Summary | null>();
  readonly #parameters = new Map<Unit, Map<string, ClassInfo | null>>();
  readonly #given = new Map<string, Given>();
  #owners: Map<string, Set<ClassInfo>> | undefined;
  #callers: Map<string, { readonly call: Call; readonly unit: Unit }[]> | undefined;

  private constructor(readonly model: FileModel) {}

  /** Those of a model, made when first asked for. */
  static of(model: FileModel): FileCalls {
    let calls = known.get(model);
    if (calls === undefined) {
      calls = new FileCalls(model);
      known.set(model, calls);
    }
    return calls;
  }

  /** Of no use to files whose functions link nothing. */
  get attributes(): Attributes {
    this.#attributes ??= new Attributes(this.model);
    return this.#attributes;
  }

  /** See `Host`. */
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

  /** See `Host`. */
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

  /** See `Host`. */
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

  /** Whether a parameter is None by default, and those who call the function in its file leave it so. */
  isLeftNone(unit: Unit, name: string): boolean {
    const { node } = unit;
    // Of a function in another file there are callers in the file at hand, too.
    if (node.kind !== "FunctionDef" || isForeign(node)) return false;
    const byDefault = node.params.all.find((param) => param.name === name)?.default ?? null;
    if (byDefault === null || !isNone(byDefault)) return false;
    const { isPlain, values } = this.#givenFor(unit, node, name);
    return isPlain && values.every(({ value }) => isNone(value));
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
      const callers = this.#callersOf(called);
      const isPlain = callers.length > 0 && !callers.some(({ call }) => hasStar(call));
      const values = callers.flatMap(({ call, unit: caller }) => {
        const value = argumentOf(call, position, name);
        return value === null ? [] : [{ value, caller }];
      });
      given = { isPlain, values };
      this.#given.set(key, given);
    }
    return given;
  }

  #callersOf(name: string): readonly { readonly call: Call; readonly unit: Unit }[] {
    if (this.#callers === undefined) {
      this.#callers = new Map();
      for (const unit of this.model.units) {
        for (const call of unit.calls) {
          const called = lastName(call.func) || null;
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

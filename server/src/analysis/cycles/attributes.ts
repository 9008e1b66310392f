/** What a file says of attributes by their names: which refer weakly, which are computed, and which links get cut. */
import type { Expr } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { Answers } from "./answers.js";
import { Cuts } from "./cuts.js";
import type { Hold } from "./graph.js";
import { mentionsWeak } from "./weak-names.js";

/** What a class body may call without making a descriptor. */
const PLAIN =
  /^(?:builtins\.(?:dict|list|set|tuple|frozenset|bytearray|object|int|float|str|bytes|bool|range)|collections\.\w+)$/;

/** Facts on attributes of one file; what the file lets go is collected when a cycle asks. */
export class Attributes {
  readonly cuts: Cuts;
  readonly #holds = new Map<string, Hold | "weak">();
  readonly #computed = new Map<string, ClassInfo[]>();
  readonly #answers = new Answers();
  #classLevel: Set<string> | undefined;

  constructor(readonly model: FileModel) {
    this.cuts = new Cuts(model);
    if (mentionsWeak(model)) for (const unit of model.units) this.#holdsOf(unit);
    for (const info of model.classes) this.#ofClass(info);
  }

  /** How an attribute refers to what it is given; `weak` where its values are weak references. */
  hold(attribute: string): Hold | "weak" {
    return this.#holds.get(attribute) ?? "strong";
  }

  /** Whether an attribute is a property or another descriptor, of this class or (where none is known) of any. */
  isComputed(cls: ClassInfo | null, attribute: string): boolean {
    const method = cls?.method(attribute) ?? null;
    if (method !== null && method.kind !== "instance") return method.kind === "property" || method.kind === "setter";
    const owners = this.#computed.get(attribute);
    if (owners === undefined || cls === null) return owners !== undefined;
    return this.#answers.once(`computed ${attribute}`, cls, () => owners.some((owner) => cls.mro.includes(owner)));
  }

  /** Whether an attribute is the class's, and never bound on an object: what it holds lives as long as the class. */
  isOfClass(cls: ClassInfo | null, attribute: string): boolean {
    if (cls !== null) return this.#answers.once(`class ${attribute}`, cls, () => ofClass(cls, attribute));
    this.#classLevel ??= new Set(
      this.model.classes.flatMap((info) => [...info.unit.scope.bindings.keys()].filter((name) => ofClass(info, name))),
    );
    return this.#classLevel.has(attribute);
  }

  #ofClass(info: ClassInfo): void {
    const note = (name: string): void => {
      const known = this.#computed.get(name);
      if (known === undefined) this.#computed.set(name, [info]);
      else known.push(info);
    };
    for (const { kind, node } of info.ownMethods) {
      if (kind === "property" || kind === "setter") note(node.name.name);
    }
    for (const [name, bindings] of info.unit.scope.bindings) {
      for (const binding of bindings) {
        if (binding.kind !== "assign") continue;
        this.#noteHold(name, binding.value, info.unit);
        if (binding.value.kind !== "Call") continue;
        const made = this.model.qualifiedName(binding.value.func, info.unit.scope);
        // A call in a class body makes a descriptor, unless it is a field or a plain container.
        const isPlain = made !== null && PLAIN.test(made);
        const isField = made !== null && /(?:^|\.)(?:field|ib|Factory|attrib)$/.test(made);
        if (made === "builtins.property" || (!isPlain && !isField)) note(name);
      }
    }
  }

  #holdsOf(unit: Unit): void {
    for (const stmt of unit.stmts) {
      if ((stmt.kind !== "Assign" && stmt.kind !== "AnnAssign") || stmt.value === null) continue;
      const targets = stmt.kind === "Assign" ? stmt.targets : [stmt.target];
      for (const target of targets) if (target.kind === "Attribute") this.#noteHold(target.attr.name, stmt.value, unit);
    }
  }

  #noteHold(name: string, value: Expr, unit: Unit): void {
    for (const one of alternatives(value)) {
      if (one.kind !== "Call") continue;
      const made = this.model.qualifiedName(one.func, unit.scopeOf(one));
      const reference = made === null ? undefined : this.model.catalogue.reference(made);
      if (reference === "weak" || reference === "weak-keys" || reference === "weak-values")
        this.#holds.set(name, reference);
    }
  }
}

function ofClass(cls: ClassInfo, attribute: string): boolean {
  const owner = cls.mro.find((one) => one.unit.scope.bindings.has(attribute));
  if (owner === undefined) return false;
  const bindings = owner.unit.scope.bindings.get(attribute) ?? [];
  // The fields of a dataclass are those of its objects.
  const isField =
    owner.node.decorators.length > 0 && bindings.some((one) => one.kind === "assign" && one.annotation !== null);
  const isValue = bindings.every((binding) => binding.kind === "assign" && !isNone(binding.value));
  return isValue && !isField && cls.usesOf(attribute).every(({ access }) => access.kind !== "bind");
}

/** The expressions of which one is the value. */
export function alternatives(value: Expr): readonly Expr[] {
  if (value.kind === "IfExp") return [...alternatives(value.body), ...alternatives(value.orelse)];
  if (value.kind === "BoolOp") return value.values.flatMap(alternatives);
  if (value.kind === "NamedExpr") return alternatives(value.value);
  return [value];
}

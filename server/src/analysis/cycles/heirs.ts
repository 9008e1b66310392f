/** What subclasses change in the methods that they inherit. */
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

const known = new WeakMap<ClassInfo, Map<Unit, boolean>>();

/** Whether a method does something else for the objects of a subclass than for those of its own class. */
export function changesFor(unit: Unit, cls: ClassInfo): boolean {
  const owner = modelOf(unit).methodOf(unit)?.owner;
  const at = owner === undefined ? 0 : cls.mro.indexOf(owner);
  if (at <= 0) return false;
  const answers = known.get(cls) ?? new Map<Unit, boolean>();
  known.set(cls, answers);
  let answer = answers.get(unit);
  if (answer === undefined) {
    answer = reads(unit, cls.mro.slice(0, at).map(namesOf));
    answers.set(unit, answer);
  }
  return answer;
}

/** The subclasses in the file at hand, and in the file of the class. */
export class Heirs {
  /** The attributes and methods that subclasses bind anew, by the units of their bases. */
  readonly #bound = new Map<FileModel, ReadonlyMap<Unit, ReadonlySet<string>>>();
  readonly #known = new Map<Unit, boolean>();

  constructor(readonly model: FileModel) {}

  /** Whether a method, or one of its object that it uses, reads of its object what a subclass binds otherwise. */
  mayChange(unit: Unit): boolean {
    let known = this.#known.get(unit);
    if (known === undefined) {
      known = this.#find(unit);
      this.#known.set(unit, known);
    }
    return known;
  }

  #find(unit: Unit): boolean {
    const method = modelOf(unit).methodOf(unit);
    if (method === null) return false;
    const bound = [modelOf(unit), this.model].flatMap((model) => this.#boundIn(model).get(method.owner.unit) ?? []);
    return reads(unit, bound);
  }

  #boundIn(model: FileModel): ReadonlyMap<Unit, ReadonlySet<string>> {
    let bound = this.#bound.get(model);
    if (bound === undefined) {
      const found = new Map<Unit, Set<string>>();
      for (const info of model.classes) {
        const names = namesOf(info);
        for (const base of info.mro.slice(1)) {
          const known = found.get(base.unit) ?? new Set();
          for (const name of names) known.add(name);
          found.set(base.unit, known);
        }
      }
      bound = found;
      this.#bound.set(model, bound);
    }
    return bound;
  }
}

/** Whether a method, or one of its object that it uses, reads of its object one of some names. */
function reads(unit: Unit, wanted: readonly ReadonlySet<string>[]): boolean {
  const method = modelOf(unit).methodOf(unit);
  if (method === null || wanted.length === 0) return false;
  const seen = new Set([method]);
  for (const { unit: one, receiver } of seen) {
    if (receiver === null) continue;
    for (const name of attributesRead(one, receiver)) {
      if (wanted.some((names) => names.has(name))) return true;
      const next = method.owner.method(name);
      if (next !== null) seen.add(next);
    }
  }
  return false;
}

/** What a class binds for its objects: in its body, and in its methods. */
function namesOf(info: ClassInfo): ReadonlySet<string> {
  const names = new Set(info.unit.scope.bindings.keys());
  for (const [name, uses] of info.ownUses) if (uses.some(({ access }) => access.kind === "bind")) names.add(name);
  return names;
}

/** The attributes of its object that a method, or a function in it, mentions. */
function attributesRead(unit: Unit, receiver: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const one of unit.all())
    for (const { value, attr } of one.attributes)
      if (value.kind === "Name" && value.name === receiver) names.add(attr.name);
  return names;
}

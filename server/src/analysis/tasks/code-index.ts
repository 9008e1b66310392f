/** What several parts of the analysis look up in a file again and again, gathered once. */
import type { Call } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

/** A call and the unit in which it stands. */
export interface CallPlace {
  readonly call: Call;
  readonly unit: Unit;
}

/** Classes with their families, and calls by the last name of what they call. */
export class CodeIndex {
  #families: Map<ClassInfo, Set<ClassInfo>> | undefined;
  #calls: Map<string, CallPlace[]> | undefined;

  constructor(readonly model: FileModel) {}

  /** A class with all that it inherits from and all that inherit from it. */
  familyOf(owner: ClassInfo): ReadonlySet<ClassInfo> {
    if (this.#families === undefined) {
      this.#families = new Map();
      for (const one of this.model.classes) {
        for (const base of one.mro) {
          add(this.#families, one, base);
          add(this.#families, base, one);
        }
      }
    }
    return this.#families.get(owner) ?? new Set([owner]);
  }

  /** The calls of something by its last name: `close` of `self.pool.close()`. */
  callsOf(name: string): readonly CallPlace[] {
    if (this.#calls === undefined) {
      this.#calls = new Map();
      for (const unit of this.model.units) {
        for (const call of unit.calls) {
          const called = lastName(call.func);
          const known = this.#calls.get(called);
          if (known === undefined) this.#calls.set(called, [{ call, unit }]);
          else known.push({ call, unit });
        }
      }
    }
    return this.#calls.get(name) ?? [];
  }
}

const searched = new WeakMap<FileModel, Map<RegExp, boolean>>();

/** Whether a pattern is found in a file's text, which is searched once for each. */
export function textHas(pattern: RegExp, model: FileModel): boolean {
  let known = searched.get(model);
  if (known === undefined) {
    known = new Map();
    searched.set(model, known);
  }
  let found = known.get(pattern);
  if (found === undefined) {
    found = pattern.test(model.text);
    known.set(pattern, found);
  }
  return found;
}

function add(families: Map<ClassInfo, Set<ClassInfo>>, one: ClassInfo, other: ClassInfo): void {
  const known = families.get(one);
  if (known === undefined) families.set(one, new Set([other]));
  else known.add(other);
}

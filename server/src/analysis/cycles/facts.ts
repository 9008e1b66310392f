/** Reference cycles of a file: computed once, for all rules of the family and for the picture. */
import type { FileModel } from "../model/file-model.js";
import { type RecursiveClosure, recursiveClosures } from "./closures.js";
import { type KeptByFinalizer, keptByFinalizers } from "./finalizers.js";
import { type Cycle, findCycles, type KeptKey } from "./find.js";
import { Functions } from "./functions.js";

/** What the rules of the family report. */
export interface CycleFacts {
  /** Each cycle once. */
  readonly cycles: readonly Cycle[];
  readonly closures: readonly RecursiveClosure[];
  readonly finalizers: readonly KeptByFinalizer[];
  /** Values of containers with weak keys that hold their keys. */
  readonly keptKeys: readonly KeptKey[];
}

const known = new WeakMap<FileModel, CycleFacts>();

/** The cycles of a file. */
export function cycleFacts(model: FileModel): CycleFacts {
  const before = known.get(model);
  if (before !== undefined) return before;
  const facts = {
    ...findCycles(new Functions(model)),
    closures: recursiveClosures(model),
    finalizers: keptByFinalizers(model),
  };
  known.set(model, facts);
  return facts;
}

/** Whether a file may have weak references at all. */
import type { Catalogue } from "../../catalogue/catalogue.js";
import type { Reference } from "../../catalogue/schema.js";
import type { FileModel } from "../model/file-model.js";

const patterns = new WeakMap<Catalogue["referenceNames"], Map<Reference, RegExp>>();

const WEAK: readonly Reference[] = ["weak", "weak-keys", "weak-values"];

/** Whether the text mentions the name of a weak reference, or of a container of such; of some kinds only. */
export function mentionsWeak({ text, catalogue }: FileModel, kinds: readonly Reference[] = WEAK): boolean {
  return kinds.some((kind) => patternOf(catalogue.referenceNames, kind).test(text));
}

function patternOf(names: Catalogue["referenceNames"], kind: Reference): RegExp {
  const known = patterns.get(names) ?? new Map<Reference, RegExp>();
  patterns.set(names, known);
  let pattern = known.get(kind);
  if (pattern === undefined) {
    const wanted = [...names].filter(([, kinds]) => kinds.has(kind)).map(([name]) => name);
    pattern = new RegExp(`\\b(?:${wanted.join("|")})\\b`);
    known.set(kind, pattern);
  }
  return pattern;
}

/** Subclasses that override what a base class in another file releases. */
import type { Scope } from "../../semantics/scopes.js";
import type { ClassDef } from "../../syntax/ast.js";
import type { FileContext } from "./context.js";
import type { OverriddenRelease } from "./facts.js";
import { CLOSERS } from "./owners.js";
import { SHAPE } from "./shapes.js";
import type { FileSummaries } from "./summaries.js";

/**
 * Methods that take the place of all that releases an attribute of a base, and neither call it nor do its work. Silent
 * where anything of the base is not known.
 */
export function overriddenReleases(
  node: ClassDef,
  home: Scope,
  summaries: FileSummaries,
  { catalogue, text }: FileContext,
): OverriddenRelease[] {
  const survey = summaries.survey(node, home);
  const found: OverriddenRelease[] = [];
  summaries.basesOf(node, home).forEach((base, index) => {
    if (base?.kind !== "qualified" || summaries.isPlainBase(base.name)) return;
    const name = catalogue.typeOfClass(base.name + SHAPE);
    const shape = name === undefined ? undefined : catalogue.type(name)?.shape;
    if (shape === undefined || !shape.complete || shape.finalizer) return;
    for (const { attribute, type: typeName, releasedBy } of shape.owned) {
      const type = catalogue.type(typeName);
      // What one method of several still releases is released.
      if (type === undefined || releasedBy.length === 0 || !releasedBy.every((one) => survey.methods.has(one)))
        continue;
      const method = releasedBy.filter((one) => CLOSERS.includes(one)).map((one) => survey.methods.get(one))[0];
      if (method === undefined || survey.escapes(attribute)) continue;
      const releases = survey.releasing(attribute, (way) =>
        way.overridden === undefined ? summaries.isRelease(way, type) : releasedBy.includes(way.overridden),
      );
      if (releases.length > 0) continue;
      const written = node.bases[index];
      found.push({
        owner: node,
        attribute,
        type,
        method: { name: method.name.name, range: method.name },
        base:
          written === undefined ? base.name : (text.slice(written.start, written.end).split(".").pop() ?? base.name),
        origin: base.name,
      });
    }
  });
  return found;
}

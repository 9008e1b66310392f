/** Elements that a method takes out of a collection on `self` and drops while they are open. */
import type { Scope } from "../../semantics/scopes.js";
import type { ClassDef } from "../../syntax/ast.js";
import { elementUses } from "./elements.js";
import type { LostResource } from "./facts.js";
import type { FileSummaries } from "./summaries.js";

/**
 * Elements that a method takes out of a collection and drops while they are open: `self.pool.popitem()`.
 *
 * Silent where the same method releases any, where elements are handed on, and where the class releases none at
 * all: then it is the class that is at fault.
 */
export function droppedElements(node: ClassDef, home: Scope, summaries: FileSummaries, text: string): LostResource[] {
  const survey = summaries.survey(node, home);
  const found: LostResource[] = [];
  const seen = new Set<string>();
  for (const [, method] of survey.methods) {
    for (const store of summaries.storesOf(node, home, method)) {
      const { site, attribute } = store;
      if (!store.isElement || site.parameter !== null || site.escaped || seen.has(`${site.call.start}`)) continue;
      const uses = elementUses(survey, store, text);
      const [drop] = uses?.drops ?? [];
      if (uses === null || drop === undefined || uses.escapes || uses.releasedBy.length === 0) continue;
      seen.add(`${site.call.start}`);
      found.push({
        loss: "deleted",
        acquisition: site.call,
        statement: site.statement,
        scope: method,
        type: site.type,
        typeName: site.typeName,
        callee: text.slice(site.call.func.start, site.call.func.end).replace(/\s+/g, " "),
        name: `self.${attribute}`,
        container: { name: `self.${attribute}`, exits: false },
        releasedElsewhere: true,
        evident: true,
        trace: [
          { kind: "acquire", message: "acquired here", range: site.call },
          { kind: "delete", message: `dropped from 'self.${attribute}' here, while it is open`, range: drop.range },
        ],
      });
    }
  }
  return found;
}

/** Methods that bind an attribute of `self` again while what it holds is open. */
import type { Scope } from "../../semantics/scopes.js";
import type { ClassDef } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import type { ClassSurvey } from "./attributes.js";
import type { AttributeStore } from "./context.js";
import type { LostResource } from "./facts.js";
import type { FileSummaries } from "./summaries.js";

/**
 * What the constructor acquires for an attribute and another method replaces without releasing it:
 * `def reset(self): self.file = open(self.path, "w")`.
 *
 * Silent where the method tests the attribute, or hands it on; where the class's other methods release
 * it on the way; where only the constructor calls the method.
 */
export function reboundAttributes(node: ClassDef, home: Scope, summaries: FileSummaries, text: string): LostResource[] {
  const survey = summaries.survey(node, home);
  const init = survey.methods.get("__init__");
  if (init === undefined || !summaries.isWithoutFinalizer(node, home)) return [];
  const found: LostResource[] = [];
  for (const [name, method] of survey.methods) {
    if (name === "__init__") continue;
    for (const again of summaries.storesOf(node, home, method)) {
      const first = firstStore(node, home, summaries, survey, again);
      if (first === null || !isCalledLater(survey, name) || survey.minds(name, again.attribute)) continue;
      const released = summaries.releasing(node, home, again);
      if (released.includes(name) || survey.escapes(again.attribute)) continue;
      // A caller that releases before it calls does what the method does not.
      if (survey.callersOf(name).some((caller) => released.includes(caller))) continue;
      const { site } = first;
      found.push({
        loss: "rebound",
        acquisition: site.call,
        statement: site.statement,
        scope: init,
        type: site.type,
        typeName: site.typeName,
        callee: text.slice(site.call.func.start, site.call.func.end).replace(/\s+/g, " "),
        name: `self.${again.attribute}`,
        releasedElsewhere: true,
        evident: true,
        trace: [
          { kind: "acquire", message: "acquired here", range: site.call },
          {
            kind: "rebind",
            message: "its name is bound to something else here, while it is open",
            range: again.site.statement,
          },
        ],
      });
    }
  }
  return found;
}

/** What the constructor, or a method that it calls under no condition, puts on the attribute first. */
function firstStore(
  node: ClassDef,
  home: Scope,
  summaries: FileSummaries,
  survey: ClassSurvey,
  again: AttributeStore,
): AttributeStore | null {
  const init = survey.methods.get("__init__");
  if (init === undefined || again.site.parameter !== null || again.site.escaped) return null;
  const matches = (store: AttributeStore): boolean =>
    store.attribute === again.attribute && store.site.parameter === null && !store.site.escaped;
  for (const stmt of init.body) {
    if (stmt.kind === "Assign") {
      const store = summaries.storesOf(node, home, init).find((one) => matches(one) && one.site.call === stmt.value);
      if (store !== undefined) return store;
    }
    if (stmt.kind !== "ExprStmt" || stmt.value.kind !== "Call" || stmt.value.func.kind !== "Attribute") continue;
    const called = survey.methods.get(stmt.value.func.attr.name);
    if (called === undefined || !namesIn(stmt.value.func).has(init.params.all[0]?.name ?? "")) continue;
    const store = summaries.storesOf(node, home, called).find((one) => {
      return matches(one) && called.body.some((inner) => inner.kind === "Assign" && inner.value === one.site.call);
    });
    if (store !== undefined) return store;
  }
  return null;
}

/** Whether a method is called when the object has been made: by another method, or from outside. */
function isCalledLater(survey: ClassSurvey, name: string): boolean {
  const callers = survey.callersOf(name).filter((caller) => caller !== name);
  if (callers.some((caller) => caller !== "__init__")) return true;
  return callers.length === 0 && !name.startsWith("_");
}

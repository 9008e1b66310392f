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
      if (again.isElement) continue;
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

/**
 * What the constructor of a base class acquires for an attribute and that of the subclass acquires again, without
 * releasing it: `super().__init__(path)`, then `self.stream = open(path)`.
 */
export function reopenedAttributes(
  node: ClassDef,
  home: Scope,
  summaries: FileSummaries,
  text: string,
): LostResource[] {
  const init = summaries.survey(node, home).methods.get("__init__");
  if (init === undefined || !summaries.isWithoutFinalizer(node, home)) return [];
  const base = init.body.findIndex((stmt) => {
    const call = stmt.kind === "ExprStmt" && stmt.value.kind === "Call" ? stmt.value : null;
    return call?.func.kind === "Attribute" && call.func.attr.name === "__init__";
  });
  if (base < 0) return [];
  const own = summaries.storesOf(node, home, init);
  const found: LostResource[] = [];
  for (const owner of summaries.localBases(node, home)) {
    for (const { attribute, store } of summaries.ownedAttributes(owner.node, owner.home)) {
      const made = summaries.survey(owner.node, owner.home).methods.get("__init__");
      const isFirst = made?.body.some((stmt) => stmt.kind === "Assign" && stmt.value === store.site.call);
      const at = init.body.findIndex(
        (stmt) =>
          stmt.kind === "Assign" && own.some((one) => one.attribute === attribute && one.site.call === stmt.value),
      );
      if (!isFirst || at <= base || store.isElement) continue;
      // Whatever else is done with the attribute in between may release it, or keep it.
      const between = init.body.slice(base + 1, at);
      if (between.some((stmt) => mayEnd(text.slice(stmt.start, stmt.end), attribute))) continue;
      const again = own.find((one) => one.attribute === attribute) as AttributeStore;
      const { site } = store;
      found.push({
        loss: "rebound",
        acquisition: site.call,
        statement: site.statement,
        scope: made as LostResource["scope"],
        type: site.type,
        typeName: site.typeName,
        callee: text.slice(site.call.func.start, site.call.func.end).replace(/\s+/g, " "),
        name: `self.${attribute}`,
        releasedElsewhere: true,
        evident: true,
        trace: [
          { kind: "acquire", message: "acquired here", range: site.call },
          {
            kind: "rebind",
            message: `'${node.name.name}' binds it to something else here, while it is open`,
            range: again.site.statement,
          },
        ],
      });
    }
  }
  return found;
}

/** Whether a statement does more with an attribute than to read from it or write to it. */
function mayEnd(text: string, attribute: string): boolean {
  const uses = [...text.matchAll(new RegExp(`\\.${attribute}\\b(\\.\\w+)?`, "g"))];
  if (uses.some(([, method]) => method === undefined || !/^\.(?:read|write|seek|tell|flush|recv|send)/.test(method)))
    return true;
  return /\bself\.\w+\(|\bself\b(?!\.)/.test(text);
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
    store.attribute === again.attribute && !store.isElement && store.site.parameter === null && !store.site.escaped;
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

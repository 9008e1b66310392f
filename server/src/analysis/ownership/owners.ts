/** Classes that keep a resource on `self` which none of their methods releases. */
import type { Scope } from "../../semantics/scopes.js";
import type { ClassDef, Module } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import type { OwnerWithoutRelease } from "./facts.js";
import type { FileSummaries } from "./summaries.js";

/** Methods that are there to release what their object owns, the likeliest first. */
const CLOSERS = ["close", "__exit__", "aclose", "__aexit__", "stop", "shutdown", "disconnect", "cleanup", "release"];

/**
 * The attributes of a class that hold a resource for ever.
 *
 * Silent where code outside of the class mentions the attribute, where the class hands it on, where
 * something unknown is inherited, and where the class is made at module level only, for the life of
 * the process.
 */
export function ownersWithoutRelease(
  node: ClassDef,
  home: Scope,
  summaries: FileSummaries,
  module: Module,
  text: string,
): OwnerWithoutRelease[] {
  if (!summaries.isSelfContained(node, home)) return [];
  const survey = summaries.survey(node, home);
  if (survey.method("__getattr__") !== null) return [];
  const outside = text.slice(0, node.start) + text.slice(node.end);
  const found: OwnerWithoutRelease[] = [];
  for (const { attribute, store, releasedBy } of summaries.ownedAttributes(node, home)) {
    const { site } = store;
    if (releasedBy.length > 0 || survey.escapes(attribute) || site.type.resource?.rule !== undefined) continue;
    if (new RegExp(`\\.${attribute}\\b`).test(outside)) continue;
    const closer = CLOSERS.map((name) => survey.methods.get(name)).find((method) => method !== undefined);
    found.push({
      owner: node,
      attribute,
      acquisition: site.call,
      statement: site.statement,
      type: site.type,
      typeName: site.typeName,
      callee: text.slice(site.call.func.start, site.call.func.end).replace(/\s+/g, " "),
      forgetfulMethod: closer === undefined ? null : { name: closer.name.name, range: closer.name },
    });
  }
  const all = [...found, ...inheritedWithoutRelease(node, home, summaries, text)];
  return all.length > 0 && isSingleton(node, module) ? [] : all;
}

/** A subclass that overrides what released an attribute of its base, without calling it. */
function inheritedWithoutRelease(
  node: ClassDef,
  home: Scope,
  summaries: FileSummaries,
  text: string,
): OwnerWithoutRelease[] {
  const found: OwnerWithoutRelease[] = [];
  for (const base of summaries.localBases(node, home)) {
    for (const owned of summaries.ownedAttributes(base.node, base.home)) {
      const { site } = owned.store;
      if (owned.releasedBy.length === 0 || site.type.resource?.rule !== undefined) continue;
      const survey = summaries.survey(node, home);
      const overriding = owned.releasedBy
        .map((name) => survey.methods.get(name))
        .find((method) => method !== undefined);
      if (overriding === undefined || survey.escapes(owned.attribute)) continue;
      if (summaries.releasing(node, home, owned.store).length > 0) continue;
      found.push({
        owner: node,
        attribute: owned.attribute,
        acquisition: site.call,
        statement: site.statement,
        type: site.type,
        typeName: site.typeName,
        callee: text.slice(site.call.func.start, site.call.func.end).replace(/\s+/g, " "),
        forgetfulMethod: { name: overriding.name.name, range: overriding.name },
        inheritedFrom: base.node.name.name,
      });
    }
  }
  return found;
}

/** Whether the class keeps its one instance, or all instances that the file makes are made at module level. */
function isSingleton(node: ClassDef, module: Module): boolean {
  const makes = (part: Module["body"][number]): boolean =>
    contains(
      part,
      (inner) => inner.kind === "Call" && inner.func.kind === "Name" && inner.func.name === node.name.name,
    );
  const name = node.name.name;
  const keepsOne = contains(
    module,
    (inner) =>
      inner.kind === "Assign" &&
      inner.value.kind === "Call" &&
      inner.value.func.kind === "Name" &&
      (inner.value.func.name === name || inner.value.func.name === "cls") &&
      inner.targets.some(
        (target) =>
          target.kind === "Attribute" &&
          target.value.kind === "Name" &&
          (target.value.name === name || target.value.name === "cls"),
      ),
  );
  if (keepsOne) return true;
  const makers = module.body.filter(makes);
  return makers.length > 0 && makers.every((stmt) => stmt.kind !== "FunctionDef" && stmt.kind !== "ClassDef");
}

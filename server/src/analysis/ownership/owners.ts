/** Classes that keep a resource on `self` which none of their methods releases. */
import type { Scope } from "../../semantics/scopes.js";
import type { ClassDef, Expr, FunctionDef, Module, Stmt } from "../../syntax/ast.js";
import { contains, namesIn } from "../../syntax/walk.js";
import type { AttributeStore, FileContext } from "./context.js";
import { elementUses } from "./elements.js";
import type { OwnerWithoutRelease } from "./facts.js";
import { foreignShape } from "./shapes.js";
import type { FileSummaries } from "./summaries.js";

/** Methods that are there to release what their object owns, the likeliest first. */
export const CLOSERS: readonly string[] = [
  "close",
  "__exit__",
  "aclose",
  "__aexit__",
  "stop",
  "shutdown",
  "disconnect",
  "cleanup",
  "release",
];

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
  { text, catalogue, looksElsewhere }: FileContext,
): OwnerWithoutRelease[] {
  const foreign = foreignShape(node, home, summaries, catalogue, text);
  if (foreign === null || foreign.finalizer) return [];
  const survey = summaries.survey(node, home);
  if (survey.method("__getattr__") !== null) return [];
  const outside = text.slice(0, node.start) + text.slice(node.end);
  const found: OwnerWithoutRelease[] = [];
  for (const { attribute, store, releasedBy } of summaries.ownedAttributes(node, home)) {
    const { site } = store;
    if (site.type.resource?.rule !== undefined || foreign.mentions.includes(attribute)) continue;
    const elements = store.isElement ? elementUses(survey, store, text) : null;
    if (store.isElement ? elements?.escapes !== false : survey.escapes(attribute)) continue;
    const exit = survey.methods.get("__exit__");
    const onSuccessOnly =
      releasedBy.length === 1 &&
      releasedBy[0] === "__exit__" &&
      exit !== undefined &&
      releasesOnSuccessOnly(exit, attribute);
    if (releasedBy.length > 0 && !onSuccessOnly) continue;
    if (onSuccessOnly) {
      found.push({
        ...describe(node, store, text),
        forgetfulMethod: { name: "__exit__", range: exit.name },
        onSuccessOnly,
      });
      continue;
    }
    looksElsewhere.yes = true;
    const names = [attribute, ...survey.lenders(attribute)].join("|");
    const mention = new RegExp(`(?<!\\bself)\\.(?:${names})\\b`);
    if (
      mention.test(outside) ||
      heirsOf(node, module).some((heir) => heir.bases.length > 1 || mentionsSelf(text, heir, attribute))
    )
      continue;
    const closer = CLOSERS.map((name) => survey.methods.get(name)).find((method) => method !== undefined);
    found.push({
      ...describe(node, store, text),
      forgetfulMethod: closer === undefined ? null : { name: closer.name.name, range: closer.name },
      inheritedCloser: CLOSERS.find((name) => foreign.methods.includes(name)),
    });
  }
  if (found.length > 0) looksElsewhere.yes = true;
  const all = [...found, ...inheritedWithoutRelease(node, home, summaries, text)];
  return all.length > 0 && isSingleton(node, module, text) ? [] : all;
}

/** The classes of the module that inherit from a class, directly or not. */
function heirsOf(node: ClassDef, module: Module): ClassDef[] {
  const names = new Set([node.name.name]);
  const heirs: ClassDef[] = [];
  for (const stmt of module.body) {
    if (stmt.kind !== "ClassDef" || !stmt.bases.some((base) => [...namesIn(base)].some((name) => names.has(name))))
      continue;
    names.add(stmt.name.name);
    heirs.push(stmt);
  }
  return heirs;
}

/** Whether a class mentions an attribute. A class of several bases gets methods from elsewhere: see the caller. */
function mentionsSelf(text: string, heir: ClassDef, attribute: string): boolean {
  return new RegExp(`\\.${attribute}\\b`).test(text.slice(heir.start, heir.end));
}

function describe(owner: ClassDef, { attribute, site, isElement }: AttributeStore, text: string) {
  return {
    owner,
    attribute,
    isElement: isElement === true,
    acquisition: site.call,
    statement: site.statement,
    type: site.type,
    typeName: site.typeName,
    callee: text.slice(site.call.func.start, site.call.func.end).replace(/\s+/g, " "),
  };
}

/**
 * Whether an `__exit__` releases an attribute only where the block did not raise: under a test of the
 * exception it is handed, or behind a `return` under such a test.
 */
function releasesOnSuccessOnly(exit: FunctionDef, attribute: string): boolean {
  const exceptions = new Set(exit.params.all.slice(1).map((param) => param.name));
  const asks = (stmt: Stmt): boolean =>
    stmt.kind === "If" && [...namesIn(stmt.test)].some((name) => exceptions.has(name));
  const releases = (stmt: Stmt): boolean =>
    contains(
      stmt,
      (node) => node.kind === "Call" && node.func.kind === "Attribute" && mentionsAttribute(node.func.value, attribute),
    );
  let returned = false;
  for (const stmt of exit.body) {
    if (stmt.kind === "Try" || stmt.kind === "With") return false;
    if (stmt.kind === "If" && asks(stmt)) {
      const [inside, otherwise] = [stmt.body.some(releases), stmt.orelse.some(releases)];
      if (inside !== otherwise) return true;
      if (inside && otherwise) return false;
      returned ||= stmt.body[stmt.body.length - 1]?.kind === "Return";
    } else if (stmt.kind === "ExprStmt" && releasesNow(stmt, attribute)) {
      return returned;
    }
  }
  return false;
}

function releasesNow(stmt: Stmt & { readonly kind: "ExprStmt" }, attribute: string): boolean {
  const { value } = stmt;
  if (value.kind !== "Call" || value.func.kind !== "Attribute") return false;
  return (
    mentionsAttribute(value.func.value, attribute) && /close|release|quit|shutdown|stop/.test(value.func.attr.name)
  );
}

function mentionsAttribute(expr: Expr, attribute: string): boolean {
  return expr.kind === "Attribute" && expr.attr.name === attribute;
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
        .filter((name) => CLOSERS.includes(name))
        .map((name) => survey.methods.get(name))
        .find((method) => method !== undefined);
      if (overriding === undefined || survey.escapes(owned.attribute)) continue;
      if (summaries.releasing(node, home, owned.store).length > 0) continue;
      found.push({
        ...describe(node, owned.store, text),
        forgetfulMethod: { name: overriding.name.name, range: overriding.name },
        inheritedFrom: base.node.name.name,
      });
    }
  }
  return found;
}

/** Whether the class keeps its one instance, or all instances that the file makes are made at module level. */
function isSingleton(node: ClassDef, module: Module, text: string): boolean {
  const name = node.name.name;
  if (new RegExp(`\\b(?:cls|${name})\\.\\w+\\s*=\\s*(?:cls|${name})\\(`).test(text)) return true;
  const makers = [...text.matchAll(new RegExp(`(?<![\\w.])(?<!class )${name}\\(`, "g"))].map(({ index }) =>
    module.body.find((stmt) => stmt.start <= index && index < stmt.end),
  );
  return makers.length > 0 && makers.every((stmt) => stmt?.kind !== "FunctionDef" && stmt?.kind !== "ClassDef");
}

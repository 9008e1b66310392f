/** A limit for a cache of results. */
import type { CachedFunction } from "../../../analysis/growth/caches.js";
import { argumentOf } from "../../../analysis/model/access.js";
import type { Edit } from "../../../base/text.js";
import type { Call, Expr } from "../../../syntax/ast.js";
import type { Fix, RuleContext } from "../../define.js";
import { importedName } from "../../resource/fixes/imports.js";

/** What `functools.lru_cache` keeps when nothing is said. */
const DEFAULT_SIZE = 128;

/** `maxsize=128` in the decorator or call that keeps the results; null where it cannot be written so. */
export function limitCache(context: RuleContext, cached: CachedFunction): Fix | null {
  const edits = editsFor(context, cached);
  if (edits === null) return null;
  return { title: `Keep the last ${DEFAULT_SIZE} results of ${cached.node.name.name}()`, safe: true, edits };
}

function editsFor(context: RuleContext, cached: CachedFunction): readonly Edit[] | null {
  const { decorator, cacheName, isDecorator } = cached;
  const entry = context.catalogue.cache(cacheName);
  const callee: Expr = decorator.kind === "Call" ? decorator.func : decorator;
  const factory: Call | null = isDecorator
    ? decorator.kind === "Call"
      ? decorator
      : null
    : callee.kind === "Call"
      ? callee
      : null;
  if (entry?.limit !== undefined && factory !== null) {
    const given = argumentOf(factory, entry.limit.position, entry.limit.parameter);
    if (given !== null) return [{ start: given.start, end: given.end, text: String(DEFAULT_SIZE) }];
  }
  if (cacheName !== "functools.cache" || (isDecorator && decorator.kind === "Call")) return null;
  if (callee.kind === "Attribute") {
    const { attr } = callee;
    return [{ start: attr.start, end: attr.end, text: `lru_cache(maxsize=${DEFAULT_SIZE})` }];
  }
  if (callee.kind !== "Name") return null;
  const replace = (name: string): Edit => ({
    start: callee.start,
    end: callee.end,
    text: `${name}(maxsize=${DEFAULT_SIZE})`,
  });
  for (const stmt of context.module.body) {
    if (stmt.kind !== "ImportFrom" || stmt.level > 0 || stmt.module !== "functools" || stmt.end > callee.start)
      continue;
    const own = stmt.names.find((alias) => (alias.asName ?? alias.name) === callee.name);
    if (own === undefined || stmt.names.some(({ name }) => name === "lru_cache")) continue;
    const uses = context.model.usesOfName(context.model.tree.module, callee.name);
    if (uses.length > 1 || own.asName !== null) continue;
    return [{ start: own.start, end: own.end, text: "lru_cache" }, replace("lru_cache")];
  }
  const name = importedName(context.text, context.module, "functools", "lru_cache", decorator.start);
  return name === null ? null : [...name.edits, replace(name.expression)];
}

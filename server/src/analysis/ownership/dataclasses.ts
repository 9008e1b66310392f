/** Dataclasses whose instances own something: a field that is handed in, or made by its default factory. */
import type { CallableEntry, ResourceEntry } from "../../catalogue/schema.js";
import { resolveQualifiedName } from "../../semantics/names.js";
import type { Scope } from "../../semantics/scopes.js";
import type { AnnAssign, Call, ClassDef, Expr } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import type { ClassSurvey, ReleaseWay } from "./attributes.js";
import { type AttributeStore, type FileContext, newSite } from "./context.js";

/** What a dataclass is judged by. */
export interface DataclassParts {
  readonly context: FileContext;
  isRelease(way: ReleaseWay): boolean;
  releasedBy(store: AttributeStore): readonly string[];
  /** Makes the type of instances that own the field, and gives its name. */
  type(field: string, resource: ResourceEntry): string;
}

function calledName(expr: Expr): string {
  const callee = expr.kind === "Call" ? expr.func : expr;
  return lastName(callee);
}

function isDataclass(node: ClassDef): boolean {
  return node.decorators.length > 0 && node.decorators.every((decorator) => calledName(decorator) === "dataclass");
}

function fieldsOf(node: ClassDef): AnnAssign[] {
  return node.body.flatMap((stmt) => (stmt.kind === "AnnAssign" && stmt.target.kind === "Name" ? [stmt] : []));
}

/** Whether nothing that a factory hands on could keep it from acquiring. */
function isUnhindered({ unless = [], parameters = [] }: CallableEntry, made: Expr): boolean {
  const args = made.kind === "Call" ? made.args.length : 0;
  const keywords = made.kind === "Call" ? made.keywords : [];
  return unless.every(
    (condition) =>
      (condition.is !== undefined || condition.given === true) &&
      parameters.indexOf(condition.parameter) >= args &&
      keywords.every(({ name }) => name !== null && name !== condition.parameter),
  );
}

/**
 * What each instance acquires for a field that is not given: `field(default_factory=TemporaryFile)`, also of a lambda
 * that does nothing but call.
 */
export function fieldStores(node: ClassDef, home: Scope, context: FileContext): AttributeStore[] {
  if (!isDataclass(node)) return [];
  const inner = context.tree.enter(node, home);
  const found: AttributeStore[] = [];
  for (const stmt of fieldsOf(node)) {
    if (stmt.value?.kind !== "Call" || calledName(stmt.value) !== "field" || stmt.target.kind !== "Name") continue;
    const factory = stmt.value.keywords.find(({ name }) => name === "default_factory")?.value;
    if (factory === undefined) continue;
    const made = factory.kind === "Lambda" ? factory.body : factory;
    const func = made.kind === "Call" ? made.func : made;
    if (made.kind !== "Call" && factory.kind === "Lambda") continue;
    const name = resolveQualifiedName(func, inner, (known) => context.catalogue.callable(known) !== undefined);
    const entry = name === null ? undefined : context.catalogue.callable(name);
    if (typeof entry?.returns !== "string" || entry.when !== undefined || !isUnhindered(entry, made)) continue;
    if (entry.async === true || entry.unopened !== undefined || entry.onlyInLoop === true) continue;
    const type = context.catalogue.type(entry.returns);
    if (type?.resource === undefined || type.resource.rule !== undefined) continue;
    const { start, end } = made;
    const call: Call = made.kind === "Call" ? made : { kind: "Call", func, args: [], keywords: [], start, end };
    found.push({ attribute: stmt.target.name, site: newSite(-1, call, stmt, entry.returns, type) });
  }
  return found;
}

/** A dataclass is made of its fields: an open one has the instance as its owner, where a method releases it. */
export function dataclassConstructor(
  node: ClassDef,
  home: Scope,
  survey: ClassSurvey,
  parts: DataclassParts,
): CallableEntry | null {
  if (!isDataclass(node) || survey.method("__init__") !== null || node.bases.length > 0) return null;
  const parameters = fieldsOf(node).map(({ target }) => calledName(target));
  const made = new Map(fieldStores(node, home, parts.context).map((store) => [store.attribute, store]));
  for (const field of parameters) {
    if (survey.escapes(field) || survey.hasFinalizer()) continue;
    const store = made.get(field);
    const releasing =
      store === undefined ? survey.releasing(field, (way) => parts.isRelease(way)) : parts.releasedBy(store);
    const named = releasing.filter((method) => !method.startsWith("__"));
    if (named.length === 0) continue;
    const type = parts.type(field, { release: named, with: releasing.includes("__exit__") ? "release" : "none" });
    const entry: CallableEntry = { parameters, effects: { "*": "take" }, owns: { parameter: field, type } };
    return store === undefined
      ? entry
      : { ...entry, returns: type, unless: [{ parameter: field, given: true }], raises: "io" };
  }
  return null;
}

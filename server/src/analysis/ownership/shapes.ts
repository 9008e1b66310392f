/**
 * Classes as other files need to know them to judge what inherits from them: which attributes they hold, who releases
 * these, what else they touch. A shape is exported as the type `Name#class`; it names no places.
 */
import type { Catalogue } from "../../catalogue/catalogue.js";
import type { ClassShape } from "../../catalogue/schema.js";
import type { Scope } from "../../semantics/scopes.js";
import type { ClassDef } from "../../syntax/ast.js";
import type { FileSummaries } from "./summaries.js";

/** What follows the name of a class in the name of the type that holds its shape. */
export const SHAPE = "#class";

/** Longer chains of bases are not followed. */
const MAX_DEPTH = 10;

const NOTHING: ClassShape = { complete: true, finalizer: false, methods: [], mentions: [], owned: [] };
const UNKNOWN: ClassShape = { ...NOTHING, complete: false };

/** What makes it impossible to say which attributes a class touches. */
const DYNAMIC = /\b(?:getattr|setattr|delattr|vars|locals|__dict__|__getattr__|__getattribute__|finalize)\b/;

/** The shape of a class, with what it inherits. */
export function shapeOf(
  node: ClassDef,
  home: Scope,
  summaries: FileSummaries,
  catalogue: Catalogue,
  text: string,
  depth = 0,
): ClassShape {
  if (depth > MAX_DEPTH) return UNKNOWN;
  const survey = summaries.survey(node, home);
  const below = basesOf(node, home, summaries, catalogue, text, depth, true);
  const source = text.slice(node.start, node.end);
  const mentions = [...source.matchAll(/\b(?:self|cls)\s*\.\s*([A-Za-z_]\w*)/g)].map(([, name]) => name ?? "");
  const receivers = [...survey.methods.values()].every(({ params }) =>
    /^(?:self|cls|_\w*)$/.test(params.all[0]?.name ?? "self"),
  );
  const owned = below.owned.map((one) => ({
    ...one,
    // A method that is overridden releases what it did only where it is called.
    releasedBy: [
      ...new Set([
        ...one.releasedBy.filter((name) => !survey.methods.has(name) || survey.callsSuper(name)),
        ...directly(one, node, home, summaries, catalogue),
      ]),
    ],
  }));
  for (const { attribute, store } of summaries.ownedAttributes(node, home)) {
    if (store.site.type.resource?.rule !== undefined || survey.escapes(attribute)) continue;
    const one = { attribute, type: store.site.typeName };
    owned.push({ ...one, releasedBy: directly(one, node, home, summaries, catalogue) });
  }
  return {
    complete:
      below.complete &&
      receivers &&
      node.keywords.length === 0 &&
      node.decorators.length === 0 &&
      !DYNAMIC.test(source),
    finalizer: below.finalizer || survey.hasFinalizer(),
    methods: [...new Set([...below.methods, ...survey.methods.keys()])].sort(),
    mentions: [...new Set([...below.mentions, ...mentions])].sort(),
    owned,
  };
}

/** What a class inherits from classes of other files; null where that is not known. */
export function foreignShape(
  node: ClassDef,
  home: Scope,
  summaries: FileSummaries,
  catalogue: Catalogue,
  text: string,
): ClassShape | null {
  const shape = basesOf(node, home, summaries, catalogue, text, 0, false);
  return shape.complete ? shape : null;
}

/** Methods of the class itself that release an attribute with their own hands. */
function directly(
  { attribute, type }: { readonly attribute: string; readonly type: string },
  node: ClassDef,
  home: Scope,
  summaries: FileSummaries,
  catalogue: Catalogue,
): string[] {
  const entry = catalogue.type(type);
  if (entry === undefined) return [];
  const survey = summaries.survey(node, home);
  return [...survey.methods.keys()].filter((name) =>
    survey.releasesItself(name, attribute, (way) => summaries.isRelease(way, entry)),
  );
}

/** The shapes of all bases in one; those of the file's own classes only with `own`, else what is behind them. */
function basesOf(
  node: ClassDef,
  home: Scope,
  summaries: FileSummaries,
  catalogue: Catalogue,
  text: string,
  depth: number,
  own: boolean,
): ClassShape {
  if (depth > MAX_DEPTH) return UNKNOWN;
  let all = NOTHING;
  for (const base of summaries.basesOf(node, home)) {
    if (base?.kind === "class") {
      if (base.node === node) return UNKNOWN;
      all = merged(
        all,
        own
          ? shapeOf(base.node, base.scope, summaries, catalogue, text, depth + 1)
          : basesOf(base.node, base.scope, summaries, catalogue, text, depth + 1, false),
      );
    } else if (base?.kind !== "qualified") return UNKNOWN;
    else if (!summaries.isPlainBase(base.name)) {
      const type = catalogue.typeOfClass(base.name + SHAPE);
      all = merged(all, (type === undefined ? undefined : catalogue.type(type)?.shape) ?? UNKNOWN);
    }
  }
  return all;
}

function merged(a: ClassShape, b: ClassShape): ClassShape {
  if (a === NOTHING) return b;
  return {
    complete: a.complete && b.complete,
    finalizer: a.finalizer || b.finalizer,
    methods: [...new Set([...a.methods, ...b.methods])],
    mentions: [...new Set([...a.mentions, ...b.mentions])],
    owned: [...a.owned, ...b.owned],
  };
}

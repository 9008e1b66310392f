/** Questions about a local name of a function: who mentions it, and whether anybody could look at it unseen. */
import type { AugAssign, Call, Expr, FunctionDef, Name, Node, Stmt } from "../../../syntax/ast.js";
import { isStatement, type Survey } from "./survey.js";

/** Functions that see all locals of their caller. */
const SEES_LOCALS = /\b(?:locals|vars|eval|exec|dir|globals)[ \t]*\(/;

/** A name with more is not looked at, so that a generated function of many thousand lines costs no minutes. */
const MOST_MENTIONS = 500;

const seeing = new WeakMap<FunctionDef, boolean>();

function seesLocals(fn: FunctionDef, survey: Survey): boolean {
  let sees = seeing.get(fn);
  if (sees === undefined) {
    sees = SEES_LOCALS.test(survey.context.text.slice(fn.start, fn.end));
    seeing.set(fn, sees);
  }
  return sees;
}

/**
 * The mentions of a name that is local to a function, in order; null when it is not plainly local: a parameter, a
 * global, bound by an import or a pattern, seen by a nested function, or by `locals()`.
 */
export function localMentions(name: string, fn: FunctionDef, survey: Survey): readonly Name[] | null {
  if (survey.isOdd(name, fn) || seesLocals(fn, survey)) return null;
  const mentions = survey.mentions(name, fn);
  if (mentions.length > MOST_MENTIONS) return null;
  for (const mention of mentions) {
    for (const outer of survey.around(mention)) {
      if (outer === fn) break;
      if (outer.kind === "FunctionDef" || outer.kind === "Lambda" || outer.kind === "ClassDef") return null;
    }
  }
  return mentions;
}

/** Whether a node lies in the range of another. */
export function within(inner: { start: number; end: number }, outer: { start: number; end: number }): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The `name += value` whose target a mention is; null where it is another use. */
export function augmented(mention: Name, survey: Survey): AugAssign | null {
  const stmt = survey.parent(mention);
  return stmt?.kind === "AugAssign" && stmt.target === mention ? stmt : null;
}

/** The value that a statement assigns to one plain name, and nothing else; null for any other statement. */
export function plainAssignment(stmt: Stmt): { readonly name: string; readonly value: Expr } | null {
  if (stmt.kind === "Assign" && stmt.targets.length === 1 && stmt.targets[0]?.kind === "Name")
    return { name: stmt.targets[0].name, value: stmt.value };
  if (stmt.kind === "AnnAssign" && stmt.target.kind === "Name" && stmt.value !== null)
    return { name: stmt.target.name, value: stmt.value };
  return null;
}

/** The method called on a mention, `name.method(...)`; null for any other use. */
export function methodCalled(mention: Expr, survey: Survey): string | null {
  const attribute = survey.parent(mention);
  if (attribute?.kind !== "Attribute" || attribute.value !== mention) return null;
  const call = survey.parent(attribute);
  return call?.kind === "Call" && call.func === attribute ? attribute.attr.name : null;
}

/** The nearest statement of one of the kinds around a node, without leaving its function. */
export function enclosing(node: Node, kinds: readonly Stmt["kind"][], survey: Survey): Stmt | null {
  for (const outer of survey.around(node)) {
    if (outer.kind === "FunctionDef" || outer.kind === "ClassDef" || outer.kind === "Lambda") return null;
    if (isStatement(outer) && kinds.includes(outer.kind)) return outer;
  }
  return null;
}

/** A name that nothing in the file has. */
export function unusedName(wanted: string, survey: Survey): string {
  if (survey.spelled(wanted) === 0) return wanted;
  for (let number = 2; ; number++) if (survey.spelled(`${wanted}${number}`) === 0) return `${wanted}${number}`;
}

/** Whether a mention is the iterable of a `for` loop or of a comprehension. */
export function isIterated(mention: Node, survey: Survey): boolean {
  const parent = survey.parent(mention);
  if (parent?.kind === "For") return parent.iter === mention && !parent.isAsync;
  return parent?.kind === "Comprehension" && parent.generators.some(({ iter }) => iter === mention);
}

/** The call whose only positional argument a node is; null for any other use. */
export function onlyArgumentOf(node: Node, survey: Survey): Call | null {
  const call = survey.parent(node);
  return call?.kind === "Call" && call.args.length === 1 && call.args[0] === node ? call : null;
}

/** Whether a mention is read by position, `name[i]`, not by a slice. */
export function isElementRead(mention: Node, survey: Survey): boolean {
  const parent = survey.parent(mention);
  if (parent?.kind !== "Subscript" || parent.value !== mention || parent.index.kind === "Slice") return false;
  return !isTarget(parent, survey);
}

/** Whether an expression is assigned to, enlarged or deleted. */
export function isTarget(expr: Expr, survey: Survey): boolean {
  const parent = survey.parent(expr);
  switch (parent?.kind) {
    case "Assign":
      return parent.targets.includes(expr);
    case "AugAssign":
    case "AnnAssign":
    case "For":
      return parent.target === expr;
    case "Delete":
      return true;
    case "With":
      return parent.items.some(({ target }) => target === expr);
    case "Comprehension":
      return parent.generators.some(({ target }) => target === expr);
    case "Tuple":
    case "List":
    case "Starred":
      return isTarget(parent, survey);
    default:
      return false;
  }
}

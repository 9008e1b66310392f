/** Functions that are handed over to be called later: `Thread(target=serve, args=(connection,))`. */
import type { CallableEntry } from "../../catalogue/schema.js";
import type { Expr } from "../../syntax/ast.js";
import { enclosingClass } from "../types.js";
import type { Argument } from "./arguments.js";
import type { Machine } from "./machine.js";
import { methodOfInstance } from "./own-methods.js";
import type { ObjectId, Value } from "./state.js";

/** The objects among the arguments of a call that is to come which the function only uses, and neither keeps nor ends. */
export function borrowedByRun(
  machine: Machine,
  { callee, args }: NonNullable<CallableEntry["runs"]>,
  given: readonly Argument[],
): readonly ObjectId[] {
  const func = given.find(({ parameter }) => parameter === callee)?.expr;
  const handed = given.find(({ parameter }) => parameter === args)?.value;
  if (func === undefined || handed?.kind !== "tuple") return [];
  const entry = entryOf(machine, func);
  if (entry === undefined || entry.returnsArgument !== undefined || entry.effects?.["*"] !== undefined) return [];
  return handed.items.flatMap((item, index) => {
    const parameter = entry.parameters?.[index];
    if (item?.kind !== "object" || item.view || parameter === undefined) return [];
    const isUsed = (entry.effects?.[parameter] ?? "borrow") === "borrow" && !entry.keeps?.includes(parameter);
    const mayDiffer = entry.variants?.some(({ effects }) => effects[parameter] !== undefined);
    return isUsed && !mayDiffer ? [item.id] : [];
  });
}

function entryOf(machine: Machine, func: Expr): CallableEntry | undefined {
  const { context, scope } = machine;
  if (func.kind === "Name") {
    const referent = context.referent(func, scope);
    return referent?.kind === "function" ? context.summaries.ofCallee(referent) : undefined;
  }
  if (func.kind !== "Attribute") return undefined;
  const owner = enclosingClass(scope);
  const isOwn = func.value.kind === "Name" && func.value.name === context.receiver;
  if (!isOwn) return methodOfInstance(machine, func, true);
  if (owner?.node.kind !== "ClassDef" || owner.parent === null) return undefined;
  return context.summaries.ofMethod(owner.node, owner.parent, func.attr.name);
}

/** A value without some of its objects. */
export function withoutObjects(value: Value | null, ids: readonly ObjectId[]): Value | null {
  if (ids.length === 0 || value?.kind !== "tuple") return value;
  return {
    kind: "tuple",
    items: value.items.map((item) => (item?.kind === "object" && ids.includes(item.id) ? null : item)),
  };
}

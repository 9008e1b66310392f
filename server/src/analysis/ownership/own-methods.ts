/** Methods and properties of objects whose class stands in the file: `store = Store(path)`, then `store.stream()`. */
import type { CallableEntry } from "../../catalogue/schema.js";
import type { Scope } from "../../semantics/scopes.js";
import type { Attribute, Call, ClassDef, Expr } from "../../syntax/ast.js";
import { enclosingClass } from "../types.js";
import type { FileContext } from "./context.js";
import type { Machine } from "./machine.js";

interface Owner {
  readonly node: ClassDef;
  readonly home: Scope;
}

/** Every path asks the same again. */
const owners = new WeakMap<FileContext, Map<Expr, Owner | null>>();
const calls = new WeakMap<FileContext, Map<Expr, Call>>();

/**
 * What calling a method of an object does, where the object is known to be an instance of a class of the file.
 *
 * @param handsObject whether an argument may be, or hold, something acquired.
 */
export function methodOfInstance(machine: Machine, func: Attribute, handsObject: boolean): CallableEntry | undefined {
  const name = func.attr.name;
  const { summaries } = machine.context;
  if (!handsObject && !summaries.mayGiveNamed(name)) return undefined;
  const owner = ownerOf(machine, func.value);
  if (owner === null || (!handsObject && !summaries.mayGiveMethod(owner.node, owner.home, name))) return undefined;
  if (summaries.isProperty(owner.node, owner.home, name)) return undefined;
  return summaries.ofMethod(owner.node, owner.home, name);
}

/** What reading a property gives, as a call that stands in its place, where it may give something acquired. */
export function propertyRead(
  machine: Machine,
  expr: Attribute,
): { readonly call: Call; readonly entry: CallableEntry } | null {
  const name = expr.attr.name;
  const { summaries, file } = machine.context;
  if (!summaries.mayGiveNamed(name)) return null;
  const owner = ownerOf(machine, expr.value);
  if (owner === null || !summaries.mayGiveMethod(owner.node, owner.home, name)) return null;
  if (!summaries.isProperty(owner.node, owner.home, name)) return null;
  const entry = summaries.ofMethod(owner.node, owner.home, name);
  if (entry?.returns === undefined) return null;
  const known = calls.get(file) ?? new Map<Expr, Call>();
  calls.set(file, known);
  const { start, end } = expr;
  const call = known.get(expr) ?? { kind: "Call", func: expr, args: [], keywords: [], start, end };
  known.set(expr, call);
  return { call, entry };
}

function ownerOf(machine: Machine, expr: Expr): Owner | null {
  const { file, receiver } = machine.context;
  const known = owners.get(file) ?? new Map<Expr, Owner | null>();
  owners.set(file, known);
  let owner = known.get(expr);
  if (owner === undefined) {
    if (expr.kind === "Name" && expr.name === receiver) {
      const around = enclosingClass(machine.scope);
      const isClass = around?.node.kind === "ClassDef" && around.parent !== null;
      owner = isClass ? { node: around.node as ClassDef, home: around.parent as Scope } : null;
    } else owner = file.instances.classOf(expr, machine.scope);
    known.set(expr, owner);
  }
  return owner;
}

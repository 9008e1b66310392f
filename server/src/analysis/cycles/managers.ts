/** What `__exit__` is handed: the exception that ended a `with` block, whose traceback holds the block's frame. */
import type { With } from "../../syntax/ast.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

/** The methods that end a `with` block. */
export const EXITS: ReadonlySet<string> = new Set(["__exit__", "__aexit__"]);

/** The parameters of `__exit__`. */
export interface Exit {
  readonly exception: string | null;
  readonly traceback: string | null;
}

/**
 * The parameters for the exception and its traceback, where a function of the file enters such objects by a variable:
 * its frame then leads from the traceback to the object. Null for all other functions.
 */
export function exitOf(unit: Unit, model: FileModel): Exit | null {
  const { node } = unit;
  if (node.kind !== "FunctionDef" || !EXITS.has(node.name.name)) return null;
  const method = model.methodOf(unit);
  if (method?.kind !== "instance" || !isEnteredByVariable(method.owner, model)) return null;
  const [, , exception, traceback] = node.params.all.filter(({ form }) => !form.startsWith("var"));
  return { exception: exception?.name ?? null, traceback: traceback?.name ?? null };
}

function isEnteredByVariable(owner: ClassInfo, model: FileModel): boolean {
  const isOne = (cls: ClassInfo | null): boolean => cls?.mro.includes(owner) === true;
  const enters = ({ items }: With, unit: Unit): boolean =>
    items.some(({ context, target }) => {
      if (context.kind === "Name") {
        const cls = model.classOf(context, unit);
        return cls === null ? isLocal(context.name, unit) && isMade(owner, model) : isOne(cls);
      }
      return target?.kind === "Name" && owner.entersAsItself("maybe") && isOne(model.classOf(context, unit));
    });
  return model.units.some(
    (unit) => unit.node.kind === "FunctionDef" && unit.stmts.some((stmt) => stmt.kind === "With" && enters(stmt, unit)),
  );
}

function isLocal(name: string, unit: Unit): boolean {
  return unit.scope.lookup(name) === unit.scope;
}

/** Whether the file makes objects of a class, and of no other that can be entered. */
function isMade(owner: ClassInfo, model: FileModel): boolean {
  const entered = model.classes.filter((info) => info.ownMethods.some(({ node }) => EXITS.has(node.name.name)));
  return (
    entered.length === 1 &&
    model.units.some((unit) => unit.calls.some((call) => model.made(call.func, unit)?.mro.includes(owner) === true))
  );
}

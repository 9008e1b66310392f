/** Timers of a window that go on when the object is gone for which they run. */
import type { Expr } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import { Callers } from "../listeners/callers.js";
import type { ClassInfo, Method } from "../model/class-info.js";
import type { Unit } from "../model/unit.js";
import type { TaskContext } from "./context.js";
import type { Fate } from "./fates.js";
import type { Site } from "./sites.js";

/** Windows and parts of windows that come and go. */
const PARTS = /(?:^|\.)(?:CTk)?(?:Toplevel|Frame|LabelFrame|Labelframe|Canvas|Dialog)$/;
const DIALOGS = /(?:^|\.)(?:CTk)?(?:Toplevel|Dialog)$/;
/** Names by which programs call the window that is there from beginning to end. */
const ROOTS = /^_*(?:root|tk_root|main_window|app)$/;

/**
 * Whether a timer goes on without the object that it runs for. What is put off by a widget ends with the widget
 * (tkinter deletes the commands that it has registered), so the widget must be another that is there before and after:
 * the parent of a dialog. An object that is made once, as the main window is, may tick as long as it likes.
 */
export function goesOnWithout({ call, unit }: Site, fate: Fate, { model }: TaskContext): boolean {
  const method = model.methodAround(unit);
  if (method === null || call.func.kind !== "Attribute" || (fate.kind === "kept" && fate.endedIn.size > 0))
    return false;
  const { owner } = method;
  const bases = owner.mro.flatMap(({ foreignBases }) => foreignBases);
  const isPart = bases.some((base) => base !== null && PARTS.test(base));
  if (bases.includes(null) || !isOlder(call.func.value, method, isPart)) return false;
  const callers = new Callers(model);
  const makers = callers.making(owner);
  if (makers.length === 0) return bases.some((base) => base !== null && DIALOGS.test(base));
  // Who runs the main loop is there as long as it runs.
  if (owner.allMethods.some((one) => runsLoop(one.unit)) || makers.some((maker) => runsLoop(maker.unit))) return false;
  return makers.some((maker) => isOften(maker.unit, callers));
}

function runsLoop({ calls }: Unit): boolean {
  return calls.some(({ func }) => lastName(func) === "mainloop");
}

/** Whether a widget was handed to the object: as what a part of a window stands in, or by the name of a main window. */
function isOlder(widget: Expr, { owner, receiver }: Method, isPart: boolean): boolean {
  if (widget.kind !== "Attribute" || widget.value.kind !== "Name" || widget.value.name !== receiver) return false;
  const { name } = widget.attr;
  if (!isPart && !ROOTS.test(name)) return false;
  const values = owner.usesOf(name).flatMap(({ access }) => (access.kind === "bind" ? [access.value] : []));
  if (values.length === 0) return isPart && name === "master";
  return values.every((value) => value?.kind === "Name" && isParameter(value.name, owner));
}

function isParameter(name: string, owner: ClassInfo): boolean {
  return owner.method("__init__")?.node.params.all.some((param) => param.name === name) ?? false;
}

/** Whether a unit runs again and again: a callback does. */
function isOften(unit: Unit, callers: Callers): boolean {
  const often = callers.frequency(unit);
  if (often !== "unknown") return often === "many";
  if (unit.node.kind === "Lambda") return true;
  const name = unit.node.kind === "FunctionDef" ? unit.node.name.name : "";
  return callers.of(unit).length === 0 && callers.isHandedOn(name);
}

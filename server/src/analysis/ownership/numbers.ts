/** Descriptors written into a program text, which somebody else runs: who reads the number there, may close it. */
import type { Expr } from "../../syntax/ast.js";
import type { Machine } from "./machine.js";
import type { Value } from "./state.js";

/** Let a descriptor go that a text of several lines names: `f"import os\nos.close({fd})"`. */
export function writeInto(machine: Machine, text: Expr, value: Value | null): void {
  if (value?.kind !== "object" || value.view || machine.siteOf(value.id).typeName !== "descriptor") return;
  if (isProgram(machine, text)) machine.escape(value);
}

function isProgram(machine: Machine, expr: Expr): boolean {
  if (expr.kind !== "Constant" && expr.kind !== "JoinedStr") return false;
  return /\n|\\n/.test(machine.context.text.slice(expr.start, expr.end));
}

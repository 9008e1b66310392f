/** Loops over async generators of the file that are left early, while the generator holds something. */
import type { Range } from "../../base/text.js";
import type { For, Node, Stmt } from "../../syntax/ast.js";
import { blocksOf } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { yieldsIn } from "./endings.js";
import { headOf } from "./facts.js";

/** A loop that leaves an async generator at a `yield`. */
export interface EarlyLeave {
  readonly loop: For;
  readonly unit: Unit;
  /** The generator function. */
  readonly name: string;
  /** The `break` or `return`. */
  readonly left: Range;
  /** The `with` or `try` around the `yield`. */
  readonly held: Range;
}

/** All of a file, in source order. */
export function earlyLeaves(model: FileModel): readonly EarlyLeave[] {
  if (!model.text.includes("async for")) return [];
  const found: EarlyLeave[] = [];
  for (const unit of model.units) {
    for (const loop of unit.stmts) {
      if (loop.kind !== "For" || !loop.isAsync || loop.iter.kind !== "Call") continue;
      const callee = model.calleeOf(loop.iter, unit)?.unit ?? null;
      if (callee?.node.kind !== "FunctionDef" || !callee.node.isAsync || !callee.isGenerator) continue;
      if (callee.node.decorators.length > 0) continue;
      const left = leaveOf(loop.body);
      const held = callee.stmts.find(
        (stmt) =>
          (stmt.kind === "With" && yieldsIn(stmt)) ||
          (stmt.kind === "Try" && stmt.finalbody.length > 0 && stmt.body.some(yieldsIn)),
      );
      if (left === null || held === undefined) continue;
      found.push({ loop, unit, name: callee.node.name.name, left, held: headOf(held, model) });
    }
  }
  return found;
}

/** The first statement that leaves a loop by its body: `return`, or a `break` that is not of an inner loop. */
function leaveOf(body: readonly Stmt[]): Node | null {
  for (const stmt of body) {
    if (stmt.kind === "Return" || stmt.kind === "Break") return stmt;
    if (stmt.kind === "FunctionDef" || stmt.kind === "ClassDef") continue;
    const isLoop = stmt.kind === "For" || stmt.kind === "While";
    for (const block of blocksOf(stmt)) {
      const inner = leaveOf(block);
      if (inner !== null && (!isLoop || inner.kind === "Return")) return inner;
    }
  }
  return null;
}

/** Containers that a loop without end adds to. */
import type { Node, Stmt, While } from "../../syntax/ast.js";
import { blocksOf, contains } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { within } from "./bounds.js";
import type { GrowingContainer, GrowthFacts } from "./growing.js";

/** A container and the loop in which it grows. */
export interface GrowingInLoop {
  readonly container: GrowingContainer;
  readonly loop: While;
}

/** The containers of objects, functions and modules that grow in loops which nothing leaves. */
export function growingInLoops(model: FileModel, facts: GrowthFacts): readonly GrowingInLoop[] {
  let growing = known.get(model);
  if (growing === undefined) {
    growing = find(model, facts);
    known.set(model, growing);
  }
  return growing;
}

const known = new WeakMap<FileModel, readonly GrowingInLoop[]>();

function find(model: FileModel, facts: GrowthFacts): readonly GrowingInLoop[] {
  const found: GrowingInLoop[] = [];
  const seen = new Set<Node>();
  for (const unit of model.units) {
    if (unit.node.kind !== "FunctionDef") continue;
    for (const stmt of unit.stmts) {
      if (stmt.kind !== "While" || !isEndless(stmt, unit)) continue;
      for (const container of facts.candidatesIn(unit)) {
        const { holder, growths } = container;
        const isOutside = !within(holder.definition, stmt);
        const feeds = growths.some((growth) => growth.unit === unit && within(growth.node, stmt));
        if (!isOutside || !feeds || seen.has(holder.definition)) continue;
        seen.add(holder.definition);
        found.push({ container, loop: stmt });
      }
    }
  }
  return found;
}

/** Whether a function has a loop that nothing leaves. */
export function hasEndlessLoop(unit: Unit): boolean {
  return unit.stmts.some((stmt) => stmt.kind === "While" && isEndless(stmt, unit));
}

/** `while True` with no way out but an exception. */
function isEndless(loop: While, unit: Unit): boolean {
  const { test } = loop;
  const isTrue = test.kind === "Constant" && (test.type === "True" || (test.type === "int" && test.value !== "0"));
  return isTrue && !leavesLoop(loop.body, false) && !endsWithInput(loop, unit);
}

/** Exceptions by which an input says that there is no more of it. */
const EXHAUSTED = new Set([
  "StopIteration",
  "StopAsyncIteration",
  "EOFError",
  "IndexError",
  "IncompleteReadError",
  "Empty",
  "QueueEmpty",
]);

/** Whether a `try` around a loop expects that the input comes to its end. */
function endsWithInput(loop: While, unit: Unit): boolean {
  for (let at = unit.parentOf(loop); at !== null; at = unit.parentOf(at)) {
    if (at.kind !== "Try") continue;
    const isBody = at.body.some((stmt) => within(loop, stmt));
    if (isBody && at.handlers.some(({ type }) => type !== null && contains(type, isExhaustion))) return true;
  }
  return false;
}

function isExhaustion(node: Node): boolean {
  if (node.kind === "Name") return EXHAUSTED.has(node.name);
  return node.kind === "Attribute" && EXHAUSTED.has(node.attr.name);
}

function leavesLoop(block: readonly Stmt[], inInner: boolean): boolean {
  return block.some((stmt) => {
    if (stmt.kind === "Return" || stmt.kind === "Raise") return true;
    if (stmt.kind === "Break") return !inInner;
    if (stmt.kind === "FunctionDef" || stmt.kind === "ClassDef") return false;
    const isLoop = stmt.kind === "For" || stmt.kind === "While";
    return blocksOf(stmt).some((inner) => leavesLoop(inner, inInner || isLoop));
  });
}

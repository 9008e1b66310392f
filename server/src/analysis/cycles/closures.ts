/** Inner functions that know themselves by name: a cycle of function and variable for each call around. */
import type { Range } from "../../base/text.js";
import type { Call, Identifier, Node } from "../../syntax/ast.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { capturedBy } from "./expressions.js";

/** Inner functions that lead to each other, the first of them first. */
export interface RecursiveClosure {
  readonly functions: readonly { readonly unit: Unit; readonly name: string; readonly range: Range }[];
  /** The function in which they are made. */
  readonly around: Unit;
  /** Where one of them mentions itself or the next. */
  readonly mention: Range | null;
  /** Whether the file calls the function around, at run time. */
  readonly isCalled: boolean;
}

/** All of a file. */
export function recursiveClosures(model: FileModel): readonly RecursiveClosure[] {
  return model.units.flatMap((around) => {
    if (around.node.kind !== "FunctionDef") return [];
    const made = madeIn(around);
    if (made.size === 0) return [];
    const cycle = firstCycles(made);
    if (cycle.length === 0) return [];
    const calls = callsOf(around, model);
    if (calls === "import") return [];
    return cycle.map((names) => {
      const functions = names.map((name) => {
        const one = made.get(name) as Made;
        return { unit: one.unit, name, range: one.range };
      });
      return { functions, around, mention: mentionOf(functions[0]?.unit ?? around, names), isCalled: calls === "run" };
    });
  });
}

interface Made {
  readonly unit: Unit;
  readonly range: Range;
  readonly mentions: ReadonlySet<string>;
}

/** Functions that a function makes and never lets go, by the variable that holds them. */
function madeIn(around: Unit): ReadonlyMap<string, Made> {
  const made = new Map<string, Made>();
  const note = (name: Identifier | { readonly name: string }, range: Range, node: Node): void => {
    const unit = around.children.find((child) => child.node === node);
    if (unit !== undefined) made.set(name.name, { unit, range, mentions: capturedBy(unit) });
  };
  for (const stmt of around.stmts) {
    if (stmt.kind === "FunctionDef") note(stmt.name, stmt.name, stmt);
    if (stmt.kind === "Assign" && stmt.value.kind === "Lambda" && stmt.targets[0]?.kind === "Name")
      note(stmt.targets[0], stmt.targets[0], stmt.value);
  }
  for (const stmt of around.stmts) {
    if (stmt.kind === "Delete") for (const target of stmt.targets) if (target.kind === "Name") made.delete(target.name);
    if (stmt.kind === "Assign" && isNone(stmt.value))
      for (const target of stmt.targets) if (target.kind === "Name") made.delete(target.name);
  }
  for (const name of [...made.keys()]) {
    if (around.scope.nonlocals.has(name) || around.scope.globals.has(name)) made.delete(name);
  }
  return made;
}

/** Each function that leads back to itself, with those on the way; every function at most once. */
function firstCycles(made: ReadonlyMap<string, Made>): readonly (readonly string[])[] {
  const used = new Set<string>();
  const found: (readonly string[])[] = [];
  for (const start of made.keys()) {
    if (used.has(start)) continue;
    const ways = new Map<string, readonly string[]>([[start, [start]]]);
    const queue = [start];
    let back: readonly string[] | null = null;
    for (let index = 0; index < queue.length && back === null; index++) {
      const at = queue[index] as string;
      for (const next of made.get(at)?.mentions ?? []) {
        if (next === start) {
          back = ways.get(at) ?? null;
          break;
        }
        if (!made.has(next) || ways.has(next)) continue;
        ways.set(next, [...(ways.get(at) ?? []), next]);
        queue.push(next);
      }
    }
    if (back === null || back.some((name) => used.has(name))) continue;
    for (const name of back) used.add(name);
    found.push(back);
  }
  return found;
}

function mentionOf(unit: Unit, names: readonly string[]): Range | null {
  const wanted = names[1] ?? names[0];
  for (const inner of unit.all()) {
    const mention = inner.names.find((node) => node.name === wanted);
    if (mention !== undefined) return mention;
  }
  return null;
}

/** A call of something by its last name; `call` is null where it decorates. */
interface Use {
  readonly call: Call | null;
  readonly unit: Unit;
}

const mentions = new WeakMap<FileModel, ReadonlyMap<string, readonly Use[]>>();

function mentionsOf(model: FileModel): ReadonlyMap<string, readonly Use[]> {
  const before = mentions.get(model);
  if (before !== undefined) return before;
  const found = new Map<string, Use[]>();
  const note = (name: string, use: Use): void => {
    const known = found.get(name);
    if (known === undefined) found.set(name, [use]);
    else known.push(use);
  };
  for (const unit of model.units) {
    for (const child of unit.children) {
      if (child.node.kind === "Lambda" || child.node.kind === "Module") continue;
      for (const decorator of child.node.decorators) {
        const bare = decorator.kind === "Call" ? decorator.func : decorator;
        if (bare.kind === "Name") note(bare.name, { call: null, unit });
      }
    }
    for (const call of unit.calls) {
      const { func } = call;
      if (func.kind === "Name") note(func.name, { call, unit });
      else if (func.kind === "Attribute") note(func.attr.name, { call, unit });
    }
  }
  mentions.set(model, found);
  return found;
}

/** Whether a function is called at import only (also as a decorator), at run time, or not at all within the file. */
function callsOf(around: Unit, model: FileModel): "import" | "run" | "unknown" {
  const node = around.node;
  if (node.kind !== "FunctionDef") return "unknown";
  const name = node.name.name;
  let atImport = false;
  for (const { call, unit } of mentionsOf(model).get(name) ?? []) {
    if (call === null) return "import";
    if (unit === around) continue;
    if (insideFunction(unit) || unit.loopsAround(call).length > 0) return "run";
    atImport = true;
  }
  const outer = around.parent;
  // What a decorator makes is made once for each function that is decorated.
  if (outer !== null && outer.node.kind === "FunctionDef")
    return isReturned(name, outer) ? callsOf(outer, model) : "run";
  if (insideFunction(outer)) return "run";
  return atImport ? "import" : "unknown";
}

function isReturned(name: string, by: Unit): boolean {
  return by.stmts.some((stmt) => stmt.kind === "Return" && stmt.value?.kind === "Name" && stmt.value.name === name);
}

function insideFunction(unit: Unit | null): boolean {
  for (let at = unit; at !== null; at = at.parent) {
    if (at.node.kind === "FunctionDef" || at.node.kind === "Lambda") return true;
  }
  return false;
}

/** Words for messages on containers, and the steps that prove that one only grows. */
import type { GrowingContainer } from "../../analysis/growth/growing.js";
import type { Home } from "../../analysis/growth/holders.js";
import type { Growth } from "../../analysis/growth/operations.js";
import type { Unit } from "../../analysis/model/unit.js";
import type { Range } from "../../base/text.js";
import type { RuleContext, Step } from "../define.js";

const MOST_STEPS = 8;

const LIVES: Readonly<Record<Home, string>> = {
  module: "belongs to the module and lives as long as the program",
  class: "belongs to the class and is shared by all its objects",
  instance: "belongs to an object that lives as long as the program",
  default: "is made once, with the function, and shared by all calls",
  function: "belongs to the function and lives as long as the program",
  local: "lives as long as the function runs",
  closure: "is kept by an inner function that lives as long as the program",
};

/** The container as the subject of a sentence: "Dictionary '_scores'". */
export function subjectOf(container: GrowingContainer): string {
  const { noun } = container.holder.made.type;
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)} '${container.holder.name}'`;
}

/** What adds to it: "check() adds to it on line 13". */
export function adds(context: RuleContext, growth: Growth): string {
  const name = functionName(growth.unit);
  const line = context.model.lineName(growth.node);
  return name === null ? `${line} adds to it` : `${name}() adds to it on ${line}`;
}

/** Where it is made, each place that adds, and what was looked for. */
export function stepsOf(container: GrowingContainer): readonly Step[] {
  const { holder, growths } = container;
  const steps: Step[] = [{ message: `'${holder.name}' ${LIVES[holder.home]}`, range: rangeOf(holder.definition) }];
  for (const { node, unit, how } of growths.slice(0, MOST_STEPS)) {
    const name = functionName(unit);
    steps.push({
      message: `${how === "[]" ? "the item assignment" : how} adds to it${name === null ? "" : ` in ${name}()`}`,
      range: rangeOf(node),
    });
  }
  steps.push({
    message: "nothing in the project removes from it, binds it anew or tests its length",
    range: rangeOf(holder.definition),
  });
  return steps;
}

/** What to underline: where the container is made, or where something inside it grows. */
export function placeOf(container: GrowingContainer): Range {
  const [first] = container.growths;
  const isInner = first !== undefined && container.growths.every(({ depth }) => depth > 0);
  return rangeOf(isInner ? first.node : container.holder.definition);
}

/** A function's name; null for the module and lambdas. */
export function functionName(unit: Unit): string | null {
  return unit.node.kind === "FunctionDef" ? unit.node.name.name : null;
}

/** The range of a node. */
export function rangeOf(node: Range): Range {
  return { start: node.start, end: node.end };
}

/** Whether a file is a test by its name: what its functions collect ends with the run. */
export function isTestModule(path: string): boolean {
  return /(?:^|[\\/])(?:test_[^\\/]*|[^\\/]*_tests?|conftest)\.pyi?$/.test(path);
}

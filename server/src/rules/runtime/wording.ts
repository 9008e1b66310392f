/** Words for what the rules of this family report. */
import type { Node } from "../../syntax/ast.js";
import type { RuleContext, Step } from "../define.js";
import { lineNumber } from "../resource/wording.js";
import type { LeftOn } from "./left-on.js";

/** When it stays so: "after the 'return' on line 9", "if line 7 raises", "when 'load' returns". */
export function whenPhrase(context: RuleContext, { by, last, fn }: LeftOn): string {
  if (by === "raise" && last !== null) return `if line ${lineNumber(context, last.start)} raises`;
  if (by === "return" && last !== null) return `after the 'return' on line ${lineNumber(context, last.start)}`;
  return `when '${fn.name.name}' ends`;
}

/** The steps of the path: where it is turned, and how the function ends. */
export function stepsOf({ call, by, last, restored }: LeftOn, turned: string): Step[] {
  const steps: Step[] = [{ message: turned, range: call }];
  if (last !== null) steps.push({ message: by === "raise" ? "may raise" : "returns", range: headOf(last) });
  if (restored !== null) steps.push({ message: "turned back only here", range: restored });
  return steps;
}

function headOf(node: Node): { start: number; end: number } {
  return { start: node.start, end: Math.min(node.end, node.start + 80) };
}

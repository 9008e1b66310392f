/** What the ownership engine says of executors, pools, loops and processes, as findings of the family of tasks. */
import type { LostResource } from "../../analysis/ownership/facts.js";
import type { Level, RuleContext, RuleFinding } from "../define.js";
import { cureOf } from "../resource/cures.js";
import { lossesOf } from "../resource/losses.js";
import {
  advice,
  callRange,
  exitPhrase,
  isKeptElsewhere,
  lineNumber,
  raisePhrase,
  stepsOf,
  subject,
} from "../resource/wording.js";

/** The findings on what a function loses while it still runs; `ended` is the participle of what would end it. */
export function* lostRunning(context: RuleContext, rule: "LK504" | "LK506", ended: string): Iterable<RuleFinding> {
  for (const lost of lossesOf(rule, context.ownership)) {
    const level = levelOf(lost);
    if (level === null) continue;
    yield {
      message: `${subject(lost)} ${problem(context, lost, ended)} ${advice(context, lost)}`,
      range: callRange(context, lost.acquisition),
      statement: lost.statement,
      steps: stepsOf(lost.trace),
      // The end of a 'with' terminates a process pool, whatever it still does; an executor's waits.
      ...(lost.type.resource?.release[0] === "terminate" ? {} : { fix: cureOf(context, lost) }),
      ...(level === "warning" ? {} : { level }),
    };
  }
}

function levelOf(lost: LostResource): Level | null {
  if (lost.loss !== "exception") return "warning";
  return lost.evident ? "warning" : null;
}

function problem(context: RuleContext, lost: LostResource, ended: string): string {
  if (lost.loss === "exception") return `is not ${ended} when ${raisePhrase(context, lost.trace, "raises")}.`;
  if (lost.loss === "rebound") {
    return `is not ${ended} before line ${lineNumber(context, lost.trace[lost.trace.length - 1]?.range.start ?? lost.acquisition.start)} binds the name again.`;
  }
  if (!lost.releasedElsewhere && !isKeptElsewhere(context, lost)) return `is never ${ended}.`;
  return `is not ${ended} on every path${exitPhrase(context, lost.trace)}.`;
}

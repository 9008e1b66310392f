/** Words for messages about what goes on running, and the form of the findings. */
import { taskFacts } from "../../analysis/tasks/analyze.js";
import { headOf, type TaskFact, type TaskRule, textOf } from "../../analysis/tasks/facts.js";
import type { Fix, Level, RuleContext, RuleFinding, Step } from "../define.js";
import { callName, callRange } from "../resource/wording.js";

/** How a rule shows one of its facts. */
export interface Shown {
  readonly message: string;
  readonly level?: Level;
  readonly fix?: () => Fix | null;
}

/** The findings of a rule: one for each of its facts that `show` has words for. */
export function* findings(
  context: RuleContext,
  rule: TaskRule,
  show: (fact: TaskFact) => Shown | null,
): Iterable<RuleFinding> {
  // What a function loses for sure is reported with its path.
  const lost = new Set(
    context.ownership.lost.filter(({ loss }) => loss !== "exception").map(({ acquisition }) => acquisition.start),
  );
  for (const fact of taskFacts(context.model)) {
    const shown = fact.rule === rule && !lost.has(fact.call.start) ? show(fact) : null;
    if (shown === null) continue;
    const { call, unit } = fact;
    const statement = unit.statementOf(call);
    yield {
      ...shown,
      range: callRange(context, call),
      ...(statement === null ? {} : { statement: headOf(statement, context.model) }),
      steps: stepsOf(fact),
      unless: fact.unless,
    };
  }
}

function stepsOf(fact: TaskFact): Step[] {
  const start: Step = { message: fact.made === null ? "started here" : "made here", range: fact.call };
  const steps: Step[] = [start, ...fact.steps];
  if (fact.exit !== null) steps.push({ message: "this leaves without ending it", range: fact.exit });
  return steps;
}

/** What runs, as the subject of a sentence: "Thread 'worker'", "The timer from threading.Timer()". */
export function subjectOf(context: RuleContext, { noun, name, call }: TaskFact): string {
  if (name === null)
    return `The ${noun} from ${callName({ callee: textOf(call.func, context.model), acquisition: call })}`;
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)} '${name}'`;
}

/** An instance of a class that starts something, or what a library makes: "'Watcher()' starts a thread that". */
export function whatRuns(context: RuleContext, fact: TaskFact): string {
  return fact.made === null
    ? subjectOf(context, fact)
    : `The ${fact.noun} of ${fact.name === null ? `'${fact.made.name}()'` : `'${fact.name}'`}`;
}

/** " when line 12 returns", or nothing to say. */
export function exitOf(context: RuleContext, { exit }: TaskFact): string {
  if (exit === null) return "";
  return ` when ${context.model.lineName(exit)} ${exit.kind === "Raise" ? "raises" : "returns"}`;
}

/** "line 12", of the loop that goes on. */
export function loopLine(context: RuleContext, { loop }: TaskFact): string {
  return loop === null ? "line 0" : context.model.lineName(loop);
}

/** What to call to end it: "watcher.stop()", "Call its 'stop()'". */
export function endCall({ name, ends }: TaskFact): string {
  return name === null ? `its '${ends ?? "close"}()'` : `${name}.${ends ?? "close"}()`;
}

/** The two common ways in which nobody ends something; null for other problems. */
export function neverEnded(context: RuleContext, fact: TaskFact, ended: string): string | null {
  switch (fact.problem) {
    case "never-ended":
      return fact.owner === null
        ? `${whatRuns(context, fact)} is never ${ended}. Call ${endCall(fact)} in 'finally'.`
        : `${whatRuns(context, fact)} is never ${ended}: no method of '${fact.owner.name}' does it. ` +
            `Call ${endCall(fact)} in a 'close' method.`;
    case "not-always":
      return `${whatRuns(context, fact)} is not ${ended} on every path${exitOf(context, fact) === "" ? "" : `: it goes on${exitOf(context, fact)}`}. Call ${endCall(fact)} in 'finally'.`;
    default:
      return null;
  }
}

/** The findings of one rule among the listeners that stay. */
import { listenersOf } from "../../analysis/listeners/analyze.js";
import type { StayingListener } from "../../analysis/listeners/facts.js";
import { isForeign, type Range } from "../../base/text.js";
import type { Fix, RuleContext, RuleFinding } from "../define.js";
import { listenerName, publisherName, reasonText, short, stepsOf } from "./wording.js";

/** The listeners of the file that a rule reports. */
export function stayingOf(context: RuleContext, rule: string): readonly StayingListener[] {
  return listenersOf(context.model).facts.staying.filter((one) => one.rule === rule);
}

/** A finding about a listener that stays: message, place, steps and what would refute it. */
export function findingOf(context: RuleContext, found: StayingListener, fix?: () => Fix | null): RuleFinding {
  const { registration: one } = found;
  const statement = one.unit.statementOf(one.node);
  return {
    message: messageOf(context, found),
    range: short(context, one.node),
    ...(statement === null ? {} : { statement }),
    steps: stepsOf(context, found),
    ...(found.unless.length === 0 ? {} : { unless: found.unless, seen: publisherElsewhere(found) }),
    ...(found.certain ? {} : { level: "information" as const }),
    ...(fix === undefined ? {} : { fix }),
  };
}

function messageOf(context: RuleContext, found: StayingListener): string {
  const { registration: one, reason } = found;
  const stays = reason.kind === "twice" ? "is registered" : "stays registered";
  return `${listenerName(context, one)} ${stays} with ${publisherName(context, one)} ${reasonText(context, found)}`;
}

/** The publisher's own places, where it stands in another file. */
function publisherElsewhere({ registration: { container } }: StayingListener): readonly Range[] {
  return (container?.additions ?? []).map(({ node }) => node).filter(isForeign);
}

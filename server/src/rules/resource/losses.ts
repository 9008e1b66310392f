/** Which rule reports which loss, and one finding for each acquisition. */
import type { Loss, LostResource, OwnershipFacts } from "../../analysis/ownership/facts.js";
import { isDescriptor } from "./wording.js";

/** All the ways in which one acquired resource gets lost, as one rule reports them. */
export interface LossGroup {
  /** The id of the rule that reports it; a rule of that id need not exist. */
  readonly rule: string;
  /** The loss that the message tells: the most certain. */
  readonly loss: LostResource;
  /** The other ways in which the same resource gets lost, most certain first. */
  readonly others: readonly LostResource[];
}

/** Most certain first: what happens on a normal path counts more than what an exception does. */
const CERTAINTY: readonly Loss[] = [
  "with-keeps",
  "temporary",
  "end-of-scope",
  "rebound",
  "deleted",
  "manager-yield",
  "exception",
  "generator-exit",
];

const cache = new WeakMap<OwnershipFacts, readonly LossGroup[]>();

/** The groups that a rule reports, in the order of their acquisitions. */
export function lossesOf(rule: string, facts: OwnershipFacts): LossGroup[] {
  let groups = cache.get(facts);
  if (groups === undefined) {
    groups = groupByAcquisition(facts);
    cache.set(facts, groups);
  }
  return groups.filter((group) => group.rule === rule);
}

function groupByAcquisition(facts: OwnershipFacts): LossGroup[] {
  const byPlace = new Map<string, LostResource[]>();
  for (const lost of facts.lost) {
    const place = `${lost.acquisition.start}:${lost.acquisition.end}`;
    const known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, [lost]);
    else known.push(lost);
  }
  const groups: LossGroup[] = [];
  for (const all of byPlace.values()) {
    const [loss, ...others] = all.sort((a, b) => rank(a) - rank(b));
    if (loss !== undefined) groups.push({ rule: ruleFor(loss), loss, others });
  }
  return groups.sort((a, b) => a.loss.acquisition.start - b.loss.acquisition.start);
}

/** An exception without evidence is the least certain of all. */
function rank(lost: LostResource): number {
  return CERTAINTY.indexOf(lost.loss) + (lost.loss === "exception" && !lost.evident ? CERTAINTY.length : 0);
}

function ruleFor(lost: LostResource): string {
  const own = lost.type.resource?.rule;
  if (own !== undefined) return own;
  switch (lost.loss) {
    case "end-of-scope":
    case "rebound":
    case "deleted":
      return "LK101";
    case "exception":
    case "generator-exit":
      return "LK102";
    case "temporary":
      return isDescriptor(lost.type) ? "LK101" : "LK103";
    case "manager-yield":
      return "LK105";
    case "with-keeps":
      return "LK106";
  }
}

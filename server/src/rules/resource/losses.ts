/** Which rule reports which loss, and one finding for each acquisition. */
import type { Loss, LostResource, OwnershipFacts } from "../../analysis/ownership/facts.js";
import { isDescriptor } from "./wording.js";

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

const cache = new WeakMap<OwnershipFacts, readonly LostResource[]>();

/**
 * The losses that a rule reports, in the order of their acquisitions: of the several ways in which one
 * resource may get lost, only the most certain. Rules that facts name need not exist.
 */
export function lossesOf(rule: string, facts: OwnershipFacts): LostResource[] {
  let losses = cache.get(facts);
  if (losses === undefined) {
    losses = oneForEachAcquisition(facts.lost);
    cache.set(facts, losses);
  }
  return losses.filter((loss) => ruleFor(loss) === rule);
}

function oneForEachAcquisition(all: readonly LostResource[]): LostResource[] {
  const byPlace = new Map<string, LostResource>();
  for (const lost of all) {
    const place = `${lost.acquisition.start}:${lost.acquisition.end}`;
    const known = byPlace.get(place);
    if (known === undefined || rank(lost) < rank(known)) byPlace.set(place, lost);
  }
  return [...byPlace.values()].sort((a, b) => a.acquisition.start - b.acquisition.start);
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
      return lost.type.resource?.awaitRelease === true ? "LK109" : "LK101";
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

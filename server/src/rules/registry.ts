/** All rules, in the order of their ids. */
import type { RuleDefinition } from "./define.js";
import { listenerNeverRemoved } from "./listener/lk401-listener-never-removed.js";
import { publisherWithoutRemoval } from "./listener/lk402-publisher-without-removal.js";
import { removalMismatch } from "./listener/lk403-removal-mismatch.js";
import { handlerPerCall } from "./listener/lk404-handler-per-call.js";
import { processHookPerCall } from "./listener/lk405-process-hook-per-call.js";
import { unclosedResource } from "./resource/lk101-unclosed-resource.js";
import { unclosedOnException } from "./resource/lk102-unclosed-on-exception.js";
import { temporaryResource } from "./resource/lk103-temporary-resource.js";
import { ownerCannotClose } from "./resource/lk104-owner-cannot-close.js";
import { managerWithoutFinally } from "./resource/lk105-manager-without-finally.js";
import { withDoesNotClose } from "./resource/lk106-with-does-not-close.js";
import { lockNotReleased } from "./resource/lk107-lock-not-released.js";
import { processNotWaited } from "./resource/lk108-process-not-waited.js";
import { useAfterClose } from "./resource/lk110-use-after-close.js";
import { unusedSuppression } from "./self/lk001.js";
import { syntaxError } from "./self/lk002.js";

export const allRules: readonly RuleDefinition[] = [
  unusedSuppression,
  syntaxError,
  unclosedResource,
  unclosedOnException,
  temporaryResource,
  ownerCannotClose,
  managerWithoutFinally,
  withDoesNotClose,
  lockNotReleased,
  processNotWaited,
  useAfterClose,
  listenerNeverRemoved,
  publisherWithoutRemoval,
  removalMismatch,
  handlerPerCall,
  processHookPerCall,
];

/** A rule by id (`LK101`) or by name (`unclosed-resource`); case and surrounding space do not matter. */
export function findRule(idOrName: string): RuleDefinition | undefined {
  const wanted = idOrName.trim().toLowerCase();
  return allRules.find((rule) => rule.id.toLowerCase() === wanted || rule.name === wanted);
}

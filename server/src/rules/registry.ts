/** All rules, in the order of their ids. */

import { unboundedContainer } from "./cache/lk301-unbounded-container.js";
import { unboundedLruCache } from "./cache/lk302-unbounded-lru-cache.js";
import { cachedMethod } from "./cache/lk303-cached-method.js";
import { growingDefault } from "./cache/lk304-growing-default.js";
import { growingInLoop } from "./cache/lk305-growing-in-loop.js";
import { deadWeakrefs } from "./cache/lk306-dead-weakrefs.js";
import { mutualReference } from "./cycle/lk201-mutual-reference.js";
import { selfReference } from "./cycle/lk202-self-reference.js";
import { exceptionCycle } from "./cycle/lk203-exception-cycle.js";
import { recursiveClosure } from "./cycle/lk204-recursive-closure.js";
import { finalizerKeepsAlive } from "./cycle/lk205-finalizer-keeps-alive.js";
import { finalizerInCycle } from "./cycle/lk206-finalizer-in-cycle.js";
import type { RuleDefinition } from "./define.js";
import { listenerNeverRemoved } from "./listener/lk401-listener-never-removed.js";
import { publisherWithoutRemoval } from "./listener/lk402-publisher-without-removal.js";
import { removalMismatch } from "./listener/lk403-removal-mismatch.js";
import { handlerPerCall } from "./listener/lk404-handler-per-call.js";
import { processHookPerCall } from "./listener/lk405-process-hook-per-call.js";
import { windowWithoutOwner } from "./listener/lk406-window-without-owner.js";
import { stringBuiltInLoop } from "./memory/lk601-string-built-in-loop.js";
import { listWhereGeneratorWillDo } from "./memory/lk602-list-where-generator-will-do.js";
import { wholeFileInMemory } from "./memory/lk603-whole-file-in-memory.js";
import { accumulateAndReturn } from "./memory/lk604-accumulate-and-return.js";
import { missingSlots } from "./memory/lk605-missing-slots.js";
import { listOfNumbers } from "./memory/lk606-list-of-numbers.js";
import { bytesCopiedBySlice } from "./memory/lk607-bytes-copied-by-slice.js";
import { largeLocalKept } from "./memory/lk608-large-local-kept.js";
import { globalScratch } from "./memory/lk609-global-scratch.js";
import { dictAsRecord } from "./memory/lk610-dict-as-record.js";
import { growingResults } from "./memory/lk611-growing-results.js";
import { unclosedResource } from "./resource/lk101-unclosed-resource.js";
import { unclosedOnException } from "./resource/lk102-unclosed-on-exception.js";
import { temporaryResource } from "./resource/lk103-temporary-resource.js";
import { ownerCannotClose } from "./resource/lk104-owner-cannot-close.js";
import { managerWithoutFinally } from "./resource/lk105-manager-without-finally.js";
import { withDoesNotClose } from "./resource/lk106-with-does-not-close.js";
import { lockNotReleased } from "./resource/lk107-lock-not-released.js";
import { processNotWaited } from "./resource/lk108-process-not-waited.js";
import { asyncCloseNotAwaited } from "./resource/lk109-async-close-not-awaited.js";
import { useAfterClose } from "./resource/lk110-use-after-close.js";
import { gcDisabled } from "./runtime/lk701-gc-disabled.js";
import { gcDebugLeftOn } from "./runtime/lk702-gc-debug-left-on.js";
import { tracingLeftOn } from "./runtime/lk703-tracing-left-on.js";
import { unusedSuppression } from "./self/lk001.js";
import { syntaxError } from "./self/lk002.js";
import { threadNeverStops } from "./task/lk501-thread-never-stops.js";
import { threadNotJoined } from "./task/lk502-thread-not-joined.js";
import { timerNotCancelled } from "./task/lk503-timer-not-cancelled.js";
import { executorNotShutDown } from "./task/lk504-executor-not-shut-down.js";
import { danglingTask } from "./task/lk505-dangling-task.js";
import { loopNotClosed } from "./task/lk506-loop-not-closed.js";
import { asyncGeneratorNotClosed } from "./task/lk507-async-generator-not-closed.js";
import { processLeftRunning } from "./task/lk508-process-left-running.js";

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
  asyncCloseNotAwaited,
  useAfterClose,
  mutualReference,
  selfReference,
  exceptionCycle,
  recursiveClosure,
  finalizerKeepsAlive,
  finalizerInCycle,
  unboundedContainer,
  unboundedLruCache,
  cachedMethod,
  growingDefault,
  growingInLoop,
  deadWeakrefs,
  listenerNeverRemoved,
  publisherWithoutRemoval,
  removalMismatch,
  handlerPerCall,
  processHookPerCall,
  windowWithoutOwner,
  threadNeverStops,
  threadNotJoined,
  timerNotCancelled,
  executorNotShutDown,
  danglingTask,
  loopNotClosed,
  asyncGeneratorNotClosed,
  processLeftRunning,
  stringBuiltInLoop,
  listWhereGeneratorWillDo,
  wholeFileInMemory,
  accumulateAndReturn,
  missingSlots,
  listOfNumbers,
  bytesCopiedBySlice,
  largeLocalKept,
  globalScratch,
  dictAsRecord,
  growingResults,
  gcDisabled,
  gcDebugLeftOn,
  tracingLeftOn,
];

/** A rule by id (`LK101`) or by name (`unclosed-resource`); case and surrounding space do not matter. */
export function findRule(idOrName: string): RuleDefinition | undefined {
  const wanted = idOrName.trim().toLowerCase();
  return allRules.find((rule) => rule.id.toLowerCase() === wanted || rule.name === wanted);
}

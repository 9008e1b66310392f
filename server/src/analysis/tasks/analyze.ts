/** Finds what a file starts and does not end. */
import type { FileModel } from "../model/file-model.js";
import { asyncFacts } from "./asyncio.js";
import { Conditions } from "./conditions.js";
import type { TaskContext } from "./context.js";
import { Endings } from "./endings.js";
import type { TaskFact } from "./facts.js";
import { Fates } from "./fates.js";
import { Lifetimes } from "./lifetimes.js";
import { Places } from "./places.js";
import { keptPools } from "./pools.js";
import { Runners } from "./runners.js";
import { Starts } from "./sites.js";
import { threadFacts } from "./threads.js";
import { timerFacts } from "./timers.js";

const cache = new WeakMap<FileModel, readonly TaskFact[]>();

/** The facts of a file, computed once for all rules; in source order, one for each call. */
export function taskFacts(model: FileModel): readonly TaskFact[] {
  let facts = cache.get(model);
  if (facts === undefined) {
    facts = startsAnything(model) ? analyze(model) : [];
    cache.set(model, facts);
  }
  return facts;
}

/** Whether the text mentions anything by which something is started. */
function startsAnything({ text, catalogue }: FileModel): boolean {
  for (const name of catalogue.startingNames) if (text.includes(name)) return true;
  return /Executor|Pool|Popen|[Ll]oop|Manager|Runner/.test(text);
}

function analyze(model: FileModel): TaskFact[] {
  const places = new Places(model);
  const starts = new Starts(model, places);
  const conditions = new Conditions(starts, places);
  const fates = new Fates(places);
  const lifetimes = new Lifetimes(model);
  const context: TaskContext = {
    model,
    places,
    starts,
    conditions,
    endings: new Endings(starts, places, conditions),
    fates,
    lifetimes,
    runners: new Runners(model, places, fates, lifetimes),
  };
  const found = [
    ...threadFacts(context),
    ...timerFacts(context),
    ...asyncFacts(context),
    ...keptPools(context),
    ...context.runners.facts(),
  ];
  const byCall = new Map<number, TaskFact>();
  for (const fact of found) if (!byCall.has(fact.call.start)) byCall.set(fact.call.start, fact);
  return [...byCall.values()].sort((a, b) => a.call.start - b.call.start);
}

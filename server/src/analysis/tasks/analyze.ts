/** Finds what a file starts and does not end. */
import { isForeign } from "../../base/text.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, modelOf } from "../model/file-model.js";
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
    const made = classesElsewhere(model);
    facts = startsAnything(model) || made.some(isOfRunners) ? analyze(model, made) : [];
    cache.set(model, facts);
  }
  return facts;
}

/** The classes of other files, with their bases, of which the file makes instances. */
function classesElsewhere(model: FileModel): readonly ClassInfo[] {
  if (model.surroundings === null) return [];
  const found = new Set<ClassInfo>();
  for (const unit of model.units) {
    for (const { func } of unit.calls) {
      if (func.kind !== "Name" && func.kind !== "Attribute") continue;
      for (const one of model.classNamed(func, unit)?.mro ?? []) if (isForeign(one.node)) found.add(one);
    }
  }
  return [...found];
}

/** Whether instances of a class of another file may run something. */
function isOfRunners(cls: ClassInfo): boolean {
  return startsAnything(modelOf(cls.unit));
}

/** Whether the text mentions anything by which something is started. */
function startsAnything({ text, catalogue }: FileModel): boolean {
  for (const name of catalogue.startingNames) if (text.includes(name)) return true;
  return /Executor|Pool|Popen|[Ll]oop|Manager|Runner/.test(text);
}

const contexts = new WeakMap<FileModel, TaskContext>();

function contextOf(model: FileModel): TaskContext {
  const known = contexts.get(model);
  if (known !== undefined) return known;
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
    hopeful: new Endings(starts, places, conditions, true),
    fates,
    lifetimes,
    runners: new Runners(model, places, fates, lifetimes),
    homeOf: (unit) => contextOf(modelOf(unit)),
  };
  contexts.set(model, context);
  return context;
}

function analyze(model: FileModel, elsewhere: readonly ClassInfo[]): TaskFact[] {
  const context = contextOf(model);
  for (const cls of elsewhere) {
    if (!isOfRunners(cls)) continue;
    const home = context.homeOf(cls.unit);
    if (!home.runners.areComplete) factsOf(home);
    const runner = home.runners.of(cls);
    if (runner !== null) context.runners.add(runner);
  }
  const found = factsOf(context);
  const byCall = new Map<number, TaskFact>();
  for (const fact of found) if (!byCall.has(fact.call.start)) byCall.set(fact.call.start, fact);
  return [...byCall.values()].sort((a, b) => a.call.start - b.call.start);
}

function factsOf(context: TaskContext): readonly TaskFact[] {
  return [
    ...threadFacts(context),
    ...timerFacts(context),
    ...asyncFacts(context),
    ...keptPools(context),
    ...context.runners.facts(),
  ];
}

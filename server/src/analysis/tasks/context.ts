/** What the parts of the analysis of threads, timers and tasks share. */
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Conditions } from "./conditions.js";
import type { Endings } from "./endings.js";
import type { Fates } from "./fates.js";
import type { Lifetimes } from "./lifetimes.js";
import type { Places } from "./places.js";
import type { Runners } from "./runners.js";
import type { Starts } from "./sites.js";

/** The analysis of one file. */
export interface TaskContext {
  readonly model: FileModel;
  readonly places: Places;
  readonly starts: Starts;
  readonly conditions: Conditions;
  readonly endings: Endings;
  /** The same, as long as no call fails. */
  readonly hopeful: Endings;
  readonly fates: Fates;
  readonly lifetimes: Lifetimes;
  readonly runners: Runners;
  /** The analysis of the file in which a unit stands. */
  homeOf(unit: Unit): TaskContext;
}

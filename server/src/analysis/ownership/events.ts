/** What a step leads to besides the next state. */
import type { Range } from "../../base/text.js";
import type { ObjectId, Pending, State } from "./state.js";

/** An exception that leaves from the middle of a step, with the state at that moment. */
export interface Raised {
  readonly state: State;
  readonly pending: Pending;
  readonly range: Range;
}

export interface Lost {
  readonly id: ObjectId;
  readonly how: "rebound" | "deleted" | "temporary";
  /** Not where a mere possibility led here. */
  readonly evident: boolean;
  readonly range: Range;
}

import { defineRule } from "../define.js";
import { findingOf, stayingOf } from "./staying.js";

export const listenerNeverRemoved = defineRule({
  id: "LK401",
  name: "listener-never-removed",
  family: "listener",
  level: "warning",
  fix: "unsafe",
  summary: "A listener stays registered with a publisher that outlives it",
  documentation: `X`,
  examples: [],
  *check(context) {
    for (const found of stayingOf(context, "LK401")) yield findingOf(context, found);
  },
});

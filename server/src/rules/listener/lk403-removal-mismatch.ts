import { defineRule } from "../define.js";
import { findingOf, stayingOf } from "./staying.js";

export const removalMismatch = defineRule({
  id: "LK403",
  name: "removal-mismatch",
  family: "listener",
  level: "warning",
  fix: "unsafe",
  summary: "A listener stays registered with a publisher that outlives it",
  documentation: `X`,
  examples: [],
  *check(context) {
    for (const found of stayingOf(context, "LK403")) yield findingOf(context, found);
  },
});

import { defineRule } from "../define.js";
import { findingOf, stayingOf } from "./staying.js";

export const handlerPerCall = defineRule({
  id: "LK404",
  name: "handler-per-call",
  family: "listener",
  level: "warning",
  fix: "unsafe",
  summary: "A listener stays registered with a publisher that outlives it",
  documentation: `X`,
  examples: [],
  *check(context) {
    for (const found of stayingOf(context, "LK404")) yield findingOf(context, found);
  },
});

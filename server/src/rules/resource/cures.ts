/** The fixes of lost resources and locks, as the rules offer them: the best that is possible. */
import type { LostResource } from "../../analysis/ownership/facts.js";
import type { Fix, RuleContext } from "../define.js";
import type { FixRequest } from "./fixes/request.js";
import { withFix } from "./fixes/with.js";

/** A fix for a lost resource, when somebody asks for it. */
export function cureOf(context: RuleContext, lost: LostResource): () => Fix | null {
  return () => withFix(requestOf(context, lost));
}

function requestOf(context: RuleContext, lost: LostResource): FixRequest {
  const { text, module, catalogue } = context;
  const { acquisition, statement, scope, type, name, loss } = lost;
  return { text, module, catalogue, acquisition, statement, scope, type, name, loss };
}

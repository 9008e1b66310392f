/** The fixes of lost resources and locks, as the rules offer them: the best that is possible. */
import type { LostResource, UnreleasedLock } from "../../analysis/ownership/facts.js";
import type { Fix, RuleContext } from "../define.js";
import { closingFix } from "./fixes/closing.js";
import { closeInFinallyFix } from "./fixes/finally.js";
import { lockFix } from "./fixes/lock.js";
import type { FixRequest } from "./fixes/request.js";
import { withFix } from "./fixes/with.js";

/** A fix for a lost resource, for when somebody asks for it: `with` where it can be, else `try`/`finally`. */
export function cureOf(context: RuleContext, lost: LostResource): () => Fix | null {
  return () => {
    // What is one of several needs more than a block of its own.
    if (lost.isCollected || lost.isRepeated || opensLater(lost)) return null;
    // An element of a tuple that has a name: what else becomes of the tuple is not followed.
    if (lost.name?.includes("[") === true) return null;
    const request = requestOf(context, lost);
    if (lost.loss === "with-keeps") return closingFix(request);
    return withFix(request) ?? closeInFinallyFix(request);
  };
}

/** A fix for a lock that stays locked, for when somebody asks for it. */
export function lockCureOf(context: RuleContext, lost: UnreleasedLock): () => Fix | null {
  const { text, module, catalogue } = context;
  const { acquisition, statement, scope, lock } = lost;
  return () => lockFix({ text, module, catalogue, acquisition, statement, scope, lock });
}

function requestOf(context: RuleContext, lost: LostResource): FixRequest {
  const { text, module, catalogue } = context;
  const { acquisition, statement, scope, type, name, loss } = lost;
  return { text, module, catalogue, acquisition, statement, scope, type, name, loss };
}

/** Whether it is a class of the file that opens later: to close what could not be opened may fail. */
function opensLater({ type, typeName }: LostResource): boolean {
  return typeName.includes(".") && type.resource?.openedBy !== undefined;
}

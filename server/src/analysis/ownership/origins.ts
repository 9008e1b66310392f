/** Where what a function gives comes from: through the functions of the file, to the call that acquires it. */
import { type Referent, resolveReferent } from "../../semantics/names.js";
import type { Scope } from "../../semantics/scopes.js";
import type { Call } from "../../syntax/ast.js";
import type { Maker, ScopeContext } from "./context.js";
import type { TraceStep } from "./facts.js";

/** Longer chains say no more. */
const MAX_STEPS = 12;

/**
 * The steps behind an acquisition: `make()` has it from `open()` on another line. Where the way leads into another
 * file, the last step says by which name.
 */
export function acquisitionSteps({ catalogue, summaries, text }: ScopeContext, call: Call, scope: Scope): TraceStep[] {
  const steps: TraceStep[] = [{ kind: "acquire", message: "acquired here", range: call }];
  const resolve = (at: Call, within: Scope): Referent | null =>
    resolveReferent(at.func, within, (name) => catalogue.callable(name) !== undefined);
  let referent = resolve(call, scope);
  while (referent !== null && steps.length < MAX_STEPS) {
    if (referent.kind === "qualified") {
      const last = steps.length - 1;
      const step = steps[last];
      if (step !== undefined && catalogue.callable(referent.name)?.origin !== undefined) {
        steps[last] = { ...step, origin: referent.name };
      }
      break;
    }
    const maker: Maker | null = summaries.maker(referent);
    if (maker === null) break;
    const callee = text.slice(maker.call.func.start, maker.call.func.end).replace(/\s+/g, " ");
    const message = `'${referent.node.name.name}' has it from ${callee}(), called here`;
    steps.push({ kind: "acquire", message, range: maker.call });
    referent = resolve(maker.call, maker.scope);
  }
  return steps;
}

/** The callee of a call as an entry notes it; nothing where it is no plain dotted name. */
export function writtenCallee(maker: Maker | null, text: string): { readonly origin?: string } {
  if (maker === null) return {};
  const callee = text.slice(maker.call.func.start, maker.call.func.end).replace(/\s+/g, "");
  return /^[\w.]+$/.test(callee) ? { origin: callee } : {};
}

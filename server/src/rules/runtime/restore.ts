/** `try` and `finally` around what happens while a switch is turned. */

import type { Stmt } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import type { Fix, RuleContext } from "../define.js";
import { moveIntoBlock } from "../resource/fixes/block.js";
import { endOf, Layout } from "../resource/fixes/layout.js";
import { placeOf } from "../resource/fixes/place.js";
import type { LeftOn } from "./left-on.js";

/**
 * Moves the statement that turns the switch back into `finally`. Null where it is not a statement of its own in the
 * same suite, or the layout forbids.
 *
 * @param restores whether a statement does nothing but turn it back.
 */
export function restoreFix(
  context: RuleContext,
  { call, statement, fn }: LeftOn,
  restores: (stmt: Stmt) => boolean,
): Fix | null {
  const { text, module, catalogue } = context;
  const place = placeOf({ text, module, catalogue, acquisition: call, statement, scope: fn, lock: "" });
  if (place === null) return null;
  const { suite, index } = place;
  const last = suite.findIndex((stmt, at) => at > index && restores(stmt));
  const restoring = suite[last];
  if (restoring === undefined || last === index + 1) return null;
  const inside = suite.slice(index + 1, last);
  if (inside.some((stmt) => contains(stmt, (node) => node === call))) return null;
  const layout = new Layout(text);
  const block = moveIntoBlock({
    layout,
    module,
    place,
    first: index + 1,
    last: last - 1,
    removed: [restoring],
    folded: null,
  });
  const final = inside[inside.length - 1];
  if (block === null || block.isEmpty || final === undefined) return null;
  const { indent, unit } = block;
  const newline = layout.newlineAt(statement.start);
  const head = statement.end + layout.behind(statement.end).length;
  const tail = endOf(final) + layout.behind(endOf(final)).length;
  const source = text.slice(restoring.start, restoring.end);
  return {
    title: `Move '${source}' into 'finally'`,
    safe: true,
    edits: [
      { start: head, end: head, text: `${newline}${indent}try:` },
      { start: tail, end: tail, text: `${newline}${indent}finally:${newline}${indent}${unit}${source}` },
      ...block.edits,
    ],
  };
}

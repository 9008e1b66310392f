/** `contextlib.closing` around what `with` does not release. */
import type { Edit } from "../../../base/text.js";
import { namesIn } from "../../../syntax/walk.js";
import type { Fix } from "../../define.js";
import { removal } from "./block.js";
import { Handles } from "./handles.js";
import { Layout } from "./layout.js";
import { managerOf } from "./manager.js";
import { freshName } from "./names.js";
import { placeOf } from "./place.js";
import { isLiveOutside, replaces } from "./region.js";
import { isRelease } from "./release.js";
import type { FixRequest } from "./request.js";
import { withFix } from "./with.js";

/**
 * `with connect() as c:` becomes `with contextlib.closing(connect()) as c, c:`. The second item keeps what the block's
 * end did before: it commits or rolls back, and then the first closes. Null when the resource is used after the block.
 */
export function closingFix(request: FixRequest): Fix | null {
  const { statement, acquisition, text, type, scope } = request;
  if (statement.kind !== "With") return request.name === null ? null : withFix(request);
  const place = placeOf(request);
  const item = statement.items.find((one) => one.context === acquisition);
  if (place === null || item === undefined || statement.isAsync) return null;
  if (item.target !== null && item.target.kind !== "Name") return null;
  const manager = managerOf(request, place);
  if (manager === null || manager.wrapper === null) return null;

  const name = item.target?.name ?? freshName(type, scope);
  const handles = new Handles(request, place, name, { lendsByYield: request.loss === "manager-yield" });
  handles.follow(statement.body);
  if (handles.escaped) return null;
  const behind = place.suite.slice(place.index + 1);
  const edits: Edit[] = [];
  const [next] = behind;
  if (next !== undefined && isRelease(next, name, type, place.resolve)) {
    const edit = removal(new Layout(text), next, place.suite, [next], new Set());
    if (edit === null) return null;
    edits.push(edit);
    behind.shift();
  }
  const replaced = behind.findIndex((stmt) => replaces(stmt, name));
  const seen = replaced < 0 ? behind : behind.slice(0, replaced);
  if (seen.some((stmt) => namesIn(stmt).has(name))) return null;
  if (handles.derived.some((one) => behind.some((stmt) => namesIn(stmt).has(one)))) return null;
  if ([...handles.names].some((one) => isLiveOutside(place, one, one === name && replaced >= 0))) return null;

  const open: Edit = { start: acquisition.start, end: acquisition.start, text: `${manager.wrapper}(` };
  if (item.target === null) {
    // Within parentheses of its own `as` would need Python 3.9.
    if (text.slice(acquisition.end).trimStart().startsWith(")") && statement.items.length === 1) return null;
    edits.push(open, { start: acquisition.end, end: acquisition.end, text: `) as ${name}, ${name}` });
  } else {
    const { end } = item.target;
    edits.push(
      open,
      { start: acquisition.end, end: acquisition.end, text: ")" },
      { start: end, end, text: `, ${name}` },
    );
  }
  return { title: `Close '${name}' with 'contextlib.closing'`, safe: true, edits: [...manager.edits, ...edits] };
}

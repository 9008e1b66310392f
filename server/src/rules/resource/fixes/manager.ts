/** Which kind of `with` releases a type, if any. */
import type { Edit } from "../../../base/text.js";
import { importedName } from "./imports.js";
import type { Place } from "./place.js";
import type { FixRequest } from "./request.js";

export interface Manager {
  readonly keyword: "with" | "async with";
  /** `contextlib.closing`, where the type's own `with` would not do. */
  readonly wrapper: string | null;
  readonly edits: readonly Edit[];
}

/** Null when no `with` releases it. */
export function managerOf(request: FixRequest, place: Place): Manager | null {
  const resource = request.type.resource;
  if (resource === undefined) return null;
  const isAsync = place.scope.node.kind === "FunctionDef" && place.scope.node.isAsync;
  if (resource.with === "release") return { keyword: "with", wrapper: null, edits: [] };
  if (resource.asyncWith === "release") return isAsync ? { keyword: "async with", wrapper: null, edits: [] } : null;
  if (resource.awaitRelease === true || !resource.release.includes("close")) return null;
  const closing = importedName(request.text, request.module, "contextlib", "closing", request.statement.start);
  return closing === null ? null : { keyword: "with", wrapper: closing.expression, edits: closing.edits };
}

/** `Path(p).open().read()` is `Path(p).read_text()`. */
import type { Call, Expr } from "../../../syntax/ast.js";
import { contains } from "../../../syntax/walk.js";
import type { Fix } from "../../define.js";
import type { Place } from "./place.js";
import type { FixRequest } from "./request.js";

/** Null when the acquisition is anything else, or the two would differ. */
export function readTextFix(request: FixRequest, place: Place): Fix | null {
  const { acquisition, statement } = request;
  if (acquisition.func.kind !== "Attribute" || acquisition.func.attr.name !== "open") return null;
  if (place.typeOf(acquisition.func.value) !== "path") return null;
  let reading: Call | null = null;
  contains(statement, (node) => {
    if (node.kind !== "Call" || node.func.kind !== "Attribute" || node.func.value !== acquisition) return false;
    if (node.func.attr.name !== "read" || node.args.length > 0 || node.keywords.length > 0) return false;
    reading = node;
    return true;
  });
  const method = readingMethod(request);
  if (reading === null || method === null) return null;
  const { end } = reading as Call;
  return {
    title: `Use '${method.name}()'`,
    safe: true,
    edits: [{ start: acquisition.func.attr.start, end, text: `${method.name}(${method.args})` }],
  };
}

function readingMethod({ acquisition, text }: FixRequest): { name: string; args: string } | null {
  const [positional, ...others] = acquisition.args;
  if (others.length > 0) return null;
  let mode: Expr | undefined = positional;
  const carried: string[] = [];
  for (const keyword of acquisition.keywords) {
    if (keyword.name === "mode" && mode === undefined) mode = keyword.value;
    else if (keyword.name === "encoding" || keyword.name === "errors") {
      carried.push(`${keyword.name}=${text.slice(keyword.value.start, keyword.value.end)}`);
    } else return null;
  }
  if (mode !== undefined && (mode.kind !== "Constant" || mode.type !== "str")) return null;
  const letters = mode?.value ?? "r";
  if (/^(r|rt|tr)$/.test(letters)) return { name: "read_text", args: carried.join(", ") };
  return /^(rb|br)$/.test(letters) && carried.length === 0 ? { name: "read_bytes", args: "" } : null;
}

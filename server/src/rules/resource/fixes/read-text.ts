/** `Path(p).open().read()` is `Path(p).read_text()`. */
import type { Call, Expr } from "../../../syntax/ast.js";
import { contains } from "../../../syntax/walk.js";
import type { Fix } from "../../define.js";
import type { Place } from "./place.js";
import type { FixRequest } from "./request.js";

const PATH_CLASSES = new Set(["pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"]);
const PATH_METHODS = new Set(
  "joinpath resolve absolute with_suffix with_name with_stem expanduser relative_to cwd home".split(" "),
);

/** Null when the acquisition is anything else, or the two would differ. */
export function readTextFix(request: FixRequest, place: Place): Fix | null {
  const { acquisition, statement } = request;
  if (acquisition.func.kind !== "Attribute" || acquisition.func.attr.name !== "open") return null;
  if (!isPath(acquisition.func.value, place)) return null;
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

function isPath(expr: Expr, place: Place, depth = 0): boolean {
  if (depth > 8) return false;
  switch (expr.kind) {
    case "Call": {
      const called = place.resolve(expr.func);
      if (called !== null && PATH_CLASSES.has(called)) return true;
      return (
        expr.func.kind === "Attribute" &&
        PATH_METHODS.has(expr.func.attr.name) &&
        isPathOrClass(expr.func.value, place, depth)
      );
    }
    case "BinOp":
      return expr.op === "/" && isPath(expr.left, place, depth + 1);
    case "Attribute":
      return expr.attr.name === "parent" && isPath(expr.value, place, depth + 1);
    case "Name": {
      const bindings = place.scope.lookup(expr.name)?.bindings.get(expr.name) ?? [];
      return (
        bindings.length > 0 &&
        bindings.every((binding) => {
          if (binding.kind === "assign") return isPath(binding.value, place, depth + 1);
          return binding.kind === "parameter" && binding.annotation !== null && isPathClass(binding.annotation, place);
        })
      );
    }
    default:
      return false;
  }
}

function isPathOrClass(expr: Expr, place: Place, depth: number): boolean {
  return isPathClass(expr, place) || isPath(expr, place, depth + 1);
}

function isPathClass(expr: Expr, place: Place): boolean {
  const named = place.resolve(expr);
  return named !== null && PATH_CLASSES.has(named);
}

/** Tests of whether a callable is a bound method. */
import type { Call } from "../../syntax/ast.js";
import type { FileModel } from "./file-model.js";
import type { Unit } from "./unit.js";

/** `inspect.ismethod(f)`, `isinstance(f, types.MethodType)`, `hasattr(f, "__self__")`. */
export function asksForMethod(model: FileModel, { func, args }: Call, unit: Unit): boolean {
  const name = model.qualifiedName(func, unit.scopeOf(func));
  const [, second] = args;
  if (name === "inspect.ismethod") return true;
  if (name === "builtins.isinstance" && second !== undefined)
    return model.qualifiedName(second, unit.scopeOf(second)) === "types.MethodType";
  return name === "builtins.hasattr" && second?.kind === "Constant" && /^\W*__(?:self|func)__\W*$/.test(second.value);
}

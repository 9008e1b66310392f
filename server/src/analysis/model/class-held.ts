/** Classes that attributes of other classes stand for. */
import type { ClassDef, Expr } from "../../syntax/ast.js";
import type { ClassInfo } from "./class-info.js";
import type { Unit } from "./unit.js";

/** What a file's names mean. */
interface Meanings {
  classInfo(node: ClassDef): ClassInfo | null;
  classNamed(expr: Expr, unit: Unit): ClassInfo | null;
}

/** The class that an attribute of a class's objects is, where the class itself says so: `marker_type = Marker`. */
export function classHeld(owner: ClassInfo, attribute: string, modelOf: (unit: Unit) => Meanings): ClassInfo | null {
  const home = owner.mro.find(({ unit }) => unit.scope.bindings.has(attribute));
  const bindings = home?.unit.scope.bindings.get(attribute) ?? [];
  const [only] = bindings;
  if (home === undefined || bindings.length !== 1) return null;
  if (owner.usesOf(attribute).some(({ access }) => access.kind === "bind")) return null;
  const model = modelOf(home.unit);
  if (only?.kind === "class") return model.classInfo(only.node);
  return only?.kind === "assign" ? model.classNamed(only.value, home.unit) : null;
}

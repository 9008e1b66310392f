/** What code of the file puts into a container: what is taken out of it is one of these things. */
import type { Expr } from "../../syntax/ast.js";
import type { Access } from "../model/access.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

/** An expression, and where it stands. */
export interface Stored {
  readonly expr: Expr;
  readonly unit: Unit;
}

const ADDERS = /^(?:append|appendleft|add|insert|put|put_nowait|setdefault|push)$/;
const MOST = 40;

/** The things that a name's or attribute's container is given, keys left out; empty where none are seen. */
export function storedIn(container: Expr, unit: Unit, model: FileModel): readonly Stored[] {
  const found: Stored[] = [];
  const note = (access: Access, from: Unit): void => {
    if (found.length >= MOST) return;
    if (access.kind === "store-item" && access.value !== null) found.push({ expr: access.value, unit: from });
    if (access.kind === "call" && ADDERS.test(access.method)) {
      const last = access.call.args[access.call.args.length - 1];
      if (last !== undefined) found.push({ expr: last, unit: from });
    }
    if (access.kind !== "bind" || access.value === null) return;
    const { value } = access;
    if (value.kind === "List" || value.kind === "Tuple" || value.kind === "Set")
      found.push(...value.elts.map((expr) => ({ expr, unit: from })));
    else if (value.kind === "Dict") found.push(...value.values.map((expr) => ({ expr, unit: from })));
  };
  if (container.kind === "Name") {
    const home = unit.scopeOf(container).lookup(container.name);
    if (home === null) return found;
    for (const use of model.usesOfName(home, container.name)) note(use.access, use.unit);
  } else if (container.kind === "Attribute") {
    const method = model.methodAround(unit);
    const isOwn = container.value.kind === "Name" && container.value.name === method?.receiver;
    const owner = isOwn ? method.owner : model.classOf(container.value, unit);
    for (const use of owner?.usesOf(container.attr.name) ?? []) note(use.access, use.unit);
  }
  return found;
}

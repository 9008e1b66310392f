/** Classes that are kept in tables and called from there: `HANDLERS[kind](self)`. */
import type { ClassDef, Expr } from "../../syntax/ast.js";
import { contains, lastName } from "../../syntax/walk.js";
import type { ClassInfo } from "./class-info.js";
import type { FileModel } from "./file-model.js";
import type { Unit } from "./unit.js";

/** A table with more kinds of objects tells little about any of them. */
const MOST_CLASSES = 4;
const MAX_DEPTH = 4;
const TAKES = new Set(["get", "pop", "setdefault"]);

const known = new WeakMap<FileModel, Map<string, readonly ClassInfo[]>>();

/**
 * The classes of the project of which a call of an expression makes an object, where the expression is an item of a
 * table of the module or a class: one that is written with its classes, or that `__init_subclass__`, a decorator or an
 * assignment fills. Of classes with one constructor the first stands for all.
 */
export function classesKept(model: FileModel, func: Expr, unit: Unit): readonly ClassInfo[] {
  const table = tableOf(func, unit, 0);
  if (table === null) return [];
  const scope = unit.scopeOf(table);
  const imported = model.imported(table, scope);
  if (imported !== null) return keptIn(imported.model, imported.name);
  if (table.kind === "Attribute") return keptIn(model, table.attr.name);
  return table.kind === "Name" && scope.lookup(table.name)?.node.kind === "Module" ? keptIn(model, table.name) : [];
}

/** The table of which an expression is an item, by a variable too. */
function tableOf(expr: Expr, unit: Unit, depth: number): Expr | null {
  if (depth > MAX_DEPTH) return null;
  switch (expr.kind) {
    case "Subscript":
      return expr.index.kind === "Slice" ? null : expr.value;
    case "Call":
      return expr.func.kind === "Attribute" && TAKES.has(expr.func.attr.name) ? expr.func.value : null;
    case "NamedExpr":
      return tableOf(expr.value, unit, depth + 1);
    case "BoolOp":
      return expr.values.map((one) => tableOf(one, unit, depth + 1)).find((one) => one !== null) ?? null;
    case "Name": {
      const home = unit.scopeOf(expr).lookup(expr.name);
      if (home === null || home.node.kind === "Module") return null;
      for (const binding of home.bindings.get(expr.name) ?? []) {
        const found = binding.kind === "assign" ? tableOf(binding.value, unit, depth + 1) : null;
        if (found !== null) return found;
      }
      return null;
    }
    default:
      return null;
  }
}

function keptIn(model: FileModel, name: string): readonly ClassInfo[] {
  let tables = known.get(model);
  if (tables === undefined) {
    tables = new Map();
    known.set(model, tables);
  }
  let classes = tables.get(name);
  if (classes === undefined) {
    classes = distinct([...classesIn(model, name)]);
    tables.set(name, classes);
  }
  return classes;
}

function distinct(classes: readonly ClassInfo[]): readonly ClassInfo[] {
  const byConstructor = new Map<unknown, ClassInfo>();
  for (const one of classes) {
    const made = one.method("__init__")?.node ?? one;
    if (!byConstructor.has(made)) byConstructor.set(made, one);
  }
  return byConstructor.size > MOST_CLASSES ? [] : [...byConstructor.values()];
}

function* classesIn(model: FileModel, name: string): Iterable<ClassInfo> {
  for (const unit of model.units) {
    for (const stmt of unit.stmts) {
      if (stmt.kind !== "Assign" && stmt.kind !== "AnnAssign") continue;
      const targets = stmt.kind === "Assign" ? stmt.targets : [stmt.target];
      const { value } = stmt;
      if (value === null) continue;
      for (const target of targets) {
        if (nameOf(target) === name && value.kind === "Dict") {
          for (const one of value.values) {
            const cls = model.classNamed(one, unit);
            if (cls !== null) yield cls;
          }
        } else if (target.kind === "Subscript" && nameOf(target.value) === name) {
          yield* classesMeant(model, value, unit);
        }
      }
    }
  }
}

/** The last part of a table's name: `TABLE`, `cls.table`. */
function nameOf(expr: Expr): string | null {
  return lastName(expr) || null;
}

/** The classes that are put into a table under a name: a class, each subclass, each class that is decorated. */
function classesMeant(model: FileModel, value: Expr, unit: Unit): readonly ClassInfo[] {
  if (value.kind !== "Name") return [];
  const method = model.methodAround(unit);
  if (method?.node.name.name === "__init_subclass__" && method.receiver === value.name)
    return [method.owner, ...model.classes.filter((one) => one !== method.owner && one.mro.includes(method.owner))];
  const home = unit.scope.lookup(value.name);
  if (home?.node.kind === "FunctionDef" && home.bindings.get(value.name)?.some(({ kind }) => kind === "parameter"))
    return model.classes.filter(({ node }) => isDecoratedBy(node, unit));
  const cls = model.classNamed(value, unit);
  return cls === null ? [] : [cls];
}

/** Whether a class is decorated by a function, or by what one around it gives. */
function isDecoratedBy(node: ClassDef, unit: Unit): boolean {
  const names = new Set<string>();
  for (let at: Unit | null = unit; at !== null; at = at.parent)
    if (at.node.kind === "FunctionDef") names.add(at.node.name.name);
  return node.decorators.some((decorator) =>
    contains(decorator, (one) => {
      const name = lastName(one) || null;
      return name !== null && names.has(name);
    }),
  );
}

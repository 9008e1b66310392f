/** What attributes give, however they are read: by name, by `getattr`, through the dictionary of an object. */
import type { Call, Expr } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import type { ClassInfo } from "../model/class-info.js";
import type { Sym } from "./graph.js";
import { join, type State, type Syms } from "./state.js";

const NONE: Syms = [];

/** `base.name`: what an attribute refers to, or a bound method. */
export function readAttribute(state: State, base: Sym, name: string, expr: Expr): Syms {
  if (name === "__dict__") return [state.namespace(base, expr)];
  const method = base.cls?.method(name) ?? null;
  if (method === null || method.kind === "property" || method.kind === "setter") return state.load(base, name, expr);
  if (method.kind !== "instance" || base.cls === null) return NONE;
  // An attribute of the object hides the method of the class.
  if (base.cls.usesOf(name).some(({ access }) => access.kind === "bind")) return NONE;
  return [boundMethod(state, base, base.cls, name, expr)];
}

function boundMethod(state: State, base: Sym, cls: ClassInfo, name: string, expr: Expr): Sym {
  const bound = state.symbol("bound", `${cls.name}.${name}`, expr, { base });
  state.bind(bound, "()", base, state.place(expr));
  return bound;
}

/** `getattr(object, name)`: of a name that is put together, or found by `dir`, a method where the class has such. */
export function getAttribute(call: Call, state: State, value: (expr: Expr) => Syms): Syms {
  const [object, key, fallback] = call.args;
  if (object === undefined || key === undefined) return NONE;
  const bases = value(object);
  const otherwise = fallback === undefined ? NONE : value(fallback);
  value(key);
  const read = (base: Sym): Syms => {
    if (key.kind === "Constant" && key.type === "str") return readAttribute(state, base, key.value, call);
    const named = base.cls === null ? [] : methodsNamed(key, base.cls, state);
    if (base.cls !== null && named.length > 0) {
      const { cls } = base;
      return named.map((name) => boundMethod(state, base, cls, name, call));
    }
    const prefix = prefixOf(key, state) ?? prefixOfListed(key, object, state);
    const { cls } = base;
    // Some attribute, whichever.
    if (prefix === null) return base.kind === "container" ? NONE : state.load(base, "[]", call);
    if (cls === null) return NONE;
    const methods = [cls, ...state.model.classes.filter((one) => one.mro.includes(cls))].flatMap(
      (one) => one.allMethods,
    );
    const method = methods.find(({ kind, node }) => kind === "instance" && isPlain(node.name.name, prefix));
    return method === undefined ? NONE : [boundMethod(state, base, cls, method.node.name.name, call)];
  };
  const found = bases.reduce<Syms>((all, base) => join(all, read(base)), otherwise);
  return found.length > 0 ? found : [state.symbol("other", "object", call)];
}

function isPlain(method: string, prefix: string): boolean {
  return method.startsWith(prefix) && !method.startsWith("__");
}

/** What a name begins with that is put together: `f"do_{word}"`, `"do_" + word`. */
function prefixOf(key: Expr, state: State): string | null {
  if (key.kind === "BinOp") {
    const first = key.left;
    return key.op === "+" && first.kind === "Constant" && first.type === "str" && first.value !== ""
      ? first.value
      : null;
  }
  if (key.kind === "JoinedStr") return /^[fF]["'](\w+)\{/.exec(state.model.textOf(key))?.[1] ?? null;
  if (key.kind !== "Name") return null;
  const bindings = state.unit.scope.bindings.get(key.name) ?? [];
  const [only] = bindings;
  if (bindings.length !== 1 || only?.kind !== "assign" || only.value.kind === "Name") return null;
  return prefixOf(only.value, state);
}

/** The methods of a class that a variable names, which runs over texts in an attribute of the class. */
function methodsNamed(key: Expr, cls: ClassInfo, { unit }: State): readonly string[] {
  if (key.kind !== "Name") return [];
  return unit.stmts.flatMap((stmt) => {
    const table = stmt.kind === "For" && namesIn(stmt.target).has(key.name) ? tableOf(stmt.iter) : null;
    const value = table === null ? null : cls.classAttribute(table);
    const texts = value === null ? [] : textsIn(value);
    return texts.filter((name) => cls.method(name)?.kind === "instance").slice(0, MOST_NAMED);
  });
}

/** More methods than this are as good as these. */
const MOST_NAMED = 3;

/** The attribute of `self.table`, `self.table.items()`. */
function tableOf(iterable: Expr): string | null {
  const at = iterable.kind === "Call" && iterable.func.kind === "Attribute" ? iterable.func.value : iterable;
  return at.kind === "Attribute" ? at.attr.name : null;
}

function textsIn(value: Expr): readonly string[] {
  switch (value.kind) {
    case "Constant":
      return value.type === "str" ? [value.value] : [];
    case "Dict":
      return value.values.flatMap(textsIn);
    case "Tuple":
    case "List":
    case "Set":
      return value.elts.flatMap(textsIn);
    default:
      return [];
  }
}

/** The beginning by which a name was chosen out of `dir(object)`. */
function prefixOfListed(key: Expr, object: Expr, state: State): string | null {
  if (key.kind !== "Name") return null;
  const { model, unit } = state;
  const isListed = (unit.scopeOf(key).lookup(key.name)?.bindings.get(key.name) ?? []).some(
    (one) =>
      one.kind === "element" &&
      one.iterable.kind === "Call" &&
      model.qualifiedName(one.iterable.func, unit.scopeOf(key)) === "builtins.dir" &&
      one.iterable.args.some((arg) => arg.kind === "Name" && object.kind === "Name" && arg.name === object.name),
  );
  if (!isListed) return null;
  for (const call of unit.calls) {
    const { func, args } = call;
    const [start] = args;
    if (func.kind !== "Attribute" || func.attr.name !== "startswith" || start?.kind !== "Constant") continue;
    if (func.value.kind === "Name" && func.value.name === key.name && start.type === "str") return start.value;
  }
  return null;
}

/** Places that hold an object: names and attributes, and all that a file does to what is in one. */

import type { Scope } from "../../semantics/scopes.js";
import type { Call, Expr, Node } from "../../syntax/ast.js";
import { type Access, accessOf, argumentOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { CodeIndex } from "./code-index.js";

/** Where an object is kept: a name of a scope, or an attribute of the instances of a class. */
export type Place =
  | { readonly kind: "name"; readonly scope: Scope; readonly name: string }
  | { readonly kind: "attribute"; readonly owner: ClassInfo; readonly name: string };

/** One thing that is done to what a place holds. */
export interface PlaceUse {
  readonly node: Expr;
  readonly unit: Unit;
  readonly access: Access;
}

/** What the parameters of a function stand for in one call of it. */
export interface Environment {
  readonly scope: Scope;
  readonly values: ReadonlyMap<
    string,
    { readonly expr: Expr; readonly unit: Unit; readonly outer: Environment | null }
  >;
}

/** Assignments of names to names, and arguments, are followed this far. */
const MAX_DEPTH = 5;

/** Functions that look at what they are handed and keep nothing. */
const LOOKS_ONLY = /^builtins\.(?:print|len|id|isinstance|hasattr|repr|str|type|bool|callable)$/;

/** What happens to an object in all places that it is seen to reach. */
export interface Fates {
  readonly uses: readonly PlaceUse[];
  /** It is handed to something that is not followed. */
  readonly escapes: boolean;
}

/** Knows the places of a file, and follows what is in them. */
export class Places {
  /** Uses of attributes by name, and by the class that the object is seen to have. */
  #attributes: Map<string, Map<ClassInfo | null, PlaceUse[]>> | undefined;
  readonly #uses = new Map<ClassInfo, Map<string, readonly PlaceUse[]>>();
  readonly index: CodeIndex;

  constructor(readonly model: FileModel) {
    this.index = new CodeIndex(model);
  }

  /** The place that an expression names; a name that only stands for another place is looked through. */
  placeOf(expr: Expr, unit: Unit, environment: Environment | null, depth = 0): Place | null {
    if (depth > MAX_DEPTH) return null;
    if (expr.kind === "Attribute") {
      const owner = this.model.classOf(expr.value, unit) ?? this.#ownerByName(expr.value, unit);
      return owner === null ? null : { kind: "attribute", owner, name: expr.attr.name };
    }
    if (expr.kind !== "Name") return null;
    const home = unit.scopeOf(expr).lookup(expr.name);
    if (home === null) return null;
    for (let known = environment; known !== null; known = null) {
      const handed = known.scope === home ? known.values.get(expr.name) : undefined;
      if (handed !== undefined) return this.placeOf(handed.expr, handed.unit, handed.outer, depth + 1);
    }
    const bindings = home.bindings.get(expr.name) ?? [];
    const [only] = bindings;
    if (bindings.length === 1 && only?.kind === "assign" && /^(?:Name|Attribute)$/.test(only.value.kind)) {
      const around = home.node.kind === "Comprehension" ? null : this.model.unitOf(home.node);
      const meant = around === null ? null : this.placeOf(only.value, around, environment, depth + 1);
      if (meant !== null) return meant;
    }
    return { kind: "name", scope: home, name: expr.name };
  }

  /** All uses of what a place holds, by the place's own name. */
  usesOf(place: Place): readonly PlaceUse[] {
    if (place.kind === "name") return this.model.usesOfName(place.scope, place.name);
    this.#attributes ??= this.#collectAttributes();
    const byClass = this.#attributes.get(place.name);
    if (byClass === undefined) return [];
    let known = this.#uses.get(place.owner);
    if (known === undefined) {
      known = new Map();
      this.#uses.set(place.owner, known);
    }
    const before = known.get(place.name);
    if (before !== undefined) return before;
    const found = [...(byClass.get(null) ?? [])];
    for (const one of this.index.familyOf(place.owner)) found.push(...(byClass.get(one) ?? []));
    found.sort((one, other) => one.node.start - other.node.start);
    known.set(place.name, found);
    return found;
  }

  /** The values that a place is bound to; null where one of them is not an expression of its own, or comes from outside. */
  valuesOf(place: Place): readonly { readonly value: Expr; readonly unit: Unit }[] | null {
    const found: { value: Expr; unit: Unit }[] = [];
    if (place.kind === "attribute") {
      for (const { node, unit, access } of this.usesOf(place)) {
        if (access.kind !== "bind") continue;
        const value = access.value ?? unpacked(node, access.stmt, unit);
        if (value === null) return null;
        found.push({ value, unit });
      }
      for (const one of place.owner.mro) {
        for (const binding of one.unit.scope.bindings.get(place.name) ?? []) {
          if (binding.kind !== "assign") return null;
          found.push({ value: binding.value, unit: one.unit });
        }
      }
      return found;
    }
    const unit = place.scope.node.kind === "Comprehension" ? null : this.model.unitOf(place.scope.node);
    if (unit === null) return null;
    for (const { node, unit: by, access } of this.usesOf(place)) {
      if (access.kind === "delete" || access.kind === "augment") return null;
      if (access.kind !== "bind") continue;
      const value = access.value ?? unpacked(node, access.stmt, by);
      if (value === null) return null;
      found.push({ value, unit: by });
    }
    const parameter = place.scope.bindings.get(place.name)?.some(({ kind }) => kind === "parameter") ?? false;
    return parameter ? null : found;
  }

  /** What becomes of the object in a place, followed into the functions and attributes of the file that it reaches. */
  fatesOf(place: Place, tuplesOf: (tuple: Expr, unit: Unit) => Place | null | undefined): Fates {
    const uses: PlaceUse[] = [];
    const seen = new Set<string>();
    let escapes = false;
    const follow = (at: Place | null, depth: number): void => {
      if (at === null || depth > MAX_DEPTH) {
        escapes = true;
        return;
      }
      const key = keyOf(at);
      if (seen.has(key)) return;
      seen.add(key);
      for (const use of this.usesOf(at)) {
        uses.push(use);
        const next = this.#next(use, tuplesOf);
        if (next === "lost") escapes = true;
        else if (next !== "stays") follow(next, depth + 1);
      }
    };
    follow(place, 0);
    return { uses, escapes };
  }

  /** Where a use brings the object: to another place, out of sight, or nowhere. */
  #next(
    { node, unit, access }: PlaceUse,
    tuplesOf: (tuple: Expr, unit: Unit) => Place | null | undefined,
  ): Place | "lost" | "stays" {
    switch (access.kind) {
      case "argument":
        return tuplesOf(node, unit) ?? this.parameterFor(access.call, access.at, unit);
      case "alias":
        return this.#ownPlace(access.target, unit) ?? "lost";
      case "return":
        return "lost";
      case "other": {
        const around = access.node;
        if (around === null || around.kind === "JoinedStr" || around.kind === "ExprStmt") return "stays";
        if (around.kind === "Tuple" || around.kind === "List" || around.kind === "Dict") {
          const place = tuplesOf(node, unit);
          return place === undefined ? "lost" : (place ?? "stays");
        }
        return "lost";
      }
      default:
        return "stays";
    }
  }

  /** The place that a target of an assignment is, by its own name, and not the one for which it stands. */
  #ownPlace(target: Expr, unit: Unit): Place | null {
    if (target.kind !== "Name") return this.placeOf(target, unit, null);
    const home = unit.scopeOf(target).lookup(target.name);
    return home === null ? null : { kind: "name", scope: home, name: target.name };
  }

  /** The parameter, of a function of the file, that an argument becomes. */
  parameterFor(call: Call, at: number | string | null, unit: Unit): Place | "lost" | "stays" {
    if (at === null) return "lost";
    const name = this.model.qualifiedName(call.func, unit.scopeOf(call));
    if (name !== null && LOOKS_ONLY.test(name)) return "stays";
    const made = this.model.classOf(call, unit);
    const init = made?.method("__init__") ?? null;
    const callee = init === null ? this.model.calleeOf(call, unit) : { unit: init.unit, method: init };
    if (callee === null || callee.unit.node.kind !== "FunctionDef") return "lost";
    const bound = callee.method !== null && callee.method.receiver !== null ? 1 : 0;
    const params = callee.unit.node.params.all;
    const param = typeof at === "number" ? params[at + bound] : params.find((one) => one.name === at);
    if (param === undefined || param.form.startsWith("var")) return "lost";
    return { kind: "name", scope: callee.unit.scope, name: param.name };
  }

  /** What the parameters of a function stand for in a call of it; `skip` parameters are bound already. */
  environmentOf(
    callee: Unit,
    skip: number,
    unit: Unit,
    outer: Environment | null,
    positional: readonly Expr[],
    keywords: readonly { readonly name: string | null; readonly value: Expr }[],
  ): Environment | null {
    if (callee.node.kind !== "FunctionDef" && callee.node.kind !== "Lambda") return null;
    const values = new Map<string, { expr: Expr; unit: Unit; outer: Environment | null }>();
    const params = callee.node.params.all.slice(skip);
    for (const [index, expr] of positional.entries()) {
      const param = params[index];
      if (expr.kind === "Starred" || param === undefined || param.form.startsWith("var")) break;
      values.set(param.name, { expr, unit, outer });
    }
    for (const { name, value } of keywords) if (name !== null) values.set(name, { expr: value, unit, outer });
    return { scope: callee.scope, values };
  }

  /** A class that an expression names: `Worker.running` is the attribute of its instances, too. */
  #ownerByName(expr: Expr, unit: Unit): ClassInfo | null {
    const referent = this.model.resolve(expr, unit.scopeOf(expr));
    if (referent?.kind === "class") return this.model.classInfo(referent.node);
    const method = this.model.methodAround(unit);
    return expr.kind === "Name" && method?.kind === "class" && method.receiver === expr.name ? method.owner : null;
  }

  #collectAttributes(): Map<string, Map<ClassInfo | null, PlaceUse[]>> {
    const found = new Map<string, Map<ClassInfo | null, PlaceUse[]>>();
    for (const unit of this.model.units) {
      for (const node of unit.attributes) {
        const use = { node, unit, access: accessOf(node, unit.parentOf) };
        const byClass = found.get(node.attr.name) ?? new Map<ClassInfo | null, PlaceUse[]>();
        found.set(node.attr.name, byClass);
        const owner = this.model.classOf(node.value, unit);
        const known = byClass.get(owner);
        if (known === undefined) byClass.set(owner, [use]);
        else known.push(use);
      }
    }
    return found;
  }
}

/** What a target gets of `a, b = x, y`; `display` is the tuple of targets. */
function unpacked(target: Expr, display: Node, unit: Unit): Expr | null {
  const around = unit.parentOf(display);
  return around?.kind === "Assign" ? partFor(target, around.targets, around.value) : null;
}

function partFor(target: Expr, targets: readonly Expr[], value: Expr): Expr | null {
  for (const one of targets) {
    if (one.kind !== "Tuple" && one.kind !== "List") continue;
    const at = one.elts.indexOf(target);
    const isEven = (value.kind === "Tuple" || value.kind === "List") && value.elts.length === one.elts.length;
    if (at >= 0 && isEven && ![...one.elts, ...value.elts].some(({ kind }) => kind === "Starred"))
      return value.elts[at] ?? null;
  }
  return null;
}

/** A text that is equal exactly for equal places. */
export function keyOf(place: Place): string {
  return place.kind === "name"
    ? `${place.scope.node.start}:${place.scope.node.kind}:${place.name}`
    : `${place.owner.node.start}.${place.name}`;
}

/** Whether a constant is true; null for what is no constant. */
export function truthOf(expr: Expr): boolean | null {
  if (expr.kind !== "Constant") return null;
  if (expr.type === "True") return true;
  if (expr.type === "False" || isNone(expr)) return false;
  if (expr.type === "int") return !/^0+$/.test(expr.value);
  if (expr.type === "str" || expr.type === "bytes") return expr.value !== "";
  return null;
}

/** The seconds that an argument says: a number, a constant of the module or class, a parameter's default. */
export function numberOf(expr: Expr | null, unit: Unit, model: FileModel, depth = 0): number | null {
  if (expr === null || depth > MAX_DEPTH) return null;
  if (expr.kind === "Constant" && (expr.type === "int" || expr.type === "float")) {
    const number = Number(expr.value.replaceAll("_", ""));
    return Number.isNaN(number) ? null : number;
  }
  if (expr.kind === "BinOp") {
    const left = numberOf(expr.left, unit, model, depth + 1);
    const right = numberOf(expr.right, unit, model, depth + 1);
    if (left === null || right === null) return null;
    return expr.op === "*" ? left * right : expr.op === "/" ? left / right : expr.op === "+" ? left + right : null;
  }
  const places = new Places(model);
  const place = expr.kind === "Name" || expr.kind === "Attribute" ? places.placeOf(expr, unit, null) : null;
  if (place === null) return null;
  if (place.kind === "name" && place.scope.node.kind === "FunctionDef") {
    const param = place.scope.node.params.all.find(({ name }) => name === place.name);
    if (param !== undefined) {
      const around = model.unitOf(place.scope.node)?.parent ?? null;
      return around === null ? null : numberOf(param.default, around, model, depth + 1);
    }
  }
  const values = place.kind === "attribute" ? attributeValues(place.owner, place.name) : places.valuesOf(place);
  const [only] = values ?? [];
  return values?.length === 1 && only !== undefined ? numberOf(only.value, only.unit, model, depth + 1) : null;
}

function attributeValues(owner: ClassInfo, name: string): { value: Expr; unit: Unit }[] | null {
  const found: { value: Expr; unit: Unit }[] = [];
  for (const { unit, access } of owner.usesOf(name)) {
    if (access.kind !== "bind") continue;
    if (access.value === null) return null;
    found.push({ value: access.value, unit });
  }
  const ofClass = owner.classAttribute(name);
  if (ofClass !== null) found.push({ value: ofClass, unit: owner.unit });
  return found;
}

/** The argument for a parameter of something that the catalogue describes. */
export function argumentFor(
  call: Call,
  parameters: readonly string[] | undefined,
  name: string | undefined,
): Expr | null {
  if (name === undefined) return null;
  const at = parameters?.indexOf(name) ?? -1;
  const named = call.keywords.find((keyword) => keyword.name === name);
  return named?.value ?? (at < 0 ? null : argumentOf(call, at, null));
}

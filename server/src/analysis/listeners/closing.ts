/** Methods that unregister a listener, but not on every way through them. */
import type { Call, Expr } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import { accessOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { Callers, CallSite } from "./callers.js";
import type { Reason } from "./facts.js";
import { skippedRemoval } from "./paths.js";
import type { Registration } from "./registrations.js";
import type { RemovalSite } from "./removals.js";

const MAKING = /^__(?:init|post_init|enter)__$/;
/** Names of what says whether there is anything to unregister. */
const STATE =
  /clos|open|attach|regist|subscri|listen|watch|connect|activ|running|start|stop|alive|dead|dispos|finish|done|enabl|disabl|bound|install|shown|visible|hidden|destroy|token|handle|mounted|ready|state|status|exit|enter|busy|lock|live|hook|detach|joined|left/i;
const MAX_DEPTH = 3;

/**
 * The way through a closing method that does not unregister what the constructor registered; null where there is none,
 * where what decides it may say that nothing is registered, and where the file does not show that the object is dropped
 * after one call of the method.
 *
 * @param sites where it is unregistered, each with what was registered.
 * @param about texts that name listener and publisher.
 */
export function skippedInClosing(
  model: FileModel,
  callers: Callers,
  one: Registration,
  sites: readonly RemovalSite[],
  about: readonly string[],
): Reason | null {
  const [first] = sites;
  const made = model.methodOf(one.unit);
  const method = first === undefined ? null : model.methodOf(first.unit);
  if (first === undefined || made === null || method === null || !MAKING.test(made.node.name.name)) return null;
  const stmt = one.unit.statementOf(one.node);
  if (stmt === null || !made.node.body.includes(stmt) || method.kind !== "instance" || method.unit.isGenerator)
    return null;
  if (sites.some((site) => site.unit !== method.unit || site.call === null || site.all)) return null;
  if (!made.owner.mro.includes(method.owner) || !isDroppedAfter(callers, made.owner, method.unit)) return null;
  const tests = new DataTests(model, made.owner, method.unit);
  const skipped = skippedRemoval(
    model,
    callers,
    method.unit,
    null,
    sites.map(({ node }) => node),
    about,
    (test) => !tests.isOfData(test, method.unit),
  );
  if (skipped === null || !skipped.evident || (skipped.by !== "return" && skipped.by !== "branch")) return null;
  return { kind: "closing", method: method.unit, removal: first.node, skipped };
}

/** Whether all objects of a class that the file makes live in one function, which calls the method once. */
function isDroppedAfter(callers: Callers, owner: ClassInfo, method: Unit): boolean {
  const { node } = method;
  if (node.kind !== "FunctionDef" || callers.isHandedOn(node.name.name)) return false;
  const { name } = node.name;
  const own = callers.of(method).filter(({ unit }) => callers.model.methodAround(unit)?.owner.mro.includes(owner));
  const exit = owner.method("__exit__")?.unit;
  if (own.some(({ unit }) => unit !== exit)) return false;
  const isExit = exit !== undefined && (exit === method || own.length > 0);
  const making = callers.making(owner);
  return making.length > 0 && making.every((site) => isDroppedAt(callers.model, site, name, isExit));
}

function isDroppedAt(model: FileModel, { call, unit }: CallSite, method: string, isExit: boolean): boolean {
  if (unit.node.kind !== "FunctionDef") return false;
  const item = unit.stmts
    .flatMap((stmt) => (stmt.kind === "With" ? stmt.items : []))
    .find((one) => one.context === call);
  const access = accessOf(call, unit.parentOf);
  const target = item !== undefined ? item.target : access.kind === "alias" ? access.target : besideOthers(call, unit);
  if (item !== undefined && target === null) return isExit;
  if (target?.kind !== "Name" || unit.scope.globals.has(target.name) || unit.scope.nonlocals.has(target.name))
    return false;
  const uses = model.usesOfName(unit.scope, target.name);
  const isOwn = uses.every(
    ({ access: { kind }, unit: at }) =>
      at === unit && (kind === "bind" || kind === "call" || kind === "attribute" || kind === "test"),
  );
  if (!isOwn || uses.filter(({ access: { kind } }) => kind === "bind").length !== 1) return false;
  const calls = unit.calls.filter(
    ({ func }) =>
      func.kind === "Attribute" &&
      func.value.kind === "Name" &&
      func.value.name === target.name &&
      func.attr.name === method,
  );
  if (item !== undefined) return isExit && calls.length === 0;
  const [only] = calls;
  if (only === undefined || calls.length > 1) return false;
  const around = unit.loopsAround(call);
  return unit.loopsAround(only).every((loop) => around.includes(loop));
}

/** The name that a call's result gets in `first, second = First(), Second()`. */
function besideOthers(call: Call, unit: Unit): Expr | null {
  const values = unit.parentOf(call);
  const stmt = values === null ? null : unit.parentOf(values);
  if (values?.kind !== "Tuple" || stmt?.kind !== "Assign" || stmt.value !== values) return null;
  const [target] = stmt.targets;
  if (target?.kind !== "Tuple" || target.elts.length !== values.elts.length) return null;
  return target.elts[values.elts.indexOf(call)] ?? null;
}

/** Tests of what an object is about, that say nothing of whether it is registered. */
class DataTests {
  readonly #known = new Map<string, boolean>();

  constructor(
    readonly model: FileModel,
    readonly owner: ClassInfo,
    readonly closing: Unit,
  ) {}

  /** Whether a test in a method of the class asks for nothing but data. */
  isOfData(test: Expr, unit: Unit, depth = 0): boolean {
    if (depth > MAX_DEPTH) return false;
    const receiver = this.model.methodOf(unit)?.receiver ?? null;
    const isExit = unit.node.kind === "FunctionDef" && unit.node.name.name === "__exit__";
    let asked = 0;
    const isOther = contains(test, (node) => {
      if (node.kind === "Attribute") {
        if (STATE.test(node.attr.name)) return true;
        if (node.value.kind !== "Name" || node.value.name !== receiver) return false;
        asked++;
        return !this.#isData(node.attr.name, depth);
      }
      if (node.kind !== "Name" || node.name === receiver) return false;
      const home = unit.scopeOf(node).lookup(node.name);
      if (home === null || home.node.kind === "Comprehension") return false;
      const bindings = home.bindings.get(node.name) ?? [];
      if (home.node.kind === "Module") return !bindings.every(({ kind }) => kind === "function" || kind === "class");
      return !bindings.every((binding) => {
        asked++;
        if (binding.kind === "parameter") return isExit && depth === 0;
        return binding.kind === "assign" && this.isOfData(binding.value, unit, depth + 1);
      });
    });
    return !isOther && asked > 0;
  }

  #isData(name: string, depth: number): boolean {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, false);
    const answer = this.#isDataAttribute(name, depth);
    this.#known.set(name, answer);
    return answer;
  }

  #isDataAttribute(name: string, depth: number): boolean {
    const method = this.owner.method(name);
    if (method !== null) {
      const returned = method.unit.stmts.flatMap((stmt) => (stmt.kind === "Return" && stmt.value ? [stmt.value] : []));
      const params = method.node.params.all.length;
      return (
        params === 1 && returned.length > 0 && returned.every((value) => this.isOfData(value, method.unit, depth + 1))
      );
    }
    const bound = this.model.units.flatMap((unit) =>
      unit.attributes.flatMap((node) => {
        if (node.attr.name !== name) return [];
        const access = accessOf(node, unit.parentOf);
        return access.kind === "bind" ? [{ value: access.value, unit }] : [];
      }),
    );
    return (
      bound.length > 0 &&
      bound.every(({ value, unit }) => {
        if (unit === this.closing) return false;
        return value === null || !(isNone(value) || (value.kind === "Constant" && /^(?:True|False)$/.test(value.type)));
      })
    );
  }
}

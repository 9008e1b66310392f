/** The project's own publishers: functions that keep what they are handed, and those that let it go again. */
import type { Call, Expr } from "../../syntax/ast.js";
import { contains, namesIn } from "../../syntax/walk.js";
import { argumentOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, modelOf } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { Callers, positionOf } from "./callers.js";
import { type Condition, conditionsAt, givenBy, settled } from "./conditions.js";
import {
  type Addition,
  additionsIn,
  type ContainerRef,
  homeOf,
  keyOf,
  type Removal,
  removalsIn,
} from "./containers.js";
import { invokedIn } from "./invoked.js";
import { parametersIn, parametersOf } from "./parameters.js";
import { isContextManager } from "./paths.js";
import { isWeakMaker } from "./wrappers.js";

/** Where a container is kept: in each instance, in the class, or in the module. */
export type Level = "module" | "class" | "instance" | "unknown";

/** A container with all that the file does to it. */
export interface Container {
  readonly key: string;
  readonly name: string;
  readonly owner: ClassInfo | null;
  readonly level: Level;
  readonly additions: Addition[];
  readonly removals: Removal[];
  /** It holds weakly. */
  readonly weak: boolean;
  /** Its elements are called, or methods of theirs. */
  readonly isInvoked: boolean;
}

/** The object whose container keeps something: the receiver of the method, or what an expression stands for. */
export type Holder =
  | { readonly kind: "receiver" }
  | { readonly kind: "module" }
  | { readonly kind: "place"; readonly expr: Expr; readonly unit: Unit };

/** What a function does with a parameter: it ends up in a container. */
export interface Kept {
  readonly parameter: string;
  readonly holder: Holder;
  readonly container: Container;
  readonly addition: Addition;
  /** Not the argument itself is kept, but a new function or object around it. */
  readonly wrapped: boolean;
  readonly weak: boolean;
  /** What callers must hand in for it to be kept like this. */
  readonly when: readonly Condition[];
  /** The calls through which it goes there, the outermost first. */
  readonly path: readonly Handover[];
}

/** A call by which a function hands its parameter on to one that keeps it. */
export interface Handover {
  readonly unit: Unit;
  readonly given: Expr;
}

/** What a function takes out of a container: a parameter of its own, or whatever is in it. */
export interface LetGo {
  readonly container: Container;
  /** Null where everything goes. */
  readonly parameter: string | null;
  readonly removal: Removal;
}

const MAX_DEPTH = 3;
const LISTENERISH =
  /listen|observ|subscri|subs?$|callback|handler|hook|watcher|slots?$|receiver|sinks?$|_on_|^on_|notif|follower|delegate|consumer|reaction|_cbs?$|^cbs?$|trigger|signal/i;
const WEAK_CONTAINERS = /^weakref\.(?:WeakSet|WeakValueDictionary|WeakKeyDictionary)$/;

const known = new WeakMap<FileModel, Publishers>();

/** The publishers of a file; looked for once for all who ask. */
export function publishersOf(model: FileModel): Publishers {
  let publishers = known.get(model);
  if (publishers === undefined) {
    publishers = new Publishers(model, new Callers(model));
    known.set(model, publishers);
  }
  return publishers;
}

/**
 * Whether a container holds listeners, so that what grows in it is the affair of their rules: it is called so or its
 * elements are called, and what is put into it is a parameter, a function or an object of the project.
 *
 * @param owner the class whose attribute it is; null for a name of the module.
 */
export function isListenerContainer(model: FileModel, owner: ClassInfo | null, name: string): boolean {
  const publishers = publishersOf(model);
  for (const container of publishers.containers.values()) {
    if (container.name !== name) continue;
    const isSame =
      owner === null ? container.owner === null : container.owner !== null && owner.mro.includes(container.owner);
    if (!isSame || !publishers.isListenerish(container)) continue;
    if (container.additions.some((addition) => holdsListener(publishers, addition))) return true;
  }
  return false;
}

function holdsListener(publishers: Publishers, addition: Addition): boolean {
  if (publishers.keptBy(addition.unit).some((kept) => kept.addition === addition)) return true;
  const { kind } = addition.stored;
  return (
    kind === "Lambda" ||
    kind === "Attribute" ||
    (kind === "Name" &&
      /^(?:self|\w*(?:callback|listener|handler|hook)\w*)$/i.test(
        addition.stored.kind === "Name" ? addition.stored.name : "",
      ))
  );
}

/** Whether a function may keep one of its parameters: it adds to containers, or hands a parameter to one that may. */
function mayKeep(unit: Unit, depth: number): boolean {
  const model = modelOf(unit);
  if (additionsIn(model, unit).length > 0 || unit.children.length > 0) return true;
  if (depth >= MAX_DEPTH) return false;
  const own = parametersOf(unit);
  const isHandedOn = (arg: Expr): boolean => arg.kind !== "Constant" && [...namesIn(arg)].some((name) => own.has(name));
  return unit.calls.some((call) => {
    if (![...call.args, ...call.keywords.map(({ value }) => value)].some(isHandedOn)) return false;
    const callee = model.calleeOf(call, unit);
    return callee !== null && callee.unit !== unit && mayKeep(callee.unit, depth + 1);
  });
}

/** The containers of a file, and what its functions put into them and take out of them. */
export class Publishers {
  readonly containers = new Map<string, Container>();
  readonly #byAddition = new Map<Addition, Container>();
  readonly #additionsOf = new Map<Unit, Addition[]>();
  readonly #removalsOf = new Map<Unit, Removal[]>();
  readonly #kept = new Map<Unit, readonly Kept[]>();
  readonly #letGo = new Map<Unit, readonly LetGo[]>();
  readonly #invoked = new Set<string>();
  readonly #others = new Set<Publishers>();

  constructor(
    readonly model: FileModel,
    readonly callers: Callers,
  ) {
    const additions: Addition[] = [];
    const removals: Removal[] = [];
    for (const unit of model.units) {
      const own = additionsIn(model, unit);
      if (own.length > 0) this.#additionsOf.set(unit, own);
      additions.push(...own);
    }
    if (additions.length === 0) return;
    for (const unit of model.units) {
      const own = removalsIn(model, unit);
      if (own.length > 0) this.#removalsOf.set(unit, own);
      removals.push(...own);
      for (const ref of invokedIn(model, unit)) this.#invoked.add(keyOf(ref));
    }
    for (const addition of additions) {
      const container = this.#containerOf(addition.ref);
      container.additions.push(addition);
      this.#byAddition.set(addition, container);
    }
    for (const removal of removals) for (const container of this.#reached(removal)) container.removals.push(removal);
  }

  /** The container of an addition. */
  of(addition: Addition): Container | null {
    return this.#byAddition.get(addition) ?? null;
  }

  /** The publishers of the files that were asked about, this one first. */
  get linked(): readonly Publishers[] {
    return [this, ...this.#others];
  }

  #homeOf(unit: Unit): Publishers {
    const model = modelOf(unit);
    if (model === this.model) return this;
    const home = publishersOf(model);
    this.#others.add(home);
    return home;
  }

  /** What a unit itself puts into containers. */
  additionsIn(unit: Unit): readonly Addition[] {
    return this.#additionsOf.get(unit) ?? [];
  }

  /** The parameters that a function keeps, by itself or through functions that it calls. */
  keptBy(unit: Unit, depth = 0): readonly Kept[] {
    if (modelOf(unit) !== this.model) {
      // To know all containers of a file costs more than to see that a function keeps nothing.
      return mayKeep(unit, 0) ? this.#homeOf(unit).keptBy(unit, depth) : [];
    }
    const known = this.#kept.get(unit);
    if (known !== undefined) return known;
    if ((unit.node.kind !== "FunctionDef" && unit.node.kind !== "Lambda") || depth > MAX_DEPTH) return [];
    this.#kept.set(unit, []);
    const found: Kept[] = [...this.#keptItself(unit)];
    for (const call of unit.calls) {
      if (call.args.length + call.keywords.length === 0) continue;
      const callee = this.callers.calleeOf(call, unit);
      if (callee === null || callee.unit === unit) continue;
      for (const kept of this.keptBy(callee.unit, depth + 1)) {
        const position = positionOf(callee.unit, kept.parameter, callee.method);
        const given = position === null ? null : argumentOf(call, position, kept.parameter);
        const left = given === null ? null : settled(this.model, kept.when, givenBy(call, unit, callee.unit));
        if (given === null || left === null || this.#takesItselfOut(given, unit, kept.container)) continue;
        const holder = this.holderThrough(kept.holder, call.func, unit);
        const path = [{ unit, given }, ...kept.path];
        for (const one of parametersIn(this.model, given, unit)) {
          const when = [...left, ...one.when, ...conditionsAt(this.model, call, unit)];
          const { parameter, wrapped, weak } = one;
          found.push({
            ...kept,
            parameter,
            holder,
            wrapped: kept.wrapped || wrapped,
            weak: kept.weak || weak,
            when,
            path,
          });
        }
      }
    }
    this.#kept.set(unit, found);
    return found;
  }

  /** What a function takes out of containers, by itself or through functions that it calls. */
  letGoBy(unit: Unit, depth = 0): readonly LetGo[] {
    const model = modelOf(unit);
    // Of publishers with which nothing is registered here, nothing need be let go.
    if (model !== this.model) return this.linked.find((one) => one.model === model)?.letGoBy(unit, depth) ?? [];
    const known = this.#letGo.get(unit);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) return [];
    this.#letGo.set(unit, []);
    const found: LetGo[] = [];
    const receiver = this.model.methodOf(unit)?.receiver ?? null;
    const parameters = new Set([...parametersOf(unit)].filter((name) => name !== receiver));
    for (const removal of this.#removalsOf.get(unit) ?? []) {
      if (this.isEndOfWith(removal)) continue;
      const parameter =
        removal.subject === null
          ? null
          : (this.#parameterOf(removal.subject, unit, parameters) ?? soughtFor(removal, parameters));
      for (const container of this.#reached(removal)) {
        if (removal.all || removal.subject === null || parameter !== null)
          found.push({ container, parameter, removal });
      }
    }
    for (const call of unit.calls) {
      const callee = this.callers.calleeOf(call, unit);
      if (callee === null || callee.unit === unit) continue;
      for (const gone of this.letGoBy(callee.unit, depth + 1)) {
        if (gone.parameter === null) continue;
        const position = positionOf(callee.unit, gone.parameter, callee.method);
        const given = position === null ? null : argumentOf(call, position, gone.parameter);
        const parameter = given === null ? null : this.#parameterOf(given, unit, parameters);
        if (parameter !== null) found.push({ ...gone, parameter });
      }
    }
    this.#letGo.set(unit, found);
    return found;
  }

  /** Whether a container holds listeners, to judge by its name and by what is done with its elements. */
  isListenerish(container: Container): boolean {
    return LISTENERISH.test(container.name) || container.isInvoked;
  }

  #keptItself(unit: Unit): Kept[] {
    return this.additionsIn(unit).flatMap((addition) => {
      const container = this.of(addition);
      const holder = this.#holderOf(addition, unit);
      if (container === null || holder === null || this.#removesItself(addition)) return [];
      if (container.removals.some((removal) => removal.unit === unit && this.isEndOfWith(removal))) return [];
      const held = parametersIn(this.model, addition.stored, unit);
      const around = held.length === 0 ? [] : conditionsAt(this.model, addition.node, unit);
      return held.map(({ parameter, wrapped, weak, when }) => ({
        parameter,
        holder,
        container,
        addition,
        wrapped,
        weak: weak || container.weak,
        when: [...around, ...when],
        path: [],
      }));
    });
  }

  /** Whether a function that is made beside the addition, and handed to somebody, takes out again what was added. */
  #removesItself({ ref, unit }: Addition): boolean {
    return unit.children.some((child) => {
      const removes = this.#removalsOf.get(child)?.some((removal) => keyOf(removal.ref) === keyOf(ref)) === true;
      const { node } = child;
      if (!removes || node.kind !== "FunctionDef") return false;
      const isHanded = ({ args }: Call): boolean =>
        args.some((arg) => arg.kind === "Name" && arg.name === node.name.name);
      return unit.calls.some(
        (call) => call.func.kind === "Attribute" && isHanded(call) && !isWeakMaker(this.model, call.func, unit),
      );
    });
  }

  /** Whether a context manager takes out what it has put in itself. */
  isEndOfWith({ unit, subject, all }: Removal): boolean {
    return subject !== null && !all && unit.isGenerator && isContextManager(this.model, unit);
  }

  /** Whether a function that is made here, and handed over to be kept, calls what takes it out again. */
  #takesItselfOut(given: Expr, unit: Unit, container: Container): boolean {
    if (given.kind !== "Name") return false;
    const child = unit.children.find(({ node }) => node.kind === "FunctionDef" && node.name.name === given.name);
    return (child?.calls ?? []).some((call) => {
      if (!call.args.some((arg) => arg.kind === "Name" && arg.name === given.name)) return false;
      const callee = child === undefined ? null : this.model.calleeOf(call, child);
      return callee !== null && this.letGoBy(callee.unit).some((gone) => gone.container === container);
    });
  }

  #holderOf(addition: Addition, unit: Unit): Holder | null {
    const container = this.of(addition);
    const { receiver } = addition.ref;
    if (receiver === null || container?.level === "class" || container?.level === "module") return { kind: "module" };
    const method = this.model.methodOf(unit);
    if (receiver.kind === "Name" && receiver.name === method?.receiver) return { kind: "receiver" };
    return { kind: "place", expr: receiver, unit };
  }

  /** The containers that a removal may speak of: by the attribute's name, where the object's class cannot be told. */
  #reached({ ref }: Removal): readonly Container[] {
    const exact = this.containers.get(keyOf(ref));
    if (exact !== undefined && exact.level !== "unknown") return [exact];
    if (ref.receiver === null || ref.owner !== null) return exact === undefined ? [] : [exact];
    return [...this.containers.values()].filter(({ name, level }) => name === ref.name && level !== "module");
  }

  /** The holder as a caller sees it who calls by `func`. */
  holderThrough(holder: Holder, func: Expr, unit: Unit): Holder {
    if (holder.kind !== "receiver") return holder;
    if (func.kind !== "Attribute") return { kind: "place", expr: func, unit };
    const method = this.model.methodOf(unit);
    const on = func.value;
    const isOwn = on.kind === "Name" && on.name === method?.receiver;
    const isSuper = on.kind === "Call" && on.func.kind === "Name" && on.func.name === "super";
    return isOwn || isSuper ? { kind: "receiver" } : { kind: "place", expr: on, unit };
  }

  /** The parameter that an expression is, or is a part or item of; `parameters` are those of the function around. */
  #parameterOf(expr: Expr, unit: Unit, parameters: ReadonlySet<string>): string | null {
    if (expr.kind === "Name" && parameters.has(expr.name)) return expr.name;
    if (expr.kind === "Name") {
      for (const binding of unit.scope.lookup(expr.name)?.bindings.get(expr.name) ?? []) {
        const source = binding.kind === "assign" ? binding.value : binding.kind === "element" ? binding.iterable : null;
        if (source === null) continue;
        const [name] = [...namesIn(source)].filter((one) => parameters.has(one));
        if (name !== undefined) return name;
      }
      return null;
    }
    return [...namesIn(expr)].find((name) => parameters.has(name) && name !== "self" && name !== "cls") ?? null;
  }

  #containerOf(ref: ContainerRef): Container {
    const key = keyOf(ref);
    const known = this.containers.get(key);
    if (known !== undefined) return known;
    const values = this.#valuesOf(ref);
    const container: Container = {
      key,
      name: ref.name,
      owner: ref.owner === null ? null : homeOf(ref.owner, ref.name),
      level: this.#levelOf(ref),
      additions: [],
      removals: [],
      weak: values.some((value) => this.#isWeak(value)),
      isInvoked: this.#invoked.has(key),
    };
    this.containers.set(key, container);
    return container;
  }

  #levelOf(ref: ContainerRef): Level {
    if (ref.receiver === null) return "module";
    if (ref.owner === null) return "unknown";
    const isBound = ref.owner.usesOf(ref.name).some(({ access, unit }) => {
      const kind = this.model.methodAround(unit)?.kind;
      return access.kind === "bind" && kind !== "class" && !(unit.node.kind === "ClassDef");
    });
    if (isBound) return "instance";
    if (ref.owner.classAttribute(ref.name) === null) return "instance";
    return ref.owner.mro.some(({ node }) => node.decorators.length > 0) ? "instance" : "class";
  }

  #valuesOf(ref: ContainerRef): Expr[] {
    if (ref.receiver === null) {
      const bindings = this.model.root.scope.bindings.get(ref.name) ?? [];
      return bindings.flatMap((binding) => (binding.kind === "assign" ? [binding.value] : []));
    }
    if (ref.owner === null) return [];
    const declared = ref.owner.classAttribute(ref.name);
    const bound = ref.owner
      .usesOf(ref.name)
      .flatMap(({ access }) => (access.kind === "bind" && access.value !== null ? [access.value] : []));
    return declared === null ? bound : [...bound, declared];
  }

  #isWeak(value: Expr): boolean {
    return contains(value, (node) => {
      if (node.kind !== "Name" && node.kind !== "Attribute") return false;
      const name = this.model.qualifiedName(node, this.model.root.scope);
      return name !== null && WEAK_CONTAINERS.test(name);
    });
  }
}

/** The parameter by which a loop finds what it takes out: `for one in self.all: if one.call == call: …`. */
function soughtFor({ subject, node, unit }: Removal, parameters: ReadonlySet<string>): string | null {
  if (subject?.kind !== "Name") return null;
  for (let at = unit.parentOf(node); at !== null; at = unit.parentOf(at)) {
    if (at.kind === "For") return null;
    if (at.kind !== "If") continue;
    const names = namesIn(at.test);
    const sought = [...names].find((name) => parameters.has(name));
    if (sought !== undefined && names.has(subject.name)) return sought;
  }
  return null;
}

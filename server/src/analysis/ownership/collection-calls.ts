/** Methods called on collections, and on an element of which nobody knows which it is. */
import type { CallableEntry } from "../../catalogue/schema.js";
import type { Attribute, Call } from "../../syntax/ast.js";
import { type Argument, evaluateArguments } from "./arguments.js";
import { elementOf, gathered, keyOf, put, takeOut } from "./collections.js";
import type { Machine } from "./machine.js";
import { type Container, type Element, objectsIn, type Value, withMembers } from "./state.js";

/** A method of a collection. What is not known of it, it does with all that the collection holds. */
export function methodOfCollection(machine: Machine, call: Call, func: Attribute, receiver: Container): Value | null {
  const { catalogue } = machine.context;
  const type = catalogue.type(receiver.type);
  const method = type?.methods?.[func.attr.name];
  const args = evaluateArguments(machine, call, method?.parameters);
  const container = machine.current(receiver);
  if (method === undefined) {
    for (const { value } of args) machine.escape(value);
    machine.escape(container);
    return null;
  }
  const members = method.members ?? {};
  if (members.registers === true) {
    register(machine, container, args);
    return null;
  }
  let added: Value | null = null;
  for (const argument of args) {
    const { parameter, value } = argument;
    const isOther = parameter !== null && !method.parameters?.includes(parameter) && /^[a-z_]\w*$/i.test(parameter);
    if (parameter !== null && members.adds?.includes(parameter)) {
      added = type?.collection === "exits" ? enter(machine, container, argument) : value;
      const [first] = call.args;
      const key = first === undefined || call.args.length < 2 ? null : keyOf(machine, first);
      if (type?.collection !== "exits") put(machine, container, value, key);
    } else if (parameter !== null && members.addsEach?.includes(parameter)) {
      extend(machine, container, value);
    } else if (isOther && members.addsEach !== undefined) {
      put(machine, machine.current(container), value, `'${parameter}'`);
    } else if (value?.kind !== "object" || parameter === null || method.effects?.[parameter] === "take") {
      machine.escape(value);
    }
  }
  const result = given(machine, call, method, machine.current(container), added, args);
  if (members.releases) for (const id of objectsIn(machine.current(container))) machine.release(id);
  return result;
}

function given(
  machine: Machine,
  call: Call,
  method: CallableEntry,
  container: Container,
  added: Value | null,
  args: readonly Argument[],
): Value | null {
  const { gives, removes } = method.members ?? {};
  const [first] = args;
  if (removes === "one") {
    if (gives === undefined) {
      remove(machine, container, first?.value ?? null);
      return null;
    }
    const key = first === undefined || gives === "pairs" ? null : keyOf(machine, first.expr);
    const taken = takeOut(machine, container, key);
    return gives === "pairs" ? { kind: "tuple", items: [null, taken] } : taken;
  }
  let result: Value | null = null;
  if (gives === "one") {
    const one = elementOf(container);
    if (added === null) for (const id of objectsIn(one)) machine.siteOf(id).picked = true;
    result = added === null || container.members.length > 1 ? one : added;
    if (method.members?.adds !== undefined && added !== null && objectsIn(added).length === 1) result = added;
  } else if (gives === "all") {
    result = { ...container, at: call.start, type: removes === undefined ? "collection" : container.type };
  } else if (gives === "pairs") {
    if (container.width === null) {
      const members = container.members.map((member) => ({ ...member, position: 1 }));
      result = { ...container, at: call.start, type: "collection", members, width: 2 };
    } else machine.escape(container);
  }
  if (removes === "all") {
    machine.drops = true;
    machine.change({ ...container, members: [], width: null });
  }
  return result;
}

/** Take a known object out of a collection. */
function remove(machine: Machine, container: Container, value: Value | null): void {
  const ids = objectsIn(value);
  const isIt = (id: number): boolean => ids.includes(id);
  if (value?.kind !== "object") return;
  machine.drops = true;
  machine.change({ ...container, members: container.members.filter(({ id, many }) => many || !isIt(id)) });
}

/** Whether a method puts something into a collection that is an attribute of `self`; of no known type, by its name. */
export function addsToOwn(machine: Machine, func: Attribute, entry: CallableEntry | undefined): boolean {
  const { value } = func;
  if (value.kind !== "Attribute" || value.value.kind !== "Name" || value.value.name !== machine.context.receiver) {
    return false;
  }
  return (entry ?? ownMethod(machine, func))?.members?.adds !== undefined;
}

function ownMethod(machine: Machine, func: Attribute): CallableEntry | undefined {
  return machine.context.catalogue.type("mapping")?.methods?.[func.attr.name];
}

/** `self.files.append(f)`, `self.stack.enter_context(f)`: the class has it from now on. */
export function methodOfOwnCollection(
  machine: Machine,
  call: Call,
  func: Attribute,
  entry: CallableEntry | undefined,
): null {
  const method = entry ?? ownMethod(machine, func);
  for (const { parameter, value } of evaluateArguments(machine, call, method?.parameters)) {
    const isAdded = parameter !== null && method?.members?.adds?.includes(parameter) === true;
    if (!isAdded || !machine.keepElement(func.value, value)) machine.escape(value);
  }
  return null;
}

/** Put all elements of an iterable into a collection. */
export function extend(machine: Machine, container: Container, value: Value | null): void {
  if (value === null) return;
  const source = gathered(machine, value, container.at, container.type);
  const now = machine.current(container);
  if (
    source === null ||
    (source.members.length > 0 && now.members.length > 0 && source.width !== now.width && now.width !== null)
  ) {
    machine.escape(value);
    return;
  }
  if (source.members.length === 0) return;
  // A mapping is also extended by pairs of keys and elements.
  const paired = source.width === 2 && machine.context.catalogue.type(now.type)?.collection === "mapping";
  const members = source.members.map((member) => (paired ? { ...member, position: null } : member));
  machine.change(withMembers({ ...now, width: paired ? null : source.width }, members));
}

/** Enter something into a stack that leaves it at its end; gives what `with` would bind. */
function enter(machine: Machine, container: Container, { value, expr }: Argument): Value | null {
  if (value?.kind === "manager") {
    const object: Value = { kind: "object", id: value.id, view: false };
    put(machine, container, object, null);
    return object;
  }
  if (value?.kind === "object" && value.bound && expr.kind === "Attribute") {
    if (expr.attr.name === "__exit__" || isRelease(machine, value.id, expr.attr.name)) {
      put(machine, container, { kind: "object", id: value.id, view: false }, null);
      return null;
    }
  }
  if (value?.kind === "object" && !value.view) {
    const resource = machine.typeOf(value.id).resource;
    if (resource?.with === "release" || resource?.asyncWith === "release") {
      put(machine, container, value, null);
      return resource.entersOther ? null : value;
    }
  }
  machine.escape(value);
  return null;
}

/** `stack.callback(f.close)`, `stack.callback(os.close, fd)` release at the end; `callback(f.flush)` does not. */
function register(machine: Machine, container: Container, args: readonly Argument[]): void {
  const [callee, ...others] = args;
  if (callee === undefined) return;
  const { expr, value } = callee;
  const object = value?.kind === "object" && value.bound && expr.kind === "Attribute" ? value : null;
  if (object !== null && expr.kind === "Attribute") {
    const name = expr.attr.name;
    if (isRelease(machine, object.id, name))
      put(machine, container, { kind: "object", id: object.id, view: false }, null);
    else if (machine.typeOf(object.id).methods?.[name]?.receiver !== undefined) machine.escape(object);
  } else machine.escape(value);
  const referent = machine.context.referent(expr, machine.scope);
  const name = referent?.kind === "qualified" ? referent.name : "";
  for (const argument of others) {
    const [id] = objectsIn(argument.value);
    const released = id === undefined ? undefined : machine.typeOf(id).resource?.releaseFunctions;
    if (id !== undefined && released?.includes(name)) put(machine, machine.current(container), argument.value, null);
    else machine.escape(argument.value);
  }
}

function isRelease(machine: Machine, id: number, method: string): boolean {
  return machine.typeOf(id).resource?.release.includes(method) === true;
}

/** A method of one of several objects: where it releases, all are taken to be released like it. */
export function methodOfElement(machine: Machine, call: Call, func: Attribute, element: Element): Value | null {
  const [id] = element.ids;
  if (id === undefined) return null;
  const method = func.attr.name;
  const { resource, methods } = machine.typeOf(id);
  const entry = methods?.[method];
  for (const { value } of evaluateArguments(machine, call, entry?.parameters)) machine.escapeElements(value);
  if (method === "__enter__" || method === "__aenter__") return element;
  if (resource?.release.includes(method) || method === "__exit__" || method === "__aexit__") {
    releaseElement(machine, element);
    return null;
  }
  const bare = call.args.length === 0 && call.keywords.length === 0;
  const applies = entry?.receiver !== undefined && (!entry.receiverOnlyWithoutArguments || bare);
  if (applies && entry?.receiver !== "borrow") {
    if (entry?.receiver === "take") machine.escape(element);
    else if (entry?.receiver === "release" || resource?.exhaustible) releaseElement(machine, element);
  }
  machine.mayRaise(call, false, ["OSError"]);
  return null;
}

/** Releasing one of several: what is done to one is done to all, but for one that a constant picks. */
export function releaseElement(machine: Machine, element: Element): void {
  if (element.pick !== null && isOnlyPick(machine, element.pick)) return;
  for (const id of element.ids) machine.release(id);
}

/** Whether a scope picks from a collection by one constant only: `files[0].close()`, and no `files[1]`. */
function isOnlyPick(machine: Machine, { name, index }: { readonly name: string; readonly index: string }): boolean {
  const { text, node } = machine.context;
  const picks = text.slice(node.start, node.end).matchAll(new RegExp(`\\b${name}\\[([^\\]]*)\\]`, "g"));
  return [...picks].every((pick) => pick[1]?.trim() === index);
}

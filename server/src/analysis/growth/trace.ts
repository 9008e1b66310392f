/** Follows a container through the names, attributes, parameters and results by which a file reaches it. */
import type { Attribute, Call, Expr, FunctionDef, Lambda, Node } from "../../syntax/ast.js";
import { type Access, accessOf } from "../model/access.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { type AttributeIndex, related } from "./attributes.js";
import type { Reach } from "./reach.js";

/** An expression that stands for the container, or, at depth 1, for something inside it. */
export interface Place {
  readonly node: Expr;
  readonly unit: Unit;
  readonly depth: number;
  /** Whether it surely is this container: what an unsure place adds does not count, what it removes does. */
  readonly sure: boolean;
}

/** A place and what is done there. */
export interface Touch extends Place {
  readonly access: Access;
}

/** All that a file does to a container. */
export interface Trace {
  readonly touches: readonly Touch[];
  /** It goes where nobody can see what is done to it. */
  readonly escapes: boolean;
}

const DEEPEST = 2;
const MOST_PLACES = 4000;
/** Of all containers of a file together; those that come after are taken to go out of sight. */
const MOST_IN_FILE = 200_000;
/** Methods that hand out what is inside. */
const GIVES_ELEMENT = new Set(["get", "setdefault", "__getitem__"]);
const GIVES_ELEMENTS = new Set(["values"]);
/** Methods of other objects that only read their arguments. */
const READERS =
  /^(?:extend|update|join|write|writelines|writerow|writerows|print|debug|info|warning|error|exception|critical|log|format|union|intersection|difference|issubset|issuperset|isdisjoint|symmetric_difference|difference_update|intersection_update|index|count|startswith|endswith|dump|dumps|assertEqual|assertIn|assertTrue|assertFalse|sum|mean|array|asarray|fromkeys|execute|executemany)$/;
/** Functions that only read their arguments; of the standard library, by module. */
const READING =
  /^(?:builtins\.(?!setattr|vars|globals)|json\.|pprint\.|copy\.|random\.|statistics\.|math\.|itertools\.|functools\.reduce|operator\.|collections\.|pickle\.|types\.MappingProxyType|string\.|textwrap\.|logging\.|heapq\.(?:nlargest|nsmallest|merge)|numpy\.|pandas\.|typing\.cast|hashlib\.|csv\.|re\.|os\.path\.)/;

/** Traces the containers of one file. */
export class Tracer {
  #steps = 0;

  constructor(
    readonly model: FileModel,
    readonly attributes: AttributeIndex,
    readonly reach: Reach,
  ) {}

  /** Everything that happens to a container, from the places where it is known by its own name. */
  trace(seeds: readonly Place[]): Trace {
    const touches: Touch[] = [];
    const seen = new Set<string>();
    const work: Place[] = [];
    let escapes = false;
    const push = (place: Place): void => {
      if (place.depth > DEEPEST) return;
      const key = `${place.node.start}:${place.node.end}:${place.node.kind}:${place.depth}`;
      if (seen.has(key)) return;
      seen.add(key);
      work.push(place);
    };
    if (seeds.length > MOST_PLACES || this.#steps > MOST_IN_FILE) return { touches, escapes: true };
    for (const seed of seeds) push(seed);
    for (let place = work.pop(); place !== undefined; place = work.pop()) {
      if (touches.length > MOST_PLACES || ++this.#steps > MOST_IN_FILE) return { touches, escapes: true };
      const access = accessOf(place.node, place.unit.parentOf);
      touches.push({ ...place, access });
      const next = this.#next(place, access);
      if (next === null) escapes = escapes || place.depth === 0;
      else next.forEach(push);
    }
    return { touches, escapes };
  }

  /** Where the object is found as well, because of one access; null when it goes out of sight. */
  #next(place: Place, access: Access): readonly Place[] | null {
    const inner = (node: Expr): Place => ({ ...place, node, depth: place.depth + 1 });
    switch (access.kind) {
      case "load-item":
        // A slice is a copy: what is done to it is not done here.
        return access.index.kind === "Slice" ? [] : [inner(access.node)];
      case "call": {
        if (GIVES_ELEMENT.has(access.method)) return [inner(access.call)];
        if (GIVES_ELEMENTS.has(access.method)) {
          const around = accessOf(access.call, place.unit.parentOf);
          return around.kind === "iterate" ? this.#elements(place, around.node) : [];
        }
        return [];
      }
      case "iterate":
        return this.#elements(place, access.node);
      case "alias":
        return this.#aliased(place, access.target);
      case "argument":
        return this.#argument(place, access.call, access.at);
      case "return":
        return this.#returned(place);
      case "other":
        return this.#other(place, access.node);
      case "invoke":
      case "enter":
        return place.depth === 0 ? null : [];
      default:
        return [];
    }
  }

  #elements(place: Place, loop: Node): readonly Place[] {
    if (loop.kind !== "For" || loop.target.kind !== "Name") return [];
    return this.#named(loop.target.name, place, place.depth + 1);
  }

  /** The uses of a name in the scope of a place, where it is not bound. */
  #named(name: string, place: Place, depth: number): readonly Place[] {
    const home = place.unit.scope.lookup(name);
    if (home === null) return [];
    const uses = this.model.usesOfName(home, name);
    const bindings = uses.filter(({ access }) => access.kind === "bind").length;
    return uses
      .filter(({ access }) => access.kind !== "bind" && access.kind !== "delete")
      .map(({ node, unit }) => ({ node, unit, depth, sure: place.sure && bindings <= 1 }));
  }

  #aliased(place: Place, target: Expr): readonly Place[] | null {
    if (target.kind === "Name") return this.#named(target.name, place, place.depth);
    if (target.kind !== "Attribute") return place.depth === 0 ? null : [];
    const receiver = this.attributes.receiverOf(target.value, place.unit);
    if (receiver?.kind === "function") return this.#ofFunction(target, place);
    if (receiver?.kind !== "class") return null;
    const found: Place[] = [];
    for (const { node, unit } of this.attributes.of(target.attr.name)) {
      if (node === target) continue;
      const other = this.attributes.receiverOf(node.value, unit);
      if (other !== null && (other.kind !== "class" || !related(other.info, receiver.info))) continue;
      if (accessOf(node, unit.parentOf).kind === "bind") continue;
      found.push({ node, unit, depth: place.depth, sure: place.sure && other !== null });
    }
    return found;
  }

  /** `wrapper.calls = calls`: whatever is an attribute of this name may be it. */
  #ofFunction(target: Attribute, place: Place): readonly Place[] {
    return this.attributes
      .of(target.attr.name)
      .filter(({ node, unit }) => node !== target && accessOf(node, unit.parentOf).kind !== "bind")
      .map(({ node, unit }) => ({ node, unit, depth: place.depth, sure: false }));
  }

  #argument(place: Place, call: Call, at: number | string | null): readonly Place[] | null {
    if (at === null) return [];
    const { model } = this;
    const callee = model.calleeOf(call, place.unit);
    if (callee !== null && callee.unit.node.kind === "FunctionDef") {
      const offset = callee.method !== null && callee.method.kind !== "static" ? 1 : 0;
      return this.#parameter(place, callee.unit, at, offset);
    }
    const referent = model.resolve(call.func, place.unit.scopeOf(call));
    if (referent?.kind === "class") {
      const made = model.classInfo(referent.node)?.method("__init__") ?? null;
      return made === null ? null : this.#parameter(place, made.unit, at, 1);
    }
    if (referent?.kind === "qualified") {
      if (model.catalogue.containerFunction(referent.name) !== undefined || READING.test(referent.name)) return [];
      const entry = model.catalogue.callable(referent.name);
      const effects = entry?.effects ?? {};
      return entry !== undefined && !Object.values(effects).includes("take") ? [] : null;
    }
    return call.func.kind === "Attribute" && READERS.test(call.func.attr.name) ? [] : null;
  }

  #parameter(place: Place, callee: Unit, at: number | string, offset: number): readonly Place[] | null {
    if (callee.node.kind !== "FunctionDef") return null;
    const { all } = callee.node.params;
    const param = typeof at === "number" ? all[at + offset] : all.find(({ name }) => name === at);
    if (param === undefined || param.form === "varPositional" || param.form === "varKeyword") return null;
    return this.#named(param.name, { ...place, unit: callee }, place.depth);
  }

  #returned(place: Place): readonly Place[] | null {
    const { unit } = place;
    if (unit.isGenerator) return place.depth === 0 ? null : [];
    const method = this.model.methodOf(unit);
    const found: Place[] = [];
    for (const { node, unit: from, how } of this.reach.referencesTo(unit)) {
      const parent = from.parentOf(node);
      if (method?.kind === "property") found.push({ ...place, node, unit: from });
      else if (how === "call" && parent?.kind === "Call") {
        const outer = from.parentOf(parent);
        found.push({ ...place, node: outer?.kind === "Await" ? outer : parent, unit: from });
      }
    }
    return found;
  }

  #other(place: Place, node: Node | null): readonly Place[] | null {
    if (place.depth > 0) return [];
    switch (node?.kind) {
      case undefined:
      case "Tuple":
      case "List":
      case "Set":
      case "Lambda":
      case "ClassDef":
        return null;
      case "Dict":
        return node.keys.some((key, index) => key === null && node.values[index] === place.node) ? [] : null;
      case "Comprehension":
        return node.element === place.node || node.value === place.node ? null : [];
      case "FunctionDef":
        return this.#asDefault(place, node);
      default:
        return [];
    }
  }

  #asDefault(place: Place, node: FunctionDef | Lambda): readonly Place[] | null {
    const param = node.params.all.find((one) => one.default === place.node);
    const unit = param === undefined ? null : this.model.unitOf(node);
    return param === undefined || unit === null ? [] : this.#named(param.name, { ...place, unit }, place.depth);
  }
}

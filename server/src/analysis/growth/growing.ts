/** Containers of long life that only grow: the facts of a file from which rules report. */

import type { Expr, Node } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import type { Mention } from "../mentions.js";
import { argumentOf } from "../model/access.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { AttributeIndex } from "./attributes.js";
import { Bounds, leaves } from "./bounds.js";
import { type Domain, isWide } from "./domains.js";
import { type Holder, HolderFinder } from "./holders.js";
import { Keys } from "./keys.js";
import { Lifetimes } from "./lifetimes.js";
import { type Growth, mentionsName, OperationReader } from "./operations.js";
import { isIdentity, Reach } from "./reach.js";
import { type Touch, Tracer } from "./trace.js";

/** A container that grows at run time, and that nothing in the file keeps short. */
export interface GrowingContainer {
  readonly holder: Holder;
  /** The insertions that run again and again, in source order; at least one. */
  readonly growths: readonly Growth[];
  /** Whether it is certain to grow for as long as the program runs. */
  readonly isCertain: boolean;
  /** Whether what it holds are weak references. */
  readonly isOfWeakrefs: boolean;
  /** What other files could do to keep it short. */
  readonly unless: readonly Mention[];
}

/** What is known of a file. */
export interface GrowthFacts {
  readonly containers: readonly GrowingContainer[];
  readonly reach: Reach;
  readonly keys: Keys;
  readonly attributes: AttributeIndex;
  readonly lifetimes: Lifetimes;
  /**
   * Containers that grow in a function: those of long life, and those of its locals and of its object whatever their
   * life, judged by the same measure.
   */
  candidatesIn(unit: Unit): readonly GrowingContainer[];
}

const known = new WeakMap<FileModel, GrowthFacts>();
const WEAKREFS = /^weakref\.(?:ref|ReferenceType|WeakMethod|proxy|KeyedRef)$/;
const REMOVALS = [
  "clear pop popitem popleft remove discard difference_update intersection_update get get_nowait join",
].flatMap((names) => names.split(" "));
const CONSTRUCTORS = /^__(?:init|new|post_init|attrs_post_init|enter|aenter|setstate)__$/;

/** The facts of a file, found once. */
export function growthOf(model: FileModel): GrowthFacts {
  let facts = known.get(model);
  if (facts === undefined) {
    facts = new Finder(model).facts();
    known.set(model, facts);
  }
  return facts;
}

class Finder {
  readonly finder: HolderFinder;
  readonly #candidates = new Map<Unit, readonly GrowingContainer[]>();
  readonly attributes: AttributeIndex;
  readonly reach: Reach;
  readonly keys: Keys;
  readonly lifetimes: Lifetimes;
  readonly tracer: Tracer;
  readonly #tables = new Map<string, boolean>();

  constructor(readonly model: FileModel) {
    this.attributes = new AttributeIndex(model);
    this.reach = new Reach(model, this.attributes);
    this.keys = new Keys(model, this.reach, (name) => this.#isConstantTable(name));
    this.lifetimes = new Lifetimes(model, this.reach, this.attributes);
    this.tracer = new Tracer(model, this.attributes, this.reach);
    this.finder = new HolderFinder(model, this.attributes, this.lifetimes);
  }

  facts(): GrowthFacts {
    const { keys, reach, attributes, lifetimes } = this;
    const containers = this.#judgeAll(this.finder.find());
    const byUnit = new Map<Unit, GrowingContainer[]>();
    for (const one of containers) {
      for (const unit of new Set(one.growths.map((growth) => growth.unit))) {
        const here = byUnit.get(unit);
        if (here === undefined) byUnit.set(unit, [one]);
        else here.push(one);
      }
    }
    const candidatesIn = (unit: Unit): readonly GrowingContainer[] => {
      let found = this.#candidates.get(unit);
      if (found === undefined) {
        const owner = this.model.methodAround(unit)?.owner ?? null;
        const ofObject = owner === null || lifetimes.of(owner) !== null ? [] : this.finder.ofObjects(owner);
        found = [...(byUnit.get(unit) ?? []), ...this.#judgeAll([...ofObject, ...this.finder.ofLocals(unit)])].filter(
          ({ holder }) => holder.home !== "default" && holder.made.type.queue !== true,
        );
        this.#candidates.set(unit, found);
      }
      return found;
    };
    return { containers, keys, reach, attributes, lifetimes, candidatesIn };
  }

  #judgeAll(holders: readonly Holder[]): readonly GrowingContainer[] {
    return holders.flatMap((holder) => {
      const found = this.#judge(holder);
      return found === null ? [] : [found];
    });
  }

  #judge(holder: Holder): GrowingContainer | null {
    const trace = this.tracer.trace(holder.seeds);
    if (trace.escapes) return null;
    const operations = new OperationReader(this.model, holder.made, trace, (touch) =>
      this.#isDefinition(holder, touch),
    );
    const bounds = new Bounds(this.model, this.reach, operations, holder.shortName);
    const all = operations.growths.filter(
      (growth) => growth.sure && !this.#livesAnyway(growth) && this.#isRepeated(holder, growth, bounds),
    );
    const rated = all.map((growth) => ({ growth, domain: this.#domainOf(growth, operations, holder) }));
    const shrinks = bounds.effectiveShrinks(operations.growths);
    if (shrinks.some(({ depth }) => depth === 0)) return null;
    // What is taken out of the things inside leaves their keys behind.
    const growths = rated.filter(({ growth, domain }) =>
      shrinks.length === 0 ? domain !== "closed" : domain === "open" && growth.keyed && growth.depth === 0,
    );
    if (growths.length === 0) return null;
    if (holder.home === "default" && this.#isAlwaysGiven(holder)) return null;
    if (bounds.isMeasured(operations.growths)) return null;
    // A default that is meant to keep something says so.
    const isMeant = holder.home !== "default" || /cache|memo|regist|table/i.test(holder.name);
    const isCertain =
      holder.isCertain &&
      growths.some(
        ({ growth, domain }) =>
          (isWide(domain) || (domain === "given" && !isMeant)) &&
          (holder.home === "default" || this.#isCertain(growth, holder)),
      );
    return {
      holder,
      growths: growths.map(({ growth }) => growth).sort((a, b) => a.node.start - b.node.start),
      isCertain,
      isOfWeakrefs: growths.every(
        ({ growth }) => growth.values.length > 0 && growth.values.every((one) => this.#isWeakref(one, growth.unit)),
      ),
      unless: mentionsOf(holder),
    };
  }

  /** Whether what is put in is a module, or what the collector found: it lives without the container, too. */
  #livesAnyway({ values, elements, unit }: Growth): boolean {
    const added = elements === null ? values : [elements];
    return added.length > 0 && added.every((one) => this.#isOfInterpreter(one, unit));
  }

  #isOfInterpreter(value: Expr, unit: Unit): boolean {
    if (value.kind === "Name") {
      const bindings = unit.scope.bindings.get(value.name) ?? [];
      return (
        bindings.length > 0 && bindings.every((one) => one.kind === "assign" && this.#isOfInterpreter(one.value, unit))
      );
    }
    const table = value.kind === "Subscript" ? value.value : value;
    return (
      (table.kind === "Attribute" || value.kind === "Subscript") &&
      /^(?:sys\.modules|gc\.garbage)$/.test(this.model.qualifiedName(table, unit.scopeOf(value)) ?? "")
    );
  }

  /** Whether the program surely runs it again and again; a short public function that only notes what it is given may be for set-up. */
  #isCertain({ unit, values, depth }: Growth, holder: Holder): boolean {
    const repeats = this.reach.of(unit);
    // Classes are made for what the program consists of.
    if (values.length > 0 && values.every((one) => isNewClass(one, unit))) return false;
    if (
      unit.node.kind === "FunctionDef" &&
      isIdentity(unit) &&
      /deco|regist|hook|plugin|wrap/i.test(unit.node.name.name)
    )
      return false;
    // An inner function that files what it is handed is a decorator, whatever it gives back.
    const isInner = unit.parent?.node.kind === "FunctionDef" && holder.home !== "closure" && holder.unit === null;
    if (
      isInner &&
      depth === 0 &&
      values.some(
        (one) => one.kind === "Name" && /^(?:f|fn|func|function|cls|klass|callback|handler|method)$/.test(one.name),
      )
    )
      return false;
    return repeats === "certain" || (repeats === "public" && (!isRegistrar(unit) || this.reach.isCalledByOthers(unit)));
  }

  #isRepeated(holder: Holder, growth: Growth, bounds: Bounds): boolean {
    const { unit, node } = growth;
    if (unit.parent === null || unit.node.kind === "ClassDef") return false;
    if (holder.home === "instance" && this.#isConstructor(unit)) return false;
    // What a closure's own function adds, it adds to a container of its own at each call.
    if (holder.home === "closure" && unit === holder.unit) return false;
    const isUnmentioned = holder.home === "default" && this.reach.referencesTo(unit).length === 0;
    if (this.reach.of(unit) === "import" && !isUnmentioned) return false;
    return !bounds.isOnce(node, unit);
  }

  /** A constructor, or a method that only constructors call. */
  #isConstructor(unit: Unit): boolean {
    const method = this.model.methodAround(unit);
    if (method === null) return false;
    if (CONSTRUCTORS.test(method.node.name.name)) return true;
    const references = this.reach.referencesTo(method.unit);
    return (
      references.length > 0 &&
      references.every(({ unit: from, how }) => {
        const caller = this.model.methodAround(from);
        return how === "call" && caller !== null && CONSTRUCTORS.test(caller.node.name.name);
      })
    );
  }

  #domainOf(growth: Growth, { memberships }: OperationReader, holder: Holder): Domain {
    const { keys, model } = this;
    const { unit, key, elements, keyed } = growth;
    const textOf = (node: Node): string => model.text.slice(node.start, node.end);
    if (keyed) {
      if (key !== null) {
        if (this.#isOwnKey(key, unit, holder)) return "closed";
        return keys.domainOf(key, unit);
      }
      return elements === null ? "open" : keys.domainOfElements(elements, unit);
    }
    // `if x not in seen: seen.append(x)`.
    const [value] = growth.values;
    const isAsked =
      value !== undefined && memberships.some((one) => one.unit === unit && textOf(one.left) === textOf(value));
    return isAsked && value !== undefined ? keys.domainOf(value, unit) : "open";
  }

  /** Whether a key is one that the container gave away itself. */
  #isOwnKey(key: Expr, unit: Unit, holder: Holder): boolean {
    if (key.kind !== "Name") return false;
    const bindings = unit.scopeOf(key).lookup(key.name)?.bindings.get(key.name) ?? [];
    return bindings.some((one) => one.kind === "element" && mentionsName(one.iterable, holder.shortName));
  }

  #isAlwaysGiven(holder: Holder): boolean {
    const { unit } = holder;
    if (unit?.node.kind !== "FunctionDef") return false;
    const references = this.reach.referencesTo(unit).filter(({ how }) => how === "call");
    const method = this.model.methodOf(unit);
    const offset = method !== null && method.kind !== "static" ? 1 : 0;
    const position = unit.node.params.all.findIndex(({ name }) => name === holder.shortName) - offset;
    return (
      references.length > 0 &&
      references.every(({ node, unit: from }) => {
        const call = from.parentOf(node);
        return call?.kind === "Call" && argumentOf(call, position, holder.shortName) !== null;
      })
    );
  }

  #isWeakref(value: Expr, unit: Unit): boolean {
    if (value.kind === "Tuple") return value.elts.some((one) => this.#isWeakref(one, unit));
    if (value.kind === "Name") {
      const bindings = unit.scope.lookup(value.name)?.bindings.get(value.name) ?? [];
      return (
        bindings.length === 1 &&
        bindings.every((one) => one.kind === "assign" && one.value.kind === "Call" && this.#isWeakref(one.value, unit))
      );
    }
    // A callback is there to remove the reference.
    if (value.kind === "Call" && value.args.length > 1) return false;
    return value.kind === "Call" && WEAKREFS.test(this.model.qualifiedName(value.func, unit.scopeOf(value)) ?? "");
  }

  /** Whether a binding is where the container is made for the first time. */
  #isDefinition(holder: Holder, touch: Touch): boolean {
    const { unit, node } = touch;
    if (holder.home === "default") return false;
    if (unit.parent === null || unit.node.kind === "ClassDef") return true;
    if ((holder.home === "closure" || holder.home === "local") && unit === holder.unit)
      return unit.loopsAround(node).length === 0;
    if (holder.home === "instance" && this.#isConstructor(unit)) return true;
    for (let at = unit.parentOf(node); at !== null; at = unit.parentOf(at)) {
      if (at.kind === "If" && mentionsName(at.test, holder.shortName) && !measures(at.test)) return true;
      if (
        at.kind === "Try" &&
        at.body.some((stmt) => mentionsName(stmt, holder.shortName)) &&
        !at.body.some((stmt) => stmt.start <= node.start && node.end <= stmt.end)
      )
        return true;
    }
    return false;
  }

  /** Whether a module-level name means a table that is complete once the module is imported. */
  #isConstantTable(name: string): boolean {
    const answer = this.#tables.get(name);
    if (answer !== undefined) return answer;
    this.#tables.set(name, false);
    const scope = this.model.tree.module;
    const bindings = scope.bindings.get(name) ?? [];
    let filled = bindings.some((one) => one.kind === "assign" && isFilled(one.value));
    let fixed = bindings.length > 0 && bindings.every(({ kind }) => kind === "assign");
    for (const { access, unit } of this.model.usesOfName(scope, name)) {
      const adds =
        access.kind === "store-item" ||
        access.kind === "augment" ||
        (access.kind === "call" && /^(?:append|add|setdefault|update|extend|insert)$/.test(access.method));
      if (!adds) continue;
      if (unit.parent === null || this.reach.of(unit) === "import") filled = true;
      else fixed = false;
    }
    this.#tables.set(name, filled && fixed);
    return filled && fixed;
  }
}

/** `type(name, bases, {…})`, or a name bound to such. */
function isNewClass(value: Expr, unit: Unit): boolean {
  if (value.kind === "Name") {
    const bindings = unit.scope.bindings.get(value.name) ?? [];
    return (
      bindings.some((one) => one.kind === "assign" && one.value.kind === "Call" && isNewClass(one.value, unit)) &&
      // Or the class that was made for another key.
      bindings.every((one) => one.kind === "assign" && (one.value.kind === "Call" || one.value.kind === "Name"))
    );
  }
  return value.kind === "Call" && value.func.kind === "Name" && value.func.name === "type" && value.args.length === 3;
}

function isFilled(value: Expr): boolean {
  switch (value.kind) {
    case "Dict":
      return value.values.length > 0;
    case "List":
    case "Set":
    case "Tuple":
      return value.elts.length > 0;
    case "Comprehension":
    case "BinOp":
      return true;
    case "Call": {
      const { func } = value;
      const isCopy =
        func.kind === "Name" &&
        /^(?:dict|set|frozenset|list|tuple|sorted|OrderedDict|MappingProxyType)$/.test(func.name);
      return isCopy && value.args.length + value.keywords.length > 0;
    }
    default:
      return false;
  }
}

/** Whether a function does nothing but to note what it is handed. */
function isRegistrar(unit: Unit): boolean {
  if (unit.node.kind !== "FunctionDef") return false;
  const work = unit.node.body.filter((stmt) => {
    const isText = stmt.kind === "ExprStmt" && stmt.value.kind === "Constant";
    return !isText && stmt.kind !== "Global" && !(stmt.kind === "If" && leaves(stmt.body));
  });
  if (work.length > 3) return false;
  // A memory of results asks first.
  const looksUp = contains(unit.node, (node) => {
    if (node.kind === "Compare") return /in$/.test(node.ops[0] ?? "");
    return node.kind === "Call" && node.func.kind === "Attribute" && node.func.attr.name === "get";
  });
  return !looksUp && !unit.calls.some(({ func }) => func.kind === "Name" && func.name === "print");
}

function measures(test: Expr): boolean {
  return contains(test, (node) => node.kind === "Call" && node.func.kind === "Name" && node.func.name === "len");
}

function mentionsOf(holder: Holder): readonly Mention[] {
  if (holder.home === "default" || holder.home === "closure" || holder.home === "local") return [];
  const name = holder.shortName;
  return [
    ...REMOVALS.map((method): Mention => `call ${name}.${method}`),
    `delete ${name}`,
    `bind ${name}`,
    `measure ${name}`,
  ];
}

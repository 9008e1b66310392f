/** Containers that live long, and how code knows them. */
import type { Scope } from "../../semantics/scopes.js";
import type { Expr, Node, Parameter } from "../../syntax/ast.js";
import { type Access, accessOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import { type FileModel, isNone } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import type { AttributeIndex } from "./attributes.js";
import { containerMadeBy, type Made } from "./containers.js";
import type { Life, Lifetimes } from "./lifetimes.js";
import type { Place } from "./trace.js";

/** What keeps a container alive. */
export type Home = "module" | "class" | "instance" | "default" | "function" | "closure" | "local";

/** A container of long life. */
export interface Holder {
  readonly home: Home;
  /** As messages call it: `_scores`, `Store._thumbs`. */
  readonly name: string;
  /** The last part, by which other files know it. */
  readonly shortName: string;
  /** Where it is made: the name or attribute that is bound. */
  readonly definition: Node;
  readonly made: Made;
  /** The class that has it as an attribute, of itself or of its objects. */
  readonly owner: ClassInfo | null;
  /** The function that has it as default, attribute or local. */
  readonly unit: Unit | null;
  /** Whether it is certain to live as long as the program. */
  readonly isCertain: boolean;
  readonly seeds: readonly Place[];
}

/** Bases whose class attributes are declarations: each object gets a container of its own, or none. */
const DECLARATIVE =
  /(?:^|\.)(?:BaseModel|SQLModel|Model|Schema|HasTraits|Structure|Struct|Document|Form|ModelForm|Serializer|BaseSettings|Settings|TypedDict|NamedTuple|Protocol|Base|DeclarativeBase|Configurable|HasProps|Widget|TestCase|Layer|Module)$/;

/** Finds the containers of one file. */
export class HolderFinder {
  constructor(
    readonly model: FileModel,
    readonly attributes: AttributeIndex,
    readonly lifetimes: Lifetimes,
  ) {}

  /** All containers of long life, limited and weak ones left out. */
  find(): readonly Holder[] {
    return [
      ...this.#ofScope(this.model.tree.module, this.model.root, "module"),
      ...this.model.classes.flatMap((info) => [...this.#ofClass(info), ...this.#ofInstances(info)]),
      ...this.model.units.flatMap((unit) => [...this.#ofDefaults(unit), ...this.#ofClosure(unit)]),
      ...this.#ofFunctions(),
    ];
  }

  *#ofScope(scope: Scope, unit: Unit, home: "module" | "closure" | "local"): Iterable<Holder> {
    for (const [name, bindings] of scope.bindings) {
      if (
        /^__\w+__$/.test(name) ||
        bindings.some(({ kind }) => kind !== "assign" && kind !== "other" && kind !== "parameter")
      )
        continue;
      const made = this.#agreed(
        bindings.flatMap((one) => (one.kind === "assign" ? [one.value] : [])),
        unit,
      );
      if (made === null) continue;
      const uses = this.model.usesOfName(scope, name);
      const definition = uses.find(({ access, unit: from }) => from === unit && access.kind === "bind");
      if (definition === undefined) continue;
      const seeds = uses.map(({ node, unit: from }): Place => ({ node, unit: from, depth: 0, sure: true }));
      yield {
        home,
        name,
        shortName: name,
        definition: definition.node,
        made,
        owner: null,
        unit: home === "module" ? null : unit,
        isCertain: true,
        seeds: [...seeds, ...this.#insideOf(made)],
      };
    }
  }

  /** Where the methods of a class that is a container itself speak of their own object. */
  #insideOf({ cls }: Made): readonly Place[] {
    return (cls?.allMethods ?? []).flatMap(({ unit, receiver, kind }) =>
      receiver === null || kind === "class"
        ? []
        : this.model
            .usesOfName(unit.scope, receiver)
            .map(({ node, unit: from }): Place => ({ node, unit: from, depth: 0, sure: true })),
    );
  }

  /** What all values but None make: one kind of container without a limit. */
  #agreed(values: readonly Expr[], unit: Unit): Made | null {
    let found: Made | null = null;
    for (const value of values) {
      if (isNone(value)) continue;
      const made = containerMadeBy(value, unit, this.model);
      if (made === null || made.type.bounded === true) return null;
      if (found === null || isEmptyDisplay(found.value)) found = made;
    }
    return found;
  }

  *#ofClass(info: ClassInfo): Iterable<Holder> {
    const { scope } = info.unit;
    const isDeclaration =
      info.foreignBases.some((base) => base === null || DECLARATIVE.test(base)) || info.node.decorators.length > 0;
    for (const [name, bindings] of scope.bindings) {
      if (/^__\w+__$/.test(name) || name === "_fields_" || bindings.some(({ kind }) => kind !== "assign")) continue;
      const made = this.#agreed(
        bindings.flatMap((one) => (one.kind === "assign" ? [one.value] : [])),
        info.unit,
      );
      if (made === null || (made.value.kind === "Call" && isField(made))) continue;
      const places = this.#places(name, info);
      // An object's own attribute of that name hides the class's.
      const isHidden = places.some(({ node, unit, sure }) => {
        const parent = unit.parentOf(node);
        const around = this.model.methodAround(unit);
        return (
          sure &&
          parent?.kind === "Assign" &&
          parent.targets.includes(node) &&
          around?.kind === "instance" &&
          node.kind === "Attribute" &&
          node.value.kind === "Name" &&
          node.value.name === around.receiver
        );
      });
      const definition = this.model.usesOfName(scope, name).find(({ access }) => access.kind === "bind")?.node;
      if (isHidden || definition === undefined) continue;
      const inBody = this.model
        .usesOfName(scope, name)
        .map(({ node, unit }): Place => ({ node, unit, depth: 0, sure: true }));
      yield {
        home: "class",
        name: `${info.name}.${name}`,
        shortName: name,
        definition,
        made,
        owner: info,
        unit: null,
        isCertain: !isDeclaration,
        seeds: [...inBody, ...places, ...this.#insideOf(made)],
      };
    }
  }

  /** The containers of the objects of a class, however long they live. */
  ofObjects(info: ClassInfo): readonly Holder[] {
    return [...this.#attributesOf(info, "likely")];
  }

  /** The containers that a function makes for itself. */
  ofLocals(unit: Unit): readonly Holder[] {
    // Who iterates a generator decides when it ends.
    return unit.isGenerator ? [] : [...this.#ofScope(unit.scope, unit, "local")];
  }

  #ofInstances(info: ClassInfo): Iterable<Holder> {
    const life = this.lifetimes.of(info);
    return life === null ? [] : this.#attributesOf(info, life);
  }

  *#attributesOf(info: ClassInfo, life: Life): Iterable<Holder> {
    const names = new Set<string>();
    for (const [name, uses] of info.ownUses) if (uses.some(({ access }) => access.kind === "bind")) names.add(name);
    for (const [name, bindings] of info.unit.scope.bindings) {
      const [only] = bindings;
      if (only?.kind === "assign" && only.annotation !== null) names.add(name);
    }
    // `cls._only.items = []` and `made.items = []` in `__new__`.
    const created = info.method("__new__")?.unit.attributes.filter(({ value }) => !isReceiver(value, "cls")) ?? [];
    for (const node of created) names.add(node.attr.name);
    for (const name of names) {
      const bindings: { readonly access: Access; readonly node: Node; readonly unit: Unit }[] = [
        ...(info.ownUses.get(name) ?? []),
        ...created.flatMap((node) => {
          const unit = info.method("__new__")?.unit;
          const isOwn = node.attr.name === name && unit !== undefined;
          return isOwn ? [{ node, unit, access: accessOf(node, unit.parentOf) }] : [];
        }),
      ].filter(({ access }) => access.kind === "bind");
      let definition: Node | null = null;
      let made: Made | null = null;
      let isPlain = true;
      for (const { access, node, unit } of bindings) {
        if (access.kind !== "bind" || access.value === null || isNone(access.value)) continue;
        const one = containerMadeBy(access.value, unit, this.model);
        if (one === null) {
          // `self.items = self.items + [x]` and the like are read with the other operations.
          if (unit.node.kind === "FunctionDef" && unit.node.name.name === "__init__") isPlain = false;
          continue;
        }
        if (one.type.bounded === true) isPlain = false;
        made ??= one;
        definition ??= node;
      }
      if (made === null) {
        const declared = info.unit.scope.bindings.get(name)?.[0];
        made = declared?.kind === "assign" ? containerMadeBy(declared.value, info.unit, this.model) : null;
        if (made === null || !isField(made)) continue;
        definition = this.model.usesOfName(info.unit.scope, name)[0]?.node ?? null;
      }
      if (definition === null || !isPlain || made.type.bounded === true) continue;
      yield {
        home: "instance",
        name: `${info.name}.${name}`,
        shortName: name,
        definition,
        made,
        owner: info,
        unit: null,
        isCertain: life === "certain",
        seeds: [...this.#places(name, info), ...this.#insideOf(made)],
      };
    }
  }

  /** The places of an attribute of a class or its objects. */
  #places(name: string, info: ClassInfo): readonly Place[] {
    return this.attributes.ofClass(name, info).map(({ node, unit, sure }) => ({ node, unit, depth: 0, sure }));
  }

  *#ofDefaults(unit: Unit): Iterable<Holder> {
    if (unit.node.kind !== "FunctionDef" && unit.node.kind !== "Lambda") return;
    const around = unit.parent;
    for (const param of unit.node.params.all) {
      const made = param.default === null ? null : containerMadeBy(param.default, around ?? unit, this.model);
      if (made === null || made.type.bounded === true) continue;
      const seeds = this.model
        .usesOfName(unit.scope, param.name)
        .map(({ node, unit: from }): Place => ({ node, unit: from, depth: 0, sure: true }));
      if (seeds.length === 0) continue;
      yield {
        home: "default",
        name: param.name,
        shortName: param.name,
        definition: place(param),
        made,
        owner: null,
        unit,
        isCertain: true,
        seeds,
      };
    }
  }

  /** Locals that an inner function keeps, where the outer one was called once for all. */
  *#ofClosure(unit: Unit): Iterable<Holder> {
    if (unit.node.kind !== "FunctionDef" || !unit.children.some(({ node }) => node.kind === "FunctionDef")) return;
    const life = this.lifetimes.ofClosures(unit);
    if (life === null) return;
    for (const holder of this.#ofScope(unit.scope, unit, "closure")) {
      const isKept = holder.seeds.some((one) => one.unit !== unit);
      if (isKept) yield { ...holder, isCertain: life === "certain" };
    }
  }

  /** `function.attribute = []`. */
  *#ofFunctions(): Iterable<Holder> {
    for (const unit of this.model.units) {
      if (unit.node.kind !== "FunctionDef" || unit.parent?.node.kind === "ClassDef") continue;
      const { name } = unit.node.name;
      const bound = new Map<string, { readonly node: Node; readonly made: Made }>();
      const uses = unit.parent === null ? [] : this.model.usesOfName(unit.parent.scope, name);
      for (const use of uses) {
        if (use.access.kind !== "attribute") continue;
        const parent = use.unit.parentOf(use.access.node);
        if (parent?.kind !== "Assign" || !parent.targets.includes(use.access.node)) continue;
        const made = containerMadeBy(parent.value, use.unit, this.model);
        if (made !== null && made.type.bounded !== true && !bound.has(use.access.name))
          bound.set(use.access.name, { node: use.access.node, made });
      }
      // A function made by every call of another one takes its attributes with it.
      if (unit.parent?.parent !== null) continue;
      for (const [attribute, { node, made }] of bound) {
        const seeds: Place[] = [];
        for (const use of uses) {
          const at = use.unit.parentOf(use.node);
          if (at?.kind === "Attribute" && at.attr.name === attribute)
            seeds.push({ node: at, unit: use.unit, depth: 0, sure: true });
        }
        yield {
          home: "function",
          name: `${name}.${attribute}`,
          shortName: attribute,
          definition: node,
          made,
          owner: null,
          unit,
          isCertain: true,
          seeds,
        };
      }
    }
  }
}

function isEmptyDisplay(value: Expr): boolean {
  return (value.kind === "List" && value.elts.length === 0) || (value.kind === "Dict" && value.values.length === 0);
}

function isReceiver(expr: Expr, name: string): boolean {
  return expr.kind === "Name" && expr.name === name;
}

function isField(made: Made): boolean {
  return (
    made.value.kind === "Call" &&
    made.value.keywords.some(({ name }) => name === "default_factory" || name === "factory")
  );
}

/** A parameter as a node: its default stands for it, from the name on. */
function place(param: Parameter): Node {
  return { kind: "Name", name: param.name, start: param.start, end: param.end };
}

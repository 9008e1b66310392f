/** How many different values an expression may have while a program runs: what decides whether a keyed container is bounded. */
import type { Scope } from "../../semantics/scopes.js";
import type { Call, Expr, FunctionDef, Node, Parameter } from "../../syntax/ast.js";
import { lastName, namesIn } from "../../syntax/walk.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { storedIn } from "./contents.js";
import {
  CLOSED_ANNOTATIONS,
  CLOSED_ATTRIBUTES,
  CLOSED_CALLS,
  CLOSED_METHODS,
  CLOSED_NAMES,
  CLOSED_PLACES,
  type Domain,
  derived,
  isWide,
  OPEN_ANNOTATIONS,
  OPEN_CALLS,
  OPEN_METHODS,
  OPEN_NAMES,
  PURE_CALLS,
  SMALL_ANNOTATIONS,
  SMALL_CALLS,
  SMALL_NAMES,
  TEXT_METHODS,
  widest,
} from "./domains.js";
import { Guards } from "./guards.js";
import type { Reach } from "./reach.js";
import { SiteFinder } from "./sites.js";

const MAX_DEPTH = 16;
/** The expressions looked at for one answer. */
const MOST_STEPS = 300;
/** Answers for the expressions of one file. */
export class Keys {
  #steps = 0;
  #counted: ReadonlySet<string> | undefined;
  readonly guards: Guards;
  readonly sites: SiteFinder;
  /** Names whose values are being looked at, by their scope. */
  readonly #active = new Map<Scope, Set<string>>();

  /** @param isConstantTable whether a module-level container is filled while the module is imported and never after. */
  constructor(
    readonly model: FileModel,
    readonly reach: Reach,
    isConstantTable: (name: string) => boolean,
  ) {
    this.guards = new Guards(model, isConstantTable);
    this.sites = new SiteFinder(model, reach);
  }

  /** How many values an expression of a unit may have. */
  domainOf(expr: Expr, unit: Unit, depth = 0): Domain {
    if (depth === 0) this.#steps = 0;
    if (depth > MAX_DEPTH || this.#steps++ > MOST_STEPS) return "unknown";
    const deeper = (inner: Expr): Domain => this.domainOf(inner, unit, depth + 1);
    switch (expr.kind) {
      case "Constant":
      case "Compare":
        return "closed";
      case "UnaryOp":
        return expr.op === "not" ? "closed" : deeper(expr.operand);
      case "BoolOp":
        return widest(expr.values.map(deeper));
      case "JoinedStr":
        return derived(widest(expr.values.map(deeper)));
      case "Tuple":
      case "List":
        return widest(expr.elts.map(deeper));
      case "IfExp":
        return widest([deeper(expr.body), deeper(expr.orelse)]);
      case "NamedExpr":
      case "Await":
      case "Starred":
        return deeper(expr.value);
      case "BinOp":
        return this.#ofOperation(expr, unit, depth);
      case "Subscript":
        if (this.guards.isTable(expr.value, unit)) return "closed";
        return this.#ofContents(expr.value, unit, depth) ?? derived(deeper(expr.value));
      case "Attribute":
        return this.#ofAttribute(expr, unit, depth);
      case "Call":
        return this.#ofCall(expr, unit, depth);
      case "Name":
        return this.#ofName(expr.name, expr, unit, depth);
      case "Comprehension":
        return widest(expr.generators.map((part) => this.#ofElements(part.iter, unit, depth + 1)));
      case "Set":
        return widest(expr.elts.map(deeper));
      case "Dict":
        return widest(expr.keys.map((key, index) => (key === null ? deeper(expr.values[index] as Expr) : deeper(key))));
      default:
        return "unknown";
    }
  }

  /** The same for what iterating an expression gives: what `update`, `|=` and `extend` add. */
  domainOfElements(expr: Expr, unit: Unit): Domain {
    return this.#ofElements(expr, unit, 0);
  }

  /** How many values an argument for a parameter may have, by its annotation, its name and the calls within the file. */
  domainOfParameter(param: Parameter, unit: Unit, depth = 0): Domain {
    if (depth === 0) this.#steps = 0;
    const annotated =
      param.annotation === null ? null : this.#ofAnnotation(param.annotation, unit.parent?.scope ?? unit.scope);
    if (annotated === "closed" || annotated === "small") return annotated;
    if (CLOSED_NAMES.test(param.name)) return "closed";
    // Names of attributes that code of the program asks for.
    if (unit.node.kind === "FunctionDef" && /^__(?:getattr|getattribute)__$/.test(unit.node.name.name)) return "small";
    const called = this.#bySites(param, unit, depth);
    if (called !== null && called !== "given" && called !== "unknown") return called;
    if (SMALL_NAMES.test(param.name)) return "small";
    if (annotated === "open" || OPEN_NAMES.test(param.name)) return "open";
    return called ?? (this.reach.isForOthers(unit) ? "given" : "unknown");
  }

  /** The same for those arguments for which the function gives a result, and raises for no other. */
  domainOfResults(param: Parameter, unit: Unit): Domain {
    const end = { ...unit.node, start: unit.node.end };
    return this.guards.passing(param.name, end, unit, unit.scope, true) ?? this.domainOfParameter(param, unit);
  }

  #ofOperation(expr: Expr & { readonly kind: "BinOp" }, unit: Unit, depth: number): Domain {
    const right = this.domainOf(expr.right, unit, depth + 1);
    if (expr.op === "%" && !isText(expr.left)) {
      const isSize = expr.right.kind === "Call" || expr.right.kind === "Attribute" || right === "closed";
      return isSize ? "closed" : widest([right, this.domainOf(expr.left, unit, depth + 1)]);
    }
    const left = this.domainOf(expr.left, unit, depth + 1);
    if (expr.op === "&" && (right === "closed" || left === "closed")) return "closed";
    if (expr.op === "%") return right;
    return widest([left, right]);
  }

  #ofAttribute(expr: Expr & { readonly kind: "Attribute" }, unit: Unit, depth: number): Domain {
    if (CLOSED_ATTRIBUTES.test(expr.attr.name)) return "closed";
    const { model } = this;
    const home = expr.value.kind === "Name" ? unit.scopeOf(expr).lookup(expr.value.name) : null;
    const referent = model.resolve(expr.value, unit.scopeOf(expr));
    if (referent?.kind === "class" && this.#isCounted(expr.attr.name)) return "open";
    if (referent?.kind === "class" || (referent?.kind === "qualified" && home?.node.kind === "Module")) return "closed";
    const info = this.#classOf(expr.value, unit, depth);
    if (info !== null && isEnum(info)) return "closed";
    const around = model.methodAround(unit);
    const isReceiver = expr.value.kind === "Name" && around?.receiver === expr.value.name;
    if (isReceiver && around !== null && around.kind === "class")
      return this.#isCounted(expr.attr.name) ? "open" : "closed";
    const owner = isReceiver ? (around?.owner ?? null) : info;
    const bound = owner === null ? null : this.#ofOwnAttribute(owner, expr.attr.name, depth);
    if (bound !== null && bound !== "unknown" && bound !== "given") return bound;
    const base = bound ?? this.domainOf(expr.value, unit, depth + 1);
    if (base === "closed" || base === "small") return base;
    if (base === "open") return "open";
    if (SMALL_NAMES.test(expr.attr.name)) return "small";
    if (OPEN_NAMES.test(expr.attr.name)) return "open";
    return derived(base);
  }

  /** Whether code of the file counts a name or an attribute of this name up. */
  #isCounted(name: string): boolean {
    this.#counted ??= new Set(
      this.model.units.flatMap(({ stmts }) =>
        stmts.flatMap((stmt) => (stmt.kind === "AugAssign" ? [lastName(stmt.target)] : [])),
      ),
    );
    return this.#counted.has(name);
  }

  /** The class of an object; of a parameter, that of all that the file hands in. */
  #classOf(expr: Expr, unit: Unit, depth: number): ClassInfo | null {
    const known = this.model.classOf(expr, unit);
    if (known !== null || expr.kind !== "Name" || depth > MAX_DEPTH - 2) return known;
    const home = unit.scopeOf(expr).lookup(expr.name);
    const param = home?.node === unit.node ? paramsOf(unit.node).find(({ name }) => name === expr.name) : undefined;
    if (param === undefined) return null;
    const { sites, isHanded } = this.sites.of(unit);
    const found = new Set<ClassInfo | null>();
    for (const site of sites)
      for (const given of this.sites.given(site, param, unit)) found.add(this.#classOf(given, site.unit, depth + 1));
    return !isHanded && found.size === 1 ? ([...found][0] ?? null) : null;
  }

  /** By what the class binds to an attribute of its objects; null where that is not all plain. */
  #ofOwnAttribute(owner: ClassInfo, name: string, depth: number): Domain | null {
    const property = owner.method(name);
    if (property?.kind === "property") return this.#ofReturned(property.unit, depth);
    const found: Domain[] = [];
    for (const { access, unit } of owner.usesOf(name)) {
      if (access.kind === "augment") return "open";
      if (access.kind !== "bind") continue;
      if (access.value === null) return null;
      found.push(this.domainOf(access.value, unit, depth + 2));
    }
    return found.length === 0 ? null : widest(found);
  }

  #ofCall(call: Call, unit: Unit, depth: number): Domain {
    const { func } = call;
    const { model } = this;
    const isRead = func.kind === "Attribute" && /^(?:keys|values|items|copy|get)$/.test(func.attr.name);
    if (isRead && this.guards.isTable(func.value, unit)) return "closed";
    const name = model.qualifiedName(func, unit.scopeOf(call));
    if (name !== null) {
      if (CLOSED_CALLS.test(name)) return "closed";
      if (SMALL_CALLS.test(name)) return "small";
      const cast = name === "typing.cast" ? call.args[1] : undefined;
      if (cast !== undefined) return this.domainOf(cast, unit, depth + 1);
      const [first] = call.args;
      if (name === "builtins.id" && first !== undefined) return this.#ofIdentity(first, unit, depth);
      if (OPEN_CALLS.test(name)) return "open";
      if (!PURE_CALLS.test(name) || first === undefined) return this.#ofForeignCall(call, unit, depth);
      return widest(call.args.map((arg) => this.domainOf(arg, unit, depth + 1)));
    }
    const referent = model.resolve(func, unit.scopeOf(call));
    if (referent?.kind === "class") {
      const info = model.classInfo(referent.node);
      if (info !== null && isEnum(info)) return "closed";
      // Objects that compare by what they hold, and others, of which each is a key of its own.
      const isValue = info !== null && (info.method("__hash__") !== null || info.node.decorators.length > 0);
      return isValue ? widest(call.args.map((arg) => this.domainOf(arg, unit, depth + 1))) : "fresh";
    }
    if (func.kind === "Attribute") {
      if (OPEN_METHODS.test(func.attr.name)) return "open";
      // Of a queue, of a field of a form.
      if (/^get(?:_nowait)?$/.test(func.attr.name) && call.args.length === 0) return "open";
      if (CLOSED_METHODS.test(func.attr.name)) return "closed";
      if (TEXT_METHODS.test(func.attr.name))
        return derived(widest([func.value, ...call.args].map((part) => this.domainOf(part, unit, depth + 1))));
    }
    const callee = model.calleeOf(call, unit);
    return callee === null ? this.#ofForeignCall(call, unit, depth) : this.#ofReturned(callee.unit, depth);
  }

  /** By what a function returns, or yields. */
  #ofReturned(unit: Unit, depth: number): Domain {
    const values = unit.stmts.flatMap((stmt) => {
      if (stmt.kind === "Return") return stmt.value === null ? [] : [stmt.value];
      const isYield = stmt.kind === "ExprStmt" && stmt.value.kind === "Yield";
      return isYield && stmt.value.kind === "Yield" && stmt.value.value !== null ? [stmt.value.value] : [];
    });
    if (values.length === 0) return "unknown";
    return widest(values.map((value) => this.domainOf(value, unit, depth + 1)));
  }

  /** What is made of something that differs differs, as far as one can tell. */
  #ofForeignCall({ func, args }: Call, unit: Unit, depth: number): Domain {
    if (func.kind === "Attribute" && /^(?:get|get_nowait|pop|popleft|popitem)$/.test(func.attr.name)) {
      const contents = this.#ofContents(func.value, unit, depth);
      if (contents !== null) return contents;
    }
    const parts = func.kind === "Attribute" && !isName(func.value, "self") ? [func.value, ...args] : args;
    return parts.some((part) => this.domainOf(part, unit, depth + 1) === "open") ? "open" : "unknown";
  }

  /** By what is put into a container: what comes out of it differs where that does. Null where nothing says so. */
  #ofContents(container: Expr, unit: Unit, depth: number): Domain | null {
    if (depth > MAX_DEPTH - 2) return null;
    const stored = storedIn(container, unit, this.model);
    const domain = widest(stored.map((one) => this.domainOf(one.expr, one.unit, depth + 2)));
    return isWide(domain) ? domain : null;
  }

  /** Each object has an identity of its own, equal or not: few only where it is known which objects there are. */
  #ofIdentity(expr: Expr, unit: Unit, depth: number): Domain {
    if (expr.kind !== "Name" && expr.kind !== "Attribute") return "fresh";
    const domain = this.domainOf(expr, unit, depth + 1);
    if (expr.kind === "Attribute") return domain === "closed" || domain === "small" ? domain : "fresh";
    const isShared = unit.scopeOf(expr).lookup(expr.name)?.node.kind === "Module";
    const isMeant = CLOSED_NAMES.test(expr.name) || SMALL_NAMES.test(expr.name);
    return domain === "small" || (domain === "closed" && (isShared || isMeant)) ? domain : "fresh";
  }

  #ofName(name: string, node: Expr, unit: Unit, depth: number): Domain {
    const home = unit.scopeOf(node).lookup(name);
    if (home === null) return "closed";
    const bindings = home.bindings.get(name) ?? [];
    if (home.node.kind === "Module") {
      const isFixed = bindings.every(
        ({ kind }) => kind === "import" || kind === "class" || kind === "function" || kind === "assign",
      );
      const isLoop = bindings.some((binding) => binding.kind === "element");
      if (isFixed && !isLoop) return "closed";
      return this.#isCounted(name) ? "open" : "unknown";
    }
    const where = home.node.kind === "Comprehension" ? unit : (this.model.unitOf(home.node) ?? unit);
    const active = this.#active.get(home) ?? new Set();
    if (active.has(name)) return "closed";
    this.#active.set(home, active);
    const passing = this.guards.passing(name, node, where, home);
    if (passing !== null) return passing;
    const found: Domain[] = [];
    for (const binding of bindings) {
      switch (binding.kind) {
        case "assign": {
          // `name = name or "all"`, `path = os.path.abspath(path)`: no more values than there were.
          const isNormal = binding.value.kind !== "BinOp" && namesIn(binding.value).has(name);
          if (isNormal) active.add(name);
          found.push(this.domainOf(binding.value, where, depth + 1));
          if (isNormal) active.delete(name);
          break;
        }
        case "element":
          found.push(this.#ofElements(binding.iterable, where, depth + 1));
          break;
        case "function":
        case "class":
        case "import":
          // Made anew by every call of the function around it.
          found.push(binding.kind === "import" ? "closed" : "fresh");
          break;
        case "parameter": {
          const param = paramsOf(where.node).find((one) => one.name === name);
          found.push(param === undefined ? "unknown" : this.#ofReceiverOr(param, where, where !== unit, depth));
          break;
        }
        case "with":
          found.push(derived(this.domainOf(binding.context, where, depth + 1)));
          break;
        case "other":
          found.push(this.#ofUnpacked(name, where, depth));
          break;
        default:
          found.push("unknown");
      }
    }
    const domain = found.length === 0 ? "unknown" : widest(found);
    return (domain === "unknown" || domain === "given") && SMALL_NAMES.test(name) ? "small" : domain;
  }

  /** A name that is bound together with others, or counted up. */
  #ofUnpacked(name: string, unit: Unit, depth: number): Domain {
    const isHere = (target: Expr): boolean =>
      (target.kind === "Tuple" || target.kind === "List") && target.elts.some((one) => isName(one, name));
    for (const stmt of unit.stmts) {
      if (stmt.kind === "AugAssign" && isName(stmt.target, name)) return "open";
      // What went wrong says with what.
      if (stmt.kind === "Try" && stmt.handlers.some((one) => one.name?.name === name)) return "open";
      if (stmt.kind === "For" && isHere(stmt.target)) return this.#ofElements(stmt.iter, unit, depth + 1);
      if (stmt.kind !== "Assign") continue;
      const target = stmt.targets.find(isHere);
      if (target?.kind !== "Tuple" && target?.kind !== "List") continue;
      const { value } = stmt;
      const place = target.elts.findIndex((one) => isName(one, name));
      const own = value.kind === "Tuple" && value.elts.length === target.elts.length ? value.elts[place] : undefined;
      return this.domainOf(own ?? value, unit, depth + 1);
    }
    return "unknown";
  }

  #ofReceiverOr(param: Parameter, unit: Unit, isOuter: boolean, depth: number): Domain {
    const method = this.model.methodOf(unit);
    // What a decorator was handed when it decorated.
    if (isOuter && this.reach.of(unit) === "import") return "closed";
    if (method?.receiver === param.name) return method.kind === "class" || param.name === "cls" ? "closed" : "fresh";
    return this.domainOfParameter(param, unit, depth);
  }

  #ofElements(iterable: Expr, unit: Unit, depth: number): Domain {
    if (depth > MAX_DEPTH) return "unknown";
    switch (iterable.kind) {
      case "Tuple":
      case "List":
      case "Set":
      case "Dict":
      case "Constant":
      case "Comprehension":
        return this.domainOf(iterable, unit, depth);
      case "Name":
      case "Attribute": {
        if (this.guards.isTable(iterable, unit) || isKeywords(iterable, unit)) return "closed";
        const referent = this.model.resolve(iterable, unit.scopeOf(iterable));
        const info = referent?.kind === "class" ? this.model.classInfo(referent.node) : null;
        if (info !== null && isEnum(info)) return "closed";
        const name = this.model.qualifiedName(iterable, unit.scopeOf(iterable));
        if (name !== null && CLOSED_PLACES.test(name)) return "closed";
        const contents = this.#ofContents(iterable, unit, depth);
        if (contents !== null) return contents;
        const domain = this.domainOf(iterable, unit, depth);
        return domain === "closed" && iterable.kind !== "Name" ? "unknown" : derived(domain);
      }
      case "Call": {
        const { func } = iterable;
        const name = lastName(func);
        if (
          /^(?:range|enumerate|sorted|reversed|zip|list|tuple|set|frozenset|iter|map|filter)$/.test(name) &&
          func.kind === "Name"
        )
          return widest(
            iterable.args.map((arg) =>
              name === "range" ? this.domainOf(arg, unit, depth + 1) : this.#ofElements(arg, unit, depth + 1),
            ),
          );
        if (/^(?:items|keys|values|copy|split)$/.test(name) && func.kind === "Attribute")
          return this.#ofElements(func.value, unit, depth + 1);
        const callee = this.model.calleeOf(iterable, unit)?.unit ?? null;
        if (callee !== null && !callee.isGenerator) {
          const returned = callee.stmts.flatMap((stmt) =>
            stmt.kind === "Return" && stmt.value !== null ? [stmt.value] : [],
          );
          if (returned.length > 0) return widest(returned.map((one) => this.#ofElements(one, callee, depth + 2)));
        }
        const domain = this.domainOf(iterable, unit, depth + 1);
        const given = [...iterable.args, ...iterable.keywords.map(({ value }) => value)];
        // What is asked for in the same way each time gives the same things, as a rule: `entry_points(group="x")`.
        const isFixed = given.length > 0 && given.every((arg) => this.domainOf(arg, unit, depth + 1) === "closed");
        return domain === "unknown" && isFixed ? "small" : domain;
      }
      default:
        return "unknown";
    }
  }

  /** By what all places of the file hand in; null where there are none. */
  #bySites(param: Parameter, unit: Unit, depth: number): Domain | null {
    const { sites, isHanded } = this.sites.of(unit);
    if (isHanded && !SMALL_NAMES.test(param.name)) return "open";
    if (sites.length === 0 || depth >= MAX_DEPTH - 1) return null;
    const found: Domain[] = [];
    for (const site of sites) {
      const given = this.sites.given(site, param, unit);
      if (given.length === 0 && !/^var/.test(param.form)) return null;
      found.push(...given.map((one) => this.domainOf(one, site.unit, depth + 2)));
    }
    return widest(found);
  }

  /** By an annotation; `given` where it says nothing about how many values there are. */
  #ofAnnotation(annotation: Expr, scope: Scope): Domain {
    const named = (name: string): Domain => {
      if (CLOSED_ANNOTATIONS.test(name)) return "closed";
      const info = this.model.annotatedClass(annotation, scope);
      if (info !== null) return isEnum(info) ? "closed" : "given";
      if (SMALL_ANNOTATIONS.test(name)) return "small";
      return OPEN_ANNOTATIONS.test(name) ? "open" : "given";
    };
    switch (annotation.kind) {
      case "Constant":
        if (annotation.type === "None") return "closed";
        return annotation.type === "str" ? named(annotation.value) : "given";
      case "BinOp":
        return widest([this.#ofAnnotation(annotation.left, scope), this.#ofAnnotation(annotation.right, scope)]);
      case "Subscript": {
        const name = lastName(annotation.value);
        if (/^(?:Optional|Union|Annotated|tuple|Tuple)$/.test(name)) {
          const parts = annotation.index.kind === "Tuple" ? annotation.index.elts : [annotation.index];
          return widest(
            (name === "Annotated" ? parts.slice(0, 1) : parts).map((part) => this.#ofAnnotation(part, scope)),
          );
        }
        return CLOSED_ANNOTATIONS.test(name) ? "closed" : "given";
      }
      case "Name":
      case "Attribute":
        return named(lastName(annotation));
      default:
        return "given";
    }
  }
}

/** Whether the objects of a class are the members of an enumeration. */
export function isEnum(info: ClassInfo): boolean {
  return info.foreignBases.some(
    (base) => base !== null && /(?:^|\.)(?:\w*Enum|\w*Flag|TextChoices|IntegerChoices|Choices)$/.test(base),
  );
}

function isName(expr: Expr, name: string): boolean {
  return expr.kind === "Name" && expr.name === name;
}

function paramsOf(node: Node): readonly Parameter[] {
  return node.kind === "FunctionDef" || node.kind === "Lambda" ? (node as FunctionDef).params.all : [];
}

function isText(expr: Expr): boolean {
  return expr.kind === "JoinedStr" || (expr.kind === "Constant" && (expr.type === "str" || expr.type === "bytes"));
}

/** `**kwargs`: its keys are names in the source of the callers. */
function isKeywords(expr: Expr, unit: Unit): boolean {
  return (
    expr.kind === "Name" && paramsOf(unit.node).some(({ name, form }) => name === expr.name && form === "varKeyword")
  );
}

/** How many different values an expression may have while a program runs: what decides whether a keyed container is bounded. */
import type { Scope } from "../../semantics/scopes.js";
import type { Call, Expr, FunctionDef, Node, Parameter } from "../../syntax/ast.js";
import { argumentOf } from "../model/access.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { containerMadeBy } from "./containers.js";
import type { Reach } from "./reach.js";

/** `closed`: a handful, fixed by the program; `small`: few, as a rule, as languages or encodings; `open`: any number. */
export type Domain = "closed" | "small" | "open";

const MAX_DEPTH = 9;
/** The expressions looked at for one answer. */
const MOST_STEPS = 300;
/** Functions of few values: of the machine, of the process, of types. */
const CLOSED_CALLS =
  /^(?:builtins\.(?:type|bool|isinstance|issubclass|callable|hasattr)|os\.(?:getpid|getppid|getuid|getcwd|name|uname|cpu_count)|platform\.\w+|sys\.\w+|locale\.\w+|sysconfig\.\w+|threading\.main_thread|time\.tzname)$/;
const SMALL_CALLS =
  /^(?:threading\.(?:get_ident|get_native_id|current_thread|currentThread)|_thread\.get_ident|asyncio\.(?:get_running_loop|get_event_loop|current_task)|multiprocessing\.current_process|os\.environ\.get|os\.getenv|logging\.getLogger|importlib\.import_module|inspect\.getmodule)$/;
/** Attributes of few values: of types and functions, of dates. */
const CLOSED_ATTRIBUTES =
  /^(?:__class__|__name__|__qualname__|__module__|__doc__|__code__|__func__|month|hour|minute|second|weekday|dtype|itemsize|ndim|value_type)$/;
const CLOSED_METHODS = /^(?:weekday|isoweekday|__bool__)$/;
/** Methods that give something of the text that they are called on. */
const TEXT_METHODS =
  /^(?:lower|upper|strip|lstrip|rstrip|casefold|title|capitalize|format|encode|decode|replace|swapcase|split|rsplit|partition|rpartition|removeprefix|removesuffix)$/;
const CLOSED_ANNOTATIONS = /^(?:bool|type|Type|Literal|LiteralString|ModuleType|FunctionType|None|Enum)$/;
const SMALL_ANNOTATIONS =
  /(?:^|\.)(?:dtype|DType|device|Device|Locale|Loop|AbstractEventLoop)$|Enum$|Kind$|Mode$|Level$|Type$|Class$/;
const CLOSED_NAMES = /^(?:cls|klass|clazz|type_|typ|tp|_type|_cls|typecode|py_type|metacls|mcs)$/;
const SMALL_NAMES =
  /^_*(?:\w+_)?(?:lang|language|locale|encoding|charset|codec|dtype|device|platform|backend|scheme|mode|level|severity|cls|class|klass|type|types|func|function|fn|method|module|model|kind|engine|dialect|currency|tz|timezone|protocol|unit|color|colour|style|theme|feature|flag|loop|package|plugin|fullname|modname|errno|signum)s?(?:_?name)?$/;

/** Answers for the expressions of one file. */
export class Keys {
  #steps = 0;

  constructor(
    readonly model: FileModel,
    readonly reach: Reach,
    /** Whether a module-level container is filled while the module is imported and never after. */
    readonly isConstantTable: (name: string) => boolean,
  ) {}

  /**
   * How many of a name's values a function lets pass: those of a constant table, where it leaves for others
   * (`if TABLE.get(name) is None: raise`); those that a class has attributes for, where it asks for the attribute
   * (`getattr(Random, name)`). Null where it does not ask.
   */
  validated(key: Expr, unit: Unit): Domain | null {
    if (key.kind !== "Name") return null;
    const isKey = (one: Expr | undefined): boolean => one?.kind === "Name" && one.name === key.name;
    for (const call of unit.calls) {
      const [object, name] = call.args;
      if (call.end > key.start || call.func.kind !== "Name" || call.func.name !== "getattr") continue;
      if (call.args.length !== 2 || object?.kind !== "Name" || !isKey(name)) continue;
      const referent = this.model.resolve(object, unit.scopeOf(object));
      if (referent?.kind === "class" || referent?.kind === "qualified") return "small";
    }
    const isFound = (test: Expr): boolean => {
      if (test.kind === "Compare" && test.ops[0] === "not in" && isKey(test.left)) {
        const [table] = test.comparators;
        return table !== undefined && this.#isTable(table, unit);
      }
      const asked = test.kind === "UnaryOp" ? test.operand : test.kind === "Compare" ? test.left : test;
      if (test.kind === "Compare" && test.ops[0] !== "is") return false;
      const bindings = asked.kind === "Name" ? (unit.scope.bindings.get(asked.name) ?? []) : [];
      const [only] = bindings;
      const value =
        asked.kind === "Call" ? asked : bindings.length === 1 && only?.kind === "assign" ? only.value : null;
      if (test === asked || value?.kind !== "Call" || value.args.length !== 1 || !isKey(value.args[0])) return false;
      return value.func.kind === "Attribute" && value.func.attr.name === "get" && this.#isTable(value.func.value, unit);
    };
    const isAsked = unit.stmts.some((stmt) => {
      if (stmt.kind !== "If" || stmt.end > key.start || !isFound(stmt.test)) return false;
      const last = stmt.body[stmt.body.length - 1];
      return last?.kind === "Raise" || last?.kind === "Return";
    });
    return isAsked ? "closed" : null;
  }

  /** How many values an expression of a unit may have. */
  domainOf(expr: Expr, unit: Unit, depth = 0): Domain {
    if (depth === 0) this.#steps = 0;
    if (depth > MAX_DEPTH || this.#steps++ > MOST_STEPS) return "open";
    const deeper = (inner: Expr): Domain => this.domainOf(inner, unit, depth + 1);
    switch (expr.kind) {
      case "Constant":
      case "Compare":
        return "closed";
      case "UnaryOp":
        return expr.op === "not" ? "closed" : deeper(expr.operand);
      case "BoolOp":
      case "JoinedStr":
        return widest(expr.values.map(deeper));
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
        return this.#isTable(expr.value, unit) ? "closed" : deeper(expr.value);
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
        return "open";
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
    if (annotated !== null && annotated !== "open") return annotated;
    if (CLOSED_NAMES.test(param.name)) return "closed";
    const called =
      param.form === "varPositional" || param.form === "varKeyword" ? null : this.#byCalls(param, unit, depth);
    if (called !== null) return called;
    return SMALL_NAMES.test(param.name) ? "small" : "open";
  }

  #ofOperation(expr: Expr & { readonly kind: "BinOp" }, unit: Unit, depth: number): Domain {
    const right = this.domainOf(expr.right, unit, depth + 1);
    if (expr.op === "%" && !isText(expr.left)) {
      const isSize = expr.right.kind === "Call" || expr.right.kind === "Attribute" || right === "closed";
      return isSize ? "closed" : "open";
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
    if (referent?.kind === "class" || (referent?.kind === "qualified" && home?.node.kind === "Module")) return "closed";
    const info = model.classOf(expr.value, unit);
    if (info !== null && isEnum(info)) return "closed";
    const around = model.methodAround(unit);
    const isReceiver = expr.value.kind === "Name" && around?.receiver === expr.value.name;
    if (isReceiver && around !== null && around.kind === "class") return "closed";
    const base = this.domainOf(expr.value, unit, depth + 1);
    if (base !== "open") return base;
    return SMALL_NAMES.test(expr.attr.name) ? "small" : "open";
  }

  #ofCall(call: Call, unit: Unit, depth: number): Domain {
    const { func } = call;
    const { model } = this;
    const name = model.qualifiedName(func, unit.scopeOf(call));
    if (name !== null) {
      if (CLOSED_CALLS.test(name)) return "closed";
      if (SMALL_CALLS.test(name)) return "small";
      const cast = name === "typing.cast" ? call.args[1] : undefined;
      if (cast !== undefined) return this.domainOf(cast, unit, depth + 1);
      if (
        /^builtins\.(?:str|int|repr|tuple|frozenset|hash|float|abs|round|sorted|list|set|dict|min|max)$/.test(name) &&
        call.args.length > 0
      )
        return widest(call.args.map((arg) => this.domainOf(arg, unit, depth + 1)));
      return "open";
    }
    const referent = model.resolve(func, unit.scopeOf(call));
    if (referent?.kind === "class") {
      const info = model.classInfo(referent.node);
      if (info !== null && isEnum(info)) return "closed";
      return "open";
    }
    if (func.kind === "Attribute") {
      if (CLOSED_METHODS.test(func.attr.name)) return "closed";
      if (TEXT_METHODS.test(func.attr.name))
        return widest([func.value, ...call.args].map((part) => this.domainOf(part, unit, depth + 1)));
      if (/^(?:keys|values|items|copy|get)$/.test(func.attr.name) && this.#isTable(func.value, unit)) return "closed";
    }
    const callee = model.calleeOf(call, unit);
    if (callee === null || callee.unit.isGenerator) return "open";
    const returns = callee.unit.stmts.flatMap((stmt) =>
      stmt.kind === "Return" && stmt.value !== null ? [stmt.value] : [],
    );
    return returns.length === 0 ? "open" : widest(returns.map((value) => this.domainOf(value, callee.unit, depth + 1)));
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
      return isFixed && !isLoop ? "closed" : "open";
    }
    const where = home.node.kind === "Comprehension" ? unit : (this.model.unitOf(home.node) ?? unit);
    if (this.#isGuarded(name, where, home)) return "closed";
    const found: Domain[] = [];
    for (const binding of bindings) {
      switch (binding.kind) {
        case "assign": {
          const isItself = binding.value.kind === "Name" && binding.value.name === name;
          if (!isItself) found.push(this.domainOf(binding.value, where, depth + 1));
          break;
        }
        case "element":
          found.push(this.#ofElements(binding.iterable, where, depth + 1));
          break;
        case "function":
        case "class":
        case "import":
          // Made anew by every call of the function around it.
          found.push(binding.kind === "import" ? "closed" : "open");
          break;
        case "parameter": {
          const param = paramsOf(where.node).find((one) => one.name === name);
          found.push(param === undefined ? "open" : this.#ofReceiverOr(param, where, depth));
          break;
        }
        default:
          found.push("open");
      }
    }
    const domain = found.length === 0 ? "open" : widest(found);
    return domain === "open" && SMALL_NAMES.test(name) ? "small" : domain;
  }

  #ofReceiverOr(param: Parameter, unit: Unit, depth: number): Domain {
    const method = this.model.methodOf(unit);
    if (method?.receiver === param.name) return method.kind === "class" || param.name === "cls" ? "closed" : "open";
    return this.domainOfParameter(param, unit, depth);
  }

  #ofElements(iterable: Expr, unit: Unit, depth: number): Domain {
    if (depth > MAX_DEPTH) return "open";
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
        if (this.#isTable(iterable, unit) || isKeywords(iterable, unit)) return "closed";
        const referent = this.model.resolve(iterable, unit.scopeOf(iterable));
        const info = referent?.kind === "class" ? this.model.classInfo(referent.node) : null;
        if (info !== null && isEnum(info)) return "closed";
        return this.domainOf(iterable, unit, depth) === "closed" && iterable.kind === "Name" ? "closed" : "open";
      }
      case "Call": {
        const { func } = iterable;
        const name = func.kind === "Name" ? func.name : func.kind === "Attribute" ? func.attr.name : "";
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
        const domain = this.domainOf(iterable, unit, depth + 1);
        const given = [...iterable.args, ...iterable.keywords.map(({ value }) => value)];
        // What is asked for in the same way each time gives the same things, as a rule: `entry_points(group="x")`.
        const isFixed = given.length > 0 && given.every((arg) => this.domainOf(arg, unit, depth + 1) === "closed");
        return domain === "open" && isFixed ? "small" : domain;
      }
      default:
        return "open";
    }
  }

  /** By the arguments of all calls within the file; null where there are none, or it is handed on as a value. */
  #byCalls(param: Parameter, unit: Unit, depth: number): Domain | null {
    const references = this.reach.referencesTo(unit);
    if (references.length === 0 || depth >= MAX_DEPTH - 1 || unit.node.kind !== "FunctionDef") return null;
    const method = this.model.methodOf(unit);
    const offset = method !== null && method.kind !== "static" ? 1 : 0;
    const position = unit.node.params.all.indexOf(param) - offset;
    const found: Domain[] = [];
    for (const { node, unit: from, how } of references) {
      const call = from.parentOf(node);
      if (how !== "call" || call?.kind !== "Call") return null;
      const given = argumentOf(call, position, param.name) ?? (isSpread(call) ? null : param.default);
      if (given === null) return null;
      found.push(this.domainOf(given, from, depth + 2));
    }
    return widest(found);
  }

  #ofAnnotation(annotation: Expr, scope: Scope): Domain {
    switch (annotation.kind) {
      case "Constant": {
        if (annotation.type !== "str") return annotation.type === "None" ? "closed" : "open";
        if (CLOSED_ANNOTATIONS.test(annotation.value)) return "closed";
        const info = this.model.annotatedClass(annotation, scope);
        if (info !== null) return isEnum(info) ? "closed" : "open";
        return SMALL_ANNOTATIONS.test(annotation.value) ? "small" : "open";
      }
      case "BinOp":
        return widest([this.#ofAnnotation(annotation.left, scope), this.#ofAnnotation(annotation.right, scope)]);
      case "Subscript": {
        const name = lastPart(annotation.value);
        if (/^(?:Optional|Union|Annotated|tuple|Tuple)$/.test(name)) {
          const parts = annotation.index.kind === "Tuple" ? annotation.index.elts : [annotation.index];
          return widest(
            (name === "Annotated" ? parts.slice(0, 1) : parts).map((part) => this.#ofAnnotation(part, scope)),
          );
        }
        return CLOSED_ANNOTATIONS.test(name) ? "closed" : "open";
      }
      case "Name":
      case "Attribute": {
        const name = lastPart(annotation);
        if (CLOSED_ANNOTATIONS.test(name)) return "closed";
        const info = this.model.annotatedClass(annotation, scope);
        if (info !== null) return isEnum(info) ? "closed" : "open";
        return SMALL_ANNOTATIONS.test(name) ? "small" : "open";
      }
      default:
        return "open";
    }
  }

  /** Whether the unit lets only such values of a name pass as a constant table holds: `if x not in KNOWN`, `KNOWN[x]`. */
  #isGuarded(name: string, unit: Unit, home: Scope): boolean {
    for (const use of this.model.usesOfName(home, name)) {
      if (use.unit !== unit) continue;
      const parent = unit.parentOf(use.node);
      if (parent?.kind === "Subscript" && parent.index === use.node && this.#isTable(parent.value, unit)) return true;
      const [table] = parent?.kind === "Compare" ? parent.comparators : [];
      if (
        parent?.kind === "Compare" &&
        parent.left === use.node &&
        table !== undefined &&
        /in$/.test(parent.ops[0] ?? "")
      ) {
        if (this.#isTable(table, unit) || isLiteralDisplay(table)) return true;
      }
    }
    return false;
  }

  #isTable(expr: Expr, unit: Unit): boolean {
    if (expr.kind === "Name") {
      const home = unit.scopeOf(expr).lookup(expr.name);
      return home !== null && home.node.kind === "Module" && this.isConstantTable(expr.name);
    }
    if (expr.kind === "Call" && expr.func.kind === "Attribute" && /^(?:keys|values|items)$/.test(expr.func.attr.name))
      return this.#isTable(expr.func.value, unit);
    if (expr.kind !== "Attribute" || expr.value.kind !== "Name") return false;
    const method = this.model.methodAround(unit);
    const own = method !== null && method.receiver === expr.value.name ? method.owner : null;
    const referent = own === null ? this.model.resolve(expr.value, unit.scope) : null;
    const info = own ?? (referent?.kind === "class" ? this.model.classInfo(referent.node) : null);
    const value = info?.classAttribute(expr.attr.name) ?? null;
    if (
      info === null ||
      value === null ||
      info
        .usesOf(expr.attr.name)
        .some(
          ({ access }) =>
            access.kind !== "load-item" &&
            access.kind !== "test" &&
            access.kind !== "iterate" &&
            access.kind !== "call",
        )
    )
      return false;
    return value.kind === "Tuple" || (containerMadeBy(value, info.unit, this.model) !== null && !isEmpty(value));
  }
}

/** The widest of several domains. */
export function widest(domains: readonly Domain[]): Domain {
  if (domains.includes("open")) return "open";
  return domains.includes("small") ? "small" : "closed";
}

/** Whether the objects of a class are the members of an enumeration. */
export function isEnum(info: ClassInfo): boolean {
  return info.foreignBases.some(
    (base) => base !== null && /(?:^|\.)(?:\w*Enum|\w*Flag|TextChoices|IntegerChoices|Choices)$/.test(base),
  );
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

function isSpread(call: Call): boolean {
  return call.args.some((arg) => arg.kind === "Starred") || call.keywords.some(({ name }) => name === null);
}

function isLiteralDisplay(expr: Expr): boolean {
  return (
    (expr.kind === "Tuple" || expr.kind === "List" || expr.kind === "Set") &&
    expr.elts.every((one) => one.kind === "Constant")
  );
}

function isEmpty(expr: Expr): boolean {
  if (expr.kind === "Dict") return expr.values.length === 0;
  if (expr.kind === "List" || expr.kind === "Set") return expr.elts.length === 0;
  return expr.kind === "Call" && expr.args.length === 0 && expr.keywords.length === 0;
}

function lastPart(expr: Expr): string {
  return expr.kind === "Name" ? expr.name : expr.kind === "Attribute" ? expr.attr.name : "";
}

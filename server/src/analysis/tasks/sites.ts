/** What a file starts that runs beside its caller: threads, timers, tasks, processes, services. */
import type { CallableEntry, TaskEntry } from "../../catalogue/schema.js";
import type { Scope } from "../../semantics/scopes.js";
import type { Attribute, Call, Expr, FunctionDef, Name } from "../../syntax/ast.js";
import { lastName } from "../../syntax/walk.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { TypeInference } from "../types.js";
import { argumentFor, type Environment, type Places } from "./places.js";

/** A call that makes or starts something that runs beside the caller. */
export interface Site {
  readonly call: Call;
  readonly unit: Unit;
  readonly task: TaskEntry;
  /** The class of the file that it is an instance of, where it is a thread class of its own. */
  readonly thread: ClassInfo | null;
  /** The parameters of what is called, by position. */
  readonly parameters: readonly string[] | undefined;
  /** Where a function of the file starts what it is handed: which of its parameters is run with which. */
  readonly spawner?: Spawner;
}

/** A function that starts a thread over one of its parameters. */
interface Spawner {
  readonly callee: FunctionDef;
  readonly site: Site;
  readonly target: string;
  /** The parameter with the arguments: a tuple, or those that are left. */
  readonly args: string | null;
}

/** What ends a call that else never returns. */
export interface Until {
  readonly methods: readonly string[];
  /** The methods by which another thread must hand it one of those; empty where it may call them itself. */
  readonly wokenBy: readonly string[];
}

/** What a thread or task runs. */
export interface Target {
  readonly unit: Unit;
  readonly environment: Environment | null;
}

/** Knows of calls what they start, and what that runs. */
export class Starts {
  readonly types: TypeInference;
  #sites: readonly Site[] | undefined;
  readonly #spawners = new Map<FunctionDef, Spawner | null>();

  constructor(
    readonly model: FileModel,
    readonly places: Places,
  ) {
    this.types = new TypeInference(model.catalogue);
  }

  /** All of the file, in source order of units. */
  get sites(): readonly Site[] {
    this.#sites ??= this.model.units.flatMap((unit) =>
      unit.calls.flatMap((call) => {
        const site = this.siteOf(call, unit);
        return site === null || isExpectedToFail(call, unit) ? [] : [site];
      }),
    );
    return this.#sites;
  }

  /** What a call starts, also through a function of the file that is handed what to run; null where nothing is known. */
  siteOf(call: Call, unit: Unit, throughFunctions = true): Site | null {
    const { func } = call;
    const scope = unit.scopeOf(call);
    const name = this.model.qualifiedName(func, scope);
    const { catalogue } = this.model;
    const entry = name === null ? undefined : catalogue.callable(name);
    if (entry?.task !== undefined) return { call, unit, task: entry.task, thread: null, parameters: entry.parameters };
    if (func.kind === "Attribute" && catalogue.startingNames.has(func.attr.name)) {
      const method = this.#methodOf(func, scope);
      if (method?.task !== undefined)
        return { call, unit, task: method.task, thread: null, parameters: method.parameters };
    }
    const spawner = throughFunctions && func.kind === "Name" ? this.#spawnerOf(func, scope) : null;
    if (spawner !== null) {
      const parameters = spawner.callee.params.all.map((param) => param.name);
      return { call, unit, task: { ...spawner.site.task, starts: undefined }, thread: null, parameters, spawner };
    }
    const made = func.kind === "Name" || func.kind === "Attribute" ? this.model.classOf(call, unit) : null;
    const task = made === null ? null : this.#ofThreadClass(made);
    return made === null || task === null ? null : { call, unit, task, thread: made, parameters: undefined };
  }

  /** What the catalogue says of what a call calls: a function or class, or a method of a type that it knows. */
  entryOf({ func }: Call, scope: Scope): CallableEntry | undefined {
    const name = this.model.qualifiedName(func, scope);
    const named = name === null ? undefined : this.model.catalogue.callable(name);
    if (named !== undefined || func.kind !== "Attribute") return named;
    const type = this.types.typeOf(func.value, scope);
    return type === null ? undefined : this.model.catalogue.type(type)?.methods?.[func.attr.name];
  }

  /** The method that an attribute names: of a type that the catalogue knows, or one that its name tells. */
  #methodOf({ value, attr }: Attribute, scope: Scope): CallableEntry | undefined {
    const { catalogue, text } = this.model;
    const type = this.types.typeOf(value, scope);
    if (type !== null) return catalogue.type(type)?.methods?.[attr.name];
    const behind = this.#behindProperty(value, scope);
    if (behind !== null) return catalogue.type(behind)?.methods?.[attr.name];
    const known = catalogue.knownStarts.get(attr.name);
    if (known?.task?.knownIn === undefined) return undefined;
    return new RegExp(`^[ \\t]*(?:import|from)[ \\t]+${known.task.knownIn}\\b`, "m").test(text) ? known : undefined;
  }

  /** The type of the attribute that a property gives: `self.executor`, which returns `self._executor`. */
  #behindProperty(value: Expr, scope: Scope): string | null {
    if (value.kind !== "Attribute" || value.value.kind !== "Name") return null;
    for (let at: Scope | null = scope; at !== null; at = at.parent) {
      const unit = at.node.kind === "Comprehension" ? null : this.model.unitOf(at.node);
      const method = unit === null ? null : this.model.methodOf(unit);
      if (method === null) continue;
      const property = method.receiver === value.value.name ? method.owner.method(value.attr.name) : null;
      if (property?.kind !== "property") return null;
      const given = property.unit.stmts.flatMap((stmt) => (stmt.kind === "Return" && stmt.value ? [stmt.value] : []));
      const types = given.map((one) => this.types.typeOf(one, property.unit.scope));
      return types.every((one) => one === types[0]) ? (types[0] ?? null) : null;
    }
    return null;
  }

  /** The function of the file that a name means, where it starts a thread over one of its parameters. */
  #spawnerOf(name: Name, scope: Scope): Spawner | null {
    const referent = this.model.resolve(name, scope);
    if (referent?.kind !== "function") return null;
    const known = this.#spawners.get(referent.node);
    if (known !== undefined) return known;
    this.#spawners.set(referent.node, null);
    const found = this.#spawnerIn(referent.node);
    this.#spawners.set(referent.node, found);
    return found;
  }

  #spawnerIn(callee: FunctionDef): Spawner | null {
    const unit = this.model.unitOf(callee);
    const plain = (expr: Expr | null): string | null => {
      const name = expr?.kind === "Name" ? expr.name : null;
      const isParameter = callee.params.all.some((param) => param.name === name);
      return isParameter && unit?.scope.bindings.get(name ?? "")?.length === 1 ? name : null;
    };
    if (unit === null || callee.isAsync || unit.isGenerator || callee.decorators.length > 0) return null;
    const sites = unit.calls.flatMap((call) => {
      const site = this.siteOf(call, unit, false);
      return site?.task.kind === "thread" ? [site] : [];
    });
    const [site] = sites;
    const starts = unit.calls.some(({ func }) => func.kind === "Attribute" && func.attr.name === "start");
    if (sites.length !== 1 || site === undefined || !starts) return null;
    const target = plain(argumentFor(site.call, site.parameters, site.task.target));
    const args = plain(argumentFor(site.call, site.parameters, "args"));
    return target === null ? null : { callee, site, target, args };
  }

  /** What a site runs; null where it cannot be told. */
  targetOf(site: Site): Target | null {
    if (site.spawner !== undefined) return this.#spawnedBy(site, site.spawner);
    if (site.thread !== null) {
      const run = site.thread.method("run");
      return run === null ? null : { unit: run.unit, environment: null };
    }
    const expr = argumentFor(site.call, site.parameters, site.task.target);
    if (expr === null) return null;
    const args = argumentFor(site.call, site.parameters, "args");
    const positional = args?.kind === "Tuple" || args?.kind === "List" ? args.elts : [];
    const kwargs = argumentFor(site.call, site.parameters, "kwargs");
    const keywords =
      kwargs?.kind === "Dict"
        ? kwargs.keys.flatMap((key, index) => {
            const value = kwargs.values[index];
            return key?.kind === "Constant" && value !== undefined ? [{ name: key.value, value }] : [];
          })
        : [];
    return this.runsIn(expr, site.unit, positional, keywords);
  }

  #spawnedBy({ call, unit, parameters }: Site, { callee, target, args }: Spawner): Target | null {
    const run = argumentFor(call, parameters, target);
    if (run === null || call.args.some(({ kind }) => kind === "Starred")) return null;
    const rest = callee.params.all.findIndex((param) => param.name === args);
    const form = callee.params.all[rest]?.form ?? "";
    const tuple = args === null ? null : argumentFor(call, parameters, args);
    const given = tuple?.kind === "Tuple" || tuple?.kind === "List" ? tuple.elts : [];
    return this.runsIn(run, unit, form.startsWith("var") ? call.args.slice(rest) : given);
  }

  /** The function that runs when an expression is called with some arguments, or the coroutine that it is. */
  runsIn(
    expr: Expr,
    unit: Unit,
    positional: readonly Expr[] = [],
    keywords: readonly { readonly name: string | null; readonly value: Expr }[] = [],
  ): Target | null {
    if (expr.kind === "Lambda") {
      const own = this.model.unitOf(expr);
      return own === null
        ? null
        : { unit: own, environment: this.places.environmentOf(own, 0, unit, null, positional, keywords) };
    }
    if (expr.kind === "Call") {
      const [first, ...rest] = expr.args;
      if (this.model.qualifiedName(expr.func, unit.scopeOf(expr)) === "functools.partial" && first !== undefined) {
        return this.runsIn(first, unit, [...rest, ...positional], [...expr.keywords, ...keywords]);
      }
      const callee = this.model.calleeOf(expr, unit);
      if (callee === null || callee.unit.node.kind !== "FunctionDef" || !callee.unit.node.isAsync) return null;
      const bound = callee.method !== null && callee.method.receiver !== null ? 1 : 0;
      const environment = this.places.environmentOf(callee.unit, bound, unit, null, expr.args, expr.keywords);
      return { unit: callee.unit, environment };
    }
    const found = this.functionOf(expr, unit);
    if (found === null) return null;
    const environment = this.places.environmentOf(found.unit, found.bound, unit, null, positional, keywords);
    return { unit: found.unit, environment };
  }

  /** The function or method of the file that an expression names. */
  functionOf(expr: Expr, unit: Unit): { readonly unit: Unit; readonly bound: number } | null {
    const referent =
      expr.kind === "Name" || expr.kind === "Attribute" ? this.model.resolve(expr, unit.scopeOf(expr)) : null;
    if (referent?.kind === "function") {
      const own = this.model.unitOf(referent.node);
      return own === null ? null : { unit: own, bound: 0 };
    }
    const imported = referent === null ? null : this.model.imported(expr, unit.scopeOf(expr));
    const elsewhere = imported === null ? null : imported.model.functionNamed(imported.name);
    if (elsewhere !== null) return { unit: elsewhere, bound: 0 };
    if (expr.kind !== "Attribute") return null;
    const method = this.model.classOf(expr.value, unit)?.method(expr.attr.name) ?? null;
    return method === null ? null : { unit: method.unit, bound: method.receiver === null ? 0 : 1 };
  }

  /** What ends a call which else never returns: `shutdown` of `server.serve_forever`. */
  runsUntil(func: Expr, unit: Unit, environment: Environment | null): Until | null {
    if (func.kind !== "Attribute") return null;
    const handed = func.value.kind === "Name" ? environment?.values.get(func.value.name) : undefined;
    const type =
      handed === undefined
        ? this.types.typeOf(func.value, unit.scopeOf(func))
        : this.types.typeOf(handed.expr, handed.unit.scopeOf(handed.expr));
    const entry = type === null ? undefined : this.model.catalogue.type(type)?.methods?.[func.attr.name];
    return entry?.runsUntil === undefined ? null : { methods: entry.runsUntil, wokenBy: entry.wokenBy ?? [] };
  }

  #ofThreadClass(made: ClassInfo): TaskEntry | null {
    for (const base of made.foreignBases) {
      const task = base === null ? undefined : this.model.catalogue.callable(base)?.task;
      if (task?.starts !== undefined && made.method("run") !== null) return task;
    }
    return null;
  }
}

/** Whether a test expects a call to raise: then it starts nothing. */
function isExpectedToFail(call: Call, unit: Unit): boolean {
  for (let at = unit.parentOf(call); at !== null; at = unit.parentOf(at)) {
    if (at.kind !== "With") continue;
    const expects = at.items.some(
      ({ context }) =>
        context.kind === "Call" && /^(?:raises|assertRaises\w*|assert_raises\w*)$/.test(lastName(context.func)),
    );
    if (expects && at.body.some((stmt) => stmt.start <= call.start && call.end <= stmt.end)) return true;
  }
  return false;
}

/**
 * Summaries of the file's own functions and classes, in the form of catalogue entries and made on
 * demand. While a summary is being made it is unknown, so recursion ends in silence.
 */
import type { CallableEntry, Effect, ResourceEntry, TypeEntry } from "../../catalogue/schema.js";
import { type Referent, resolveReferent } from "../../semantics/names.js";
import type { Scope } from "../../semantics/scopes.js";
import type { ClassDef, Expr, FunctionDef, Node } from "../../syntax/ast.js";
import { ClassSurvey, isAnyRelease, type ReleaseWay } from "./attributes.js";
import { isUnconditional, PLAIN_BASE, TRANSPARENT } from "./constructors.js";
import type { AttributeStore, FileContext, Maker, Summaries } from "./context.js";
import { dataclassConstructor, fieldStores } from "./dataclasses.js";
import { elementUses } from "./elements.js";
import { defineLazily, freshSpec, variantsOf, yieldsOf } from "./entries.js";
import { isGenerator } from "./generators.js";
import { leaksSelf } from "./leaks-self.js";
import type { LocalCatalogue } from "./local-catalogue.js";
import { Nesting } from "./nesting.js";
import { openedLater, returnsSelf } from "./openers.js";
import { writtenCallee } from "./origins.js";
import { type FunctionOutcome, walkForSummary } from "./scope-walk.js";

/** What is known of a class that keeps something on `self`. */
export interface OwnedAttribute {
  readonly attribute: string;
  readonly store: AttributeStore;
  /** Methods that release it. */
  readonly releasedBy: readonly string[];
}

/** Makes summaries when they are asked for, once each. */
export class FileSummaries implements Summaries {
  private readonly functions = new Map<FunctionDef, CallableEntry | null>();
  private readonly classes = new Map<ClassDef, CallableEntry | null>();
  /** Classes whose summary depends on code elsewhere in the file. */
  private readonly elsewhere = new Set<ClassDef>();
  private readonly surveys = new Map<ClassDef, ClassSurvey>();
  private readonly stores = new Map<FunctionDef, readonly AttributeStore[]>();
  private readonly outcomes = new Map<FunctionDef, FunctionOutcome | null>();
  private readonly nesting = new Nesting();
  private file: FileContext | null = null;
  private acquiring: ReadonlySet<Node> = new Set();
  private givers: ReadonlySet<string> = new Set();

  constructor(
    private readonly catalogue: LocalCatalogue,
    readonly moduleName: string,
  ) {}

  /**
   * The context that the summaries are made in (it refers to them in turn), and the functions and classes
   * in which something may be acquired.
   */
  attach(file: FileContext, acquiring: ReadonlySet<Node>): void {
    this.file = file;
    this.acquiring = acquiring;
    this.givers = new Set([...acquiring].flatMap((node) => (node.kind === "FunctionDef" ? [node.name.name] : [])));
  }

  mayGive(node: FunctionDef | ClassDef): boolean {
    // A class without a constructor of its own is made by that of its base.
    return this.acquiring.has(node) || (node.kind === "ClassDef" && node.bases.length > 0);
  }

  mayGiveMethod(owner: ClassDef, home: Scope, name: string): boolean {
    const method = this.survey(owner, home).method(name);
    return method !== null && this.acquiring.has(method.node);
  }

  mayGiveNamed(name: string): boolean {
    return this.givers.has(name);
  }

  isProperty(owner: ClassDef, home: Scope, name: string): boolean {
    const decorators = this.survey(owner, home).method(name)?.node.decorators ?? [];
    return decorators.some((decorator) => this.decoratorName(decorator) === "property");
  }

  ofCallee(referent: Referent): CallableEntry | undefined {
    if (referent.kind === "function") return this.ofFunction(referent.node, referent.scope);
    if (referent.kind === "class") return this.ofClass(referent.node, referent.scope);
    return undefined;
  }

  /** The types of a top-level class's instances that have been asked for, by their names within the file. */
  typesOf(node: ClassDef): (readonly [string, TypeEntry])[] {
    const prefix = `${this.moduleName}.`;
    const own = node.name.name;
    return [...this.catalogue.types].flatMap(([full, type]) => {
      const name = full.slice(prefix.length);
      if (name !== own && !name.startsWith(`${own}:`)) return [];
      return [[name, { ...type, methods: { ...type.methods } }] as const];
    });
  }

  /** Whether calling what is referred to raises by an explicit `raise`. */
  raises(referent: Referent): boolean {
    return this.context.raises.ofReferent(referent);
  }

  ofMethod(owner: ClassDef, home: Scope, name: string): CallableEntry | undefined {
    const method = this.survey(owner, home).method(name);
    if (method === null) return undefined;
    return this.ofFunction(method.node, this.context.tree.enter(method.owner.node, home));
  }

  takesSelf(owner: ClassDef, home: Scope, name: string): boolean {
    const method = this.survey(owner, home).method(name);
    return method === null || !this.isUnbound(method.node);
  }

  private isUnbound(method: FunctionDef): boolean {
    return method.decorators.some((decorator) => /^(?:static|class)method$/.test(this.decoratorName(decorator)));
  }

  touches(owner: ClassDef, home: Scope, method: string, attribute: string): boolean {
    return this.survey(owner, home).touches(method, attribute);
  }

  isWithoutFinalizer(owner: ClassDef, home: Scope): boolean {
    return this.isSelfContained(owner, home) && !this.survey(owner, home).hasFinalizer();
  }

  private get context(): FileContext {
    if (this.file === null) throw new Error("summaries are asked before their file is known");
    return this.file;
  }

  private ofFunction(node: FunctionDef, home: Scope): CallableEntry | undefined {
    return this.nesting.once(node, this.functions, () => this.summarize(node, home)) ?? undefined;
  }

  /** Do something that asks for summaries, however long the chains of calls are. */
  settled<T>(action: () => T): T {
    return this.nesting.settled(action, (node) => {
      if (node.kind === "FunctionDef") this.functions.set(node, null);
      else if (node.kind === "ClassDef") this.classes.set(node, null);
    });
  }

  private outcome(node: FunctionDef, home: Scope): FunctionOutcome | null {
    let outcome = this.outcomes.get(node);
    if (outcome === undefined) {
      outcome = walkForSummary(this.context, node, this.context.tree.enter(node, home));
      this.outcomes.set(node, outcome);
    }
    return outcome;
  }

  private summarize(node: FunctionDef, home: Scope): CallableEntry | null {
    const manager = node.decorators.some((decorator) => /contextmanager$/.test(this.decoratorName(decorator)));
    const plain = node.decorators.every((decorator) => TRANSPARENT.test(this.decoratorName(decorator)));
    if (!manager && !plain) return null;
    // A method that is only declared says nothing of those that are called.
    if (node.decorators.some((decorator) => /abstractmethod$/.test(this.decoratorName(decorator)))) return null;
    const outcome = this.outcome(node, home);
    if (outcome === null) return null;
    const inClass = home.node.kind === "ClassDef";
    const isStatic = node.decorators.some((decorator) => this.decoratorName(decorator) === "staticmethod");
    const params = inClass && !isStatic ? node.params.all.slice(1) : node.params.all;
    const lazy = isGenerator(node);
    const returned = lazy || manager ? [{ kind: "unknown" as const }] : outcome.returned.filter((one) => one !== null);
    const mayReturnNone = outcome.fallsOff || outcome.returned.some((one) => one === null);
    const effects: Record<string, Effect> = {};
    const keeps = new Set<string>();
    for (const param of params) {
      if (param.form.startsWith("var")) continue;
      const fate = outcome.fates.get(param.name) ?? "take";
      if (lazy && fate === "borrow") keeps.add(param.name);
      else if (fate !== "borrow") effects[param.name] = lazy ? "take" : fate;
    }
    if (params.some((param) => param.form.startsWith("var"))) effects["*"] = "take";
    const back = returned.filter((one) => one.kind === "argument").map((one) => (one as { name: string }).name);
    const one = back[0];
    const returnsArgument = one !== undefined && back.length === returned.length && back.every((name) => name === one);
    if (!returnsArgument) for (const name of back) effects[name] = "take";
    for (const result of returned) if (result.kind === "keeps") for (const name of result.names) keeps.add(name);
    const fresh = freshSpec(returned);
    return {
      parameters: params.filter((param) => !param.form.startsWith("var")).map((param) => param.name),
      ...(Object.keys(effects).length > 0 ? { effects } : {}),
      ...(lazy ? (node.isAsync || manager ? {} : yieldsOf(outcome)) : variantsOf(node, outcome)),
      ...(keeps.size > 0 ? { keeps: [...keeps] } : {}),
      ...(returnsArgument && one !== undefined ? { returnsArgument: one } : {}),
      ...(fresh !== null ? { returns: fresh, ...writtenCallee(this.makerIn(node, home), this.context.text) } : {}),
      ...(fresh !== null && mayReturnNone ? { mayReturnNone } : {}),
      ...(node.isAsync && !lazy && !manager ? { async: true } : {}),
      raises: this.context.raises.ofReferent({ kind: "function", node, scope: home }) ? true : "io",
    };
  }

  private decoratorName(decorator: Expr): string {
    const callee = decorator.kind === "Call" ? decorator.func : decorator;
    return callee.kind === "Attribute" ? callee.attr.name : callee.kind === "Name" ? callee.name : "?";
  }

  maker(referent: Referent): Maker | null {
    if (referent.kind === "function") return this.makerIn(referent.node, referent.scope);
    if (referent.kind === "qualified") return null;
    const [owned] = this.ownedAttributes(referent.node, referent.scope);
    return owned === undefined
      ? null
      : { call: owned.store.site.call, scope: this.context.tree.enter(referent.node, referent.scope) };
  }

  private makerIn(node: FunctionDef, home: Scope): Maker | null {
    const fresh = this.outcome(node, home)?.returned.find((one) => one?.kind === "fresh");
    return fresh?.kind === "fresh" ? { call: fresh.call, scope: this.context.tree.enter(node, home) } : null;
  }

  // ------------------------------------------------------------ classes

  /** The class with its bases, as far as they stand in the file. */
  survey(node: ClassDef, home: Scope): ClassSurvey {
    let survey = this.surveys.get(node);
    if (survey === undefined) {
      this.surveys.set(node, new ClassSurvey(node, [], this.context.text));
      const bases = this.basesOf(node, home).flatMap((base) =>
        base?.kind === "class" && base.node !== node ? [this.survey(base.node, base.scope)] : [],
      );
      survey = new ClassSurvey(node, bases, this.context.text);
      this.surveys.set(node, survey);
    }
    return survey;
  }

  basesOf(node: ClassDef, home: Scope): readonly (Referent | null)[] {
    return node.bases.map((base) => {
      const expr = base.kind === "Subscript" ? base.value : base;
      return resolveReferent(expr, home, (name) => this.catalogue.callable(name) !== undefined);
    });
  }

  /** Whether all that a class inherits stands in the file, or is known to own nothing. */
  isSelfContained(node: ClassDef, home: Scope, seen: Set<ClassDef> = new Set()): boolean {
    if (seen.has(node)) return true;
    seen.add(node);
    return this.basesOf(node, home).every((base) => {
      if (base?.kind === "class") return this.isSelfContained(base.node, base.scope, seen);
      return base?.kind === "qualified" && PLAIN_BASE.test(base.name);
    });
  }

  /** What a class acquires and keeps on `self`, method by method. */
  ownedAttributes(node: ClassDef, home: Scope): OwnedAttribute[] {
    const survey = this.survey(node, home);
    const inner = this.context.tree.enter(node, home);
    const found = new Map<string, OwnedAttribute>();
    const groups = [...survey.methods.values()].map((method) => this.storesIn(method, inner));
    for (const stores of [fieldStores(node, home, this.context), ...groups]) {
      for (const store of stores) {
        if (store.site.parameter !== null || store.site.escaped || found.has(store.attribute)) continue;
        found.set(store.attribute, {
          attribute: store.attribute,
          store,
          releasedBy: this.releasedBy(survey, store),
        });
      }
    }
    return [...found.values()];
  }

  private releasedBy(survey: ClassSurvey, store: AttributeStore): readonly string[] {
    if (store.isElement) return elementUses(survey, store, this.context.text)?.releasedBy ?? [];
    return survey.releasing(store.attribute, (way) => this.isRelease(way, store.site.type));
  }

  /** What a walk of a method found it to put on `self`: it need not be walked again for that. */
  noteStores(method: FunctionDef, stores: readonly AttributeStore[]): void {
    this.stores.set(method, stores);
  }

  private storesIn(method: FunctionDef, home: Scope): readonly AttributeStore[] {
    // Without an object at hand, nothing is put on it; but instances are made.
    if (!this.acquiring.has(method) || this.isUnbound(method)) return [];
    return this.stores.get(method) ?? this.outcome(method, home)?.stores ?? [];
  }

  /** What a method of the class acquires and puts on `self`. */
  storesOf(node: ClassDef, home: Scope, method: FunctionDef): readonly AttributeStore[] {
    return this.storesIn(method, this.context.tree.enter(node, home));
  }

  /** Methods of a class that release what a base class owns. */
  releasing(node: ClassDef, home: Scope, store: AttributeStore): readonly string[] {
    return this.releasedBy(this.survey(node, home), store);
  }

  /** The base classes that stand in the file. */
  localBases(node: ClassDef, home: Scope): { readonly node: ClassDef; readonly home: Scope }[] {
    return this.basesOf(node, home).flatMap((base) =>
      base?.kind === "class" && base.node !== node ? [{ node: base.node, home: base.scope }] : [],
    );
  }

  /** The qualified names of the base classes that stand elsewhere. */
  libraryBases(node: ClassDef, home: Scope): string[] {
    return this.basesOf(node, home).flatMap((base) => (base?.kind === "qualified" ? [base.name] : []));
  }

  /** Whether the one base of a class is made by something that gives a resource. */
  isMadeByBase(node: ClassDef, home: Scope): boolean {
    const [base] = this.basesOf(node, home);
    if (base?.kind === "class") return base.node !== node && this.acquiring.has(base.node);
    return base?.kind === "qualified" && this.catalogue.callable(base.name)?.returns !== undefined;
  }

  /** Whether a class elsewhere owns and releases nothing. */
  isPlainBase(name: string): boolean {
    return PLAIN_BASE.test(name);
  }

  /** Whether something that a method does with an attribute releases what is of a type. */
  isRelease(way: ReleaseWay, type: TypeEntry): boolean {
    const { resource } = type;
    if (resource === undefined) return false;
    if (way.method !== undefined) return resource.release.includes(way.method);
    if (way.entered) return resource.with === "release" || resource.asyncWith === "release";
    return resource.releaseFunctions?.some((name) => name === way.callee) === true || way.callee === "os.close";
  }

  private ofClass(node: ClassDef, home: Scope): CallableEntry | undefined {
    const { looksElsewhere } = this.context;
    const before = looksElsewhere.yes;
    const entry = this.nesting.once(node, this.classes, () => {
      looksElsewhere.yes = false;
      const made = this.constructorOf(node, home);
      if (looksElsewhere.yes) this.elsewhere.add(node);
      return made;
    });
    looksElsewhere.yes = before || this.elsewhere.has(node);
    return entry ?? undefined;
  }

  private constructorOf(node: ClassDef, home: Scope): CallableEntry | null {
    if (node.keywords.length > 0) return null;
    const survey = this.survey(node, home);
    if (node.decorators.length > 0) return this.dataclassConstructor(node, home, survey);
    if (!this.isSelfContained(node, home)) return this.inheritedConstructor(node, home, survey);
    if (survey.method("__new__") !== null || survey.method("__getattr__") !== null) return null;
    const init = survey.method("__init__");
    if (init === null) {
      const inherited = this.inheritedConstructor(node, home, survey);
      if (inherited !== null) return inherited;
    }
    // Without a constructor in sight, what becomes of arguments is not known.
    if (init === null) return null;
    const entry = this.ofFunction(init.node, this.context.tree.enter(init.owner.node, home));
    if (entry === undefined) return null;
    const { returns: _none, keeps, ...rest } = entry;
    // What a constructor hands back views of is kept by the object.
    const effects = { ...rest.effects, ...Object.fromEntries((keeps ?? []).map((name) => [name, "take" as const])) };
    const made: CallableEntry = { ...rest, effects, ...this.adoption(node, home, init.node, survey, effects) };
    const now = this.resourceOf(node, home, init.node, survey);
    const stores = (method: FunctionDef) => this.storesOf(node, home, method);
    const opened = now === null ? openedLater(survey, stores, (store) => this.releasedBy(survey, store)) : null;
    const resource = now ?? opened?.resource;
    if (resource === undefined) return made;
    const typeName = this.typeName(node, home);
    this.catalogue.types.set(typeName, this.typeOf(node, home, survey, resource));
    const origin = writtenCallee(this.maker({ kind: "class", node, scope: home }), this.context.text);
    const unopened = opened !== null && !opened.opensItself ? { unopened: true } : {};
    return { ...made, returns: typeName, ...unopened, ...origin };
  }

  private dataclassConstructor(node: ClassDef, home: Scope, survey: ClassSurvey): CallableEntry | null {
    return dataclassConstructor(node, home, survey, {
      context: this.context,
      isRelease: isAnyRelease,
      releasedBy: (store) => this.releasedBy(survey, store),
      type: (field, resource) => {
        const name = this.typeName(node, home, field);
        this.catalogue.types.set(name, this.typeOf(node, home, survey, resource));
        return name;
      },
    });
  }

  /** The constructor of a library's resource, where the class changes nothing about how it is released. */
  private inheritedConstructor(node: ClassDef, home: Scope, survey: ClassSurvey): CallableEntry | null {
    const [base, ...others] = this.basesOf(node, home);
    if (base == null || others.length > 0) return null;
    const entry = base.kind === "qualified" ? this.catalogue.callable(base.name) : this.ofCallee(base);
    const type = typeof entry?.returns === "string" ? this.catalogue.type(entry.returns) : undefined;
    if (entry === undefined || type?.resource === undefined) return null;
    const changed = ["__init__", "__new__", "__del__", "__enter__", "__exit__", ...type.resource.release];
    if (changed.some((name) => survey.methods.has(name) && !survey.callsSuper(name))) return null;
    // Whoever has a constructor of its own takes other arguments.
    return survey.methods.has("__init__") ? { effects: { "*": "take" }, returns: entry.returns, raises: "io" } : entry;
  }

  /**
   * What a class does with an open argument that its constructor puts on `self`: where a method releases
   * it, an instance becomes its owner, to be released in its place; where none does and none hands it
   * on, the instance only refers to it.
   */
  private adoption(
    node: ClassDef,
    home: Scope,
    init: FunctionDef,
    survey: ClassSurvey,
    effects: Record<string, Effect>,
  ): Partial<CallableEntry> {
    if (leaksSelf(init) || survey.hasFinalizer()) return {};
    const outcome = this.outcome(init, this.context.tree.enter(node, home));
    const keeps: string[] = [];
    for (const store of outcome?.stores ?? []) {
      const name = store.site.parameter;
      if (
        store.isElement ||
        name === null ||
        store.site.escaped ||
        effects[name] !== "take" ||
        survey.escapes(store.attribute)
      )
        continue;
      const releasing = survey.releasing(store.attribute, isAnyRelease);
      const named = releasing.filter((method) => !method.startsWith("__"));
      if (releasing.length === 0) {
        // Other code may reach through the instance.
        const { text } = this.context;
        this.context.looksElsewhere.yes = true;
        const outside = text.slice(0, node.start) + text.slice(node.end);
        if (new RegExp(`(?<!\\bself)\\.${store.attribute}\\b`).test(outside)) continue;
        keeps.push(name);
        delete effects[name];
        continue;
      }
      const [first] = [...named].sort((a, b) => Number(/close/.test(b)) - Number(/close/.test(a)));
      if (first === undefined) continue;
      const typeName = this.typeName(node, home, name);
      const resource: ResourceEntry = {
        release: [first, ...named.filter((method) => method !== first)],
        with: releasing.includes("__exit__") ? "release" : "none",
      };
      this.catalogue.types.set(typeName, this.typeOf(node, home, survey, resource));
      return { owns: { parameter: name, type: typeName } };
    }
    return keeps.length > 0 ? { keeps } : {};
  }

  /**
   * The type of a class's instances: its qualified name, for other files to ask by; with a parameter, of
   * those that own what they were handed for it. Classes inside of functions are told apart by place.
   */
  private typeName(node: ClassDef, home: Scope, parameter?: string): string {
    const local = home.node.kind === "Module" ? node.name.name : `${node.name.name}@${node.start}`;
    return `${this.moduleName}.${local}${parameter === undefined ? "" : `:${parameter}`}`;
  }

  /** How an instance is released, where making one acquires something for sure and a method releases it. */
  private resourceOf(node: ClassDef, home: Scope, init: FunctionDef, survey: ClassSurvey): ResourceEntry | null {
    if (survey.hasFinalizer() || leaksSelf(init)) return null;
    const owned = this.ownedAttributes(node, home).filter(
      ({ store }) => store.site.type.resource?.rule === undefined && isUnconditional(init, store),
    );
    const release = new Set<string>();
    for (const { releasedBy, attribute, store } of owned) {
      if (
        store.isElement ? elementUses(survey, store, this.context.text)?.escapes !== false : survey.escapes(attribute)
      )
        return null;
      for (const name of releasedBy)
        if (!/^__\w+__$/.test(name) || name === "__exit__" || name === "__aexit__") release.add(name);
    }
    if (release.size === 0) return null;
    const exits = release.has("__exit__");
    const awaited = release.has("__aexit__");
    const named = [...release].filter((name) => !name.startsWith("__"));
    const first = named.find((name) => /close/.test(name)) ?? named[0];
    const ordered = first === undefined ? named : [first, ...named.filter((name) => name !== first)];
    if (ordered.length === 0 && !exits && !awaited) return null;
    const firstMethod = first === undefined ? null : survey.method(first);
    return {
      release: ordered,
      with: exits ? "release" : "none",
      ...(awaited ? { asyncWith: "release" as const } : {}),
      ...(firstMethod?.node.isAsync ? { awaitRelease: true } : {}),
    };
  }

  private typeOf(node: ClassDef, home: Scope, survey: ClassSurvey, resource: ResourceEntry): TypeEntry {
    const methods: Record<string, CallableEntry> = {};
    for (const name of survey.methodNames()) {
      if (/^__\w+__$/.test(name) || resource.release.includes(name)) continue;
      const method = survey.method(name);
      if (method === null) continue;
      // What the methods do is asked when the class is known: they may well make instances of it.
      defineLazily(methods, name, () => {
        // A method that hands `self` on may make somebody else its owner.
        if (leaksSelf(method.node)) return { receiver: "take", effects: { "*": "take" } };
        const entry = this.settled(() => this.ofMethod(node, home, name)) ?? { effects: { "*": "take" } };
        return returnsSelf(method.node) ? { ...entry, returnsReceiver: true } : entry;
      });
    }
    return { noun: node.name.name, resource, methods };
  }
}

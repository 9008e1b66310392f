/** What a touch does to the size of a container. */
import type { ContainerEntry } from "../../catalogue/schema.js";
import type { Call, Expr, Node } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { containerMadeBy, type Made } from "./containers.js";
import type { Touch, Trace } from "./trace.js";

/** Something is put in. */
export interface Growth {
  readonly unit: Unit;
  /** The expression of the container there. */
  readonly node: Expr;
  /** How, as messages say it: `append()`, `+=`, an item's assignment. */
  readonly how: string;
  /** The key, for what takes no more room when it is there already; null for what always takes room. */
  readonly key: Expr | null;
  /** An iterable of keys, or of values; null where one thing is put in. */
  readonly elements: Expr | null;
  /** What is put in, as far as it can be seen. */
  readonly values: readonly Expr[];
  readonly keyed: boolean;
  readonly depth: number;
  readonly sure: boolean;
}

/** Something is taken out, or the container is bound anew. */
export interface Shrink {
  readonly unit: Unit;
  readonly node: Expr;
  /** The key that is removed; null for what removes something else or everything. */
  readonly key: Expr | null;
  /** The method is handed on, and called by whoever has it: `ref(x, cache.pop)`. */
  readonly isHandedOn?: boolean;
  /** 1 for what is taken out of something inside. */
  readonly depth: number;
}

export interface Operations {
  readonly growths: readonly Growth[];
  readonly shrinks: readonly Shrink[];
  /** Calls that say how long it is. */
  readonly measures: readonly { readonly unit: Unit; readonly node: Expr }[];
  /** Tests of whether there is anything in it. */
  readonly emptiness: readonly { readonly unit: Unit; readonly node: Expr }[];
  /** `x in container`, with `x`. */
  readonly memberships: readonly { readonly unit: Unit; readonly node: Expr; readonly left: Expr }[];
}

const ADDS_OF_ANY = new Set(["append", "appendleft", "extend", "insert"]);
const REMOVES_OF_ANY = new Set(["pop", "popleft", "popitem", "remove", "discard", "clear", "get_nowait"]);
/** Methods whose argument holds what is put in. */
const OF_MANY = new Set([
  "extend",
  "extendleft",
  "update",
  "symmetric_difference_update",
  "subtract",
  "fromlist",
  "frombytes",
]);

/** Reads the operations from a trace. */
export class OperationReader {
  readonly growths: Growth[] = [];
  readonly shrinks: Shrink[] = [];
  readonly measures: { unit: Unit; node: Expr }[] = [];
  readonly emptiness: { unit: Unit; node: Expr }[] = [];
  readonly memberships: { unit: Unit; node: Expr; left: Expr }[] = [];
  readonly #inner: Made | null;

  /** @param isDefinition whether a binding is where the container is made, rather than made anew. */
  constructor(
    readonly model: FileModel,
    readonly made: Made,
    readonly trace: Trace,
    readonly isDefinition: (touch: Touch) => boolean,
  ) {
    this.#inner = this.#findInner();
    for (const touch of trace.touches) this.#read(touch);
  }

  /** The kind of the things inside, where they are containers. */
  #findInner(): Made | null {
    const { model, made } = this;
    const { value } = made;
    const { root } = model;
    if (value.kind === "Call" && made.type.addsOnRead === true) {
      const [factory] = value.args;
      if (factory?.kind === "Lambda") return containerMadeBy(factory.body, root, model);
      const name = factory === undefined ? null : model.qualifiedName(factory, root.scope);
      const type = name === null ? undefined : model.catalogue.container(name);
      return type === undefined || name === null || factory === undefined
        ? null
        : { typeName: name, type, value: factory };
    }
    const inside = value.kind === "Dict" ? value.values : value.kind === "List" ? value.elts : [];
    const candidates: (readonly [Expr, Unit])[] = inside.map((one) => [one, root]);
    if (value.kind === "Comprehension") candidates.push([value.value ?? value.element, root]);
    for (const { access, unit, depth } of this.trace.touches) {
      if (depth > 0) continue;
      if (access.kind === "store-item" && access.value !== null) candidates.push([access.value, unit]);
      if (access.kind === "call" && access.method === "setdefault" && access.call.args[1] !== undefined)
        candidates.push([access.call.args[1], unit]);
      if (access.kind === "call" && access.method === "append" && access.call.args[0] !== undefined)
        candidates.push([access.call.args[0], unit]);
    }
    for (const [expr, unit] of candidates) {
      const found = containerMadeBy(expr, unit, model);
      if (found !== null) return found;
    }
    return null;
  }

  #typeAt(depth: number): ContainerEntry | null {
    if (depth === 0) return this.made.type;
    return depth === 1 ? (this.#inner?.type ?? null) : null;
  }

  #read(touch: Touch): void {
    const { access, unit, node, depth } = touch;
    const type = this.#typeAt(depth);
    switch (access.kind) {
      case "bind":
        if (depth === 0) this.#readBinding(touch, access.value);
        return;
      case "delete":
        if (depth === 0) this.shrinks.push({ unit, node, key: null, depth });
        return;
      case "augment":
        this.#readAugment(touch, access.op, access.value, type);
        return;
      case "call":
        this.#readMethod(touch, access.method, access.call, type);
        return;
      case "attribute":
        // `cache.clear` alone calls nothing.
        if (unit.parentOf(access.node)?.kind === "ExprStmt") return;
        this.#readMethod(touch, access.name, null, type);
        return;
      case "store-item":
        this.#readStore(touch, access.index, access.value, type);
        return;
      case "delete-item":
        this.shrinks.push({ unit, node, key: depth === 0 ? access.index : null, depth });
        return;
      case "load-item":
        if (depth === 0 && type?.addsOnRead === true) this.#grow(touch, "[]", { key: access.index, keyed: true });
        if (depth === 0 && type?.keyed !== true) this.#readPlace(unit, access.index, access.node);
        return;
      case "argument":
        this.#readArgument(touch, access.call, access.at, depth);
        return;
      case "test":
        if (depth === 0) this.#readTest(touch, access.node);
        return;
      default:
        return;
    }
  }

  #grow(touch: Touch, how: string, rest: Partial<Growth>): void {
    const { unit, node, depth, sure } = touch;
    this.growths.push({ unit, node, how, key: null, elements: null, values: [], keyed: false, depth, sure, ...rest });
  }

  #readMethod(touch: Touch, method: string, call: Call | null, type: ContainerEntry | null): void {
    const { unit, node, depth } = touch;
    const adds = type === null ? ADDS_OF_ANY.has(method) : (type.adds ?? []).includes(method);
    const removes = type === null ? REMOVES_OF_ANY.has(method) : (type.removes ?? []).includes(method);
    const [first] = call?.args ?? [];
    if (removes) {
      const isKeyed = depth === 0 && /^(?:pop|remove|discard)$/.test(method) && type?.keyed === true;
      this.shrinks.push({
        unit,
        node,
        key: isKeyed || (method === "remove" && depth === 0) ? (first ?? null) : null,
        isHandedOn: call === null,
        depth,
      });
    } else if (call !== null && (type?.measures ?? []).includes(method)) this.measures.push({ unit, node: call });
    if (!adds) return;
    const keyed = type?.keyed === true;
    const how = `${method}()`;
    if (call === null) this.#grow(touch, method, { keyed });
    else if (method === "setdefault")
      this.#grow(touch, how, { key: first ?? null, keyed, values: call.args.slice(1, 2) });
    else if (!OF_MANY.has(method))
      this.#grow(touch, how, { key: keyed ? (first ?? null) : null, keyed, values: call.args.slice(-1) });
    else if (first !== undefined) this.#grow(touch, how, { elements: first, keyed });
  }

  #readAugment(touch: Touch, op: string, value: Expr, type: ContainerEntry | null): void {
    const { unit, node, depth } = touch;
    const keyed = type?.keyed === true;
    if (op === "+=" && type !== null) this.#grow(touch, op, { elements: value, keyed });
    else if (op === "|=" && keyed) this.#grow(touch, op, { elements: value, keyed });
    else if (op === "-=" || op === "&=" || op === "^=") this.shrinks.push({ unit, node, key: null, depth });
  }

  #readStore(touch: Touch, index: Expr, value: Expr | null, type: ContainerEntry | null): void {
    const { unit, node, depth } = touch;
    const item = unit.parentOf(node);
    const stmt = item === null ? null : unit.parentOf(item);
    if (stmt?.kind === "AugAssign") {
      if (depth === 0 && (type?.addsOnRead === true || this.made.typeName === "collections.Counter"))
        this.#grow(touch, "[]", { key: index, keyed: true });
      const many = stmt.value.kind === "List" || stmt.value.kind === "Tuple" || stmt.value.kind === "Comprehension";
      if (stmt.op === "+=" && many && depth === 0) this.#grow(touch, "+=", { elements: stmt.value, depth: 1 });
      return;
    }
    if (index.kind === "Slice") {
      const isEnd = index.upper === null && index.lower?.kind === "Call" && value !== null;
      if (isEnd) this.#grow(touch, "slice assignment", { elements: value });
      else this.shrinks.push({ unit, node, key: null, depth });
      return;
    }
    if (type?.keyed === true && type.adds?.includes("setdefault") === true)
      this.#grow(touch, "[]", { key: index, keyed: true, values: value === null ? [] : [value] });
  }

  /** `if menus[2][0] != "shell"`: asks whether it is there already what is put there once. */
  #readPlace(unit: Unit, index: Expr, node: Expr): void {
    if (index.kind !== "Constant" || index.type !== "int") return;
    let item: Expr = node;
    let parent = unit.parentOf(item);
    while (parent?.kind === "Subscript" && parent.value === item) {
      item = parent;
      parent = unit.parentOf(item);
    }
    if (parent?.kind !== "Compare" || parent.left !== item || !/^(?:==|!=|is|is not)$/.test(parent.ops[0] ?? ""))
      return;
    if (parent.comparators.every((one) => one.kind === "Constant")) this.emptiness.push({ unit, node: parent });
  }

  #readArgument(touch: Touch, call: Call, at: number | string | null, depth: number): void {
    const { unit, node } = touch;
    const name = this.model.qualifiedName(call.func, unit.scopeOf(call));
    if (name === null) return;
    if (name === "builtins.len" && depth === 0) this.measures.push({ unit, node: call });
    const entry = this.model.catalogue.containerFunction(name);
    if (entry === undefined) return;
    if (entry.adds === at) this.#grow(touch, `${name}()`, { values: call.args.slice(1, 2) });
    if (entry.removes === at) this.shrinks.push({ unit, node, key: null, depth });
  }

  #readTest(touch: Touch, test: Node): void {
    const { unit, node } = touch;
    if (test.kind === "Compare" && /in$/.test(test.ops[0] ?? ""))
      this.memberships.push({ unit, node, left: test.left });
    else if (
      test.kind !== "Compare" ||
      test.comparators.some((one) => one.kind === "Constant" || one.kind === "Dict" || one.kind === "List")
    )
      this.emptiness.push({ unit, node: test.kind === "Compare" || test.kind === "UnaryOp" ? test : node });
  }

  /** Bound anew: empty again, or longer by what stands beside the old value. */
  #readBinding(touch: Touch, value: Expr | null): void {
    const { unit, node, depth } = touch;
    if (this.isDefinition(touch)) return;
    const text = this.#textOf(node);
    const isSame = (one: Expr): boolean => this.#textOf(one) === text;
    if (value?.kind === "BinOp" && (value.op === "+" || value.op === "|") && isSame(value.left)) {
      this.#grow(touch, value.op, { elements: value.right, keyed: this.made.type.keyed === true });
    } else if (
      (value?.kind === "List" || value?.kind === "Set" || value?.kind === "Tuple") &&
      value.elts.some((one) => one.kind === "Starred" && isSame(one.value))
    ) {
      this.#grow(touch, "[*…]", { values: value.elts });
    } else if (value?.kind === "Dict" && value.values.some((one, index) => value.keys[index] === null && isSame(one))) {
      const key = value.keys.find((one) => one !== null) ?? null;
      this.#grow(touch, "{**…}", { key, keyed: true });
    } else this.shrinks.push({ unit, node, key: null, depth });
  }

  #textOf(node: Node): string {
    return this.model.text.slice(node.start, node.end);
  }
}

/** Whether a node mentions a name or an attribute of this name. */
export function mentionsName(node: Node, name: string): boolean {
  return contains(node, (inner) => {
    if (inner.kind === "Name") return inner.name === name;
    if (inner.kind === "Attribute") return inner.attr.name === name;
    return inner.kind === "Constant" && inner.type === "str" && inner.value === name;
  });
}

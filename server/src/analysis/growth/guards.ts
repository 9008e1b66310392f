/** Code that lets only a few values pass: tables that know them, questions that are asked before. */
import type { Scope } from "../../semantics/scopes.js";
import type { Expr, If, Node, Stmt } from "../../syntax/ast.js";
import { namesIn } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { containerMadeBy } from "./containers.js";
import type { Domain } from "./domains.js";

/** A name as a constant is written: imported from another module, it stands for a table that is complete. */
const CONSTANT = /^_*[A-Z][A-Z0-9_]+$/;

/** Answers for the names of one file. */
export class Guards {
  readonly #asking = new Map<Unit, { readonly stmt: Stmt; readonly names: ReadonlySet<string> }[]>();

  constructor(
    readonly model: FileModel,
    /** Whether a module-level container is filled while the module is imported and never after. */
    readonly isConstantTable: (name: string) => boolean,
  ) {}

  /**
   * How many of a name's values get as far as `at`: those that a constant table holds (`if x not in KNOWN: raise`,
   * `KNOWN[x]`), those that a chain of comparisons names, those that a class has attributes for. Null where nothing asks.
   *
   * @param byRaising whether only an exception keeps the others from getting there.
   */
  passing(name: string, at: Node, unit: Unit, home: Scope, byRaising = false): Domain | null {
    for (const use of this.model.usesOfName(home, name)) {
      if (use.unit !== unit) continue;
      const parent = unit.parentOf(use.node);
      if (parent?.kind === "Subscript" && parent.index === use.node && this.isTable(parent.value, unit)) {
        const isAside = isInOtherBranch(parent, at, unit);
        if (unit.parentOf(parent)?.kind !== "Delete" && !isStored(parent, unit) && !isAside) return "closed";
      }
      // `getattr(Random, name)` raises for all but the names that the class has.
      const [object, second, ...more] = parent?.kind === "Call" ? parent.args : [];
      const isLookup = parent?.kind === "Call" && parent.func.kind === "Name" && parent.func.name === "getattr";
      if (isLookup && object?.kind === "Name" && second === use.node && more.length === 0 && parent.end <= at.start) {
        const referent = this.model.resolve(object, unit.scopeOf(object));
        if (referent?.kind === "class" || referent?.kind === "qualified") return "small";
      }
    }
    const asking = this.#askingAbout(name, unit);
    return asking.some((stmt) => this.#asks(stmt, name, at, unit, byRaising ? raises : leaves)) ? "closed" : null;
  }

  /** The statements of a unit that ask for a name, or for what is bound to it. */
  #askingAbout(name: string, unit: Unit): readonly Stmt[] {
    let known = this.#asking.get(unit);
    if (known === undefined) {
      known = [];
      for (const stmt of unit.stmts) {
        const asked =
          stmt.kind === "If" || stmt.kind === "Assert" ? stmt.test : stmt.kind === "Match" ? stmt.subject : null;
        if (asked !== null) known.push({ stmt, names: namesIn(asked) });
      }
      this.#asking.set(unit, known);
    }
    return known.flatMap(({ stmt, names }) => {
      const isMeant =
        names.has(name) ||
        otherNames(name, unit).some((one) => names.has(one)) ||
        [...names].some((one) => this.#isFoundBy(one, name, unit));
      return isMeant ? [stmt] : [];
    });
  }

  /** `found = KNOWN.get(name)`. */
  #isFoundBy(found: string, name: string, unit: Unit): boolean {
    const [only] = unit.scope.bindings.get(found) ?? [];
    return only?.kind === "assign" && only.value.kind === "Call" && only.value.args.some((one) => isText(one, name));
  }

  /** Whether an expression is a table of the program: a constant of a module or class, filled where it is made. */
  isTable(expr: Expr, unit: Unit): boolean {
    if (expr.kind === "Name") {
      const home = unit.scopeOf(expr).lookup(expr.name);
      if (home === null || home.node.kind !== "Module") return false;
      const bindings = home.bindings.get(expr.name) ?? [];
      const isImported = bindings.length > 0 && bindings.every(({ kind }) => kind === "import");
      return isImported ? CONSTANT.test(expr.name) : this.isConstantTable(expr.name);
    }
    if (expr.kind === "Call" && expr.func.kind === "Attribute" && /^(?:keys|values|items)$/.test(expr.func.attr.name))
      return this.isTable(expr.func.value, unit);
    if (expr.kind !== "Attribute" || expr.value.kind !== "Name") return false;
    const method = this.model.methodAround(unit);
    const own = method !== null && method.receiver === expr.value.name ? method.owner : null;
    const referent = own === null ? this.model.resolve(expr.value, unit.scope) : null;
    if (referent?.kind === "qualified") return CONSTANT.test(expr.attr.name);
    const info = own ?? (referent?.kind === "class" ? this.model.classInfo(referent.node) : null);
    const value = info?.classAttribute(expr.attr.name) ?? null;
    if (info === null || value === null) return false;
    const isChanged = info
      .usesOf(expr.attr.name)
      .some(({ access: { kind } }) => kind !== "load-item" && kind !== "test" && kind !== "iterate" && kind !== "call");
    if (isChanged) return false;
    return value.kind === "Tuple" || (containerMadeBy(value, info.unit, this.model) !== null && !isEmpty(value));
  }

  #asks(stmt: Stmt, name: string, at: Node, unit: Unit, ends: (block: readonly Stmt[]) => boolean): boolean {
    if (stmt.kind === "Assert") return stmt.end <= at.start && this.#isMember(stmt.test, name, unit, true);
    if (stmt.kind === "Match") {
      const last = stmt.cases[stmt.cases.length - 1];
      const isFinal = last !== undefined && last.guard === null && ends(last.body) && stmt.end <= at.start;
      return isFinal && isText(stmt.subject, name) && last.pattern.irrefutable;
    }
    if (stmt.kind !== "If") return false;
    const isAfter = stmt.end <= at.start;
    if (this.#isMember(stmt.test, name, unit, true) && stmt.body.some((one) => isWithin(at, one))) return true;
    if (isAfter && raises(stmt.body) && this.#isStranger(stmt.test, name)) return true;
    if (this.#isMember(stmt.test, name, unit, false)) {
      if (isAfter && ends(stmt.body)) return true;
      if (stmt.orelse.some((one) => isWithin(at, one))) return true;
    }
    if (isAfter && this.#raises(stmt.body, unit)) {
      const isLimited = [name, ...otherNames(name, unit)].some((one) => this.#isLimit(stmt.test, one));
      if (isLimited) return true;
    }
    if (isAfter && ends(stmt.body) && this.#isUnknown(stmt.test, name, unit)) return true;
    return isChain(stmt, name, at, ends);
  }

  /** Whether a block ends by raising, by itself or through a function that does nothing else. */
  #raises(block: readonly Stmt[], unit: Unit): boolean {
    if (raises(block)) return true;
    const last = block[block.length - 1];
    if (last?.kind !== "ExprStmt" || last.value.kind !== "Call") return false;
    const { func } = last.value;
    const known = this.model.calleeOf(last.value, unit)?.unit;
    const name = func.kind === "Attribute" ? func.attr.name : null;
    // Of a mixin, the methods of that name that the file has.
    const callees = known !== undefined ? [known] : this.model.units.filter(({ node }) => isNamed(node, name));
    return callees.length > 0 && callees.every(({ node }) => node.kind === "FunctionDef" && raises(node.body));
  }

  /** `name in KNOWN`, or `name not in KNOWN`. */
  #isMember(test: Expr, name: string, unit: Unit, positive: boolean): boolean {
    if (test.kind === "BoolOp" && test.op === (positive ? "and" : "or"))
      return test.values.some((part) => this.#isMember(part, name, unit, positive));
    if (test.kind === "UnaryOp" && test.op === "not") return this.#isMember(test.operand, name, unit, !positive);
    if (test.kind !== "Compare" || !isText(test.left, name)) return false;
    const [table] = test.comparators;
    if (table === undefined) return false;
    if (test.ops[0] === (positive ? "==" : "!=")) return table.kind === "Constant";
    if (test.ops[0] !== (positive ? "in" : "not in")) return false;
    return this.isTable(table, unit) || isLiteralDisplay(table);
  }

  /** `if name not in critical_values: raise`: whatever that is, as long as nothing is taken out of it. */
  #isStranger(test: Expr, name: string): boolean {
    if (test.kind === "UnaryOp" && test.op === "not")
      return test.operand.kind === "Compare" && test.operand.ops[0] === "in" && this.#isIn(test.operand, name);
    return test.kind === "Compare" && test.ops[0] === "not in" && this.#isIn(test, name);
  }

  #isIn(test: Expr & { readonly kind: "Compare" }, name: string): boolean {
    const [table] = test.comparators;
    const last = table?.kind === "Name" ? table.name : table?.kind === "Attribute" ? table.attr.name : null;
    if (last === null || !isText(test.left, name)) return false;
    return !new RegExp(`\\b${last}\\.(?:pop|popitem|remove|discard|clear)\\b|\\bdel .*\\b${last}\\b`).test(
      this.model.text,
    );
  }

  /** `if not 1 <= name <= 99`, `if name < 0 or name > 99`, `if len(name) > 3`: what is out of bounds raises. */
  #isLimit(test: Expr, name: string): boolean {
    if (test.kind === "UnaryOp" && test.op === "not") {
      const inner = test.operand;
      return inner.kind === "Compare" && inner.comparators.length === 2 && isText(inner.comparators[0], name);
    }
    if (test.kind === "BoolOp" && test.op === "or") return test.values.filter((part) => isBound(part, name)).length > 1;
    const [other] = test.kind === "Compare" ? test.comparators : [];
    const isLonger = test.kind === "Compare" && /^>=?$/.test(test.ops[0] ?? "") && other?.kind === "Constant";
    if (!isLonger || test.left.kind !== "Call" || test.left.func.kind !== "Name") return false;
    return test.left.func.name === "len" && isText(test.left.args[0], name);
  }

  /** `if KNOWN.get(name) is None`, also by way of a local name. */
  #isUnknown(test: Expr, name: string, unit: Unit): boolean {
    const asked = test.kind === "UnaryOp" ? test.operand : test.kind === "Compare" ? test.left : test;
    if (asked === test || (test.kind === "Compare" && test.ops[0] !== "is")) return false;
    const bindings = asked.kind === "Name" ? (unit.scope.bindings.get(asked.name) ?? []) : [];
    const [only] = bindings;
    const value = asked.kind === "Call" ? asked : bindings.length === 1 && only?.kind === "assign" ? only.value : null;
    if (value?.kind !== "Call" || value.args.length !== 1 || !isText(value.args[0], name)) return false;
    return value.func.kind === "Attribute" && value.func.attr.name === "get" && this.isTable(value.func.value, unit);
  }
}

/** `if name == "a": … elif name == "b": … else: raise`, with the place behind it or in one of its branches. */
function isChain(stmt: If, name: string, at: Node, ends: (block: readonly Stmt[]) => boolean): boolean {
  let branches = 0;
  let current: If = stmt;
  for (;;) {
    if (!isEquality(current.test, name)) return false;
    branches++;
    if (isWithin(at, current.test)) return false;
    if (current.body.some((one) => isWithin(at, one))) return true;
    const [next] = current.orelse;
    if (current.orelse.length === 1 && next?.kind === "If") current = next;
    else return stmt.end <= at.start && branches > 1 && current.orelse.length > 0 && ends(current.orelse);
  }
}

/** `name == "a"`, `name in ("a", "b")`, either of several. */
function isEquality(test: Expr, name: string): boolean {
  if (test.kind === "BoolOp" && test.op === "or") return test.values.every((part) => isEquality(part, name));
  if (test.kind === "BoolOp") return test.values.some((part) => isEquality(part, name));
  if (test.kind !== "Compare" || !isText(test.left, name) || test.comparators.length !== 1) return false;
  const [other] = test.comparators;
  if (test.ops[0] === "in") return other !== undefined && isLiteralDisplay(other);
  return (test.ops[0] === "==" || test.ops[0] === "is") && other?.kind === "Constant";
}

/** The name itself, or what it gives in lower case. */
function isText(expr: Expr | undefined, name: string): boolean {
  if (expr?.kind === "Name") return expr.name === name;
  if (expr?.kind !== "Call" || expr.func.kind !== "Attribute") return false;
  return /^(?:lower|upper|casefold|strip)$/.test(expr.func.attr.name) && isText(expr.func.value, name);
}

/** A comparison of a name with a number, or with a constant's name. */
function isBound(test: Expr, name: string): boolean {
  if (test.kind !== "Compare" || !/^[<>]=?$/.test(test.ops[0] ?? "")) return false;
  const [other] = test.comparators;
  const isFixed = (one: Expr | undefined): boolean =>
    one?.kind === "Constant" || (one?.kind === "Name" && CONSTANT.test(one.name)) || one?.kind === "Attribute";
  return (isText(test.left, name) && isFixed(other)) || (isFixed(test.left) && isText(other, name));
}

function isNamed(node: Node, name: string | null): boolean {
  return node.kind === "FunctionDef" && node.name.name === name;
}

/** Variables that are bound to what a name means: `size = given`. */
function otherNames(name: string, unit: Unit): readonly string[] {
  return unit.stmts.flatMap((stmt) =>
    stmt.kind === "Assign" && stmt.value.kind === "Name" && stmt.value.name === name
      ? stmt.targets.flatMap((target) => (target.kind === "Name" ? [target.name] : []))
      : [],
  );
}

function raises(block: readonly Stmt[]): boolean {
  return block[block.length - 1]?.kind === "Raise";
}

/** Whether a place runs only under a condition that does not hold for another. */
function isInOtherBranch(place: Node, at: Node, unit: Unit): boolean {
  for (let around = unit.parentOf(place); around !== null; around = unit.parentOf(around)) {
    const isCondition = around.kind === "If" && !isWithin(place, around.test);
    if (isCondition && !isWithin(at, around)) return true;
  }
  return false;
}

function isStored(place: Node, unit: Unit): boolean {
  const parent = unit.parentOf(place);
  return (parent?.kind === "Assign" && parent.targets.some((one) => one === place)) || parent?.kind === "AugAssign";
}

function isWithin(node: Node, outer: Node): boolean {
  return node.start >= outer.start && node.end <= outer.end;
}

function leaves(block: readonly Stmt[]): boolean {
  const last = block[block.length - 1];
  return last?.kind === "Raise" || last?.kind === "Return" || last?.kind === "Continue";
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

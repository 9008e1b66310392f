import type { Attribute, Dict, Expr, FunctionDef, Lambda, Name, Stmt } from "../../syntax/ast.js";
import { defineRule, type RuleFinding } from "../define.js";
import { isIterated, isTarget, localMentions, methodCalled, plainAssignment, within } from "./advice/locals.js";
import { type Survey, surveyOf } from "./advice/survey.js";

/** With fewer keys a tuple would be as clear. */
const LEAST_KEYS = 2;

export const dictAsRecord = defineRule({
  id: "LK610",
  name: "dict-as-record",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "none",
  summary: "A list of dictionaries that all have the same keys, used as records",
  documentation: `A local list, or one that an object keeps under a private name, is filled with dictionary displays of the same constant keys, by a loop or comprehension, and each of them is
only ever read by one of these keys.

A record has a cheaper form: a \`NamedTuple\`, or a dataclass with \`slots=True\`.

## Why it matters

Every dictionary has a hash table of its own, even where all have the same keys. A tuple has the bare references.

## When it is silent

When a dictionary leaves the function (as JSON, to a template, a writer, a caller), is changed, or is asked for a key that is not
a constant: then it is a dictionary for a reason.

## How to fix it

\`class Row(NamedTuple)\` and \`row.name\` for \`row["name"]\`. There is no automatic fix, since the class needs a name and types.

## References

- [\`typing.NamedTuple\`](https://docs.python.org/3/library/typing.html#typing.NamedTuple)
- [\`dataclasses\`, \`slots\`](https://docs.python.org/3/library/dataclasses.html#dataclasses.dataclass)
`,
  examples: [
    {
      title: "Rows of a report",
      bad: `def best(scores):
    rows = [{"name": name, "points": points, "rank": 0} for name, points in scores]
    return max(rows, key=lambda row: row["points"])["name"]


def scenario(tmp):
    print(best((f"player {number}", number % 977) for number in range(10_000)))
`,
      good: `from typing import NamedTuple


class Row(NamedTuple):
    name: str
    points: int
    rank: int


def best(scores):
    rows = [Row(name, points, 0) for name, points in scores]
    return max(rows, key=lambda row: row.points).name


def scenario(tmp):
    print(best((f"player {number}", number % 977) for number in range(10_000)))
`,
    },
    {
      title: "Orders and their sum",
      bad: `def total(lines):
    orders = []
    for line in lines:
        amount, price = line.split()
        orders.append({"amount": int(amount), "price": int(price)})
    return sum(order["amount"] * order["price"] for order in orders)


def scenario(tmp):
    print(total(f"{number % 7} {number + 1000}" for number in range(10_000)))
`,
      good: `from dataclasses import dataclass


class Order:
    __slots__ = ("amount", "price")

    def __init__(self, amount, price):
        self.amount = amount
        self.price = price


def total(lines):
    orders = []
    for line in lines:
        amount, price = line.split()
        orders.append(Order(int(amount), int(price)))
    return sum(order.amount * order.price for order in orders)


def scenario(tmp):
    print(total(f"{number % 7} {number + 1000}" for number in range(10_000)))
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    const survey = surveyOf(context);
    for (const { node: list } of survey.comprehensions) {
      if (list.form !== "list" || list.element.kind !== "Dict" || isFew(list.generators[0]?.iter)) continue;
      const stmt = survey.statementOf(list);
      const assigned = stmt === null ? null : plainAssignment(stmt);
      if (stmt === null || assigned?.value !== list) continue;
      yield* reported(assigned.name, list.element, stmt, survey);
    }
    for (const { node: call } of survey.calls) {
      const [record] = call.args;
      if (record?.kind !== "Dict" || call.func.kind !== "Attribute" || call.func.attr.name !== "append") continue;
      const stmt = survey.statementOf(call);
      if (stmt?.kind !== "ExprStmt") continue;
      const list = call.func.value;
      if (list.kind === "Name") yield* reported(list.name, record, stmt, survey);
      else if (list.kind === "Attribute") yield* reportedKept(list, record, stmt, survey);
    }
  },
});

/** The same for a list that the object keeps, under a name that nothing else in the file has. */
function* reportedKept(list: Attribute, record: Dict, stmt: Stmt, survey: Survey): Iterable<RuleFinding> {
  const { name } = list.attr;
  const keys = keysOf(record);
  const owner = [...survey.around(list)].find(({ kind }) => kind === "ClassDef");
  const self = list.value.kind === "Name" ? list.value.name : null;
  if (keys === null || owner === undefined || self === null || !/^_[^_]/.test(name)) return;
  const uses = survey.mentions(self, owner).flatMap((mention) => {
    const attribute = survey.parent(mention);
    return attribute?.kind === "Attribute" && attribute.value === mention && attribute.attr.name === name
      ? [attribute]
      : [];
  });
  if (uses.length !== survey.spelled(name)) return;
  let read: Attribute | null = null;
  for (const use of uses) {
    const fn = survey.functionOf(use);
    if (fn === null) return;
    if (within(use, stmt)) continue;
    const how = isStart(use, survey) ? "start" : useOf(use, stmt, keys, fn, survey);
    if (how === "other" || how === "fill") return;
    if (how === "read") read ??= use;
  }
  if (read === null) return;
  yield {
    message: `'self.${name}' keeps dictionaries of the same ${keys.size} keys, used as records. A NamedTuple or a class with slots needs less memory.`,
    range: record,
    statement: stmt,
    steps: [{ message: "they are only read by their constant keys, as here", range: read }],
  };
}

/** Whether an attribute is bound to an empty list, or emptied. */
function isStart(use: Attribute, survey: Survey): boolean {
  const stmt = survey.statementOf(use);
  if (methodCalled(use, survey) === "clear") return true;
  if (stmt?.kind === "Assign") return stmt.targets.includes(use) && isEmptyList(stmt.value);
  return stmt?.kind === "AnnAssign" && stmt.target === use && stmt.value !== null && isEmptyList(stmt.value);
}

function isEmptyList(value: Expr): boolean {
  return value.kind === "List" && value.elts.length === 0;
}

function isFew(iter: Expr | undefined): boolean {
  return iter === undefined || /^(?:Tuple|List|Constant|Dict|Set)$/.test(iter.kind);
}

function* reported(name: string, record: Dict, stmt: Stmt, survey: Survey): Iterable<RuleFinding> {
  const fn = survey.functionOf(record);
  const keys = keysOf(record);
  if (fn === null || keys === null || !fn.body.some((one) => within(stmt, one))) return;
  const mentions = localMentions(name, fn, survey);
  if (mentions === null) return;
  const reads: Name[] = [];
  let filled = false;
  for (const mention of mentions) {
    const use = useOf(mention, stmt, keys, fn, survey);
    if (use === "other") return;
    if (use === "read") reads.push(mention);
    if (use === "fill") filled = true;
  }
  const [read] = reads;
  if (read === undefined || !filled) return;
  yield {
    message: `'${name}' holds dictionaries of the same ${keys.size} keys, used as records. A NamedTuple or a class with slots needs less memory.`,
    range: record,
    statement: stmt,
    steps: [{ message: "they are only read by their constant keys, as here", range: read }],
  };
}

function keysOf(record: Dict): Set<string> | null {
  const keys = new Set<string>();
  for (const key of record.keys) {
    if (key?.kind !== "Constant" || key.type !== "str" || !/^[a-zA-Z]\w*$/.test(key.value)) return null;
    keys.add(key.value);
  }
  return keys.size >= LEAST_KEYS && keys.size === record.keys.length ? keys : null;
}

function useOf(
  mention: Name | Attribute,
  fill: Stmt,
  keys: ReadonlySet<string>,
  fn: FunctionDef,
  survey: Survey,
): "fill" | "start" | "read" | "neutral" | "other" {
  const stmt = survey.statementOf(mention);
  if (stmt === null) return "other";
  const assigned = plainAssignment(stmt);
  if (isTarget(mention, survey)) {
    if (stmt === fill) return "fill";
    const isOwn = mention.kind === "Name" && assigned?.name === mention.name;
    return isOwn && isEmptyList(assigned.value) ? "start" : "other";
  }
  if (stmt === fill && methodCalled(mention, survey) === "append") return isInLoop(stmt, survey) ? "fill" : "other";
  if (isIterated(mention, survey)) return isElementOnlyRead(mention, keys, fn, survey) ? "read" : "other";
  const parent = survey.parent(mention);
  if (parent?.kind === "UnaryOp" || (parent?.kind === "If" && parent.test === mention)) return "neutral";
  if (parent?.kind === "Subscript" && parent.value === mention && parent.index.kind !== "Slice")
    return isRead(parent, keys, survey) ? "read" : "other";
  if (methodCalled(mention, survey) === "sort") {
    const attribute = survey.parent(mention);
    const call = attribute === null ? null : survey.parent(attribute);
    return call?.kind === "Call" && call.args.length === 0 && hasKey(call.keywords, keys, survey) ? "read" : "other";
  }
  if (parent?.kind !== "Call" || parent.args[0] !== mention || parent.args.length !== 1 || parent.func.kind !== "Name")
    return "other";
  if (parent.func.name === "len") return "neutral";
  const best = /^(?:max|min)$/.test(parent.func.name) && hasKey(parent.keywords, keys, survey);
  return best && isRead(parent, keys, survey) ? "read" : "other";
}

function isInLoop(stmt: Stmt, survey: Survey): boolean {
  for (const outer of survey.around(stmt)) {
    if (outer.kind === "While") return true;
    if (outer.kind === "For") return !isFew(outer.iter);
    if (outer.kind === "FunctionDef") return false;
  }
  return false;
}

/** Whether `expr["key"]` is all that is done with an expression. */
function isRead(expr: Expr, keys: ReadonlySet<string>, survey: Survey): boolean {
  const parent = survey.parent(expr);
  if (parent?.kind !== "Subscript" || parent.value !== expr || isTarget(parent, survey)) return false;
  return parent.index.kind === "Constant" && parent.index.type === "str" && keys.has(parent.index.value);
}

function hasKey(
  keywords: readonly { readonly name: string | null; readonly value: Expr }[],
  keys: ReadonlySet<string>,
  survey: Survey,
): boolean {
  const key = keywords.find(({ name }) => name === "key")?.value;
  if (key?.kind !== "Lambda" || !keywords.every(({ name }) => name === "key" || name === "reverse")) return false;
  return isParameterOnlyRead(key, keys, survey);
}

function isParameterOnlyRead(lambda: Lambda, keys: ReadonlySet<string>, survey: Survey): boolean {
  const [param, ...more] = lambda.params.all;
  if (param === undefined || more.length > 0) return false;
  return survey.mentions(param.name, lambda).every((mention) => isRead(mention, keys, survey));
}

/** Whether the loop or comprehension over the list only reads its variable's keys, and the variable is used nowhere else. */
function isElementOnlyRead(list: Expr, keys: ReadonlySet<string>, fn: FunctionDef, survey: Survey): boolean {
  const owner = survey.parent(list);
  if (owner === null) return false;
  const target =
    owner.kind === "For"
      ? owner.target
      : owner.kind === "Comprehension"
        ? owner.generators.find(({ iter }) => iter === list)?.target
        : undefined;
  if (target?.kind !== "Name") return false;
  const mentions = localMentions(target.name, fn, survey);
  if (mentions === null) return false;
  const inside = mentions.filter((mention) => within(mention, owner) && mention !== target);
  const later =
    owner.kind === "For" && mentions.some(({ start }) => start > owner.end && !isBoundThere(start, mentions, survey));
  return !later && inside.every((mention) => isRead(mention, keys, survey));
}

/** Whether a later mention of the variable's name belongs to another loop of its own. */
function isBoundThere(start: number, mentions: readonly Name[], survey: Survey): boolean {
  const mention = mentions.find((one) => one.start === start);
  if (mention === undefined) return false;
  if (isTarget(mention, survey)) return true;
  for (const outer of survey.around(mention)) {
    if (outer.kind === "For" && outer.target.kind === "Name" && outer.target.name === mention.name) return true;
    if (outer.kind === "Comprehension") {
      const own = outer.generators.some(({ target }) => target.kind === "Name" && target.name === mention.name);
      if (own) return true;
    }
  }
  return false;
}

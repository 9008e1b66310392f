import type { Call, ExprStmt, For, FunctionDef, Node, Stmt } from "../../syntax/ast.js";
import { contains, namesIn } from "../../syntax/walk.js";
import { defineRule, type RuleFinding } from "../define.js";
import { localMentions, methodCalled, onlyArgumentOf, plainAssignment, within } from "./advice/locals.js";
import { type Survey, surveyOf } from "./advice/survey.js";
import { isPure, needsOwnFrame } from "./advice/values.js";

/** They take one element at a time, at once and to the end. */
const CONSUMERS =
  /^(?:builtins\.(?:sum|min|max|set|frozenset|dict|sorted|list|tuple|any|all)|math\.fsum|math\.prod|collections\.(?:Counter|deque))$/;
/** Methods that do the same with their argument. */
const TAKING_METHODS = /^(?:extend|update|writelines|writerows|union|difference|intersection|difference_update)$/;

export const accumulateAndReturn = defineRule({
  id: "LK604",
  name: "accumulate-and-return",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "none",
  summary: "A private function collects a list that its callers only go through once",
  documentation: `A function that starts a list, appends to it in a loop and returns it, or that returns a list comprehension, where every call in the file hands the result
straight to something that looks at one element at a time (\`sum\`, \`sorted\`, \`writerows\`, a comprehension, a loop …).

As a generator, with \`yield\` for \`append\`, it needs memory for one element.

## Why it matters

The list holds all results at the same time, though nobody asks for more than one of them.

## When it is silent

Nearly always, because a generator is not a list: it has no length and no index, it can be gone through once, and
its body runs when somebody asks for the next element and not before. So this is reported only for a function whose
name begins with an underscore, or that stands inside another, whose calls can all be seen, and where nothing can happen
between one element and the next that it could notice: a loop over the result must not touch what the function was
handed, nor what it reads of the same object. \`for key in _stale(cache): del cache[key]\` needs the list. So does a
function that reads a file within \`with\`, when a loop takes its time over each element.

## How to fix it

\`yield\` each element, and leave out the list. There is no automatic fix: other files may call the function, too.

## References

- [Generators](https://docs.python.org/3/howto/functional.html#generators)
`,
  examples: [
    {
      title: "Prices for a total",
      bad: `def _prices(orders):
    prices = []
    for amount, price in orders:
        if amount:
            prices.append(amount * price)
    return prices


def turnover(orders):
    return sum(_prices(orders))


def scenario(tmp):
    print(turnover((number % 3, 1000 + number) for number in range(30_000)))
`,
      good: `def _prices(orders):
    for amount, price in orders:
        if amount:
            yield amount * price


def turnover(orders):
    return sum(_prices(orders))


def scenario(tmp):
    print(turnover((number % 3, 1000 + number) for number in range(30_000)))
`,
    },
    {
      title: "Words for a set",
      bad: `def vocabulary(lines):
    def words():
        found = []
        for line in lines:
            for word in line.split():
                found.append(word.lower())
        return found

    return set(words())


def scenario(tmp):
    print(sorted(vocabulary("To be or not to be" for _ in range(3_000))))
`,
      good: `def vocabulary(lines):
    def words():
        for line in lines:
            for word in line.split():
                yield word.lower()

    return set(words())


def scenario(tmp):
    print(sorted(vocabulary("To be or not to be" for _ in range(3_000))))
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    const survey = surveyOf(context);
    for (const { node: fn } of survey.functions) {
      const name = mayYield(fn, survey) ? accumulated(fn, survey) : null;
      const isReturned = name === null && mayYield(fn, survey) && returnsComprehension(fn);
      if (name === null && !isReturned) continue;
      const calls = survey.parent(fn)?.kind === "ClassDef" ? methodCallsOf(fn, survey) : callsOf(fn, survey);
      const [first] = calls ?? [];
      if (first === undefined) continue;
      yield {
        message: isReturned
          ? `'${fn.name.name}' returns a list that its callers only go through once. Return a generator expression instead.`
          : `'${fn.name.name}' collects all results in '${name}', but its callers only go through them once. Yield each instead.`,
        range: fn.name,
        statement: fn,
        steps: [{ message: "the list is used up here", range: first.func }],
      };
    }
  },
});

/** Whether all calls of a function can be seen: it is private, or inside another. */
function mayYield(fn: FunctionDef, survey: Survey): boolean {
  const isInner = survey.parent(fn)?.kind !== "ClassDef" && survey.functionOf(fn) !== null;
  return !fn.isAsync && fn.decorators.length === 0 && (isInner || /^_[^_]/.test(fn.name.name));
}

/** Whether all that a function returns is a list comprehension, outside of any block that ends something. */
function returnsComprehension(fn: FunctionDef): boolean {
  const last = fn.body[fn.body.length - 1];
  if (last?.kind !== "Return" || last.value?.kind !== "Comprehension" || last.value.form !== "list") return false;
  const asks = (node: Node): boolean => /^(?:Await|Yield|NamedExpr)$/.test(node.kind);
  return !endsEarly(fn, last) && !contains(last.value, asks);
}

/** The list that a function fills in one loop and returns; null where it does anything else with it. */
function accumulated(fn: FunctionDef, survey: Survey): string | null {
  const last = fn.body[fn.body.length - 1];
  if (last?.kind !== "Return" || last.value?.kind !== "Name") return null;
  const name = last.value.name;
  const start = fn.body.find((stmt) => plainAssignment(stmt)?.name === name);
  const list = start === undefined ? null : plainAssignment(start)?.value;
  if (start === undefined || list?.kind !== "List" || list.elts.length > 0 || endsEarly(fn, last)) return null;
  const mentions = localMentions(name, fn, survey);
  if (mentions === null) return null;
  const loops = fn.body.filter(({ kind }) => kind === "For" || kind === "While");
  let appended = false;
  for (const mention of mentions) {
    if (within(mention, start) || within(mention, last)) continue;
    if (!isAppend(mention, survey) || !loops.some((loop) => within(mention, loop))) return null;
    appended = true;
  }
  return appended ? name : null;
}

function isAppend(mention: Parameters<typeof methodCalled>[0], survey: Survey): boolean {
  const stmt: Stmt | null = survey.statementOf(mention);
  if (methodCalled(mention, survey) !== "append" || stmt?.kind !== "ExprStmt") return false;
  const call = (stmt as ExprStmt).value;
  return (
    call.kind === "Call" && call.args.length === 1 && call.func.kind === "Attribute" && call.func.value === mention
  );
}

/** Whether it returns elsewhere, too, or is a generator or coroutine already. */
function endsEarly(fn: FunctionDef, last: Stmt): boolean {
  return fn.body.some((stmt) =>
    contains(
      stmt,
      (node) => /^(?:Return|Yield|YieldFrom|Await|UnknownStmt|UnknownExpr)$/.test(node.kind) && node !== last,
    ),
  );
}

/** All calls of the function, if each is used up at once; null where one is not, or somebody else has the function. */
function callsOf(fn: FunctionDef, survey: Survey): readonly Call[] | null {
  const name = fn.name.name;
  const { module } = survey.context;
  const mentions = survey.mentions(name, module);
  // Strings, comments, exports and other functions of the name: somebody else may mean it.
  if (survey.spelled(name) !== mentions.length + 1) return null;
  const calls: Call[] = [];
  for (const mention of mentions) {
    const call = survey.parent(mention);
    if (call?.kind !== "Call" || call.func !== mention || within(mention, fn) || !isUsedUp(call, fn, survey))
      return null;
    calls.push(call);
  }
  return calls;
}

/** The same for a method that only the methods of its own class call. */
function methodCallsOf(fn: FunctionDef, survey: Survey): readonly Call[] | null {
  const owner = survey.parent(fn);
  const calls: Call[] = [];
  for (const { node: call } of survey.calls) {
    const { func } = call;
    if (func.kind !== "Attribute" || func.attr.name !== fn.name.name) continue;
    const isOwn = func.value.kind === "Name" && func.value.name === fn.params.all[0]?.name;
    if (!isOwn || owner === null || !within(call, owner) || within(call, fn) || !isUsedUp(call, fn, survey))
      return null;
    calls.push(call);
  }
  return survey.spelled(fn.name.name) === calls.length + 1 ? calls : null;
}

function isUsedUp(call: Call, fn: FunctionDef, survey: Survey): boolean {
  const scope = survey.scopeOf(call);
  const consumer = onlyArgumentOf(call, survey);
  if (consumer !== null) {
    const isSorting = consumer.func.kind === "Name" && /^(?:sorted|min|max)$/.test(consumer.func.name);
    if (consumer.keywords.length > 0 && !isSorting) return false;
    if (CONSUMERS.test(survey.resolve(consumer.func, scope) ?? "")) return true;
    // What is extended must not be what the function goes through.
    const { func } = consumer;
    return (
      func.kind === "Attribute" &&
      TAKING_METHODS.test(func.attr.name) &&
      consumer.keywords.length === 0 &&
      !sharesNames([func.value], [...call.args, call.func])
    );
  }
  const parent = survey.parent(call);
  if (parent?.kind === "For") return parent.iter === call && !parent.isAsync && isUnnoticed(parent, call, fn);
  if (parent?.kind !== "Comprehension" || parent.form === "generator" || parent.generators[0]?.iter !== call)
    return false;
  const inner = survey.scopes.enter(parent, scope);
  const parts = [parent.element, parent.value, ...parent.generators.flatMap(({ ifs }) => ifs)];
  return (
    parent.generators.length === 1 &&
    parts.every((part) => part === null || (!needsOwnFrame(part) && isPure(part, inner, survey)))
  );
}

/** Whether what a loop does between two elements leaves alone all that the function looks at. */
function isUnnoticed(loop: For, call: Call, fn: FunctionDef): boolean {
  const holds = (node: Node): boolean => node.kind === "With" || node.kind === "Try" || node.kind === "Global";
  if (fn.body.some((stmt) => contains(stmt, holds))) return false;
  if (sharesNames(loop.body, call.args)) return false;
  if (call.func.kind !== "Attribute" || call.func.value.kind !== "Name") {
    // A function inside another reads the variables around it.
    return !sharesNames(loop.body, fn.body);
  }
  const self = call.func.value.name;
  const read = attributesOf(fn.body, self);
  const touched = attributesOf(loop.body, self);
  return read !== null && touched !== null && ![...touched].some((attribute) => read.has(attribute));
}

function sharesNames(some: readonly Node[], others: readonly Node[]): boolean {
  const names = new Set(others.flatMap((node) => [...namesIn(node)]));
  return some.some((node) => [...namesIn(node)].some((name) => names.has(name)));
}

/** The attributes of an object that code touches; null where it hands the object on, or calls it. */
function attributesOf(body: readonly Stmt[], self: string): ReadonlySet<string> | null {
  const found = new Set<string>();
  let mentions = 0;
  let isWhole = true;
  for (const stmt of body) {
    contains(stmt, (node) => {
      if (node.kind === "Name" && node.name === self) mentions++;
      if (node.kind === "Attribute" && node.value.kind === "Name" && node.value.name === self) {
        mentions--;
        found.add(node.attr.name);
      }
      if (node.kind === "Call" && node.func.kind === "Attribute") {
        const { value } = node.func;
        if (value.kind === "Name" && value.name === self) isWhole = false;
      }
      return false;
    });
  }
  return mentions === 0 && isWhole ? found : null;
}

import type { Attribute, ClassDef, Expr, FunctionDef, Node, Stmt } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import { defineRule, type Fix, type RuleContext, type RuleFinding } from "../define.js";
import { endOf, Layout } from "../resource/fixes/layout.js";
import { within } from "./advice/locals.js";
import { type Survey, surveyOf } from "./advice/survey.js";

/** What looks at `__dict__`, or gives an object attributes by name. */
const DYNAMIC =
  /__dict__|__weakref__|__slots__|__getstate__|__setstate__|__reduce|\b(?:vars|setattr|delattr)[ \t]*\(|\bweakref\b|cached_property/;

export const missingSlots = defineRule({
  id: "LK605",
  name: "missing-slots",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "unsafe",
  summary: "A small class is instantiated in bulk, and each instance carries a dictionary",
  documentation: `A class without \`__slots__\` whose instances are made by a loop or comprehension that keeps them all, and whose
attributes are all assigned in \`__init__\`.

Without \`__slots__\` every instance has a dictionary for its attributes.

## Why it matters

With \`__slots__\` the attributes stand in the object itself: no dictionary, no weak reference list. That saves about half of
each instance, and for a million of them it is what people notice.

## When it is silent

When the class has a base, a metaclass, a decorator, or a class attribute of the same name; when something in the
file needs the dictionary (\`vars\`, \`__dict__\`, \`setattr\`, \`cached_property\`), weak references to it, or assigns an
attribute that \`__init__\` does not.

## How to fix it

Name the attributes in \`__slots__\`, or use \`@dataclass(slots=True)\` (Python 3.10). The fix is a suggestion: another file may
assign a further attribute, look at \`__dict__\`, or keep a weak reference. Pickles that were made before do not fit any more.

## References

- [\`__slots__\`](https://docs.python.org/3/reference/datamodel.html#slots)
`,
  examples: [
    {
      title: "Points by the ten thousand",
      bad: `class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def scenario(tmp):
    points = [Point(number, -number) for number in range(10_000)]
    print(sum(point.x + point.y for point in points), len(points))
`,
      good: `class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def scenario(tmp):
    points = [Point(number, -number) for number in range(10_000)]
    print(sum(point.x + point.y for point in points), len(points))
`,
    },
    {
      title: "A tree of nodes",
      bad: `class Node:
    """A word and how often it came."""

    def __init__(self, word):
        self.word = word
        self.count = 0

    def add(self):
        self.count += 1


def scenario(tmp):
    nodes = []
    for number in range(10_000):
        nodes.append(Node(f"word {number}"))
    nodes[7].add()
    print(sum(node.count for node in nodes))
`,
      good: `class Node:
    """A word and how often it came."""

    __slots__ = ("word", "count")

    def __init__(self, word):
        self.word = word
        self.count = 0

    def add(self):
        self.count += 1


def scenario(tmp):
    nodes = []
    for number in range(10_000):
        nodes.append(Node(f"word {number}"))
    nodes[7].add()
    print(sum(node.count for node in nodes))
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    const survey = surveyOf(context);
    if (DYNAMIC.test(context.text)) return;
    let foreign: readonly Attribute[] | undefined;
    for (const { node } of survey.classes) {
      const bulk = madeInBulk(node, survey);
      if (bulk === null) continue;
      const attributes = attributesOf(node);
      if (attributes === null || attributes.length === 0) continue;
      foreign ??= foreignAttributes(survey);
      if (foreign.some((target) => !attributes.includes(target.attr.name) && !within(target, node))) continue;
      const list = attributes.map((name) => `'${name}'`).join(", ");
      yield {
        message: `'${node.name.name}' is instantiated in bulk, and each instance has a dictionary for ${list}. Name them in __slots__.`,
        range: node.name,
        statement: node,
        steps: [{ message: "instances are made here, one after the other, and kept", range: bulk }],
        fix: () => slotsFix(context, node, attributes),
      };
    }
  },
});

/** Where instances are made by a loop or comprehension that keeps them; null where they are not. */
function madeInBulk(node: ClassDef, survey: Survey): Expr | null {
  if (node.bases.length + node.keywords.length + node.decorators.length + node.typeParams.length > 0) {
    const plain = node.bases.every((base) => base.kind === "Name" && base.name === "object");
    if (!plain || node.keywords.length + node.decorators.length + node.typeParams.length > 0) return null;
  }
  const { module } = survey.context;
  if (survey.parent(node) !== module) return null;
  let bulk: Expr | null = null;
  for (const mention of survey.mentions(node.name.name, module)) {
    const call = survey.parent(mention);
    // A subclass would need slots of its own.
    if (call?.kind === "ClassDef" && call.bases.includes(mention)) return null;
    if (call?.kind === "Call" && call.func === mention && bulk === null && isKeptInBulk(call, survey)) bulk = call.func;
  }
  return bulk;
}

function isKeptInBulk(call: Expr, survey: Survey): boolean {
  const parent = survey.parent(call);
  if (parent?.kind === "Comprehension") {
    const few = parent.generators.some(({ iter }) => /^(?:Tuple|List|Constant)$/.test(iter.kind));
    return !few && parent.form !== "generator" && (parent.element === call || parent.value === call);
  }
  if (parent?.kind !== "Call" || parent.func.kind !== "Attribute" || parent.func.attr.name !== "append") return false;
  for (const outer of survey.around(parent)) {
    if (outer.kind === "While") return true;
    if (outer.kind === "For") return !/^(?:Tuple|List|Constant)$/.test(outer.iter.kind);
    if (outer.kind === "FunctionDef") return false;
  }
  return false;
}

/** The attributes that `__init__` gives an instance; null where others come later, or the class has one of the name. */
function attributesOf(node: ClassDef): readonly string[] | null {
  const init = node.body.find((stmt) => stmt.kind === "FunctionDef" && stmt.name.name === "__init__");
  // What calls others to be made is no small object: its dictionary does not matter.
  if (init?.kind !== "FunctionDef" || callsOthers(init)) return null;
  const given = new Set<string>();
  const later = new Set<string>();
  const taken = new Set<string>();
  for (const stmt of node.body) {
    if (stmt.kind === "FunctionDef") {
      taken.add(stmt.name.name);
      if (stmt.decorators.some((decorator) => decorator.kind === "Attribute")) return null;
      collectAttributes(stmt, stmt === init ? given : later);
    } else if (stmt.kind === "Assign") {
      for (const target of stmt.targets) if (target.kind === "Name") taken.add(target.name);
    } else if (stmt.kind === "AnnAssign") {
      if (stmt.value !== null && stmt.target.kind === "Name") taken.add(stmt.target.name);
    } else if (!(stmt.kind === "ExprStmt" && stmt.value.kind === "Constant") && stmt.kind !== "Pass") {
      return null;
    }
  }
  if ([...later].some((name) => !given.has(name)) || [...given].some((name) => taken.has(name))) return null;
  return [...given].every((name) => !name.startsWith("__")) ? [...given] : null;
}

function callsOthers(init: FunctionDef): boolean {
  return init.body.some((stmt) =>
    contains(stmt, (inner) => {
      if (inner.kind !== "Call") return inner.kind === "Await";
      return !(
        inner.func.kind === "Name" &&
        /^(?:len|int|float|str|bool|list|dict|set|tuple|isinstance|super)$/.test(inner.func.name)
      );
    }),
  );
}

function collectAttributes(fn: FunctionDef, into: Set<string>): void {
  const self = fn.params.all[0]?.name;
  if (self === undefined) return;
  const note = (target: Expr): void => {
    if (target.kind === "Tuple" || target.kind === "List") target.elts.forEach(note);
    else if (target.kind === "Starred") note(target.value);
    else if (target.kind === "Attribute" && target.value.kind === "Name" && target.value.name === self)
      into.add(target.attr.name);
  };
  for (const stmt of fn.body) {
    contains(stmt, (inner) => {
      targetsOf(inner).forEach(note);
      return false;
    });
  }
}

function targetsOf(node: Node): readonly Expr[] {
  switch (node.kind) {
    case "Assign":
      return node.targets;
    case "AnnAssign":
    case "AugAssign":
    case "For":
      return [node.target];
    case "With":
      return node.items.flatMap(({ target }) => (target === null ? [] : [target]));
    default:
      return [];
  }
}

/** All attributes that the file assigns through a name other than `self`, wherever it does. */
function foreignAttributes(survey: Survey): readonly Attribute[] {
  const found: Attribute[] = [];
  contains(survey.context.module, (node) => {
    for (const target of targetsOf(node)) {
      const foreign = target.kind === "Attribute" && target.value.kind === "Name";
      if (foreign && !(target.value.kind === "Name" && /^(?:self|cls)$/.test(target.value.name))) found.push(target);
    }
    return false;
  });
  return found;
}

function slotsFix({ text }: RuleContext, node: ClassDef, attributes: readonly string[]): Fix | null {
  const layout = new Layout(text);
  const [first] = node.body;
  if (first === undefined) return null;
  const indent = layout.indentOf(first);
  if (indent === null) return null;
  const newline = layout.newlineAt(first.start);
  const names = attributes.map((name) => `"${name}"`).join(", ");
  const line = `__slots__ = (${names}${attributes.length === 1 ? "," : ""})`;
  const edit = isDocstring(first)
    ? { at: endOf(first) + layout.behind(endOf(first)).length, text: `${newline}${newline}${indent}${line}` }
    : { at: first.start, text: `${line}${newline}${newline}${indent}` };
  return {
    title: `Give '${node.name.name}' __slots__`,
    safe: false,
    edits: [{ start: edit.at, end: edit.at, text: edit.text }],
  };
}

function isDocstring(stmt: Stmt): boolean {
  return stmt.kind === "ExprStmt" && stmt.value.kind === "Constant" && stmt.value.type === "str";
}

import type { Scope } from "../../semantics/scopes.js";
import type { Call, Comprehension, Expr, For, Name, Node } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import { defineRule, type RuleFinding } from "../define.js";
import { enclosing, methodCalled, within } from "./advice/locals.js";
import { type Survey, surveyOf } from "./advice/survey.js";
import { needsOwnFrame, openMode } from "./advice/values.js";

/** What a body may do to the file that is read: then it matters that it was read before. */
const CHANGES_FILES =
  /\b(?:open|unlink|rename|truncate|write_text|write_bytes|system|check_call|check_output|Popen|input)[ \t]*\(|\bos\.(?!path\b)|\b(?:shutil|subprocess)\./;

const FILES = new Set(["file", "compressed-file", "wrapped-file", "memory-buffer"]);

/** They look at every line and keep none of them as it is, or only those that differ. */
const TAKE_ALL = /^(?:builtins\.(?:sum|min|max|set|frozenset)|collections\.Counter)$/;

export const wholeFileInMemory = defineRule({
  id: "LK603",
  name: "whole-file-in-memory",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "safe",
  summary: "A whole file is read into memory only to go through it line by line",
  documentation: `Reports \`readlines()\` and \`read().splitlines()\` as what a loop goes over, in a function that does nothing else with the file
afterwards; and \`read()\` of a memory map that is only searched.

A file is an iterator over its lines. \`readlines()\` makes a list of all of them first.

## Why it matters

The list holds every line at the same time, each a string of its own with some fifty bytes of header. For a log
of a gigabyte that is well over a gigabyte, for work that needs one line at a time. A memory map is there so that
the contents need not be copied; \`read()\` copies them all.

## When it is silent

When the body uses the file, or changes files at all; when something reads on behind a loop that may be left early; when
the file is open for writing, too; when leaklint cannot see that it is a file.

## How to fix it

Iterate over the file. The fix for \`readlines()\` is safe. \`read().splitlines()\` gets none, because \`splitlines\` removes
the line ends and also splits at form feeds and other separators; where that does not matter, iterate over the file and
strip each line.

## References

- [Methods of file objects](https://docs.python.org/3/tutorial/inputoutput.html#methods-of-file-objects): "this is memory
  efficient, fast, and leads to simple code"
- [\`mmap\`](https://docs.python.org/3/library/mmap.html)
`,
  examples: [
    {
      title: "All lines for a count",
      bad: `def count_errors(path):
    errors = 0
    with open(path, encoding="utf-8") as log:
        for line in log.readlines():
            if line.startswith("ERROR"):
                errors += 1
    return errors


def scenario(tmp):
    path = tmp / "service.log"
    with open(path, "w", encoding="utf-8") as log:
        for _ in range(5_000):
            log.write("INFO a request was served in good time\\nERROR disk full\\n")
    print(count_errors(path))
`,
      good: `def count_errors(path):
    errors = 0
    with open(path, encoding="utf-8") as log:
        for line in log:
            if line.startswith("ERROR"):
                errors += 1
    return errors


def scenario(tmp):
    path = tmp / "service.log"
    with open(path, "w", encoding="utf-8") as log:
        for _ in range(5_000):
            log.write("INFO a request was served in good time\\nERROR disk full\\n")
    print(count_errors(path))
`,
    },
    {
      title: "The lines twice, once with and once without their ends",
      bad: `def lengths(path):
    with open(path, encoding="utf-8") as source:
        return [len(line.rstrip()) for line in source.readlines()]


def scenario(tmp):
    path = tmp / "poem.txt"
    path.write_text("a line of a poem that rhymes\\n" * 5_000)
    print(sum(lengths(path)))
`,
      good: `def lengths(path):
    with open(path, encoding="utf-8") as source:
        return [len(line.rstrip()) for line in source]


def scenario(tmp):
    path = tmp / "poem.txt"
    path.write_text("a line of a poem that rhymes\\n" * 5_000)
    print(sum(lengths(path)))
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    const survey = surveyOf(context);
    for (const { node: call, scope } of survey.calls) {
      if (call.func.kind !== "Attribute" || call.args.length + call.keywords.length > 0) continue;
      const file = call.func.value;
      const statement = survey.statementOf(call) ?? call;
      if (call.func.attr.name === "readlines" && file.kind === "Name") {
        if (!isReadFile(file, scope, survey) || !mayStream(call, file, scope, survey)) continue;
        yield {
          message: `readlines() holds all lines of '${file.name}' at once; the file gives them one at a time. Iterate over '${file.name}'.`,
          range: call,
          statement,
          steps: [{ message: "all lines are read here", range: call.func.attr }],
          fix: () => ({
            title: `Iterate over '${file.name}'`,
            safe: true,
            edits: [{ start: call.start, end: call.end, text: file.name }],
          }),
        };
      } else if (call.func.attr.name === "splitlines" && file.kind === "Call") {
        const source = readOf(file);
        if (source === null || !isReadFile(source, scope, survey) || !mayStream(call, source, scope, survey)) continue;
        yield {
          message: `read().splitlines() holds '${source.name}' in memory twice. Iterate over '${source.name}' and strip each line.`,
          range: call,
          statement,
          steps: [{ message: "the whole file is read here", range: file }],
        };
      } else if (call.func.attr.name === "read" && survey.typeOf(file, scope) === "memory-map") {
        const use = searchOf(call, scope, survey);
        if (use === null) continue;
        yield {
          message: `read() copies the whole map, which ${use} could search where it lies. Hand it the map.`,
          range: call,
          statement,
          steps: [{ message: "the map is copied here", range: call.func.attr }],
        };
      }
    }
  },
});

function readOf(call: Call): Name | null {
  const { func } = call;
  if (func.kind !== "Attribute" || func.attr.name !== "read" || call.args.length + call.keywords.length > 0)
    return null;
  return func.value.kind === "Name" ? func.value : null;
}

/** Whether a name evidently is a file that is open for reading only. */
function isReadFile(file: Name, scope: Scope, survey: Survey): boolean {
  const type = survey.typeOf(file, scope);
  if (type === null || !FILES.has(type)) return false;
  const mode = openMode(file, scope, survey);
  return mode === null ? isWith(file, scope) : /^[rbtU]+$/.test(mode);
}

function isWith(file: Name, scope: Scope): boolean {
  const [binding, ...more] = scope.lookup(file.name)?.bindings.get(file.name) ?? [];
  return binding?.kind === "with" && more.length === 0;
}

/** Whether the lines may as well come one at a time. */
function mayStream(lines: Call, file: Name, scope: Scope, survey: Survey): boolean {
  const parent = survey.parent(lines);
  if (parent === null) return false;
  if (parent.kind === "For" && parent.iter === lines) return loopMayStream(parent, file, survey);
  if (parent.kind === "Call" && parent.args[0] === lines && parent.args.length === 1) {
    const name = survey.resolve(parent.func, scope);
    if (name !== null && TAKE_ALL.test(name)) return parent.keywords.length === 0;
    const outer = survey.parent(parent);
    return name === "builtins.enumerate" && outer?.kind === "For" && loopMayStream(outer, file, survey);
  }
  if (parent.kind !== "Comprehension" || parent.generators[0]?.iter !== lines) return false;
  return comprehensionMayStream(parent, file, scope, survey);
}

function comprehensionMayStream(node: Comprehension, file: Name, scope: Scope, survey: Survey): boolean {
  const parts: Expr[] = [node.element, ...node.generators.flatMap(({ ifs }) => ifs)];
  if (parts.some(needsOwnFrame) || changes(node, file, survey)) return false;
  if (node.form !== "generator") return true;
  const call = survey.parent(node);
  if (call?.kind !== "Call" || call.args.length !== 1) return false;
  if (call.func.kind === "Attribute" && call.func.attr.name === "join") return call.func.value.kind === "Constant";
  return TAKE_ALL.test(survey.resolve(call.func, scope) ?? "");
}

function loopMayStream(loop: For, file: Name, survey: Survey): boolean {
  if (loop.isAsync || changes(loop, file, survey)) return false;
  const owner = enclosing(loop, ["With"], survey);
  const bound =
    owner?.kind === "With" && owner.items.some(({ target }) => target?.kind === "Name" && target.name === file.name);
  const region: Node | null = bound ? owner : (survey.functionOf(loop) ?? survey.context.module);
  const again = enclosing(loop, ["For", "While"], survey);
  if (region === null || (again !== null && within(again, region))) return false;
  return survey
    .mentions(file.name, region)
    .every((mention) => mention.end <= loop.iter.end || methodCalled(mention, survey) === "close");
}

/** Whether what happens for each line touches the file, or files at all. */
function changes(node: For | Comprehension, file: Name, survey: Survey): boolean {
  const { text } = survey.context;
  const mentions = survey.mentions(file.name, node).filter(({ start }) => start !== file.start);
  if (mentions.length > 0 || survey.isOdd(file.name, node)) return true;
  const own = node.kind === "For" ? text.slice(node.iter.end, node.end) : text.slice(node.start, node.end);
  return CHANGES_FILES.test(own) || contains(node, ({ kind }) => kind === "UnknownExpr" || kind === "UnknownStmt");
}

/** What searches the copy, where it could search the map: `find()`, `re.search()`. */
function searchOf(call: Call, scope: Scope, survey: Survey): string | null {
  const parent = survey.parent(call);
  if (parent?.kind === "Attribute" && /^r?find$/.test(parent.attr.name)) return `${parent.attr.name}()`;
  if (parent?.kind !== "Call") return null;
  const name = survey.resolve(parent.func, scope);
  return name !== null && /^re\.(?:search|match|finditer|findall)$/.test(name) && parent.args[1] === call
    ? `${name}()`
    : null;
}

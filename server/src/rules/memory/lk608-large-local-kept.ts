import type { Expr, FunctionDef, Name, Stmt } from "../../syntax/ast.js";
import { contains } from "../../syntax/walk.js";
import { defineRule, type Fix, type RuleContext, type RuleFinding } from "../define.js";
import { endOf, Layout } from "../resource/fixes/layout.js";
import { isElementRead, localMentions, methodCalled, plainAssignment } from "./advice/locals.js";
import { isStatement, type Survey, surveyOf } from "./advice/survey.js";

/** Methods of files, paths and responses that give all there is, as text or bytes. */
const WHOLE = new Set(["read", "read_text", "read_bytes"]);

/** Functions that keep nothing of the text that they are handed. */
const LOOKS_ONLY =
  /^(?:builtins\.(?:len|int|float|print)|json\.loads|pickle\.loads|marshal\.loads|tomllib\.loads|yaml\.safe_load|ast\.parse|hashlib\.\w+|zlib\.\w+|re\.(?:findall|sub|split))$/;

/** Methods of text and bytes that give something of its own. */
const COPIES =
  /^(?:splitlines|split|rsplit|partition|rpartition|find|rfind|index|count|decode|encode|startswith|endswith|strip|replace|upper|lower|hex)$/;

export const largeLocalKept = defineRule({
  id: "LK608",
  name: "large-local-kept",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "unsafe",
  summary: "The contents of a file stay in memory through a loop that no longer needs them",
  documentation: `A local name holds the whole contents of something (\`read()\`, \`read_text()\`, \`read_bytes()\`), is used for the last
time, and a loop that does work follows in the same function.

A local variable lives until the function returns, used or not.

## Why it matters

What was read stays in memory while the loop builds something else, so that both count at the peak.

## When it is silent

When no loop follows; when something else may hold the contents, too, so that \`del\` would free nothing (a match object, an
attribute, a function that is not known).

## How to fix it

\`del text\` after its last use. Or put the reading into a function of its own, which is more readable and does the same. The fix
is a suggestion: it is right, but whether it is worth a line is yours to say.

## References

- [The \`del\` statement](https://docs.python.org/3/reference/simple_stmts.html#the-del-statement)
`,
  examples: [
    {
      title: "The text of a parsed file",
      bad: `def numbered_words(path):
    text = path.read_text()
    words = set(text[:5_000].split())
    found = []
    for word in words:
        for number in range(6_000):
            found.append(f"{word} {number}")
    return len(found)


def scenario(tmp):
    path = tmp / "book.txt"
    with open(path, "w", encoding="utf-8") as book:
        for _ in range(40_000):
            book.write("a word and another one\\n")
    print(numbered_words(path))
`,
      good: `def numbered_words(path):
    text = path.read_text()
    words = set(text[:5_000].split())
    del text
    found = []
    for word in words:
        for number in range(6_000):
            found.append(f"{word} {number}")
    return len(found)


def scenario(tmp):
    path = tmp / "book.txt"
    with open(path, "w", encoding="utf-8") as book:
        for _ in range(40_000):
            book.write("a word and another one\\n")
    print(numbered_words(path))
`,
    },
    {
      title: "The bytes of a hashed file",
      bad: `import hashlib


def fingerprints(path):
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    table = []
    for number in range(20_000):
        table.append(f"{number}:{digest}")
    return table


def scenario(tmp):
    path = tmp / "data.bin"
    path.write_bytes(bytes(1_000_000))
    print(len(fingerprints(path)))
`,
      good: `import hashlib


def fingerprints(path):
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    del data
    table = []
    for number in range(20_000):
        table.append(f"{number}:{digest}")
    return table


def scenario(tmp):
    path = tmp / "data.bin"
    path.write_bytes(bytes(1_000_000))
    print(len(fingerprints(path)))
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    const survey = surveyOf(context);
    for (const { node: call } of survey.calls) {
      if (call.func.kind !== "Attribute" || !WHOLE.has(call.func.attr.name)) continue;
      if (call.func.attr.name === "read" && call.args.length > 0) continue;
      const fn = survey.functionOf(call);
      const held = fn === null ? null : heldTooLong(call, fn, survey);
      if (held === null) continue;
      yield {
        message: `'${held.name}' is not used after this, but stays in memory through the loop below. 'del ${held.name}' frees it.`,
        range: held.last,
        statement: held.stmt,
        steps: [
          { message: `'${held.name}' gets the whole contents here`, range: call },
          { message: "this loop does not need them", range: loopHead(held.loop) },
        ],
        fix: () => deleteFix(context, held.name, held.stmt),
      };
    }
  },
});

interface Held {
  readonly name: string;
  /** The last use, the statement of the function's own suite that it is in, and the loop behind it. */
  readonly last: Name;
  readonly stmt: Stmt;
  readonly loop: Stmt;
}

function heldTooLong(call: Expr, fn: FunctionDef, survey: Survey): Held | null {
  const assigned = survey.parent(call);
  if (assigned === null || !isStatement(assigned)) return null;
  const target = plainAssignment(assigned);
  if (target === null || target.value !== call) return null;
  const mentions = localMentions(target.name, fn, survey);
  if (mentions === null) return null;
  const uses = mentions.filter((mention) => survey.parent(mention) !== assigned);
  const last = uses[uses.length - 1];
  if (last === undefined || !uses.every((use) => use.start > assigned.end && leavesNothing(use, survey))) return null;
  // The suite of the function itself, where 'del' stands for certain behind the last use.
  const index = fn.body.findIndex((stmt) => stmt.start <= last.start && stmt.end >= last.end);
  const stmt = fn.body[index];
  const first = fn.body.findIndex((one) => one.start <= assigned.start && one.end >= assigned.end);
  if (stmt === undefined || /^(?:Return|Raise|For|While|FunctionDef|ClassDef)$/.test(stmt.kind)) return null;
  // In a branch, the name might not be bound.
  if (fn.body[first] !== assigned && !(fn.body[first]?.kind === "With" && isDirectlyIn(assigned, fn.body[first])))
    return null;
  const loop = fn.body.slice(index + 1).find(doesWork);
  return loop === undefined ? null : { name: target.name, last, stmt, loop };
}

function isDirectlyIn(stmt: Stmt, block: Stmt | undefined): boolean {
  return block?.kind === "With" && block.body.includes(stmt);
}

/** Whether nothing but the name holds the contents after this use. */
function leavesNothing(use: Name, survey: Survey): boolean {
  const method = methodCalled(use, survey);
  if (method !== null) return COPIES.test(method);
  if (isElementRead(use, survey) || isSliced(use, survey)) return true;
  const parent = survey.parent(use);
  if (parent?.kind === "Compare" || parent?.kind === "JoinedStr") return true;
  if (parent?.kind === "UnaryOp" || parent?.kind === "If") return true;
  if (parent?.kind !== "Call" || !parent.args.includes(use)) return false;
  return LOOKS_ONLY.test(survey.resolve(parent.func, survey.scopeOf(parent)) ?? "");
}

function doesWork(stmt: Stmt): boolean {
  return (stmt.kind === "For" || stmt.kind === "While") && contains(stmt, ({ kind }) => kind === "Call");
}

function loopHead(loop: Stmt): Expr | Stmt {
  return loop.kind === "For" ? loop.iter : loop.kind === "While" ? loop.test : loop;
}

function deleteFix({ text }: RuleContext, name: string, stmt: Stmt): Fix | null {
  const layout = new Layout(text);
  const indent = layout.indentOf(stmt);
  if (indent === null || !layout.hasOwnLines(stmt)) return null;
  const end = endOf(stmt);
  const at = end + layout.behind(end).length;
  return {
    title: `Delete '${name}' after its last use`,
    safe: false,
    edits: [{ start: at, end: at, text: `${layout.newlineAt(stmt.start)}${indent}del ${name}` }],
  };
}

/** A slice of text or bytes is a copy. */
function isSliced(use: Name, survey: Survey): boolean {
  const parent = survey.parent(use);
  return parent?.kind === "Subscript" && parent.value === use && parent.index.kind === "Slice";
}

import type { FunctionDef, Name, While } from "../../syntax/ast.js";
import { defineRule, type Fix, type RuleContext, type RuleFinding } from "../define.js";
import { Layout } from "../resource/fixes/layout.js";
import { isTarget, plainAssignment, within } from "./advice/locals.js";
import { type Survey, surveyOf } from "./advice/survey.js";

export const bytesCopiedBySlice = defineRule({
  id: "LK607",
  name: "bytes-copied-by-slice",
  family: "memory",
  level: "hint",
  optIn: true,
  fix: "unsafe",
  summary: "A loop cuts what it has sent off the front of a bytes object, and copies the rest each time",
  documentation: `Reports \`data = data[sent:]\` in a loop that sends or writes \`data\` piece by piece and does nothing else with it.

A slice of bytes is a copy. A slice of a \`memoryview\` is a view of the same memory.

## Why it matters

Each round copies all that is left, and for a moment the old and the new rest exist together: to send 100 MB in pieces
of 64 KB, some 80 GB are copied.

## When it is silent

When the loop does anything with the bytes that a memory view cannot (\`find\`, \`startswith\`, comparison with something of
another type), or when the rest is used behind the loop.

## How to fix it

Make it a \`memoryview\` before the loop. The fix is a suggestion: whoever is handed a slice, the \`send\` of a class of
your own, say, must take any bytes-like object.

## References

- [\`memoryview\`](https://docs.python.org/3/library/stdtypes.html#memory-views)
`,
  examples: [
    {
      title: "Writing to a descriptor",
      bad: `import os


def write_all(fd, data):
    while data:
        written = os.write(fd, data[:4096])
        data = data[written:]


def scenario(tmp):
    path = tmp / "out.bin"
    fd = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        write_all(fd, bytes(200_000))
    finally:
        os.close(fd)
    print(path.stat().st_size)
`,
      good: `import os


def write_all(fd, data):
    data = memoryview(data)
    while data:
        written = os.write(fd, data[:4096])
        data = data[written:]


def scenario(tmp):
    path = tmp / "out.bin"
    fd = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        write_all(fd, bytes(200_000))
    finally:
        os.close(fd)
    print(path.stat().st_size)
`,
    },
    {
      title: "Sending over a socket",
      bad: `import socket


def send_all(sock, data):
    sent = 0
    while len(data) > 0:
        count = sock.send(data[:1024])
        data = data[count:]
        sent += count
    return sent


def scenario(tmp):
    left, right = socket.socketpair()
    with left, right:
        print(send_all(left, bytes(20_000)))
        print(len(right.recv(1024)))
`,
      good: `import socket


def send_all(sock, data):
    sent = 0
    data = memoryview(data)
    while len(data) > 0:
        count = sock.send(data[:1024])
        data = data[count:]
        sent += count
    return sent


def scenario(tmp):
    left, right = socket.socketpair()
    with left, right:
        print(send_all(left, bytes(20_000)))
        print(len(right.recv(1024)))
`,
    },
  ],
  *check(context): Iterable<RuleFinding> {
    const survey = surveyOf(context);
    for (const { node: loop } of survey.loops) {
      const fn = survey.functionOf(loop);
      if (fn === null || loop.kind !== "While") continue;
      for (const stmt of loop.body) {
        const cut = plainAssignment(stmt);
        if (cut?.value.kind !== "Subscript" || cut.value.value.kind !== "Name" || cut.value.value.name !== cut.name)
          continue;
        const { index } = cut.value;
        if (index.kind !== "Slice" || index.lower === null || index.upper !== null || index.step !== null) continue;
        if (!isSentOnly(cut.name, loop, fn, survey)) continue;
        yield {
          message: `'${cut.name} = ${cut.name}[…:]' copies the rest of the bytes in each round. Cut a memoryview instead.`,
          range: stmt,
          statement: stmt,
          steps: [{ message: "in each round of this loop", range: loop.test }],
          fix: () => viewFix(context, cut.name, loop),
        };
      }
    }
  },
});

/** Whether the loop only cuts, measures and sends the bytes, and nobody looks at the rest later. */
function isSentOnly(name: string, loop: While, fn: FunctionDef, survey: Survey): boolean {
  let sends = 0;
  for (const mention of survey.mentions(name, fn)) {
    if (survey.functionOf(mention) !== fn) return false;
    if (mention.start < loop.start) {
      if (isView(mention, survey)) return false;
      continue;
    }
    if (!within(mention, loop)) return false;
    const use = useOf(mention, loop, survey);
    if (use === "other") return false;
    if (use === "send") sends++;
  }
  return sends > 0;
}

/** Whether it is a view already. */
function isView(mention: Name, survey: Survey): boolean {
  const stmt = survey.parent(mention);
  if (stmt?.kind !== "Assign" || stmt.value.kind !== "Call") return false;
  return stmt.value.func.kind === "Name" && stmt.value.func.name === "memoryview";
}

function useOf(mention: Name, loop: While, survey: Survey): "send" | "harmless" | "other" {
  if (mention === loop.test) return "harmless";
  const parent = survey.parent(mention);
  if (parent?.kind === "Assign" && isTarget(mention, survey)) {
    const { value } = parent;
    return value.kind === "Subscript" && value.value.kind === "Name" && value.value.name === mention.name
      ? "harmless"
      : "other";
  }
  const sliced = parent?.kind === "Subscript" && parent.value === mention && parent.index.kind === "Slice";
  const passed = sliced ? parent : mention;
  const call = survey.parent(passed);
  if (sliced && call?.kind === "Assign" && call.value === parent) {
    return plainAssignment(call)?.name === mention.name ? "harmless" : "other";
  }
  if (call?.kind !== "Call" || !call.args.includes(passed)) return "other";
  if (call.func.kind === "Name") return call.func.name === "len" ? "harmless" : "other";
  if (call.func.kind !== "Attribute") return "other";
  const module = call.func.value.kind === "Name" ? call.func.value.name : "";
  if (call.func.attr.name === "write") return module === "os" && call.args[1] === passed ? "send" : "other";
  return call.func.attr.name === "send" && call.args[0] === passed ? "send" : "other";
}

function viewFix({ text }: RuleContext, name: string, loop: While): Fix | null {
  const layout = new Layout(text);
  const indent = layout.indentOf(loop);
  if (indent === null) return null;
  const line = `${name} = memoryview(${name})${layout.newlineAt(loop.start)}${indent}`;
  return {
    title: `Make '${name}' a memoryview`,
    safe: false,
    edits: [{ start: loop.start, end: loop.start, text: line }],
  };
}

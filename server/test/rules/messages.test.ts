/** Wording and choice of the rule, on facts made by hand. */
import { describe, expect, it } from "vitest";
import { FileModel } from "../../src/analysis/model/file-model.js";
import type {
  Loss,
  LostResource,
  OwnershipFacts,
  TraceStep,
  UnreleasedLock,
} from "../../src/analysis/ownership/facts.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import type { TypeEntry } from "../../src/catalogue/schema.js";
import { allRules } from "../../src/rules/registry.js";
import type { Call, Expr, Module, Stmt } from "../../src/syntax/ast.js";

const FILE: TypeEntry = { noun: "file", resource: { release: ["close"], with: "release" } };
const CONNECTION: TypeEntry = { noun: "database connection", resource: { release: ["close"], with: "keep" } };
const DESCRIPTOR: TypeEntry = {
  noun: "file descriptor",
  resource: { release: [], releaseFunctions: ["os.close"], with: "none" },
};
const STREAM: TypeEntry = {
  noun: "client session",
  resource: { release: ["close"], awaitRelease: true, with: "none", asyncWith: "release" },
};

const TEXT = `def load(path):
    source = open(path)
    if not source.readline():
        return None
    data = int(source.read())
    raise ValueError(data)
    source = None
    yield source
    source.close()
`;
const moduleOf = (text: string): Module => ({
  kind: "Module",
  start: 0,
  end: text.length,
  body: [],
  comments: [],
  problems: [],
});

function rangeOf(part: string, text = TEXT) {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`no ${part}`);
  return { start, end: start + part.length };
}

function step(kind: TraceStep["kind"], part: string): TraceStep {
  return { kind, message: `${kind} here`, range: rangeOf(part) };
}

function callOf(part: string, text = TEXT): Call {
  const range = rangeOf(part, text);
  const open = part.indexOf("(");
  const func: Expr = { kind: "Name", name: part.slice(0, open), start: range.start, end: range.start + open };
  const inner = part.slice(open + 1, -1);
  const argument: Expr = { kind: "Name", name: inner, start: range.start + open + 1, end: range.end - 1 };
  return { kind: "Call", ...range, func, args: inner === "" ? [] : [argument], keywords: [] };
}

function lost(loss: Loss, more: Partial<LostResource> = {}): LostResource {
  const acquisition = callOf("open(path)");
  const target: Expr = { kind: "Name", name: "source", ...rangeOf("source") };
  const statement: Stmt = { kind: "Assign", ...rangeOf("source = open(path)"), targets: [target], value: acquisition };
  return {
    loss,
    acquisition,
    statement,
    scope: { ...moduleOf(TEXT), end: rangeOf("yield source").start },
    type: FILE,
    typeName: "file",
    callee: "open",
    name: "source",
    releasedElsewhere: true,
    evident: true,
    trace: [step("acquire", "open(path)")],
    ...more,
  };
}

function report(facts: Partial<OwnershipFacts>, text = TEXT) {
  const module = moduleOf(text);
  const context = {
    path: "mod.py",
    text,
    module,
    catalogue: builtinCatalogue(),
    ownership: { lost: [], locks: [], usesAfterRelease: [], ...facts },
    model: new FileModel(module, text, builtinCatalogue()),
  };
  return allRules.flatMap((rule) => [...rule.check(context)].map((finding) => ({ rule: rule.id, ...finding })));
}

function messages(...all: LostResource[]): string[] {
  return report({ lost: all }).map(
    ({ rule, level, message }) => `${rule}${level === undefined ? "" : ` (${level})`} ${message}`,
  );
}

describe("a lost resource", () => {
  it("that is never closed", () => {
    expect(messages(lost("end-of-scope", { releasedElsewhere: false }))).toEqual([
      "LK101 File 'source' from open() is never closed. Use 'with open(...) as source:'.",
    ]);
  });

  it("that an early return leaves open", () => {
    const trace = [
      step("acquire", "open(path)"),
      step("branch", "if not source.readline()"),
      step("return", "return None"),
    ];
    expect(messages(lost("end-of-scope", { trace }))).toEqual([
      "LK101 File 'source' from open() stays open when line 4 returns. Use 'with open(...) as source:'.",
    ]);
  });

  it("that a branch leaves open", () => {
    const trace = [step("acquire", "open(path)"), step("branch", "if not source.readline()")];
    expect(messages(lost("end-of-scope", { trace }))).toEqual([
      "LK101 File 'source' from open() stays open on the path through line 3. Use 'with open(...) as source:'.",
    ]);
  });

  it("whose name is bound again or deleted", () => {
    const trace = [step("acquire", "open(path)"), step("rebind", "source = None")];
    expect(messages(lost("rebound", { trace }))).toEqual([
      "LK101 File 'source' from open() is still open when line 7 binds 'source' again. Use 'with open(...) as source:'.",
    ]);
    expect(messages(lost("deleted"))[0]).toContain("is still open when a later line deletes 'source'.");
  });

  it("that an exception leaves open: evident, possible", () => {
    const call = [step("acquire", "open(path)"), step("raise", "int(source.read())")];
    const explicit = [step("acquire", "open(path)"), step("raise", "raise ValueError(data)")];
    expect(messages(lost("exception", { trace: call }))).toEqual([
      "LK102 File 'source' from open() stays open when int() on line 5 raises. Use 'with open(...) as source:'.",
    ]);
    expect(messages(lost("exception", { trace: explicit }))).toEqual([
      "LK102 File 'source' from open() stays open when line 6 raises. Use 'with open(...) as source:'.",
    ]);
    expect(messages(lost("exception", { trace: call, evident: false }))).toEqual([
      "LK102 (information) File 'source' from open() is not closed if int() on line 5 raises. Use 'with open(...) as source:'.",
    ]);
  });

  it("that a generator or a manager holds at its yield", () => {
    const trace = [step("acquire", "open(path)"), step("yield", "yield source")];
    expect(messages(lost("generator-exit", { trace, evident: false }))).toEqual([
      "LK102 (information) File 'source' from open() stays open when the caller stops iterating at the 'yield' on line 8. Use 'with open(...) as source:'.",
    ]);
    expect(messages(lost("manager-yield", { trace }))).toEqual([
      "LK105 File 'source' from open() is not closed when the caller's 'with' block raises: the exception comes out of the 'yield' on line 8. Put the 'yield' into 'try' and the clean-up into 'finally'.",
    ]);
  });

  it("without a name", () => {
    expect(messages(lost("temporary", { name: null }))).toEqual([
      "LK103 The file that open() opens has no name, so it is never closed. Use 'with open(...) as f:'.",
    ]);
    expect(messages(lost("temporary", { name: null, type: DESCRIPTOR, callee: "tempfile.mkstemp" }))).toEqual([
      "LK101 The file descriptor that tempfile.mkstemp() opens is thrown away and never closed. Keep it and close it with os.close(fd).",
    ]);
  });

  it("whose 'with' does not close it", () => {
    const trace = [step("acquire", "open(path)"), step("with", "source.close()")];
    expect(messages(lost("with-keeps", { type: CONNECTION, callee: "sqlite3.connect", name: "db", trace }))).toEqual([
      "LK106 Database connection 'db' from sqlite3.connect() is still open after the 'with' block on line 9: this 'with' does not close it. Use 'contextlib.closing'.",
    ]);
  });

  it("that another path hands over is closed by hand", () => {
    const kept = { scope: moduleOf(TEXT), releasedElsewhere: false };
    const branch = [step("acquire", "open(path)"), step("branch", "if not source.readline()")];
    expect(messages(lost("end-of-scope", { ...kept, trace: branch }))).toEqual([
      "LK101 File 'source' from open() stays open on the path through line 3. Call source.close() on that path too.",
    ]);
    expect(messages(lost("exception", { ...kept, trace: [step("raise", "int(source.read())")] }))).toEqual([
      "LK102 File 'source' from open() stays open when int() on line 5 raises. Call source.close() in 'except' and raise again.",
    ]);
  });

  it("gets the advice of its type", () => {
    const never = (more: Partial<LostResource>) =>
      messages(lost("end-of-scope", { releasedElsewhere: false, ...more }))[0];
    expect(never({ type: CONNECTION })).toMatch(/Use 'with contextlib\.closing\(open\(\.\.\.\)\) as source:'\.$/);
    expect(never({ type: DESCRIPTOR })).toMatch(/Call os\.close\(source\) in 'finally'\.$/);
    expect(never({ statement: { kind: "Pass", start: 0, end: 1 } })).toMatch(/Call source\.close\(\) in 'finally'\.$/);
    expect(never({ type: STREAM })).toMatch(/Use 'async with open\(\.\.\.\) as source:'\.$/);
    expect(never({ callee: "Path(\n  'a'\n).open" })).toMatch(/^LK101 File 'source' from open\(\)/);
  });

  it("is reported once, by the most certain of its losses", () => {
    const found = messages(
      lost("exception"),
      lost("end-of-scope", { releasedElsewhere: false }),
      lost("generator-exit"),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^LK101 /);
    expect(messages(lost("exception", { evident: false }), lost("exception"))[0]).toMatch(/^LK102 File/);
    expect(messages(lost("generator-exit"), lost("exception", { evident: false }))[0]).toContain("stops iterating");
  });

  it("is left to the rule that its type names, be there one or not", () => {
    const type = { ...FILE, resource: { release: ["close"], with: "release" as const, rule: "LK999" } };
    expect(messages(lost("end-of-scope", { type }))).toEqual([]);
  });
});

describe("what is underlined", () => {
  it("is the call, and its callee alone when the call takes several lines", () => {
    const one = report({ lost: [lost("end-of-scope")] })[0];
    expect(one?.range).toEqual(rangeOf("open(path)"));
    const text = "source = open(\n  path)\n";
    const many = report({ lost: [lost("end-of-scope", { acquisition: callOf("open(\n  path)", text) })] }, text)[0];
    expect(many?.range).toEqual(rangeOf("open", text));
  });
});

describe("a lock", () => {
  const ACQUIRE = callOf("open(path)");
  const lock = (more: Partial<UnreleasedLock>): UnreleasedLock => ({
    loss: "end-of-scope",
    acquisition: ACQUIRE,
    statement: { kind: "ExprStmt", start: 0, end: 1, value: ACQUIRE },
    scope: moduleOf(TEXT),
    lock: "self._lock",
    releasedElsewhere: false,
    evident: true,
    trace: [],
    ...more,
  });
  const told = (...locks: UnreleasedLock[]) => report({ locks }).map(({ level, message }) => [level, message]);

  it("that stays locked", () => {
    const raising = { loss: "exception" as const, trace: [step("raise", "int(source.read())")] };
    expect(told(lock({}))).toEqual([
      [undefined, "Lock 'self._lock' is acquired and never released. Use 'with self._lock:'."],
    ]);
    expect(told(lock({ releasedElsewhere: true, trace: [step("return", "return None")] }))).toEqual([
      [undefined, "Lock 'self._lock' stays locked when line 4 returns. Use 'with self._lock:'."],
    ]);
    expect(told(lock(raising), lock({ ...raising, evident: false }))).toEqual([
      [undefined, "Lock 'self._lock' stays locked when int() on line 5 raises. Use 'with self._lock:'."],
    ]);
    expect(told(lock({ ...raising, evident: false }))).toEqual([
      ["information", "Lock 'self._lock' stays locked if int() on line 5 raises. Use 'with self._lock:'."],
    ]);
  });
});

describe("a use after close", () => {
  it("names the line that closed it", () => {
    const use = {
      use: rangeOf("source.read()"),
      statement: { kind: "Pass" as const, start: 0, end: 1 },
      name: "source",
      type: FILE,
    };
    const told = (kind: "release" | "with") =>
      report({ usesAfterRelease: [{ ...use, trace: [step(kind, "source.close()")] }] }).map(({ message }) => message);
    expect(told("release")).toEqual(["File 'source' is used after line 9 closed it. Use it before, or open it again."]);
    expect(told("with")).toEqual([
      "File 'source' is used after its 'with' block on line 9 ended. Move the use into the block.",
    ]);
  });
});

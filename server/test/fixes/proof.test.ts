import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../src/base/text.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import type { Fix } from "../../src/rules/define.js";
import { closingFix } from "../../src/rules/resource/fixes/closing.js";
import { closeInFinallyFix } from "../../src/rules/resource/fixes/finally.js";
import { lockFix } from "../../src/rules/resource/fixes/lock.js";
import { withFix } from "../../src/rules/resource/fixes/with.js";
import { loadParser, type PythonParser } from "../../src/syntax/parser.js";
import { examineAll, leaks, pythonMissing } from "../support/cpython.js";
import { callsOf, requestFor } from "./support.js";

const directory = new URL("programs/", import.meta.url);
const programs = readdirSync(directory)
  .filter((name) => name.endsWith(".py"))
  .map((name) => ({ name, source: readFileSync(new URL(name, directory), "utf8") }));

describe.skipIf(pythonMissing)("fixes as CPython sees them", () => {
  it("release, print the same, and still compile", async () => {
    const parser = await loadParser();
    const repaired = programs.map(({ source }) => repair(parser, source));
    const before = await examineAll(programs.map(({ source }) => source));
    const after = await examineAll(repaired);
    programs.forEach(({ name, source }, index) => {
      const [old, now] = [before[index], after[index]];
      const told = `${name}\n${repaired[index]}`;
      expect(repaired[index], told).not.toBe(source);
      expect(old?.error, told).toBeNull();
      expect(now?.error, told).toBeNull();
      expect(now?.stdout, told).toBe(old?.stdout);
      expect(now === undefined || leaks(now), told).toBe(false);
    });
    const seen = before.filter(leaks).length;
    expect(seen).toBeGreaterThan(30);
  }, 300_000);
});

/** Every acquisition that the program's first line names gets its fix, until none is offered any more. */
function repair(parser: PythonParser, source: string): string {
  const [, callee = "", typeName = "", kind = "with"] = /^# fix: (\S+) (\S+)(?: (\S+))?/.exec(source) ?? [];
  let text = source;
  for (let round = 0; round < 20; round++) {
    const module = parser.parse(text);
    const fix = callsOf(module, text, callee)
      .map((one) => offered(text, module, one, typeName, kind))
      .find((one) => one !== null);
    if (fix === undefined || fix === null) return text;
    text = applyEdits(text, fix.edits);
  }
  throw new Error(`does not come to an end:\n${text}`);
}

function offered(
  text: string,
  module: ReturnType<PythonParser["parse"]>,
  one: ReturnType<typeof callsOf>[number],
  typeName: string,
  kind: string,
): Fix | null {
  if (kind === "lock") {
    const { call: acquisition, statement, scope } = one;
    return lockFix({ text, module, catalogue: builtinCatalogue(), acquisition, statement, scope, lock: "guard" });
  }
  const request = requestFor(text, module, one, typeName);
  const isManaged = one.statement.kind === "With" || one.statement.kind === "Try";
  const around = text.slice(one.call.start - 8, one.call.start);
  switch (kind) {
    case "closing":
      return around.includes("closing(") ? null : closingFix(request);
    case "finally":
    case "lent":
      if (text.slice(one.statement.end).trimStart().startsWith("try:")) return null;
      return closeInFinallyFix(kind === "lent" ? { ...request, loss: "manager-yield" } : request);
    default:
      if (isManaged || text.slice(one.statement.end).trimStart().startsWith("with ")) return null;
      if (one.statement.kind === "ExprStmt" && text.slice(one.call.end).startsWith(".close()")) return null;
      return withFix(request);
  }
}

/** The fix for what an endless loop fills: what it writes, and where it is refused. */
import { beforeAll, expect, it } from "vitest";
import { applyEdits } from "../../src/base/text.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { Linter } from "../../src/lint/types.js";

let linter: Linter;
beforeAll(async () => {
  linter = await createLinter();
});

/** A class whose loop feeds `self.seen`, and what the fix makes of it; null where there is none. */
function fixed(made: string, feed: string, ...rest: string[]): string | null {
  const source = [
    "import collections",
    "class Monitor:",
    "    def __init__(self, source):",
    "        self.source = source",
    `        self.seen = ${made}`,
    "    def watch(self):",
    "        while True:",
    "            item = self.source.get()",
    `            ${feed}`,
    ...rest,
    "",
  ].join("\n");
  const report = linter.lint("/project/monitor.py", source, defaultSettings(linter.rules));
  const finding = report.findings.find(({ rule }) => rule === "LK305");
  expect(finding).toBeDefined();
  const fix = finding?.fix() ?? null;
  if (fix === null) return null;
  expect(fix.safe).toBe(false);
  return applyEdits(source, fix.edits);
}

it("keeps the last entries of a list or deque", () => {
  const last = ["    def last(self):", "        return self.seen[-1], len(self.seen), sorted(self.seen)"];
  expect(fixed("[]", "self.seen.append(item)", ...last)).toContain("self.seen = collections.deque(maxlen=1024)");
  expect(fixed("collections.deque()", "self.seen.append(item)")).toContain("collections.deque(maxlen=1024)");
});

it("drops an entry of a dictionary or set", () => {
  expect(fixed("{}", "self.seen[item] = 1")).toContain("if item not in self.seen and len(self.seen) >= 1024:");
  expect(fixed("set()", "self.seen.add(item)")).toContain("self.seen.pop()");
});

it.each([
  ["sliced", "return self.seen[-3:]"],
  ["sorted in place", "self.seen.sort()"],
  ["handed out", "return self.seen"],
  ["handed on", "dump(self.seen)"],
  ["written as JSON", "json.dumps(self.seen)"],
])("leaves a list alone that is %s", (_title, use) => {
  expect(fixed("[]", "self.seen.append(item)", "    def use(self):", `        ${use}`)).toBeNull();
});

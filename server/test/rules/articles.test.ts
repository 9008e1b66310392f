/** docs/articles.md: its programs do what stands below them, and the rules that it names exist. */
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { articlePrograms, articlesPage, runProgram } from "../../../scripts/articles.js";
import { readFigures } from "../../../scripts/measure-advice.js";
import { allRules } from "../../src/rules/registry.js";
import { root } from "../architecture/sources.js";
import { pythonMissing } from "../support/cpython.js";

const page = articlesPage();
const programs = articlePrograms(page);

/** Numbers differ a little from run to run, and more between versions of Python. */
function close(told: number, again: number): boolean {
  return Math.abs(told - again) <= 0.25 * Math.max(told, again) + 10;
}

describe("the page on articles", () => {
  it("has a program under nearly each heading, each with its output", () => {
    expect(programs.length).toBeGreaterThan(16);
    expect(page.match(/```python\n/g)).toHaveLength(programs.length);
    for (const { title, output } of programs) expect(output, title).not.toBe("");
  });

  it("names every rule that gives advice on memory", () => {
    for (const { id, family } of allRules) {
      if (family === "memory" || family === "runtime") expect(page).toContain(id);
    }
  });

  it("links only to headings and pages that exist", () => {
    const anchors = new Set(
      [...page.matchAll(/^## (.+)$/gm)].map(([, title = ""]) =>
        title
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, "")
          .replace(/ /g, "-"),
      ),
    );
    for (const [, link = ""] of page.matchAll(/\]\(#([^)]+)\)/g)) expect([...anchors], link).toContain(link);
    for (const [, link = ""] of page.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)) {
      expect(existsSync(path.join(root, "docs", link)), link).toBe(true);
    }
  });

  describe.skipIf(pythonMissing !== null)("run by CPython", () => {
    for (const { title, source, output } of programs) {
      // The page looks at descriptors as Linux shows them.
      const here = process.platform === "linux" || !source.includes("/proc/");
      it.skipIf(!here)(
        `"${title}" prints what stands below it`,
        () => {
          const again = runProgram(source);
          const version = runProgram('import sys; print("%d.%d" % sys.version_info[:2])').trim();
          if (version !== readFigures().python) return;
          const numbers = /\d+/g;
          expect(again.replace(numbers, "#")).toBe(output.replace(numbers, "#"));
          const [told, now] = [output, again].map((text) =>
            [...text.matchAll(numbers)].map(([number]) => Number(number)),
          );
          told?.forEach((number, index) => {
            expect(close(number, now?.[index] ?? 0), `${title}: ${number} and ${now?.[index]}`).toBe(true);
          });
        },
        60_000,
      );
    }
  });
});

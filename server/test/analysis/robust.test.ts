/** Whatever the text, the analysis answers, says the same twice, and stays within the text. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeOwnership } from "../../src/analysis/ownership/analyze.js";
import type { OwnershipFacts } from "../../src/analysis/ownership/facts.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { loadParser } from "../../src/syntax/parser.js";
import { programs } from "../semantics/programs.js";

const parser = await loadParser();

const analyze = (text: string): OwnershipFacts => analyzeOwnership(parser.parse(text), text, builtinCatalogue());

/** The facts as plain data: nodes would print without end. */
function summary(text: string): string[] {
  const { lost, locks, usesAfterRelease } = analyze(text);
  const found = [
    ...lost.map((one) => ({
      what: `${one.loss} ${one.name} ${one.evident} ${one.callee}`,
      at: one.acquisition,
      trace: one.trace,
    })),
    ...locks.map((one) => ({
      what: `lock ${one.loss} ${one.lock} ${one.evident}`,
      at: one.acquisition,
      trace: one.trace,
    })),
    ...usesAfterRelease.map((one) => ({ what: `use ${one.name}`, at: one.use, trace: one.trace })),
  ];
  for (const { at, trace } of found) {
    for (const { start, end } of [at, ...trace.map((step) => step.range)]) {
      if (!(start >= 0 && start <= end && end <= text.length))
        throw new Error(`outside of the text: ${start} to ${end}`);
    }
  }
  return found.map(
    ({ what, at, trace }) => `${at.start} ${what} ${trace.map((step) => `${step.kind}@${step.range.start}`)}`,
  );
}

/** The same numbers each time, so that a failure can be looked at (Park and Miller's generator). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const folder = ((): string | null => {
  try {
    return execFileSync("python3", ["-c", "import os; print(os.path.dirname(os.__file__))"], {
      encoding: "utf8",
    }).trim();
  } catch {
    return null;
  }
})();
const RICH =
  /^(?:socket|subprocess|tarfile|zipfile|tempfile|shutil|ftplib|mailbox|pty|logging|gzip|imaplib|shelve)\.py$/;

describe.skipIf(folder === null)("the standard library (skipped: no python3 here)", () => {
  const files = folder === null ? [] : readdirSync(folder).filter((name) => RICH.test(name));

  it("is here", () => {
    expect(files.length).toBeGreaterThan(8);
  });

  it.each(files)("%s, cut off at random places", (name) => {
    const text = readFileSync(join(folder ?? "", name), "utf8");
    const random = randomNumbers(text.length);
    for (let round = 0; round < 8; round++) {
      const cut = text.slice(0, random(text.length));
      expect(summary(cut)).toEqual(summary(cut));
    }
  });

  it.each(files.slice(0, 5))("%s, with a hole", (name) => {
    const text = readFileSync(join(folder ?? "", name), "utf8");
    const random = randomNumbers(text.length + 1);
    for (let round = 0; round < 4; round++) {
      const start = random(text.length);
      const holed = text.slice(0, start) + text.slice(start + random(200));
      expect(summary(holed)).toEqual(summary(holed));
    }
  });
});

describe("random programs", () => {
  const prologue = "import threading\nfrom contextlib import suppress, closing\nlock = threading.Lock()\n";

  it("are analysed, twice alike", () => {
    fc.assert(
      fc.property(programs(), (program) => {
        const text = prologue + program;
        expect(summary(text)).toEqual(summary(text));
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it("lose nothing that a 'with' around it all closes", () => {
    fc.assert(
      fc.property(programs(2), (program) => {
        const body = program
          .split("\n")
          .slice(1)
          .map((line) => `  ${line}`);
        const text = `${prologue}def run(self, p, q):\n  with open(p) as only:\n${body.join("\n")}\n`;
        const lost = analyze(text).lost.filter((one) => one.name === "only");
        expect(
          lost.map((one) => one.loss),
          text,
        ).toEqual([]);
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  it("lose nothing that a 'finally' around it all closes", () => {
    fc.assert(
      fc.property(programs(2), (program) => {
        const body = program
          .split("\n")
          .slice(1)
          .map((line) => `  ${line}`);
        const text = `${prologue}def run(self, p, q):\n  only = open(p)\n  try:\n${body.join("\n")}\n  finally:\n    only.close()\n`;
        const lost = analyze(text).lost.filter((one) => one.name === "only");
        expect(
          lost.map((one) => one.loss),
          text,
        ).toEqual([]);
      }),
      { numRuns: 200, seed: 13 },
    );
  });

  it("mention no resource when they cannot know of one", () => {
    fc.assert(
      fc.property(programs(2), (program) => {
        const text = `from acme import open, lock, suppress, closing\n${program}`;
        expect(analyze(text).lost).toEqual([]);
      }),
      { numRuns: 100, seed: 14 },
    );
  });
});

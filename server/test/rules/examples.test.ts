/** The examples of every rule through the whole pipeline: findings, fixes, and CPython's word on the fixes. */
import { beforeAll, describe, expect, it } from "vitest";
import { applyEdits } from "../../src/base/text.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { Finding, Linter } from "../../src/lint/types.js";
import type { Example, RuleDefinition } from "../../src/rules/define.js";
import { allRules } from "../../src/rules/registry.js";
import { compileAll, type Examination, examineAll, pythonMissing } from "../support/cpython.js";
import { leftOpen, watched } from "./evidence.js";

/** More rounds than any example has findings: who needs more does not converge. */
const MOST_ROUNDS = 10;

interface Fixed {
  readonly rule: RuleDefinition;
  readonly example: Example;
  readonly text: string;
  /** Whether each fix that was made is safe, in order. */
  readonly safe: readonly boolean[];
}

const examples = allRules.flatMap((rule) => rule.examples.map((example) => ({ rule, example })));
let linter: Linter;

beforeAll(async () => {
  linter = await createLinter();
});

/** By all rules that are on without configuration, and by the rule itself. */
function lint(text: string, rule: RuleDefinition): readonly Finding[] {
  const { levels } = defaultSettings(linter.rules);
  const settings = { levels: new Map(levels).set(rule.id, rule.level), key: rule.id };
  const report = linter.lint("/project/example.py", text, settings);
  expect(report.errors).toEqual([]);
  return report.findings;
}

function told(findings: readonly Finding[]): string[] {
  return findings.map(({ rule, level, message }) => `${rule} ${level} ${message}`);
}

function fixAll(rule: RuleDefinition, example: Example): Fixed {
  let text = example.bad;
  const safe: boolean[] = [];
  const revealed = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fix = lint(text, rule)
      .find((finding) => (finding.rule === rule.id || revealed.has(finding.rule)) && finding.fix() !== null)
      ?.fix();
    if (fix === null || fix === undefined) return { rule, example, text, safe };
    text = applyEdits(text, fix.edits);
    // What a fix brings to light is fixed in turn; what that is worth is another rule's affair.
    if (revealed.size === 0) safe.push(fix.safe);
    for (const other of fix.reveals ?? []) revealed.add(other);
  }
  throw new Error(`the fix of ${rule.id} for '${example.title}' does not come to an end`);
}

describe("examples", () => {
  for (const { rule, example } of examples) {
    describe(`${rule.id}: ${example.title}`, () => {
      it("is reported by its rule, with the path", () => {
        const findings = lint(example.bad, rule);
        const own = findings.filter((finding) => finding.rule === rule.id);
        expect(own.length, told(findings).join("\n")).toBeGreaterThan(0);
        expect(own.every((finding) => finding.steps.length > 0)).toBe(true);
      });

      it("is not reported, by any rule, once it is good", () => {
        // What the collector is watched at has a cycle on purpose.
        const isOnPurpose = (family: string): boolean => rule.family === "runtime" && family === "cycle";
        expect(told(lint(example.good, rule).filter(({ family }) => !isOnPurpose(family)))).toEqual([]);
      });

      it("has a fix that agrees with what the rule says of its fixes", () => {
        const { safe, text } = fixAll(rule, example);
        if (rule.fix === "none") expect(safe).toEqual([]);
        // A rule with safe fixes may have suggestions besides.
        if (rule.fix === "safe" && example === rule.examples[0]) expect(safe.every((one) => one)).toBe(true);
        if (rule.fix === "unsafe") expect(safe.some((one) => one)).toBe(false);
        if (safe.length > 0) expect(lint(text, rule).filter((finding) => finding.rule === rule.id)).toEqual([]);
      });
    });
  }

  for (const rule of allRules.filter(({ family }) => family !== "leaklint")) {
    it(`of ${rule.id} open with one that is reported at the rule's own level`, () => {
      const own = lint(rule.examples[0]?.bad ?? "", rule).filter((finding) => finding.rule === rule.id);
      expect(own.map(({ level }) => level)).toEqual([rule.level]);
    });
  }

  for (const rule of allRules.filter(({ fix, family }) => fix !== "none" && family !== "leaklint")) {
    it(`of ${rule.id}: one at least can be fixed, as the rule claims`, () => {
      const fixed = rule.examples.filter((example) => fixAll(rule, example).safe.length > 0);
      expect(fixed.length).toBeGreaterThan(0);
    });
  }
});

describe.skipIf(pythonMissing !== null)("fixed examples, run by CPython", () => {
  let fixed: Fixed[] = [];
  let before: Examination[] = [];
  let after: Examination[] = [];
  let observed: Examination[] = [];

  beforeAll(async () => {
    fixed = examples.map(({ rule, example }) => fixAll(rule, example)).filter(({ safe }) => safe.length > 0);
    before = await examineAll(fixed.map(({ example }) => example.bad));
    after = await examineAll(fixed.map(({ text }) => text));
    observed = await examineAll(fixed.map(({ rule, text }) => watched(rule.id, text) ?? text));
  }, 300_000);

  it("compile", async () => {
    expect(fixed.length).toBeGreaterThan(0);
    expect(await compileAll(fixed.map(({ text }) => text))).toEqual(fixed.map(() => null));
  }, 60_000);

  it("leave nothing open", () => {
    fixed.forEach(({ rule, text }, index) => {
      expect(after[index], text).toMatchObject({ error: null, resourceWarnings: [], openDescriptors: 0 });
      if (rule.family === "cycle") expect(after[index]?.cycle, text).toEqual([]);
      if (watched(rule.id, text) !== null) expect(leftOpen(observed[index]?.stdout ?? ""), text).toBe(false);
    });
    expect(after).toHaveLength(fixed.length);
  });

  it("print what they printed before", () => {
    expect(after.map(({ stdout }) => stdout)).toEqual(before.map(({ stdout }) => stdout));
  });
});

/**
 * Measures, with CPython, what the advice of the families `memory` and `runtime` saves on the rules' own examples, and
 * writes the figures to docs/figures.json, from which `npm run generate` puts them into the rules' pages.
 *
 *     npm run measure
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { RuleDefinition } from "../server/src/rules/define.js";
import { allRules } from "../server/src/rules/registry.js";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const FILE = path.join(root, "docs/figures.json");

/** What is counted: see scripts/measure.py. */
export type Measure = "peak" | "copied" | "records";

/** What a rule's first example costs as it is reported, and as it is advised; bytes. */
export interface Figure {
  readonly measure: Measure;
  readonly bad: number;
  readonly good: number;
}

export interface Figures {
  /** The version of CPython that was measured: "3.11". */
  readonly python: string;
  readonly rules: Readonly<Record<string, Figure>>;
}

const OTHER_MEASURES: Readonly<Record<string, Measure>> = { LK601: "copied", LK703: "records" };

const WHAT: Readonly<Record<Measure, string>> = {
  peak: "bytes of Python objects at the peak",
  copied: "bytes written to make the value",
  records: "bytes that `tracemalloc` itself holds in the end",
};

/** The figures as they were last measured. */
export function readFigures(): Figures {
  return JSON.parse(readFileSync(FILE, "utf8")) as Figures;
}

/** The part of a rule's page that says what was measured; null where nothing is. */
export function figureSection(rule: RuleDefinition, { python, rules }: Figures): string | null {
  const figure = rules[rule.id];
  const [example] = rule.examples;
  if (figure === undefined || example === undefined) return null;
  const shown = (bytes: number): string => bytes.toLocaleString("en-GB");
  return [
    "## What it saves",
    `Measured by running the first example, "${example.title}", with CPython ${python} (\`npm run measure\`):`,
    [
      `| ${WHAT[figure.measure]} | |`,
      "|---|---:|",
      `| as reported | ${shown(figure.bad)} |`,
      `| as advised | ${shown(figure.good)} |`,
    ].join("\n"),
  ].join("\n\n");
}

/** Rules whose advice is measured. */
export function measuredRules(): RuleDefinition[] {
  return allRules.filter(({ family }) => family === "memory" || family === "runtime");
}

/**
 * Measure the first example of each such rule.
 *
 * @throws Error when Python is missing or an example cannot be run.
 */
export function measureAdvice(python = "python3"): Figures {
  const rules = measuredRules();
  const tasks = rules.flatMap((rule) => {
    const [example] = rule.examples;
    const measure = OTHER_MEASURES[rule.id] ?? "peak";
    return [example?.bad, example?.good].map((source) => ({ source, measure }));
  });
  const script = path.join(root, "scripts/measure.py");
  const run = spawnSync(python, [script], { input: JSON.stringify(tasks), encoding: "utf8" });
  if (run.status !== 0) throw new Error(`measure.py failed: ${run.stderr}`);
  const answer = JSON.parse(run.stdout) as { readonly python: string; readonly numbers: readonly (number | null)[] };
  const figures: Record<string, Figure> = {};
  rules.forEach((rule, index) => {
    const [bad, good] = answer.numbers.slice(2 * index, 2 * index + 2);
    if (typeof bad !== "number" || typeof good !== "number") throw new Error(`the example of ${rule.id} cannot be run`);
    figures[rule.id] = { measure: OTHER_MEASURES[rule.id] ?? "peak", bad, good };
  });
  return { python: answer.python, rules: figures };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(FILE, `${JSON.stringify(measureAdvice(), null, 2)}\n`);
  console.log("wrote docs/figures.json; now run 'npm run generate'");
}

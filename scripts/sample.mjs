/**
 * Prints findings drawn at random from a JSON report, each with its steps and the code around, to be judged by a
 * person: what share of the warnings on real projects is true?
 *
 *     leaklint check --format json --output-file report.json PATH ...
 *     npm run sample -- report.json [--count N] [--seed N] [--level warning] [--rule LK101] [--context N]
 *
 * The same report, count and seed give the same findings.
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values: flags, positionals } = parseArgs({
  options: {
    count: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    level: { type: "string", default: "warning" },
    rule: { type: "string" },
    context: { type: "string", default: "12" },
    root: { type: "string", default: "." },
  },
  allowPositionals: true,
});

/** A generator of numbers in [0, 1) that a seed determines (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const [report] = positionals;
if (report === undefined) {
  process.stderr.write("usage: npm run sample -- REPORT.json [--count N] [--seed N] [--level warning]\n");
  process.exit(2);
}
const { findings } = JSON.parse(readFileSync(report, "utf8"));
const random = randomFrom(Number(flags.seed));
const drawn = findings
  .filter(({ level, rule }) => level === flags.level && (flags.rule === undefined || rule === flags.rule))
  .map((finding) => ({ finding, order: random() }))
  .sort((a, b) => a.order - b.order)
  .slice(0, Number(flags.count))
  .map(({ finding }) => finding);
drawn.forEach(({ rule, message, path, range, steps }, index) => {
  const file = resolve(flags.root, path);
  console.log(`\n=== ${index + 1}. ${path}:${range.start.line} ${rule} ${message}`);
  for (const step of steps) {
    const elsewhere = step.path === path ? "" : `${dirname(step.path)}/`;
    console.log(`    ${elsewhere}${step.range.start.line}: ${step.message}`);
  }
  const lines = readFileSync(file, "utf8").split(/\r?\n/);
  const last = Math.max(range.start.line, ...steps.filter((step) => step.path === path).map((s) => s.range.start.line));
  const [from, to] = [
    Math.max(1, range.start.line - 8),
    Math.min(lines.length, last + Number(flags.context), range.start.line + 60),
  ];
  for (let line = from; line <= to; line++) {
    console.log(`${line === range.start.line ? ">" : " "}${String(line).padStart(5)} ${lines[line - 1]}`);
  }
});

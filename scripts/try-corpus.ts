/**
 * Tries the linter on real code: no file may crash it or take it long; cut off anywhere, a file is answered, and the
 * same whether it was opened so or edited so; what --fix changes still compiles, has no new finding, and is stable.
 *
 *     npm run try-corpus -- [--cuts N] [--every N] [--seed N] [--unsafe] [--show N] [--jobs N] PATH ...
 *
 * `--cuts` is the number of places at which a file is cut off (default 0), `--every N` takes each N-th file only,
 * `--show` prints that many of the diffs, picked at random, to be read by a person. Nothing is written to the paths.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { createTwoFilesPatch } from "diff";
import { Configuration } from "../server/src/lint/configuration.js";
import { discover } from "../server/src/lint/discovery.js";
import { applyFixes } from "../server/src/lint/fixes.js";
import { createLinter, defaultSettings } from "../server/src/lint/linter.js";
import { readSource } from "../server/src/lint/source.js";
import type { FileReport, Linter } from "../server/src/lint/types.js";

/** What a file may take altogether, and what is named as slow for one lint of it. */
const PATIENCE_MS = 120_000;
const SLOW_MS = 2_000;

interface Task {
  readonly path: string;
  readonly cuts: number;
  readonly seed: number;
  readonly unsafe: boolean;
}

interface Result {
  readonly path: string;
  readonly lines: number;
  readonly findings: number;
  readonly problems: readonly string[];
  readonly fixed: { readonly before: string; readonly after: string } | null;
}

const JUDGE = `
import json, sys, warnings
warnings.simplefilter("ignore")
def problem(source):
    try:
        compile(source.encode(), "x", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return str(error)
with open(sys.argv[1], encoding="utf-8") as pairs:
    print(json.dumps([None if problem(before) else problem(after) for before, after in json.load(pairs)]))
`;

/** A generator of numbers in [0, 1) that a seed determines (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function summary({ findings, errors }: FileReport): string {
  return JSON.stringify([
    errors,
    findings.map(({ rule, level, message, range, steps, fingerprint }) => [
      rule,
      level,
      message,
      range,
      steps,
      fingerprint,
    ]),
  ]);
}

function attempt(linter: Linter, { path, cuts, seed, unsafe }: Task): Result {
  const problems: string[] = [];
  const source = readSource(path);
  if (source.kind === "error") return { path, lines: 0, findings: 0, problems, fixed: null };
  const { text } = source;
  const settings = defaultSettings(linter.rules);
  const timed = (what: string, action: () => FileReport): FileReport => {
    const start = performance.now();
    const report = action();
    const took = performance.now() - start;
    if (took > SLOW_MS) problems.push(`${what} took ${Math.round(took)} ms`);
    for (const error of report.errors) problems.push(`${what}: ${error}`);
    return report;
  };
  const report = timed("lint", () => linter.lint(path, text, settings));
  const random = randomFrom(seed);
  const file = linter.open(path, text);
  if (summary(timed("lint of the open file", () => file.lint(settings))) !== summary(report)) {
    problems.push("another answer when open");
  }
  for (let index = 0; index < cuts; index++) {
    const cut = Math.floor(random() * text.length);
    const fresh = timed(`cut at ${cut}`, () => linter.lint(path, text.slice(0, cut), settings));
    const old = file.text;
    const [start, end] = [Math.min(cut, old.length), old.length];
    file.change(text.slice(0, cut), [{ start, end, text: text.slice(start, cut) }]);
    if (summary(file.lint(settings)) !== summary(fresh)) problems.push(`cut at ${cut}: another answer when edited so`);
  }
  file.dispose();
  const result = applyFixes(linter, path, text, settings, { unsafe, report });
  if (result.fixed === 0)
    return { path, lines: lineCount(text), findings: report.findings.length, problems, fixed: null };
  const again = linter.lint(path, result.text, settings);
  if (applyFixes(linter, path, result.text, settings, { unsafe, report: again }).fixed > 0) {
    problems.push("more fixes after all fixes");
  }
  for (const rule of new Set(again.findings.map((finding) => finding.rule))) {
    const count = (findings: FileReport["findings"]) => findings.filter((finding) => finding.rule === rule).length;
    if (count(again.findings) > count(report.findings)) problems.push(`${rule} found more often after fixing`);
  }
  return {
    path,
    lines: lineCount(text),
    findings: report.findings.length,
    problems,
    fixed: { before: text, after: result.text },
  };
}

function lineCount(text: string): number {
  return text.split("\n").length - 1;
}

async function work(): Promise<void> {
  const linter = await createLinter();
  parentPort?.on("message", (task: Task) => {
    let result: Result;
    try {
      result = attempt(linter, task);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      result = { path: task.path, lines: 0, findings: 0, problems: [`crash: ${message}`], fixed: null };
    }
    parentPort?.postMessage(result);
  });
}

/** Have a thread try a file; a thread that does not answer in time is ended. */
function ask(worker: Worker, task: Task): Promise<Result> {
  return new Promise((resolve) => {
    const failed = (problem: string): Result => ({
      path: task.path,
      lines: 0,
      findings: 0,
      problems: [problem],
      fixed: null,
    });
    const settle = (result: Result): void => {
      clearTimeout(timer);
      worker.removeAllListeners("message").removeAllListeners("error");
      resolve(result);
    };
    const timer = setTimeout(() => {
      void worker.terminate();
      settle(failed("HANGS"));
    }, PATIENCE_MS);
    worker.once("message", settle);
    worker.once("error", (error) => settle(failed(`the thread died: ${error.message}`)));
    worker.postMessage(task);
  });
}

function judged(pairs: readonly (readonly [string, string])[]): readonly (string | null)[] {
  const folder = mkdtempSync(join(tmpdir(), "try-corpus-"));
  try {
    const file = join(folder, "pairs.json");
    writeFileSync(file, JSON.stringify(pairs));
    const { stdout, stderr } = spawnSync("python3", ["-c", JUDGE, file], { encoding: "utf8", maxBuffer: 2 ** 28 });
    if (stdout === "") throw new Error(stderr);
    return JSON.parse(stdout) as (string | null)[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  const { values: flags, positionals } = parseArgs({
    options: {
      cuts: { type: "string", default: "0" },
      every: { type: "string", default: "1" },
      seed: { type: "string", default: "1" },
      unsafe: { type: "boolean", default: false },
      show: { type: "string", default: "0" },
      jobs: { type: "string", default: "3" },
    },
    allowPositionals: true,
  });
  const linter = await createLinter();
  const paths = [
    ...discover(positionals, new Configuration(linter.rules, { isolated: true, overrides: { exclude: [] } })),
  ]
    .filter((found) => found.kind === "file")
    .map(({ path }) => path)
    .filter((_, index) => index % Number(flags.every) === 0);
  const results: Result[] = [];
  let next = 0;
  const runThread = async (): Promise<void> => {
    let worker = new Worker(__filename, { workerData: "try" });
    while (next < paths.length) {
      const index = next++;
      const path = paths[index] ?? "";
      const seed = Number(flags.seed) + index;
      const result = await ask(worker, { path, cuts: Number(flags.cuts), seed, unsafe: flags.unsafe });
      for (const problem of result.problems) console.log(`${path}: ${problem}`);
      if (result.problems.some((problem) => /HANGS|died/.test(problem))) {
        worker = new Worker(__filename, { workerData: "try" });
      }
      results.push(result);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Number(flags.jobs) }, runThread));
  const fixed = results
    .flatMap(({ path, fixed }) => (fixed === null ? [] : [{ path, ...fixed }]))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const verdicts = judged(fixed.map(({ before, after }) => [before, after] as const));
  verdicts.forEach((verdict, index) => {
    if (verdict !== null) console.log(`${fixed[index]?.path}: does not compile after fixing: ${verdict}`);
  });
  const random = randomFrom(Number(flags.seed));
  const shown = fixed
    .map((one) => ({ one, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, Number(flags.show));
  for (const { one } of shown) {
    const { path, before, after } = one;
    console.log(createTwoFilesPatch(path, path, before, after, undefined, undefined, { context: 6 }));
  }
  const sum = (of: (result: Result) => number): string =>
    results.reduce((total, result) => total + of(result), 0).toLocaleString("en-US");
  console.log(
    `${sum(() => 1)} files, ${sum(({ lines }) => lines)} lines, ${sum(({ findings }) => findings)} findings, ` +
      `${fixed.length} files fixed, ${verdicts.filter((verdict) => verdict !== null).length} of them broken, ` +
      `${sum(({ problems }) => problems.length)} problems`,
  );
}

if (isMainThread) void main();
else if (workerData === "try") void work();

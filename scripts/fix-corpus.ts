/**
 * Tries the `with` fix on every `open()` of real code, as if each were a finding, and has CPython judge the results:
 * they must compile, and hold the same string constants.
 *
 *     npx tsx scripts/fix-corpus.ts [--show N] [--seed N] PATH ...
 *
 * `--show` prints that many of the diffs, picked at random, to be read by a person.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import { applyEdits } from "../server/src/base/text.js";
import { withFix } from "../server/src/rules/resource/fixes/with.js";
import { loadParser } from "../server/src/syntax/parser.js";
import { callsOf, requestFor } from "../server/test/fixes/support.js";

const judge = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
def strings(source):
    return sorted(repr(n.value) for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant) and isinstance(n.value, (str, bytes)))
answers = []
with open(sys.argv[1], encoding="utf-8") as pairs:
    for before, after, isExact in json.load(pairs):
        try:
            kept = strings(before)
        except (SyntaxError, ValueError):
            answers.append("skipped")
            continue
        try:
            compile(after.encode(), "x", "exec", dont_inherit=True)
            answer = "ok" if strings(after) == kept or not isExact else "strings differ"
        except (SyntaxError, ValueError) as problem:
            answer = str(problem)
        answers.append(answer)
print(json.dumps(answers))
`;

function* pythonFiles(path: string): Generator<string> {
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) yield* pythonFiles(inner);
    else if (entry.isFile() && entry.name.endsWith(".py")) yield inner;
  }
}

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

interface Tried {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly isExact: boolean;
}

async function main(): Promise<number> {
  const paths: string[] = [];
  let show = 0;
  let seed = 1;
  const given = process.argv.slice(2);
  for (let index = 0; index < given.length; index++) {
    const one = given[index] ?? "";
    if (one === "--show") show = Number(given[++index]);
    else if (one === "--seed") seed = Number(given[++index]);
    else paths.push(one);
  }
  if (paths.length === 0) {
    console.error("usage: fix-corpus.ts [--show N] [--seed N] PATH ...");
    return 2;
  }
  const parser = await loadParser();
  const tried: Tried[] = [];
  let acquisitions = 0;
  for (const root of paths) {
    for (const path of pythonFiles(root)) {
      const before = readFileSync(path, "utf8");
      if (!before.includes("open(") || before.includes("\uFFFD")) continue;
      const module = parser.parse(before);
      for (const one of callsOf(module, before, "open")) {
        if (one.statement.kind === "With") continue;
        acquisitions++;
        const fix = withFix(requestFor(before, module, one, "file"));
        if (fix === null) continue;
        const after = applyEdits(before, fix.edits);
        if (parser.parse(after).problems.length > module.problems.length) {
          console.log(`${path}: the result does not parse`);
        }
        tried.push({ path, before, after, isExact: !fix.title.includes("read_") });
      }
    }
  }
  const directory = mkdtempSync(join(tmpdir(), "fix-corpus-"));
  const answers: string[] = [];
  try {
    for (let from = 0; from < tried.length; from += 200) {
      const pairs = join(directory, "pairs.json");
      writeFileSync(
        pairs,
        JSON.stringify(tried.slice(from, from + 200).map((one) => [one.before, one.after, one.isExact])),
      );
      const run = spawnSync("python3", ["-c", judge, pairs], { encoding: "utf8", maxBuffer: 1 << 28 });
      if (run.status !== 0) throw new Error(run.stderr);
      answers.push(...(JSON.parse(run.stdout) as string[]));
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
  let bad = 0;
  answers.forEach((answer, index) => {
    const one = tried[index];
    if (answer === "ok" || answer === "skipped" || one === undefined) return;
    bad++;
    console.log(`${one.path}: ${answer}\n${patch(one)}`);
  });
  const random = randomFrom(seed);
  for (let count = 0; count < show; count++) {
    const one = tried[Math.floor(random() * tried.length)];
    if (one !== undefined) console.log(patch(one));
  }
  console.log(`${acquisitions} open() outside with, ${tried.length} fixes, ${bad} wrong`);
  return bad === 0 ? 0 : 1;
}

function patch({ path, before, after }: Tried): string {
  return createTwoFilesPatch(path, path, before, after, undefined, undefined, { context: 8 });
}

main().then((status) => {
  process.exitCode = status;
});

/**
 * Measures leaklint against tree-sitter's own parse of the same files, and what a keystroke costs. Prints tables,
 * judges nothing.
 *
 *     npm run bench -- [--quick] [PATH ...]
 *
 * Without paths it takes the standard library of the `python3` that is found.
 */
import { execFileSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { Configuration } from "../server/src/lint/configuration.js";
import { discover } from "../server/src/lint/discovery.js";
import { createLinter, defaultSettings } from "../server/src/lint/linter.js";
import { readSource } from "../server/src/lint/source.js";
import type { Linter } from "../server/src/lint/types.js";
import { loadParser, type PythonParser } from "../server/src/syntax/parser.js";

/** Files of one turn: the measured things take turns, so that what else the machine does hits all alike. */
const BATCH = 40;
const KEYSTROKES = 300;

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

function standardLibrary(): string {
  return execFileSync("python3", ["-c", "import os; print(os.path.dirname(os.__file__))"], { encoding: "utf8" }).trim();
}

function readAll(paths: readonly string[], linter: Linter): readonly SourceFile[] {
  const files: SourceFile[] = [];
  for (const found of discover(paths, new Configuration(linter.rules, { isolated: true }))) {
    const source = found.kind === "file" ? readSource(found.path) : undefined;
    if (source?.kind === "text") files.push({ path: found.path, text: source.text });
  }
  return files;
}

/** CPU seconds (user and system) that an action takes. */
function cpuSeconds(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function lineCount(text: string): number {
  return text.split("\n").length;
}

function table(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  "),
    );
  }
  console.log();
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}

function benchBatch(parser: PythonParser, linter: Linter, files: readonly SourceFile[]): void {
  const settings = defaultSettings(linter.rules);
  const steps: readonly { readonly name: string; readonly run: (file: SourceFile) => void; seconds: number }[] = [
    { name: "parse (tree-sitter alone)", run: ({ text }) => parser.parseOnly(text), seconds: 0 },
    { name: "parse and lower", run: ({ text }) => void parser.parse(text), seconds: 0 },
    { name: "lint", run: ({ path, text }) => void linter.lint(path, text, settings), seconds: 0 },
    {
      name: "lint and prove fixes",
      run: ({ path, text }) => {
        for (const finding of linter.lint(path, text, settings).findings) finding.fix();
      },
      seconds: 0,
    },
  ];
  // The first files warm the compiler up and do not count.
  for (const file of files.slice(0, BATCH)) for (const step of steps) step.run(file);
  for (let start = 0; start < files.length; start += BATCH) {
    const batch = files.slice(start, start + BATCH);
    for (const step of steps) {
      step.seconds += cpuSeconds(() => {
        for (const file of batch) step.run(file);
      });
    }
  }
  const lines = files.reduce((sum, { text }) => sum + lineCount(text), 0);
  const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
  console.log(`${files.length} files, ${lines.toLocaleString("en-US")} lines, ${megabytes(bytes)}\n`);
  const base = steps[0]?.seconds ?? 1;
  table([
    ["", "CPU", "to parse", "lines/s"],
    ...steps.map(({ name, seconds }) => [
      name,
      `${seconds.toFixed(2)} s`,
      `${(seconds / base).toFixed(2)}`,
      Math.round(lines / seconds).toLocaleString("en-US"),
    ]),
  ]);
  console.log(`peak memory ${megabytes(process.resourceUsage().maxRSS * 1024)}\n`);
}

/** A module of functions with and without leaks, of so many lines. */
function generated(lines: number): string {
  const body: string[] = ["import os", "import socket", ""];
  for (let index = 0; body.length < lines; index++) {
    body.push(
      `def function_${index}(path, items):`,
      "    total = 0",
      "    for item in items:",
      `        if item.value > ${index}:`,
      "            total += item.value",
      index % 3 === 0 ? "    handle = open(path)" : "    handle = path",
      "    data = str(handle)",
      index % 6 === 0 ? "    handle.close()" : "    total += len(data)",
      "    return total, data",
      "",
    );
  }
  return `${body.slice(0, lines).join("\n")}\n`;
}

/** Whole files one behind the other until there are enough lines. */
function concatenated(files: readonly SourceFile[], lines: number): string {
  let text = "";
  for (const file of files) {
    if (lineCount(text) >= lines) break;
    // Such an import may stand at the top only.
    if (!file.text.includes("from __future__") && file.text.endsWith("\n")) text += file.text;
  }
  return text;
}

/** Types and deletes a statement in a new line in the middle, and calls back before each change. */
function* keystrokes(
  text: string,
  count: number,
): Generator<{ text: string; edit: { start: number; end: number; text: string } }> {
  const middle = text.indexOf("\n    ", Math.floor(text.length / 2)) + 1;
  const typed = "    value = open(name)\n";
  let current = text;
  let length = 0;
  for (let index = 0; index < count; index++) {
    const erase = index % (2 * typed.length) >= typed.length;
    const at = middle + length - (erase ? 1 : 0);
    const edit = erase ? { start: at, end: at + 1, text: "" } : { start: at, end: at, text: typed.charAt(length) };
    current = current.slice(0, edit.start) + edit.text + current.slice(edit.end);
    length += erase ? -1 : 1;
    yield { text: current, edit };
  }
}

function benchKeystrokes(linter: Linter, name: string, text: string): readonly string[] {
  const settings = defaultSettings(linter.rules);
  const file = linter.open("bench.py", text);
  file.lint(settings);
  const times: number[] = [];
  for (const change of keystrokes(text, KEYSTROKES)) {
    const start = performance.now();
    file.change(change.text, [change.edit]);
    file.lint(settings);
    times.push(performance.now() - start);
  }
  file.dispose();
  times.sort((a, b) => a - b);
  const at = (part: number) => `${(times[Math.floor(part * (times.length - 1))] ?? 0).toFixed(1)} ms`;
  return [`${name}, ${lineCount(text).toLocaleString("en-US")} lines`, at(0.5), at(0.95), at(1)];
}

function benchMemory(linter: Linter, text: string, counts: readonly number[]): void {
  const settings = defaultSettings(linter.rules);
  const file = linter.open("bench.py", text);
  const rows: string[][] = [["edits", "resident", "heap", "outside heap"]];
  let done = 0;
  for (const change of keystrokes(text, Math.max(...counts))) {
    file.change(change.text, [change.edit]);
    file.lint(settings);
    done++;
    if (!counts.includes(done)) continue;
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    rows.push([done.toLocaleString("en-US"), megabytes(rss), megabytes(heapUsed), megabytes(external)]);
  }
  file.dispose();
  table(rows);
}

async function main(): Promise<void> {
  const { values: flags, positionals } = parseArgs({
    options: { quick: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const linter = await createLinter();
  const parser = await loadParser();
  const files = readAll(positionals.length === 0 ? [standardLibrary()] : positionals, linter);
  const used = flags.quick ? files.filter((_, index) => index % 10 === 0) : files;
  benchBatch(parser, linter, used);
  const largest = [...files].sort((a, b) => b.text.length - a.text.length)[0];
  table([
    ["a keystroke: change and lint", "median", "95 %", "worst"],
    benchKeystrokes(linter, "generated", generated(4_000)),
    benchKeystrokes(linter, "real files joined", concatenated(files, 10_000)),
    ...(largest === undefined ? [] : [benchKeystrokes(linter, "largest real file", largest.text)]),
  ]);
  benchMemory(linter, generated(1_000), flags.quick ? [100, 1_000] : [1_000, 10_000]);
}

void main();

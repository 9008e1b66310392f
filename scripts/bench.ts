/**
 * Measures leaklint against tree-sitter's own parse of the same files, and what a keystroke costs. Prints tables,
 * judges nothing.
 *
 *     npm run bench -- [--quick] [--only batch,keystrokes,memory] [PATH ...]
 *
 * It runs from a bundle, as leaklint does for its users: compiling TypeScript on the fly would slow down what is
 * measured. Without paths it takes the standard library of the `python3` that is found.
 */
import { execFileSync, spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { type Edit, LineIndex } from "../server/src/base/text.js";
import { main as command } from "../server/src/cli/program.js";
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

/** CPU seconds of the whole command over paths: start, finding and reading files, linting, reporting. */
async function cpuOfCommand(paths: readonly string[]): Promise<number> {
  const before = process.cpuUsage();
  await command(["check", "--isolated", "--jobs", "1", ...paths], {
    directory: process.cwd(),
    out: () => {},
    err: () => {},
    readStdin: async () => new Uint8Array(),
    color: false,
    interactive: false,
  });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function benchBatch(
  parser: PythonParser,
  linter: Linter,
  files: readonly SourceFile[],
  paths: readonly string[] | null,
): Promise<void> {
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
  const whole = paths === null ? [] : [{ name: "leaklint check, one thread", seconds: await cpuOfCommand(paths) }];
  const lines = files.reduce((sum, { text }) => sum + lineCount(text), 0);
  const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
  console.log(`${files.length} files, ${lines.toLocaleString("en-US")} lines, ${megabytes(bytes)}\n`);
  const base = steps[0]?.seconds ?? 1;
  table([
    ["", "CPU", "to parse", "lines/s"],
    ...[...steps, ...whole].map(({ name, seconds }) => [
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

/** Types a statement into a new line in the middle of a text, as a person does, and deletes it again, and so on. */
function* keystrokes(text: string, count: number): Generator<{ text: string; edit: Edit }> {
  const start = text.indexOf("\n    ", Math.floor(text.length / 2));
  const indentation = /^\n */.exec(text.slice(start))?.[0] ?? "\n";
  // The editor indents the new line itself.
  const typed = [indentation, ..."value = open(name)"];
  let current = text;
  let at = start;
  for (let index = 0; index < count; index++) {
    const step = index % (2 * typed.length);
    const erased = 2 * typed.length - 1 - step;
    const part = typed[Math.min(step, erased)] ?? "";
    const edit =
      step < typed.length ? { start: at, end: at, text: part } : { start: at - part.length, end: at, text: "" };
    current = current.slice(0, edit.start) + edit.text + current.slice(edit.end);
    at = edit.start + edit.text.length;
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

/** Edits all over a file: each in another function. */
function* spreadEdits(text: string, count: number): Generator<{ text: string; edit: Edit }> {
  let current = text;
  let at = 0;
  for (let index = 0; index < count; index++) {
    at = current.indexOf("total = 0", at + 1);
    if (at < 0) at = current.indexOf("total = 0");
    const end = current.indexOf("\n", at);
    const value = `total = 0${(index % 1000) + 1}`.replace("00", "0");
    const edit = { start: at, end, text: value };
    current = current.slice(0, at) + value + current.slice(end);
    yield { text: current, edit };
  }
}

function benchMemory(linter: Linter, text: string, counts: readonly number[]): void {
  const settings = defaultSettings(linter.rules);
  const file = linter.open("bench.py", text);
  const rows: string[][] = [["edits of an open file", "resident", "heap", "outside heap"]];
  let done = 0;
  for (const change of spreadEdits(text, Math.max(...counts))) {
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

/** The language server itself, over stdio: what a keystroke takes until its diagnostics are there, and its memory. */
async function benchServer(name: string, text: string, counts: readonly number[]): Promise<void> {
  const server = fileURLToPath(new URL("../server.cjs", import.meta.url));
  const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => null));
  connection.listen();
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities });
  await connection.sendNotification("initialized", {});
  const uri = "file:///bench/bench.py";
  const textDocument = { uri, languageId: "python", version: 1, text };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  const diagnose = () => connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
  await diagnose();
  const times: number[] = [];
  const rows: string[][] = [[`language server, ${name}`, "resident", "median", "95 %", "worst"]];
  let before = text;
  let version = 1;
  for (const change of spreadEdits(text, Math.max(...counts))) {
    const { start, end } = change.edit;
    const lines = new LineIndex(before);
    const positionAt = (offset: number) => {
      const { line, column } = lines.positionAt(offset);
      return { line, character: column };
    };
    const contentChanges = [{ range: { start: positionAt(start), end: positionAt(end) }, text: change.edit.text }];
    const began = performance.now();
    version++;
    await connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    await diagnose();
    times.push(performance.now() - began);
    before = change.text;
    if (!counts.includes(version - 1)) continue;
    const resident = execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" });
    const sorted = [...times].sort((a, b) => a - b);
    rows.push([
      `after ${(version - 1).toLocaleString("en-US")} edits`,
      megabytes(Number(resident) * 1024),
      ...[0.5, 0.95, 1].map((part) => `${(sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1)} ms`),
    ]);
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
  table(rows);
}

async function main(): Promise<void> {
  const { values: flags, positionals } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", default: "batch,keystrokes,memory" },
    },
    allowPositionals: true,
  });
  const parts = flags.only.split(",");
  const linter = await createLinter();
  const parser = await loadParser();
  const paths = positionals.length === 0 ? [standardLibrary()] : positionals;
  const files = readAll(paths, linter);
  const used = flags.quick ? files.filter((_, index) => index % 10 === 0) : files;
  if (parts.includes("batch")) await benchBatch(parser, linter, used, flags.quick ? null : paths);
  if (parts.includes("keystrokes")) {
    const largest = [...files].sort((a, b) => b.text.length - a.text.length)[0];
    table([
      ["a keystroke: change and lint", "median", "95 %", "worst"],
      benchKeystrokes(linter, "generated", generated(4_000)),
      benchKeystrokes(linter, "generated", generated(10_000)),
      benchKeystrokes(linter, "real files joined", concatenated(files, 10_000)),
      ...(largest === undefined ? [] : [benchKeystrokes(linter, "largest real file", largest.text)]),
    ]);
  }
  if (parts.includes("memory")) {
    const counts = flags.quick ? [100, 1_000] : [1_000, 10_000];
    benchMemory(linter, generated(1_000), counts);
    await benchServer("1,000 lines", generated(1_000), counts);
  }
}

void main();

/**
 * A core that is easy to foresee: each line `leak NAME` is an LK101 whose safe fix writes `kept NAME`; the lines
 * `guess NAME` (unsafe fix), `stuck NAME` (no fix), `chain NAME` (fixed to `leak NAME`), and `crash` (the
 * linter throws) as they say.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { applyEdits, type Edit, LineIndex } from "../../src/base/text.js";
import type { FileReport, FileSettings, Finding, Linter } from "../../src/lint/types.js";
import type { Core } from "../../src/lsp/core.js";
import type { Fix, Level } from "../../src/rules/define.js";

const fixes: Record<string, { to: string; safe: boolean } | null> = {
  leak: { to: "kept", safe: true },
  chain: { to: "leak", safe: true },
  guess: { to: "kept", safe: false },
  stuck: null,
};

function lint(file: string, text: string, settings: FileSettings): FileReport {
  const lines = new LineIndex(text);
  const findings: Finding[] = [];
  const level = settings.levels.get("LK101") ?? "warning";
  for (const match of text.matchAll(/(leak|guess|stuck|chain|crash) ?(\S*)/gu)) {
    const [all, word = "", name = ""] = match;
    if (word === "crash") throw new Error("the linter crashed");
    const rest = text.slice(match.index, lines.lineEnd(lines.lineAt(match.index)));
    if (level === "off" || rest.includes("# ignored")) continue;
    const range = { start: match.index, end: match.index + all.length };
    const fixed = fixes[word];
    const edit: Edit = { start: range.start, end: range.start + word.length, text: fixed?.to ?? "" };
    const fix: Fix | null = fixed ? { title: `Keep '${name}'`, safe: fixed.safe, edits: [edit] } : null;
    const ignore: Edit = { start: range.end, end: range.end, text: "  # ignored" };
    findings.push({
      rule: "LK101",
      name: "unclosed-resource",
      family: "resource",
      level: level as Level,
      message: `'${name}' leaks`,
      range,
      steps: [{ message: "opened here", range }],
      fingerprint: `LK101:${all}`,
      fix: () => fix,
      suppress: () => ({ title: "Ignore LK101", safe: true, edits: [ignore] }),
    });
  }
  return { path: file, text, lines, findings, errors: [] };
}

const linter: Linter = {
  rules: [
    {
      id: "LK101",
      name: "unclosed-resource",
      family: "resource",
      level: "warning",
      fix: "safe",
      summary: "A resource is never closed",
      documentation: "It stays open.\n\n## When it is silent\nNever.",
      examples: [],
      check: () => [],
    },
  ],
  lint,
  open(file, first) {
    let text = first;
    return {
      get text() {
        return text;
      },
      change(next, edits) {
        // What the edits make of the old text has to be the new one, or an incremental parse would go astray.
        if (applyEdits(text, edits) !== next) throw new Error("edits do not lead to the new text");
        text = next;
      },
      lint: (settings) => lint(file, text, settings),
      dispose() {},
    };
  },
};

/** The fake core. `leaklint.toml` beside a file may hold `off`, or `broken`; files named `excluded*` are excluded. */
export function fakeCore(readConfig: (file: string) => string | undefined): Core {
  let cache = new Map<string, string | undefined>();
  return {
    linter,
    resolve(file, _root, editor) {
      if (path.basename(file).startsWith("excluded")) return { settings: null, problem: null };
      const config = path.join(path.dirname(file), "leaklint.toml");
      if (!cache.has(config)) cache.set(config, readConfig(config));
      const content = cache.get(config);
      const problem = content === "broken" ? { path: config, message: "cannot be used" } : null;
      const level = content === "off" ? "off" : (editor.levels.LK101 ?? "warning");
      return { settings: { levels: new Map([["LK101", level]]), key: `level ${level}` }, problem };
    },
    async discover(root) {
      const { readdir } = await import("node:fs/promises");
      return (await readdir(root)).filter((name) => name.endsWith(".py")).map((name) => path.join(root, name));
    },
    async read(file) {
      try {
        return { text: await readFile(file, "utf8") };
      } catch {
        return { error: "cannot be read" };
      }
    },
    cyclesAt: () => ({ graph: { nodes: [], edges: [] }, locate: () => null }),
    forget() {
      cache = new Map();
    },
  };
}

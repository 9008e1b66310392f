/** Labelled Python programs, as test-fixtures/cases/README.md describes them, and how findings are held against them. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Family, Level } from "../../src/rules/define.js";

/** One leak of a case. */
export interface Label {
  readonly family: string;
  /** The lines, from 1, on any of which it may rightly be reported; ascending. */
  readonly lines: readonly number[];
}

export interface Case {
  /** File name; unique over all folders. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly labels: readonly Label[];
}

/** A finding as far as it matters here. */
export interface CaseFinding {
  /** First and last line of its region, from 1. */
  readonly line: number;
  readonly endLine: number;
  readonly family: Family;
  readonly level: Level;
  readonly rule?: string;
}

/** How findings compare with labels. */
export interface Grade {
  readonly leaks: number;
  readonly hit: number;
  /** Leaks that no finding hit: `name.py:LINE family`, the first of the label's lines. */
  readonly missed: readonly string[];
  /** Findings that hit no leak: `name.py:LINE family RULE`. */
  readonly false: readonly string[];
  /** Part of the leaks that was found; 1 where there are none. */
  readonly recall: number;
  /** Part of the counted reports that was right; 1 where there are none. */
  readonly precision: number;
}

const LABEL = /#\s*leak:\s*(\w+)(?:\s+#(\d+))?/g;
const GRADED_FAMILIES: readonly string[] = ["resource", "cycle", "cache", "listener", "task"];
/** A region that spans more lines than this after its first reaches no further. */
const REACH = 3;

/**
 * The cases directly in a folder, sorted by name.
 *
 * @throws Error when the folder holds none, or a label names no family.
 */
export function readCases(folder: string): Case[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".py"))
    .sort();
  if (names.length === 0) throw new Error(`no cases in ${folder}`);
  return names.map((name) => {
    const path = join(folder, name);
    const text = readFileSync(path, "utf8");
    return { name: basename(path), path, text, labels: labelsOf(name, text) };
  });
}

/**
 * The labels of a text in the order in which they begin; those of one family with the same number are one.
 *
 * @throws Error when a label names no family.
 */
export function labelsOf(name: string, text: string): Label[] {
  const leaks = new Map<string, { family: string; lines: number[] }>();
  text.split(/\r\n|\r|\n/).forEach((content, index) => {
    for (const [, family = "", group] of content.matchAll(LABEL)) {
      if (!GRADED_FAMILIES.includes(family)) throw new Error(`${name}:${index + 1}: no such family: ${family}`);
      const key = group === undefined ? `${family}@${index + 1}` : `${family}#${group}`;
      const leak = leaks.get(key) ?? { family, lines: [] };
      leak.lines.push(index + 1);
      leaks.set(key, leak);
    }
  });
  return [...leaks.values()];
}

/**
 * Hold findings against labels. A warning or error hits a label of its family when its region starts on one of
 * the label's lines or spans one within three lines; a label that is hit twice counts once.
 */
export function grade(cases: readonly Case[], findings: ReadonlyMap<string, readonly CaseFinding[]>): Grade {
  let leaks = 0;
  let hits = 0;
  const missed: string[] = [];
  const wrong: string[] = [];
  for (const { name, labels } of cases) {
    const hit = new Set<Label>();
    for (const finding of findings.get(name) ?? []) {
      if (!counts(finding)) continue;
      const last = Math.min(finding.endLine, finding.line + REACH);
      const label = labels.find(
        ({ family, lines }) => family === finding.family && lines.some((line) => line >= finding.line && line <= last),
      );
      if (label === undefined) wrong.push(`${name}:${finding.line} ${finding.family} ${finding.rule ?? ""}`.trimEnd());
      else hit.add(label);
    }
    leaks += labels.length;
    hits += hit.size;
    for (const label of labels) if (!hit.has(label)) missed.push(`${name}:${label.lines[0]} ${label.family}`);
  }
  const reported = hits + wrong.length;
  return {
    leaks,
    hit: hits,
    missed,
    false: wrong,
    recall: leaks === 0 ? 1 : hits / leaks,
    precision: reported === 0 ? 1 : hits / reported,
  };
}

function counts({ family, level }: CaseFinding): boolean {
  return GRADED_FAMILIES.includes(family) && (level === "error" || level === "warning");
}

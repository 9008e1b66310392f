/**
 * Facts as comments: a source carries what is expected of it, and the test compares it with the same
 * source carrying what was found.
 *
 *     f = open(p)  #: lost end-of-scope f
 *
 * `lost` is a loss with evidence, `maybe` one without; then how, then the name, if it had one. `lock` and
 * `loose` are the same of locks. `use` marks a use after release. A mere possibility is not told where the
 * same line holds a certainty.
 */
import { expect } from "vitest";
import { analyzeOwnership } from "../../src/analysis/ownership/analyze.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { loadParser } from "../../src/syntax/parser.js";

const parser = await loadParser();

const MODULES = [
  "asyncio, bz2, codecs, contextlib, csv, gzip, io, itertools, json, logging, os, pathlib, pickle",
  "pytest, shutil, socket, sqlite3, subprocess, sys, tempfile, threading, time, typing, unittest, zipfile",
];
const PROLOGUE = `${MODULES.map((names) => `import ${names}`).join("; ")}; from contextlib import *\n`;

/** The source without its marks, then with a mark for each fact found. */
export function annotated(source: string): string {
  const plain = source.replace(/[ \t]+#: .*$/gm, "");
  const text = PROLOGUE + plain;
  const module = parser.parse(text);
  const facts = analyzeOwnership(module, text, builtinCatalogue());
  const marks = new Map<number, string[]>();
  const mark = (offset: number, what: (string | null)[]): void => {
    const line = text.slice(0, offset).split("\n").length - 1;
    marks.set(line, [...(marks.get(line) ?? []), what.filter((part) => part !== null).join(" ")]);
  };
  for (const one of facts.lost) mark(one.acquisition.start, [one.evident ? "lost" : "maybe", one.loss, one.name]);
  for (const one of facts.locks) mark(one.acquisition.start, [one.evident ? "lock" : "loose", one.loss, one.lock]);
  for (const one of facts.usesAfterRelease) mark(one.use.start, ["use", one.name]);
  return text
    .split("\n")
    .map((line, index) => {
      const found = marks.get(index);
      if (found === undefined) return line;
      const certain = found.filter((what) => !/^(?:maybe|loose) /.test(what));
      return `${line}  #: ${(certain.length > 0 ? certain : found).sort().join(", ")}`;
    })
    .slice(1)
    .join("\n");
}

/** Fails unless a source has exactly the facts that its marks say. */
export function expectFacts(source: string): void {
  const expected = source.replace(/^\n/, "").trimEnd();
  expect(annotated(expected)).toBe(expected);
}

/** What is said of a class: `owner attribute`, `lost how name`, in the order of the code. */
export function said(source: string): string[] {
  const facts = analyzeOwnership(parser.parse(source), source, builtinCatalogue());
  const owners = (facts.owners ?? []).map(({ attribute, acquisition }) => ({
    at: acquisition.start,
    what: `owner ${attribute}`,
  }));
  const losses = facts.lost
    .filter(({ evident }) => evident)
    .map(({ loss, name, acquisition }) => ({ at: acquisition.start, what: `lost ${loss} ${name}` }));
  return [...owners, ...losses].sort((a, b) => a.at - b.at).map(({ what }) => what);
}

/** Writing a fixed file: all of it or nothing, and it stays the file that it was. */
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readSource, writeSource } from "../../src/lint/source.js";

let directory: string;

beforeEach(() => {
  directory = realpathSync(mkdtempSync(path.join(tmpdir(), "leaklint-source-")));
});
afterEach(() => rmSync(directory, { recursive: true }));

function rewrite(file: string, text: string): void {
  const source = readSource(file);
  if (source.kind === "error") throw new Error(source.message);
  writeSource(file, source, text);
}

const posix = process.platform !== "win32";

it.skipIf(!posix)("puts a new file in place of the old one, with its mode, and leaves nothing beside it", () => {
  const file = path.join(directory, "script.py");
  writeFileSync(file, "x = 1\n");
  chmodSync(file, 0o750);
  const before = statSync(file).ino;
  rewrite(file, "x = 2\n");
  expect(readFileSync(file, "utf8")).toBe("x = 2\n");
  expect(statSync(file).mode & 0o777).toBe(0o750);
  expect(statSync(file).ino).not.toBe(before);
  expect(readdirSync(directory)).toEqual(["script.py"]);
});

it.skipIf(!posix)("follows a link and keeps it", () => {
  const file = path.join(directory, "real.py");
  const link = path.join(directory, "link.py");
  writeFileSync(file, "x = 1\n");
  symlinkSync(file, link);
  rewrite(link, "x = 2\n");
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(file, "utf8")).toBe("x = 2\n");
});

it.skipIf(!posix)("keeps the names of a file that has several", () => {
  const file = path.join(directory, "one.py");
  const other = path.join(directory, "two.py");
  writeFileSync(file, "x = 1\n");
  linkSync(file, other);
  rewrite(file, "x = 2\n");
  expect(readFileSync(other, "utf8")).toBe("x = 2\n");
});

it("leaves the file as it is where the encoding lacks a character", () => {
  const file = path.join(directory, "latin.py");
  const text = "# coding: latin-1\nx = 1\n";
  writeFileSync(file, text);
  expect(() => rewrite(file, "# coding: latin-1\nx = '\u20ac'\n")).toThrow();
  expect(readFileSync(file, "utf8")).toBe(text);
  expect(readdirSync(directory)).toEqual(["latin.py"]);
});

it.skipIf(!posix || process.getuid?.() === 0)("does not replace what must not be written", () => {
  const file = path.join(directory, "fixed.py");
  writeFileSync(file, "x = 1\n");
  chmodSync(file, 0o444);
  expect(() => rewrite(file, "x = 2\n")).toThrow();
  expect(readFileSync(file, "utf8")).toBe("x = 1\n");
  expect(existsSync(file)).toBe(true);
});

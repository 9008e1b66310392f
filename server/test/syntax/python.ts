/** Python and its standard library on this machine, for tests. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { decodePython } from "../../src/base/decode.js";

/** The directory of the standard library, or null where there is no python3. */
export function standardLibrary(): string | null {
  try {
    return execFileSync("python3", ["-c", "import os; print(os.path.dirname(os.__file__))"], { stdio: "pipe" })
      .toString()
      .trim();
  } catch {
    return null;
  }
}

/** All Python files below a directory, in order, those of installed packages left out. */
export function pythonFiles(directory: string): string[] {
  const ignore = ["**/site-packages/**", "**/dist-packages/**"];
  return globSync("**/*.py", { cwd: directory, ignore })
    .sort()
    .map((path) => join(directory, path));
}

/** The text of a file, or null when it cannot be decoded. */
export function textOf(path: string): string | null {
  try {
    return decodePython(readFileSync(path)).text;
  } catch {
    return null;
  }
}

/** What ast_dump.py prints about files, a line for each. */
export function astDump(mode: "hash" | "text", paths: readonly string[]): string[] {
  const script = join(import.meta.dirname, "ast_dump.py");
  const options = { input: paths.join("\n"), maxBuffer: 1 << 30, stdio: "pipe" } as const;
  return execFileSync("python3", [script, mode], options).toString().trimEnd().split("\n");
}

/** A sequence of numbers in [0, 1) that is the same in each run. */
export function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

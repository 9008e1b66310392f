/** CPython as the judge of examples and fixes: does a program leak, does it compile, what does it print? */
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Examination {
  /** What CPython announced with `ResourceWarning`; `line` (from 1) acquired it, 0 where CPython cannot tell. */
  readonly resourceWarnings: readonly { readonly line: number; readonly message: string }[];
  /** File descriptors that were open after `scenario` returned and not before. Always 0 without `/proc`. */
  readonly openDescriptors: number;
  /** Names of types of which only the cyclic collector could free objects; empty where none is the program's own. */
  readonly cycle: readonly string[];
  /** What `scenario` and its children printed; the temporary directory reads `TMP`. */
  readonly stdout: string;
  /** The exception that left the program, or why it could not be examined. */
  readonly error: string | null;
}

const script = fileURLToPath(new URL("examine.py", import.meta.url));
const command = findPython();

/** Why tests that need CPython are skipped; null when it is there. Use with `describe.skipIf`. */
export const pythonMissing: string | null =
  command === null ? "python3 is not on the PATH: nothing is proven by CPython in this run" : null;

if (pythonMissing !== null) console.warn(pythonMissing);

/** Whether the program left something open. */
export function leaks(examination: Examination): boolean {
  return examination.resourceWarnings.length > 0 || examination.openDescriptors > 0;
}

/**
 * Run one program: a module with `scenario(tmp)`, `tmp` an empty directory as `pathlib.Path`. For many programs
 * use `examineAll`.
 *
 * @throws Error when python3 is missing or the harness itself fails.
 */
export async function examine(source: string): Promise<Examination> {
  const [answer] = await examineAll([source]);
  if (answer === undefined) throw new Error("no answer");
  return answer;
}

/**
 * Run programs, four at a time, each in an interpreter of its own; answers in the order of the sources.
 *
 * @throws Error when python3 is missing or the harness itself fails.
 */
export async function examineAll(sources: readonly string[]): Promise<Examination[]> {
  return (await ask([], sources)) as Examination[];
}

/**
 * For each source null when it compiles, else the error.
 *
 * @throws Error when python3 is missing or the harness itself fails.
 */
export async function compileAll(sources: readonly string[]): Promise<(string | null)[]> {
  return (await ask(["--compile"], sources)) as (string | null)[];
}

function ask(options: readonly string[], sources: readonly string[]): Promise<unknown> {
  if (command === null) return Promise.reject(new Error(pythonMissing ?? ""));
  return new Promise((resolve, reject) => {
    const child = spawn(command, [script, ...options], { stdio: ["pipe", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (chunk: string) => {
      output += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0) reject(new Error(`examine.py ended with status ${code}`));
      else resolve(JSON.parse(output));
    });
    child.stdin.end(JSON.stringify(sources));
  });
}

function findPython(): string | null {
  for (const name of ["python3", "python"]) {
    const run = spawnSync(name, ["-c", "import sys; sys.exit(sys.version_info < (3, 8))"]);
    if (run.status === 0) return name;
  }
  return null;
}

/** Clients that others wrote: Neovim and Emacs, where they are installed. */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, type TestContext, test } from "vitest";

const run = promisify(execFile);
const launcher = fileURLToPath(new URL("../../bin/leaklint.cjs", import.meta.url));
const scripts = fileURLToPath(new URL("editors/", import.meta.url));

const leak = 'def first(path):\n    source = open(path)\n    return source.readline()  # "😀"\n';
const fixed = 'def first(path):\n    with open(path) as source:\n        return source.readline()  # "😀"\n';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "leaklint-editor-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs an editor over a file with a leak and returns what its script said. */
async function edit(program: string, args: string[]): Promise<string> {
  const file = path.join(directory, "a.py");
  writeFileSync(file, leak);
  const command = ["node", launcher, "server", "--stdio"].join("\n");
  const env = { ...process.env, HOME: directory, LSP_COMMAND: command, LSP_FILE: file };
  const { stdout } = await run(program, args, { env, timeout: 40_000 });
  return stdout;
}

function skipUnless(context: TestContext, program: string, args: string[], what: string): void {
  const found = spawnSync(program, args, { stdio: "ignore" });
  context.skip(found.status !== 0, `${what} is not installed`);
  if (!existsSync(path.join(launcher, "../../dist/server.cjs"))) throw new Error("run 'npm run build' first");
}

test("Neovim shows the leak and applies the fix", { timeout: 60_000 }, async (context) => {
  skipUnless(context, "nvim", ["--version"], "Neovim");
  const script = path.join(scripts, "neovim.lua");
  const said = await edit("nvim", ["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", `luafile ${script}`]);
  expect(said).toMatch(/^DIAGNOSTIC leaklint 1:13 /m);
  expect(said).toMatch(/^ACTION .*'with'/m);
  expect(said.slice(said.indexOf("BUFFER\n"))).toBe(`BUFFER\n${fixed}`);
});

test("Emacs with Eglot shows the leak and applies the fix", { timeout: 60_000 }, async (context) => {
  skipUnless(context, "emacs", ["--batch", "--eval", "(require 'eglot)"], "Emacs with Eglot");
  const said = await edit("emacs", ["--batch", "-l", path.join(scripts, "eglot.el")]);
  expect(said).toMatch(/^DIAGNOSTIC \d+ /m);
  expect(said).toMatch(/^ACTION .*'with'/m);
  expect(said.slice(said.indexOf("BUFFER\n"))).toBe(`BUFFER\n${fixed}`);
});

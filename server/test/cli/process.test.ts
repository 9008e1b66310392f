import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LEAK, Workplace } from "./support.js";

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const bundles = mkdtempSync(path.join(tmpdir(), "leaklint-bundle-"));
const command = path.join(bundles, "cli.cjs");

// As scripts/build.mjs does it, from the sources as they are now.
beforeAll(async () => {
  await build({
    absWorkingDir: repository,
    entryPoints: ["server/src/cli/main.ts"],
    outfile: command,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    define: { "import.meta.url": "bundleUrl" },
    banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  const require = createRequire(path.join(repository, "server/package.json"));
  for (const wasm of ["web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-python/tree-sitter-python.wasm"]) {
    copyFileSync(require.resolve(wasm), path.join(bundles, path.basename(wasm)));
  }
}, 60_000);
afterAll(() => rmSync(bundles, { recursive: true }));

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

function start(...argv: string[]) {
  return spawn(process.execPath, [command, ...argv, place.directory], { cwd: repository });
}

async function finished(...argv: string[]): Promise<{ status: unknown; out: string }> {
  const child = start(...argv);
  let out = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  const status = await new Promise((resolve) => child.on("close", resolve));
  return { status, out };
}

describe("as a process", () => {
  it("ends with the status of the run", async () => {
    place.write("a.py", LEAK);
    const { status, out } = await finished("check", "--format", "concise");
    expect(out).toContain("a.py:2:14: warning");
    expect(status).toBe(1);
  }, 60_000);

  it("reports the same on one thread and on several", async () => {
    for (let index = 0; index < 70; index++) place.write(`m${index}.py`, index % 2 === 0 ? LEAK : "x = 1\n");
    const alone = await finished("check", "--format", "json", "--jobs", "1");
    const together = await finished("check", "--format", "json", "--jobs", "2");
    expect(JSON.parse(alone.out).findings).toHaveLength(35);
    expect(together).toEqual(alone);
  }, 60_000);

  it("says nothing when its reader goes away", async () => {
    for (let index = 0; index < 40; index++) place.write(`m${index}.py`, LEAK.repeat(40));
    const child = start("check");
    child.stdout.once("data", () => child.stdout.destroy());
    let err = "";
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect(err).toBe("");
    expect([0, 1]).toContain(status);
  }, 60_000);
});

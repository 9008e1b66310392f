/** The server as users get it: out of the packed extension, in a directory with nothing else around. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import { onLine, TestClient } from "./client.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
let directory: string;
let files: string[];

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), "leaklint-vsix-"));
  for (const bundle of ["server/dist/server.cjs", "client/dist/extension.cjs"]) {
    if (!existsSync(path.join(root, bundle))) throw new Error(`${bundle} is missing: run 'npm run build' first`);
  }
  const vsix = path.join(directory, "leaklint.vsix");
  const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");
  execFileSync("node", [vsce, "package", "--no-dependencies", "--out", vsix], { cwd: root, stdio: "pipe" });
  const entries = unzipSync(readFileSync(vsix));
  files = Object.keys(entries).sort();
  for (const [name, content] of Object.entries(entries)) {
    const file = path.join(directory, "unpacked", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}, 60_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("holds what runs and what is read, and nothing else", () => {
  const expected = [
    /^\[Content_Types\]\.xml$/,
    /^extension\.vsixmanifest$/,
    /^extension\/package\.json$/,
    /^extension\/(readme|changelog)\.md$/i,
    /^extension\/LICENSE(\.txt)?$/i,
    /^extension\/client\/dist\/extension\.cjs$/,
    /^extension\/server\/dist\/(server\.cjs|web-tree-sitter\.wasm|tree-sitter-python\.wasm)$/,
    /^extension\/syntaxes\/[\w-]+\.tmLanguage\.json$/,
    /^extension\/docs\/images\/[\w-]+\.png$/,
  ];
  expect(files.filter((file) => !expected.some((pattern) => pattern.test(file)))).toEqual([]);
  const main = JSON.parse(readFileSync(path.join(directory, "unpacked/extension/package.json"), "utf8")).main;
  expect(files).toContain(path.posix.join("extension", main));
  expect(files).toContain("extension/server/dist/tree-sitter-python.wasm");
});

test("its server finds a leak and fixes it", async () => {
  const server = path.join(directory, "unpacked/extension/server/dist/server.cjs");
  const folder = path.join(directory, "project");
  mkdirSync(folder);
  const client = await TestClient.start({
    command: ["node", server, "--stdio"],
    folder: pathToFileURL(folder).href,
  });
  try {
    const uri = pathToFileURL(path.join(folder, "a.py")).href;
    await client.open(uri, "def first(path):\r\n    source = open(path)\r\n    return source.readline()\r\n");
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics).toMatchObject([{ code: "LK101", source: "leaklint", severity: 2 }]);
    expect(diagnostics[0]?.relatedInformation?.length).toBeGreaterThan(0);
    const [action] = await client.actions(uri, diagnostics[0]?.range ?? onLine(0, 0, 0), diagnostics);
    const resolved: CodeAction = await client.connection.sendRequest("codeAction/resolve", action);
    expect(JSON.stringify(resolved.edit)).toContain("with open(path) as source:");
    const hover = await client.connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position: diagnostics[0]?.range.start,
    });
    expect(JSON.stringify(hover)).toContain("LK101");
    await client.stop();
  } finally {
    client.kill();
  }
});

test("its server reads the project's configuration", async () => {
  const server = path.join(directory, "unpacked/extension/server/dist/server.cjs");
  const folder = path.join(directory, "configured");
  mkdirSync(path.join(folder, "venv/lib/site-packages"), { recursive: true });
  writeFileSync(path.join(folder, "pyproject.toml"), '[tool.leaklint]\nlevels = { LK101 = "error" }\n');
  const client = await TestClient.start({
    command: ["node", server, "--stdio"],
    folder: pathToFileURL(folder).href,
  });
  try {
    const leak = "def first(path):\n    source = open(path)\n    return source.readline()\n";
    const uri = pathToFileURL(path.join(folder, "a.py")).href;
    await client.open(uri, leak);
    expect(await client.diagnostics(uri)).toMatchObject([{ code: "LK101", severity: 1 }]);
    const foreign = pathToFileURL(path.join(folder, "venv/lib/site-packages/b.py")).href;
    await client.open(foreign, leak);
    expect(await client.diagnostics(foreign)).toEqual([]);
    writeFileSync(path.join(folder, "pyproject.toml"), '[tool.leaklint]\nignroe = ["LK101"]\n');
    const changes = [{ uri: pathToFileURL(path.join(folder, "pyproject.toml")).href, type: 2 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    const published = await client.published();
    expect(published.uri).toBe(changes[0]?.uri);
    expect(published.diagnostics[0]?.message).toContain("'tool.leaklint.ignroe'");
    await client.next("workspace/diagnostic/refresh");
    // What held before the file broke still holds.
    expect(await client.diagnostics(uri)).toMatchObject([{ code: "LK101", severity: 1 }]);
    await client.stop(/ignroe/);
  } finally {
    client.kill();
  }
});

/** The server on a project, spoken to as an editor does. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PublishDiagnosticsParams } from "vscode-languageserver-protocol/node";
import { modern, onLine, simple, TestClient } from "../lsp/client.js";

const command = ["node", "--import", "tsx", fileURLToPath(new URL("project-server.ts", import.meta.url))];

const MAKE = "def make(p):\n    return open(p)\n";
const NOTHING = "def make(p):\n    return str(p)\n";
const LEAK = "from io_ import make\ndef f(p):\n    h = make(p)\n";

vi.setConfig({ testTimeout: 60_000 });

let directory: string;
let client: TestClient;

beforeEach(() => {
  directory = realpathSync(mkdtempSync(path.join(tmpdir(), "leaklint-project-")));
});

afterEach(() => {
  client?.kill();
  rmSync(directory, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const file = path.join(directory, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return pathToFileURL(file).href;
}

async function start(capabilities = simple): Promise<void> {
  client = await TestClient.start({ command, folder: pathToFileURL(directory).href, capabilities });
}

/** Publications until one of the file says what is expected. */
async function until(uri: string, count: number): Promise<PublishDiagnosticsParams> {
  for (;;) {
    const published = await client.published();
    if (published.uri === uri && published.diagnostics.length === count) return published;
  }
}

test("a finding follows what an imported file that is not open does", async () => {
  write("io_.py", MAKE);
  const app = write("app.py", LEAK);
  await start();
  await client.open(app, LEAK);
  expect((await until(app, 1)).diagnostics[0]).toMatchObject({ code: "LK101", range: onLine(2, 8, 15) });
});

test("what the editor shows counts, not what is on disk; until it is closed", async () => {
  const io = write("io_.py", MAKE);
  const app = write("app.py", LEAK);
  await start();
  await client.open(app, LEAK);
  await until(app, 1);
  await client.open(io, NOTHING);
  await until(app, 0);
  await client.change(io, 2, { text: MAKE });
  await until(app, 1);
  await client.change(io, 3, { text: NOTHING });
  await until(app, 0);
  await client.close(io);
  await until(app, 1);
});

test("a client that asks is told to ask again, and only where something changed", async () => {
  const io = write("io_.py", MAKE);
  const app = write("app.py", LEAK);
  await start(modern);
  await client.open(app, LEAK);
  await client.next("workspace/diagnostic/refresh");
  expect(await client.diagnostics(app)).toHaveLength(1);
  await client.open(io, MAKE);
  await client.change(io, 2, { text: `${MAKE}# a word\n` });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const known = await client.pull(app);
  await client.change(io, 3, { text: NOTHING });
  await client.next("workspace/diagnostic/refresh");
  expect(await client.pull(app, known.resultId)).toMatchObject({ kind: "full", items: [] });
  await client.stop();
});

test("files that change on disk are read again, and new ones found", async () => {
  const app = write("app.py", LEAK);
  await start();
  await client.open(app, LEAK);
  await until(app, 0);
  const io = write("io_.py", MAKE);
  const tell = (type: number) =>
    client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: io, type }] });
  await tell(1);
  await until(app, 1);
  write("io_.py", NOTHING);
  await tell(2);
  await until(app, 0);
  write("io_.py", MAKE);
  await tell(2);
  await until(app, 1);
  rmSync(path.join(directory, "io_.py"));
  await tell(3);
  await until(app, 0);
});

test("findings of files that are not open follow, where they are on show", async () => {
  const io = write("io_.py", MAKE);
  const app = write("app.py", LEAK);
  await start();
  await client.connection.sendRequest("workspace/executeCommand", { command: "leaklint.lintWorkspace" });
  await until(app, 1);
  await client.open(io, NOTHING);
  await until(app, 0);
});

test("two thousand files: an edit of the first module moves the finding in the last one", async () => {
  for (let at = 0; at < 2000; at++) {
    const imports = [at % 7, at % 11, at >> 1].filter((one) => one < at).map((one) => `import p.n${one}\n`);
    write(`p/n${at}.py`, `${imports.join("")}${`def g${at}(p):\n    return len(p)\n`.repeat(20)}`);
  }
  const first = write("m0.py", MAKE);
  for (let at = 1; at < 9; at++)
    write(
      `m${at}.py`,
      `import p.n${1990 + at}\nfrom m${at - 1} import make as below\ndef make(p):\n    return below(p)\n`,
    );
  const text = "from m8 import make\ndef f(p):\n    h = make(p)\n";
  const last = write("m9.py", text);
  await start();
  await client.open(first, MAKE);
  await client.open(last, text);
  await until(last, 1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (let version = 2; version < 12; version++) {
    await client.change(first, version, { text: version % 2 === 0 ? NOTHING : MAKE });
    await until(last, version % 2);
  }
});

test("a cycle through a class of another file follows what the editor shows of that file", async () => {
  const strong = "class Child:\n    def __init__(self, parent):\n        self.parent = parent\n";
  const weak = `import weakref\n\n\n${strong.replace("= parent\n", "= weakref.ref(parent)\n")}`;
  const parent =
    "from child import Child\n\n\nclass Parent:\n    def __init__(self):\n        self.child = Child(self)\n\n\ndef use():\n    return Parent()\n";
  const child = write("child.py", strong);
  const app = write("parent.py", parent);
  await start();
  await client.open(app, parent);
  expect((await until(app, 1)).diagnostics[0]).toMatchObject({ code: "LK201" });
  await client.open(child, strong);
  await client.change(child, 2, { text: weak });
  await until(app, 0);
  await client.change(child, 3, { text: strong });
  await until(app, 1);
});

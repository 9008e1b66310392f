/** The server as a process, spoken to as an editor does. The core behind it is easy to foresee. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CodeAction, Hover, MarkupContent, TextDocumentEdit } from "vscode-languageserver-protocol/node";
import { modern, onLine, type StartOptions, simple, TestClient } from "./client.js";

const command = ["node", "--import", "tsx", fileURLToPath(new URL("fake-server.ts", import.meta.url))];

let directory: string;
let client: TestClient;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "leaklint-lsp-"));
});

afterEach(() => {
  client?.kill();
  rmSync(directory, { recursive: true, force: true });
});

async function start(options: Partial<StartOptions> = {}): Promise<string> {
  client = await TestClient.start({ command, folder: pathToFileURL(directory).href, ...options });
  return uriOf("a.py");
}

function uriOf(name: string): string {
  return pathToFileURL(path.join(directory, name)).href;
}

describe("pull diagnostics", () => {
  test("a diagnostic carries everything that an editor shows", async () => {
    const uri = await start();
    await client.open(uri, "x\nleak f\n");
    expect(await client.diagnostics(uri)).toEqual([
      {
        range: onLine(1, 0, 6),
        severity: 2,
        code: "LK101",
        codeDescription: { href: "https://github.com/leaklint/leaklint/blob/main/docs/rules/LK101.md" },
        source: "leaklint",
        message: "'f' leaks",
        relatedInformation: [{ message: "opened here", location: { uri, range: onLine(1, 0, 6) } }],
        data: { rule: "LK101", fingerprint: "LK101:leak f", version: 1 },
      },
    ]);
    await client.stop();
  });

  test("what was reported before is not sent again until the text changes", async () => {
    const uri = await start();
    await client.open(uri, "leak f\n");
    const first = await client.pull(uri);
    expect(first.resultId).toBeTypeOf("string");
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: "unchanged", resultId: first.resultId });
    await client.change(uri, 2, { range: onLine(0, 0, 0), text: "#\n" });
    const second = await client.pull(uri, first.resultId);
    expect(second).toMatchObject({ kind: "full", items: [{ range: onLine(1, 0, 6) }] });
    await client.stop();
  });

  test("a document opened anew under an old version number is looked at again", async () => {
    const uri = await start();
    await client.open(uri, "leak f\n");
    const first = await client.pull(uri);
    await client.close(uri);
    await client.open(uri, "fine\n");
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: "full", items: [] });
    await client.stop();
  });

  test("a document that is not open has no diagnostics", async () => {
    const uri = await start();
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.stop();
  });

  test("an untitled document is linted", async () => {
    await start();
    await client.open("untitled:Untitled-1", "leak f\n");
    expect(await client.diagnostics("untitled:Untitled-1")).toHaveLength(1);
    await client.stop();
  });

  test("an excluded document has none although it is open", async () => {
    await start();
    await client.open(uriOf("excluded.py"), "leak f\n");
    expect(await client.diagnostics(uriOf("excluded.py"))).toEqual([]);
    await client.stop();
  });

  test("nothing is published", async () => {
    const uri = await start();
    await client.open(uri, "leak f\n");
    await client.diagnostics(uri);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.stop();
  });
});

describe("push diagnostics", () => {
  test("published with the version on open, after changes, and cleared on close", async () => {
    const uri = await start({ capabilities: simple });
    await client.open(uri, "leak f\n", 7);
    expect(await client.published()).toMatchObject({ uri, version: 7, diagnostics: [{ code: "LK101" }] });
    await client.change(uri, 8, { text: "fine\n" });
    expect(await client.published()).toEqual({ uri, version: 8, diagnostics: [] });
    await client.change(uri, 9, { text: "leak g\n" });
    expect(await client.published()).toMatchObject({ version: 9, diagnostics: [{ message: "'g' leaks" }] });
    await client.close(uri);
    expect(await client.published()).toEqual({ uri, diagnostics: [] });
    expect(client.init?.capabilities.diagnosticProvider).toBeUndefined();
    await client.stop();
  });

  test("typing publishes once, when it pauses", async () => {
    const uri = await start({ capabilities: simple });
    await client.open(uri, "leak f\n");
    await client.published();
    for (let version = 2; version <= 20; version++) await client.change(uri, version, { text: `leak f${version}\n` });
    expect(await client.published()).toMatchObject({ version: 20, diagnostics: [{ message: "'f20' leaks" }] });
    await client.stop();
  });

  test("a simple client gets no field that it did not ask for", async () => {
    const uri = await start({ capabilities: simple });
    await client.open(uri, "leak f\n");
    const { diagnostics } = await client.published();
    expect(Object.keys(diagnostics[0] ?? {}).sort()).toEqual(["code", "message", "range", "severity", "source"]);
    await client.stop();
  });

  test("a change at once after opening is not published twice", async () => {
    const uri = await start({ capabilities: simple });
    await client.open(uri, "leak f\n", 1);
    await client.change(uri, 2, { text: "fine\n" });
    const first = await client.published();
    if (first.version === 1) expect((await client.published()).version).toBe(2);
    else expect(first).toEqual({ uri, version: 2, diagnostics: [] });
    await client.stop();
  });
});

describe("incremental changes", () => {
  const cases: [string, string, Parameters<TestClient["change"]>[2][], string][] = [
    ["CRLF", "a\r\nb\r\n", [{ range: onLine(1, 0, 1), text: "leak f" }], "leak f@1:0"],
    [
      "inside a CRLF pair",
      "a\r\nleak f\n",
      [{ range: { start: { line: 0, character: 1 }, end: { line: 1, character: 0 } }, text: "\n\r\n" }],
      "leak f@2:0",
    ],
    ["lone CR", "a\rb\r", [{ range: onLine(1, 0, 1), text: "leak f" }], "leak f@1:0"],
    ["astral characters", "'😀' b\n", [{ range: onLine(0, 5, 6), text: "leak 😀x" }], "leak 😀x@0:5"],
    [
      "several cursors, last first",
      "a\nb\n",
      [
        { range: onLine(1, 0, 1), text: "leak g" },
        { range: onLine(0, 0, 1), text: "leak f" },
      ],
      "leak f@0:0 leak g@1:0",
    ],
    [
      "several, first first",
      "a\nb\n",
      [
        { range: onLine(0, 0, 1), text: "leak f" },
        { range: onLine(1, 0, 1), text: "leak g" },
      ],
      "leak f@0:0 leak g@1:0",
    ],
    [
      "one into another",
      "a\n",
      [
        { range: onLine(0, 0, 1), text: "xx" },
        { range: onLine(0, 1, 2), text: " leak f" },
      ],
      "leak f@0:2",
    ],
    ["whole text, then a part", "a\n", [{ text: "b\nc\n" }, { range: onLine(1, 0, 1), text: "leak f" }], "leak f@1:0"],
    ["beyond the end", "a", [{ range: onLine(99, 5, 9), text: "\nleak f" }], "leak f@1:0"],
    [
      "end before start",
      "abc\n",
      [{ range: { start: { line: 0, character: 3 }, end: { line: 0, character: 0 } }, text: "leak f" }],
      "leak f@0:0",
    ],
  ];
  test.each(cases)("%s", async (_, before, changes, expected) => {
    const uri = await start();
    await client.open(uri, before);
    await client.pull(uri);
    await client.change(uri, 2, ...changes);
    const shown = (await client.diagnostics(uri)).map(
      ({ data, range }) => `${data.fingerprint.slice(6)}@${range.start.line}:${range.start.character}`,
    );
    expect(shown.join(" ")).toBe(expected);
    await client.stop();
  });

  test("a client that only knows other encodings is still told UTF-16", async () => {
    await start({ capabilities: { ...modern, general: { positionEncodings: ["utf-8"] } } });
    expect(client.init?.capabilities.positionEncoding).toBe("utf-16");
    await client.stop();
  });
});

describe("code actions", () => {
  async function resolve(action: CodeAction | undefined): Promise<CodeAction> {
    return client.connection.sendRequest("codeAction/resolve", action);
  }
  function editsOf(action: CodeAction | undefined): TextDocumentEdit | undefined {
    return action?.edit?.documentChanges?.[0] as TextDocumentEdit | undefined;
  }

  test("a fix is preferred, a suggestion says so, the suppression comes last", async () => {
    const uri = await start();
    await client.open(uri, "stuck e leak f guess g\n");
    const diagnostics = await client.diagnostics(uri);
    const actions = await client.actions(uri, onLine(0, 0, 30), diagnostics);
    expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ["Keep 'f'", true],
      ["Keep 'g' (suggestion)", undefined],
      ["Ignore LK101 on this line", undefined],
      ["Ignore LK101 on this line", undefined],
      ["Ignore LK101 on this line", undefined],
    ]);
    expect(actions[0]?.diagnostics).toEqual([diagnostics[1]]);
    expect(actions.every(({ kind, edit }) => kind === "quickfix" && edit === undefined)).toBe(true);
    await client.stop();
  });

  test("resolving gives edits that name the version", async () => {
    const uri = await start();
    await client.open(uri, "😀 leak f\n", 5);
    const actions = await client.actions(uri, onLine(0, 4, 4));
    expect(editsOf(await resolve(actions[0]))).toEqual({
      textDocument: { uri, version: 5 },
      edits: [{ range: onLine(0, 3, 7), newText: "kept" }],
    });
    expect(editsOf(await resolve(actions.at(-1)))?.edits).toEqual([{ range: onLine(0, 9, 9), newText: "  # ignored" }]);
    await client.stop();
  });

  test("an action for a document that moved on is refused", async () => {
    const uri = await start();
    await client.open(uri, "leak f\n");
    const [action] = await client.actions(uri, onLine(0, 0, 0));
    await client.change(uri, 2, { range: onLine(0, 0, 0), text: "\n" });
    await expect(resolve(action)).rejects.toMatchObject({ code: -32801 });
    await client.close(uri);
    await expect(resolve(action)).rejects.toMatchObject({ code: -32801 });
    await client.stop();
  });

  test("a diagnostic from before an edit elsewhere still gets its fix", async () => {
    const uri = await start();
    await client.open(uri, "leak f\n");
    const before = await client.diagnostics(uri);
    await client.change(uri, 2, { range: onLine(0, 0, 0), text: "\n\n\n" });
    const [action] = await client.actions(uri, onLine(0, 0, 6), before);
    expect(editsOf(await resolve(action))).toMatchObject({
      textDocument: { version: 2 },
      edits: [{ range: onLine(3, 0, 4) }],
    });
    await client.stop();
  });

  test.each([["source.fixAll.leaklint"], ["source.fixAll"], ["source"]])("%s makes all safe fixes", async (kind) => {
    const uri = await start();
    await client.open(uri, "leak f\nguess g\nleak h\nstuck i\n");
    const actions = await client.actions(uri, onLine(0, 0, 0), [], [kind]);
    expect(actions.map((action) => action.kind)).toEqual(["source.fixAll.leaklint"]);
    expect(editsOf(await resolve(actions[0]))?.edits).toEqual([
      { range: onLine(0, 0, 4), newText: "kept" },
      { range: onLine(2, 0, 4), newText: "kept" },
    ]);
    await client.stop();
  });

  test("fix-all goes on until nothing is left, and is not offered without a safe fix", async () => {
    const uri = await start();
    await client.open(uri, "x\nchain f\nstuck g\n");
    const [action] = await client.actions(uri, onLine(0, 0, 0), [], ["source.fixAll"]);
    expect(editsOf(await resolve(action))?.edits).toEqual([{ range: onLine(1, 0, 5), newText: "kept" }]);
    await client.change(uri, 2, { text: "guess f\nstuck g\n" });
    expect(await client.actions(uri, onLine(0, 0, 0), [], ["source.fixAll"])).toEqual([]);
    await client.stop();
  });

  test("kinds that were not asked for stay away", async () => {
    const uri = await start();
    await client.open(uri, "leak f\n");
    expect(await client.actions(uri, onLine(0, 0, 0), [], ["refactor"])).toEqual([]);
    expect(await client.actions(uri, onLine(0, 0, 0), [], ["source.fixAll.other"])).toEqual([]);
    expect(await client.actions(uri, onLine(0, 0, 0), [], ["quickfix"])).toHaveLength(2);
    await client.stop();
  });

  test("a client that cannot resolve gets the edits at once, in its form", async () => {
    const uri = await start({ capabilities: simple });
    await client.open(uri, "leak f\n");
    await client.published();
    const [action] = await client.actions(uri, onLine(0, 0, 0));
    expect(action?.edit).toEqual({ changes: { [uri]: [{ range: onLine(0, 0, 4), newText: "kept" }] } });
    expect(action?.isPreferred).toBeUndefined();
    await client.stop();
  });

  test("the command fixes a document through the client", async () => {
    const uri = await start();
    await client.open(uri, "leak f\n");
    const done = client.connection.sendRequest("workspace/executeCommand", {
      command: "leaklint.fixAll",
      arguments: [uri],
    });
    expect(await client.next("workspace/applyEdit")).toMatchObject({
      edit: { documentChanges: [{ textDocument: { version: 1 } }] },
    });
    expect(await done).toBe(true);
    await client.stop();
  });
});

describe("hover", () => {
  test("tells the rule over a finding and nothing elsewhere", async () => {
    const uri = await start();
    await client.open(uri, "leak f\nfine\n");
    const at = (line: number) =>
      client.connection.sendRequest<Hover | null>("textDocument/hover", {
        textDocument: { uri },
        position: { line, character: 2 },
      });
    const found = await at(0);
    expect(found).toMatchObject({ contents: { kind: "markdown" }, range: onLine(0, 0, 6) });
    const { value } = (found as Hover).contents as MarkupContent;
    expect(value).toContain("**LK101** unclosed-resource");
    expect(value).toContain("A resource is never closed.");
    expect(value).toContain("It stays open.");
    expect(value).not.toContain("silent");
    expect(value).toContain("docs/rules/LK101.md");
    expect(await at(1)).toBeNull();
    await client.stop();
  });
});

describe("configuration", () => {
  const silent = { levels: { LK101: "off" } };

  test("editor settings take effect at once: the client is asked to pull again", async () => {
    const uri = await start();
    await client.open(uri, "leak f\n");
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(client.registered.sort()).toEqual(["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"]);
    client.settings = silent;
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.next("workspace/diagnostic/refresh");
    expect(await client.diagnostics(uri)).toEqual([]);
    client.settings = { enable: false };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.next("workspace/diagnostic/refresh");
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.stop();
  });

  test("settings that a simple client pushes take effect at once", async () => {
    const uri = await start({ capabilities: simple, initialize: { initializationOptions: { settings: silent } } });
    await client.open(uri, "leak f\n");
    expect((await client.published()).diagnostics).toEqual([]);
    await client.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { leaklint: { levels: { LK101: "error" } } },
    });
    expect((await client.published()).diagnostics).toMatchObject([{ severity: 1 }]);
    await client.stop();
  });

  test("a configuration file that changes takes effect at once", async () => {
    const uri = await start();
    await client.open(uri, "leak f\n");
    expect(await client.diagnostics(uri)).toHaveLength(1);
    writeFileSync(path.join(directory, "leaklint.toml"), "off");
    const changes = [{ uri: uriOf("leaklint.toml"), type: 1 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await client.next("workspace/diagnostic/refresh");
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.stop();
  });

  test("a broken configuration file is a diagnostic on that file until it is mended", async () => {
    const config = path.join(directory, "leaklint.toml");
    writeFileSync(config, "broken");
    const uri = await start();
    await client.open(uri, "leak f\n");
    await client.diagnostics(uri);
    expect(await client.published()).toMatchObject({
      uri: uriOf("leaklint.toml"),
      diagnostics: [{ severity: 1, source: "leaklint", message: "cannot be used" }],
    });
    writeFileSync(config, "");
    const changes = [{ uri: uriOf("leaklint.toml"), type: 2 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    expect(await client.published()).toEqual({ uri: uriOf("leaklint.toml"), diagnostics: [] });
    await client.next("workspace/diagnostic/refresh");
    await client.stop(/leaklint\.toml: cannot be used/);
  });

  test("a setting of the wrong type is logged and the others hold", async () => {
    const uri = await start({ settings: { ...silent, select: 5 } });
    await client.open(uri, "leak f\n");
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.stop(/leaklint\.select/);
  });
});

describe("lint workspace", () => {
  const lintWorkspace = () =>
    client.connection.sendRequest("workspace/executeCommand", { command: "leaklint.lintWorkspace" });

  test("publishes findings of files that are not open, and keeps them right", async () => {
    writeFileSync(path.join(directory, "a.py"), "leak a\n");
    writeFileSync(path.join(directory, "b.py"), "leak b\n");
    const a = await start();
    await client.open(a, "leak a\nleak a2\n");
    const summary = lintWorkspace();
    expect(await client.published()).toMatchObject({ uri: uriOf("b.py"), diagnostics: [{ message: "'b' leaks" }] });
    expect(await summary).toEqual({ files: 2, findings: 3, errors: 0, cancelled: false });
    expect(await client.next("$/progress")).toMatchObject({ kind: "begin", cancellable: true });
    expect(await client.next("$/progress")).toMatchObject({ kind: "report", percentage: 50 });
    expect(await client.next("$/progress")).toMatchObject({ kind: "report", percentage: 100 });
    expect(await client.next("$/progress")).toMatchObject({ kind: "end" });
    // Opened, it is pulled; what was published would show it twice.
    await client.open(uriOf("b.py"), "leak b\n");
    expect(await client.published()).toEqual({ uri: uriOf("b.py"), diagnostics: [] });
    await client.close(a);
    expect(await client.published()).toMatchObject({ uri: a, diagnostics: [{ message: "'a' leaks" }] });
    rmSync(path.join(directory, "a.py"));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: a, type: 3 }] });
    expect(await client.published()).toEqual({ uri: a, diagnostics: [] });
    await client.stop(/a\.py: cannot be read/);
  });

  test("what it published follows the settings", async () => {
    writeFileSync(path.join(directory, "b.py"), "leak b\n");
    await start({ capabilities: simple });
    await lintWorkspace();
    expect(await client.published()).toMatchObject({ uri: uriOf("b.py"), diagnostics: [{ severity: 2 }] });
    const set = (leaklint: unknown) =>
      client.connection.sendNotification("workspace/didChangeConfiguration", { settings: { leaklint } });
    await set({ levels: { LK101: "error" } });
    expect(await client.published()).toMatchObject({ uri: uriOf("b.py"), diagnostics: [{ severity: 1 }] });
    await set({ enable: false });
    expect(await client.published()).toEqual({ uri: uriOf("b.py"), diagnostics: [] });
    await client.stop();
  });

  test("stops when the user cancels", async () => {
    for (let index = 0; index < 300; index++) writeFileSync(path.join(directory, `${index}.py`), "fine\n");
    await start();
    client.cancelProgress = true;
    expect(await lintWorkspace()).toMatchObject({ cancelled: true });
    for (let kind = ""; kind !== "end"; ) {
      kind = (await client.next<{ kind: string }>("$/progress")).kind;
    }
    await client.stop();
  });
});

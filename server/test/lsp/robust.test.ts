/** The server under clients that do not behave, and its end. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { modern, onLine, simple, TestClient } from "./client.js";

const command = ["node", "--import", "tsx", fileURLToPath(new URL("fake-server.ts", import.meta.url))];
const uri = "file:///tmp/a.py";
let client: TestClient;

afterEach(() => client?.kill());

describe("lives on after", () => {
  test("unknown methods", async () => {
    client = await TestClient.start({ command });
    await expect(client.connection.sendRequest("textDocument/magic", {})).rejects.toMatchObject({ code: -32601 });
    await client.connection.sendNotification("$/magic", {});
    await client.connection.sendNotification("magic", {});
    await client.stop();
  });

  test.each([
    ["textDocument/diagnostic"],
    ["textDocument/codeAction"],
    ["codeAction/resolve"],
    ["textDocument/hover"],
    ["workspace/executeCommand"],
  ])("nonsense to %s", async (method) => {
    client = await TestClient.start({ command });
    for (const params of [{}, [], [1, 2], { textDocument: null }, { textDocument: { uri: 5 }, range: 1 }]) {
      await client.connection.sendRequest(method, params).catch(() => {});
    }
    await client.open(uri, "leak f\n");
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await client.stop(/^/);
  });

  test("nonsense notifications", async () => {
    client = await TestClient.start({ command });
    const methods = ["didOpen", "didChange", "didClose", "didSave"].map((name) => `textDocument/${name}`);
    methods.push("workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration", "$/cancelRequest");
    methods.push("workspace/didChangeWorkspaceFolders", "$/setTrace");
    for (const method of methods) {
      for (const params of [
        {},
        [],
        [null],
        { textDocument: 1 },
        { textDocument: {}, contentChanges: 5 },
        { event: 1 },
      ]) {
        await client.connection.sendNotification(method, params);
      }
    }
    await client.open(uri, "leak f\n");
    expect(await client.diagnostics(uri)).toHaveLength(1);
    // The server may have taken part of this for a change of settings.
    await client.quiet();
    await client.stop(/Failed at/);
  });

  test("changes of a document that is not open", async () => {
    client = await TestClient.start({ command });
    await client.change(uri, 2, { text: "leak f\n" });
    await client.close(uri);
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.stop(/not open/);
  });

  test("opening twice", async () => {
    client = await TestClient.start({ command });
    await client.open(uri, "fine\n");
    await client.open(uri, "leak f\n");
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await client.stop();
  });

  test("an exception in the linter, asked or not", async () => {
    client = await TestClient.start({ command });
    await client.open(uri, "crash\n");
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(await client.actions(uri, onLine(0, 0, 0))).toEqual([]);
    await client.change(uri, 2, { range: onLine(0, 0, 5), text: "leak f" });
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await client.stop(/the linter crashed/);

    client = await TestClient.start({ command, capabilities: simple });
    await client.open(uri, "crash\n");
    await client.change(uri, 2, { range: onLine(0, 0, 5), text: "leak f" });
    expect(await client.published()).toMatchObject({ version: 2, diagnostics: [{ code: "LK101" }] });
    await client.stop(/^/);
  });

  test("messages that are no JSON", async () => {
    client = await TestClient.start({ command });
    client.child.stdin.write("Content-Length: 7\r\n\r\n{nonsen");
    await client.open(uri, "leak f\n");
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await client.stop(/^/);
  });
});

describe("the session's life", () => {
  test("before initialize, requests are refused and notifications ignored", async () => {
    client = TestClient.launch({ command });
    await client.open(uri, "leak f\n");
    const request = { textDocument: { uri }, position: { line: 0, character: 0 } };
    await expect(client.connection.sendRequest("textDocument/hover", request)).rejects.toMatchObject({ code: -32002 });
    const initialize = { processId: null, rootUri: null, capabilities: modern };
    await client.connection.sendRequest("initialize", initialize);
    await expect(client.connection.sendRequest("initialize", initialize)).rejects.toMatchObject({ code: -32600 });
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.stop();
  });

  test("a client without any capabilities is served", async () => {
    client = TestClient.launch({ command });
    await client.connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
    await client.open(uri, "leak f\n");
    expect(await client.published()).toMatchObject({ diagnostics: [{ code: "LK101" }] });
    await client.stop();
  });

  test("after shutdown requests are refused; exit ends it with 0", async () => {
    client = await TestClient.start({ command });
    await client.open(uri, "leak f\n");
    await client.connection.sendRequest("shutdown");
    await expect(client.pull(uri)).rejects.toMatchObject({ code: -32600 });
    await client.connection.sendNotification("exit");
    expect(await client.exited).toBe(0);
  });

  test("exit without shutdown ends it with 1", async () => {
    client = await TestClient.start({ command });
    await client.connection.sendNotification("exit");
    expect(await client.exited).toBe(1);
  });

  test("it ends when its input does", async () => {
    client = await TestClient.start({ command });
    client.child.stdin.end();
    expect(await client.exited).toBe(1);
  });

  test("it ends when the editor's process is gone", async () => {
    const editor = spawn("node", ["-e", "setInterval(() => {}, 1000)"]);
    client = await TestClient.start({ command, initialize: { processId: editor.pid ?? null } });
    editor.kill();
    await once(editor, "exit");
    expect(await client.exited).toBe(1);
  }, 15_000);
});

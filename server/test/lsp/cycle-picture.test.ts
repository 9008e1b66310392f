/** The picture of a reference cycle, from the code action to the places that a click goes to. */
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { TestClient } from "./client.js";

const command = ["node", fileURLToPath(new URL("../../bin/leaklint.cjs", import.meta.url)), "server", "--stdio"];
const uri = "file:///tmp/family.py";
const TEXT = `class Child:
    def __init__(self, parent):
        self.parent = parent


class Parent:
    def __init__(self):
        self.children = []

    def add(self):
        child = Child(self)
        self.children.append(child)
        return child


def main():
    return len(Parent().add().parent.children)
`;
let client: TestClient;

afterEach(() => client?.kill());

interface Shown {
  readonly title: string;
  readonly svg: string;
}

test("an editor that can show a cycle is offered it, and told where its links are", async () => {
  client = await TestClient.start({ command, initialize: { initializationOptions: { showsCycles: true } } });
  await client.open(uri, TEXT);
  const [diagnostic] = await client.diagnostics(uri);
  expect(diagnostic?.code).toBe("LK201");
  if (diagnostic === undefined) throw new Error("no finding");
  const actions = await client.actions(uri, diagnostic.range);
  const command_ = actions.find(({ title }) => title === "Show reference cycle")?.command;
  expect(command_).toMatchObject({ command: "leaklint.showCycle", arguments: [uri, diagnostic?.range.start] });
  const shown = await client.connection.sendRequest<Shown>("workspace/executeCommand", {
    command: "leaklint.cyclePicture",
    arguments: command_?.arguments,
  });
  expect(shown.title).toMatch(/Parent/);
  expect(shown.svg).toContain('data-place="1:7"');
  expect(shown.svg).toContain('data-place="3:9"');
  const elsewhere = await client.connection.sendRequest("workspace/executeCommand", {
    command: "leaklint.cyclePicture",
    arguments: [uri, { line: 16, character: 0 }],
  });
  expect(elsewhere).toBeNull();
  await client.stop();
});

test("other editors are not", async () => {
  client = await TestClient.start({ command });
  await client.open(uri, TEXT);
  const [diagnostic] = await client.diagnostics(uri);
  if (diagnostic === undefined) throw new Error("no finding");
  const actions = await client.actions(uri, diagnostic.range);
  expect(actions.map(({ title }) => title)).not.toContain("Show reference cycle");
  expect(actions.length).toBeGreaterThan(0);
  await client.stop();
});

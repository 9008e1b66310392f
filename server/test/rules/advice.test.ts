/** Advice that can be followed: for what is an element of a tuple with one name. */
import { beforeAll, expect, it } from "vitest";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { Linter } from "../../src/lint/types.js";

let linter: Linter;

beforeAll(async () => {
  linter = await createLinter();
});

function finding(...body: string[]) {
  const text = `import os, socket, tempfile\ndef f(s):\n${body.map((line) => `    ${line}\n`).join("")}`;
  const [first, ...others] = linter.lint("/project/app.py", text, defaultSettings(linter.rules)).findings;
  expect(others).toEqual([]);
  return { message: first?.message, fix: first?.fix() ?? null };
}

it("a pair with one name is closed element by element, and left to its author", () => {
  expect(finding("pair = socket.socketpair()", "print(pair[1].recv(1))")).toEqual({
    message: "Socket 'pair[0]' from socket.socketpair() is never closed. Call pair[0].close() in 'finally'.",
    fix: null,
  });
  expect(finding("made = tempfile.mkstemp()", "print(made[1])")).toEqual({
    message: "File descriptor 'made[0]' from tempfile.mkstemp() is never closed. Call os.close(made[0]) in 'finally'.",
    fix: null,
  });
});

it("a pair with two names is closed by them", () => {
  expect(finding("a, b = socket.socketpair()", "print(b.recv(1))").message).toContain("Call a.close() in 'finally'.");
  const { message, fix } = finding("handle, name = tempfile.mkstemp()", "print(name)");
  expect(message).toContain("Call os.close(handle) in 'finally'.");
  expect(fix?.safe).toBe(true);
});

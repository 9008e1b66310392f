import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

const FUNCTIONS = 200;

function functions(): string {
  const parts: string[] = [];
  for (let index = 0; index < FUNCTIONS; index++) {
    parts.push(
      `def function_number_${index}(path_of_the_file):`,
      `    opened_file = open(path_of_the_file)  # a comment that is not short ${"x".repeat(400)}`,
      "    total_of_all_values = 0",
      '    print("a constant that is not short", opened_file.read())',
      "    return total_of_all_values",
      "",
    );
  }
  return parts.join("\n");
}

it("keeps no earlier text of a document in memory, whichever parts of it were edited", async () => {
  const linter = await createLinter();
  const settings = defaultSettings(linter.rules);
  let text = functions();
  const file = linter.open("edited.py", text);
  const edit = (index: number): void => {
    const at = text.indexOf("= 0", text.indexOf(`def function_number_${index}(`)) + 3;
    text = `${text.slice(0, at)}0${text.slice(at)}`;
    file.change(text, [{ start: at, end: at, text: "0" }]);
    expect(file.lint(settings).findings).toHaveLength(FUNCTIONS);
  };
  // What is remembered of each function, and what the compiler makes on the way, is there after the first round.
  for (let index = 0; index < FUNCTIONS; index++) edit(index);
  const before = heapUsed();
  for (let index = 0; index < FUNCTIONS; index++) edit(index);
  const grown = heapUsed() - before;
  file.dispose();
  // One text kept for each edit would be some thirty times as much.
  expect(grown).toBeLessThan((FUNCTIONS / 30) * text.length);
}, 60_000);

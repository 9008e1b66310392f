import { describe, expect, it } from "vitest";
import { lintInParallel, type WorkerData } from "../../src/cli/pool.js";
import { ConfigurationError } from "../../src/lint/settings.js";

const data: WorkerData = {
  leaklint: {
    configuration: {},
    task: { directory: "/", fix: false, diff: false, unsafe: false, withFixes: false },
  },
};
const paths = Array.from({ length: 50 }, (_, index) => `/f${index}.py`);

function script(onMessage: string): URL {
  const source = `import { parentPort } from "node:worker_threads"; parentPort.on("message", (batch) => { ${onMessage} });`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

describe("the pool", () => {
  it("keeps the order of the paths and gives a thread more than one batch", async () => {
    const echo = script(`parentPort.postMessage({ kind: "outcomes", outcomes: batch.map((path) => ({ path })) });`);
    let count = 0;
    const outcomes = await lintInParallel(echo, data, paths, 2, () => count++);
    expect(outcomes.map((outcome) => outcome.path)).toEqual(paths);
    expect(count).toBe(paths.length);
  });

  it("fails the files of a thread that dies, and no others", async () => {
    const dying = script(
      `if (batch[0] === "/f16.py") process.exit(3); parentPort.postMessage({ kind: "outcomes", outcomes: batch.map((path) => ({ path, errors: [] })) });`,
    );
    const outcomes = await lintInParallel(dying, data, paths, 1, () => {});
    expect(outcomes.map((outcome) => outcome.path)).toEqual(paths);
    const failing = outcomes.filter((outcome) => outcome.errors.length > 0);
    expect(failing.map((outcome) => outcome.path)).toEqual(paths.slice(16, 32));
    expect(failing[0]?.errors).toEqual(["internal error: a worker ended with status 3"]);
  });

  it("passes a faulty configuration on", async () => {
    const faulty = script(`parentPort.postMessage({ kind: "configuration", source: "a.toml", problems: ["bad"] });`);
    await expect(lintInParallel(faulty, data, paths, 2, () => {})).rejects.toThrow(
      new ConfigurationError("a.toml", ["bad"]),
    );
  });
});

import { describe, expect, it } from "vitest";
import type { FileOutcome } from "../../src/cli/lint-file.js";
import { type Dispatcher, lintInParallel, type WorkerData } from "../../src/cli/pool.js";
import type { TaskAnswer } from "../../src/cli/project-linter.js";
import { ConfigurationError } from "../../src/lint/settings.js";

const data: WorkerData = {
  leaklint: {
    configuration: {},
    task: { directory: "/", fix: false, diff: false, unsafe: false, withFixes: false },
    named: [],
  },
};
const paths = Array.from({ length: 50 }, (_, index) => `/f${index}.py`);

/** Gives out `paths`, 16 at a time; the last ten only when all others are done. */
class Work implements Dispatcher {
  readonly outcomes = new Map<string, FileOutcome | null>();
  readonly forgotten: number[] = [];
  #next = 0;

  get isFinished(): boolean {
    return this.outcomes.size === paths.length;
  }

  nextBatch() {
    const isHeld = this.#next >= 40 && this.outcomes.size < 40;
    const files = isHeld ? [] : paths.slice(this.#next, Math.min(this.#next + 16, this.#next < 40 ? 40 : 50));
    this.#next += files.length;
    if (files.length === 0) return null;
    const nothing = { edges: [], acquiring: new Set<string>(), isInCycle: false };
    return { updates: [], tasks: files.map((file) => ({ ...nothing, file, lint: true })) };
  }

  done({ path, outcome }: TaskAnswer): void {
    this.outcomes.set(path, outcome);
  }

  updatesFor() {
    return [];
  }

  forgetThread(thread: number): void {
    this.forgotten.push(thread);
  }
}

function script(onMessage: string): URL {
  const source = `import { parentPort } from "node:worker_threads"; parentPort.on("message", ({ tasks }) => { ${onMessage} });`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

const ANSWER = `parentPort.postMessage({ kind: "answers", answers: tasks.map(({ file }) => ({ path: file, outcome: { path: file, errors: [] }, result: null })) });`;

describe("the pool", () => {
  it("does all work, and waits for what others have to do first", async () => {
    const work = new Work();
    await lintInParallel(script(ANSWER), data, work, 3);
    expect([...work.outcomes.keys()].sort()).toEqual([...paths].sort());
    expect([...work.outcomes.keys()].slice(40).sort()).toEqual(paths.slice(40).sort());
  });

  it.each([
    ["exits", "process.exit(3);", "a worker ended with status 3"],
    ["throws", "throw new Error('oh');", "oh"],
    ["throws what is no error", "throw { message: 'oh' };", "oh"],
    ["answers what cannot be sent", "parentPort.postMessage(() => {});", "something without a message was thrown"],
    ["does not answer", "return;", "no answer for 1 seconds"],
    ["is busy for ever", "for (;;);", "no answer for 1 seconds"],
  ])(
    "fails the file with which a thread %s, and no others",
    async (_, action, message) => {
      const work = new Work();
      const deadly = script(`if (tasks.some(({ file }) => file === "/f17.py")) { ${action} } ${ANSWER}`);
      await lintInParallel(deadly, data, work, 2, { patience: 1000 });
      const failing = [...work.outcomes.values()].filter((outcome) => (outcome?.errors.length ?? 0) > 0);
      expect(failing.map((outcome) => outcome?.path)).toEqual(["/f17.py"]);
      expect(failing[0]?.errors[0]).toContain(message);
      expect(work.outcomes.size).toBe(paths.length);
      expect(work.forgotten).toHaveLength(2);
    },
    60_000,
  );

  it("gives up when no thread lives", async () => {
    const dead = new URL("data:text/javascript,process.exit(1)");
    await expect(lintInParallel(dead, data, new Work(), 3)).rejects.toThrow("threads do nothing but die: a worker");
    const missing = new URL("file:///no/such/script.mjs");
    await expect(lintInParallel(missing, data, new Work(), 3)).rejects.toThrow("Cannot find module");
  });

  it("does not wait for ever when nobody has work", async () => {
    const work = new Work();
    work.nextBatch = () => null;
    await expect(lintInParallel(script(ANSWER), data, work, 3)).rejects.toThrow("wait for each other");
  });

  it("has nothing to do, and more threads than work", async () => {
    const none = new Work();
    for (const path of paths) none.outcomes.set(path, null);
    await lintInParallel(script(ANSWER), data, none, 4);
    const work = new Work();
    await lintInParallel(script(ANSWER), data, work, 60);
    expect(work.outcomes.size).toBe(paths.length);
  });

  it("passes a faulty configuration on", async () => {
    const faulty = script(`parentPort.postMessage({ kind: "configuration", source: "a.toml", problems: ["bad"] });`);
    await expect(lintInParallel(faulty, data, new Work(), 2)).rejects.toThrow(
      new ConfigurationError("a.toml", ["bad"]),
    );
  });
});

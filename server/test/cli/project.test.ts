/** Runs over projects: which files are seen through, whatever is named, on how many threads. */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { FileLinter, type FileOutcome } from "../../src/cli/lint-file.js";
import { ProjectLinter, TaskLink } from "../../src/cli/project-linter.js";
import { ProjectRun } from "../../src/cli/project-run.js";
import { Configuration } from "../../src/lint/configuration.js";
import { createLinter } from "../../src/lint/linter.js";
import { Linker } from "../../src/project/linker.js";
import { ModuleMap } from "../../src/project/modules.js";
import { FakeAnalysis } from "../project/fake-analysis.js";
import { Workplace } from "./support.js";

const MAKE = "def make(p):\n    return open(p)\n";
const LEAK = "from pkg import load\ndef f(p):\n    h = load(p)\n";

let workplace: Workplace;

beforeEach(() => {
  workplace = new Workplace();
  workplace.write("pyproject.toml", "");
  workplace.write("pkg/__init__.py", "from .io import *\n");
  workplace.write("pkg/io.py", `from . import low\n${MAKE}def load(p):\n    return low.through(p)\n`);
  workplace.write("pkg/low.py", "from . import io\ndef through(p):\n    return io.make(p)\n");
  workplace.write("app.py", LEAK);
});
afterEach(() => workplace.remove());

const task = () => ({ directory: workplace.directory, fix: false, diff: false, unsafe: false, withFixes: false });

async function linterWith(linker: Linker | undefined, run: ProjectRun): Promise<ProjectLinter> {
  const link = new TaskLink(new FakeAnalysis().analyze);
  const linter = await createLinter({ project: link });
  const files = new FileLinter(linter, new Configuration(linter.rules), task());
  const project = new ProjectLinter(files, builtinCatalogue(), link, linker ?? run.index.linker);
  await project.prepare();
  return project;
}

async function runOver(names: readonly string[]): Promise<ProjectRun> {
  const { rules } = await createLinter();
  const files = names.map((name) => `${workplace.directory}/${name}`);
  const parts = { configuration: new Configuration(rules), fallback: builtinCatalogue(), named: [], fixes: false };
  return new ProjectRun(files, parts);
}

const found = (outcomes: readonly FileOutcome[]) =>
  outcomes.map(({ path, file, errors }) => [
    path.slice(workplace.directory.length + 1),
    file?.findings.map(({ rule }) => rule) ?? [],
    errors,
  ]);

const ALL = ["app.py", "pkg/__init__.py", "pkg/io.py", "pkg/low.py"];
const EXPECTED = [["app.py", ["LK101"], []], ...ALL.slice(1).map((name) => [name, [], []])];

async function onOneThread(names: readonly string[]): Promise<readonly FileOutcome[]> {
  const run = await runOver(names);
  const linter = await linterWith(undefined, run);
  for (let next = run.nextTask(); next !== undefined; next = run.nextTask()) run.done(linter.run(next));
  expect(run.isFinished).toBe(true);
  return run.outcomes();
}

describe("a run over a project", () => {
  it("sees through what the named files import, named or not", async () => {
    expect(found(await onOneThread(ALL))).toEqual(EXPECTED);
    expect(found(await onOneThread(["app.py"]))).toEqual(EXPECTED.slice(0, 1));
    expect(found(await onOneThread([...ALL].reverse()))).toEqual([...EXPECTED].reverse());
  });

  it("comes to the same on threads that share nothing", async () => {
    const run = await runOver(ALL);
    const linters = await Promise.all([0, 1].map(() => linterWith(new Linker(new ModuleMap()), run)));
    for (let turn = 0; !run.isFinished; turn++) {
      if (turn > 100) throw new Error("the run came to a standstill");
      const batch = structuredClone(run.nextBatch(turn % 2, 2));
      const linter = linters[turn % 2];
      if (batch === null || linter === undefined) continue;
      for (const summary of batch.updates) linter.linker.set(summary);
      for (const one of batch.tasks) run.done(structuredClone(linter.run(one)));
    }
    expect(found(run.outcomes())).toEqual(EXPECTED);
  });

  it("goes on where a file cannot be read, or is gone", async () => {
    workplace.write("pkg/low.py", new Uint8Array([0xff, 0xfe, 0x00]));
    const outcomes = await onOneThread(["app.py", "pkg/low.py", "gone.py"]);
    expect(outcomes[0]?.file).toBeNull();
    expect(outcomes[1]?.errors).toHaveLength(1);
    expect(outcomes[2]?.errors).toEqual(["cannot be read: no such file or directory"]);
  });
});

describe("the command", () => {
  const helpers = "def load(p):\n    return open(p)\n";
  const app = "from helpers import load\n\n\ndef f(p):\n    h = load(p)\n    return len(h.read())\n";

  beforeEach(() => {
    workplace.write("src/helpers.py", helpers);
    workplace.write("use.py", app);
  });

  it("reports in a named file what another one leads to", async () => {
    const { out, status } = await workplace.run(["check", "use.py", "--format", "concise"]);
    expect(out).toContain("use.py:5:9: warning LK101");
    expect(status).toBe(1);
  });

  it("reports the same from standard input, and in a run over all", async () => {
    const alone = await workplace.run(["check", "-", "--stdin-filename", "use.py", "--format", "concise"], app);
    expect(alone.out).toContain("use.py:5:9: warning LK101");
    const all = await workplace.run(["check", "--format", "concise"]);
    expect(all.out).toContain("use.py:5:9: warning LK101");
  });

  it("fixes it", async () => {
    const { status } = await workplace.run(["check", "use.py", "--fix"]);
    expect(status).toBe(0);
    expect(readFileSync(`${workplace.directory}/use.py`, "utf8")).toContain("with load(p) as h:");
  });
});

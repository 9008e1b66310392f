/** What applies to a file in the editor: the project's configuration, the editor's settings over it, and excludes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Core } from "../../src/lsp/core.js";
import { loadLocalCore } from "../../src/lsp/local-core.js";
import { defaultEditorSettings as defaults, type EditorSettings } from "../../src/lsp/settings.js";

let root: string;
let core: Core;

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), "leaklint-core-"));
  core = await loadLocalCore();
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Level of a rule for a file of the workspace; null where the file is not linted. */
function level(name: string, rule: string, editor: Partial<EditorSettings> = {}): string | null | undefined {
  const { settings } = core.resolve(path.join(root, name), root, { ...defaults, ...editor });
  return settings === null ? null : settings.levels.get(rule);
}

describe("settings", () => {
  test("the nearest configuration file holds, in a workspace of several projects too", () => {
    write("leaklint.toml", 'levels = { LK101 = "error" }');
    write("inner/pyproject.toml", '[tool.leaklint]\nignore = ["LK101"]');
    expect(level("a.py", "LK101")).toBe("error");
    expect(level("inner/a.py", "LK101")).toBe("off");
  });

  test("the editor's levels win, and what it ignores adds to what the project ignores", () => {
    write("leaklint.toml", 'ignore = ["LK102"]\nlevels = { LK101 = "error" }');
    expect(level("a.py", "LK101", { levels: { LK101: "hint" } })).toBe("hint");
    expect(level("a.py", "LK101", { ignore: ["unclosed-resource"] })).toBe("off");
    expect(level("a.py", "LK102", { ignore: ["LK101"] })).toBe("off");
    expect(level("a.py", "LK103", { ignore: ["LK101"] })).toBe("warning");
  });

  test("what the editor selects is all that runs", () => {
    expect(level("a.py", "LK101", { select: ["LK103"] })).toBe("off");
    expect(level("a.py", "LK103", { select: ["LK103"] })).toBe("warning");
  });

  test("a configuration file named in the editor takes the place of the nearest", () => {
    write("leaklint.toml", 'levels = { LK101 = "error" }');
    write("other/strict.toml", 'levels = { LK101 = "hint" }');
    expect(level("a.py", "LK101", { configPath: "other/strict.toml" })).toBe("hint");
  });

  test("changes are seen after forget", () => {
    expect(level("a.py", "LK101")).toBe("warning");
    write("leaklint.toml", 'levels = { LK101 = "error" }');
    core.forget();
    expect(level("a.py", "LK101")).toBe("error");
  });
});

describe("mistakes", () => {
  test("a faulty file is named, and what held before still holds", () => {
    const config = write("leaklint.toml", 'levels = { LK101 = "error" }');
    expect(level("a.py", "LK101")).toBe("error");
    write("leaklint.toml", "levels = {");
    core.forget();
    const { problem } = core.resolve(path.join(root, "a.py"), root, defaults);
    expect(problem?.path).toBe(config);
    expect(level("a.py", "LK101")).toBe("error");
  });

  test("a file that was faulty from the beginning leaves the defaults", () => {
    write("leaklint.toml", "selct = []");
    expect(level("a.py", "LK101")).toBe("warning");
    expect(core.resolve(path.join(root, "a.py"), root, defaults).problem?.message).toContain("'selct'");
  });

  test("a rule that does not exist in the editor's settings is told, and the project's settings hold", () => {
    write("leaklint.toml", 'levels = { LK101 = "error" }');
    const editor = { ...defaults, levels: { LK999: "off" as const } };
    const { problem, settings } = core.resolve(path.join(root, "a.py"), root, editor);
    expect(problem).toMatchObject({ path: null, message: expect.stringContaining("LK999") });
    expect(settings?.levels.get("LK101")).toBe("error");
  });
});

describe("files that are not linted", () => {
  test.each([
    ["venv/lib/python3.12/site-packages/a.py"],
    ["node_modules/a/b.py"],
    [".hidden/a.py"],
    ["generated/a.py"],
    ["ignored.py"],
    ["env/a.py"],
  ])("%s", (name) => {
    mkdirSync(path.join(root, ".git"));
    write(".gitignore", "ignored.py\n");
    write("leaklint.toml", 'extend-exclude = ["generated"]');
    write("env/pyvenv.cfg", "");
    write(name, "");
    expect(level(name, "LK101")).toBeNull();
  });

  test("what the editor excludes adds to what the project excludes", async () => {
    write("leaklint.toml", 'extend-exclude = ["generated"]');
    for (const name of ["generated/a.py", "vendor/deep/b.py", "c.py"]) write(name, "");
    const editor = { ...defaults, exclude: ["vendor"] };
    expect(level("generated/a.py", "LK101", editor)).toBeNull();
    expect(level("vendor/deep/b.py", "LK101", editor)).toBeNull();
    expect(level("c.py", "LK101", editor)).toBe("warning");
    expect(await core.discover(root, editor)).toEqual([path.join(root, "c.py")]);
  });

  test.each([
    ["/usr/lib/python3/dist-packages/yaml/loader.py", null],
    ["/usr/lib/python3.12/json/decoder.py", null],
    ["/home/user/.venv/lib/python3.12/site-packages/a.py", null],
    ["/home/user/build/mine.py", "warning"],
  ])("outside of the workspace: %s", (file, expected) => {
    const { settings } = core.resolve(file, undefined, defaults);
    expect(settings?.levels.get("LK101") ?? null).toBe(expected);
  });
});

describe("reading", () => {
  test("a byte order mark is no part of the text", async () => {
    expect(await core.read(write("a.py", "\uFEFFx = 1\n"))).toEqual({ text: "x = 1\n" });
  });

  test("a file that cannot be read says why", async () => {
    expect(await core.read(path.join(root, "none.py"))).toEqual({ error: expect.stringContaining("no such file") });
  });
});

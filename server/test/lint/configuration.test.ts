import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Configuration, type ConfigurationOptions } from "../../src/lint/configuration.js";
import { ConfigurationError, settingsJsonSchema } from "../../src/lint/settings.js";
import { wordRule } from "./fakes.js";

const rules = [
  wordRule("LK101", "leak", { name: "unclosed-resource" }),
  wordRule("LK102", "spill"),
  wordRule("LK601", "slow", { level: "hint" }),
];

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "leaklint-test-")));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function levelsOf(name: string, options: ConfigurationOptions = {}): Record<string, string> {
  const { levels } = new Configuration(rules, { root, ...options }).settingsFor(path.join(root, name));
  return Object.fromEntries(levels);
}

function problemOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message.replaceAll(`${root}/`, "");
  }
  throw new Error("no error");
}

const ALL_ON = { LK101: "warning", LK102: "warning", LK601: "hint" };

describe("the configuration file", () => {
  it("is the nearest of leaklint.toml and a pyproject.toml that mentions leaklint", () => {
    write("leaklint.toml", 'ignore = ["LK101"]');
    write("a/pyproject.toml", '[tool.leaklint]\nignore = ["LK102"]');
    write("a/b/pyproject.toml", '[tool.other]\nx = 1\n[project]\nname = "leaklint-user"');
    write("a/b/c/leaklint.toml", "");
    write("a/b/c/pyproject.toml", '[tool.leaklint]\nignore = ["ALL"]');
    expect(levelsOf("x.py")).toEqual({ ...ALL_ON, LK101: "off" });
    expect(levelsOf("a/x.py")).toEqual({ ...ALL_ON, LK102: "off" });
    expect(levelsOf("a/b/x.py")).toEqual({ ...ALL_ON, LK102: "off" });
    expect(levelsOf("a/b/c/d/x.py")).toEqual(ALL_ON);
    expect(new Configuration(rules).sourceOf(path.join(root, "a/b/x.py"))).toBe(path.join(root, "a/pyproject.toml"));
  });

  it("is not read when isolated, and is the given one where one is given", () => {
    write("leaklint.toml", 'ignore = ["LK101"]');
    const other = write("other/settings.toml", 'ignore = ["LK102"]');
    expect(levelsOf("x.py", { isolated: true })).toEqual(ALL_ON);
    expect(levelsOf("x.py", { file: other })).toEqual({ ...ALL_ON, LK102: "off" });
    expect(problemOf(() => levelsOf("x.py", { file: path.join(root, "no.toml") }))).toMatch(/^no.toml: cannot be read/);
  });

  it("is remembered until forgotten", () => {
    const file = write("leaklint.toml", 'ignore = ["LK101"]');
    const configuration = new Configuration(rules);
    const python = path.join(root, "x.py");
    const first = configuration.settingsFor(python);
    writeFileSync(file, "");
    expect(configuration.settingsFor(python)).toBe(first);
    configuration.forget();
    expect(configuration.settingsFor(python).levels.get("LK101")).toBe("warning");
    expect(configuration.settingsFor(python).key).not.toBe(first.key);
  });
});

describe("selection", () => {
  it.each([
    ['select = ["LK101"]', { LK101: "warning", LK102: "off", LK601: "off" }],
    ['select = ["resource"]', { LK101: "warning", LK102: "warning", LK601: "off" }],
    ['select = ["unclosed-resource"]\nextend-select = ["memory"]', { LK101: "warning", LK102: "off", LK601: "hint" }],
    ['ignore = ["ALL"]\nselect = ["resource"]', { LK101: "warning", LK102: "warning", LK601: "off" }],
    ['ignore = ["resource"]\nselect = ["ALL", "lk101"]', { LK101: "warning", LK102: "off", LK601: "hint" }],
    ['select = ["LK101"]\nignore = ["LK101"]', { LK101: "off", LK102: "off", LK601: "off" }],
    ['[levels]\nresource = "error"\nLK102 = "off"', { LK101: "error", LK102: "off", LK601: "hint" }],
    ['[levels]\nLK102 = "hint"\nresource = "error"', { LK101: "error", LK102: "hint", LK601: "hint" }],
  ])("%s", (toml, expected) => {
    write("leaklint.toml", toml);
    expect(levelsOf("x.py")).toEqual(expected);
  });

  it("of the host comes on top", () => {
    write("leaklint.toml", 'ignore = ["LK101"]\n[levels]\nLK102 = "error"');
    expect(levelsOf("x.py", { overrides: { ignore: ["LK601"] } })).toEqual({
      LK101: "off",
      LK102: "error",
      LK601: "off",
    });
    expect(levelsOf("x.py", { overrides: { select: ["LK101", "LK102"] } })).toEqual({
      LK101: "warning",
      LK102: "error",
      LK601: "off",
    });
    expect(levelsOf("x.py", { overrides: { levels: { LK601: "warning" } } }).LK601).toBe("warning");
  });

  it("can differ by file", () => {
    write(
      "a/leaklint.toml",
      '[per-file-ignores]\n"tests" = ["resource"]\n"gen/*.py" = ["LK101"]\n"old_*.py" = ["ALL"]',
    );
    const resource = { ...ALL_ON, LK101: "off", LK102: "off" };
    expect(levelsOf("a/tests/deep/x.py")).toEqual(resource);
    expect(levelsOf("a/b/tests/x.py")).toEqual(resource);
    expect(levelsOf("a/gen/x.py")).toEqual({ ...ALL_ON, LK101: "off" });
    expect(levelsOf("a/b/gen/x.py")).toEqual(ALL_ON);
    expect(levelsOf("a/b/old_x.py")).toEqual({ LK101: "off", LK102: "off", LK601: "off" });
    expect(levelsOf("a/x.py")).toEqual(ALL_ON);
  });
});

describe("mistakes are named with file, key and the nearest valid name", () => {
  it.each([
    ['selct = ["LK101"]', "leaklint.toml: unknown setting 'selct'; did you mean 'select'?"],
    ['select = ["LK110"]', "leaklint.toml: unknown rule 'LK110' in 'select'; did you mean 'LK101'?"],
    [
      'ignore = ["unclosed-resorce"]',
      "leaklint.toml: unknown rule 'unclosed-resorce' in 'ignore'; did you mean 'unclosed-resource'?",
    ],
    ['[levels]\nresourc = "off"', "leaklint.toml: unknown rule 'resourc' in 'levels'; did you mean 'resource'?"],
    ['[levels]\nLK101 = "warn"', "leaklint.toml: 'levels.LK101' cannot be \"warn\"; did you mean 'warning'?"],
    ['fail-on = "waning"', "leaklint.toml: 'fail-on' cannot be \"waning\"; did you mean 'warning'?"],
    ['select = "LK101"', "leaklint.toml: 'select' must be a list, not \"LK101\""],
    ['respect-gitignore = "yes"', "leaklint.toml: 'respect-gitignore' must be true or false, not \"yes\""],
    [
      '[per-file-ignores]\n"a.py" = ["LK9"]',
      "leaklint.toml: unknown rule 'LK9' in 'per-file-ignores.\"a.py\"'; 'leaklint rules' lists them all",
    ],
    ['catalogue = ["none.json"]', "none.json: catalogue file cannot be read: no such file or directory"],
    ["catalogue = 3", "leaklint.toml: 'catalogue' must be a list of files or a table of entries"],
    ["[catalogue]\ntipes = {}", "leaklint.toml: unknown setting 'catalogue.tipes'"],
    ["select = [", "leaklint.toml: is not valid TOML"],
  ])("%s", (toml, expected) => {
    write("leaklint.toml", toml);
    expect(problemOf(() => levelsOf("x.py"))).toContain(expected);
  });

  it("in pyproject.toml, with the whole key", () => {
    write("pyproject.toml", '[tool.leaklint]\nselct = []\nfail-on = "never"');
    expect(
      problemOf(() => levelsOf("x.py"))
        .split("\n")
        .sort(),
    ).toEqual([
      "pyproject.toml: 'tool.leaklint.fail-on' cannot be \"never\"; it is one of error, warning, information, hint",
      "pyproject.toml: unknown setting 'tool.leaklint.selct'; did you mean 'select'?",
    ]);
  });

  it("of the host, too", () => {
    const build = (overrides: unknown) => new Configuration(rules, { overrides, overridesSource: "command line" });
    expect(problemOf(() => build({ select: ["LK1O1"] }))).toBe(
      "command line: unknown rule 'LK1O1' in 'select'; did you mean 'LK101'?",
    );
  });
});

describe("the user's own catalogue", () => {
  const entries = {
    types: { gadget: { noun: "gadget", resource: { release: ["shut"], with: "none" } } },
    callables: { "acme.connect": { returns: "gadget" } },
  };

  it("comes from files beside the configuration, or stands in it", () => {
    write("leaklint.toml", 'catalogue = ["acme.json"]');
    write("acme.json", JSON.stringify(entries));
    write("inline/pyproject.toml", '[tool.leaklint.catalogue.callables."acme.file"]\nreturns = "file"');
    const configuration = new Configuration(rules);
    const own = configuration.settingsFor(path.join(root, "x.py"));
    expect(own.catalogue?.callable("acme.connect")).toEqual({ returns: "gadget" });
    expect(own.catalogue?.callable("builtins.open")).toBeDefined();
    const inline = configuration.settingsFor(path.join(root, "inline/x.py"));
    expect(inline.catalogue?.callable("acme.file")).toEqual({ returns: "file" });
    expect(inline.key).not.toBe(own.key);
  });

  it("is checked", () => {
    write("leaklint.toml", 'catalogue = ["acme.json"]');
    write("acme.json", '{"callables": {"acme.connect": {"returns": "no such type"}}}');
    expect(problemOf(() => levelsOf("x.py"))).toBe(
      "acme.json: catalogue entry callables.acme.connect.returns: there is no type no such type",
    );
  });
});

describe("the JSON schema", () => {
  it("describes every setting", () => {
    const schema = settingsJsonSchema() as { properties: Record<string, { description?: string }> };
    expect(Object.keys(schema.properties)).toContain("per-file-ignores");
    for (const property of Object.values(schema.properties)) expect(property.description).toMatch(/\w/);
  });
});

describe("advice, off by default", () => {
  const advised = [
    wordRule("LK101", "leak", { name: "unclosed-resource" }),
    wordRule("LK601", "slow", { level: "hint", optIn: true }),
    wordRule("LK602", "list", { level: "hint", optIn: true }),
  ];
  const on = (overrides: object): string[] => {
    const { levels } = new Configuration(advised, { root, overrides }).settingsFor(path.join(root, "x.py"));
    return [...levels].filter(([, level]) => level !== "off").map(([rule, level]) => `${rule} ${level}`);
  };

  it("is switched on by its family, its id, its name and ALL", () => {
    expect(on({})).toEqual(["LK101 warning"]);
    expect(on({ select: ["memory"] })).toEqual(["LK601 hint", "LK602 hint"]);
    expect(on({ select: ["LK602"] })).toEqual(["LK602 hint"]);
    expect(on({ "extend-select": ["memory"] })).toEqual(["LK101 warning", "LK601 hint", "LK602 hint"]);
    expect(on({ select: ["ALL"] })).toEqual(["LK101 warning", "LK601 hint", "LK602 hint"]);
    expect(on({ select: ["memory"], ignore: ["LK601"] })).toEqual(["LK602 hint"]);
  });

  it("is switched on by a level of its own, but not against a selection", () => {
    expect(on({ levels: { LK601: "warning" } })).toEqual(["LK101 warning", "LK601 warning"]);
    expect(on({ levels: { memory: "information", LK602: "off" } })).toEqual(["LK101 warning", "LK601 information"]);
    expect(on({ levels: { LK601: "warning" }, select: ["resource"] })).toEqual(["LK101 warning"]);
    expect(on({ levels: { LK601: "warning" }, ignore: ["LK601"] })).toEqual(["LK101 warning"]);
  });
});

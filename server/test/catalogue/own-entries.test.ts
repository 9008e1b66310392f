/** A project that tells leaklint of its own library in its configuration, from the files to the findings. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Configuration } from "../../src/lint/configuration.js";
import { createLinter } from "../../src/lint/linter.js";
import { ConfigurationError } from "../../src/lint/settings.js";

const root = mkdtempSync(path.join(tmpdir(), "leaklint-own-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const linter = await createLinter({});

function write(name: string, text: string): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** `LINE RULE` of all warnings in a file, with the configuration nearest to it. */
function warnings(file: string): string[] {
  const settings = new Configuration(linter.rules).settingsFor(file);
  const report = linter.lint(file, readFileSync(file, "utf8"), settings);
  return report.findings
    .filter(({ level }) => level === "warning")
    .map(({ rule, range }) => `${report.lines.lineAt(range.start) + 1} ${rule}`);
}

const PROGRAM = `from acme.pool import lend, adopt, end, look

def forgotten(key):
    lease = lend(key)
    print(look(lease))

def given_back(key):
    lease = lend(key)
    try:
        look(lease)
    finally:
        lease.give_back()

def ended(key):
    lease = lend(key)
    end(lease)

def adopted(key):
    lease = lend(key)
    adopt(lease)

def entered(key):
    with lend(key) as lease:
        look(lease)

def nameless(key):
    return look(lend(key))

def nothing_lent(key):
    lease = lend(key, dry=True)
    look(lease)
`;

const JSON_ENTRIES = {
  types: { lease: { noun: "lease", resource: { release: ["give_back"], with: "release" } } },
  callables: {
    "acme.pool.lend": {
      parameters: ["key", "dry"],
      returns: "lease",
      unless: [{ parameter: "dry", is: "True" }],
    },
    "acme.pool.adopt": { parameters: ["lease"], effects: { lease: "take" } },
    "acme.pool.end": { parameters: ["lease"], effects: { lease: "release" } },
    "acme.pool.look": { parameters: ["lease"] },
  },
};

const TOML_ENTRIES = `
[types.lease]
noun = "lease"
resource = { release = ["give_back"], with = "release" }

[callables]
"acme.pool.lend" = { parameters = ["key", "dry"], returns = "lease", unless = [{ parameter = "dry", is = "True" }] }
"acme.pool.adopt" = { parameters = ["lease"], effects = { lease = "take" } }
"acme.pool.end" = { parameters = ["lease"], effects = { lease = "release" } }
"acme.pool.look" = { parameters = ["lease"] }
`;

describe("a project's own entries", () => {
  it("are unknown without the configuration: silence", () => {
    expect(warnings(write("plain/app.py", PROGRAM))).toEqual([]);
  });

  it.each([
    ["leaklint.toml", 'catalogue = ["acme.json"]\n', "acme.json", JSON.stringify(JSON_ENTRIES)],
    ["pyproject.toml", '[tool.leaklint]\ncatalogue = ["leaks/acme.toml"]\n', "leaks/acme.toml", TOML_ENTRIES],
  ])("named in %s say what is lent, what ends it and what takes it over", (config, settings, entries, text) => {
    const project = config.replace(".", "-");
    write(`${project}/${config}`, settings);
    write(`${project}/${entries}`, text);
    expect(warnings(write(`${project}/src/app.py`, PROGRAM))).toEqual(["4 LK101", "27 LK103"]);
  });

  it("leave the built-in ones in force", () => {
    write("beside/leaklint.toml", 'catalogue = ["acme.json"]\n');
    write("beside/acme.json", JSON.stringify(JSON_ENTRIES));
    const file = write("beside/app.py", "def f(p):\n    f = open(p)\n    print(f.read())\n");
    expect(warnings(file)).toEqual(["2 LK101"]);
  });

  it.each([
    ["an entry that names no type", { callables: { "acme.lend": { returns: "lease" } } }, "callables.acme.lend"],
    ["a key that does not exist", { callables: { "acme.lend": { return: "file" } } }, "callables.acme.lend"],
  ])("with %s are refused, and the entry is named", (_what, entries, place) => {
    const project = `bad-${place.length}-${Object.keys(entries.callables["acme.lend"])[0]}`;
    write(`${project}/leaklint.toml`, 'catalogue = ["acme.json"]\n');
    write(`${project}/acme.json`, JSON.stringify(entries));
    const file = write(`${project}/app.py`, "");
    expect(() => warnings(file)).toThrow(ConfigurationError);
    expect(() => warnings(file)).toThrow(place);
  });
});

/** The code blocks of a language in a page of the documentation, below a heading. */
function blocks(page: string, heading: string, language: string): string[] {
  const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), "utf8");
  const [, below = ""] = text.split(`## ${heading}\n`);
  const [section = ""] = below.split("\n## ");
  return [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, code]) => code ?? "");
}

describe("the documentation's example", () => {
  const HEADING = "Teaching leaklint your own resources";
  const [entries = ""] = blocks("configuration.md", HEADING, "toml");
  const [program = ""] = blocks("configuration.md", HEADING, "python");
  /** `LINE RULE` as the comments of the program say. */
  const promised = program.split("\n").flatMap((line, index) => {
    const rule = /# (LK\d{3}):/.exec(line)?.[1];
    return rule === undefined ? [] : [`${index + 1} ${rule}`];
  });

  it.each([
    ["leaklint.toml", entries],
    ["pyproject.toml", entries.replaceAll("[catalogue.", "[tool.leaklint.catalogue.")],
  ])("in %s finds what it promises, and no more", (config, text) => {
    const project = `documented-${config.replace(".", "-")}`;
    write(`${project}/${config}`, text);
    expect(promised).toHaveLength(2);
    expect(warnings(write(`${project}/app.py`, program))).toEqual(promised);
  });

  it("is not understood without the entries", () => {
    expect(warnings(write("undocumented/app.py", program))).toEqual([]);
  });
});

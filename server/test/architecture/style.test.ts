import { describe, expect, it } from "vitest";
import { allRules } from "../../src/rules/registry.js";
import { filesBelow, sourceOf } from "./sources.js";

const LONGEST_FILE = 500;

const written = ["server/src", "server/test", "client/src", "scripts"].flatMap((directory) =>
  filesBelow(directory, /\.(ts|mjs|cjs|js)$/),
);

describe("hand-written sources", () => {
  it(`have at most ${LONGEST_FILE} lines each`, () => {
    const long = written
      .map((file) => ({ file, lines: sourceOf(file).split("\n").length - 1 }))
      .filter(({ lines }) => lines > LONGEST_FILE);
    expect(written.length).toBeGreaterThan(10);
    expect(long).toEqual([]);
  });

  it("explain every exported function and class of server/src", () => {
    const silent = filesBelow("server/src", /\.ts$/).flatMap((file) =>
      undocumented(sourceOf(file)).map((name) => `${file}: ${name}`),
    );
    expect(silent).toEqual([]);
  });

  it("do not use `any` or silence the type checker", () => {
    const escapes = filesBelow("server/src", /\.ts$/).filter((file) =>
      /@ts-ignore|@ts-nocheck|\bas any\b|:\s*any\b/.test(withoutText(sourceOf(file))),
    );
    expect(escapes).toEqual([]);
  });
});

describe("rules", () => {
  const files = filesBelow("server/src/rules", /^lk\d+.*\.ts$/);

  it("have one file each, named after the id, and stand in the registry", () => {
    const defined = files.map((file) => ({
      file,
      ids: [...sourceOf(file).matchAll(/^ {2}id: "(LK\d+)"/gm)].map((m) => m[1]),
    }));
    for (const { file, ids } of defined) {
      expect(ids, file).toHaveLength(1);
      expect(file.split("/").at(-1)).toMatch(new RegExp(`^${ids[0]?.toLowerCase()}\\b`));
    }
    expect(defined.flatMap(({ ids }) => ids).sort()).toEqual(allRules.map((rule) => rule.id).sort());
  });
});

/** Exported functions and classes with no documentation comment right above them. */
function undocumented(text: string): string[] {
  const lines = text.split("\n");
  const names: string[] = [];
  lines.forEach((line, index) => {
    const match = /^export (?:declare )?(?:default )?(?:async )?(?:abstract )?(?:function\*?|class) (\w+)/.exec(line);
    if (match === null) return;
    let above = index - 1;
    // Overloads share the comment of the first; a linter directive may stand between.
    while (/^(export (?:async )?function .*;|\/\/ .*)$/.test(lines[above] ?? "")) above--;
    if (!(lines[above] ?? "").trimEnd().endsWith("*/")) names.push(match[1] ?? "");
  });
  return names;
}

/** The code without comments and string literals, roughly. */
function withoutText(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\/\/.*$/gm, "")
    .replaceAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, '""');
}

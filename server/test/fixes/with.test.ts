import { beforeAll, describe, expect, it } from "vitest";
import { withFix } from "../../src/rules/resource/fixes/with.js";
import { loadParser, type PythonParser } from "../../src/syntax/parser.js";
import { firstRequest, fixed } from "./support.js";
import { fixable, unfixable } from "./with-cases.js";

let parser: PythonParser;
beforeAll(async () => {
  parser = await loadParser();
});

describe("the 'with' fix", () => {
  it.each(fixable)("$title", ({ before, after, callee = "open", type = "file", name }) => {
    const fix = withFix(firstRequest(parser, before, callee, type, name));
    expect(fixed(before, fix)).toBe(after);
    expect(parser.parse(after).problems).toEqual([]);
    expect(fix?.title).toMatch(/^(Use|Call) '/);
  });

  it.each(unfixable)("offers nothing: $title", ({ before, callee = "open", type = "file", name }) => {
    const fix = withFix(firstRequest(parser, before, callee, type, name));
    expect(fixed(before, fix)).toBeNull();
  });

  it("believes whoever knows that a call only borrows", () => {
    const before = "def f(p):\n    s = open(p)\n    parse(s)\n    done()\n";
    const request = firstRequest(parser, before, "open", "file");
    expect(withFix(request)).toBeNull();
    const fix = withFix({ ...request, borrows: () => true });
    expect(fixed(before, fix)).toBe("def f(p):\n    with open(p) as s:\n        parse(s)\n    done()\n");
  });

  const hasText = (source: string): boolean => /"""|'''/.test(source);

  it.each(fixable)("is the same with CRLF: $title", ({ before, after, callee = "open", type = "file", name }) => {
    const crlf = (source: string): string => source.replace(/\r?\n/g, "\r\n");
    const fix = withFix(firstRequest(parser, crlf(before), callee, type, name));
    expect(fixed(crlf(before), fix)).toBe(crlf(after));
  });

  // Tabs do not align.
  const indents = fixable.filter(({ title }) => !title.includes("aligned"));
  it.each(indents.filter(({ before }) => !hasText(before) && /^ {4}/m.test(before) && !/^ {2}\S/m.test(before)))(
    "is the same with tabs: $title",
    ({ before, after, callee = "open", type = "file", name }) => {
      const tabs = (source: string): string =>
        source.replace(/^(?: {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4));
      const fix = withFix(firstRequest(parser, tabs(before), callee, type, name));
      expect(fixed(tabs(before), fix)).toBe(tabs(after));
    },
  );

  it.each(fixable.filter(({ before }) => before.startsWith("def ") && !hasText(before)))(
    "is the same in a method: $title",
    ({ before, after, callee = "open", type = "file", name }) => {
      const unit = /^([ \t]+)\S/m.exec(before)?.[1] ?? "    ";
      const nested = (source: string): string => `class Nested:\n${source.replace(/^(?=[^\r\n])/gm, unit)}`;
      const fix = withFix(firstRequest(parser, nested(before), callee, type, name));
      expect(fixed(nested(before), fix)).toBe(nested(after));
    },
  );
});

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
});

import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { allRules, findRule } from "../../src/rules/registry.js";
import { root } from "../architecture/sources.js";

const FAMILIES = ["leaklint", "resource", "cycle", "cache", "listener", "task", "memory", "runtime"];

describe("the registry", () => {
  it("is sorted and holds each id and name once", () => {
    const ids = allRules.map((rule) => rule.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(new Set(allRules.map((rule) => rule.name)).size).toBe(allRules.length);
  });

  it("finds a rule by id and by name", () => {
    expect(findRule("LK101")?.name).toBe("unclosed-resource");
    expect(findRule(" lk101 ")?.id).toBe("LK101");
    expect(findRule("unclosed-resource")?.id).toBe("LK101");
    expect(findRule("LK999")).toBeUndefined();
  });
});

describe.each(allRules)("$id $name", (rule) => {
  it("has an id of its family and a kebab-case name", () => {
    expect(rule.id).toMatch(/^LK\d{3}$/);
    expect(rule.name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(rule.family).toBe(FAMILIES[Number(rule.id.charAt(2))]);
  });

  it("says in one sentence what it finds", () => {
    expect(rule.summary).toMatch(/^[A-Z].{15,110}[^.]$/);
  });

  it("is documented: an introduction, then sections", () => {
    expect(rule.documentation).toMatch(/^[A-Z]/);
    expect(rule.documentation.length).toBeGreaterThan(200);
    expect(rule.documentation).not.toMatch(/^# /m);
  });

  it("links only to pages that exist", () => {
    for (const [, link = ""] of rule.documentation.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect(existsSync(path.join(root, "docs/rules", link)), link).toBe(true);
    }
  });
});

describe.each(allRules.filter(({ family }) => family !== "leaklint"))("$id $name", (rule) => {
  it("has two examples at least, each a whole module", () => {
    expect(rule.examples.length).toBeGreaterThanOrEqual(2);
    for (const { bad, good } of rule.examples) {
      for (const source of [bad, good]) {
        expect(source).toMatch(/^def scenario\(tmp\):$/m);
        expect(source).toMatch(/^\S[\s\S]*[^\n]\n$/);
      }
      expect(bad).not.toBe(good);
    }
  });
});

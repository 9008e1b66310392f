import { describe, expect, it } from "vitest";
import { generatedFiles, outOfDate } from "../../../scripts/generate.js";
import { allRules } from "../../src/rules/registry.js";

describe("generated files", () => {
  it("are what 'npm run generate' writes", () => {
    expect(outOfDate()).toEqual([]);
  });

  it("hold a page for each rule", () => {
    const files = generatedFiles();
    for (const rule of allRules) expect(files.get(`docs/rules/${rule.id}.md`)).toContain(rule.name);
  });

  it("are missed when one differs", () => {
    const files = generatedFiles();
    files.set("docs/rules/README.md", "something else");
    expect(outOfDate(files)).toContain("docs/rules/README.md");
  });
});

import { describe, expect, it } from "vitest";
import { filesBelow, importsOf, sourceOf, target } from "./sources.js";

/** Each layer may import from itself and from those before it. */
const LAYERS = ["base", "syntax", "semantics", "catalogue", "analysis", "project", "rules", "lint", "report"];
const HOSTS = ["lsp", "cli"];

const files = filesBelow("server/src", /\.ts$/);
const edges = files.flatMap((file) =>
  importsOf(sourceOf(file)).map((specifier) => ({ file, specifier, to: target(file, specifier) })),
);

function layerOf(file: string): string {
  return file.split("/")[2] ?? "";
}

function rank(layer: string): number {
  return HOSTS.includes(layer) ? LAYERS.length : LAYERS.indexOf(layer);
}

describe("the layers of server/src", () => {
  it("are the known ones", () => {
    const unknown = files.filter((file) => rank(layerOf(file)) < 0);
    expect(files.length).toBeGreaterThan(10);
    expect(unknown).toEqual([]);
  });

  it("import nothing from a layer above", () => {
    const upward = edges.filter(
      ({ file, to }) => to?.startsWith("server/src/") && rank(layerOf(to)) > rank(layerOf(file)),
    );
    expect(upward).toEqual([]);
  });

  it("keep the two hosts apart", () => {
    const across = edges.filter(
      ({ file, to }) =>
        to !== undefined &&
        HOSTS.includes(layerOf(file)) &&
        HOSTS.includes(layerOf(to)) &&
        layerOf(file) !== layerOf(to),
    );
    expect(across).toEqual([]);
  });

  it("stay inside server/src", () => {
    const outside = edges.filter(
      ({ to }) => to !== undefined && !to.startsWith("server/src/") && !to.endsWith(".json"),
    );
    expect(outside).toEqual([]);
  });

  it("reach tree-sitter through syntax/parser.ts only", () => {
    const users = edges.filter(({ specifier }) => /^(web-)?tree-sitter/.test(specifier)).map(({ file }) => file);
    expect([...new Set(users)]).toEqual(["server/src/syntax/parser.ts"]);
  });

  it("have no cycle of imports", () => {
    expect(findCycle(edges)).toEqual([]);
  });
});

function findCycle(all: readonly { file: string; to: string | undefined }[]): string[] {
  const next = new Map<string, string[]>();
  for (const { file, to } of all) {
    if (to !== undefined) next.set(file, [...(next.get(file) ?? []), to]);
  }
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): string[] => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return [];
    trail.push(file);
    for (const one of next.get(file) ?? []) {
      const cycle = visit(one);
      if (cycle.length > 0) return cycle;
    }
    trail.pop();
    done.add(file);
    return [];
  };
  for (const file of next.keys()) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

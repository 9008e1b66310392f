import { describe, expect, it } from "vitest";
import { dot, mermaid, svg } from "../../src/report/graph.js";

const drawing = {
  nodes: [
    { id: "a", label: 'Node "x"', place: "a.py:1" },
    { id: "b", label: "list", place: "a.py:4" },
  ],
  edges: [
    { from: "a", to: "b", label: ".children", place: "a.py:4", marked: false },
    { from: "b", to: "a", label: "[...]", place: "a.py:7", marked: false },
    { from: "a", to: "a", label: ".parent", place: "a.py:3", marked: true },
  ],
};

describe("a drawing", () => {
  it("reads as DOT", () => {
    expect(dot(drawing)).toContain('"a" -> "a" [label=".parent", tooltip="a.py:3", color=');
    expect(dot(drawing)).toContain('[label="Node \\"x\\"", tooltip="a.py:1"]');
  });

  it("reads as Mermaid", () => {
    expect(mermaid(drawing).split("\n").slice(0, 4)).toEqual([
      "flowchart LR",
      '  n0("Node #quot;x#quot;")',
      '  n1("list")',
      '  n0 -->|".children"| n1',
    ]);
  });

  it("is a picture, with a place for whoever clicks", () => {
    const picture = svg(drawing);
    expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="[\d.]+" height="[\d.]+"/);
    expect(picture).toContain("Node &quot;x&quot;");
    expect(picture).not.toContain("NaN");
    expect(picture.match(/data-place="a\.py:3"/g)).toHaveLength(1);
    expect(svg({ nodes: [], edges: [] })).toMatch(/<\/svg>\n$/);
  });
});

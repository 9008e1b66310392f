import { afterEach, describe, expect, it } from "vitest";
import { scanImports } from "../../src/project/imports.js";
import { ModuleMap } from "../../src/project/modules.js";
import { Project } from "./support.js";

let project: Project;
afterEach(() => project.remove());

function layout(...files: string[]): ModuleMap {
  project = new Project(Object.fromEntries(files.map((file) => [file, ""])));
  return new ModuleMap();
}

const file = (map: ModuleMap, asker: string, name: string): string | undefined => {
  const [first = "", ...rest] = name.split(".");
  let node = map.top(project.path(asker), first);
  for (const part of rest) node = node === null ? null : map.child(node, part);
  return node?.file?.slice(project.root.length + 1);
};

describe("module names", () => {
  it("follow packages below the top of the project", () => {
    const map = layout("pyproject.toml", "pkg/__init__.py", "pkg/sub/__init__.py", "pkg/sub/io.py");
    expect(map.moduleName(project.path("pkg/sub/io.py"))).toBe("pkg.sub.io");
    expect(map.moduleName(project.path("pkg/sub/__init__.py"))).toBe("pkg.sub");
  });

  it("leave out src and lib, unless that would name two modules alike", () => {
    const map = layout("pyproject.toml", "src/pkg/__init__.py", "lib/tool.py", "src/other.py", "other.py");
    expect(map.moduleName(project.path("src/pkg/__init__.py"))).toBe("pkg");
    expect(map.moduleName(project.path("lib/tool.py"))).toBe("tool");
    expect(map.moduleName(project.path("src/other.py"))).toBe("src.other");
  });

  it("end at the outermost package where nothing marks a project", () => {
    const map = layout("a/b/pkg/__init__.py", "a/b/pkg/io.py", "a/b/script.py");
    expect(map.moduleName(project.path("a/b/pkg/io.py"))).toBe("pkg.io");
    expect(map.moduleName(project.path("a/b/script.py"))).toBe("script");
    expect(map.projectRoot(project.path("a/b/pkg/io.py"))).toBe(project.path("a/b"));
  });

  it("are not cut by a marker inside a package", () => {
    const map = layout("pkg/__init__.py", "pkg/inner/__init__.py", "pkg/inner/pyproject.toml", "pkg/inner/m.py");
    expect(map.moduleName(project.path("pkg/inner/m.py"))).toBe("pkg.inner.m");
  });

  it("take the named directory where nothing else marks the project", () => {
    layout("app/util.py", "tests/test_a.py");
    const map = new ModuleMap([project.root]);
    expect(map.moduleName(project.path("tests/test_a.py"))).toBe("tests.test_a");
    expect(file(map, "tests/test_a.py", "app.util")).toBe("app/util.py");
    expect(file(new ModuleMap(), "tests/test_a.py", "app.util")).toBeUndefined();
  });
});

describe("imports", () => {
  it("find packages beside the file, at the top and in src; regular ones before namespaces", () => {
    const map = layout(
      "pyproject.toml",
      "src/pkg/__init__.py",
      "src/pkg/io.py",
      "tests/test_io.py",
      "tests/helpers.py",
      "pkg/data.txt",
      "ns/part.py",
      "src/ns/other.py",
    );
    expect(file(map, "tests/test_io.py", "pkg.io")).toBe("src/pkg/io.py");
    expect(file(map, "tests/test_io.py", "helpers")).toBe("tests/helpers.py");
    expect(file(map, "tests/test_io.py", "ns.part")).toBe("ns/part.py");
    expect(file(map, "tests/test_io.py", "ns.other")).toBe("src/ns/other.py");
    expect(file(map, "src/pkg/io.py", "io")).toBeUndefined();
    expect(file(map, "tests/test_io.py", "missing")).toBeUndefined();
  });

  it("lead to files, not to the package around a sibling", () => {
    const map = layout("pyproject.toml", "pkg/__init__.py", "pkg/a.py", "pkg/b.py", "run.py");
    const lead = (asker: string, text: string) =>
      map.filesOf(project.path(asker), scanImports(text)).map((one) => one.slice(project.root.length + 1));
    expect(lead("pkg/a.py", "from . import b")).toEqual(["pkg/b.py"]);
    expect(lead("pkg/a.py", "from .b import thing")).toEqual(["pkg/b.py"]);
    expect(lead("pkg/a.py", "from . import thing")).toEqual(["pkg/__init__.py"]);
    expect(lead("run.py", "from pkg import b")).toEqual(["pkg/__init__.py", "pkg/b.py"]);
    expect(lead("run.py", "import pkg.b as c, os")).toEqual(["pkg/b.py"]);
    expect(lead("pkg/__init__.py", "from .a import *\nfrom . import pkg")).toEqual(["pkg/a.py"]);
  });
});

describe("the scan for imports", () => {
  it.each<[string, [string, string[]][]]>([
    [
      "import a.b as c, d",
      [
        ["a.b", []],
        ["d", []],
      ],
    ],
    ["\uFEFFimport a", [["a", []]]],
    ["x = 1; import a", [["a", []]]],
    ["if x: import a", [["a", []]]],
    ["from .a import b as c, d # e, f", [[".a", ["b", "d"]]]],
    ["from . import(x)", [[".", ["x"]]]],
    ["from .. a . b import *", [["..a.b", ["*"]]]],
    ["from a import (\n  b, # one, two\n  c as d,\n)", [["a", ["b", "c"]]]],
    ["from a \\\n  import b, \\\n  c", [["a", ["b", "c"]]]],
    ["def f():\r\n    from a import b\r\n", [["a", ["b"]]]],
    [
      "from a import b\rfrom c import d",
      [
        ["a", ["b"]],
        ["c", ["d"]],
      ],
    ],
    ["from größe import maß", [["größe", ["maß"]]]],
    ["important = reimport(1)\nimportlib.import_module(x)", []],
    ["# from a import b", []],
    ["from.a import*", [[".a", ["*"]]]],
    [
      "import a\\\r\n, b",
      [
        ["a", []],
        ["b", []],
      ],
    ],
  ])("of %j", (text, expected) => {
    project = new Project({});
    expect(scanImports(text).map(({ module, names }) => [module, names])).toEqual(expected);
  });

  it("comes to an end with a line that has none", () => {
    project = new Project({});
    const found = scanImports(`x = "${"import ".repeat(20_000)}"\nfrom a import (${"b, ".repeat(5000)}`);
    scanImports(`from ${" . ".repeat(20_000)}import`);
    scanImports("import a\\\n".repeat(5000));
    expect(found.length).toBeLessThan(10);
  });
});

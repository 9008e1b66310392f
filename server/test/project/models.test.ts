import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isForeign } from "../../src/base/text.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { Models } from "../../src/project/models.js";
import { ModuleMap } from "../../src/project/modules.js";
import { loadParser } from "../../src/syntax/parser.js";

const parser = await loadParser();

let directory: string;
let texts: Map<string, string>;
let models: Models;

beforeEach(() => {
  directory = realpathSync(mkdtempSync(path.join(tmpdir(), "leaklint-models-")));
  texts = new Map();
  models = new Models({
    map: new ModuleMap([directory]),
    parser,
    read: (file) => texts.get(file) ?? null,
    catalogueFor: () => builtinCatalogue(),
  });
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = path.join(directory, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  texts.set(file, text);
  return file;
}

test("a name is found where it is defined, through all that passes it on", () => {
  const app = write("pkg/app.py", "");
  write("pkg/__init__.py", "from .impl.core import Made as Given\nfrom .impl import *\n");
  write("pkg/impl/__init__.py", "from .core import *\n");
  const core = write("pkg/impl/core.py", "class Made:\n    pass\n\nvalue = Made()\n");
  const around = models.around(app);
  for (const [name, local] of [
    [".impl.core.Made", "Made"],
    ["pkg.Given", "Made"],
    [".Made", "Made"],
    ["pkg.impl.value", "value"],
  ]) {
    const found = around.find(name as string);
    expect([name, found?.name]).toEqual([name, local]);
    const cls = local === "Made" ? found?.model.classCalled("Made") : found?.model.inference.classOfGlobal("value");
    expect(cls?.name).toBe("Made");
    expect(isForeign(cls?.node ?? { start: 0, end: 0 })).toBe(true);
    expect(models.locate(cls?.node.name ?? { start: 0, end: 0 })).toEqual({
      path: core,
      range: { start: 6, end: 10 },
      region: { start: { line: 0, column: 6 }, end: { line: 0, column: 10 } },
    });
  }
  for (const name of ["os.path.join", "pkg", ".impl.core", "pkg.impl.missing", "pkg.Given.method", ""])
    expect([name, around.find(name)]).toEqual([name, null]);
});

test("files that pass a name round in a ring define it nowhere", () => {
  const app = write("app.py", "");
  write("a.py", "from b import Thing\n");
  write("b.py", "from a import Thing\n");
  expect(models.around(app).find("a.Thing")).toBeNull();
});

test("a place of the file itself lies in no other file, and a place of nobody nowhere", () => {
  const app = write("app.py", "x = 1\n");
  expect(models.around(app).modelAt({ start: 0, end: 1 })).toBeNull();
  expect(models.locate({ start: 0, end: 1 })).toBeNull();
  expect(models.filesOf([{ start: 3, end: 4 }])).toEqual([]);
});

test("who looked into a file, directly or not, is told when its code changes, and only then", () => {
  const app = write("app.py", "");
  const other = write("other.py", "");
  write("mid.py", "from low import Base\n\nclass Mid(Base):\n    pass\n");
  const low = write("low.py", "class Base:\n    pass\n");
  models.around(other);
  const mid = models.around(app).find("mid.Mid");
  expect(mid?.model.classCalled("Mid")?.mro.map(({ name }) => name)).toEqual(["Mid", "Base"]);
  models.changed(low);
  expect(models.outdated()).toEqual([]);

  texts.set(low, "# what it is\n\n\nclass Base:  # a base\n    pass\n");
  models.changed(low);
  expect(models.outdated()).toEqual([]);
  const again = models.around(app).find("low.Base")?.model.classCalled("Base");
  expect(models.locate(again?.node.name ?? { start: 0, end: 0 })?.region.start).toEqual({ line: 3, column: 6 });

  models.around(app).find("mid.Mid")?.model.classCalled("Mid")?.mro.at(-1);
  texts.set(low, "class Base:\n    text = '# no comment'\n");
  models.changed(low);
  expect(models.outdated()).toEqual([app]);
  expect(models.outdated()).toEqual([]);
  models.layoutChanged();
  expect(models.outdated()).toEqual([app]);
});

test("a file that is gone, or too long to be code, is not looked into", () => {
  const app = write("app.py", "");
  const gone = write("gone.py", "class Gone:\n    pass\n");
  write("long.py", `class Long:\n    pass\n${"#".repeat(700_000)}`);
  texts.delete(gone);
  const around = models.around(app);
  expect(around.find("gone.Gone")).toBeNull();
  expect(around.find("long.Long")).toBeNull();
});

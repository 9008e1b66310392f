import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readText } from "../../src/lint/source.js";
import { ModuleMap } from "../../src/project/modules.js";
import { Neighbours } from "../../src/project/neighbours.js";

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "leaklint-neighbours-"));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

function neighboursOf(files: Readonly<Record<string, string>>): Neighbours {
  write(files);
  return new Neighbours({ map: new ModuleMap([root]), read: readText });
}

const store = () => path.join(root, "pkg/store.py");
const CLEARS = ["call CACHE.clear"] as const;

it("a file that imports this one may refute", () => {
  const neighbours = neighboursOf({
    "pkg/__init__.py": "",
    "pkg/store.py": "CACHE = {}\n",
    "pkg/admin.py": "from pkg import store\nstore.CACHE.clear()\n",
  });
  expect(neighbours.refute(store(), CLEARS)).toBe(true);
  expect(neighbours.refute(store(), ["call CACHE.pop"])).toBe(false);
});

it("so may one that is imported, and one that both are connected with", () => {
  const neighbours = neighboursOf({
    "pkg/__init__.py": "",
    "pkg/store.py": "from . import tools\n",
    "pkg/tools.py": "",
    "pkg/other.py": "from .tools import x\ny.CACHE.clear()\n",
  });
  expect(neighbours.refute(store(), CLEARS)).toBe(true);
});

it("a file that has nothing to do with this one does not, nor does the file itself", () => {
  const neighbours = neighboursOf({
    "pkg/__init__.py": "",
    "pkg/store.py": "CACHE.clear()\n",
    "pkg/other.py": "import os\nCACHE.clear()\n",
  });
  expect(neighbours.refute(store(), CLEARS)).toBe(false);
});

it("tests refute only tests", () => {
  const neighbours = neighboursOf({
    "pkg/__init__.py": "",
    "pkg/store.py": "",
    "tests/test_store.py": "from pkg import store\nstore.CACHE.clear()\n",
    "tests/helper.py": "from pkg import store\n",
  });
  expect(neighbours.refute(store(), CLEARS)).toBe(false);
  expect(neighbours.refute(path.join(root, "tests/helper.py"), CLEARS)).toBe(true);
});

it("what changes is told, once, and the answers follow", () => {
  const neighbours = neighboursOf({
    "pkg/__init__.py": "",
    "pkg/store.py": "",
    "pkg/admin.py": "from pkg import store\n",
  });
  const admin = path.join(root, "pkg/admin.py");
  expect(neighbours.refute(store(), CLEARS)).toBe(false);
  expect(neighbours.outdated()).toEqual([]);
  write({ "pkg/admin.py": "from pkg import store\nstore.CACHE.clear()\n" });
  neighbours.changed(admin);
  expect(neighbours.outdated()).toEqual([store()]);
  expect(neighbours.outdated()).toEqual([]);
  expect(neighbours.refute(store(), CLEARS)).toBe(true);
  write({ "pkg/admin.py": "store.CACHE.clear()\n" });
  neighbours.changed(admin);
  expect(neighbours.outdated()).toEqual([store()]);
  expect(neighbours.refute(store(), CLEARS)).toBe(false);
  write({ "pkg/fresh.py": "import pkg.store\npkg.store.CACHE.clear()\n" });
  neighbours.changed(path.join(root, "pkg/fresh.py"));
  expect(neighbours.outdated()).toEqual([store()]);
  neighbours.parts.map.forget();
  neighbours.layoutChanged();
  expect(neighbours.refute(store(), CLEARS)).toBe(true);
});

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Configuration } from "../../src/lint/configuration.js";
import { discover, isExcluded } from "../../src/lint/discovery.js";
import { wordRule } from "./fakes.js";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "leaklint-test-")));
});
afterEach(() => rmSync(root, { recursive: true }));

function lay(...files: string[]): void {
  for (const one of files) {
    const [name = "", text = ""] = one.split("|");
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function found(...paths: string[]): string[] {
  const configuration = new Configuration([wordRule("LK101", "leak")]);
  const absolute = (paths.length === 0 ? ["."] : paths).map((one) => path.join(root, one));
  return [...discover(absolute, configuration)].map((one) => {
    const shown = path.relative(root, one.path);
    if (one.kind === "error") return `${shown}: ${one.message}`;
    if (paths.length === 0) expect(isExcluded(one.path, root, configuration)).toBe(false);
    return shown;
  });
}

describe("below a directory", () => {
  it("Python files are found, in a fixed order", () => {
    lay("b.py", "a.py", "c.pyw", "d.pyi", "e.txt", "sub/z.py", "sub/a.py", "a/x.py", "py");
    expect(found()).toEqual(["a/x.py", "a.py", "b.py", "c.pyw", "sub/a.py", "sub/z.py"]);
  });

  it("directories without source of the project's own are left out", () => {
    lay("a.py", ".hidden/a.py", "node_modules/a.py", "lib/site-packages/a.py", "build/a.py", "__pycache__/a.py");
    lay("env/pyvenv.cfg", "env/lib/a.py", "src/dist/a.py", "src/builder/a.py");
    expect(found()).toEqual(["a.py", "src/builder/a.py"]);
    const configuration = new Configuration([]);
    for (const name of [".hidden/a.py", "node_modules/a.py", "env/lib/a.py", "src/dist/a.py"]) {
      expect(isExcluded(path.join(root, name), root, configuration)).toBe(true);
    }
  });

  it("what exclude names is left out", () => {
    lay("leaklint.toml|exclude = ['gen', 'src/old_*.py', 'third/party/**']");
    lay("a.py", "gen/a.py", "src/gen/a.py", "src/old_a.py", "old_a.py", "third/party/a.py", "third/a.py", "build/a.py");
    expect(found()).toEqual(["a.py", "build/a.py", "old_a.py", "third/a.py"]);
  });

  it("extend-exclude adds to the defaults", () => {
    lay("leaklint.toml|extend-exclude = ['gen']", "a.py", "gen/a.py", "build/a.py");
    expect(found()).toEqual(["a.py"]);
  });

  it("what .gitignore names is left out, deeper files winning", () => {
    lay(".git/HEAD", ".gitignore|gen/\n*_pb2.py\n/top.py\n", "gen/a.py", "x_pb2.py", "top.py", "sub/top.py", "a.py");
    lay("sub/.gitignore|!y_pb2.py\nlocal.py\n", "sub/x_pb2.py", "sub/y_pb2.py", "sub/local.py", "sub/b.py");
    expect(found()).toEqual(["a.py", "sub/b.py", "sub/top.py", "sub/y_pb2.py"]);
    expect(found("sub")).toEqual(["sub/b.py", "sub/top.py", "sub/y_pb2.py"]);
    expect(isExcluded(path.join(root, "sub/local.py"), root, new Configuration([]))).toBe(true);
  });

  it("unless respect-gitignore is false", () => {
    lay(".git/HEAD", ".gitignore|gen/\n", "gen/a.py", "leaklint.toml|respect-gitignore = false");
    expect(found()).toEqual(["gen/a.py"]);
  });

  it("links to files are followed, links to directories are not", () => {
    lay("real/a.py", "real/loop.txt");
    symlinkSync(path.join(root, "real"), path.join(root, "real/loop"));
    symlinkSync(path.join(root, "real/a.py"), path.join(root, "link.py"));
    symlinkSync(path.join(root, "gone.py"), path.join(root, "broken.py"));
    expect(found()).toEqual(["link.py", "real/a.py"]);
  });
});

describe("a named path", () => {
  it("is linted whatever its name and place", () => {
    lay("script", ".hidden/a.py", "lib/site-packages/p/a.py", "lib/site-packages/p/.x/a.py", ".git/HEAD");
    lay("ignored/a.py", ".gitignore|ignored/\n");
    expect(found("script")).toEqual(["script"]);
    expect(found(".hidden/a.py")).toEqual([".hidden/a.py"]);
    expect(found(".hidden")).toEqual([".hidden/a.py"]);
    expect(found("lib/site-packages/p")).toEqual(["lib/site-packages/p/a.py"]);
    expect(found("lib/site-packages")).toEqual(["lib/site-packages/p/a.py"]);
    expect(found("ignored")).toEqual(["ignored/a.py"]);
  });

  it("that does not exist is an error, and the others are linted", () => {
    lay("a.py");
    expect(found("none", "a.py")).toEqual(["none: no such file or directory", "a.py"]);
  });

  it("given twice is linted once", () => {
    lay("a.py", "sub/b.py");
    expect(found("a.py", ".", "sub")).toEqual(["a.py", "sub/b.py"]);
  });
});

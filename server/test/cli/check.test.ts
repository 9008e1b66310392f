import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CLEAN, FIXED, LEAK, Workplace } from "./support.js";

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const read = (name: string) => readFileSync(path.join(place.directory, name), "utf8");

describe("exit status", () => {
  it("is 0 when nothing is found", async () => {
    place.write("a.py", CLEAN);
    expect(await place.run(["check"])).toEqual({ status: 0, out: "No findings in 1 file\n", err: "" });
  });

  it("is 1 with findings at or above --fail-on", async () => {
    place.write("a.py", LEAK);
    expect((await place.run(["check", "a.py"])).status).toBe(1);
    expect((await place.run(["check", "--fail-on", "error"])).status).toBe(0);
    expect((await place.run(["check", "--exit-zero"])).status).toBe(0);
    place.write("leaklint.toml", 'fail-on = "error"');
    expect((await place.run(["check"])).status).toBe(0);
    expect((await place.run(["check", "--fail-on", "hint"])).status).toBe(1);
    expect((await place.run(["check", "--isolated"])).status).toBe(1);
  });

  it("is 2 when a path does not exist or a file cannot be decoded, after the others were linted", async () => {
    place.write("a.py", LEAK);
    place.write("b.py", Uint8Array.of(0x78, 0x20, 0x3d, 0x20, 0xff, 0xfe));
    const missing = await place.run(["check", "none.py", "a.py", "--exit-zero"]);
    expect(missing.status).toBe(2);
    expect(missing.err).toBe("leaklint: none.py: no such file or directory\n");
    expect(missing.out).toContain("a.py:2:14: warning LK10");
    const undecodable = await place.run(["check", "--format", "json"]);
    expect(undecodable.status).toBe(2);
    expect(undecodable.err).toMatch(/^leaklint: b\.py: cannot be decoded/);
    const report = JSON.parse(undecodable.out);
    expect(report.errors).toEqual([{ path: "b.py", message: expect.stringContaining("cannot be decoded") }]);
    expect(report.findings.length).toBeGreaterThan(0);
  });

  it.each([
    [["check", "--format", "jsn"], "unknown format 'jsn'; did you mean 'json'?"],
    [["check", "--select", "LK1O1"], "command line: unknown rule 'LK1O1' in 'select'; did you mean 'LK101'?"],
    [["check", "--fail-on", "warnin"], "command line: 'fail-on' cannot be \"warnin\"; did you mean 'warning'?"],
    [["check", "--jobs", "0"], "--jobs must be a whole number from 1, not '0'"],
    [["check", "--fix", "--diff"], "--fix and --diff do not go together"],
    [["check", "--config", "none.toml"], "none.toml: cannot be read"],
    [["check", "--fixx"], "leaklint: unknown option '--fixx'"],
    [["chek"], "unknown command 'chek'"],
    [["explain", "LK999"], "unknown rule 'LK999'"],
    [["explain", "unclosed-resorce"], "did you mean 'unclosed-resource'?"],
    [["rules", "--format", "xml"], "unknown format 'xml'"],
    [[], "Usage: leaklint"],
  ])("is 2 for wrong usage: %j", async (argv, message) => {
    place.write("a.py", CLEAN);
    const outcome = await place.run(argv);
    expect(outcome.status).toBe(2);
    expect(outcome.err).toContain(message);
    expect(outcome.out).toBe("");
  });

  it("is 2 for a faulty configuration, which is named", async () => {
    place.write("a.py", LEAK);
    place.write("pyproject.toml", "[tool.leaklint]\nselct = []\n");
    const outcome = await place.run(["check"]);
    expect(outcome.status).toBe(2);
    expect(outcome.err).toContain("pyproject.toml: unknown setting 'tool.leaklint.selct'; did you mean 'select'?");
  });

  it("is 0 for help and version", async () => {
    expect((await place.run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = await place.run(["check", "--help"]);
    expect(help.status).toBe(0);
    for (const option of ["--output-file", "--stdin-filename", "--unsafe-fixes", "--no-cache", "--exit-zero"]) {
      expect(help.out).toContain(option);
    }
  });
});

describe("what is linted and reported", () => {
  it("--select and --ignore, by id, name and family", async () => {
    place.write("a.py", `${LEAK}y = 1  # leaklint: ignore[LK105]\n`);
    const rules = async (...argv: string[]) => {
      const { out } = await place.run(["check", "--format", "json", ...argv]);
      return new Set(JSON.parse(out).findings.map((finding: { family: string }) => finding.family));
    };
    expect(await rules()).toEqual(new Set(["resource", "leaklint"]));
    expect(await rules("--select", "resource")).toEqual(new Set(["resource"]));
    expect(await rules("--select", "LK105,unused-suppression")).toEqual(new Set(["leaklint"]));
    expect(await rules("--ignore", "resource")).toEqual(new Set([]));
    expect(await rules("--ignore", "leaklint")).toEqual(new Set(["resource"]));
  });

  it("--output-file takes the report", async () => {
    place.write("a.py", LEAK);
    const outcome = await place.run(["check", "--format", "sarif", "-o", "report.sarif"]);
    expect(outcome).toEqual({ status: 1, out: "", err: "" });
    expect(JSON.parse(read("report.sarif")).runs[0].results).toHaveLength(1);
  });

  it.each(["text", "concise", "json", "sarif", "github", "gitlab", "junit", "html"])("--format %s", async (format) => {
    place.write("sub/a.py", LEAK);
    const outcome = await place.run(["check", "--format", format]);
    expect(outcome.status).toBe(1);
    expect(outcome.out).toContain("sub/a.py");
    expect(outcome.out).toMatch(/LK10[12]/);
  });

  it("--statistics counts, --quiet drops the summary", async () => {
    place.write("a.py", LEAK);
    const outcome = await place.run(["check", "--statistics", "--quiet"]);
    expect(outcome.out).toMatch(/^1 {2}LK10\d {2}[\w-]+ \(1 fixable\)\n$/);
  });

  it("standard input has a name and that name's settings", async () => {
    place.write("gen/leaklint.toml", 'ignore = ["ALL"]');
    const named = await place.run(["check", "-", "--stdin-filename", "src/a.py"], LEAK);
    expect(named.status).toBe(1);
    expect(named.out).toMatch(/^src\/a\.py:2:14: warning/);
    expect((await place.run(["check", "-", "--stdin-filename", "gen/a.py"], LEAK)).status).toBe(0);
    expect((await place.run(["check", "-"], LEAK)).out).toMatch(/^<stdin>:2:14:/);
  });
});

describe("fixing", () => {
  it("--fix writes the file and tells", async () => {
    place.write("a.py", LEAK);
    const outcome = await place.run(["check", "--fix"]);
    expect(outcome.status).toBe(0);
    expect(outcome.err).toMatch(/^Fixed 1 finding in 1 file:\n {2}a\.py: 1 × LK10\d [\w-]+\n$/);
    expect(outcome.out).toBe("No findings in 1 file\n");
    expect(read("a.py")).toBe(FIXED);
  });

  it("--fix keeps encoding, byte order mark and line endings", async () => {
    const latin = `# -*- coding: latin-1 -*-\nname = "é"\n${LEAK}`.replaceAll("\n", "\r\n");
    const file = place.write("a.py", Buffer.from(latin, "latin1"));
    const marked = place.write("b.py", `\uFEFF${LEAK}`);
    await place.run(["check", "--fix"]);
    const expected = `# -*- coding: latin-1 -*-\nname = "é"\n${FIXED}`.replaceAll("\n", "\r\n");
    expect(readFileSync(file).equals(Buffer.from(expected, "latin1"))).toBe(true);
    expect(readFileSync(marked, "utf8")).toBe(`\uFEFF${FIXED}`);
  });

  it("--unsafe-fixes on its own says that it changes nothing, and counts suggestions as fixes", async () => {
    const text =
      "class Log:\n    def __init__(self, path):\n        self.file = open(path)\n\n    def size(self):\n        return self.file.tell()\n";
    place.write("a.py", text);
    const alone = await place.run(["check", "--format", "concise", "--unsafe-fixes"]);
    expect(alone.err).toBe("leaklint: --unsafe-fixes changes nothing without --fix or --diff\n");
    expect(alone.out).toContain("[fixable]\n1 finding (1 warning) in 1 file; 1 fixable with --fix --unsafe-fixes\n");
    expect(readFileSync(`${place.directory}/a.py`, "utf8")).toBe(text);
    const without = await place.run(["check", "--format", "concise"]);
    expect(without).toMatchObject({ err: "" });
    expect(without.out).toContain("; 1 more with --unsafe-fixes\n");
    expect((await place.run(["check", "--fix"])).out).toContain("LK104");
    const both = await place.run(["check", "--fix", "--unsafe-fixes"]);
    expect(both).toMatchObject({ status: 0 });
    expect(readFileSync(`${place.directory}/a.py`, "utf8")).toContain(
      "    def close(self):\n        self.file.close()\n",
    );
  });

  it("--diff prints and changes nothing", async () => {
    place.write("a.py", LEAK);
    const outcome = await place.run(["check", "--diff"]);
    expect(outcome.status).toBe(1);
    expect(outcome.out).toMatch(/^--- a\.py\n\+\+\+ a\.py\n@@ /);
    expect(outcome.out).toContain("\n-    source = open(path)\n");
    expect(outcome.out).toContain("\n+    with open(path) as source:\n");
    expect(outcome.err).toContain("Would fix 1 finding in 1 file");
    expect(read("a.py")).toBe(LEAK);
  });

  it("of standard input goes to standard output, the report to standard error", async () => {
    const outcome = await place.run(["check", "--fix", "-"], LEAK);
    expect(outcome.out).toBe(FIXED);
    expect(outcome.err).toMatch(
      /^Fixed 1 finding in 1 file:\n {2}<stdin>: 1 × LK10\d [\w-]+\nNo findings in 1 file\n$/,
    );
  });
});

describe("rules and explain", () => {
  it("rules --format json lists all", async () => {
    const rules = JSON.parse((await place.run(["rules", "--format", "json"])).out);
    expect(rules.map((rule: { id: string }) => rule.id)).toContain("LK101");
    for (const rule of rules) {
      expect(Object.keys(rule)).toEqual(["id", "name", "family", "level", "fix", "summary", "docs"]);
      expect(rule.docs).toContain(`${rule.id}.md`);
    }
    expect((await place.run(["rules"])).out.split("\n")).toHaveLength(rules.length + 2);
  });

  it.each(["LK101", "unclosed-resource", "lk101"])("explain %s", async (name) => {
    const outcome = await place.run(["explain", name]);
    expect(outcome.status).toBe(0);
    expect(outcome.out).toMatch(/^# LK101 unclosed-resource\n/);
    expect(outcome.out).toContain("```python");
  });
});

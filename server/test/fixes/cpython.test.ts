import { describe, expect, it } from "vitest";
import { compileAll, examineAll, leaks, pythonMissing } from "../support/cpython.js";

describe.skipIf(pythonMissing)("the CPython harness", () => {
  it("tells leaking programs from clean ones", async () => {
    const bad = "def scenario(tmp):\n    f = open(tmp / 'x', 'w')\n    print(f.name)\n";
    const good = "def scenario(tmp):\n    with open(tmp / 'x', 'w') as f:\n        print(f.name)\n";
    const descriptor = "import os\ndef scenario(tmp):\n    os.open(tmp, os.O_RDONLY)\n";
    const raising = "def scenario(tmp):\n    raise KeyError(tmp.name and 'k')\n";
    const child =
      "import subprocess, sys\ndef scenario(tmp):\n    subprocess.run([sys.executable, '-c', 'print(7)'])\n";
    const answers = await examineAll([bad, good, descriptor, raising, child]);
    expect(answers.map(leaks)).toEqual([true, false, process.platform === "linux", false, false]);
    expect(answers[0]?.resourceWarnings[0]?.line).toBe(2);
    expect(answers.map((answer) => answer.stdout)).toEqual(["TMP/x\n", "TMP/x\n", "", "", "7\n"]);
    expect(answers.map((answer) => answer.error)).toEqual([null, null, null, "KeyError: 'k'", null]);
  }, 120_000);

  it("compiles", async () => {
    const answers = await compileAll(["x = 1\n", "x = = 1\n"]);
    expect(answers[0]).toBeNull();
    expect(answers[1]).toContain("SyntaxError");
  }, 120_000);
});

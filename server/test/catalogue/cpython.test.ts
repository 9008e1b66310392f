/** CPython as the judge of the catalogue: `judge.py` makes one of everything and tries what we say of it. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { standardLibrary } from "../../src/catalogue/data/index.js";
import type { CatalogueData } from "../../src/catalogue/schema.js";

interface Verdict {
  subject: string;
  verdict: "true" | "wrong" | "absent" | "unseen";
  detail: string;
}

const probe = spawnSync(
  "python3",
  ["-c", "import sys; print(sys.version_info >= (3, 9) and sys.platform == 'linux')"],
  {
    encoding: "utf8",
  },
);
const usable = probe.status === 0 && probe.stdout.trim() === "True";
if (!usable) console.warn("CPython cannot judge the catalogue here: it takes python3, 3.9 or later, on Linux");

describe.skipIf(!usable)("CPython on the catalogue", () => {
  const catalogue = builtinCatalogue();
  const data = Object.values(standardLibrary) as CatalogueData[];
  const types = data.flatMap((one) => Object.keys(one.types ?? {}));
  const verdicts: Verdict[] = [];

  beforeAll(() => {
    const run = spawnSync("python3", ["-B", "-X", "dev", fileURLToPath(new URL("judge.py", import.meta.url))], {
      encoding: "utf8",
      timeout: 120_000,
      input: JSON.stringify({
        types: Object.fromEntries(types.map((name) => [name, catalogue.type(name)])),
        callables: Object.assign({}, ...data.map((one) => one.callables)),
        aliases: Object.assign({}, ...data.map((one) => one.aliases)),
      }),
    });
    if (run.status !== 0) throw new Error(`judge.py failed: ${run.error ?? run.stderr}`);
    verdicts.push(...(JSON.parse(run.stdout) as Verdict[]));
  }, 150_000);

  const find = (subject: string) => verdicts.find((one) => one.subject === subject);

  it("refutes nothing", () => {
    expect(verdicts.filter((one) => one.verdict === "wrong")).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(900);
  });

  it("leaves unseen only what cannot be tried here, and says why", () => {
    const unseen = verdicts.filter((one) => one.verdict === "unseen").map((one) => one.subject);
    const excused = [
      "acquires asyncio.Runner",
      "type async-runner",
      "type collection",
      "type kqueue",
      "type mapping",
      "type pickler",
      "type registry-key",
      "type stream",
      "type tk-timekeeper",
    ];
    expect(unseen.filter((subject) => !excused.includes(subject))).toEqual([]);
    expect(unseen).toContain("type registry-key");
    for (const one of verdicts) if (one.verdict === "unseen") expect(one.detail, one.subject).not.toBe("");
  });

  it.each(types)("saw a %s released and used, or says why not", (name) => {
    const resource = catalogue.type(name)?.resource;
    const subjects = resource
      ? [...resource.release.map((method) => `${name}.${method}() releases`), `${name} with ${resource.with}`]
      : [`${name} members`];
    const excused = ["unseen", "absent"].includes(find(`type ${name}`)?.verdict ?? "");
    for (const subject of subjects) {
      expect(excused || ["true", "absent"].includes(find(subject)?.verdict ?? "nothing"), subject).toBe(true);
    }
  });

  it.each(["builtins.open", "os.open", "socket.socketpair", "urllib.request.urlopen", "asyncio.open_connection"])(
    "saw %s acquire",
    (name) => {
      expect(find(`acquires ${name}`)?.verdict).toBe("true");
    },
  );

  it("has none of the things that other versions and platforms have", () => {
    const elsewhere =
      /^(signature|acquires) (winreg|msvcrt|aifc|sunau|nntplib|telnetlib|dbm\.(gnu|ndbm|sqlite3)|ruamel|yaml|tomli|tomllib|defusedxml|importlib_resources|typing_extensions|async_generator)\b/;
    const known = new Set([
      "asyncio.Runner",
      "builtins.BaseExceptionGroup",
      "builtins.EncodingWarning",
      "builtins.ExceptionGroup",
      "builtins.PythonFinalizationError",
      "concurrent.futures.InterpreterPoolExecutor",
      "concurrent.futures.interpreter.InterpreterPoolExecutor",
      "configparser.SafeConfigParser",
      "contextlib.aclosing",
      "contextlib.chdir",
      "hashlib.file_digest",
      "http.server.HTTPSServer",
      "http.server.ThreadingHTTPSServer",
      "importlib.resources.files",
      "io.text_encoding",
      "itertools.batched",
      "itertools.pairwise",
      "os.add_dll_directory",
      "os.eventfd",
      "os.posix_openpt",
      "select.devpoll",
      "select.kqueue",
      "select.kqueue.fromfd",
      "selectors.DevpollSelector",
      "selectors.KqueueSelector",
      "socket.fromshare",
      "ssl.wrap_socket",
      "typing.assert_type",
      "xml.etree.cElementTree.parse",
    ]);
    const absent = verdicts.filter((one) => one.verdict === "absent" && /^(signature|acquires) /.test(one.subject));
    const surprising = absent.filter(
      (one) => !elsewhere.test(one.subject) && !known.has(one.subject.replace(/^\w+ /, "")),
    );
    expect(surprising).toEqual([]);
  });
});

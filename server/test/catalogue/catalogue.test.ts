import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  buildCatalogue,
  builtinCatalogue,
  builtinData,
  CatalogueError,
  isKindOf,
} from "../../src/catalogue/catalogue.js";
import { dataFiles } from "../../src/catalogue/data/index.js";
import {
  type CatalogueData,
  cacheSchema,
  callableSchema,
  catalogueSchema,
  containerFunctionSchema,
  containerSchema,
  publisherSchema,
  registrationSchema,
  resourceSchema,
  typeSchema,
} from "../../src/catalogue/schema.js";

const catalogue = builtinCatalogue();

describe("the data that comes with leaklint", () => {
  it.each(Object.entries(dataFiles))("%s has the form of the schema", (_name, data) => {
    expect(catalogueSchema.safeParse(data).error?.issues ?? []).toEqual([]);
  });

  it("names only types, parameters and callables that exist", () => {
    const copies = builtinData().map((data) => structuredClone(data));
    expect(() => buildCatalogue(...copies)).not.toThrow();
  });

  it("describes nothing twice", () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [file, data] of Object.entries(dataFiles) as [string, CatalogueData][]) {
      const names = [
        ...Object.keys(data.types ?? {}).map((name) => `type ${name}`),
        ...[data.callables, data.aliases].flatMap((table) => Object.keys(table ?? {})).map((name) => `call ${name}`),
        ...Object.keys(data.modules ?? {}).map((name) => `module ${name}`),
        ...Object.values(data.types ?? {}).flatMap((type) => (type.classes ?? []).map((name) => `class ${name}`)),
      ];
      for (const name of names) {
        if (seen.has(name)) twice.push(`${name}: ${seen.get(name)} and ${file}`);
        seen.set(name, file);
      }
    }
    expect(twice).toEqual([]);
  });

  it("gives every resource a way to be released", () => {
    const types = builtinData().flatMap((data) => Object.keys(data.types ?? {}));
    const stuck = types.filter((name) => {
      const resource = catalogue.type(name)?.resource;
      return resource && resource.release.length + (resource.releaseFunctions?.length ?? 0) === 0;
    });
    expect(stuck).toEqual([]);
    expect(types.length).toBeGreaterThan(50);
  });
});

describe("callables", () => {
  it.each([
    ["builtins.open", "file"],
    ["io.open", "file"],
    ["gzip.open", "compressed-file"],
    ["os.open", "descriptor"],
    ["os.pipe", { elements: ["descriptor", "descriptor"] }],
    ["tempfile.mkstemp", { elements: ["descriptor", null] }],
    ["socket.socket", "socket"],
    ["ssl.create_default_context", "ssl-context"],
    ["pathlib.Path", "path"],
    ["pathlib.PosixPath", "path"],
    ["urllib.request.urlopen", "http-response"],
    ["http.client.HTTPSConnection", "http-connection"],
    ["sqlite3.connect", "sqlite-connection"],
    ["os.scandir", "directory-iterator"],
    ["asyncio.open_connection", { elements: ["stream-reader", "stream-writer"] }],
    ["asyncio.get_event_loop", { type: "event-loop", borrowed: true }],
    ["threading.RLock", "reentrant-lock"],
    ["json.load", undefined],
  ])("%s returns %j", (name, returns) => {
    expect(catalogue.callable(name)?.returns).toEqual(returns);
    expect(catalogue.callable(name)).toBeDefined();
  });

  it.each([
    ["json.load", "fp", "exhaust"],
    ["os.close", "fd", "release"],
    ["os.fdopen", "fd", "take"],
    ["builtins.open", "file", "take"],
    ["logging.StreamHandler", "stream", "take"],
    ["builtins.list", "iterable", "exhaust"],
    ["builtins.print", "file", undefined],
    ["builtins.len", "obj", undefined],
    ["os.fstat", "fd", undefined],
    ["math.sqrt", "x", undefined],
    ["shutil.copyfileobj", "fsrc", "exhaust"],
    ["shutil.copyfileobj", "fdst", undefined],
    ["multiprocessing.Pool", "*", "take"],
  ])("%s does to %s: %s", (name, parameter, effect) => {
    const entry = catalogue.callable(name);
    expect(entry).toBeDefined();
    expect(entry?.effects?.[parameter]).toBe(effect);
  });

  it.each([
    ["json.loads", true],
    ["builtins.int", true],
    ["builtins.next", "io"],
    ["os.read", "io"],
    ["os.getpid", undefined],
    ["os.path.join", undefined],
    ["os.path.getsize", "io"],
    ["struct.unpack", true],
    ["datetime.datetime.now", undefined],
    ["datetime.datetime.strptime", true],
    ["builtins.len", undefined],
  ])("%s raises: %s", (name, raises) => {
    expect(catalogue.callable(name)).toBeDefined();
    expect(catalogue.callable(name)?.raises).toBe(raises);
  });

  it.each(["acme.connect", "open", "builtins", "math", "mathematics.sqrt", "", "builtins.exec"])(
    "%j is unknown",
    (name) => {
      expect(catalogue.callable(name)).toBeUndefined();
    },
  );

  it("knows the names under which something may be acquired, and no others", () => {
    const some = ["open", "socket", "mkstemp", "accept", "acquire", "Popen", "urlopen", "TextIOWrapper", "FTP_TLS"];
    expect(some.filter((name) => catalogue.acquiringNames.has(name))).toEqual(
      some.filter((name) => name !== "TextIOWrapper"),
    );
    for (const quiet of ["load", "print", "close", "read", "Path", "get_event_loop", "getresponse", "getLogger"]) {
      expect(catalogue.acquiringNames.has(quiet), quiet).toBe(false);
    }
  });
});

describe("types", () => {
  it("inherit methods, attributes and the resource part", () => {
    const file = catalogue.type("compressed-file");
    expect(file?.methods?.write).toEqual({});
    expect(file?.methods?.detach?.receiver).toBe("release");
    expect(file?.attributes?.buffer).toEqual({ type: "file", borrowed: true });
    expect(file?.resource?.closedAttribute).toBe("closed");
    expect(file?.resource?.failsWhenReleased).not.toContain("fileno");
  });

  it.each([
    ["io.TextIOWrapper", "file"],
    ["pathlib.Path", "path"],
    ["socket.socket", "socket"],
    ["http.client.HTTPResponse", "http-response"],
    ["acme.Thing", undefined],
  ])("class %s means type %s", (className, type) => {
    expect(catalogue.typeOfClass(className)).toBe(type);
  });

  it("know what kind they are of", () => {
    expect(isKindOf(catalogue, "compressed-file", "file")).toBe(true);
    expect(isKindOf(catalogue, "file", "file")).toBe(true);
    expect(isKindOf(catalogue, "memory-buffer", "file")).toBe(false);
    expect(isKindOf(catalogue, "nothing", "file")).toBe(false);
  });

  it("say that sqlite3's with does not close", () => {
    expect(catalogue.type("sqlite-connection")?.resource?.with).toBe("keep");
    expect(catalogue.type("memory-buffer")?.resource).toBeUndefined();
  });

  it("lead from contextlib's decorators", () => {
    expect(catalogue.contextManagerDecorators.has("contextlib.contextmanager")).toBe(true);
  });
});

describe("a user's own entries", () => {
  const own: CatalogueData = {
    types: {
      lease: { noun: "lease", resource: { release: ["give_back"], with: "release" } },
      "long-lease": { noun: "long lease", extends: "lease", methods: { renew: {} } },
    },
    callables: {
      "acme.lease": { parameters: ["what"], returns: "long-lease", effects: { what: "take" } },
      "builtins.open": { returns: "lease" },
    },
    aliases: { "acme.api.lease": "acme.lease" },
    modules: { "acme.pure": { raises: true } },
    contextManagerDecorators: ["acme.manager"],
  };
  const merged = buildCatalogue(...builtinData(), own);

  it("stand beside the built-in ones and win over them", () => {
    expect(merged.callable("acme.api.lease")?.returns).toBe("long-lease");
    expect(merged.type("long-lease")?.resource?.release).toEqual(["give_back"]);
    expect(merged.callable("acme.pure.anything")).toEqual({ raises: true });
    expect(merged.callable("builtins.open")?.returns).toBe("lease");
    expect(merged.callable("json.load")).toEqual(catalogue.callable("json.load"));
    expect(merged.acquiringNames.has("lease")).toBe(true);
    expect(merged.contextManagerDecorators.has("acme.manager")).toBe(true);
    expect(catalogue.callable("builtins.open")?.returns).toBe("file");
  });

  it("replace an alias of the same name", () => {
    const replaced = buildCatalogue(...builtinData(), { callables: { "io.open": {} } });
    expect(replaced.callable("io.open")).toEqual({});
  });

  it.each<[string, unknown, string]>([
    ["an unknown key", { callables: { "a.b": { return: "file" } } }, "callables.a.b"],
    [
      "an unknown effect",
      { callables: { "a.b": { parameters: ["x"], effects: { x: "eat" } } } },
      "callables.a.b.effects.x",
    ],
    ["an unknown type", { callables: { "a.b": { returns: { each: "nothing" } } } }, "callables.a.b.returns"],
    [
      "an unknown type in an attribute",
      { types: { a: { noun: "a", attributes: { b: "c" } } } },
      "types.a.attributes.b",
    ],
    ["an unknown base", { types: { a: { noun: "a", extends: "b" } } }, "types.a"],
    [
      "a type that extends itself",
      { types: { a: { noun: "a", extends: "b" }, b: { noun: "b", extends: "a" } } },
      "types.a",
    ],
    ["an unknown parameter", { callables: { "a.b": { parameters: ["x"], keeps: ["y"] } } }, "callables.a.b"],
    ["an alias of nothing", { aliases: { "a.b": "a.c" } }, "aliases.a.b"],
    [
      "an unknown release function",
      { types: { a: { noun: "a", resource: { release: [], releaseFunctions: ["a.b"], with: "none" } } } },
      "types.a.resource.releaseFunctions",
    ],
    ["something that is no object", [], "(top level)"],
  ])("are refused for %s", (_problem, data, entry) => {
    let thrown: unknown;
    try {
      buildCatalogue(...builtinData(), data as CatalogueData);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(CatalogueError);
    expect((thrown as CatalogueError).entry).toBe(entry);
    expect((thrown as CatalogueError).message).toContain(entry);
  });
});

describe("docs/catalogue.md", () => {
  const text = readFileSync(new URL("../../../docs/catalogue.md", import.meta.url), "utf8");

  it("has an example that is accepted", () => {
    const example = JSON.parse(/```json\n(.*?)```/s.exec(text)?.[1] ?? "") as CatalogueData;
    const merged = buildCatalogue(...builtinData(), example);
    expect(merged.callable("acme.api.connect")?.returns).toBe("acme-lease");
    expect(merged.callable("acme.math.sum")).toEqual({});
  });

  it("names every key of the schema", () => {
    const schemas = [catalogueSchema, typeSchema, resourceSchema, callableSchema, containerSchema, cacheSchema];
    const keys = [...schemas, containerFunctionSchema, publisherSchema, registrationSchema].flatMap((schema) =>
      Object.keys(schema.shape),
    );
    expect(
      keys.filter((key) => key !== "$schema" && !text.includes(`\`${key}\``) && !text.includes(`"${key}"`)),
    ).toEqual([]);
  });
});

describe("containers and caches", () => {
  it("have what the containers have that they extend", () => {
    expect(catalogue.container("collections.defaultdict")).toMatchObject({ keyed: true, addsOnRead: true });
    expect(catalogue.container("collections.Counter")?.adds).toEqual(["setdefault", "update", "subtract"]);
    expect(catalogue.container("acme.Table")).toBeUndefined();
  });

  it("may be added, and must extend one that exists", () => {
    const own: CatalogueData = {
      containers: { "acme.Table": { noun: "table", extends: "builtins.dict", adds: ["put"] } },
      caches: { "acme.remember": { unbounded: true } },
      containerFunctions: { "acme.push": { adds: 1 } },
    };
    const merged = buildCatalogue(...builtinData(), own);
    expect(merged.container("acme.Table")?.adds).toContain("put");
    expect(merged.cache("acme.remember")).toEqual({ unbounded: true });
    expect(merged.containerFunction("acme.push")).toEqual({ adds: 1 });
    const wrong: CatalogueData = { containers: { "acme.Table": { noun: "table", extends: "acme.None" } } };
    expect(() => buildCatalogue(...builtinData(), wrong)).toThrow(CatalogueError);
  });
});

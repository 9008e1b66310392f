/** Generated files, whose classes and functions are all alike: the analyses come to an end, and fail nowhere. */
import { describe, expect, it } from "vitest";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";

const linter = await createLinter();
const settings = {
  ...defaultSettings(linter.rules),
  levels: new Map(linter.rules.map((rule) => [rule.id, rule.level])),
  key: "all",
};

/** The ids of the rules that report something; no fix is computed. */
function rulesOn(text: string): string[] {
  const report = linter.lint("/project/generated.py", text, settings);
  expect(report.errors).toEqual([]);
  return [...new Set(report.findings.map(({ rule }) => rule))];
}

/** A piece of code for each number below a limit. */
function repeated(count: number, piece: (number: number) => string): string {
  return Array.from({ length: count }, (_, number) => piece(number)).join("\n");
}

describe("a generated file", () => {
  it("of classes with growing containers of the same names", () => {
    const piece = (number: number) => `class Store${number}:
    items = []
    def __init__(self, name):
        self.name = name
        self.values = []
    def add(self, item):
        self.items.append(item)
        self.values.append(item)
    def run(self):
        while True:
            self.values.append(self.name)
`;
    expect(rulesOn(repeated(200, piece))).toContain("LK301");
  });

  it("of functions that each fill a container and call the next", () => {
    const piece = (number: number) => `cache${number} = {}
def put${number}(key, value):
    table = cache${number}
    table[key] = value
    put${number + 1}(key, value)
`;
    expect(rulesOn(repeated(400, piece))).toContain("LK301");
  });

  it("of objects that hold each other", () => {
    const piece = (number: number) => `class Node${number}:
    def __init__(self, parent=None):
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.add(self)
    def add(self, child):
        child.parent = self
        self.children.append(child)
def build${number}():
    first = Node${number}()
    return Node${number}(first)
`;
    expect(rulesOn(repeated(200, piece))).toContain("LK201");
  });

  it("of methods that each call the next twice", () => {
    const piece = (number: number) => `    def step${number}(self, other):
        self.step${number + 1}(other)
        other.step${number + 1}(self)
        self.other = other
`;
    rulesOn(`class Walk:\n${repeated(300, piece)}`);
  });

  it("of listeners of one bus", () => {
    const piece = (number: number) => `class View${number}:
    def __init__(self, bus: Bus):
        bus.subscribe(self.on_event)
        BUS.subscribe(self.on_event)
    def on_event(self, event):
        print(event)
`;
    const bus =
      "class Bus:\n    def __init__(self):\n        self.listeners = []\n    def subscribe(self, f):\n        self.listeners.append(f)\nBUS = Bus()\n";
    expect(rulesOn(bus + repeated(150, piece)).some((rule) => /^LK40/.test(rule))).toBe(true);
  });

  it("of threads, timers and tasks", () => {
    const piece = (number: number) => `class Worker${number}:
    def __init__(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
    def run(self):
        while True:
            self.step()
    def step(self):
        self.timer = threading.Timer(5, self.step)
        self.timer.start()
async def serve${number}():
    asyncio.create_task(serve${number + 1}())
    await asyncio.sleep(1)
`;
    const rules = rulesOn(`import asyncio, threading\n${repeated(120, piece)}`);
    expect(rules).toEqual(expect.arrayContaining(["LK501", "LK505"]));
  });

  it("of one name bound a thousand times, and of a long chain of tests", () => {
    const links = repeated(1000, (number) => `    a.x = b\n    b.x = a\n    c${number} = a\n    a = A()`);
    const tests = repeated(500, (number) => `    elif x == ${number}:\n        seen[x] = ${number}`);
    rulesOn(
      `class A:\n    x = None\nseen = {}\ndef f():\n    a = A()\n    b = A()\n${links}\ndef g(x):\n    if x is None:\n        return\n${tests}\n`,
    );
  });

  it("of functions that each call the next, two thousand of them", () => {
    const chain = repeated(2000, (number) => `def step${number}(path):\n    return step${number + 1}(path)`);
    const text = `${chain}\ndef step2000(path):\n    return open(path)\n\ndef use(path):\n    print(step0(path).read())\n`;
    // What the last one opens the first one gives.
    expect(rulesOn(text)).toContain("LK103");
  });

  it("of functions that call each other in a ring", () => {
    const piece = (number: number) =>
      `def turn${number}(path):\n    source = open(path)\n    return turn${(number + 1) % 500}(source)`;
    rulesOn(repeated(500, piece));
  });

  it("of classes whose constructors each make the next", () => {
    const piece = (number: number) => `class Part${number}:
    def __init__(self, path):
        self.next = Part${number + 1}(path)
    def close(self):
        self.next.close()`;
    const last =
      "class Part600:\n    def __init__(self, path):\n        self.file = open(path)\n    def close(self):\n        self.file.close()";
    rulesOn(`${repeated(600, piece)}\n${last}\ndef use(path):\n    Part0(path)\n`);
  });

  it("of an object with many open files, which has one fix for all", () => {
    const opens = repeated(60, (number) => `        self.file${number} = open(name)`);
    const text = `class Store:\n    def __init__(self, name):\n${opens}\n`;
    const { findings, errors } = linter.lint("/project/generated.py", text, settings);
    expect(errors).toEqual([]);
    const titles = findings.filter(({ rule }) => rule === "LK104").map((finding) => finding.fix()?.title);
    expect(titles.length).toBe(60);
    expect(new Set(titles).size).toBe(1);
  });

  it("of a hundred tasks, whose fixes share a variable of the module", () => {
    const piece = (number: number) =>
      `async def serve${number}():\n    asyncio.create_task(work(${number}))\n    await asyncio.sleep(1)\n`;
    const text = `import asyncio\n\nasync def work(n):\n    await asyncio.sleep(n)\n\n${repeated(100, piece)}`;
    const { findings } = linter.lint("/project/generated.py", text, settings);
    const tasks = findings.filter(({ rule }) => rule === "LK505");
    expect(tasks).toHaveLength(100);
    expect(tasks.every((finding) => finding.fix() !== null)).toBe(true);
  });
});

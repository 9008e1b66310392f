/** Caches, listeners, cycles and threads whose end is in another file of the project: there, or missing. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Workplace } from "../cli/support.js";

let workplace: Workplace;

beforeEach(() => {
  workplace = new Workplace();
  workplace.write("pyproject.toml", "");
});
afterEach(() => workplace.remove());

type Files = Readonly<Record<string, string>>;

/** The findings of a project, as `path:line rule level`. */
async function told(files: Files): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) workplace.write(name, text);
  const { out } = await workplace.run(["check", "--no-cache", "--format", "json"]);
  const { findings } = JSON.parse(out) as {
    findings: { rule: string; level: string; path: string; range: { start: { line: number } } }[];
  };
  return findings.map(({ path, range, rule, level }) => `${path}:${range.start.line} ${rule} ${level}`);
}

interface Scene {
  readonly title: string;
  /** What leaks as it stands. */
  readonly files: Files;
  readonly told: readonly string[];
  /** Files that end it, each alone, or put in the place of one. */
  readonly cures: Readonly<Record<string, Files>>;
}

const EVENTS = `class Bus:
    def __init__(self):
        self._listeners = []

    def add_listener(self, listener):
        self._listeners.append(listener)

    def remove_listener(self, listener):
        self._listeners.remove(listener)

    def fire(self, event):
        for listener in list(self._listeners):
            listener(event)


BUS = Bus()
`;

const WEAK_EVENTS = EVENTS.replace("class Bus:", "import weakref\n\n\nclass Bus:")
  .replace("self._listeners = []", "self._listeners = weakref.WeakSet()")
  .replace("_listeners.append", "_listeners.add")
  .replace("_listeners.remove", "_listeners.discard");

const scenes: readonly Scene[] = [
  {
    title: "a cache",
    files: {
      "store.py":
        "CACHE = {}\n\n\ndef handle(request):\n    CACHE[request.path] = request.body\n    return request.body\n",
      "web.py": "import store\n\n\ndef serve(requests):\n    return [store.handle(one) for one in requests]\n",
    },
    told: ["store.py:1 LK301 information"],
    cures: {
      "that another module clears": { "admin.py": "from store import CACHE\n\n\ndef reset():\n    CACHE.clear()\n" },
      "of which another module drops entries": {
        "admin.py": "import store\n\n\ndef forget(key):\n    store.CACHE.pop(key, None)\n",
      },
    },
  },
  {
    title: "a listener of an imported publisher",
    files: {
      "events.py": EVENTS,
      "view.py": `from events import BUS


class View:
    def __init__(self, name):
        self.name = name
        BUS.add_listener(self.changed)

    def changed(self, event):
        print(self.name, event)
`,
      "app.py": "from view import View\n\n\ndef show(names):\n    return [View(name).name for name in names]\n",
    },
    told: ["view.py:7 LK401 warning"],
    cures: {
      "that another module removes": {
        "close.py": "from events import BUS\n\n\ndef close(view):\n    BUS.remove_listener(view.changed)\n",
      },
      "that holds weakly": { "events.py": WEAK_EVENTS },
    },
  },
  {
    title: "a parent and its children",
    files: {
      "tree.py": `class Child:
    def __init__(self, parent, name):
        self.parent = parent
        self.name = name


class Tree:
    def __init__(self, names):
        self.children = [Child(self, name) for name in names]
`,
      "app.py": 'from tree import Tree\n\n\ndef main():\n    print(len(Tree(["a", "b"]).children))\n',
    },
    told: ["tree.py:3 LK201 warning"],
    cures: {
      "that another module cuts": {
        "tear.py": "import tree\n\n\ndef close(tree):\n    for child in tree.children:\n        child.parent = None\n",
      },
    },
  },
  {
    title: "a timer",
    files: {
      "clock.py": `import threading


class Clock:
    def __init__(self):
        self.timer = threading.Timer(60, print)
        self.timer.start()
`,
      "use.py": "from clock import Clock\n\n\ndef tick():\n    return Clock()\n",
    },
    told: ["clock.py:6 LK503 warning"],
    cures: {
      "that another module cancels": { "end.py": "import clock\n\n\ndef end(one):\n    one.timer.cancel()\n" },
    },
  },
  {
    title: "a thread that waits for a flag",
    files: {
      "poller.py": `import threading
import time


class Poller:
    def __init__(self, work):
        self.work = work
        self.running = True
        self.thread = threading.Thread(target=self.poll)
        self.thread.start()

    def poll(self):
        while self.running:
            self.work()
            time.sleep(1)
`,
      "app.py": "from poller import Poller\n\n\ndef watch(work):\n    return Poller(work)\n",
    },
    told: ["poller.py:9 LK501 warning"],
    cures: {
      "that another module lowers": {
        "stopper.py": "import poller\n\n\ndef stop(one):\n    one.running = False\n    one.thread.join()\n",
      },
    },
  },
];

describe.each(scenes)("$title", ({ files, told: expected, cures }) => {
  it("is reported where no file of the project ends it", async () => {
    expect(await told(files)).toEqual(expected);
  });

  for (const [title, cure] of Object.entries(cures)) {
    it(`${title} is not`, async () => {
      expect(await told({ ...files, ...cure })).toEqual([]);
    });
  }
});

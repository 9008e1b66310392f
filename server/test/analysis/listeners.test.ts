import { describe, expect, it } from "vitest";
import { isListenerContainer } from "../../src/analysis/listeners/publishers.js";
import { FileModel } from "../../src/analysis/model/file-model.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { loadParser } from "../../src/syntax/parser.js";
import { BUS, found } from "./listeners-support.js";

function widget(body: string, use = "Widget()"): string {
  return `class Widget:\n${body.replace(/^/gm, "    ")}\n    def changed(self, item):\n        self.item = item\n\ndef show():\n    widget = ${use}\n    return str(widget.item)\n`;
}

const REGISTERS = "def __init__(self):\n    self.item = None\n    bus.subscribe(self.changed)";

describe("a listener that is registered with an object of the module", () => {
  it("is not kept where only something computed of it is", () => {
    const digests = `CALLBACKS = []

def digest_of(function):
    return hash(function.__code__)

def note(function):
    CALLBACKS.append(digest_of(function))

def fire():
    for callback in CALLBACKS:
        callback()

def show(count):
    note(lambda: count)
`;
    expect(found(digests, "")).toEqual([]);
    const kept = digests.replace("hash(function.__code__)", "lambda: function()");
    expect(found(kept, "")).toContain("14 LK401 warning");
  });

  it("is none where what keeps it takes it out again of its own accord", () => {
    const tasks = `import asyncio

_callback_tasks = set()

def defer(loop, coroutine):
    task = loop.create_task(coroutine)
    _callback_tasks.add(task)

    def done(one):
        _callback_tasks.discard(one)

    task.add_done_callback(done)
    return task

class Reader:
    def __init__(self, loop):
        self.loop = loop

    async def _close(self):
        self.loop = None

    def close(self):
        defer(self.loop, self._close())
`;
    expect(found(tasks, "")).toEqual([]);
  });

  it("is no key of a memory of results", () => {
    const memory = `ANSWERS = {}

def ask(question):
    if question not in ANSWERS:
        ANSWERS[question] = look_up(question)
    return ANSWERS[question]

def forget(wheel):
    ANSWERS.pop(wheel.name, None)

def date_of(wheel):
    answer = ask(wheel.name)
    return answer["date"]

def look_up(question):
    return {"date": len(question)}
`;
    expect(found(memory)).toEqual([]);
  });

  it("is silent where its place in a list is emptied", () => {
    const numbered = `class Stop:
    every = [None]

    def __init__(self):
        self.number = len(self.every)
        self.every.append(self)

    def hit(self):
        return self.number

    def delete(self):
        self.every[self.number] = None

def check():
    for stop in Stop.every:
        if stop is not None:
            stop.hit()

def run():
    stop = Stop()
    stop.delete()
`;
    expect(found(numbered)).toEqual([]);
  });

  it("stays, where nothing unregisters it", () => {
    expect(found(widget(REGISTERS))).toEqual(["4 LK401 warning"]);
  });

  it.each([
    ["close", "def close(self):\n    bus.unsubscribe(self.changed)"],
    ["__exit__", "def __exit__(self, *exc):\n    bus.unsubscribe(self.changed)"],
    ["an exit stack", "def arm(self, stack):\n    stack.callback(bus.unsubscribe, self.changed)"],
    ["the list itself", "def close(self):\n    bus._subs.remove(self.changed)"],
    ["another name", "def close(self):\n    mine = self.changed\n    bus.unsubscribe(mine)"],
  ])("is silent where %s unregisters it", (_how, method) => {
    const closes = `${widget(`${REGISTERS}\n${method}`)}\ndef end(widget):\n    widget.close()\n    widget.arm(None)\n`;
    expect(found(closes)).toEqual([]);
  });

  it("stays where only __del__, or a method that nothing calls, unregisters it", () => {
    expect(found(widget(`${REGISTERS}\ndef __del__(self):\n    bus.unsubscribe(self.changed)`))).toEqual([
      "4 LK401 warning",
    ]);
    expect(found(widget(`${REGISTERS}\ndef shut(self):\n    bus.unsubscribe(self.changed)`))).toEqual([
      "4 LK401 warning",
    ]);
  });

  it("is silent where the object is one of the module, or made behind a flag", () => {
    const klass = `class Widget:\n    ${REGISTERS.replace(/\n/g, "\n    ")}\n    def changed(self, item):\n        pass\n`;
    expect(found(`${klass}\nwidget = Widget()\n`)).toEqual([]);
    expect(
      found(
        `${klass}\n_w = None\ndef get():\n    global _w\n    if _w is None:\n        _w = Widget()\n    return _w\n`,
      ),
    ).toEqual([]);
  });

  it("is silent at import and in what sets the program up", () => {
    expect(found("def on_item(item):\n    print(item)\n\nbus.subscribe(on_item)\n")).toEqual([]);
    expect(found("def on_item(item):\n    print(item)\n\ndef setup():\n    bus.subscribe(on_item)\n")).toEqual([]);
    expect(found("def main():\n    bus.subscribe(lambda item: print(item))\n")).toEqual([]);
  });

  it("is silent where publisher and listener go together", () => {
    expect(
      found("def count():\n    own = Bus()\n    own.subscribe(lambda item: print(item))\n    own.fire(1)\n"),
    ).toEqual([]);
    expect(
      found(
        "class Window:\n    def __init__(self):\n        self.bus = Bus()\n        self.bus.subscribe(self.changed)\n    def changed(self, item):\n        pass\n\ndef show():\n    Window()\n",
      ),
    ).toEqual([]);
  });

  it("is silent where nobody can tell how long the publisher lives", () => {
    expect(found(widget("def __init__(self, hub):\n    hub.subscribe(self.changed)", "make()"))).toEqual([]);
    expect(found("def follow(hub: Bus):\n    hub.subscribe(lambda item: print(item))\n")).toEqual([]);
  });
});

describe("a function that unregisters what it registers", () => {
  const body = (...lines: string[]): string =>
    `def collect(items):\n    out = []\n    def keep(item):\n        out.append(item)\n    bus.subscribe(keep)\n${lines.map((line) => `    ${line}\n`).join("")}`;

  it("must do so on every path", () => {
    expect(found(body("for item in items:", "    bus.fire(item)", "bus.unsubscribe(keep)"))).toEqual([
      "5 LK401 information",
    ]);
    expect(found(body("if not items:", "    return out", "bus.unsubscribe(keep)"))).toEqual(["5 LK401 warning"]);
    expect(found(body("if len(items) > 3:", "    raise ValueError(items)", "bus.unsubscribe(keep)"))).toEqual([
      "5 LK401 warning",
    ]);
    expect(found(body("if items:", "    bus.unsubscribe(keep)"))).toEqual(["5 LK401 warning"]);
  });

  it("is silent with 'finally', and where the removal hangs on what was registered", () => {
    expect(found(body("try:", "    return len(items)", "finally:", "    bus.unsubscribe(keep)"))).toEqual([]);
    expect(found(body("if keep in bus._subs:", "    bus.unsubscribe(keep)"))).toEqual([]);
  });

  it("is silent where the listener takes itself away", () => {
    const once = "def wait():\n    def once(item):\n        bus.unsubscribe(once)\n    bus.subscribe(once)\n";
    expect(found(once)).toEqual([]);
  });
});

describe("publishers", () => {
  const publisher = (add: string, rest = "", init = "[]"): string =>
    `import weakref\nclass Bus:\n    def __init__(self):\n        self._subs = ${init}\n    def subscribe(self, callback):\n        ${add}\n${rest}    def fire(self):\n        for one in self._subs:\n            one()\n\nbus = Bus()\n`;
  const user = widget(REGISTERS);

  it("that hold weakly are silent", () => {
    expect(found(user, publisher("self._subs.add(callback)", "", "weakref.WeakSet()"))).toEqual([]);
    expect(found(user, publisher("self._subs.append(weakref.WeakMethod(callback))"))).toEqual([]);
    expect(found(user, publisher("ref = weakref.ref(callback)\n        self._subs.append(ref)"))).toEqual([]);
  });

  it("that keep a number of listeners, or one, are silent", () => {
    const trims = "    def trim(self):\n        if len(self._subs) > 9:\n            self._subs.pop(0)\n";
    expect(found(user, publisher("self._subs.append(callback)\n        self.trim()", trims))).toEqual([]);
    expect(found(user, publisher('self._subs["one"] = callback', "", "{}"))).toEqual([]);
  });

  it("that only store data are no publishers", () => {
    const shop =
      "class Shop:\n    def __init__(self):\n        self.goods = []\n    def add(self, item):\n        self.goods.append(item)\n\nshop = Shop()\n";
    expect(found("class Tea:\n    pass\n\ndef order():\n    shop.add(Tea())\n", shop)).toEqual([]);
  });

  it("are told from caches by what is called", () => {
    const parser = loadParser();
    return parser.then((one) => {
      const text = `${BUS}\n_cache = {}\ndef square(x):\n    _cache[x] = x * x\n    return _cache[x]\n`;
      const model = new FileModel(one.parse(text), text, builtinCatalogue());
      const owner = model.classes[0] ?? null;
      expect(isListenerContainer(model, owner, "_subs")).toBe(true);
      expect(isListenerContainer(model, null, "_cache")).toBe(false);
    });
  });
});

describe("libraries", () => {
  const first = (text: string): string[] => found(text, "\n");

  it("keep handlers, hooks and receivers", () => {
    expect(first("import logging\ndef run():\n    logging.getLogger('x').addHandler(logging.NullHandler())\n")).toEqual(
      ["3 LK404 warning"],
    );
    expect(
      first(
        "from django.db.models.signals import post_save\nclass Job:\n    def __init__(self):\n        post_save.connect(self.saved, weak=False)\n    def saved(self, **kw):\n        pass\ndef run():\n    Job()\n",
      ),
    ).toEqual(["4 LK401 warning"]);
  });

  it("are silent where they hold weakly, ask before or get one object", () => {
    for (const text of [
      "from django.db.models.signals import post_save\nclass Job:\n    def __init__(self):\n        post_save.connect(self.saved)\n    def saved(self, **kw):\n        pass\ndef run():\n    Job()\n",
      "import logging\nlog = logging.getLogger('x')\ndef run():\n    if not log.handlers:\n        log.addHandler(logging.NullHandler())\n",
      "import logging\nlog = logging.getLogger('x')\nHANDLER = logging.NullHandler()\ndef run():\n    log.addHandler(HANDLER)\n",
      "import logging\ndef run():\n    logging.Logger('x').addHandler(logging.NullHandler())\n",
      "import logging\nclass Job:\n    def __init__(self):\n        self.log = logging.getLogger(f'{__name__}.{type(self).__name__}')\n",
      "import atexit, weakref\nclass Job:\n    def __init__(self):\n        atexit.register(weakref.WeakMethod(self.end))\n    def end(self):\n        pass\ndef run():\n    Job()\n",
    ]) {
      expect(first(text), text).toEqual([]);
    }
  });

  it("that nothing is known of are read by their names, as information", () => {
    const text =
      "from app.events import bus\nclass Job:\n    def __init__(self):\n        bus.subscribe(self.done)\n    def done(self):\n        pass\ndef run():\n    Job()\n";
    expect(first(text)).toEqual(["4 LK401 information"]);
    expect(first(`${text}def end(job):\n    bus.unsubscribe(job.done)\n`)).toEqual([]);
  });

  it("is silent where the publisher asks first, filters by owner, or removes in a guarded 'finally'", () => {
    expect(
      found(
        "class P:\n    def __init__(self):\n        self.callbacks = []\n    def connect(self, callback):\n        if callback not in self.callbacks:\n            self.callbacks.append(callback)\n    def fire(self):\n        for callback in self.callbacks:\n            callback()\np = P()\ndef note():\n    pass\ndef work():\n    p.connect(note)\n    p.fire()\ndef main():\n    work()\n    work()\n",
        "",
      ),
    ).toEqual([]);
    expect(
      found(
        "HANDLERS = {'left': []}\ndef press(key):\n    for handler in HANDLERS[key]:\n        handler()\nclass Layer:\n    def show(self):\n        HANDLERS['left'].append(self.left)\n    def hide(self):\n        for key, handlers in HANDLERS.items():\n            HANDLERS[key] = [one for one in handlers if one.__self__ is not self]\n    def left(self):\n        pass\ndef run():\n    layer = Layer()\n    layer.show()\n    layer.hide()\n",
        "",
      ),
    ).toEqual([]);
    expect(
      found(
        "import contextlib, threading\nlock = threading.Lock()\nlisteners = []\nclass Block:\n    pass\ndef draw():\n    pass\n@contextlib.contextmanager\ndef shown():\n    block = Block()\n    with lock:\n        listeners.append(block)\n    try:\n        yield block\n    finally:\n        with lock:\n            draw()\n            listeners.remove(block)\ndef main():\n    with shown():\n        pass\n",
        "",
      ),
    ).toEqual([]);
  });

  it("sees a removal that nobody calls, though the function is named as the list's own method", () => {
    expect(
      found(
        "import collections\n_hooks = collections.defaultdict(list)\ndef listen(event, function):\n    _hooks[event].append(function)\ndef remove(event, function):\n    _hooks[event].remove(function)\ndef fire(event):\n    for function in tuple(_hooks[event]):\n        function()\ndef collect():\n    found = []\n    def note():\n        found.append(1)\n    listen('saved', note)\n    fire('saved')\n    return found\n",
        "",
      ),
    ).toEqual(["14 LK401 warning"]);
  });
});

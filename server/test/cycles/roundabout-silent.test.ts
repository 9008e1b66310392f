/**
 * What looks like a cycle made in a roundabout way, and is none. CPython was asked about every program here: `make()`
 * leaves nothing to the cyclic collector.
 */
import { describe, expect, it } from "vitest";
import { found } from "./support.js";

describe("no cycle", () => {
  it.each([
    [
      "attributes that are all cleared at the exit",
      `class Scope:
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        vars(self).clear()
class Module(Scope):
    def __init__(self):
        self.names = {"self": self}
def make():
    with Module() as module:
        len(module.names)
`,
    ],
    [
      "a loop over others than the one that refers",
      `class Lamp:
    def __init__(self, name):
        self.name = name
        self.next = None
def make():
    first, second, third = Lamp("a"), Lamp("b"), Lamp("c")
    for lamp in (second, third):
        first.next = lamp
    return first
`,
    ],
    [
      "an object of a table that keeps a text",
      `class Text:
    def __init__(self, form):
        self.form = str(form)
class Form:
    kinds = {"text": Text}
    def __init__(self):
        self.field = self.kinds["text"](self)
def make():
    return Form()
`,
    ],
    [
      "values read by name",
      `class Config:
    def __init__(self, size):
        self.size = size
        self.sizes = {}
        for name in ("size",):
            self.sizes[name] = getattr(self, name)
def make():
    return Config(3)
`,
    ],
    [
      "an item that a method makes without keeping the table",
      `class Row:
    def __init__(self, table, number):
        self.number = number
        self.size = len(table)
class Table:
    def __init__(self):
        self.last = None
    def __len__(self):
        return 1
    def __getitem__(self, number):
        return Row(self, number)
def make():
    table = Table()
    table.last = table[0]
    return table
`,
    ],
    [
      "a method that drops the traceback",
      `class Message:
    def __init__(self):
        self.trouble = None
    def fail(self, error):
        self.trouble = error.with_traceback(None)
class Gateway:
    def __init__(self):
        self.last = None
    def send(self, message):
        try:
            int("x")
        except ValueError as error:
            message.fail(error)
            self.last = error
def make():
    Gateway().send(Message())
`,
    ],
    [
      "neighbours that are joined",
      `class Entry:
    def __init__(self):
        self.before = None
        self.after = None
def remove(entry):
    entry.before.after, entry.after.before = entry.after, entry.before
def make():
    pass
`,
    ],
    [
      "a method that is kept weakly where it is one",
      `import inspect
from weakref import WeakMethod
class Pedals:
    def __init__(self):
        self.wired = {}
    def wire(self, key, callback):
        if inspect.ismethod(callback):
            callback = WeakMethod(callback)
        self.wired[key] = callback
class Loom:
    def __init__(self):
        self.pedals = Pedals()
        self.pedals.wire("over", self.weave)
    def weave(self):
        return 1
def make():
    return Loom()
`,
    ],
    [
      "the exception of a block that nothing refers to",
      `class Attempt:
    def __enter__(self):
        return 3
    def __exit__(self, kind, error, trace):
        self.reason = error
        return True
def make():
    with Attempt() as number:
        int("x")
    return number
`,
    ],
    [
      "the exception of a block, kept without its traceback",
      `class Attempt:
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        if error is not None:
            self.reason = error.with_traceback(None)
        return True
def make():
    with Attempt() as attempt:
        int("x")
    return attempt
`,
    ],
    [
      "the one object of a class that nobody replaces",
      `class Bus:
    _instance = None
    def __init__(self):
        self.listeners = []
    @classmethod
    def instance(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance
class Widget:
    def __init__(self, name, bus=None):
        self.name = name
        self.bus = bus or Bus.instance()
        self.bus.listeners.append(self.changed)
    def changed(self):
        print(self.name)
def make():
    return Widget("a")
`,
    ],
    [
      "a manager that closes what it is handed",
      `from contextlib import closing
class Fold:
    def __init__(self, sheet):
        self.sheet = sheet
class Sheet:
    def __init__(self):
        self.folds = [Fold(self)]
    def close(self):
        for fold in self.folds:
            fold.sheet = None
def make():
    with closing(Sheet()) as sheet:
        len(sheet.folds)
`,
    ],
    [
      "a heap that is emptied",
      `import heapq
class Job:
    def __init__(self, clock):
        self.clock = clock
    def __lt__(self, other):
        return id(self) < id(other)
class Clock:
    def __init__(self):
        self.jobs = []
    def run(self):
        heapq.heappush(self.jobs, Job(self))
        while self.jobs:
            heapq.heappop(self.jobs)
def make():
    Clock().run()
`,
    ],
    [
      "a queue that puts back only what goes on",
      `class Turn:
    def __init__(self, arena):
        self.arena = arena
        self.left = 2
class Arena:
    def __init__(self):
        self.waiting = [Turn(self)]
    def run(self):
        while self.waiting:
            turn = self.waiting.pop()
            turn.left -= 1
            if turn.left:
                self.waiting.append(turn)
def make():
    Arena().run()
`,
    ],
  ])("by %s", (_, source) => {
    expect(found(source)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../src/lint/linter.js";
import { found, linter } from "./listeners-support.js";

describe("a listener of a publisher that the program has made itself", () => {
  it("is none where the publisher forgets whom it tells, under a name and by a method of its own as well", () => {
    const desk = `class Desk:
    def __init__(self):
        self._waiting = {}
    def ask(self, number, callback):
        self._waiting.setdefault(number, []).append(callback)
    def forget(self, number):
        self._waiting.pop(number, None)
    def step(self):
        for number in range(3):
            self._tell(number, "here")
    def _tell(self, number, text):
        for callback in self._waiting.pop(number, ()):
            callback(text)

desk = Desk()

class Customer:
    def __init__(self, number):
        desk.ask(number, lambda text: setattr(self, "text", text))

def serve(numbers):
    return [Customer(number) for number in numbers]
`;
    expect(found(desk, "")).toEqual([]);
    expect(found(desk.replace("self._waiting.pop(number, ()", "self._waiting.get(number, ()"), "")).toEqual([
      "19 LK401 warning",
    ]);
  });

  it("is kept as the caller asks for: weakly or strongly, by argument, default and decorator", () => {
    const signal = `import weakref

class Signal:
    def __init__(self):
        self._slots = []
    def connect(self, slot=None, *, weak=True):
        if slot is None:
            return lambda function: self.connect(function, weak=weak)
        if weak:
            kind = weakref.WeakMethod if hasattr(slot, "__self__") else weakref.ref
            self._slots.append(kind(slot, self._drop))
        else:
            self._slots.append(lambda: slot)
        return slot
    def _drop(self, reference):
        self._slots.remove(reference)
    def send(self, item):
        for reference in list(self._slots):
            reference()(item)

sent = Signal()

def watch(items, strongly):
    seen = []
    @sent.connect
    def one(item):
        seen.append(item)
    @sent.connect(weak=False)
    def two(item):
        seen.append(item)
    sent.connect(seen.append, weak=strongly)
    sent.connect(lambda item: seen.append(item), weak=False)
    return seen
`;
    expect(found(signal, "")).toEqual(["28 LK401 warning", "32 LK401 warning"]);
    const strong = signal.replace("weak=True):", "weak=False):");
    expect(found(strong, "")).toEqual(["25 LK401 warning", "28 LK401 warning", "32 LK401 warning"]);
  });

  it("is what a function knows by its parameter that registers it and notes how to take it away", () => {
    const follow = `
import functools

class Board:
    def __init__(self):
        self.rows = []
        self.undo = []
        self.follow(lambda item: self.rows.append(item))
    def follow(self, listener):
        bus.subscribe(listener)
        self.undo.append(functools.partial(bus.unsubscribe, listener))
    def close(self):
        while self.undo:
            self.undo.pop()()

def show():
    board = Board()
    board.close()
    return board.rows
`;
    expect(found(follow)).toEqual([]);
    const wrapped = follow.replace("bus.subscribe(listener)", "bus.subscribe(functools.partial(listener))");
    expect(found(wrapped)).toEqual(["10 LK403 warning"]);
  });

  it("stays where the closing method turns back before it unregisters, unless it asks whether there is anything", () => {
    const form = `class Form:
    def __init__(self, text):
        self.text = text
        self.open = True
        bus.subscribe(self.changed)
    def changed(self, item):
        self.text += item
    def close(self):
        if not self.text:
            return False
        bus.unsubscribe(self.changed)
        return True

def edit(text):
    form = Form(text)
    return form.close()
`;
    expect(found(form)).toEqual(["5 LK401 warning"]);
    expect(found(form.replace("if not self.text", "if not self.open"))).toEqual([]);
    expect(found(form.replace("if not self.text", "if self.changed not in bus._subs"))).toEqual([]);
    expect(found(form.replace("return form.close()", "while not form.close():\n        form.text = 'x'"))).toEqual([]);
    expect(found(form.replace("return form.close()", "return form"))).toEqual([]);
  });

  it("may be added and taken away by operators that the publisher's class defines", () => {
    const event = `class Event:
    def __init__(self):
        self._handlers = []
    def __iadd__(self, handler):
        self._handlers.append(handler)
        return self
    def __isub__(self, handler):
        self._handlers.remove(handler)
        return self
    def fire(self):
        for handler in list(self._handlers):
            handler()

class Mixer:
    def __init__(self):
        self.muted = Event()

mixer = Mixer()

class Meter:
    def __init__(self):
        mixer.muted += self.hide
    def hide(self):
        pass
    def close(self):
        mixer.muted -= self.hide

def show():
    meter = Meter()
    meter.close()
`;
    expect(found(event, "")).toEqual([]);
    expect(found(event.replace("mixer.muted -= self.hide", "mixer.muted -= self.close"), "")).toEqual([
      "22 LK403 warning",
    ]);
    const kept = event.replace("mixer.muted -= self.hide", "pass");
    expect(found(kept, "")).toEqual(["22 LK401 warning"]);
    const report = linter.lint("/project/events.py", kept, defaultSettings(linter.rules));
    expect(report.findings.map(({ message }) => message).join()).toContain("Say mixer.muted -= self.hide when");
  });

  it("is let go by a loop that looks for it, and by a wrapper that takes itself out", () => {
    const records = `class Record:
    def __init__(self, call):
        self.call = call

class Chores:
    def __init__(self):
        self._records = []
    def add(self, call):
        self._records.append(Record(call))
    def once(self, call):
        def first():
            self.drop(first)
            call()
        self.add(first)
    def drop(self, call):
        for record in list(self._records):
            if record.call == call:
                self._records.remove(record)
    def ring(self):
        for record in list(self._records):
            record.call()

chores = Chores()

class Child:
    def __init__(self):
        chores.once(self.wash)
        chores.add(self.carry)
    def wash(self):
        pass
    def carry(self):
        pass
    def leave(self):
        chores.drop(self.carry)

def grow():
    child = Child()
    child.leave()
`;
    expect(found(records, "")).toEqual([]);
    expect(found(records.replace("chores.drop(self.carry)", "pass"), "")).toEqual(["28 LK401 warning"]);
  });

  it("is none for the time of a context manager, and stays beside one", () => {
    const gate = `import contextlib

class Gate:
    def __init__(self):
        self._queue = []
    @contextlib.contextmanager
    def listening(self, handler):
        entry = (1, handler)
        self._queue.append(entry)
        try:
            yield self
        finally:
            self._queue.remove(entry)
    def subscribe(self, handler):
        self._queue.append((0, handler))
    def open(self):
        for _, handler in list(self._queue):
            handler()

gate = Gate()

class Guard:
    def stand(self):
        with gate.listening(self.note):
            gate.open()
    def stay(self):
        gate.subscribe(self.note)
    def note(self):
        pass

def watch():
    guard = Guard()
    guard.stand()
    guard.stay()
`;
    expect(found(gate, "")).toEqual(["27 LK401 warning"]);
  });
});

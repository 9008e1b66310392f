/**
 * Cycles whose links are made in roundabout ways: through tables of classes, `getattr`, `vars`, special methods. CPython
 * was asked about every program here: `make()` leaves something to the cyclic collector.
 */
import { describe, expect, it } from "vitest";
import { found } from "./support.js";

describe("a cycle", () => {
  it.each([
    [
      "classes of a table",
      `class Step:
    def __init__(self, owner):
        self.owner = owner
class Wait(Step): pass
STEPS = {"wait": Wait, "step": Step}
class Plan:
    def __init__(self, names):
        self.steps = [STEPS[name](self) for name in names]
def make():
    return Plan(["wait", "step"])
`,
      "3 LK201",
    ],
    [
      "classes that a decorator files",
      `KINDS = {}
def kind(name):
    def note(cls):
        KINDS[name] = cls
        return cls
    return note
@kind("text")
class Text:
    def __init__(self, form):
        self.form = form
class Form:
    def __init__(self):
        self.fields = []
    def add(self, name):
        made = KINDS.get(name)
        field = made(self)
        self.fields.append(field)
        return field
def make():
    form = Form()
    form.add("text")
    return form
`,
      "10 LK201",
    ],
    [
      "subclasses that file themselves",
      `class Tool:
    tools = {}
    def __init_subclass__(cls, **more):
        super().__init_subclass__(**more)
        cls.tools[cls.__name__] = cls
    def __init__(self, bench):
        self.bench = bench
class Saw(Tool): pass
class Bench:
    def __init__(self):
        self.saw = Tool.tools["Saw"](self)
def make():
    return Bench()
`,
      "7 LK201",
    ],
    [
      "methods found by dir()",
      `class Shell:
    def __init__(self):
        self.commands = {}
        for name in dir(self):
            if name.startswith("do_"):
                self.commands[name[3:]] = getattr(self, name)
    def do_help(self):
        return 1
def make():
    return Shell()
`,
      "6 LK202",
    ],
    [
      "methods whose names are put together",
      `class Machine:
    def __init__(self, states):
        self.states = {state: getattr(self, f"on_{state}") for state in states}
    def on_idle(self):
        return 1
def make():
    return Machine(["idle"])
`,
      "3 LK202",
    ],
    [
      "a method read by getattr()",
      `class Machine:
    def __init__(self):
        self.run = getattr(self, "on_idle")
    def on_idle(self):
        return 1
def make():
    return Machine()
`,
      "3 LK202",
    ],
    [
      "what is put into vars()",
      `class Bound:
    def __init__(self, owner):
        self.owner = owner
class Field:
    def of(self, thing):
        state = vars(thing)
        if "bound" not in state:
            state["bound"] = Bound(thing)
        return state["bound"]
class Thing:
    pass
def make():
    thing = Thing()
    Field().of(thing)
    return thing
`,
      "3 LK201",
    ],
    [
      "what __dict__ is updated with",
      `class Part:
    def __init__(self, whole):
        self.whole = whole
class Whole:
    def __init__(self):
        self.__dict__.update(part=Part(self))
def make():
    return Whole()
`,
      "3 LK201",
    ],
    [
      "both ends of a pair, in a loop",
      `class Stop:
    def __init__(self):
        self.tracks = []
class Track:
    def __init__(self, start, end):
        self.start = start
        self.end = end
        for stop in (start, end):
            stop.tracks.append(self)
def make():
    return Track(Stop(), Stop())
`,
      "6 LK201",
    ],
    [
      "items that a method of the own files",
      `class Row:
    def __init__(self, table):
        self.table = table
class Table:
    def __init__(self):
        self.rows = {}
    def __setitem__(self, key, row):
        self.rows[key] = row
def make():
    table = Table()
    row = Row(table)
    table["first"] = row
    return table
`,
      "3 LK201",
    ],
    [
      "a tuple made of a generator",
      `class Seat:
    def __init__(self, hall):
        self.hall = hall
class Hall:
    def __init__(self, count):
        self.seats = tuple(self.seat() for _ in range(count))
    def seat(self):
        return Seat(self)
def make():
    return Hall(2)
`,
      "3 LK201",
    ],
    [
      "functions kept by the record that they use",
      `from types import SimpleNamespace
def account(owner):
    record = SimpleNamespace(owner=owner, balance=0)
    def deposit(amount):
        record.balance += amount
    record.deposit = deposit
    return record
def make():
    return account("Mia")
`,
      "6 LK202",
    ],
    [
      "an exception in a copy of a local record",
      `import dataclasses
@dataclasses.dataclass
class Outcome:
    name: str
    cause: Exception | None = None
def make():
    outcome = Outcome("sum")
    try:
        int("x")
    except ValueError as error:
        outcome = dataclasses.replace(outcome, cause=error)
    return outcome
`,
      "11 LK203",
    ],
    [
      "attributes whose names are computed",
      `class Link:
    def __init__(self, slot, back):
        self.slot = slot
        self.back = back
    def join(self, record, target):
        record.__dict__[self.slot] = target
        getattr(target, self.back).append(record)
class Record:
    def __init__(self):
        self.items = []
def make():
    Link("owner", "items").join(Record(), Record())
`,
      "7 LK201",
    ],
    [
      "a method that a subclass has",
      `class Value:
    def __init__(self):
        self.watchers = []
    def watch(self, watcher):
        self.watchers.append(watcher)
class Form:
    def __init__(self, names):
        self.fields = {}
        for name in names:
            field = Value()
            field.watch(getattr(self, f"on_{name}"))
            self.fields[name] = field
class Login(Form):
    def on_user(self, value):
        return value
def make():
    return Login(["user"])
`,
      "11 LK201",
    ],
    [
      "a class that an attribute of the class names",
      `class Marker:
    def __init__(self, source):
        self.source = source
class Document:
    marker_type = Marker
    def mark(self):
        self.marker = self.marker_type(self)
def make():
    document = Document()
    document.mark()
    return document
`,
      "3 LK201",
    ],
    [
      "what a dataclass hands on to __post_init__",
      `from dataclasses import InitVar, dataclass, field
@dataclass
class Pier:
    boats: list = field(default_factory=list)
@dataclass(eq=False)
class Boat:
    name: str
    pier: InitVar[Pier]
    berth: Pier = None
    def __post_init__(self, pier):
        self.berth = pier
        pier.boats.append(self)
def make():
    pier = Pier()
    Boat("Ran", pier)
    return pier
`,
      "11 LK201",
    ],
    [
      "what a subclass makes for the constructor of its base",
      `class Valve:
    def __init__(self, done=print):
        self.done = done
class Engine:
    def __init__(self):
        self.valve = self.make_valve()
    def make_valve(self):
        return Valve()
class Steam(Engine):
    def make_valve(self):
        return Valve(self.note)
    def note(self, what):
        print(what)
def make():
    return Steam()
`,
      "3 LK201",
    ],
    [
      "the exception that ended a block",
      `class Attempt:
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        self.reason = error
        return True
def make():
    with Attempt() as attempt:
        int("x")
    return attempt
`,
      "5 LK203",
    ],
    [
      "a callback that a base keeps for its subclass, told where it is handed over",
      `class Panel:
    def __init__(self):
        self.hooks = {}
        self.setup()
    def setup(self):
        pass
    def connect(self, name, hook):
        self.hooks[name] = hook
class List(Panel):
    def setup(self):
        self.connect("select", self.select)
    def select(self):
        return 1
def make():
    return List()
`,
      "11 LK202",
    ],
    [
      "what is taken from one list and put into another",
      `class Edit:
    def __init__(self, sheet):
        self.sheet = sheet
class Sheet:
    def __init__(self):
        self.done = []
        self.undone = []
    def write(self):
        self.done.append(Edit(self))
    def undo(self):
        edit = self.done.pop()
        self.undone.append(edit)
def make():
    sheet = Sheet()
    sheet.write()
    sheet.undo()
    return sheet
`,
      "3 LK201",
    ],
    [
      "several callbacks at once",
      `class Signals:
    def __init__(self):
        self.slots = []
    def connect(self, *slots):
        self.slots.extend(slots)
class Panel:
    def __init__(self):
        self.signals = Signals()
        self.signals.connect(self.draw, self.resize)
    def draw(self):
        return 1
    def resize(self):
        return 2
def make():
    return Panel()
`,
      "9 LK201",
    ],
    [
      "attributes under names that are put together",
      `from functools import partial
class Client:
    def __init__(self, names):
        for name in names:
            setattr(self, "get_" + name, partial(self.call, name))
    def call(self, name):
        return name
def make():
    return Client(["user", "team"])
`,
      "5 LK202",
    ],
    [
      "a table that a decorator fills",
      `def make():
    rules = {}
    def rule(*kinds):
        def put(function):
            for kind in kinds:
                rules[kind] = function
            return function
        return put
    @rule("sum")
    def total(node):
        return rules[node](node)
    return len(rules)
`,
      "9 LK202",
    ],
    [
      "methods named in a table of the class",
      `class Bus:
    def __init__(self):
        self.handlers = []
    def subscribe(self, handler):
        self.handlers.append(handler)
class Service:
    topics = {}
    def __init__(self, bus):
        self.bus = bus
        for topic, method in self.topics.items():
            bus.subscribe(getattr(self, method))
class Stock(Service):
    topics = {"placed": "reserve"}
    def reserve(self):
        return 1
def make():
    return Stock(Bus())
`,
      "9 LK201",
    ],
    [
      "a heap",
      `import heapq
class Job:
    def __init__(self, clock):
        self.clock = clock
    def __lt__(self, other):
        return id(self) < id(other)
class Clock:
    def __init__(self):
        self.jobs = []
    def plan(self):
        heapq.heappush(self.jobs, Job(self))
def make():
    clock = Clock()
    clock.plan()
    return clock
`,
      "4 LK201",
    ],
  ])("through %s", (_, source, expected) => {
    expect(found(source)).toEqual([expected]);
  });
});

import { defineRule } from "../define.js";
import { keepCallableFix } from "./fixes/keep-callable.js";
import { findingOf, stayingOf } from "./staying.js";

const UNSEEN = "nothing is announced: what the publisher holds grows with every call";

export const removalMismatch = defineRule({
  id: "LK403",
  name: "removal-mismatch",
  family: "listener",
  level: "warning",
  fix: "safe",
  summary: "Another object is unregistered than was registered",
  documentation: `A listener is registered, and what is handed to the removal is another object: a second lambda or
\`functools.partial\` with the same text, a wrapper, another method.

It is also reported where the publisher itself keeps a wrapper and looks for the bare listener, and where it compares
bound methods by \`is\`: each read of \`self.changed\` makes a new one.

## Why it matters

Two lambdas are never equal, whatever they do. The removal finds nothing: it raises, or, where the publisher asks
first, does nothing at all, and the listener stays.

## When it is silent

Bound methods (\`self.changed\` twice) are equal, and fine. So is whatever is kept in a name or attribute
between the two calls.

## How to fix it

Register a method, or keep the callable and hand the same one to both calls. The fix does that.

## Configuration

See [the configuration](../configuration.md) for levels per rule and per file. Publishers of your own libraries
can be added to [the catalogue](../catalogue.md).

## References

- [Instance methods](https://docs.python.org/3/reference/datamodel.html#instance-methods)
`,
  examples: [
    {
      title: "Two lambdas are two objects",
      bad: `class Bus:
    def __init__(self):
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def unsubscribe(self, listener):
        if listener in self._listeners:
            self._listeners.remove(listener)

    def publish(self, item):
        for listener in list(self._listeners):
            listener(item)


bus = Bus()


class Shape:
    def __init__(self):
        self.place = 0

    def move(self, step):
        self.place += step

    def grab(self):
        bus.subscribe(lambda step: self.move(step))

    def drop(self):
        bus.unsubscribe(lambda step: self.move(step))


def scenario(tmp):
    shape = Shape()
    shape.grab()
    bus.publish(3)
    shape.drop()
    print(shape.place)
`,
      good: `class Bus:
    def __init__(self):
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def unsubscribe(self, listener):
        if listener in self._listeners:
            self._listeners.remove(listener)

    def publish(self, item):
        for listener in list(self._listeners):
            listener(item)


bus = Bus()


class Shape:
    def __init__(self):
        self.place = 0

    def move(self, step):
        self.place += step

    def grab(self):
        bus.subscribe(self.move)

    def drop(self):
        bus.unsubscribe(self.move)


def scenario(tmp):
    shape = Shape()
    shape.grab()
    bus.publish(3)
    shape.drop()
    print(shape.place)
`,
      unseen: UNSEEN,
    },
    {
      title: "So are two partials",
      bad: `import functools


class Bus:
    def __init__(self):
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def unsubscribe(self, listener):
        if listener in self._listeners:
            self._listeners.remove(listener)

    def publish(self, item):
        for listener in list(self._listeners):
            listener(item)


bus = Bus()


def note(log, item):
    log.append(item)


def record(items):
    log = []
    bus.subscribe(functools.partial(note, log))
    for item in items:
        bus.publish(item)
    bus.unsubscribe(functools.partial(note, log))
    return log


def scenario(tmp):
    print(record(["tea", "milk"]))
`,
      good: `import functools


class Bus:
    def __init__(self):
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def unsubscribe(self, listener):
        if listener in self._listeners:
            self._listeners.remove(listener)

    def publish(self, item):
        for listener in list(self._listeners):
            listener(item)


bus = Bus()


def note(log, item):
    log.append(item)


def record(items):
    log = []
    listener = functools.partial(note, log)
    bus.subscribe(listener)
    try:
        for item in items:
            bus.publish(item)
    finally:
        bus.unsubscribe(listener)
    return log


def scenario(tmp):
    print(record(["tea", "milk"]))
`,
      unseen: UNSEEN,
    },
  ],
  *check(context) {
    for (const found of stayingOf(context, "LK403")) {
      yield findingOf(context, found, () => keepCallableFix(context, found));
    }
  },
});

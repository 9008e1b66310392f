import { listenersOf } from "../../analysis/listeners/analyze.js";
import { defineRule } from "../define.js";
import { short } from "./wording.js";

const UNSEEN = "nothing is announced: what the publisher holds grows with every call";

export const publisherWithoutRemoval = defineRule({
  id: "LK402",
  name: "publisher-without-removal",
  family: "listener",
  level: "warning",
  fix: "none",
  summary: "A publisher that lives long takes listeners and has no way to let one go",
  documentation: `A class keeps the listeners that it is handed and calls them, an object of it (or the class itself) lives as long
as the module, and no method or other code ever takes a listener out again.

Where the file itself shows an object that is registered and stays, that registration is reported (LK401), and not the
publisher as well.

## Why it matters

Who registers something that is made at run time cannot undo it: what listens once, listens and lives for ever.

## When it is silent

When anything in the project takes elements out of the container or replaces it; when it holds weakly; when the file
itself registers at import only, as tables of commands and plug-ins do; when objects of the class are made at run time.

## How to fix it

Give the publisher a method to remove a listener, and call it; or keep the listeners in a \`weakref.WeakSet\`, or as
\`weakref.WeakMethod\` objects.

## Configuration

See [the configuration](../configuration.md) for levels per rule and per file. Publishers of your own libraries
can be added to [the catalogue](../catalogue.md).

## References

- [\`weakref.WeakSet\`](https://docs.python.org/3/library/weakref.html#weakref.WeakSet)
`,
  examples: [
    {
      title: "A feed that nobody can leave",
      bad: `class Feed:
    def __init__(self):
        self._readers = []

    def subscribe(self, reader):
        self._readers.append(reader)

    def publish(self, item):
        for reader in self._readers:
            reader(item)


feed = Feed()
FORMATS = {"plain": lambda out: out.append, "pair": lambda out: lambda item: out.append((item, 1))}


def collect(kind, items):
    out = []
    feed.subscribe(FORMATS[kind](out))
    for item in items:
        feed.publish(item)
    return out


def scenario(tmp):
    print(collect("pair", ["tea", "milk"]))
`,
      good: `class Feed:
    def __init__(self):
        self._readers = []

    def subscribe(self, reader):
        self._readers.append(reader)

    def unsubscribe(self, reader):
        self._readers.remove(reader)

    def publish(self, item):
        for reader in list(self._readers):
            reader(item)


feed = Feed()
FORMATS = {"plain": lambda out: out.append, "pair": lambda out: lambda item: out.append((item, 1))}


def collect(kind, items):
    out = []
    reader = FORMATS[kind](out)
    feed.subscribe(reader)
    try:
        for item in items:
            feed.publish(item)
    finally:
        feed.unsubscribe(reader)
    return out


def scenario(tmp):
    print(collect("pair", ["tea", "milk"]))
`,
      unseen: UNSEEN,
    },
    {
      title: "A class that keeps callbacks",
      bad: `class Clock:
    _callbacks = []

    @classmethod
    def on_tick(cls, callback):
        cls._callbacks.append(callback)

    @classmethod
    def tick(cls):
        return [callback() for callback in cls._callbacks]


MAKERS = [lambda name: name.upper, lambda name: name.title]


def greet(name, style):
    Clock.on_tick(MAKERS[style](name))
    return Clock.tick()[-1]


def scenario(tmp):
    print(greet("ann", 0))
`,
      good: `import weakref


class Greeting:
    def __init__(self, name):
        self.name = name

    def tick(self):
        return self.name.upper()


class Clock:
    _listeners = weakref.WeakSet()

    @classmethod
    def on_tick(cls, listener):
        cls._listeners.add(listener)

    @classmethod
    def tick(cls):
        return [listener.tick() for listener in cls._listeners]


def greet(name):
    greeting = Greeting(name)
    Clock.on_tick(greeting)
    return Clock.tick()[-1]


def scenario(tmp):
    print(greet("ann"))
`,
      unseen: UNSEEN,
    },
  ],
  *check(context) {
    for (const found of listenersOf(context.model).facts.closedPublishers) {
      const { container, owner, method, addition, instance, isUsed, unless } = found;
      yield {
        message: `'${owner.name}.${method.name.name}()' keeps every listener in '${container.name}', and nothing takes one out, though the publisher lives as long as the module. Add a method to remove listeners, or hold them weakly.`,
        range: short(context, addition),
        steps: [
          { message: `${container.name} keeps the listener`, range: short(context, addition) },
          { message: "the publisher lives as long as the module", range: short(context, instance) },
        ],
        unless,
        ...(isUsed ? {} : { level: "information" as const }),
      };
    }
  },
});

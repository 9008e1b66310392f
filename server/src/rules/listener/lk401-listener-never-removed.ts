import { defineRule } from "../define.js";
import { unregisterFix } from "./fixes/unregister.js";
import { findingOf, stayingOf } from "./staying.js";

const UNSEEN = "nothing is announced: what the publisher holds grows with every call";

export const listenerNeverRemoved = defineRule({
  id: "LK401",
  name: "listener-never-removed",
  family: "listener",
  level: "warning",
  fix: "unsafe",
  summary: "A listener stays registered with a publisher that outlives it",
  documentation: `A method, function or object is registered with a publisher that lives longer than it does (an object of the
module, a class, a singleton), and stays registered: nothing unregisters it, or a path of the function skips what does.

Publishers are recognised by what they do: a method or function that puts its parameter into a list, set or
dictionary, and another that takes it out again. Those of libraries are in [the catalogue](../catalogue.md).

## Why it matters

The publisher holds the listener, a bound method holds its object, and the object holds all that it has: windows,
buffers, connections. Each object that ever listened stays alive, and is called with each event.

It is also reported when an early \`return\` or an exception skips the removal (in a \`@contextmanager\`, the lines
after a bare \`yield\`), when a token that ends the registration is thrown away or overwritten, when the same listener
is registered twice and removed once, when a subclass overrides \`close()\` without \`super()\`, and when only \`__del__\`
unregisters, which cannot run as long as the publisher holds the object.

## When it is silent

When any other method, function or \`finally\` unregisters it, through a token or disposable as well; when the
publisher goes with the listener (both local, or one made by the other); when it cannot be told how long the
publisher lives; for what is registered at import, and objects of the module; when the publisher holds weakly, calls
its listeners once, or drops them itself.

## How to fix it

Unregister in \`close()\`, \`__exit__\` or \`finally\`, or let the publisher hold \`weakref.WeakMethod\` objects. The fix
adds the removal to an existing closing method of the class, or puts it into \`finally\`. It is unsafe: events that come
later no longer reach the listener.

## Configuration

See [the configuration](../configuration.md) for levels per rule and per file. Publishers of your own libraries
can be added to [the catalogue](../catalogue.md).

## References

- [\`weakref.WeakMethod\`](https://docs.python.org/3/library/weakref.html#weakref.WeakMethod)
`,
  examples: [
    {
      title: "An object that listens for ever",
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


class Counter:
    def __init__(self):
        self.seen = 0
        bus.subscribe(self.count)

    def count(self, item):
        self.seen += 1

    def close(self):
        return self.seen


def scenario(tmp):
    counter = Counter()
    bus.publish("tea")
    print(counter.close())
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


class Counter:
    def __init__(self):
        self.seen = 0
        bus.subscribe(self.count)

    def count(self, item):
        self.seen += 1

    def close(self):
        bus.unsubscribe(self.count)
        return self.seen


def scenario(tmp):
    counter = Counter()
    bus.publish("tea")
    print(counter.close())
`,
      unseen: UNSEEN,
    },
    {
      title: "An early return skips the removal",
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


def longest(items):
    found = []

    def keep(item):
        if not found or len(item) > len(found[0]):
            found[:] = [item]

    bus.subscribe(keep)
    if not items:
        return None
    for item in items:
        bus.publish(item)
    bus.unsubscribe(keep)
    return found[0]


def scenario(tmp):
    print(longest(["tea", "coffee"]), longest([]))
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


def longest(items):
    found = []

    def keep(item):
        if not found or len(item) > len(found[0]):
            found[:] = [item]

    bus.subscribe(keep)
    try:
        if not items:
            return None
        for item in items:
            bus.publish(item)
    finally:
        bus.unsubscribe(keep)
    return found[0]


def scenario(tmp):
    print(longest(["tea", "coffee"]), longest([]))
`,
      unseen: UNSEEN,
    },
    {
      title: "A subclass forgets to unregister",
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


class View:
    def __init__(self):
        self.items = []
        bus.subscribe(self.show)

    def show(self, item):
        self.items.append(item)

    def close(self):
        bus.unsubscribe(self.show)


class ListView(View):
    def close(self):
        self.items.sort()


def scenario(tmp):
    view = ListView()
    bus.publish("tea")
    print(view.items)
    view.close()
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


class View:
    def __init__(self):
        self.items = []
        bus.subscribe(self.show)

    def show(self, item):
        self.items.append(item)

    def close(self):
        bus.unsubscribe(self.show)


class ListView(View):
    def close(self):
        self.items.sort()
        super().close()


def scenario(tmp):
    view = ListView()
    bus.publish("tea")
    print(view.items)
    view.close()
`,
      unseen: UNSEEN,
    },
  ],
  *check(context) {
    for (const found of stayingOf(context, "LK401")) {
      yield findingOf(context, found, () => unregisterFix(context, found));
    }
  },
});

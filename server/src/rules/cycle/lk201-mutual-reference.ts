import { cycleFacts } from "../../analysis/cycles/facts.js";
import { defineRule } from "../define.js";
import { weakLinkFix } from "./fixes/weak.js";
import { cycleFinding, linkName, wayRound } from "./wording.js";

export const mutualReference = defineRule({
  id: "LK201",
  name: "mutual-reference",
  family: "cycle",
  level: "warning",
  fix: "unsafe",
  summary: "Objects that hold each other, so that only the cyclic collector can free them",
  documentation: `Objects that the file makes refer to each other, through attributes or containers: a child that keeps
its parent, observers that keep their subject, lists appended to one another.

CPython frees an object the moment that its last reference goes. Objects that hold each other never get there.

## Why it matters

Such objects, and all that they hold (buffers, descriptors, sockets), wait for the cyclic garbage collector. It
runs when enough new objects have been made, not when memory runs short, and a cycle that has grown old is looked at
rarely. Where the collector is disabled or frozen, as servers do for speed, they stay for ever.

## When it is silent

Where a link is weak (\`weakref.ref\`, \`proxy\`, \`WeakSet\` and the other weak containers), or an id or a name;
where code of the file that runs cuts a link of the cycle: binds it to \`None\`, deletes it, clears the container or
takes something out of it; where another file of the project does; where the parent is kept one way only; where the
objects are classes, or belong to the module and live as long as it. A link is never taken for two: a tree whose
nodes have children of their own class is no cycle.

## How to fix it

Let the link that leads back, from the child to its owner, be a weak one. The fix puts a weak reference behind a
property of the same name, so that all else stays as it is; a set of objects becomes a \`WeakSet\`. It is a suggestion,
since whoever keeps only the child finds its owner gone: then \`None\` comes back. Or cut the link when the objects
are done with, in \`close\` or \`__exit__\`.

## References

- [\`gc\`: garbage collector interface](https://docs.python.org/3/library/gc.html)
- [\`weakref\`: weak references](https://docs.python.org/3/library/weakref.html)
`,
  examples: [
    {
      title: "Children that keep their parent",
      bad: `class Chapter:
    def __init__(self, title, book):
        self.title = title
        self.book = book

    def heading(self):
        return f"{self.book.name}: {self.title}"


class Book:
    def __init__(self, name):
        self.name = name
        self.chapters = []

    def add(self, title):
        chapter = Chapter(title, self)
        self.chapters.append(chapter)
        return chapter


def scenario(tmp):
    book = Book("Atlas")
    print(book.add("Rivers").heading(), len(book.chapters))
`,
      good: `import weakref


class Chapter:
    def __init__(self, title, book):
        self.title = title
        self._book = weakref.ref(book)

    @property
    def book(self):
        return self._book()

    def heading(self):
        return f"{self.book.name}: {self.title}"


class Book:
    def __init__(self, name):
        self.name = name
        self.chapters = []

    def add(self, title):
        chapter = Chapter(title, self)
        self.chapters.append(chapter)
        return chapter


def scenario(tmp):
    book = Book("Atlas")
    print(book.add("Rivers").heading(), len(book.chapters))
`,
    },
    {
      title: "Views that keep their model, and a model that keeps its views",
      bad: `class Scale:
    def __init__(self):
        self.displays = set()
        self.grams = 0

    def weigh(self, grams):
        self.grams = grams
        return sorted(display.text() for display in self.displays)


class Display:
    def __init__(self, scale, unit):
        self.scale = scale
        self.unit = unit
        scale.displays.add(self)

    def text(self):
        return f"{self.scale.grams} {self.unit}"


def scenario(tmp):
    scale = Scale()
    displays = [Display(scale, "g"), Display(scale, "grams")]
    print(scale.weigh(200), len(displays))
`,
      good: `import weakref


class Scale:
    def __init__(self):
        self.displays = weakref.WeakSet()
        self.grams = 0

    def weigh(self, grams):
        self.grams = grams
        return sorted(display.text() for display in self.displays)


class Display:
    def __init__(self, scale, unit):
        self.scale = scale
        self.unit = unit
        scale.displays.add(self)

    def text(self):
        return f"{self.scale.grams} {self.unit}"


def scenario(tmp):
    scale = Scale()
    displays = [Display(scale, "g"), Display(scale, "grams")]
    print(scale.weigh(200), len(displays))
`,
    },
  ],
  *check(context) {
    for (const cycle of cycleFacts(context.model).cycles) {
      if (cycle.kind !== "mutual" || cycle.finalizer !== null) continue;
      const message =
        `Reference cycle ${wayRound(cycle)}: reference counting cannot free these objects. ` +
        `Let '${linkName(cycle, cycle.back)}' refer weakly, or cut it when they are done with.`;
      yield { ...cycleFinding(context, cycle, message), fix: () => weakLinkFix(context, cycle) };
    }
  },
});

import { growthOf } from "../../analysis/growth/growing.js";
import { defineRule } from "../define.js";
import { pruneDead } from "./fixes/limit.js";
import { adds, isTestModule, placeOf, stepsOf, subjectOf } from "./wording.js";

export const deadWeakrefs = defineRule({
  id: "LK306",
  name: "dead-weakrefs",
  family: "cache",
  level: "warning",
  fix: "unsafe",
  summary: "Weak references to objects that are gone are never removed",
  documentation: `A list, set or dictionary of \`weakref.ref\` that lives long and is never pruned. The objects are freed, their weak
references are not: a reference to nothing is an object of its own, and stays in the container.

## Why it matters

The container grows with every object that was ever registered, and each walk over it takes longer.

## When it is silent

When something is removed from it: dead references where it is walked, or by the callback of the reference
(\`weakref.ref(x, refs.remove)\`).

## How to fix it

A \`weakref.WeakSet\` or \`weakref.WeakValueDictionary\` forgets dead objects by itself.

The fix keeps the container and removes dead references before it adds one. It is a suggestion, because a
\`WeakSet\` is often simpler.

## References

- [\`weakref.WeakSet\`](https://docs.python.org/3/library/weakref.html#weakref.WeakSet)
`,
  examples: [
    {
      title: "A list of references",
      bad: `import weakref

_documents = []


class Document:
    def __init__(self, title):
        self.title = title
        _documents.append(weakref.ref(self))


def titles():
    alive = (ref() for ref in _documents)
    return sorted(document.title for document in alive if document is not None)


def scenario(tmp):
    letter = Document("letter")
    print(titles(), letter.title)
`,
      good: `import weakref

_documents = weakref.WeakSet()


class Document:
    def __init__(self, title):
        self.title = title
        _documents.add(self)


def titles():
    return sorted(document.title for document in _documents)


def scenario(tmp):
    letter = Document("letter")
    print(titles(), letter.title)
`,
    },
    {
      title: "A dictionary of references",
      bad: `import itertools
import weakref

_number = itertools.count()


class Session:
    known = {}

    def __init__(self, user):
        self.user = user
        Session.known[next(_number)] = weakref.ref(self)


def scenario(tmp):
    session = Session("Ann")
    print(session.user)
`,
      good: `import itertools
import weakref

_number = itertools.count()


class Session:
    known = weakref.WeakValueDictionary()

    def __init__(self, user):
        self.user = user
        Session.known[next(_number)] = self


def scenario(tmp):
    session = Session("Ann")
    print(session.user)
`,
    },
  ],
  *check(context) {
    if (isTestModule(context.path) || !context.text.includes("weakref")) return;
    for (const container of growthOf(context.model).containers) {
      const { holder, isCertain, isOfWeakrefs, growths, unless } = container;
      const [first] = growths;
      if (!isOfWeakrefs || holder.home === "default" || first === undefined) continue;
      yield {
        message: `${subjectOf(container)} keeps weak references to objects that are gone: ${adds(context, first)}, and nothing removes from it. Use 'weakref.WeakSet' or 'weakref.WeakValueDictionary'.`,
        range: placeOf(container),
        steps: stepsOf(container),
        unless,
        level: isCertain ? "warning" : "information",
        fix: () => pruneDead(context, container),
      };
    }
  },
});

import { cycleFacts } from "../../analysis/cycles/facts.js";
import { defineRule } from "../define.js";
import { cycleFinding, linkName, wayRound } from "./wording.js";

export const finalizerInCycle = defineRule({
  id: "LK206",
  name: "finalizer-in-cycle",
  family: "cycle",
  level: "warning",
  fix: "none",
  summary: "An object with __del__ is part of a reference cycle",
  documentation: `An object whose class defines \`__del__\` is part of a reference cycle, as LK201 and LK202 report them for
other classes.

\`__del__\` is there to release something when the object goes. In a cycle it goes when the cyclic collector comes by.

## Why it matters

What \`__del__\` should release (a connection, a temporary file, a lock of another process) stays until the collector
runs, in an order that nobody can foresee, in whatever thread happens to run it; where the collector is disabled, for
ever. Before Python 3.4 such objects were never freed at all.

## When it is silent

As LK201 and LK202: where a link is weak, or cut by code that runs. What \`__del__\` itself cuts does not count: it
comes too late.

## How to fix it

Let the link that leads back be weak, or release explicitly, in \`close\` and \`__exit__\`, and cut the cycle there.

## References

- [\`object.__del__\`](https://docs.python.org/3/reference/datamodel.html#object.__del__)
- [\`gc\`: garbage collector interface](https://docs.python.org/3/library/gc.html)
- [\`weakref\`: weak references](https://docs.python.org/3/library/weakref.html)
`,
  examples: [
    {
      title: "A session that signs off when it goes",
      bad: `class Prompt:
    def __init__(self, session):
        self.session = session

    def text(self):
        return f"{self.session.user}>"


class Session:
    def __init__(self, user):
        self.user = user
        self.prompt = Prompt(self)

    def __del__(self):
        self.user = None


def scenario(tmp):
    print(Session("kim").prompt.text())
`,
      good: `import weakref


class Prompt:
    def __init__(self, session):
        self.session = weakref.proxy(session)

    def text(self):
        return f"{self.session.user}>"


class Session:
    def __init__(self, user):
        self.user = user
        self.prompt = Prompt(self)

    def __del__(self):
        self.user = None


def scenario(tmp):
    session = Session("kim")
    print(session.prompt.text())
`,
    },
    {
      title: "A callback of its own",
      bad: `class Lamp:
    def __init__(self):
        self.is_on = True
        self.switch = self.off

    def off(self):
        self.is_on = False
        return "off"

    def __del__(self):
        self.is_on = False


def scenario(tmp):
    print(Lamp().switch())
`,
      good: `class Lamp:
    def __init__(self):
        self.is_on = True

    def off(self):
        self.is_on = False
        return "off"

    def __del__(self):
        self.is_on = False


def scenario(tmp):
    print(Lamp().off())
`,
    },
  ],
  *check(context) {
    for (const cycle of cycleFacts(context.model).cycles) {
      const { finalizer } = cycle;
      if (cycle.kind === "exception" || finalizer === null) continue;
      const message =
        `'${finalizer.name}' has a __del__ and is part of the cycle ${wayRound(cycle)}: __del__ waits for the cyclic ` +
        `collector. Let '${linkName(cycle, cycle.back)}' refer weakly, or cut it when it is closed.`;
      yield cycleFinding(context, cycle, message);
    }
  },
});

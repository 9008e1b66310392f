import { growthOf } from "../../analysis/growth/growing.js";
import { growingInLoops } from "../../analysis/growth/loops.js";
import { isListenerContainer } from "../../analysis/listeners/publishers.js";
import { defineRule } from "../define.js";
import { limitContainer } from "./fixes/limit.js";
import { adds, isTestModule, placeOf, stepsOf, subjectOf } from "./wording.js";

/** Classes and containers of settings: whose keys are as many as the program has settings. */
const HOLDS_SETTINGS =
  /^_*(?:\w*_)?(?:config|configs|configuration|settings|options|preferences|prefs|environ|environment|defaults|properties|attributes|params)$|(?:Config|Configuration|Settings|Options|Preferences|Environment|Properties|Defaults)\b/;

export const unboundedContainer = defineRule({
  id: "LK301",
  name: "unbounded-container",
  family: "cache",
  level: "warning",
  fix: "unsafe",
  summary: "A container of long life grows, and nothing ever makes it shorter",
  documentation: `A list, dictionary, set or deque that lives as long as the program (of a module, a class, an object that
lives long, a function, or a closure) is added to while the program runs, and no code of the project
removes from it, clears it, binds it anew or tests how long it is.

## Why it matters

Whatever is in it is never freed, nor is anything that it refers to. A server that keeps one entry for
each request, user or file name uses more memory every day, until it is killed.

## What counts as growth

\`append\`, \`add\`, \`setdefault\`, \`update\`, \`extend\`, \`d[key] = …\`, \`+=\`, \`|=\`, slice assignment, and the mere
reading of a missing key of a \`defaultdict\`; also through another name, a parameter of a helper, or a
method handed on as a value, and in a container inside the container.

## When it is silent

When it is filled while modules are imported (registries, \`__init_subclass__\`, decorators); when its keys
come from a closed set (constants, members of an \`Enum\`, \`bool\`, types, \`number % 16\`); when something is
removed from it: \`pop\`, \`del\`, \`clear\`, a slice, a callback such as \`tasks.discard\`; when a test of its
length decides over what is added; when it limits itself or holds weakly (\`deque(maxlen=…)\`,
\`WeakValueDictionary\`); when it is handed to code that leaklint does not see. A removal counts unless it
only undoes a failure, puts the entry back at once, is passed by on an early way out, or stands in a
private function that nobody calls.

It is a warning where the keys are shown to differ: counted, read from outside, made of what callers in the
file hand in. Where only callers elsewhere know the keys, where these are few as a rule (languages, encodings,
classes, paths, versions), or where it is not certain that the code runs more than once, it is an information.

## How to fix it

Say how much may be kept. A \`collections.deque(maxlen=…)\` forgets the oldest; a dictionary can drop its
oldest key before it takes a new one; \`functools.lru_cache\` replaces a hand-made cache of results; a
\`weakref.WeakValueDictionary\` forgets objects that nobody else uses. Or remove each entry where its life
ends.

The fix limits a list to the last 1024 entries, and drops the oldest entry of a dictionary. It is a
suggestion: only you know whether old entries may go.

## References

- [\`collections.deque\`](https://docs.python.org/3/library/collections.html#collections.deque)
- [\`functools.lru_cache\`](https://docs.python.org/3/library/functools.html#functools.lru_cache)
`,
  examples: [
    {
      title: "A cache that forgets nothing",
      bad: `import itertools

_reports = {}
_place = itertools.count()


def report(place):
    if place not in _reports:
        _reports[place] = f"sunny in {place}"
    return _reports[place]


def scenario(tmp):
    for _ in range(100):
        text = report(f"village {next(_place)}")
    print(text.startswith("sunny"))
`,
      good: `import itertools

_reports = {}
_place = itertools.count()


def report(place):
    if place not in _reports:
        if len(_reports) >= 50:
            del _reports[next(iter(_reports))]
        _reports[place] = f"sunny in {place}"
    return _reports[place]


def scenario(tmp):
    for _ in range(100):
        text = report(f"village {next(_place)}")
    print(text.startswith("sunny"))
`,
    },
    {
      title: "A list that every object joins",
      bad: `class Alarm:
    raised = []

    def __init__(self, text):
        self.text = text
        self.raised.append(self)


def scenario(tmp):
    for number in range(100):
        alarm = Alarm(f"sensor {number}")
    print(alarm.text, Alarm.raised[-1] is alarm)
`,
      good: `import collections


class Alarm:
    raised = collections.deque(maxlen=50)

    def __init__(self, text):
        self.text = text
        self.raised.append(self)


def scenario(tmp):
    for number in range(100):
        alarm = Alarm(f"sensor {number}")
    print(alarm.text, Alarm.raised[-1] is alarm)
`,
    },
  ],
  *check(context) {
    if (isTestModule(context.path)) return;
    const facts = growthOf(context.model);
    const inLoops = new Set(growingInLoops(context.model, facts).map(({ container }) => container.holder.definition));
    for (const container of facts.containers) {
      const { holder, isCertain, isOfWeakrefs, growths, unless } = container;
      const [first] = growths;
      if (holder.home === "default" || isOfWeakrefs || holder.made.type.queue === true || first === undefined) continue;
      // Listeners are the affair of their own rules.
      if (isListenerContainer(context.model, holder.owner, holder.shortName)) continue;
      // Those that an endless loop feeds are LK305's.
      if (inLoops.has(holder.definition)) continue;
      yield {
        message: `${subjectOf(container)} only grows: ${adds(context, first)}, and nothing in the project removes from it. Limit it, or remove what is no longer needed.`,
        range: placeOf(container),
        steps: stepsOf(container),
        unless,
        level: isCertain && !HOLDS_SETTINGS.test(holder.name) ? "warning" : "information",
        fix: () => limitContainer(context, container),
      };
    }
  },
});

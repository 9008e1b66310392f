import { listenersOf } from "../../analysis/listeners/analyze.js";
import { defineRule } from "../define.js";
import { unregisterFix } from "./fixes/unregister.js";
import { findingOf, stayingOf } from "./staying.js";
import { quoted, short } from "./wording.js";

const UNSEEN = "nothing is announced: what the publisher holds grows with every call";

export const handlerPerCall = defineRule({
  id: "LK404",
  name: "handler-per-call",
  family: "listener",
  level: "warning",
  fix: "unsafe",
  summary: "Each call adds a handler, filter or logger to logging and none is taken away",
  documentation: `A function, or the constructor of an object of which there are many, adds a new handler or filter to a logger
and never removes it; or it asks for a logger under a name that is another for each request, job or object.

## Why it matters

\`logging.getLogger(name)\` gives the same logger each time, as long as the process lives. Each handler that is added
to it stays: every record is written once more with each call, streams and files stay open, and the program gets
slower. A logger itself is never freed either: one for each request is a leak of its own.

## When it is silent

When the function asks before (\`if not log.handlers\`, \`hasHandlers()\`, a flag); when the handler is removed in
\`finally\` or in another method, or is one object of the module, which \`addHandler\` does not add twice; for loggers
made by hand (\`logging.Logger("x")\`).

## How to fix it

Set up logging once, at the start of the program; remove a handler that is meant for one call in \`finally\`; tell
requests apart by what is logged, or by a \`LoggerAdapter\`. The fix asks \`if not log.handlers\` in a constructor, and
uses \`finally\` elsewhere. It is unsafe: records that come later reach the handler no more.

## Configuration

See [the configuration](../configuration.md) for levels per rule and per file. Publishers of your own libraries
can be added to [the catalogue](../catalogue.md).

## References

- [\`logging.getLogger\`](https://docs.python.org/3/library/logging.html#logging.getLogger): "All calls to this
  function with a given name return the same logger instance"
`,
  examples: [
    {
      title: "A handler for one call",
      bad: `import io
import logging

log = logging.getLogger("prices")
log.propagate = False


def check(prices):
    transcript = io.StringIO()
    log.addHandler(logging.StreamHandler(transcript))
    for name, price in prices.items():
        if price < 0:
            log.warning("%s costs %d", name, price)
    return transcript.getvalue()


def scenario(tmp):
    print(check({"tea": 3, "cup": -1}))
`,
      good: `import io
import logging

log = logging.getLogger("prices")
log.propagate = False


def check(prices):
    transcript = io.StringIO()
    handler = logging.StreamHandler(transcript)
    log.addHandler(handler)
    try:
        for name, price in prices.items():
            if price < 0:
                log.warning("%s costs %d", name, price)
    finally:
        log.removeHandler(handler)
    return transcript.getvalue()


def scenario(tmp):
    print(check({"tea": 3, "cup": -1}))
`,
      unseen: UNSEEN,
    },
    {
      title: "A handler for each object",
      bad: `import logging


class Importer:
    def __init__(self, name):
        self.name = name
        self.log = logging.getLogger("importer")
        self.log.addHandler(logging.NullHandler())

    def run(self):
        self.log.info("run %s", self.name)
        return self.name.upper()


def scenario(tmp):
    print(Importer("csv").run())
`,
      good: `import logging


class Importer:
    def __init__(self, name):
        self.name = name
        self.log = logging.getLogger("importer")
        if not self.log.handlers:
            self.log.addHandler(logging.NullHandler())

    def run(self):
        self.log.info("run %s", self.name)
        return self.name.upper()


def scenario(tmp):
    print(Importer("csv").run())
`,
      unseen: UNSEEN,
    },
    {
      title: "A logger for each job",
      bad: `import itertools
import logging

numbers = itertools.count()


def work(job_id):
    log = logging.getLogger(f"jobs.{job_id}")
    log.info("started")
    return "done"


def scenario(tmp):
    print(work(next(numbers)))
`,
      good: `import itertools
import logging

numbers = itertools.count()


def work(job_id):
    log = logging.getLogger("jobs")
    log.info("%d started", job_id)
    return "done"


def scenario(tmp):
    print(work(next(numbers)))
`,
      unseen: UNSEEN,
    },
  ],
  *check(context) {
    const fresh = listenersOf(context.model).freshLoggers;
    for (const { call, unit, varying } of fresh) {
      const statement = unit.statementOf(call);
      const name = quoted(context, varying);
      yield {
        message: `Each '${name}' makes another logger, and logging keeps them all for ever. Use one logger, and put '${name}' into its records or a LoggerAdapter.`,
        range: short(context, call),
        ...(statement === null ? {} : { statement }),
        steps: [
          { message: "the logger is made here", range: short(context, call) },
          { message: "its name is another each time", range: short(context, varying) },
        ],
      };
    }
    for (const found of stayingOf(context, "LK404")) {
      // What is added to a logger that is one too many is no leak beside it.
      const { unit, holder } = found.registration;
      const owner = context.model.methodAround(unit)?.owner;
      const isBeside = fresh.some((one) => {
        const other = context.model.methodAround(one.unit)?.owner;
        return one.unit === unit || (owner !== undefined && other === owner);
      });
      if (isBeside && holder.kind === "place") continue;
      yield findingOf(context, found, () => unregisterFix(context, found));
    }
  },
});

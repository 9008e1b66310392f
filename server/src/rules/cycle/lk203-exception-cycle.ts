import { cycleFacts } from "../../analysis/cycles/facts.js";
import { defineRule } from "../define.js";
import { exceptionFix, exceptionMessage } from "./exceptions.js";
import { cycleFinding } from "./wording.js";

export const exceptionCycle = defineRule({
  id: "LK203",
  name: "exception-cycle",
  family: "cycle",
  level: "warning",
  fix: "safe",
  summary: "A caught exception, traceback or frame is kept where its own frame can reach it",
  documentation: `A caught exception (or its traceback, \`sys.exc_info()\`, a frame) is kept in a local variable that
outlives the handler, in an attribute, or in a container, and neither set to None nor deleted when the function ends.

An exception holds its traceback, the traceback the frame of the function that caught it, and the frame all of the
function's variables: the one that holds the exception, too. So it is with the exception that \`__exit__\` is handed and
its object keeps: the frame of the \`with\` block holds the object.

## Why it matters

Not only the exception stays until the cyclic collector comes by: every variable of every frame between the handler
and the \`raise\` stays with it. Files and sockets that the function would have closed by letting them go stay open.
This is why Python deletes the name of \`except ... as error\` at the end of the handler.

## When it is silent

When the variable is set to None or deleted on every way out, as in \`finally\`; when only the text is kept
(\`str(error)\`, \`traceback.format_exc()\`); when the exception is kept without its traceback
(\`error.with_traceback(None)\`); when it is returned or raised at once; for frames of callers
(\`sys._getframe(1)\`, \`frame = frame.f_back\`). An exception that is kept and raised later is reported: the cycle
is still there when its handler has ended.

## How to fix it

Set the variable to None in \`finally\`: that is what the fix does for local variables, and it changes nothing else. For
attributes and containers it suggests to keep the exception without its traceback.

## References

- [The \`try\` statement](https://docs.python.org/3/reference/compound_stmts.html#the-try-statement): "exceptions are
  cleared because with the traceback attached to them, they form a reference cycle with the stack frame"
- [\`inspect\`: the interpreter stack](https://docs.python.org/3/library/inspect.html#the-interpreter-stack)
`,
  examples: [
    {
      title: "The last error of several attempts",
      bad: `def first_number(words):
    problem = None
    for word in words:
        try:
            return int(word)
        except ValueError as error:
            problem = error
    return f"none: {problem}"


def scenario(tmp):
    print(first_number(["x", "7"]), first_number(["y"]))
`,
      good: `def first_number(words):
    problem = None
    try:
        for word in words:
            try:
                return int(word)
            except ValueError as error:
                problem = error
        return f"none: {problem}"
    finally:
        problem = None


def scenario(tmp):
    print(first_number(["x", "7"]), first_number(["y"]))
`,
    },
    {
      title: "A frame in its own variable",
      bad: `import inspect


def here():
    frame = inspect.currentframe()
    return f"{frame.f_code.co_name} called by {frame.f_back.f_code.co_name}"


def scenario(tmp):
    print(here())
`,
      good: `import inspect


def here():
    frame = inspect.currentframe()
    try:
        return f"{frame.f_code.co_name} called by {frame.f_back.f_code.co_name}"
    finally:
        del frame


def scenario(tmp):
    print(here())
`,
    },
  ],
  *check(context) {
    for (const cycle of cycleFacts(context.model).cycles) {
      if (cycle.kind !== "exception") continue;
      const finding = cycleFinding(context, cycle, exceptionMessage(context, cycle));
      yield { ...finding, fix: () => exceptionFix(context, cycle) };
    }
  },
});

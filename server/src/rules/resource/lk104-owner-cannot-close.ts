import type { Mention } from "../../analysis/mentions.js";
import type { OverriddenRelease, OwnerWithoutRelease } from "../../analysis/ownership/facts.js";
import { defineRule, type RuleContext, type RuleFinding, type Step } from "../define.js";
import { overridingFix, ownerFix } from "./fixes/owner.js";
import { callName, callRange, lineNumber, released } from "./wording.js";

export const ownerCannotClose = defineRule({
  id: "LK104",
  name: "owner-cannot-close",
  family: "resource",
  level: "warning",
  fix: "unsafe",
  summary: "A class keeps a resource on 'self', and none of its methods releases it",
  documentation: `A class acquires a resource, keeps it in an attribute of \`self\`, and neither the class nor a base
class has a method that releases it; or it has a \`close\` or \`__exit__\` which forgets this attribute.

## Why it matters

Whoever uses such an object cannot do the right thing: there is nothing to call. The resource stays open
until the object happens to be collected, and CPython then says so with a \`ResourceWarning\`. What was
written may not be on disk yet; on Windows the file cannot be deleted; a server that makes such objects
runs out of descriptors.

## When it is silent

When any method of the class or of a base in the same file releases the attribute, directly, through
another method, through a local name for it or by handing on its \`close\`; when the class hands the
attribute to somebody, returns it or stores it elsewhere; when other code of the file mentions the
attribute; when a base class is not known; when \`__getattr__\` delegates; when the file makes its only
objects at module level, where they live as long as the process.

## How to fix it

Add a \`close\` method that releases the attribute, and \`__enter__\` and \`__exit__\` that call it, so that
users can write \`with\`. Where \`close\` exists, add the missing line.

## What the fix does

It adds these methods, or the missing line to the method that forgets the attribute, or the call of
\`super()\`. It is a suggestion (\`--unsafe-fixes\`), since it changes what the class offers: those who make such
objects have to close them, and the rules for unclosed resources tell them so from then on.

## References

- [With statement context managers](https://docs.python.org/3/reference/datamodel.html#context-managers)
`,
  examples: [
    {
      title: "A log that nobody can close",
      bad: `from itertools import count


class AuditTrail:
    def __init__(self, path):
        self._numbers = count(1)
        self._file = open(path, "a", encoding="utf-8")

    def record(self, user, action):
        number = next(self._numbers)
        self._file.write(f"{number} {user} {action}\\n")
        self._file.flush()
        return number


def scenario(tmp):
    trail = AuditTrail(tmp / "audit.log")
    print(trail.record("ann", "login"), trail.record("ann", "logout"))
`,
      good: `from itertools import count


class AuditTrail:
    def __init__(self, path):
        self._numbers = count(1)
        self._file = open(path, "a", encoding="utf-8")

    def record(self, user, action):
        number = next(self._numbers)
        self._file.write(f"{number} {user} {action}\\n")
        self._file.flush()
        return number

    def close(self):
        self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def scenario(tmp):
    with AuditTrail(tmp / "audit.log") as trail:
        print(trail.record("ann", "login"), trail.record("ann", "logout"))
`,
    },
    {
      title: "A close that forgets half",
      bad: `import socket


class Channel:
    def __init__(self):
        self.near, self.far = None, None
        self.log = open("/dev/null", "w")
        self.spare = socket.socket()

    def close(self):
        self.log.close()


def scenario(tmp):
    channel = Channel()
    channel.close()
    print("closed")
`,
      good: `import socket


class Channel:
    def __init__(self):
        self.near, self.far = None, None
        self.log = open("/dev/null", "w")
        self.spare = socket.socket()

    def close(self):
        self.log.close()
        self.spare.close()


def scenario(tmp):
    channel = Channel()
    channel.close()
    print("closed")
`,
    },
  ],
  *check(context) {
    for (const owner of context.ownership.owners ?? []) {
      const overriding = owner.inheritedFrom === undefined ? undefined : owner.forgetfulMethod?.range;
      yield {
        message: messageOf(context, owner),
        range: overriding ?? callRange(context, owner.acquisition),
        statement: overriding ?? owner.statement,
        steps: stepsOf(owner),
        unless: releasesOf(owner.attribute, owner.type),
        fix: () =>
          ownerFix({ text: context.text, module: context.module, owners: context.ownership.owners ?? [] }, owner),
      };
    }
    for (const one of context.ownership.overridden ?? []) yield overriddenFinding(context, one);
  },
});

/** A method of the project that releases the attribute, whatever file it stands in, refutes the finding. */
function releasesOf(attribute: string, { resource }: OwnerWithoutRelease["type"]): Mention[] {
  return (resource?.release ?? []).map((method): Mention => `call ${attribute}.${method}`);
}

function overriddenFinding(context: RuleContext, one: OverriddenRelease): RuleFinding {
  const { owner, method, attribute, type, base, origin } = one;
  return {
    message:
      `'${owner.name.name}.${method.name}' overrides what releases the ${type.noun} 'self.${attribute}' of '${base}' ` +
      `and does not call it: it is never ${released(type)}. Call 'super().${method.name}()'.`,
    range: method.range,
    statement: method.range,
    steps: [{ message: `this method does not call 'super().${method.name}()'`, range: method.range, origin }],
    fix: () => overridingFix(context.text, owner, method.range.start),
  };
}

function messageOf(context: RuleContext, owner: OwnerWithoutRelease): string {
  const place = owner.isElement ? `in 'self.${owner.attribute}'` : `'self.${owner.attribute}'`;
  const what = `${owner.type.noun} ${place} from ${callName(owner)}`;
  const name = owner.owner.name.name;
  const { forgetfulMethod } = owner;
  if (forgetfulMethod === null && owner.inheritedCloser !== undefined) {
    return (
      `The ${what} is never ${released(owner.type)}: '${owner.inheritedCloser}', which '${name}' inherits, does not ` +
      `know of it. Override it, and call 'super().${owner.inheritedCloser}()'.`
    );
  }
  if (forgetfulMethod === null) {
    return `The ${what} is never ${released(owner.type)}: no method of '${name}' does it. Add a 'close' method that does.`;
  }
  if (owner.inheritedFrom !== undefined) {
    return (
      `'${name}.${forgetfulMethod.name}' overrides what releases the ${what} of '${owner.inheritedFrom}' ` +
      `and does not call it: it is never ${released(owner.type)}. Call 'super().${forgetfulMethod.name}()'.`
    );
  }
  if (owner.onSuccessOnly) {
    return (
      `The ${what} is not ${released(owner.type)} when the 'with' block raises: '${name}.__exit__' on line ` +
      `${lineNumber(context, forgetfulMethod.range.start)} does it only otherwise. Release it in 'finally'.`
    );
  }
  const line = lineNumber(context, forgetfulMethod.range.start);
  return (
    `'${name}.${forgetfulMethod.name}' on line ${line} forgets the ${what}: it is never ${released(owner.type)}. ` +
    "Release it there."
  );
}

function stepsOf(owner: OwnerWithoutRelease): Step[] {
  const steps: Step[] = [{ message: "acquired here", range: owner.acquisition }];
  if (owner.forgetfulMethod !== null) {
    steps.push({ message: "this method does not release it", range: owner.forgetfulMethod.range });
  } else {
    steps.push({ message: "this class has no method that releases it", range: owner.owner.name });
  }
  return steps;
}

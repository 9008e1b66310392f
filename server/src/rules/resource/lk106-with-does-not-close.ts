import { defineRule } from "../define.js";
import { cureOf } from "./cures.js";
import { lossesOf } from "./losses.js";
import { callRange, lastStep, lineNumber, stepsOf, subject } from "./wording.js";

const QUIET = "sqlite3 closes quietly when the object is freed; it warns from Python 3.13 on only";

export const withDoesNotClose = defineRule({
  id: "LK106",
  name: "with-does-not-close",
  family: "resource",
  level: "warning",
  fix: "safe",
  summary: "The 'with' block of this object does not close it",
  documentation: `A resource in a \`with\` statement whose \`__exit__\` does something else than to close it. The best known
is \`sqlite3.connect\`: its \`with\` block is a transaction, committed or rolled back at the end; the
connection stays open.

## Why it matters

The code looks right, so nobody looks again. Each call leaves a connection, with its descriptor, its
page cache and possibly a lock on the database file, until the object is freed. Since version 3.13
Python raises a \`ResourceWarning\` then. On Windows the database file can be neither moved nor deleted in
the meantime.

## When it is silent

When the connection is closed elsewhere, returned, stored, or wrapped in \`contextlib.closing\`.

## How to fix it

\`contextlib.closing\` closes. It does not commit: keep the transaction as a second \`with\`, or put both
into one statement: \`with closing(sqlite3.connect(path)) as db, db:\`.

The fix does that. It is safe: commit and roll-back happen where they did.

## Configuration

Other classes whose \`with\` keeps them open can be marked so in the catalogue (\`with = "keep"\`); see
[the configuration](../configuration.md).

## References

- [How to use the connection context manager](https://docs.python.org/3/library/sqlite3.html#how-to-use-the-connection-context-manager):
  "The context manager neither implicitly opens a new transaction nor closes the connection"
`,
  examples: [
    {
      title: "A connection as its own manager",
      bad: `import sqlite3


def add_user(path, name):
    with sqlite3.connect(path) as db:
        db.execute("create table if not exists user (name text)")
        db.execute("insert into user values (?)", (name,))


def scenario(tmp):
    add_user(tmp / "users.db", "Ada")
    print((tmp / "users.db").stat().st_size > 0)
`,
      good: `import sqlite3
from contextlib import closing


def add_user(path, name):
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("create table if not exists user (name text)")
        db.execute("insert into user values (?)", (name,))


def scenario(tmp):
    add_user(tmp / "users.db", "Ada")
    print((tmp / "users.db").stat().st_size > 0)
`,
      unseen: QUIET,
    },
    {
      title: "A connection that was bound first",
      bad: `import sqlite3


def count_rows(path):
    db = sqlite3.connect(path)
    with db:
        db.execute("create table if not exists visit (day text)")
        total = db.execute("select count(*) from visit").fetchone()[0]
    return total


def scenario(tmp):
    print(count_rows(tmp / "visits.db"))
`,
      good: `import sqlite3
from contextlib import closing


def count_rows(path):
    with closing(sqlite3.connect(path)) as db:
        with db:
            db.execute("create table if not exists visit (day text)")
            total = db.execute("select count(*) from visit").fetchone()[0]
        return total


def scenario(tmp):
    print(count_rows(tmp / "visits.db"))
`,
      unseen: QUIET,
    },
  ],
  *check(context) {
    for (const loss of lossesOf("LK106", context.ownership)) {
      const step = lastStep(loss.trace, "with");
      const place =
        step === undefined ? "its 'with' block" : `the 'with' block on line ${lineNumber(context, step.range.start)}`;
      yield {
        message: `${subject(loss)} is still open after ${place}: this 'with' does not close it. Use 'contextlib.closing'.`,
        range: callRange(context, loss.acquisition),
        statement: loss.statement,
        steps: stepsOf(loss.trace),
        fix: cureOf(context, loss),
      };
    }
  },
});

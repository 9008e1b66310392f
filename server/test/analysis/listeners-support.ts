/** What the listener rules say of a program. */
import { createLinter, defaultSettings } from "../../src/lint/linter.js";

export const BUS = `
class Bus:
    def __init__(self):
        self._subs = []
    def subscribe(self, callback):
        self._subs.append(callback)
    def unsubscribe(self, callback):
        self._subs.remove(callback)
    def fire(self, item):
        for callback in list(self._subs):
            callback(item)

bus = Bus()
`;

export const linter = await createLinter();

/** Line, rule and level of each finding about listeners; lines are those of `lines`. */
export function found(lines: string, before = BUS): string[] {
  const report = linter.lint("/project/events.py", before + lines, defaultSettings(linter.rules));
  if (report.errors.length > 0) throw new Error(report.errors.join("\n"));
  const offset = before.split("\n").length - 1;
  return report.findings
    .filter(({ family }) => family === "listener")
    .map(({ rule, level, range }) => `${report.lines.lineAt(range.start) + 1 - offset} ${rule} ${level}`);
}

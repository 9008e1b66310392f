/** What the task rules say of a program. */
import { createLinter, defaultSettings } from "../../src/lint/linter.js";

const linter = await createLinter();

/** The warnings of the family in a program, as "LK501 7": rule and line. */
export function found(...lines: string[]): string[] {
  const text = `${lines.join("\n")}\n`;
  const report = linter.lint("/project/program.py", text, defaultSettings(linter.rules));
  return report.findings
    .filter(({ family, level }) => family === "task" && level === "warning")
    .map(({ rule, range }) => `${rule} ${report.lines.lineAt(range.start) + 1}`);
}

/** What the cycle rules say of a program. */
import { createLinter, defaultSettings } from "../../src/lint/linter.js";

const linter = await createLinter();

/** The warnings of the family in a program, as "7 LK201": line and rule. */
export function found(source: string): string[] {
  const report = linter.lint("/project/program.py", source, defaultSettings(linter.rules));
  if (report.errors.length > 0) throw new Error(report.errors.join("\n"));
  return report.findings
    .filter(({ family, level }) => family === "cycle" && level === "warning")
    .map(({ rule, range }) => `${report.lines.lineAt(range.start) + 1} ${rule}`);
}

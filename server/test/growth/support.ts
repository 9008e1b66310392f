/** What the cache rules say of a program. */
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { Finding } from "../../src/lint/types.js";

const linter = await createLinter();
const settings = defaultSettings(linter.rules);

/** The findings of LK301 to LK306. */
export function findingsOf(text: string, path = "/project/app.py"): readonly Finding[] {
  const report = linter.lint(path, text, settings);
  if (report.errors.length > 0) throw new Error(report.errors.join("\n"));
  return report.findings.filter(({ rule }) => /^LK30\d$/.test(rule));
}

/** `LINE RULE` of each finding, with `i` behind what is no warning. */
export function told(text: string, path?: string): string[] {
  return findingsOf(text, path).map(({ rule, range, level }) => {
    const line = text.slice(0, range.start).split("\n").length;
    return `${line} ${rule}${level === "warning" ? "" : " i"}`;
  });
}

/** Reports for build servers: GitHub annotations, GitLab code quality, JUnit. */
import type { Level } from "../rules/define.js";
import { placeOfStep, Regions, type Reporter, shownPath } from "./run.js";

const githubCommands: Record<Level, string> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Workflow commands, which GitHub shows as annotations of the change. */
export const githubReport: Reporter = (run) => {
  const regions = new Regions(run);
  const lines = run.files.flatMap((file) =>
    file.findings.map((finding) => {
      const { start, end } = regions.of(file, finding.range);
      // Columns are only understood within one line.
      const columns = start.line === end.line ? `,col=${start.column},endColumn=${end.column}` : "";
      const steps = finding.steps.map((step) => `\n  ${placeOfStep(run, regions, file, step)}: ${step.message}`);
      const title = `${finding.rule} ${finding.name}`;
      return `::${githubCommands[finding.level]} file=${property(shownPath(run.directory, file.path))},line=${start.line},endLine=${end.line}${columns},title=${property(title)}::${data(finding.message + steps.join(""))}`;
    }),
  );
  const errors = run.errors.map(
    (error) => `::error file=${property(shownPath(run.directory, error.path))}::${data(error.message)}`,
  );
  return [...lines, ...errors].map((line) => `${line}\n`).join("");
};

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

const gitlabSeverities: Record<Level, string> = {
  error: "critical",
  warning: "major",
  information: "minor",
  hint: "info",
};

/** GitLab's code quality report. */
export const gitlabReport: Reporter = (run) => {
  const regions = new Regions(run);
  const seen = new Map<string, number>();
  const issues = run.files.flatMap((file) =>
    file.findings.map((finding) => {
      const shown = shownPath(run.directory, file.path);
      const { start, end } = regions.of(file, finding.range);
      // Files of one name may hold equal lines; GitLab drops issues of equal fingerprint.
      const key = `${finding.fingerprint}:${shown}`;
      const ordinal = seen.get(key) ?? 0;
      seen.set(key, ordinal + 1);
      return {
        type: "issue",
        check_name: finding.rule,
        description: finding.message,
        categories: ["Bug Risk"],
        severity: gitlabSeverities[finding.level],
        fingerprint: ordinal === 0 ? key : `${key}:${ordinal}`,
        location: { path: shown, lines: { begin: start.line, end: end.line } },
      };
    }),
  );
  return `${JSON.stringify(issues, null, 2)}\n`;
};

/** A test suite a file, a failed test case a finding. */
export const junitReport: Reporter = (run) => {
  const regions = new Regions(run);
  const failures = run.files.reduce((sum, file) => sum + file.findings.length, 0);
  const suites = run.files.map((file) => {
    const shown = shownPath(run.directory, file.path);
    const cases = file.findings.map((finding) => {
      const { start } = regions.of(file, finding.range);
      const steps = finding.steps.map((step) => `${placeOfStep(run, regions, file, step)}: ${step.message}`);
      const body = [`${shown}:${start.line}:${start.column}`, finding.message, ...steps].join("\n");
      return [
        `    <testcase classname="${xml(shown)}" name="${xml(`${finding.rule} ${finding.name} ${start.line}:${start.column}`)}" file="${xml(shown)}" line="${start.line}">`,
        `      <failure type="${finding.level}" message="${xml(finding.message)}">${xml(body)}</failure>`,
        "    </testcase>",
      ].join("\n");
    });
    const count = file.findings.length;
    return `  <testsuite name="${xml(shown)}" tests="${count}" failures="${count}" errors="0">\n${cases.join("\n")}\n  </testsuite>`;
  });
  const errors = run.errors.map((error) => {
    const shown = shownPath(run.directory, error.path);
    return `  <testsuite name="${xml(shown)}" tests="1" failures="0" errors="1">\n    <testcase classname="${xml(shown)}" name="leaklint">\n      <error message="${xml(error.message)}"/>\n    </testcase>\n  </testsuite>`;
  });
  const head = `<testsuites name="leaklint" tests="${failures + errors.length}" failures="${failures}" errors="${errors.length}">`;
  return `${['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, ...errors, "</testsuites>"].join("\n")}\n`;
};

/** Text for XML and HTML: markup escaped, characters that XML 1.0 does not allow replaced. */
export function xml(text: string): string {
  return (
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
  );
}

/** A page to look at and to hand on: no scripts, nothing loaded from elsewhere. */
import { xml } from "./ci.js";
import {
  placeOfStep,
  plural,
  Regions,
  type ReportedFile,
  type ReportedFinding,
  type Reporter,
  type Run,
  regionOfStep,
  shownPath,
  summarize,
} from "./run.js";

const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; margin-top: 2rem; border-bottom: 1px solid var(--line); }
article { margin: 1rem 0 1.5rem; }
pre { padding: .6rem .8rem; border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
mark { background: none; color: inherit; text-decoration: underline wavy currentColor; }
.error { color: #c62828; } .warning { color: #b26a00; } .information { color: #1565c0; } .hint { color: #00838f; }
.fix { color: #2e7d32; }
ol { margin: .3rem 0; }
`.trim();

/** Findings by file, with source and steps. */
export const htmlReport: Reporter = (run) => {
  const regions = new Regions(run);
  const { findings, files, checked } = summarize(run);
  const sections = run.files
    .filter((file) => file.findings.length > 0)
    .map((file) => {
      const articles = file.findings.map((finding) => article(run, regions, file, finding));
      return `<h2>${xml(shownPath(run.directory, file.path))}</h2>\n${articles.join("\n")}`;
    });
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>leaklint: ${plural(findings, "finding")}</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>leaklint</h1>
<p>${plural(findings, "finding")} in ${plural(files, "file")}; ${plural(checked, "file")} checked by version ${xml(run.version)}.</p>
${errorList(run)}${sections.join("\n")}
</body>
</html>
`;
};

function errorList(run: Run): string {
  if (run.errors.length === 0) return "";
  const items = run.errors.map(
    (error) => `<li>${xml(shownPath(run.directory, error.path))}: ${xml(error.message)}</li>`,
  );
  return `<h2>Errors</h2>\n<ul>\n${items.join("\n")}\n</ul>\n`;
}

function article(run: Run, regions: Regions, file: ReportedFile, finding: ReportedFinding): string {
  const lines = regions.linesOf(file);
  const { start } = regions.of(file, finding.range);
  const lineStart = lines.lineStart(start.line - 1);
  const lineEnd = lines.lineEnd(start.line - 1);
  const source = (from: number, to: number) => xml(file.text.slice(from, to).replace(/[\r\n]+$/, ""));
  const markEnd = Math.min(finding.range.end, lineEnd);
  const excerpt = `${source(lineStart, finding.range.start)}<mark>${source(finding.range.start, markEnd)}</mark>${source(markEnd, lineEnd)}`;
  const steps = finding.steps.map((step) => {
    const { line } = regionOfStep(regions, file, step).start;
    const elsewhere = step.path !== undefined && step.path !== file.path;
    const place = elsewhere ? `${xml(placeOfStep(run, regions, file, step))}: ` : "";
    return `<li value="${line}">${place}${xml(step.message)}</li>`;
  });
  const fix = finding.fix === null ? "" : `<p class="fix">Fix: ${xml(finding.fix.title)}</p>\n`;
  return `<article>
<p><strong class="${finding.level}">${finding.level}</strong> <strong>${finding.rule}</strong> ${xml(finding.name)}, line ${start.line}: ${xml(finding.message)}</p>
<pre><code>${excerpt}</code></pre>
${steps.length === 0 ? "" : `<ol>${steps.join("")}</ol>\n`}${fix}</article>`;
}

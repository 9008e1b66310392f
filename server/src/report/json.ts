/** The report for programs. Scripts rely on its form. */
import { Regions, type Reporter, regionOfStep, shownPath, summarize } from "./run.js";

/** Lines and columns count from 1, columns in UTF-16 units; paths are relative to the working directory. */
export const jsonReport: Reporter = (run) => {
  const regions = new Regions(run);
  const shown = (file: string) => shownPath(run.directory, file);
  const findings = run.files.flatMap((file) =>
    file.findings.map(({ rule, name, family, level, message, range, steps, fix, fingerprint }) => ({
      rule,
      name,
      family,
      level,
      message,
      path: shown(file.path),
      range: regions.of(file, range),
      steps: steps.map((step) => ({
        message: step.message,
        path: shown(step.path ?? file.path),
        range: regionOfStep(regions, file, step),
      })),
      fix:
        fix === null
          ? null
          : {
              title: fix.title,
              safe: fix.safe,
              edits: fix.edits.map((edit) => ({ range: regions.of(file, edit), text: edit.text })),
            },
      fingerprint,
    })),
  );
  const errors = run.errors.map((error) => ({ path: shown(error.path), message: error.message }));
  return `${JSON.stringify({ version: run.version, findings, errors, summary: summarize(run) }, null, 2)}\n`;
};

/** All report formats by name. */
import { githubReport, gitlabReport, junitReport } from "./ci.js";
import { htmlReport } from "./html.js";
import { jsonReport } from "./json.js";
import type { Reporter } from "./run.js";
import { sarifReport } from "./sarif.js";
import { conciseReport, textReport } from "./text.js";

export const formats = {
  text: textReport,
  concise: conciseReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
  gitlab: gitlabReport,
  junit: junitReport,
  html: htmlReport,
} satisfies Record<string, Reporter>;

export type Format = keyof typeof formats;

/** Formats that show fixes; for the others none need to be computed. */
export const formatsWithFixes: ReadonlySet<Format> = new Set<Format>(["text", "concise", "json", "sarif", "html"]);

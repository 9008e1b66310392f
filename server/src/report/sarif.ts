/** SARIF 2.1.0, for code scanning. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ArtifactLocation, Fix, Log, ReportingDescriptor, Result, ThreadFlowLocation } from "sarif";
import { ruleUrl } from "../lint/docs.js";
import type { Level, RuleDefinition } from "../rules/define.js";
import {
  type Region,
  Regions,
  type ReportedFile,
  type ReportedFinding,
  type Reporter,
  type Run,
  regionOfStep,
  shownPath,
} from "./run.js";

const BASE = "SRCROOT";

const sarifLevels: Record<Level, "error" | "warning" | "note"> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** Suppressed findings are not in it. */
export const sarifReport: Reporter = (run) => {
  const regions = new Regions(run);
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "leaklint",
            semanticVersion: run.version,
            version: run.version,
            informationUri: "https://github.com/leaklint/leaklint",
            rules: run.rules.map(descriptor),
          },
        },
        invocations: [
          {
            executionSuccessful: run.errors.length === 0,
            toolExecutionNotifications: run.errors.map((error) => ({
              level: "error",
              message: { text: error.message },
              locations: [{ physicalLocation: { artifactLocation: artifact(run, error.path) } }],
            })),
          },
        ],
        originalUriBaseIds: { [BASE]: { uri: `${pathToFileURL(run.directory).href.replace(/\/$/, "")}/` } },
        columnKind: "utf16CodeUnits",
        results: run.files.flatMap((file) => file.findings.map((finding) => result(run, regions, file, finding))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function descriptor(rule: RuleDefinition): ReportingDescriptor {
  return {
    id: rule.id,
    name: rule.name,
    shortDescription: { text: `${rule.summary}.` },
    fullDescription: { text: `${rule.summary}.` },
    help: { text: rule.documentation, markdown: rule.documentation },
    helpUri: ruleUrl(rule.id),
    defaultConfiguration: { level: sarifLevels[rule.level] },
    properties: { tags: [rule.family, "python"], precision: rule.level === "warning" ? "high" : "medium" },
  };
}

function result(run: Run, regions: Regions, file: ReportedFile, finding: ReportedFinding): Result {
  const location = (region: Region, where: string | undefined) => ({
    physicalLocation: { artifactLocation: artifact(run, where ?? file.path), region: regionOf(region) },
  });
  const steps = finding.steps.map((step, index) => ({
    ...location(regionOfStep(regions, file, step), step.path),
    id: index + 1,
    message: { text: step.message },
  }));
  const flow: ThreadFlowLocation[] = steps.map((step) => ({ location: step, importance: "essential" }));
  return {
    ruleId: finding.rule,
    ruleIndex: run.rules.findIndex((rule) => rule.id === finding.rule),
    level: sarifLevels[finding.level],
    message: { text: finding.message },
    locations: [location(regions.of(file, finding.range), undefined)],
    partialFingerprints: { "leaklint/v1": finding.fingerprint },
    ...(steps.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: flow }] }], relatedLocations: steps }),
    ...(finding.fix === null ? {} : { fixes: [fixOf(run, regions, file, finding.fix)] }),
  };
}

function fixOf(run: Run, regions: Regions, file: ReportedFile, fix: NonNullable<ReportedFinding["fix"]>): Fix {
  return {
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation: artifact(run, file.path),
        replacements: fix.edits.map((edit) => ({
          deletedRegion: regionOf(regions.of(file, edit)),
          insertedContent: { text: edit.text },
        })),
      },
    ],
    properties: { safe: fix.safe },
  };
}

function regionOf({ start, end }: Region) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Below the working directory relative to it; elsewhere absolute. Percent-encoded. */
function artifact(run: Run, file: string): ArtifactLocation {
  const shown = shownPath(run.directory, file);
  if (path.isAbsolute(shown)) return { uri: pathToFileURL(file).href };
  return { uri: shown.split("/").map(encodeURIComponent).join("/"), uriBaseId: BASE };
}

/** The options of `leaklint check`, checked. */
import type { ConfigurationOptions } from "../lint/configuration.js";
import { suggestion } from "../lint/names.js";
import type { Format } from "../report/formats.js";
import { formats } from "../report/formats.js";
import { UsageError } from "./io.js";

/** As commander gives them. */
export interface RawCheckOptions {
  readonly format: string;
  readonly outputFile?: string;
  readonly select?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly ignore?: readonly string[];
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly diff?: boolean;
  readonly statistics?: boolean;
  readonly jobs?: string;
  readonly cache?: boolean;
  readonly isolated?: boolean;
  readonly config?: string;
  readonly stdinFilename?: string;
  readonly exitZero?: boolean;
  readonly quiet?: boolean;
  readonly failOn?: string;
}

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly outputFile: string | undefined;
  readonly fix: boolean;
  readonly unsafe: boolean;
  readonly diff: boolean;
  readonly statistics: boolean;
  readonly jobs: number | undefined;
  readonly stdinFilename: string;
  readonly exitZero: boolean;
  readonly quiet: boolean;
  readonly configuration: ConfigurationOptions;
}

/** @throws UsageError for values that do not exist or do not go together. */
export function checkOptions(paths: readonly string[], raw: RawCheckOptions, directory: string): CheckOptions {
  if (!isFormat(raw.format)) {
    const names = Object.keys(formats);
    throw new UsageError(
      `unknown format '${raw.format}'${suggestion(raw.format, names, `; there are ${names.join(", ")}`)}`,
    );
  }
  if (raw.fix === true && raw.diff === true) throw new UsageError("--fix and --diff do not go together");
  if (paths.includes("-") && paths.length > 1) throw new UsageError("'-' (standard input) cannot be mixed with paths");
  const overrides = {
    ...(raw.select === undefined ? {} : { select: raw.select }),
    ...(raw.extendSelect === undefined ? {} : { "extend-select": raw.extendSelect }),
    ...(raw.ignore === undefined ? {} : { ignore: raw.ignore }),
    ...(raw.failOn === undefined ? {} : { "fail-on": raw.failOn }),
  };
  return {
    paths: paths.length === 0 ? ["."] : paths,
    format: raw.format,
    outputFile: raw.outputFile,
    fix: raw.fix ?? false,
    unsafe: raw.unsafeFixes ?? false,
    diff: raw.diff ?? false,
    statistics: raw.statistics ?? false,
    jobs: raw.jobs === undefined ? undefined : jobCount(raw.jobs),
    stdinFilename: raw.stdinFilename ?? "<stdin>",
    exitZero: raw.exitZero ?? false,
    quiet: raw.quiet ?? false,
    configuration: {
      isolated: raw.isolated,
      file: raw.config,
      overrides,
      overridesSource: "command line",
      root: directory,
    },
  };
}

function isFormat(text: string): text is Format {
  return Object.hasOwn(formats, text);
}

function jobCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new UsageError(`--jobs must be a whole number from 1, not '${text}'`);
  return count;
}

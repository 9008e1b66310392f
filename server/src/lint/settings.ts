/** The form of the settings, as configuration files and hosts give them. */
import { z } from "zod";
import { catalogueSchema } from "../catalogue/schema.js";
import { suggestion } from "./names.js";

const level = z.enum(["error", "warning", "information", "hint"]);
const levelOrOff = z.enum(["error", "warning", "information", "hint", "off"]);
const selectors = z.array(z.string());

/** All settings; the keys are those of `leaklint.toml` and of `[tool.leaklint]`. */
export const settingsSchema = z.strictObject({
  select: selectors.optional().meta({
    description:
      "Rules that run: ids, names, families or ALL. Without it, all run but the advice of the family `memory`.",
  }),
  "extend-select": selectors.optional().meta({ description: "Rules that run besides those of `select`." }),
  ignore: selectors.optional().meta({
    description: "Rules that do not run. The narrower of `select` and `ignore` wins: an id over its family.",
  }),
  levels: z.record(z.string(), levelOrOff).optional().meta({
    description: "Level of a rule or family, by id, name or family.",
  }),
  "per-file-ignores": z.record(z.string(), selectors).optional().meta({
    description: "Rules that do not run on files that match a glob, relative to the configuration file's directory.",
  }),
  exclude: z.array(z.string()).optional().meta({
    description:
      "Globs of files and directories to leave out, in place of the defaults (build, dist, site-packages, …).",
  }),
  "extend-exclude": z.array(z.string()).optional().meta({
    description: "Globs of files and directories to leave out besides those of `exclude`.",
  }),
  "respect-gitignore": z.boolean().optional().meta({ description: "Leave out what .gitignore names. Default: true." }),
  "fail-on": level.optional().meta({
    description: "The lowest level of a finding that makes the exit status 1. Default: warning.",
  }),
  catalogue: z
    .union([z.array(z.string()), catalogueSchema])
    .optional()
    .meta({
      description: "What libraries do: paths of JSON or TOML files with catalogue entries, or the entries themselves.",
    }),
});

export type Settings = z.infer<typeof settingsSchema>;

/** A mistake in the settings. The message names the place and the key; it may have several lines. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  /** @param source The file, or the host's own name for where the settings came from. */
  constructor(
    readonly source: string,
    readonly problems: readonly string[],
  ) {
    super(problems.map((problem) => `${source}: ${problem}`).join("\n"));
  }
}

/**
 * Check data against the schema. `prefix` stands before keys in messages, as `tool.leaklint.`.
 *
 * @throws ConfigurationError naming source, key and, for what does not exist, the nearest that does.
 */
export function parseSettings(data: unknown, source: string, prefix = ""): Settings {
  const result = settingsSchema.safeParse(data);
  if (result.success) return result.data;
  throw new ConfigurationError(
    source,
    result.error.issues.flatMap((issue) => explain(issue, data, prefix)),
  );
}

function explain(issue: z.core.$ZodIssue, data: unknown, prefix: string): readonly string[] {
  const key = prefix + issue.path.join(".");
  const value = issue.path.reduce<unknown>(
    (inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step as string],
    data,
  );
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = issue.path.length === 0 ? Object.keys(settingsSchema.shape) : [];
      const owner = issue.path.length === 0 ? prefix : `${key}.`;
      return issue.keys.map((unknown) => `unknown setting '${owner}${unknown}'${suggestion(unknown, known)}`);
    }
    case "invalid_value": {
      const values = issue.values.map(String);
      const hint = suggestion(String(value), values, `; it is one of ${values.join(", ")}`);
      return [`'${key}' cannot be ${JSON.stringify(value)}${hint}`];
    }
    case "invalid_type":
      return [`'${key}' must be ${article(issue.expected)}, not ${shown(value)}`];
    case "invalid_union":
      if (issue.path[0] === "catalogue" && issue.path.length === 1) return explainCatalogue(issue, value, key);
      return [`'${key}' has the wrong form`];
    default:
      return [`'${key}': ${issue.message}`];
  }
}

/** Only what is wrong with the form that was meant: a list of files, or a table of entries. */
function explainCatalogue(issue: z.core.$ZodIssueInvalidUnion, value: unknown, key: string): readonly string[] {
  const issues = issue.errors[Array.isArray(value) ? 0 : 1] ?? [];
  if (typeof value !== "object" || issues.length === 0)
    return [`'${key}' must be a list of files or a table of entries`];
  return issues.flatMap((inner) => explain(inner, value, `${key}.`));
}

function article(type: string): string {
  const names: Record<string, string> = {
    array: "a list",
    record: "a table",
    object: "a table",
    boolean: "true or false",
  };
  return names[type] ?? `a ${type}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a table";
  return JSON.stringify(value) ?? "nothing";
}

/** JSON schema of the settings, for documentation and editors. */
export function settingsJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(settingsSchema, { io: "input" }) as Record<string, unknown>;
}

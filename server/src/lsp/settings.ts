import { z } from "zod";

const level = z.enum(["error", "warning", "information", "hint", "off"]);

/** Settings of the section `leaklint` in the editor. The extension manifest declares the same ones. */
export const editorSettingsSchema = z.object({
  enable: z.boolean().default(true),
  configPath: z.string().default(""),
  select: z.array(z.string()).default([]),
  ignore: z.array(z.string()).default([]),
  levels: z.record(z.string(), level).default({}),
  exclude: z.array(z.string()).default([]),
});

/** The editor's settings for one resource, defaults filled in. */
export type EditorSettings = z.infer<typeof editorSettingsSchema>;

/** What applies when the editor says nothing. */
export const defaultEditorSettings: EditorSettings = editorSettingsSchema.parse({});

/**
 * Reads what a client sent as settings. A value of the wrong type is named in `problems` and its default used;
 * keys that only the client reads are let pass.
 */
export function readEditorSettings(value: unknown): { settings: EditorSettings; problems: string[] } {
  if (typeof value !== "object" || value === null) return { settings: defaultEditorSettings, problems: [] };
  // Clients send null for what is not set.
  const given = Object.fromEntries(Object.entries(value).filter(([, setting]) => setting !== null));
  const parsed = editorSettingsSchema.safeParse(given);
  if (parsed.success) return { settings: parsed.data, problems: [] };
  const problems: string[] = [];
  for (const issue of parsed.error.issues) {
    problems.push(`leaklint.${issue.path.join(".")}: ${issue.message}`);
    const key = issue.path[0];
    if (typeof key === "string") delete given[key];
  }
  return { settings: editorSettingsSchema.parse(given), problems };
}

/** The extension's manifest agrees with the server. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { serverCommands } from "../../src/lsp/server.js";
import { defaultEditorSettings, editorSettingsSchema } from "../../src/lsp/settings.js";

const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
const properties: Record<string, { type: string; default: unknown; scope: string }> =
  manifest.contributes.configuration.properties;

/** Read by the client library alone. */
const clientOnly = ["leaklint.trace.server"];

test("the manifest declares the settings that the server reads, with the same types and defaults", () => {
  const read = z.toJSONSchema(editorSettingsSchema, { io: "input" }).properties ?? {};
  const declared = Object.keys(properties).filter((key) => !clientOnly.includes(key));
  expect(declared.sort()).toEqual(
    Object.keys(read)
      .map((key) => `leaklint.${key}`)
      .sort(),
  );
  for (const [key, schema] of Object.entries(read)) {
    const { type, default: value, scope } = properties[`leaklint.${key}`] ?? {};
    expect({ type, value, scope }, key).toEqual({
      type: (schema as { type: string }).type,
      value: defaultEditorSettings[key as keyof typeof defaultEditorSettings],
      scope: "resource",
    });
  }
});

test("levels are the same in the manifest and in the server", () => {
  const declared = manifest.contributes.configuration.properties["leaklint.levels"].additionalProperties.enum;
  for (const level of declared) {
    expect(editorSettingsSchema.safeParse({ levels: { LK101: level } }).success, level).toBe(true);
  }
  expect(editorSettingsSchema.safeParse({ levels: { LK101: "loud" } }).success).toBe(false);
  expect(declared).toHaveLength(5);
});

test("every command of the server is in the manifest, but for the one that only the extension calls", () => {
  const commands = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  const { cyclePicture, ...forUsers } = serverCommands;
  expect(commands).not.toContain(cyclePicture);
  for (const command of Object.values(forUsers)) expect(commands).toContain(command);
});

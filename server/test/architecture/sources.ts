/** The hand-written sources, as the architecture tests look at them. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

const SKIPPED = new Set(["node_modules", "dist", ".git", ".leaklint_cache", "coverage"]);

/** Files below a directory (from the root) whose name matches, as paths from the root with `/`. */
export function filesBelow(directory: string, name: RegExp): string[] {
  const found: string[] = [];
  const pending = [directory];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const entry of readdirSync(path.join(root, current), { withFileTypes: true })) {
      const file = `${current}/${entry.name}`;
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) pending.push(file);
      else if (entry.isFile() && name.test(entry.name)) found.push(file);
    }
  }
  return found.sort();
}

/** A source's text. */
export function sourceOf(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** Modules that a source imports or re-exports from, types included. */
export function importsOf(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
  const statements = code.matchAll(/^(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']/gm);
  const bare = code.matchAll(/^import\s*["']([^"']+)["']/gm);
  const dynamic = code.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g);
  return [...statements, ...bare, ...dynamic].map((match) => match[1] ?? "");
}

/** The source file that a relative import means, as a path from the root; undefined for packages. */
export function target(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, ".ts");
}

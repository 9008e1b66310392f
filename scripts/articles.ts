/**
 * The programs on docs/articles.md: runs each and puts its output below it.
 *
 *     npx tsx scripts/articles.ts     (part of `npm run measure`)
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const FILE = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "docs/articles.md");

/** A program on the page, and the output that stands below it. */
export interface ArticleProgram {
  /** The heading above it. */
  readonly title: string;
  readonly source: string;
  readonly output: string;
}

const PROGRAM = /```python\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g;

/** The page's text. */
export function articlesPage(): string {
  return readFileSync(FILE, "utf8");
}

/** The programs on the page, in order. */
export function articlePrograms(page: string): ArticleProgram[] {
  return [...page.matchAll(PROGRAM)].map((match) => ({
    title: /\n## ([^\n]+)\n(?![\s\S]*\n## )/.exec(page.slice(0, match.index))?.[1] ?? "",
    source: match[1] ?? "",
    output: match[2] ?? "",
  }));
}

/**
 * What a program prints.
 *
 * @throws Error when it fails.
 */
export function runProgram(source: string, python = "python3"): string {
  const run = spawnSync(python, ["-"], { input: source, encoding: "utf8", timeout: 60_000 });
  if (run.status !== 0) throw new Error(`${run.stderr}\nin\n${source}`);
  return run.stdout;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const page = articlesPage().replace(PROGRAM, (_, source: string) => {
    return `\`\`\`python\n${source}\`\`\`\n\n\`\`\`text\n${runProgram(source)}\`\`\``;
  });
  writeFileSync(FILE, page);
  console.log("wrote docs/articles.md");
}

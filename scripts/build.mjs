/**
 * Bundles the command, the language server and the VS Code client, and puts the WebAssembly files that
 * the parser loads at run time beside the server's bundles.
 *
 *     node scripts/build.mjs [--minify] [--scripts]
 */
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values: flags } = parseArgs({
  options: { minify: { type: "boolean", default: false }, scripts: { type: "boolean", default: false } },
});

const bundles = [
  { entry: "server/src/cli/main.ts", outfile: "server/dist/cli.cjs" },
  { entry: "server/src/lsp/main.ts", outfile: "server/dist/server.cjs" },
  // `.cjs`: client/package.json says "type": "module", and VS Code loads an extension with require().
  { entry: "client/src/extension.ts", outfile: "client/dist/extension.cjs", external: ["vscode"] },
  // From bundles as well: compiling them on the fly would slow down what they measure.
  ...(flags.scripts
    ? ["bench", "try-corpus"].map((name) => ({
        entry: `scripts/${name}.ts`,
        outfile: `server/dist/scripts/${name}.cjs`,
      }))
    : []),
];

// The sources are ES modules and say import.meta.url, which a CommonJS bundle does not have.
const metaUrl = {
  define: { "import.meta.url": "bundleUrl" },
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
};

const present = bundles.filter(({ entry }) => existsSync(path.join(root, entry)));
for (const { entry } of bundles) {
  if (!existsSync(path.join(root, entry))) console.warn(`build: ${entry} does not exist; its bundle is left out`);
}

mkdirSync(path.join(root, "server/dist"), { recursive: true });

await Promise.all(
  present.map(({ entry, outfile, external = [] }) =>
    build({
      ...metaUrl,
      absWorkingDir: root,
      entryPoints: [entry],
      outfile,
      external,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      minify: flags.minify,
      sourcemap: flags.minify ? false : "linked",
      legalComments: "none",
      logLevel: "warning",
      // vscode-languageserver and its kin ship UMD as well, which a bundler cannot see through.
      mainFields: ["module", "main"],
    }),
  ),
);

const require = createRequire(path.join(root, "server/package.json"));
const grammarPackage = createRequire(path.join(root, "package.json")).resolve("tree-sitter-python/package.json");
for (const file of [
  require.resolve("web-tree-sitter/web-tree-sitter.wasm"),
  path.join(path.dirname(grammarPackage), "tree-sitter-python.wasm"),
]) {
  copyFileSync(file, path.join(root, "server/dist", path.basename(file)));
}

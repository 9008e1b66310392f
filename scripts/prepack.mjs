/** Puts the files that npm shows of a package beside server/package.json: npm looks nowhere else for them. */
import { copyFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
for (const file of ["README.md", "LICENSE"]) copyFileSync(path.join(root, file), path.join(root, "server", file));

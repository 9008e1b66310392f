/** Tries the packed extension in a real VS Code; README.md beside this file says how. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { actAsPerson } from "./person.mjs";
import { openBrowser, startVsCode } from "./vscode.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const vsix = path.join(here, "../../leaklint.vsix");
const { values, positionals } = parseArgs({ allowPositionals: true, options: { screenshots: { type: "string" } } });
const [directory] = positionals;
if (directory === undefined || !existsSync(vsix)) {
  console.error("usage: node scripts/vscode-e2e/run.mjs DIRECTORY [--screenshots DIRECTORY], after npm run package");
  process.exit(2);
}
if (values.screenshots) mkdirSync(values.screenshots, { recursive: true });

/** Runs one of the two parts in a VS Code of its own; resolves to whether it went well. */
async function part(name, act) {
  const begin = Date.now();
  const vscode = await startVsCode({ directory, vsix, workspace: path.join(here, "workspace") });
  const browser = await openBrowser(directory);
  try {
    await act(vscode, browser.page);
    console.log(`${name}: passed in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
    return true;
  } catch (error) {
    console.error(`${name}: FAILED\n${error.stack ?? error}`);
    if (values.screenshots) await browser.page.screenshot({ path: path.join(values.screenshots, "failed.png") });
    return false;
  } finally {
    await browser.close();
    await vscode.stop();
  }
}

async function inHost(vscode, page) {
  const log = [];
  const ended = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
  await page.exposeFunction("codeAutomationLog", (_, parts) => log.push(parts.map(String).join(" ")));
  // Suites in the host need an extension under development; ours is installed, so this one is empty.
  const stub = path.join(vscode.root, "stub");
  mkdirSync(stub);
  const manifest = { name: "stub", publisher: "none", version: "0.0.0", engines: { vscode: "*" } };
  writeFileSync(path.join(stub, "package.json"), JSON.stringify(manifest));
  const url = vscode.url([
    ["extensionDevelopmentPath", vscode.uriOf(stub)],
    ["extensionTestsPath", vscode.uriOf(path.join(here, "host-suite.cjs"))],
  ]);
  await page.goto(url, { waitUntil: "commit" });
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, 180_000, "too late");
  });
  const code = await Promise.race([ended, late]);
  clearTimeout(timer);
  if (code !== 0) throw new Error(`the suite ended with ${code}\n${log.slice(-30).join("\n")}`);
}

const picture = (page) => async (name) => {
  if (values.screenshots) await page.screenshot({ path: path.join(values.screenshots, `${name}.png`) });
};
const results = [
  await part("extension host", inHost),
  await part("person", (vscode, page) => actAsPerson(page, vscode, picture(page))),
];
process.exitCode = results.every(Boolean) ? 0 : 1;

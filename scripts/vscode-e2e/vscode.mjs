/** A VS Code server with an empty profile, and a browser to look at it. */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

/** No surprises: nothing on the network, nothing that moves or pops up. */
const settings = {
  "chat.commandCenter.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.commandCenter": false,
  "window.title": "leaklint in VS Code",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** More extensions would take part in code actions, and cancel requests while they start. */
const builtinExtensions = ["python", "theme-defaults", "theme-seti"];

/**
 * Starts VS Code's server with an extension installed and a copy of a workspace.
 *
 * @param {{ directory: string, vsix: string, workspace: string, settings?: Record<string, unknown> }} options
 *   `directory` is what install.sh made.
 */
export async function startVsCode(options) {
  const home = path.join(options.directory, "node_modules/code-server/lib/vscode");
  const main = path.join(home, "out/server-main.js");
  if (!existsSync(main)) throw new Error(`${main} is missing: see scripts/vscode-e2e/README.md`);
  const root = mkdtempSync(path.join(tmpdir(), "leaklint-vscode-"));
  const workspace = path.join(root, "workspace");
  cpSync(options.workspace, workspace, { recursive: true });
  for (const name of ["user/User", "extensions", "builtin", "tmp"])
    mkdirSync(path.join(root, name), { recursive: true });
  writeFileSync(path.join(root, "user/User/settings.json"), JSON.stringify({ ...settings, ...options.settings }));
  for (const name of builtinExtensions) {
    symlinkSync(path.join(home, "extensions", name), path.join(root, "builtin", name));
  }
  // It leaves sockets behind in the temporary directory: give it one that goes with it.
  const env = { ...process.env, TMPDIR: path.join(root, "tmp") };
  const profile = ["--user-data-dir", path.join(root, "user"), "--extensions-dir", path.join(root, "extensions")];
  profile.push("--builtin-extensions-dir", path.join(root, "builtin"));
  const installed = spawnSync("node", [main, ...profile, "--install-extension", options.vsix, "--force"], { env });
  if (installed.status !== 0)
    throw new Error(`the extension was not installed:\n${installed.stdout}${installed.stderr}`);

  const server = spawn(
    "node",
    [main, ...profile, "--host", "127.0.0.1", "--port", "0", "--without-connection-token"].concat([
      "--accept-server-license-terms",
      "--telemetry-level",
      "off",
      "--enable-smoke-test-driver",
    ]),
    { detached: true, env, stdio: ["ignore", "pipe", "pipe"] },
  );
  let log = "";
  const port = await new Promise((resolve, reject) => {
    const read = (data) => {
      log += data;
      const match = /agent listening on (\d+)/.exec(log);
      if (match) resolve(match[1]);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("exit", (code) => reject(new Error(`VS Code's server ended with ${code}:\n${log}`)));
    setTimeout(() => reject(new Error(`VS Code's server did not start:\n${log}`)), 60_000).unref();
  });
  const uriOf = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
  return {
    workspace,
    root,
    uriOf,
    /** Address of the workspace in the browser; `payload` are pairs of VS Code's own start options. */
    url: (payload) => {
      const all = [["skipWelcome", "true"], ["skipReleaseNotes", "true"], ...payload];
      const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(all) });
      return `http://127.0.0.1:${port}/?${query}`;
    },
    async stop() {
      const ended = server.exitCode === null ? new Promise((resolve) => server.once("exit", resolve)) : undefined;
      // The whole group: extension hosts and language servers are its children.
      process.kill(-server.pid, "SIGKILL");
      await ended;
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Opens a browser that reaches nothing but this machine. */
export async function openBrowser(directory) {
  const { chromium } = createRequire(path.join(path.resolve(directory), "package.json"))("playwright-core");
  const profile = mkdtempSync(path.join(tmpdir(), "leaklint-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    viewport: { width: 1200, height: 640 },
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
  await context.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

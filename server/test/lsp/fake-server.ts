/** The server with a core that is easy to foresee, as a process. */
import { existsSync, readFileSync } from "node:fs";
import { runStdioServer } from "../../src/lsp/server.js";
import { fakeCore } from "./fake-core.js";

runStdioServer(async () => fakeCore((file) => (existsSync(file) ? readFileSync(file, "utf8").trim() : undefined)));

/** The language server as a process: `leaklint server --stdio`. */
import { loadLocalCore } from "./local-core.js";
import { runStdioServer } from "./server.js";

runStdioServer(loadLocalCore);

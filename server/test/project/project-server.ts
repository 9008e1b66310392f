/** The server with the analysis that is easy to foresee, as a process. */
import { loadLocalCore } from "../../src/lsp/local-core.js";
import { runStdioServer } from "../../src/lsp/server.js";
import { FakeAnalysis } from "./fake-analysis.js";

runStdioServer(() => loadLocalCore(new FakeAnalysis().analyze));

/** The `leaklint` executable, all of it but the language server. */
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import picocolors from "picocolors";
import type { WorkerData } from "./pool.js";
import { main } from "./program.js";
import { serve } from "./worker.js";

// Whoever reads our output may stop reading (`| head`): that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

if (isMainThread) {
  void main(process.argv.slice(2), {
    directory: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readStdin,
    color: colorsWanted(),
    interactive: process.stderr.isTTY === true,
    // Node cannot start a thread from TypeScript; run from sources, all is done on one.
    workerScript: import.meta.url.endsWith(".ts") ? undefined : new URL(import.meta.url),
  }).then((status) => {
    process.exitCode = status;
  });
} else if (parentPort !== null) {
  serve(parentPort, workerData as WorkerData);
}

function colorsWanted(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0";
  return process.stdout.isTTY === true && picocolors.isColorSupported;
}

/** The other end of `pool.ts`. */
import type { MessagePort } from "node:worker_threads";
import { Configuration } from "../lint/configuration.js";
import { createLinter } from "../lint/linter.js";
import { ConfigurationError } from "../lint/settings.js";
import { FileLinter } from "./lint-file.js";
import type { WorkerAnswer, WorkerData } from "./pool.js";

/** Answer batches of paths with their outcomes until the thread is ended. */
export function serve(port: MessagePort, { leaklint }: WorkerData): void {
  const ready = createLinter().then(
    (linter) => new FileLinter(linter, new Configuration(linter.rules, leaklint.configuration), leaklint.task),
  );
  port.on("message", async (batch: readonly string[]) => {
    const files = await ready;
    port.postMessage(answer(files, batch));
  });
}

function answer(files: FileLinter, batch: readonly string[]): WorkerAnswer {
  try {
    return { kind: "outcomes", outcomes: batch.map((path) => files.lintFile(path)) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { kind: "configuration", source: error.source, problems: error.problems };
  }
}

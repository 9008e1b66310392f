/** Linting on several threads. */
import { Worker } from "node:worker_threads";
import type { ConfigurationOptions } from "../lint/configuration.js";
import { ConfigurationError } from "../lint/settings.js";
import { type FileOutcome, type FileTask, failed } from "./lint-file.js";

/** Files that a thread gets at a time. */
const BATCH = 16;

/** What a thread is started with. */
export interface WorkerData {
  readonly leaklint: { readonly configuration: ConfigurationOptions; readonly task: FileTask };
}

/** What a thread answers to a batch of paths. */
export type WorkerAnswer =
  | { readonly kind: "outcomes"; readonly outcomes: readonly FileOutcome[] }
  | { readonly kind: "configuration"; readonly source: string; readonly problems: readonly string[] };

/**
 * Lint files on so many threads. The outcomes have the order of the paths; `onFile` is called for each as it comes.
 * A thread that dies fails the files it had at hand, and no others.
 *
 * @throws ConfigurationError
 */
export async function lintInParallel(
  script: URL,
  data: WorkerData,
  paths: readonly string[],
  jobs: number,
  onFile: () => void,
): Promise<readonly FileOutcome[]> {
  const outcomes = new Array<FileOutcome>(paths.length);
  let next = 0;
  const runThread = async (): Promise<void> => {
    let worker: Worker | undefined;
    try {
      while (next < paths.length) {
        const start = next;
        const batch = paths.slice(start, start + BATCH);
        next += batch.length;
        worker ??= new Worker(script, { workerData: data });
        const answer = await ask(worker, batch);
        if (answer instanceof Error) {
          worker = undefined;
          for (const [index, path] of batch.entries())
            outcomes[start + index] = failed(path, `internal error: ${answer.message}`);
          continue;
        }
        if (answer.kind === "configuration") throw new ConfigurationError(answer.source, answer.problems);
        for (const [index, outcome] of answer.outcomes.entries()) {
          outcomes[start + index] = outcome;
          onFile();
        }
      }
    } finally {
      await worker?.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, Math.ceil(paths.length / BATCH)) }, runThread));
  return outcomes;
}

/** The thread's answer, or why it died. */
function ask(worker: Worker, batch: readonly string[]): Promise<WorkerAnswer | Error> {
  return new Promise((resolve) => {
    const settle = (answer: WorkerAnswer | Error): void => {
      // One by one: a worker has listeners of its own.
      worker.off("message", settle).off("error", settle).off("exit", exited);
      resolve(answer);
    };
    const exited = (status: number): void => settle(new Error(`a worker ended with status ${status}`));
    worker.on("message", settle).on("error", settle).on("exit", exited);
    worker.postMessage(batch);
  });
}

/** Linting on several threads. */
import { Worker } from "node:worker_threads";
import type { ConfigurationOptions } from "../lint/configuration.js";
import { ConfigurationError } from "../lint/settings.js";
import { type FileTask, failed } from "./lint-file.js";
import type { TaskAnswer } from "./project-linter.js";
import type { Batch } from "./project-run.js";

/** What a thread is started with. */
export interface WorkerData {
  readonly leaklint: {
    readonly configuration: ConfigurationOptions;
    readonly task: FileTask;
    /** The named files and directories. */
    readonly named: readonly string[];
  };
}

/** What a thread answers to a batch. */
export type WorkerAnswer =
  | { readonly kind: "answers"; readonly answers: readonly TaskAnswer[] }
  | { readonly kind: "configuration"; readonly source: string; readonly problems: readonly string[] };

/** Gives out work, and takes what has come of it. */
export interface Dispatcher {
  readonly isFinished: boolean;
  /** Work for one of so many threads; null where there is none before others have answered. */
  nextBatch(thread: number, threads: number): Batch | null;
  done(answer: TaskAnswer): void;
  /** A thread was replaced by one that knows nothing yet. */
  forgetThread(thread: number): void;
}

/**
 * Do the work of a dispatcher on so many threads. A thread that dies fails the files it had at hand, and no others.
 *
 * @throws ConfigurationError
 */
export async function lintInParallel(
  script: URL,
  data: WorkerData,
  dispatcher: Dispatcher,
  threads: number,
): Promise<void> {
  let waiting: (() => void)[] = [];
  let isOver = false;
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  const runThread = async (thread: number): Promise<void> => {
    let worker: Worker | undefined;
    try {
      while (!dispatcher.isFinished && !isOver) {
        const batch = dispatcher.nextBatch(thread, threads);
        if (batch === null) {
          await new Promise<void>((resolve) => waiting.push(resolve));
          continue;
        }
        worker ??= new Worker(script, { workerData: data });
        const answer = await ask(worker, batch);
        if (answer instanceof Error) {
          worker = undefined;
          dispatcher.forgetThread(thread);
          for (const { file, lint } of batch.tasks) {
            const outcome = lint ? failed(file, `internal error: ${answer.message}`) : null;
            dispatcher.done({ path: file, outcome, result: null });
          }
        } else if (answer.kind === "configuration") {
          throw new ConfigurationError(answer.source, answer.problems);
        } else for (const one of answer.answers) dispatcher.done(one);
        wake();
      }
    } catch (error) {
      isOver = true;
      throw error;
    } finally {
      wake();
      await worker?.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, (_, thread) => runThread(thread)));
}

/** The thread's answer, or why it died. */
function ask(worker: Worker, batch: Batch): Promise<WorkerAnswer | Error> {
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

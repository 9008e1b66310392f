/** Linting on several threads. */
import { Worker } from "node:worker_threads";
import type { ConfigurationOptions } from "../lint/configuration.js";
import { ConfigurationError } from "../lint/settings.js";
import type { Task } from "../project/plan.js";
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
  /** What a thread needs to know that it does not know yet. */
  updatesFor(thread: number): Batch["updates"];
  done(answer: TaskAnswer): void;
  /** A thread was replaced by one that knows nothing yet. */
  forgetThread(thread: number): void;
}

export interface PoolOptions {
  /** Milliseconds after which a thread that does not answer is given up. */
  readonly patience?: number;
}

/** A batch takes a second or so, on a slow machine some. */
const PATIENCE_MS = 120_000;

/** ASTs and models outlive the usual young generation of a thread: they would be copied, over and over. */
const YOUNG_MB = 96;

/** So many threads that died one behind the other, without an answer from any, will not be the files' fault. */
const MOST_DEATHS = 20;

/**
 * Do the work of a dispatcher on so many threads. Where a thread dies, or does not answer, its files are tried again
 * one by one, and only those fail that do it alone.
 *
 * @throws ConfigurationError
 * @throws Error when threads do nothing but die, or when nobody has work and the dispatcher is not finished
 */
export async function lintInParallel(
  script: URL,
  data: WorkerData,
  dispatcher: Dispatcher,
  threads: number,
  { patience = PATIENCE_MS }: PoolOptions = {},
): Promise<void> {
  let waiting: (() => void)[] = [];
  let busy = 0;
  let deaths = 0;
  let isOver = false;
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  const runThread = async (thread: number): Promise<void> => {
    let worker: Worker | undefined;
    const again: Task[] = [];
    const nextBatch = (): Batch | null => {
      const task = again.shift();
      if (task === undefined) return dispatcher.nextBatch(thread, threads);
      return { updates: dispatcher.updatesFor(thread), tasks: [task] };
    };
    const died = (batch: Batch, message: string): void => {
      if (++deaths > MOST_DEATHS) throw new Error(`threads do nothing but die: ${message}`);
      dispatcher.forgetThread(thread);
      const [task] = batch.tasks;
      if (task === undefined || batch.tasks.length > 1) {
        again.push(...batch.tasks);
        return;
      }
      const outcome = task.lint ? failed(task.file, `internal error: ${message}`) : null;
      dispatcher.done({ path: task.file, outcome, result: null });
    };
    try {
      while (!dispatcher.isFinished && !isOver) {
        const batch = nextBatch();
        if (batch === null) {
          if (busy === 0) throw new Error("files are left that wait for each other");
          await new Promise<void>((resolve) => waiting.push(resolve));
          continue;
        }
        worker ??= new Worker(script, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
        busy++;
        const answer = await ask(worker, batch, patience);
        busy--;
        if (answer.kind === "died") {
          worker = undefined;
          died(batch, answer.message);
        } else if (answer.kind === "configuration") {
          throw new ConfigurationError(answer.source, answer.problems);
        } else {
          deaths = 0;
          for (const one of answer.answers) dispatcher.done(one);
        }
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

interface Death {
  readonly kind: "died";
  readonly message: string;
}

/** Anything can be thrown, and not all errors are instances of `Error` on this side of a thread. */
function messageOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  return "message" in error ? String(error.message) : "something without a message was thrown";
}

/** The thread's answer, or why there is none; the thread is gone then. */
function ask(worker: Worker, batch: Batch, patience: number): Promise<WorkerAnswer | Death> {
  return new Promise((resolve) => {
    const settle = (answer: WorkerAnswer | Death): void => {
      clearTimeout(timer);
      // One by one: a worker has listeners of its own.
      worker.off("message", settle).off("messageerror", giveUp).off("error", giveUp).off("exit", exited);
      resolve(answer);
    };
    const giveUp = (error: unknown): void => {
      // What comes of a thread that was given up is nobody's business.
      worker.on("error", () => {});
      void worker.terminate();
      settle({ kind: "died", message: messageOf(error) });
    };
    const exited = (status: number): void => settle({ kind: "died", message: `a worker ended with status ${status}` });
    const timer = setTimeout(() => giveUp(new Error(`no answer for ${patience / 1000} seconds`)), patience);
    worker.on("message", settle).on("messageerror", giveUp).on("error", giveUp).on("exit", exited);
    worker.postMessage(batch);
  });
}

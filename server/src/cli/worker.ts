/** The other end of `pool.ts`. */
import type { MessagePort } from "node:worker_threads";
import { builtinCatalogue } from "../catalogue/catalogue.js";
import { Configuration } from "../lint/configuration.js";
import { createLinter } from "../lint/linter.js";
import { ConfigurationError } from "../lint/settings.js";
import { Linker } from "../project/linker.js";
import { ModuleMap } from "../project/modules.js";
import { FileLinter } from "./lint-file.js";
import type { WorkerAnswer, WorkerData } from "./pool.js";
import { ProjectLinter, TaskLink } from "./project-linter.js";
import { type Batch, namedDirectories } from "./project-run.js";

/** Answer batches of tasks until the thread is ended. */
export function serve(port: MessagePort, data: WorkerData): void {
  const ready = start(data);
  port.on("message", async (batch: Batch) => {
    const linter = await ready;
    port.postMessage(answer(linter, batch));
  });
}

async function start({ leaklint: { configuration, task, named } }: WorkerData): Promise<ProjectLinter> {
  const link = new TaskLink();
  const linter = await createLinter({ project: link });
  const files = new FileLinter(linter, new Configuration(linter.rules, configuration), task);
  const linker = new Linker(new ModuleMap(namedDirectories(named)));
  const project = new ProjectLinter(files, builtinCatalogue(), link, linker);
  await project.prepare();
  return project;
}

function answer(linter: ProjectLinter, { updates, tasks }: Batch): WorkerAnswer {
  for (const summary of updates) linter.linker.set(summary);
  try {
    return { kind: "answers", answers: tasks.map((task) => linter.run(task)) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { kind: "configuration", source: error.source, problems: error.problems };
  }
}

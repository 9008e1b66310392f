import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { FileAnalyzer } from "../../src/project/analyse.js";
import { ProjectIndex } from "../../src/project/index.js";
import { ModuleMap } from "../../src/project/modules.js";
import { Plan } from "../../src/project/plan.js";
import { loadParser } from "../../src/syntax/parser.js";
import { FakeAnalysis } from "./fake-analysis.js";

const parser = await loadParser();

/** A directory of its own, and what an index finds in it. */
export class Project {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), "leaklint-project-")));
  readonly fake = new FakeAnalysis();
  readonly index: ProjectIndex;
  reads = 0;

  constructor(files: Readonly<Record<string, string>>, roots?: readonly string[]) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.index = new ProjectIndex({
      map: new ModuleMap(roots ?? [this.root]),
      read: (file) => {
        this.reads++;
        try {
          return readFileSync(file, "utf8");
        } catch {
          return null;
        }
      },
      catalogueFor: () => builtinCatalogue(),
    });
  }

  path(name: string): string {
    return path.join(this.root, name);
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  change(name: string, text: string): void {
    this.write(name, text);
    this.index.changed(this.path(name));
  }

  /** Bring the index up to date for these files; the modules that were analysed on the way. */
  update(...names: string[]): string[] {
    const before = this.fake.analysed.length;
    const plan = new Plan(
      this.index,
      names.map((name) => this.path(name)),
    );
    for (let [task] = plan.next(1); task !== undefined; [task] = plan.next(1)) {
      const analyzer = new FileAnalyzer(this.index.linker, task, builtinCatalogue(), this.fake.analyze);
      const text = readText(task.file);
      if (text === null) plan.done(task.file, null);
      else {
        const module = parser.parse(text);
        plan.done(task.file, analyzer.result(module, analyzer.analyze(module, text)));
      }
    }
    if (!plan.isFinished) throw new Error("the plan came to a standstill");
    return this.fake.analysed.slice(before);
  }

  /** What a function of a file gives, as others see it: the type's name. */
  gives(name: string, local: string): unknown {
    return this.index.linker.get(this.path(name))?.callables.get(local)?.entry.returns;
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { main } from "../../src/cli/program.js";

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A directory of its own with files in it, and the command run there. */
export class Workplace {
  readonly directory = realpathSync(mkdtempSync(path.join(tmpdir(), "leaklint-cli-")));

  write(name: string, content: string | Uint8Array): string {
    const file = path.join(this.directory, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  async run(argv: readonly string[], stdin: string | Uint8Array = ""): Promise<Outcome> {
    const chunks: { out: Buffer[]; err: Buffer[] } = { out: [], err: [] };
    const status = await main(argv, {
      directory: this.directory,
      out: (text) => void chunks.out.push(Buffer.from(text)),
      err: (text) => void chunks.err.push(Buffer.from(text)),
      readStdin: async () => Buffer.from(stdin),
      color: false,
      interactive: false,
    });
    return { status, out: Buffer.concat(chunks.out).toString(), err: Buffer.concat(chunks.err).toString() };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}

/** Leaks a file; the fix is safe. */
export const LEAK = "def f(path):\n    source = open(path)\n    data = source.read()\n    return data\n";
/** The same, fixed. */
export const FIXED = "def f(path):\n    with open(path) as source:\n        data = source.read()\n    return data\n";
export const CLEAN = "x = 1\n";

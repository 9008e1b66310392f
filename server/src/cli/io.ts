/** The command's ways to the outside: passed in, so that tests can be the outside. */
export interface Io {
  /** Absolute. */
  readonly directory: string;
  readonly out: (text: string | Uint8Array) => void;
  readonly err: (text: string) => void;
  readonly readStdin: () => Promise<Uint8Array>;
  /** Whether colours may go to `out`. */
  readonly color: boolean;
  /** The script that lints on a thread of its own; without it, all is done on this one. */
  readonly workerScript?: URL;
  /** Whether a person watches `err`. */
  readonly interactive: boolean;
}

/** Exit statuses; scripts rely on them. */
export const exitStatus = { ok: 0, findings: 1, failure: 2 } as const;

/** A mistake of the user, to be told without a stack. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

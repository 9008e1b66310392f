/** A line that counts files while a long run goes on. */
const FIRST_AFTER_MS = 1000;
const EVERY_MS = 100;

/** Writes the line, once a run turns out to be long. */
export class Progress {
  readonly #start = Date.now();
  #last = 0;
  #count = 0;

  /** @param write Where to; undefined for nowhere. */
  constructor(
    readonly total: number,
    readonly write: ((text: string) => void) | undefined,
  ) {}

  step(): void {
    this.#count++;
    if (this.write === undefined) return;
    const now = Date.now();
    if (now - this.#start < FIRST_AFTER_MS || now - this.#last < EVERY_MS) return;
    this.#last = now;
    this.write(`\r${this.#count.toLocaleString("en-US")} of ${this.total.toLocaleString("en-US")} files`);
  }

  /** Take the line away. */
  end(): void {
    if (this.#last > 0) this.write?.("\r\u001b[K");
  }
}

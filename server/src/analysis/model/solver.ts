/**
 * Least fixpoints on demand: equations over unknowns that may depend on each other, solved as far as somebody asks.
 *
 * After the local solvers of Le Charlier and Van Hentenryck ("A universal top-down fixpoint algorithm", 1992) and of
 * Seidl and others: an unknown that is read while it is being computed gives what is known of it so far, and whoever
 * read it is computed again when more is known. The least solution is one, wherever one begins.
 */

/** An unknown. Its value only grows: from `undefined`, nothing known yet, over one value to whatever `join` makes of two. */
export interface Unknown<T> {
  value: T | undefined;
  /** The right-hand side; `undefined` where what it asks is not known yet. */
  readonly compute: () => T | undefined;
  state: "new" | "open" | "done";
  isQueued: boolean;
  /** Those computed from what was known so far. */
  readers: Set<Unknown<T>> | null;
}

/** Unknowns that ask for each other deeper than this wait until those before them are known. */
const DEEPEST = 150;

/** Solves what it is asked for, and keeps the solution. */
export class Solver<T> {
  #current: Unknown<T> | null = null;
  #depth = 0;
  #queue: Unknown<T>[] = [];
  /** What is not done yet. */
  #open: Unknown<T>[] = [];
  #sawNothing = false;

  /** @param join of two values that differ. */
  constructor(readonly join: (one: T, other: T) => T) {}

  unknown(compute: () => T | undefined): Unknown<T> {
    return { value: undefined, compute, state: "new", isQueued: false, readers: null };
  }

  /**
   * The value; while something is being computed, what is known of it so far.
   *
   * @throws what a right-hand side throws: everything that is not solved by then is asked for anew.
   */
  ask(unknown: Unknown<T>): T | undefined {
    if (unknown.state !== "done") this.#solve(unknown);
    if (unknown.value === undefined) this.#sawNothing = true;
    return unknown.value;
  }

  /** Whether, while `ask` runs, something is read of which nothing is known yet. */
  isEarly(ask: () => void): boolean {
    const before = this.#sawNothing;
    this.#sawNothing = false;
    ask();
    const saw = this.#sawNothing;
    this.#sawNothing = before || saw;
    return saw && this.#current !== null;
  }

  #solve(unknown: Unknown<T>): void {
    if (this.#current !== null) {
      unknown.readers ??= new Set();
      unknown.readers.add(this.#current);
    }
    if (unknown.state === "new") {
      unknown.state = "open";
      this.#open.push(unknown);
      if (this.#depth < DEEPEST) this.#compute(unknown);
      else this.#enqueue(unknown);
    }
    if (this.#current === null) this.#finish();
  }

  #compute(unknown: Unknown<T>): void {
    const outer = this.#current;
    this.#current = unknown;
    this.#depth++;
    try {
      const found = unknown.compute();
      const { value } = unknown;
      if (found === undefined || found === value) return;
      const now = value === undefined ? found : this.join(value, found);
      if (now === value) return;
      unknown.value = now;
      for (const reader of unknown.readers ?? []) this.#enqueue(reader);
    } catch (error) {
      this.#forget();
      throw error;
    } finally {
      this.#depth--;
      this.#current = outer;
    }
  }

  #enqueue(unknown: Unknown<T>): void {
    if (unknown.isQueued) return;
    unknown.isQueued = true;
    this.#queue.push(unknown);
  }

  #finish(): void {
    for (let index = 0; index < this.#queue.length; index++) {
      const next = this.#queue[index] as Unknown<T>;
      next.isQueued = false;
      this.#compute(next);
    }
    this.#queue = [];
    for (const one of this.#open) {
      one.state = "done";
      one.readers = null;
    }
    this.#open = [];
  }

  #forget(): void {
    for (const one of this.#open) {
      one.state = "new";
      one.value = undefined;
      one.isQueued = false;
      one.readers = null;
    }
    this.#open = [];
    this.#queue = [];
  }
}

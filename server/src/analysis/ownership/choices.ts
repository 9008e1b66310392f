/** The ways through a step that has several. */

/** A choice among alternatives, replayed until all were taken: see `enumerate`. */
export class Choices {
  private readonly taken: number[];
  private readonly arity: number[] = [];
  private position = 0;

  constructor(script: readonly number[]) {
    this.taken = [...script];
  }

  /** A number from 0 to `alternatives - 1`; over all replays, every one. */
  choose(alternatives: number): number {
    const index = this.position++;
    if (index === this.taken.length) this.taken.push(0);
    this.arity[index] = alternatives;
    return this.taken[index] as number;
  }

  /** What to choose in the next replay; null when all combinations were tried. */
  next(): readonly number[] | null {
    for (let index = this.position - 1; index >= 0; index--) {
      if ((this.taken[index] as number) + 1 < (this.arity[index] as number)) {
        return [...this.taken.slice(0, index), (this.taken[index] as number) + 1];
      }
    }
    return null;
  }
}

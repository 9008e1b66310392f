/** Summaries ask for summaries, which ask for others in turn: a bound to that, so that long chains do not exhaust the stack. */
import type { Node } from "../../syntax/ast.js";

/** Summaries made inside of others, at most. */
const DEEPEST = 50;

/** Thrown where the bound is met: what is to be made first. */
class TooDeep extends Error {
  constructor(
    readonly node: Node,
    readonly make: () => void,
  ) {
    super("summaries nest too deep");
  }
}

/** Counts how deep the making of summaries nests. */
export class Nesting {
  #depth = 0;

  /**
   * Make a summary, once; while it is being made it is null.
   *
   * @throws TooDeep when it would nest too deep; then nothing is known of it, nor of those around it.
   */
  once<K extends Node, V>(node: K, known: Map<K, V | null>, make: () => V | null): V | null {
    const before = known.get(node);
    if (before !== undefined) return before;
    if (this.#depth >= DEEPEST) throw new TooDeep(node, () => this.once(node, known, make));
    known.set(node, null);
    this.#depth++;
    try {
      const made = make();
      known.set(node, made);
      return made;
    } catch (error) {
      known.delete(node);
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /**
   * Do something that asks for summaries, as often as it takes: where they nest too deep, those at the bottom are made
   * first. One that leads back to itself over a way that long stays unknown.
   */
  settled<T>(action: () => T, giveUp: (node: Node) => void): T {
    // Inside of another summary it is for those who asked first to see to it.
    if (this.#depth > 0) return action();
    for (;;) {
      try {
        return action();
      } catch (error) {
        if (!(error instanceof TooDeep)) throw error;
        this.#settle(error, giveUp);
      }
    }
  }

  #settle(first: TooDeep, giveUp: (node: Node) => void): void {
    const waiting = [first];
    for (let top: TooDeep | undefined = first; top !== undefined; top = waiting[waiting.length - 1]) {
      try {
        top.make();
        waiting.pop();
      } catch (error) {
        if (!(error instanceof TooDeep)) throw error;
        if (waiting.some(({ node }) => node === error.node)) giveUp(error.node);
        else waiting.push(error);
      }
    }
  }
}

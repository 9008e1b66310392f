/** Answers to questions that are asked of one class after another. */
import type { ClassInfo } from "../model/class-info.js";

/** Remembers them. */
export class Answers {
  readonly #known = new Map<string, Map<ClassInfo | null, boolean>>();

  /** One answer for each question and class, found when first asked for. */
  once(question: string, cls: ClassInfo | null, find: () => boolean): boolean {
    let answers = this.#known.get(question);
    if (answers === undefined) {
      answers = new Map();
      this.#known.set(question, answers);
    }
    const known = answers.get(cls);
    if (known !== undefined) return known;
    const answer = find();
    answers.set(cls, answer);
    return answer;
  }
}

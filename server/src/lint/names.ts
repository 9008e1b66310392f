/** Rules by whatever name a user may give: id, name, family; and the nearest name to one that does not exist. */
import leven from "leven";
import type { RuleDefinition } from "../rules/define.js";

/** The nearest of the candidates, if it is near enough to be what was meant. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const lower = text.toLowerCase();
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = leven(lower, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best !== undefined && bestDistance <= Math.max(2, Math.ceil(best.length * 0.4)) ? best : undefined;
}

/** `; did you mean 'x'?`, or the other text when nothing is near. */
export function suggestion(text: string, candidates: Iterable<string>, otherwise = ""): string {
  const found = nearest(text, candidates);
  return found === undefined ? otherwise : `; did you mean '${found}'?`;
}

/** The names of a set of rules. */
export class RuleNames {
  readonly #ids = new Map<string, string>();
  readonly #families = new Map<string, string[]>();
  readonly #all: string[] = [];

  constructor(rules: readonly RuleDefinition[]) {
    for (const rule of rules) {
      this.#all.push(rule.id);
      this.#ids.set(rule.id.toLowerCase(), rule.id);
      this.#ids.set(rule.name, rule.id);
      const family = this.#families.get(rule.family);
      if (family === undefined) this.#families.set(rule.family, [rule.id]);
      else family.push(rule.id);
    }
  }

  /** The id of the rule with this id or name, in any case; undefined if there is none. */
  rule(text: string): string | undefined {
    return this.#ids.get(text.toLowerCase());
  }

  /** Ids of the rules that a selector (`ALL`, family, id or name) stands for; the narrower it is, the higher its rank. */
  select(text: string): { readonly rank: 0 | 1 | 2; readonly rules: readonly string[] } | undefined {
    if (text.toUpperCase() === "ALL") return { rank: 0, rules: this.#all };
    const family = this.#families.get(text.toLowerCase());
    if (family !== undefined) return { rank: 1, rules: family };
    const rule = this.rule(text);
    return rule === undefined ? undefined : { rank: 2, rules: [rule] };
  }

  /** What to say behind the name of a rule that does not exist. */
  suggestRule(text: string): string {
    return suggestion(text, this.#spellings(), "; 'leaklint rules' lists them all");
  }

  /** What to say behind a selector that does not exist. */
  suggestSelector(text: string): string {
    const selectors = [...this.#spellings(), ...this.#families.keys(), "ALL"];
    return suggestion(text, selectors, "; 'leaklint rules' lists them all");
  }

  #spellings(): string[] {
    return [...this.#ids.keys()].map((name) => (/^lk\d/.test(name) ? name.toUpperCase() : name));
  }
}

/** Suppression comments: what they say, what they suppress, and which of them nobody needs. */
import type { LineIndex, Range } from "../base/text.js";
import type { Comment, Module } from "../syntax/ast.js";
import { type RuleNames, suggestion } from "./names.js";

/** One directive. A comment may hold several: `# type: ignore  # leaklint: ignore[LK101]  # noqa: LK102`. */
export interface Directive {
  readonly form: "ignore" | "ignore-file" | "noqa";
  readonly comment: Comment;
  /** From its `#` to the next directive's or the end of the comment, without trailing white space. */
  readonly range: Range;
  /** Line, from 0. */
  readonly line: number;
  /** The rules named, as written; null for all rules. */
  readonly codes: readonly Code[] | null;
}

export interface Code extends Range {
  readonly text: string;
  /** The rule's id; undefined for unknown names and other tools' codes. */
  readonly rule: string | undefined;
}

/** A comment that addresses leaklint and cannot be understood. */
export interface Malformed {
  readonly comment: Comment;
  readonly range: Range;
  readonly message: string;
}

export interface Suppressions {
  readonly directives: readonly Directive[];
  readonly malformed: readonly Malformed[];
}

/** Directives begin at a `#` at the comment's start or behind white space. */
const PART = /(?:^|(?<=\s))#(?:(?!\s#).)*/g;
const OURS = /^#+\s*leaklint\s*:\s*/i;
const NOQA = /^#+\s*noqa(?![\w-])(?:\s*:\s*)?/i;
const NOQA_CODE = /[A-Z]+[0-9]+/y;

/** Read all suppression comments of a module. */
export function readSuppressions(module: Module, lines: LineIndex, names: RuleNames): Suppressions {
  const directives: Directive[] = [];
  const malformed: Malformed[] = [];
  for (const comment of module.comments) {
    if (!/leaklint|noqa/i.test(comment.text)) continue;
    for (const match of comment.text.matchAll(PART)) {
      const text = match[0].trimEnd();
      const start = comment.start + match.index;
      const range = { start, end: start + text.length };
      const base = { comment, range, line: lines.lineAt(start) };
      const ours = OURS.exec(text);
      if (ours !== null) {
        const parsed = parseOurs(text, ours[0].length, start, names);
        if (typeof parsed === "string") malformed.push({ comment, range, message: parsed });
        else directives.push({ ...base, ...parsed });
        continue;
      }
      const noqa = NOQA.exec(text);
      if (noqa !== null)
        directives.push({ ...base, form: "noqa", codes: noqaCodes(text, noqa[0].length, start, names) });
    }
  }
  return { directives, malformed };
}

function parseOurs(
  text: string,
  position: number,
  offset: number,
  names: RuleNames,
): { form: "ignore" | "ignore-file"; codes: readonly Code[] | null } | string {
  const word = /^[\w-]*/.exec(text.slice(position))?.[0] ?? "";
  const form = word.toLowerCase();
  if (form !== "ignore" && form !== "ignore-file") {
    const shown = word === "" ? "Missing directive" : `Unknown directive '${word}'`;
    return `${shown} in leaklint comment${suggestion(form, ["ignore", "ignore-file"], "; write 'ignore' or 'ignore-file'")}`;
  }
  const rest = text.slice(position + word.length);
  const bracket = /^\s*\[/.exec(rest);
  if (bracket === null) return { form, codes: null };
  const open = position + word.length + bracket[0].length;
  const close = text.indexOf("]", open);
  if (close < 0) return "Missing ']' in leaklint comment";
  const codes: Code[] = [];
  for (const match of text.slice(open, close).matchAll(/[^\s,]+/g)) {
    const start = offset + open + match.index;
    codes.push({ text: match[0], rule: names.rule(match[0]), start, end: start + match[0].length });
  }
  return codes.length === 0 ? "No rule between the brackets of leaklint comment" : { form, codes };
}

/** As flake8 reads it: codes separated by commas or white space up to the first other word; without codes, all. */
function noqaCodes(text: string, position: number, offset: number, names: RuleNames): readonly Code[] | null {
  if (!text.slice(0, position).includes(":")) return null;
  const codes: Code[] = [];
  let at = position;
  for (;;) {
    NOQA_CODE.lastIndex = at;
    const match = NOQA_CODE.exec(text);
    if (match === null) break;
    const end = at + match[0].length;
    codes.push({ text: match[0], rule: names.rule(match[0]), start: offset + at, end: offset + end });
    at = end + (/^[\s,]*/.exec(text.slice(end))?.[0].length ?? 0);
  }
  return codes.length === 0 ? null : codes;
}

/** Decides which findings are suppressed, and remembers what was used. */
export class SuppressionMatcher {
  readonly #used = new Set<Directive | Code>();
  readonly #byLine = new Map<number, Directive[]>();
  readonly #wholeFile: Directive[] = [];

  constructor(readonly suppressions: Suppressions) {
    for (const directive of suppressions.directives) {
      if (directive.form === "ignore-file") this.#wholeFile.push(directive);
      else {
        const onLine = this.#byLine.get(directive.line);
        if (onLine === undefined) this.#byLine.set(directive.line, [directive]);
        else onLine.push(directive);
      }
    }
  }

  get isEmpty(): boolean {
    return this.suppressions.directives.length === 0 && this.suppressions.malformed.length === 0;
  }

  /**
   * Whether a finding of this rule, with comments counting on these lines (from 0), is suppressed. `byName`: only
   * by a comment that names the rule.
   */
  suppresses(rule: string, lines: readonly number[], byName = false): boolean {
    const candidates = lines.flatMap((line) => this.#byLine.get(line) ?? []).concat(this.#wholeFile);
    let suppressed = false;
    for (const directive of candidates) {
      if (directive.codes === null) {
        if (byName) continue;
        this.#used.add(directive);
        suppressed = true;
        continue;
      }
      for (const code of directive.codes) {
        if (code.rule !== rule) continue;
        this.#used.add(code);
        suppressed = true;
      }
    }
    return suppressed;
  }

  /** Whether this directive (without codes) or this code has suppressed anything. */
  isUsed(what: Directive | Code): boolean {
    return this.#used.has(what);
  }
}

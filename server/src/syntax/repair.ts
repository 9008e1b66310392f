/**
 * Valid Python that the grammar rejects, rewritten so that it accepts it: same length, same meaning of all that the
 * AST keeps. For texts only that did not parse, since it takes a pass over the text.
 */

const OPEN = "([{";
const CLOSE = ")]}";

interface Bracket {
  readonly open: string;
  /** Where the line begins on which the outermost of the brackets at hand stands, and its indentation. */
  readonly lineStart: number;
  readonly indent: number;
  /** Whether it holds the parameters of a type: of a class, a function or an alias. */
  readonly types: boolean;
}

/**
 * The text with
 * - line breaks inside brackets as spaces, where the next line is indented less than the statement (the grammar then
 *   ends the block in the middle of an expression);
 * - defaults of type parameters, `[T = int]` (PEP 696), as bounds, `[T : int]`.
 *
 * The same text when there is nothing of this.
 */
export function repaired(text: string): string {
  return new Repair(text).run();
}

const TYPE_HEAD = /\b(?:class|def|type)[ \t]+[\p{ID_Start}_][\p{ID_Continue}]*[ \t]*$/u;
const INDENT = /[ \t\f]*/y;

/** What matters outside and inside of brackets. */
const NEXT_OUTSIDE = /["'#()[\]{}]/g;
const NEXT_INSIDE = /["'#()[\]{}\n=]/g;

class Repair {
  private readonly text: string;
  private readonly pieces: string[] = [];
  private done = 0;
  private readonly brackets: Bracket[] = [];
  /** The end of the last string or pair of brackets over several lines, and the line on which that began. */
  private joined = { end: -1, lineStart: 0 };

  constructor(text: string) {
    this.text = text;
  }

  run(): string {
    const { text, brackets } = this;
    let index = 0;
    for (;;) {
      const next = brackets.length > 0 ? NEXT_INSIDE : NEXT_OUTSIDE;
      next.lastIndex = index;
      const found = next.exec(text);
      if (found === null) break;
      index = found.index;
      const [char] = found;
      if (char === '"' || char === "'") {
        const end = endOfString(text, index);
        if (brackets.length === 0 && text.slice(index, end).includes("\n")) {
          this.joined = { end, lineStart: this.lineStartOf(index) };
        }
        index = end;
        continue;
      }
      if (char === "#") {
        const end = text.indexOf("\n", index);
        // A comment needs its line end.
        index = end < 0 ? text.length : end + 1;
        continue;
      }
      if (char === "\n") this.newline(index);
      else if (OPEN.includes(char)) this.open(index, char);
      else if (CLOSE.includes(char)) {
        const bracket = brackets.pop();
        if (CLOSE.indexOf(char) !== OPEN.indexOf(bracket?.open ?? "")) return text;
        if (bracket && brackets.length === 0) this.joined = { end: index, lineStart: bracket.lineStart };
      } else if (brackets[brackets.length - 1]?.types) this.replace(index, ":");
      index++;
    }
    // With brackets that do not match, none of this can be relied on.
    return brackets.length > 0 ? text : this.pieces.join("") + text.slice(this.done);
  }

  private open(index: number, char: string): void {
    const { text, brackets } = this;
    const outer = brackets[0];
    if (outer) {
      brackets.push({ ...outer, open: char, types: false });
      return;
    }
    const lineStart = this.lineStartOf(index);
    const types = char === "[" && TYPE_HEAD.test(text.slice(lineStart, index));
    brackets.push({ open: char, types, lineStart, indent: this.indentAt(lineStart) });
  }

  /** Where the line begins, over what joins lines. */
  private lineStartOf(index: number): number {
    const start = this.text.lastIndexOf("\n", index - 1) + 1;
    return start <= this.joined.end ? this.joined.lineStart : start;
  }

  private newline(index: number): void {
    const next = index + 1;
    if (this.indentAt(next) >= (this.brackets[0]?.indent ?? 0)) return;
    const start = this.text[index - 1] === "\r" ? index - 1 : index;
    for (let at = start; at <= index; at++) this.replace(at, " ");
  }

  private indentAt(offset: number): number {
    INDENT.lastIndex = offset;
    const [spaces = ""] = INDENT.exec(this.text) ?? [];
    return spaces.length;
  }

  private replace(index: number, by: string): void {
    this.pieces.push(this.text.slice(this.done, index), by);
    this.done = index + 1;
  }
}

/** The offset behind the string literal whose quote stands at an offset. */
function endOfString(text: string, start: number): number {
  const quote = text[start] as string;
  const triple = text.startsWith(quote.repeat(3), start);
  const end = triple ? quote.repeat(3) : quote;
  let index = start + end.length;
  while (index < text.length) {
    if (text[index] === "\\") {
      index += 2;
      continue;
    }
    if (text.startsWith(end, index)) return index + end.length;
    if (!triple && text[index] === "\n") return index;
    index++;
  }
  return text.length;
}

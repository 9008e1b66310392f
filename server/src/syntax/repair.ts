/**
 * Valid Python that the grammar rejects, rewritten so that it accepts it: same length, same meaning of all that the
 * AST keeps. For texts only that did not parse, since it takes a pass over the text.
 */

const OPEN = "([{";
const CLOSE = ")]}";

interface Bracket {
  readonly open: string;
  /** Indentation of the line on which it stands. */
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

class Repair {
  private readonly text: string;
  private readonly pieces: string[] = [];
  private done = 0;
  private readonly brackets: Bracket[] = [];
  private lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  run(): string {
    const { text, brackets } = this;
    let index = 0;
    while (index < text.length) {
      const char = text[index] as string;
      if (char === '"' || char === "'") {
        index = endOfString(text, index);
        continue;
      }
      if (char === "#") {
        while (index < text.length && text[index] !== "\n") index++;
        if (brackets.length > 0) {
          // A comment needs its line end.
          this.lineStart = ++index;
          continue;
        }
      }
      if (char === "\n") this.newline(index);
      else if (OPEN.includes(char)) this.open(index, char);
      else if (CLOSE.includes(char)) {
        if (CLOSE.indexOf(char) !== OPEN.indexOf(brackets.pop()?.open ?? "")) return text;
      } else if (char === "=" && brackets[brackets.length - 1]?.types) this.replace(index, ":");
      index++;
    }
    // With brackets that do not match, none of this can be relied on.
    return brackets.length > 0 ? text : this.pieces.join("") + text.slice(this.done);
  }

  private open(index: number, char: string): void {
    const before = this.text.slice(this.lineStart, index);
    const types = char === "[" && this.brackets.length === 0 && TYPE_HEAD.test(before);
    const outer = this.brackets[0];
    this.brackets.push({ open: char, types, indent: outer ? outer.indent : this.indentAt(this.lineStart) });
  }

  private newline(index: number): void {
    const next = index + 1;
    const outer = this.brackets[0];
    if (!outer) {
      this.lineStart = next;
      return;
    }
    if (this.indentAt(next) >= outer.indent) return;
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

/**
 * Text positions, ranges and edits.
 *
 * Every offset in leaklint is a UTF-16 code unit offset from the start of the text, counted from 0:
 * the unit of JavaScript strings, of the Language Server Protocol and of web-tree-sitter.
 */

/** A half-open range `[start, end)` of UTF-16 offsets. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Offsets from here on are places in other files of the project: each text that an analysis looks into besides its own
 * has a stretch of its own behind this one, so that a place alone tells the file. (One space of positions for all files
 * is what the source maps of compilers have: `token.FileSet` in Go, `SourceManager` in Clang.) Small enough for what
 * V8 keeps as a small integer, larger than any text that is linted.
 */
export const FOREIGN_START = 2 ** 27;

/** Whether a place is in another file than the one that is looked at. */
export function isForeign(range: Range): boolean {
  return range.start >= FOREIGN_START;
}

/** A line and a column, both counted from 0; the column in UTF-16 units. */
export interface LinePosition {
  readonly line: number;
  readonly column: number;
}

/** Replace the text of `[start, end)` by `text`. */
export interface Edit extends Range {
  readonly text: string;
}

/**
 * Maps offsets to lines and back. Lines end at `\n`, `\r\n` or a lone `\r`, as Python has it.
 */
export class LineIndex {
  /** Offset of the first character of each line. */
  readonly starts: readonly number[];
  readonly length: number;

  constructor(text: string) {
    const starts = [0];
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 13) {
        if (text.charCodeAt(index + 1) === 10) index++;
        starts.push(index + 1);
      } else if (code === 10) {
        starts.push(index + 1);
      }
    }
    this.starts = starts;
    this.length = text.length;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The line of an offset, counted from 0. Offsets outside the text are clamped. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Line and column of an offset, both from 0. Offsets outside the text are clamped. */
  positionAt(offset: number): LinePosition {
    const clamped = Math.max(0, Math.min(offset, this.length));
    const line = this.lineAt(clamped);
    return { line, column: clamped - (this.starts[line] as number) };
  }

  /** Offset of a position; lines and columns beyond the end are clamped. */
  offsetAt(position: LinePosition): number {
    const start = this.starts[position.line];
    if (start === undefined) return position.line < 0 ? 0 : this.length;
    const next = this.starts[position.line + 1] ?? this.length;
    return Math.max(start, Math.min(start + position.column, next));
  }

  /** Offset at which a line (from 0) begins. */
  lineStart(line: number): number {
    return this.starts[line] ?? this.length;
  }

  /** Offset just behind a line's text, its line terminator included. */
  lineEnd(line: number): number {
    return this.starts[line + 1] ?? this.length;
  }
}

/**
 * The text with the edits made. Edits may come in any order; they must not overlap.
 *
 * @throws RangeError when two edits overlap or an edit lies outside the text.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let position = 0;
  for (const edit of ordered) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`overlapping or misplaced edit at ${edit.start}`);
    }
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}

/** V8 copies slices that are shorter than this; longer ones refer to the text that they are part of. */
const SHORTEST_REFERENCE = 13;

/**
 * The same string with memory of its own. For parts of a text that are kept: a slice keeps the whole text in memory,
 * and of a document in an editor there is a new text with each keystroke.
 */
export function detached(part: string): string {
  return part.length < SHORTEST_REFERENCE ? part : ` ${part}`.slice(1);
}

/** Whether two ranges have a place in common, their ends included. */
export function isTouched(one: Range, other: Range): boolean {
  return one.start <= other.end && other.start <= one.end;
}

/** Whether two sets of edits touch a common place, insertions at the same offset included. */
export function editsConflict(a: readonly Edit[], b: readonly Edit[]): boolean {
  return a.some((one) =>
    b.some(
      (other) =>
        (one.start < other.end && other.start < one.end) ||
        one.start === other.start ||
        (one.start === one.end && one.start >= other.start && one.start <= other.end) ||
        (other.start === other.end && other.start >= one.start && other.start <= one.end),
    ),
  );
}

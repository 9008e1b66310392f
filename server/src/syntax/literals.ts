/** Values of Python's string and number literals. */
import type { Constant } from "./ast.js";

const SIMPLE: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const ESCAPE = /\\(?:\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])/g;

/**
 * The value of one string literal, its prefix and quotes included in the text: escapes undone except `\N{...}`,
 * line ends as `\n`. Literals of f- and t-strings are not for this function.
 */
export function stringLiteral(literal: string): { readonly type: "str" | "bytes"; readonly value: string } {
  let index = 0;
  let raw = false;
  let bytes = false;
  for (; index < 3; index++) {
    const code = literal.charCodeAt(index) | 0x20;
    if (code === 0x72) raw = true;
    else if (code === 0x62) bytes = true;
    else if (code !== 0x75) break;
  }
  const quote = literal[index];
  const triple = literal[index + 1] === quote && literal[index + 2] === quote && literal.length >= index + 6;
  const width = triple ? 3 : 1;
  let value = literal.slice(index + width, Math.max(index + width, literal.length - width));
  if (value.includes("\r")) value = value.replace(/\r\n?/g, "\n");
  if (!raw && value.includes("\\")) value = value.replace(ESCAPE, bytes ? unescapeBytes : unescapeText);
  return { type: bytes ? "bytes" : "str", value };
}

function unescapeBytes(sequence: string): string {
  return sequence[1] === "u" || sequence[1] === "U" ? sequence : unescapeText(sequence);
}

function unescapeText(sequence: string): string {
  const second = sequence[1] as string;
  const simple = SIMPLE[second];
  if (simple !== undefined) return simple;
  if (second === "\n" || second === "\r") return "";
  if (second >= "0" && second <= "7") return String.fromCharCode(Number.parseInt(sequence.slice(1), 8));
  if (sequence.length > 2) {
    const code = Number.parseInt(sequence.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : sequence;
  }
  return sequence;
}

/** The type of a number literal. */
export function numberType(literal: string): Constant["type"] {
  const last = literal.charCodeAt(literal.length - 1) | 0x20;
  if (last === 0x6a) return "complex";
  if (literal.charCodeAt(0) === 0x30) {
    const second = literal.charCodeAt(1) | 0x20;
    if (second === 0x78 || second === 0x6f || second === 0x62) return "int";
  }
  return /[.eE]/.test(literal) ? "float" : "int";
}

/** Source files on disk. */
import { readFileSync, writeFileSync } from "node:fs";
import { DecodeError, decodePython, encodePython } from "../base/decode.js";
import { describeSystemError } from "./system-error.js";

/** A source file's text with what is needed to write it back byte for byte, or why there is none. */
export type Source =
  | { readonly kind: "text"; readonly text: string; readonly encode: (text: string) => Uint8Array }
  | { readonly kind: "error"; readonly message: string };

/** Read and decode a file. */
export function readSource(file: string): Source {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return { kind: "error", message: `cannot be read: ${describeSystemError(error)}` };
  }
  return decodeSource(bytes);
}

/** Decode the bytes of a file as Python would: byte order mark, coding cookie, else UTF-8. */
export function decodeSource(bytes: Uint8Array): Source {
  try {
    const { text, encoding, bom } = decodePython(bytes);
    return { kind: "text", text, encode: (changed) => encodePython(changed, encoding, bom) };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { kind: "error", message: `cannot be decoded: ${error.message}` };
  }
}

/**
 * Write a text back as it was encoded when read.
 *
 * @throws Error when the file cannot be written, or the encoding lacks a character.
 */
export function writeSource(file: string, source: Extract<Source, { kind: "text" }>, text: string): void {
  writeFileSync(file, source.encode(text));
}

/** The text of a file; null where it cannot be read or decoded. */
export function readText(file: string): string | null {
  const source = readSource(file);
  return source.kind === "text" ? source.text : null;
}

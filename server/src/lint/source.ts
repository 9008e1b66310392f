/** Source files on disk. */
import { readFileSync, writeFileSync } from "node:fs";
import { describeSystemError } from "./discovery.js";

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
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { kind: "text", text, encode: (changed) => new TextEncoder().encode(changed) };
  } catch {
    return { kind: "error", message: "cannot be decoded as utf-8" };
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

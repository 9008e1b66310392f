/** Source files on disk. */
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
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
 * Write a text back as it was encoded when read: all of it or nothing. The new text is written beside the file and put in
 * its place at once, with the file's mode; whoever reads it, or pulls the plug, finds the old or the new one. A file
 * with several names, or in a directory where nothing can be made, is written in place.
 *
 * @throws Error when the file cannot be written, or the encoding lacks a character.
 */
export function writeSource(file: string, source: Extract<Source, { kind: "text" }>, text: string): void {
  replaceFile(file, source.encode(text));
}

function replaceFile(name: string, bytes: Uint8Array): void {
  // What a link names is to change, not the link.
  const file = realpathSync(name);
  // A file that must not be written is not to be replaced either.
  accessSync(file, constants.W_OK);
  const before = statSync(file);
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  if (before.nlink > 1 || !before.isFile()) {
    writeFileSync(file, bytes);
    return;
  }
  try {
    writeFileSync(beside, bytes, { flag: "wx" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code !== "EEXIST") rmSync(beside, { force: true });
    // With no room for another file there is none for this one: better the old text than half of the new.
    if (code !== "EACCES" && code !== "EPERM" && code !== "EROFS" && code !== "EEXIST") throw error;
    writeFileSync(file, bytes);
    return;
  }
  try {
    chmodSync(beside, before.mode);
    const made = statSync(beside);
    if (made.uid !== before.uid || made.gid !== before.gid) chownSync(beside, before.uid, before.gid);
    renameSync(beside, file);
  } catch {
    rmSync(beside, { force: true });
    writeFileSync(file, bytes);
  }
}

/** The text of a file; null where it cannot be read or decoded. */
export function readText(file: string): string | null {
  const source = readSource(file);
  return source.kind === "text" ? source.text : null;
}

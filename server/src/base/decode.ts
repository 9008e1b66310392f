/** Bytes of Python source to text and back, as PEP 263 has it. */
import iconv from "iconv-lite";

/** The text of a file and how to write it back. */
export interface DecodedPython {
  /** Without the byte order mark. */
  readonly text: string;
  /** The name as the file declares it, in lower case; `utf-8` without a declaration. */
  readonly encoding: string;
  /** Whether the file begins with the UTF-8 byte order mark. */
  readonly bom: boolean;
}

/** Bytes that are not text in the encoding which the file declares. The message says which and why. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
}

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK = /^[ \t\f]*(?:#.*)?$/;

/**
 * The text of a Python file: the byte order mark, a coding cookie in the first two lines, else UTF-8.
 *
 * @throws DecodeError for an unknown encoding, or bytes that are invalid in it.
 */
export function decodePython(bytes: Uint8Array): DecodedPython {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = bom ? bytes.subarray(3) : bytes;
  const declared = cookie(content);
  if (bom && declared !== null && kindOf(declared) !== "utf-8") {
    throw new DecodeError(`encoding ${declared} declared, but the file begins with a UTF-8 byte order mark`);
  }
  const encoding = declared ?? "utf-8";
  return { text: decode(content, encoding), encoding, bom };
}

/**
 * The bytes of a text that `decodePython` yielded, byte for byte those of the file when the text is unchanged.
 *
 * @throws DecodeError for an unknown encoding, or a character that it does not have.
 */
export function encodePython(text: string, encoding: string, bom: boolean): Uint8Array {
  const body = encode(text, encoding);
  return bom ? Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) : body;
}

/** The encoding named in one of the first two lines; the second counts only after a blank or a comment line. */
function cookie(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  for (let line = 0; line < 2 && start < bytes.length; line++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d) end++;
    const content = head.toString("latin1", start, end);
    const found = COOKIE.exec(content);
    if (found) return (found[1] as string).toLowerCase().replaceAll("_", "-");
    if (!BLANK.test(content)) return null;
    start = bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? end + 2 : end + 1;
  }
  return null;
}

/** The encodings that are treated by themselves; iconv-lite replaces what is invalid instead of reporting it. */
function kindOf(encoding: string): "utf-8" | "latin-1" | "ascii" | "other" {
  if (/^(?:utf-?8|u8|utf|utf8-ucs[24]|cp65001)(?:-(?:sig|unix|dos|mac))?$/.test(encoding)) return "utf-8";
  if (/^(?:latin-?1|l1|latin|iso-?8859-1|iso8859|8859|cp819)(?:-(?:unix|dos|mac))?$/.test(encoding)) return "latin-1";
  if (/^(?:us-)?ascii$|^646$/.test(encoding)) return "ascii";
  return "other";
}

function decode(bytes: Uint8Array, encoding: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (kindOf(encoding)) {
    case "utf-8":
      try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        throw new DecodeError("not valid UTF-8, and no other encoding is declared");
      }
    case "latin-1":
      return buffer.toString("latin1");
    case "ascii":
      if (bytes.some((byte) => byte > 0x7f)) throw new DecodeError(`bytes that are not ${encoding}`);
      return buffer.toString("latin1");
    case "other": {
      const text = iconv.decode(buffer, known(encoding), { stripBOM: false });
      // Whatever iconv-lite had to replace does not come back.
      if (!iconv.encode(text, known(encoding)).equals(buffer)) throw new DecodeError(`bytes that are not ${encoding}`);
      return text;
    }
  }
}

function encode(text: string, encoding: string): Uint8Array {
  const kind = kindOf(encoding);
  if (kind === "utf-8") return Buffer.from(text, "utf8");
  const bytes = iconv.encode(text, kind === "other" ? known(encoding) : "latin1");
  const back = kind === "other" ? iconv.decode(bytes, known(encoding), { stripBOM: false }) : bytes.toString("latin1");
  if (back !== text || (kind === "ascii" && bytes.some((byte) => byte > 0x7f))) {
    throw new DecodeError(`the text has characters that ${encoding} does not have`);
  }
  return bytes;
}

/** The name of an encoding as iconv-lite knows it. Python's text encodings that keep ASCII only. */
function known(encoding: string): string {
  const name = encoding.replace(/-(?:unix|dos|mac)$/, "");
  if (/^(?:utf-?(?:16|32|7)|ucs|base64|hex|binary)/.test(name) || !iconv.encodingExists(name)) {
    throw new DecodeError(`unknown encoding: ${encoding}`);
  }
  return name;
}

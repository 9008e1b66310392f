import { describe, expect, test } from "vitest";
import { DecodeError, decodePython, encodePython } from "../../src/base/decode.js";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("decodePython", () => {
  test.each([
    ["without anything", utf8("x = 'é😀'\r\n"), "x = 'é😀'\r\n", "utf-8", false],
    ["empty", utf8(""), "", "utf-8", false],
    ["a byte order mark", utf8("\ufeffx = 1\n"), "x = 1\n", "utf-8", true],
    ["a byte order mark and a cookie", utf8("\ufeff# coding: utf-8\n"), "# coding: utf-8\n", "utf-8", true],
    ["a second mark, which is text", utf8("\ufeff\ufeffx"), "\ufeffx", "utf-8", true],
    ["latin-1", latin1("# -*- coding: latin-1 -*-\n'é'"), "# -*- coding: latin-1 -*-\n'é'", "latin-1", false],
    [
      "a cookie in the second line",
      latin1("#!/usr/bin/python\n# vim: set fileencoding=iso-8859-15 :\n'\xa4'"),
      "#!/usr/bin/python\n# vim: set fileencoding=iso-8859-15 :\n'€'",
      "iso-8859-15",
      false,
    ],
    [
      "a cookie after a lone carriage return",
      latin1("\r# coding=latin_1\r'é'"),
      "\r# coding=latin_1\r'é'",
      "latin-1",
      false,
    ],
    ["cp1252", latin1("# coding: cp1252\n'\x80'"), "# coding: cp1252\n'€'", "cp1252", false],
    [
      "a cookie in the third line, which is none",
      utf8("#\n#\n# coding: latin-1\n'é'"),
      "#\n#\n# coding: latin-1\n'é'",
      "utf-8",
      false,
    ],
    [
      "a cookie after code, which is none",
      utf8("x = 1\n# coding: latin-1\n'é'"),
      "x = 1\n# coding: latin-1\n'é'",
      "utf-8",
      false,
    ],
    [
      "shift_jis",
      new Uint8Array([...utf8("# coding: shift_jis\n'"), 0x82, 0xa0, 0x27]),
      "# coding: shift_jis\n'あ'",
      "shift-jis",
      false,
    ],
  ])("%s", (_name, bytes, text, encoding, bom) => {
    expect(decodePython(bytes)).toEqual({ text, encoding, bom });
    expect(new Uint8Array(encodePython(text, encoding, bom))).toEqual(bytes);
  });

  test.each([
    ["bytes that are not UTF-8", latin1("x = 'é'"), /not valid UTF-8/],
    ["an unknown encoding", utf8("# coding: klingon\n"), /unknown encoding: klingon/],
    ["a codec that is none of text", utf8("# coding: base64\n"), /unknown encoding/],
    ["bytes that are not ASCII", latin1("# coding: ascii\n'é'"), /not ascii/],
    ["bytes invalid in shift_jis", new Uint8Array([...utf8("# coding: shift_jis\n'"), 0xff, 0x27]), /not shift-jis/],
    ["a mark that contradicts the cookie", utf8("\ufeff# coding: latin-1\n"), /byte order mark/],
  ])("refuses %s", (_name, bytes, message) => {
    expect(() => decodePython(bytes)).toThrow(DecodeError);
    expect(() => decodePython(bytes)).toThrow(message);
  });

  test("a character that the encoding lacks cannot be written", () => {
    expect(() => encodePython("€", "latin-1", false)).toThrow(DecodeError);
    expect(() => encodePython("é", "ascii", false)).toThrow(DecodeError);
  });
});

import { beforeAll, expect, test } from "vitest";
import { loadParser, type PythonParser } from "../../src/syntax/parser.js";
import { dump } from "./dump.js";

let parser: PythonParser;
beforeAll(async () => {
  parser = await loadParser();
});

/** Source, and its tree without the outer brackets. */
const VALID: readonly (readonly [string, string])[] = [
  [
    "type X[T = int] = list[T] | None\n",
    "(TypeAlias (Name X) (BinOp (Subscript (Name list) (Name T)) | (Constant None)))",
  ],
  [
    "type X[T: (int, str) = int, *Ts = *tuple[int], **P = []] = list[T]\n",
    "(TypeAlias (Name X) (Subscript (Name list) (Name T)))",
  ],
  ["class A[T = int, *Ts = *tuple[int], **P = []]: pass\n", "(ClassDef A [] {} [] [ (Pass) ] type T Ts P)"],
  [
    "def f[T: (int, str) = int](x: T) -> T: ...\n",
    "(FunctionDef f < positional x (Name T) ~ > (Name T) [] [ (ExprStmt (Constant Ellipsis)) ] type T)",
  ],
  ["x: a[1:2]\n", "(AnnAssign (Name x) (Subscript (Name a) (Slice (Constant int) (Constant int) ~)) ~)"],
  ["with (*a, b): pass\n", "(With (Tuple [ (Starred (Name a)) (Name b) ]) ~ [ (Pass) ])"],
  ["with ((a, b)): pass\n", "(With (Tuple [ (Name a) (Name b) ]) ~ [ (Pass) ])"],
  ["(y := 1 if c else 2)\n", "(ExprStmt (NamedExpr y (IfExp (Name c) (Constant int) (Constant int))))"],
  [
    "[y := f(x), (z := a or b)]\n",
    "(ExprStmt (List [ (NamedExpr y (Call (Name f) [ (Name x) ] {})) (NamedExpr z (BoolOp or [ (Name a) (Name b) ])) ]))",
  ],
  [
    "await x ** 2 + -x ** 2\n",
    "(ExprStmt (BinOp (BinOp (Await (Name x)) ** (Constant int)) + (UnaryOp - (BinOp (Name x) ** (Constant int)))))",
  ],
  [
    "f(*a or b, *c if d else e, **g or h)\n",
    "(ExprStmt (Call (Name f) [ (Starred (BoolOp or [ (Name a) (Name b) ])) (Starred (IfExp (Name d) (Name c) (Name e))) ] { ** (BoolOp or [ (Name g) (Name h) ]) }))",
  ],
  [
    "a ^ b & c, a & b ^ c, a & b ^ c & d ^ e\n",
    "(ExprStmt (Tuple [ (BinOp (Name a) ^ (BinOp (Name b) & (Name c))) (BinOp (BinOp (Name a) & (Name b)) ^ (Name c)) (BinOp (BinOp (BinOp (Name a) & (Name b)) ^ (BinOp (Name c) & (Name d))) ^ (Name e)) ]))",
  ],
  ['f"{x:=10} {y:={w}}"\n', "(ExprStmt (JoinedStr [ (Name x) (Name y) (Name w) ]))"],
  [
    "with a if b else c as f, lambda: x as g, a or b as h, not d as e: pass\n",
    "(With (IfExp (Name b) (Name a) (Name c)) (Name f) (Lambda <> (Name x)) (Name g) (BoolOp or [ (Name a) (Name b) ]) (Name h) (UnaryOp not (Name d)) (Name e) [ (Pass) ])",
  ],
  ["with (a as b): pass\n", "(With (Name a) (Name b) [ (Pass) ])"],
  ["with (a, b): pass\n", "(With (Name a) ~ (Name b) ~ [ (Pass) ])"],
  ["with (a, b) as c: pass\n", "(With (Tuple [ (Name a) (Name b) ]) (Name c) [ (Pass) ])"],
  ["with (a as b, c as d,): pass\n", "(With (Name a) (Name b) (Name c) (Name d) [ (Pass) ])"],
  ["with (yield x): pass\n", "(With (Yield (Name x)) ~ [ (Pass) ])"],
  ["with (): pass\n", "(With (Tuple []) ~ [ (Pass) ])"],
  [
    "class A[T = int, *Ts = *tuple[int], **P = []](B[T], metaclass=M): pass\n",
    "(ClassDef A [ (Subscript (Name B) (Name T)) ] { metaclass (Name M) } [] [ (Pass) ] type T Ts P)",
  ],
  ["type Y = int\n", "(TypeAlias (Name Y) (Name int))"],
  ["try: pass\nexcept A, B: pass\n", "(Try [ (Pass) ] except (Tuple [ (Name A) (Name B) ]) ~ [ (Pass) ] [] [])"],
  ["try: pass\nexcept* A, B: pass\n", "(Try * [ (Pass) ] except (Tuple [ (Name A) (Name B) ]) ~ [ (Pass) ] [] [])"],
  [
    't"{x!r:>{y}} {z=}" T"a" tr"\\{x}" rt\'{w}\'\n',
    "(ExprStmt (JoinedStr [ (Name x) (Name y) (Name z) (Name x) (Name w) ]))",
  ],
  [
    'match x:\n    case P(x=int() as y, z=-1): pass\n    case _: pass\n    case a | b.c: pass\n    case -1 | -2.5: pass\n    case 1+2j as z: pass\n    case {"a": -1, **r}: pass\n    case *a, b: pass\n    case (a): pass\n    case (a,): pass\n    case [] | (): pass\n    case (1 | 2) as q if z > 1: pass\n    case str(): pass\n    case a.b.C(x, y=_): pass\n',
    "(Match (Name x) case y [ (Name P) (Name int) (Constant int) ] ~ [ (Pass) ] case any [] ~ [ (Pass) ] case a [ (Attribute (Name b) c) ] ~ [ (Pass) ] case [ (UnaryOp - (Constant int)) (UnaryOp - (Constant float)) ] ~ [ (Pass) ] case z [ (BinOp (Constant int) + (Constant complex)) ] ~ [ (Pass) ] case r [ (Constant str a) (UnaryOp - (Constant int)) ] ~ [ (Pass) ] case a b [] ~ [ (Pass) ] case any a [] ~ [ (Pass) ] case a [] ~ [ (Pass) ] case [] ~ [ (Pass) ] case q [ (Constant int) (Constant int) ] (Compare (Name z) > [ (Constant int) ]) [ (Pass) ] case [ (Name str) ] ~ [ (Pass) ] case x [ (Attribute (Attribute (Name a) b) C) ] ~ [ (Pass) ])",
  ],
  ['print >>f, "x"\n', "(ExprStmt (Tuple [ (BinOp (Name print) >> (Name f)) (Constant str x) ]))"],
  ["print >>f\n", "(ExprStmt (BinOp (Name print) >> (Name f)))"],
  [
    "def f(a, /, b: int = 1, *c: *Ts, d=1, **k: str) -> x: ...\n",
    "(FunctionDef f < positionalOnly a ~ ~ positional b (Name int) (Constant int) varPositional c (Starred (Name Ts)) ~ keywordOnly d ~ (Constant int) varKeyword k (Name str) ~ > (Name x) [] [ (ExprStmt (Constant Ellipsis)) ])",
  ],
  [
    "lambda a, /, b=1, *, c, **d: a\n",
    "(ExprStmt (Lambda < positionalOnly a ~ ~ positional b ~ (Constant int) keywordOnly c ~ ~ varKeyword d ~ ~ > (Name a)))",
  ],
  ["lambda *a: (yield)\n", "(ExprStmt (Lambda < varPositional a ~ ~ > (Yield ~)))"],
  [
    "a[1:2, ::3, b], a[b,], a[*b], a[*b(), c], a[:], a[(1, 2)]\n",
    "(ExprStmt (Tuple [ (Subscript (Name a) (Tuple [ (Slice (Constant int) (Constant int) ~) (Slice ~ ~ (Constant int)) (Name b) ])) (Subscript (Name a) (Tuple [ (Name b) ])) (Subscript (Name a) (Tuple [ (Starred (Name b)) ])) (Subscript (Name a) (Tuple [ (Starred (Call (Name b) [] {})) (Name c) ])) (Subscript (Name a) (Slice ~ ~ ~)) (Subscript (Name a) (Tuple [ (Constant int) (Constant int) ])) ]))",
  ],
  ["return *a, *f(x)\n", "(Return (Tuple [ (Starred (Name a)) (Starred (Call (Name f) [ (Name x) ] {})) ]))"],
  ["for x in *a, b: pass\n", "(For (Name x) (Tuple [ (Starred (Name a)) (Name b) ]) [ (Pass) ] [])"],
  ["x = y = z = 1\n", "(Assign [ (Name x) (Name y) (Name z) ] (Constant int))"],
  ["x: int\n", "(AnnAssign (Name x) (Name int) ~)"],
  ["(x): int = 1\n", "(AnnAssign (Name x) (Name int) (Constant int))"],
  [
    "if a:\n  pass\nelif b:\n  pass\nelif c:\n  pass\nelse:\n  pass\n",
    "(If (Name a) [ (Pass) ] [ (If (Name b) [ (Pass) ] [ (If (Name c) [ (Pass) ] [ (Pass) ]) ]) ])",
  ],
  ["x = 1; y = 2;\n", "(Assign [ (Name x) ] (Constant int)) (Assign [ (Name y) ] (Constant int))"],
  [
    "async def f():\n    async with a as b: pass\n    async for x in y: pass\n    return [z async for z in w if await z]\n",
    "(FunctionDef async f <> ~ [] [ (With async (Name a) (Name b) [ (Pass) ]) (For async (Name x) (Name y) [ (Pass) ] []) (Return (Comprehension list (Name z) ~ async (Name z) (Name w) [ (Await (Name z)) ])) ])",
  ],
  [
    "from . import a\nfrom .. import (b as c, d,)\nfrom .x.y import *\nfrom __future__ import annotations\nimport a.b as c, d.e\n",
    "(ImportFrom 1 a ~) (ImportFrom 2 b c d ~) (ImportFrom 1 x.y * ~) (ImportFrom 0 __future__ annotations ~) (Import a.b c d.e ~)",
  ],
  ["x.\ny = 1\n", "(Assign [ (Attribute (Name x) y) ] (Constant int))"],
  [
    "type(x).y = z; type[a].b = 1\n",
    "(Assign [ (Attribute (Call (Name type) [ (Name x) ] {}) y) ] (Name z)) (Assign [ (Attribute (Subscript (Name type) (Name a)) b) ] (Constant int))",
  ],
  [
    "def f():\n    x = (a +\nb)\n    return x\n",
    "(FunctionDef f <> ~ [] [ (Assign [ (Name x) ] (BinOp (Name a) + (Name b))) (Return (Name x)) ])",
  ],
  [
    'global a, b\nnonlocal c\ndel a, b[0]\ndel (c, d)\nassert x, "m"\nassert y\nraise\nraise A from b\n',
    "(Global a b) (Nonlocal c) (Delete [ (Name a) (Subscript (Name b) (Constant int)) ]) (Delete [ (Tuple [ (Name c) (Name d) ]) ]) (Assert (Name x) (Constant str m)) (Assert (Name y) ~) (Raise ~ ~) (Raise (Name A) (Name b))",
  ],
  ['"a" f"{b}" "c"\n', "(ExprStmt (JoinedStr [ (Name b) ]))"],
  ["'\\N{BULLET}' '\\101' '\\\nz'\n", "(ExprStmt (Constant str \\N{BULLET}Az))"],
  [
    "0x1F + 1_000 + 1e5 + .5 + 1j + 0o17 + 10\n",
    "(ExprStmt (BinOp (BinOp (BinOp (BinOp (BinOp (BinOp (Constant int) + (Constant int)) + (Constant float)) + (Constant float)) + (Constant complex)) + (Constant int)) + (Constant int)))",
  ],
  [
    "x = 1 if a else 2 if b else 3\n",
    "(Assign [ (Name x) ] (IfExp (Name a) (Constant int) (IfExp (Name b) (Constant int) (Constant int))))",
  ],
  [
    "{**a, 'b': 1}, {1, *c}, {k: v for k, v in d}, {x for x in y if a if b for z in x}\n",
    "(ExprStmt (Tuple [ (Dict [ ~ (Constant str b) ] [ (Name a) (Constant int) ]) (Set [ (Constant int) (Starred (Name c)) ]) (Comprehension dict (Name k) (Name v) (Tuple [ (Name k) (Name v) ]) (Name d) []) (Comprehension set (Name x) ~ (Name x) (Name y) [ (Name a) (Name b) ] (Name z) (Name x) []) ]))",
  ],
  ["f(x for x in y)\n", "(ExprStmt (Call (Name f) [ (Comprehension generator (Name x) ~ (Name x) (Name y) []) ] {}))"],
  [
    "f(a)(b).c[d].e\n",
    "(ExprStmt (Attribute (Subscript (Attribute (Call (Call (Name f) [ (Name a) ] {}) [ (Name b) ] {}) c) (Name d)) e))",
  ],
  [
    "not a == b and c or d and e and (f and g)\n",
    "(ExprStmt (BoolOp or [ (BoolOp and [ (UnaryOp not (Compare (Name a) == [ (Name b) ])) (Name c) ]) (BoolOp and [ (Name d) (Name e) (BoolOp and [ (Name f) (Name g) ]) ]) ]))",
  ],
  [
    "@a.b(c)\n@d\nasync def f(): pass\n",
    "(FunctionDef async f <> ~ [ (Call (Attribute (Name a) b) [ (Name c) ] {}) (Name d) ] [ (Pass) ])",
  ],
  ["while x:\n    break\nelse:\n    continue\n", "(While (Name x) [ (Break) ] [ (Continue) ])"],
  ['def f():\n    """doc"""\n    # trailing\n# after\n', "(FunctionDef f <> ~ [] [ (ExprStmt (Constant str doc)) ])"],
  ["x = [\n  1,  # one\n]\n", "(Assign [ (Name x) ] (List [ (Constant int) ]))"],
  [
    "class A: x = 1; y: int = 2\n",
    "(ClassDef A [] {} [] [ (Assign [ (Name x) ] (Constant int)) (AnnAssign (Name y) (Name int) (Constant int)) ])",
  ],
  ["match = case = type = 1\n", "(Assign [ (Name match) (Name case) (Name type) ] (Constant int))"],
  ["print(match, case, type)\n", "(ExprStmt (Call (Name print) [ (Name match) (Name case) (Name type) ] {}))"],
  ["\tif x:\n\t\ty\n", "(If (Name x) [ (ExprStmt (Name y)) ] [])"],
  ["x = yield\n", "(Assign [ (Name x) ] (Yield ~))"],
  ["x = yield a, b\n", "(Assign [ (Name x) ] (Yield (Tuple [ (Name a) (Name b) ])))"],
  ["x = yield from y\n", "(Assign [ (Name x) ] (YieldFrom (Name y)))"],
  ["x += yield\n", "(AugAssign (Name x) += (Yield ~))"],
  ["*a, b = c\n", "(Assign [ (Tuple [ (Starred (Name a)) (Name b) ]) ] (Name c))"],
  [
    "[a, *b], (c, d) = e\n",
    "(Assign [ (Tuple [ (List [ (Name a) (Starred (Name b)) ]) (Tuple [ (Name c) (Name d) ]) ]) ] (Name e))",
  ],
  ["f(**a, b=1, *c)\n", "(ExprStmt (Call (Name f) [ (Starred (Name c)) ] { ** (Name a) b (Constant int) }))"],
  ["f(a)[b:=1]\n", "(ExprStmt (Subscript (Call (Name f) [ (Name a) ] {}) (NamedExpr b (Constant int))))"],
  ["try:\n    pass\nfinally:\n    pass\n", "(Try [ (Pass) ] [] [ (Pass) ])"],
  ["ｗｉｄｔｈ = é\n", "(Assign [ (Name width) ] (Name é))"],
];

/** Source, tree, and the problems: what they cover and say. */
const INVALID: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
  ["x = `a`\n", "(Assign [ (Name x) ] (UnknownExpr a))", [["`a`", "syntax error"]]],
  ["try: pass\nexcept A, B as e: pass\n", "(UnknownStmt A B e)", [["except A, B as e: pass", "syntax error"]]],
  ['print "x"\n', "(UnknownStmt print x)", [['print "x"', "print statement of Python 2"]]],
  ['exec "x" in y\n', "(UnknownStmt exec x y)", [['exec "x" in y', "exec statement of Python 2"]]],
  ["raise A, B\n", "(UnknownStmt A B)", [["raise A, B", "syntax error"]]],
  ["def f((a, b)): pass\n", "(UnknownStmt f a b)", [["((a, b))", "syntax error"]]],
  ["x <> y\n", "(ExprStmt (UnknownExpr x y))", [["x <> y", "syntax error"]]],
  ["if x:\n    print(\ny = 2\n", "(UnknownStmt x print y)", [["print(\ny = 2", "syntax error"]]],
  [
    "def f():\n    a = 1\n    x = = 2\n    b = 3\n",
    "(FunctionDef f <> ~ [] [ (Assign [ (Name a) ] (Constant int)) (UnknownStmt x) (Assign [ (Name b) ] (Constant int)) ])",
    [["=", "syntax error"]],
  ],
  [
    '"a" \'b\\n\\x41\\u0042\' r"\\n" b"x"\n',
    "(ExprStmt (UnknownExpr a b n x41 u0042 r x))",
    [['"a" \'b\\n\\x41\\u0042\' r"\\n" b"x"', "syntax error"]],
  ],
  ["x = not\n", "(UnknownStmt x)", [["x = not", "syntax error"]]],
  ["def f(:\n    pass\n", "(UnknownStmt f)", [["", "missing ')'"]]],
  ["`\n", "(UnknownStmt)", [["`", "syntax error"]]],
  ["f(a b)\n", "(ExprStmt (UnknownExpr f a b))", [["b", "syntax error"]]],
  ["f(a, b=)\n", "(ExprStmt (UnknownExpr f a b))", [["=", "syntax error"]]],
];

test.each(VALID)("%j", (source, tree) => {
  const module = parser.parse(source);
  expect(dump(module)).toBe(`[ ${tree} ]`);
  expect(module.problems).toEqual([]);
});

test.each(INVALID)("invalid: %j", (source, tree, problems) => {
  const module = parser.parse(source);
  expect(dump(module)).toBe(`[ ${tree} ]`);
  expect(module.problems.map((one) => [source.slice(one.start, one.end), one.message])).toEqual(problems);
});

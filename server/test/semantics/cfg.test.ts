import { describe, expect, it } from "vitest";
import { cfgOf } from "./support.js";

const dump = (source: string): string => `\n${cfgOf(source).dump}\n`;

describe("branches", () => {
  it("if, elif, else", () => {
    expect(dump("if a:\n  x\nelif b:\n  y\nelse:\n  z\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 x → 0
      3 y → 0
      4 z → 0
      5 test b → 3 | 4
      6 test a → 2 | 5
      7 entry → 6
      "
    `);
  });

  it("takes and, or and not apart", () => {
    expect(dump("if a and not (b or c()):\n  x\nelse:\n  y\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 x → 0
      3 y → 0
      4 test c() → 3 | 2 ! 1
      5 test b → 3 | 4
      6 test a → 5 | 3
      7 entry → 6
      "
    `);
  });

  it("knows constant conditions", () => {
    expect(dump("while True:\n  f()\nafter()\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 after() → 0 ! 1
      3  → 4
      4 f() → 3 ! 1
      5 entry → 3
      "
    `);
    expect(dump("if 0:\n  f()\nelse:\n  g\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 f() → 0 ! 1
      3 g → 0
      4 entry → 3
      "
    `);
  });

  it("assert is a branch to a raise", () => {
    expect(dump("assert a, m\nx\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 x → 0
      3 assert a, m ! 1
      4 test a → 2 | 3
      5 entry → 4
      "
    `);
  });

  it("match, with a guard and a catch-all", () => {
    expect(
      dump("match f():\n  case 1 if g:\n    x\n  case [a]:\n    y\n  case _:\n    z\nend\n"),
    ).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 end → 0
      3 z → 2
      4 case _ → 3
      5 y → 2
      6 case [a] → 5 | 4
      7 x → 2
      8 test g → 7 | 6
      9 case 1 → 8 | 6
      10 f() → 9 ! 1
      11 entry → 10
      "
    `);
  });
});

describe("loops", () => {
  it("while with else, break and continue", () => {
    expect(dump("while a:\n  if b:\n    break\n  if c:\n    continue\n  x\nelse:\n  y\nz\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 z → 0
      3  → 10
      4 x → 3
      5 continue → 3
      6 test c → 5 | 4
      7 break → 2
      8 test b → 7 | 6
      9 y → 2
      10 test a → 8 | 9
      11 entry → 3
      "
    `);
  });

  it("for with else and break", () => {
    expect(dump("for i in it():\n  if i:\n    break\nelse:\n  y\nz\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 z → 0
      3  → 7
      4 break → 2
      5 test i → 4 | 3
      6 y → 2
      7 next i → 5 | 6 ! 1
      8 iterate it() → 3 ! 1
      9 entry → 8
      "
    `);
  });

  it("async for and await", () => {
    expect(dump("async def f():\n  async for i in a:\n    await i\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2  → 4
      3 await i → 2 ! 1
      4 next i → 3 | 0 ! 1
      5 iterate a → 2
      6 entry → 5
      "
    `);
  });
});

describe("try", () => {
  it("handlers are tried by a dispatch, else is not protected", () => {
    expect(dump("try:\n  f()\nexcept A:\n  x\nexcept B:\n  g()\nelse:\n  h()\nend\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 end → 0
      3 h() → 2 ! 1
      4 x → 2
      5 handler A → 4
      6 g() → 2 ! 1
      7 handler B → 6
      8 dispatch ! 1 [5 7]
      9 f() → 3 ! 8
      10 entry → 9
      "
    `);
  });

  it("finally is copied for each way out that exists", () => {
    expect(dump("def f():\n  try:\n    g()\n    return h()\n  finally:\n    c()\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 c() → 0 ! 1
      3 c() → 0 ! 1
      4 dispatch ! 1 []
      5 c() → 4 ! 1
      6 return h() → 3 ! 5
      7 g() → 6 ! 5
      8 entry → 7
      "
    `);
  });

  it("finally with break and continue", () => {
    expect(
      dump("for i in s:\n  try:\n    if i:\n      break\n    continue\n  finally:\n    c\nend\n"),
    ).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 end → 0
      3  → 10
      4 c → 3
      5 c → 3
      6 continue → 5
      7 c → 2
      8 break → 7
      9 test i → 8 | 6
      10 next i → 9 | 2 ! 1
      11 iterate s → 3
      12 entry → 11
      "
    `);
  });

  it("nested finally: the inner one runs first", () => {
    expect(
      dump("def f():\n  try:\n    try:\n      return g()\n    finally:\n      inner\n  finally:\n    outer\n"),
    ).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 outer → 0
      3 inner → 2
      4 outer → 0
      5 inner → 4
      6 dispatch ! 1 []
      7 outer → 6
      8 dispatch ! 7 []
      9 inner → 8
      10 return g() → 5 ! 9
      11 entry → 10
      "
    `);
  });

  it("a return in finally ends every way", () => {
    expect(dump("def f():\n  try:\n    g()\n  finally:\n    return 1\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 return 1 → 0
      3 dispatch ! 1 []
      4 return 1 → 0
      5 g() → 2 ! 4
      6 entry → 5
      "
    `);
  });

  it("handlers and finally together", () => {
    expect(dump("try:\n  f()\nexcept E:\n  raise\nfinally:\n  c\nend\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 end → 0
      3 c → 2
      4 dispatch ! 1 []
      5 c → 4
      6 raise ! 5
      7 handler E → 6
      8 dispatch ! 5 [7]
      9 f() → 3 ! 8
      10 entry → 9
      "
    `);
  });

  it("except*", () => {
    expect(dump("try:\n  f()\nexcept* E:\n  x\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 x → 0
      3 handler E → 2
      4 dispatch ! 1 [3]
      5 f() → 0 ! 4
      6 entry → 5
      "
    `);
  });
});

describe("with", () => {
  it("one item", () => {
    expect(dump("with m() as x:\n  f()\nend\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 end → 0
      3 leave m() as x → 2
      4 leave! m() as x ! 1
      5 f() → 3 ! 4
      6 enter m() as x → 5 ! 1
      7 entry → 6
      "
    `);
  });

  it("two items are left in the opposite order", () => {
    expect(dump("with a, b:\n  f()\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 leave a → 0
      3 leave b → 2
      4 leave! a ! 1
      5 leave! b ! 4
      6 f() → 3 ! 5
      7 enter b → 6
      8 enter a → 7
      9 entry → 8
      "
    `);
  });

  it("return and break leave the manager", () => {
    expect(
      dump("def f():\n  for i in s:\n    with m:\n      if i:\n        break\n      return 1\n"),
    ).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2  → 10
      3 leave m → 2
      4 leave m → 0
      5 return 1 → 4
      6 leave m → 0
      7 break → 6
      8 test i → 7 | 5
      9 enter m → 8
      10 next i → 9 | 0 ! 1
      11 iterate s → 2
      12 entry → 11
      "
    `);
  });

  it("a manager that swallows", () => {
    expect(dump("with suppress(E):\n  f()\nend\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 end → 0
      3 leave suppress(E) → 2
      4 leave! suppress(E) | 2 ! 1
      5 f() → 3 ! 4
      6 enter suppress(E) → 5 ! 1
      7 entry → 6
      "
    `);
  });
});

describe("simple statements", () => {
  it("only what calls, awaits or yields may raise", () => {
    expect(dump("a = b.c[d] + e\nf()\nyield g\nx = lambda: h()\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 x = lambda: h() → 0
      3 yield g → 2 ! 1
      4 f() → 3 ! 1
      5 a = b.c[d] + e → 4
      6 entry → 5
      "
    `);
  });

  it("definitions, imports and what follows a raise", () => {
    expect(dump("import m\ndef f(): g()\nclass C: h()\nraise E\nx\n")).toMatchInlineSnapshot(`
      "
      0 exit
      1 raise-exit
      2 x → 0
      3 raise E ! 1
      4 class C: h() → 3
      5 def f(): g() → 4
      6 import m → 5
      7 entry → 6
      "
    `);
  });
});

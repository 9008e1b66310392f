/** The catalogue beside typeshed's stubs: `npm run typeshed` says the same on the command line. */
import { describe, expect, it } from "vitest";
import { compare, hasStubs } from "../../../scripts/typeshed.js";

if (!hasStubs()) console.warn("typeshed cannot be asked: 'pyright', a development dependency, is not installed");

describe.skipIf(!hasStubs())("the standard library in typeshed", async () => {
  const comparison = hasStubs() ? await compare() : { missing: [], stale: [], known: 0 };

  it("releases nothing that the catalogue does not know, or that nobody has explained", () => {
    expect(comparison.missing).toEqual([]);
  });

  it("needs every exception that was made for it", () => {
    expect(comparison.stale).toEqual([]);
  });

  it("was read", () => {
    expect(comparison.known).toBeGreaterThan(200);
  });
});

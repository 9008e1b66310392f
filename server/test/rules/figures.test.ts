/** What the advice saves: CPython measures the examples again, and the documented figures must agree. */
import { describe, expect, it } from "vitest";
import { type Figures, measureAdvice, measuredRules, readFigures } from "../../../scripts/measure-advice.js";
import { pythonMissing } from "../support/cpython.js";

/** Objects differ in size from version to version of Python, and a little from run to run. */
const TOLERANCE = { same: 0.15, other: 0.6 };

describe("the figures in the documentation", () => {
  const documented = readFigures();

  it("are there for each rule of the families memory and runtime", () => {
    expect(Object.keys(documented.rules)).toEqual(measuredRules().map(({ id }) => id));
  });

  it("show that the advice saves something", () => {
    for (const [id, { bad, good }] of Object.entries(documented.rules)) expect(good, id).toBeLessThan(0.9 * bad);
  });

  describe.skipIf(pythonMissing !== null)("measured again", () => {
    let measured: Figures;

    it("agree", () => {
      measured = measureAdvice();
      const tolerance = measured.python === documented.python ? TOLERANCE.same : TOLERANCE.other;
      for (const [id, figure] of Object.entries(documented.rules)) {
        const again = measured.rules[id];
        expect(again?.measure).toBe(figure.measure);
        for (const side of ["bad", "good"] as const) {
          const difference = Math.abs((again?.[side] ?? 0) - figure[side]);
          expect(difference, `${id} ${side}`).toBeLessThanOrEqual(tolerance * figure[side] + 20_000);
        }
        expect(again?.good, id).toBeLessThan(again?.bad ?? 0);
      }
    }, 120_000);
  });
});

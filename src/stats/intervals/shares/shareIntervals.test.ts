import { describe, expect, it } from "vitest";
import { clopperPearsonInterval } from "./clopperPearsonInterval.ts";
import { marginAsPrinted } from "./marginAsPrinted.ts";
import { shareBootstrapInterval } from "./shareBootstrapInterval.ts";
import { waldHalfWidth } from "./waldHalfWidth.ts";
import { wilsonInterval } from "./wilsonInterval.ts";

const table = [
  { k: 80, n: 100, wald: 0.0784, printed: 0.00784, wilson: [0.71117, 0.86663], exact: [0.70816, 0.87334] },
  { k: 8, n: 10, wald: 0.24792, printed: 0.0784, wilson: [0.49016, 0.94332], exact: [0.4439, 0.97479] },
  { k: 10, n: 10, wald: 0, printed: 0, wilson: [0.72247, 1], exact: [0.6915, 1] },
  { k: 0, n: 5, wald: 0, printed: 0, wilson: [0, 0.43448], exact: [0, 0.52182] },
];

describe.each(table)("of $k in $n", ({ k, n, wald, printed, wilson, exact }) => {
  it("Wald's half width, and the paper's margin that divides by the root of n twice", () => {
    expect(waldHalfWidth(k, n)).toBeCloseTo(wald, 5);
    expect(marginAsPrinted(k, n)).toBeCloseTo(printed, 5);
  });

  it("Wilson's and Clopper and Pearson's intervals", () => {
    for (const end of [0, 1]) {
      expect(wilsonInterval(k, n)![end]).toBeCloseTo(wilson[end]!, 5);
      expect(clopperPearsonInterval(k, n)![end]).toBeCloseTo(exact[end]!, 5);
    }
  });
});

it("an interval of nothing is none, and the paper leaves single images out", () => {
  expect([waldHalfWidth(0, 0), clopperPearsonInterval(0, 0), marginAsPrinted(1, 1)]).toEqual([
    null,
    null,
    null,
  ]);
  expect(shareBootstrapInterval(1, 1)).toBeNull();
});

it("the bootstrap of a share is what drawing gives", () => {
  // Binomial(10, .8): P(X <= 4) = .0064, P(X <= 5) = .0328; P(X <= 9) = .893, P(X <= 10) = 1.
  expect(shareBootstrapInterval(8, 10)).toEqual([0.5, 1]);
  expect(shareBootstrapInterval(10, 10)).toBeNull();
  expect(shareBootstrapInterval(0, 5)).toBeNull();
  const [low, high] = shareBootstrapInterval(6333, 10_000)!;
  expect([low, high]).toEqual([expect.closeTo(0.6238, 3), expect.closeTo(0.6427, 3)]);
});

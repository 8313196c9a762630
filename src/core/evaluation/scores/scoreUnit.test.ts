import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScoreSurvey, type ScoreUnit } from "./scoreUnit.ts";

function survey(rows: readonly (readonly number[])[], isAll = true): ScoreSurvey {
  const seen = new ScoreSurvey();
  for (const row of rows) expect(seen.add(row, isAll)).toBe(-1);
  return seen;
}

const decide = (
  rows: readonly (readonly number[])[],
  { isAll = true, asked, named }: { isAll?: boolean; asked?: ScoreUnit; named?: ScoreUnit } = {},
) => {
  const found = survey(rows, isAll).decide(asked, named);
  return typeof found === "string" ? found : `refused: ${found.refused}`;
};

describe("scores of all labels are", () => {
  it.each([
    [
      "probabilities",
      [
        [0.2, 0.7, 0.1],
        [0, 1, 0],
      ],
    ],
    [
      "percent",
      [
        [20, 70, 10],
        [0, 100, 0],
      ],
    ],
    [
      "logits",
      [
        [-1, 4, 2],
        [0.2, 0.7, 0.1],
      ],
    ],
    [
      "logits",
      [
        [0, 9, 0],
        [8, 0, 0],
      ],
    ],
    ["logits", [[Number.NEGATIVE_INFINITY, 1.7, 0.1]]],
    // As CLIP has them: 100 times a cosine.
    [
      "logits",
      [
        [21.5, 33.1, 18.2],
        [15.2, 31.4, 22],
      ],
    ],
    [
      "sigmoid",
      [
        [0.9, 0.8, 0.01],
        [0.1, 0.2, 0.9],
      ],
    ],
  ] as const)("%s: %j", (unit, rows) => {
    expect(decide(rows)).toBe(unit);
  });

  it.each([
    [
      "percent or logits",
      [
        [0, 85, 10],
        [3, 60, 0.5],
      ],
    ],
    [
      "damaged probabilities",
      [
        [Number.NEGATIVE_INFINITY, 0.9, 0.1],
        [0.2, 0.7, 0.1],
      ],
    ],
    [
      "similarities",
      [
        [0.21, 0.33, 0.18],
        [0.15, 0.31, 0.22],
      ],
    ],
  ] as const)("refused as %s, unless it is said which", (doubt, rows) => {
    expect(decide(rows)).toContain(doubt);
    expect(decide(rows)).toMatch(/--scores probabilities, percent, logits or sigmoid\.$/);
    expect(decide(rows, { asked: "logits" })).toBe("logits");
  });
});

it("scores of some labels are told by the column's name and the values together", () => {
  const few = { isAll: false };
  expect(decide([[0.9, 0.05], [0.6]], few)).toBe("probabilities");
  expect(decide([[0.9, 0.85], [0.6]], few)).toBe("sigmoid");
  expect(decide([[92.1, 5], [60]], { ...few, named: "probabilities" })).toBe("percent");
  expect(decide([[92.1, 5], [60]], { ...few, named: "logits" })).toBe("logits");
  expect(decide([[17.2, 14], [12]], few)).toContain("percent or logits");
  expect(decide([[-0.1, -2], [-0.5]], { ...few, named: "probabilities" })).toContain("refused");
  expect(
    decide(
      [
        [1.5, 2, 7.5],
        [0.1, 3, 4],
        [120, 121, 122],
      ],
      few,
    ),
  ).toContain("distance");
});

it("what is said is checked against the values", () => {
  expect(decide([[0.2, 1.7]], { asked: "probabilities" })).toContain(
    "they are not what --scores probabilities says",
  );
  expect(decide([[0.2, 101]], { asked: "percent" })).toContain("not what");
  expect(decide([[0.2, Number.NEGATIVE_INFINITY]], { asked: "sigmoid" })).toContain("infinite");
  expect(decide([[0.2, 0.1]], { asked: "percent" })).toBe("percent");
});

it("NaN and infinity are no score in any unit; minus infinity is a logit, unless nothing else is there", () => {
  const seen = new ScoreSurvey();
  expect(seen.add([1, Number.NaN], true)).toBe(1);
  expect(seen.add([Number.POSITIVE_INFINITY, 1], false)).toBe(0);
  expect(seen.add([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], true)).toBe(0);
  expect(seen.isEmpty).toBe(true);
  expect(seen.add([Number.NEGATIVE_INFINITY, 2], true)).toBe(-1);
});

it("softmax outputs are probabilities, a hundredfold percent, and never logits, however they are rounded", () => {
  const logits = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 3, maxLength: 50 });
  fc.assert(
    fc.property(
      fc.array(logits, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 4, max: 9 }),
      (images, digits) => {
        const rows = images.map((row) => {
          const shares = row.map((logit) => Math.exp(logit));
          const sum = shares.reduce((total, share) => total + share, 0);
          return shares.map((share) => Number((share / sum).toFixed(digits)));
        });
        expect(decide(rows)).toBe("probabilities");
        const percent = rows.map((row) => row.map((share) => share * 100));
        expect(decide(percent)).toBe("percent");
      },
    ),
  );
});

it("shares of another whole, per mille or of 255, are refused: a softmax of them would be wrong", () => {
  const shares = [
    [0.7, 0.2, 0.1],
    [0.05, 0.9, 0.05],
    [0.3, 0.3, 0.4],
  ];
  for (const whole of [10, 255, 1000, 65_535]) {
    expect(decide(shares.map((row) => row.map((share) => share * whole)))).toMatch(
      /shares of \d+ \(divide them by it\), or logits\. Say which: --scores/,
    );
  }
  expect(decide(shares.map((row) => row.map((share) => share * 100)))).toBe("percent");
});

describe("two scores that add up to 1 by accident", () => {
  it.each([
    ["one image, to two hundredths", [[0.31, 0.705]]],
    ["three labels of one image", [[0.305, 0.21, 0.5]]],
  ])("are for a person to decide: %s", (_, rows) => {
    expect(decide(rows)).toMatch(/similarities \(logits\)\. Say which: --scores/);
    expect(decide(rows, { asked: "logits" })).toBe("logits");
    expect(decide(rows, { named: "probabilities" })).toBe("probabilities");
  });

  it("are logits where one of them is below 0, or they are called so", () => {
    expect(decide([[1.7, -0.7]])).toBe("logits");
    expect(decide([[0.25, 0.5]], { named: "logits" })).toBe("logits");
    expect(decide([[0.25, 0.75]], { named: "logits" })).toMatch(
      /logits, as they are called, or probabilities/,
    );
    expect(decide([[0.25, 0.75]], { named: "logits", asked: "logits" })).toBe("logits");
  });

  it("are probabilities where they are exact, or many", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, (p) => {
        expect(decide([[p, 1 - p]])).toBe("probabilities");
      }),
    );
    const few = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 9 });
    // Rounded to hundredths one by one, as a table prints them.
    fc.assert(
      fc.property(few, (parts) => {
        const rows = parts.map((part) =>
          [(part + 0.4) / 100, 1 - (part - 0.4) / 100].map((v) => Math.min(v, 1)),
        );
        expect(decide(rows)).toBe("probabilities");
      }),
    );
  });
});

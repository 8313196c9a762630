import fc from "fast-check";
import { expect, it } from "vitest";
import { shareOfYes } from "../../../stats/agreement/shareOfYes.ts";
import { voteTable } from "../../../stats/testing/voteTable.ts";
import { estimateDawidSkene } from "./estimateDawidSkene.ts";

/** A row of letters per item, a letter per annotator. */
function estimate(rows: string[]) {
  const votes = voteTable(rows);
  return estimateDawidSkene({
    ...votes,
    items: rows.map((_, item) => item),
    annotators: [...(rows[0] ?? "")].map((_, person) => person),
  });
}

it.each([
  [
    ["nyy.", "y.ny", "y.yy", "yyy.", "yyn.", ".yny", ".yn."],
    /most answers on 5 of 6 items: it took yes for no/,
  ],
  [
    [".ny", "nn.", "n.n", "nnn", ".yn", "ynn"],
    /most answers on 4 of 4 items.*--method majority, or --gold FILE/,
  ],
])("refuses an estimate that calls the yeses no: %j", (rows, message) => {
  expect(() => estimate(rows)).toThrow(message);
});

it("either refuses or agrees with most answers on most items, and never denies what all affirm", () => {
  const letter = fc.constantFrom("y", "n", "n", ".");
  const row = fc
    .array(letter, { minLength: 3, maxLength: 3 })
    .map((letters) => letters.join(""))
    // Items exist only by their votes.
    .filter((letters) => letters !== "...");
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), (rows) => {
      let found: ReturnType<typeof estimate>;
      try {
        found = estimate(rows);
      } catch (error) {
        expect(String(error)).toMatch(/took yes for no/);
        return;
      }
      for (const [item, share] of shareOfYes(voteTable(rows)).entries()) {
        const probability = found.probability[item]!;
        if (share === 1) expect(probability).toBeGreaterThanOrEqual(found.prior - 1e-12);
        if (share === 0) expect(probability).toBeLessThanOrEqual(Math.min(found.prior, 0.5) + 1e-12);
      }
    }),
  );
});

it("says that annotators without a shared item, and groups that share none, cannot be compared", () => {
  const alone = estimate(["yy.", "nn.", "yn.", "..y", "..n", "yy."]);
  expect(alone.warnings).toContainEqual(expect.stringMatching(/1 of 3 annotators share no item/));
  const apart = estimate(["yy..", "nn..", "yy..", "..yy", "..nn", "..yy"]);
  expect(apart.warnings).toEqual([expect.stringMatching(/2 groups that share no item/)]);
});

it("says where only a few items have two annotators, on whom all is told by these", () => {
  const few = estimate(["yy", "y.", "n.", ".y", ".n"]);
  expect(few.warnings).toEqual([expect.stringMatching(/only 1 of 5 items was answered by two annotators/)]);
  const many = [...Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? "yy" : "nn")), "y.", ".n"];
  expect(estimate(many).warnings).toEqual([]);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { findAgreement } from "../outcome/findAgreement.ts";
import { findOutcome } from "../outcome/findOutcome.ts";
import { type AgreementRule, carefulSettings, paperSettings } from "../project/settings.ts";
import { judgeReviews } from "../review/review.ts";
import type { Decision } from "./decision.ts";
import { orderRefinement } from "./orderRefinement.ts";

// “All of them” is true of nobody: no rule may take that for a yes.

const presets = [paperSettings, carefulSettings];
const proposals = Array.from({ length: 20 }, (_, label) => ({ label, score: 0.5 ** (label + 1), models: 1 }));
const originals = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 3 });
const rules: AgreementRule[] = [
  { kind: "exact-with-original" },
  { kind: "exact" },
  { kind: "quorum", votes: 1 },
  { kind: "jaccard", atLeast: 0.5 },
];

it("nothing is pre-checked that nobody chose, whatever the rules", () => {
  const answer = fc.constantFrom("yes", "no", "unsure", null);
  const annotation = fc
    .array(answer, { minLength: 20, maxLength: 20 })
    .map((answers) =>
      answers.flatMap((one, label): Decision[] =>
        one === null ? [] : [{ label, answer: one, how: "proposal", position: label, shownMs: 1000 }],
      ),
    );
  fc.assert(
    fc.property(
      fc.array(annotation, { maxLength: 3 }),
      originals,
      fc.constantFrom("union" as const, "intersection" as const),
      fc.boolean(),
      fc.uniqueArray(fc.integer({ min: 20, max: 25 }), { maxLength: 2 }),
      (annotations, originals, precheck, decideDisputed, inReview) => {
        const cards = orderRefinement(
          annotations,
          proposals,
          originals,
          { precheck, decideDisputed },
          inReview,
        );
        for (const { label, prechecked } of cards.filter((card) => card.prechecked)) {
          const chose = annotations.filter((one) =>
            one.some((decision) => decision.label === label && decision.answer === "yes"),
          );
          expect([prechecked, chose.length > 0]).toEqual([true, true]);
        }
      },
    ),
  );
});

it("an image without annotations opens in refinement with nothing ticked", () => {
  for (const settings of presets)
    expect(
      orderRefinement([], proposals, [3], settings).filter(
        ({ prechecked, disputed }) => prechecked || disputed,
      ),
    ).toEqual([]);
});

it("nobody agrees on nothing, by any rule", () => {
  fc.assert(
    fc.property(originals, fc.constantFrom(...rules), (originals, agreementRule) => {
      for (const settings of presets) {
        expect(findAgreement([], originals, { ...settings, agreementRule }).agreed).toBe(false);
        expect(findOutcome([], originals, { ...settings, agreementRule }, null)).toBeUndefined();
        expect(findOutcome([], originals, { ...settings, agreementRule }, "lead")).toMatchObject({
          agreed: false,
          reasons: ["sent-by-lead"],
        });
      }
    }),
  );
});

it("an image without reviews is not reviewed, however few are asked for", () => {
  for (const reviewers of [0, 1, 2]) expect(judgeReviews([], reviewers)).toEqual({ state: "waiting" });
});

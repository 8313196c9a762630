import { describe, expect, it } from "vitest";
import { paperSettings } from "../project/settings.ts";
import type { Answer, Decision } from "../tasks/decision.ts";
import { findAgreement } from "./findAgreement.ts";

const tennisBall = 852;
const racket = 752;
const spaceHeater = 811;

/** A person's decisions: these labels ticked, those shown and not ticked, those unsure. */
function decide(yes: number[], no: number[] = [], unsure: number[] = []): Decision[] {
  const answer = (labels: number[], given: Answer) =>
    labels.map((label) => ({ label, answer: given, how: "proposal" as const, position: 0, shownMs: 1000 }));
  return [...answer(yes, "yes"), ...answer(no, "no"), ...answer(unsure, "unsure")];
}

describe("the published agreement rule", () => {
  const agree = (annotations: Decision[][], originals: number[]) =>
    findAgreement(annotations, originals, paperSettings);

  it("agrees where all chose the same set, and it holds the original label", () => {
    const both = decide([tennisBall, racket], [spaceHeater]);
    expect(agree([both, both], [tennisBall])).toEqual({
      agreed: true,
      labels: [racket, tennisBall],
      reasons: [],
    });
  });

  it("refines where the sets differ", () => {
    const more = decide([tennisBall, racket, spaceHeater]);
    const fewer = decide([tennisBall, racket], [spaceHeater]);
    expect(agree([more, fewer], [tennisBall])).toEqual({
      agreed: false,
      labels: [],
      reasons: ["sets-differ"],
    });
  });

  it("always refines where nobody chose a label", () => {
    expect(agree([decide([]), decide([])], [])).toMatchObject({ agreed: false, reasons: ["nobody-chose"] });
    expect(agree([decide([], [1]), decide([], [1])], [1]).reasons).toEqual([
      "nobody-chose",
      "original-rejected",
    ]);
  });

  it("refines where the original label was shown to all and not ticked by all", () => {
    const both = decide([1, 2], [3]);
    expect(agree([both, both], [3]).reasons).toEqual(["original-rejected"]);
    expect(agree([decide([1, 3]), decide([1], [3])], [3]).reasons).toEqual([
      "sets-differ",
      "original-rejected",
    ]);
  });

  it("refines where somebody was never shown the original label", () => {
    const both = decide([1, 2]);
    expect(agree([both, both], [3]).reasons).toEqual(["original-unseen"]);
    expect(agree([decide([1, 2], [3]), both], [3]).reasons).toEqual(["original-unseen"]);
  });

  it("wants every original label, if there are several", () => {
    const both = decide([1], [2]);
    expect(agree([both, both], [1, 2]).reasons).toEqual(["original-rejected"]);
    expect(agree([decide([1, 2]), decide([1, 2])], [1, 2]).agreed).toBe(true);
  });

  it("decides by the sets alone where there is no original label", () => {
    expect(agree([decide([4]), decide([4])], []).agreed).toBe(true);
    expect(agree([decide([4]), decide([5])], []).reasons).toEqual(["sets-differ"]);
  });

  it("refines where somebody is unsure, and lists reasons in their order", () => {
    const unsure = decide([1], [], [2]);
    expect(agree([unsure, unsure], [1]).reasons).toEqual(["unsure"]);
    expect(agree([unsure, decide([2], [1])], [1]).reasons).toEqual([
      "unsure",
      "sets-differ",
      "original-rejected",
    ]);
  });

  it("refines what one person alone annotated, unless the project accepts it", () => {
    expect(agree([decide([1])], [1]).reasons).toEqual(["one-annotator"]);
    const accepting = { ...paperSettings, singleAnnotation: "accept" as const };
    expect(findAgreement([decide([1])], [1], accepting).agreed).toBe(true);
  });
});

describe("the other agreement rules", () => {
  const agree = (annotations: Decision[][], agreementRule: (typeof paperSettings)["agreementRule"]) =>
    findAgreement(annotations, [9], { ...paperSettings, agreementRule });

  it("exact: the same sets, whatever the original label", () => {
    expect(agree([decide([1], [9]), decide([1])], { kind: "exact" }).agreed).toBe(true);
    expect(agree([decide([1]), decide([1, 2])], { kind: "exact" }).reasons).toEqual(["sets-differ"]);
  });

  it("quorum: no label between one vote and the quorum", () => {
    const rule = { kind: "quorum", votes: 2 } as const;
    const [a, b, c] = [decide([1, 2]), decide([1, 2]), decide([1], [2])];
    expect(agree([a, b, c], rule)).toEqual({ agreed: true, labels: [1, 2], reasons: [] });
    expect(agree([a, c, c], rule).reasons).toEqual(["sets-differ"]);
    expect(agree([decide([]), decide([])], rule).reasons).toEqual(["nobody-chose"]);
  });

  it("Jaccard: sets that overlap enough keep what all chose", () => {
    const rule = { kind: "jaccard", atLeast: 0.5 } as const;
    expect(agree([decide([1, 2]), decide([1])], rule)).toEqual({ agreed: true, labels: [1], reasons: [] });
    expect(agree([decide([1, 2, 3]), decide([1])], rule).reasons).toEqual(["sets-differ"]);
  });

  it("sends images to refinement whose annotators were shown different labels, where asked to", () => {
    const rules = { ...paperSettings, refineWhenExposureDiffers: true };
    expect(findAgreement([decide([1]), decide([1], [2])], [1], rules).reasons).toEqual(["exposure-differs"]);
  });
});

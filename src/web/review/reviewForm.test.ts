import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comparison, ReviewView } from "../../contract/review.ts";
import { beginForm, confirms, retype } from "./reviewForm.ts";

const blurred = { cause: "low-resolution", verdict: "uncertain", comment: "" } as const;
const fine = { cause: "fine-grained", verdict: "uncertain", comment: "" } as const;

function view(answers: Comparison["answers"]): ReviewView {
  return {
    id: "r",
    project: "p",
    state: "submitted",
    revision: 1,
    locked: true,
    image: { id: "i", width: 1, height: 1, screenUrl: "", originalUrl: "" },
    exemplarVersion: 1,
    originals: [1],
    draft: { ...fine, found: null, activeMs: 0 },
    comparison: answers.length === 0 ? null : { answers, settled: false, myTurn: true },
  };
}

describe("what the page of a review begins with", () => {
  it("is the draft, while there is nothing to settle", () => {
    expect(beginForm(view([]))).toEqual({ ...fine, found: null });
  });

  it("is what both said alike, while nobody suggests a joint answer", () => {
    const form = beginForm(
      view([
        { ...blurred, mine: true, joint: null },
        { ...fine, mine: false, joint: null },
      ]),
    );
    expect(form).toEqual({ cause: null, verdict: "uncertain", comment: "", found: null });
  });

  it("is what the other suggests, so that Enter confirms it", () => {
    const suggestion = { ...fine, verdict: "agree", comment: "see the beak" } as const;
    const differing = view([
      { ...blurred, mine: true, joint: { ...blurred, comment: "mine" } },
      { ...fine, mine: false, joint: suggestion },
    ]);
    const form = beginForm(differing);
    expect(form).toEqual({ cause: "fine-grained", verdict: "agree", comment: "mine", found: null });
    expect(confirms(differing.comparison as Comparison, form)).toBe(true);
    expect(confirms(differing.comparison as Comparison, { ...form, verdict: "disagree" })).toBe(false);
  });

  it("confirms nothing where the other suggests what was suggested to them", () => {
    const settled = view([
      { ...blurred, mine: true, joint: fine },
      { ...fine, mine: false, joint: fine },
    ]);
    expect(confirms(settled.comparison as Comparison, beginForm(settled))).toBe(false);
  });
});

describe("letters typed while a submission is saved", () => {
  const typed = fc.array(fc.constantFrom("a", "b", " ", "⌫"), { maxLength: 12 });
  const press = (text: string, key: string) => (key === "⌫" ? text.slice(0, -1) : text + key);

  it("are all kept on the same image, and one by one on the next", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5 }), typed, (before, keys) => {
        const seen = [before];
        for (const key of keys) seen.push(press(seen.at(-1) ?? "", key));
        const replay = (start: string) =>
          seen.slice(1).reduce((now, to, at) => retype({ from: seen[at] ?? "", to }, now), start);
        expect(replay(before)).toBe(seen.at(-1));
        if (!keys.includes("⌫")) expect(replay("")).toBe(keys.join(""));
      }),
    );
  });
});

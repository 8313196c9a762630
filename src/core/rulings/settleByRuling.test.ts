import { expect, it } from "vitest";
import type { Answer } from "../tasks/decision.ts";
import type { RulingKind } from "./ruling.ts";
import { settleByRuling } from "./settleByRuling.ts";

const [a, b] = [3, 7];
const letters: Record<string, Answer> = { y: "yes", n: "no", u: "unsure" };

/** Two letters a person, for the first and the second label; a dash: not shown. */
const settle = (kind: RulingKind, ...people: string[]) =>
  settleByRuling(
    kind,
    [a, b],
    people.map(
      (said) =>
        new Map(
          [a, b].flatMap((label, at) => {
            const answer = letters[said[at]!];
            return answer ? [[label, answer] as const] : [];
          }),
        ),
    ),
  )
    .map(({ label, answer }) => `${label === a ? "a" : "b"} ${answer}`)
    .join(", ");

it("settles what each kind of ruling tells, and nothing else", () => {
  const cases: [string[], Record<RulingKind, string>][] = [
    // One saw it under the one name, the other under the other.
    [
      ["yn", "ny"],
      { "same-both": "a yes, b yes", "same-one": "a yes, b no", "is-a": "b yes", "part-of": "", exclude: "" },
    ],
    [
      ["yy", "yn"],
      { "same-both": "b yes", "same-one": "b no", "is-a": "b yes", "part-of": "", exclude: "b no" },
    ],
    [
      ["yy", "ny"],
      { "same-both": "a yes", "same-one": "a yes, b no", "is-a": "", "part-of": "", exclude: "a no" },
    ],
    // One saw nothing of it.
    [["yn", "nn"], { "same-both": "", "same-one": "", "is-a": "", "part-of": "", exclude: "" }],
    // A doubt beside what all saw; and a doubt alone.
    [
      ["yu", "yn"],
      { "same-both": "b yes", "same-one": "b no", "is-a": "b yes", "part-of": "", exclude: "b no" },
    ],
    [["nu", "yn"], { "same-both": "", "same-one": "", "is-a": "", "part-of": "", exclude: "" }],
  ];
  for (const [people, wanted] of cases)
    for (const [kind, said] of Object.entries(wanted))
      expect([kind, ...people, settle(kind as RulingKind, ...people)]).toEqual([kind, ...people, said]);
});

it("leaves alone what nobody disputes, even against the ruling", () => {
  for (const kind of ["same-both", "same-one", "is-a", "exclude"] as const) {
    expect(settle(kind, "yy", "yy")).toBe("");
    expect(settle(kind, "yn", "yn")).toBe("");
    expect(settle(kind, "nn", "nn")).toBe("");
  }
});

it("asks two people at least who answered on the pair, and takes those alone", () => {
  expect(settle("same-both", "yn")).toBe("");
  expect(settle("same-both", "yn", "--")).toBe("");
  expect(settle("same-both", "yn", "-y", "--")).toBe("a yes, b yes");
  expect(settle("is-a", "y-", "ny", "nn")).toBe("");
});

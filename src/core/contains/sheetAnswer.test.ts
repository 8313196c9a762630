import { expect, it } from "vitest";
import { selectionOf } from "./countSelections.ts";
import { checkSheet, decideSheet, emptyMarks, type SheetMark } from "./sheetAnswer.ts";
import { statusByOriginals } from "./statusByOriginals.ts";

const images = ["a", "b", "c"];
const seen = (changes: Partial<SheetMark>[] = []): SheetMark[] =>
  emptyMarks(images).map((mark, at) => ({ ...mark, shownMs: 400, ...changes[at] }));
const check = (marks: SheetMark[], as: "draft" | "submitted" = "submitted") =>
  checkSheet(marks, { images, shownAfterMs: 400, as });

it("a sheet is submitted once each photo was on screen, was ticked, or cannot be shown", () => {
  expect(check(seen())).toBeUndefined();
  expect(check(seen([{ shownMs: 399 }]))).toMatchObject({ code: "answer-needed", images: ["a"] });
  expect(check(seen([{ shownMs: 0 }, { shownMs: 0 }]))?.message).toMatch(/^2 photos were not on screen yet/);
  expect(check(seen([{ shownMs: 0, isTicked: true }]))).toBeUndefined();
  expect(check(seen([{ shownMs: 0, isMissing: true }]))).toBeUndefined();
  expect(check(seen([{ shownMs: 0 }]), "draft")).toBeUndefined();
});

it.each([
  ["fewer images", seen().slice(1)],
  ["an image twice", [...seen().slice(1), seen()[1]!]],
  ["an image of another sheet", [...seen().slice(1), { ...seen()[0]!, image: "z" }]],
  ["a tick on what cannot be shown", seen([{ isMissing: true, isTicked: true }])],
])("%s: is no answer on the sheet, not as a draft either", (_, marks) => {
  for (const as of ["draft", "submitted"] as const) expect(check(marks, as)?.code).toBe("bad-request");
});

it("what cannot be shown is not answered", () => {
  expect(decideSheet(seen([{ isTicked: true, changedMs: 7 }, { isMissing: true }]))).toEqual([
    { image: "a", isTicked: true, shownMs: 400, changedMs: 7 },
    { image: "c", isTicked: false, shownMs: 400, changedMs: null },
  ]);
});

it("of several original labels the one ticked most often is compared, among those with enough answers", () => {
  const of = (counts: Record<string, [number, number]>) =>
    Object.entries(counts).map(([label, [ticked, asked]]) => selectionOf(label, ticked, asked));
  const rules = { minAnswers: 5 };
  expect(
    statusByOriginals(of({ cat: [0, 9], dog: [0, 9], owl: [9, 9] }), ["cat", "dog"], rules),
  ).toMatchObject({
    original: "cat",
    status: "mistake",
  });
  expect(statusByOriginals(of({ cat: [1, 9], dog: [8, 9] }), ["cat", "dog"], rules)).toMatchObject({
    original: "dog",
    status: "easy",
  });
  expect(statusByOriginals(of({ cat: [3, 9], dog: [4, 4] }), ["cat", "dog"], rules)).toMatchObject({
    original: "cat",
    status: "follow-up",
  });
  expect(statusByOriginals(of({ owl: [9, 9] }), ["cat"], rules)).toMatchObject({ status: "ambiguous" });
  expect(statusByOriginals(of({ owl: [9, 9] }), [], rules)).toBeNull();
});

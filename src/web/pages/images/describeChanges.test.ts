import { expect, test } from "vitest";
import { describeChanges } from "./describeChanges.ts";

const nameOf = (label: number) => `label ${label}`;

test("an answer tells its labels, and what changed since the last one", () => {
  expect(describeChanges({ before: null, after: { yes: [1, 2], unsure: [], comment: "" } }, nameOf)).toEqual([
    { what: "Labels", after: "label 1, label 2" },
  ]);
  expect(
    describeChanges(
      {
        before: { state: "submitted", yes: [1], unsure: [3], comment: "old", flag: "dark" },
        after: { yes: [], unsure: [3], comment: "new", flag: null },
      },
      nameOf,
    ),
  ).toEqual([
    { what: "Labels", before: "label 1", after: "none" },
    { what: "Comment", before: "old", after: "new" },
    { what: "Flag", before: "dark", after: "none" },
  ]);
});

test("a review tells why there is no label, what is said of the original one, or which label it found", () => {
  const none = { cause: null, verdict: null, found: null, comment: "" };
  expect(
    describeChanges({ before: none, after: { ...none, cause: "uncommon", verdict: "agree" } }, nameOf),
  ).toEqual([
    { what: "Why no label", after: "Uncommon object or atypical viewpoint" },
    { what: "On the original label", after: "Agree" },
  ]);
  expect(
    describeChanges({ before: { ...none, cause: "uncommon" }, after: { ...none, found: 0 } }, nameOf),
  ).toEqual([
    { what: "Why no label", before: "Uncommon object or atypical viewpoint", after: "none" },
    { what: "Label found", after: "label 0" },
  ]);
});

test("what was found and where an image was sent is told in words", () => {
  expect(
    describeChanges(
      {
        before: { agreed: true, labels: [1] },
        after: { agreed: false, labels: [], reasons: ["sets-differ"] },
      },
      nameOf,
    ),
  ).toEqual([
    { what: "Outcome", before: "agreed", after: "to refine; People chose different labels" },
    { what: "Labels", before: "label 1", after: "none" },
  ]);
  expect(describeChanges({ before: {}, after: { to: "annotators", reason: "blurred" } }, nameOf)).toEqual([
    { what: "Where", after: "its annotators" },
    { what: "Reason", after: "blurred" },
  ]);
  expect(describeChanges({ before: null, after: null }, nameOf)).toEqual([]);
});

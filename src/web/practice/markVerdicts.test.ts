import { expect, it } from "vitest";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import { markVerdicts } from "./markVerdicts.ts";

const view: AssignmentView = {
  id: "practice",
  project: "project",
  stage: "annotate",
  state: "open",
  revision: 0,
  locked: false,
  image: { id: "image", width: 640, height: 480, screenUrl: "", originalUrl: "" },
  groupSize: 5,
  shownAfterMs: 400,
  commentOnChange: false,
  allGroups: false,
  exemplarVersion: 0,
  cards: Array.from({ length: 20 }, (_, label) => ({ label, how: "proposal" })),
  draft: null,
  batch: null,
  pilot: false,
  previous: null,
  next: null,
};

it("a page whose answers are told shows the labels of both sides, what there is to learn first, and changes no more", () => {
  const answers: [label: number, answer: "yes" | "unsure" | null][] = [
    [0, null],
    [1, "yes"],
    [5, "yes"],
    [6, "unsure"],
    [30, "yes"],
  ];
  const draft: AnnotationDraft = {
    cards: answers.map(([label, answer], position) => ({
      label,
      answer,
      position,
      how: label === 30 ? "search" : "proposal",
      shownMs: 1000,
    })),
    groupsOpened: [0],
    noneOfThese: false,
    comment: "",
    flag: null,
    activeMs: 1000,
  };
  const shown = markVerdicts(view, draft, [
    { label: 1, known: "yes", verdict: "hit" },
    { label: 5, known: "no", verdict: "wrong" },
    { label: 6, known: "yes", verdict: "unsure" },
    { label: 25, known: "yes", verdict: "missed" },
    { label: 30, known: null, verdict: "unknown" },
  ]);
  expect(shown).toMatchObject({ locked: true, state: "submitted" });
  expect(shown.cards).toEqual([
    // An expert found it by search: the person was never shown it.
    { label: 25, how: "proposal" },
    { label: 5, how: "proposal" },
    { label: 6, how: "proposal" },
    { label: 30, how: "search" },
    { label: 1, how: "proposal" },
  ]);
  expect(shown.draft?.cards.map(({ label, answer }) => [label, answer])).toEqual(answers.slice(1));
});

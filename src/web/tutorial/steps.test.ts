import { expect, test } from "vitest";
import { type AnnotationState, changeAnnotation } from "../annotate/state/annotationState.ts";
import { judgeStep, nothingDone, type Step, steps } from "./steps.ts";

const photos = Object.keys(import.meta.glob("../../../samples/photos/*.jpg"));
const [labels = []] = Object.values(
  import.meta.glob<{ key: string }[]>("../../../label-spaces/imagenet-1k.json", {
    import: "labels",
    eager: true,
  }),
);
const indexOf = (key: string) => labels.findIndex((label) => label.key === key);
const stepOf = (id: string) => steps.find((step) => step.id === id) as Step;

const begin = (step: Step): AnnotationState => ({
  cards: step.cards.map((key) => ({ label: indexOf(key), how: "proposal", answer: null, reason: undefined })),
  served: step.cards.length,
  asked: 0,
  groupSize: 5,
  group: 0,
  focus: 0,
  groupsOpened: [0],
  groupsForced: [],
  noneOfThese: false,
  searched: false,
  comment: "",
  flag: null,
});
const answer = (state: AnnotationState, step: Step, key: string, answer: "yes" | "unsure" = "yes") =>
  changeAnnotation(state, { kind: "answer", position: step.cards.indexOf(key), answer });

test("every step shows a sample photo and labels that there are, each once, with what it asks for", () => {
  expect(steps.length).toBeGreaterThanOrEqual(8);
  for (const { photo, cards, goal, ticked = [] } of steps) {
    expect(photos).toContain(`../../../samples/photos/${photo.name}`);
    expect(new Set(cards).size).toBe(cards.length);
    for (const key of cards) expect(indexOf(key), key).toBeGreaterThanOrEqual(0);
    const asked = goal.kind === "labels" ? goal.keys : [];
    for (const key of [...asked, ...ticked]) expect(cards).toContain(key);
    if (goal.kind === "found") {
      expect(cards).not.toContain(goal.key);
      expect(indexOf(goal.key)).toBeGreaterThanOrEqual(0);
    }
  }
});

test("waits for all labels and for Enter, and names what is wrong", () => {
  const step = stepOf("parts");
  const [church = "", dome = ""] = step.goal.kind === "labels" ? step.goal.keys : [];
  const judge = (state: AnnotationState, submitted = false) =>
    judgeStep(step, state, { ...nothingDone, submitted }, indexOf);
  const one = answer(begin(step), step, church);
  expect(judge(one, true)).toEqual({ kind: "waiting" });
  const both = answer(one, step, dome);
  expect(judge(both)).toEqual({ kind: "submit" });
  expect(judge(both, true)).toEqual({ kind: "done" });
  expect(judge(answer(both, step, "n02980441"), true)).toEqual({
    kind: "wrong",
    labels: [indexOf("n02980441")],
  });
});

test("takes unsure, none of these and what was looked at for what they are", () => {
  const unsure = stepOf("unsure");
  const [first = "", second = ""] = unsure.cards;
  const judge = (step: Step, state: AnnotationState, done = {}) =>
    judgeStep(step, state, { ...nothingDone, ...done }, indexOf).kind;
  expect(judge(unsure, answer(begin(unsure), unsure, first, "unsure"))).toBe("submit");
  expect(judge(unsure, answer(begin(unsure), unsure, second))).toBe("wrong");

  const none = stepOf("none");
  const all = changeAnnotation(begin(none), { kind: "none", on: true });
  expect([judge(none, begin(none)), judge(none, all), judge(none, all, { submitted: true })]).toEqual([
    "waiting",
    "submit",
    "done",
  ]);
  expect(judge(stepOf("help"), begin(stepOf("help")), { looked: "guideline" })).toBe("waiting");
  expect(judge(stepOf("help"), begin(stepOf("help")), { looked: "help" })).toBe("done");
});

import { expect, it } from "vitest";
import { viewOf } from "../testing.ts";
import { changeAnnotation, openAnnotation } from "./annotationState.ts";
import { opensTicked } from "./opensTicked.ts";
import type { Step } from "./steps.ts";
import type { Work } from "./works.ts";

function refinement(ticks: number): Work {
  const view = viewOf("a", {
    stage: "refine",
    cards: Array.from({ length: 20 }, (_, at) => ({
      label: 10 + at,
      how: at < ticks ? "precheck" : "proposal",
      refinement: { marks: [], prechecked: at < ticks, disputed: false },
    })),
  });
  const annotation = openAnnotation(view, null);
  return { view, annotation, submitted: false, skipped: false, begunFrom: null };
}
const step = (work: Work, kind: Step["kind"]): Step => ({
  assignment: work.view.id,
  kind,
  annotation: work.annotation,
  submitted: false,
});

it("Enter alone submits three ticks of others, and no more", () => {
  for (let ticks = 0; ticks <= 20; ticks++) expect(opensTicked(refinement(ticks), [])).toBe(ticks > 3);
});

it("once the person has said something of the labels, it is their answer", () => {
  const work = refinement(20);
  const changed = changeAnnotation(work.annotation, { kind: "answer", position: 4, answer: null });
  expect(opensTicked({ ...work, annotation: changed }, [step(work, "answer")])).toBe(false);
  expect(opensTicked(work, [step(work, "answer")])).toBe(false);
  for (const kind of ["comment", "flag"] as const) expect(opensTicked(work, [step(work, kind)])).toBe(true);
  expect(opensTicked(work, [{ ...step(work, "answer"), assignment: "another" }])).toBe(true);
});

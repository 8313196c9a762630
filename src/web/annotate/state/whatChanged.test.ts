import { expect, test } from "vitest";
import { viewOf } from "../testing.ts";
import { type AnnotationAction, changeAnnotation, openAnnotation } from "./annotationState.ts";
import { whatChanged } from "./whatChanged.ts";

const annotation = openAnnotation(viewOf("a"), null);
const [first, second] = annotation.cards.map(({ label }) => label) as [number, number];
const nameOf = (label: number) => `label ${label}`;
const after = (action: AnnotationAction, focused: number | null = null) =>
  whatChanged(
    { image: "a", annotation },
    { image: "a", annotation: changeAnnotation(annotation, action) },
    nameOf,
    focused,
  );

test("a tick, an unsure, none of these, another group and another image are said", () => {
  expect(after({ kind: "answer", position: 0, answer: "yes" })).toBe(`label ${first}: ticked`);
  expect(after({ kind: "answer", position: 1, answer: "unsure" })).toBe(`label ${second}: unsure`);
  expect(after({ kind: "none", on: true })).toBe("None of these");
  const groups = after({ kind: "open", group: 1 });
  expect(groups).toMatch(/^Labels 6.*: label/);
  const another = whatChanged({ image: "a", annotation }, { image: "b", annotation }, nameOf, null);
  expect(another).toContain(`Another image. Labels: label ${first}, label ${second}`);
});

test("nothing is said twice, or where nothing changed", () => {
  expect(after({ kind: "answer", position: 0, answer: "yes" }, first)).toBeNull();
  expect(after({ kind: "focus", position: 1 })).toBeNull();
});

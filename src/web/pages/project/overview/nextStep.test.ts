import { expect, test } from "vitest";
import type { Overview } from "../../../../contract/project/overview.ts";
import { nextStep } from "./nextStep.ts";

const share = { count: 0, total: 0, share: null, interval: null };
const nothingYet: Overview = {
  images: {
    total: 0,
    failed: 0,
    proposed: 0,
    annotatedOnce: 0,
    annotated: 0,
    agreed: 0,
    toRefine: 0,
    refined: 0,
    noLabel: 0,
    leftOut: 0,
    leftOutByLead: 0,
  },
  review: null,
  forecasts: [],
  overlap: 2,
  openingMode: "batches",
  candidates: null,
  proposer: null,
  people: [],
  labelCounts: { images: 0, none: 0, one: 0, two: 0, more: 0, multi: share },
  reasons: [],
  coverage: { outside: share, byLabelCount: [] },
  waitingForExpert: 0,
  agreement: { weeks: [], change: null },
  activity: [],
  pilot: null,
  release: null,
  job: null,
};
type Person = Overview["people"][number];
const person = (name: string, role: "annotator" | "expert", total = 0): Person => ({
  id: name,
  name,
  email: `${name}@lab.example`,
  roles: [role],
  work: total > 0 ? [{ stage: "annotate", done: 0, total, medianActiveMs: null }] : [],
  agreement: null,
});
const annotators = [person("ada", "annotator", 100), person("bo", "annotator", 100)];
const at = (images: Partial<Overview["images"]>, rest: Partial<Overview> = {}): Overview => ({
  ...nothingYet,
  people: [...annotators, person("eve", "expert")],
  ...rest,
  images: { ...nothingYet.images, total: 100, proposed: 100, ...images },
});
const withFinal = (images: number) => ({ labelCounts: { ...nothingYet.labelCounts, images } });

test("a project without images asks for them", () => {
  expect(nextStep(nothingYet)).toMatchObject({
    title: "Import your images.",
    command: "import images FOLDER",
  });
});

test("images without proposals ask for them; files that cannot be read do not count", () => {
  expect(nextStep(at({ proposed: 0 }))).toMatchObject({
    title: "Propose labels.",
    job: "propose",
  });
  expect(nextStep(at({ proposed: 99 })).title).toBe("1 image waits for proposals.");
  expect(nextStep(at({ proposed: 99, failed: 1 })).title).toBe("99 images wait for annotators.");
});

test("too few annotators are invited, then given their batches", () => {
  expect(nextStep(at({}, { people: [person("ada", "annotator")] })).title).toBe(
    "Invite 2 annotators, or more.",
  );
  expect(
    nextStep(at({}, { people: [person("ada", "annotator"), person("bo", "annotator")] })).go,
  ).toMatchObject({ text: "Share out images" });
});

test("who gets images one by one is not sent to give batches, with or without work", () => {
  for (const people of [[person("ada", "annotator"), person("bo", "annotator")], annotators])
    expect(nextStep(at({}, { people, openingMode: "pull" }))).toEqual({
      title: "100 images wait for annotators.",
      detail: expect.stringMatching(/^Whoever is free gets the next one\./),
    });
  expect(nextStep(at({ annotated: 1 }, { openingMode: "pull" })).detail).toBe("Nothing for you to do now.");
});

test("images whose objects are marked get sheets, then candidates, then their people", () => {
  const step = (candidates: NonNullable<Overview["candidates"]>) =>
    nextStep(at({}, { openingMode: "pull", candidates }));
  const none = { images: 0, sheets: 0, answers: 0, expected: 0 };
  const go = { to: "/p/$project/sheets" };
  expect(step(none)).toMatchObject({ title: "Make sheets of photos.", go });
  expect(step({ ...none, sheets: 2, answers: 17, expected: 18 })).toMatchObject({
    title: "People answer sheets: 17 of 18 answers are in.",
    go,
  });
  expect(step({ ...none, sheets: 2, answers: 18, expected: 18 })).toMatchObject({
    title: "The sheets are answered.",
    go,
  });
  expect(step({ images: 40, sheets: 2, answers: 18, expected: 18 }).title).toBe(
    "100 images wait for annotators.",
  );
});

test("an open pilot comes before the work, and is frozen once it is answered", () => {
  const pilot = (done: number) => nextStep(at({}, { pilot: { images: 50, done, total: 100 } }));
  expect(pilot(99)).toMatchObject({
    title: "A pilot runs: 99 of 100 answers are in.",
    go: { to: "/p/$project/batches/pilot" },
  });
  expect(pilot(100).title).toBe("The pilot is answered.");
});

test("while people work, the lead knows whom the images wait for", () => {
  expect(nextStep(at({ annotated: 60, toRefine: 30, refined: 10 }, withFinal(40)))).toEqual({
    title: "40 images wait for annotators.",
    detail: "20 more can be refined by an expert already.",
  });
  expect(nextStep(at({ annotated: 100, toRefine: 50, refined: 20 }, withFinal(70)))).toMatchObject({
    title: "30 images wait for an expert.",
  });
  expect(
    nextStep(at({ annotated: 60, toRefine: 20 }, { ...withFinal(40), people: annotators })),
  ).toMatchObject({
    title: "20 images wait for an expert, and nobody is one.",
    go: { to: "/p/$project/people" },
  });
});

test("when every image is final, a release is next", () => {
  expect(nextStep(at({ annotated: 100 }, withFinal(100)))).toMatchObject({
    title: "All 100 images have final labels.",
    go: { text: "Create release" },
  });
  const release = { number: 2, name: "May", isCurrent: false };
  expect(nextStep(at({ annotated: 100 }, { ...withFinal(100), release }))).toMatchObject({
    go: { text: "Create release" },
  });
});

test("images without a label that wait for their review are told of, beside the release", () => {
  const step = (reviewed: number) =>
    nextStep(at({ annotated: 100 }, { ...withFinal(100), review: { images: 3, reviewed } }));
  expect(step(2)).toMatchObject({
    detail: expect.stringMatching(/cited and downloaded\. 1 image waits for the no-label review\.$/),
    go: { text: "Create release" },
  });
  expect(step(3).detail).not.toContain("review");
});

test("when a release holds the final labels, there is nothing to do", () => {
  const release = { number: 2, name: "May", isCurrent: true };
  expect(nextStep(at({ annotated: 100 }, { ...withFinal(100), release }))).toMatchObject({
    detail: "Release 2, May, holds them.",
    go: { text: "See releases" },
  });
});

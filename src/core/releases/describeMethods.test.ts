import { expect, test } from "vitest";
import { describeMethods, type MethodsOf } from "./describeMethods.ts";

const release: MethodsOf = {
  ...{ number: 2, name: "May", sha256: "abc", images: 40, pending: 3, labels: 60 },
  ...{ agreed: 10, refined: 28, ruled: 2, noLabel: 4 },
  protocol: {
    program: "multilabelfy 0.1.0",
    settings: { preset: "paper", overlap: 2, agreementRule: { kind: "exact" }, reviewers: 2 },
    labelSpace: { name: "ImageNet-1k", sha256: "0" },
    labelVersion: 0,
    guidelineVersion: 3,
    proposers: [{ how: "single", k: 20, images: 43, models: [{ name: "Lite0", sha256: "1" }] }],
    annotators: 3,
    experts: 1,
    pilots: [],
    sameSet: { images: 10, total: 40 },
    noLabelReview: { images: 4, reviewed: 1, settledTogether: 0, sentBack: 0 },
    chosenOutsideProposals: { labels: 5, total: 80 },
    refinedTwiceAlike: { images: 0, total: 0 },
    refinedFromBlank: 0,
    humanHours: 1.25,
  },
};

test("Each figure of a release stands in a sentence, with what it is a part of", () => {
  expect(describeMethods(release)).toEqual([
    "The labels are release 2, “May” (SHA-256 abc), made with multilabelfy 0.1.0. Labels are those of ImageNet-1k.",
    "For 43 images, candidate labels were proposed by Lite0 (top 20).",
    "3 people answered, and each image was meant for 2 of them, who saw neither its original label, nor scores, nor each other's answers. The guideline was then at version 3.",
    "An image was agreed where all its annotators chose the same set of labels; every other image went to an expert.",
    expect.stringMatching(
      /^On 10 of 40 images \(25\.0 %, 95 % interval 1\d\.\d to [34]\d\.\d\) that several people annotated, all chose/,
    ),
    "10 of 40 images (25.0 %) were agreed, 28 of 40 images (70.0 %) were refined by 1 expert and 2 of 40 images (5.0 %) were settled by rulings on pairs of labels. 3 further images had no final labels and are left out.",
    "The 40 images hold 60 labels, 1.50 an image; 4 of 40 images (10.0 %) have none.",
    "Of the images without a label, 1 of 4 images (25.0 %) were reviewed by 2 experts each.",
    "Of the labels that people chose, 5 of 80 labels (6.3 %) had not been proposed and were found by search; proposals miss at least these.",
    "All this took 1.3 hours of people's active work.",
  ]);
});

test("labels that no model ranked are told as such", () => {
  const by = (k: number) => ({ how: "single", k, images: 43, models: [] });
  const methods = (k: number) =>
    describeMethods({ ...release, protocol: { ...release.protocol, proposers: [by(k)] } });
  expect(methods(12)).toContain(
    "For 43 images, every one of 12 labels was shown, in their order; no model ranked them.",
  );
});

test("What an older release does not say is left out, and nothing is made up", () => {
  const sentences = describeMethods({ ...release, ruled: 0, pending: 0, protocol: {} });
  expect(sentences).toEqual([
    "The labels are release 2, “May” (SHA-256 abc), made with multilabelfy.",
    "10 of 40 images (25.0 %) were agreed and 28 of 40 images (70.0 %) were refined.",
    "The 40 images hold 60 labels, 1.50 an image; 4 of 40 images (10.0 %) have none.",
  ]);
});

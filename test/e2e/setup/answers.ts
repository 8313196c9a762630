import type { DisagreementReason } from "../../../src/core/outcome/findAgreement.ts";

/** What a person answers on an image. Labels are named; an empty `yes` without `unsure` is "none of these". */
export interface Answer {
  yes: string[];
  unsure?: string[];
  /** Labels of `yes` that no model proposed: found by `/`. */
  search?: string[];
}

export interface Case {
  ann: Answer;
  ben: Answer;
  /** Why stage 3 sends the image to refinement; empty where it agrees. */
  reasons: DisagreementReason[];
  /** What the expert makes of it; absent where the annotators agreed. */
  expert?: { labels: string[]; comment?: string };
}

const both = (...yes: string[]): Case => ({ ann: { yes }, ben: { yes }, reasons: [] });

/** Each person's answer on each of the sample photos, and what must come of it. */
export const answers: Record<string, Case> = {
  "aeroplane-from-above.jpg": both("wing (airplane)"),
  "alpine-forest.jpg": both("alp", "valley"),
  // Both find the original label by search, so they agree on it.
  "astronaut-portrait.jpg": {
    ann: { yes: ["space shuttle"], search: ["space shuttle"] },
    ben: { yes: ["space shuttle"], search: ["space shuttle"] },
    reasons: [],
  },
  // A label that one annotator alone found by search; the expert keeps it.
  "bench-above-coast.jpg": {
    ann: { yes: ["park bench", "seashore"], search: ["seashore"] },
    ben: { yes: ["park bench"] },
    reasons: ["sets-differ"],
    expert: { labels: ["park bench", "seashore"] },
  },
  "berlin-cathedral.jpg": both("dome", "church"),
  "betatakin.jpg": both("cliff dwelling", "cliff"),
  // The original label stands in the last group, which nobody opens.
  "boats-at-nagasaki.jpg": {
    ann: { yes: ["dock"] },
    ben: { yes: ["dock"] },
    reasons: ["original-unseen"],
    expert: { labels: ["dock", "tile roof"], comment: "Roofs everywhere." },
  },
  "castle-in-loch.jpg": both("castle", "lakeside"),
  // One annotator opens a group that the other does not; the original label stands in it.
  "cat-asleep-at-desk.jpg": {
    ann: { yes: ["coffee mug", "desk"] },
    ben: { yes: ["coffee mug"] },
    reasons: ["sets-differ", "original-unseen"],
    expert: { labels: ["coffee mug", "desk"] },
  },
  // The expert takes off what one annotator ticked, and says why.
  "chateau-over-river.jpg": {
    ann: { yes: ["palace"] },
    ben: { yes: ["palace", "castle"] },
    reasons: ["sets-differ"],
    expert: { labels: ["palace"], comment: "Never fortified: a palace." },
  },
  "clock-on-wall.jpg": both("wall clock", "analog clock"),
  "clownfish.jpg": both("anemone fish", "sea anemone"),
  "drum-kit-and-guitar.jpg": {
    ann: { yes: ["electric guitar", "drum"] },
    ben: { yes: ["electric guitar", "drum", "drumstick (for drums)"] },
    reasons: ["sets-differ"],
    expert: { labels: ["electric guitar", "drum", "drumstick (for drums)"] },
  },
  "espresso-on-red-saucer.jpg": both("espresso", "cup"),
  "fig-in-orange-dish.jpg": both("fig"),
  "garden-lizard.jpg": {
    ann: { yes: ["agama"], unsure: ["African chameleon"] },
    ben: { yes: ["agama"] },
    reasons: ["unsure", "original-rejected"],
    expert: { labels: ["agama"] },
  },
  "ginger-kitten.jpg": both("tabby", "tiger cat"),
  // Nobody finds a label for the goat, and the expert neither.
  "goat-on-ridge.jpg": {
    ann: { yes: [] },
    ben: { yes: [] },
    reasons: ["nobody-chose", "original-unseen"],
    expert: { labels: [] },
  },
  "kitchen-wall.jpg": both("dishwasher", "stove"),
  "kitten-with-yarn.jpg": both("tabby"),
  "mont-saint-michel.jpg": {
    ann: { yes: ["castle", "monastery", "church"] },
    ben: { yes: ["castle", "monastery"] },
    reasons: ["sets-differ"],
    expert: { labels: ["castle", "monastery", "church"] },
  },
  "orange-dahlia.jpg": {
    ann: { yes: [] },
    ben: { yes: [] },
    reasons: ["nobody-chose", "original-rejected"],
    expert: { labels: [] },
  },
  "orchestra-from-above.jpg": both("cello", "violin"),
  "paint-covered-brushes.jpg": both("paintbrush"),
  "pool-terrace.jpg": both("patio"),
  "rocket-at-dusk.jpg": both("missile", "projectile"),
  "summer-palace-tower.jpg": both("palace", "lakeside"),
  "two-dogs-at-window.jpg": {
    ann: { yes: ["cocker spaniel"] },
    ben: { yes: ["cocker spaniel"] },
    reasons: ["original-rejected"],
    expert: { labels: ["cocker spaniel"] },
  },
  "two-spotted-cats.jpg": {
    ann: { yes: ["jaguar"] },
    ben: { yes: ["jaguar"] },
    reasons: ["original-rejected"],
    expert: { labels: ["jaguar", "leopard"], comment: "The right one may be a leopard." },
  },
  "wine-and-djembe.jpg": both("drum"),
};

/** The image that Annotator B skips, and finds again at the end. */
export const skipped = "two-spotted-cats.jpg";

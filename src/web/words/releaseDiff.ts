import { countOf } from "../components/format/formatCount.ts";

/** Comparing two releases. */
export const releaseDiff = {
  title: "Compare two releases",
  from: "From",
  to: "To",
  option: (number: number, name: string) => `${number}, ${name}`,
  same: "Choose two different releases.",
  computing: "Comparing …",
  protocol: "How they were made differently",
  sameProtocol: "Both were made by the same protocol.",
  what: "What",
  nothingSaid: "not stated",
  evaluation: "Models evaluated by this release",
  summary: "Side by side",
  rows: {
    images: "Images",
    agreed: "Agreed",
    refined: "Refined",
    none: "No label",
    one: "One label",
    two: "Two labels",
    more: "More than two",
    multi: "Two or more",
    mean: "Labels per image",
  },
  changed: (changed: number, inBoth: number) =>
    `Changed: ${countOf(changed, "image")} of ${countOf(inBoth, "image")} in both.`,
  showChanged: "Show the images that changed",
  counts: (gained: number, lost: number) =>
    `${countOf(gained, "label")} gained, ${countOf(lost, "label")} lost.`,
  onlyInBase: (count: number) => `${countOf(count, "image")} only in the first`,
  onlyInRelease: (count: number) => `${countOf(count, "image")} only in the second`,
  byLabel: "Labels gained and lost",
  label: "Label",
  gained: "Gained",
  lost: "Lost",
  inBase: "Images before",
  inRelease: "Images after",
  first: (shown: number, total: number) => `The first ${shown} of ${total}.`,
  allSame: "Every image in both has the same labels.",
  lists: {
    changed: "that changed",
    "only-in-base": "only in the first release",
    "only-in-release": "only in the second release",
    label: (label: string) => `that gained or lost “${label}”`,
  },
} as const;

import { type Holding, type RulingKind, stateRuling } from "../../../core/rulings/ruling.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";

const inMarks = (name: string) => `“${name}”`;

/** Rulings on pairs of labels: on the cards that they concern, and on the lead's page. */
export const rulings = {
  title: "Rulings",
  /** The ruling itself; exports have the same. */
  states: (kind: RulingKind, first: string, second: string) => stateRuling(kind, first, second),
  /** What a ruling asks of whoever ticks. */
  meaning: (kind: RulingKind, first: string, second: string) => {
    const [a, b] = [inMarks(first), inMarks(second)];
    return {
      "same-both": `Tick both, wherever you see either.`,
      "same-one": `Tick ${a}, and leave ${b} unticked.`,
      "is-a": `Where you tick ${a}, tick ${b} too. ${b} alone is right for other kinds of it.`,
      "part-of": `Tick both where both are seen; one alone where only that is seen.`,
      exclude: `Never tick both for one thing: only the likelier.`,
    }[kind];
  },
  /** The same on a card, which says its own label already. */
  onCard: (kind: RulingKind, isFirst: boolean, otherName: string) => {
    const other = inMarks(otherName);
    const [first, second] = {
      "same-both": [`The same as ${other}: tick both`, `The same as ${other}: tick both`],
      "same-one": [`The same as ${other}: tick this one`, `The same as ${other}: tick that one`],
      "is-a": [`A kind of ${other}: tick both`, `${other} is a kind of it: then tick both`],
      "part-of": [`Part of ${other}: tick both if seen`, `${other} is part of it: tick both if seen`],
      exclude: [`Not with ${other}: tick one`, `Not with ${other}: tick one`],
    }[kind] as [string, string];
    return isFirst ? first : second;
  },
  against: "Against a ruling:",
  more: (rulings: number) => `+${formatCount(rulings)}`,
  moreInWords: (rulings: number) => `and ${countOf(rulings, "more ruling")}`,
  open: (label: string) => `Rulings on ${inMarks(label)}`,
  key: "Rulings on the card's label",
  dialog: {
    title: (label: string) => `Rulings on ${inMarks(label)}`,
    none: "The lead has made no ruling on this label.",
  },
  example: (number: number) => `Example ${number}`,
  examples: "Examples of this ruling",

  lead: "What holds for two labels that people mix up. A ruling is shown on the cards that it concerns, as soon as one of the two is ticked or looked at.",
  none: "No rulings yet",
  noneText:
    "When two people read one pair of labels differently, no number of images settles it: rule on it once. The agreement page lists the pairs most disputed.",
  toAgreement: "Most disputed pairs",
  add: "Add a ruling",
  version: (version: number) => `Version ${formatCount(version)}`,
  made: (by: string | null, at: string) => (by === null ? at : `by ${by}, ${at}`),
  change: "Change",
  changeOf: (ruling: string) => `Change: ${ruling}`,
  images: "Images it may change",
  imagesOf: (ruling: string) => `Images it may change: ${ruling}`,
  hideImages: "Hide images",
  hideImagesOf: (ruling: string) => `Hide images: ${ruling}`,
  withdraw: "Withdraw",
  withdrawOf: (ruling: string) => `Withdraw: ${ruling}`,
  withdrawal: {
    title: (ruling: string) => `Withdraw the ruling that ${ruling}?`,
    text: "Cards show it no more from now on. It stays in the history, and answers given under it stay as they are.",
    action: "Withdraw",
  },
  saved: (version: number) => `Saved as version ${formatCount(version)}.`,
  unchanged: "Nothing was changed.",
  editor: {
    titleNew: "A ruling on two labels",
    titleChange: "Change the ruling",
    first: "First label",
    second: "Second label",
    choose: "Search a label",
    nothing: "No label like this",
    swap: "Swap the two",
    kind: "How do they stand to each other?",
    unnamed: ["the first label", "the second label"] as const,
    text: "Why, and what to do in doubt (Markdown, may be empty)",
    examples: "Examples",
    examplesHint: (max: number) =>
      `At most ${max}, picked among the images of the two labels. Whoever still has one of them to label does not see it.`,
    noExamples: "None yet.",
    remove: (key: string) => `Remove the example ${key}`,
    tooLong: (by: number) => `The text is ${formatCount(by)} characters too long.`,
    save: "Save the ruling",
    cancel: "Cancel",
    same: "Choose two different labels.",
  },
  disputed: {
    title: "Most disputed, without a ruling",
    text: "Somebody ticked the one, and somebody else the other, on one image.",
    pair: "Labels",
    images: "Images",
    of: (first: string, second: string) => `${inMarks(first)} and ${inMarks(second)}`,
  },
  photos: {
    title: (first: string, second: string) => `Photos of ${inMarks(first)} and ${inMarks(second)}`,
    noExemplars: "No photos of this label yet.",
    images: "Images of the two labels",
    disputed: "One or the other",
    none: "No image is like this.",
    pick: "Pick those that show what you mean: they stand beside the ruling.",
    full: (max: number) => `${max} examples are picked. Remove one to pick another.`,
    picked: "Example",
    example: (key: string) => `Example: ${key}`,
    chose: (people: string, label: string) => `${people}: ${label}`,
    more: "Show more",
  },
  affected: {
    title: "Images it may change",
    lead: "By what they hold: among their final labels, or before these in anybody's answer.",
    caption: (first: string, second: string) => `Images that hold ${inMarks(first)} or ${inMarks(second)}`,
    holds: "Hold",
    outOf: (holding: Holding, first: string, second: string) =>
      ({ both: "both", first: `only ${inMarks(first)}`, second: `only ${inMarks(second)}` })[holding],
    against: "against the ruling",
    choose: (what: string) => `Send back those that hold ${what}`,
    states: {
      done: "Done",
      "to-refine": "Wait for an expert",
      pending: "With annotators",
      released: "In a release",
    },
    all: "All",
    show: (count: number, what: string) => `Show the ${countOf(count, "image")} that hold ${what}`,
    drawer: (what: string) => `that hold ${what}`,
    none: "No image holds either label.",
    send: (count: number) =>
      count === 0 ? "Nothing to send back" : `Send ${countOf(count, "image")} to refinement`,
    what: "Experts see the ruling and decide anew; what was answered stays in the history. Images with annotators show it to them anyway, and images in a release stay as they are.",
    sent: (count: number) => `${countOf(count, "image")} sent to refinement.`,
  },
  history: {
    title: "History",
    caption: "Every change of the rulings, the newest first",
    version: "Version",
    ruling: "Ruling",
    text: "Text",
    when: "When",
    withdrawn: (first: string, second: string) => `Withdrawn: ${inMarks(first)} and ${inMarks(second)}`,
    noText: "–",
  },
  link: {
    column: "Ruling",
    begin: "Rule on it",
    beginOf: (first: string, second: string) => `Rule on it: ${inMarks(first)} and ${inMarks(second)}`,
    changeOf: (kind: string, ruling: string) => `${kind}: change the ruling. ${ruling}`,
    kinds: {
      "same-both": "same thing",
      "same-one": "same thing",
      "is-a": "is a kind of",
      "part-of": "is part of",
      exclude: "exclude each other",
    } satisfies Record<RulingKind, string>,
  },
} as const;

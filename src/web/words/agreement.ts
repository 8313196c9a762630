import { countOf, formatCount } from "../components/formatCount.ts";
import { formatInterval } from "../components/formatShare.ts";

/** The Agreement page, and the panel of images behind a number. */
export const agreement = {
  title: "Agreement",
  lead: ({ shared, annotated }: { shared: number; annotated: number }) =>
    `${formatCount(shared)} of ${countOf(annotated, "annotated image")} have two or more annotators, and count here. Gold images do not.`,
  intervals: ({ replicates, seed }: { replicates: number; seed: number }) =>
    `Intervals: 95 %, from drawing the images anew ${formatCount(replicates)} times (seed ${seed}). They tell how far a number depends on the images, not on the people.`,
  computed: (time: string) => `Computed ${time}.`,
  outdated: "Newer answers came in; these numbers follow soon.",
  computing: "The numbers are being computed",
  computingText:
    "With many images this takes up to a minute. The page shows them as soon as they are there; people can work on meanwhile.",
  failed: "The newest numbers could not be computed. The ones below are older.",
  none: "No image has two annotators yet",
  noneText:
    "Agreement is told from images that two or more people have finished. Give out batches with an overlap of two, or wait for the second person.",
  onePerson: (name: string) => `So far only ${name} has submitted answers.`,
  noneAction: "See how the project stands",
  value: "Value",
  interval: "95 % interval",
  low: "95 % from",
  high: "to",
  n: "n",
  of: "Images",
  labelsOfImages: "Labels of images",
  noInterval: "none",
  undefined: (reason: string) => `Undefined: ${reason}.`,
  measures: {
    exactMatch: ["Same set", "Share of images on which two annotators chose exactly the same labels."],
    jaccard: ["Jaccard", "Labels that both chose, of all that either chose; 1 where the sets are equal."],
    masi: ["MASI", "As Jaccard, but stricter where neither set holds the other."],
    alphaJaccard: [
      "Krippendorff’s alpha, Jaccard",
      "Agreement beyond that of sets dealt out at random; 1 is full, 0 is chance.",
    ],
    alphaMasi: ["Krippendorff’s alpha, MASI", "The same with the MASI distance."],
  },
  sets: {
    title: "Whole sets of labels",
    text: "Everything that a person chose on an image is one set, with what was found by search.",
    measure: "Measure",
    caption: "Each measure with its 95 % interval; 1 is full agreement.",
    figure: "Agreement on whole sets and on single labels",
    differences: (all: number) =>
      `${countOf(all, "label")} ${all === 1 ? "was" : "were"} chosen by one and not by the other:`,
    no: "the other saw it and left it out",
    maybe: "the other was unsure",
    search: "the other never saw it: found by search",
    closed: "the other never saw it: in a group not opened",
    noDifferences: "Nobody differs about any label.",
  },
  labels: {
    title: "Label by label",
    text: "Each label of an image is one question, answered yes or no. Fleiss’ kappa is agreement beyond chance: 1 is full, 0 is what chance gives. What counts as an answer makes three versions; a wide gap between them is itself a finding.",
    agreement: "agreement",
    kappa: "Fleiss’ kappa",
    versions: {
      shown: [
        "Shown to both",
        "Only labels that both saw. It flatters where people stop opening groups early.",
      ],
      "unshown-as-no": [
        "Not shown counts as no",
        "As if everyone had said no to what they never saw. Severe on labels found by search.",
      ],
      "same-labels": [
        "All saw the same labels",
        "Only images of which everyone saw the same labels. Fair, but these may be easier or harder than the rest.",
      ],
    },
  },
  pairs: {
    title: "Annotators against each other",
    text: "Each cell holds a pair of annotators and n, the images that both finished. Click one to see the images on which they differ.",
    measure: "What the cells show",
    sameSet: "Same set",
    jaccard: "Jaccard",
    kappa: "Cohen’s kappa",
    annotator: "Annotator",
    other: "Other annotator",
    sameSetCount: "Images with the same set",
    questions: "Labels that both saw",
    none: "no image in common",
    pair: (a: string, b: string) => `${a} and ${b}: `,
    showImages: " images. Show those on which they differ",
    interval: (interval: readonly [number, number] | null) =>
      interval ? `Same set: 95 % interval ${formatInterval(interval)} %` : "",
    few: (n: number) => `Bold: ${n} images or more. The other cells have too few to say.`,
    alone: "There is no pair of annotators yet.",
    kappaText:
      "Cohen’s kappa is pooled over all labels that both saw; a dash where all their answers are the same.",
  },
  people: {
    title: "Annotators",
    text: "By name, not by merit: who got harder images or stricter partners looks worse. Leniency is labels per image less the partners’ on the same images.",
    name: "Name",
    leniency: "Leniency",
    partners: "Same set as partners",
    gold: "… as gold",
    final: "… as the final labels",
    refined: "… where an expert decided",
    note: "Note",
    caption:
      "Each annotator’s leniency with its 95 % interval, around that of the partners. The numbers hold the other measures too.",
    perImage: (own: string, partners: string) => `${own} per image, partners ${partners}`,
    few: (n: number) => `fewer than ${n}: too few to say`,
    finalText:
      "Where annotators agreed, their own set became final; only images that an expert decided test them.",
    reasons: {
      "no gold images": "no gold images",
      "no image with a partner": "no partner yet",
      "no image with final labels": "none final yet",
      "no image that an expert decided": "none decided yet",
    } as Record<string, string>,
  },
  disputed: {
    title: "Most disputed labels",
    text: "Labels that one annotator of an image chose and another did not. Those that were often never seen call for better proposals, not for a better guideline.",
    label: "Label",
    images: "Images disputed",
    chosen: "Of those chosen on",
    unseen: "Never seen by who left it out",
    kappa: "Fleiss’ kappa",
    parts: (search: number, closed: number) =>
      `${formatCount(search)} by search, ${formatCount(closed)} in a closed group`,
    none: "Nobody differs about a label.",
    more: (shown: number, total: number) => `The first ${formatCount(shown)} of ${formatCount(total)}.`,
  },
  disputedPairs: {
    title: "Most disputed pairs of labels",
    text: "One annotator chose the first alone, another the second alone. High counts show labels whose difference needs a line in the guideline.",
    labels: "Labels",
    images: "Images",
    chosen: "Of those with both chosen",
    none: "There is no such pair.",
  },
  together: {
    title: "Labels that occur together",
    text: (images: number) =>
      `Of ${countOf(images, "image")} with final labels. Lift tells how many times as often the two occur together as if they were independent; it is unstable where n is small.`,
    first: "Of images of",
    second: "also hold",
    share: "Share",
    n: "n",
    reverse: "The other way",
    lift: "Lift",
    none: "No image has two final labels yet.",
  },
  images: {
    title: (count: number) => countOf(count, "image"),
    of: {
      annotators: (a: string, b: string) => `on which ${a} and ${b} differ`,
      label: (label: string) => `on which annotators differ about “${label}”`,
      labels: (a: string, b: string) => `on which one chose “${a}” alone, another “${b}” alone`,
      together: (a: string, b: string) => `that hold “${a}” and “${b}”`,
    },
    show: (what: string) => `Show the images ${what}`,
    nothing: "no label",
    more: "Show more",
    empty: "No image is left in this list: the answers changed meanwhile.",
    final: "final",
    close: "Close",
  },
} as const;

import { countOf, formatCount } from "../../components/format/formatCount.ts";

/** The Agreement page, and the panel of images behind a number. */
export const agreement = {
  title: "Agreement",
  lead: ({ shared, annotated }: { shared: number; annotated: number }) =>
    `${formatCount(shared)} of ${countOf(annotated, "annotated image")} ${shared === 1 ? "has two or more annotators, and counts" : "have two or more annotators, and count"} here. Gold images do not.`,
  intervals: ({ replicates, seed }: { replicates: number; seed: number }) =>
    `The 95 % intervals come from drawing the images again ${formatCount(replicates)} times (with the random seed ${seed}), and are made wider where images are few or alike. They show how much a number depends on these images; other people could still answer otherwise.`,
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
  answer: {
    label: "How far people agree",
    same: "Same labels chosen",
    sameNote: (images: number, interval: string) =>
      `Share of ${countOf(images, "image")} on which two people chose exactly the same labels${interval && ` (95\u00a0% interval ${interval})`}.`,
    beyond: "Agreement beyond chance",
    beyondNote: (interval: string) =>
      `1 is full agreement, 0 is chance${interval && ` (95\u00a0% interval ${interval})`}: Krippendorff’s alpha of whole sets, with Jaccard’s distance.`,
    unseen: "Differences about unseen labels",
    unseenNote: (unseen: number, all: number) =>
      `Of ${countOf(all, "difference")}, ${formatCount(unseen)} are about a label that the other person never saw. Better proposals help against these, a better guideline against the rest.`,
    disputed: "Most disputed pair of labels",
    disputedNote: (images: number) =>
      `On ${countOf(images, "image")} one person chose the first alone, another the second.`,
  },
  value: "Value",
  interval: "95 % interval",
  low: "95 % from",
  high: "to",
  n: "n",
  ofAll: "Images",
  labelsOfImages: "Labels of images",
  noInterval: "none",
  undefined: (reason: string) => `Undefined: ${reason}.`,
  measures: {
    exactMatch: ["Same set", "The share of images on which two annotators chose exactly the same labels."],
    jaccard: [
      "Jaccard",
      "Of all labels that either of two people chose, the share that both chose. It is 1 where their sets are equal.",
    ],
    masi: [
      "MASI",
      "Like Jaccard, but it counts less where each person chose a label that the other did not.",
    ],
    alphaJaccard: [
      "Krippendorff’s alpha, Jaccard",
      "How much more people agree than they would if the sets were dealt out at random: 1 is full agreement, 0 is chance.",
    ],
    alphaMasi: ["Krippendorff’s alpha, MASI", "The same, measured with MASI."],
  },
  sets: {
    title: "Whole sets of labels",
    text: "All labels that a person chose on an image, including those found by search, make one set.",
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
    shownToAll: "Of the labels that all were shown",
    shownToAllText:
      "The same measures, without labels that one of an image’s annotators never saw. What is left are differences of opinion.",
  },
  labels: {
    title: "Label by label",
    question: "Each label of an image is one question that people answer with yes or no.",
    text: "Fleiss’ kappa, Gwet’s AC1 and Krippendorff’s alpha tell how much more people agree than chance would make them: 1 is full agreement, 0 is chance. Kappa and alpha fall where nearly all answers are no; AC1 does not. What counts as an answer can be decided in three ways. If they give very different numbers, many labels were never seen.",
    agreement: "agreement",
    kappa: "Fleiss’ kappa",
    ac1: "Gwet’s AC1",
    alpha: "Krippendorff’s alpha",
    versions: {
      shown: [
        "Shown to both",
        "Only labels that both people saw. This looks too good where people stop opening groups early.",
      ],
      "unshown-as-no": [
        "Not shown counts as no",
        "People count as having said no to labels they never saw. This looks too bad where labels were found by search.",
      ],
      "same-labels": [
        "All saw the same labels",
        "Only images on which everybody saw the same labels. This is fair, but these images may be easier or harder than the rest.",
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
    interval: (measure: string, range: string) => (range ? `${measure}: 95 % interval ${range}` : ""),
    few: (n: number) => `Bold: ${n} images or more. The other cells have too few to say.`,
    alone: "There is no pair of annotators yet.",
    kappaText:
      "Cohen’s kappa is pooled over all labels that both saw; a dash where all their answers are the same.",
  },
  people: {
    title: "Annotators",
    text: "In the order of names. This is no ranking: somebody who got harder images or stricter partners looks worse than they are. Leniency is how many labels per image a person chose more than their partners did on the same images.",
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
    independent: (there: string, notThere: string, against: "gold" | "others") =>
      `The answers do not depend on what is there: yes to ${there} labels that are there and ${notThere} that are not, by ${against === "gold" ? "gold images" : "the others’ majority"}.`,
    few: (n: number) => `fewer than ${n}: too few to say`,
    finalText:
      "Where annotators agreed, their own set became final. Only images that an expert decided can show that they were wrong.",
    reasons: {
      "no gold images": "no gold images",
      "no image with a partner": "no partner yet",
      "no image with final labels": "none final yet",
      "no image that an expert decided": "none decided yet",
    } as Record<string, string>,
  },
  disputed: {
    title: "Most disputed labels",
    text: "Labels that one annotator of an image chose and another did not. Where the other often never saw the label, better proposals help more than a better guideline.",
    label: "Label",
    images: "Images disputed",
    chosen: "Of those chosen on",
    unseen: "The other never saw it",
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
    ofImages: {
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

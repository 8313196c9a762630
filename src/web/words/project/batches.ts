import { countOf, formatCount } from "../../components/format/formatCount.ts";

const images = (count: number) => countOf(count, "image");

/** Who works on what. */
export const batches = {
  title: "Batches",
  lead: "Who annotates and refines which images.",
  plan: {
    title: "Share out images",
    nothing: "Every image with proposals has its annotators. New images need proposals first.",
    noAnnotators: (overlap: number) =>
      `Each image needs ${countOf(overlap, "annotator")}. Invite them first, then come back.`,
    pull: "In this project whoever is free gets the next image, so there are no batches to give. The mode is chosen under Settings.",
    waiting: (count: number) =>
      `${images(count)} with proposals, and nobody to annotate ${count === 1 ? "it" : "them"} yet.`,
    short: (count: number) => `${images(count)} ${count === 1 ? "lacks" : "lack"} an annotator`,
    what: "Images",
    fresh: "Those that nobody has",
    again: "Those that lack an annotator",
    sizeBy: "Size",
    batches: "Number of batches",
    perBatch: "Images per batch",
    howMany: "How many",
    order: "Order",
    orders: {
      random: "At random",
      key: "By key, as the files are named",
      stratified: "Each batch its share of every original label",
    },
    partners: "Partners",
    partnerRules: {
      mixed: "Change: every two people share about equally much",
      fixed: "Stay the same, in the order of the list",
    },
    overlap: "Annotators per batch",
    seed: "Seed",
    seedHint: "The same seed gives the same plan.",
    people: "Annotators",
    notQualified: (name: string) => `${name} (opens once practice is passed)`,
    preview: "Show the plan",
    summary: (count: number, batches: number) =>
      `${images(count)} in ${countOf(batches, "batch", "batches")}`,
    notYet: "Nothing is given yet.",
    give: "Give these batches",
    change: "Change the plan",
    given: (count: number) => `${images(count)} ${count === 1 ? "is" : "are"} shared out.`,
    person: "Annotator",
    personBatches: "Batches",
    personImages: "Images",
    sharedWith: "Shared with",
    nobody: "nobody",
    none: "gets nothing",
  },
  list: {
    title: "Batches so far",
    empty: "There are no batches yet. Share out images to make the first ones.",
    emptyPull: "Images are handed out one by one here, so there are no batches.",
    batch: "Batch",
    images: "Images",
    progress: "Done",
    outOf: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)}`,
    skipped: (count: number) => `${formatCount(count)} put off`,
    blocked: (count: number) => `${formatCount(count)} blocked`,
  },
  left: {
    title: "Not finished, by person",
    empty: "Nobody has unfinished images.",
    person: "Person",
    stage: "Stage",
    open: "Open",
    skipped: "Put off",
    blocked: "Blocked",
    reassign: "Reassign",
    reassignOf: (name: string, stage: string) => `Reassign what ${name} has not finished: ${stage}`,
  },
  reassign: {
    title: (name: string) => `Reassign ${name}'s images`,
    what: "Which",
    states: {
      open: (count: number) => `Open (${formatCount(count)})`,
      skipped: (count: number) => `Put off (${formatCount(count)})`,
      blocked: (count: number) => `Blocked (${formatCount(count)})`,
    },
    to: "To",
    hint: "Several people share them evenly. Nobody gets an image that they have already, and no expert one that they annotated, unless the settings allow it.",
    nobodyElse: "There is nobody else with this role. Take the images back, or invite somebody.",
    give: "Reassign",
    takeBack: "Take back, give to nobody",
    cancel: "Cancel",
    done: (count: number) => `${images(count)} moved.`,
    left: (keys: string[]) =>
      `${images(keys.length)} stayed, because none of them may have ${keys.length === 1 ? "it" : "them"}: ${keys.slice(0, 5).join(", ")}${keys.length > 5 ? ", …" : ""}`,
  },
  /** Why an image is sent to refinement that somebody skipped twice. */
  sentReason: (reason: string) => `Skipped twice: ${reason}`,
  refinement: {
    title: "Refinement",
    pull: "Experts take the next image that waits; nobody hands out work. For an even split beforehand, choose batches for refinement under Settings.",
    waiting: (count: number) => `${images(count)} ${count === 1 ? "waits" : "wait"} for an expert.`,
    shared: (count: number) =>
      `${images(count)} more ${count === 1 ? "waits" : "wait"} for experts, and ${count === 1 ? "is" : "are"} in nobody's count yet.`,
    noExperts: "Nobody is an expert yet. Invite one first.",
    hint: "Each expert gets equally many, and none that they annotated, unless the settings allow it.",
    experts: "Experts",
    split: "Split evenly",
    done: (given: string) => `Given: ${given}.`,
    left: (count: number) =>
      `${images(count)} stayed: every expert annotated ${count === 1 ? "it" : "them"}.`,
  },
} as const;

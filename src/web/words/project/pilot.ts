import { countOf, formatCount } from "../../components/format/formatCount.ts";

const images = (count: number) => countOf(count, "image");

/** The pilot: a round before the work begins. */
export const pilot = {
  title: "Pilot",
  back: "Batches",
  lead: "Before the work begins: everybody annotates the same few images, you rule on what they read differently, and the guideline is frozen.",
  steps: {
    make: {
      title: "1. Everybody annotates the same images",
      text: "They are drawn at random. Each annotator gets all of them, in an order of their own. Answers never count: not as annotations, not toward agreement, in no release. As long as the pilot is open, nobody gets other images.",
      noAnnotators: "A pilot compares people: it takes two annotators.",
      invite: "Invite annotators",
      noImages: "There are no images to draw: it takes images with proposals that nobody has.",
      tooLate:
        "Images are with annotators already, and a pilot comes before the work. Rulings can be made at any time.",
      anotherRound: "Another round",
      again: "Another round draws other images, for as long as the work has not begun.",
      count: "Images",
      seed: "Seed",
      seedHint: "The same seed draws the same images.",
      left: (candidates: number, annotators: number) =>
        `${images(candidates)} to draw from, ${countOf(annotators, "annotator")} to get them.`,
      begin: (count: number, people: number) => `Give ${images(count)} to ${countOf(people, "annotator")}`,
      drawn: (count: number, seed: number, at: string) =>
        `${images(count)}, drawn with seed ${seed} on ${at}.`,
      caption: "How far each annotator is with the pilot",
      person: "Annotator",
      done: "Done",
      outOf: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)}`,
      missing: (names: string) => `Without the pilot's images, because they came later: ${names}.`,
      extend: (people: number) => `Give them to ${countOf(people, "annotator")}`,
      extended: "Given.",
      takeBack: "Take the pilot back",
      takeBackHint: "Nobody has begun, so it can be taken back as if it had never been.",
    },
    rule: {
      title: "2. Rule on what they differ about",
      text: "Pairs of labels of which one person chose the one alone and another the other alone. Each is a line that the guideline lacks, or a ruling: make it here, and it is shown on the cards from then on.",
      none: "Nobody differs about a pair of labels yet.",
      noAnswers: "Here stand the most disputed pairs of labels, once two people have answered an image.",
      alike: (share: string, interval: string, n: number) =>
        `Two people choose the same set on ${share} of the images${interval === "" ? "" : ` (95 % interval ${interval})`}, n ${formatCount(n)}.`,
      overlap: (value: string) => `Their sets overlap by ${value} (Jaccard).`,
      caption: "Pairs of labels most disputed in the pilot",
      labels: "Labels",
      disputed: "Disputed on",
      ofChosen: (disputed: number, chosen: number) => `${formatCount(disputed)} of ${formatCount(chosen)}`,
      examples: "Images",
      example: (key: string) => `Open ${key}`,
      more: (shown: number, total: number) => `The first ${shown} of ${formatCount(total)} pairs.`,
      guideline: "Write what concerns more than two labels in the guideline",
    },
    freeze: {
      title: "3. Freeze the guideline",
      text: (guideline: number, rulings: number) =>
        `The work begins with version ${formatCount(guideline)} of the guideline and ${rulings === 0 ? "no rulings" : `version ${formatCount(rulings)} of the rulings`}. Releases state both. Later changes make later versions, and annotations tell under which they were made.`,
      what: "The pilot's answers become history and its images go to experts, who decide them by the frozen guideline: the annotators know these images by now. Images that nobody has begun are free again.",
      unfinished: (names: string) => `Not finished yet: ${names}. What they have left is taken back.`,
      action: (guideline: number) => `Freeze version ${formatCount(guideline)} and end the pilot`,
      waiting: "Nobody has begun yet.",
      done: (at: string, guideline: number, rulings: number) =>
        `Frozen on ${at}: version ${formatCount(guideline)} of the guideline, version ${formatCount(rulings)} of the rulings. The work can begin.`,
      toBatches: "Share out images",
    },
  },
} as const;

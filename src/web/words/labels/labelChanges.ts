import { countOf } from "../../components/format/formatCount.ts";

/** Labels that change while people work. */
export const labelChanges = {
  add: "Add a label",
  edit: "Change",
  retire: "Retire",
  restore: "Offer again",
  merge: "Merge",
  split: "Split",
  titles: {
    add: () => "Add a label",
    edit: (name: string) => `Change ${name}`,
    retire: (name: string) => `Retire ${name}`,
    restore: (name: string) => `Offer ${name} again`,
    merge: (name: string) => `Merge ${name} into another label`,
    split: (name: string) => `Split ${name}`,
  },
  about: {
    add: "It comes after all others, so that the classes of models keep their numbers. People find it by search.",
    edit: "Its key stays. A name that it loses becomes a synonym, so that files find it.",
    retire:
      "It is not proposed, searched or refined any more. Answers on it are kept; new releases leave it out.",
    restore: "It is proposed, searched and refined again, with the answers that it had.",
    merge:
      "Each person's answers on the two labels become one: yes if either was yes, no only if both were no.",
    split:
      "The new labels stand in its place wherever it is proposed. Images that hold it have to be asked again.",
  },
  name: "Name",
  key: "Key",
  keyHint: "What files call it. It never changes; if you leave it empty, it is the name.",
  synonyms: "Synonyms",
  synonymsHint: "One on each line.",
  definition: "Definition",
  parent: "A kind of",
  parentHint: "Another label, or a name that no label has.",
  names: {
    title: "Names in other languages",
    hint: "Whoever reads the pages in a language sees this name on the cards. Other words for it follow behind |, and the search finds them.",
  },
  into: "The label that stays",
  parts: "The new labels",
  partsHint: "Two or more names, one on each line.",
  choose: "Choose a label",
  nothing: "No label like this",
  look: "See what moves",
  save: "Save",
  cancel: "Cancel",
  moves: "What moves",
  nothingChanges: "Nothing changes.",
  answers: (yes: number, no: number, unsure: number) =>
    `${countOf(yes + no + unsure, "answer")} on it: ${yes} yes, ${no} no, ${unsure} unsure. All are kept.`,
  originals: (images: number) =>
    `${countOf(images, "image")} ${images === 1 ? "has" : "have"} it as the original label.`,
  beside: (exemplars: number, rulings: number) =>
    `${countOf(exemplars, "exemplar")} and ${countOf(rulings, "ruling")} stay with it.`,
  releases: (releases: number) =>
    `${countOf(releases, "release")} ${releases === 1 ? "stays" : "stay"} as ${releases === 1 ? "it is" : "they are"}.`,
  askAgain: (finished: number, released: number, waiting: number) =>
    `To be asked again: ${countOf(finished, "finished image")}, ${released} of them in a release. ${countOf(waiting, "image")} more ${waiting === 1 ? "waits" : "wait"} for answers anyway.`,
  nobodyAgain: "Nobody has to be asked again.",
  fates: {
    retired: () => "Retired: it is not offered any more. Answers on it are kept.",
    merged: (names: string) => `Merged into ${names}.`,
    split: (names: string) => `Split into ${names}.`,
  },
  marks: { retired: "retired", merged: "merged", split: "split" },
  again: {
    title: "To be asked again",
    send: (images: number) => `Send ${countOf(images, "finished image")} to refinement`,
    sent: (images: number) => `${countOf(images, "image")} sent to refinement.`,
    more: (images: number) => `and ${images.toLocaleString("en")} more`,
  },
} as const;

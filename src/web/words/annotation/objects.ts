import { countOf } from "../../components/format/formatCount.ts";

/** The objects that people see in images, as leads see them. */
export const objects = {
  image: {
    title: "Objects",
    answers: (answers: number, none: number) =>
      none === 0
        ? `${countOf(answers, "person", "people")} answered.`
        : `${countOf(answers, "person", "people")} answered; ${none} found none of the labels.`,
    pending: "Others are still asked.",
    caption: "Objects with the labels that people give them",
    object: "Object",
    label: "Label",
    ofObject: "Of its ticks",
    ofPeople: "Of all people",
    main: "main",
    original: "original",
    mainVotes: (votes: number) => `main for ${votes}`,
    unplaced: (labels: string) => `In no object, because nobody ticked them with another label: ${labels}.`,
  },
  summary: {
    title: "Objects",
    lead: (images: string, answers: string) =>
      `Of ${images}, by ${answers}. Labels that people ticked together are different objects.`,
    pending: (images: string) => `${images} more lack answers.`,
    caption: "Images by how many objects they hold",
    objects: "Objects",
    images: "Images",
    share: "Share",
    interval: "95 % interval",
    several: "Several objects",
    mainDiffers: "Of these, the main object does not bear the original label",
    originalAbsent: "No object bears the original label",
    of: (count: string, total: string) => `${count} of ${total}`,
  },
};

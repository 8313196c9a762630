import type { DriftMeasure } from "../../../core/people/measureDrift.ts";

type Side = "low" | "high";

/** Whether people's work changes over the weeks. */
export const drift = {
  title: "Week by week",
  intro:
    "Each week beside this person's own earlier ones. The band is what is usual; the small numbers are images. A square is out, a diamond is out together with the three weeks of work before it, and a ring is not judged. Nobody but leads sees this.",
  none: "Shows once this person has submitted images.",
  notesTitle: "Whose work has changed",
  caption: "People whose weeks are out of what is usual for them",
  person: "Person",
  what: "What",
  doHead: "What to do",
  look: "Their weeks",
  rare: "A person who has not changed gets less than one such note in half a year, so look before you speak.",
  week: "Week from",
  images: "Images",
  low: "Usual from",
  high: "to",
  state: "State",
  together: "With 3 weeks before",
  togetherImages: "Images of these",
  states: {
    inside: "usual",
    week: "out",
    together: "out with the weeks before",
    "few-weeks": "not judged: too few earlier weeks",
    "few-images": "not judged: too few images to be out",
    "not-over": "not judged: the week is not over",
  },
  /** Why a whole chart has no band. */
  nothingJudged: {
    "few-weeks": "No week is judged yet: it takes three earlier ones, and nine of all people together.",
    "few-images": "No week is judged: each has too few images to be out.",
    "not-over": "No week is over yet.",
  },
  measures: {
    gold: {
      title: "Gold images right",
      note: "The share of gold images without a label missed or wrong. Only too few can be out.",
      none: "No gold image answered yet.",
    },
    leniency: {
      title: "Labels more than partners",
      note: "Labels an image beside what its other annotators ticked, so that hard images do not count against anybody.",
      none: "No image yet that somebody else annotated, too.",
    },
    time: {
      title: "Seconds per image",
      note: "Of active work, the geometric mean. Faster is not better.",
      none: "No image submitted yet.",
    },
    repeats: {
      title: "Same answer again",
      note: "The share of images answered twice, weeks apart, with the same labels. Only too few can be out.",
      none: "No image answered twice yet. Settings, “Images answered twice”, has a share of them asked again, unseen.",
    },
  } satisfies Record<DriftMeasure, { title: string; note: string; none: string }>,
  notes: {
    gold: {
      low: "Fewer gold images right than usual",
      high: "More gold images right than usual",
    },
    leniency: {
      low: "Ticks fewer labels than usual, beside the same images' other annotators",
      high: "Ticks more labels than usual, beside the same images' other annotators",
    },
    time: { low: "Takes less time an image than usual", high: "Takes more time an image than usual" },
    repeats: {
      low: "Answers fewer images as they did weeks before than usual",
      high: "Answers more images as they did weeks before than usual",
    },
  } satisfies Record<DriftMeasure, Record<Side, string>>,
  acts: {
    gold: "Look at the gold images they got wrong together with them. If others miss the same labels, mend the guideline or the gold.",
    leniency:
      "Compare some images with their partners' answers, and read the guideline together. If there is one partner only, it may be that one who has changed.",
    time: "Look at gold and repeats of the same weeks before you say anything: people get faster as they learn, and some images take longer.",
    repeats:
      "Ask whether they read the guideline or a label in another way now. If it was changed in these weeks, that may be all.",
  } satisfies Record<DriftMeasure, string>,
  again: (same: string, jaccard: string) =>
    `The same labels on ${same}. The two sets overlap by ${jaccard} on average (Jaccard).`,
  since: (since: string, found: string) => `since the week of ${since}: ${found}`,
  found: (value: string, limit: string, images: string, isTogether: boolean) =>
    `${value} over ${images}${isTogether ? " in four weeks" : ""}, limit ${limit}`,
};

import { type AnnotationState, labelsWith } from "../annotate/state/annotationState.ts";
import type { Open } from "../annotate/useCommands.ts";
import type { StepId } from "../words/annotation/tutorial.ts";

/** What a step waits for. */
type Goal =
  /** Exactly these labels ticked; with `submit`, then submitted. */
  | { kind: "labels"; keys: readonly string[]; submit: boolean }
  | { kind: "unsure" }
  /** This label found by search, and ticked. */
  | { kind: "found"; key: string }
  | { kind: "none" }
  | { kind: "undone" }
  | { kind: "flagged" }
  | { kind: "skipped" }
  /** Opened, and closed again. */
  | { kind: "looked"; at: Open };

export interface Step {
  id: StepId;
  /** A file of samples/photos, with its size in pixels. */
  photo: { name: string; width: number; height: number };
  /** The cards, by the keys of their labels in imagenet-1k. */
  cards: readonly string[];
  /** Labels already ticked when the step begins. */
  ticked?: readonly string[];
  goal: Goal;
}

/** What a person did in a step besides what the annotation holds. */
export interface Done {
  submitted: boolean;
  skipped: boolean;
  undone: boolean;
  /** What was opened and closed again. */
  looked: Open;
}

export const nothingDone: Done = { submitted: false, skipped: false, undone: false, looked: null };

const photo = (name: string, width: number, height: number) => ({ name, width, height });
const espresso = photo("espresso-on-red-saucer.jpg", 600, 400);
const castle = photo("castle-in-loch.jpg", 680, 453);
const orchestra = photo("orchestra-from-above.jpg", 1024, 613);
const espressoCards = ["n07920052", "n04398044", "n07930864", "n04263257", "n03633091"];
const castleCards = ["n02980441", "n03781244", "n09332890", "n03028079", "n03877845"];
const orchestraCards = ["n02992211", "n04536866", "n04296562", "n03394916", "n03249569"];

/** The tutorial: one key or rule at a time. */
export const steps: readonly Step[] = [
  {
    id: "tick",
    photo: espresso,
    cards: espressoCards,
    goal: { kind: "labels", keys: ["n07920052", "n07930864"], submit: false },
  },
  {
    id: "submit",
    photo: espresso,
    cards: espressoCards,
    ticked: ["n07920052", "n07930864"],
    goal: { kind: "labels", keys: ["n07920052", "n07930864"], submit: true },
  },
  {
    id: "likeliest",
    photo: photo("two-dogs-at-window.jpg", 852, 1280),
    cards: ["n02102480", "n02102318", "n02100877", "n02102177", "n02101006"],
    goal: { kind: "labels", keys: ["n02102318"], submit: true },
  },
  { id: "exemplars", photo: castle, cards: castleCards, goal: { kind: "looked", at: "sheet" } },
  {
    id: "groups",
    photo: photo("kitten-with-yarn.jpg", 1024, 768),
    cards: [
      ...["n02123045", "n02123394", "n02123597", "n02124075", "n03942813"],
      ...["n03775071", "n04599235", "n04254777", "n04525038", "n03627232"],
    ],
    goal: { kind: "labels", keys: ["n02123045", "n04599235"], submit: true },
  },
  {
    id: "parts",
    photo: photo("berlin-cathedral.jpg", 1024, 683),
    cards: ["n03028079", "n02980441", "n03220513", "n04346328", "n03837869"],
    goal: { kind: "labels", keys: ["n03028079", "n03220513"], submit: true },
  },
  {
    id: "hidden",
    photo: photo("drum-kit-and-guitar.jpg", 1024, 768),
    cards: ["n03272010", "n02787622", "n03249569", "n04536866", "n04515003"],
    goal: { kind: "labels", keys: ["n03272010", "n03249569"], submit: true },
  },
  {
    id: "unsure",
    photo: photo("garden-lizard.jpg", 1024, 768),
    cards: ["n01687978", "n01677366", "n01694178", "n01689811", "n01693334"],
    goal: { kind: "unsure" },
  },
  {
    id: "search",
    photo: photo("pool-terrace.jpg", 480, 360),
    cards: ["n03899768", "n02859443", "n09332890", "n03160309", "n04522168"],
    goal: { kind: "found", key: "n04507155" },
  },
  {
    id: "none",
    photo: photo("orange-dahlia.jpg", 640, 427),
    cards: [
      ...["n11939491", "n02206856", "n04522168", "n04599235", "n03937543"],
      ...["n07753113", "n07930864", "n02802426", "n03942813", "n03724870"],
    ],
    goal: { kind: "none" },
  },
  {
    id: "undo",
    photo: castle,
    cards: castleCards,
    ticked: ["n02980441"],
    goal: { kind: "undone" },
  },
  { id: "flag", photo: orchestra, cards: orchestraCards, goal: { kind: "flagged" } },
  { id: "skip", photo: orchestra, cards: orchestraCards, goal: { kind: "skipped" } },
  { id: "help", photo: espresso, cards: espressoCards, goal: { kind: "looked", at: "help" } },
  { id: "guideline", photo: espresso, cards: espressoCards, goal: { kind: "looked", at: "guideline" } },
];

/** A person's standing in a step, and what to tell them. */
export type Standing =
  | { kind: "waiting" }
  /** These labels are ticked, and should not be. */
  | { kind: "wrong"; labels: number[] }
  /** Everything is right, and only Enter is missing. */
  | { kind: "submit" }
  | { kind: "done" };

/** @param indexOf a label's index, by its key */
export function judgeStep(
  { goal }: Step,
  annotation: AnnotationState,
  done: Done,
  indexOf: (key: string) => number,
): Standing {
  const ticked = labelsWith(annotation, "yes");
  const waiting: Standing = { kind: "waiting" };
  const when = (reached: boolean): Standing => (reached ? { kind: "done" } : waiting);
  switch (goal.kind) {
    case "labels": {
      const wanted = goal.keys.map(indexOf);
      const wrong = ticked.filter((label) => !wanted.includes(label));
      if (wrong.length > 0) return { kind: "wrong", labels: wrong };
      if (ticked.length < wanted.length) return waiting;
      return goal.submit && !done.submitted ? { kind: "submit" } : { kind: "done" };
    }
    case "unsure": {
      if (ticked.length > 0) return { kind: "wrong", labels: ticked };
      if (labelsWith(annotation, "unsure").length === 0) return waiting;
      return done.submitted ? { kind: "done" } : { kind: "submit" };
    }
    case "found":
      return when(ticked.includes(indexOf(goal.key)));
    case "none": {
      if (ticked.length > 0) return { kind: "wrong", labels: ticked };
      if (!annotation.noneOfThese) return waiting;
      return done.submitted ? { kind: "done" } : { kind: "submit" };
    }
    case "undone":
      return when(done.undone);
    case "flagged":
      return when(annotation.flag !== null);
    case "skipped":
      return when(done.skipped);
    case "looked":
      return when(done.looked === goal.at);
  }
}

/** Without keys there is nothing to learn about them. */
export const stepsByTouch = steps.filter(({ id }) => id !== "help");

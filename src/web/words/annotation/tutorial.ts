export type StepId =
  | "tick"
  | "submit"
  | "likeliest"
  | "exemplars"
  | "groups"
  | "parts"
  | "hidden"
  | "unsure"
  | "search"
  | "none"
  | "undo"
  | "flag"
  | "skip"
  | "help"
  | "guideline";

interface StepWords {
  title: string;
  /** The rule or the key, and what to do now. */
  text: string;
  /** The same for those who tap. */
  touch: string;
  /** Why something ticked is wrong here. */
  wrong?: string;
  /** Once it is done. */
  right: string;
}

const steps: Record<StepId, StepWords> = {
  tick: {
    title: "Tick what you see",
    text: "Each card shows the number of its key. There are two objects with a label: the espresso and the cup. Press 1 to 5 to tick both, or click the cards.",
    touch: "There are two objects with a label: the espresso and the cup. Tap their cards to tick both.",
    wrong: "It is not in the picture. Do the same again: that takes the tick off.",
    right: "One label for each kind of object, however many there are.",
  },
  submit: {
    title: "Submit",
    text: "Both labels are ticked. Enter submits and goes on to the next image.",
    touch: "Both labels are ticked. “Submit” goes on to the next image.",
    wrong: "Take that one off again: only the espresso and the cup are there.",
    right: "That is all it takes for most images.",
  },
  likeliest: {
    title: "Labels that exclude each other",
    text: "A dog has one breed. Both dogs are of the same: tick the likeliest one only, then press Enter. These have long, curly ears and golden-red coats: cocker spaniels.",
    touch:
      "A dog has one breed. Both dogs are of the same: tick the likeliest one only, then tap “Submit”. These have long, curly ears and golden-red coats: cocker spaniels.",
    wrong: "Breeds exclude each other: keep the likeliest only. Here it is the cocker spaniel.",
    right: "When labels exclude each other, choose the likeliest.",
  },
  exemplars: {
    title: "Exemplars",
    text: "Unsure what a label looks like? V shows the exemplars of the card in focus beside the image; the arrow keys move the focus. Press V now, and V or Esc to come back.",
    touch:
      "Unsure what a label looks like? Tap one of a card's photos, or hold the card: its exemplars open large. Open them now, and close them again.",
    right: "The photos tell more than the name: many words mean something narrower than one thinks.",
  },
  groups: {
    title: "More groups",
    text: "There are more cards than five. Space opens the next group; Q, W, E and R open one of the four. Tick the tabby here and the wool in the second group, then press Enter.",
    touch:
      "There are more cards than five. The bar at the bottom opens the other groups. Tick the tabby here and the wool in the second group, then tap “Submit”.",
    wrong: "Keep only the tabby and, in the second group, the wool.",
    right: "What you did not open counts as not seen, never as no.",
  },
  parts: {
    title: "Parts and wholes",
    text: "A car and its wheel both count, if both are labels. So do this church and its dome: tick both, then press Enter.",
    touch:
      "A car and its wheel both count, if both are labels. So do this church and its dome: tick both, then tap “Submit”.",
    wrong: "This building is a church. Keep the church and its dome.",
    right: "A thing and its parts: both.",
  },
  hidden: {
    title: "Hidden and cut off",
    text: "The guitar hides part of the drums, and some are cut off. They count all the same. Tick the electric guitar and the drum, then press Enter.",
    touch:
      "The guitar hides part of the drums, and some are cut off. They count all the same. Tick the electric guitar and the drum, then tap “Submit”.",
    wrong: "It is not in the picture. Keep the electric guitar and the drum.",
    right: "It counts if you can tell what it is, however little of it you see.",
  },
  unsure: {
    title: "Unsure",
    text: "Which lizard is this? If you looked and cannot decide, hold Shift and press the card's number: unsure. On a card, the question mark does the same. Say unsure of one, then press Enter.",
    touch:
      "Which lizard is this? If you looked and cannot decide, tap the question mark on its card: unsure. Say unsure of one, then tap “Submit”.",
    wrong: "Yes is for what you are sure of. Say unsure instead: the question mark on the card.",
    right: "Unsure is an answer: an expert looks again.",
  },
  search: {
    title: "A label is missing",
    text: "On the terrace stand umbrellas, and no card says so. Press / and type “umbrella”; Enter adds it.",
    touch:
      "On the terrace stand umbrellas, and no card says so. Open the search below the cards, type “umbrella”, and tap what it finds.",
    right: "The search finds names, synonyms and words of definitions, and forgives typing errors.",
  },
  none: {
    title: "None of these",
    text: "A dahlia, and there is no label for it. X looks through all groups, so that you have seen them, and says “none of these”. Then press Enter.",
    touch:
      "A dahlia, and there is no label for it. “None of these” looks through all groups, so that you have seen them. Tap it, then tap “Submit”.",
    wrong: "That is not what the picture shows. Take it off, then say “none of these”.",
    right: "“None of these” is an answer of its own. Search before you give it.",
  },
  undo: {
    title: "Undo",
    text: "“Monastery” was ticked by mistake. U takes back the last thing you did, also a submission.",
    touch: "“Monastery” was ticked by mistake. “Undo” takes back the last thing you did, also a submission.",
    right: "Any number of steps, also over earlier images.",
  },
  flag: {
    title: "Flag",
    text: "Something is wrong with an image, or the guideline does not cover it? F tells the lead. Press F and choose a reason.",
    touch:
      "Something is wrong with an image, or the guideline does not cover it? “Flag” tells the lead. Tap it and choose a reason.",
    right: "A flag changes no label. You can still answer the image.",
  },
  skip: {
    title: "Skip",
    text: "S puts an image off; it comes back at the end. Press S and choose a reason.",
    touch: "“Skip” puts an image off; it comes back at the end. Tap it and choose a reason.",
    right: "Rather skip than guess.",
  },
  help: {
    title: "All keys",
    text: "? shows every key, as your keyboard prints it, and lets you change them. Open the sheet, and close it with Esc.",
    touch:
      "With a keyboard, each button has a key. The question mark at the top shows them all, and lets you change them. Open the sheet, and close it again.",
    right: "Each key has a button, too.",
  },
  guideline: {
    title: "What about drawings?",
    text: "Drawings, toys and statues: each project has its own rule, in its guideline. G opens it. Read it, and close it with Esc.",
    touch:
      "Drawings, toys and statues: each project has its own rule, in its guideline. Open it at the top, read it, and close it again.",
    right: "When in doubt, the guideline is what counts.",
  },
};

/** The tutorial of the annotation page. */
export const tutorial = {
  name: "Tutorial",
  steps,
  label: "What to do",
  progress: (step: number, total: number) => `Step ${step} of ${total}`,
  nearly: "Right. Now press Enter.",
  nearlyTouch: "Right. Now tap “Submit”.",
  wrong: (labels: readonly string[], why: string) => `${labels.join(", ")}: ${why}`,
  right: (text: string) => `Right. ${text}`,
  next: "Go on",
  finish: "Finish",
  back: "Back",
  skip: "Skip the tutorial",
  sure: {
    title: "Skip the tutorial?",
    text: "You find it again on “My work”.",
    yes: "Skip it",
    no: "Go on with it",
  },
  failed: "The tutorial could not be loaded.",
  again: "Try again",
  offer: {
    title: "New here?",
    text: "The tutorial shows the keys and the rules on sample photos, in about five minutes. Nothing of it is saved with the project.",
    start: "Take the tutorial",
    resume: (step: number) => `Go on with the tutorial at step ${step}`,
    skip: "Not now",
  },
  or: ", or",
  repeat: "take the tutorial again",
  taken: "tutorial done",
} as const;

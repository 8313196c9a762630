import { countOf } from "../../components/format/formatCount.ts";

/** The page of all labels, and that of one. */
export const labels = {
  title: "Labels",
  search: "Search labels",
  searchHint: "Name, synonym, id or definition",
  show: "Show",
  filters: {
    all: "All",
    used: "On images",
    disputed: "Disputed",
    bare: "Without exemplars",
    former: "Not offered",
  },
  counting: "Counting what has changed. The numbers follow.",
  shown: (shown: number, all: number) =>
    shown === all ? countOf(all, "label") : `${shown.toLocaleString("en")} of ${countOf(all, "label")}`,
  columns: {
    label: "Label",
    final: "Images",
    disputed: "Disputed",
    proposed: "Proposed",
    exemplars: "Exemplars",
  },
  about:
    "Images whose final labels hold it; images on which annotators differed about it; images for which it was proposed.",
  nothingFound: "No label like this",
  nothingFoundText: "Try another word, or show all labels.",
  showAll: "Show all labels",
  grid: {
    open: "Look at all images side by side",
    title: (name: string) => `Which images hold: ${name}`,
    text: "All images with final labels that hold this one, or for which it is an original label or was proposed. Ticked is what holds now. Tick or untick what is wrong: those images go to an expert, with your word as a note, and are to be refined until the expert has decided. You can take it back right after: what held before holds again.",
    none: "No image with final labels holds this one, and it was proposed for none of them.",
    more: "Show more",
    changed: (count: number) =>
      count === 0
        ? "Nothing changed. Space ticks, arrows move, Enter sends."
        : `${countOf(count, "image")} changed`,
    forget: "Forget the changes",
    review: "Send to experts",
    askTitle: (count: number) => `Send ${countOf(count, "image")} to refinement?`,
    ask: (name: string, there: number, notThere: number) =>
      [
        there > 0 && `${name} is there, by your word: ${countOf(there, "image")}.`,
        notThere > 0 && `${name} is not there: ${countOf(notThere, "image")}.`,
        "An expert refines each anew. You can take it back right after.",
      ]
        .filter(Boolean)
        .join(" "),
    send: "Send",
    cancel: "Cancel",
    there: (name: string) => `The lead sees it: ${name}`,
    notThere: (name: string) => `The lead does not see it: ${name}`,
    sent: (count: number, unchanged: number) =>
      `${countOf(count, "image")} sent to refinement.${unchanged > 0 ? ` ${countOf(unchanged, "image")} waited for an expert already.` : ""}`,
    undo: "Take it back",
    takenBack: "The lead took it back",
  },
  missing: "There is no such label",
  missingText: "It is not in the project's label space.",
  back: "All labels",
  kinds: "a kind of",
  also: "Also",
  inLanguages: "In other languages",
  note: {
    title: "Note",
    mark: "Note:",
    label: (name: string) => `What everybody reads below the definition of ${name}`,
    about: "Plain text, one or two sentences: what counts as this label in this project, and what does not.",
    tooLong: (by: number) => `Too long by ${countOf(by, "character")}: more belongs in the guideline.`,
    save: "Save the note",
    takeOff: "Take the note off",
    discard: "Discard",
    unsaved: "Not saved yet.",
    saved: "Saved. Open pages show it within a minute.",
    by: (isThere: boolean, when: string, by: string | null) =>
      `${isThere ? "Written" : "Taken off"} ${when}${by === null ? "" : ` by ${by}`}.`,
    earlier: (notes: number) => (notes === 1 ? "1 earlier change" : `${notes} earlier changes`),
    none: "No note",
  },
  exemplars: {
    title: "Exemplars",
    version: (version: number, when: string, by: string | null) =>
      `The project's exemplars: version ${version}, ${when}${by === null ? "" : `, by ${by}`}.`,
    about:
      "Everybody sees these, in this order. A change counts for later batches; those that are made keep theirs.",
    none: "This label has no exemplars. Annotators see its definition and the words “No photos of this label”; the labels of its kind are behind a key.",
    noneHint:
      "Put spare photos in below, promote an image that holds the label, or import a folder of photos:",
    list: "Exemplars in order",
    photo: (label: string, number: number, total: number) => `${label}, exemplar ${number} of ${total}`,
    promoted: "image of the project",
    withheld: "not shown",
    earlier: "Earlier",
    later: "Later",
    remove: "Take out",
    replace: "Replace",
    replaceWith: "Choose what takes its place",
    cancel: "Cancel",
    spares: "Photos at hand",
    sparesAbout: "Drawn at the import, or taken out before. Choose one to put it in.",
    sparesReplace: "Choose the photo that takes its place.",
    spare: (label: string, number: number) => `Put in photo ${number} of ${label}`,
    spareReplaces: (label: string, number: number) => `Replace by photo ${number} of ${label}`,
    noSpares: "There are no more photos at hand. Import a folder that holds more.",
    keys: "With the keyboard: ← → move a photo that has the focus, Delete takes it out, R replaces it.",
    save: (version: number) => `Save as version ${version}`,
    saving: "Saving",
    discard: "Discard",
    unsaved: "Not saved yet.",
    saved: (version: number) => `Saved as version ${version}. Batches made from now on show it.`,
    moved: (number: number, total: number) => `Now exemplar ${number} of ${total}.`,
    full: (max: number) => `A label has at most ${max} exemplars. Take one out first.`,
  },
  promote: {
    title: "Images of the project as exemplars",
    allow: "Images of this project may be exemplars",
    off: "Off: nobody is shown an image of the project as an example, which could tell them the answer of that image.",
    on: "On: an image that is agreed or refined can be promoted. It is shown to those who neither had it nor can still be given it, so that nobody is shown the answer of their own image.",
  },
  images: {
    title: "Images",
    about: (images: number) => `${countOf(images, "image")} ${images === 1 ? "holds" : "hold"} this label.`,
    none: "No image holds this label yet. Images appear here once their labels are agreed or refined.",
    agreed: "agreed",
    refined: "refined",
    ruling: "by a ruling",
    promote: "Promote",
    promoteLabel: (key: string) => `Promote ${key} to an exemplar`,
    isExemplar: "exemplar",
    more: "Show more",
    loading: "Loading",
  },
  confusions: {
    title: "Confused with",
    about:
      "First its siblings: the labels that stand directly below the same kind. Then the labels proposed with it, among the first ten, well above chance: on five images or more, and more often than twice what chance gives (exact one-sided test, 5 % over all pairs of the label).",
    none: "It has no siblings, and no label is proposed with it well above chance.",
    why: "Why",
  },
} as const;

import { formatCount } from "../../components/format/formatCount.ts";

/** The guideline: reading it, writing it, and the notice that it changed. */
export const guideline = {
  title: "Guideline",
  titleOf: (version: number) => `Guideline · version ${version}`,
  version: (version: number) => `Version ${formatCount(version)}`,
  written: (by: string | null, at: string) => (by === null ? at : `by ${by}, ${at}`),
  none: "There is no guideline yet",
  noneForLead: "Say which labels to choose, and what to do in doubt. Until then: every label that is right.",
  noneForOthers: "Until the lead writes one: choose every label that is right for something in the image.",
  edit: "Edit",
  editor: {
    title: "Edit the guideline",
    text: "Text (Markdown)",
    hint: "# heading, **bold**, - list, > quotation, [link](https://…)",
    preview: "Preview",
    addPicture: "Add a picture",
    save: (version: number) => `Save as version ${formatCount(version)}`,
    cancel: "Cancel",
    discard: "The text is not saved. Leave it?",
    news: "Everyone who knows the version before is told once what changed.",
    nothing: "Nothing changed yet.",
    tooLong: (by: number) => `The text is ${formatCount(by)} characters too long.`,
  },
  picture: {
    title: "Add a picture",
    text: "A photo that shows what a rule means. It is stored with the project, without where it was taken.",
    choose: "Choose a file",
    alt: "What does it show?",
    altHint: "For those who cannot see it: “A car with one wheel hidden: both labels count.”",
    add: "Add",
    cancel: "Cancel",
    tooLarge: (size: number, max: number) =>
      `The picture has ${size.toFixed(1)} MB; at most ${max} are taken. Make it smaller.`,
    noFile: "Choose a file first.",
    noAlt: "Say in a few words what it shows.",
  },
  conflict: {
    title: (by: string) => `${by} changed the guideline meanwhile`,
    somebody: "Somebody else",
    text: (version: number) =>
      `This is what version ${formatCount(version)} changed. Yours is not saved yet: take what you need of it into your text, then save yours on top.`,
    keep: "Go on with mine",
    drop: "Drop mine",
  },
  versions: {
    title: "Versions",
    compare: "What changed",
    from: "From version",
    to: "to version",
    read: (version: number) => `Version ${formatCount(version)} as it was`,
    began: (version: number) =>
      `The work began with version ${formatCount(version)}, frozen at the end of the pilot.`,
    one: "There is one version so far. Saving a change makes the next one; the earlier ones stay.",
  },
  changes: {
    added: "Added",
    removed: "Removed",
    none: "The two versions are the same.",
  },
  news: {
    title: "The guideline has changed",
    text: (from: number, to: number) =>
      `From version ${formatCount(from)} to ${formatCount(to)}. This holds from the next image on:`,
    failed: "What changed could not be loaded. Read the guideline with the key for it.",
    understood: "Understood",
  },
  dialog: {
    none: "The lead has not written a guideline yet. Ask them when in doubt, or leave a comment.",
    failed: "The guideline could not be loaded.",
    again: "Try again",
    loading: "Loading…",
  },
} as const;

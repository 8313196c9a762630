import type { Moves } from "../../../contract/project/settings.ts";
import type { ChangeKind, Setting } from "../../../core/project/settingRules.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";
import { settingRules } from "./settingRules.ts";

/** The settings as the page groups them. */
const groups: { title: string; settings: Setting[] }[] = [
  {
    title: "Who gets what",
    settings: [
      "overlap",
      "annotationMode",
      "refinementMode",
      "leaseMinutes",
      "imagesAhead",
      "expertsRefineOwnImages",
      "goldShare",
      "repeatShare",
    ],
  },
  {
    title: "Practice",
    settings: ["qualification", "qualificationImages", "qualificationMark", "qualificationAttempts"],
  },
  {
    title: "Agreement",
    settings: ["agreementRule", "singleAnnotation", "refineWhenExposureDiffers", "askAboutFound"],
  },
  {
    title: "Votes",
    settings: [
      "votedLabels",
      "leaveOutModelAgreed",
      "searchInVotes",
      "voteMethod",
      "voteThreshold",
      "doubtFrom",
      "doubtTo",
      "refineUnlabelled",
    ],
  },
  {
    title: "Annotation",
    settings: [
      "topK",
      "originalAlwaysProposed",
      "groupSize",
      "shuffleWithinGroups",
      "exemplarsPerLabel",
      "exemplarsSetApart",
      "exemplarsFromEvaluatedSet",
      "shownAfterMs",
      "allGroupsShare",
    ],
  },
  {
    title: "Refinement",
    settings: [
      "precheck",
      "commentOnChange",
      "decideDisputed",
      "reasonOnDecision",
      "revealAfterDecisions",
      "showMaps",
      "blankShare",
      "twiceShare",
    ],
  },
  {
    title: "Fewer answers",
    settings: ["fewestAnswers", "missedSeconds", "wrongSeconds", "answersBudget", "fullShare"],
  },
  { title: "No-label review", settings: ["reviewers"] },
  { title: "Objects", settings: ["objectsOverlap", "objectsCandidates"] },
];

const kinds: Record<ChangeKind, string> = {
  free: "",
  later: "Holds for what is done from now on: earlier images were made under the earlier rule.",
  moves: "Images that are annotated already are compared anew.",
  fixed: "Fixed since images are with annotators: answers would no longer be comparable.",
};

const moveNames: Record<Exclude<keyof Moves, "staying" | "total">, (images: string) => string> = {
  toRefinement: (images) => `${images} from agreed to refinement`,
  toAgreed: (images) => `${images} from refinement to agreed`,
  otherLabels: (images) => `${images} agreed on other labels`,
  toAnnotators: (images) => `${images} that would need another annotator`,
  completed: (images) => `${images} with all annotations`,
};

/** The rules of a project. */
export const settings = {
  title: "Settings",
  lead: "The rules by which labels come to be. Every release records them, and when they changed.",
  search: "Find a rule",
  searchHint: "Its name, or a word of what it does",
  nothingCalled: (text: string) => `No rule of this preset has “${text}” in its name or in what it does.`,
  leave: "Leave the settings without saving? Your changes are lost.",
  rules: settingRules,
  groups,
  kinds,
  preset: "Preset",
  presets: {
    paper: { name: "Paper", does: "The published protocol, as it was used." },
    careful: {
      name: "Careful",
      does: "The same, with what is known to sway people taken out, and shares that measure what is left.",
    },
    real: {
      name: "ReaL",
      does: "Five people answer yes, maybe or no to each of up to eight labels. How reliable each of them is decides what the votes mean; experts see what stays in doubt.",
    },
    "contains-classify": {
      name: "Contains and classify",
      does: "Nine people mark the distinct objects of each image, and the main one, among labels that were found likely.",
    },
  },
  presetFixed: "The preset can no longer change: images are with annotators.",
  differing: (count: number, preset: string) =>
    count === 0
      ? `All rules are those of “${preset}”.`
      : `An own mix: ${countOf(count, "rule")} differ${count === 1 ? "s" : ""} from “${preset}”.`,
  differs: (value: string) => `preset: ${value}`,
  yes: "yes",
  no: "no",
  votes: "People",
  atLeast: "Jaccard index of at least",
  workBegan: "Work has begun. Some rules are fixed; a change of the others says what it means.",
  released: (count: number) =>
    `There ${count === 1 ? "is a release" : `are ${formatCount(count)} releases`}. What you change here never changes a release: it stays as it is, and the overview says where a new one would differ.`,
  changed: (by: string, at: string) => `Last changed by ${by}, ${at}.`,
  review: "Review the change",
  unsaved: (count: number) => `${countOf(count, "change")} not saved`,
  discard: "Discard",
  dialog: {
    title: "What this change means",
    nothingMoves: "No image moves.",
    moving: (images: number) => `${countOf(images, "image")} would move:`,
    staying: (images: number) =>
      `${countOf(images, "other")} would move by this rule, but ${images === 1 ? "stays" : "stay"}: an expert has opened ${images === 1 ? "it" : "them"}, you sent ${images === 1 ? "it" : "them"}, or a release holds ${images === 1 ? "it" : "them"}.`,
    list: (count: number) => `Which images (${formatCount(count)})`,
    move: moveNames,
    save: "Save",
    saveAndMove: (images: number) => `Save and move ${countOf(images, "image")}`,
    cancel: "Cancel",
  },
  conflict: {
    title: "Somebody else changed the settings",
    text: (by: string) => `${by} saved while you were at it. Choose which values to keep.`,
    setting: "Setting",
    theirs: "Saved now",
    yours: "Yours",
    keepTheirs: "Keep theirs",
    keepYours: "Go on with yours",
  },
  saved: "Saved.",
  danger: {
    title: "End of the project",
    archive: "Archive",
    archiveText:
      "Nothing changes any more, and nobody is given work. Everything can still be read, and you can take it back into use.",
    restore: "Take back into use",
    archived: (at: string) => `This project is archived since ${at}. Nothing of it changes.`,
    remove: "Delete",
    removeText:
      "All images' labels, answers and history are deleted. This cannot be undone. The image files that you imported stay where they are.",
    released: "A project with a release cannot be deleted: somebody may cite it. Archive it.",
    type: (name: string) => `Type the name of the project: ${name}`,
    cancel: "Cancel",
  },
} as const;

import { classifyTask } from "../stages/classifyTask.ts";
import { isAsked } from "../stages/ownSettings.ts";
import { openingOf } from "../stages/protocol.ts";
import { type AgreementRule, type ProjectSettings, settingsOf } from "./settings.ts";

/**
 * What changing a setting means once images are with annotators:
 * `free`: nothing that was done is touched; `later`: it holds for what is done from then on, so that images differ;
 * `moves`: stage 3 is run again, and images can move between agreed and refinement; `fixed`: it can no longer change.
 */
export type ChangeKind = "free" | "later" | "moves" | "fixed";

/** The rules that can be set one by one. */
export type Setting = Exclude<keyof ProjectSettings, "preset">;

export const changeKinds: Readonly<Record<Setting, ChangeKind>> = {
  topK: "fixed",
  groupSize: "fixed",
  exemplarsPerLabel: "later",
  exemplarsSetApart: "free",
  exemplarsFromEvaluatedSet: "later",
  overlap: "moves",
  fewestAnswers: "later",
  missedSeconds: "later",
  wrongSeconds: "later",
  answersBudget: "later",
  fullShare: "later",
  shownAfterMs: "later",
  agreementRule: "moves",
  singleAnnotation: "moves",
  originalAlwaysProposed: "fixed",
  shuffleWithinGroups: "fixed",
  allGroupsShare: "later",
  askAboutFound: "later",
  refineWhenExposureDiffers: "moves",
  votedLabels: "fixed",
  searchInVotes: "later",
  leaveOutModelAgreed: "fixed",
  voteMethod: "free",
  voteThreshold: "moves",
  doubtFrom: "moves",
  doubtTo: "moves",
  refineUnlabelled: "moves",
  precheck: "later",
  commentOnChange: "later",
  decideDisputed: "later",
  reasonOnDecision: "later",
  revealAfterDecisions: "later",
  showMaps: "later",
  blankShare: "later",
  twiceShare: "later",
  expertsRefineOwnImages: "free",
  reviewers: "free",
  annotationMode: "free",
  refinementMode: "free",
  leaseMinutes: "free",
  imagesAhead: "free",
  goldShare: "free",
  repeatShare: "free",
  qualification: "free",
  qualificationImages: "free",
  qualificationMark: "free",
  qualificationAttempts: "free",
  objectsOverlap: "free",
  objectsCandidates: "later",
};

/** To whom images come, and how: whichever preset is chosen. */
const keptByPresets: readonly Setting[] = [
  "annotationMode",
  "refinementMode",
  "leaseMinutes",
  "imagesAhead",
  "qualification",
  "qualificationImages",
  "qualificationMark",
  "qualificationAttempts",
  "objectsOverlap",
];

export const settingNames = Object.keys(changeKinds) as Setting[];

/**
 * Settings after some are changed. A preset that is named brings all of its rules, but not to whom images come, and how;
 * what is changed besides holds.
 */
export function applyChanges(before: ProjectSettings, changes: Partial<ProjectSettings>): ProjectSettings {
  if (!changes.preset) return { ...before, ...changes };
  const kept = Object.fromEntries(keptByPresets.map((name) => [name, before[name]]));
  return { ...settingsOf[changes.preset], ...kept, ...changes };
}

/** The rules in which two settings differ. */
export function settingsThatDiffer(a: ProjectSettings, b: ProjectSettings): Setting[] {
  return settingNames.filter((name) => !sameValue(a[name], b[name]));
}

/** Whether two values of a setting are the same; an agreement rule is compared by what it says. */
export function sameValue(a: ProjectSettings[Setting], b: ProjectSettings[Setting]): boolean {
  return describeValue(a) === describeValue(b);
}

/** A setting's value as a person types it: "20", "yes", "quorum:2". */
export function describeValue(value: ProjectSettings[Setting]): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object") return String(value);
  const number = numberOf(value);
  return number === undefined ? value.kind : `${value.kind}:${number}`;
}

/** The number that an agreement rule has beside its kind. */
export function numberOf(rule: AgreementRule): number | undefined {
  switch (rule.kind) {
    case "exact":
    case "exact-with-original":
      return undefined;
    case "quorum":
      return rule.votes;
    case "jaccard":
      return rule.atLeast;
  }
}

/** A rule of each kind with a number, which those that have none do without. */
const ruleOf: {
  [Kind in AgreementRule["kind"]]: (number: number) => Extract<AgreementRule, { kind: Kind }>;
} = {
  exact: () => ({ kind: "exact" }),
  "exact-with-original": () => ({ kind: "exact-with-original" }),
  quorum: (votes) => ({ kind: "quorum", votes }),
  jaccard: (atLeast) => ({ kind: "jaccard", atLeast }),
};

/** The agreement rule of a text like "exact", "quorum:2" or "jaccard:0.5"; undefined where it is none. */
export function readAgreementRule(text: string): AgreementRule | undefined {
  const [kind = "", number] = text.split(":");
  if (!Object.hasOwn(ruleOf, kind)) return undefined;
  const rule = ruleOf[kind as AgreementRule["kind"]](Number(number));
  if (numberOf(rule) === undefined) return number === undefined ? rule : undefined;
  return number === undefined || number === "" || Number.isNaN(Number(number)) ? undefined : rule;
}

/** Of more answers than this, nobody has ever had enough images to learn when to end. */
const mostToEnd = 12;

/** What is wrong with settings as a whole; undefined where nothing is. */
export function findContradiction(settings: ProjectSettings): string | undefined {
  const { agreementRule, overlap, groupSize, topK, objectsOverlap, objectsCandidates } = settings;
  const { preset, votedLabels, doubtFrom, doubtTo, fewestAnswers, annotationMode } = settings;
  if (agreementRule.kind === "quorum" && agreementRule.votes > overlap) {
    return `A quorum of ${agreementRule.votes} can never be reached by ${overlap} annotators per image. Lower it, or ask for more annotators.`;
  }
  if (fewestAnswers > overlap) {
    return `Each image gets ${overlap} answers, so asking cannot end after ${fewestAnswers}. Lower fewestAnswers, or ask more people.`;
  }
  if (fewestAnswers > 0 && annotationMode !== "pull") {
    return "Asking can end early only where images are handed out one by one: with batches, the second person has the image before the first has answered. Set annotationMode to pull, or fewestAnswers to 0.";
  }
  if (fewestAnswers > 0 && overlap > mostToEnd) {
    return `Asking can end early where an image gets at most ${mostToEnd} answers; it gets ${overlap}.`;
  }
  if (objectsOverlap > 0 && openingOf(settings).task === classifyTask) {
    return "This project asks for the objects of each image to begin with, so it cannot ask for them once more: objectsOverlap is 0.";
  }
  if (objectsCandidates === "labels" && openingOf(settings).task === classifyTask) {
    return "Objects are marked before an image has labels in this project, so objectsCandidates cannot be labels: choose proposals or given.";
  }
  if (groupSize > topK) {
    return `A group of ${groupSize} cards is larger than the ${topK} proposals of an image. Make it smaller.`;
  }
  if (isAsked("votedLabels", preset) && votedLabels > topK) {
    return `${votedLabels} labels are to be voted on, and an image has ${topK} proposals. Ask for more proposals, or for fewer votes.`;
  }
  if (doubtFrom > doubtTo) {
    return `What goes to experts begins at ${doubtFrom} and ends at ${doubtTo}: let it end where it begins, or later.`;
  }
  return undefined;
}

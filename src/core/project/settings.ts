/** When the annotators of an image agree (stage 3). */
export type AgreementRule =
  /** All chose the same set, and it holds every original label: the published protocol. */
  | { kind: "exact-with-original" }
  /** All chose the same set. */
  | { kind: "exact" }
  /** At least `votes` chose each label, and no label was chosen by fewer. */
  | { kind: "quorum"; votes: number }
  /** Every two sets overlap by at least this Jaccard index; what all chose is kept. */
  | { kind: "jaccard"; atLeast: number };

/** How votes on an image's labels become probabilities. */
export const voteMethods = ["dawid-skene", "calibrated", "majority"] as const;
export type VoteMethod = (typeof voteMethods)[number];

/** Ready-made sets of rules: the published protocol, one that biases people less, and other protocols' own. */
export const presets = ["paper", "careful", "real", "contains-classify"] as const;
export type Preset = (typeof presets)[number];

/** Where the labels come from that are asked about where objects are marked. */
export const candidateChoices = ["labels", "proposals", "given"] as const;

/** How the images of a stage come to people: given in batches beforehand, or one by one to whoever is free. */
export const workModes = ["batches", "pull"] as const;
export type WorkMode = (typeof workModes)[number];

/** The rules of a project. Recorded with every release. Shares lie between 0 and 1; their images are drawn by a seed. */
export interface ProjectSettings {
  preset: Preset;
  /** Proposals per image. */
  topK: number;
  /** Cards per group. */
  groupSize: number;
  exemplarsPerLabel: number;
  /**
   * Of a label without exemplars, so many images of the project at most leave it to show the label, once a probe has
   * learned the labels and before anybody is given work; 0: none.
   */
  exemplarsSetApart: number;
  /** Images of the project may be exemplars: on every page but their own. */
  exemplarsFromEvaluatedSet: boolean;
  /** Annotators per image. */
  overlap: number;
  /**
   * Asking about an image may end once so many people answered, where another answer is not worth its price; 0: everybody
   * is asked whom `overlap` names.
   */
  fewestAnswers: number;
  /** Seconds of people's time that a label is worth which is there and would be left out. */
  missedSeconds: number;
  /** The same of a label that is not there and would be taken. */
  wrongSeconds: number;
  /** The share of the answers that may be asked for, whatever errors are worth; 0: these decide. */
  answersBudget: number;
  /** This share of the images is asked about as if nothing ended early: it measures what ending does. */
  fullShare: number;
  /** A card counts as shown once it was on screen for this many milliseconds. */
  shownAfterMs: number;
  agreementRule: AgreementRule;
  /** What becomes of an image that only one person annotates. */
  singleAnnotation: "refine" | "accept";
  /** The original label takes the last rank where the model did not propose it. */
  originalAlwaysProposed: boolean;
  /** Inside a group of proposals the order is shuffled, by image and person. */
  shuffleWithinGroups: boolean;
  /** On this share of the images every group must be opened before submitting: it tells what stopping early costs. */
  allGroupsShare: number;
  /** A label that one annotator found by search is put to the others as a yes-or-no question before stage 3. */
  askAboutFound: boolean;
  /** Images are sent to refinement when their annotators were shown different labels. */
  refineWhenExposureDiffers: boolean;
  /** Of votes: so many labels of an image are put to each person. */
  votedLabels: number;
  /** Who votes may search for other labels, too. */
  searchInVotes: boolean;
  /** Images on which every model that proposed names one and the same label, the original, are not voted on. */
  leaveOutModelAgreed: boolean;
  /** What makes probabilities of the votes. */
  voteMethod: VoteMethod;
  /** A label is taken where its probability is greater. */
  voteThreshold: number;
  /** An image goes to experts where a label's probability is greater than this and not greater than `doubtTo`. */
  doubtFrom: number;
  doubtTo: number;
  /** An image goes to experts where no label is above the threshold. */
  refineUnlabelled: boolean;
  /** Which earlier answers an expert finds ticked. */
  precheck: "union" | "intersection";
  /** A refinement that changes the pre-checked set needs a comment. */
  commentOnChange: boolean;
  /** In refinement each disputed label needs a yes or a no; until then it is undecided. */
  decideDisputed: boolean;
  /** Each of these decisions needs a reason, kept or removed alike: one key. */
  reasonOnDecision: boolean;
  /** In refinement the original label and the scores are shown only after the disputed labels are decided. */
  revealAfterDecisions: boolean;
  /** People see where a model sees a label: in refinement, or after their own decision. */
  showMaps: boolean;
  /** This share of the refinements begins with nothing ticked and nobody's answers: it measures anchoring. */
  blankShare: number;
  /** This share is refined again by another expert: it measures how far experts agree. The first one is final. */
  twiceShare: number;
  /** Experts may refine images that they annotated themselves. */
  expertsRefineOwnImages: boolean;
  /** Experts who review each image that ended with no label; 0: nobody is asked to. */
  reviewers: number;
  /** Annotators work through batches given beforehand, or whoever is free gets the next image. */
  annotationMode: WorkMode;
  /** The same for experts; batches are an even split of the images that wait. */
  refinementMode: WorkMode;
  /** Where images are handed out one by one: minutes for which one is held after its last save. */
  leaseMinutes: number;
  /** Images that an annotator's browser holds ahead, to go on with when the connection is gone. */
  imagesAhead: number;
  /** The share of an annotator's images that are gold, as long as there is gold that they have not seen. */
  goldShare: number;
  /** The share of an annotator's images that they get once more, from blank, a week or more after they answered them. */
  repeatShare: number;
  /** Annotators get no images before they have passed practice on images whose labels are known. */
  qualification: boolean;
  /** Practice images of one attempt. */
  qualificationImages: number;
  /** What passes: the least share of labels that are right, of those that the images have or that were chosen. */
  qualificationMark: number;
  /** How often a person may try; then the lead decides. */
  qualificationAttempts: number;
  /** People who are asked for the objects of an image whose labels other stages give; 0: nobody is. */
  objectsOverlap: number;
  /**
   * Which labels are asked about where objects are marked, unless others were given for the image: those that it has by
   * then, its proposals, or none, so that only images for which some were given are asked about.
   */
  objectsCandidates: (typeof candidateChoices)[number];
}

/** The published protocol (arXiv 2401.17736). */
export const paperSettings: ProjectSettings = {
  preset: "paper",
  topK: 20,
  groupSize: 5,
  exemplarsPerLabel: 10,
  exemplarsSetApart: 2,
  exemplarsFromEvaluatedSet: false,
  overlap: 2,
  fewestAnswers: 0,
  missedSeconds: 120,
  wrongSeconds: 120,
  answersBudget: 0,
  fullShare: 0.05,
  shownAfterMs: 400,
  agreementRule: { kind: "exact-with-original" },
  singleAnnotation: "refine",
  originalAlwaysProposed: false,
  shuffleWithinGroups: false,
  allGroupsShare: 0,
  askAboutFound: false,
  refineWhenExposureDiffers: false,
  votedLabels: 8,
  searchInVotes: false,
  leaveOutModelAgreed: false,
  voteMethod: "dawid-skene",
  voteThreshold: 0.8,
  doubtFrom: 0.5,
  doubtTo: 0.8,
  refineUnlabelled: true,
  precheck: "union",
  commentOnChange: true,
  decideDisputed: false,
  reasonOnDecision: false,
  revealAfterDecisions: false,
  showMaps: true,
  blankShare: 0,
  twiceShare: 0,
  expertsRefineOwnImages: false,
  reviewers: 2,
  annotationMode: "batches",
  refinementMode: "pull",
  leaseMinutes: 60,
  imagesAhead: 20,
  goldShare: 0,
  repeatShare: 0,
  qualification: false,
  qualificationImages: 10,
  qualificationMark: 0.7,
  qualificationAttempts: 3,
  objectsOverlap: 0,
  objectsCandidates: "labels",
};

/** The same protocol with what is known to bias people taken out, and shares that measure what is left. */
export const carefulSettings: ProjectSettings = {
  ...paperSettings,
  preset: "careful",
  originalAlwaysProposed: true,
  shuffleWithinGroups: true,
  allGroupsShare: 0.1,
  askAboutFound: true,
  refineWhenExposureDiffers: true,
  precheck: "intersection",
  commentOnChange: false,
  decideDisputed: true,
  reasonOnDecision: true,
  revealAfterDecisions: true,
  blankShare: 0.1,
  twiceShare: 0.1,
  goldShare: 0.05,
  repeatShare: 0.02,
};

/** Objects by CLASSIFY (Tsipras et al. 2020, arXiv 2005.11295): nine people an image, whoever is free. */
const containsClassifySettings: ProjectSettings = {
  ...paperSettings,
  preset: "contains-classify",
  overlap: 9,
  annotationMode: "pull",
  objectsCandidates: "given",
};

/**
 * Beyer et al. 2020 (arXiv 2006.07159): five people vote on each of up to eight labels, and Dawid-Skene joins the votes.
 * What experts decide afterwards is asked as in `careful`: of five people, hardly ever all say the same.
 */
export const realSettings: ProjectSettings = {
  ...paperSettings,
  preset: "real",
  topK: 8,
  overlap: 5,
  originalAlwaysProposed: true,
  shuffleWithinGroups: true,
  leaveOutModelAgreed: true,
  precheck: "intersection",
  commentOnChange: false,
  decideDisputed: true,
  revealAfterDecisions: true,
  annotationMode: "pull",
};

/** The settings of each preset. */
export const settingsOf: Readonly<Record<Preset, ProjectSettings>> = {
  paper: paperSettings,
  careful: carefulSettings,
  real: realSettings,
  "contains-classify": containsClassifySettings,
};

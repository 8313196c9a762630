import type { Setting } from "../../../core/project/settingRules.ts";

interface SettingWords {
  name: string;
  /** What it does, in one sentence. */
  does: string;
  /** What a number counts. */
  unit?: string;
  /** The names of its choices. */
  choices?: Record<string, string>;
}

const modes = {
  batches: "Given beforehand",
  pull: "Whoever is free gets the next one",
};

/** What each rule of a project is called, and what it does. */
export const settingRules: Record<Setting, SettingWords> = {
  annotationMode: {
    name: "How annotators get images",
    does: "In batches that you share out, or one by one to whoever is free.",
    choices: modes,
  },
  leaseMinutes: {
    name: "Time to come back",
    does: "One by one: how long an image is kept for a person after the last save. Then somebody else may get it.",
    unit: "minutes",
  },
  imagesAhead: {
    name: "Images held ahead",
    does: "In batches: how many images an annotator's browser holds, to go on with when the connection is gone.",
    unit: "images",
  },
  goldShare: {
    name: "Gold images",
    does: "The share of an annotator's images that are gold: their labels are known, so they measure people. At most 50 %.",
    unit: "share",
  },
  repeatShare: {
    name: "Images answered twice",
    does: "The share of an annotator's images that they get once more, from blank, a week or more after their answer: how far they agree with themselves. Nothing tells them which, and no label changes by it. At most 20 %.",
    unit: "share",
  },
  qualification: {
    name: "Practice before the work",
    does: "Annotators get no images before they have passed practice on images with known labels. Choose those on the page “Gold” first. It holds for everybody who annotates, also for those who have begun; let somebody in by hand on the page “Gold” or on theirs.",
  },
  qualificationImages: {
    name: "Practice images",
    does: "How many images an attempt takes.",
    unit: "images",
  },
  qualificationMark: {
    name: "Pass mark",
    does: "The least share of labels that are right, of all that the images have or that were chosen. Labels that could go either way are not scored.",
    unit: "share",
  },
  qualificationAttempts: {
    name: "Attempts",
    does: "How often a person may try, with other images as long as there are some. Then you decide.",
    unit: "attempts",
  },
  refinementMode: {
    name: "How experts get images",
    does: "Split evenly when you say so, or one by one to whoever is free.",
    choices: modes,
  },
  expertsRefineOwnImages: {
    name: "Experts may refine images that they annotated",
    does: "Otherwise such an image waits for another expert.",
  },
  overlap: {
    name: "Annotators per image",
    does: "How many people annotate each image, without seeing each other.",
    unit: "people",
  },
  topK: {
    name: "Proposals per image",
    does: "How many labels a model proposes for each image.",
    unit: "labels",
  },
  groupSize: {
    name: "Cards at a time",
    does: "How many label cards stand on the page together.",
    unit: "cards",
  },
  exemplarsFromEvaluatedSet: {
    name: "Exemplars from the images to label",
    does: "Images of this project may serve as exemplars for others. They can give away what those hold.",
  },
  exemplarsPerLabel: {
    name: "Exemplars per label",
    does: "How many example pictures a card shows.",
    unit: "pictures",
  },
  exemplarsSetApart: {
    name: "Images set apart as exemplars",
    does: "Of each label without pictures, so many typical images leave the project to show it, at most a twentieth of its images, when labels are learned from them. 0 keeps all images.",
    unit: "images",
  },
  shownAfterMs: {
    name: "Counts as shown after",
    does: "A card on screen for less time counts as not shown, so that it is no “no”.",
    unit: "milliseconds",
  },
  originalAlwaysProposed: {
    name: "The original label is always proposed",
    does: "Where the model leaves it out, it takes the last place.",
  },
  shuffleWithinGroups: {
    name: "Cards of a group are shuffled",
    does: "So that no place on the page betrays the model's favourite.",
  },
  allGroupsShare: {
    name: "Images whose groups must all be opened",
    does: "A share drawn by a seed. It measures what stopping early costs.",
    unit: "share",
  },
  askAboutFound: {
    name: "Ask others about labels found by search",
    does: "What one annotator found is put to the image's other annotators as a question.",
  },
  agreementRule: {
    name: "When annotators agree",
    does: "Images on which they agree are final; all others go to an expert.",
    choices: {
      "exact-with-original": "All chose the same labels, the original among them",
      exact: "All chose the same labels",
      quorum: "Enough people chose each label",
      jaccard: "Their labels overlap enough",
    },
  },
  singleAnnotation: {
    name: "Images with one annotator",
    does: "Where only one person annotates each image.",
    choices: { refine: "Go to an expert", accept: "Are final if the rule allows" },
  },
  refineWhenExposureDiffers: {
    name: "Refine where people were shown different labels",
    does: "Agreement counts for less where one of them never saw a label.",
  },
  votedLabels: {
    name: "Labels to vote on",
    does: "How many labels of an image are put to each person, the likeliest first. At most 8.",
    unit: "labels",
  },
  searchInVotes: {
    name: "Search for other labels",
    does: "Who votes may add labels that no model proposed.",
  },
  leaveOutModelAgreed: {
    name: "Leave out what all models agree on",
    does: "Where every model that proposed names the original label first, nobody votes: the image keeps that label, and a release says of how many.",
  },
  voteMethod: {
    name: "How votes are joined",
    does: "Dawid-Skene weighs people by how reliable they are; calibrated probabilities learn from gold images how often such answers are right, and need some 50 gold labels that are there and 50 that are not; the majority counts everybody alike, a maybe as half a yes. It holds from the next settlement on.",
    choices: {
      "dawid-skene": "By people's reliability (Dawid-Skene)",
      calibrated: "Calibrated on gold images",
      majority: "Everybody alike (share of yes)",
    },
  },
  voteThreshold: {
    name: "A label is taken above",
    does: "The probability that a label must exceed.",
    unit: "share",
  },
  doubtFrom: {
    name: "In doubt above",
    does: "An image goes to an expert where a label's probability is greater than this, and not greater than the next.",
    unit: "share",
  },
  doubtTo: {
    name: "In doubt up to",
    does: "The upper end. The same number twice: no image goes to an expert for doubt.",
    unit: "share",
  },
  refineUnlabelled: {
    name: "Experts look at images without a label",
    does: "Where no label's probability exceeds the threshold. Otherwise such an image ends without a label.",
  },
  precheck: {
    name: "What an expert finds ticked",
    does: "The starting point of a refinement.",
    choices: { union: "All that anybody chose", intersection: "Only what all chose" },
  },
  commentOnChange: {
    name: "A change needs a comment",
    does: "An expert who changes the ticked labels says why.",
  },
  decideDisputed: {
    name: "Disputed labels need a yes or a no",
    does: "Until an expert decides, a disputed label is open.",
  },
  reasonOnDecision: {
    name: "Such a decision needs a reason",
    does: "One key, for keeping and removing alike.",
  },
  revealAfterDecisions: {
    name: "The original label is shown after the decisions",
    does: "So that it sways nobody. The same goes for the model's scores.",
  },
  showMaps: {
    name: "Where a model sees a label can be laid over the image",
    does: "In refinement, and for annotators after their answer. It takes maps: the command maps makes them.",
  },
  blankShare: {
    name: "Refinements that begin blank",
    does: "A share drawn by a seed. It measures how far ticked labels sway experts.",
    unit: "share",
  },
  twiceShare: {
    name: "Images refined twice",
    does: "A share drawn by a seed, by another expert. It measures how far experts agree.",
    unit: "share",
  },
  objectsOverlap: {
    name: "People who mark the objects of an image",
    does: "Besides the labels: each marks which labels are distinct objects, and the main one. The labels stay as they are. 0: nobody is asked.",
    unit: "people",
  },
  objectsCandidates: {
    name: "Labels among which objects are marked",
    does: "Fixed for an image once its first person has it, or where they were given for it (classify candidates).",
    choices: {
      labels: "The labels that the image has by then",
      proposals: "Its proposals",
      given: "Only those that are given",
    },
  },
  fewestAnswers: {
    name: "Answers after which asking may end",
    does: "From then on one person at a time is asked, as long as the answer is expected to be worth its seconds (page Pace). 0: everybody is asked.",
    unit: "answers",
  },
  missedSeconds: {
    name: "What a missing label is worth",
    does: "Seconds of people’s time that you would spend so that one label less is left out.",
    unit: "seconds",
  },
  wrongSeconds: {
    name: "What a wrong label is worth",
    does: "Seconds of people’s time that you would spend so that one label less is taken that is not there.",
    unit: "seconds",
  },
  answersBudget: {
    name: "Share of the answers that may be asked for",
    does: "In place of what errors are worth: asking goes on where it helps most until this share of all answers is reached. 0: errors decide.",
    unit: "share",
  },
  fullShare: {
    name: "Images that are asked about in full",
    does: "A share drawn by a seed, on which asking never ends early. It tells what ending early does.",
    unit: "share",
  },
  reviewers: {
    name: "Experts who review an image without labels",
    does: "Each says why it has none, and judges the original label, without seeing the other. 0: no review.",
    unit: "experts",
  },
};

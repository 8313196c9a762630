import type { JobKind } from "../../../core/project/jobKind.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";

const waitFor = (images: number, whom: string) =>
  `${countOf(images, "image")} ${images === 1 ? "waits" : "wait"} for ${whom}`;

/** The lead's first page. */
export const overview = {
  title: "Overview",
  stale: "These figures are not up to date: the server does not answer.",
  nextStep: {
    label: "Next step",
    importImages: "Import your images.",
    importImagesText:
      "A folder with one folder per class, a flat folder, or a CSV or JSONL file that lists them.",
    propose: "Propose labels.",
    waitForProposals: (images: number) => `${waitFor(images, "proposals")}.`,
    proposeText: "A model ranks the labels of each image, so that people have something to choose from.",
    invite: (overlap: number) => `Invite ${countOf(overlap, "annotator")}, or more.`,
    inviteText: (overlap: number) =>
      `Each image is annotated by ${countOf(overlap, "person", "people")}. You get a link for each, to hand on.`,
    shareOut: "Share out the images.",
    shareOutText: (overlap: number) =>
      `Each goes to ${countOf(overlap, "annotator")}, in batches. A pilot first shows what people read differently: Batches, Pilot.`,
    oneByOne:
      "Whoever is free gets the next one. A pilot first shows what people read differently: Batches, Pilot.",
    makeSheets: "Make sheets of photos.",
    makeSheetsText:
      "People tick the photos that show a label. Which labels an image is asked about next follows from that.",
    goMakeSheets: "Make sheets",
    goSheets: "See sheets",
    sheetsRun: (answers: number, expected: number) =>
      `People answer sheets: ${formatCount(answers)} of ${countOf(expected, "answer")} ${answers === 1 ? "is" : "are"} in.`,
    sheetsRunText: "Once they are, choose the labels among which people mark the objects of each image.",
    giveCandidates: "The sheets are answered.",
    giveCandidatesText: "Choose the labels among which people mark the objects of each image.",
    goGiveCandidates: "Give candidates",
    noExpert: (images: number) => `${waitFor(images, "an expert")}, and nobody is one.`,
    noExpertText: "You get a link to hand on.",
    goAddImages: "Add images",
    goInvite: "Invite people",
    goShareOut: "Share out images",
    goPilot: "Look at the pilot",
    pilotRuns: (done: number, total: number) =>
      `A pilot runs: ${formatCount(done)} of ${countOf(total, "answer")} ${done === 1 ? "is" : "are"} in.`,
    pilotRunsText:
      "It shows what people read differently. Its answers never count, and stand in no number below.",
    pilotDone: "The pilot is answered.",
    pilotDoneText:
      "Talk about what people read differently, rule on it, and freeze the guideline: then the work can begin.",
    waitForAnnotators: (images: number) => `${waitFor(images, "annotators")}.`,
    expertCanBegin: (images: number) => `${formatCount(images)} more can be refined by an expert already.`,
    nothingToDo: "Nothing for you to do now.",
    waitForExpert: (images: number) => `${waitFor(images, "an expert")}.`,
    annotatorsAreDone: "The annotators are done.",
    waitForReview: (images: number) => `${waitFor(images, "the no-label review")}.`,
    allFinal: (images: number) =>
      images === 1 ? "The image has final labels." : `All ${formatCount(images)} images have final labels.`,
    releaseHolds: (number: number, name: string) => `Release ${number}, ${name}, holds them.`,
    seeReleases: "See releases",
    freeze: "Freeze them as a release, which can be cited and downloaded.",
    createRelease: "Create release",
  },
  headline: {
    label: "At a glance",
    done: "Done",
    noImages: "no images yet",
    final: (images: number, usable: number) =>
      `${formatCount(images)} of ${countOf(usable, "image")} ${images === 1 ? "has" : "have"} final labels`,
    ends: "Ends",
    allDone: "Done",
    nothingLeft: "Nothing is left to do.",
    notBegun: "Nothing to do yet.",
    tooEarly: "Too early to say",
    why: (stage: string, left: number) =>
      `${stage}: ${formatCount(left)} left. It needs three days with work, and 30 images.`,
    basis: (stage: string, left: number, done: number, days: number) =>
      `9 in 10. ${stage}: ${formatCount(left)} left, at the pace of ${formatCount(done)} on ${countOf(days, "day")} with work.`,
    pace: "Pace",
    agreement: "Same labels, last 7 days",
    noAgreement: "No image was finished by several people in these days.",
    ofImages: (images: number) => `of ${countOf(images, "image")} that several people finished`,
    interval: (interval: string) => `95 % interval ${interval}`,
    before: (share: string) => `The week before: ${share}.`,
    noWeekBefore: "There is no earlier week to compare with.",
    up: (from: string, to: string) => `Risen, by ${from} to ${to} points.`,
    down: (from: string, to: string) => `Fallen, by ${from} to ${to} points.`,
    unclear: "No clear change.",
    attention: "Needs you",
  },
  activity: {
    title: "Answers by day",
    none: "Nobody has submitted an answer in the last four weeks.",
    onDay: (day: string, images: number) => `${day}: ${countOf(images, "answer")}`,
    most: (images: string) => `tallest: ${images}`,
    today: "today",
    sum: (images: number, days: number) =>
      `${countOf(images, "answer")} on ${countOf(days, "day")} of the last 28, in all stages. Days are those of UTC.`,
  },
  job: {
    label: "Now running",
    kinds: {
      "import-images": "Importing images",
      "import-list": "Loading images from the web",
      "import-place": "Importing a folder on the server",
      "import-exemplars": "Importing exemplars",
      "undo-import": "Undoing an import",
      "import-predictions": "Importing predictions",
      "import-embeddings": "Importing embeddings",
      "import-answers": "Importing answers",
      "add-model": "Adding a model",
      embed: "Computing embeddings",
      maps: "Mapping where labels are seen",
      verify: "Reading image files",
      propose: "Proposing labels",
      audit: "Auditing images and labels",
      report: "Making an evaluation report",
      export: "Exporting a release",
      backup: "Backing up the installation",
      "settle-votes": "Settling votes",
      "learn-asking": "Learning when asking may end",
    } satisfies Record<JobKind, string> as Record<string, string>,
    other: (kind: string) => `Running: ${kind}`,
  },
  pipeline: {
    label: "How far the images are",
    images: "Images",
    allReadable: "all readable",
    notReadable: (images: number) => `${formatCount(images)} not readable`,
    leftOutByLead: (images: number) => `${formatCount(images)} more left out by a lead`,
    leftOut: (images: number) => `${formatCount(images)} more left out: they show labels`,
    proposed: "Proposed",
    models: (name: string, others: number) => `${name} + ${countOf(others, "other")}`,
    top: (models: string, k: number) => `${models}, top ${k}`,
    topOfEach: (models: string, k: number) => `${models}, top ${k} of each`,
    noModel: "no model yet",
    byNoModel: "not by a model",
    annotated: (overlap: number) =>
      overlap === 1 ? "Annotated" : overlap === 2 ? "Annotated twice" : `Annotated ${overlap} times`,
    outOf: (images: number) => `of ${formatCount(images)}`,
    once: (images: number) => `${formatCount(images)} once`,
    begun: (images: number) => `${formatCount(images)} begun`,
    agreed: "Agreed",
    toRefine: "To refine",
    refined: (refined: number, total: number) => `${formatCount(refined)} of ${formatCount(total)} refined`,
    noLabel: "No label",
    reviewed: (reviewed: number, total: number) =>
      `${formatCount(reviewed)} of ${formatCount(total)} reviewed`,
    ofFinal: (images: number) => `of ${formatCount(images)} final`,
  },
  people: {
    title: "People",
    none: "Nobody has a role in this project yet.",
    caption: "People and their work",
    name: "Name",
    done: "Work done",
    perImage: "Per\u00a0image",
    sameAsPartners: "Same labels as partners",
    hint: "Per image: the median time of active work. Partners: those who annotated the same images; 95 % intervals.",
  },
  labelCounts: {
    title: "Labels per image so far",
    none: "Nothing is final yet. An image is final once its annotators agree, or an expert has refined it.",
    rows: { none: "No label", one: "One", two: "Two", more: "More than two" },
    caption: "Images by number of labels",
    labels: "Labels",
    images: "Images",
    multi: (images: number, share: string) =>
      `${countOf(images, "image")} with final labels. Two or more: ${share}.`,
  },
  reasons: {
    title: "Why images went to refinement",
    none: "No image has gone there yet.",
    caption: "Images by reason",
    reason: "Reason",
    images: "Images",
    several: (images: number) =>
      `${countOf(images, "image")} went to refinement; one can have several reasons.`,
  },
  foundBySearch: {
    title: "Found by search",
    none: "No label has been chosen yet.",
    caption: "Chosen labels that had not been proposed, by number of labels of the image",
    labels: "Labels of the image",
    orMore: (labels: number) => `${labels} or more`,
    notProposed: "Not proposed",
    ofChosen: "of chosen",
    share: "Share",
    text: (labels: number, share: string) =>
      `${formatCount(labels)} of the chosen labels had not been proposed: ${share}. The proposals miss at least this many, because nobody searches for everything.`,
  },
};
